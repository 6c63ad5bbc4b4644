# SPDX-License-Identifier: Apache-2.0
"""Differences that fall in a field, told as the field's change: units kept, dropped, added; 35项 → 53项."""

import re
from collections.abc import Sequence

from policydiff.canonical.text import Canonical
from policydiff.model import Difference, FieldChange, UnitPair, UnitRef
from policydiff.structure.fields import responsible_statements
from policydiff.vocabulary.numerals import HAN_NUMERAL

_VALUES = frozenset({"number", "quantity_unit", "date", "doc_number"})
_WIDER = re.compile(rf"[0-9A-Za-z.%‰{HAN_NUMERAL}²³年月日号项家个元]")
_REACH = 6


def field_changes(
    differences: Sequence[Difference], units: Sequence[UnitPair], a: Canonical, b: Canonical
) -> tuple[FieldChange, ...]:
    """The changes of fields, in reading order; one entry for each unit's statement of units in charge."""
    found: list[FieldChange] = []
    stated: set[int | None] = set()
    for difference in differences:
        if difference.kind == "responsible_unit" and difference.unit not in stated:
            stated.add(difference.unit)
            if difference.unit is not None:
                found += _units_in_charge(difference.unit, units[difference.unit], a, b)
        elif difference.kind in _VALUES and difference.class_ == "substantive":
            old, new = (
                _in_words(difference.a.start, difference.a.end, a.source),
                _in_words(difference.b.start, difference.b.end, b.source),
            )
            found.append(
                FieldChange(difference.kind, difference.unit, (), (old,) if old else (), (new,) if new else ())
            )
    return tuple(found)


def _in_words(start: int, end: int, source: str) -> str:
    """The value with the digits and units around it, as the source has it."""
    left = start
    while left > 0 and start - left < _REACH and _WIDER.match(source[left - 1]):
        left -= 1
    right = end
    while right < len(source) and right - end < _REACH and _WIDER.match(source[right]):
        right += 1
    return source[left:right]


def _units_in_charge(index: int, unit: UnitPair, a: Canonical, b: Canonical) -> list[FieldChange]:
    old, new = _roles(unit.a, a), _roles(unit.b, b)
    changes = []
    for role in dict.fromkeys([*old, *new]):
        before, after = old.get(role, {}), new.get(role, {})
        if list(before) != list(after):
            kept = tuple(name for key, name in before.items() if key in after)
            removed = tuple(name for key, name in before.items() if key not in after)
            added = tuple(name for key, name in after.items() if key not in before)
            changes.append(FieldChange(f"responsible_units.{role}", index, kept, removed, added))
    return changes


def _roles(refs: Sequence[UnitRef], canonical: Canonical) -> dict[str, dict[str, str]]:
    """Names by role: canonical name → the name as the source has it."""
    roles: dict[str, dict[str, str]] = {}
    for ref in refs:
        start, end = canonical.offsets.span_to_kept(ref.start, ref.end)
        for _, _, names in responsible_statements(canonical.text[start:end]):
            for role, s, e in names:
                roles.setdefault(role, {})[canonical.text[start + s : start + e]] = canonical.bare[
                    start + s : start + e
                ]
    return roles
