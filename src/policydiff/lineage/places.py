# SPDX-License-Identifier: Apache-2.0
"""Places of variation and missing passages, found in the table of all copies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from policydiff.lineage.matching import Area
from policydiff.lineage.table import Table
from policydiff.lineage.tokens import Numbers, Tokens

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


Stretch = tuple[int, int]
"""Half open: tokens of a copy, or code points of its source."""


def _by_place(stretches: Numbers) -> list[list[Stretch]]:
    """Starts and ends (copies x 2 x places) as pairs by place and copy."""
    starts, ends = stretches.transpose(1, 2, 0).tolist()
    return [list(zip(a, b, strict=True)) for a, b in zip(starts, ends, strict=True)]


def _held(row: Numbers, wholes: Sequence[Area]) -> tuple[Numbers, Numbers, Numbers]:
    """The columns in which a copy has something, ascending, with its first token there and the one behind the last."""
    first, end = row.copy(), row + 1
    for area in wholes:
        first[area.c0], end[area.c0] = area.t0, area.t1
    columns = np.flatnonzero(first >= 0)
    return columns, first[columns], end[columns]


class Rows:
    """The table read by copy: texts and source spans of any stretch of columns that no whole straddles."""

    def __init__(self, copies: Sequence[Tokens], table: Table) -> None:
        self.copies = copies
        self._held = [_held(row, wholes) for row, wholes in zip(table.cells, table.wholes, strict=True)]

    def stretches(self, places: Sequence[Columns]) -> tuple[list[list[Stretch]], list[list[Stretch]]]:
        """For each place, each copy's tokens in it and their source code points; where it has none, the empty stretch
        behind what stands before."""
        starts, ends = np.array(places, dtype=np.int64).reshape(-1, 2).T
        tokens = np.stack([self._in(w, starts, ends) for w in range(len(self.copies))])
        source = np.stack([copy.starts[own] for copy, own in zip(self.copies, tokens, strict=True)])
        return _by_place(tokens), _by_place(source)

    def _in(self, copy: int, starts: Numbers, ends: Numbers) -> Numbers:
        columns, first, end = self._held[copy]
        low, high = np.searchsorted(columns, starts), np.searchsorted(columns, ends)
        behind = np.where(low > 0, end[low - 1], 0)
        return np.where(low < high, [first[np.minimum(low, len(first) - 1)], end[high - 1]], behind)

    def tokens(self, copy: int, columns: Columns) -> Stretch:
        """The copy's tokens in one stretch of columns, as `stretches` has them."""
        (first,), (end,) = self._in(copy, *np.array([columns]).T).tolist()
        return first, end

    def span(self, copy: int, columns: Columns) -> Stretch:
        """The source code points of the copy's tokens in the columns."""
        return self.copies[copy].span(*self.tokens(copy, columns))

    def text(self, copy: int, columns: Columns) -> str:
        """What the copy has in the columns, in source characters."""
        return self.copies[copy].text(*self.tokens(copy, columns))


def survey(copies: Sequence[Tokens], table: Table) -> Survey:
    """Find the places and the lacunae of a table."""
    spine = marks_of(copies, table)
    filled, of_text = _sums(spine != 0), _sums(table.tokens % 2 == 1)
    edges = sorted({edge for moved in table.moved for edge in moved.edges})
    places: set[Columns] = set()
    lacking: list[tuple[Columns, int]] = []
    ends: dict[int, int] = {}
    for w, copy in enumerate(copies):
        row = table.cells[w]
        other = np.flatnonzero((row >= 0) & (copy.marks[row] != spine))
        places.update(Columns(c, c + 1) for c in other.tolist())
        places.update(Columns(b.c0, b.c1) for b in table.wholes[w])
        for run in _absent(row, table.wholes[w]):
            if of_text[run.end] - of_text[run.start] >= PASSAGE:
                lacking.append((run, w))
                behind = row[run.end :]
                if not np.any((behind >= 0) & (behind % 2 == 1)) and all(b.c0 < run.end for b in table.wholes[w]):
                    ends[w] = run.start
            elif filled[run.end] > filled[run.start]:
                places.update(_cut(run, edges))
    merged = _merged(places)
    return Survey(tuple(merged), tuple(_lacunae(lacking, merged, ends, filled)), ends)


def marks_of(copies: Sequence[Tokens], table: Table) -> Numbers:
    """The text of each column as a number (see `Tokens`)."""
    found = np.zeros(table.width, dtype=np.int64)
    for w, copy in enumerate(copies):
        own = table.owners == w
        found[own] = copy.marks[table.tokens[own]]
    return found


def _sums(told: NDArray[np.bool_]) -> list[int]:
    """How many are true before each place."""
    found: list[int] = [0, *told.cumsum().tolist()]
    return found


def _absent(row: Numbers, wholes: Iterable[Area]) -> list[Columns]:
    """Runs of columns that a row has nothing in."""
    lacks = np.pad(row < 0, 1)
    for area in wholes:
        lacks[area.c0 + 1 : area.c1 + 1] = False
    turns = np.flatnonzero(lacks[1:] != lacks[:-1]).tolist()
    return [Columns(a, b) for a, b in zip(turns[::2], turns[1::2], strict=True)]


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


def _lacunae(
    lacking: Sequence[tuple[Columns, int]], places: Sequence[Columns], ends: Mapping[int, int], filled: Sequence[int]
) -> list[Lacuna]:
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
        if not absent or filled[end] == filled[start]:
            continue
        if found and found[-1].columns.end == start and found[-1].absent == absent:
            found[-1] = Lacuna(Columns(found[-1].columns.start, end), absent, False)
        else:
            found.append(Lacuna(Columns(start, end), absent, False))
    return [
        Lacuna(f.columns, f.absent, any(ends.get(w, f.columns.end) <= f.columns.start for w in f.absent)) for f in found
    ]
