# SPDX-License-Identifier: Apache-2.0
"""OpenDocument spreadsheets: repeated cells, what is hidden, the order of what lies over the cells."""

import pytest
from made.common import kinds, spans_hold
from made.office import ods_cell, ods_package, ods_table

from policydiff import compare
from policydiff import read as read_copy
from policydiff.errors import InputError
from policydiff.ingest.limits import Limits
from policydiff.ingest.office.odt import read_odt
from policydiff.ingest.reading import Reading


def read(*rows: str, styles: str = "", attributes: str = "", before: str = "") -> Reading:
    """Read a spreadsheet of one sheet."""
    return read_odt(ods_package(ods_table(*rows, attributes=attributes, before=before), styles))


def row(cells: str, attributes: str) -> str:
    """A row with attributes."""
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def test_repeated_cells_and_rows_are_all_read() -> None:
    """A cell or a row that stands once in the file and several times on the sheet is read as often."""
    cells = (
        ods_cell("甲", ' table:number-columns-repeated="3"')
        + '<table:table-cell table:number-columns-repeated="16381"/>'
    )
    reading = read(
        row(cells, 'table:number-rows-repeated="2"'), row("<table:table-cell/>", 'table:number-rows-repeated="1048574"')
    )
    assert reading.text == "表\n甲\t甲\t甲\n甲\t甲\t甲"


def test_a_copy_with_a_row_more_is_different() -> None:
    """A repeated row is wording: once more or less is a difference."""
    two, three = (
        read_copy(
            ods_package(
                ods_table(
                    ods_cell("一、通知"), row(ods_cell("市教育局100万元"), f'table:number-rows-repeated="{times}"')
                )
            ),
            "a.ods",
        )
        for times in (2, 3)
    )
    assert compare(two, three).verdict == "different"


@pytest.mark.parametrize("times", ["999999999", "1048576"])
def test_repeats_are_bounded(times: str) -> None:
    """A small file that repeats a long cell without end is refused by the limit of characters."""
    cells = ods_cell("甲" * 1000, f' table:number-columns-repeated="{times}"')
    with pytest.raises(InputError) as caught:
        read_odt(
            ods_package(ods_table(row(cells, f'table:number-rows-repeated="{times}"'))), Limits(text_characters=100_000)
        )
    assert caught.value.code == "PD130"


def test_repeats_of_nothing_take_no_time() -> None:
    """Empty cells and rows without end, hidden or not, give nothing."""
    empty = row(
        '<table:table-cell table:number-columns-repeated="999999999"/>', 'table:number-rows-repeated="999999999"'
    )
    hidden = row(
        ods_cell("密", ' table:number-columns-repeated="999999999"'),
        'table:number-rows-repeated="999999999" table:visibility="collapse"',
    )
    reading = read(ods_cell("甲"), *[empty] * 20, *[hidden] * 20)
    assert (reading.text, kinds(reading)["hidden_text"]) == ("表\n甲", ["密"] * 20)


COLUMNS = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
STYLES = (
    '<style:style style:name="ce1" style:family="table-cell"><style:text-properties'
    ' fo:color="#ffffff"/></style:style><style:style style:name="ce2"'
    ' style:family="table-cell"><style:table-cell-properties fo:background-color="#0000ff"/><style:text-properties'
    ' fo:color="#ffffff"/></style:style><style:style style:name="T1" style:family="text"><style:text-properties'
    ' text:display="none"/></style:style>'
)


