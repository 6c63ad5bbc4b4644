# SPDX-License-Identifier: Apache-2.0
"""A source text cut at its marks into panes of HTML, one pass a copy.

Two layers of marks lie over a text: differences, which do not overlap, and below them the
errata of the copy. Every character of the source stands in exactly one pane, once.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from sys import maxsize
from typing import TYPE_CHECKING

from msgspec import Struct

from policydiff.script.codes import firsts
from policydiff.show.visible import html, special_places

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]


class Look(Struct, frozen=True, gc=False):
    """The HTML around a marked span; what is said alike shares it.

    Where a pane's end has cut the span, `again` opens the rest: the same mark without its id. `unit` is the index of
    the pane's unit that an empty span belongs to, where it is known, `cell` the column of a table.
    """

    opening: str
    closing: str
    again: str
    unit: int | None = None
    cell: int = -1


Mark = tuple[int, int, Look]
"""A span of one source and how it looks; a tuple, since there are thousands."""


class Marks(Struct, frozen=True):
    """The marks of one source, ascending, as columns; those of one number look alike and hold the same text."""

    starts: list[int]
    ends: list[int]
    numbers: list[int]
    looks: Sequence[Look]
    arrays: "tuple[Numbers, Numbers, Numbers]"
    """The first three once more, as arrays."""

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> "Marks":
        """Marks of which each has a look of its own."""
        import numpy as np

        starts, ends = (np.array([mark[n] for mark in marks], dtype=np.int64) for n in (0, 1))
        return cls.of_arrays(starts, ends, np.arange(len(marks)), [mark[2] for mark in marks])

    @classmethod
    def of_arrays(cls, starts: "Numbers", ends: "Numbers", numbers: "Numbers", looks: Sequence[Look]) -> "Marks":
        """Marks by columns."""
        return cls(starts.tolist(), ends.tolist(), numbers.tolist(), looks, (starts, ends, numbers))

    def at(self, number: int) -> Mark:
        """One of them."""
        return self.starts[number], self.ends[number], self.looks[self.numbers[number]]


class Pane(Struct, frozen=True, gc=False):
    """A unit's span of one source, or of a row of a table the span of one cell; `unit` is the unit's index in the
    comparison, `cell` the column (-1 for a whole unit)."""

    unit: int
    start: int
    end: int
    cell: int = -1


Cut = tuple[int, bool, int, int]
"""Where a pane begins, whether text stands in it, its unit, its column."""


def panes_of(cuts: Sequence[Cut], length: int) -> list[Pane]:
    """Cut a source of that length at the starts of its units and cells, in any order, so that every character has a
    pane.

    Text before the first unit goes to the first, text after a unit and before the next to the unit it follows.
    """
    ordered = sorted(cuts)
    starts = [start for start, _, _, _ in ordered]
    if starts:
        starts[0] = 0
    else:
        ordered, starts = [(0, True, 0, -1)], [0]
    ends = [*starts[1:], length]
    return [
        Pane(unit, start, max(start, end), cell)
        for (_, _, unit, cell), start, end in zip(ordered, starts, ends, strict=True)
    ]


_NEVER: Mark = (maxsize, maxsize, Look("", "", ""))
"""Stands after the last erratum."""


class _Slices:
    """Slices of one source as HTML, one after the other to its end: escaped, the errata in them marked.

    No erratum and no special character that is still to come starts before `free`: a slice that
    ends there is the source as it is, and a caller with many slices may take it without a call.
    """

    def __init__(self, text: str, errata: Sequence[Mark]) -> None:
        self.text = text
        self.errata = [*errata, _NEVER]
        self.specials = [*special_places(text), maxsize]
        self.erratum = self.special = 0
        self.opened = False
        self.free = min(self.errata[0][0], self.specials[0])

    def cut(self, start: int, end: int) -> str:
        """The slice as HTML. An erratum that a slice before has opened goes on without its id."""
        text = self.text
        if end <= self.free:
            return text[start:end]
        escaped = html if self._special_before(end) else str
        parts: list[str] = []
        mark_start, mark_end, look = self.errata[self.erratum]
        while mark_start < end and start < end:
            left = max(mark_start, start)
            right = max(left, min(mark_end, end))
            opening = look.again if self.opened else look.opening
            parts += (escaped(text[start:left]), opening, escaped(text[left:right]), look.closing)
            start = right
            self.opened = mark_end > end
            if self.opened:
                break
            self.erratum += 1
            mark_start, mark_end, look = self.errata[self.erratum]
        self.free = min(mark_start, self.specials[self.special])
        parts.append(escaped(text[start:end]))
        return "".join(parts)

    def _special_before(self, end: int) -> bool:
        """Whether a special character still to come stands before `end`; it is left behind."""
        first = self.special
        while self.specials[self.special] < end:
            self.special += 1
        return self.special > first


def render_panes(text: str, panes: Sequence[Pane], marks: Marks, errata: Sequence[Mark]) -> list[str]:
    """The HTML of each pane. `panes`, `marks` and `errata` ascend; neither layer overlaps itself.

    A mark that overlaps the one before it keeps only its place, as an empty mark: a link to it
    still lands there.
    """
    slices, row = _Slices(text, errata), _Row(text, marks)
    cut = slices.cut
    at, count = 0, len(marks.numbers)
    carried = False
    rendered = []
    for number, pane in enumerate(panes):
        parts: list[str] = []
        here, pane_end = pane.start, pane.end
        last = number == len(panes) - 1
        while at < count:
            plain = row.plain_until(at, here, min(pane_end - 1, slices.free))
            if plain > at:  # most marks: nothing stands in their way
                parts += row.marked(at, plain, here)
                at, here = plain, marks.ends[plain - 1]
                continue
            start, end, look = marks.at(at)
            if start >= pane_end and not _belongs((start, end, look), pane, last):
                break
            if here < start:
                parts.append(cut(here, start))
                here = start
            right = max(here, min(end, pane_end))
            parts += (look.again if carried else look.opening, cut(here, right), look.closing)
            here = right
            carried = end > pane_end and not last
            if carried:
                break
            at += 1
        parts.append(text[here:pane_end] if pane_end <= slices.free else cut(here, pane_end))
        rendered.append("".join(parts))
    return rendered


class _Row:
    """The marks of one source, of which many that nothing stands in the way of are written in one go."""

    def __init__(self, text: str, marks: Marks) -> None:
        self._text, self._marks = text, marks

        starts, ends, numbers = marks.arrays
        begun = firsts(numbers, len(marks.looks))
        self._whole = [""] * len(marks.looks)
        for number, first in enumerate(begun.tolist()):
            if first < len(numbers):
                look = marks.looks[number]
                inside = text[marks.starts[first] : marks.ends[first]]
                self._whole[number] = f"{look.opening}{inside}{look.closing}"
        lengths = ends - starts
        apart = (lengths != lengths[begun[numbers]]).nonzero()[0]
        overlapping = (starts[1:] < ends[:-1]).nonzero()[0] + 1
        self._apart = frozenset(apart.tolist())
        """Marks that hold something else than the first of their number."""
        self._stops = sorted({*overlapping.tolist(), *apart.tolist(), *(apart + 1).tolist(), len(numbers)})

    def plain_until(self, at: int, here: int, limit: int) -> int:
        """The number behind the last of the marks from `at` on that stand behind `here`, apart from each other, and end
        at `limit` at the latest."""
        marks = self._marks
        if marks.starts[at] < here or marks.ends[at] > limit or at in self._apart:
            return at
        behind = self._stops[bisect_right(self._stops, at)]
        return bisect_right(marks.ends, limit, at, behind)

    def marked(self, first: int, behind: int, here: int) -> Iterable[str]:
        """The source from `here` to the end of the last of these marks, marked."""
        text, marks = self._text, self._marks
        ends = (here, *marks.ends[first : behind - 1])
        before = [text[end:start] for end, start in zip(ends, marks.starts[first:behind], strict=True)]
        whole = map(self._whole.__getitem__, marks.numbers[first:behind])
        return chain.from_iterable(zip(before, whole, strict=True))


def _belongs(mark: Mark, pane: Pane, last: bool) -> bool:
    """Whether a mark at or after a pane's end is shown in it still: in the last, or empty and its unit's or cell's."""
    start, end, look = mark
    in_place = look.unit == pane.unit and look.cell in (-1, pane.cell)
    return last or (start == end == pane.end and in_place)
