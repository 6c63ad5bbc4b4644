# SPDX-License-Identifier: Apache-2.0
"""Where lines and white space stood in the source, as offsets of canonical text."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from policydiff.canonical.text import Canonical
from policydiff.vocabulary.patterns import late_pattern

_MARKDOWN = late_pattern(r"[*#>]{1,20}$")
_MANY = 20
_LONG = 80
"""No page or mail has lines of more characters (28 in official PDF text, GB/T 9704-2012; 38 in Word)."""


class Segments(Struct, frozen=True, dict=True):
    """The breaks of a text, for questions about lines.

    `hard` are the offsets before which a line break stood, ascending, with 0 first and the
    text's length last.
    """

    canonical: Canonical
    hard: Sequence[int]

    @classmethod
    def of(cls, canonical: Canonical) -> "Segments":
        """The segments of a canonical text."""
        length = len(canonical.text)
        inner = canonical.breaks
        hard = array("i", () if inner and inner[0] == 0 else (0,))
        hard.extend(inner)
        if not (inner and inner[-1] == length and length):
            hard.append(length)
        return cls(canonical, hard)

    @cached_property
    def _gaps(self) -> Sequence[int]:
        """Offsets before which white space of any kind stood, ascending."""
        found = array("i", (-1,))
        taken = 0
        for start, end, kind in self.canonical.removals.rows():
            at = start - taken
            if found[-1] != at and kind in ("whitespace", "line_break"):
                found.append(at)
            taken += end - start
        return found[1:]

    def breaks_at(self, at: int) -> bool:
        """Whether a line starts at `at`, Markdown marks aside, or the text ends there."""
        marks = _MARKDOWN.search(self.canonical.text, max(0, at - 8), at)
        at = marks.start() if marks else at
        i = bisect_left(self.hard, at)
        return i < len(self.hard) and self.hard[i] == at

    def line_end(self, at: int) -> int:
        """The first hard break after `at`."""
        i = bisect_right(self.hard, at)
        return self.hard[i] if i < len(self.hard) else self.hard[-1]

    def line_start(self, at: int) -> int:
        """The last hard break at or before `at`."""
        return self.hard[bisect_right(self.hard, at) - 1]

    def lines(self, start: int, end: int) -> list[tuple[int, int]]:
        """The lines between two offsets, cut to them."""
        inner = self.hard[bisect_right(self.hard, start) : bisect_left(self.hard, end)]
        cuts = (start, *inner, end)
        return [(a, b) for a, b in pairwise(cuts) if a < b]

    def wrapped(self) -> bool:
        """Whether the copy's lines were broken by a page or a mail, not by paragraphs: many, and none long."""
        return len(self.hard) > _MANY and all(b - a <= _LONG for a, b in pairwise(self.hard))

    def soft(self, start: int, end: int) -> Sequence[int]:
        """Offsets strictly between two others before which white space of any kind stood, ascending."""
        return self._gaps[bisect_right(self._gaps, start) : bisect_left(self._gaps, end)]

    def first(self, pattern: re.Pattern[str], at: int) -> int:
        """Where the first match of a pattern begins that does not begin before `at`; the text's length where there is
        none. Asked for one place after another, it reads the text once."""
        begun, found = self._firsts.get(pattern, (0, -1))
        if not begun <= at <= found:
            match = pattern.search(self.canonical.text, at)
            found = match.start() if match else len(self.canonical.text)
            self._firsts[pattern] = at, found
        return found

    @cached_property
    def _firsts(self) -> dict[re.Pattern[str], tuple[int, int]]:
        """By pattern between which two places none begins, the second of which is the place of the next."""
        return {}

    def spaced(self, at: int) -> bool:
        """Whether white space of any kind stood right before `at`, or nothing at all."""
        return at == 0 or gap_before(self.canonical, at)


def gap_before(canonical: Canonical, at: int) -> bool:
    """Whether white space, alone or among other things taken out, stood right before the character at `at`."""
    source, offsets = canonical.source, canonical.offsets
    end = offsets.to_source(at)
    if source[end - 1].isspace():
        return True
    start = offsets.end_to_source(at)
    return start < end and any(char.isspace() for char in source[start:end])
