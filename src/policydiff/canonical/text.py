# SPDX-License-Identifier: Apache-2.0
"""A witness's text with its layers taken off, and the way back to the source."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from msgspec import Struct

from policydiff.canonical.offsets import OffsetMap
from policydiff.script.codes import longest_first, taken


class Removal(Struct, frozen=True, gc=False):
    """A run of source characters that a layer took out, and the layer's name for it.

    `kind` is a kind of class gloss, format or integrity: pinyin, zhuyin, ruby, whitespace,
    line_break, hidden_character, markup, bidi_control, tag_character, hidden_in_token.
    """

    start: int
    end: int
    kind: str


class Removals(Sequence[Removal]):
    """Runs that were taken out, as columns: a copy may have one behind each character, and as objects they would take
    ten times the memory."""

    __slots__ = ("end", "kinds", "start")

    def __init__(self, runs: Iterable[Removal] = ()) -> None:
        self.start, self.end = array("i"), array("i")
        self.kinds: list[str] = []
        for run in runs:
            self.add(run.start, run.end, run.kind)

    @classmethod
    def of(cls, start: "array[int]", end: "array[int]", kinds: list[str]) -> "Removals":
        """Those whose columns these are."""
        made = cls()
        made.start, made.end, made.kinds = start, end, kinds
        return made

    def add(self, start: int, end: int, kind: str) -> None:
        """Put one more in."""
        self.start.append(start)
        self.end.append(end)
        self.kinds.append(kind)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where each begins and ends."""
        return zip(self.start, self.end, strict=True)

    def rows(self) -> Iterator[tuple[int, int, str]]:
        """Start, end and kind of each."""
        return zip(self.start, self.end, self.kinds, strict=True)

    def by_place(self) -> "Removals":
        """The same by their start, the longest first."""
        order = longest_first(self.start, self.end)
        kinds = [*map(self.kinds.__getitem__, order)]
        return Removals.of(taken(self.start, order), taken(self.end, order), kinds)

    def __iter__(self) -> Iterator[Removal]:
        return map(Removal, self.start, self.end, self.kinds)

    def __len__(self) -> int:
        return len(self.kinds)

    @overload
    def __getitem__(self, index: int) -> Removal: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Removal, ...]: ...

    def __getitem__(self, index: int | slice) -> Removal | tuple[Removal, ...]:
        if isinstance(index, slice):
            return tuple(map(Removal, self.start[index], self.end[index], self.kinds[index]))
        return Removal(self.start[index], self.end[index], self.kinds[index])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Removals):
            return NotImplemented
        return (self.start, self.end, self.kinds) == (other.start, other.end, other.kinds)

    __hash__ = None  # type: ignore[assignment] # it grows


def joined(parts: Iterable[Removals]) -> Removals:
    """All runs of several, one after the other."""
    found = Removals()
    for part in parts:
        found.start.extend(part.start)
        found.end.extend(part.end)
        found.kinds.extend(part.kinds)
    return found


class Canonical(Struct, frozen=True):
    """A text at its deepest layer.

    `bare` holds the source characters that were kept, `text` the canonical character of each:
    the two have one length, and `offsets` maps that length back to `source`. White space is
    gone from both, but for one space between digits that only white space holds apart.
    `removals` are the runs taken out, ascending and apart from each other; `breaks` are the
    kept offsets before which a line break stood in the source.
    """

    source: str
    bare: str
    text: str
    offsets: OffsetMap
    removals: Removals
    breaks: Sequence[int]


def joined_beside(own: Canonical, other: Canonical) -> bool:
    """Were the lines of a copy joined as a whole? It has under a quarter of the other copy's line breaks."""
    return 4 * len(own.breaks) < len(other.breaks)
