# SPDX-License-Identifier: Apache-2.0
"""Times as people state them: EDTF (ISO 8601-2:2019, levels 0 and 1), with nothing added.

A date stays a date, a month a month; a time of day without a zone gets none. `unknown` is an answer.
"""

import re
from calendar import monthrange
from dataclasses import dataclass

from policydiff.errors import InputError
from policydiff.reasons import because

_DAY = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX|\dX)(?:-(\d{2}|XX))?)?([?~%]?)")
_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?")
"""2023-01-30T14:05:00+08:00"""
_HAN = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号號])?)?")
_SEASONS = range(21, 25)


@dataclass(frozen=True, slots=True)
class Stated:
    """A time as it was stated: its spelling, its precision, and whether a zone came with it (None without meaning)."""

    text: str
    precision: str
    zone: bool | None = None

    def plain(self) -> dict[str, object]:
        """The form in which a record keeps it."""
        return {"edtf": self.text, "precision": self.precision} | ({"zone": self.zone} if self.zone is not None else {})


def parse_stated(text: str) -> Stated:
    """Understand a stated time; raises InputError PD411 with what may be written."""
    given = text.strip()
    if given.lower() in ("unknown", "未知", "不详", "不詳"):
        return Stated("unknown", "unknown")
    if "/" in given:
        return _interval(given)
    if match := _HAN.fullmatch(given):
        given = "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])
    if match := _MOMENT.fullmatch(given):
        return _moment(given, match)
    if match := _DAY.fullmatch(given):
        return _day(given, match)
    raise _refused(text)


def _refused(text: str, key: str = "no_time") -> InputError:
    return InputError("PD411", because(key, text=repr(text)))


def _interval(text: str) -> Stated:
    start, _, end = text.partition("/")
    if "/" in end or not (start or end):
        raise _refused(text)
    ends = [parse_stated(part) for part in (start, end) if part not in ("", "..")]
    if not ends or any(one.precision in ("unknown", "interval") for one in ends):
        raise _refused(text)
    if len(ends) == 2 and ends[0].text[:10].replace("X", "0") > ends[1].text[:10].replace("X", "9"):
        raise _refused(text, "ends_before_it_begins")
    return Stated(
        "/".join(part if part in ("", "..") else parse_stated(part).text for part in (start, end)), "interval"
    )


def _moment(text: str, match: re.Match[str]) -> Stated:
    year, month, day, hour, minute = (int(match[n]) for n in range(1, 6))
    _check_day(text, year, month, day)
    if hour > 23 or minute > 59 or int(match[6] or 0) > 60:
        raise _refused(text, "no_time_of_day")
    return Stated(text.replace(" ", "T"), "second" if match[6] else "minute", match[7] is not None)


def _day(text: str, match: re.Match[str]) -> Stated:
    """A date with its precision, or a season; a digit X is unspecified."""
    year, month, day, _ = match.groups()
    precision = (
        "day"
        if day and "X" not in day
        else "month"
        if month and "X" not in month
        else "year"
        if "X" not in year
        else "decade"
    )
    if "XX" in year:
        precision = "century"
    if month and month.isdigit() and int(month) in _SEASONS and not day:
        return Stated(text, "season")
    if month and month.isdigit():
        _check_day(text, int(year.replace("X", "0")), int(month), int(day) if day and day.isdigit() else 1)
    return Stated(text, precision)


def _check_day(text: str, year: int, month: int, day: int) -> None:
    if not 1 <= month <= 12:
        raise _refused(text, "no_such_month")
    if not 1 <= day <= monthrange(max(year, 1), month)[1]:
        raise _refused(text, "no_such_day")


def bounds(text: str) -> tuple[str, str] | None:
    """The first and the last second that a stated time may mean, as they are written (2023-01 → 2023-01-01T00:00:00,
    2023-01-31T23:59:59), so that times sort and ranges meet; an open end is year 0 or 9999. None for `unknown` and for
    what is no time."""
    try:
        stated = parse_stated(text)
    except InputError:
        return None
    if stated.precision == "unknown":
        return None
    if stated.precision == "interval":
        start, _, end = stated.text.partition("/")
        first, last = (bounds(part) if part not in ("", "..") else None for part in (start, end))
        return (first[0] if first else "0000"), (last[1] if last else "9999")
    if moment := _MOMENT.fullmatch(stated.text):
        day = f"{stated.text[:10]}T{moment[4]}:{moment[5]}"
        return f"{day}:{moment[6] or '00'}", f"{day}:{moment[6] or '59'}"
    return _days(stated.text.rstrip("?~%"))


def _days(text: str) -> tuple[str, str]:
    """The bounds of a date, a month, a season (its year: which months it has hangs on the place) or a span of years."""
    year, month, day = (*text.split("-"), "XX", "XX")[:3]
    first_year, last_year = year.replace("X", "0"), year.replace("X", "9")
    if "X" in month or int(month) in _SEASONS:
        return f"{first_year}-01-01T00:00:00", f"{last_year}-12-31T23:59:59"
    if "X" in day:
        return (
            f"{first_year}-{month}-01T00:00:00",
            f"{last_year}-{month}-{monthrange(int(last_year), int(month))[1]}T23:59:59",
        )
    return f"{first_year}-{month}-{day}T00:00:00", f"{last_year}-{month}-{day}T23:59:59"
