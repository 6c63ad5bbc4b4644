# SPDX-License-Identifier: Apache-2.0
"""What the index, the summary and a comparison with an earlier run need of one pair: small enough to keep all."""

from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest
from typing import Literal

from msgspec import Struct

from policydiff.decisions.applying import both_named
from policydiff.decisions.record import Decisions
from policydiff.decisions.standing import is_open
from policydiff.levels import Level, first_of
from policydiff.model import TELLING, Comparison, Difference
from policydiff.show.visible import abbreviate, labelled

_WEIGHTS = {"high": 0, "normal": 1, "low": 2}

Telling = tuple[str, str]
"""Id and class of a difference that tells."""


TOLD = 6
"""Differences of one pair that its row tells one by one, the serious first."""
_LONGEST = 24
"""Characters of a reading, and of a unit's name, that a row keeps."""


class Told(Struct, frozen=True):
    """One difference in a few words: 35 → 53 in task 4."""

    id: str
    kind: str
    high: bool
    a: str
    b: str
    unit: str
    unit_kind: str
    row: int = 0
    """Which row of its table the unit is, from 1; 0 outside tables and of their heads."""


class Row(Struct, frozen=True):
    """One pair in short."""

    title: str
    relation: str
    verdict: str
    counts: dict[str, int]
    high: int
    """Telling differences of high severity."""
    errata: tuple[int, int]
    complete: tuple[bool, bool]
    level: Level | Literal["none"]
    """The first level of `--fail-on` that the pair stands at; `none` where it is identical and well."""
    telling: tuple[Telling, ...]
    """What tells and is not settled yet."""
    decided: tuple[str, ...] = ()
    """Ids of decisions that this pair has a place for."""
    checks: dict[str, int] = {}
    """How many decisions came to what, and what is new."""
    outcomes: tuple[str, ...] = ()
    """What each of `decided` came to."""
    own: bool = False
    """Whether the decisions were made on these two copies."""
    told: tuple[Told, ...] = ()
    """The differences that weigh most; none of two documents that are no copies."""


def row_of(comparison: Comparison, made: Decisions | None = None) -> Row:
    """The row of a comparison, on which decisions were put if there are any."""
    open_ = [d for d in comparison.differences if d.class_ in TELLING and is_open(d)]
    return Row(
        title=comparison.a.title or comparison.b.title,
        relation=comparison.relation.kind,
        verdict=comparison.verdict,
        counts={name: n for name, n in comparison.counts.items() if n},
        high=sum(d.severity == "high" for d in open_),
        errata=(comparison.a.errata, comparison.b.errata),
        complete=(comparison.a.complete, comparison.b.complete),
        level=first_of(comparison),
        telling=tuple((d.id, d.class_) for d in open_),
        decided=tuple(check.id for check in comparison.checks if check.decision is not None),
        checks=dict(sorted(Counter(check.status for check in comparison.checks).items())),
        outcomes=tuple(check.status for check in comparison.checks if check.decision is not None),
        own=made is not None and both_named(comparison, made),
        told=_told(comparison, open_),
    )


def _told(comparison: Comparison, found: Sequence[Difference]) -> tuple[Told, ...]:
    """What weighs most of what is open, in the order of the notice where it weighs the same."""
    if comparison.relation.kind == "different":
        return ()
    heavy = nsmallest(TOLD, enumerate(found), key=lambda one: (_WEIGHTS.get(one[1].severity or "", 3), one[0]))
    return tuple(_in_short(d, comparison) for _, d in heavy)


def _in_short(found: Difference, comparison: Comparison) -> Told:
    pair = comparison.units[found.unit] if found.unit is not None and found.unit < len(comparison.units) else None
    whole = found.a.text == found.b.text or found.kind in ("unit_added", "unit_removed", "split", "merged")
    a, b = ("", "") if whole else (abbreviate(text.strip(), _LONGEST) for text in (found.a.text, found.b.text))
    name, row = "", 0
    if pair is not None and (refs := pair.a or pair.b):
        label, title, row = refs[0].label or "", refs[0].title, refs[0].row or 0
        label = "" if row and label == str(row) else label + " " * bool(row)
        name = abbreviate(labelled(label, title), _LONGEST)
    return Told(found.id, found.kind, found.severity == "high", a, b, name, pair.kind if pair else "text", row)


def badness(row: Row) -> int:
    """How bad a pair is, for the order of the index: texts that are no copies, then verdicts, high severity, numbers of
    differences, errata."""
    relation = {"different": 3, "edition": 2, "forwarding": 1}.get(row.relation, 0)
    verdict = {"different": 2, "review": 1}.get(row.verdict, 0)
    telling = min(sum(row.counts.get(name, 0) for name in TELLING), 9999)
    lacking = 2 - sum(row.complete)
    errata = min(sum(row.errata), 9999)
    grade = (verdict * 4 + relation) * 10_000 + min(row.high, 9999)
    return ((grade * 10_000 + telling) * 10 + lacking) * 10_000 + errata + (row.verdict != "identical")
