# SPDX-License-Identifier: Apache-2.0
"""Tables of a printed page whose file draws them otherwise than they are read: row by row, in a row cell by cell.

Programs draw a table cell by cell, column by column, or in no order. Rules show its rows where there are any: what
stands under one rule is one row. Without rules, pieces of text under and beside each other make a table unless they
are columns of running text; a row ends where nothing in it goes on. A table that the file draws row by row is left as
it is drawn, since that also tells lines of one cell from rows.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from policydiff.ingest.printed.page_layout import Line, Rule, rows_of
from policydiff.ingest.printed.paging import label_value

Cells = list[list[Line]]
"""The cells of one row from left to right, the lines of each from top to bottom."""

EXTENT = 4.0
"""Points by which the ends of the rules of one table differ at most."""
FEWEST_RULES = 2
"""Rules of full width that frame a table: over its first and under its last row."""
NARROW = 4.0
"""Ems below which a column's cells are numbers, units, words: no line in it goes on below."""
SLACK = 2.5
"""Ems that a line may end before its column does and still go on below: a Latin word did not fit."""
FAR = 6.0
"""Ems between baselines from which on a table has ended."""
PITCH = 2.2
"""Ems between baselines up to which one goes on with the other in a cell."""
PARTED = 1.2
"""Times the distance of a cell's lines from which on a distance parts rows."""
PROSE = 8.0
"""Ems of the narrowest column of running text."""


def tables_of(lines: Sequence[Line], rules: Sequence[Rule]) -> list[list[Line]]:
    """Lines of each table that the file does not draw row by row, in the order in which they are read."""
    number = {id(line): index for index, line in enumerate(lines)}
    found: list[list[Line]] = []
    whole = joined(rules)
    framed = frames(whole)
    rest = _not_cut_off(lines, framed)
    for members, rows in _ruled(lines, whole, framed):
        inside = {id(line) for line in members}
        rest = [line for line in rest if id(line) not in inside]
        if not _drawn_by_rows(rows, number):
            found.append([line for row in rows for cell in row for line in cell])
    for stretch in _stretches(rest):
        part = _core(stretch, number)
        columns = _columns(part)
        if len(columns) < 2 or prose(part, columns):
            continue
        rows = _aligned(part, columns)
        plain = all(len(row) > 1 for row in rows) and len(rows) == len(part)
        if _drawn_otherwise(columns, number) or (plain and not _drawn_by_rows(rows, number)):
            found.append([line for row in rows for cell in row for line in cell])
    return found


def mostly_table(lines: Sequence[Line]) -> bool:
    """Whether most lines of a page stand in a table without rules, so that an empty strip in it parts cells."""
    number = {id(line): index for index, line in enumerate(lines)}
    for stretch in _stretches(lines):
        part = _core(stretch, number)
        columns = _columns(part)
        if sum(map(len, columns)) * 2 > len(lines) and len(columns) > 1 and not prose(part, columns):
            return True
    return False


def _cells(lines: Sequence[Line]) -> Cells:
    """The lines of one row as cells: what stands over or under each other is one."""
    cells: Cells = []
    end = 0.0
    for line in sorted(lines, key=lambda line: (line.x0, line.y)):
        if cells and line.x0 < end - 0.1 * line.size:
            cells[-1].append(line)
            end = max(end, line.x1)
        else:
            cells.append([line])
            end = line.x1
    return [[line for row in rows_of(cell) for line in row] for cell in cells]


def _drawn_by_rows(rows: Sequence[Cells], number: dict[int, int]) -> bool:
    """Whether the file draws no line of a row before one of a row above, and each cell from top to bottom."""
    last = -1
    for row in rows:
        for cell in row:
            if any(number[id(one)] > number[id(other)] for one, other in pairwise(cell) if other.y > one.y):
                return False
        drawn = [number[id(line)] for cell in row for line in cell]
        if min(drawn) < last:
            return False
        last = max(drawn)
    return True


