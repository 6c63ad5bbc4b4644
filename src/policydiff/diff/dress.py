# SPDX-License-Identifier: Apache-2.0
"""Turns raw differences into public ones: line and column, text, stable id, groups of equal differences."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice
from math import inf

from msgspec import structs

from policydiff.canonical.offsets import OffsetMap
from policydiff.canonical.text import Canonical
from policydiff.diff.places import Counted
from policydiff.diff.raw import Raw, Verdict
from policydiff.model import CLASSES, TELLING, Difference, DifferenceGroup, Place, Reason, RunMember, UnitPair
from policydiff.reasons import say
from policydiff.script.codes import as_array

_CONTEXT = 12
"""Canonical characters on each side of a place that its id depends on."""
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

    def place(self, start: int, end: int) -> Place:
        """The span as a `Place` with its text."""
        line = bisect_right(self.starts, start)
        return Place(start, end, line, start - self.starts[line - 1] + 1, self.source[start:end])

    def places(self, starts: Iterable[int], ends: Iterable[int]) -> Iterator[Place]:
        """Each span as `place` gives it; neighbours mostly stand in one line, which is looked for once, and share equal
        texts."""
        source, lines = self.source, [*self.starts, inf]
        texts: dict[str, str] = {}
        first, line, following = 0, 1, lines[1]
        for start, end in zip(starts, ends, strict=True):
            if not first <= start < following:
                line = bisect_right(self.starts, start)
                first, following = self.starts[line - 1], lines[line]
            text = source[start:end]
            yield Place(start, end, line, start - first + 1, texts.setdefault(text, text))


def counts(raws: Iterable[Raw], counted: Iterable[Counted] = ()) -> dict[str, int]:
    """Number of differences of each class, every class named."""
    found = Counter([raw.verdict.class_ for raw in raws])
    for several in counted:
        found[several.verdict.class_] += several.times
    return {name: found[name] for name in CLASSES}


def differences(raws: Sequence[Raw], a: Canonical, b: Canonical, units: Sequence[UnitPair]) -> tuple[Difference, ...]:
    """The differences as the contract has them, in the order given.

    The id of each is a hash of its unit's path, the canonical words around the place and the readings.
    What stands in no reading, since it lies beside the text, is told apart by the key and arguments of its reason.
    An id does not change when text elsewhere does, nor when a sentence is worded anew: no offset, no file hash and no
    sentence is in it.
    """
    starts, ends = [raw.a0 for raw in raws], [raw.a1 for raw in raws]
    places_a = Lines(a.source).places(starts, ends)
    places_b = Lines(b.source).places([raw.b0 for raw in raws], [raw.b1 for raw in raws])
    paths = [(unit.a or unit.b)[0].id for unit in units]
    unhashed = blake2b(digest_size=6)  # copied, which takes half the time of a new one
    seen: dict[str, int] = {}
    words: dict[int, str] = {}  # by reason, which many places share
    runs = False
    dressed = []
    for raw, place_a, place_b, (before, after) in zip(
        raws, places_a, places_b, _surroundings(starts, ends, a), strict=True
    ):
        class_, kind, reason, severity, suggestion, side, evidence, hint = raw.verdict
        digest = unhashed.copy()
        said = words.get(id(reason))
        if said is None:
            said = words[id(reason)] = say(reason)
            runs = runs or reason.key.endswith(_RUN)
        parts = "\x1f".join((paths[raw.unit], class_, kind, before, after, place_a.text, place_b.text))
        if raw.a0 == raw.a1 and raw.b0 == raw.b1:  # what stands in an event alone is in no reading
            parts += "\x1f" + _spelled(reason)
        digest.update(parts.encode("utf-8", "surrogatepass"))
        name = digest.hexdigest()
        times = seen[name] = seen.get(name, 0) + 1
        if times > 1:
            name = f"{name}-{times}"
        dressed.append(
            Difference(
                name, class_, kind, severity, raw.unit, place_a, place_b, said, suggestion, side, evidence, hint, reason
            )
        )
    return tuple(_with_units(_with_members(dressed), units, a, b) if runs else dressed)


def _with_units(
    dressed: list[Difference], units: Sequence[UnitPair], a: Canonical, b: Canonical
) -> Iterator[Difference]:
    """The differences, a section that moved with its units with all of them, which stand right behind it."""
    lines: tuple[Lines, Lines] | None = None
    for d in dressed:
        if d.rule is None or d.rule.key != "moved_run" or d.unit is None:
            yield d
            continue
        lines = lines or (Lines(a.source), Lines(b.source))
        members = [RunMember(d.unit, d.a, d.b)]
        behind = (n for n in range(d.unit + 1, len(units)) if units[n].moved)
        for n in islice(behind, int(str(d.rule.args["count"]))):
            here, there = units[n].a[0], units[n].b[0]
            places = (
                of.place(ref.start, ref.start + len(ref.label or " "))
                for of, ref in zip(lines, (here, there), strict=True)
            )
            members.append(RunMember(n, *places))
        yield structs.replace(d, members=tuple(members))


def _with_members(dressed: list[Difference]) -> list[Difference]:
    """The differences, the first place of each run with all places of it; they name their run by the same arguments."""
    runs: dict[str, list[Difference]] = {}
    growing: dict[str, list[Difference]] = {}
    for difference in dressed:
        rule = difference.rule
        if rule is None or not rule.key.endswith(_RUN):
            continue
        name = repr(rule.args)
        if difference.kind == "in_run":
            growing.setdefault(name, []).append(difference)
        else:
            growing[name] = [difference]
            runs[difference.id] = growing[name]
    if not runs:
        return dressed
    return [
        structs.replace(d, members=tuple(RunMember(m.unit, m.a, m.b) for m in runs[d.id])) if d.id in runs else d
        for d in dressed
    ]


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

    at, source, kept = np.array(places), np.array(offsets.source), np.array([0, *offsets.kept, offsets.kept_length])
    runs = np.searchsorted(source, at, side="right")
    found: list[int] = np.clip(kept[runs] + at - source[runs - 1], 0, kept[runs + 1]).tolist()
    return found


def groups(
    raws: Iterable[Raw],
    a: str,
    b: str,
    counted: Iterable[Counted] = (),
    *,
    lookalikes: bool = False,
    turned: bool = False,
) -> tuple[DifferenceGroup, ...]:
    """Differences that do not tell, equal ones counted: the most frequent first; `counted` are more of them.

    With `lookalikes` also the substantive ones that only change a character for a look-alike,
    so that what recognition takes for what shows as a pattern. `turned` tells them of (b, a): what says
    nothing of a side is mirrored by its readings alone.
    """
    verdicts: dict[int, Verdict] = {}  # by identity: many places share one, and its words are made once
    found: list[tuple[int, str, str]] = []
    for raw in raws:
        verdict = raw.verdict
        if verdict.class_ in TELLING and not (lookalikes and verdict.hint == "look-alike"):
            continue
        verdicts[id(verdict)] = verdict
        before = verdict.class_ == "gloss"  # and the character that it is a reading of
        found.append((id(verdict), a[raw.a0 - before : raw.a1], b[raw.b0 - before : raw.b1]))
    times = Counter(found)
    for several in counted:
        verdicts[id(several.verdict)] = several.verdict
        times[id(several.verdict), several.x, several.y] += several.times
    words = {number: say(verdict.reason) for number, verdict in verdicts.items()}
    totals: Counter[tuple[str, str, str, str, str]] = Counter()
    for (number, x, y), count in times.items():
        verdict = verdicts[number]
        totals[verdict.class_, verdict.kind, *((y, x) if turned else (x, y)), words[number]] += count
    order: dict[str, int] = {name: n for n, name in enumerate(CLASSES)}
    ranked = sorted(totals.items(), key=lambda item: (order[item[0][0]], -item[1], item[0]))
    rules = {words[number]: verdict.reason for number, verdict in verdicts.items()}
    return tuple(
        DifferenceGroup(class_, kind, x, y, count, reason, rules[reason])  # type: ignore[arg-type]
        for (class_, kind, x, y, reason), count in ranked
        if count
    )
