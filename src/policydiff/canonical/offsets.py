# SPDX-License-Identifier: Apache-2.0
"""Maps between a source text and a text with runs removed, kept as breakpoints."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec import Struct

_PIECES = 20_000
"""Pieces of a text that are joined at the latest, since each takes some seventy bytes."""


class OffsetMap(Struct, frozen=True):
    """Where each character of a shortened text stands in its source.

    `kept` and `source` are parallel and ascending: from `kept[i]` on, the shortened text runs
    along the source from `source[i]`, until `kept[i + 1]`. Both lengths count code points.
    The first breakpoint is (0, offset of the first kept character).
    """

    kept: Sequence[int]
    source: Sequence[int]
    kept_length: int
    source_length: int

    def to_source(self, offset: int) -> int:
        """Source offset of the kept character at `offset`; the source's end at the end."""
        if offset >= self.kept_length:
            return self.source_length
        i = bisect_right(self.kept, offset) - 1
        return self.source[i] + offset - self.kept[i]

    def stretch(self, offset: int) -> tuple[int, int, int]:
        """From and until which kept offsets the text runs along the source, as it does at `offset`, and how much
        further on it stands there."""
        i = bisect_right(self.kept, offset) - 1
        until = self.kept[i + 1] if i + 1 < len(self.kept) else self.kept_length
        return self.kept[i], until, self.source[i] - self.kept[i]

    def is_cut(self, offset: int) -> bool:
        """Does a stretch of the source begin at a kept offset?"""
        i = bisect_right(self.kept, offset) - 1
        return i >= 0 and self.kept[i] == offset

    def end_to_source(self, offset: int) -> int:
        """Source offset just after the kept character before `offset` (0 for 0)."""
        return self.to_source(offset - 1) + 1 if offset > 0 else 0

    def span_to_source(self, start: int, end: int) -> tuple[int, int]:
        """Tightest source span that holds the kept characters from `start` to `end`.

        An empty span maps to the empty place just after the kept character before it.
        """
        if start >= end:
            at = self.end_to_source(start)
            return at, at
        return self.to_source(start), self.end_to_source(end)

    def to_kept(self, offset: int) -> int:
        """Number of kept characters that stand before source `offset`."""
        i = bisect_right(self.source, offset)
        if not i:
            return 0
        at = self.kept[i - 1] + offset - self.source[i - 1]
        following = self.kept[i] if i < len(self.kept) else self.kept_length
        return min(following, at)

    def span_to_kept(self, start: int, end: int) -> tuple[int, int]:
        """Kept span that the source span from `start` to `end` covers."""
        i = bisect_right(self.source, start)
        if not i or (i < len(self.source) and end > self.source[i]):
            return self.to_kept(start), self.to_kept(end)
        at = self.kept[i - 1] + start - self.source[i - 1]  # one stretch of the source holds the span
        following = self.kept[i] if i < len(self.kept) else self.kept_length
        return min(following, at), min(following, at + end - start)


def without(source: str, spans: Iterable[tuple[int, int]]) -> tuple[str, OffsetMap]:
    """The source with the spans taken out, and the map back; `spans` are ascending and apart."""
    kept, starts = array("i", (0,)), array("i", (0,))
    pieces: list[str] = []
    at = length = 0
    for start, end in spans:
        if start > at:
            pieces.append(source[at:start])
            length += start - at
            if len(pieces) > _PIECES:
                pieces = ["".join(pieces)]
        at = end
        if length == kept[-1]:
            starts[-1] = at
        else:
            kept.append(length)
            starts.append(at)
    pieces.append(source[at:])
    text = "".join(pieces)
    return text, OffsetMap(kept, starts, len(text), len(source))
