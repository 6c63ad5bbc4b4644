# SPDX-License-Identifier: Apache-2.0
"""A place found again by the words around it, in a copy that was corrected, wrapped anew or converted since.

White space, widths and script play no part, so that only words decide. What is found is a span of the copy.
"""

import unicodedata
from collections.abc import Sequence
from functools import cached_property

from policydiff.decisions.record import Stood
from policydiff.model import Place

AROUND = 16
"""Characters on each side that are kept with a decision."""
LONGEST = 200
"""Characters of a reading that are kept with a decision; of a longer one the beginning."""
_LEAST = 8
"""Characters of context, on both sides together, that name a place."""
_ROOM = 48
"""Characters that a correction may add to the longer of both readings."""
_TRIED = ((16, 16), (12, 12), (8, 8), (6, 6), (4, 4), (16, 2), (2, 16), (8, 2), (2, 8))
_BESIDES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def stood(text: str, place: Place) -> Stood:
    """What stands at a place, as a decision keeps it."""
    before, after = text[max(0, place.start - AROUND) : place.start], text[place.end : place.end + AROUND]
    return Stood(place.text[:LONGEST], before, after, place.start, len(place.text) > LONGEST)


def words(text: str) -> str:
    """A text as words alone: no white space, no widths, one script."""
    kept = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) not in _BESIDES)
    from policydiff.script.fold import FOLD

    return "".join(kept).translate(FOLD)


def alike(reading: str, kept: Stood) -> bool:
    """Whether a reading has the words that were kept."""
    now, then = words(reading), words(kept.text)
    return now.startswith(then) if kept.cut else now == then


class Sought:
    """A copy in which places are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _words(self) -> tuple[str, list[int]]:
        """The copy in words, and where each of their characters stands in the copy."""
        said, places = [], []
        for at, char in enumerate(self.text):
            word = words(char)
            said.append(word)
            places.extend([at] * len(word))
        places.append(len(self.text))
        return "".join(said), places

    def find(self, kept: Stood, expected: Sequence[str]) -> tuple[int, int] | None:
        """The span that stands now between the words that stood around the place, the nearest one to where it was.

        `expected` are readings that may stand there; with one of them, the words of one side are enough.
        """
        longest = max(map(len, expected), default=0)
        before, after = words(kept.before), words(kept.after)
        for tried in _TRIED if before or after else ():
            found = self._between(before[-tried[0] :], after[: tried[1]], longest + _ROOM)
            if found:
                return min(found, key=lambda span: (abs(span[0] - kept.start), span))
        return self._beside(before, after, expected) or self._itself(kept)

    def _between(self, before: str, after: str, room: int) -> list[tuple[int, int]]:
        said = self._words[0]
        if len(before) + len(after) < _LEAST and len(said) > 4 * _LEAST:
            return []
        found = []
        at = 0 if not before else said.find(before)
        while at >= 0:
            start = at + len(before)
            end = len(said) if not after else said.find(after, start, start + room + len(after))
            if 0 <= end <= start + room:
                found.append(self._span(start, end))
            at = -1 if not before else said.find(before, at + 1)
        return found

    def _beside(self, before: str, after: str, expected: Sequence[str]) -> tuple[int, int] | None:
        """Where an expected reading stands beside the words of one side, if they stand but once."""
        said = self._words[0]
        for reading in (words(text) for text in expected):
            for around, at in ((before + reading, len(before)), (reading + after, 0)):
                start = said.find(around) if len(around) >= len(reading) + _LEAST else -1
                if start >= 0 and said.find(around, start + 1) < 0:
                    return self._span(start + at, start + at + len(reading))
        return None

    def _itself(self, kept: Stood) -> tuple[int, int] | None:
        """Where a long reading stands now, if anywhere: a unit that was moved has other words around it."""
        said, _ = self._words
        reading = words(kept.text)
        at = said.find(reading) if len(reading) >= _LEAST else -1
        return self._span(at, at + len(reading)) if at >= 0 and said.find(reading, at + 1) < 0 else None

    def _span(self, start: int, end: int) -> tuple[int, int]:
        places = self._words[1]
        if start == end:
            return places[start], places[start]
        return places[start], places[end - 1] + 1
