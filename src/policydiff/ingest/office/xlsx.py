# SPDX-License-Identifier: Apache-2.0
"""XLSX: a row is a line, a tab stands between cells; task tables often come as workbooks."""

from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.office.xlsx_book import Sheet, Workbook
from policydiff.ingest.office.xlsx_sheet import SheetWriter
from policydiff.ingest.package import Package
from policydiff.ingest.reading import Reading, TextBuilder, summary_problems
from policydiff.ingest.source import Source
from policydiff.model import Problem, ReadingEvent
from policydiff.reasons import problem

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read_xlsx(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """The text of a workbook, sheet after sheet in the order of the tabs.

    Events: `sheet` (its name, a line before its rows), `running_head` (page headers and footers), `text_box` (shapes,
    charts, controls), `comment` (remarks of cells), `hidden_text` (hidden sheets, rows, columns, formats that show
    nothing), `struck`, `image`, `outside_text` (digits that not every program shows), `unread` (formulas that keep no
    value, large pictures, embedded files). Raises InputError PD130, PD131 or PD134.
    """
    book = Workbook(Package(data, limits))
    builder = TextBuilder(limits)
    problems: list[Problem] = []
    written = False
    sheets = book.sheets()
    visible = frozenset(sheet.name for sheet in sheets if not sheet.hidden)
    for sheet in sheets:
        if sheet.root is None:
            problems.append(problem("PD145", "sheet_missing", name=repr(sheet.name[:80])))
        elif sheet.hidden:
            text = _aside(book, sheet, visible, limits)
            if text:
                builder.event("hidden_text", text, f"hidden sheet {sheet.name[:80]}")
        else:
            builder.newline()
            builder.mark("sheet", " ".join(sheet.name.split()))
            builder.newline()
            start = builder.length
            SheetWriter(book, sheet, sheet.root, visible, builder).write()
            written = written or builder.length > start
    text, events = builder.finish()
    if not written:
        text, events = "", tuple(replaced for replaced in map(_alone, events) if replaced.kind != "sheet")
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    problems += summary_problems(events)
    if book.lost:
        problems.append(problem("PD146", "cells_without_text", n=book.lost))
    return Reading(text, events, tuple(problems), {}, None, MEDIA_TYPE, builder.grids if text else ())


def _alone(event: ReadingEvent) -> ReadingEvent:
    """An event of a workbook without text: names of sheets alone are none."""
    return ReadingEvent(event.kind, 0, 0, event.text, event.note)


def _aside(book: Workbook, sheet: Sheet, visible: frozenset[str], limits: Limits) -> str:
    """The text of a hidden sheet."""
    aside, lost = TextBuilder(limits), book.lost
    if sheet.root is not None:
        SheetWriter(book, sheet, sheet.root, visible, aside).write()
    book.lost = lost
    return aside.finish()[0]


def reader(source: Source) -> Reading:
    """An Excel workbook, for the table of readers."""
    return read_xlsx(source.data, source.limits)
