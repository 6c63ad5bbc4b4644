# SPDX-License-Identifier: Apache-2.0
"""Suppression rules: differences that a house has settled once and for all, with who said so and why.

    [[suppress]]
    class = "review"
    kind = "vocabulary"            # optional
    scope = "section"              # document (the default), section or everywhere
    section = "三、*"               # for scope section: the heading, with * for anything
    document = "*重点工作任务*"      # for scope document: the notice's title, with * for anything
    pattern = "软件|軟體"            # optional: a regular expression found in one of the readings
    comment = "both words are used by the office"
    author = "Li"

A rule hides nothing: what it takes is still counted and listed with the rule, and no source
is altered. It only keeps a difference from being listed among what tells, and from counting
for the exit status.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct

from policydiff.errors import InputError, UsageError
from policydiff.ingest.apart import TOO_LONG, TOO_MUCH_MEMORY, apart
from policydiff.model import CLASSES, Comparison, Difference, UnitPair
from policydiff.reasons import because

Scope = Literal["document", "section", "everywhere"]
_KEYS = frozenset({"class", "kind", "scope", "section", "document", "pattern", "comment", "author"})
_ANYTHING = ("国", "三十", "7", "b", "，", "\u3000")
"""Readings that have nothing in common: what is found in each is found everywhere."""
_REPEATS = frozenset("*+{")
_SECONDS, _BYTES = 20, 1 << 30
"""What looking for all patterns in all differences may take: a thousandth of a second is usual."""
_HEADINGS = frozenset({"section", "chapter"})


class Rule(Struct, frozen=True):
    """One rule of the file; `number` is its place there, from 1."""

    number: int
    class_: str
    kind: str | None
    scope: Scope
    where: str
    pattern: re.Pattern[str] | None
    comment: str
    author: str

    def takes(self, difference: Difference, title: str, section: str) -> bool:
        """Whether the rule speaks of this difference, in the notice of that title and under that heading."""
        if difference.class_ != self.class_ or (self.kind is not None and difference.kind != self.kind):
            return False
        if self.scope != "everywhere" and not fnmatchcase(title if self.scope == "document" else section, self.where):
            return False
        return self.pattern is None or any(
            self.pattern.search(reading) for reading in (difference.a.text, difference.b.text)
        )

    def words(self) -> str:
        """The rule as a report names it."""
        said = self.comment or (self.pattern.pattern if self.pattern else self.kind or self.class_)
        return f"#{self.number} {said}" + (f" ({self.author})" if self.author else "")


def from_tables(tables: object, source: str = "policydiff.toml") -> tuple[Rule, ...]:
    """The rules of the `suppress` tables of a configuration that is already read."""
    if not isinstance(tables, Sequence) or not all(isinstance(table, Mapping) for table in tables):
        raise UsageError("PD240", (source, because("rules_no_list")))
    return tuple(_rule(number, table, source) for number, table in enumerate(tables, 1))


def _rule(number: int, table: Mapping[str, Any], source: str) -> Rule:
    """A rule from its table in the configuration; UsageError PD240 that names the rule and the key at fault."""

    def refuse(key: str, **args: object) -> UsageError:
        return UsageError("PD240", (because("rule_number", source=source, number=number), because(key, **args)))

    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise refuse("rule_key", name=repr(unknown[0]), known=tuple(sorted(_KEYS)))
    wrong = [key for key, value in table.items() if not isinstance(value, str)]
    if wrong:
        raise refuse("rule_string", name=wrong[0])
    if table.get("class") not in CLASSES:
        raise refuse("rule_choice", name="class", known=CLASSES)
    scope: Scope = table.get("scope", "document")
    if scope not in get_args(Scope):
        raise refuse("rule_choice", name="scope", known=get_args(Scope))
    if scope == "section" and "section" not in table:
        raise refuse("rule_heading", example='section = "三、*"')
    try:
        pattern = re.compile(table["pattern"]) if "pattern" in table else None
    except re.error as error:
        raise refuse("rule_pattern", error=error) from error
    except (OverflowError, RecursionError):
        raise refuse("rule_pattern_deep") from None
    where = table.get("section" if scope == "section" else "document", "*")
    if pattern is not None and all(map(pattern.search, _ANYTHING)):
        raise refuse("rule_pattern_of_all")
    if pattern is None and "kind" not in table and (scope == "everywhere" or not where.strip("*?")):
        raise refuse("rule_takes_all")
    return Rule(
        number,
        table["class"],
        table.get("kind"),
        scope,
        where,
        pattern,
        table.get("comment", ""),
        table.get("author", ""),
    )


def apply(comparison: Comparison, rules: Sequence[Rule]) -> Comparison:
    """The comparison with the first rule that takes it named on each difference; counts and verdict stay."""
    if not rules:
        return comparison
    headings = _headings(comparison.units)
    title = comparison.a.title or comparison.b.title

    def taken(difference: Difference) -> int | None:
        section = headings[difference.unit] if difference.unit is not None and difference.unit < len(headings) else ""
        return next((at for at, rule in enumerate(rules) if rule.takes(difference, title, section)), None)

    found = _within_bounds(lambda: list(map(taken, comparison.differences)), rules)
    judged = tuple(
        difference if at is None else msgspec.structs.replace(difference, suppressed=rules[at].words())
        for difference, at in zip(comparison.differences, found, strict=True)
    )
    return msgspec.structs.replace(comparison, differences=judged)


def _within_bounds(work: Callable[[], list[int | None]], rules: Sequence[Rule]) -> list[int | None]:
    """What `work` makes; in a process apart where an expression repeats something, as only such can run away."""
    if not any(rule.pattern is not None and _REPEATS & set(rule.pattern.pattern) for rule in rules):
        return work()
    try:
        return apart(work, _SECONDS, _BYTES)
    except InputError as error:
        if error.code not in (TOO_LONG, TOO_MUCH_MEMORY):
            raise
        raise UsageError("PD240", because("rule_patterns_run_away", seconds=_SECONDS)) from None


def _headings(units: Sequence[UnitPair]) -> list[str]:
    """For each unit, the heading of the section it stands under."""
    heading, found = "", []
    for pair in units:
        ref = (pair.a or pair.b)[0] if pair.a or pair.b else None
        if ref is not None and pair.kind in _HEADINGS:
            heading = ref.title if ref.label and ref.title.startswith(ref.label) else f"{ref.label or ''}{ref.title}"
        found.append(heading)
    return found
