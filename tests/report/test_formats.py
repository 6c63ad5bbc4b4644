# SPDX-License-Identifier: Apache-2.0
"""Every format of a result, read back by a reader of that format."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import msgspec
import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from tests.report.conftest import NOTICE, compared

from policydiff.errors import UsageError
from policydiff.model import Comparison, Difference, Place
from policydiff.report import formats
from policydiff.report.formats import NAMES, Options, for_path, write
from policydiff.report.notes import count_words
from policydiff.show.guarding import guard, unguard


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["en", "zh-Hans", "zh-Hant"])
def test_the_same_result_gives_the_same_bytes(pair, name: str, lang: str) -> None:
    """No format holds a date, a random name or the order of a set."""
    assert write(pair.comparison, pair.texts, name, Options(lang)) == write(
        pair.comparison, pair.texts, name, Options(lang)
    )


def test_json_is_the_comparison(pair) -> None:
    """What is written as JSON reads back as the same comparison."""
    written = write(pair.comparison, pair.texts, "json")

    assert msgspec.json.decode(written, type=Comparison) == pair.comparison
    assert written.count(b"\n") == 1
    assert set(json.loads(written)) >= {
        "schema",
        "tool",
        "relation",
        "a",
        "b",
        "verdict",
        "counts",
        "units",
        "differences",
    }


def test_csv_has_a_row_for_whatever_tells_and_each_erratum(faulty_pair) -> None:
    """The table of errata reads back with the csv module, headed in the language asked for."""
    comparison = faulty_pair.comparison
    rows = list(
        csv.DictReader(io.StringIO(write(comparison, faulty_pair.texts, "csv", Options("zh-Hans")).decode("utf-8-sig")))
    )
    telling = [d for d in comparison.differences if d.severity]
    errata = [*comparison.a.findings, *comparison.b.findings]

    assert len(rows) == len(telling) + len(errata)
    heads = "序号 程度 条目 位置 甲本（a） 乙本（b） 应为 类别 所在句 处理 备注 校对人 复核人 依据 行 编号"
    assert list(rows[0]) == heads.split()
    assert [row["序号"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    fault = next(row for row in rows if row["乙本（b）"] == "短【闆】")
    assert (fault["甲本（a）"], fault["应为"], fault["位置"]) == ("板", "短【板】", "乙：第10段第2句")


def test_tsv_has_the_cells_of_csv(faulty_pair) -> None:
    """Only the mark between the cells is another, and no cell holds it."""
    comma, tab = (
        write(faulty_pair.comparison, faulty_pair.texts, name, Options("zh-Hant")).decode("utf-8-sig")
        for name in ("csv", "tsv")
    )

    assert list(csv.reader(io.StringIO(comma))) == list(csv.reader(io.StringIO(tab), delimiter="\t"))
    assert {line.count("\t") for line in tab.splitlines()} == {15}


def test_xlsx_opens_in_another_library(pair) -> None:
    """The workbook has one sheet, no formula in it, and a list to choose decisions from."""
    book = load_workbook(io.BytesIO(write(pair.comparison, pair.texts, "xlsx", Options("zh-Hans"))))
    sheet = book.active
    cells = [cell for row in sheet.iter_rows() for cell in row]

    assert [cell.value for cell in sheet[1][:3]] == ["序号", "程度", "条目"]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert '"改,不改,存疑"' in {rule.formula1 for rule in sheet.data_validations.dataValidation}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "'=1", "'", "12", "工"])
def test_guarded_cells_come_back(cell: str) -> None:
    """A cell that a spreadsheet would take for a formula is guarded, and the guard can be taken off."""
    assert cell == unguard(guard(cell))
    assert not guard(cell).startswith(("=", "+", "-", "@", "\t", "＝"))


def test_formulas_in_a_notice_stay_text() -> None:
    """A copy that holds formulas cannot make the table of errata calculate."""
    a = NOTICE.replace("35项", '=HYPERLINK("http://example.org")')
    b = NOTICE.replace("35项", "@SUM(1+1)*cmd|' /C calc'!A0").replace("100家", "+100家")
    hostile = compared(a, b)
    rows = list(csv.reader(io.StringIO(write(hostile.comparison, hostile.texts, "csv").decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(write(hostile.comparison, hostile.texts, "xlsx"))).active

    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert any("=HYPERLINK" in cell for row in rows for cell in row)


def changed(comparison: Comparison, a: str, b: str) -> Comparison:
    """The comparison with the readings of its first difference replaced."""
    first = comparison.differences[0]
    places = {"a": Place(first.a.start, first.a.end, 1, 1, a), "b": Place(first.b.start, first.b.end, 1, 1, b)}
    made: Difference = msgspec.structs.replace(first, **places)
    return msgspec.structs.replace(comparison, differences=(made, *comparison.differences[1:]))


def test_markdown_is_a_table_and_nothing_else(pair) -> None:
    """Readings cannot break the table, become HTML, links or mentions, or end their code span."""
    made = changed(pair.comparison, "a`|<script>alert(1)</script>", "``@someone [x](http://example.org)")
    rendered = MarkdownIt("commonmark").enable("table").render(write(made, pair.texts, "markdown").decode())
    cells = re.findall(r"<td[^>]*>(.*?)</td>", rendered, re.DOTALL)

    assert "<script>" not in rendered
    assert "<a " not in rendered
    assert rendered.count("<tr>") == rendered.count("</tr>") > 4
    assert "<code>``@someone [x](http://example.org)</code>" in cells


NOTES = [
    (None, "zh-Hans", "甲本「35项」，乙本改作「53项」。"),
    ("a", "zh-Hans", "「35项」，乙本讹作「53项」。"),
    ("b", "zh-Hant", "「53项」，甲本訛作「35项」。"),
    ("a", "zh-Hans", "「市科技局」下，乙本脱「、市海洋发展局」六字。"),
    ("b", "zh-Hans", "「市科技局」下，甲本衍「、市海洋发展局」六字。"),
    (None, "zh-Hans", "乙本删「、市海洋发展局」六字。"),
    ("a", "zh-Hans", "「4.优化提升优势产业」，乙本在「6.前瞻布局未来产业」句下。"),
    (None, "zh-Hant", "甲本「4.优化提升优势产业」，乙本移在「6.前瞻布局未来产业」句下。"),
]


@pytest.mark.parametrize(("base", "lang", "said"), NOTES)
def test_notes_use_the_formulas(pair, base: str | None, lang: str, said: str) -> None:
    """With a base copy the notes judge, without one they tell."""
    made = msgspec.structs.replace(pair.comparison, base=base)
    notes = write(made, pair.texts, "notes", Options(lang)).decode()

    assert said in notes


def one(pair, a: str, b: str, kind: str = "text", class_: str = "substantive", hint: str | None = None) -> Comparison:
    """The comparison with one difference alone, of these readings."""
    first = pair.comparison.differences[0]
    at = pair.texts.a.index("重点实验室。") + len("重点实验室。")
    place_a, place_b = Place(at, at + len(a), 7, 1, a), Place(at, at + len(b), 7, 1, b)
    made = msgspec.structs.replace(first, a=place_a, b=place_b, kind=kind, class_=class_, hint=hint)
    return msgspec.structs.replace(
        pair.comparison, differences=(made,), base="a", a=msgspec.structs.replace(pair.comparison.a, findings=())
    )


SENTENCES = [
    (("组织", ""), {}, "「实验室。」下，乙本脱「组织」二字。"),
    (("", "大力"), {}, "「实验室。」下，乙本衍「大力」二字。"),
    (("，", ""), {}, "「实验室。」下，乙本脱「，」。"),
    (("方案", "办法"), {}, "「方案」，乙本讹作「办法」。"),
    (("甲乙", "乙甲"), {"hint": "transposed"}, "「甲乙」，乙本「乙甲」二字互乙。"),
    (("出征", "出徵"), {"class_": "review", "kind": "ambiguous_script"}, "「出征」，乙本作「出徵」，存疑。"),
    (("甲" * 40, ""), {}, "「实验室。」下，乙本脱「甲甲甲甲甲甲甲甲……甲甲甲甲甲甲」四十字。"),
]


@pytest.mark.parametrize(("readings", "how", "said"), SENTENCES)
def test_each_formula(pair, readings: tuple[str, str], how: dict[str, str], said: str) -> None:
    """Omission, intrusion, error, inversion and doubt each have their sentence."""
    assert said in write(one(pair, *readings, **how), pair.texts, "notes", Options("zh-Hans")).decode()


def test_errata_are_noted_as_sure_or_unsure(faulty_pair) -> None:
    """A fault beyond doubt should be read otherwise; one that is not, perhaps."""
    notes = write(faulty_pair.comparison, faulty_pair.texts, "notes", Options("zh-Hant")).decode()

    assert re.search(r"「短闆」(疑)?當作「短板」（[^）]*短闆[^）]*）", notes)


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (2, "二"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_numbers_of_characters_in_words(number: int, word: str) -> None:
    """Small numbers are written as a note writes them."""
    assert word == count_words(number)


def test_text_puts_the_verdict_first(pair) -> None:
    """The first line of the summary is the verdict in words; nothing in it comes from a document."""
    lines = write(pair.comparison, pair.texts, "text").decode().splitlines()

    assert lines[0].startswith("DIFFERENT  The wording differs in 3 places (3 of them serious)")
    assert any("35" in line for line in lines)


def test_text_has_colour_only_when_asked() -> None:
    """Without colour there is no escape sequence, whatever a document holds."""
    from policydiff.api import compare

    a, b = "通知\n一、工作\n1.完成\x1b[31m红色任务。\n", "通知\n一、工作\n1.完成蓝色\x1b]0;x\x07任务。\n"
    comparison, texts = compare(a, b), formats.Texts(a, b)

    assert b"\x1b" not in write(comparison, texts, "text")
    assert re.sub(rb"\x1b\[[0-9;]*m", b"", write(comparison, texts, "text", Options(colour=True))).count(b"\x1b") == 0


class Tags(HTMLParser):
    """Collects element names and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("name", ["html", "errata"])
