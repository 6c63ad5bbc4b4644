# SPDX-License-Identifier: Apache-2.0
"""Which copy descends from which: the tree with its evidence, what speaks against it, and what cannot be told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policydiff.lineage import confidence, odds
from policydiff.lineage.characters import traits
from policydiff.lineage.confidence import Grounds
from policydiff.lineage.descent import descent
from policydiff.lineage.mixtures import Mixture, strain
from policydiff.lineage.odds import SIGN
from policydiff.lineage.result import Contact, Edge, Evidence, Lineage, Node, Passage, Statement, Variation
from policydiff.lineage.traits import Trait
from policydiff.lineage.tree import Rooted, Split, compatible, within
from policydiff.lineage.variations import Writer

_PASSING = frozenset({"layout", "furniture"})
"""What every site and every printer changes."""
_TOLD = 1.9
"""Weight of errors in common from which it is said that they call for an explanation."""
_SHARED, _SAID = 0.9, 4.0
"""Weight of errors shared with a second source, and of them with all else that a copy's descent leaves unexplained,
from which it is said to be contaminated where it is not told from others by what it explains."""
_GAIN, _AHEAD = 0.6, 0.5
"""How much less a tree must leave unexplained with a second source of a copy, and how much more that must be than with
one of any other copy, for the copy to be said to be contaminated: of 93 copies made from two that found 27, where the
weight of their errors alone found 19; in 158 families without any it was said 5 times. What two copies explain alike is
neither's."""
_MOST = 0.75
"""Share of the weight of the nearest copy from which others are named beside it."""
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_INDEPENDENT = frozenset({"wording", "omission", "passage", "truncation", "damage", "slip"})


def lineage(writer: Writer, variations: Sequence[Variation], passages: Sequence[Passage]) -> Lineage:
    """The lineage of the copies of a collation."""
    return Narrator(writer, *descent(traits(writer, variations, passages), len(writer.copies))).lineage()


def _is_said(mixture: Mixture, shared: float) -> bool:
    """Is a copy told from others well enough to be called contaminated?"""
    if mixture.gain is None or mixture.ahead is None:
        return shared + _weight(mixture.against) >= _SAID
    return mixture.gain >= _GAIN and mixture.ahead >= _AHEAD


