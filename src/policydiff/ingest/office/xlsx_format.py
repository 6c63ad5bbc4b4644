# SPDX-License-Identifier: Apache-2.0
"""Number formats of sheets taken apart: sections, their conditions, and what each sign in them stands for.

After ECMA-376 part 1, 18.8.31, and what East Asian releases of spreadsheets add to it: `!` before a sign that
stands for itself, 上午/下午, `aaaa` for the day of the week, `e` and `g` for the year of an era, `[DBNum1]`.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Kind = Literal[
    "text",
    "digit",
    "point",
    "comma",
    "percent",
    "exponent",
    "slash",
    "general",
    "at",
    "part",
    "clock",
    "elapsed",
    "fraction",
]
"""`part` is a run of letters that stands for a part of a date or time, `clock` the word for the half of a day,
`elapsed` hours, minutes or seconds that go on beyond a day, `fraction` the digits of a second behind its point."""

LONGEST = 255
"""Longest format that a workbook can hold (ECMA-376 part 1, 18.8.30)."""
TAIWAN, JAPAN = 0x404, 0x411
_NAMED = {
    "zh-cn": 0x804,
    "zh-hans": 0x804,
    "zh-sg": 0x1004,
    "zh-tw": TAIWAN,
    "zh-hant": TAIWAN,
    "zh-hk": 0xC04,
    "zh-mo": 0x1404,
    "ja-jp": JAPAN,
    "en-us": 0x409,
}
_SYSTEM = {"f800": 'yyyy"年"m"月"d"日"', "x-sysdate": 'yyyy"年"m"月"d"日"', "f400": "h:mm:ss", "x-systime": "h:mm:ss"}
"""Formats that the reader's own system decides: as a Chinese one does."""
_SIGN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.?)|_(?P<gap>.?)|\*(?P<fill>.?)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>general|g/通用格式|g/標準|g/通用)|(?P<clock>am/pm|a/p|上午/下午|午前/午後)|(?P<exponent>e[+-])"
    r"|(?P<part>y+|m+|d+|h+|s+|a{3,}|e+|g+|b+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
