# SPDX-License-Identifier: Apache-2.0
"""Writes pages of placed lines as text with page breaks, wraps and page furniture as events."""

from collections.abc import Iterable

from policydiff.ingest.page_layout import Line, Run, attach_readings, in_reading_order, lines_of, same_row, wraps
from policydiff.ingest.paging import page_furniture
from policydiff.ingest.reading import TextBuilder
from policydiff.model import ReadingEvent


def write_pages(pages: Iterable[list[Run]], builder: TextBuilder) -> tuple[str, tuple[ReadingEvent, ...]]:
    """The text of all pages in reading order.

    Cells of one row stand on one line with a tab between. Events: `page_break`, `line_wrap`
    (a line end that the layout shows to be a wrap, its span the line break), `page_number`,
    `running_head`, and what the builder already holds.
    """
    wrapped: list[int] = []
    for index, runs in enumerate(pages):
        if index:
            builder.page_break()
        lines = in_reading_order(lines_of(attach_readings(runs)))
        turns = wraps(lines)
        previous: Line | None = None
        for line, turn in zip(lines, turns, strict=True):
            if previous is not None and same_row(previous, line):
                builder.cell()
            start = builder.write(line.text)[0] - (len(line.text) - len(line.text.lstrip()))
            for first, last in line.readings:
                builder.event("ruby", line.text[first:last], "above the line", (start + first, start + last))
            if turn:
                wrapped.append(builder.length)
            builder.newline()
            previous = line
    text, events = builder.finish()
    breaks = tuple(ReadingEvent("line_wrap", at, at + 1, "\n") for at in wrapped if text[at : at + 1] == "\n" and text[at + 1 : at + 2] != "\f")
    return text, tuple(sorted((*events, *breaks, *page_furniture(text)), key=lambda event: (event.start, event.end)))
