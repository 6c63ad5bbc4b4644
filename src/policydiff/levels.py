# SPDX-License-Identifier: Apache-2.0
"""`--fail-on`: from which level on a comparison makes the exit status 1."""

from typing import Literal, get_args

from policydiff.decisions.standing import is_open, is_to_do
from policydiff.late import telling
from policydiff.model import Comparison, WitnessFacts

Level = Literal["never", "substantive", "review", "fault", "any"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""Each level holds those before it."""


def reaches(comparison: Comparison, level: Level) -> bool:
    """Does the comparison stand at or above the level?"""
    return stands_at(first_of(comparison), level)


def first_of(comparison: Comparison) -> Level | Literal["none"]:
    """The first level that the comparison stands at; `none` where it is identical and well.

    `substantive` counts substantive and structure differences and texts that are not copies of
    one another, `review` also review and integrity, `fault` also errata and incomplete copies,
    `any` everything but identity. Kept and suppressed differences do not count; a decision that something is to be
    changed or asked, and is not done, counts as `review` whatever it is about.
    """
    return next((level for level in LEVELS[1:] if _at(comparison, level)), "none")


def stands_at(level: str, asked: Level) -> bool:
    """Does a comparison whose first level is `level` stand at or above the level that was asked for?"""
    return level != "none" and level in LEVELS[1 : LEVELS.index(asked) + 1]


def _at(comparison: Comparison, grade: Level) -> bool:
    if grade == "substantive":
        return comparison.relation.kind in ("different", "edition") or _open(comparison, {"substantive", "structure"})
    if grade == "review":
        return _open(comparison, {"review", "integrity"}) or any(map(is_to_do, comparison.checks))
    if grade == "fault":
        return any(_at_fault(copy) for copy in (comparison.a, comparison.b))
    return comparison.verdict != "identical"


def _at_fault(copy: WitnessFacts) -> bool:
    """Has the copy an erratum that nobody settled, or is it not whole? A batch keeps the errata counted, not listed."""
    open_errata = any(is_open(f) for f in copy.findings) if copy.findings else bool(copy.errata)
    return open_errata or not copy.complete


def _open(comparison: Comparison, classes: set[str]) -> bool:
    """Is there a difference of these classes that nobody settled and no rule suppressed?"""
    return any(d.class_ in classes and is_open(d) for d in telling(comparison.differences))
