# SPDX-License-Identifier: Apache-2.0
"""How well each traditional form stands at a place: the words around it vote, by log-probability.

The table is made by tables/make_evidence.py from the converter's phrases and a word list of Taiwan's press.
For each form the best word that covers the place counts, never leftmost longest match, which cuts
国家制造业 as 家制. A form that no word supports has the score of standing free.
"""

from functools import cache
from typing import NamedTuple

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
    words: dict[str, list[tuple[int, str, str]]]


def _scores(cell: str) -> dict[str, float]:
    return {pair[0]: int(pair[1:]) / 10 for pair in cell.split(" ")}


@cache
def _table() -> _Table:
    """The table of evidence, loaded where a place first needs it; scores of words stay text until asked for."""
    free: dict[str, dict[str, float]] = {}
    words: dict[str, list[tuple[int, str, str]]] = {}
    for word, at, source, scores in rows("evidence"):
        if at == "-":
            free[word] = _scores(scores)
        else:
            words.setdefault(word, []).append((int(at), source, scores))
    return _Table(free, words)


def supports(window: str, at: int) -> dict[str, Support]:
    """Every form of the hard character `window[at]` with its best support; `window` is folded text.

    Nothing further than LONGEST - 1 characters from the place counts. A form that only a longer word has is still in the answer.
    """
    return _supports(window[max(0, at - LONGEST + 1) : at + LONGEST], min(at, LONGEST - 1))


@cache
def _parsed(word: str, at: int) -> tuple[str, tuple[tuple[str, float], ...]] | None:
    for place, source, scores in _table().words.get(word, ()):
        if place == at:
            return source, tuple(_scores(scores).items())
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
