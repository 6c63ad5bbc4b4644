# SPDX-License-Identifier: Apache-2.0
"""The table of errata as a workbook whose decisions are chosen from a list; nothing in it is a formula."""

import io
from collections.abc import Sequence
from dataclasses import astuple
from datetime import UTC, datetime

import xlsxwriter
from wcwidth import width as columns_of
from xlsxwriter.format import Format as Xlsx
from xlsxwriter.worksheet import Worksheet

from policydiff.model import Comparison
from policydiff.report import checks
from policydiff.report.errata_cells import COLUMNS, cells, heads
from policydiff.report.sources import sources_of
from policydiff.report.texts import Options, Texts
from policydiff.report.wording import title_of
from policydiff.show.bracketing import unbracket
from policydiff.show.i18n import Catalogue
from policydiff.show.visible import plain

_WIDTHS = (5, 8, 18, 16, 24, 24, 14, 14, 40, 8, 16, 9, 9, 30, 9, 14)
_LINE = 15.0
"""Points of a line of a cell."""
_HIGHEST = 409.0
"""Points that a row of a workbook can have."""
_LONGEST = 32767
"""Characters a cell of a workbook can hold."""


def write(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """The workbook; the same result gives the same bytes."""
    words = options.words
    rows = cells(comparison, sources_of(comparison, texts), words, "\n")
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        title = words.t("ui.errata_table", title=plain(title_of(comparison, words)))
        book.set_properties({"title": title, "created": datetime(2000, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet(words.t("class.errata"))
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEEEEE", "text_wrap": True, "valign": "top"})
        body = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
        marked = book.add_format({"bold": True, "font_color": "#C00000"})
        for column, (name, width) in enumerate(zip(heads(comparison, words), _WIDTHS, strict=True)):
            sheet.write_string(0, column, name, head)
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, _height(astuple(row)[: COLUMNS.index("proofreader")]))
            for column, cell in enumerate(astuple(row)):
                _write(sheet, number, column, cell, body, marked if COLUMNS[column] in _MARKED else None)
        if rows:
            choices = [words.t(f"ui.{name}") for name in ("change", "keep", "query")]
            handling = COLUMNS.index("handling")
            sheet.data_validation(1, handling, len(rows), handling, {"validate": "list", "source": choices})
            sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
        _printed(sheet, title, len(rows), comparison, words)
        if comparison.checks:
            _checked(book.add_worksheet(words.t("ui.checks")), comparison, words, head, body)
    return out.getvalue()


def _height(row: Sequence[str]) -> float:
    """The height at which the longest cell shows whole: not every program works it out."""
    lines = [
        sum(max(1, -(-columns_of(line) // width)) for line in cell.split("\n"))
        for cell, width in zip(row, _WIDTHS, strict=False)
    ]
    return min(_HIGHEST, _LINE * max(lines) + 2)


_MARKED = frozenset({"original", "republished", "sentence"})


def _write(sheet: Worksheet, row: int, column: int, cell: str, body: Xlsx, marked: Xlsx | None) -> None:
    """A cell as text; with `marked` what stands in brackets, and they, in that format."""
    told = unbracket(cell) if marked is not None and "\n" not in cell else None
    if told is None or len(cell) > _LONGEST:
        sheet.write_string(row, column, cell[:_LONGEST], body)
        return
    before, reading, after = told
    opening, closing = cell[len(before)], cell[len(before) + len(reading) + 1]
    pieces: list[str | Xlsx] = [before] if before else []
    pieces += [marked, f"{opening}{reading}{closing}"] if marked is not None else []
    pieces += [after] if after else []
    if len(pieces) > 2:
        sheet.write_rich_string(row, column, *pieces, body)
    else:
        sheet.write_string(row, column, cell, body)


def _in_head(text: str) -> str:
    """A text in a head or foot, which may be 255 characters and reads & as a command."""
    return plain(text)[:60].replace("&", "&&")


def _printed(sheet: Worksheet, title: str, rows: int, comparison: Comparison, words: Catalogue) -> None:
    """How the sheet comes out on paper: what a person reads, under the title, with lines to sign."""
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4)
    sheet.print_area(0, 0, rows, COLUMNS.index("note"))
    sheet.set_header(f"&C{_in_head(title)}")
    people = (("proofreader", comparison.proofreader), ("reviewer", comparison.reviewer))
    sign = "        ".join(f"{words.t(f'ui.{name}')} {_in_head(who) or '____________'}" for name, who in people)
    sheet.set_footer(f"&L&P / &N&R{sign}")


def _checked(sheet: Worksheet, comparison: Comparison, words: Catalogue, head: Xlsx, body: Xlsx) -> None:
    """核红单 as a sheet of its own: the first sheet alone is read back."""
    for column, name in enumerate(checks.COLUMNS):
        sheet.write_string(0, column, words.t(f"ui.{name}"), head)
        sheet.set_column(column, column, 22, body)
    for number, row in enumerate(checks.rows(comparison, words), 1):
        for column, cell in enumerate(checks.cells(row)):
            sheet.write_string(number, column, cell[:_LONGEST], body)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
