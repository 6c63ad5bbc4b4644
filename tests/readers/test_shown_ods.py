# SPDX-License-Identifier: Apache-2.0
"""What an OpenDocument spreadsheet can show, row by row as docs/reading.md has it."""

import pytest
from made.office import ODS, ods_cell, ods_package, ods_table
from made.shown import WORD, Shown, assert_shown

_TITLE = ods_cell("关于下达专项资金的通知")


def cells(cell: str, parts: dict[str, str | bytes] | None = None, before: str = "") -> bytes:
    """A spreadsheet with a title and one row of cells below it."""
    return ods_package(ods_table(_TITLE, cell, before=before), parts=parts)


def over(shape: str, parts: dict[str, str | bytes] | None = None, before: str = "") -> bytes:
    """A spreadsheet with a shape at a cell."""
    return cells(f"<table:table-cell>{shape}</table:table-cell>", parts, before)


def framed(content: str, parts: dict[str, str | bytes] | None = None) -> bytes:
    """A spreadsheet with a frame of 160 by 90 millimetres at a cell."""
    return over(f'<draw:frame svg:width="16cm" svg:height="9cm">{content}</draw:frame>', parts)


def charted(chart: str) -> bytes:
    """A spreadsheet with a chart."""
    drawn = f"<office:chart><chart:chart>{chart}</chart:chart></office:chart>"
    body = f"<office:document-content {ODS}><office:body>{drawn}</office:body></office:document-content>"
    return framed('<draw:object xlink:href="./Object 1"/>', {"Object 1/content.xml": body})


def controlled(control: str) -> bytes:
    """A spreadsheet with a form control."""
    return over(
        '<draw:control draw:control="c1"/>', before=f"<office:forms><form:form>{control}</form:form></office:forms>"
    )


def printed(mark: str) -> bytes:
    """A spreadsheet whose pages have a header or footer."""
    styles = '<style:style style:name="ta1" style:family="table" style:master-page-name="M"/>'
    master = (
        f'<office:master-styles><style:master-page style:name="M">{mark}</style:master-page></office:master-styles>'
    )
    return ods_package(ods_table(_TITLE, attributes=' table:style-name="ta1"'), styles, master)


