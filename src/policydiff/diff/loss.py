# SPDX-License-Identifier: Apache-2.0
"""What a lost unit left behind: a mark, a gap in the numbering, or no trace at all."""

from bisect import bisect_left
from collections.abc import Sequence

from policydiff.align.pairing import Pairing
from policydiff.diff.raw import Raw
from policydiff.diff.raws import Raws
from policydiff.reasons import further
from policydiff.structure.notice import Notice
from policydiff.vocabulary.redaction import TRACE

_ONE_SIDED = frozenset({"unit_removed", "unit_added"})
_NEAR = 40
"""Canonical characters around the place in which a mark of redaction counts as its trace."""


def with_evidence(raws: Raws, pairings: Sequence[Pairing], a: Notice, b: Notice) -> Raws:
    """Removed and added units with the trace that their loss left in the other copy."""
    both = [n for n, pairing in enumerate(pairings) if pairing.a and pairing.b]
    if len(both) == len(pairings) or not any(told.kind in _ONE_SIDED for told in raws.by_number().values()):
        return raws
    traces = _Traces(pairings, both, (a.canonical.text, b.canonical.text))
    return Raws(traces.told(raw) if raw.verdict.kind in _ONE_SIDED else raw for raw in raws)


class _Traces:
    """What lost units left behind in the other copy, which lost units between the same two others share."""

    def __init__(self, pairings: Sequence[Pairing], both: Sequence[int], texts: tuple[str, str]) -> None:
        self._pairings, self._both, self._texts = pairings, both, texts
        self._marked: dict[tuple[int, bool], bool] = {}

    def told(self, raw: Raw) -> Raw:
        """A difference with the trace, if it is a unit that stands in one copy alone and left one."""
        pairing = self._pairings[raw.unit]
        if raw.verdict.evidence is not None or (pairing.a and pairing.b):
            return raw
        trace = self._trace(raw.unit, raw.verdict.kind == "unit_removed")
        if trace is None:
            return raw
        reason = further(raw.verdict.reason, f"trace_{trace}")
        return raw._replace(verdict=raw.verdict._replace(evidence=trace, reason=reason))

    def _trace(self, unit: int, lost_in_b: bool) -> str | None:
        """What shows that a lost unit was once there: `marked` omission, a `gap` in the numbers, units `renumbered` to
        close it; None without a sign."""
        lost = (self._pairings[unit].a or self._pairings[unit].b)[0]
        at = bisect_left(self._both, unit)
        before = self._pairings[self._both[at - 1]] if at else None
        after = self._pairings[self._both[at]] if at < len(self._both) else None
        if (at, lost_in_b) not in self._marked:
            near = _between(before, after, lost_in_b, self._texts[lost_in_b])
            self._marked[at, lost_in_b] = TRACE.search(near) is not None
        if self._marked[at, lost_in_b]:
            return "marked"
        if lost.ordinal is None or after is None:
            return None
        own, there = (after.a[0], after.b[0]) if lost_in_b else (after.b[0], after.a[0])
        if own.kind != lost.kind or own.style != lost.style:
            return None
        return "gap" if own.ordinal == there.ordinal else "renumbered"


def _between(before: Pairing | None, after: Pairing | None, lost_in_b: bool, text: str) -> str:
    left = ((before.b if lost_in_b else before.a)[-1].end) if before else 0
    right = ((after.b if lost_in_b else after.a)[0].start) if after else len(text)
    return text[max(0, min(left, right) - _NEAR) : max(left, right) + _NEAR // 2]
