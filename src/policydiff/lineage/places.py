# SPDX-License-Identifier: Apache-2.0
"""Places of variation and missing passages, found in the table of all copies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from policydiff.lineage.matching import Block
from policydiff.lineage.table import Table
from policydiff.lineage.tokens import Tokens

PASSAGE = 20
"""Kept characters from which text that a copy lacks in one stretch is a passage, not a reading of one place."""


class Columns(NamedTuple):
    """A half-open stretch of columns."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lacuna:
    """A stretch of columns that a set of copies lacks; `cut` where one of them breaks off at or before it."""

    columns: Columns
    absent: frozenset[int]
    cut: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """Where the copies of a table vary: places apart from each other and ascending, and what whole copies lack."""

    places: tuple[Columns, ...]
    lacunae: tuple[Lacuna, ...]
    ends: Mapping[int, int]
    """Copies that break off, with the column from which they have no character of the notice."""


class Rows:
    """The table read by copy: texts and source spans of any stretch of columns that no whole straddles."""

    def __init__(self, copies: Sequence[Tokens], table: Table) -> None:
        self.copies, self.table = copies, table
        self._wholes: list[dict[int, Block]] = [{b.c0: b for b in wholes} for wholes in table.wholes]

    def tokens(self, copy: int, columns: Columns) -> tuple[int, int]:
        """The copy's tokens in the columns, as a stretch; where it has none, the empty stretch behind what stands before."""
        first = last = -1
        cells, wholes = self.table.cells[copy], self._wholes[copy]
        for c in range(columns.start, columns.end):
            if cells[c] >= 0:
                span = (cells[c], cells[c] + 1)
            elif c in wholes:
                span = (wholes[c].t0, wholes[c].t1)
            else:
                continue
            first, last = (span[0] if first < 0 else first), span[1]
        if first >= 0:
            return first, last
        at = self._behind(copy, columns.start)
        return at, at

    def _behind(self, copy: int, column: int) -> int:
        cells, wholes = self.table.cells[copy], self._wholes[copy]
        for c in range(column - 1, -1, -1):
            if cells[c] >= 0:
                return cells[c] + 1
            if c in wholes:
                return wholes[c].t1
        return 0

    def span(self, copy: int, columns: Columns) -> tuple[int, int]:
        """The source code points of the copy's tokens in the columns."""
        first, last = self.tokens(copy, columns)
        starts = self.copies[copy].starts
        return starts[first], starts[last]

    def text(self, copy: int, columns: Columns) -> str:
        """What the copy has in the columns, in source characters."""
        first, last = self.tokens(copy, columns)
        return "".join(self.copies[copy].text[first:last])


def survey(copies: Sequence[Tokens], table: Table) -> Survey:
    """Find the places and the lacunae of a table."""
    spine = [copies[w].text[t] for w, t in table.spine]
    edges = sorted({edge for moved in table.moved for edge in moved.edges})
    places: set[Columns] = set()
    lacking: list[tuple[Columns, int]] = []
    ends: dict[int, int] = {}
    for w, copy in enumerate(copies):
        row, text = table.cells[w], copy.text
        places.update(Columns(c, c + 1) for c, t in enumerate(row) if t >= 0 and text[t] != spine[c])
        places.update(Columns(b.c0, b.c1) for b in table.wholes[w])
        for run in _absent(row, table.wholes[w]):
            if sum(table.spine[c][1] % 2 for c in range(*run)) >= PASSAGE:
                lacking.append((run, w))
                if all(t % 2 == 0 or t < 0 for t in row[run.end :]) and all(b.c0 < run.end for b in table.wholes[w]):
                    ends[w] = run.start
            elif any(spine[c] for c in range(*run)):
                places.update(_cut(run, edges))
    merged = _merged(places)
    return Survey(tuple(merged), tuple(_lacunae(lacking, merged, ends, spine)), ends)


def _absent(row: Sequence[int], wholes: Iterable[Block]) -> list[Columns]:
    """Runs of columns that a row has nothing in."""
    covered = list(row)
    for block in wholes:
        covered[block.c0 : block.c1] = [0] * (block.c1 - block.c0)
    runs, at, width = [], 0, len(covered)
    left = covered.count(-1)
    while left:
        start = at = covered.index(-1, at)
        while at < width and covered[at] == -1:
            at += 1
        runs.append(Columns(start, at))
        left -= at - start
    return runs


def _cut(run: Columns, edges: Sequence[int]) -> list[Columns]:
    points = [run.start, *(edge for edge in edges if run.start < edge < run.end), run.end]
    return [Columns(a, b) for a, b in pairwise(points)]


def _merged(places: Iterable[Columns]) -> list[Columns]:
    """Places that overlap are one; those that only touch stay apart."""
    out: list[Columns] = []
    for place in sorted(places):
        if out and place.start < out[-1].end:
            out[-1] = Columns(out[-1].start, max(out[-1].end, place.end))
        else:
            out.append(place)
    return out


def _lacunae(lacking: Sequence[tuple[Columns, int]], places: Sequence[Columns], ends: Mapping[int, int], spine: Sequence[str]) -> list[Lacuna]:
    """Stretches by the set of copies that lack them; an edge inside a place gives way to it."""
    crossing = {c: place for place in places for c in range(place.start + 1, place.end)}
    trimmed: list[tuple[Columns, int]] = []
    for run, w in lacking:
        start = crossing[run.start].end if run.start in crossing else run.start
        end = crossing[run.end].start if run.end in crossing else run.end
        if start < end:
            trimmed.append((Columns(start, end), w))
    points = sorted({p for run, _ in trimmed for p in run})
    found: list[Lacuna] = []
    for start, end in pairwise(points):
        absent = frozenset(w for run, w in trimmed if run.start <= start and end <= run.end)
        if not absent or not any(spine[c] for c in range(start, end)):
            continue
        if found and found[-1].columns.end == start and found[-1].absent == absent:
            found[-1] = Lacuna(Columns(found[-1].columns.start, end), absent, False)
        else:
            found.append(Lacuna(Columns(start, end), absent, False))
    return [Lacuna(f.columns, f.absent, any(ends.get(w, f.columns.end) <= f.columns.start for w in f.absent)) for f in found]
