# SPDX-License-Identifier: Apache-2.0
"""The tree of copies from the splits that their traits make (Buneman 1971): compatible splits are its edges.

A split divides the copies in two. The heaviest splits are taken first, each if it is compatible with those taken;
what is left over contradicts the tree and is kept as such. Copies that no split tells apart share a vertex; a vertex
without a copy is a text that is lost. The root is where the traits that can only have happened one way point.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, fsum

from policydiff.lineage.traits import Trait

ENOUGH = 0.9
"""Weight from which a split is an edge: one slip of wording, or several traces of another sort."""
_MIDDLE = 2.0
"""Log odds against a root inside an edge, that is one more lost copy."""


def within(trait: Trait, side: frozenset[int]) -> bool:
    """Is a side the one that has a trait? (A contaminated copy may stand apart; most copies tell.)"""
    agreeing = len(trait.having & side) + len(trait.lacking - side)
    return 2 * agreeing > len(trait.having) + len(trait.lacking)


@dataclass
class Split:
    """The copies on the side away from the first copy, with the traits that draw the line there."""

    side: frozenset[int]
    traits: list[Trait] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """Weight of all traits, rounded so that sums do not depend on their order."""
        return round(sum(t.weight for t in self.traits), 6)

    def pull(self, inside: bool) -> float:
        """Log odds of its traits that this side (or the other) is the changed one."""
        return round(sum(trait.directed for trait in self.traits if within(trait, self.side) == inside), 6)


@dataclass(frozen=True)
class Rooted:
    """The tree: `clusters` are the accepted splits' sides; vertex -1 holds what is in none of them.

    `parent` of each vertex towards vertex -1; `members` the copies at each vertex. `root` is a vertex, or, where
    `middle`, the edge above that vertex. `sure` is for each edge how probable it is that the root stands where it says.
    """

    splits: tuple[Split, ...]
    parent: tuple[int, ...]
    members: Mapping[int, tuple[int, ...]]
    root: int
    middle: bool
    sure: tuple[float, ...]
    rejected: tuple[Split, ...]
    dropped: tuple[Split, ...] = ()
    """Splits too light for an edge, or to suppose a lost copy for their sake."""

    def neighbours(self, vertex: int) -> list[int]:
        """The splits on the edges at a vertex."""
        return [n for n, above in enumerate(self.parent) if vertex in (n, above)]


def compatible(one: frozenset[int], other: frozenset[int]) -> bool:
    """Can two sides, neither of which holds copy 0, be drawn in one tree?"""
    return one <= other or other <= one or not one & other


def splits_of(traits: Sequence[Trait], taxa: frozenset[int]) -> list[Split]:
    """Splits of the copies `taxa`: what a trait leaves open, a split that shows it closes, else the nearest copies."""
    found: dict[frozenset[int], Split] = {}
    partial: list[Trait] = []
    for trait in traits:
        having, lacking = trait.having & taxa, trait.lacking & taxa
        if having and lacking and having | lacking == taxa:
            side = away(having, taxa)
            found.setdefault(side, Split(side)).traits.append(trait)
        elif having and lacking:
            partial.append(trait)
    full = sorted(found.values(), key=lambda s: (-s.weight, sorted(s.side)))
    near = _distances(traits)
    for trait in partial:
        shown = next((s for s in full if _shows(s, trait.having & taxa, trait.lacking & taxa)), None)
        side = shown.side if shown else away(_completed(trait, near, taxa), taxa)
        found.setdefault(side, Split(side)).traits.append(trait)
    return [split for split in found.values() if split.side]


def away(having: frozenset[int], taxa: frozenset[int]) -> frozenset[int]:
    """The side of a split that does not hold the first copy."""
    return taxa - having if min(taxa) in having else having


def _shows(split: Split, having: frozenset[int], lacking: frozenset[int]) -> bool:
    inside, outside = having & split.side, lacking & split.side
    return (inside == having and not outside) or (not inside and outside == lacking)


def _distances(traits: Sequence[Trait]) -> list[list[float]]:
    """Share of the weight in which two copies differ, of what is known of both."""
    count = 1 + max((w for t in traits for w in t.having | t.lacking), default=0)
    apart = [[0.0] * count for _ in range(count)]
    known = [[1e-9] * count for _ in range(count)]
    for trait in traits:
        both = sorted(trait.having | trait.lacking)
        for n, x in enumerate(both):
            for y in both[n + 1 :]:
                known[x][y] += trait.weight
                if (x in trait.having) != (y in trait.having):
                    apart[x][y] += trait.weight
    return [[apart[min(x, y)][max(x, y)] / known[min(x, y)][max(x, y)] for y in range(count)] for x in range(count)]


def _completed(trait: Trait, near: Sequence[Sequence[float]], taxa: frozenset[int]) -> frozenset[int]:
    having, lacking = trait.having & taxa, trait.lacking & taxa
    return having | {
        x for x in taxa - having - lacking if min(near[x][y] for y in having) < min(near[x][y] for y in lacking)
    }


def grow(splits: Sequence[Split], taxa: frozenset[int]) -> Rooted:
    """The tree of the heaviest compatible splits, and its root."""
    accepted: list[Split] = []
    rejected: list[Split] = []
    light: list[Split] = []
    for split in sorted(splits, key=lambda s: (-s.weight, len(s.side), sorted(s.side))):
        if split.weight < ENOUGH:
            light.append(split)
        elif all(compatible(split.side, other.side) for other in accepted):
            accepted.append(split)
        else:
            rejected.append(split)
    return rooted(accepted, rejected, taxa, light)


def rooted(
    accepted: Sequence[Split], rejected: Sequence[Split], taxa: frozenset[int], dropped: Sequence[Split] = ()
) -> Rooted:
    """Put compatible splits together and find the root."""
    ordered = sorted(accepted, key=lambda s: (len(s.side), sorted(s.side)))
    parent = tuple(
        next((m for m in range(n + 1, len(ordered)) if ordered[n].side < ordered[m].side), -1)
        for n in range(len(ordered))
    )
    members: dict[int, list[int]] = {n: [] for n in range(-1, len(ordered))}
    for w in sorted(taxa):
        members[next((n for n, split in enumerate(ordered) if w in split.side), -1)].append(w)
    costs = _costs(ordered, parent)
    best = min(costs, key=lambda place: (costs[place], place[1], not members[place[0]], -len(members[place[0]]), place))
    sure = tuple(_sure(n, parent, costs, best) for n in range(len(ordered)))
    told = {n: tuple(found) for n, found in members.items()}
    return Rooted(tuple(ordered), parent, told, best[0], best[1], sure, tuple(rejected), tuple(dropped))


RootPlace = tuple[int, bool]
"""A vertex, or with True the middle of the edge above it."""


def _costs(splits: Sequence[Split], parent: Sequence[int]) -> dict[RootPlace, float]:
    """What each place of the root leaves unexplained: the weight of traits that would have had to happen backwards."""
    inside, outside = [s.pull(True) for s in splits], [s.pull(False) for s in splits]
    costs: dict[RootPlace, float] = {}
    for vertex in range(-1, len(splits)):
        above = _above(vertex, parent)
        cost = sum(inside[n] if n in above else outside[n] for n in range(len(splits)))
        costs[vertex, False] = round(cost, 6)
        if vertex >= 0:
            costs[vertex, True] = round(cost - inside[vertex] + _MIDDLE, 6)
    return costs


def _above(vertex: int, parent: Sequence[int]) -> set[int]:
    """The vertex and those between it and vertex -1: the sides that hold it."""
    found = set()
    while vertex >= 0:
        found.add(vertex)
        vertex = parent[vertex]
    return found


def _sure(edge: int, parent: Sequence[int], costs: Mapping[RootPlace, float], best: RootPlace) -> float:
    """How probable it is that the root stands on that side of an edge on which it was put, or inside it."""
    least = costs[best]
    weights = {place: exp(least - cost) for place, cost in costs.items()}
    if best == (edge, True):
        agreeing = weights[best]
    else:
        holds = edge in _above(best[0], parent)
        agreeing = fsum(
            weight
            for (vertex, middle), weight in weights.items()
            if (edge in _above(vertex, parent)) == holds and (vertex, middle) != (edge, True)
        )
    return round(agreeing / fsum(weights.values()), 6)
