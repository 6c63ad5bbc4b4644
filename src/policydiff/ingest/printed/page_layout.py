# SPDX-License-Identifier: Apache-2.0
"""Lines of a printed page: from placed runs of glyphs to pieces of lines, wherever the file draws their parts.

Used for PDF and OFD alike. Coordinates are points (or millimetres) from the top left corner; for text that is turned
they are counted along its own direction and across it, so that a table laid on its side is read like any other."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policydiff.ingest.numbering import lowered, raised

TOUCH = 0.35
"""Ems up to which pieces that the file draws at different times go on with each other: a blank between Latin words."""
DRAWN_CELLS = 0.1
"""Ems above which such pieces are cells where the file draws one of them under or over its column's next line."""
SPACED = 0.8
"""Ems of the widest letter spacing."""


Rule = tuple[float, float, float]
"""Left and right end and height of a drawn line from left to right; upper and lower end and place of one that runs
down."""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs that stand next to each other on one baseline.

    `turn` counts quarter turns, clockwise, of the direction in which they follow each other; for a run that is turned,
    `x0` and `x1` lie along that direction and `y` across it: down the page and leftwards for 1, up and rightwards for
    3."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    reading: bool = False
    """Whether this is a ruby's reading, already in brackets, that stands after its base."""
    turn: int = 0
    spacing: float | None = None
    """What is added between glyphs, where that is known."""
    set_in: bool = False
    """Whether this was set into its line in brackets."""
    upright: bool = False
    """Whether this is a character that stands upright in a line that runs down."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that lines show: the table's number on its page, the cell's first row and column from 0, over
    how many it goes, and its sides along the lines of text."""

    table: int
    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a line without wide gaps: a line of a paragraph, or what one cell has of a row."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    readings: tuple[tuple[int, int], ...] = ()
    """Spans in `text` of readings that stood beside it."""
    turn: int = 0
    cell: Cell | None = None
    """The cell in which it stands, of a table that lines show."""


@dataclass(slots=True)
class _Chain:
    """Runs of one line in the order of reading, and the place of its first full-sized run."""

    runs: list[Run]
    x0: float
    x1: float
    y: float
    size: float

    def takes(self, run: Run, em_gap: float) -> bool:
        """Whether a run that the file draws next goes on with this line."""
        size = max(self.size, run.size)
        if not (-0.6 * size < run.x0 - self.x1 < em_gap * size and run.turn == self.runs[0].turn):
            return False
        rise = abs(self.y - run.y)
        return rise < (0.5 if run.size < 0.8 * self.size else 0.3) * size

    def add(self, run: Run) -> None:
        """Put a run at the end."""
        shifted = self.shifted(run)
        self.runs.append(run)
        self.x1 = max(self.x1, run.x1)
        if not shifted:
            self.x0 = min(self.x0, run.x0)
            self.size = max(self.size, run.size)

    def shifted(self, run: Run) -> bool:
        """Whether a run is raised or lowered against this line."""
        return not run.set_in and run.size < 0.8 * self.size and abs(self.y - run.y) > 0.12 * self.size


def _chain(run: Run) -> _Chain:
    return _Chain([run], run.x0, run.x1, run.y, run.size)


class _Places:
    """The runs of a page by height."""

    def __init__(self, runs: list[Run]) -> None:
        self._runs = sorted(runs, key=lambda run: run.y)
        self._heights = [run.y for run in self._runs]

    def between(self, chain: _Chain, run: Run) -> bool:
        """Whether something that the file draws at another time stands between a line and a run on its right."""
        edge = 0.2 * chain.size
        if run.x0 - chain.x1 < 2 * edge:
            return False
        first = bisect_left(self._heights, chain.y - edge)
        for place in range(first, len(self._runs)):
            other = self._runs[place]
            if other.y > chain.y + edge:
                return False
            middle = (other.x0 + other.x1) / 2
            if (
                chain.x1 - edge <= other.x0 < other.x1
                and middle < run.x0
                and other.turn == run.turn
                and other is not run
            ):
                return True
        return False


def lines_of(runs: list[Run], em_gap: float = 1.6) -> list[Line]:
    """Join runs that follow each other on one baseline; raised and lowered digits become ² and ₂.

    Runs that the file draws one after the other are joined over gaps up to `em_gap` ems; others only where they touch.
    """
    chains: list[_Chain] = []
    places = _Places(runs)
    for run in runs:
        if chains and chains[-1].takes(run, em_gap) and not places.between(chains[-1], run):
            chains[-1].add(run)
        else:
            chains.append(_chain(run))
    lines = [_line(chain) for chain in _touching(chains)]
    return [line for line in lines if line.text.strip()]


