# SPDX-License-Identifier: Apache-2.0
"""From pairs to groups: the surest pairs first, and never two notices that are told apart into one group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from policydiff.errors import InputError
from policydiff.group.candidates import Identity, blocks, identity, pairs
from policydiff.group.minhash import Grams, Sketches, grams, shared
from policydiff.group.profile import Profile
from policydiff.group.relation import SURE, Relation, number_key, relate, vouched
from policydiff.script.codes import Codes

_HOPELESS = 0.12
"""An estimate below this, between notices that no name joins, is not followed."""
_LOOKED = 16
"""Notices without a name in common that one is compared with and that are no copies of it, the likeliest first; more is
a common text, as set phrases make it."""
_CACHED = 8_000_000
"""Grams of notices that are kept, of 8 bytes each."""


@dataclass(frozen=True, slots=True)
class Near:
    """Two notices of different groups that stand close, by their places."""

    a: int
    b: int
    similarity: float
    relation: Relation


@dataclass
class _Names:
    """What the members of a group call themselves."""

    numbers: set[tuple[str, str]] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    years: set[tuple[str, ...]] = field(default_factory=set)

    def conflicts(self, other: "_Names") -> bool:
        """Is there a name of which both groups have one and none in common? A number in common vouches for the rest."""
        if self.numbers and other.numbers:
            return not self.numbers & other.numbers
        return any(
            mine and theirs and not mine & theirs
            for mine, theirs in ((self.dates, other.dates), (self.years, other.years))
        )

    def join(self, other: "_Names") -> None:
        """Take over the names of a group that is joined to this one."""
        self.numbers |= other.numbers
        self.dates |= other.dates
        self.years |= other.years


def _names(profile: Profile) -> _Names:
    heading = profile.heading
    number = number_key(heading.number)
    return _Names(
        {number} if number else set(),
        {heading.date} if heading.date else set(),
        {heading.years} if heading.years else set(),
    )


class Clusters:
    """Groups under way; `skeleton` reads a notice again where its sketch leaves room for doubt."""

    def __init__(self, profiles: Sequence[Profile], skeleton: Callable[[int], Codes]) -> None:
        self._profiles = profiles
        self._skeleton = skeleton
        self._sketches = Sketches([profile.sketch for profile in profiles])
        known: dict[Identity, int] = {}
        self._identities = [known.setdefault(identity(profile), len(known)) for profile in profiles]
        self._root = list(range(len(profiles)))
        self._names: dict[int, _Names] = {}
        self._grams: dict[int, Grams] = {}
        self._held = 0
        self._looked = [0] * len(profiles)
        self.over_budget = 0
        """Pairs without a name in common that were not compared, since both have been with many likelier ones."""
        self.near: list[Near] = []

    def root(self, at: int) -> int:
        """The group of a notice."""
        while self._root[at] != at:
            self._root[at] = self._root[self._root[at]]
            at = self._root[at]
        return at

    def similarity(self, a: int, b: int) -> float:
        """The estimate of what two notices share."""
        return self._sketches.agreement(a, b)

    def find(self) -> None:
        """Compare all candidates and join the copies."""
        edges = self._edges()
        for estimate, a, b, named in sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2])):
            if self.root(a) == self.root(b):
                continue
            if not named and self._looked[a] >= _LOOKED <= self._looked[b]:
                self.over_budget += 1
            elif not self._joined(a, b, estimate) and not named:
                self._looked[a] += 1
                self._looked[b] += 1

    def _edges(self) -> list[tuple[float, int, int, bool]]:
        """Candidates with their estimate, and whether they share a name; those of one identity and nearly one text are
        joined at once."""
        edges: dict[tuple[int, int], tuple[float, bool]] = {}
        for named, block in blocks(self._profiles):
            for a, b in pairs(self._apart(block), self._identities):
                low, high = (a, b) if a < b else (b, a)
                if (low, high) in edges or self.root(a) == self.root(b):
                    continue
                estimate = self._sketches.agreement(low, high)
                if self._identities[low] == self._identities[high] and self._sure(low, high, estimate):
                    self._join(low, high)
                elif named or estimate >= _HOPELESS:
                    edges[low, high] = estimate, named
        return [(estimate, a, b, named) for (a, b), (estimate, named) in edges.items()]

    def _sure(self, a: int, b: int, estimate: float) -> bool:
        return estimate >= SURE or vouched(self._profiles[a].heading, self._profiles[b].heading, estimate)

    def _apart(self, block: Sequence[int]) -> list[int]:
        """The notices of a block that are not joined yet: one of each group and identity."""
        kept: dict[tuple[int, int], int] = {}
        for at in block:
            kept.setdefault((self.root(at), self._identities[at]), at)
        return list(kept.values())

    def _joined(self, a: int, b: int, estimate: float) -> bool:
        """Are two notices copies? They are of one group then; what else they are to each other is kept."""
        x, y = self._profiles[a], self._profiles[b]
        jaccard = inside = estimate
        if x.digest == y.digest:
            jaccard = inside = 1.0
        elif estimate < SURE and not vouched(x.heading, y.heading, estimate):
            jaccard, inside = self._shared(a, b, estimate)
        longer = x if x.length >= y.length else y
        found = relate(x.heading, y.heading, jaccard, inside, longer.heading)
        if found.kind == "copy" and (found.slip or not self._named(a).conflicts(self._named(b))):
            self._join(a, b)
            return True
        if found.kind != "none":
            self.near.append(Near(a, b, jaccard, found))
        return False

    def _shared(self, a: int, b: int, estimate: float) -> tuple[float, float]:
        """The exact shares, by the texts; the estimate where a file is gone meanwhile."""
        try:
            return shared(self._grams_of(a), self._grams_of(b))
        except InputError:
            return estimate, estimate

    def _named(self, at: int) -> _Names:
        root = self.root(at)
        if root not in self._names:
            self._names[root] = _names(self._profiles[root])
        return self._names[root]

    def _join(self, a: int, b: int) -> None:
        mine, theirs = self._named(a), self._named(b)
        low, high = sorted((self.root(a), self.root(b)))
        if low == high:
            return
        mine.join(theirs)
        self._names.pop(high, None)
        self._names[low] = mine
        self._root[high] = low

    def _grams_of(self, at: int) -> Grams:
        """The grams of a notice; the last ones asked for are kept."""
        found = self._grams.pop(at, None)
        if found is None:
            found = grams(self._skeleton(at))
            self._held += len(found)
        self._grams[at] = found
        while self._held > _CACHED and len(self._grams) > 2:
            self._held -= len(self._grams.pop(next(iter(self._grams))))
        return found
