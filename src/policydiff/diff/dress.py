# SPDX-License-Identifier: Apache-2.0
"""Turns raw differences into public ones: line and column, text, stable id."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import islice
from math import inf
from operator import attrgetter

from msgspec import structs

from policydiff.canonical.offsets import OffsetMap
from policydiff.canonical.text import Canonical
from policydiff.diff.names import HASH, Names
from policydiff.diff.places import Counted
from policydiff.diff.raw import Verdict
from policydiff.diff.raws import Raws
from policydiff.model import CLASSES, Difference, DifferenceClass, Place, Reason, RunMember, UnitPair
from policydiff.reasons import say
from policydiff.script.codes import as_array

_CONTEXT = 12
"""Canonical characters on each side of a place that its id depends on."""
_SOME = 4_000
"""Differences that are hashed in one go."""
_RUN = "_run"
"""How the keys of the reasons end that tell several places as one."""


class Lines:
    """Line and column of each code point of a source, both from 1; \\r\\n and \\n end lines."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.starts = [0]
        at = source.find("\n")
        while at >= 0:
            self.starts.append(at + 1)
            at = source.find("\n", at + 1)
        self._bounds = [*self.starts, inf]

    def place(self, start: int, end: int) -> Place:
        """The span as a `Place` with its text."""
        line = bisect_right(self.starts, start)
        return Place(start, end, line, start - self.starts[line - 1] + 1, self.source[start:end])

    def places(self, starts: Iterable[int], ends: Iterable[int]) -> Iterator[Place]:
        """Each span as `place` gives it; neighbours mostly stand in one line, which is looked for once, and share equal
        texts."""
        source, lines = self.source, self._bounds
        texts: dict[str, str] = {}
        first, line, following = 0, 1, lines[1]
        for start, end in zip(starts, ends, strict=True):
            if not first <= start < following:
                line = bisect_right(self.starts, start)
                first, following = self.starts[line - 1], lines[line]
            text = source[start:end]
            yield Place(start, end, line, start - first + 1, texts.setdefault(text, text))


def counts(raws: Raws, counted: Iterable[Counted] = ()) -> dict[str, int]:
    """Number of differences of each class, every class named."""
    found = Counter(map(_CLASS, raws.verdicts))
    for several in counted:
        found[several.verdict.class_] += len(several.places)
    return {name: found[name] for name in CLASSES}


_CLASS: Callable[[Verdict], DifferenceClass] = attrgetter("class_")


