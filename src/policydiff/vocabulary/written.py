# SPDX-License-Identifier: Apache-2.0
"""Values as running text writes them: dates, times of day, amounts with their units, shares, spans of numbers.

All forms that GB/T 15835-2011 (numerals), GB/T 7408 (dates, times) and the banks' rules for amounts in words allow, in
canonical text. A value is compared with its unit, in fractions, never in floating point. What only looks like a number
is none: document numbers, telephone numbers, codes, versions, parts of file names, and numerals without one certain
value (三五, 二三十).
"""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from policydiff.vocabulary.dates import HAN_DAY, HAN_MONTH, HAN_YEAR
from policydiff.vocabulary.numerals import HAN_DIGITS, ONE_TO_NINE, exact, han_value
from policydiff.vocabulary.patterns import late_pattern
from policydiff.vocabulary.quantities import ANY_UNIT, counts, one_unit

Key = tuple[object, ...]


class Written(NamedTuple):
    """A value at `start:end` of a text; its numeral and scale, without its unit, end at `core`."""

    start: int
    end: int
    core: int
    sort: Literal["date", "number"]
    key: Key
    """Equal for equal values."""


_DIGITS = f"〇零{ONE_TO_NINE}两壹贰叁参叄肆伍陆柒捌玖"
HAN_NUMERALS = f"{_DIGITS}十百千万亿拾佰仟廿卅"
"""Every character that a Han numeral is written with, for the inside of a pattern's brackets."""
_SIGNS = "²³¹⁰⁴-⁹½¼¾①-⑳"
"""Digits in another dress, which a number beside them is not apart from: 10², ③0."""
_SCALE = r"(?:[十万亿]|百(?!分|帕|姓)|千(?!方|秋|古))"
_ARABIC = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    rf"(?![0-9{_SIGNS}])"
)
_HAN = (
    rf"(?<![{HAN_NUMERALS}几数])[{_DIGITS}十拾廿卅][{HAN_NUMERALS}]*+"
    rf"(?:点[{_DIGITS}]++[十百千万亿]*+(?![分刻钟]))?(?![0-9几])"
)
_FREE = rf"(?<![0-9A-Za-z_@#.{_SIGNS}])(?<![0-9A-Za-z][-/_])(?<![0-9][,:])"
"""Nothing stands before it that it is a part of: a code, a telephone number, a decimal."""
_ENDS = r"(?![0-9A-Za-z_@#])(?!\.[0-9A-Za-z])"
_APART = r"(?![-/_][0-9A-Za-z])(?![:,][0-9])"
_SCALED = rf"{_ARABIC}{_SCALE}{{0,3}}(?:(?<=[万亿千百])[0-9]+{_SCALE}{{0,2}}){{0,2}}(?![{HAN_NUMERALS}])"
_MINUS = r"(?<![0-9A-Za-z%‰℃度日月年)-])-(?=[0-9.]+(?:℃|°C|摄氏度|度|%|‰|个百分点))"
"""A hyphen is a sign before what may be below nought, where it joins no two values."""
_NUMBER = rf"(?:{_FREE}{_SCALED}|(?:负|零下|{_MINUS})(?:{_HAN}|{_ARABIC})|{_HAN})"
_LATIN_END = r"(?:(?<![0-9A-Za-z²³])|(?![0-9A-Za-z_@#]))(?!\.[A-Za-z])"
"""Behind a unit in letters stands nothing that could be a part of it; behind one in Han characters another cell may
begin."""

