# SPDX-License-Identifier: Apache-2.0
"""Rules for readings that differ in canonical text and still say one thing in two notations.

Each rule gives a class that names it: format for one mark in another length or dress, review
where a person should look (二〇二三/2023, ㎡/平方米).
"""

import re

from policydiff.diff.boxes import same_state
from policydiff.diff.kinds import Wording
from policydiff.diff.raw import Verdict, verdict
from policydiff.reasons import because
from policydiff.vocabulary.numerals import HAN_DIGITS, value, well_formed

_LONGEST_NUMERAL = 18
_PLACES = frozenset("十百千万亿")
_HAN_DIGIT = frozenset(HAN_DIGITS)
_UNIT_WORDS = (
    ("平方米", "㎡", "m²", "m2", "平米"),
    ("立方米", "m³", "m3", "㎥"),
    ("平方公里", "k㎡", "km²", "km2", "平方千米", "㎢"),
    ("公里", "千米", "㎞", "km"),
    ("厘米", "cm", "㎝"),
    ("毫米", "mm", "㎜"),
    ("千克", "公斤", "kg", "㎏"),
    ("毫克", "mg", "㎎"),
    ("摄氏度", "℃", "°C", "度"),
    ("千瓦时", "kWh", "度电"),
    ("兆瓦", "MW"),
    ("吉瓦", "GW"),
    ("千瓦", "kW", "㎾"),
    ("米", "m"),
    ("吨", "t"),
    ("微克", "μg", "ug"),
)
_UNIT_OF = {word.lower(): n for n, words in enumerate(_UNIT_WORDS) for word in words}
_ELLIPSIS = re.compile(r"…+|\.{3,}|。{3,}|·{3,}")
_DASH = re.compile(r"-+")

NUMERAL = verdict("review", "numeral_style")
UNIT = verdict("review", "unit_notation")
ZERO = verdict("format", "zero_form", because("zero_in_digits"))
WIDTH = verdict("format", "width", because("mark_length"))
QUOTE = verdict("format", "quote_style", because("quote_marks"))


def explain(reading: Wording) -> Verdict | None:
    """The rule that makes both readings one, or None."""
    a, b = reading.a, reading.b
    if not a or not b:
        return None
    if _same_mark(reading):
        return WIDTH
    if set(a + b) <= {'"', "'"} and len(a) == len(b):
        return QUOTE
    if len(a) == len(b) and _zeros(reading):
        return ZERO
    if _same_number(a, b):
        return NUMERAL
    return UNIT if _same_unit(reading) else same_state(reading)


def _same_mark(reading: Wording) -> bool:
    a, b = reading.a, reading.b
    digit_before, digit_after = reading.before[-1:].isdigit(), reading.after[:1].isdigit()
    if _DASH.fullmatch(a) and _DASH.fullmatch(b):
        return True
    if _ELLIPSIS.fullmatch(a) and _ELLIPSIS.fullmatch(b):
        return True
    return {a, b} == {".", "。"} and not digit_after and not (digit_before and reading.after[:1].isalnum())


def _zeros(reading: Wording) -> bool:
    differing = {(x, y) for x, y in zip(reading.a, reading.b, strict=True) if x != y}
    if not differing or any({x, y} != {"零", "〇"} for x, y in differing):
        return False
    around = reading.before[-1:] + reading.a + reading.after[:1]
    return sum(c in _HAN_DIGIT for c in around) >= 2 and not any(c in _PLACES for c in around)


def _same_number(a: str, b: str) -> bool:
    """One value in two numerals (二〇二三/2023, 十五/15)."""
    if len(a) > _LONGEST_NUMERAL or len(b) > _LONGEST_NUMERAL:
        return False
    return (
        a.isascii() != b.isascii()
        and value(a) is not None
        and value(a) == value(b)
        and well_formed(a)
        and well_formed(b)
    )


def _same_unit(reading: Wording) -> bool:
    """Both readings, with the letters they share with their surroundings, are one unit after a number."""
    a, b, before, after = reading[:4]
    for left in range(min(3, len(before)), -1, -1):
        for right in range(min(2, len(after)), -1, -1):
            lead, tail = before[len(before) - left :], after[:right]
            x, y = _UNIT_OF.get((lead + a + tail).lower()), _UNIT_OF.get((lead + b + tail).lower())
            if (
                x is not None
                and x == y
                and (before[: len(before) - left][-1:] in "0123456789万亿千百" and before[: len(before) - left])
            ):
                return not after[right : right + 1].isascii() or not after[right : right + 1].isalnum()
    return False