class Dressing:
    """The differences as the contract has them, in the order given; each is made when it is asked for.

    The id of each is a hash of its unit's path, the canonical words around the place and the readings.
    What stands in no reading, since it lies beside the text, is told apart by the key and arguments of its reason.
    An id does not change when text elsewhere does, nor when a sentence is worded anew: no offset, no file hash and no
    sentence is in it.
    """

    def __init__(self, raws: Raws, a: Canonical, b: Canonical, units: Sequence[UnitPair]) -> None:
        self.raws, self._units = raws, units
        self._copy = a
        self._lines = Lines(a.source), Lines(b.source)

    @cached_property
    def _words(self) -> dict[int, str]:
        """The sentences, by the identity of the reason."""
        return {id(told.reason): say(told.reason) for told in self.raws.by_number().values()}

    @cached_property
    def _names(self) -> Names:
        return Names(self._hashed())

    @cached_property
    def _members(self) -> dict[str, tuple[RunMember, ...]]:
        if any(told.reason.key.endswith(_RUN) for told in self.raws.by_number().values()):
            return _members(self._of_runs())
        return {}

    def _hashed(self) -> bytearray:
        """The hashes of all, one behind the other."""
        paths = [(unit.a or unit.b)[0].id for unit in self._units]
        unhashed = blake2b(digest_size=HASH)  # copied, which takes half the time of a new one
        names = bytearray()
        source_a, source_b = (lines.source for lines in self._lines)
        for start in range(0, len(self.raws), _SOME):
            some = self.raws[start : start + _SOME]
            around = _surroundings(some.a0, some.a1, self._copy)
            for a0, a1, b0, b1, unit, told, (before, after) in zip(*some.columns, some.verdicts, around, strict=True):
                digest = unhashed.copy()
                readings = f"{source_a[a0:a1]}\x1f{source_b[b0:b1]}"
                parts = f"{paths[unit]}\x1f{told.class_}\x1f{told.kind}\x1f{before}\x1f{after}\x1f{readings}"
                if a0 == a1 and b0 == b1:  # what stands in an event alone is in no reading
                    parts += "\x1f" + _spelled(told.reason)
                digest.update(parts.encode("utf-8", "surrogatepass"))
                names += digest.digest()
        return names

    def keep(self, holds: Callable[[Verdict], bool]) -> None:
        """Let go of those whose verdict is of another kind; the others keep their ids, and runs their members."""
        kept = [holds(verdict) for verdict in self.raws.verdicts]
        if not all(kept):
            _ = self._members
            self._names.keep(kept)
            self.raws = self.raws.where(holds)

    def made(self, start: int, stop: int) -> Iterator[Difference]:
        """Those from `start` to `stop`."""
        if not self._members:
            return self._made(start, stop)
        return (self._with_units(self._with_members(found)) for found in self._made(start, stop))

    def _made(self, start: int, stop: int) -> Iterator[Difference]:
        some = self.raws[start:stop]
        places_a = self._lines[0].places(some.a0, some.a1)
        places_b = self._lines[1].places(some.b0, some.b1)
        words = self._words
        names = self._names.between(start, stop)
        for name, unit, told, place_a, place_b in zip(names, some.unit, some.verdicts, places_a, places_b, strict=True):
            class_, kind, reason, severity, suggestion, side, evidence, hint = told
            said = words[id(reason)]
            yield Difference(
                name, class_, kind, severity, unit, place_a, place_b, said, suggestion, side, evidence, hint, reason
            )

    def _of_runs(self) -> Iterator[Difference]:
        for n, told in enumerate(self.raws.verdicts):
            if told.reason.key.endswith(_RUN):
                yield from self._made(n, n + 1)

    def _with_members(self, found: Difference) -> Difference:
        members = self._members.get(found.id)
        return found if members is None else structs.replace(found, members=members)

    def _with_units(self, found: Difference) -> Difference:
        """The difference, of a section that moved with its units with all of them, which stand right behind it."""
        if found.rule is None or found.rule.key != "moved_run" or found.unit is None:
            return found
        members = [RunMember(found.unit, found.a, found.b)]
        behind = (n for n in range(found.unit + 1, len(self._units)) if self._units[n].moved)
        for n in islice(behind, int(str(found.rule.args["count"]))):
            here, there = self._units[n].a[0], self._units[n].b[0]
            places = (
                of.place(ref.start, ref.start + len(ref.label or " "))
                for of, ref in zip(self._lines, (here, there), strict=True)
            )
            members.append(RunMember(n, *places))
        return structs.replace(found, members=tuple(members))


def _members(dressed: Iterable[Difference]) -> dict[str, tuple[RunMember, ...]]:
    """By the id of the first place of each run all places of it; they name their run by the same arguments."""
    runs: dict[str, list[Difference]] = {}
    growing: dict[str, list[Difference]] = {}
    for difference in dressed:
        name = repr(difference.rule.args) if difference.rule else ""
        if difference.kind == "in_run":
            growing.setdefault(name, []).append(difference)
        else:
            growing[name] = [difference]
            runs[difference.id] = growing[name]
    return {first: tuple(RunMember(m.unit, m.a, m.b) for m in some) for first, some in runs.items()}


def _spelled(reason: Reason) -> str:
    """A reason as an id depends on it: by key and arguments, so that its sentence can be worded anew."""
    args = (f"{name}={value}" for name, value in sorted(reason.args.items()))
    return "\x1e".join((reason.key, *args, *map(_spelled, reason.also)))


def _surroundings(starts: Sequence[int], ends: Sequence[int], copy: Canonical) -> Iterator[tuple[str, str]]:
    """The canonical characters of copy A before and after each place."""
    text = copy.text
    kept = _kept(copy.offsets, [*starts, *ends])
    for start, end in zip(kept[: len(starts)], kept[len(starts) :], strict=True):
        yield text[start - _CONTEXT if start > _CONTEXT else 0 : start], text[end : end + _CONTEXT]


def _kept(offsets: OffsetMap, places: Sequence[int]) -> list[int]:
    """`to_kept` of each of the places; of many at once, in a quarter of the time."""
    if not as_array(len(places)):
        return [offsets.to_kept(place) for place in places]
    import numpy as np

    source, kept = np.asarray(offsets.source), np.asarray(offsets.kept)
    at = np.array(places, dtype=source.dtype)  # of another type, all of the source would be copied
    runs = np.searchsorted(source, at, side="right")
    begun = np.where(runs > 0, kept[runs - 1], 0)
    following = np.where(runs < len(kept), kept[np.minimum(runs, len(kept) - 1)], offsets.kept_length)
    found: list[int] = np.clip(begun + (at - source[runs - 1]), 0, following).tolist()
    return found