def frames(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules of equal ends, which frame tables and part their rows."""
    found: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule[0] - rule[1]):
        for frame in found:
            if abs(frame[0][0] - rule[0]) < EXTENT and abs(frame[0][1] - rule[1]) < EXTENT:
                frame.append(rule)
                break
        else:
            found.append([rule])
    return [frame for frame in found if len(frame) >= FEWEST_RULES]


def _not_cut_off(lines: Sequence[Line], framed: Sequence[Sequence[Rule]]) -> list[Line]:
    """The lines without those right over or under a frame: of a row that the page cuts off, where only one rule
    shows."""
    rest = list(lines)
    for frame in framed:
        left, right = frame[0][:2]
        inside = rows_of([line for line in rest if left - EXTENT < line.x0 < right])
        top, bottom = min(rule[2] for rule in frame), max(rule[2] for rule in frame)
        cut: set[int] = set()
        edge = bottom
        for row in inside:
            if row[0].y > bottom and row[0].y - edge < PITCH * row[0].size:
                cut.update(id(line) for line in row)
                edge = row[0].y
        edge = top
        for row in reversed(inside):
            if row[0].y < top and edge - row[0].y < PITCH * row[0].size:
                cut.update(id(line) for line in row)
                edge = row[0].y
        rest = [line for line in rest if id(line) not in cut]
    return rest


def _ruled(
    lines: Sequence[Line], rules: Sequence[Rule], framed: Sequence[Sequence[Rule]]
) -> list[tuple[list[Line], list[Cells]]]:
    """Tables that rules show: their lines, and these by row and cell."""
    found: list[tuple[list[Line], list[Cells]]] = []
    taken: set[int] = set()
    for frame in framed:
        left, right = frame[0][:2]
        top, bottom = min(rule[2] for rule in frame), max(rule[2] for rule in frame)
        members = [
            line
            for line in lines
            if id(line) not in taken and left - EXTENT < line.x0 < right and top < _middle(line) < bottom
        ]
        parting = [rule for rule in rules if left - EXTENT < rule[0] < right and top <= rule[2] < bottom]
        rows: dict[float, list[Line]] = {}
        for line in members:
            rows.setdefault(_over(line, parting, top), []).append(line)
        cells = [_cells(rows[height]) for height in sorted(rows)]
        if sum(1 for row in cells if len(row) > 1) > 1:
            found.append((members, cells))
            taken.update(id(line) for line in members)
    return found


def joined(rules: Sequence[Rule]) -> list[Rule]:
    """The rules with those in one that touch at one height, as where each cell has a frame of its own."""
    out: list[Rule] = []
    heights: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule[2]):
        if heights and rule[2] - heights[-1][0][2] < EXTENT / 2:
            heights[-1].append(rule)
        else:
            heights.append([rule])
    for level in heights:
        start = len(out)
        for left, right, _ in sorted(level):
            if len(out) > start and left < out[-1][1] + EXTENT:
                out[-1] = (out[-1][0], max(out[-1][1], right), level[0][2])
            else:
                out.append((left, right, level[0][2]))
    return out


def _middle(line: Line) -> float:
    """The height of the middle of a line's characters."""
    return line.y - 0.35 * line.size


def _over(line: Line, rules: Sequence[Rule], top: float) -> float:
    """The height of the lowest rule over a line."""
    middle, at = _middle(line), (line.x0 + line.x1) / 2
    return max((height for left, right, height in rules if height < middle and left <= at <= right), default=top)


def _stretches(lines: Sequence[Line]) -> list[list[list[Line]]]:
    """Baselines after each other that may be of one table: not parted by a line that runs through its columns."""
    rows = rows_of(lines)
    wide = [index for index, row in enumerate(rows) if len(row) > 1]
    parts: list[list[list[Line]]] = [[]]
    place = 0
    for index, row in enumerate(rows):
        while place < len(wide) and wide[place] <= index:
            place += 1
        near = [rows[wide[at]] for at in (place - 1, place) if 0 <= at < len(wide)]
        em = row[0].size
        if parts[-1] and row[0].y - parts[-1][-1][0].y > FAR * em:
            parts.append([])
        if len(row) == 1 and any(_crosses(row[0], other) for other in near):
            parts.append([])
        else:
            parts[-1].append(row)
    return [part for part in parts if sum(1 for row in part if len(row) > 1) > 1]


def _core(part: Sequence[list[Line]], number: dict[int, int]) -> list[list[Line]]:
    """A stretch without lines over and under it that the file draws before and after it, or that stand apart."""
    wide = [index for index, row in enumerate(part) if len(row) > 1]
    first, last = wide[0], wide[-1] + 1
    drawn = [number[id(line)] for row in part[first:last] for line in row]
    em = median(line.size for row in part[first:last] for line in row)

    def belongs(row: list[Line], distance: float, apart: bool) -> bool:
        return distance < PITCH * em and abs(row[0].size - em) < 0.1 * em and not apart

    while first and belongs(
        part[first - 1], part[first][0].y - part[first - 1][0].y, number[id(part[first - 1][0])] < min(drawn)
    ):
        first -= 1
    while last < len(part) and belongs(
        part[last], part[last][0].y - part[last - 1][0].y, number[id(part[last][0])] > max(drawn)
    ):
        last += 1
    return list(part[first:last])


def _crosses(line: Line, row: Sequence[Line]) -> bool:
    """Whether a line stands over or under more than one piece of a row."""
    return sum(1 for piece in row if min(piece.x1, line.x1) - max(piece.x0, line.x0) > 0.3 * line.size) > 1


def _columns(part: Sequence[Sequence[Line]]) -> Cells:
    """The lines of a stretch by column; where a few run through two, those are of the left one."""
    lines = [line for row in part for line in row]
    em = median(line.size for line in lines)
    grain = em / 4
    first = min(line.x0 for line in lines)
    covered: dict[int, int] = {}
    for line in lines:
        for place in range(round((line.x0 - first) / grain), round((line.x1 - first) / grain)):
            covered[place] = covered.get(place, 0) + 1
    few = len(part) // 8
    starts = [place for place in sorted(covered) if covered[place] > few and covered.get(place - 1, 0) <= few]
    edges = [first + start * grain - 2 * grain for start in starts[1:]]
    columns: Cells = [[] for _ in range(len(edges) + 1)]
    for line in lines:
        columns[sum(1 for edge in edges if line.x0 >= edge)].append(line)
    return [column for column in columns if column]


def _drawn_otherwise(columns: Cells, number: dict[int, int]) -> bool:
    """Whether the file draws one column after the other, or columns not from top to bottom."""
    if _turned(columns, number):
        return True
    drawn = sorted([number[id(line)] for line in column] for column in columns)
    return all(max(one) < min(other) for one, other in pairwise(drawn))


def _turned(columns: Cells, number: dict[int, int]) -> bool:
    """Whether some lines of a column are drawn before those above them."""
    pairs = [(one, other) for column in columns for one, other in pairwise(column) if other.y > one.y + 0.3 * one.size]
    back = sum(1 for one, other in pairs if number[id(one)] > number[id(other)])
    return back > len(pairs) // 10


def width_of(column: Sequence[Line]) -> float:
    """The width of the longest line of a column."""
    return max(line.x1 - line.x0 for line in column)


def fills(line: Line, width: float) -> bool:
    """Whether a line is as wide as its column, so that it may go on below."""
    return width >= NARROW * line.size and line.x1 - line.x0 >= width - min(SLACK * line.size, 0.3 * width)


def prose(part: Sequence[Sequence[Line]], columns: Cells) -> bool:
    """Whether columns beside each other are running text, or a list that goes on in the next column."""
    return any(_goes_on(one, other) for one, other in pairwise(columns)) or running_text(part, columns)


def running_text(part: Sequence[Sequence[Line]], columns: Cells) -> bool:
    """Whether columns beside each other are full lines one under the other."""
    running = []
    for column in columns:
        width, em = width_of(column), median(line.size for line in column)
        edge = max(line.x1 for line in column)
        full = sum(1 for line in column if line.x1 >= edge - SLACK * em)
        share = 1.2 if width < PROSE * em else len(column) if _indented(column, em) else 1.5
        running.append(width >= 0.75 * PROSE * em and full * share >= len(column))
    shared = sum(1 for row in part if len(row) > 1)
    if shared * 2 < len(part) and any(
        runs and len(column) > 5 and len(column) * 2 > len(part) for runs, column in zip(running, columns, strict=True)
    ):
        parted = _parted(part, columns)
        return parted is None or len(parted) * 8 < len(part)
    return all(running) and (len(part) > 3 or len(columns) < 3) and _parted(part, columns) is None


def _indented(column: Sequence[Line], em: float) -> bool:
    """Whether the lines of a column begin at its left edge or set in by one to three ems, as paragraphs do."""
    left = min(line.x0 for line in column)
    insets = {round(2 * (line.x0 - left) / em) for line in column}
    return len(insets) == 2 and 2 < max(insets) < 7


def _goes_on(column: Sequence[Line], following: Sequence[Line]) -> bool:
    """Whether the labels of a column go on in the next: a list in columns."""
    values = [[value for line in each if (value := label_value(line.text)) is not None] for each in (column, following)]
    return all(len(each) > 1 and each == sorted(set(each)) for each in values) and values[1][0] == values[0][-1] + 1


def _parted(part: Sequence[Sequence[Line]], columns: Cells) -> list[int] | None:
    """Indices of the baselines over which a wider distance shows a new row, None where distances do not tell.

    They tell where a column has lines of one cell below each other, and wider distances over which no column goes
    on; columns of running text at distances of their own have none."""
    found: set[float] = set()
    tightest = float("inf")
    for column in columns:
        steps = [
            (lower.y - upper.y, lower.y) for upper, lower in pairwise(column) if lower.y > upper.y + 0.9 * upper.size
        ]
        least = min((step for step, _ in steps), default=float("inf"))
        if width_of(column) < NARROW * column[0].size or least >= PITCH * column[0].size:
            found.update(y for _, y in steps)
        else:
            tightest = min(tightest, least)
            found.update(y for step, y in steps if step > PARTED * least)
    wide: list[int] = []
    for index, (upper, lower) in enumerate(pairwise(part), 1):
        if lower[0].y - upper[0].y > PARTED * tightest and any(
            upper[0].y < y <= lower[0].y + 0.9 * lower[0].size for y in found
        ):
            wide.append(index)
    if len(wide) < max(1, len(part) // 8) or len(wide) == len(part) - 1:
        return None
    starts = [part[0], *(part[index] for index in wide)]
    return wide if sum(1 for row in starts if len(row) > 1) * 4 >= len(starts) else None


def _aligned(part: Sequence[Sequence[Line]], columns: Cells) -> list[Cells]:
    """The rows of a table without rules."""
    widths = {id(line): width_of(column) for column in columns for line in column}
    place = {id(line): number for number, column in enumerate(columns) for line in column}
    parted = _parted(part, columns)
    rows: list[list[Line]] = []
    last: dict[int, Line] = {}
    for index, baseline in enumerate(part):
        above = [last.get(place[id(line)]) for line in baseline]
        near = index > 0 and baseline[0].y - part[index - 1][0].y < 0.9 * baseline[0].size
        goes_on = [
            upper is not None and line.y - upper.y < PITCH * line.size and fills(upper, widths[id(upper)])
            for upper, line in zip(above, baseline, strict=True)
        ]
        if not rows:
            begins = True
        elif parted is not None:
            begins = index in parted or not (near or any(goes_on))
        else:
            begins = not near and not (all(goes_on) and place[id(baseline[0])] > 0)
        if begins:
            rows.append([])
            last = {}
        rows[-1] += baseline
        last.update({place[id(line)]: line for line in baseline})
    return [_cells(row) for row in rows]


def blocks(lines: Sequence[Line], tables: Iterable[Sequence[Line]]) -> tuple[list[Line], dict[int, Sequence[Line]]]:
    """The lines with one in place of each table, where the file begins it, and what it stands for by its id."""
    out: list[Line] = []
    inner: dict[int, Sequence[Line]] = {}
    of = {id(line): table for table in tables for line in table}
    blocks_of: set[int] = set()
    for line in lines:
        table = of.get(id(line))
        if table is None:
            out.append(line)
        elif id(table) not in blocks_of:
            blocks_of.add(id(table))
            size = median(each.size for each in table)
            block = Line(
                "", min(each.x0 for each in table), max(each.x1 for each in table), min(e.y for e in table), size
            )
            inner[id(block)] = table
            out.append(block)
    return out, inner
