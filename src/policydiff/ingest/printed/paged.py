# SPDX-License-Identifier: Apache-2.0
"""Writes pages of placed lines as text with page breaks, wraps and page furniture as events."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from policydiff.ingest.printed.page_layout import Line, Rule, Run, same_row
from policydiff.ingest.printed.page_open_tables import columns_at_end
from policydiff.ingest.printed.page_rows import join_rows
from policydiff.ingest.printed.page_turns import page_lines
from policydiff.ingest.printed.page_wraps import wraps, wraps_in_cell
from policydiff.ingest.printed.paging import page_furniture
from policydiff.ingest.reading import TextBuilder
from policydiff.model import ReadingEvent
from policydiff.recognized import PrintedLine

REPEATED = 3
"""Pages on which a row of a table stands word for word that is a header and no row."""
_RISE, _DROP = 0.88, 0.16
"""Ems that Han characters reach above and below the baseline."""

Written = tuple[int, int, int, Line]
"""A line with its span in the text and its page."""
Note = tuple[str, str, str]
"""An event without a place in the text: kind, text, note."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as its reader found it."""

    runs: Sequence[Run]
    typed: Sequence[Run] = ()
    """What was typed onto the page after it was set: form fields, free text; drawn last, read at its place."""
    rules: Sequence[Rule] = ()
    uprights: Sequence[Rule] = ()
    notes: Sequence[Note] = ()
    """What the page shows and its text does not hold, told where the page ends."""


def write_pages(
    pages: Iterable[Sheet | list[Run]], builder: TextBuilder, placed_lines: list[PrintedLine] | None = None
) -> tuple[str, tuple[ReadingEvent, ...]]:
    """The text of all pages in reading order; `placed_lines` is given where each line stands. Pages are taken one by
    one, and of those that were laid out only lines and notes are kept.

    Cells of one row stand on one line with a tab between. Events: `page_break`, `line_wrap`
    (a line end that the layout shows to be a wrap, its span the line break), `page_number`,
    `running_head`, `ruby`, and what the builder already holds.
    """
    written: list[Written] = []
    placed, notes = _laid_out(page if isinstance(page, Sheet) else Sheet(page) for page in pages)
    opened: int | None = None
    joined = join_rows(placed)
    last = {line.cell.table: page for page, lines in enumerate(joined) for line in lines if line.cell}
    for page, lines in enumerate(joined):
        if page:
            builder.page_break(sheet=True)
        for table, group in groupby(lines, key=_table_of):
            if table is None:
                _write_lines(group, page, builder, written)
                continue
            if table != opened:
                builder.begin_table()
            _write_table(group, page, builder, written)
            opened = table if last[table] > page else None
            if opened is None:
                builder.end_table()
        for kind, said, note in notes[page]:
            builder.event(kind, said, note)
    text, events = builder.finish()
    if placed_lines is not None:
        placed_lines += [_placed(*each) for each in written if each[0] < each[1]]
    furniture = _outside_tables(page_furniture(text), written)
    return text, tuple(
        sorted(
            (*events, *_line_wraps(text, written, furniture), *furniture), key=lambda event: (event.start, event.end)
        )
    )


def _placed(start: int, end: int, page: int, line: Line) -> PrintedLine:
    """Where a line stands on its page as it is seen."""
    upper, lower = line.y - _RISE * line.size, line.y + _DROP * line.size
    boxes = (
        (line.x0, upper, line.x1, lower),
        (-lower, line.x0, -upper, line.x1),
        (-line.x1, -lower, -line.x0, -upper),
        (upper, -line.x1, lower, -line.x0),
    )
    left, top, right, bottom = (round(value, 1) for value in boxes[line.turn % 4])
    return PrintedLine(start, end, page + 1, (left, top, right, bottom), line.turn % 4)


def _laid_out(sheets: Iterable[Sheet]) -> tuple[list[list[Line]], list[list[Note]]]:
    """The lines of each page and its notes, what is to be said of their order among them; a page's runs are let go
    before the next is taken."""
    placed: list[list[Line]] = []
    notes: list[list[Note]] = []
    going: list[float] = []
    for sheet in sheets:
        runs = _with_typed(list(sheet.runs), sheet.typed)
        lines, doubts = page_lines(runs, sheet.rules, sheet.uprights, going)
        placed.append(lines)
        notes.append([*sheet.notes, *(("unread", "", doubt) for doubt in doubts)])
        going = [] if sheet.uprights else columns_at_end(lines)
    return placed, notes


