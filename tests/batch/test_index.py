# SPDX-License-Identifier: Apache-2.0
"""The index of a batch: worst first, safe, complete without a script, in pages where it is long."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from lxml import html
from tests.report.conftest import NOTICE

from policydiff.api import compare
from policydiff.batch import index
from policydiff.batch.baseline import Change
from policydiff.batch.failure import Failure
from policydiff.batch.index import words_of, write_index
from policydiff.batch.manifest import Pair
from policydiff.batch.outputs import Entry
from policydiff.batch.row import Row, row_of
from policydiff.batch.summary import Summary

ROW = Row(
    "关于任务的通知",
    "copy",
    "different",
    {"substantive": 2},
    1,
    (0, 3),
    (True, False),
    "substantive",
    (("d1", "substantive"), ("d2", "substantive")),
)


def _entry(
    id_: str, row: Row | None = ROW, failure: Failure | None = None, columns: dict[str, str] | None = None
) -> Entry:
    return Entry(
        Pair(id_, f"{id_}a.txt", f"{id_}b.txt", Path("a"), Path("b"), columns or {}),
        row,
        failure,
        f"{id_}.html" if row else None,
        None,
    )


def _written(
    folder: Path, entries: list[Entry], lang: str = "en", unpaired: dict[str, list[str]] | None = None
) -> html.HtmlElement:
    summary = Summary("review", unpaired=unpaired or {})
    for found in entries:
        summary.add(found)
    write_index(folder, iter(entries), summary, "default", lang)
    return html.document_fromstring((folder / "index.html").read_text("utf-8"))


def test_a_row_says_what_came_of_its_pair(tmp_path: Path) -> None:
    """Verdict, counts by class, errata and completeness, with a link to the report; failures with their code."""
    page = _written(tmp_path, [_entry("x", None, Failure("PD101", "there is no such file")), _entry("y")])

    first, second = page.xpath("//tbody/tr")
    assert first.get("class") == "error"
    assert "PD101: there is no such file" in first.text_content()
    assert second.get("class") == "different heavy"
    assert second.xpath(".//a/@href") == ["reports/y.html"]
    heads = [head.get("data-key") for head in page.xpath("//thead//th")]
    cells = dict(zip(heads, [cell.text_content().strip() for cell in second], strict=True))
    assert (cells["high"], cells["substantive"], cells["structure"], cells["errata"], cells["complete"]) == (
        "1",
        "2",
        "",
        "3",
        "no",
    )
    assert len(first) == len(second) == len(heads)


def test_a_row_shows_the_findings(tmp_path: Path) -> None:
    """The heaviest differences stand in the row, each with both readings and its unit; what is new since the earlier
    run comes first and says so; what is left out is counted."""
    a = NOTICE
    b = a.replace("35项", "53项").replace("100家", "10家").replace("30日", "20日").replace("补齐短板", "补齐长板")
    row = row_of(compare(a, b))
    dates = next(told.id for told in row.told if told.kind == "date")
    changed = Change(1, 3, 0, "substantive", frozenset({dates}))
    entry = replace(_entry("x", row), changed=changed)
    summary = Summary("review", since=Counter())
    summary.add(entry)
    write_index(tmp_path, iter([entry]), summary, "default", "en")
    assert "1 new difference in 1 pair, 3 still there, 0 gone" in (tmp_path / "index.html").read_text("utf-8")
    write_index(tmp_path, iter([entry]), summary, "default", "zh-Hans")
    page = html.document_fromstring((tmp_path / "index.html").read_text("utf-8"))
    shown = [" ".join(line.text_content().split()) for line in page.xpath("//td[@class='findings']//li")]

    assert shown[0].startswith("新 日期")
    assert "数字 35 → 53 1.建设重点实验室" in shown
    assert shown[-1] == "另有 1 处"
    assert "fresh" in page.xpath("//tbody/tr/@class")[0].split()


def test_a_row_of_a_table_is_named_by_its_place(tmp_path: Path) -> None:
    """A finding in a table says which row it is in, as the report does."""
    a = "任务表\n序号\t任务\t单位\n1\t建设崂山实验室\t市科技局\n2\t改造老旧小区\t市住建局\n"
    entry = _entry("x", row_of(compare(a, a.replace("市住建局", "市教育局"))))
    summary = Summary("review")
    summary.add(entry)
    write_index(tmp_path, iter([entry]), summary, "default", "zh-Hans")

    assert "第2行 改造老旧小区" in (tmp_path / "index.html").read_text("utf-8")


def test_text_from_files_cannot_act_on_the_page(tmp_path: Path) -> None:
    """Names, titles and messages are text: no element, no attribute, no control of direction comes from them."""
    bad = '"><script>alert(1)</script>\u202e'
    row = Row(bad, "copy", "review", {}, 0, (0, 0), (True, True), "review", ())
    page = _written(
        tmp_path, [_entry(bad, row), _entry("z", None, Failure("PD104", bad))], unpaired={"a": [bad], "b": []}
    )
    source = (tmp_path / "index.html").read_text("utf-8")

    assert len(page.xpath("//script")) == 1
    assert "\u202e" not in source
    assert all(not href.startswith(("javascript:", "http")) for href in page.xpath("//@href"))


def test_the_page_loads_nothing_and_admits_only_its_own_script(tmp_path: Path) -> None:
    """A policy that forbids everything but the style and the script by their hashes; no address outside the folder."""
    _written(tmp_path, [_entry("y")])
    source = (tmp_path / "index.html").read_text("utf-8")

    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', source)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert not re.search(r"unsafe-|https?://|url\(", source)


def test_without_a_script_the_filter_works_by_style_alone(tmp_path: Path) -> None:
    """Each verdict that occurs has a box, and the style hides its rows where the box is not ticked."""
    page = _written(tmp_path, [_entry("y"), _entry("x", None, Failure("PD101", "gone"))])
    style = page.xpath("string(//style)")

    for box in page.xpath("//fieldset//input/@id"):
        assert f"#{box}:not(:checked)" in style or f"#{box}:checked" in style
    assert page.xpath("//fieldset//input/@id") == ["show-error", "show-different", "only-heavy"]


def test_a_long_index_has_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each pair stands on one page, the pages lead to each other, and pages of an earlier, longer run are gone."""
    monkeypatch.setattr(index, "PAGE", 2)
    _written(tmp_path, [_entry(str(n)) for n in range(5)])
    pages = ["index.html", "index-2.html", "index-3.html"]
    rows = Counter(id_ for page in pages for id_ in html.parse(str(tmp_path / page)).xpath("//tbody//th//a//text()"))

    assert rows == Counter(str(n) for n in range(5))
    assert html.parse(str(tmp_path / "index-2.html")).xpath("//nav//@href") == ["index.html", "index-3.html"]
    _written(tmp_path, [_entry("0")])
    assert sorted(file.name for file in tmp_path.glob("index*")) == ["index.html"]


