# SPDX-License-Identifier: Apache-2.0
"""Chinese numerals of sheets: `[DBNum1]` 一百〇五, `[DBNum2]` 壹佰零伍, `[DBNum3]` １百０５."""

from decimal import Decimal

from policydiff.ingest.numbering import chinese
from policydiff.vocabulary.numerals import FORMAL_SIMPLIFIED, FORMAL_TRADITIONAL, ONE_TO_NINE, ZERO_TO_NINE

_DIGITS = {1: ZERO_TO_NINE, 2: FORMAL_SIMPLIFIED, 3: "０１２３４５６７８９"}
_TRADITIONAL = {**_DIGITS, 1: f"○{ONE_TO_NINE}", 2: FORMAL_TRADITIONAL}
_PLACES = {1: "十百千", 2: "拾佰仟", 3: "十百千"}
_GROUPS = ("", "万", "亿"), ("", "萬", "億")
LARGEST = 10**16
"""Numbers from here on are more than a sheet keeps exactly."""


def spelt(text: str, kind: int, traditional: bool) -> str:
    """Each digit of a shown number as a numeral: 2023 → 二〇二三."""
    digits = (_TRADITIONAL if traditional else _DIGITS)[kind]
    return "".join(digits[ord(c) - 48] if "0" <= c <= "9" else c for c in text)


def counted(value: Decimal, kind: int, traditional: bool, ten_alone: bool = False) -> str:
    """A number as it is said: 105 → 一百〇五; digits behind the point one by one."""
    number = int(abs(value))
    if number >= LARGEST:
        return spelt(format(value, "f"), kind, traditional)
    text = _whole(number, kind, traditional)
    if ten_alone and 10 <= number < 20:
        text = text[1:]
    behind = format(abs(value), "f").partition(".")[2]
    return ("-" if value < 0 else "") + text + ("." + spelt(behind, kind, traditional) if behind.strip("0") else "")


def _whole(number: int, kind: int, traditional: bool) -> str:
    """A whole number: groups of four places, an empty place between two others said once."""
    digits, places = (_TRADITIONAL if traditional else _DIGITS)[kind], _PLACES[kind]
    groups = _GROUPS[traditional]
    for power, word in ((8, groups[2]), (4, groups[1])):
        if number >= 10**power:
            head, rest = divmod(number, 10**power)
            gap = digits[0] if 0 < rest < 10 ** (power - 1) else ""
            return _whole(head, kind, traditional) + word + gap + (_whole(rest, kind, traditional) if rest else "")
    return chinese(number, digits, places, ten_alone=False)
