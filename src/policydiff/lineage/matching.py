# SPDX-License-Identifier: Apache-2.0
"""Which tokens of a copy answer to which columns of the table: chains of equal runs, moved units apart.

The alignment is that of a pair comparison (units, then characters). Between two characters that answer
to each other stands a gap on either side, and the gaps answer too; where text was added or lost there are
two gaps against one, and the one that reads alike is taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from policydiff.diff.differ import differ
from policydiff.diff.edits import edits
from policydiff.diff.mirror import mirrored
from policydiff.diff.raw import Raw
from policydiff.diff.region import Cell
from policydiff.lineage.tokens import Tokens
from policydiff.options import Options
from policydiff.pipeline import Prepared


class Run(NamedTuple):
    """`length` kept characters from `i` of the pivot that are those from `j` of the other copy, canonically."""

    i: int
    j: int
    length: int


class Match(NamedTuple):
    """`length` columns from `column` that answer one by one to the tokens from `token`."""

    column: int
    token: int
    length: int


class Area(NamedTuple):
    """Columns and tokens that stand against each other as wholes; one side may be empty."""

    c0: int
    c1: int
    t0: int
    t1: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Matches that rise on both sides, within bounds; `unit` is the place of a moved unit in the comparison's units."""

    bounds: Area
    matches: tuple[Match, ...]
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A copy laid against the pivot: the chains, and the differences as the pair comparison has them (pivot first)."""

    chains: tuple[Chain, ...]
    raws: tuple[Raw, ...] = field(default=())


def order(copy: Prepared) -> tuple[str, str]:
    """The fixed order of two copies in which they are compared, whichever was named first."""
    return copy.canonical.text, copy.canonical.source


def pair(pivot: Tokens, other: Tokens, options: Options, moves: bool) -> Pair:
    """Lay a copy against the pivot; without `moves`, moved units count as lost here and added there."""
    turned = order(pivot.copy) > order(other.copy)
    made = differ(other.copy, pivot.copy, options.terms) if turned else differ(pivot.copy, other.copy, options.terms)
    raws = mirrored(made.raws, range(len(made.pairings))) if turned else made.raws
    main, moved = _split(
        [_turned(c) if turned else c for c in made.cells], {n for n, p in enumerate(made.pairings) if p.moved}
    )
    chains = (
        [_chain(pivot, other, runs, (i0, i1, j0, j1), None, unit) for unit, runs, (i0, i1), (j0, j1) in moved]
        if moves
        else []
    )
    closed = [chain.bounds for chain in chains]
    chains.append(_chain(pivot, other, main, (0, pivot.kept, 0, other.kept), closed))
    return Pair(tuple(chains), tuple(raws))


def _turned(cell: Cell) -> Cell:
    regions = tuple(r._replace(a0=r.b0, a1=r.b1, b0=r.a0, b1=r.a1) for r in cell.regions)
    return cell._replace(a=cell.b, b=cell.a, regions=regions)


_Moved = list[tuple[int, list[Run], tuple[int, int], tuple[int, int]]]
"""Unit, runs and both spans of what does not keep its order: a unit, or cells of rows whose columns moved."""


def _split(cells: Iterable[Cell], moved_units: set[int]) -> tuple[list[Run], _Moved]:
    """Runs of the units that keep their order, and those of each unit that does not."""
    main: list[Run] = []
    moved: _Moved = []
    end = 0
    for cell in sorted((c for c in cells if c.a and c.b), key=lambda c: c.a or (0, 0)):
        assert cell.a is not None
        assert cell.b is not None
        runs = list(_runs(cell))
        if cell.unit in moved_units or cell.b[0] < end:
            moved.append((cell.unit, runs, cell.a, cell.b))
        else:
            main += runs
            end = cell.b[1]
    return main, moved


def _runs(cell: Cell) -> Iterator[Run]:
    assert cell.a is not None
    assert cell.b is not None
    (i, end), j = cell.a, cell.b[0]
    for region in cell.regions:
        if region.a0 > i:
            yield Run(i, j, region.a0 - i)
        i, j = region.a1, region.b1
    if end > i:
        yield Run(i, j, end - i)


def fragment(pivot: Tokens, bounds: tuple[int, int], other: Tokens, part: tuple[int, int]) -> Chain:
    """Lay a stretch of one copy's tokens against a stretch of another's: text that the pivot of the table lacks."""
    (u0, u1), (t0, t1) = bounds, part
    i0, i1, j0, j1 = u0 // 2, u1 // 2, t0 // 2, t1 // 2
    runs, i, j = [], i0, j0
    for edit in edits(pivot.canonical.text[i0:i1], other.canonical.text[j0:j1]):
        if i0 + edit.a0 > i:
            runs.append(Run(i, j, i0 + edit.a0 - i))
        i, j = i0 + edit.a1, j0 + edit.b1
    if i1 > i:
        runs.append(Run(i, j, i1 - i))
    chain = _chain(pivot, other, runs, (i0, i1, j0, j1), ())
    clipped = (_clipped(match, u0, u1, t0, t1) for match in chain.matches)
    return Chain(Area(u0, u1, t0, t1), tuple(match for match in clipped if match.length > 0))


def _clipped(match: Match, u0: int, u1: int, t0: int, t1: int) -> Match:
    head = max(0, u0 - match.column, t0 - match.token)
    tail = max(0, match.column + match.length - u1, match.token + match.length - t1)
    return Match(match.column + head, match.token + head, match.length - head - tail)


_Closed = Sequence[Area] | None


def _chain(
    pivot: Tokens,
    other: Tokens,
    runs: Sequence[Run],
    kept: tuple[int, int, int, int],
    closed: _Closed,
    unit: int | None = None,
) -> Chain:
    """Runs with the gaps between them; `closed` holds what moved units took, None while the chain is one of those."""
    i0, i1, j0, j1 = kept
    moved = closed is None
    bounds = Area(2 * i0, 2 * i1 + (not moved), 2 * j0, 2 * j1 + (not moved))
    found: list[Match] = []
    end_i, end_j = i0, j0
    for run in (*_slid(pivot, other, runs, closed or ()), Run(i1, j1, 0)):
        for i, j in _links(pivot, other, (end_i, end_j), (run.i, run.j), closed or ()):
            if bounds.c0 <= 2 * i < bounds.c1 and bounds.t0 <= 2 * j < bounds.t1:
                _add(found, Match(2 * i, 2 * j, 1))
        if run.length:
            _add(found, Match(2 * run.i + 1, 2 * run.j + 1, 2 * run.length - 1))
        end_i, end_j = run.i + run.length, run.j + run.length
    return Chain(bounds, tuple(found), unit)


def _slid(pivot: Tokens, other: Tokens, runs: Sequence[Run], closed: Sequence[Area]) -> list[Run]:
    """Runs with every loss and addition at the last place where it could stand: 质质 lost its second 质, always."""
    out: list[Run] = []
    for run in runs:
        if out:
            i, j, length = out[-1]
            text, at = (other.canonical.text, j + length) if i + length == run.i else (pivot.canonical.text, i + length)
            ahead = run.j if i + length == run.i else run.i
            one_sided = (i + length == run.i) != (j + length == run.j) and not any(
                (b.c0 < 2 * run.i and 2 * (i + length) < b.c1) or (b.t0 < 2 * run.j and 2 * (j + length) < b.t1)
                for b in closed
            )
            while one_sided and run.length > 1 and text[at] == text[ahead]:
                length, at, ahead, run = length + 1, at + 1, ahead + 1, Run(run.i + 1, run.j + 1, run.length - 1)
            out[-1] = Run(i, j, length)
        out.append(run)
    return out


def _add(found: list[Match], match: Match) -> None:
    last = found[-1] if found else None
    if last and last.column + last.length == match.column and last.token + last.length == match.token:
        found[-1] = Match(last.column, last.token, last.length + match.length)
    else:
        found.append(match)


def _links(
    pivot: Tokens, other: Tokens, before: tuple[int, int], after: tuple[int, int], closed: Sequence[Area]
) -> list[tuple[int, int]]:
    """Which gaps answer to each other between two runs: (kept offset of the pivot, of the other)."""
    free = [link for link in dict.fromkeys((before, after)) if not _taken(2 * link[0], 2 * link[1], closed)]
    if len(free) < 2 or (before[0] < after[0] and before[1] < after[1]):
        return free
    alike = [link for link in free if pivot.marks[2 * link[0]] == other.marks[2 * link[1]]]
    return (alike or free)[:1]


def _taken(column: int, token: int, closed: Sequence[Area]) -> bool:
    return any(b.c0 <= column < b.c1 or b.t0 <= token < b.t1 for b in closed)


def unmatched(chain: Chain, closed: Sequence[Area]) -> Iterator[Area]:
    """What stands between the matches of a chain, without what moved units hold: substitutions, losses, additions."""
    bounds = chain.bounds
    c, t = bounds.c0, bounds.t0
    for match in (*chain.matches, Match(bounds.c1, bounds.t1, 0)):
        columns = _without(c, match.column, [(b.c0, b.c1) for b in closed]) if closed else [(c, match.column)]
        parts = _without(t, match.token, [(b.t0, b.t1) for b in closed]) if closed else [(t, match.token)]
        columns, parts = [p for p in columns if p[0] < p[1]], [p for p in parts if p[0] < p[1]]
        if len(columns) == len(parts) == 1:
            yield Area(*columns[0], *parts[0])
        else:
            yield from (Area(c0, c1, t, t) for c0, c1 in columns)
            yield from (Area(match.column, match.column, t0, t1) for t0, t1 in parts)
        c, t = match.column + match.length, match.token + match.length


def _without(start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretch less the stretches that are taken."""
    out = []
    for lo, hi in sorted(taken):
        if start < lo < end:
            out.append((start, lo))
        if lo < end and hi > start:
            start = max(start, hi)
    out.append((start, end))
    return out
