# SPDX-License-Identifier: Apache-2.0
"""Rules for readings that differ in canonical text and still say one thing in two notations.

Each rule gives a class that names it: format for one mark in another length or dress, review
where a person should look (二〇二三/2023, ㎡/平方米).
"""

from rapidfuzz.distance import Prefix

from policydiff.diff.boxes import same_state
from policydiff.diff.glyphs import same_glyphs, same_length_apart, same_title_marks
from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.wording import Wording
from policydiff.diff.words import DOC_NUMBER
from policydiff.reasons import because
from policydiff.vocabulary.numerals import exact, value
from policydiff.vocabulary.patterns import late_pattern
from policydiff.vocabulary.written import HAN_NUMERALS, same_value, whole

_NUMERIC = late_pattern(f"[0-9{HAN_NUMERALS}]")
_FIGURE = late_pattern(f"[0-9.,]+|[{HAN_NUMERALS}]+")
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
_SIGNS = "".join(map(chr, range(0x2460, 0x249C)))
_OF_A_DRESS = 20
"""① to ⑳, ⑴ to ⒇ and ⒈ to ⒛ stand in three rows of 20."""
_LONGEST_NUMBER = 40
"""Characters of both readings beyond which they are no document number."""
_UNIT_OF = {word.lower(): n for n, words in enumerate(_UNIT_WORDS) for word in words}

NUMERAL = verdict("review", "numeral_style")
UNIT = verdict("review", "unit_notation")
ZERO = verdict("format", "zero_form", because("zero_in_digits"))
WIDTH = verdict("format", "width", because("mark_length"))
GLYPH = verdict("format", "compatibility_glyph", because("compatibility_code_point"))
BRACKETS = verdict("format", "bracket_style")
QUOTE = verdict("format", "quote_style", because("quote_marks"))


def explain(reading: Wording) -> Verdict | None:
    """The rule that makes both readings one, or None."""
    a, b = reading.a, reading.b
    if same_length_apart(reading):
        return WIDTH
    if _one_document_number(reading):
        return NUMERAL
    if not a or not b:
        return None
    if _same_stop(reading):
        return WIDTH
    if set(a + b) <= {'"', "'"} and len(a) == len(b):
        return QUOTE
    if same_title_marks(reading):
        return BRACKETS
    if _zeros(reading):
        return ZERO
    if same_glyphs(reading):
        return GLYPH
    if _same_unit(reading) or _one_figure(reading):
        return UNIT
    return NUMERAL if _same_value(reading) or _one_sign(reading) else same_state(reading)


def _one_sign(reading: Wording) -> bool:
    """Is it one number of a list in two signs: ①, ⑴, ⒈?"""
    a, b = (_SIGNS.find(text) if len(text) == 1 else -1 for text in reading[:2])
    return a >= 0 and b >= 0 and (a - b) % _OF_A_DRESS == 0


def _one_document_number(reading: Wording) -> bool:
    """Is it one document number, with its figures in Han or in Arabic digits, or with 第 before the last?"""
    if len(reading.a) + len(reading.b) > _LONGEST_NUMBER or "号" not in reading.a + reading.after:
        return False
    parts = [_document_number(reading, text) for text in reading[:2]]
    if parts[0] is None or parts[1] is None or parts[0][:3] != parts[1][:3]:
        return False
    return all(
        x == y or (x.isascii() != y.isascii() and not {x[0], y[0]} & set("0〇零") and value(x) == value(y))
        for x, y in zip(parts[0][3:], parts[1][3:], strict=True)
    )


def _document_number(reading: Wording, text: str) -> tuple[str, ...] | None:
    """Who issued it, the brackets of its year, the year and the number, of the document number that holds a reading."""
    start, end = len(reading.before), len(reading.before) + len(text)
    for match in DOC_NUMBER.finditer(reading.before + text + reading.after):
        if match.start("year") <= start and end <= match.end():
            return reading.before[: match.start("open")], *match.group("open", "close", "year", "number")
    return None


def _same_stop(reading: Wording) -> bool:
    """Is a full stop in another dress? A point before a digit is a decimal point."""
    digit_before, digit_after = reading.before[-1:].isdigit(), reading.after[:1].isdigit()
    return (
        {reading.a, reading.b} == {".", "。"} and not digit_after and not (digit_before and reading.after[:1].isalnum())
    )


def _zeros(reading: Wording) -> bool:
    """Is it one Han numeral with its noughts in another dress, 一百零一 and 一百〇一?"""
    a, b = reading.a, reading.b
    if a.replace("零", "〇") != b.replace("零", "〇"):
        return False
    around = reading.before[-1:] + a + reading.after[:1]
    return sum(char in HAN_NUMERALS for char in around) >= 2


def _same_value(reading: Wording) -> bool:
    """Is it one value with its unit, however it is written; or a numeral of a label or a number, in Han and in Arabic
    digits?"""
    if not (_NUMERIC.search(reading.a) and _NUMERIC.search(reading.b)):
        return False
    a, b = (whole(reading.before, text, reading.after) for text in reading[:2])
    if a is not None and b is not None:
        return same_value(a, b)
    if reading.a.isascii() == reading.b.isascii():
        return False
    number = exact(reading.a)
    return number is not None and number == exact(reading.b)


def _same_unit(reading: Wording) -> bool:
    """Both readings, with the letters they share with their surroundings, are one unit after a number."""
    a, b, before, after = reading[:4]
    for left in range(min(3, len(before)), -1, -1):
        lead, number = before[len(before) - left :], before[: len(before) - left][-1:]
        if not number or number not in "0123456789万亿千百/每":
            continue
        for right in range(min(2, len(after)), -1, -1):
            tail = after[:right]
            x, y = _UNIT_OF.get((lead + a + tail).lower()), _UNIT_OF.get((lead + b + tail).lower())
            if x is not None and x == y:
                return not after[right : right + 1].isascii() or not after[right : right + 1].isalnum()
    return False


def _one_figure(reading: Wording) -> bool:
    """Is it one figure, with its unit under two names: 5公里, 5千米?"""
    head = Prefix.similarity(reading.a, reading.b)
    x, y = _UNIT_OF.get(reading.a[head:].lower()), _UNIT_OF.get(reading.b[head:].lower())
    return x is not None and x == y and _FIGURE.fullmatch(reading.a[:head]) is not None
