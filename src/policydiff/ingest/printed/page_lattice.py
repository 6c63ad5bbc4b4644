# SPDX-License-Identifier: Apache-2.0
"""Lattices: where the drawn lines of a page make the cells of a table.

Lines that touch, or run close beside each other, are one figure. Their places, those of double lines taken as one, part
the figure into fields; fields between which no line stands are one cell, so a merged cell is known by the lines that it
lacks. The figure's own edges close it: many tables have no line at the left and right, and at the end of a page none
below.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policydiff.ingest.printed.page_layout import Rule

MOST_LINES = 4_000
"""Lines of a page that are looked at; a page full of numbers has under 1,000."""
MOST_TOUCHES = 400_000
"""Places at which they touch."""
MOST_CLOSE = 200
"""Lines at about one place that are looked at."""
MOST_FIELDS = 40_000
"""Fields of one lattice."""
TOUCH = 2.0
"""Points by which the end of a line may miss the other that it is to touch."""
COVERED = 0.5
"""Share of a field's side that a line covers where it parts two fields."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its sides on the page, its first row and column, over how many it goes."""

    left: float
    top: float
    right: float
    bottom: float
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """The cells of one figure, row by row, and the places of its lines from the left and from the top."""

    boxes: tuple[Box, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[tuple[int, ...], ...]
    """The number of the cell that each field is of, by row and column."""

    def of(self, x: float, y: float) -> int | None:
        """The number of the cell in which a point stands."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        column = min(bisect_right(self.xs, x) - 1, len(self.xs) - 2)
        return self.fields[min(bisect_right(self.ys, y) - 1, len(self.ys) - 2)][column]


def lattices(rules: Sequence[Rule], uprights: Sequence[Rule], wide: float) -> list[Lattice]:
    """The lattices of a page, the largest first. `wide` is how far apart the lines of a double line are at most."""
    across, down = _joined(rules, wide), _joined(uprights, wide)
    if not across or not down or len(across) + len(down) > MOST_LINES:
        return []
    found = [lattice for h, v in _figures(across, down, wide) if (lattice := _lattice(h, v, wide)) is not None]
    return sorted(found, key=lambda one: (one.xs[0] - one.xs[-1]) * (one.ys[-1] - one.ys[0]))


def _joined(lines: Iterable[Rule], wide: float) -> list[Rule]:
    """The lines with those in one that go on with each other: a line is drawn cell by cell, a dotted one dot by dot."""
    levels: list[list[Rule]] = []
    for line in sorted(lines, key=lambda line: line[2]):
        if levels and line[2] - levels[-1][0][2] < wide / 4:
            levels[-1].append(line)
        else:
            levels.append([line])
    out: list[Rule] = []
    for level in levels:
        start = len(out)
        for first, last, place in sorted(level):
            if len(out) > start and first <= out[-1][1] + wide / 2:
                out[-1] = (out[-1][0], max(out[-1][1], last), out[-1][2])
            else:
                out.append((first, last, place))
    return [line for line in out if line[1] - line[0] > wide]


def _figures(across: Sequence[Rule], down: Sequence[Rule], wide: float) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines that touch each other, directly or through others: those across and those down."""
    parent = list(range(len(across) + len(down)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    order = sorted(range(len(down)), key=lambda n: down[n][2])
    places = [down[n][2] for n in order]
    touches = 0
    for n, (left, right, y) in enumerate(across):
        for at in range(bisect_left(places, left - wide), bisect_right(places, right + wide)):
            touches += 1
            if _touch((left, right, y), down[order[at]], wide):
                parent[root(len(across) + order[at])] = root(n)
        if touches > MOST_TOUCHES:
            return []
    for offset, lines in ((0, across), (len(across), down)):
        for one, other in _close(lines, wide):
            parent[root(offset + one)] = root(offset + other)
    figures: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for n, line in enumerate((*across, *down)):
        figures[root(n)][n >= len(across)].append(line)
    return [(h, v) for h, v in figures.values() if h and v]


def _touch(rule: Rule, upright: Rule, wide: float) -> bool:
    """Whether two lines cross or meet; at a corner, which may be round, they may end before it."""
    left, right, y = rule
    top, bottom, x = upright
    if left - TOUCH <= x <= right + TOUCH and top - TOUCH <= y <= bottom + TOUCH:
        return True
    return min(abs(left - x), abs(right - x)) <= wide and min(abs(top - y), abs(bottom - y)) <= wide


def _close(lines: Sequence[Rule], wide: float) -> Iterator[tuple[int, int]]:
    """Pairs of lines beside each other, as those of two frames, or of a double line; the lines come by their places."""
    for n, (first, last, place) in enumerate(lines):
        for other in range(n + 1, min(len(lines), n + MOST_CLOSE)):
            if lines[other][2] - place > wide:
                break
            if min(last, lines[other][1]) - max(first, lines[other][0]) > 0:
                yield n, other


def _lattice(across: Sequence[Rule], down: Sequence[Rule], wide: float) -> Lattice | None:
    xs = _places([line[2] for line in down], [line[0] for line in across], [line[1] for line in across], wide)
    ys = _places([line[2] for line in across], [line[0] for line in down], [line[1] for line in down], wide)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > MOST_FIELDS:
        return None
    below = _covered(across, ys, xs, wide)
    beside = _covered(down, xs, ys, wide)
    boxes: list[Box] = []
    taken = [[-1] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if taken[row][column] >= 0:
                continue
            last = column
            while last + 1 < columns and taken[row][last + 1] < 0 and (last + 1, row) not in beside:
                last += 1
            low = row
            while low + 1 < rows and _opens(low + 1, column, last, taken, below, beside):
                low += 1
            for y in range(row, low + 1):
                taken[y][column : last + 1] = [len(boxes)] * (last + 1 - column)
            boxes.append(
                Box(xs[column], ys[row], xs[last + 1], ys[low + 1], row, column, low + 1 - row, last + 1 - column)
            )
    return Lattice(tuple(boxes), tuple(xs), tuple(ys), tuple(map(tuple, taken)))


def _opens(
    row: int,
    first: int,
    last: int,
    taken: Sequence[Sequence[int]],
    below: set[tuple[int, int]],
    beside: set[tuple[int, int]],
) -> bool:
    """Whether a cell goes on in a row below: no line parts it from there, and there it has the same sides."""
    if any((row, column) in below or taken[row][column] >= 0 for column in range(first, last + 1)):
        return False
    sides = [n == 0 or n == len(taken[row]) or (n, row) in beside for n in (first, last + 1)]
    return all(sides) and not any((column, row) in beside for column in range(first + 1, last + 1))


def _places(lines: Sequence[float], starts: Sequence[float], ends: Sequence[float], wide: float) -> list[float]:
    """The places of lines, those of double lines as one, and the edges of the figure where no line closes it."""
    out: list[list[float]] = []
    for place in sorted(lines):
        if out and place - out[-1][0] <= wide:
            out[-1].append(place)
        else:
            out.append([place])
    found = [sum(places) / len(places) for places in out]
    first, last = min(starts), max(ends)
    if first < found[0] - wide:
        found.insert(0, first)
    if last > found[-1] + wide:
        found.append(last)
    return found


def _covered(
    lines: Sequence[Rule], places: Sequence[float], steps: Sequence[float], wide: float
) -> set[tuple[int, int]]:
    """Which sides of fields a line stands on: the number of its place, and the field along it."""
    covered: dict[tuple[int, int], float] = defaultdict(float)
    for first, last, place in lines:
        at = min(range(len(places)), key=lambda n: abs(places[n] - place))
        if abs(places[at] - place) > wide:
            continue
        for field in range(max(0, bisect_right(steps, first) - 1), min(len(steps) - 1, bisect_left(steps, last))):
            shared = min(last, steps[field + 1]) - max(first, steps[field])
            covered[at, field] = max(covered[at, field], shared / (steps[field + 1] - steps[field]))
    return {side for side, share in covered.items() if share >= COVERED}
