# SPDX-License-Identifier: Apache-2.0
"""Days and times as a sheet shows them: a stored number is a count of days."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from policydiff.ingest.office.xlsx_format import JAPAN, TAIWAN, Section, Sign
from policydiff.ingest.office.xlsx_numerals import counted, spelt

LAST_DAY = 2_958_465
"""The last day that a sheet can show, 9999-12-31."""
_SINCE_1904 = 1462
"""Days between the two first days that workbooks count from."""
_FALSE_DAY = 60
"""29 February 1900, which never was and which sheets count (ECMA-376 part 1, 18.17.4.1)."""
_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Saturday Sunday Monday Tuesday Wednesday Thursday Friday".split()
_DAYS = "六日一二三四五"
_NUMBERS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()


class _Era(NamedTuple):
    """An era of Japan: its first day, and its name in one, two and three letters of a format."""

    since: date
    names: tuple[str, str, str]


_ERAS = (
    _Era(date(2019, 5, 1), ("R", "令", "令和")),
    _Era(date(1989, 1, 8), ("H", "平", "平成")),
    _Era(date(1926, 12, 25), ("S", "昭", "昭和")),
    _Era(date(1912, 7, 30), ("T", "大", "大正")),
    _Era(date(1868, 1, 25), ("M", "明", "明治")),
)
_TRADITIONAL = frozenset((TAIWAN, 0xC04, 0x1404))
_ERA_CALENDARS = {3: JAPAN, 4: TAIWAN}


@dataclass(frozen=True, slots=True)
class _Moment:
    """One moment: its calendar day as sheets count it, and the time of that day."""

    serial: int
    year: int
    month: int
    day: int
    seconds: int
    fraction: str
    """Digits of the second behind its point."""


def shown_date(value: Decimal, section: Section, since_1904: bool) -> str | None:
    """A count of days in the format of a section, None where sheets show none (outside their first and last day)."""
    moment = _moment(
        value, max((len(s.text) - 1 for s in section.signs if s.kind == "fraction"), default=0), since_1904
    )
    if moment is None:
        return None
    halves = section.holds("clock")
    return "".join(_shown(sign, moment, section, halves) for sign in section.signs)


def _moment(value: Decimal, places: int, since_1904: bool) -> _Moment | None:
    """The moment rounded to the seconds, or parts of them, that are shown."""
    if not 0 <= value < LAST_DAY + 1:
        return None
    places = min(places, 9)
    units = int((value * 86_400 * 10**places).quantize(Decimal(1), ROUND_HALF_UP))
    whole, rest = divmod(units, 10**places)
    serial, seconds = divmod(whole, 86_400)
    serial += _SINCE_1904 if since_1904 else 0
    if serial > LAST_DAY:
        return None
    fraction = f"{rest:0{places}d}" if places else ""
    if serial == 0:
        return _Moment(0, 1900, 1, 0, seconds, fraction)
    if serial == _FALSE_DAY:
        return _Moment(serial, 1900, 2, 29, seconds, fraction)
    found = date(1899, 12, 30 if serial > _FALSE_DAY else 31) + timedelta(days=serial)
    return _Moment(serial, found.year, found.month, found.day, seconds, fraction)


def _shown(sign: Sign, moment: _Moment, section: Section, halves: bool) -> str:
    if sign.kind == "text":
        return sign.text
    if sign.kind == "fraction":
        return "." + moment.fraction
    if sign.kind == "clock":
        return _clock(sign.text, moment.seconds >= 43_200, section.language)
    if sign.kind == "elapsed":
        return _elapsed(sign.text, moment)
    return _part(sign.text, moment, section, halves) if sign.kind == "part" else ""


def _clock(text: str, late: bool, language: int) -> str:
    """The half of the day; AM/PM of a Chinese format is written in Chinese."""
    early_word, _, late_word = text.partition("/")
    if text.upper() == "AM/PM" and language & 0xFF == 4:
        early_word, late_word = "上午", "下午"
    return late_word if late else early_word


def _elapsed(letters: str, moment: _Moment) -> str:
    total = moment.serial * 86_400 + moment.seconds
    return f"{total // {'h': 3600, 'm': 60, 's': 1}[letters[0]]:0{len(letters)}d}"


def _part(letters: str, moment: _Moment, section: Section, halves: bool) -> str:
    """What a run of letters stands for."""
    letter, width = letters[0], len(letters)
    hour = moment.seconds // 3600
    match letter:
        case "y":
            return _number(moment.year if width > 2 else moment.year % 100, 4 if width > 2 else 2, section, digits=True)
        case "b":
            return _number((moment.year + 543) if width > 2 else (moment.year + 543) % 100, 2, section, digits=True)
        case "e" | "g":
            return _era(letter, width, moment, section)
        case "m" if width > 2:
            return _month(moment.month, width, section.language)
        case "d" if width > 2:
            return _weekday(moment.serial % 7, width, section.language)
        case "a":
            language = section.language or 0x804
            return _weekday(
                moment.serial % 7, width, language if language & 0xFF in (4, 0x11) else 0x804, short_of_letters=True
            )
    twelve = (hour % 12 or 12) if halves else hour
    value = {"m": moment.month, "d": moment.day, "h": twelve, "n": moment.seconds // 60 % 60, "s": moment.seconds % 60}[
        letter
    ]
    return _number(value, min(width, 2), section)


def _number(value: int, width: int, section: Section, *, digits: bool = False) -> str:
    """A number of a date, in the numerals of the format: years digit by digit, the rest as they are said."""
    text = f"{value:0{width}d}"
    if not section.numerals:
        return text
    traditional = section.language in _TRADITIONAL
    if digits or text.startswith("0") or section.numerals == 3:
        return spelt(text, section.numerals, traditional)
    return counted(Decimal(value), section.numerals, traditional, ten_alone=section.numerals == 1)


def _month(month: int, width: int, language: int) -> str:
    if language & 0xFF == 4:
        return (f"{month}" if width == 3 and language not in _TRADITIONAL else _NUMBERS[month - 1]) + "月"
    name = _MONTHS[month - 1]
    return name[0] if width == 5 else name if width == 4 else name[:3]


def _weekday(day: int, width: int, language: int, short_of_letters: bool = False) -> str:
    """The day of the week, `day` 0 for Saturday; 周 or 週 before its short form, not for `aaa` in simplified script."""
    if language & 0xFF == 4:
        if width > 3:
            return "星期" + _DAYS[day]
        return ("週" if language in _TRADITIONAL else "" if short_of_letters else "周") + _DAYS[day]
    if language == JAPAN:
        return "土日月火水木金"[day] + ("曜日" if width > 3 else "")
    return _WEEKDAYS[day] if width > 3 else _WEEKDAYS[day][:3]


def _era(letter: str, width: int, moment: _Moment, section: Section) -> str:
    """The year of an era or its name: of the Republic, or of a Japanese emperor; elsewhere the common year."""
    language = _ERA_CALENDARS.get(section.calendar, section.language)
    if language == TAIWAN:
        before = moment.year < 1912
        if letter == "g":
            return ("民國前" if before else "民國") if width < 3 else ("中華民國前" if before else "中華民國")
        return _number(1912 - moment.year if before else moment.year - 1911, width, section)
    when = date(moment.year, moment.month, max(1, min(moment.day, 28 if moment.month == 2 else 31)))
    era = next((found for found in _ERAS if language == JAPAN and when >= found.since), None)
    if era is None:
        return "" if letter == "g" else _number(moment.year, 4, section, digits=True)
    return era.names[min(width, 3) - 1] if letter == "g" else _number(moment.year - era.since.year + 1, width, section)
