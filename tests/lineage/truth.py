# SPDX-License-Identifier: Apache-2.0
"""Which edges of a lineage are right, by the family that is known: what an edge claims, held against the tree.

An edge from one copy to another claims that the first is the nearest ancestor at hand of the second. An edge at a lost
text claims that the copies below it have one text for their last common ancestor and that this is none of them, nor any
other copy at hand. Of a copy made from two, either source is right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.lineage.families import Family

from policydiff.lineage.collate import collate
from policydiff.lineage.result import Collation, Edge, Lineage

Parents = Mapping[str, str | None]


@dataclass(frozen=True)
class Told:
    """An edge of a lineage with whether it is right as it points, and whether either way round."""

    edge: Edge
    directed: bool
    either: bool


@dataclass(frozen=True)
class Outcome:
    """What became of a family: its edges, and the copies that were said to be made from two, rightly or not."""

    edges: tuple[Told, ...]
    mixed: frozenset[str]
    said: frozenset[str]
    copies: int


def outcome(family: Family, collation: Collation | None = None) -> Outcome:
    """Collate a family and hold its lineage against what is known of it."""
    collation = collation or collate(family.prepared())
    return judged(family, collation.lineage, {copy.siglum: copy.facts.name for copy in collation.copies})


def judged(family: Family, lineage: Lineage, names: Mapping[str, str]) -> Outcome:
    """A lineage whose sigla stand for these names."""
    nodes = {node.id: frozenset(names[siglum] for siglum in node.copies) for node in lineage.nodes}
    trees = [_Tree(family, parents) for parents in _parents(family)]
    told = []
    for edge in lineage.edges:
        below = _below(edge.child, lineage, nodes)
        around = _below(edge.parent, lineage, nodes)
        given = nodes[edge.parent], nodes[edge.child], around, below
        told.append(Told(edge, any(tree.right(*given) for tree in trees), any(tree.either(*given) for tree in trees)))
    said = frozenset(names[contact.copy] for contact in lineage.contacts)
    return Outcome(tuple(told), frozenset(family.second), said, len(family.texts))


def _parents(family: Family) -> Iterator[Parents]:
    """The parents with each copy's first source, and with its second."""
    yield family.parent
    for copy, other in family.second.items():
        yield {**family.parent, copy: other}


def _below(vertex: str, lineage: Lineage, nodes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found, queue = set(nodes[vertex]), [vertex]
    for above in queue:
        for edge in lineage.edges:
            if edge.parent == above:
                found |= nodes[edge.child]
                queue.append(edge.child)
    return frozenset(found)


@dataclass(frozen=True)
class _Tree:
    family: Family
    parents: Parents

    def _lost(self, name: str) -> bool:
        """A lost copy whose very text another copy has is at hand in that."""
        return name in self.family.lost and self.family.written[name] not in self.family.texts.values()

    def right(
        self, parent: frozenset[str], child: frozenset[str], around: frozenset[str], below: frozenset[str]
    ) -> bool:
        """Does what the edge claims hold? `around` are the copies at the parent and below it, `below` those at the
        child and below it."""
        if parent and child:
            return all(self._comes_from(self._nearest(copy, child), parent) for copy in child)
        top = self._common(below)
        if parent:
            return self._lost(top) and self._comes_from(self._nearest(top, frozenset()), parent)
        source = self._common(around)
        if not self._lost(source):
            return False
        starts = child or {top}
        if not child and (not self._lost(top) or top == source):
            return False
        return all(self._lost_up_to(copy, source, child) for copy in starts)

    def either(
        self, parent: frozenset[str], child: frozenset[str], around: frozenset[str], below: frozenset[str]
    ) -> bool:
        """Does it hold this way round or the other? At a lost text: are the copies so divided?"""
        if self.right(parent, child, around, below):
            return True
        if parent and child:
            return all(self._comes_from(self._nearest(copy, parent), child) for copy in parent)
        everyone = frozenset(self.family.texts)
        return any(
            side in (below, everyone - below)
            for side in (frozenset(c for c in everyone if top in self._chain(c)) for top in self.parents)
        )

    def _chain(self, name: str) -> list[str]:
        found: list[str] = [name]
        while (older := self.parents[found[-1]]) is not None:
            found.append(older)
        return found

    def _nearest(self, name: str, but: frozenset[str]) -> str | None:
        """The nearest ancestor at hand that is none of some copies."""
        texts = {self.family.written[copy] for copy in but}
        above = (a for a in self._chain(name)[1:] if not self._lost(a))
        return next((a for a in above if self.family.written[a] not in texts), None)

    def _comes_from(self, name: str | None, copies: frozenset[str]) -> bool:
        return name is not None and any(self.family.written[name] == self.family.written[copy] for copy in copies)

    def _common(self, copies: frozenset[str]) -> str:
        """The last common ancestor; one of them where the others descend from it."""
        chains = [self._chain(copy) for copy in sorted(copies)]
        return next(name for name in chains[0] if all(name in chain for chain in chains))

    def _lost_up_to(self, name: str, source: str, but: frozenset[str]) -> bool:
        chain = self._chain(name)
        between = chain[1 : chain.index(source)] if source in chain else [name]
        return source in chain and all(self._lost(a) or a in but for a in between)