"""`[$-804]yyyy"年"m"月"` sign by sign: a bracket, a part, a quoted text …"""
_OF_TIME: frozenset[Kind] = frozenset(("part", "clock", "elapsed"))
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,20}(?:\.\d{0,20})?(?:e[+-]?\d{1,2})?)", re.IGNORECASE)
_SINGLE: dict[str, Kind] = {
    **dict.fromkeys("0#?", "digit"),
    ".": "point",
    ",": "comma",
    "%": "percent",
    "/": "slash",
    "@": "at",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing in a format: what it is, and its letters or its literal text."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the sections that semicolons part."""

    signs: tuple[Sign, ...]
    condition: tuple[str, Decimal] | None = None
    language: int = 0
    """The language identifier of `[$-404]`, 0 where none is said."""
    calendar: int = 0
    numerals: int = 0
    """1, 2 or 3 for `[DBNum1]` … `[DBNum3]`."""
    kinds: frozenset[Kind] = field(init=False)
    """The kinds of its signs."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", frozenset(sign.kind for sign in self.signs))

    @property
    def dated(self) -> bool:
        """Whether the section shows a date or a time."""
        return not self.kinds.isdisjoint(_OF_TIME)

    def holds(self, kind: Kind) -> bool:
        """Whether any sign of the kind stands in the section."""
        return kind in self.kinds


@lru_cache(maxsize=512)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format, in order; at least one."""
    return tuple(_section(part) for part in _parted(code[:LONGEST]))


def _parted(code: str) -> list[str]:
    """The format cut at the semicolons that are not quoted, escaped or in brackets."""
    parts = [""]
    for match in _SIGN.finditer(code):
        if match[0] == ";":
            parts.append("")
        else:
            parts[-1] += match[0]
    return parts


def _section(code: str) -> Section:
    signs: list[Sign] = []
    section = _Heading()
    for match in _SIGN.finditer(code):
        kind = match.lastgroup or "other"
        if kind == "bracket":
            signs += section.bracket(match["bracket"])
            if section.whole:
                return Section(_section(section.whole).signs, None, section.language)
        else:
            signs += _plain(kind, match, any(sign.kind == "digit" for sign in signs))
    return Section(tuple(_timed(signs)), section.condition, section.language, section.calendar, section.numerals)


def _plain(kind: str, match: re.Match[str], counted: bool) -> list[Sign]:
    """The sign that a piece outside brackets stands for; `counted` says that a digit came before."""
    text = match[0]
    if kind in ("quoted", "escaped"):
        return [Sign("text", match[kind])] if match[kind] else []
    if kind == "gap":
        return [Sign("text", " ")]
    if kind == "fill":
        return []
    if kind == "exponent" and not counted:  # an era's year, with a sign behind it
        return [Sign("part", text[0].lower()), Sign("text", text[1])]
    if kind in ("general", "clock", "exponent"):
        return [Sign(kind, text)]  # type: ignore[arg-type]
    if kind == "part":
        return [Sign("part", text.lower())]
    return [Sign(_SINGLE.get(text, "text"), text)]


class _Heading:
    """What the brackets of a section say."""

    def __init__(self) -> None:
        self.condition: tuple[str, Decimal] | None = None
        self.language = 0
        self.calendar = 0
        self.numerals = 0
        self.whole = ""

    def bracket(self, inside: str) -> list[Sign]:
        """Take in what brackets hold, and return the signs that they show: a currency, or time that goes on."""
        if inside.startswith("$"):
            return self._currency(inside[1:])
        if re.fullmatch(r"h+|m+|s+", inside, re.IGNORECASE):
            return [Sign("elapsed", inside.lower())]
        numerals = re.fullmatch(r"dbnum([123])", inside, re.IGNORECASE)
        condition = _CONDITION.fullmatch(inside.strip())
        if numerals:
            self.numerals = int(numerals[1])
        elif condition:
            self.condition = condition[1], Decimal(condition[2])
        return []  # a colour, or nothing that shows

    def _currency(self, inside: str) -> list[Sign]:
        shown, dash, place = inside.partition("-")
        if dash and not re.fullmatch(
            r"[0-9a-f]{1,8}|[a-z]{1,3}(?:-[a-z0-9-]{1,20})?(?:,[0-9a-f]{1,8})?", place, re.IGNORECASE
        ):
            shown, place = inside, ""
        place = place.lower().partition(",")[0]
        self.whole = _SYSTEM.get(place, "")
        if place in _NAMED:
            self.language = _NAMED[place]
        elif re.fullmatch(r"[0-9a-f]{1,8}", place):
            number = int(place, 16)
            self.language, self.calendar = number & 0xFFFF, number >> 16 & 0xFF
        return [Sign("text", shown)] if shown else []


def _timed(signs: list[Sign]) -> list[Sign]:
    """The signs with m after hours or before seconds as minutes (`n`), and digits behind a second as its fraction."""
    places = [index for index, sign in enumerate(signs) if sign.kind in ("part", "elapsed")]
    out = list(signs)
    if not places and not any(sign.kind == "clock" for sign in signs):
        return out
    for n, index in enumerate(places):
        sign = signs[index]
        if sign.kind == "part" and sign.text in ("m", "mm"):
            before = signs[places[n - 1]].text[0] if n else ""
            after = signs[places[n + 1]].text[0] if n + 1 < len(places) else ""
            if before == "h" or after == "s":
                out[index] = Sign("part", "n" * len(sign.text))
    return _fractions(out)


def _fractions(signs: list[Sign]) -> list[Sign]:
    """`.00` behind a second as one sign; any other sign of numbers in a date stands for itself."""
    out: list[Sign] = []
    for sign in signs:
        if sign.kind == "digit" and out and out[-1].kind == "fraction":
            out[-1] = Sign("fraction", out[-1].text + sign.text)
        elif sign.kind == "point" and out and out[-1].text[:1] == "s" and out[-1].kind in ("part", "elapsed"):
            out.append(Sign("fraction", "."))
        elif sign.kind in ("digit", "point", "comma", "percent", "slash", "exponent"):
            out.append(Sign("text", sign.text))
        else:
            out.append(sign)
    return [Sign("text", ".") if sign.kind == "fraction" and sign.text == "." else sign for sign in out]
