# SPDX-License-Identifier: Apache-2.0
"""Tables with lines from left to right only (三线表): over the header, under it, and under the last row.

Columns are parted by strips that stay blank through the whole table and that no header goes over. Rows are parted by
lines where there are any, by wider distances, else by what stands in the first column. What does not show both is no
table: a page set in two columns, names and dates over a line, the red line of a letterhead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from policydiff.ingest.printed.page_lattice import Box, Lattice
from policydiff.ingest.printed.page_layout import Line, Rule, Run, rows_of
from policydiff.ingest.printed.page_open_columns import STRIP, Columns, columns_of
from policydiff.ingest.printed.page_tables import EXTENT, PITCH, fills, frames, joined, prose, running_text, width_of

FEWEST_COLUMNS = 2
MOST_RULES = 120
"""Lines of one length on a page that are looked at."""
HEADER = 40
"""Characters of the longest header."""
HEADER_EMS = 12.0
"""Ems of the highest band of headers."""
LEVEL = 0.9
"""Ems between baselines below which what stands on them overlaps."""
WIDER = 1.15
"""Times the distance of a cell's lines from which on a distance parts rows."""
LABELS = "：:"
"""What ends a label: names and dates to be filled in are no headers."""
SENTENCE = "。；;"
NAME = re.compile(r"[附续]?表\s*[\d一二三四五六七八九十]")
PAGE_NUMBER = re.compile(r"[-—–－·\s第共页/／]{0,9}\d{1,4}[-—–－·\s第共页/／\d]{0,12}")


@dataclass(frozen=True, slots=True)
class _Band:
    """What stands between two lines, baseline by baseline."""

    top: float
    bottom: float
    levels: list[list[Line]]
    closed: bool = True
    """Whether a line stands under it; the last of a page need have none."""


def open_lattices(runs: Sequence[Run], rules: Sequence[Rule]) -> list[Lattice]:
    """The tables of a page whose lines all run from left to right, as cells; none where text in a table is turned."""
    found: list[Lattice] = []
    for frame in frames(joined(rules)):
        heights = sorted(rule[2] for rule in frame)
        if len(heights) > MOST_RULES:
            continue
        left, right = min(rule[0] for rule in frame), max(rule[1] for rule in frame)
        foot = _foot(runs, left, right, heights[-1])
        bands = _bands(runs, left, right, [*heights, *foot], heights[-1])
        at = 0
        while at + 1 < len(bands):
            last, lattice = _longest(bands, at, left, right)
            if lattice is not None:
                found.append(lattice)
            at = last
    return found


def columns_at_end(lines: Sequence[Line]) -> list[float]:
    """The sides of the columns of the table with which the lines of a page end, a page number aside; none where they
    end with none."""
    body = lines[:-1] if lines and PAGE_NUMBER.fullmatch(lines[-1].text.strip()) else lines
    last = body[-1].cell if body and body[-1].turn == 0 else None
    if last is None:
        return []
    cells = [line.cell for line in body if line.cell is not None and line.cell.table == last.table]
    sides = {cell.left for cell in cells} | {cell.right for cell in cells}
    return sorted(sides)


def going_on(runs: Sequence[Run], rules: Sequence[Rule], xs: Sequence[float]) -> list[Lattice]:
    """What a page has at its top of the table before it whose columns have these sides, without its header again: down
    to a line as long as the table is wide, or to the page's end."""
    upright = [run for run in runs if run.turn == 0 and run.text.strip()]
    if len(xs) <= FEWEST_COLUMNS or not upright:
        return []
    left, right = xs[0], xs[-1]
    top = min(run.y - run.size for run in upright)
    closing = [y for x0, x1, y in joined(rules) if abs(x0 - left) < EXTENT and abs(x1 - right) < EXTENT and y > top]
    ends = [min(closing)] if closing else _foot(runs, left, right, top)
    bands = _bands(upright, left, right, [top, *ends], top)
    levels = list(bands[0].levels) if bands else []
    if levels and len(levels[0]) == 1 and not _fits(levels[:1], xs):
        levels.pop(0)  # a running head
    body = _Body(levels, Columns(list(xs[1:-1]), [], []))
    if not _fits(levels, xs) or all(len(level) < 2 for level in levels) or _is_other(body):
        return []
    top = min(line.y - line.size for line in levels[0])
    starts = _rows(_Band(top, ends[0], levels), body)
    return [] if starts is None else [_filled(xs, [top, *starts, ends[0]], 0, body.columns)]


def _fits(levels: Sequence[Sequence[Line]], xs: Sequence[float]) -> bool:
    """Whether no text goes over a side of a column."""
    return not any(line.x0 < x - 0.1 < x + 0.1 < line.x1 for level in levels for line in level for x in xs)


def _foot(runs: Sequence[Run], left: float, right: float, last: float) -> list[float]:
    """Where a table ends that goes on over the page, so that no line closes it: under the last text but a page
    number."""
    below = [
        run
        for run in runs
        if run.text.strip() and run.turn == 0 and run.y - 0.35 * run.size > last and left < run.x1 and run.x0 < right
    ]
    levels = _levels(below)
    if levels and len(levels[-1]) == 1 and PAGE_NUMBER.fullmatch(levels[-1][0].text):
        levels.pop()
    return [max(line.y + 0.25 * line.size for line in levels[-1])] if levels else []


