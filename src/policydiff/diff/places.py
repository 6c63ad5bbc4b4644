# SPDX-License-Identifier: Apache-2.0
"""Judges places where canonical texts agree and the sources do not, character by character.

The layer at which two characters first become equal explains the difference: unicode
(another code point for one character), punctuation (another dress of one mark), script.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from policydiff.canonical.punctuation import dress_kind
from policydiff.canonical.text import Canonical
from policydiff.canonical.unicode import UNICODE, holds_rare, kind_of
from policydiff.diff.raw import Raw, Verdict, verdict
from policydiff.diff.raws import Raws
from policydiff.model import Reason, ScriptForm, Severity
from policydiff.reasons import because
from policydiff.script.codes import ascending, differing, taken
from policydiff.script.judge import Unsettled, settled_by_forms
from policydiff.script.judgement import Judgement
from policydiff.vocabulary.patterns import late_pattern
from policydiff.vocabulary.private_use import PRIVATE_USE

_KEYS = {"compatibility_glyph": "compatibility_code_point", "whitespace": "whitespace_form"}
"""Kind to the key of its reason, where that of the kind speaks of what layers take out."""


PRIVATE = verdict("integrity", "private_use")
LOST = verdict("review", "unread", because("lost_in_both"))
_UNREADABLE = late_pattern(f"{PRIVATE_USE.pattern}|(?P<lost>\ufffd+)")
"""What nobody can read: characters of private use, and such as were lost in an earlier conversion."""


class ScriptJudge(Protocol):
    """What judges a pair of characters that only the script layer joins."""

    def judge(self, i: int, j: int) -> Judgement:
        """The judgement of the kept character `i` of A against `j` of B."""
        ...

    def settled(self, x: str, y: str) -> Judgement | None:
        """The judgement of two characters wherever they stand but at `apart`; None where each place must be seen."""
        ...

    @property
    def forms(self) -> tuple[ScriptForm, ScriptForm]:
        """The scripts of the copies."""
        ...

    @property
    def apart(self) -> tuple[Sequence[int], Sequence[int]]:
        """The kept characters of each copy, ascending, at which the script of any pair must be judged by its place."""
        ...


class Run(NamedTuple):
    """`length` kept characters from `a` of A and from `b` of B, whose canonical texts are equal."""

    a: int
    b: int
    length: int
    unit: int


class Counted(NamedTuple):
    """Two readings that differ in script at places that are not listed: kept characters of the runs that were judged,
    one after the other."""

    x: str
    y: str
    verdict: Verdict
    places: Sequence[int]


class _Told:
    """Places of differing characters with their verdicts, as columns; None is for what must be seen at its place."""

    def __init__(self) -> None:
        self._at = array("I")
        self._verdicts: list[Verdict | None] = []

    def put(self, places: Collection[int], verdict: Verdict | None) -> None:
        """Put in places that have one verdict."""
        self._at.extend(places)
        self._verdicts += [verdict] * len(places)

    def in_order(self) -> Iterator[tuple[int, Verdict | None]]:
        """The places, ascending, with their verdicts."""
        order = ascending(self._at)
        return zip(taken(self._at, order), map(self._verdicts.__getitem__, order), strict=True)


class Places:
    """All places of two canonical texts; verdicts that need no context are kept by pair.

    `same_bytes` says that both texts were read from the same bytes: what was lost in one was lost in the other alike.
    """

    def __init__(self, a: Canonical, b: Canonical, script: ScriptJudge, *, same_bytes: bool = False) -> None:
        self.a, self.b, self.script = a, b, script
        self._by_pair: dict[tuple[str, str], Verdict | None] = {}
        self._unreadable = PRIVATE_USE if same_bytes and a.source == b.source else _UNREADABLE
        self._some_unreadable = holds_rare(a.source) and self._unreadable.search(a.text) is not None

    def judge(self, runs: Sequence[Run], counted: list[Counted] | None = None) -> Raws:
        """The differences of the characters of runs.

        A stretch of one class and kind is one difference, but for script differences, which are a character each. Where
        `counted` is given, they are counted there and not listed.
        """
        x = "".join([self.a.bare[run.a : run.a + run.length] for run in runs])
        y = "".join([self.b.bare[run.b : run.b + run.length] for run in runs])
        told = _Told()
        apart: set[int] | None = None
        for pair, places in differing(x, y).items():
            verdict = self._everywhere(*pair)
            if verdict is None or verdict.class_ != "script":
                told.put(places, verdict)
                continue
            apart = self._apart(runs) if apart is None else apart
            seen = apart.intersection(places) if apart else apart
            if seen:
                places = [at for at in places if at not in seen]
                told.put(seen, None)
            if counted is None:
                told.put(places, verdict)
            elif places:
                counted.append(Counted(*pair, verdict, places))
        found = self._raws(runs, told, counted)
        if self._some_unreadable:
            for run in runs:
                found += self._unread(run)
        return found

    def _apart(self, runs: Sequence[Run]) -> set[int]:
        """Where in runs, one after the other, the script of any pair must be judged by its place."""
        places: set[int] = set()
        for side, apart in enumerate(self.script.apart):
            before = 0
            for run in runs if apart else ():
                start = run[side]
                inside = apart[bisect_left(apart, start) : bisect_left(apart, start + run.length)]
                places.update([at - start + before for at in inside])
                before += run.length
        return places

    def _raws(self, runs: Sequence[Run], told: "_Told", counted: list[Counted] | None) -> Raws:
        """The differences at places in runs, one after the other; those without a verdict are judged by the place."""
        found = Raws()
        add_a0, add_a1, add_b0, add_b1, add_unit = (column.append for column in found.columns)
        rest = iter(runs)
        run, after = Run(0, 0, 0, 0), 0
        from_a = until_a = shift_a = from_b = until_b = shift_b = in_a = in_b = 0
        last: tuple[int, int, Verdict] | None = None
        for at, said in told.in_order():
            while at >= after:
                run = next(rest)
                in_a, in_b, after, last = run.a - after, run.b - after, after + run.length, None
            i, j = in_a + at, in_b + at
            verdict = said or worded(self.script.judge(i, j))
            if counted is not None and verdict.class_ == "script":
                counted.append(Counted(self.a.bare[i], self.b.bare[j], verdict, (at,)))
                continue
            if not from_a <= i < until_a:
                from_a, until_a, shift_a = self.a.offsets.stretch(i)
            if not from_b <= j < until_b:
                from_b, until_b, shift_b = self.b.offsets.stretch(j)
            a0, b0 = i + shift_a, j + shift_b
            here = a0 + 1, b0 + 1, verdict
            if last and last[2] is verdict and last[:2] == (a0, b0) and verdict.class_ == "format":
                found.a1[-1], found.b1[-1] = here[:2]
            else:
                add_a0(a0)
                add_a1(here[0])
                add_b0(b0)
                add_b1(here[1])
                add_unit(run.unit)
                found.verdicts.append(verdict)
            last = here
        return found

    def _unread(self, run: Run) -> Iterator[Raw]:
        """Characters that both copies have and nobody can read: what the notice says there may differ."""
        for match in self._unreadable.finditer(self.a.text, run.a, run.a + run.length):
            a0, a1 = self.a.offsets.span_to_source(*match.span())
            b0, b1 = self.b.offsets.span_to_source(match.start() + run.b - run.a, match.end() + run.b - run.a)
            yield Raw(a0, a1, b0, b1, run.unit, LOST if match.groupdict().get("lost") else PRIVATE)

    def _everywhere(self, x: str, y: str) -> Verdict | None:
        """The verdict on two characters wherever they stand, but where the script is judged by the place."""
        found = _by_forms(x, y, self.script.forms)
        if found is not Unsettled.COPIES:
            return found
        if (x, y) not in self._by_pair:
            judgement = self.script.settled(_plain(x), _plain(y))
            self._by_pair[x, y] = worded(judgement) if judgement is not None else None
        return self._by_pair[x, y]


@lru_cache(maxsize=65536)
def _by_forms(x: str, y: str, forms: tuple[ScriptForm, ScriptForm]) -> Verdict | Unsettled | None:
    """The verdict on two characters in copies of these forms, one object in all comparisons of a process, or what must
    be seen first."""
    found = format_verdict(x, y)
    if found is not None:
        return found
    judgement = settled_by_forms(_plain(x), _plain(y), forms)
    return worded(judgement) if isinstance(judgement, Judgement) else judgement


@lru_cache(maxsize=65536)
def worded(judgement: Judgement) -> Verdict:
    """The script judge's word as a verdict, one object for equal words in all comparisons of a process."""
    severity = judgement.severity or _severity(judgement.class_)
    return Verdict(judgement.class_, judgement.kind, judgement.reason, severity, judgement.suggestion, judgement.side)


@lru_cache(maxsize=16384)
def _plain(char: str) -> str:
    """A character after the unicode layer."""
    return char.translate(UNICODE)


def _severity(class_: str) -> Severity | None:
    return "normal" if class_ in ("substantive", "review") else None


@lru_cache(maxsize=65536)
def format_verdict(x: str, y: str) -> Verdict | None:
    """The verdict where unicode or punctuation explains two single characters, else None."""
    kind = kind_of(x, y) or dress_kind(x, y)
    if kind is None and x.isspace() and y.isspace():
        kind = "whitespace"
    if kind is None:
        plain_x, plain_y = x.translate(UNICODE), y.translate(UNICODE)
        kind = dress_kind(plain_x, plain_y) if plain_x != plain_y else "compatibility_glyph"
    return verdict("format", kind, Reason(_KEYS.get(kind, kind))) if kind else None
