# SPDX-License-Identifier: Apache-2.0
"""Lines over a table: the unit of its figures (单位：万元); those by which it says that it goes on (续表1), and under
them what stood over it before."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from policydiff.canonical.text import Canonical

_MARK = re.compile(r"\(?(?:续表|接上[表页]|续)\)?")
_UNIT = re.compile(r"\(?(?:金额|计量|货币|数量|面积)?单位:[^:,。;]{1,12}\)?")
_AROUND = " :()"
_LINES_ABOVE = 3
"""Lines over a table that may stand again: its number, its title, the unit of its figures."""


def caption(canonical: Canonical, start: int) -> list[str]:
    """The lines over a table that begins at `start`."""
    breaks = canonical.breaks
    at = bisect_left(breaks, start)
    begins = [*breaks[max(0, at - _LINES_ABOVE) : at], start]
    if at < _LINES_ABOVE:
        begins.insert(0, 0)
    return [canonical.text[a:b] for a, b in pairwise(begins) if a < b]


def unit_line(canonical: Canonical, start: int) -> tuple[int, int] | None:
    """The line right over a table that begins at `start`, where it says the unit of the table's figures and nothing
    else; without that it would run on from the title, as the addressee that ends in a colon."""
    breaks = canonical.breaks
    at = bisect_left(breaks, start)
    if at == len(breaks) or breaks[at] != start or not at:
        return None
    first = breaks[at - 1]
    return (first, start) if _UNIT.fullmatch(canonical.text, first, start) else None


def lines(canonical: Canonical, start: int, end: int) -> list[tuple[int, int]]:
    """The lines between two canonical offsets, as spans."""
    breaks = canonical.breaks
    inner = breaks[bisect_left(breaks, start + 1) : bisect_left(breaks, end)]
    return [(a, b) for a, b in zip((start, *inner), (*inner, end), strict=True) if canonical.text[a:b].strip()]


def go_on(said: Sequence[str], above: Sequence[str]) -> bool:
    """Do lines say that the table under the lines `above` goes on, and nothing else?"""
    marks = [_goes_on(line, above) for line in said]
    return any(marks) and all(mark or line in above for mark, line in zip(marks, said, strict=True))


def _goes_on(line: str, above: Sequence[str]) -> bool:
    found = _MARK.search(line)
    if found is None or (found[0] == "续" and len(line) > 1):
        return False
    rest = (line[: found.start()] + line[found.end() :]).strip(_AROUND)
    return not rest or any((f"表{rest}" if rest.isdigit() else rest) in one for one in above)