_YEAR = (
    rf"(?:公元|西元)?(?:[0-9]{{4}}|{HAN_YEAR})|(?:中华)?民国(?:[0-9]{{1,3}}|[{HAN_NUMERALS}]{{1,5}})"
    r"|1[0-9]{2}(?=年[0-9]{1,2}月)"
)
_MONTH = rf"(?:0?[1-9]|1[0-2]|元|{HAN_MONTH})"
_DAY = rf"(?:3[01]|[12][0-9]|0?[1-9]|廿[{ONE_TO_NINE}]?|卅一?|{HAN_DAY})"
_NOT_IN_NAME = r"(?<![0-9A-Za-z_./-])"
_NO_NAME = r"(?![0-9A-Za-z_@-])(?!\.[0-9A-Za-z])"
_DATE = (
    rf"(?<![0-9A-Za-z_{HAN_NUMERALS}])(?>(?P<y>{_YEAR})年(?:(?P<m>{_MONTH})月(?:(?P<d>{_DAY})[日号])?)?"
    rf"|(?P<m2>{_MONTH})月(?:(?P<d2>{_DAY})[日号])?)(?!\.[A-Za-z])(?!_)"
)
_DATES = (
    rf"(?<![0-9A-Za-z_{HAN_NUMERALS}])(?>(?:(?P<y5>{_YEAR})年)?(?P<m5>{_MONTH})月(?P<d5>{_DAY})[日号]?[-~至到]"
    rf"(?:(?:(?P<y6>{_YEAR})年)?(?P<m6>{_MONTH})月)?(?P<d6>{_DAY})[日号])"
)
"""Two dates, of which the second may leave out what it shares with the first: 3月5日至8日."""
_ISO = (
    rf"{_NOT_IN_NAME}(?P<y3>(?:19|20)[0-9]{{2}})"
    r"(?:(?P<mark>[-./])(?P<m3>0?[1-9]|1[0-2])(?P=mark)(?P<d3>3[01]|[12][0-9]|0?[1-9])"
    rf"|-(?P<m4>0[1-9]|1[0-2])){_NO_NAME}"
)
_HOUR = rf"(?:[01]?[0-9]|2[0-4]|二?十[{ONE_TO_NINE}]?|[零〇{ONE_TO_NINE}两])"
_MINUTE = rf"(?:[0-5]?[0-9]|[二三四五]?十[{ONE_TO_NINE}]?|[零〇][{ONE_TO_NINE}])"
_TIME = (
    rf"(?P<half>上午|下午|晚上|早上|凌晨|中午)?(?<![0-9A-Za-z_:.{HAN_NUMERALS}-])(?P<h>{_HOUR})"
    rf"(?::(?P<min>[0-5][0-9])(?::(?P<sec>[0-5][0-9]))?(?![0-9:])"
    rf"|[时点](?:(?P<min2>{_MINUTE})分|(?P<to>整|半)|(?![{_DIGITS}]|[0-9]|间|候|期|限|效)))"
)
_SHARE = rf"(?P<base>百|千|万)分之(?P<share>{_HAN.replace('(?![0-9几])', '(?!几)')}|{_ARABIC})"
_FRACTION = (
    rf"(?P<below>{_HAN})分之(?P<above>{_HAN})"
    r"|(?<![0-9/])(?P<above2>[1-9][0-9]{0,2})/(?P<below2>[1-9][0-9]{0,2})(?![0-9/])"
)
_SPAN = (
    rf"{_FREE}(?P<low>{_SCALED})(?P<lowunit>{ANY_UNIT})?[-~至到](?P<high>{_SCALED})(?P<unit2>{ANY_UNIT}){_LATIN_END}"
    rf"|(?P<low2>{_HAN})(?P<lowunit2>{ANY_UNIT})?[-~至到](?P<high2>{_HAN})(?P<unit3>{ANY_UNIT})?"
)
_AMOUNT = (
    rf"(?P<money>[¥$€£])?(?P<number>{_NUMBER})(?:(?P<unit>{ANY_UNIT}){_LATIN_END}"
    rf"(?:/(?P<per>{ANY_UNIT}){_LATIN_END})?(?:(?<=[元圆])(?P<jiao>[0-9{_DIGITS}])角)?"
    rf"(?:(?<=[元圆角])(?P<fen>[0-9{_DIGITS}])分)?(?:(?<=[元圆角])[整正])?|{_ENDS}{_APART})"
)
_CODE = (
    r"\((?:[0-9]{4}|[〇零一二三四五六七八九]{4})\)第?[0-9一二三四五六七八九十百]{1,6}号"
    r"|[0-9A-Za-z]+(?:[-_/.@#]?[0-9A-Za-z²³¹⁰⁴-⁹½¼¾]|(?<=[0-9])[:,][0-9])*"
)
_FORMS: tuple[tuple[re.Pattern[str] | None, re.Pattern[str]], ...] = tuple(
    (late_pattern(needed) if needed else None, late_pattern(f"(?P<{name}>{form})"))
    for name, needed, form in (
        ("span", rf"[-~至到][0-9{_DIGITS}十拾廿卅]", _SPAN),
        ("iso", r"[0-9][-./][0-9]", _ISO),
        ("dates", "月.{1,6}?[-~至到]", _DATES),
        ("date", "[年月]", _DATE),
        ("time", "[:时点]", _TIME),
        ("part", "分之", _SHARE),
        ("fraction", "分之|/", _FRACTION),
        ("amount", "", _AMOUNT),
        ("code", "", _CODE),
    )
)
"""Forms of values, the most special first, each with what it has where it stands; a code is read so that no part of it
is taken for a value. Each is compiled where a text can hold it: one takes up to 7 ms, all of them 25."""
_REPUBLIC = 1911
"""民國元年 is 1912."""
_LONGEST_BARE = 6
"""Digits of a number without unit and without marks, beyond which it names and does not count."""


