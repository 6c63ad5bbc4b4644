# SPDX-License-Identifier: Apache-2.0
"""One table of all copies: a column for every token that any copy has, a row for each copy.

The copies are laid against a pivot. What several of them have and the pivot lacks is laid against
the longest of these stretches, which gives its tokens as further columns, and so on. The pivot is the
copy with the most text, ties settled by the text itself: it depends on no order of arguments, and no
reading is preferred because it is the pivot's.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from policydiff.diff.raw import Raw
from policydiff.lineage.matching import Area, Chain, Match, Pair, fragment, order, pair, unmatched
from policydiff.lineage.tokens import Numbers, Tokens
from policydiff.options import Options


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit of a copy that stands elsewhere: its columns, its tokens there, and the column before which they stand."""

    copy: int
    area: Area
    landing: int = 0

    @property
    def edges(self) -> tuple[int, int, int]:
        """The columns at which the content must be cut so that the unit can be put into the copy's place."""
        return self.area.c0, self.area.c1, self.landing


@dataclass(frozen=True, slots=True)
class Table:
    """All copies in columns.

    `owners` and `tokens` name for each column the copy and token it was made from. `cells[w, c]` is the token of
    copy `w` that answers to column `c`, or -1. `wholes[w]` are stretches of copy `w` that stand against
    columns as wholes. `pairs[w]` is how the copy was laid against the pivot (None for the pivot itself).
    """

    pivot: int
    owners: Numbers
    tokens: Numbers
    cells: Numbers
    wholes: tuple[tuple[Area, ...], ...]
    moved: tuple[Moved, ...]
    pairs: tuple[Pair | None, ...]

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.owners)


def _no_columns() -> Numbers:
    return np.zeros(0, dtype=np.int64)


@dataclass
class _Level:
    """A stretch of the table before it is put into its place: columns from 0."""

    owners: Numbers = field(default_factory=_no_columns)
    tokens: Numbers = field(default_factory=_no_columns)
    matches: dict[int, list[Match]] = field(default_factory=dict)
    wholes: dict[int, list[Area]] = field(default_factory=dict)
    moved: list[Moved] = field(default_factory=list)


DEFAULT = Options()
"""How pairs are compared unless a caller says otherwise."""

Stretch = tuple[int, int]
"""Tokens of a copy, half open."""


def build(copies: Sequence[Tokens], options: Options = DEFAULT) -> Table:
    """The table of copies; those with the same text are laid once."""
    pivot = max(range(len(copies)), key=lambda w: (_material(copies[w]), order(copies[w].copy)))
    still: set[int] = set()
    while True:
        pairs = _pairs(copies, pivot, options, still)
        table = _table(copies, pivot, pairs, _root(copies, pivot, pairs))
        bad = _straddled(table)
        if not bad:
            return table
        still |= bad


def _material(copy: Tokens) -> int:
    """Canonical characters that belong to the notice, page furniture left out."""
    return copy.kept - sum(f.end - f.start for f in copy.copy.notice.furniture)


def _pairs(copies: Sequence[Tokens], pivot: int, options: Options, still: set[int]) -> list[Pair | None]:
    known: dict[tuple[str, bool], Pair] = {}
    found: list[Pair | None] = []
    for w, copy in enumerate(copies):
        if w == pivot:
            found.append(None)
            continue
        key = (copy.canonical.source, w in still)
        if key not in known:
            known[key] = pair(copies[pivot], copy, options, moves=w not in still)
        found.append(known[key])
    return found


def _root(copies: Sequence[Tokens], pivot: int, pairs: Sequence[Pair | None]) -> _Level:
    chains = {w: found.chains for w, found in enumerate(pairs) if found}
    return _level(copies, pivot, (0, len(copies[pivot])), chains)


def _level(copies: Sequence[Tokens], pivot: int, bounds: Stretch, chains: Mapping[int, Sequence[Chain]]) -> _Level:
    """The table of a stretch of the pivot's tokens, with what the other copies add to it."""
    first, end = bounds
    added: dict[int, dict[int, list[Stretch]]] = {}
    level = _Level(np.full(end - first, pivot), np.arange(first, end), {pivot: [Match(0, first, end - first)]})
    for w, laid in chains.items():
        closed = [chain.bounds for chain in laid if chain.unit is not None]
        level.matches[w] = [m._replace(column=m.column - first) for chain in laid for m in chain.matches]
        level.wholes[w] = []
        for chain in laid:
            for area in unmatched(chain, closed if chain.unit is None else ()):
                if area.c0 < area.c1 and area.t0 < area.t1:
                    level.wholes[w].append(area._replace(c0=area.c0 - first, c1=area.c1 - first))
                elif area.t0 < area.t1:
                    added.setdefault(area.c0 - first, {}).setdefault(w, []).append((area.t0, area.t1))
        level.moved += [Moved(w, b._replace(c0=b.c0 - first, c1=b.c1 - first)) for b in closed]
    below = {at: _added(copies, parts) for at, parts in sorted(added.items())}
    return _merged(level, below)


def _added(copies: Sequence[Tokens], parts: Mapping[int, Sequence[Stretch]]) -> _Level:
    """What several copies have at one place that the pivot lacks, laid against the longest of it."""
    first = {w: _longest(copies[w], stretches) for w, stretches in parts.items()}
    pivot = max(first, key=lambda w: (first[w][1] - first[w][0], copies[w].text(*first[w]), order(copies[w].copy), -w))
    chains = {w: [fragment(copies[pivot], first[pivot], copies[w], part)] for w, part in first.items() if w != pivot}
    level = _level(copies, pivot, first[pivot], chains)
    for w, stretches in parts.items():
        for stretch in stretches:
            if stretch != first[w]:
                level = _beside(level, _level(copies, w, stretch, {}))
    return level


