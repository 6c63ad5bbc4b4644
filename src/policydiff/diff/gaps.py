# SPDX-License-Identifier: Apache-2.0
"""What the layers took out between two kept characters, compared copy against copy.

A gap holds what stood between two characters of the canonical text: white space, glosses,
hidden characters. Gaps that differ give differences of class gloss, format or integrity; the
layer that took the text out is the rule that explains them.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policydiff.canonical.pages import PAGE_KINDS
from policydiff.canonical.text import Canonical
from policydiff.diff.raw import Verdict, verdict
from policydiff.kinds import KINDS
from policydiff.model import DifferenceClass, Reason

_CLASS: dict[str, DifferenceClass] = {
    **{kind: facts.class_ for kind, facts in KINDS.items()},
    **dict.fromkeys(PAGE_KINDS, "page"),
}
_WHITE = frozenset({"whitespace", "line_break"})


class Token(NamedTuple):
    """One removed run: source offsets, kind, text."""

    start: int
    end: int
    kind: str
    text: str


class GapMap:
    """The gaps of one canonical text.

    In order: `order` the kept offset each stands before, `starts` and `ends` its source span, `verdicts` what is said
    of it where one removed run makes it.
    """

    def __init__(self, canonical: Canonical) -> None:
        runs, offsets = canonical.removals, canonical.offsets
        self.source, self._removals = canonical.source, runs
        told = {kind: verdict_of(kind) for kind in {*runs.kinds}}
        first = offsets.source[0] == 0  # nothing was taken out before the first kept character
        self.order, self.ends = offsets.kept[first:], offsets.source[first:]
        self.starts: Sequence[int] = runs.start
        self.verdicts: list[Verdict | None] = [told[kind] for kind in runs.kinds]
        if len(self.order) < len(runs):  # somewhere a run begins where another ends
            self._join()
        self.hides = any(verdict.class_ == "integrity" for verdict in told.values())

    def _join(self) -> None:
        """Make one gap of runs that touch each other; no one run makes it."""
        starts = array("i")
        verdicts: list[Verdict | None] = []
        last = -1
        for (start, end), told in zip(self._removals.spans(), self.verdicts, strict=True):
            if start == last:
                verdicts[-1] = None
            else:
                starts.append(start)
                verdicts.append(told)
            last = end
        self.starts, self.verdicts = starts, verdicts

    def span(self, kept: int) -> tuple[int, int] | None:
        """The source span of the gap before a kept offset; None where nothing was taken out there."""
        n = bisect_left(self.order, kept)
        return (self.starts[n], self.ends[n]) if n < len(self.order) and self.order[n] == kept else None

    def within(self, start: int, end: int) -> range:
        """Which gaps lie strictly inside `start:end` of the kept text."""
        return range(bisect_right(self.order, start), bisect_left(self.order, end))

    def text(self, kept: int) -> str:
        """What was removed before the kept character at `kept`."""
        span = self.span(kept)
        return self.source[span[0] : span[1]] if span else ""

    def tokens(self, start: int, end: int) -> list[Token]:
        """The removed runs in a source span."""
        found = []
        runs = self._removals
        for n in range(bisect_left(runs.start, start), bisect_left(runs.start, end)):
            first, last = runs.start[n], runs.end[n]
            found.append(Token(first, last, runs.kinds[n], self.source[first:last]))
        return found


def class_of(kind: str) -> DifferenceClass:
    """The class that a removal's kind belongs to."""
    return _CLASS.get(kind, "integrity")


def compare_gaps(a: list[Token], b: list[Token], at_a: int, at_b: int) -> Iterator[tuple[int, int, int, int, Verdict]]:
    """Differences between two gaps as source spans; `at_a`, `at_b` place what one side lacks."""
    head = 0
    while head < len(a) and head < len(b) and a[head][2:] == b[head][2:]:
        yield from _hidden_in_both(a[head], b[head])
        head += 1
    tail = 0
    while tail < len(a) - head and tail < len(b) - head and a[-1 - tail][2:] == b[-1 - tail][2:]:
        tail += 1
    if head:
        at_a, at_b = a[head - 1].end, b[head - 1].end
    yield from _unequal(a[head : len(a) - tail], b[head : len(b) - tail], at_a, at_b)
    for x, y in zip(a[len(a) - tail :], b[len(b) - tail :], strict=True):
        yield from _hidden_in_both(x, y)


def _hidden_in_both(x: Token, y: Token) -> Iterator[tuple[int, int, int, int, Verdict]]:
    if class_of(x.kind) == "integrity":
        yield x.start, x.end, y.start, y.end, verdict_of(x.kind)


def _unequal(a: list[Token], b: list[Token], at_a: int, at_b: int) -> Iterator[tuple[int, int, int, int, Verdict]]:
    """Spans and verdicts of two rows of tokens that differ: a token without its like stands against nothing."""
    i = j = 0
    while i < len(a) or j < len(b):
        x, y = (a[i] if i < len(a) else None), (b[j] if j < len(b) else None)
        if x and y and not _alike(x, y):
            later = any(_alike(x, other) for other in b[j + 1 :])
            x, y = (None, y) if later else (x, None)
        kind = _kind(x, y)
        yield (
            x.start if x else at_a,
            x.end if x else at_a,
            y.start if y else at_b,
            y.end if y else at_b,
            verdict_of(kind),
        )
        if x:
            i, at_a = i + 1, x.end
        if y:
            j, at_b = j + 1, y.end


def _alike(x: Token, y: Token) -> bool:
    return (
        x.kind == y.kind or (x.kind in _WHITE and y.kind in _WHITE) or class_of(x.kind) == class_of(y.kind) == "gloss"
    )


def _kind(x: Token | None, y: Token | None) -> str:
    if x and y and x.kind in _WHITE and y.kind in _WHITE:
        return "line_break" if x.kind != y.kind else "whitespace"
    return (x or y).kind  # type: ignore[union-attr]


_VERDICTS: dict[str, Verdict] = {}


def verdict_of(kind: str) -> Verdict:
    """The verdict on a removed run of this kind."""
    if kind not in _VERDICTS:
        class_ = class_of(kind)
        told = "navigation" if class_ == "page" else kind
        _VERDICTS[kind] = verdict(class_, told, Reason(kind))  # type: ignore[arg-type]
    return _VERDICTS[kind]
