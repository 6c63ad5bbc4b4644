# SPDX-License-Identifier: Apache-2.0
"""Where on their pages differing places stand, of copies whose files place their text or that were recognized."""

from bisect import bisect_right
from typing import Protocol

from msgspec import structs

from policydiff.diff.recognition import Pages
from policydiff.model import Difference, Side
from policydiff.recognized import Box, PrintedLine, RecognizedLine, SeenPlace

_NARROW = 0x2E80
"""Code points below this are about half as wide as Han characters."""


class Paged(Protocol):
    """A copy with lines that stand on pages."""

    @property
    def text(self) -> str:
        """The decoded text."""

    @property
    def recognized(self) -> tuple[RecognizedLine, ...]:
        """Lines that were read from pictures."""

    @property
    def printed(self) -> tuple[PrintedLine, ...]:
        """Lines that the file places."""


class Seen:
    """The pages of two copies, to be asked where differences stand on them."""

    def __init__(self, a: Paged, b: Paged) -> None:
        self._sides: list[tuple[Side, _Places]] = [
            (side, _Places(copy)) for side, copy in _sided(a, b) if _on_pages(copy)
        ]

    def __bool__(self) -> bool:
        return bool(self._sides)

    def on(self, difference: Difference) -> Difference:
        """The difference with its places on the pages of both copies, as far as they have pages."""
        seen = tuple(
            place for side, places in self._sides if (place := places.of(side, *_span(difference, side))) is not None
        )
        return structs.replace(difference, seen=seen) if seen else difference


def _sided(a: Paged, b: Paged) -> tuple[tuple[Side, Paged], tuple[Side, Paged]]:
    return ("a", a), ("b", b)


def _on_pages(copy: Paged) -> bool:
    return bool(copy.recognized or copy.printed)


def _span(difference: Difference, side: Side) -> tuple[int, int]:
    place = difference.a if side == "a" else difference.b
    return place.start, place.end


class _Places:
    """The lines of one copy, to be asked where a span of its text stands."""

    def __init__(self, copy: Paged) -> None:
        self._text = copy.text
        self._read = Pages(copy.recognized, copy.text)
        self._lines = copy.printed
        self._starts = [line.start for line in copy.printed]

    def of(self, side: Side, start: int, end: int) -> SeenPlace | None:
        """Where a span stands, of an empty one the characters beside it; what goes over pages, on the first of them.
        None where nothing of it has a place."""
        look = self._read.look(start, end) if self._read else None
        if look is not None:
            read = self._text[start:end] if look.second is None else look.second
            second = "".join(read.split()) if look.twice else None
            return SeenPlace(side, look.page, look.box, look.sure, second, look.turn)
        first, last = (start, end) if start < end else (max(0, start - 1), min(len(self._text), end + 1))
        boxes: list[Box] = []
        page = 0
        low = max(0, bisect_right(self._starts, first) - 1)
        for line in self._lines[low : bisect_right(self._starts, last - 1)]:
            begun, ended = max(first, line.start), min(last, line.end)
            if begun < ended and page in (0, line.page):
                page = line.page
                boxes.append(_part(line, begun, ended, self._text))
        if not boxes:
            return None
        left, top, right, bottom = zip(*boxes, strict=True)
        return SeenPlace(side, page, (min(left), min(top), max(right), max(bottom)), 100)


def _part(line: PrintedLine, start: int, end: int, text: str) -> Box:
    """Where a part of a line stands, by how wide its characters are."""
    widths = [1 if ord(character) < _NARROW else 2 for character in text[line.start : line.end]]
    total = sum(widths)
    low, high = (sum(widths[: place - line.start]) / total for place in (start, end))
    left, top, right, bottom = line.box
    if line.turn in (2, 3):
        low, high = 1 - high, 1 - low
    if line.turn % 2:
        return left, round(top + low * (bottom - top), 1), right, round(top + high * (bottom - top), 1)
    return round(left + low * (right - left), 1), top, round(left + high * (right - left), 1), bottom
