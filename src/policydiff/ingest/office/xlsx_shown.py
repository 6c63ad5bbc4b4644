# SPDX-License-Identifier: Apache-2.0
"""What a cell shows: its stored value in its number format.

No library holds for Chinese formats (docs/reading.md has the measurement); the parts are xlsx_format (what a format
says), xlsx_number, xlsx_date and xlsx_numerals (what it does).
"""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Literal

from policydiff.ingest.office.xlsx_date import shown_date
from policydiff.ingest.office.xlsx_format import Section, sections_of
from policydiff.ingest.office.xlsx_number import general, kept, shown_number

LONGEST = 400
"""Longest stored number that is looked at; real ones have some 20 characters."""
DIGITS = 700
"""Digits that a shown number can have: some 300 before its point and a whole format of places behind it."""
LARGEST = 308
"""Power of ten that no stored number goes beyond."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a cell, and why it is not what stands there on the screen, where it is not."""

    text: str
    why: Literal["", "hidden", "crosses"] = ""
    """`hidden`: the format shows nothing, `text` is the stored value; `crosses`: the cell is filled with #."""


def shown_value(text: str, code: str, since_1904: bool = False) -> Shown:
    """A stored number in a format; as stored where it is not a number."""
    value = number_of(text)
    if value is None:
        return Shown(text)
    with localcontext(prec=DIGITS):
        return _in_format(value, code, since_1904)


def _in_format(value: Decimal, code: str, since_1904: bool) -> Shown:
    chosen = _chosen(sections_of(code), value)
    if chosen is None:
        return Shown(general(value), "crosses")
    section, signed = chosen
    if section.dated:
        dated = shown_date(value, section, since_1904)
        return Shown(general(value), "crosses") if dated is None else Shown(dated.strip())
    if section.holds("at"):
        return Shown("".join(general(value) if sign.kind == "at" else sign.text for sign in section.signs).strip())
    number, nonzero = shown_number(abs(value), section)
    if not number.strip():
        return Shown(general(value), "hidden") if value and not section.signs else Shown("")
    minus = "-" if signed and value < 0 and (nonzero or not section.holds("digit")) else ""
    return Shown(minus + number.strip())


def shown_text(text: str, code: str) -> Shown:
    """A text in a format: its fourth section, or a last one with @, has words around it or shows nothing."""
    sections = sections_of(code)
    last = sections[-1]
    if not last.holds("at"):
        return Shown(text, "hidden") if len(sections) > 3 and not last.signs and text else Shown(text)
    if all(sign.kind == "at" for sign in last.signs):
        return Shown(text)
    return Shown("".join(text if sign.kind == "at" else sign.text for sign in last.signs).strip())


def number_of(text: str) -> Decimal | None:
    """A stored number as sheets count with it, or None for what is none."""
    if len(text) > LONGEST or "_" in text:
        return None
    try:
        value = kept(text)
    except (ValueError, ArithmeticError):
        return None
    return value if value.is_finite() and abs(value.adjusted()) <= LARGEST else None


def _chosen(sections: tuple[Section, ...], value: Decimal) -> tuple[Section, bool] | None:
    """The section for a number, and whether a minus sign goes before it; None where no condition holds."""
    numbers = sections[:-1] if 1 < len(sections) < 4 and sections[-1].holds("at") else sections[:3]
    if len(numbers) == 1 and numbers[0].condition is None:
        return numbers[0], True
    for index, section in enumerate(numbers):
        condition = section.condition or _implied(numbers, index)
        if condition is None or _holds(value, condition):
            return section, not _negative_only(numbers, index)
    return None


def _implied(numbers: tuple[Section, ...], index: int) -> tuple[str, Decimal] | None:
    """The condition of a section that states none: positive, negative, and all that is left."""
    stated = [section.condition for section in numbers]
    if index == 0 and not any(stated):
        return (">=" if len(numbers) == 2 else ">"), Decimal(0)
    if index == 0 and len(numbers) > 1:
        return ">", Decimal(0)
    if index == 1 and len(numbers) == 3:
        return "<", Decimal(0)
    return None


def _negative_only(numbers: tuple[Section, ...], index: int) -> bool:
    """Whether a section is for negative numbers alone: then it says itself how they are marked."""
    condition = numbers[index].condition or _implied(numbers, index)
    if condition is not None:
        return condition[0] in ("<", "<=") and condition[1] <= 0
    first = numbers[0].condition or _implied(numbers, 0)
    return index == 1 and first in ((">", Decimal(0)), (">=", Decimal(0)))


def _holds(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    relation, limit = condition
    match relation:
        case "<":
            return value < limit
        case "<=":
            return value <= limit
        case ">":
            return value > limit
        case ">=":
            return value >= limit
        case "=":
            return value == limit
    return value != limit
