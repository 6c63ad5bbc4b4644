# SPDX-License-Identifier: Apache-2.0
"""Are two files copies or editions of one notice, or does one forward the other? By their names and common text.

A year, a document number or a date that differs tells two notices apart however much text
they share; where all else agrees, one of them may be a slip of the copy.
"""

import re
from dataclasses import dataclass
from typing import Literal

from policydiff.model import Reason
from policydiff.reasons import because
from policydiff.structure.heading import TITLE, Heading
from policydiff.structure.titles import gives_out, passes_on

Kind = Literal["copy", "edition", "forwarding", "part", "similar", "none"]

SURE = 0.93
"""Estimates of Jaccard's coefficient from here on need no exact count: it is above 0.82 (five standard deviations)."""
_COPY, _LARGELY, _INSIDE = 0.7, 0.5, 0.85
"""Measured on real copies: Jaccard at least 0.72, and 0.989 of the shorter text in the longer; on real editions 0.07 to
0.99, median 0.5."""
_WORDED_ALIKE = 0.9
"""Less of the shorter text in the longer is a revision, not a faulty copy: of 73 real copies none is below 0.989."""
_VOUCHED = 0.85
"""An estimate from here on is a true value of 0.7 and more."""
_EXACT = 0.95
_NEAR = 0.35
_RELATED = 0.15
"""Of two texts under one title: editions share 0.21 and more; reports that only bear one name (政府工作报告) share
their set phrases."""
_NUMBER = re.compile(r"((?:19|20)\d{2})\D+(\d+)")


@dataclass(frozen=True, slots=True)
class Relation:
    """How two notices stand to each other, and why."""

    kind: Kind
    reasons: tuple[Reason, ...] = ()
    slip: bool = False
    """Copies although one name differs: all else agrees."""


def same_title(a: Heading, b: Heading) -> bool:
    """One title, or one with the issuer before it and one without, or one that issues what the other is."""
    if _forwards(a, b):
        return False
    short, long = sorted((a.core, b.core), key=len)
    if len(short) >= TITLE and long.endswith(short):
        return True
    return any(len(core) >= TITLE and core in cited for core, cited in ((a.core, b.cited), (b.core, a.cited)))


def _forwards(a: Heading, b: Heading) -> bool:
    """Does one of them pass on what another office wrote?"""
    return passes_on(a.title) != passes_on(b.title)


def number_key(number: str) -> tuple[str, str] | None:
    """Year and serial of a document number; the issuer's part is cut in many copies."""
    found = _NUMBER.search(number)
    return (found[1], found[2]) if found else None


def apart(a: Heading, b: Heading) -> dict[str, Reason]:
    """What tells two notices apart: number, year, date."""
    told = {}
    if a.number and b.number and number_key(a.number) != number_key(b.number):
        told["number"] = because("near_number", a=a.number, b=b.number)
    if a.years and b.years and a.years != b.years and same_title(a, b):
        told["year"] = because("near_year", a="、".join(a.years), b="、".join(b.years))
    if a.date and b.date and a.date != b.date:
        told["date"] = because("near_date", a=a.date, b=b.date)
    return told


def vouched(a: Heading, b: Heading, estimate: float) -> bool:
    """Do a number or a date in common, and nothing apart, make copies of two notices at this estimate already, whatever
    the exact count?"""
    known = (a.number and b.number) or (a.date and b.date)
    return estimate >= _VOUCHED and bool(known) and not apart(a, b) and not _forwards(a, b)


def relate(a: Heading, b: Heading, jaccard: float, inside: float, longer: Heading) -> Relation:
    """The relation of two notices that share `jaccard` of their text, and `inside` of the shorter with the `longer`."""
    told = apart(a, b)
    titled = same_title(a, b)
    numbered = bool(a.number) and "number" not in told and bool(b.number)
    dated = bool(a.date) and a.date == b.date
    if told:
        if jaccard >= _EXACT and _slip(told, titled, numbered, dated):
            return Relation("copy", tuple(told.values()), slip=True)
        return _apart(a, b, told, titled, jaccard, inside, longer)
    enclosing = _forwards(a, b) and passes_on(longer.title)
    if (
        jaccard >= _COPY
        and (inside >= _WORDED_ALIKE or numbered or dated)
        and (not enclosing or jaccard >= _WORDED_ALIKE)
    ):
        return Relation("copy")
    if (
        (titled or numbered)
        and (jaccard >= _LARGELY or inside >= _INSIDE)
        and (inside >= _WORDED_ALIKE or numbered or dated)
    ):
        return Relation("copy")
    if inside >= _INSIDE:
        return _contained(longer, inside)
    if titled and inside >= _RELATED:
        return Relation("edition", (because("near_title", percent=f"{inside:.0%}"),))
    return (
        Relation("similar", (because("near_common", percent=f"{jaccard:.0%}"),))
        if jaccard >= _LARGELY
        else Relation("none")
    )


def _slip(told: dict[str, Reason], titled: bool, numbered: bool, dated: bool) -> bool:
    """Does only one of the names differ, and another vouch for the copy?"""
    if list(told) == ["number"]:
        return titled and dated
    return len(told) == 1 and numbered


def _apart(
    a: Heading, b: Heading, told: dict[str, Reason], titled: bool, jaccard: float, inside: float, longer: Heading
) -> Relation:
    reasons = tuple(told.values())
    if titled and inside >= _RELATED:
        return Relation("edition", reasons)
    if inside >= _INSIDE and gives_out(longer.title):
        return Relation("forwarding", reasons)
    return Relation("similar", reasons) if jaccard >= _NEAR else Relation("none")


def _contained(longer: Heading, inside: float) -> Relation:
    reason = because("near_inside", percent=f"{inside:.0%}")
    return Relation("forwarding" if gives_out(longer.title) else "part", (reason,))
