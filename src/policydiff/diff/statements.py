# SPDX-License-Identifier: Apache-2.0
"""Statements of responsible units inside a changed unit: sets of names with roles, not strings."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from msgspec import Struct

from policydiff.diff.edits import Edit
from policydiff.diff.tokens import grown
from policydiff.diff.values import one_value
from policydiff.structure.fields import responsible_statements
from policydiff.vocabulary.patterns import late_pattern

_BETWEEN = frozenset("、,;:()。和及与以")
_NOT_NAME = frozenset("、,;:()。")
_SEPARATOR = late_pattern("[、,;]")


class _NameCharacters:
    """Any character that does not stand between two names."""

    def __contains__(self, char: object) -> bool:
        return char not in _NOT_NAME


Spans = Sequence[tuple[int, int]]


class Statements(Struct, frozen=True):
    """The statements of responsible units in the texts of one pair of units, in offsets from their start."""

    a: Spans
    b: Spans

    @classmethod
    def of(cls, text_a: str, text_b: str) -> "Statements":
        """Find them in both canonical texts of a pair."""
        return cls(_outer(text_a), _outer(text_b))

    def holds(self, edit: Edit) -> bool:
        """Does the edit lie in a statement of units, on every side that has text there?"""
        in_a, in_b = _holds(self.a, edit.a0, edit.a1), _holds(self.b, edit.b0, edit.b1)
        return (in_a or edit.a0 == edit.a1) and (in_b or edit.b0 == edit.b1) and (in_a or in_b)

    def whole_names(self, text_a: str, text_b: str, found: list[Edit]) -> list[Edit]:
        """Edits inside statements widened to whole names, so that a unit is one difference."""
        if not (self.a or self.b) or not found:
            return found
        wide: list[Edit] = []
        for n, edit in enumerate(found):
            floor = wide[-1] if wide else Edit(0, 0, 0, 0)
            ceiling = found[n + 1] if n + 1 < len(found) else Edit(len(text_a), len(text_a), len(text_b), len(text_b))
            wide.append(self._whole(text_a, text_b, edit, floor, ceiling) if self.holds(edit) else edit)
        return self._orders(text_a, text_b, _joined(wide, self))

    def _orders(self, text_a: str, text_b: str, found: list[Edit]) -> list[Edit]:
        """Edits of one statement that only put its names in another order are one."""
        out: list[Edit] = []
        n = 0
        while n < len(found):
            last = self._last_beside(found, n)
            first, end = found[n], found[last]
            a, b = text_a[first.a0 : end.a1], text_b[first.b0 : end.b1]
            if last > n and _names(a) is not None and _names(a) == _names(b):
                out.append(Edit(first.a0, end.a1, first.b0, end.b1))
            else:
                out += found[n : last + 1]
            n = last + 1
        return out

    def _last_beside(self, found: Sequence[Edit], n: int) -> int:
        """The last edit that stands in the same statement as the one at `n`; itself where it stands in none."""
        home = _home(self.a, found[n].a0, found[n].a1)
        last = n
        while home and last + 1 < len(found) and _home(self.a, found[last + 1].a0, found[last + 1].a1) == home:
            if found[last + 1].page or found[last].page or not self.holds(found[last + 1]):
                break
            last += 1
        return last

    def _whole(self, a: str, b: str, edit: Edit, floor: Edit, ceiling: Edit) -> Edit:
        gone, new = a[edit.a0 : edit.a1], b[edit.b0 : edit.b1]
        if edit.page or set(gone + new) <= _BETWEEN or _is_whole(a, b, edit) or one_value(a, b, edit):
            return edit
        return grown(a, b, edit, _NameCharacters(), floor, ceiling)


def _is_whole(a: str, b: str, edit: Edit) -> bool:
    """A pure addition or loss that begins or ends with a separator holds whole names already."""
    text = a[edit.a0 : edit.a1] or b[edit.b0 : edit.b1]
    if edit.a0 < edit.a1 and edit.b0 < edit.b1:
        return False
    before, after = a[edit.a0 - 1 : edit.a0], a[edit.a1 : edit.a1 + 1]
    return (text[0] in _NOT_NAME and (after in _NOT_NAME or not after)) or (
        text[-1] in _NOT_NAME and before in _NOT_NAME
    )


def _outer(text: str) -> Spans:
    """The statements of a text that stand in no earlier one, so that their ends ascend as well."""
    spans: list[tuple[int, int]] = []
    for start, end, *_ in responsible_statements(text):
        if not spans or end > spans[-1][1]:
            spans.append((start, end))
    return spans


def _holds(spans: Spans, start: int, end: int) -> bool:
    return _home(spans, start, end) is not None


def _home(spans: Spans, start: int, end: int) -> tuple[int, int] | None:
    """The statement that holds a span."""
    at = bisect_left(spans, end, key=itemgetter(1))
    return spans[at] if at < len(spans) and spans[at][0] <= start else None


def _names(text: str) -> list[str] | None:
    """The names in a part of a list, sorted; None where it holds more than names."""
    if any(mark in text for mark in ":()。"):
        return None
    return sorted(filter(None, _SEPARATOR.split(text)))


def _joined(found: list[Edit], statements: Statements) -> list[Edit]:
    """Edits in statements that touch, or that only a part of one name parts, are one."""
    out: list[Edit] = []
    for edit in found:
        touch = bool(out) and edit.a0 <= out[-1].a1 and edit.b0 <= out[-1].b1
        if touch and not (edit.page or out[-1].page) and (statements.holds(edit) or statements.holds(out[-1])):
            out[-1] = Edit(out[-1].a0, max(edit.a1, out[-1].a1), out[-1].b0, max(edit.b1, out[-1].b1))
        else:
            out.append(edit)
    return out
