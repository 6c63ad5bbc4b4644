# SPDX-License-Identifier: Apache-2.0
"""Writes pages of placed lines as text with page breaks, wraps and page furniture as events."""

from collections.abc import Iterable

from policydiff.ingest.page_layout import Line, Run, attach_readings, in_reading_order, lines_of, same_row
from policydiff.ingest.page_rows import join_rows
from policydiff.ingest.page_wraps import wraps
from policydiff.ingest.paging import page_furniture
from policydiff.ingest.reading import TextBuilder
from policydiff.model import ReadingEvent


def write_pages(pages: Iterable[list[Run]], builder: TextBuilder) -> tuple[str, tuple[ReadingEvent, ...]]:
    """The text of all pages in reading order.

    Cells of one row stand on one line with a tab between. Events: `page_break`, `line_wrap`
    (a line end that the layout shows to be a wrap, its span the line break), `page_number`,
    `running_head`, `ruby`, and what the builder already holds.
    """
    written: list[tuple[int, int, int, Line]] = []
    placed = [in_reading_order(lines_of(attach_readings(runs))) for runs in pages]
    for page, lines in enumerate(join_rows(placed)):
        if page:
            builder.page_break()
        previous: Line | None = None
        for line in lines:
            if previous is not None and same_row(previous, line):
                builder.cell()
            span = builder.write(line.text)
            start = span[0] - (len(line.text) - len(line.text.lstrip()))
            for first, last in line.readings:
                builder.event("ruby", line.text[first:last], "above the line", (start + first, start + last))
            builder.newline()
            written.append((*span, page, line))
            previous = line
    text, events = builder.finish()
    furniture = page_furniture(text)
    return text, tuple(sorted((*events, *_line_wraps(text, written, furniture), *furniture), key=lambda event: (event.start, event.end)))


def _line_wraps(text: str, written: list[tuple[int, int, int, Line]], furniture: tuple[ReadingEvent, ...]) -> list[ReadingEvent]:
    """Events at the line breaks that are wraps, page furniture passed over."""
    aside = {event.start for event in furniture}
    body = [(start, end, page, line) for start, end, page, line in written if start not in aside]
    turns = wraps([(page, line) for _, _, page, line in body])
    return [ReadingEvent("line_wrap", end, end + 1, "\n") for (_, end, _, _), turn in zip(body, turns, strict=True) if turn and text[end : end + 1] == "\n"]
