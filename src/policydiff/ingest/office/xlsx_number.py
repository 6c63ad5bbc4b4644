# SPDX-License-Identifier: Apache-2.0
"""Numbers as a sheet shows them: places, groups, percent, scale, fractions, powers of ten, General."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from policydiff.ingest.office.xlsx_format import Section, Sign
from policydiff.ingest.office.xlsx_numerals import counted, spelt

WIDTH = 11
"""Characters that General gives a number, its point included."""
SIGNIFICANT = 15
"""Digits of a number that sheets keep; what a binary fraction adds behind them is never seen."""
MOST_PLACES = 30
_TRADITIONAL = frozenset((0x404, 0xC04, 0x1404))


def kept(text: str) -> Decimal:
    """A stored number as sheets count with it: 15 digits, the last one rounded.

    Raises ValueError for what is not a number.
    """
    return Decimal(f"{float(text):.{SIGNIFICANT - 1}e}").normalize()


def general(value: Decimal) -> str:
    """A number in the form General: eleven characters, then a power of ten."""
    sign, size = "-" if value < 0 else "", abs(value)
    if not size:
        return "0"
    power = size.adjusted()
    if power >= WIDTH or power < -9:
        return sign + _scientific(size)
    if power == WIDTH - 1:
        return sign + _plain(_rounded(size, 0))
    if -4 <= power <= -1:
        return sign + _plain(_rounded(size, 9))
    text = _plain(_rounded(size, 12))
    if len(text) <= WIDTH:
        return sign + text
    text = _plain(_rounded(size, 9 - power)) if power >= 0 else text
    return sign + (text if len(text) <= WIDTH else _scientific(size))


def _scientific(size: Decimal) -> str:
    mantissa, _, power = f"{size:.5E}".partition("E")
    return f"{mantissa.rstrip('0').rstrip('.')}E{power[0]}{int(power[1:]):02d}"


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Decimal, places: int) -> Decimal:
    """Half away from zero, as sheets round."""
    return value.quantize(Decimal(1).scaleb(-min(places, MOST_PLACES)), ROUND_HALF_UP)


def shown_number(size: Decimal, section: Section) -> tuple[str, bool]:
    """A number that is not negative in a section without a date, and whether any digit of it shows that is not zero."""
    signs = section.signs
    traditional = section.language in _TRADITIONAL
    if section.holds("general"):
        percented = size.scaleb(2 * sum(sign.kind == "percent" for sign in signs))
        number = counted(percented, section.numerals, traditional) if section.numerals else general(percented)
        return "".join(
            number if s.kind == "general" else s.text for s in signs if s.kind not in ("digit", "point")
        ), bool(size)
    if not section.holds("digit"):
        return "".join(s.text for s in signs), bool(size)
    text = _fraction(size, signs) or _power(size, signs) or _decimal(size, signs)
    nonzero = any(c in "123456789" for c in text)
    return (spelt(text, section.numerals, traditional) if section.numerals else text), nonzero


def _places(signs: Sequence[Sign]) -> list[int]:
    return [index for index, sign in enumerate(signs) if sign.kind == "digit"]


def _decimal(size: Decimal, signs: Sequence[Sign]) -> str:
    """Digits put into the places of the format, from its point outwards."""
    places = _places(signs)
    point = next((index for index, sign in enumerate(signs) if sign.kind == "point"), len(signs))
    before, behind = [p for p in places if p < point], [p for p in places if p > point]
    commas = [index for index, sign in enumerate(signs) if sign.kind == "comma"]
    grouped = any(before and before[0] < c < before[-1] for c in commas)
    scale = sum(1 for c in commas if c > places[0] and not any(c < p for p in (before if c < point else behind)))
    size = size.scaleb(2 * sum(sign.kind == "percent" for sign in signs) - 3 * scale)
    size = _rounded(size, len(behind))
    digits, _, fraction = format(size, "f").partition(".")
    digits = digits.lstrip("0")
    filled = _filled([signs[p].text for p in before], digits, grouped)
    out = dict(zip(before, filled, strict=True))
    out |= dict(zip(behind, _trimmed([signs[p].text for p in behind], fraction), strict=True))
    lead = "" if before else digits
    text = []
    for index, sign in enumerate(signs):
        if index == point:
            text.append(lead + ".")
        elif sign.kind == "digit":
            text.append(out[index])
        elif sign.kind != "comma" or index < places[0]:
            text.append(sign.text)
    return "".join(text)


def _filled(places: Sequence[str], digits: str, grouped: bool) -> list[str]:
    """What stands at each place before the point: the first place takes all digits that are left."""
    out = [""] * len(places)
    at = 0
    for index in range(len(places) - 1, -1, -1):
        last = index == 0
        taken = digits if last else digits[-1:]
        digits = "" if last else digits[:-1]
        if not taken:
            taken = {"0": "0", "?": " ", "#": ""}[places[index]]
        text = ""
        for c in reversed(taken):
            text = c + ("," if grouped and at and at % 3 == 0 and c != " " else "") + text
            at += 1
        out[index] = text
    return out


def _trimmed(places: Sequence[str], digits: str) -> list[str]:
    """What stands at each place behind the point: zeros at the end show only where the format has 0."""
    out = list(digits.ljust(len(places), "0"))[: len(places)]
    for index in range(len(places) - 1, -1, -1):
        if out[index] != "0" or places[index] == "0":
            break
        out[index] = " " if places[index] == "?" else ""
    return out


def _power(size: Decimal, signs: Sequence[Sign]) -> str:
    """A number times a power of ten, or nothing where the format has none."""
    at = next((index for index, sign in enumerate(signs) if sign.kind == "exponent"), None)
    if at is None:
        return ""
    head, tail = signs[:at], signs[at + 1 :]
    point = next((index for index, sign in enumerate(head) if sign.kind == "point"), len(head))
    step = max(1, sum(1 for sign in head[:point] if sign.kind == "digit"))
    behind = sum(1 for sign in head[point:] if sign.kind == "digit")
    if any(sign.kind == "percent" for sign in signs):
        size = size.scaleb(2)
    power = _step(size.adjusted(), step) if size else 0
    mantissa = _rounded(size.scaleb(-power), behind)
    if mantissa >= 10**step:
        power += step
        mantissa = _rounded(size.scaleb(-power), behind)
    width = sum(1 for sign in tail if sign.kind == "digit" and sign.text == "0")
    mark = "-" if power < 0 else "+" if signs[at].text.endswith("+") else ""
    rest = "".join(sign.text for sign in tail if sign.kind != "digit")
    return f"{_decimal(mantissa, [s for s in head if s.kind != 'percent'])}E{mark}{abs(power):0{max(1, width)}d}{rest}"


def _step(power: int, step: int) -> int:
    """The greatest multiple of `step` that is not above `power`: ##0.0E+0 counts in thousands."""
    return power // step * step


