# SPDX-License-Identifier: Apache-2.0
"""Reading order of a printed page's lines.

Programs write a page's text in the order of the document, cell by cell and column by column. That order is kept where
the page does not gainsay it: of two lines over each other the upper one is read first, a label beside the line that it
stands at, and where the order jumps about or runs through two columns line by line, places alone decide."""

import itertools
from collections import Counter
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from statistics import median

import numpy as np

from policydiff.ingest.printed.page_grid import Ruled
from policydiff.ingest.printed.page_layout import Line, Rule, rows_of
from policydiff.ingest.printed.page_tables import blocks, mostly_table, tables_of

COLUMN_ROWS = 5
"""Rows with text on both sides of a gutter that make columns."""
COLUMN_EMS = 8
"""Narrowest column, in ems: a table's number and unit columns are narrower or ragged."""
LINES = 5_000
"""Lines of a page beyond which only their height orders them; a newspaper page has under 2,000."""
HEAD_AND_FOOT = 3
"""Rules over both columns of a page of running text: under its head, over its foot, under a title."""
INDENT, NEXT = 3.2, 2.5
"""Ems that a paragraph's first line is set in at most, and from one line to the next: the end of the paragraph before
it may be so short that nothing of it stands over that line."""
LOOK_BACK = 200
"""Lines over which a jump back up the page is judged; a column has fewer."""


def in_reading_order(lines: list[Line], rules: Sequence[Rule] = (), ruled: Sequence[Ruled] = ()) -> list[Line]:
    """The lines of a page as a reader takes them, with those of the tables that lines show."""
    whole, inner = blocks(lines, tables_of(lines, rules) if 1 < len(lines) <= LINES else ())
    for table in ruled:
        block = table.block()
        inner[id(block)] = table.lines
        whole.insert(_place(whole, block), block)
    if len(whole) > 1:
        whole = _by_rows(whole) if len(whole) > LINES else _ordered(whole, rules)
    return [each for line in whole for each in inner.get(id(line), (line,))]


def _place(lines: Sequence[Line], block: Line) -> int:
    """Where a table goes into the file's order: before what stands under it, behind what stands over it."""
    near = [n for n, line in enumerate(lines) if min(line.x1, block.x1) > max(line.x0, block.x0)]
    below = next((n for n in near if lines[n].y > block.y), None)
    above = next((n + 1 for n in reversed(near) if lines[n].y < block.y), None)
    if below is not None and (above is None or above <= below):
        return below
    if above is not None:
        return above
    return next((n for n, line in enumerate(lines) if line.y > block.y), len(lines)) if below is None else below


