# SPDX-License-Identifier: Apache-2.0
"""Contamination: a copy made from two copies contradicts any tree, and takes the contradiction away with it.

Such a copy is set aside, the tree is made of the others, and the copy is then hung where most of its errors are;
what it shares with other branches is said beside the tree.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from policydiff.lineage.traits import Trait
from policydiff.lineage.tree import Rooted, Split, away, compatible, mostly, rooted

_ENOUGH = 1.9
"""Weight of errors against the tree from which a copy is said to be contaminated: two slips."""


@dataclass(frozen=True)
class Mixture:
    """A copy and the traits that it shares with copies from which it does not descend."""

    copy: int
    traits: tuple[Trait, ...]


def contacts(tree: Rooted, taxa: frozenset[int]) -> list[Mixture]:
    """Copies that, taken away, would take the tree's contradictions with them; the one that explains most comes first."""
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


def attached(tree: Rooted, copy: int, found: Sequence[Trait]) -> Rooted:
    """The tree with one more copy as a leaf, hung from the vertex whose errors it shares best."""
    paths = {vertex: path_of(tree, vertex) for vertex in tree.members}
    scores = {vertex: round(sum(_agreement(tree.splits[n], copy, n in sides_of(tree, vertex)) for n in path), 6) for vertex, path in paths.items()}
    best = max(scores, key=lambda vertex: (scores[vertex], bool(tree.members[vertex]), -len(paths[vertex]), vertex))
    taxa = frozenset(w for members in tree.members.values() for w in members) | {copy}
    inside = sides_of(tree, best)
    splits = [Split(away(s.side | {copy} if n in inside else s.side, taxa), s.traits) for n, s in enumerate(tree.splits)]
    own = [t for t in found if t.having == {copy} or t.lacking == {copy}]
    return rooted([*splits, Split(away(frozenset({copy}), taxa), own)], tree.rejected, taxa, tree.dropped)


def sides_of(tree: Rooted, vertex: int) -> frozenset[int]:
    """The splits whose side holds a vertex."""
    found = set()
    while vertex >= 0:
        found.add(vertex)
        vertex = tree.parent[vertex]
    return frozenset(found)


def path_of(tree: Rooted, vertex: int) -> frozenset[int]:
    """The splits on the way from the root to a vertex."""
    return sides_of(tree, vertex) ^ sides_of(tree, tree.root)


def _agreement(split: Split, copy: int, inside: bool) -> float:
    """How much a copy agrees with one side of a split in its traits: their weight, less that of those in which it does not."""
    total = 0.0
    for trait in split.traits:
        if copy in trait.having | trait.lacking:
            agrees = (copy in trait.having) == (mostly(trait.having, split.side) == inside)
            total += trait.weight if agrees else -trait.weight
    return total


def borrowed(tree: Rooted, copy: int, found: Sequence[Trait]) -> tuple[Trait, ...]:
    """Traits that a copy has, and that its ancestors in the tree have not."""
    vertex = next(v for v, members in tree.members.items() if copy in members)
    path = path_of(tree, vertex)
    inherited = {id(trait) for n in path for trait in tree.splits[n].traits}
    return tuple(t for t in found if copy in t.having and len(t.having) > 1 and not t.machine and id(t) not in inherited)
