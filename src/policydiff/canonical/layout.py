# SPDX-License-Identifier: Apache-2.0
"""The layout layer: white space and line breaks carry no wording in Chinese text.

One exception: a space that alone holds two digits apart (15 30 is not 1530) stays. A line
break between digits is a hard wrap where its line is as long as the copy's other full lines.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, compress, pairwise
from math import inf
from operator import lt

from policydiff.canonical.text import Removals
from policydiff.vocabulary.patterns import late_pattern

_DIGITS = frozenset("0123456789０１２３４５６７８９")
_SPACED_OUT = late_pattern(r"(?<![0-9０-９])[0-9０-９](?:\s{1,4}[0-9０-９]){2,40}(?![0-9０-９])")
_LONG = 12
_FULL_LINE_SHARE = 0.3
"""A width is a wrap width where at least this share of the lines of `_LONG` or more characters have it,
give or take 2; official PDF text has 28 (GB/T 9704-2012), e-mail 76. Set on the planted copies."""
_ENDS = frozenset("。;:!?)")
"""Marks that a paragraph ends with."""
_SLACK = 3
"""Characters that a full line may lack: a mark that must not begin a line goes with its word."""


def white_runs(source: str, others: Removals | None = None, wraps: Container[int] = ()) -> Removals:
    """All runs of white space that carry no wording, as removals of kind whitespace or line_break.

    A run that holds two numbers apart is left out but for its first character, which the
    canonical text keeps as one space. `others` are what other layers take out, in order: a
    line is as long as what is left of it. `wraps` are breaks known to end a line alone.
    """
    starts, ends = array("i"), array("i")
    for start, end in _white_spans(source):
        starts.append(start)
        ends.append(end)
    apart = _separating_gaps(source, (starts, ends), Removals() if others is None else others, wraps)
    if apart:
        begun = array("i", (start + (start in apart) for start in starts))
        some = [*map(lt, begun, ends)]
        starts, ends = (array("i", compress(column, some)) for column in (begun, ends))
    whites = map(source.__getitem__, map(slice, starts, ends))
    return Removals.of(starts, ends, ["line_break" if "\n" in w or "\r" in w else "whitespace" for w in whites])


def _white_spans(source: str) -> Iterator[tuple[int, int]]:
    """Spans of white space, found by splitting: much faster than a pattern where there is little of it."""
    at = 0
    for piece in source.split():
        start = source.find(piece, at)
        if start > at:
            yield at, start
        at = start + len(piece)
    if at < len(source):
        yield at, len(source)


_Spans = tuple[Sequence[int], Sequence[int]]
"""Where each begins, and where each ends."""


def _separating_gaps(source: str, spans: _Spans, others: Removals, wraps: Container[int]) -> set[int]:
    gaps = [
        (start, end)
        for start, end in zip(*spans, strict=True)
        if source[start - 1 : start] in _DIGITS and source[end : end + 1] in _DIGITS and start
    ]
    gaps += _beside_bars(source, spans, others)
    if not gaps:
        return set()
    spaced_out = {i for match in _SPACED_OUT.finditer(source) for i in range(*match.span())}
    gaps = [(start, end) for start, end in gaps if not any(at in wraps for at in range(start, end))]
    lines = _Lines(source, others)
    return {start for start, end in gaps if start not in spaced_out and not lines.wraps(start, end)}


def _beside_bars(source: str, spans: _Spans, others: Removals) -> list[tuple[int, int]]:
    """The white space in cells and between rows of a table drawn with bars, where it and the bars alone hold two digits
    apart; of a run of them the first."""
    marks = ((start, end) for start, end, kind in others.rows() if kind == "markup")
    bars = {at for start, end in marks for at in range(start, end) if source[at] in "|-:"}
    if not bars:
        return []
    found = []
    done = 0
    for start, end in zip(*spans, strict=True):
        if start < done or not (start - 1 in bars or end in bars):
            continue
        left, right = start, end
        while left and (left - 1 in bars or source[left - 1].isspace()):
            left -= 1
        while right < len(source) and (right in bars or source[right].isspace()):
            right += 1
        done = right
        if left and source[left - 1] in _DIGITS and source[right : right + 1] in _DIGITS:
            found.append((start, end))
    return found


_INDENT = "\u3000\u3000"
"""What a paragraph begins with where lines that go on do not (GB/T 9704-2012, 7.3.3: two characters)."""


class _Lines:
    """The lines of a source and the widths they are wrapped at.

    A copy may have been wrapped before or after the glosses came in, so lines are measured
    twice: with all their characters, and with those alone that no layer takes out.
    """

    def __init__(self, source: str, others: Removals) -> None:
        self.source = source
        self._ends = others.end
        self._gone = array("i", accumulate((end - start for start, end in others.spans()), initial=0))
        self._whole, self._bare = self._widths()

    def wraps(self, start: int, end: int) -> bool:
        """Is the gap a hard wrap: a line break after a full line?"""
        if "\n" not in self.source[start:end]:
            return False
        line = self.source.rfind("\n", 0, start) + 1
        if self.source.find("\t", line, start) >= 0:  # a row of a table
            return False
        if self.source.endswith(_INDENT, start, end) and self._sets_paragraphs_apart:  # a paragraph begins
            return False
        return start - line >= self._whole - _SLACK or self._length(line, start) >= self._bare - _SLACK

    def _length(self, start: int, end: int) -> int:
        return end - start - (self._gone[bisect_right(self._ends, end)] - self._gone[bisect_right(self._ends, start)])

    @cached_property
    def _sets_paragraphs_apart(self) -> bool:
        """Do most lines behind a full one go on without an indent, so that an indent begins a paragraph?"""
        lines = self.source.split("\n")
        behind = [line.startswith(_INDENT) for full, line in pairwise(lines) if len(full) >= self._whole - _SLACK]
        return 2 * sum(behind) < len(behind)

    def _widths(self) -> tuple[float, float]:
        whole: Counter[int] = Counter()
        bare: Counter[int] = Counter()
        at = 0
        for line in self.source.split("\n"):
            length = len(line.rstrip())
            whole[length] += 1
            bare[self._length(at, at + length)] += 1
            at += len(line) + 1
        return wrap_width(whole), wrap_width(bare)


def wrap_width(lengths: Counter[int]) -> float:
    """The width that a good share of the longer lines have, give or take 2; infinite where there is none."""
    long = Counter({length: n for length, n in lengths.items() if length >= _LONG})
    if not long:
        return inf
    width = max(long, key=lambda length: (long[length], length))
    near = sum(long[width + d] for d in (-2, -1, 0, 1, 2))
    return width if near >= 3 and near >= _FULL_LINE_SHARE * sum(long.values()) else inf


def full_line(text: str, breaks: Sequence[int]) -> float:
    """How many canonical characters a line has that a hard wrap ends, slack allowed; infinite in a copy without hard
    wraps. `breaks` are the offsets before which line breaks stood; lines that end in mid-sentence show the width."""
    lines = pairwise(breaks)
    return wrap_width(Counter(end - start for start, end in lines if text[end - 1] not in _ENDS)) - _SLACK
