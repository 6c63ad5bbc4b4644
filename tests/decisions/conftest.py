# SPDX-License-Identifier: Apache-2.0
"""A notice, a copy with three faults, and the loop that an editor goes through."""

from collections.abc import Mapping
from dataclasses import dataclass

from policydiff.api import compare
from policydiff.checked import Check
from policydiff.decisions.applying import apply
from policydiff.decisions.record import Decisions
from policydiff.decisions.writing import decided
from policydiff.model import Comparison, DecisionName

from .flood_notice import changed

FAULTS = (("320名", "230名"), ("不得迟报", "可以迟报"), ("12万条", "21万条"))


def faulty() -> str:
    """The copy with all three faults."""
    return changed(FAULTS)


@dataclass(frozen=True)
class Round:
    """One comparison of the loop, with what was decided on it."""

    a: str
    b: str
    comparison: Comparison
    made: Decisions


def decide(a: str, b: str, choice: Mapping[str, DecisionName] | DecisionName = "change") -> Round:
    """Compare, and decide on everything that tells: alike, or by what stands in copy B."""
    found = compare(a, b)
    telling = [d for d in found.differences if d.severity]
    made = {d.id: choice if isinstance(choice, str) else choice[d.b.text] for d in telling}
    return Round(a, b, found, decided(found, (a, b), made))


def again(first: Round, b: str, a: str | None = None) -> Comparison:
    """The next comparison, with the decisions of the first."""
    a = first.a if a is None else a
    return apply(compare(a, b), first.made, (a, b))


def outcomes(checks: tuple[Check, ...]) -> dict[str, str]:
    """What became of each, by what stands there now."""
    return {check.now: check.status for check in checks}
