# SPDX-License-Identifier: Apache-2.0
"""Numerals as official documents write them (GB/T 15835-2011): their characters and their values: 二十三, 一百〇二,
二〇二三, 13, 3万.

The constants are characters for the inside of a pattern's brackets: `[{HAN_ORDINAL}]{1,4}条`.
"""

import re

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
_MYRIADS = {"万": 10**4, "亿": 10**8}
_SLIP = re.compile(f"[{ONE_TO_NINE}两{FORMAL_SIMPLIFIED[1:]}]{{2}}|[十拾][十百千拾佰仟]|[百佰][百千佰仟]|千千|仟仟")
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
        elif char in _MYRIADS:
            total = (total + section + digit or 1) * _MYRIADS[char]
            section = digit = 0
        else:
            return None
    return total + section + digit if numeral else None


def well_formed(numeral: str) -> bool:
    """Is it written as numbers are? 三三十 and 十百 have a value (a misprinted label), and are slips."""
    return all(char in _DIGITS or char.isascii() for char in numeral) or _SLIP.search(numeral) is None


def value(numeral: str) -> int | None:
    """The whole number that `numeral` stands for, in Arabic or Han digits; None for anything else."""
    return int(numeral) if numeral.isascii() and numeral.isdigit() else han_value(numeral)
