# SPDX-License-Identifier: Apache-2.0
"""Numbers as a sheet shows them: percent, thousands and dates live in the cell's format."""

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from lxml import etree

from policydiff.ingest.package import attribute, child, whole

_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    14: "yyyy/m/d",
    15: "yyyy/m/d",
    16: "m/d",
    17: "yyyy/m",
    22: "yyyy/m/d",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Formats that a workbook names by number only: ECMA-376 part 1, 18.8.30, those of Chinese locales included."""
LONGEST = 200
"""Longest number and longest format that are looked at; a stored number has some 20 characters."""
_DAYS = 2_958_465
"""The last day that a sheet can show, 9999-12-31."""


def formats_of(root: etree._Element | None) -> list[str]:
    """The number format of each cell style."""
    custom: dict[int, str] = {}
    listed = child(root, "numFmts")
    for found in listed if listed is not None else ():
        custom[whole(attribute(found, "numFmtId"), 0)] = attribute(found, "formatCode") or "General"
    styles = child(root, "cellXfs")
    numbers = [whole(attribute(found, "numFmtId"), 0) for found in (styles if styles is not None else ())]
    return [custom.get(number) or _BUILT_IN.get(number, "General") for number in numbers]


def shown_number(text: str, form: str, since_1904: bool = False) -> str:
    """A stored number in its cell's format; as stored where the format is not understood."""
    if len(text) > LONGEST:
        return text
    form = form[:LONGEST]
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return text
    section = re.sub(r"\[[^\]]{0,40}\]|_.|\*.", "", form.split(";")[0])
    bare = re.sub(r'"[^"]{0,80}"|\\.', "", section)
    if re.search(r"[yYdD]|[mM](?![^\W\d_])", bare) and not re.search(r"[0#]", bare):
        return _date(value, section, since_1904) or text
    if not re.search(r"[0#]", bare) or "E" in bare.upper():
        return _general(value)
    shown = _decimal(value * 100 if "%" in bare else value, bare)
    before, after = _around(section)
    return before + shown + after


def _around(section: str) -> tuple[str, str]:
    """The words that a format writes before and after the number: `0"项"` gives 项 after it."""
    pieces = re.findall(r'"[^"]{0,80}"|\\.|[0#?,.]+|[^"\\0#?,.]', section)
    places = [index for index, piece in enumerate(pieces) if piece[0] in "0#?"]
    if not places:
        return "", ""
    before, after = ("".join(piece.strip('"').lstrip("\\") for piece in part) for part in (pieces[: places[0]], pieces[places[-1] + 1 :]))
    return before.strip(), after.strip()


def _general(value: Decimal) -> str:
    """Up to 15 digits, as sheets show them (binary noise such as 0.30000000000000004 goes)."""
    rounded = format(float(value), ".15g")
    return format(Decimal(rounded), "f") if "e" in rounded else rounded


def _decimal(value: Decimal, form: str) -> str:
    places = re.search(r"\.([0#?]{1,15})", form)
    digits = len(places[1]) if places else 0
    needed = places[1].count("0") if places else 0
    shown = format(value, f",.{digits}f" if re.search(r"[#0],[#0]", form) else f".{digits}f")
    if digits > needed:
        head, _, tail = shown.partition(".")
        tail = tail[:needed] + tail[needed:].rstrip("0")
        shown = f"{head}.{tail}" if tail else head
    return shown


def _date(value: Decimal, form: str, since_1904: bool) -> str | None:
    """A day counted from 1900 (whose false 29 February is kept, as sheets do) or from 1904."""
    number = int(value)
    if not 0 <= number <= _DAYS:
        return None
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30) if number > 59 else datetime(1899, 12, 31)  # noqa: DTZ001 (a calendar day)
    try:
        moment = start + timedelta(days=number)
    except OverflowError:
        return None

    def part(match: re.Match[str]) -> str:
        found = match[0]
        if found[0] in '"\\':
            return found.strip('"').lstrip("\\")
        letter, width = found[0].lower(), len(found)
        number = {"y": moment.year, "m": moment.month, "d": moment.day}.get(letter)
        if number is None:
            return ""
        if letter == "y":
            return f"{number:04d}" if width > 2 else f"{number % 100:02d}"
        return f"{number:02d}" if width == 2 else str(number)

    dated = re.split(r"[hHsS]", form)[0].rstrip(" :") or form
    return re.sub(r'"[^"]{0,80}"|\\.|[yY]+|[mM]+|[dD]+|[@]', part, dated).strip()
