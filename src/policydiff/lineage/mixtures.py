# SPDX-License-Identifier: Apache-2.0
"""Contamination: a copy made from two copies contradicts any tree, and takes the contradictions away with it.

Each copy is tried in turn: the tree is made of the others, and the copy hung where it has most of its readings from,
with or without a second source. What the whole leaves unexplained is weighed against the tree of all copies; the copy
that explains most is set aside."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policydiff.lineage.traits import Trait
from policydiff.lineage.tree import Rooted, Split, away, compatible, rooted, within

_ENOUGH = 1.9
"""Weight of errors against the tree from which a copy is said to be contaminated: two slips."""
SECOND, _LENT = 1.25, 0.25
"""What it costs to suppose a second source, and each slip taken from it, against 1 for a slip that nothing explains
(measured on planted families)."""
_MACHINE = 1.5
"""What it costs that a copy lacks what a machine did to its parent, or the reverse, by its weight: a copyist does not
undo a conversion."""
_LOST = 1.25
"""What it costs to suppose a lost copy: less than a second source that lent three slips, the other way to explain the
same readings."""
_SHOWN = 0.9
"""Weight of errors shared with the second source and not with the first, without which there is none: one slip."""


Weights = NDArray[np.float64]


@dataclass(frozen=True)
class Mixture:
    """A copy and the traits that it shares with copies from which it does not descend; `against` holds what else its
    descent leaves unexplained, `gain` how much less is unexplained with a second source of it, and `ahead` how much
    more that is than with a second source of any other copy; both None where no second source was tried."""

    copy: int
    traits: tuple[Trait, ...]
    against: tuple[Trait, ...] = ()
    gain: float | None = None
    ahead: float | None = None


@dataclass(frozen=True)
class Hanging:
    """Where a copy hangs in a tree of others: from `parent`, perhaps with another `source`; `cost` is the rest."""

    parent: int
    source: int | None
    cost: float


def strain(tree: Rooted) -> float:
    """What a tree leaves unexplained: slips that contradict it, and the lost copies that it supposes."""
    slips = sum(t.weight for split in (*tree.rejected, *tree.dropped) for t in split.traits if not t.machine)
    lost = sum(1 for vertex, members in tree.members.items() if not members and len(tree.neighbours(vertex)) > 1)
    return round(slips + _LOST * lost, 6)


def hanging(tree: Rooted, copy: int) -> Hanging:
    """The vertex, or the two, that explain most cheaply the readings of a copy that is not in the tree.

    Two sources are supposed only where the copy shares slips with one of them that the other has not; which of the two
    is the parent is then settled by what it has from either."""
    vertices = sorted(tree.members)
    root = sides_of(tree, tree.root)
    below = np.array([[n in sides_of(tree, v) ^ root for n in range(len(tree.splits))] for v in vertices])
    slips, changed, kept = _leaning(tree, copy)
    apart = below @ kept + ~below @ changed
    lent = (below * kept) @ ~below.T + (~below * changed) @ below.T
    shown = (~below * slips) @ below.T >= _SHOWN
    both = np.where(shown | shown.T, apart[:, None] - (1 - _LENT) * lent + SECOND, np.inf)
    depth = below.sum(axis=1).tolist()
    found = [
        (round(cost, 6), not tree.members[v], depth[n], v, -1, v)
        for n, (v, cost) in enumerate(zip(vertices, apart.tolist(), strict=True))
    ]
    found += [
        (
            round(cost, 6),
            not tree.members[vertices[n]],
            depth[n],
            vertices[n],
            int((below[n] ^ below[m]).sum()),
            vertices[m],
        )
        for n, row in enumerate(both.tolist())
        for m, cost in enumerate(row)
        if cost < apart[n]
    ]
    cost, *_, parent, _, source = min(found)
    return Hanging(parent, None if source == parent else source, cost)


def _leaning(tree: Rooted, copy: int) -> tuple[Weights, Weights, Weights]:
    """For each split: slips in which a copy is on the side away from the root, and what it costs to say that it is not,
    or that it is."""
    root = sides_of(tree, tree.root)
    slips, changed, kept = np.zeros((3, len(tree.splits)))
    for n, split in enumerate(tree.splits):
        for trait in split.traits:
            if copy in trait.having | trait.lacking:
                away_from_root = ((copy in trait.having) == within(trait, split.side)) != (n in root)
                cost = trait.weight * (_MACHINE if trait.machine else 1.0)
                (changed if away_from_root else kept)[n] += cost
                slips[n] += trait.weight if away_from_root and not trait.machine else 0.0
    return slips, changed, kept


def attached(tree: Rooted, copy: int, parent: int, found: Sequence[Trait]) -> Rooted:
    """The tree with one more copy as a leaf below a vertex."""
    taxa = frozenset(w for members in tree.members.values() for w in members) | {copy}
    inside = sides_of(tree, parent)
    splits = [
        Split(away(s.side | {copy} if n in inside else s.side, taxa), s.traits) for n, s in enumerate(tree.splits)
    ]
    own = [t for t in found if t.having == {copy} or t.lacking == {copy}]
    return rooted([*splits, Split(away(frozenset({copy}), taxa), own)], tree.rejected, taxa, tree.dropped)


def told_of(tree: Rooted, copy: int, hung: Hanging, gain: float, ahead: float) -> Mixture:
    """What a copy shares with its second source and not with its parent, and what else speaks against the parent;
    `tree` is without the copy."""
    mine, root = sides_of(tree, hung.parent), sides_of(tree, tree.root)
    lent = sides_of(tree, hung.source) if hung.source is not None else mine
    shared: list[Trait] = []
    against: list[Trait] = []
    for n, split in enumerate(tree.splits):
        for trait in split.traits:
            is_inside = (copy in trait.having) == within(trait, split.side)
            if not trait.machine and copy in trait.having | trait.lacking and is_inside != (n in mine):
                (shared if is_inside == (n in lent) and is_inside != (n in root) else against).append(trait)
    return Mixture(copy, tuple(shared), tuple(against), gain, ahead)


def contacts(tree: Rooted, taxa: frozenset[int]) -> list[Mixture]:
    """Copies that, taken away, take the tree's contradictions with them; the one that explains most first."""
    told: dict[int, list[tuple[Split, Trait]]] = {}
    for split in tree.rejected:
        for w in sorted(taxa):
            if all(compatible(split.side - {w}, other.side - {w}) for other in tree.splits):
                told.setdefault(w, []).extend((split, t) for t in split.traits if not t.machine)
    found: list[Mixture] = []
    explained: set[frozenset[int]] = set()
    for w, pairs in sorted(told.items(), key=lambda item: (-round(sum(t.weight for _, t in item[1]), 6), item[0])):
        own = [(split, trait) for split, trait in pairs if split.side not in explained]
        if sum(trait.weight for _, trait in own) >= _ENOUGH:
            explained |= {split.side for split, _ in own}
            found.append(Mixture(w, tuple(trait for _, trait in own)))
    return found


def sides_of(tree: Rooted, vertex: int) -> frozenset[int]:
    """The splits whose side holds a vertex."""
    found = set()
    while vertex >= 0:
        found.add(vertex)
        vertex = tree.parent[vertex]
    return frozenset(found)
