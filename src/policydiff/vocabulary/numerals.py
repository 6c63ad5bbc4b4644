# SPDX-License-Identifier: Apache-2.0
"""Numerals as official documents write them (GB/T 15835-2011): their characters and their values: 二十三, 一百〇二,
二〇二三, 13, 3万.

The constants are characters for the inside of a pattern's brackets: `[{HAN_ORDINAL}]{1,4}条`.
"""

from fractions import Fraction
from functools import lru_cache

from policydiff.vocabulary.patterns import late_pattern

ONE_TO_NINE = "一二三四五六七八九"
ONE_TO_TEN = f"{ONE_TO_NINE}十"
HAN_DIGITS = f"〇零{ONE_TO_NINE}"
"""Digits of a year or of a number that is written digit by digit."""
SOURCE_DIGITS = f"○{HAN_DIGITS}"
"""The same as sources write them: ○ stands for 〇 until a layer folds it."""
HAN_ORDINAL = f"{HAN_DIGITS}十百"
"""What numbers of articles, sections and pages are written with."""
HAN_NUMERAL = f"{HAN_ORDINAL}千万亿两"
"""What amounts are written with."""
ZERO_TO_NINE = f"〇{ONE_TO_NINE}"
"""The digits in the order of their values, as those that follow."""
FORMAL_SIMPLIFIED, FORMAL_TRADITIONAL = "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"
"""Numerals of cheques and contracts (大写)."""

_DIGITS = (
    {char: value for value, char in enumerate(ZERO_TO_NINE)}
    | {char: value for value, char in enumerate(FORMAL_SIMPLIFIED)}
    | {"两": 2}
)
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_PLAIN = str.maketrans(
    {
        **dict(zip("零壹贰叁肆伍陆柒捌玖拾佰仟参叄两", "〇一二三四五六七八九十百千三三二", strict=True)),
        "廿": "二十",
        "卅": "三十",
    }
)
"""Financial and older numerals in plain ones (GB/T 15835-2011, 5.2.4)."""
_LONGEST = 30
"""Characters of the longest numeral that is read as a number: what is longer names something, or is an attack."""
_COLLOQUIAL = late_pattern(f"[百千万亿][{ONE_TO_NINE}]$")
"""三万五 is 35,000 to those who say it, and 30,005 to those who write it: no certain value."""
_GROUPED = late_pattern(r"[1-9][0-9]{0,2}(?P<mark>[, ])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:\.[0-9]+)?")
_ARABIC = late_pattern(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_SMALL = {numeral: value for value, numeral in enumerate(f"零{ONE_TO_TEN}")}


def han_value(numeral: str) -> int | None:
    """The number a Han numeral stands for, by place (二十三) or digit by digit (二〇二三); None for anything else."""
    if numeral in _SMALL:
        return _SMALL[numeral]
    if len(numeral) > 1 and all(char in _DIGITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        elif char == "亿":  # all that stands before it counts in it: 两万五千亿
            total = (total + section + digit or 1) * 10**8
            section = digit = 0
        elif char == "万":
            total += (section + digit or 1) * 10**4
            section = digit = 0
        else:
            return None
    return total + section + digit if numeral else None


def value(numeral: str) -> int | None:
    """The whole number that `numeral` stands for, in Arabic or Han digits; None for anything else."""
    return int(numeral) if numeral.isascii() and numeral.isdigit() else han_value(numeral)


@lru_cache(maxsize=4096)
def exact(numeral: str) -> Fraction | None:
    """The number that `numeral` stands for beyond doubt, in Arabic digits (1,000.5) or in Han ones (三点五), None
    where there is any doubt: a slip (三三十), about so many (三五, 二三十), a colloquial end (三万五), a code (007)."""
    if len(numeral) > _LONGEST:
        return None
    if numeral.isascii():
        plain = numeral.replace(",", "").replace(" ", "")
        return Fraction(plain) if _ARABIC.fullmatch(numeral) or _GROUPED.fullmatch(numeral) else None
    whole, point, decimals = numeral.translate(_PLAIN).partition("点")
    number = _exact_han(whole)
    if number is None or not point:
        return number
    digits = decimals.rstrip("十百千万亿")
    scale = han_value("一" + decimals[len(digits) :])
    if not digits or scale is None or not all(char in _DIGITS for char in digits):
        return None
    return (number + Fraction(int("".join(str(_DIGITS[char]) for char in digits)), 10 ** len(digits))) * scale


def _exact_han(numeral: str) -> Fraction | None:
    number = han_value(numeral)
    if number is None:
        return None
    if all(char in _DIGITS for char in numeral):
        by_digit = len(numeral) == 1 or ("〇" in numeral[1:] or (len(numeral) == 4 and numeral[0] in "一二"))
        return Fraction(number) if by_digit and (numeral[0] != "〇" or len(numeral) == 1) else None
    alike = _bare(numeral) == _bare(_spelt(number)) and _COLLOQUIAL.search(numeral) is None
    return Fraction(number) if alike else None


def _bare(numeral: str) -> str:
    """A numeral without what may be left out of it: noughts, and the one before a ten."""
    return numeral.replace("〇", "").replace("一十", "十")


def _spelt(number: int) -> str:
    """A whole number by place, as it is written in full: 一万二千, without noughts."""
    if number >= 10**8:
        return _spelt(number // 10**8) + "亿" + _spelt(number % 10**8)
    if number >= 10**4:
        return _spelt(number // 10**4) + "万" + _spelt(number % 10**4)
    places = zip(f"{number:04d}", ("千", "百", "十", ""), strict=True)
    return "".join(f"零{ONE_TO_NINE}"[int(digit)] + place for digit, place in places if digit != "0")
