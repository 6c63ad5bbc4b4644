# SPDX-License-Identifier: Apache-2.0
"""Tables that the lines of a page show: which text stands in which cell, and the lines of each cell.

What stands in a cell is read by itself, so that neighbours do not run into one, lines of a cell stay together, and a
merged cell is read in its first row wherever its text stands in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from policydiff.ingest.printed.page_lattice import Box, Lattice, lattices
from policydiff.ingest.printed.page_layout import Cell, Line, Rule, Run, lines_of, rows_of
from policydiff.ingest.printed.page_open_tables import going_on, open_lattices
from policydiff.ingest.printed.page_ruby import attach_readings

WIDE = 0.45
"""Ems up to which two lines beside each other are a double line, or the frames of two cells."""
CROSSING = 8
"""One of so many runs may go over a line at the most: more is no table, but lines behind text."""
FEW = 9
"""Fields with a character each that are no paper for writing yet."""
LINES = 15
"""Lines that cells have on the average at the most: more is a page set out in frames."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table that lines show: the direction of its text, its lines cell by cell, its sides as they are counted in
    that direction."""

    turn: int
    lines: tuple[Line, ...]
    left: float
    right: float
    top: float

    def block(self) -> Line:
        """A line that stands for the table among the lines of its page."""
        return Line("", self.left, self.right, self.top, median(line.size for line in self.lines), turn=self.turn)


def ruled(
    runs: Sequence[Run], rules: Sequence[Rule], uprights: Sequence[Rule], going: Sequence[float] = ()
) -> tuple[list[Ruled], list[Run], list[Rule]]:
    """The tables that the lines of a page show, the runs outside them, and the rules outside them. `going` are the
    sides of the columns of a table that may go on here."""
    found: list[Ruled] = []
    rest, free = list(runs), list(rules)
    if not runs or not (rules or going):
        return found, rest, free
    closed = lattices(rules, uprights, WIDE * median(run.size for run in runs)) if uprights else []
    rest, free = _taken(closed, found, rest, free)
    rest, free = _taken(open_lattices(rest, free), found, rest, free)
    rest, free = _taken(going_on(rest, free, going), found, rest, free)
    return found, rest, free


def _taken(
    figures: Sequence[Lattice], found: list[Ruled], rest: list[Run], free: list[Rule]
) -> tuple[list[Run], list[Rule]]:
    """Put with the tables found those that some lattices are; the runs and the rules outside them."""
    for lattice in figures:
        placed = [(run, lattice.of(*_begin(run))) for run in rest]
        inside = [(run, at) for run, at in placed if at is not None]
        table = _table(lattice, inside, len(found)) if inside else None
        if table is not None:
            found.append(table)
            rest = [run for run, at in placed if at is None]
            free = [rule for rule in free if not _holds(lattice, rule)]
    return rest, free


def _begin(run: Run) -> tuple[float, float]:
    """The place on the page of the middle of a run's first character."""
    along = run.x0 + min(0.5 * run.size, (run.x1 - run.x0) / 2)
    return _seen(along, run.y - 0.35 * run.size, run.turn)


def _end(run: Run) -> tuple[float, float]:
    return _seen(run.x1 - min(0.5 * run.size, (run.x1 - run.x0) / 2), run.y - 0.35 * run.size, run.turn)


def _seen(along: float, across: float, turn: int) -> tuple[float, float]:
    return ((along, across), (-across, along), (-along, -across), (across, -along))[turn]


def _holds(lattice: Lattice, rule: Rule) -> bool:
    left, right, y = rule
    return (
        lattice.ys[0] - 1 <= y <= lattice.ys[-1] + 1 and lattice.xs[0] - 1 <= (left + right) / 2 <= lattice.xs[-1] + 1
    )


def _table(lattice: Lattice, inside: Sequence[tuple[Run, int]], number: int) -> Ruled | None:
    """The table of a lattice, None where it is none: not two columns, paper with a field a character, a page
    set out in frames, lines that text goes over. One row may be the last of a table on the page before."""
    crossing = sum(1 for run, at in inside if lattice.of(*_end(run)) != at)
    if crossing * CROSSING > len(inside):
        return None
    texts: dict[int, str] = {}
    turns: dict[int, int] = {}
    for run, at in inside:
        texts[at] = texts.get(at, "") + run.text.strip()
        turns[run.turn] = turns.get(run.turn, 0) + (0 if run.upright else len(run.text))
    filled = [lattice.boxes[at] for at, text in texts.items() if text]
    turn = max(turns, key=lambda turn: (turns[turn], -turn))
    columns = len(lattice.ys if turn % 2 else lattice.xs) - 1
    if not turns[turn] or columns < 2 or (len(filled) > FEW and max(map(len, texts.values())) < 2):
        return None
    cells = _cells(lattice, inside, turn, number)
    lines = [line for cell in cells for line in cell]
    if len(lines) > LINES * len(cells):
        return None
    left, right, top, _ = _turned(lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1], turn)
    return Ruled(
        turn, tuple(lines), left, right, min([top + lines[0].size, *(line.y for line in lines if line.turn == turn)])
    )


def _cells(lattice: Lattice, inside: Sequence[tuple[Run, int]], turn: int, number: int) -> list[list[Line]]:
    """The lines of each cell with text, row by row, from the left as the table is read."""
    runs: dict[int, list[Run]] = {}
    for run, at in inside:
        runs.setdefault(at, []).append(run)
    found: list[tuple[Cell, list[Line]]] = []
    for at, own in runs.items():
        cell = _cell(lattice, lattice.boxes[at], turn, number)
        lines = [replace(line, cell=cell) for line in _lines(own, turn)]
        if lines:
            found.append((cell, lines))
    return [lines for _, lines in sorted(found, key=lambda one: (one[0].row, one[0].column))]


def _lines(runs: Sequence[Run], turn: int) -> list[Line]:
    """The lines of a cell, those in the direction of the table first."""
    out: list[Line] = []
    for each in sorted({run.turn for run in runs}, key=lambda each: (each != turn, each)):
        lines = lines_of(attach_readings([run for run in runs if run.turn == each]))
        out += [line for row in rows_of(lines) for line in row]
    return out


def _cell(lattice: Lattice, box: Box, turn: int, number: int) -> Cell:
    """A field of the lattice as a cell of a table that is read in a direction."""
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    right, below = columns - box.column - box.columns, rows - box.row - box.rows
    row, column = ((box.row, box.column), (right, box.row), (below, right), (box.column, below))[turn]
    tall, wide = (box.rows, box.columns) if turn % 2 == 0 else (box.columns, box.rows)
    start, end, _, _ = _turned(box.left, box.top, box.right, box.bottom, turn)
    return Cell(number, row, column, tall, wide, start, end)


def _turned(left: float, top: float, right: float, bottom: float, turn: int) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a box as they are counted in a direction."""
    return (
        (left, right, top, bottom),
        (top, bottom, -right, -left),
        (-right, -left, -bottom, -top),
        (-bottom, -top, left, right),
    )[turn]