def _bands(runs: Sequence[Run], left: float, right: float, heights: Sequence[float], last: float) -> list[_Band]:
    """What stands between lines after each other; a double line is one. A band over which text of the page goes out is
    empty. `last` is the height of the last line."""
    bands: list[_Band] = []
    for top, bottom in pairwise(heights):
        inside = [
            run
            for run in runs
            if run.text.strip() and run.turn == 0 and top < run.y - 0.35 * run.size < bottom
            if run.x1 > left and run.x0 < right
        ]
        if not inside:
            continue
        out = any(run.x0 < left - EXTENT or run.x1 > right + EXTENT for run in inside)
        bands.append(_Band(top, bottom, [] if out else _levels(inside), bottom <= last))
    return bands


def _levels(runs: Sequence[Run]) -> list[list[Line]]:
    """What stands on each baseline, in pieces without a strip as wide as one between columns."""
    out: list[list[Line]] = []
    for row in rows_of([Line(run.text.strip(), run.x0, run.x1, run.y, run.size) for run in runs]):
        level: list[Line] = []
        for line in row:
            if level and line.x0 - level[-1].x1 < STRIP * line.size:
                last = level[-1]
                level[-1] = replace(last, text=last.text + line.text, x1=max(last.x1, line.x1))
            else:
                level.append(line)
        out.append(level)
    return out


def _longest(bands: Sequence[_Band], at: int, left: float, right: float) -> tuple[int, Lattice | None]:
    """The table whose header is a band, with as many bands as make one, and the band after it."""
    if not _heads(bands[at]):
        return at + 1, None
    last = at + 1
    while last < len(bands) and bands[last].levels and bands[last].top - bands[last - 1].bottom < 2 * EXTENT:
        last += 1
    for end in range(last, at + 1, -1):
        under = bands[end - 1]
        if end > at + 2 and (not under.closed or len(under.levels[0]) < 2):
            continue  # what follows the table
        if any(_begins_another(bands[n - 1], bands[n], bands[at]) for n in range(at + 2, end)):
            continue
        lattice = _lattice(bands[at], bands[at + 1 : end], left, right)
        if lattice is not None:
            return end, lattice
    return at + 1, None


def _begins_another(above: _Band, band: _Band, header: _Band) -> bool:
    """Whether a band is the header again under a line of its own, or is under the name of another table."""
    if len(above.levels) > 1 or len(above.levels[0]) > 1:
        return False
    again, first = ([line.text for level in each.levels for line in level] for each in (band, header))
    return again == first or NAME.match(above.levels[0][0].text) is not None


def _heads(band: _Band) -> bool:
    """Whether a band is a row of headers: some beside each other, none of them a label or a sentence."""
    lines = [line for level in band.levels for line in level]
    if not lines or band.bottom - band.top > HEADER_EMS * lines[0].size or all(len(level) < 2 for level in band.levels):
        return False
    said = [line.text.strip() for line in lines]
    return all(len(text) <= HEADER and text[-1] not in LABELS + SENTENCE for text in said)


def _lattice(header: _Band, under: Sequence[_Band], left: float, right: float) -> Lattice | None:
    levels = [level for band in under for level in band.levels]
    columns = columns_of(header.levels, levels)
    if columns is None or _is_other(body := _Body(levels, columns)):
        return None
    heads = _header_rows(header, columns)
    ys = [header.top, *heads, header.bottom]
    for band in under:
        starts = _rows(band, body)
        if starts is None:
            return None
        ys += [*starts, band.bottom]
    xs = [left, *columns.edges, right]
    return _filled(xs, ys, len(heads) + 1, columns)


class _Body:
    """What stands under the headers of a table, and what its columns say of how far its rows are apart."""

    def __init__(self, levels: Sequence[Sequence[Line]], columns: Columns) -> None:
        self.levels, self.columns = levels, columns

    @cached_property
    def cells(self) -> dict[int, list[Line]]:
        """The lines of each column from top to bottom, without what stands over columns."""
        above = {id(line) for line in (*self.columns.over, *self.columns.headings)}
        out: dict[int, list[Line]] = {}
        for level in self.levels:
            for line in level:
                if id(line) not in above:
                    out.setdefault(self.columns.of(line.x0), []).append(line)
        return out

    @property
    def first(self) -> list[Line]:
        """The lines of the first column."""
        return self.cells.get(0, [])

    @cached_property
    def full(self) -> set[int]:
        """The lines that reach the end of their column, so that they may go on below."""
        widths = [(own, width_of(own)) for own in self.cells.values()]
        return {id(line) for own, width in widths for line in own if fills(line, width)}

    @cached_property
    def _under_full(self) -> list[tuple[Line, Line]]:
        """Lines that may go on below, each with the next one of its column."""
        return [(one, other) for own in self.cells.values() for one, other in pairwise(own) if id(one) in self.full]

    @cached_property
    def going_on(self) -> set[int]:
        """The lines with which those over them may go on."""
        return {id(other) for one, other in self._under_full if other.y - one.y < PITCH * one.size}

    @cached_property
    def pitch(self) -> float:
        """The distance of a cell's lines where distances part rows; 0 where no line may go on."""
        steps = [other.y - one.y for one, other in self._under_full if other.y - one.y > LEVEL * one.size]
        return min(steps, default=0.0)

    @cached_property
    def has_wider(self) -> bool:
        """Whether some lines are further apart than those of a cell."""
        return any(other[0].y - one[0].y > WIDER * self.pitch for one, other in pairwise(self.levels))