def _ordered(lines: list[Line], rules: Sequence[Rule]) -> list[Line]:
    """The lines of a page whose tables are set aside as blocks."""
    if _stacked(lines):
        return _by_rows(lines)
    lines = _left_to_right(lines)
    gutter = gutter_of(lines)
    if gutter is not None and _alternates(lines, gutter) and not (_table(rules, gutter) or mostly_table(lines)):
        return _by_columns(lines, gutter)
    segments, jumps = _segments(lines)
    order = _settle(segments) if jumps else lines
    waits = _waits(order, rules)
    if max(jumps, len(waits)) > max(3, len(lines) // 5):
        gutter = gutter_of(lines, loose=True)
        return _by_columns(lines, gutter) if gutter is not None and not _table(rules, gutter) else _by_rows(lines)
    return _as_seen(order, waits)


def _left_to_right(lines: list[Line]) -> list[Line]:
    """The lines with those that the file draws one after the other on one baseline from left to right."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(rows[-1][-1].y - line.y) < 0.4 * max(rows[-1][-1].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.x0)]


def _stacked(lines: list[Line]) -> bool:
    """Whether every line stands over the next, so that heights alone say in what order they are read."""
    order = sorted(range(len(lines)), key=lambda index: lines[index].y)
    for one, other in itertools.pairwise(order):
        upper, lower = lines[one], lines[other]
        over = min(upper.x1, lower.x1) - max(upper.x0, lower.x0) > 0.5 * min(upper.size, lower.size)
        if lower.y - upper.y < 0.6 * max(upper.size, lower.size) or not (over or one < other):
            return False
    return True


def _as_seen(lines: list[Line], waits: dict[int, set[int]]) -> list[Line]:
    """The file's order, but no line before one that must be read first."""
    if not waits:
        return lines
    followers: dict[int, list[int]] = {}
    for index, others in waits.items():
        for other in others:
            followers.setdefault(other, []).append(index)
    left = {index: len(others) for index, others in waits.items()}
    ready = [index for index in range(len(lines)) if index not in left]
    heapify(ready)
    order: list[int] = []
    while ready:
        index = heappop(ready)
        order.append(index)
        for follower in followers.get(index, ()):
            left[follower] -= 1
            if not left[follower]:
                heappush(ready, follower)
    return [lines[index] for index in order] if len(order) == len(lines) else lines


def _waits(lines: list[Line], rules: Sequence[Rule]) -> dict[int, set[int]]:
    """For each line that the file draws too early, the lines drawn later that must be read before it."""
    x0, x1 = np.array([line.x0 for line in lines]), np.array([line.x1 for line in lines])
    y, size = np.array([line.y for line in lines]), np.array([line.size for line in lines])
    waits: dict[int, set[int]] = {}
    for index in range(len(lines) - 1):
        later = slice(index + 1, None)
        above = y[later] < y[index] - 0.6 * np.maximum(size[index], size[later])
        if not above.any():
            continue
        shared = np.minimum(x1[later], x1[index]) - np.maximum(x0[later], x0[index])
        ending = (x0[index] - x0[later] < INDENT * size[index]) & (y[index] - y[later] < NEXT * size[index])
        over = (shared > 0.3 * np.minimum(size[index], size[later])) | (ending & (x1[later] <= x0[index]))
        for other in np.flatnonzero(above & over):
            waits.setdefault(index, set()).add(index + 1 + int(other))
    for index in range(len(lines) - 1):
        ahead = _unfinished(lines, index, rules)
        if ahead:
            waits.setdefault(index, set()).update(ahead)
    return waits


def _unfinished(lines: list[Line], index: int, rules: Sequence[Rule]) -> list[int]:
    """Lines drawn right after a label that end the entry above it.

    The label stands at the left of a line that the file draws later; between the two it draws lines further up, which
    go on with a line drawn before the label. In a table whose labels stand in the middle of their row, a rule or a
    wider distance parts those lines from what is drawn before the label."""
    label = lines[index]
    ahead: list[int] = []
    for other in range(index + 1, min(len(lines), index + 9)):
        line = lines[other]
        if line.x0 < label.x1 - 0.5 * label.size or line.y > label.y + 0.4 * label.size:
            break
        if abs(line.y - label.y) <= 0.4 * label.size:
            if not ahead:
                return []
            first, last = lines[ahead[0]], lines[ahead[-1]]
            before = [
                one
                for one in lines[max(0, index - 40) : index]
                if one.y < first.y - 0.5 * first.size and _over(one, first)
            ]
            if not before or not _over(last, line):
                return []
            above = max(before, key=lambda one: one.y)
            if _ruled(rules, last, line):
                return ahead
            parted = _ruled(rules, above, first) or first.y - above.y > 1.08 * (line.y - last.y)
            return [] if parted else ahead
        ahead.append(other)
    return []


def _over(one: Line, other: Line) -> bool:
    """Whether two lines stand in one column, by their left edges."""
    return abs(one.x0 - other.x0) < 2.5 * max(one.size, other.size)


def _ruled(rules: Sequence[Rule], upper: Line, lower: Line) -> bool:
    """Whether a rule parts two lines."""
    at = lower.x0 + lower.size
    return any(upper.y - 0.3 * upper.size < y < lower.y - 0.3 * lower.size and x0 <= at <= x1 for x0, x1, y in rules)


def _segments(lines: list[Line]) -> tuple[list[list[Line]], int]:
    """Stretches in which the text goes down or to the right as a reader's eye does, and the number of jumps back.

    A stretch ends also where the text leaves out more than three lines, so that a head and a
    foot that the file draws one after the other can find their places.
    """
    segments = [[lines[0]]]
    jumps = 0
    for before, line in itertools.pairwise(lines):
        size = max(line.size, before.size)
        upward = line.y < before.y - 0.5 * size
        beside = not upward or all(
            line.x0 >= other.x1 - 0.5 * line.size
            for other in segments[-1][-LOOK_BACK:]
            if other.y > line.y - 0.5 * size
        )
        jumps += upward and not beside
        if (upward and not beside) or line.y > before.y + 4 * size:
            segments.append([line])
        else:
            segments[-1].append(line)
    return segments, jumps


def _settle(segments: list[list[Line]]) -> list[Line]:
    """Put each stretch before those that lie wholly below it; where heights overlap the file's order stays."""
    placed: list[list[Line]] = []
    for segment in segments:
        bottom = max(line.y for line in segment)
        index = len(placed)
        while index and bottom < min(line.y for line in placed[index - 1]):
            index -= 1
        placed.insert(index, segment)
    return [line for segment in placed for line in segment]


def _by_rows(lines: list[Line]) -> list[Line]:
    return [line for row in rows_of(lines) for line in row]


def _table(rules: Sequence[Rule], gutter: float) -> bool:
    """Whether rules from one side of a gutter to the other show that it parts cells, not columns."""
    return sum(1 for x0, x1, _ in rules if x0 < gutter - 2 and x1 > gutter + 2) > HEAD_AND_FOOT


def gutter_of(lines: list[Line], loose: bool = False) -> float | None:
    """The middle of an empty upright strip between two columns of full lines, or None.

    `loose` also finds columns whose lines are often short, as on pages on which the file's order says nothing and from
    which tables are set aside."""
    em = median(line.size for line in lines)
    votes: Counter[int] = Counter()
    rows = rows_of(lines)
    for row in rows:
        for left, right in itertools.pairwise(row):
            if right.x0 - left.x1 > 0.8 * em:
                votes[round((left.x1 + right.x0) / 2 / em)] += 1
    voted = [place for place, count in votes.most_common(4) if count > 1]
    for place in (*voted, *_strips(lines, em)) if loose else voted:
        gutter = place * em
        before = [line for line in lines if line.x1 <= gutter + 0.5 * em]
        after = [line for line in lines if line.x0 >= gutter - 0.5 * em]
        crossing = len(lines) - len(before) - len(after)
        if (
            min(len(before), len(after)) >= COLUMN_ROWS
            and crossing <= len(lines) // 4
            and _full(before, em, loose)
            and _full(after, em, loose)
        ):
            return gutter
    return None


def _strips(lines: list[Line], em: float) -> list[int]:
    """Places, in ems, that few lines go over, with text on both sides: the emptiest first."""
    first, last = round(min(line.x0 for line in lines) / em), round(max(line.x1 for line in lines) / em)
    found = []
    for place in range(first + COLUMN_EMS, last - COLUMN_EMS + 1):
        crossing = sum(1 for line in lines if line.x0 < (place - 0.4) * em and line.x1 > (place + 0.4) * em)
        if crossing * 8 <= len(lines):
            found.append((crossing, abs(2 * place - first - last), place))
    return [place for _, _, place in sorted(found)[:4]]


def _full(lines: list[Line], em: float, loose: bool) -> bool:
    """Whether half of a column's lines, or a third, reach its right edge, as running text does and cells do not."""
    start, edge = min(line.x0 for line in lines), max(line.x1 for line in lines)
    reaching = sum(1 for line in lines if line.x1 > edge - 2.5 * em)
    return edge - start >= COLUMN_EMS * em and reaching * (3 if loose else 2) >= len(lines)


def _alternates(lines: list[Line], gutter: float) -> bool:
    """Whether the file's order runs through both columns line by line."""
    sides = [line.x0 >= gutter for line in lines if line.x1 <= gutter or line.x0 >= gutter]
    changes = sum(1 for one, other in itertools.pairwise(sides) if one != other)
    return changes > max(6, len(sides) // 3)


def _by_columns(lines: list[Line], gutter: float) -> list[Line]:
    """Bands between lines that cross the gutter: in each, the left column before the right."""
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in _by_rows(lines):
        if line.x0 < gutter < line.x1:
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (right if line.x0 >= gutter else left).append(line)
    return ordered + left + right
