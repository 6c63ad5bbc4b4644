# SPDX-License-Identifier: Apache-2.0
"""What a file of decisions says of each place that can be decided on, so that it is found again after a correction."""

from collections.abc import Mapping

from msgspec.structs import replace

from policydiff.decisions.finding import stood
from policydiff.decisions.record import DecidedCopy, Decision, Decisions, Seen
from policydiff.kinds import POSITIONS
from policydiff.model import OTHER_SIDE, TELLING, Comparison, DecisionName, Difference, Finding, Place, Side


def place_of(found: Difference, comparison: Comparison, texts: tuple[str, str], decision: DecisionName) -> Decision:
    """A decision on a difference; where a base is named, the other copy is to be corrected."""
    side = found.side if found.suggestion is not None else None
    side = side or (OTHER_SIDE[comparison.base] if comparison.base else None)
    wanted = found.suggestion
    if side is not None and wanted is None and found.kind not in POSITIONS:
        wanted = getattr(found, OTHER_SIDE[side]).text
    a, b = stood(texts[0], found.a), stood(texts[1], found.b)
    return Decision(found.id, decision, kind=found.kind, a=a, b=b, side=side, wanted=wanted)


def place_of_erratum(found: Finding, side: Side, text: str, decision: DecisionName) -> Decision:
    """A decision on an erratum."""
    kept = stood(text, Place(found.start, found.end, found.line, found.column, text[found.start : found.end]))
    return Decision(
        found.id,
        decision,
        kind=found.kind,
        a=kept if side == "a" else None,
        b=kept if side == "b" else None,
        side=side,
        wanted=found.suggestion,
    )


def places(comparison: Comparison, texts: tuple[str, str], decision: DecisionName = "query") -> dict[str, Decision]:
    """Every place that can be decided on, by its id: differences that tell or are listed, errata of both copies."""
    made = {found.id: place_of(found, comparison, texts, decision) for found in comparison.differences}
    for side, facts, text in (("a", comparison.a, texts[0]), ("b", comparison.b, texts[1])):
        made.update((found.id, place_of_erratum(found, side, text, decision)) for found in facts.findings)  # type: ignore[arg-type]
    return made


def _seen(place: Decision) -> Seen:
    return Seen(place.id, place.a.text if place.a else "", place.b.text if place.b else "")


def decided(comparison: Comparison, texts: tuple[str, str], made: Mapping[str, DecisionName]) -> Decisions:
    """The file of decisions that says so of these ids, as the report would save it."""
    known = places(comparison, texts)
    return Decisions(
        a=DecidedCopy(comparison.a.name, comparison.a.sha256),
        b=DecidedCopy(comparison.b.name, comparison.b.sha256),
        decisions=tuple(replace(known[name], decision=decision) for name, decision in made.items() if name in known),
        seen=tuple(_seen(place) for name, place in known.items() if name not in made),
    )


def recorded(comparison: Comparison, texts: tuple[str, str]) -> Decisions:
    """Every place that tells or was decided on, under the decision that it has; of what nobody decided a query.

    What is not among them was not shown, and is new where it comes up."""
    known = places(comparison, texts)
    shown = [d for d in comparison.differences if d.class_ in TELLING or d.decision is not None]
    errata = [found for facts in (comparison.a, comparison.b) for found in facts.findings]
    said: list[tuple[str, DecisionName | None, str]] = [(d.id, d.decision, d.note) for d in shown]
    said += [(found.id, found.decision, found.note) for found in errata]
    made = [replace(known[ident], decision=decision or "query", note=note) for ident, decision, note in said]
    return Decisions(
        a=DecidedCopy(comparison.a.name, comparison.a.sha256),
        b=DecidedCopy(comparison.b.name, comparison.b.sha256),
        decisions=tuple(made),
    )
