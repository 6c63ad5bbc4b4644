# SPDX-License-Identifier: Apache-2.0
"""What a comparison tells of notices in another order: each planted operation by its name, nothing else, no edit
hidden."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from orders import Order, Planted, Span

from policydiff import compare
from policydiff.model import TELLING, Difference, Place

NEAR = 4
"""Characters by which a difference may stand beside its place, and
be wider on either side, beside the layout that noise puts there."""
WIDER = 14


_WHOLE = ("unit_removed", "unit_added", "truncated")
"""Kinds of what is lost or new as a whole, which names no edit."""


@dataclass
class Named:
    """Counts by operation and noise; each shortcoming has its examples."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, what: str, right: bool, case: Order, example: object = "") -> None:
        """Count one thing that should hold, with something to look at where it does not."""
        for noise in ("all", *_noises(case)):
            self.counts[what, noise] += 1
            self.counts[what + " right", noise] += right
        if not right:
            self.examples.setdefault(what, []).append(f"{case.name} {case.style} {example}")

    def share(self, what: str, noise: str = "all") -> float:
        """The share of `what` that is right, 1.0 of nothing."""
        return self.counts[what + " right", noise] / self.counts[what, noise] if self.counts[what, noise] else 1.0


def _noises(case: Order) -> list[str]:
    script = "script" if {*case.noise} & {"s2t", "s2tw", "s2hk", "table", "table with rests"} else "one script"
    return [script, "wrap" if any(name.startswith("wrap") for name in case.noise) else "no wrap"]


def named(cases: Iterable[Order]) -> Named:
    """Compare each case and count operations named as what they are, cases with nothing told besides, edits told."""
    total = Named()
    for case in cases:
        _count(total, case)
    return total


def _count(total: Named, case: Order) -> None:
    told = [d for d in compare(case.a, case.b).differences if d.class_ in TELLING and d.kind != "vocabulary"]
    shown = [(d.kind, d.a.text[:16], d.b.text[:16]) for d in told]
    left = list(told)
    moved = [d for d in told if d.kind == "moved"]
    if case.moves:
        right = (
            len(moved) == case.moves and all(_moved_unit(d, case) is not None for d in moved) and _rising(moved, case)
        )
        total.add("move", right, case, shown)
        left = [d for d in left if d.kind != "moved"] if right else left
    for planted in case.planted:
        if planted.operation == "renumber":
            ours = [d for d in left if d.kind == "renumbered" and _changed_label(d, case)]
            total.add("renumber", bool(ours), case, shown)
            left = [d for d in left if d not in ours]
            continue
        hits = [d for d in left if _is_it(d, planted)]
        total.add(planted.operation, bool(hits), case, (case.a[slice(*planted.a)], case.b[slice(*planted.b)], shown))
        left = (
            [d for d in left if d not in hits[:1]]
            if planted.operation != "edit"
            else [d for d in left if d not in hits]
        )
        if planted.operation == "edit":
            there = any(_over(d, planted) for d in told)
            total.add("edit not hidden", there, case, (case.a[slice(*planted.a)], case.b[slice(*planted.b)], shown))
    hard = [d for d in left if d.class_ not in ("review", "integrity")]
    total.add("nothing else", not hard, case, ([p.operation for p in case.planted], shown))
    total.add("nothing for review", len(hard) == len(left), case, shown)


def _moved_unit(told: Difference, case: Order) -> str | None:
    return next((name for name, (a, b) in case.units.items() if _touches(told.a, a) and _touches(told.b, b)), None)


def _rising(moved: Sequence[Difference], case: Order) -> bool:
    """Do the units that are not told as moved stand in one order?"""
    gone = {_moved_unit(d, case) for d in moved}
    rest = sorted((a, b) for name, (a, b) in case.units.items() if name not in gone)
    return all(one[1] < two[1] for one, two in pairwise(rest))


def _changed_label(told: Difference, case: Order) -> bool:
    """Does it begin at a label that differs, in both copies?"""
    return any(_touches(told.a, case.units[n][0]) and _touches(told.b, case.units[n][1]) for n in case.renumbered)


def _touches(place: Place, span: Span) -> bool:
    return place.start < span[1] and span[0] < place.end


def _is_it(told: Difference, planted: Planted) -> bool:
    if planted.operation == "edit" and (told.class_ not in ("substantive", "review") or told.kind in _WHOLE):
        return False
    if planted.kinds and told.kind not in planted.kinds:
        return False
    if planted.gravity and told.severity != planted.gravity:
        return False
    return _near(told.a, planted.a) and _near(told.b, planted.b)


def _near(place: Place, span: Span) -> bool:
    if span[0] < 0:
        return place.start == place.end
    return (
        place.start <= span[1] + NEAR
        and span[0] <= place.end + NEAR
        and place.end - place.start <= span[1] - span[0] + WIDER
    )


def _over(told: Difference, planted: Planted) -> bool:
    """Does what is told lie over what was edited, in one copy at least?"""
    pairs = (told.a, planted.a), (told.b, planted.b)
    return any(
        place.start <= span[1] and span[0] <= place.end and (place.end > place.start or span[1] == span[0])
        for place, span in pairs
        if span[0] < span[1] or told.a.start <= planted.a[0] <= told.a.end
    )
