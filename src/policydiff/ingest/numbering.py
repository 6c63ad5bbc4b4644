# SPDX-License-Identifier: Apache-2.0
"""Numbers of lists as their format writes them: labels that live in a style, not in the text."""

import re
from collections.abc import Callable

from policydiff.ingest.number_scripts import DIGITS, native_korean, sino_korean
from policydiff.ingest.number_scripts import LETTERS as SCRIPT_LETTERS
from policydiff.ingest.number_words import SPELT_TO, cardinal, ordinal, ordinal_words
from policydiff.vocabulary.numerals import FORMAL_SIMPLIFIED, FORMAL_TRADITIONAL, ONE_TO_NINE, ZERO_TO_NINE

_DIGITS = f"零{ONE_TO_NINE}"
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
    ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "japanese-informal", "一, 二, 三, ...")
)
_THOUSANDS = frozenset(("chineseCountingThousand", "taiwaneseCountingThousand"))
_HUNDREDS = {"chineseCounting": ZERO_TO_NINE, "taiwaneseCounting": f"○{ONE_TO_NINE}"}
"""Word counts with these up to 99 and spells the digits of larger numbers: 一〇〇."""
_FORMAL = {
    **dict.fromkeys(("chineseLegalSimplified", "simp-chinese-formal", "壹, 贰, 叁, ..."), FORMAL_SIMPLIFIED),
    **dict.fromkeys(("ideographLegalTraditional", "trad-chinese-formal", "壹, 貳, 參, ..."), FORMAL_TRADITIONAL),
}
_FORMAL_JAPANESE = dict.fromkeys(("japaneseLegal", "壱, 弐, 参, ..."), " 壱弐参四伍六七八九")
"""Only the digits: programs do not agree on how larger numbers are written."""
_ENCLOSED = {
    "decimalEnclosedParen": (0x2474, 20, "({})"),
    "decimalEnclosedFullstop": (0x2488, 20, "{}."),
    "ideographEnclosedCircle": (0x3220, 10, "{}"),
}
_CIRCLED = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "①, ②, ③, ..."))
_SIGNS = "*†‡§"
_CHICAGO = frozenset(("chicago", "*, †, ‡, §, **, ††, ..."))
_ENGLISH = frozenset(("ordinal", "cardinalText", "ordinalText", "1st", "One", "First"))
_PADDED = re.compile(r"(0{0,9})1, \1?2, \1?3, \.\.\.")
"""Digits with zeros before them: 01, 02, 03, ..."""
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
    """A number as `japaneseCounting` writes it, as Chinese offices use it too: no 一 before 十, 百 and 千, no zeros."""
    spelt = chinese(number, ten_alone=False)
    return spelt if number == 0 else re.sub(r"一(?=[十百千])", "", spelt).replace("零", "")


def repeated(number: int) -> str:
    """1 → a, 26 → z, 27 → aa, 28 → bb: the letters of Word, and of ODF where letters are in step; digits far on."""
    if not 1 <= number <= LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def alphabetic(number: int) -> str:
    """1 → a, 26 → z, 27 → aa, 28 → ab: the letters that browsers count with; digits where there is none."""
    out = "" if number > 0 else str(number)
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


def written(number: int, form: str, *, english: bool = True) -> str | None:
    """A number in a list format, named as in OOXML (ST_NumberFormat), CSS and ODF; None if it could not be worked out.

    `english`: the text is in English, or in no known language; Word's ordinals and words depend on it.
    """
    if not 0 <= number <= LARGEST:
        return str(number) if form in ("1", "decimal", "decimalHalfWidth") else None
    if form in _COUNTED:
        return chinese(number)
    if form in _THOUSANDS:
        return chinese(number, ZERO_TO_NINE)
    if form in _HUNDREDS:
        return chinese(number) if number < 100 else "".join(_HUNDREDS[form][int(digit)] for digit in str(number))
    if form == "japaneseCounting":
        return japanese(number)
    if form in _FORMAL:
        return chinese(number, _FORMAL[form], "拾佰仟", ten_alone=False)
    if form in DIGITS:
        return "".join(DIGITS[form][int(digit)] for digit in str(number))
    if form in _ENCLOSED:
        first, last, fallback = _ENCLOSED[form]
        return chr(first + number - 1) if 1 <= number <= last else fallback.format(number)
    if form in _CIRCLED:
        return circled(number)
    if form in _ENGLISH:
        return _spelt(number, form) if english else None
    return _lettered(number, form) if form in _LETTERED or form in SCRIPT_LETTERS else _western(number, form)


def unwritten(number: int, form: str) -> str:
    """The note of a number that could not be worked out."""
    return f"list number {number} in the form {form}"


_LETTERED = frozenset(
    (
        *_FORMAL_JAPANESE,
        *("ideographZodiacTraditional", "koreanCounting", "일, 이, 삼, ...", "koreanLegal", "하나, 둘, 셋, ..."),
    )
)


def _lettered(number: int, form: str) -> str | None:
    """A number that is written with letters or signs of another script; None beyond them."""
    if form in ("koreanCounting", "일, 이, 삼, ..."):
        return sino_korean(number)
    if form in ("koreanLegal", "하나, 둘, 셋, ..."):
        return native_korean(number)
    if form in _FORMAL_JAPANESE:
        return _FORMAL_JAPANESE[form][number] if 0 < number < 10 else None
    if form == "ideographZodiacTraditional":
        stems, branches = SCRIPT_LETTERS["ideographTraditional"], SCRIPT_LETTERS["ideographZodiac"]
        return stems[(number - 1) % 10] + branches[(number - 1) % 12] if number else None
    letters = SCRIPT_LETTERS[form]
    if 0 < number <= len(letters):
        return letters[number - 1]
    return written(number, "cjk-decimal") if form.startswith("cjk-") else None


def _spelt(number: int, form: str) -> str | None:
    """A number in English: the ordinal, or words with a capital."""
    if form in ("ordinal", "1st"):
        return ordinal(number)
    if number > SPELT_TO:
        return None
    return (cardinal if form in ("cardinalText", "One") else ordinal_words)(number).capitalize()


def _western(number: int, form: str) -> str | None:
    padded = _PADDED.fullmatch(form)
    if padded:
        return str(number).zfill(len(padded[1]) + 1)
    if form in _CHICAGO:
        return _SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1) if 1 <= number <= LETTERS else None
    return _WESTERN[form](number) if form in _WESTERN else None


_WESTERN: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("1", "decimal", "decimalHalfWidth"), str),
    **dict.fromkeys(("decimalZero", "decimal-leading-zero"), "{:02d}".format),
    **dict.fromkeys(("upperRoman", "upper-roman", "I"), lambda number: roman(number).upper()),
    **dict.fromkeys(("lowerRoman", "lower-roman", "i"), roman),
    **dict.fromkeys(("upper-alpha", "upper-latin", "A"), lambda number: alphabetic(number).upper()),
    **dict.fromkeys(("lower-alpha", "lower-latin", "a"), alphabetic),
    "upperLetter": lambda number: repeated(number).upper(),
    "lowerLetter": repeated,
    "hex": "{:X}".format,
    "numberInDash": "- {} -".format,
}


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