@dataclass
class Narrator:
    """Turns the tree into nodes, edges and statements."""

    writer: Writer
    tree: Rooted
    mixtures: Sequence[Mixture]

    def __post_init__(self) -> None:
        self.names: dict[int, str] = {}
        self.up: dict[int, int | None] = self._oriented()

    def _oriented(self) -> dict[int, int | None]:
        """Each vertex's parent seen from the root; vertex -2 is a root in the middle of an edge."""
        around: dict[int, list[int]] = {n: [] for n in range(-1, len(self.tree.splits))}
        for n, above in enumerate(self.tree.parent):
            if self.tree.middle and n == self.tree.root:
                around[-2] = [n, above]
                around[n].append(-2)
                around[above].append(-2)
            else:
                around[n].append(above)
                around[above].append(n)
        start = -2 if self.tree.middle else self.tree.root
        up: dict[int, int | None] = {start: None}
        queue = [start]
        for vertex in queue:
            for other in sorted(around[vertex]):
                if other not in up:
                    up[other] = vertex
                    queue.append(other)
        return up

    def _members(self, vertex: int) -> tuple[str, ...]:
        return tuple(self.writer.sigla[w] for w in self.tree.members.get(vertex, ()))

    def _name(self, vertex: int) -> str:
        if vertex not in self.names:
            members = self._members(vertex)
            lost = sum(1 for name in self.names.values() if name[0] in _GREEK)
            self.names[vertex] = (
                "+".join(members) if members else _GREEK[lost % len(_GREEK)] + ("′" * (lost // len(_GREEK)))
            )
        return self.names[vertex]

    def lineage(self) -> Lineage:
        """Nodes and edges from the root down, contacts, and the answer."""
        nodes = [Node(self._name(v), self._members(v), self._script(v)) for v in self.up]
        edges = [self._edge(vertex, above) for vertex, above in self.up.items() if above is not None]
        mixed = self._contacts()
        root = next(iter(self.up))
        return Lineage(
            "inferred", self._answer(nodes, edges, mixed), tuple(nodes), tuple(edges), tuple(mixed), self._name(root)
        )

    def _script(self, vertex: int) -> str:
        """What a lost text must have been: simplified, where conversions that went wrong came from it."""
        if self._members(vertex):
            return ""
        below = [self._split(v, vertex) for v, above in self.up.items() if above == vertex]
        return (
            "simplified"
            if any(t.kind == "conversion" and t.directed >= odds.FEW_FAULTS for split in below for t in split.traits)
            else ""
        )

    def _split(self, vertex: int, above: int) -> Split:
        """The split on the edge between two vertices."""
        if -2 in (vertex, above):
            return self.tree.splits[self.tree.root]
        return self.tree.splits[vertex if self.tree.parent[vertex] == above and vertex >= 0 else above]

    def _index(self, vertex: int, above: int) -> int:
        return self.tree.splits.index(self._split(vertex, above))

    def _edge(self, vertex: int, above: int) -> Edge:
        """The edge between two vertices, with what it stands on and what speaks against it."""
        n = self._index(vertex, above)
        split = self.tree.splits[n]
        below = self._below(vertex)
        told = [t for t in split.traits if self._of_child(t, below, above == -2)]
        backwards = [t for t in told if t.directed > 0 and not within(t, below)]
        mixed = [t for m in self.mixtures for t in self._mixed(m, vertex)]
        against = self._against(split, vertex, above)
        against += [t for t in mixed if t not in against]
        grounds = self._grounds(n, vertex, above, [t for t in told if t not in backwards], against)
        strength, direction = confidence.levels(grounds)
        return Edge(
            self._name(above),
            self._name(vertex),
            strength,
            direction,
            summed(told),
            summed([*backwards, *against]),
            self._falsifier(above, told),
        )

    def _against(self, split: Split, vertex: int, above: int) -> list[Trait]:
        """What an edge cannot explain: splits across it, slips that its ends do not share, loans."""
        below = self._below(vertex)
        found = [t for other in self.tree.rejected if not compatible(split.side, other.side) for t in other.traits]
        found += [
            t
            for other in self.tree.dropped
            if self._parts(other, above, below)
            for t in other.traits
            if not t.machine and t.kind not in _PASSING
        ]
        return found + [t for t in self._unexplained(vertex) if t not in found]

    def _grounds(self, n: int, vertex: int, above: int, told: Sequence[Trait], against: Sequence[Trait]) -> Grounds:
        parent, child = (frozenset(self.tree.members.get(v, ())) for v in (above, vertex))
        mixed = {mixture.copy for mixture in self.mixtures}
        return Grounds(
            root=self.tree.sure[n],
            slips=sum(_events(t) for t in told),
            machine=_weight(t for t in told if t.machine),
            signs=sum(_events(t) for t in told if t.directed >= SIGN),
            against=_weight(t for t in against if not t.machine),
            own=_weight(
                t
                for split in self.tree.dropped
                if self._of_parent(split, parent)
                for t in split.traits
                if not t.machine and t.kind not in _PASSING
            ),
            lost_parent=not parent,
            lost_child=not child,
            mixed=bool(mixed & (parent | child)) or any(self._mixed(m, vertex) for m in self.mixtures),
            strain=strain(self.tree),
            cut=any(t.kind == "truncation" for t in told),
            only=bool(parent) and self.up.get(above) is None and len(self.tree.neighbours(above)) == 1,
        )

    def _of_parent(self, split: Split, parent: frozenset[int]) -> bool:
        """Does a dropped split hold copies of the parent, and no others, apart from all the rest?"""
        rest = frozenset(range(len(self.writer.sigla))) - split.side
        return bool(parent) and any(side <= parent for side in (split.side, rest))

    @staticmethod
    def _of_child(trait: Trait, below: frozenset[int], middle: bool) -> bool:
        """In the middle of an edge each child has its own errors; what has no direction stands with both."""
        return not middle or trait.directed <= 0 or within(trait, below)

    def _unexplained(self, vertex: int) -> list[Trait]:
        """Errors that a vertex's copies share with others, too few to ask for a lost copy: perhaps a loan."""
        mine = set(self._members(vertex))
        told = [split for split in self.tree.dropped if _slips(split) >= _TOLD and mine & set(self._named(split))]
        return [t for split in told for t in split.traits if not t.machine]

    def _mixed(self, mixture: Mixture, vertex: int) -> tuple[Trait, ...]:
        """What speaks against the edge above a vertex for the sake of a contaminated copy: that copy's own edge, and
        that of a leaf that it alone shares errors with, since either may have lent them."""
        members = self.tree.members.get(vertex)
        if members == (mixture.copy,):
            return (*mixture.traits, *mixture.against)
        lent = members and list(members) == _nearest(mixture) and vertex not in self.up.values()
        return mixture.traits if lent else ()

    def _parts(self, split: Split, above: int, below: frozenset[int]) -> bool:
        """Does a dropped split hold the parent and its descendants apart?"""
        parent = frozenset(self.tree.members.get(above, ()))
        mine, theirs = split.side & parent, split.side & below
        return (
            bool(parent)
            and mine in (parent, frozenset())
            and theirs in (below, frozenset())
            and bool(mine) != bool(theirs)
        )

    def _below(self, vertex: int) -> frozenset[int]:
        found = set(self.tree.members.get(vertex, ()))
        for child, above in self.up.items():
            if above == vertex:
                found |= self._below(child)
        return frozenset(found)

    def _falsifier(self, above: int, told: Sequence[Trait]) -> str:
        if any(t.kind == "conversion" for t in told):
            return "parent_choices"
        if not self._members(above):
            return "own_errors_of_one_in_the_other"
        if any(t.kind in _INDEPENDENT for t in told):
            return "parent_errors_absent"
        return "earlier_text"

    def _contacts(self) -> list[Contact]:
        found = []
        for mixture in self.mixtures:
            names = tuple(self.writer.sigla[o] for o in _nearest(mixture))
            told = _weight(t for t in mixture.traits if t.kind not in _PASSING)
            if not names or told < _SHARED or not _is_said(mixture, told):
                continue
            found.append(Contact(self.writer.sigla[mixture.copy], names, summed(mixture.traits)))
        return found

    def _named(self, split: Split) -> tuple[str, ...]:
        """The copies on the side of a dropped split that has its errors."""
        told = [t for t in split.traits if not t.machine]
        inside = sum(t.weight if within(t, split.side) else -t.weight for t in told) > 0
        side = split.side if inside else frozenset(range(len(self.writer.sigla))) - split.side
        return tuple(self.writer.sigla[w] for w in sorted(side))

    def _answer(self, nodes: Sequence[Node], edges: Sequence[Edge], mixed: Sequence[Contact]) -> tuple[Statement, ...]:
        """The statements that the tree supports, what is certain before what is open."""
        said: list[Statement] = []
        for node in nodes:
            made = [
                e
                for e in edges
                if e.parent == node.id and any(x.kind == "conversion" and x.directed for x in e.evidence)
            ]
            if len(made) > 1:
                said.append(Statement("independent_conversions", tuple(e.child for e in made), (node.id,)))
        said += [Statement("no_evidence", node.copies, ()) for node in nodes if len(node.copies) > 1]
        for node in nodes:
            below = tuple(e.child for e in edges if e.parent == node.id)
            if not node.copies and any(e.child == node.id for e in edges):
                said.append(Statement("lost_or_used", below, (node.id,)))
        said += [
            Statement("lost_or_used", self._named(split), ()) for split in self.tree.dropped if _slips(split) >= _TOLD
        ]
        said += [Statement("contaminated", (c.copy,), c.others) for c in mixed]
        said += [
            Statement("too_little" if e.strength == "none" else "open_direction", (e.child,), (e.parent,))
            for e in edges
            if e.direction == "none"
        ]
        return tuple(said)


def _slips(split: Split) -> float:
    return sum(t.weight for t in split.traits if not t.machine and t.kind != "layout")


def _nearest(mixture: Mixture) -> list[int]:
    """The copies that share most of what a contaminated copy has from elsewhere, the nearest first."""
    shared: dict[int, float] = {}
    for trait in mixture.traits:
        for other in (trait.having if mixture.copy in trait.having else trait.lacking) - {mixture.copy}:
            shared[other] = round(shared.get(other, 0.0) + trait.weight, 6)
    most = max(shared.values(), default=0.0)
    return sorted((o for o in shared if shared[o] >= _MOST * most), key=lambda o: (-shared[o], o))


def _events(trait: Trait) -> float:
    """How many slips a trait stands for: a machine's traces in one copy alone for up to three, in several for none,
    since the machine may have run twice."""
    if trait.kind in _PASSING:
        return 0.0
    if not trait.machine:
        return trait.weight
    return float(min(3, trait.places // 3)) if len(trait.having) == 1 else 0.0


def _weight(traits: Iterable[Trait]) -> float:
    return round(sum(t.weight for t in traits), 6)


def summed(told: Iterable[Trait]) -> tuple[Evidence, ...]:
    """Traits by kind, the heaviest first, with an example."""
    groups: dict[str, list[Trait]] = {}
    for trait in told:
        groups.setdefault(trait.kind, []).append(trait)
    found = []
    for kind, group in groups.items():
        example = "; ".join(trait.example for trait in group[:3])
        weight = round(sum(trait.weight for trait in group), 2)
        found.append(
            Evidence(
                kind,
                sum(trait.places for trait in group),
                weight,
                example,
                any(trait.directed >= SIGN for trait in group),
            )
        )
    return tuple(sorted(found, key=lambda e: (-e.weight, e.kind)))
