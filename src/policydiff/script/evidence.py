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
    source: str
    """`o` the converter's phrases, `t` the word list, `ot` both; empty for a form that stands free."""


class _Table(NamedTuple):
    free: dict[str, dict[str, float]]
    words: dict[str, str]


def _scores(cells: list[str]) -> dict[str, float]:
    return {cell[0]: int(cell[1:]) / 10 for cell in cells}


@cache
def _table() -> _Table:
    """The table of evidence, loaded where a place first needs it; the scores of words stay text until asked for."""
    words = dict(rows("evidence"))
    free = {char: _scores(words.pop(char).split(" ")) for char in HARD}
    return _Table(free, words)


def supports(window: str, at: int) -> dict[str, Support]:
    """Every form of the hard character `window[at]` with its best support; `window` is folded text.

    Nothing further than LONGEST - 1 characters from the place counts. A form that only a longer word has is still in the answer.
    """
    return _supports(window[max(0, at - LONGEST + 1) : at + LONGEST], min(at, LONGEST - 1))


@cache
def _parsed(word: str, at: int) -> tuple[str, tuple[tuple[str, float], ...]] | None:
    """The source and scores that a word has for one of its places."""
    for entry in _table().words[word].split("|"):
        place, source, *cells = entry.split(" ")
        if int(place) == at:
            return source, tuple(_scores(cells).items())
    return None


_MEMORY: dict[tuple[str, int], dict[str, Support]] = {}
_MEMORY_LIMIT = 200_000


def _supports(window: str, at: int) -> dict[str, Support]:
    known = _MEMORY.get((window, at))
    if known is not None:
        return known
    table = _table()
    words = table.words
    best = {form: Support(score, "", 0, "") for form, score in table.free[window[at]].items()}
    length = len(window)
    for start in range(max(0, at - LONGEST + 1), at + 1):
        for end in range(max(at + 1, start + 2), min(length, start + LONGEST) + 1):
            word = window[start:end]
            if word in words and (row := _parsed(word, at - start)) is not None:
                for form, score in row[1]:
                    if form not in best or score > best[form].score:
                        best[form] = Support(score, word, at - start, row[0])
    if len(_MEMORY) >= _MEMORY_LIMIT:
        _MEMORY.clear()
    _MEMORY[window, at] = best
    return best