def _longest(copy: Tokens, stretches: Sequence[Stretch]) -> Stretch:
    return max(stretches, key=lambda s: (s[1] - s[0], -s[0]))


def _beside(left: _Level, right: _Level) -> _Level:
    """One level after another."""
    shift = len(left.owners)
    out = _Level(
        _joined([left.owners, right.owners]),
        _joined([left.tokens, right.tokens]),
        dict(left.matches),
        dict(left.wholes),
        list(left.moved),
    )
    for w, matches in right.matches.items():
        out.matches[w] = [*out.matches.get(w, []), *(m._replace(column=m.column + shift) for m in matches)]
    for w, wholes in right.wholes.items():
        out.wholes[w] = [*out.wholes.get(w, []), *(b._replace(c0=b.c0 + shift, c1=b.c1 + shift) for b in wholes)]
    return out


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate(parts)


def _merged(level: _Level, below: Mapping[int, _Level]) -> _Level:
    """The level with what was added put in before the columns that it stands before."""
    if not below:
        return level
    cuts = sorted(below)
    width = len(level.owners)
    own = [slice(a, b) for a, b in pairwise([0, *cuts, width])]
    owners = [
        level.owners[own[0]],
        *(part for n, at in enumerate(cuts, 1) for part in (below[at].owners, level.owners[own[n]])),
    ]
    tokens = [
        level.tokens[own[0]],
        *(part for n, at in enumerate(cuts, 1) for part in (below[at].tokens, level.tokens[own[n]])),
    ]
    shift = np.zeros(width + 1, dtype=np.int64)
    shift[cuts] = [len(below[at].owners) for at in cuts]
    moved_to: list[int] = (np.arange(width + 1) + shift.cumsum()).tolist()
    out = _Level(_joined(owners), _joined(tokens))
    for w, matches in level.matches.items():
        out.matches[w] = [m._replace(column=moved_to[m.column]) for match in matches for m in _cut(match, cuts)]
    for w, wholes in level.wholes.items():
        out.wholes[w] = [_placed(area, moved_to) for area in wholes]
    out.moved = [Moved(m.copy, _placed(m.area, moved_to)) for m in level.moved]
    for at, part in below.items():
        start = moved_to[at] - len(part.owners)
        for w, matches in part.matches.items():
            out.matches.setdefault(w, []).extend(m._replace(column=m.column + start) for m in matches)
        for w, wholes in part.wholes.items():
            out.wholes.setdefault(w, []).extend(b._replace(c0=b.c0 + start, c1=b.c1 + start) for b in wholes)
    return out


def _placed(area: Area, moved_to: Sequence[int]) -> Area:
    return area._replace(c0=moved_to[area.c0], c1=moved_to[area.c1 - 1] + 1)


def _cut(match: Match, cuts: Sequence[int]) -> Iterator[Match]:
    """The match in pieces that no added column cuts."""
    column, token, length = match
    for cut in cuts[bisect_right(cuts, column) : bisect_left(cuts, column + length)]:
        yield Match(column, token, cut - column)
        column, token, length = cut, token + cut - column, length - (cut - column)
    yield Match(column, token, length)


def _straddled(table: Table) -> set[int]:
    """Copies with a moved unit at whose edge another copy has a stretch as a whole."""
    edges = {(moved.copy, edge) for moved in table.moved for edge in moved.edges}
    return {copy for copy, edge in edges if any(b.c0 < edge < b.c1 for wholes in table.wholes for b in wholes)}


def _landed(moved: Sequence[Moved], cells: Numbers, wholes: Sequence[Sequence[Area]]) -> list[Moved]:
    """The moved units with the column of what follows each in its copy."""
    out = []
    for unit in moved:
        after = unit.area.t1
        own = {m.area.t0: m.area.t1 for m in moved if m.copy == unit.copy}
        while after in own:
            after = own[after]
        whole = next((b.c0 for b in wholes[unit.copy] if b.t0 == after), None)
        row = cells[unit.copy]
        landing = next(iter(np.flatnonzero(row == after).tolist()), len(row)) if whole is None else whole
        out.append(Moved(unit.copy, unit.area, landing))
    return out


def _table(copies: Sequence[Tokens], pivot: int, pairs: Sequence[Pair | None], level: _Level) -> Table:
    cells: Numbers = np.full((len(copies), len(level.owners)), -1, dtype=np.int64)
    for w, matches in level.matches.items():
        row = cells[w]
        for column, token, length in matches:
            row[column : column + length] = np.arange(token, token + length)
    wholes = tuple(tuple(sorted(level.wholes.get(w, ()))) for w in range(len(copies)))
    moved = sorted(_landed(level.moved, cells, wholes), key=lambda m: (m.area.c0, m.copy))
    return Table(pivot, level.owners, level.tokens, cells, wholes, tuple(moved), tuple(pairs))


def raws_of(table: Table, copy: int) -> tuple[Raw, ...]:
    """The differences of a copy from the pivot, as the pair comparison judged them; the pivot's side first."""
    found = table.pairs[copy]
    return found.raws if found else ()
