# SPDX-License-Identifier: Apache-2.0
"""What the index, the summary and a comparison with an earlier run need of one pair: small enough to keep all."""

from collections import Counter
from typing import Literal

from msgspec import Struct

from policydiff.decisions import is_open
from policydiff.levels import Level, first_of
from policydiff.model import TELLING, Comparison

Telling = tuple[str, str]
"""Id and class of a difference that tells."""


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


def row_of(comparison: Comparison) -> Row:
    """The row of a comparison."""
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
    )


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