def test_pages_load_nothing(pair, name: str) -> None:
    """No page names another file, has a style attribute or a handler; its policy admits its own style and script
    alone."""
    tags = Tags()
    tags.feed(write(pair.comparison, pair.texts, name).decode())
    names = {attribute for _, attributes in tags.seen for attribute in attributes}
    policy = next(a["content"] for tag, a in tags.seen if a.get("http-equiv") == "Content-Security-Policy")

    assert not {"src", "style", "srcset", "action"} & names
    assert not [attribute for attribute in names if attribute.startswith("on")]
    assert all(a["href"].startswith("#") for tag, a in tags.seen if "href" in a)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("R.HTM", "html"),
        ("b.json", "json"),
        ("e.xlsx", "xlsx"),
        ("t.tsv", "tsv"),
        ("e.csv", "csv"),
        ("p.md", "markdown"),
        ("s.txt", "text"),
    ],
)
def test_endings_name_formats(path: str, name: str) -> None:
    """A file's ending says which format is meant."""
    assert name == for_path(path)


def test_unknown_formats_are_refused(pair) -> None:
    """An ending or a name that means nothing is an error that lists what there is."""
    with pytest.raises(UsageError, match=r"r\.doc does not name a format"):
        for_path("r.doc")
    with pytest.raises(UsageError) as caught:
        write(pair.comparison, pair.texts, "doc")

    assert caught.value.code == "PD231"
