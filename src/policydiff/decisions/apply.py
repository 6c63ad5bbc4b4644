# SPDX-License-Identifier: Apache-2.0
"""Decisions put onto a comparison by the ids of its differences and errata."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from policydiff.decisions.record import Decision, Decisions
from policydiff.model import CLASSES, Comparison, Difference, Finding, StaleDecision, WitnessFacts
from policydiff.reasons import because, say

_Decided = TypeVar("_Decided", Difference, Finding)
GONE = because("gone")


def apply(comparison: Comparison, made: Decisions, *, partial: bool = False) -> Comparison:
    """The comparison with each decision on its difference or erratum.

    A decision without a place is reported as stale; with `partial` it is not, since the file
    then speaks of other comparisons too, as in a batch.
    """
    by_id = {decision.id: decision for decision in made.decisions}
    stale = () if partial else _stale(comparison, made)
    return msgspec.structs.replace(
        comparison,
        differences=tuple(_decided(found, by_id) for found in comparison.differences),
        a=_errata(comparison.a, by_id),
        b=_errata(comparison.b, by_id),
        stale=(*comparison.stale, *stale),
    )


def matched(comparison: Comparison, made: Decisions) -> frozenset[str]:
    """The ids among the decisions that this comparison has a place for."""
    known = {found.id for found in comparison.differences}
    known.update(found.id for facts in (comparison.a, comparison.b) for found in facts.findings)
    return frozenset(decision.id for decision in made.decisions if decision.id in known)


def is_open(found: Difference | Finding) -> bool:
    """Whether it still counts for the exit status: neither settled (change or keep) nor suppressed; a query is open."""
    return found.decision not in ("change", "keep") and not (isinstance(found, Difference) and found.suppressed)


def open_counts(comparison: Comparison) -> dict[str, int]:
    """The counts by class without what is settled or suppressed, and `errata` of both copies together."""
    settled = Counter(found.class_ for found in comparison.differences if not is_open(found))
    counts: dict[str, int] = {name: comparison.counts.get(name, 0) - settled[name] for name in CLASSES}
    done = sum(1 for facts in (comparison.a, comparison.b) for found in facts.findings if not is_open(found))
    return {**counts, "errata": comparison.a.errata + comparison.b.errata - done}


def _decided(found: _Decided, by_id: Mapping[str, Decision]) -> _Decided:
    decision = by_id.get(found.id)
    return found if decision is None else msgspec.structs.replace(found, decision=decision.decision, note=decision.note)


def _errata(facts: WitnessFacts, by_id: Mapping[str, Decision]) -> WitnessFacts:
    return msgspec.structs.replace(facts, findings=tuple(_decided(found, by_id) for found in facts.findings))


def _stale(comparison: Comparison, made: Decisions) -> tuple[StaleDecision, ...]:
    known = matched(comparison, made)
    return tuple(StaleDecision(d.id, d.decision, d.text, say(GONE), GONE) for d in made.decisions if d.id not in known)
