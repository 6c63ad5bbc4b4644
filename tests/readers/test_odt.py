# SPDX-License-Identifier: Apache-2.0
"""OpenDocument: lists that count, tracked changes, hidden text, ruby, tables, notes."""

import pytest
from made.common import kinds, spans_hold, zipped
from made.office import ODF, odt_package

from policydiff.errors import InputError
from policydiff.ingest.office.odt import read_odt
from policydiff.ingest.reading import Reading

CHANGES = (
    "<text:tracked-changes><text:changed-region"
    ' text:id="i1"><text:insertion><office:change-info><dc:creator>李</dc:creator><dc:date>2023-01-29</dc:date>'
    "</office:change-info></text:insertion></text:changed-region><text:changed-region"
    ' text:id="d1"><text:deletion><office:change-info>'
    "<dc:creator>李</dc:creator></office:change-info><text:p>丙</text:p></text:deletion></text:changed-region></text:tracked-changes>"
)
NESTED = (
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1"'
    ' style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="("'
    ' style:num-suffix=")" text:start-value="3"/><text:list-level-style-bullet text:level="3"'
    ' text:bullet-char="•"/></text:list-style>'
)


def read(body: str, styles: str = "", changes: str = "", tracked: str = "accepted") -> Reading:
    """Read a text document with this body."""
    return read_odt(odt_package(body, styles, changes), tracked=tracked)  # type: ignore[arg-type]


def item(text: str, more: str = "", attributes: str = "") -> str:
    """A list item."""
    return f"<text:list-item{attributes}><text:p>{text}</text:p>{more}</text:list-item>"


def numbered(items: str, attributes: str = "") -> str:
    """A list in the style of `NESTED`."""
    return f'<text:list text:style-name="N"{attributes}>{items}</text:list>'


BODIES = {
    "paragraphs and spans": ("<text:p>甲<text:span>乙</text:span>丙</text:p><text:h>丁</text:h>", "甲乙丙\n丁"),
    "blanks": ('<text:p>甲<text:s text:c="3"/>乙<text:tab/>丙<text:line-break/>丁</text:p>', "甲   乙\t丙\n丁"),
    "too many blanks": ('<text:p>甲<text:s text:c="999999999"/>乙</text:p>', "甲" + " " * 100 + "乙"),
    "row": (
        "<table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row></table:table>",
        "1\t甲",
    ),
    "ruby": (
        "<text:p><text:ruby><text:ruby-base>舊</text:ruby-base><text:ruby-text>jiù</text:ruby-text></text:ruby>動能</text:p>",
        "舊(jiù)動能",
    ),
    "note": (
        "<text:p>甲<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note>乙</text:p>",
        "甲[1]乙\n[1] 注",
    ),
    "text box": (
        "<text:p>甲<draw:frame xmlns:draw='d'><draw:text-box><text:p>乙</text:p></draw:text-box></draw:frame></text:p>",
        "甲\n乙",
    ),
    "sections": ("<text:section><text:p>甲</text:p></text:section>", "甲"),
    "fields": ("<text:p>共<text:page-count>7</text:page-count>頁</text:p>", "共7頁"),
    "nested lists": (
        numbered(item("甲", f"<text:list>{item('乙')}{item('丙')}</text:list>") + item("丁")),
        "1. 甲\n(c)乙\n(d)丙\n2. 丁",
    ),
    "a list that begins elsewhere": (numbered(item("甲", "", ' text:start-value="7"') + item("乙")), "7. 甲\n8. 乙"),
    "a new list begins anew": (numbered(item("甲")) + numbered(item("乙")), "1. 甲\n1. 乙"),
    "a list that goes on": (
        numbered(item("甲")) + numbered(item("乙"), ' text:continue-numbering="true"'),
        "1. 甲\n2. 乙",
    ),
}


@pytest.mark.parametrize("case", BODIES)
def test_text_of_a_body(case: str) -> None:
    """Each piece of OpenDocument gives this text."""
    body, wanted = BODIES[case]
    reading = read(body, NESTED)
    assert reading.text == wanted
    assert spans_hold(reading)