def _is_other(body: _Body) -> bool:
    """Whether what stands under the headers is no rows: running text in columns, labels to be filled in, one row of
    two cells."""
    own = list(body.cells.values())
    said = [line.text.strip() for lines in own for line in lines]
    labels = sum(1 for text in said if text[-1] in LABELS or any(mark in text[:6] for mark in LABELS))
    if labels * 3 > len(said) or len(own) < 2:
        return True
    two = [level for level in body.levels if len(level) > 1]
    return running_text(body.levels, own) if len(own) > 2 else len(two) < 2 or prose(body.levels, own)


def _rows(band: _Band, body: _Body) -> list[float] | None:
    """The heights at which rows of a band part, None where nothing shows them."""
    apart = [(one, other) for one, other in pairwise(band.levels) if other[0].y - one[0].y >= LEVEL * one[0].size]
    if body.has_wider:
        wide = [(one, other) for one, other in apart if other[0].y - one[0].y > WIDER * body.pitch]
        if _agrees(band, wide, body):
            return [_between(one, other) for one, other in wide]
    return _by_labels(band, apart, body)


def _agrees(band: _Band, wide: Sequence[tuple[list[Line], list[Line]]], body: _Body) -> bool:
    """Whether no row that distances part has two labels in its first column."""
    starts = sorted(other[0].y for _, other in wide)
    own = [line for line in body.first if band.top < line.y < band.bottom + line.size]
    return all(
        any(one.y < start - 0.1 and start <= other.y + 0.4 * other.size for start in starts) or id(one) in body.full
        for one, other in pairwise(own)
    )


def _by_labels(band: _Band, apart: Sequence[tuple[list[Line], list[Line]]], body: _Body) -> list[float] | None:
    """Rows that begin where the first column has text, a heading stands over the columns, or some cells begin that go
    on with nothing."""
    starts = {id(line) for line in (*body.first, *body.columns.headings)}
    begin = [
        level
        for level in band.levels
        if any(id(line) in starts for line in level)
        or (len(level) > 1 and not any(id(line) in body.going_on for line in level))
    ]
    if len(begin) < 2:
        return []
    regular = all(len(level) > 1 for level in band.levels)
    wraps = any(id(line) in body.full for line in body.first)
    if begin[0] is not band.levels[0] or (wraps and not regular):
        return None
    chosen = {id(level) for level in begin}
    return [_between(one, other) for one, other in apart if id(other) in chosen]


def _between(one: Sequence[Line], other: Sequence[Line]) -> float:
    return (max(line.y + 0.12 * line.size for line in one) + min(line.y - 0.88 * line.size for line in other)) / 2


def _header_rows(header: _Band, columns: Columns) -> list[float]:
    """The heights at which rows of headers part: under those that go over several columns."""
    heads = {id(line) for level in header.levels for line in level}
    return sorted({line.y + 0.3 * line.size for line in columns.over if id(line) in heads})


def _filled(xs: Sequence[float], ys: Sequence[float], headers: int, columns: Columns) -> Lattice:
    """The lattice of some columns and rows, what stands over several columns as one cell, and a header as one with the
    space over and under it."""
    rows, wide = len(ys) - 1, len(xs) - 1
    fields = [[-1] * wide for _ in range(rows)]
    boxes: list[Box] = []

    def put(row: int, column: int, low: int, last: int) -> None:
        for each in range(row, low + 1):
            fields[each][column : last + 1] = [len(boxes)] * (last + 1 - column)
        boxes.append(Box(xs[column], ys[row], xs[last + 1], ys[low + 1], row, column, low + 1 - row, last + 1 - column))

    whole = {id(line) for line in columns.headings}
    for line in (*columns.over, *columns.headings):
        row = sum(1 for y in ys[1:-1] if y < line.y - 0.35 * line.size)
        first, last = (0, wide - 1) if id(line) in whole else columns.spans(line)
        if fields[row][first : last + 1] == [-1] * (last + 1 - first):
            put(row, first, row, last)
    for row in range(rows):
        for column in range(wide):
            if fields[row][column] < 0:
                low = row
                while low + 1 < headers and fields[low + 1][column] < 0:
                    low += 1
                put(row, column, low, column)
    return Lattice(tuple(boxes), tuple(xs), tuple(ys), tuple(map(tuple, fields)))
