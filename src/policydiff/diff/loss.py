# SPDX-License-Identifier: Apache-2.0
"""What a lost unit left behind: a mark, a gap in the numbering, or no trace at all."""

from collections.abc import Sequence

from policydiff.align.pairing import Pairing
from policydiff.diff.raw import Raw
from policydiff.reasons import further
from policydiff.structure.notice import Notice
from policydiff.vocabulary.redaction import TRACE

_NEAR = 40
"""Canonical characters around the place in which a mark of redaction counts as its trace."""


def with_evidence(raws: Sequence[Raw], pairings: Sequence[Pairing], a: Notice, b: Notice) -> list[Raw]:
    """Removed and added units with the trace that their loss left in the other copy."""
    alone = {n for n, pairing in enumerate(pairings) if not (pairing.a and pairing.b)}
    return [_evident(raw, pairings, a, b) if raw.unit in alone else raw for raw in raws] if alone else list(raws)


def _evident(raw: Raw, pairings: Sequence[Pairing], a: Notice, b: Notice) -> Raw:
    if raw.verdict.kind not in ("unit_removed", "unit_added") or raw.verdict.evidence is not None:
        return raw
    lost_in_b = raw.verdict.kind == "unit_removed"
    trace = _trace(raw.unit, pairings, lost_in_b, b if lost_in_b else a)
    if trace is None:
        return raw
    return raw._replace(
        verdict=raw.verdict._replace(evidence=trace, reason=further(raw.verdict.reason, f"trace_{trace}"))
    )


def _trace(unit: int, pairings: Sequence[Pairing], lost_in_b: bool, other: Notice) -> str | None:
    """What shows that a lost unit was once there: `marked` omission, a `gap` in the numbers, units `renumbered` to
    close it; None without a sign."""
    lost = (pairings[unit].a or pairings[unit].b)[0]
    before = next((p for p in pairings[unit - 1 :: -1] if unit and p.a and p.b), None)
    after = next((p for p in pairings[unit + 1 :] if p.a and p.b), None)
    near = _between(before, after, lost_in_b, other.canonical.text)
    if TRACE.search(near):
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
