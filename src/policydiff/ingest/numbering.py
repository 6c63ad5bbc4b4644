# SPDX-License-Identifier: Apache-2.0
"""Numbers of lists as their format writes them: labels that live in a style, not in the text."""

import re

_DIGITS = "零一二三四五六七八九"
_FORMAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_SUPERSCRIPT = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_COUNTED = frozenset(
    (
        "koreanCounting",
        *("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "japanese-informal", "一, 二, 三, ..."),
    )
)
_THOUSANDS = frozenset(("chineseCountingThousand", "taiwaneseCountingThousand"))
_HUNDREDS = {"chineseCounting": "〇一二三四五六七八九", "taiwaneseCounting": "○一二三四五六七八九"}
"""Word counts with these up to 99 and spells the digits of larger numbers: 一〇〇."""
_FORMAL = {
    **dict.fromkeys(("chineseLegalSimplified", "simp-chinese-formal", "壹, 贰, 叁, ..."), _FORMAL_SIMPLIFIED),
    **dict.fromkeys(
        ("ideographLegalTraditional", "japaneseLegal", "trad-chinese-formal", "壹, 貳, 參, ..."), _FORMAL_TRADITIONAL
    ),
}
_SPELT = {
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand", "cjk-decimal"), "〇一二三四五六七八九"
    ),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2", "１, ２, ３, ..."), "０１２３４５６７８９"),
}
_CYCLES = {
    **dict.fromkeys(("ideographTraditional", "cjk-heavenly-stem", "甲, 乙, 丙, ..."), _STEMS),
    **dict.fromkeys(("ideographZodiac", "cjk-earthly-branch", "子, 丑, 寅, ..."), _BRANCHES),
}
_ENCLOSED = {
    "decimalEnclosedParen": (0x2474, 20, "({})"),
    "decimalEnclosedFullstop": (0x2488, 20, "{}."),
    "ideographEnclosedCircle": (0x3220, 10, "{}"),
}
_CIRCLED = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "①, ②, ③, ..."))
_SIGNS = "*†‡§"
LETTERS = 26 * 30
"""Items beyond this are not counted with ever longer rows of one letter."""
LARGEST = 100_000
"""Numbers above this are written with digits; a list of that length is a broken or hostile file."""


def chinese(number: int, digits: str = _DIGITS, places: str = "十百千", ten_alone: bool = True) -> str:
    """A number from 0 to 99,999 in Chinese counting: 12 → 十二, 105 → 一百零五."""
    if number == 0:
        return digits[0]
    if number >= 10_000:
        rest = number % 10_000
        gap = digits[0] if 0 < rest < 1000 else ""
        return (
            chinese(number // 10_000, digits, places, ten_alone)
            + "万"
            + gap
            + (chinese(rest, digits, places, False) if rest else "")
        )
    out = ""
    skipped = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            out += (digits[0] if skipped and out else "") + digits[digit] + (places[power - 1] if power else "")
        skipped = not digit
    return out[1:] if ten_alone and 10 <= number < 20 else out


def japanese(number: int) -> str:
    """A number as `japaneseCounting` writes it, which templates of Chinese offices use too: no 一 before 十, 百 and 千,
    no zeros."""
    spelt = chinese(number, ten_alone=False)
    return spelt if number == 0 else re.sub(r"一(?=[十百千])", "", spelt).replace("零", "")


def repeated(number: int) -> str:
    """1 → a, 26 → z, 27 → aa, 28 → bb: the letters that Word counts with, and ODF where letters are in step; digits far
    on."""
    if not 1 <= number <= LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def alphabetic(number: int) -> str:
    """1 → a, 26 → z, 27 → aa, 28 → ab: the letters that browsers count with."""
    out = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


def roman(number: int) -> str:
    """A Roman numeral in small letters; digits outside 1 to 3,999."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def circled(number: int) -> str:
    """① to ㊿; digits beyond."""
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x32B1 + number - 36) if 36 <= number <= 50 else str(number)


def written(number: int, form: str) -> str:
    """A number in a list format, by the names of OOXML (ST_NumberFormat), CSS and ODF; digits where the name is
    unknown."""
    if not 0 <= number <= LARGEST:
        return str(number)
    if form in _COUNTED:
        return chinese(number)
    if form in _THOUSANDS:
        return chinese(number, "〇一二三四五六七八九")
    if form in _HUNDREDS:
        return chinese(number) if number < 100 else "".join(_HUNDREDS[form][int(digit)] for digit in str(number))
    if form == "japaneseCounting":
        return japanese(number)
    if form in _FORMAL:
        return chinese(number, _FORMAL[form], "拾佰仟", ten_alone=False)
    if form in _SPELT:
        return "".join(_SPELT[form][int(digit)] for digit in str(number))
    if form in _CYCLES and number >= 1:
        return _CYCLES[form][(number - 1) % len(_CYCLES[form])]
    if form in _ENCLOSED:
        first, last, fallback = _ENCLOSED[form]
        return chr(first + number - 1) if 1 <= number <= last else fallback.format(number)
    if form == "ideographZodiacTraditional" and number >= 1:
        return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]
    return circled(number) if form in _CIRCLED else _western(number, form)


def _western(number: int, form: str) -> str:
    match form:
        case "decimalZero" | "decimal-leading-zero":
            return f"{number:02d}"
        case "upperRoman" | "upper-roman" | "I":
            return roman(number).upper()
        case "lowerRoman" | "lower-roman" | "i":
            return roman(number)
        case "upperLetter":
            return repeated(number).upper()
        case "lowerLetter":
            return repeated(number)
        case "upper-alpha" | "upper-latin" | "A":
            return alphabetic(number).upper()
        case "lower-alpha" | "lower-latin" | "a":
            return alphabetic(number)
        case "ordinal":
            return f"{number}{'th' if number // 10 % 10 == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
        case "hex":
            return f"{number:X}"
        case "numberInDash":
            return f"- {number} -"
        case "chicago" if 1 <= number <= LETTERS:
            return _SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1)
        case _:
            return str(number)


def raised(text: str) -> str | None:
    """Superscript digits for a raised run (10 with a raised 2 is 10², not 102), or None where there is no such form."""
    return _shifted(text, _SUPERSCRIPT)


def lowered(text: str) -> str | None:
    """Subscript digits for a lowered run, or None where there is no such form."""
    return _shifted(text, _SUBSCRIPT)


def _shifted(text: str, table: dict[int, int]) -> str | None:
    body = text.strip()
    if (
        not body
        or len(body) > 8
        or any(ord(c) not in table for c in body)
        or not any(c.isdigit() or c == "n" for c in body)
    ):
        return None
    return body.translate(table)
