# SPDX-License-Identifier: Apache-2.0
"""Differences that fall in a field, told as the field's change: units kept, dropped, added; 35项 → 53项."""

from collections.abc import Sequence

from policydiff.canonical.text import Canonical
from policydiff.diff.table_places import SourceRows
from policydiff.diff.wording import IN_CHARGE
from policydiff.model import Difference, FieldChange, Place, UnitPair, UnitRef
from policydiff.structure.charges import Stretch, charges_at
from policydiff.structure.responsible import Named, responsible_statements
from policydiff.vocabulary.numerals import HAN_NUMERAL
from policydiff.vocabulary.patterns import late_pattern

_VALUES = frozenset({"number", "quantity_unit", "date", "doc_number"})
IN_FIELDS = _VALUES | {"responsible_unit"}
"""Kinds of difference that may be the change of a field."""
_WIDER = late_pattern(rf"[0-9A-Za-z.%‰{HAN_NUMERAL}²³年月日号项家个元]")
_REACH = 6
_Roles = dict[str, dict[str, str]]
"""Names by role: canonical name → the name as the source has it."""


def field_changes(
    differences: Sequence[Difference],
    units: Sequence[UnitPair],
    a: Canonical,
    b: Canonical,
    rows: tuple[SourceRows, SourceRows],
) -> tuple[FieldChange, ...]:
    """The changes of fields, in reading order; one entry for each unit's statement of units in charge.

    `rows` are those of the tables of both copies, whose columns say what role a unit has.
    """
    found: list[FieldChange] = []
    stated: set[int | None] = set()
    for difference in differences:
        if difference.kind == "responsible_unit" and difference.rule == IN_CHARGE:
            found += [change for change in _in_a_sentence(difference, units, a, b) if change not in found]
        elif difference.kind == "responsible_unit" and difference.unit not in stated:
            stated.add(difference.unit)
            if difference.unit is not None:
                unit = units[difference.unit]
                old, new = _roles(unit.a, a, rows[0]), _roles(unit.b, b, rows[1])
                found += _units_in_charge(difference.unit, old, new)
        elif difference.kind in _VALUES and difference.class_ == "substantive":
            was = _in_words(difference.a.start, difference.a.end, a.source)
            now = _in_words(difference.b.start, difference.b.end, b.source)
            found.append(
                FieldChange(difference.kind, difference.unit, (), (was,) if was else (), (now,) if now else ())
            )
    return tuple(found)


def _in_a_sentence(difference: Difference, units: Sequence[UnitPair], a: Canonical, b: Canonical) -> list[FieldChange]:
    """The bodies that a sentence of the unit puts in charge in either copy."""
    if difference.unit is None:
        return []
    pair = units[difference.unit]
    return _units_in_charge(difference.unit, _charged(difference.a, pair.a, a), _charged(difference.b, pair.b, b))


def _charged(place: Place, refs: Sequence[UnitRef], canonical: Canonical) -> _Roles:
    """The bodies by role that are in charge by the phrase in which a place stands."""
    if not refs:
        return {}
    first, last = canonical.offsets.span_to_kept(refs[0].start, refs[-1].end)
    span = canonical.offsets.span_to_kept(place.start, place.end)
    found = charges_at(Stretch(canonical.text, *span, (first, last), canonical.breaks))
    return _by_role([name for charge in found for name in charge.named], canonical)


def _in_words(start: int, end: int, source: str) -> str:
    """The value with the digits and units around it, as the source has it."""
    left = start
    while left > 0 and start - left < _REACH and _WIDER.match(source[left - 1]):
        left -= 1
    right = end
    while right < len(source) and right - end < _REACH and _WIDER.match(source[right]):
        right += 1
    return source[left:right].strip()


def _units_in_charge(index: int, old: _Roles, new: _Roles) -> list[FieldChange]:
    changes = []
    for role in dict.fromkeys([*old, *new]):
        before, after = old.get(role, {}), new.get(role, {})
        if list(before) != list(after):
            kept = tuple(name for key, name in before.items() if key in after)
            removed = tuple(name for key, name in before.items() if key not in after)
            added = tuple(name for key, name in after.items() if key not in before)
            changes.append(FieldChange(f"responsible_units.{role}", index, kept, removed, added))
    return changes


def _roles(refs: Sequence[UnitRef], canonical: Canonical, rows: SourceRows) -> _Roles:
    named = rows.units_in_charge(refs)
    if named is None:
        named = []
        for ref in refs:
            start, end = canonical.offsets.span_to_kept(ref.start, ref.end)
            statements = responsible_statements(canonical.text[start:end])
            named += [Named(role, start + s, start + e) for found in statements for role, s, e in found.names]
    return _by_role(named, canonical)


def _by_role(named: Sequence[Named], canonical: Canonical) -> _Roles:
    roles: _Roles = {}
    for role, start, end in named:
        roles.setdefault(role, {})[canonical.text[start:end]] = canonical.bare[start:end]
    return roles