def _outside_tables(furniture: Iterable[ReadingEvent], written: Sequence[Written]) -> tuple[ReadingEvent, ...]:
    """Page furniture without what stands in ruled tables, but for a header that stands again word for word: rows at the
    edges of pages are alike, and still no heads."""
    rows = {start for start, _, _, line in written if line.cell is not None}
    events = tuple(furniture)
    said = Counter(event.text for event in events if event.start in rows and event.kind == "running_head")
    return tuple([event for event in events if event.start not in rows or said[event.text] >= REPEATED])


def _table_of(line: Line) -> int | None:
    return line.cell.table if line.cell else None


def _write_lines(lines: Iterable[Line], page: int, builder: TextBuilder, written: list[Written]) -> None:
    """Write lines outside of tables that rules show; what stands on one baseline is one line with tabs."""
    previous: Line | None = None
    for line in lines:
        if previous is not None and same_row(previous, line):
            builder.cell()
        written.append((*_write(line, builder), page, line))
        builder.newline()
        previous = line


def _write_table(lines: Iterable[Line], page: int, builder: TextBuilder, written: list[Written]) -> None:
    """Write what a page has of a table row by row, its cells with their places."""
    for _, row in groupby(lines, key=lambda line: line.cell.row if line.cell else 0):
        builder.begin_row()
        for cell, own in groupby(row, key=lambda line: line.cell):
            if cell is not None:
                builder.begin_cell(cell.column, cell.columns, cell.rows)
            previous: Line | None = None
            for line in own:
                if previous is not None:
                    (builder.space if same_row(previous, line) else builder.newline)()
                written.append((*_write(line, builder), page, line))
                previous = line
        builder.end_row()


def _write(line: Line, builder: TextBuilder) -> tuple[int, int]:
    """Write the text of a line with the readings in it, and return its span."""
    span = builder.write(line.text)
    start = span[0] - (len(line.text) - len(line.text.lstrip()))
    for first, last in line.readings:
        builder.event("ruby", line.text[first:last], "beside the line", (start + first, start + last))
    return span


def _line_wraps(text: str, written: list[Written], furniture: tuple[ReadingEvent, ...]) -> list[ReadingEvent]:
    """Events at the line breaks that are wraps, page furniture passed over."""
    aside = {event.start for event in furniture}
    body = [each for each in written if each[0] not in aside]
    running = [n for n, (_, _, _, line) in enumerate(body) if line.cell is None]
    turns = dict(zip(running, wraps([(body[n][2], body[n][3]) for n in running]), strict=True))
    turned = {n for n, turn in turns.items() if turn and (n + 1 == len(body) or n + 1 in turns)}
    turned.update(n for n, (one, other) in enumerate(pairwise(body)) if wraps_in_cell(one[3], other[3]))
    ends = [body[n][1] for n in sorted(turned)]
    return [ReadingEvent("line_wrap", end, end + 1, "\n") for end in ends if text[end : end + 1] == "\n"]


def _with_typed(runs: list[Run], typed: Sequence[Run]) -> list[Run]:
    """The runs of a page with what was typed on: after what is left of it on a line, else before what is lower."""
    for run in typed:
        row = [
            index
            for index, other in enumerate(runs)
            if other.turn == run.turn and abs(other.y - run.y) < 0.7 * max(other.size, run.size)
        ]
        left = [index for index in row if runs[index].x0 <= run.x0 and runs[index].x1 < run.x1]
        right = [index for index in row if runs[index].x0 > run.x0]
        if left:
            mate = max(left, key=lambda index: runs[index].x1)
            at = mate + 1
        elif right:
            mate = at = min(right, key=lambda index: runs[index].x0)
        else:
            runs.insert(
                next(
                    (index for index, other in enumerate(runs) if other.turn == run.turn and other.y > run.y), len(runs)
                ),
                run,
            )
            continue
        runs.insert(at, replace(run, y=runs[mate].y))
    return runs
