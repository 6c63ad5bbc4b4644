# SPDX-License-Identifier: Apache-2.0
"""The apparatus in its formats: notes, table, TEI, page, and the command that writes them."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.comparison.copies import NOTICE
from tests.lineage.tei_reader import TEI, witnesses
from tests.lineage.test_collate import CUT, MOVED, OTHER_NUMBER, WITHOUT, copies

from policydiff.errors import UsageError
from policydiff.lineage import formats, groups
from policydiff.lineage.collate import collate
from policydiff.lineage.result import Collation
from policydiff.schemas import TYPES
from policydiff.show.formats import by_ending
from policydiff.show.i18n import LANGUAGES


@pytest.fixture(scope="module")
def collation() -> Collation:
    """Five copies: the notice, other numbers, a moved task, a missing task, one that breaks off."""
    return collate(copies(NOTICE, OTHER_NUMBER, MOVED, WITHOUT, CUT), converters=True)


@pytest.mark.parametrize("name", list(formats.FORMATS))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_format_in_every_language(collation: Collation, name: str, lang: str) -> None:
    """Each format is written in each language, the same bytes every time."""
    assert formats.write(collation, name, lang) == formats.write(collation, name, lang) != b""


def test_catalogues_have_the_same_phrases(root: Path) -> None:
    """The three catalogues of the collation have the same keys and the same places to fill."""
    import tomllib

    tables = [tomllib.loads((root / f"templates/i18n/collation/{lang}.toml").read_text("utf-8")) for lang in LANGUAGES]
    filled = [
        {(t, k): sorted(re.findall(r"{(\w+)}", v)) for t, table in tables_of.items() for k, v in table.items()}
        for tables_of in tables
    ]

    assert filled[0] == filled[1] == filled[2]


def test_words_around_a_place_cut_no_gloss(collation: Collation) -> None:
    """What is left of a gloss at either end is not shown; a headline names what copies lack only where they do."""
    a = "一、加快中(zhōng)心集群建设,建成不少于12个边缘数据中(zhōng)心。\n"
    texts = [page.decode() for page in (formats.write(collate(copies(a, a.replace("不少于", "超过"))), "html"),)]
    around = re.findall(r'class="context"[^>]*>(.*?)</span>', texts[0], re.DOTALL)

    assert around
    assert not any(re.search(r"…\w*\)|\(\w*…", "".join(said.split())) for said in around)
    assert "missing from some copies" not in texts[0]
    assert "missing from some copies" in formats.write(collation, "html").decode()


def test_json_is_what_its_schema_says(collation: Collation) -> None:
    """The schema that is printed is made from the type of a collation, and the JSON names it."""
    assert TYPES["collation"][0] == f"{Collation.__module__}:{Collation.__name__}"
    assert json.loads(formats.write(collation, "json"))["schema"] == "policydiff.collation/1"


def test_the_table_holds_no_formula() -> None:
    """A reading that a spreadsheet would take for a formula is guarded; a copy that lacks the passage has a dash."""
    collation = collate(copies(NOTICE, NOTICE.replace("35项", "=35项"), WITHOUT))
    rows = list(csv.reader(io.StringIO(formats.write(collation, "csv").decode("utf-8-sig"))))

    assert all(len(row) == len(rows[0]) for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert any(row[0] == "P1" and row[-1] == "–" for row in rows)


def test_notes_cite_the_base_copy() -> None:
    """With a base the sentences judge (訛, 脫); without one they give the readings side by side."""
    prepared = copies(NOTICE, OTHER_NUMBER, WITHOUT)
    free = formats.write(collate(prepared), "notes", "zh-Hant").decode()
    cited = formats.write(collate(prepared, base="copy-0.txt"), "notes", "zh-Hant").decode()

    assert "A、C本作「35」，B本作「53」" in free
    assert "「35」，B本訛作「53」" in cited
    assert "C本脫此段" in cited


def test_tei_is_well_formed_parallel_segmentation(collation: Collation) -> None:
    """A list of witnesses, variants encoded in place, each app with readings that name known witnesses once, a type for
    each class."""
    root = etree.fromstring(formats.write(collation, "tei"))
    known = set(witnesses(etree.tostring(root)))
    kinds = set()
    for app in root.iter(f"{TEI}app"):
        named = [pointer.lstrip("#") for reading in app for pointer in reading.get("wit").split()]
        assert len(named) == len(set(named))
        assert set(named) <= known
        assert all(reading.tag in (f"{TEI}rdg", f"{TEI}lem") for reading in app)
        kinds.add(app.get("type"))

    assert known == {"A", "B", "C", "D", "E"}
    assert {"substantive", "lacuna"} <= kinds
    assert root.find(f".//{TEI}variantEncoding").get("method") == "parallel-segmentation"


def test_a_lemma_stands_where_a_base_is_named() -> None:
    """The base copy's reading is the lemma and comes first."""
    document = etree.fromstring(formats.write(collate(copies(NOTICE, OTHER_NUMBER), base="copy-1.txt"), "tei"))
    app = next(app for app in document.iter(f"{TEI}app") if app.get("subtype") == "number")

    assert [(reading.tag.removeprefix(TEI), reading.get("wit"), reading.text) for reading in app] == [
        ("lem", "#B", "53"),
        ("rdg", "#A", "35"),
    ]


