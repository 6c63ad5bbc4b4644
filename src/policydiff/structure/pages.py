# SPDX-License-Identifier: Apache-2.0
"""Pages on which more than one notice stands."""

import re
from itertools import pairwise

from policydiff.canonical.skeleton import folded
from policydiff.structure.front import TITLE_KIND
from policydiff.structure.heading import SIGNED, own_number

_NUMBERED = re.compile(r"[〔\[(（﹝［【]\s*(?:19|20)\d{2}\s*[〕\])）﹞］】]\s*第?\s*\d{1,5}\s*[号號]")
_LEAST = 200
"""Characters that a notice has at least, so that a list of numbers is not taken for many notices."""
_BETWEEN = 8
"""Lines that may stand between a signature and the next notice: notes, a link, a heading of the page."""
_ABOVE = 4
"""Lines above a number that may be its title."""


def parts(text: str) -> list[tuple[int, int]]:
    """Spans of the notices on a page, down the page; one span for the whole where there is one notice.

    A second notice is known by a document number of its own on a line of its own, other than
    the first, with a title beside it, after the date that signs the one before it. What a
    notice encloses stands without a number of its own, or before the signature, and stays with it.
    """
    if text.count("号") + text.count("號") < 2 or len(_NUMBERED.findall(text)) < 2:
        return [(0, len(text))]
    lines = _lines(text)
    starts: list[int] = []
    known: set[str] = set()
    for at, (_, line) in enumerate(lines):
        number = own_number(line) if len(line) < 60 else ""
        if number and number not in known:
            start = _title_start(lines, at)
            if start is not None and (not starts or (start - starts[-1] >= _LEAST and _signed(lines, start))):
                known.add(number)
                starts.append(start)
    if len(starts) < 2 or len(text) - starts[-1] < _LEAST:
        return [(0, len(text))]
    cuts = [0, *starts[1:], len(text)]
    return list(pairwise(cuts))


def _lines(text: str) -> list[tuple[int, str]]:
    out = []
    at = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            out.append((at, "".join(folded(stripped).split())))
        at += len(line)
    return out


def _signed(lines: list[tuple[int, str]], start: int) -> bool:
    """Does one of the last lines before `start` sign the notice above it?"""
    before = [line for at, line in lines if at < start][-_BETWEEN:]
    return any(SIGNED.match(line) for line in before)


def _title_start(lines: list[tuple[int, str]], at: int) -> int | None:
    """Where the notice begins whose number stands on line `at`: at the title above, else at the number."""
    joined = ""
    for above in range(at - 1, max(-1, at - 1 - _ABOVE), -1):
        line = lines[above][1]
        if "。" in line or len(line) > 60 or (not joined and not TITLE_KIND.search(line)):
            break
        joined = line + joined
        if "关于" in line or len(joined) > 40:
            return lines[above][0]
    if joined:
        return lines[at - 1][0]
    below = "".join(line for _, line in lines[at + 1 : at + 4])
    if any(TITLE_KIND.search(line) and "。" not in line for _, line in lines[at + 1 : at + 4]) and below:
        return lines[at][0]
    return None