def _fraction(size: Decimal, signs: Sequence[Sign]) -> str:
    """A number with a fraction, or nothing where the format has none."""
    at = next((index for index, sign in enumerate(signs) if sign.kind == "slash"), None)
    if at is None:
        return ""
    end = at + 1
    while end < len(signs) and (
        signs[end].kind == "digit" or (signs[end].kind == "text" and signs[end].text in tuple("123456789"))
    ):
        end += 1
    below = "".join(sign.text for sign in signs[at + 1 : end])
    start = at
    while start and signs[start - 1].kind == "digit":
        start -= 1
    if not below or start == at:
        return ""
    before, after = signs[:start], "".join(sign.text for sign in signs[end:])
    mixed = any(sign.kind == "digit" for sign in before)
    whole = int(size) if mixed else 0
    if any(c in "123456789" for c in below):
        under = int(below.translate({35: "0", 63: "0"}))
        over = int(_rounded((size - whole) * under, 0))
    else:
        over, under = _nearest(size - whole, 10 ** min(len(below), 4) - 1)
    if mixed and over == under:
        whole, over = whole + 1, 0
    if not mixed:
        lead = "".join(sign.text for sign in before)
        return f"{lead}{over}/{under}{after}"
    if not over:
        return (
            _decimal(Decimal(whole), before).rstrip() + after
            if whole
            else "".join(s.text for s in before if s.kind == "text").rstrip() + "0" + after
        )
    lead = _decimal(Decimal(whole), before)
    return f"{lead if lead.strip() else ''}{over}/{under}{after}"


def _nearest(value: Decimal, most: int) -> tuple[int, int]:
    """The fraction nearest to a number with a denominator up to `most`."""
    found = Fraction(value).limit_denominator(most)
    return found.numerator, found.denominator