def test_the_page_loads_nothing_and_escapes_all() -> None:
    """No address is fetched, text cannot act, and the policy admits one style and one script by hash."""
    page = formats.write(
        collate(copies(NOTICE, NOTICE.replace("35项", '<script>alert("1")</script>'), WITHOUT)), "html"
    ).decode()

    assert "<script>alert" not in page
    assert page.count("<script>") == page.count("<style>") == 1
    assert re.search(r'content="default-src (&#39;|\')none', page)
    assert not re.search(r'(src|href)="(?!#)', page)


@pytest.mark.parametrize("path", ["out.docx", "out"])
def test_an_ending_that_names_no_format_is_said(path: str) -> None:
    """The message lists the endings there are."""
    with pytest.raises(UsageError, match="does not name a format"):
        by_ending(path, formats.FORMATS, "PD207", "a collation")


def test_the_command(run_policydiff: Callable[..., Any], tmp_path: Path) -> None:
    """The command collates in any order of arguments, goes on where a file cannot be read, and says so by status 2."""
    for name, text in (("a", NOTICE), ("b", OTHER_NUMBER), ("c", WITHOUT)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    one = run_policydiff("collate", "a.txt", "b.txt", "c.txt", "--format", "json", cwd=tmp_path)
    other = run_policydiff("collate", "c.txt", "a.txt", "b.txt", "--format", "json", cwd=tmp_path)
    bad = run_policydiff("collate", "c.txt", "a.txt", "none.txt", "-o", "out.html", cwd=tmp_path)

    assert (one.returncode, one.stdout) == (0, other.stdout)
    assert bad.returncode == 2
    assert b"PD101" in bad.stderr
    assert (tmp_path / "out.html").exists()
    assert run_policydiff("collate", "a.txt", cwd=tmp_path).returncode == 2


def test_lineage_is_recorded_as_claims(run_policydiff: Callable[..., Any], tmp_path: Path) -> None:
    """With --record each edge between copies of a store is a claim with basis inferred, its evidence and its
    strength; of a copy that the store does not have it is said how to take it in."""
    changed = OTHER_NUMBER.replace("液化天然气", "液化天然汽汽").replace("重点工作", "重点工昨")
    for name, text in (
        ("a", NOTICE),
        ("b", changed),
        ("c", changed.replace("财政支持", "才政支持").replace("户籍", "户藉藉")),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    run_policydiff("store", "init", "s.store", cwd=tmp_path)
    run_policydiff("store", "add", "s.store", "a.txt", "b.txt", "c.txt", cwd=tmp_path)
    done = run_policydiff("collate", "a.txt", "b.txt", "c.txt", "--record", "s.store", cwd=tmp_path)
    log = run_policydiff("store", "log", "s.store", cwd=tmp_path).stdout.decode()

    assert done.returncode == 0, done.stderr
    assert log.count("lineage") == 2

    (tmp_path / "d.txt").write_text(NOTICE.replace("户籍", "户藉"), encoding="utf-8")
    done = run_policydiff("collate", "a.txt", "d.txt", "--record", "s.store", cwd=tmp_path)
    assert done.returncode == 2
    assert b"policydiff store add s.store d.txt" in done.stderr


def test_another_program_reads_the_apparatus(collation: Collation) -> None:
    """teiphy, a reader of TEI collations for phylogenetics, finds every witness and every place with its readings."""
    from teiphy.collation import Collation as Theirs

    tree = etree.ElementTree(etree.fromstring(formats.write(collation, "tei")))
    read = Theirs(tree, manuscript_suffixes=[], trivial_reading_types=[], missing_reading_types=[])
    told = {unit.id: {reading.text: set(reading.wits) for reading in unit.readings} for unit in read.variation_units}

    assert [witness.id for witness in read.witnesses] == [copy.siglum for copy in collation.copies]
    for variation in collation.variations:
        assert {frozenset(wits) for wits in told[str(variation.number)].values()} == {
            frozenset(reading.copies) for reading in variation.readings
        }


def test_groups_of_a_batch_are_collated(run_policydiff: Callable[..., Any], tmp_path: Path) -> None:
    """`batch --group --collate` writes a page for each notice with three or more copies; without --group it is
    refused."""
    for name, text in (("a", NOTICE), ("b", OTHER_NUMBER), ("c", WITHOUT)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    done = run_policydiff(
        "batch", "--group", "--collate", "a.txt", "b.txt", "c.txt", "-o", "out", "--jobs", "1", cwd=tmp_path
    )
    pages = list((tmp_path / "out" / "collations").glob("*.html"))

    assert len(pages) == 1, done.stderr
    assert b"3 copies" in done.stdout
    assert run_policydiff("batch", "--collate", "a.txt", "-o", "other", cwd=tmp_path).returncode == 2


def test_a_group_that_cannot_be_collated_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends the collation of one group is its own failure, with the names of its copies; the next is collated."""
    for name, text in (("a", NOTICE), ("b", OTHER_NUMBER), ("c", WITHOUT)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    files = [tmp_path / f"{name}.txt" for name in "abc"]
    turns = iter((True, False))
    collated = groups.collate

    def collate(*given: Any, **more: Any) -> Any:
        if next(turns):
            raise MemoryError
        return collated(*given, **more)

    monkeypatch.setattr(groups, "collate", collate)
    first, second = groups.collate_groups([("one", files), ("two", files)], tmp_path / "out")

    assert first.failed is not None
    assert first.failed.code == "PD312"
    assert str(files[0]) in first.failed.message
    assert (first.page, second.page) == (None, tmp_path / "out" / "two.html")
