# SPDX-License-Identifier: Apache-2.0
"""What a comparison tells, as lines that a person can read and a later result can be held against."""

from collections.abc import Iterable, Iterator

from policydiff.model import (
    Comparison,
    Difference,
    DifferenceGroup,
    FieldChange,
    Finding,
    Place,
    Reason,
    UnitPair,
    UnitRef,
    WitnessFacts,
)

_LONGEST = 32


def lines(found: Comparison) -> Iterator[str]:
    """The lines of one comparison: relation and verdict, both copies, units that are not the same, differences that
    tell, counts of what is set aside, and changed fields."""
    yield f"{found.relation.kind}, {found.verdict}: {_rule(found.relation.rule)}"
    yield from _copy("a", found.a)
    yield from _copy("b", found.b)
    yield from (_unit(unit) for unit in found.units if unit.status != "same" or unit.moved or unit.renumbered)
    yield from (_difference(difference) for difference in found.differences if difference.severity is not None)
    yield from _set_aside(found.groups)
    yield from (_field(change) for change in found.fields)


def _copy(name: str, copy: WitnessFacts) -> Iterator[str]:
    script = copy.script
    facts = (script.form, script.region or "-", script.converter or "-", f"{script.faults} faults")
    state = "complete" if copy.complete else "; ".join(map(_rule, copy.incomplete))
    yield f"{name}: {' '.join(facts)}, {copy.errata} errata, {state}"
    yield from (f"{name}: problem {problem.code}" for problem in copy.problems)
    yield from (_finding(name, finding) for finding in copy.findings)


def _finding(name: str, finding: Finding) -> str:
    chance = "" if finding.probability is None else f" {finding.probability:.3f}"
    sure = "certain" if finding.certain else "likely"
    change = f"{_short(finding.text)}→{_short(finding.suggestion or '')}"
    return f"{name}: {finding.kind} {finding.start} {change} {sure}{chance} in {finding.phrase}: {_rule(finding.rule)}"


def _unit(unit: UnitPair) -> str:
    marks = "".join(word for word, holds in ((" moved", unit.moved), (" renumbered", unit.renumbered)) if holds)
    return f"unit {unit.kind} {unit.status}{marks}: {_refs(unit.a)} → {_refs(unit.b)} {unit.similarity:.3f}"


def _refs(refs: Iterable[UnitRef]) -> str:
    return " + ".join(f"{ref.label or '-'}{_short(ref.title)}@{ref.start}" for ref in refs) or "∅"


def _difference(told: Difference) -> str:
    where = f"{told.unit}" + (f" {told.table.column_a}/{told.table.column_b}" if told.table else "")
    more = [
        f"{word} {value}"
        for word, value in (
            ("side", told.side),
            ("should be", told.suggestion),
            ("hint", told.hint),
            ("evidence", told.evidence),
            ("members", len(told.members) or None),
        )
        if value
    ]
    change = f"{_place(told.a)} → {_place(told.b)}"
    return "; ".join([f"{told.class_}/{told.kind} {told.severity} in {where}: {change}", *more, _rule(told.rule)])


def _place(place: Place) -> str:
    return f"{_short(place.text) or '∅'}@{place.start}"


def _set_aside(groups: Iterable[DifferenceGroup]) -> Iterator[str]:
    """One line for each kind and rule of what is set aside."""
    told: dict[str, list[str]] = {}
    for group in groups:
        if group.class_ in ("script", "gloss", "layout", "notation"):
            rule = group.rule.key if group.rule else "-"
            change = f"{_short(group.a)}→{_short(group.b)}×{group.count}"
            told.setdefault(f"{group.class_}/{group.kind} {rule}", []).append(change)
    yield from (f"{head}: {' '.join(changes)}" for head, changes in told.items())


def _field(change: FieldChange) -> str:
    return f"field {change.field} of {change.unit}: -{'、'.join(change.removed)} +{'、'.join(change.added)}"


def _rule(rule: Reason | None) -> str:
    if rule is None:
        return "-"
    given = " ".join(f"{name}={_short(str(value))}" for name, value in sorted(rule.args.items()) if name != "points")
    return " & ".join([f"{rule.key} {given}".strip(), *map(_rule, rule.also)])


def _short(text: str) -> str:
    shown = text.replace("\n", "⏎")
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…{len(shown)}"
