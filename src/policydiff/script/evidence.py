# SPDX-License-Identifier: Apache-2.0
"""How well each traditional form stands at a place: the words around it vote, by log-probability.

The table is made by tables/make_evidence.py from the converter's phrases and a word list of Taiwan's press.
For each form the best word that covers the place counts, never leftmost longest match, which cuts
国家制造业 as 家制. A form that no word supports has the score of standing free.
"""

from functools import cache
from typing import NamedTuple

from policydiff.script.characters import HARD
from policydiff.script.tables import rows

LONGEST = 4
"""Longest word in the table."""


class Support(NamedTuple):
    """A form's score (natural logarithm) and the word that gives it: folded word, offset of the place in it, source."""

    score: float
    word: str
    at: int
    sources: frozenset[str]
    """Of all words that support the form here: `o` the converter's phrases, `t` the word list."""


class Spelling(NamedTuple):
    """A word's score for one form, and who writes it so."""

    score: float
    sources: frozenset[str]


class _Table(NamedTuple):
    free: dict[str, dict[str, Support]]
    words: dict[str, str]


_NONE: frozenset[str] = frozenset()
_SOURCES = {letters: frozenset(letters) for letters in ("o", "t", "ot")}


@cache
def _table() -> _Table:
    """The table of evidence, loaded where a place first needs it; the scores of words stay text until asked for."""
    words = dict(rows("evidence"))
    free = {
        char: {cell[0]: Support(int(cell[1:]) / 10, "", 0, _NONE) for cell in words.pop(char).split(" ")}
        for char in HARD
    }
    return _Table(free, words)


REACH = LONGEST - 1
"""Characters on either side of a place that can count."""
_PAD = "\u3000" * REACH
_SPANS = tuple(
    (start, start + length) for length in range(2, LONGEST + 1) for start in range(REACH - length + 1, REACH + 1)
)


def padded(text: str) -> str:
    """The text with room for a window around each of its characters."""
    return _PAD + text + _PAD


def supports(folded: str, at: int) -> dict[str, Support]:
    """Every form of the hard character `folded[at]` with its best support; to be read, not changed."""
    window = folded[at - REACH : at + LONGEST] if at >= REACH else ""
    if len(window) <= 2 * REACH:
        window = padded(folded[max(0, at - REACH) : at + LONGEST])[min(at, REACH) :][: 2 * REACH + 1]
    return supports_in(window)


@cache
def spellings(word: str, at: int) -> dict[str, Spelling]:
    """The forms that a word is written with at `at`; empty where the word tells nothing of that place."""
    for entry in _table().words.get(word, "").split("|"):
        place, *cells = entry.split(" ")
        if place == str(at):
            return dict(map(_spelling, cells))
    return {}


def _spelling(cell: str) -> tuple[str, Spelling]:
    number = cell[1:].rstrip("ot")
    return cell[0], Spelling(int(number) / 10, _SOURCES[cell[1 + len(number) :]])


_MEMORY: dict[str, dict[str, Support]] = {}
_MEMORY_LIMIT = 200_000


def supports_in(window: str) -> dict[str, Support]:
    """`supports` for the hard character in the middle of a window of folded text, REACH characters on either side."""
    known = _MEMORY.get(window)
    if known is not None:
        return known
    free, words = _table()
    best = alone = free[window[REACH]]
    for start, end in _SPANS:
        word = window[start:end]
        if word in words:
            for form, (score, sources) in spellings(word, REACH - start).items():
                if score > alone[form].score:
                    best = dict(alone) if best is alone else best
                    sofar = best[form]
                    told = sofar.sources | sources
                    best[form] = (
                        Support(score, word, REACH - start, told)
                        if score > sofar.score
                        else sofar._replace(sources=told)
                    )
    if len(_MEMORY) >= _MEMORY_LIMIT:
        _MEMORY.clear()
    _MEMORY[window] = best
    return best
