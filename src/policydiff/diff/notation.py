# SPDX-License-Identifier: Apache-2.0
"""Rules for readings that differ in canonical text and still say one thing in two notations.

Each rule gives a class that names it: format for one mark in another length or dress, review
where a person should look (二〇二三/2023, ㎡/平方米).
"""

import re

from policydiff.diff.kinds import Reading
from policydiff.diff.raw import Verdict

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
_HAN_DIGIT = frozenset("〇零一二三四五六七八九")
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
_NUMBER_WORD = re.compile(r"[0-9]+|[〇零一二三四五六七八九十百千万亿两]+")
_ELLIPSIS = re.compile(r"…+|\.{3,}|。{3,}|·{3,}")
_DASH = re.compile(r"-+")

NUMERAL = Verdict("review", "numeral_style", "the same number in Han and in Arabic numerals", "low")
UNIT = Verdict("review", "unit_notation", "the same unit of measure in another notation", "low")
ZERO = Verdict("format", "zero_form", "the same zero in a string of Han digits")
WIDTH = Verdict("format", "width", "the same mark in another width or length")
QUOTE = Verdict("format", "quote_style", "the same quotation in marks of another national form")


def explain(reading: Reading) -> Verdict | None:
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
    if a != b and _number_value(a) is not None and _number_value(a) == _number_value(b):
        return NUMERAL
    return UNIT if _same_unit(reading) else None


def _same_mark(reading: Reading) -> bool:
    a, b = reading.a, reading.b
    digit_before, digit_after = reading.before[-1:].isdigit(), reading.after[:1].isdigit()
    if _DASH.fullmatch(a) and _DASH.fullmatch(b):
        return True
    if _ELLIPSIS.fullmatch(a) and _ELLIPSIS.fullmatch(b):
        return True
    return {a, b} == {".", "。"} and not digit_after and not (digit_before and reading.after[:1].isalnum())


def _zeros(reading: Reading) -> bool:
    differing = {(x, y) for x, y in zip(reading.a, reading.b, strict=True) if x != y}
    if not differing or any({x, y} != {"零", "〇"} for x, y in differing):
        return False
    around = reading.before[-1:] + reading.a + reading.after[:1]
    return sum(c in _HAN_DIGIT for c in around) >= 2 and not any(c in _SCALE or c in _BIG for c in around)


def _number_value(text: str) -> int | None:
    """The value of a bare number word; a string of Han digits counts as digits (二〇二三)."""
    if not _NUMBER_WORD.fullmatch(text):
        return None
    if text.isascii():
        return int(text) if len(text) <= 18 else None
    if len(text) <= 18 and all(c in _DIGITS for c in text) and (len(text) > 1 or text in _DIGITS):
        return int("".join(str(_DIGITS[c]) for c in text))
    return _han_value(text)


def _han_value(text: str) -> int | None:
    if text[0] in _BIG:
        return None
    total = part = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SCALE:
            part += (digit or 1) * _SCALE[char]
            digit = 0
        else:
            total = (total + part + digit) * _BIG[char]
            part = digit = 0
    return total + part + digit


def _same_unit(reading: Reading) -> bool:
    """Both readings, with the letters they share with their surroundings, are one unit after a number."""
    a, b, before, after = reading[:4]
    for left in range(min(3, len(before)), -1, -1):
        for right in range(min(2, len(after)), -1, -1):
            lead, tail = before[len(before) - left :], after[:right]
            x, y = _UNIT_OF.get((lead + a + tail).lower()), _UNIT_OF.get((lead + b + tail).lower())
            if x is not None and x == y and (before[: len(before) - left][-1:] in "0123456789万亿千百" and before[: len(before) - left]):
                return not after[right : right + 1].isascii() or not after[right : right + 1].isalnum()
    return False