def written(text: str) -> list[Written]:
    """The values in a text, in order and apart. Linear in its length."""
    return list(_written(text))


_STARTS = late_pattern(rf"[-0-9A-Za-z(¥$€£负公西中民元正冬腊上下晚早凌百千万{HAN_NUMERALS}]")
"""How any form begins: a search by one class skips along the text, that of all forms tries each at each place."""


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The matches of any form, as `finditer` of them all gives them."""
    forms = [form for needed, form in _FORMS if needed is None or needed.search(text)]
    end = 0
    for start in _STARTS.finditer(text):
        at = start.start()
        if at < end:
            continue
        for form in forms:
            if match := form.match(text, at):
                end = match.end()
                yield match
                break


def _written(text: str) -> Iterator[Written]:
    for match in _matches(text):
        found = _value(match)
        if found is not None:
            yield found


def _value(match: re.Match[str]) -> Written | None:
    read = _READ.get(match.lastgroup or "")
    return read(match) if read is not None else None


@lru_cache(maxsize=1024)
def whole(before: str, reading: str, after: str) -> Written | None:
    """The one value that a reading is, between what stands before and after it; None where it is none, or more."""
    span = len(before), len(before) + len(reading)
    for match in _matches(before + reading + after):
        if match.start() >= span[0]:
            return _value(match) if match.span() == span else None
    return None


def same_value(x: Written, y: Written) -> bool:
    """Do two values, however they are written, stand for one?"""
    if x.key == y.key:
        return True
    if x.sort != y.sort:
        return _of_the_republic(*((x.key, y.key) if x.sort == "date" else (y.key, x.key)))
    share, other = (x.key, y.key) if x.key[0] == "fraction" else (y.key, x.key)
    if share[0] != "fraction" or other[0] != "amount" or other[2] != "%":
        return False
    return Fraction(int(str(share[1])), int(str(share[2]))) * 100 == other[1]


def _of_the_republic(when: Key, count: Key) -> bool:
    """Is a number of years the year of a date as Taiwan counts them: 112年 beside 2023年?"""
    return (
        when[2:] == (None, None)
        and count[0] == "amount"
        and count[2] == "年"
        and (when[1] == Fraction(str(count[1])) + _REPUBLIC)
    )


def _date(match: re.Match[str]) -> Written | None:
    year, month, day = match["y"], match["m"] or match["m2"], match["d"] or match["d2"]
    return _dated(match, year, month, day)


def _iso(match: re.Match[str]) -> Written | None:
    return _dated(match, match["y3"], match["m3"] or match["m4"], match["d3"])


def _dates(match: re.Match[str]) -> Written | None:
    first = _year(match["y5"]), _small(match["m5"]), _small(match["d5"])
    year = _year(match["y6"]) if match["y6"] else first[0]
    month = _small(match["m6"]) if match["m6"] else first[1]
    if year is not None and not match["y6"] and (month or 0) < (first[1] or 0):
        year += 1  # 2022年12月28日至1月3日
    last = year, month, _small(match["d6"])
    return Written(match.start(), match.end(), match.end(), "date", ("dates", *first, *last))


def _dated(match: re.Match[str], year: str | None, month: str | None, day: str | None) -> Written | None:
    parts = (_year(year), _small(month), _small(day))
    if any(part is None and given for part, given in zip(parts, (year, month, day), strict=True)):
        return None
    return Written(match.start(), match.end(), match.end(), "date", ("date", *parts))


_ERA = late_pattern("公元|西元|(?:中华)?民国")


def _year(year: str | None) -> int | None:
    if year is None:
        return None
    republic = "民国" in year or (year.isascii() and len(year) == 3)
    plain = _ERA.sub("", year).replace("元", "一")
    number = exact(plain)
    if number is None and republic and all(digit in HAN_DIGITS for digit in plain):
        number = Fraction(han_value(plain) or 0)  # 民国一一二年
    if number is None or number.denominator > 1:
        return None
    return int(number) + _REPUBLIC if republic else int(number)


def _small(numeral: str | None) -> int | None:
    if numeral is None:
        return None
    plain = "一" if numeral == "元" else numeral
    number = Fraction(int(plain)) if plain.isascii() else exact(plain.lstrip("零〇") or "零")
    return int(number) if number is not None else None


def _time(match: re.Match[str]) -> Written | None:
    hour, minute = _small(match["h"]), _small(match["min"] or match["min2"]) or (30 if match["to"] == "半" else 0)
    if hour is None:
        return None
    if match["half"] in ("下午", "晚上") and hour < 12:
        hour += 12
    key = ("time", hour, minute, int(match["sec"] or 0))
    return Written(match.start(), match.end(), match.end(), "number", key)


def _part(match: re.Match[str]) -> Written | None:
    number = exact(match["share"])
    if number is None:
        return None
    base = {"百": 1, "千": 10, "万": 100}[match["base"]]
    return Written(match.start(), match.end(), match.end(), "number", ("amount", number / base, "%"))


def _fraction(match: re.Match[str]) -> Written | None:
    below, above = exact(match["below"] or match["below2"]), exact(match["above"] or match["above2"])
    if below is None or above is None or below == 0 or below.denominator > 1 or above.denominator > 1:
        return None
    return Written(match.start(), match.end(), match.end(), "number", ("fraction", int(above), int(below)))


def _span(match: re.Match[str]) -> Written | None:
    low, high = match["low"] or match["low2"], match["high"] or match["high2"]
    own, name = match["lowunit"] or match["lowunit2"] or "", match["unit2"] or match["unit3"] or ""
    first, last = _scaled(low), _scaled(high)
    if first is None or last is None or own not in ("", name):
        return None
    (unit, size), scale = one_unit(name), _scale(high)
    if not own and not _scale(low):
        first *= scale or 1
    if "-" in match.group() and first >= last:
        return None
    core = match.end() - len(name)
    return Written(match.start(), match.end(), core, "number", ("span", first * size, last * size, unit))


def _scale(numeral: str) -> int | None:
    """The scale word at the end of a numeral as a number: 10万 has 10,000."""
    mark = numeral[len(numeral.rstrip("万亿")) :]
    return int(exact("一" + mark) or 1) if mark else None


def _amount(match: re.Match[str]) -> Written | None:
    numeral, name = match["number"], match["unit"] or ""
    if match["money"]:
        name = {"¥": "元", "$": "美元", "€": "欧元", "£": "英镑"}[match["money"]] if name in ("", "元") else "?"
    plain = numeral.removeprefix("负").removeprefix("零下").removeprefix("-")
    if name == "日" and re.fullmatch("0[1-9]", plain):
        plain = plain[1:]
    number = _scaled(plain)
    if number is None or _names(plain, name):
        return None
    unit, size = one_unit(name)
    if not counts(name) and "." in plain:
        key: Key = ("code", plain, unit)
    else:
        total = number if size == 1 else number * size
        if match["jiao"] or match["fen"]:
            total += Fraction(_digit(match["jiao"]), 10) + Fraction(_digit(match["fen"]), 100)
        key = ("amount", total if plain == numeral else -total, unit, *(one_unit(match["per"]) if match["per"] else ()))
    ends_in_unit = match.end() in (match.end("unit"), match.end("per"))
    core = match.end("number") if ends_in_unit or not match["unit"] else match.end()
    return Written(match.start(), match.end(), core, "number", key)


def _names(numeral: str, unit: str) -> bool:
    """Does the numeral name rather than count, or make part of a word?"""
    if unit:
        return False
    return numeral in ("两", "〇") or (numeral.isdigit() and numeral.isascii() and len(numeral) > _LONGEST_BARE)


def _digit(numeral: str | None) -> int:
    return int(exact(numeral) or 0) if numeral else 0


_TERM = late_pattern(r"([0-9][0-9,. ]*)([十百千万亿]*)")


_PLAIN = 20
"""Digits of a number without marks below which it is within the largest scale."""


@lru_cache(maxsize=4096)
def _scaled(numeral: str) -> Fraction | None:
    """The number that a numeral with scale words stands for (1.5亿, 1亿5000万, 十五万), None without a certain one."""
    if numeral.isascii() and numeral.isdigit() and numeral[0] != "0" and len(numeral) < _PLAIN:
        return Fraction(int(numeral))
    if not numeral[:1].isdigit() or not numeral[:1].isascii():
        return exact(numeral)
    total, below = Fraction(0), Fraction(10**20)
    for match in _TERM.finditer(numeral):
        number, scale = exact(match[1]), _product(match[2])
        if number is None or number * scale >= below or (not scale and total):
            return None
        if not match[2] and total and len(match[1]) != len(str(below)) - 1:
            return None  # 3万5 is 35,000 to those who say it
        total, below = total + number * scale, Fraction(scale)
    return total


def _product(scales: str) -> int:
    product = 1
    for scale in scales:
        product *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[scale]
    return product


_READ: dict[str, Callable[[re.Match[str]], Written | None]] = {
    "span": _span,
    "iso": _iso,
    "dates": _dates,
    "date": _date,
    "time": _time,
    "part": _part,
    "fraction": _fraction,
    "amount": _amount,
}


__all__ = ["HAN_NUMERALS", "Written", "same_value", "whole", "written"]
