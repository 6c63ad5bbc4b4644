# SPDX-License-Identifier: Apache-2.0
"""Items that stand elsewhere in their unit, word for word or with an edit inside, which is told besides."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from policydiff.align.similarity import similarity
from policydiff.canonical.text import Canonical
from policydiff.diff.pieces import Piece, PiecePair, words
from policydiff.diff.raw import Raw, Verdict, verdict
from policydiff.diff.raws import Raws
from policydiff.diff.region import Cell, Region
from policydiff.model import Reason
from policydiff.reasons import because

Wording = Callable[[tuple[int, int], tuple[int, int]], list[Region]]
"""The regions of two spans of canonical text, judged."""

_SHORTEST, _SHORTEST_EDITED = 4, 8
"""Canonical characters of an item that stands elsewhere not by chance: word for word, and with an edit."""
_ALIKE = 0.75
"""Similarity from which an item is the one that the other copy has elsewhere, edited."""
_MOST = 400
"""Pairs of items up to which edited ones are looked for."""
_INSIDE = "in_item_moved"


class Part(Struct, frozen=True, gc=False):
    """A stretch of a moved item in one copy, what is said of it; the first one says that the item moved."""

    start: int
    end: int
    told: Verdict


def moved_items(
    a: Canonical, b: Canonical, pairs: Sequence[PiecePair], wording: Wording
) -> dict[int, tuple[Part, ...]]:
    """The items of one copy alone that the other has elsewhere in the unit, by the number of the pair: cut at the edits
    inside them."""
    lost = [(n, x) for n, (x, y) in enumerate(pairs) if x is not None and y is None and x.labelled]
    new = [(n, y) for n, (x, y) in enumerate(pairs) if x is None and y is not None and y.labelled]
    found: dict[int, tuple[Part, ...]] = {}
    for i, j in _chosen(a.text, b.text, lost, new):
        x, y = dict(lost)[i], dict(new)[j]
        found[i], found[j] = _parts(a, b, x, y, wording)
    return found


def _chosen(
    text_a: str, text_b: str, lost: Sequence[tuple[int, Piece]], new: Sequence[tuple[int, Piece]]
) -> Iterator[tuple[int, int]]:
    """Which answer to each other: equal ones in order, then the most alike."""
    there: dict[str, list[int]] = {}
    for j, y in new:
        there.setdefault(words(text_b, y), []).append(j)
    gone: set[int] = set()
    for i, x in lost:
        same = there.get(words(text_a, x))
        if same and len(words(text_a, x)) >= _SHORTEST:
            gone |= {i, same[0]}
            yield i, same.pop(0)
    left = [(i, words(text_a, x)) for i, x in lost if i not in gone]
    right = [(j, words(text_b, y)) for j, y in new if j not in gone]
    if len(left) * len(right) > _MOST:
        return
    alike = [
        (-share, i, j)
        for i, one in left
        for j, other in right
        if min(len(one), len(other)) >= _SHORTEST_EDITED and (share := similarity(one, other, _ALIKE)) >= _ALIKE
    ]
    for _, i, j in sorted(alike):
        if not gone & {i, j}:
            gone |= {i, j}
            yield i, j


def _parts(
    a: Canonical, b: Canonical, x: Piece, y: Piece, wording: Wording
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    labels = {"from": a.bare[x.start : x.body], "to": b.bare[y.start : y.body]}
    told = verdict("structure", "moved", because("item_moved", **labels))
    ends = x.body + len(words(a.text, x)), y.body + len(words(b.text, y))
    parts: tuple[list[Part], list[Part]] = ([], [])
    at = [x.start, y.start]
    for n, region in enumerate(wording((x.body, ends[0]), (y.body, ends[1]))):
        mark = because(_INSIDE, **labels, part=n)
        edit = region.verdict._replace(
            reason=Reason(region.verdict.reason.key, region.verdict.reason.args, (*region.verdict.reason.also, mark))
        )
        for side, (start, end) in enumerate(region.spans):
            parts[side].append(Part(at[side], start, told))
            if start < end:
                parts[side].append(Part(start, end, edit))
            at[side] = end
        told = verdict("format", "in_run", because(_INSIDE, **labels, part=f"{n} behind"))
    for side, piece in enumerate((x, y)):
        parts[side].append(Part(at[side], piece.end, told))
    return tuple(parts[0]), tuple(parts[1])


def regions(parts: Sequence[Part], own: tuple[int, int], at: int, side: int) -> Iterator[Region]:
    """The regions of a moved item where it stands in one copy: it takes `own` there, and at `at` nothing of the
    other."""
    for n, part in enumerate(parts):
        start = own[0] if n == 0 else part.start
        end = own[1] if n == len(parts) - 1 else part.end
        if start < end:
            yield Region(start, end, at, at, part.told) if side == 0 else Region(at, at, start, end, part.told)


def as_one(raws: Raws, cells: Sequence[Cell]) -> Raws:
    """The differences, which are those of the cells, with both places of what moved inside its unit as one."""
    if not any(_of_item(region.verdict) for cell in cells for region in cell.regions):
        return raws
    items = {number for number, verdict in raws.by_number().items() if _of_item(verdict)}
    told = [(n, raws[n]) for n, verdict in enumerate(raws.verdicts) if id(verdict) in items]
    lost = {(raw.unit, raw.verdict.reason): n for n, raw in told if raw.a0 < raw.a1}
    new = {(raw.unit, raw.verdict.reason) for _, raw in told if raw.b0 < raw.b1}
    joined: dict[int, Raw | None] = {}  # by number: what is told in its place
    for n, raw in told:
        key = raw.unit, raw.verdict.reason
        if key in lost and key in new:
            other = raws[lost[key]]
            whole = Raw(other.a0, other.a1, raw.b0, raw.b1, raw.unit, raw.verdict)
            joined[n] = None if n == lost[key] else whole
    if not joined:
        return raws
    rest = (joined.get(n, raw) for n, raw in enumerate(raws))
    return Raws(raw for raw in rest if raw is not None)


def _of_item(verdict: Verdict) -> bool:
    reason = verdict.reason
    return reason.key in ("item_moved", _INSIDE) or any(more.key == _INSIDE for more in reason.also)
