# SPDX-License-Identifier: Apache-2.0
"""A source text cut at its marks into panes of HTML, one pass a copy.

Two layers of marks lie over a text: differences, which do not overlap, and below them the
errata of the copy. Every character of the source stands in exactly one pane, once.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from policydiff.report.visible import SPECIAL, html


class Mark(Struct, frozen=True):
    """A span of one source and the HTML around it.

    `again` opens the rest of a span that a pane's end has cut: the same mark without its id.
    `unit` is the index of the pane's unit that an empty span belongs to, where it is known.
    """

    start: int
    end: int
    opening: str
    closing: str
    again: str
    unit: int | None = None


class Pane(Struct, frozen=True):
    """A unit's span of one source; `unit` is the unit's index in the comparison."""

    unit: int
    start: int
    end: int


def panes_of(spans: Sequence[tuple[int, int]], length: int) -> list[Pane]:
    """Cut a source of that length at the starts of its units, so that every character has a pane.

    `spans` holds (start, unit index) in any order. Text before the first unit goes to the
    first, text after a unit and before the next to the unit it follows.
    """
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    if starts:
        starts[0] = 0
    else:
        ordered, starts = [(0, 0)], [0]
    ends = [*starts[1:], length]
    return [Pane(unit, start, max(start, end)) for (_, unit), start, end in zip(ordered, starts, ends, strict=True)]


def _slicer(text: str, errata: Sequence[Mark]) -> Callable[[int, int], str]:
    """A function that gives source slices as HTML, in ascending order, with the errata in them marked."""
    clean = SPECIAL.search(text) is None
    at, count = 0, len(errata)
    opened: set[int] = set()

    def escaped(start: int, end: int) -> str:
        return text[start:end] if clean else html(text[start:end])

    def cut(start: int, end: int) -> str:
        nonlocal at
        while at < count and errata[at].end <= start:
            at += 1
        if at == count or errata[at].start >= end:
            return text[start:end] if clean else html(text[start:end])
        parts: list[str] = []
        here = at
        while here < count and errata[here].start < end:
            mark = errata[here]
            left, right = max(mark.start, start), min(mark.end, end)
            if right > left or here not in opened:
                right = max(left, right)
                parts += (escaped(start, left), mark.again if here in opened else mark.opening, escaped(left, right), mark.closing)
                opened.add(here)
                start = right
            here += 1
        parts.append(escaped(start, end))
        return "".join(parts)

    return cut


def render_panes(text: str, panes: Sequence[Pane], marks: Sequence[Mark], errata: Sequence[Mark]) -> list[str]:
    """The HTML of each pane. `panes`, `marks` and `errata` ascend; neither layer overlaps itself.

    A mark that overlaps the one before it keeps only its place, as an empty mark: a link to it
    still lands there.
    """
    cut = _slicer(text, errata)
    at = 0
    carried = False
    rendered = []
    for number, pane in enumerate(panes):
        parts: list[str] = []
        here = pane.start
        last = number == len(panes) - 1
        while at < len(marks) and _belongs(marks[at], pane, last):
            mark = marks[at]
            left, right = max(mark.start, here), max(here, min(mark.end, pane.end))
            if here < left:
                parts.append(cut(here, left))
            parts += (mark.again if carried else mark.opening, cut(left, right), mark.closing)
            here = right
            carried = mark.end > pane.end and not last
            if carried:
                break
            at += 1
        parts.append(cut(here, pane.end))
        rendered.append("".join(parts))
    return rendered


def _belongs(mark: Mark, pane: Pane, last: bool) -> bool:
    """Whether a mark starts, goes on or, being empty, is rather to be shown in this pane."""
    if mark.start < pane.end or last:
        return True
    return mark.start == mark.end == pane.end and mark.unit == pane.unit
