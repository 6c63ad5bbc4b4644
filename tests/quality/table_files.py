# SPDX-License-Identifier: Apache-2.0
"""Tables written in the formats in which offices send them, each under a title and before a closing paragraph."""

import html
import io
from collections.abc import Callable, Iterator

import xlsxwriter
from made.office import docx_package, odt_package
from seeded_tables import Cell, Row, Sheet

TITLE = "附件\n2023年重点工作任务分解表"
END = "各责任单位于每季度末报送进展情况。"


def _rows(sheet: Sheet) -> Iterator[tuple[bool, Row]]:
    yield from ((True, row) for row in sheet.headers)
    yield from ((False, row) for row in sheet.rows)


def tabs(sheet: Sheet) -> bytes:
    """Plain text with a tab between cells."""
    lines = ["\t".join(cell.text if cell else "" for cell in row).rstrip("\t") for _, row in _rows(sheet)]
    return "\n".join((TITLE, *lines, END)).encode()


def bars(sheet: Sheet) -> bytes:
    """A table of Markdown."""
    lines = ["| " + " | ".join(cell.text if cell else "" for cell in row) + " |" for _, row in _rows(sheet)]
    lines.insert(1, "| " + " | ".join("---" for _ in sheet.names) + " |")
    return "\n\n".join((TITLE, "\n".join(lines), END)).encode()


def page(sheet: Sheet) -> bytes:
    """A web page."""

    def written(cell: Cell, tag: str) -> str:
        spans = f' colspan="{cell.columns}"' * (cell.columns > 1) + f' rowspan="{cell.rows}"' * (cell.rows > 1)
        return f"<{tag}{spans}>{html.escape(cell.text)}</{tag}>"

    rows = "".join(
        "<tr>" + "".join(written(cell, "th" if header else "td") for cell in row if cell) + "</tr>"
        for header, row in _rows(sheet)
    )
    head = "".join(f"<p>{line}</p>" for line in TITLE.split("\n"))
    return (
        f'<html><head><meta charset="utf-8"></head><body>{head}<table>{rows}</table><p>{END}</p></body></html>'.encode()
    )


def docx(sheet: Sheet) -> bytes:
    """A document of Word."""
    rows = []
    going: dict[int, int] = {}
    for _, row in _rows(sheet):
        cells, column = [], 0
        while column < len(row):
            cell = row[column]
            if cell is None and going.get(column, 0) > 0:
                cells.append("<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>")
                going[column] -= 1
            elif cell is not None:
                span = f'<w:gridSpan w:val="{cell.columns}"/>' * (cell.columns > 1)
                merge = '<w:vMerge w:val="restart"/>' * (cell.rows > 1)
                going[column] = cell.rows - 1
                text = html.escape(cell.text)
                cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
            column += cell.columns if cell else 1
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    head = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TITLE.split("\n"))
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in ("top", "left", "bottom", "right"))
    inner = '<w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/>'
    width = '<w:tblW w:w="5000" w:type="pct"/>'
    grid = "".join(f'<w:gridCol w:w="{9000 // len(sheet.names)}"/>' for _ in sheet.names)
    frame = f"<w:tblPr>{width}<w:tblBorders>{edges}{inner}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return docx_package(f"{head}<w:tbl>{frame}{''.join(rows)}</w:tbl><w:p><w:r><w:t>{END}</w:t></w:r></w:p>")


def odt(sheet: Sheet) -> bytes:
    """An OpenDocument text."""
    rows = []
    for _, row in _rows(sheet):
        cells = []
        for cell in row:
            if cell is None:
                cells.append("<table:covered-table-cell/>")
                continue
            spans = f' table:number-columns-spanned="{cell.columns}" table:number-rows-spanned="{cell.rows}"'
            cells.append(f"<table:table-cell{spans}><text:p>{html.escape(cell.text)}</text:p></table:table-cell>")
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    head = "".join(f"<text:p>{line}</text:p>" for line in TITLE.split("\n"))
    return odt_package(f"{head}<table:table>{''.join(rows)}</table:table><text:p>{END}</text:p>", "")


def xlsx(sheet: Sheet) -> bytes:
    """A workbook: the title over the table, the closing paragraph below it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("表")
    width = len(sheet.names) - 1
    at = 0
    for line in TITLE.split("\n"):
        page.merge_range(at, 0, at, width, line)
        at += 1
    for _, row in _rows(sheet):
        for column, cell in enumerate(row):
            if cell is None or not cell.text:
                continue
            if cell.columns > 1 or cell.rows > 1:
                page.merge_range(at, column, at + cell.rows - 1, column + cell.columns - 1, cell.text)
            else:
                page.write_string(at, column, cell.text)
        at += 1
    page.merge_range(at, 0, at, width, END)
    book.close()
    return out.getvalue()


FORMATS: dict[str, Callable[[Sheet], bytes]] = {
    "tabs": tabs,
    "bars": bars,
    "page": page,
    "docx": docx,
    "odt": odt,
    "xlsx": xlsx,
}
"""Each way to write a table, by name."""
