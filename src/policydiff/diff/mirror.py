# SPDX-License-Identifier: Apache-2.0
"""Turns a result round: what (a, b) is told as (b, a)."""

from array import array
from collections.abc import Sequence
from functools import cache

from policydiff.diff.raw import Verdict
from policydiff.diff.raws import Raws
from policydiff.kinds import KINDS, severity_of
from policydiff.model import OTHER_SIDE, Reason, UnitPair, UnitStatus

_STATUS: dict[UnitStatus, UnitStatus] = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}


def mirrored(raws: Raws, ranks: Sequence[int]) -> Raws:
    """Differences with the sides exchanged; `ranks` say where each unit stands in the order of the new B."""
    verdicts = {number: mirrored_verdict(verdict) for number, verdict in raws.by_number().items()}
    unit = array("i", map(ranks.__getitem__, raws.unit))
    return Raws.of((raws.b0, raws.b1, raws.a0, raws.a1, unit), [verdicts[n] for n in map(id, raws.verdicts)])


def mirrored_units(units: Sequence[UnitPair]) -> tuple[tuple[UnitPair, ...], list[int]]:
    """Units with the sides exchanged, in the order of the new B, and where in it each one stands."""
    turned = [_unit(u) for u in units]
    order = _reading_order(turned)
    return tuple(turned[n] for n in order), sorted(range(len(order)), key=order.__getitem__)


def _unit(unit: UnitPair) -> UnitPair:
    return UnitPair(
        _STATUS.get(unit.status, unit.status), unit.moved, unit.renumbered, unit.kind, unit.similarity, unit.b, unit.a
    )


def _reading_order(units: Sequence[UnitPair]) -> list[int]:
    """Indices in B's order; units that B lacks after the unit they followed in A."""
    by_a = sorted((n for n, u in enumerate(units) if u.a), key=lambda n: units[n].a[0].start)
    lost_after: dict[int | None, list[int]] = {}
    before: int | None = None
    for n in by_a:
        if units[n].b:
            before = n
        else:
            lost_after.setdefault(before, []).append(n)
    order = lost_after.pop(None, [])
    for n in sorted((n for n, u in enumerate(units) if u.b), key=lambda n: units[n].b[0].start):
        order += [n, *lost_after.pop(n, [])]
    return order


@cache
def mirrored_verdict(verdict: Verdict) -> Verdict:
    """What a verdict on (a, b) is on (b, a)."""
    kind = KINDS[verdict.kind].mirror or verdict.kind
    severity = verdict.severity if kind == verdict.kind else severity_of(kind)
    reason = verdict.reason
    if reason.key == verdict.kind:
        reason = Reason(kind, also=reason.also)
    elif {"from", "to"} <= reason.args.keys():
        reason = Reason(reason.key, {**reason.args, "from": reason.args["to"], "to": reason.args["from"]}, reason.also)
    return verdict._replace(
        kind=kind, severity=severity, reason=reason, side=OTHER_SIDE[verdict.side] if verdict.side else None
    )
