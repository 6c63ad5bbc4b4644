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
    free: dict[str, dict[str, float]]
    words: dict[str, str]


_NONE: frozenset[str] = frozenset()
_SOURCES = {letters: frozenset(letters) for letters in ("o", "t", "ot")}


@cache
def _table() -> _Table:
    """The table of evidence, loaded where a place first needs it; the scores of words stay text until asked for."""
    words = dict(rows("evidence"))
    free = {char: {cell[0]: int(cell[1:]) / 10 for cell in words.pop(char).split(" ")} for char in HARD}
    return _Table(free, words)


def supports(window: str, at: int) -> dict[str, Support]:
    """Every form of the hard character `window[at]` with its best support; `window` is folded text.

    Nothing further than LONGEST - 1 characters from the place counts.
    """
    return _supports(window[max(0, at - LONGEST + 1) : at + LONGEST], min(at, LONGEST - 1))


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


_MEMORY: dict[tuple[str, int], dict[str, Support]] = {}
_MEMORY_LIMIT = 200_000


def _supports(window: str, at: int) -> dict[str, Support]:
    known = _MEMORY.get((window, at))
    if known is not None:
        return known
    table = _table()
    words = table.words
    free = table.free[window[at]]
    best = {form: Support(score, "", 0, _NONE) for form, score in free.items()}
    length = len(window)
    for start in range(max(0, at - LONGEST + 1), at + 1):
        for end in range(max(at + 1, start + 2), min(length, start + LONGEST) + 1):
            word = window[start:end]
            if word in words:
                for form, (score, sources) in spellings(word, at - start).items():
                    if score > free[form]:
                        sofar = best[form]
                        told = sofar.sources | sources
                        best[form] = Support(score, word, at - start, told) if score > sofar.score else sofar._replace(sources=told)
    if len(_MEMORY) >= _MEMORY_LIMIT:
        _MEMORY.clear()
    _MEMORY[window, at] = best
    return best
