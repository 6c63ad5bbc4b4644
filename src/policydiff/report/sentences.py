# SPDX-License-Identifier: Apache-2.0
"""A difference as a sentence of its copy: the whole sentence with the change in it.

A long sentence is whole too; what is far from the change is a piece of its own, which a page may fold.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from policydiff.late import glosses, telling
from policydiff.model import Comparison, Difference, Place, Side
from policydiff.report.standing import Standing
from policydiff.report.view import Piece, Sentence
from policydiff.show.i18n import Catalogue, number
from policydiff.show.visible import abbreviate, plain

LONGEST = 80
"""Characters of a reading that a list shows; the whole stands in the text."""
WHOLE = 96
"""Characters up to which a sentence is shown without a fold: two lines of a desk."""
AROUND = 40
"""Characters beside a change in a longer sentence that stay unfolded, to the clause."""
REACH = 600
"""Characters before a place in which the beginning of its cell is looked for."""
_CELL = re.compile("[\t\n]")
_CLAUSE = re.compile("[，,；;、：:）)]")
_STOPS = ("。", "！", "？", "!", "?", "\n")


class Sentences:
    """The sentences of one copy, with what else differs in them."""

    def __init__(self, side: Side, text: str, lang: str, comparison: Comparison, words: Catalogue) -> None:
        self._text = text
        self._lang = lang
        self._words = words
        self._standing = Standing(comparison, side, text)
        self._differences, self._side = comparison.differences, side

    @cached_property
    def _marks(self) -> list[tuple[int, int, str]]:
        """What tells and what is a gloss in this copy, ascending."""
        return sorted(_spans(self._differences, self._side))

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _, _ in self._marks]

    def around(self, found: Difference, place: Place) -> Sentence:
        """The sentence of a place; of a cell of a table that is not there, nothing."""
        if found.table is not None and not place.text:
            return Sentence(self._lang, (Piece("here", ""),))
        other = found.b.text if place is found.a else found.a.text
        if found.table is not None:
            start, end = self._cell(place)
        else:
            start, end = self._bounds(place, closed=bool(other) and place.text[-1:] in _STOPS)
        before, after = self._folds(start, end, place)
        pieces = [
            *self._pieces(start, before, "far"),
            *self._pieces(before, place.start, ""),
            Piece("here", self._reading(place.text.strip("\t") or place.text)),
            *self._pieces(place.end, after, ""),
            *self._pieces(after, end, "far"),
        ]
        return Sentence(self._lang, tuple(pieces))

    def alone(self, text: str) -> Sentence:
        """A reading without a sentence: a whole unit, the name of one."""
        return Sentence(self._lang, (Piece("here", self._reading(text)),))

    def _reading(self, text: str) -> str:
        if len(text) > LONGEST:
            text = abbreviate(text, LONGEST, self._words.t("ui.abbreviated", n=number(len(text) - LONGEST)))
        return plain(text)

    def _bounds(self, place: Place, *, closed: bool) -> tuple[int, int]:
        """Where the sentence begins and ends; `closed` where the reading itself ends it."""
        start, end = self._standing.sentence_of(place.start)
        if start >= end and place.start:  # at the end of a paragraph
            start, end = self._standing.sentence_of(place.start - 1)
        start = min(start, place.start)
        if closed:
            return start, place.end
        last = end if place.end < end else self._standing.sentence_of(place.end)[1]
        return start, max(last, place.end)

    def _cell(self, place: Place) -> tuple[int, int]:
        """Where the cell of a table begins and ends; one that goes takes the tab before it along, not the cell
        before."""
        text = self._text
        before, after = _CELL.split(text[max(0, place.start - REACH) : place.start])[-1], _CELL.search(text, place.end)
        start = place.start if place.text[:1] == "\t" else place.start - len(before)
        return start, after.start() if after else len(text)

    def _folds(self, start: int, end: int, place: Place) -> tuple[int, int]:
        """What stays unfolded: all of a sentence of common length, else the clauses beside the change."""
        if end - start - max(0, len(place.text) - LONGEST) <= WHOLE:
            return start, end
        left, right = start, end
        if place.start - start > AROUND:
            mark = _CLAUSE.search(self._text, place.start - AROUND, place.start - 4)
            left = mark.end() if mark else place.start - AROUND
        if end - place.end > AROUND:
            marks = list(_CLAUSE.finditer(self._text, place.end + 4, place.end + AROUND))
            right = marks[-1].end() if marks else place.end + AROUND
        return left, right

    def _pieces(self, start: int, end: int, kind: str) -> Iterator[Piece]:
        """The text from here to there, cut at what else differs in it."""
        if kind == "far" or start >= end:
            if start < end:
                yield Piece(kind, _line(self._text[start:end]))
            return
        at = bisect_left(self._starts, start)
        for left, right, mark in self._marks[at : bisect_left(self._starts, end)]:
            if left < start or right > end:
                continue
            if start < left:
                yield Piece("", _line(self._text[start:left]))
            yield Piece(mark, _line(self._text[left:right]))
            start = right
        if start < end:
            yield Piece("", _line(self._text[start:end]))


def _spans(differences: Sequence[Difference], side: Side) -> Iterator[tuple[int, int, str]]:
    for found in telling(differences):
        place: Place = getattr(found, side)
        if place.text and not found.suppressed:
            yield place.start, place.end, "other"
    for start, end in glosses(differences, side):
        if start < end:
            yield start, end, "gloss"


def _line(text: str) -> str:
    """Text within a sentence, on one line."""
    return plain(text.replace("\r\n", "\n").replace("\n", " "))
