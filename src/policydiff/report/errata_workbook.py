# SPDX-License-Identifier: Apache-2.0
"""The table of errata as a workbook whose decisions are chosen from a list; nothing in it is a formula."""

import io
from dataclasses import astuple
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format as Xlsx
from xlsxwriter.worksheet import Worksheet

from policydiff.model import Comparison
from policydiff.report import checks
from policydiff.report.errata import COLUMNS, lines, title_of
from policydiff.report.sources import sources_of
from policydiff.report.texts import Options, Texts
from policydiff.show.i18n import Catalogue, catalogue

_WIDTHS = (18, 26, 9, 22, 22, 24, 16, 9, 18, 34, 40)
_LONGEST = 32767
"""Characters a cell of a workbook can hold."""


def write(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """The workbook; the same result gives the same bytes."""
    words = catalogue(options.ui_lang)
    rows = lines(comparison, sources_of(comparison, texts), words)
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        book.set_properties(
            {
                "title": words.t("ui.errata_table", title=title_of(comparison, words)),
                "created": datetime(2000, 1, 1, tzinfo=UTC),
            }
        )
        sheet = book.add_worksheet(words.t("class.errata"))
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.write_string(0, column, words.t(f"ui.{name}"), head)
            sheet.set_column(column, column, width, body)
        for number, line in enumerate(rows, 1):
            for column, cell in enumerate(astuple(line)):
                sheet.write_string(number, column, cell[:_LONGEST], body)
        if rows:
            choices = [words.t(f"ui.{name}") for name in ("change", "keep", "query")]
            handling = COLUMNS.index("handling")
            sheet.data_validation(1, handling, len(rows), handling, {"validate": "list", "source": choices})
            sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        if comparison.checks:
            _checked(book.add_worksheet(words.t("ui.checks")), comparison, words, head, body)
    return out.getvalue()


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