ODS_ROWS = [
    Shown("text of a cell", "read", lambda word: cells(ods_cell(word)), "ODF-3 9.1.4"),
    Shown(
        "lines and spans in a cell",
        "read",
        lambda word: cells(ods_cell(f"一</text:p><text:p><text:span>{word[:2]}</text:span>{word[2:]}")),
        "ODF-3 6.1.7",
    ),
    Shown(
        "number, date, truth value as it is shown",
        "read",
        lambda word: cells(
            f'<table:table-cell office:value-type="float" office:value="5"><text:p>5{word}</text:p></table:table-cell>'
        ),
        "ODF-3 9.1.4",
    ),
    Shown(
        "cell that is repeated",
        "read",
        lambda word: cells(ods_cell(word, ' table:number-columns-repeated="3"')),
        "ODF-3 9.1.4",
    ),
    Shown(
        "row that is repeated",
        "read",
        lambda word: ods_package(
            ods_table(_TITLE, f'<table:table-row table:number-rows-repeated="3">{ods_cell(word)}</table:table-row>')
        ),
        "ODF-3 9.1.3",
    ),
    Shown(
        "text of a link", "read", lambda word: cells(ods_cell(f'<text:a xlink:href="#">{word}</text:a>')), "ODF-3 6.1.8"
    ),
    Shown(
        "cell over others",
        "read",
        lambda word: cells(ods_cell(word, ' table:number-columns-spanned="2"') + "<table:covered-table-cell/>"),
        "ODF-3 9.1.5",
    ),
    Shown(
        "row in an open group",
        "read",
        lambda word: ods_package(
            ods_table(
                _TITLE,
                f"<table:table-row-group><table:table-row>{ods_cell(word)}</table:table-row></table:table-row-group>",
            )
        ),
        "ODF-3 9.1.9",
    ),
    Shown(
        "text box",
        "read",
        lambda word: framed(f"<draw:text-box><text:p>{word}</text:p></draw:text-box>"),
        "ODF-3 10.4.3",
    ),
    Shown(
        "shape",
        "read",
        lambda word: over(f"<draw:custom-shape><text:p>{word}</text:p></draw:custom-shape>"),
        "ODF-3 10.6.1",
    ),
    Shown(
        "shapes in a group",
        "read",
        lambda word: over(f"<draw:g><draw:g><draw:rect><text:p>{word}</text:p></draw:rect></draw:g></draw:g>"),
        "ODF-3 10.3.15",
    ),
    Shown(
        "shape on the sheet",
        "read",
        lambda word: cells(
            _TITLE, before=f"<table:shapes><draw:rect><text:p>{word}</text:p></draw:rect></table:shapes>"
        ),
        "ODF-3 9.2.8",
    ),
    Shown(
        "title of a chart or an axis",
        "read",
        lambda word: charted(f"<chart:title><text:p>{word}</text:p></chart:title>"),
        "ODF-3 11.2",
    ),
    Shown(
        "name in a chart that no cell shows",
        "read",
        lambda word: charted(
            '<table:table table:name="local-table"><table:table-row><table:table-cell'
            f' office:value-type="string"><text:p>{word}</text:p></table:table-cell></table:table-row></table:table>'
        ),
        "ODF-3 11.1",
    ),
    Shown(
        "check box, option",
        "read",
        lambda word: controlled(f'<form:checkbox form:id="c1" form:label="{word}" form:current-state="checked"/>'),
        "ODF-3 13.5.15",
    ),
    Shown(
        "button, label",
        "read",
        lambda word: controlled(f'<form:button form:id="c1" form:label="{word}"/>'),
        "ODF-3 13.5.13",
    ),
    Shown(
        "text typed into a field",
        "read",
        lambda word: controlled(f'<form:text form:id="c1" form:current-value="{word}"/>'),
        "ODF-3 13.5.3",
    ),
    Shown(
        "chosen entry of a list",
        "read",
        lambda word: controlled(
            f'<form:listbox form:id="c1"><form:option form:label="一"/><form:option form:label="{word}"'
            ' form:selected="true"/></form:listbox>'
        ),
        "ODF-3 13.5.11",
    ),
    Shown("name of a sheet", "page", lambda word: ods_package(ods_table(_TITLE, name=word)), "ODF-3 9.1.2"),
    Shown(
        "page header",
        "page",
        lambda word: printed(
            f"<style:header><text:p>{word}<text:page-number>1</text:page-number></text:p></style:header>"
        ),
        "ODF-3 16.10",
    ),
    Shown(
        "page footer in three parts",
        "page",
        lambda word: printed(
            f"<style:footer><style:region-left><text:p>{word}</text:p></style:region-left></style:footer>"
        ),
        "ODF-3 16.11",
    ),
    Shown(
        "remark of a cell",
        "event",
        lambda word: cells(ods_cell("一", inside=f"<office:annotation><text:p>{word}</text:p></office:annotation>")),
        "ODF-3 14.1",
    ),
    Shown(
        "formula without a kept value",
        "event",
        lambda word: cells(f'<table:table-cell table:formula="of:={word}"/>'),
        "ODF-3 9.1.4",
        True,
    ),
    Shown(
        "value without its text",
        "event",
        lambda word: cells(f'<table:table-cell office:value-type="float" office:value="{5 + (word == WORD)}"/>'),
        "ODF-3 9.1.4",
        True,
    ),
    Shown(
        "picture of an eighth of a page or more",
        "event",
        lambda word: framed('<draw:image xlink:href="Pictures/1.png"/>', {"Pictures/1.png": word.encode()}),
        "ODF-3 10.4.4",
        True,
    ),
    Shown(
        "embedded object",
        "event",
        lambda word: framed('<draw:object-ole xlink:href="./Object 1"/>', {"Object 1": word.encode()}),
        "ODF-3 10.4.6.3",
        True,
    ),
    Shown("spreadsheet without text", "refused", lambda word: ods_package(ods_table(name=word)), "ODF-3 3.7"),
]
TABLES = {"ODS": ODS_ROWS}


@pytest.mark.parametrize("row", ODS_ROWS, ids=lambda row: row.what)
def test_what_is_shown_is_read_or_said(row: Shown) -> None:
    """What a spreadsheet shows is in its text, or an event says that it is not."""
    assert_shown(row, "copy.ods")