def test_headings_are_numbered_by_the_outline() -> None:
    """An outline style numbers headings, level by level."""
    styles = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..."'
        ' style:num-suffix="、"/><text:outline-level-style text:level="2" style:num-format="1"'
        ' text:display-levels="2"/></text:outline-style>'
    )
    heads = "".join(f'<text:h text:outline-level="{level}">甲</text:h>' for level in (1, 2, 2, 1, 2))
    assert read(heads, styles).text.split("\n") == ["一、甲", "一.1 甲", "一.2 甲", "二、甲", "二.1 甲"]


@pytest.mark.parametrize(("tracked", "wanted"), [("accepted", "甲乙丁"), ("original", "甲丙丁")])
def test_tracked_changes_are_read_both_ways(tracked: str, wanted: str) -> None:
    """Accepted by default, as never made on request; every change is an event."""
    body = (
        '<text:p>甲<text:change-start text:change-id="i1"/>乙<text:change-end text:change-id="i1"/><text:change'
        ' text:change-id="d1"/>丁</text:p>'
    )
    reading = read(body, "", CHANGES, tracked)
    assert reading.text == wanted
    assert kinds(reading) == {"insertion": ["乙"], "deletion": ["丙"]}
    assert {event.note.split()[0] for event in reading.events} == {"李"}
    assert spans_hold(reading)


def test_an_insertion_can_span_paragraphs() -> None:
    """From mark to mark, over a line end."""
    body = (
        '<text:p>甲<text:change-start text:change-id="i1"/>乙</text:p><text:p>丁<text:change-end'
        ' text:change-id="i1"/>戊</text:p>'
    )
    assert (read(body, "", CHANGES).text, read(body, "", CHANGES, "original").text) == ("甲乙\n丁戊", "甲\n戊")
    assert kinds(read(body, "", CHANGES))["insertion"] == ["乙\n丁"]


@pytest.mark.parametrize(
    "properties",
    [
        'text:display="none"',
        'fo:color="#FFFFFF"',
        'fo:font-size="1pt"',
        'fo:color="#ffffff" fo:background-color="transparent"',
    ],
)
def test_hidden_text_is_an_event(properties: str) -> None:
    """Hidden by a style, or by the ancestor of a style."""
    styles = (
        f'<style:style style:name="S"><style:text-properties {properties}/></style:style><style:style style:name="T"'
        ' style:parent-style-name="S"/>'
    )
    for name in "ST":
        reading = read(f'<text:p>甲<text:span text:style-name="{name}">密</text:span></text:p>', styles)
        assert (reading.text, kinds(reading)) == ("甲", {"hidden_text": ["密"]})
        assert [problem.code for problem in reading.problems] == ["PD140"]


def test_sheets_are_rows() -> None:
    """An OpenDocument sheet gives a line a row."""
    row = (
        "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell><text:p>甲</text:p>"
        "</table:table-cell></table:table-row>"
    )
    sheet = f"<office:body><office:spreadsheet><table:table>{row}{row}</table:table></office:spreadsheet></office:body>"
    assert (
        read_odt(zipped({"content.xml": f"<office:document-content {ODF}>{sheet}</office:document-content>"})).text
        == "1\t甲\n1\t甲"
    )


@pytest.mark.parametrize("parts", [{}, {"content.xml": "<a"}, {"content.xml": "<a/>"}])
def test_a_broken_file_is_an_input_error(parts: dict[str, str | bytes]) -> None:
    """Missing and malformed parts give PD134."""
    with pytest.raises(InputError) as caught:
        read_odt(zipped(parts))
    assert caught.value.code == "PD134"


@pytest.mark.parametrize(("line", "told"), [("solid", ["16"]), ("none", [])])
def test_a_line_through_text_is_an_event(line: str, told: list[str]) -> None:
    """What a style, or the style it is made of, strikes through is read at its place and said."""
    base = (
        '<style:style style:name="L" style:family="text">'
        f'<style:text-properties style:text-line-through-style="{line}"/></style:style>'
        '<style:style style:name="T" style:family="text" style:parent-style-name="L"/>'
    )

    reading = read('<text:p>新建<text:span text:style-name="T">16</text:span>处</text:p>', base)

    assert reading.text == "新建16处"
    assert [event.text for event in reading.events if event.kind == "struck"] == told