def test_entries_are_read_once_and_not_kept(tmp_path: Path) -> None:
    """A run of a hundred thousand pairs is written as it is read."""
    entries = [_entry(str(n)) for n in range(3)]
    summary = Summary("review")
    for found in entries:
        summary.add(found)

    def once() -> Iterator[Entry]:
        yield from entries

    write_index(tmp_path, once(), summary, "default", "en")

    assert (tmp_path / "index.html").read_text("utf-8").count("<tr class") == 3


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant"])
def test_every_language_says_the_same_things(tmp_path: Path, lang: str) -> None:
    """The catalogues have the same keys and the same places to fill, and a page can be written in each."""
    english, other = words_of("en"), words_of(lang)

    assert set(english) == set(other)
    assert {key: sorted(re.findall(r"{(\w+)(?::[^}]*)?}", text)) for key, text in english.items()} == {
        key: sorted(re.findall(r"{(\w+)(?::[^}]*)?}", text)) for key, text in other.items()
    }
    assert _written(tmp_path, [_entry("y")], lang).get("lang") == lang


def test_a_decision_is_counted_once() -> None:
    """Where several pairs share a copy, a decision counts in the pair that it was made on, not as corrected in the
    others, which never had the fault."""
    others = [replace_row(decided=("d1",), outcomes=("corrected",)) for _ in range(3)]
    own = replace_row(decided=("d1",), outcomes=("unchanged",), own=True)

    for rows in ([*others, own], [own, *others]):
        summary = Summary("review")
        for n, row in enumerate(rows):
            summary.add(_entry(str(n), row))
        assert summary.as_json({})["decisions"] == {"unchanged": 1}


def replace_row(**changes: object) -> Row:
    """The row with other fields."""
    return msgspec.structs.replace(ROW, **changes)
