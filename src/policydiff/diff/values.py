# SPDX-License-Identifier: Apache-2.0
"""Edits widened to whole values, so that a value is judged as one: 1.5亿元 against 15000万元, a date against a date.

An edit script knows characters alone: of two dresses of one value it leaves what they happen to share (the 5, the 年),
and of two values what differs in them. Where the edits touch as many values on one side as on the other, each pair of
values is one edit, and what stands around them is judged by itself.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from policydiff.diff.edits import Edit, edits, shifted
from policydiff.vocabulary.patterns import late_pattern
from policydiff.vocabulary.written import HAN_NUMERALS, Written, same_value, whole, written

_NUMERIC = late_pattern(rf"[0-9{HAN_NUMERALS}]")
_ONE_DRESS = late_pattern(rf"[0-9.,]*|[{HAN_NUMERALS}]*")
_PASSAGE = 40
"""Characters beyond which two readings without a value in common are a passage that was written anew."""
_SHORT_PASSAGE = 20
"""Characters below which a reading with a figure is named for it, so that a passage that was written anew, with another
value in the midst of it, is one difference."""
_IN_MIDST = 3
"""What stands before the value, the value, and what stands behind it."""
_NEAR = 14
"""Characters on either side that say where a value begins and ends."""
_PAIRS = 3
"""Values on a side up to which they are paired in their order; more are a passage that was written anew."""
Span = tuple[int, int]
_START, _END = itemgetter(0), itemgetter(1)
"""Of a value, in half the time that its names take."""


def whole_values(a: str, b: str, found: list[Edit]) -> list[Edit]:
    """The edits, in order and with equal text between them, those in values widened to whole ones."""
    if not any(_numeric(a, b, edit) for edit in found):
        return found
    values = written(a), written(b)
    out: list[Edit] = []
    n = 0
    while n < len(found):
        group = _Group(a, b, values, found, n)
        out += group.edits()
        n = group.last + 1
    return out


def one_value(a: str, b: str, edit: Edit) -> bool:
    """Is the edit one value in two dresses?"""
    if edit.a0 == edit.a1 or edit.b0 == edit.b1 or not _numeric(a, b, edit):
        return False
    x = whole(a[max(0, edit.a0 - _NEAR) : edit.a0], a[edit.a0 : edit.a1], a[edit.a1 : edit.a1 + _NEAR])
    y = whole(b[max(0, edit.b0 - _NEAR) : edit.b0], b[edit.b0 : edit.b1], b[edit.b1 : edit.b1 + _NEAR])
    return x is not None and y is not None and same_value(x, y)


def _numeric(a: str, b: str, edit: Edit) -> bool:
    near = a[max(0, edit.a0 - 1) : edit.a1 + 1] + b[max(0, edit.b0 - 1) : edit.b1 + 1]
    return _NUMERIC.search(near) is not None


class _Group:
    """The edits from one on that touch the same values, and the place that holds those values whole on both sides."""

    def __init__(
        self, a: str, b: str, values: tuple[Sequence[Written], Sequence[Written]], found: Sequence[Edit], first: int
    ) -> None:
        self._texts, self._found, self._first, self.last = (a, b), found, first, first
        edit = found[first]
        self._start, self._end = [edit.a0, edit.b0], [edit.a1, edit.b1]
        self._pairs: list[tuple[Written, Written]] = []
        if _is_fixed(edit):
            return
        if any(_core_touched(side, span) for side, span in zip(values, _spans(edit), strict=True)) and self._grow(
            values
        ):
            inside = [self._inside(values[side], side) for side in (0, 1)]
            if len(inside[0]) == len(inside[1]) <= _PAIRS:
                self._pairs = list(zip(*inside, strict=True))
        else:
            self.last = first

    def _inside(self, values: Sequence[Written], side: int) -> Sequence[Written]:
        return _touched(values, self._start[side], self._end[side])

    def _grow(self, values: tuple[Sequence[Written], Sequence[Written]]) -> bool:
        """Take in the values that are touched, on both sides, until none is cut; False where a fixed edit is in one."""
        while True:
            left = right = 0
            for side in (0, 1):
                for v in self._inside(values[side], side):
                    left = max(left, self._start[side] - v.start)
                    right = max(right, v.end - self._end[side])
            if not left and not right:
                return True
            if left and not self._take_left(left):
                return False
            if right and not self._take_right(right):
                return False

    def _take_left(self, count: int) -> bool:
        before = self._found[self._first - 1] if self._first else Edit(0, 0, 0, 0)
        if self._start[0] - count < before.a1:
            return False
        self._start = [start - count for start in self._start]
        return True

    def _take_right(self, count: int) -> bool:
        """Take in equal text on the right, and the edit that it ends at."""
        following = self._found[self.last + 1] if self.last + 1 < len(self._found) else None
        free = (following.a0 if following else len(self._texts[0])) - self._end[0]
        if count <= free:
            self._end = [end + count for end in self._end]
            return True
        if following is None or _is_fixed(following):
            return False
        self._end = [following.a1, following.b1]
        self.last += 1
        return True

    def edits(self) -> list[Edit]:
        """The edits of the group: its values whole, with what stands around them, or as they were."""
        own = list(self._found[self._first : self.last + 1])
        pairs = [(x, y) for x, y in self._pairs if self._text(0, x) != self._text(1, y)]
        one_value_at_least = any(same_value(*pair) for pair in pairs)
        if not pairs or not (one_value_at_least or self._differ_in_dress(own)):
            return own
        out: list[Edit] = []
        at_a, at_b = self._start
        for x, y in pairs:
            out += self._between(at_a, x.start, at_b, y.start)
            out.append(Edit(x.start, x.end, y.start, y.end))
            at_a, at_b = x.end, y.end
        out += self._between(at_a, self._end[0], at_b, self._end[1])
        first, last = out[0], out[-1]
        longest = max(last.a1 - first.a0, last.b1 - first.b0)
        if len(out) >= _IN_MIDST > len(own) and len(pairs) == 1 and longest < _SHORT_PASSAGE and not one_value_at_least:
            return [Edit(first.a0, last.a1, first.b0, last.b1)]
        return out

    def _text(self, side: int, value: Written) -> str:
        return self._texts[side][value.start : value.end]

    def _differ_in_dress(self, own: Sequence[Edit]) -> bool:
        """Does a reader need the whole of two values that differ? Not where one edit is in digits alone or in Han
        numerals alone, nor in a passage, nor where one copy only has less (3000元以下, cut after 30)."""
        a, b = (text[start:end] for text, start, end in zip(self._texts, self._start, self._end, strict=True))
        if max(len(a), len(b)) > _PASSAGE or a.startswith(b) or b.startswith(a):
            return False
        readings = [self._texts[0][e.a0 : e.a1] + self._texts[1][e.b0 : e.b1] for e in own]
        return len(own) > 1 or _ONE_DRESS.fullmatch(readings[0]) is None

    def _between(self, a0: int, a1: int, b0: int, b1: int) -> list[Edit]:
        return shifted(edits(self._texts[0][a0:a1], self._texts[1][b0:b1]), a0, b0)


def _is_fixed(edit: Edit) -> bool:
    return edit.page is not None or edit.budget_hit


def _spans(edit: Edit) -> tuple[Span, Span]:
    return (edit.a0, edit.a1), (edit.b0, edit.b1)


def _core_touched(values: Sequence[Written], span: Span) -> bool:
    """Does the span hold or cut the numeral of a value? Its unit alone is judged by itself."""
    start, end = span
    return any(start < v.core and (start < end or v.start < start) for v in _touched(values, start, end))


def _touched(values: Sequence[Written], start: int, end: int) -> Sequence[Written]:
    """The values that a span holds or cuts, those that an empty one stands in."""
    first = bisect_right(values, start, key=_END)
    return values[first : max(first, bisect_left(values, end, key=_START))]


__all__ = ["one_value", "whole_values"]
