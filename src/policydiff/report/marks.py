# SPDX-License-Identifier: Apache-2.0
"""A source text cut at its marks into panes of HTML, one pass a copy.

Two layers of marks lie over a text: differences, which do not overlap, and below them the
errata of the copy. Every character of the source stands in exactly one pane, once.
"""

from collections.abc import Sequence

from msgspec import Struct

from policydiff.report.visible import html, special_places


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


class _Slices:
    """Slices of one source as HTML, asked for in ascending order: escaped, the errata in them marked.

    No erratum and no special character that is still to come starts before `free`: a slice that
    ends there is the source as it is, and a caller with many slices may take it without a call.
    """

    def __init__(self, text: str, errata: Sequence[Mark]) -> None:
        self.text = text
        self.errata, self.specials = errata, special_places(text)
        self.erratum = self.special = 0
        self.opened: set[int] = set()
        self._pass(0)

    def _pass(self, start: int) -> None:
        """Leave behind what ends before `start`."""
        errata, specials = self.errata, self.specials
        while self.erratum < len(errata) and errata[self.erratum].end <= start:
            self.erratum += 1
        while self.special < len(specials) and specials[self.special] < start:
            self.special += 1
        first_erratum = errata[self.erratum].start if self.erratum < len(errata) else len(self.text)
        self.first_special = specials[self.special] if self.special < len(specials) else len(self.text)
        self.free = min(first_erratum, self.first_special)

    def cut(self, start: int, end: int) -> str:
        """The slice as HTML. An erratum that a slice before has opened goes on without its id."""
        self._pass(start)
        text = self.text
        if end <= self.free:
            return text[start:end]
        escape = end > self.first_special
        parts: list[str] = []
        here = self.erratum
        while here < len(self.errata) and self.errata[here].start < end:
            mark = self.errata[here]
            left, right = max(mark.start, start), min(mark.end, end)
            if right > left or here not in self.opened:
                right = max(left, right)
                before, inside = text[start:left], text[left:right]
                opening = mark.again if here in self.opened else mark.opening
                parts += (html(before), opening, html(inside), mark.closing) if escape else (before, opening, inside, mark.closing)
                self.opened.add(here)
                start = right
            here += 1
        parts.append(html(text[start:end]) if escape else text[start:end])
        return "".join(parts)


def render_panes(text: str, panes: Sequence[Pane], marks: Sequence[Mark], errata: Sequence[Mark]) -> list[str]:
    """The HTML of each pane. `panes`, `marks` and `errata` ascend; neither layer overlaps itself.

    A mark that overlaps the one before it keeps only its place, as an empty mark: a link to it
    still lands there.
    """
    slices = _Slices(text, errata)
    cut = slices.cut
    at, count = 0, len(marks)
    carried = False
    rendered = []
    for number, pane in enumerate(panes):
        parts: list[str] = []
        here, pane_end = pane.start, pane.end
        last = number == len(panes) - 1
        while at < count:
            mark = marks[at]
            start, end = mark.start, mark.end
            if start >= pane_end and not _belongs(mark, pane, last):
                break
            if here < start:
                parts.append(text[here:start] if start <= slices.free else cut(here, start))
                here = start
            right = min(end, pane_end) if end > here else here
            inside = text[here:right] if right <= slices.free else cut(here, right)
            parts.append(f"{mark.again if carried else mark.opening}{inside}{mark.closing}")
            here = right
            carried = end > pane_end and not last
            if carried:
                break
            at += 1
        parts.append(cut(here, pane_end))
        rendered.append("".join(parts))
    return rendered


def _belongs(mark: Mark, pane: Pane, last: bool) -> bool:
    """Whether a mark at or after a pane's end is shown in it all the same: in the last, or being empty and its unit's."""
    return last or (mark.start == mark.end == pane.end and mark.unit == pane.unit)