@pytest.mark.parametrize(
    ("rows", "before", "text", "hidden"),
    [
        ([ods_cell("甲"), row(ods_cell("密"), 'table:visibility="collapse"')], "", "表\n甲", ["密"]),
        ([ods_cell("甲"), row(ods_cell("密"), 'table:visibility="filter"')], "", "表\n甲", ["密"]),
        (
            [
                ods_cell("甲"),
                f'<table:table-row-group table:display="false">{row(ods_cell("密"), "")}</table:table-row-group>',
            ],
            "",
            "表\n甲",
            ["密"],
        ),
        ([ods_cell("甲") + ods_cell("密") + ods_cell("秘") + ods_cell("乙")], COLUMNS, "表\n甲\t乙", ["密", "秘"]),
        ([ods_cell("甲", ' table:number-columns-repeated="4"')], COLUMNS, "表\n甲\t甲", ["甲", "甲"]),
        (
            [ods_cell("甲") + "<table:covered-table-cell><text:p>密</text:p></table:covered-table-cell>"],
            "",
            "表\n甲",
            ["密"],
        ),
        ([ods_cell("甲") + ods_cell("密", ' table:style-name="ce1"')], "", "表\n甲", ["密"]),
        ([ods_cell("甲") + ods_cell("乙", ' table:style-name="ce2"')], "", "表\n甲\t乙", []),
        ([ods_cell('甲<text:span text:style-name="T1">密</text:span>乙')], "", "表\n甲乙", ["密"]),
        (
            [
                ods_cell("甲")
                + '<table:table-cell office:value-type="float" office:value="5"><text:p/></table:table-cell>'
            ],
            "",
            "表\n甲",
            ["5"],
        ),
        (
            [
                ods_cell("甲")
                + '<table:table-cell office:value-type="float" office:value="0"><text:p/></table:table-cell>'
            ],
            "",
            "表\n甲",
            [],
        ),
    ],
)
def test_what_a_sheet_does_not_show_is_hidden_text(rows: list[str], before: str, text: str, hidden: list[str]) -> None:
    """Hidden rows, columns and groups, filtered rows, cells under others, white letters on white, a format that shows
    nothing."""
    reading = read(*rows, styles=STYLES, before=before)
    assert (reading.text, kinds(reading).get("hidden_text", [])) == (text, hidden)
    assert spans_hold(reading)


def test_a_hidden_sheet_is_hidden_text() -> None:
    """A sheet whose style does not display it is set aside as a whole."""
    styles = (
        '<style:style style:name="ta2" style:family="table"><style:table-properties'
        ' table:display="false"/></style:style>'
    )
    tables = ods_table(ods_cell("甲")) + ods_table(ods_cell("密"), name="底", attributes=' table:style-name="ta2"')
    reading = read_odt(ods_package(tables, styles))
    assert (reading.text, kinds(reading)["hidden_text"]) == ("表\n甲", ["密"])


def test_what_lies_over_the_cells_follows_its_row() -> None:
    """A shape and a remark stand after the row of their cell."""
    shape = (
        "<draw:rect><text:p>盒</text:p></draw:rect><office:annotation><dc:date>2023</dc:date><text:p>注</text:p>"
        "</office:annotation>"
    )
    reading = read(ods_cell("甲", inside=shape), ods_cell("乙"))
    assert reading.text == "表\n甲\n盒\n乙"
    assert [(event.text, event.note) for event in reading.events if event.kind == "comment"] == [
        ("注", "remark of cell A1")
    ]


def test_raised_digits_blanks_and_breaks() -> None:
    """10 with a raised 2 is 10², blanks are kept, a break in a cell is a line."""
    styles = (
        '<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="super'
        ' 58%"/></style:style>'
    )
    reading = read(
        ods_cell('10<text:span text:style-name="T2">2</text:span>米<text:s text:c="2"/>甲<text:line-break/>乙'),
        styles=styles,
    )
    assert reading.text == "表\n10²米  甲\n乙"


def test_names_of_sheets_are_of_the_page() -> None:
    """A spreadsheet against its text, and against one with another name of its sheet, is equivalent."""
    a, b = (
        read_copy(ods_package(ods_table(ods_cell("关于下达资金的通知"), ods_cell("一、100万元。"), name=name)), "a.ods")
        for name in ("甲表", "乙表")
    )
    assert compare(a, b).verdict == "equivalent"
    assert compare(a, "关于下达资金的通知\n一、100万元。").verdict == "equivalent"
