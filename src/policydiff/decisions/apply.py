# SPDX-License-Identifier: Apache-2.0
"""Decisions put onto a comparison: by ids of differences and errata, and where those are gone by their places."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TypeVar

import msgspec

from policydiff.checked import Check
from policydiff.decisions.checking import OPEN, Checker
from policydiff.decisions.finding import LONGEST, words
from policydiff.decisions.record import DecidedCopy, Decision, Decisions
from policydiff.model import (
    CLASSES,
    TELLING,
    Comparison,
    DecisionName,
    Difference,
    Finding,
    Problem,
    Side,
    StaleDecision,
    WitnessFacts,
)
from policydiff.reasons import because, problem, say

_Decided = TypeVar("_Decided", Difference, Finding)
_Made = Mapping[str, tuple[DecisionName, str]]
GONE, LOST = because("gone"), because("lost")
_SWAPPED: dict[Side | None, Side | None] = {"a": "b", "b": "a", None: None}


def apply(
    comparison: Comparison, made: Decisions, texts: tuple[str, str] = ("", ""), *, partial: bool = False
) -> Comparison:
    """The comparison with each decision on its difference or erratum, and with what became of each.

    `texts` are the decoded texts of both copies, in which places are found again whose ids are gone. With `partial` the
    file speaks of other comparisons too, as in a batch: what has no place here is then no news, and what was decided on
    copies of other names counts by id alone.
    """
    if _turned(comparison, made):
        made = msgspec.structs.replace(made, a=made.b, b=made.a, decisions=tuple(map(_mirrored, made.decisions)))
    by_id = {decision.id: decision for decision in made.decisions}
    checker = Checker(comparison, texts, by_id)
    checks = [checker.check(decision) for decision in made.decisions]
    here = not partial or _same_copies(comparison, made)
    if partial:
        checks = [check for check in checks if _is_of(check, made, here=here)]
    on: dict[str, tuple[DecisionName, str]] = {}
    for check in checks:
        if check.found is not None and check.decision is not None and check.status != "wrong":
            # what reads as somebody wanted it, though the copies differ, is settled
            on[check.found] = ("keep" if check.status == "corrected" else check.decision, check.note)
    return msgspec.structs.replace(
        comparison,
        differences=tuple(_decided(found, on) for found in comparison.differences),
        a=_errata(comparison.a, on),
        b=_errata(comparison.b, on),
        stale=(*comparison.stale, *_stale(made.decisions, checks)),
        checks=(*comparison.checks, *checks, *(_new(comparison, made, checks) if here else ())),
        remarks=(*comparison.remarks, *_remarks(comparison, made, partial=partial)),
        proofreader=made.proofreader if here else "",
        reviewer=made.reviewer if here else "",
    )


def matched(comparison: Comparison, made: Decisions) -> frozenset[str]:
    """The ids among the decisions that this comparison has a place for."""
    known = {found.id for found in comparison.differences}
    known.update(found.id for facts in (comparison.a, comparison.b) for found in facts.findings)
    return frozenset(decision.id for decision in made.decisions if decision.id in known)


def is_open(found: Difference | Finding) -> bool:
    """Whether it still counts for the exit status: neither kept nor suppressed. To change it does not settle it, since
    it stands there still; nor does a query."""
    return found.decision != "keep" and not (isinstance(found, Difference) and found.suppressed)


def is_to_do(check: Check) -> bool:
    """Whether somebody decided that something is to be done here, and it is not done."""
    return check.status in OPEN


def open_counts(comparison: Comparison) -> dict[str, int]:
    """The counts by class without what is settled or suppressed, and `errata` of both copies together."""
    settled = Counter(found.class_ for found in comparison.differences if not is_open(found))
    counts: dict[str, int] = {name: comparison.counts.get(name, 0) - settled[name] for name in CLASSES}
    done = sum(1 for facts in (comparison.a, comparison.b) for found in facts.findings if not is_open(found))
    return {**counts, "errata": comparison.a.errata + comparison.b.errata - done}


def _decided(found: _Decided, on: _Made) -> _Decided:
    if found.id not in on:
        return found
    decision, note = on[found.id]
    return msgspec.structs.replace(found, decision=decision, note=note)


def _errata(facts: WitnessFacts, on: _Made) -> WitnessFacts:
    return msgspec.structs.replace(facts, findings=tuple(_decided(found, on) for found in facts.findings))


def both_named(comparison: Comparison, made: Decisions) -> bool:
    """Whether each copy of a comparison is one that the decisions were made on, by its bytes or by its name."""
    copies = comparison.a, comparison.b
    return any(
        all(
            (then.sha256 and then.sha256 == now.sha256)
            or (then.name and PurePath(then.name).name == PurePath(now.name).name)
            for then, now in zip((made.a, made.b), order, strict=True)
        )
        for order in (copies, copies[::-1])
    )


def _turned(comparison: Comparison, made: Decisions) -> bool:
    """Whether the copies are given the other way round than they were decided on: by their bytes, else by their names;
    for a table, whose first copy is the original, whether the original is copy B."""
    copies = comparison.a, comparison.b
    by_bytes = _order((made.a.sha256, made.b.sha256), (copies[0].sha256, copies[1].sha256))
    by_name = _order(_files(made.a, made.b), _files(*copies)) if made.table else None
    order = by_bytes if by_bytes is not None else by_name
    return made.table and comparison.base == "b" if order is None else order < 0


def _files(a: DecidedCopy | WitnessFacts, b: DecidedCopy | WitnessFacts) -> tuple[str, str]:
    """The names of both files without their folders, as a table has them."""
    return PurePath(a.name).name, PurePath(b.name).name


def _order(then: tuple[str, str], now: tuple[str, str]) -> int | None:
    """1 where two copies stand as they stood, -1 where they stand the other way round, None where nothing tells."""
    straight = any(name and name == other for name, other in zip(then, now, strict=True))
    crossed = any(name and name == other for name, other in zip(then, reversed(now), strict=True))
    return None if straight == crossed else 1 if straight else -1


def _mirrored(made: Decision) -> Decision:
    return msgspec.structs.replace(made, a=made.b, b=made.a, side=_SWAPPED[made.side])


def _same_copies(comparison: Comparison, made: Decisions) -> bool:
    """Whether a file of decisions names the copies of this comparison: one is the same file, or both have the names."""
    pairs = ((made.a, comparison.a), (made.b, comparison.b))
    same = any(then.sha256 and then.sha256 == now.sha256 for then, now in pairs)
    named = [(then.name, PurePath(now.name).name if made.table else now.name) for then, now in pairs]
    return same or all(then and then == now for then, now in named)


def _is_of(check: Check, made: Decisions, *, here: bool) -> bool:
    """Whether a decision of a file that speaks of many comparisons is about this one.

    What is the same by id is; of a file that names its copies, what is found in them; of one that names none, what is
    corrected, which hides nothing.
    """
    if check.found == check.id:
        return True
    named = bool(made.a.sha256 or made.b.sha256 or (made.a.name and made.b.name))
    return here and check.status not in ("lost", "gone") if named else check.status == "corrected"


def _stale(decisions: Sequence[Decision], checks: Iterable[Check]) -> list[StaleDecision]:
    texts = {decision.id: decision.text for decision in decisions}
    reasons = {"gone": GONE, "lost": LOST}
    return [
        StaleDecision(
            check.id, check.decision, texts.get(check.id, ""), say(reasons[check.status]), reasons[check.status]
        )
        for check in checks
        if check.status in reasons and check.decision is not None
    ]


def _new(comparison: Comparison, made: Decisions, checks: Sequence[Check]) -> list[Check]:
    """What tells now and was neither decided on nor seen; nothing where the file does not say what was seen."""
    if made.seen is None:
        return []
    known = {*(seen.id for seen in made.seen), *(decision.id for decision in made.decisions)}
    known.update(check.found for check in checks if check.found is not None)
    here = {found.id for found in comparison.differences}
    here.update(found.id for facts in (comparison.a, comparison.b) for found in facts.findings)
    elsewhere = Counter((words(seen.a), words(seen.b)) for seen in made.seen if seen.id not in here)

    def is_new(ident: str, a: str, b: str) -> bool:
        """Whether nobody has seen it: neither its id, nor its readings at a place whose id has changed."""
        readings = words(a[:LONGEST]), words(b[:LONGEST])
        if ident in known or elsewhere[readings] > 0:
            elsewhere[readings] -= ident not in known
            return False
        return True

    found = [
        Check(d.id, "new", was="", now=d.b.text, line=d.b.line, found=d.id)
        for d in comparison.differences
        if d.class_ in TELLING and not d.suppressed and is_new(d.id, d.a.text, d.b.text)
    ]
    errata: tuple[tuple[Side, WitnessFacts], ...] = (("a", comparison.a), ("b", comparison.b))
    return found + [
        Check(f.id, "new", side=side, wanted=f.suggestion, now=f.text, line=f.line, found=f.id)
        for side, facts in errata
        for f in facts.findings
        if is_new(f.id, f.text if side == "a" else "", f.text if side == "b" else "")
    ]


def _remarks(comparison: Comparison, made: Decisions, *, partial: bool) -> list[Problem]:
    """Whether the decisions were made on other copies: neither file is one that is compared now."""
    named = made.a.sha256 and made.b.sha256
    if partial or not (named or (made.table and made.a.name and made.b.name)):
        return []
    then = (made.a.sha256, made.b.sha256) if named else _files(made.a, made.b)
    now = (comparison.a.sha256, comparison.b.sha256) if named else _files(comparison.a, comparison.b)
    if {*then} & {*now}:
        return []
    return [problem("PD603", "other_copies", a=made.a.name or "?", b=made.b.name or "?")]