def _touching(chains: list[_Chain]) -> list[_Chain]:
    """Chains joined with those that go on with them on the page, wherever the file draws them."""
    order = sorted(range(len(chains)), key=lambda index: (chains[index].y, chains[index].x0))
    heights = [chains[index].y for index in order]
    joined: dict[int, int] = {}
    taken: set[int] = set()
    for index, chain in enumerate(chains):
        found: tuple[float, int] | None = None
        for place in range(bisect_left(heights, chain.y - 0.3 * chain.size), len(order)):
            other = order[place]
            if heights[place] > chain.y + 0.3 * chain.size:
                break
            gap = abs(chains[other].x0 - chain.x1)
            if (
                other != index
                and other not in taken
                and _touches(chains, index, other)
                and (found is None or gap < found[0])
            ):
                found = gap, other
        if found and not _circles(joined, index, found[1]):
            joined[index] = found[1]
            taken.add(found[1])
    if not joined:
        return chains
    whole: dict[int, _Chain] = {}
    for index in (index for index in range(len(chains)) if index not in taken):
        row = [index]
        while row[-1] in joined:
            row.append(joined[row[-1]])
        longest = max(row, key=lambda member: chains[member].x1 - chains[member].x0)
        first = chains[max(row, key=lambda member: chains[member].size)]
        one = _Chain(
            [run for member in row for run in chains[member].runs],
            chains[row[0]].x0,
            max(chains[m].x1 for m in row),
            first.y,
            first.size,
        )
        whole[longest] = one
    return [whole[index] for index in sorted(whole)]


def _circles(joined: dict[int, int], start: int, end: int) -> bool:
    while end in joined and end != start:
        end = joined[end]
    return end == start


def _touches(chains: list[_Chain], index: int, other: int) -> bool:
    """Whether one chain goes on with another that is drawn elsewhere."""
    left, right = chains[index], chains[other]
    size = max(left.size, right.size)
    gap = right.x0 - left.x1
    if (
        left.runs[0].turn != right.runs[0].turn
        or not -0.5 * size < gap < TOUCH * size
        or right.x0 < left.x0 + 0.2 * size
    ):
        return False
    if min(left.size, right.size) < 0.8 * size and abs(left.y - right.y) > 0.12 * size and abs(gap) > 0.15 * size:
        return False
    return gap <= DRAWN_CELLS * size or not any(
        _under(right, chains[near]) for near in (other - 1, other + 1) if 0 <= near < len(chains)
    )


def _under(chain: _Chain, other: _Chain) -> bool:
    """Whether two lines stand right below each other at one left edge, as those of a cell do."""
    return abs(chain.x0 - other.x0) < 0.1 * chain.size and 0.5 * chain.size < abs(chain.y - other.y) < 2.5 * chain.size


def _line(chain: _Chain) -> Line:
    """The text of a line's runs, blanks between them where the page shows one."""
    spacing = _spacing(chain.runs)
    text, end = "", chain.x0
    readings: list[tuple[int, int]] = []
    for number, run in enumerate(chain.runs):
        piece = run.text
        if number and chain.shifted(run):
            piece = (raised if chain.y > run.y else lowered)(piece) or piece
        elif number and not run.set_in and not (chain.runs[number - 1].set_in and piece >= "\u2e80"):
            text += _gap_text(text, piece, run.x0 - end - spacing[number], max(chain.size, run.size))
        if run.reading:
            readings.append((len(text), len(text) + len(piece)))
        text += piece
        end = max(end, run.x1)
    return Line(text, chain.x0, chain.x1, chain.y, chain.size, tuple(readings), chain.runs[0].turn)


def _spacing(runs: Sequence[Run]) -> list[float]:
    """The letter spacing before each run of a line: known from its runs, or the narrowest gap between single glyphs."""
    known = [run.spacing for run in runs if run.spacing is not None]
    out = [median(known) if known else 0.0] * len(runs)
    gaps = [0.0, *(after.x0 - before.x1 for before, after in pairwise(runs))]
    start = 0
    while start < len(runs):
        end = start
        while end < len(runs) and len(runs[end].text.strip()) == 1 and not runs[end].set_in:
            end += 1
        around = list(range(start + 1, min(end + 1, len(runs)))) if end > start else []
        if around and start and gaps[start] > 0.7 * min(gaps[number] for number in around):
            around.insert(0, start)
        narrowest = min((gaps[number] for number in around), default=0.0)
        if len(around) > 1 and out[start] < narrowest < SPACED * runs[start].size:
            for number in around:
                out[number] = narrowest
        start = max(end, start + 1)
    return out


def _gap_text(left: str, right: str, gap: float, size: float) -> str:
    """The space between two runs: only between Latin words, or where it is wide."""
    if not left or not right or left.endswith(" ") or right.startswith(" "):
        return ""
    latin = left[-1].isascii() and right[0].isascii() and left[-1].isalnum() and right[0].isalnum()
    return " " if gap > (0.2 if latin else 0.6) * size else ""


def same_row(before: Line, line: Line) -> bool:
    """Whether a line goes on beside the one before it: the next cell of a row."""
    return (
        before.turn == line.turn
        and abs(before.y - line.y) < 0.4 * max(before.size, line.size)
        and line.x0 >= before.x1 - 0.5 * line.size
    )


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that share a baseline, from top to bottom, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.y, line.x0)):
        if rows and abs(rows[-1][0].y - line.y) < 0.4 * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]
