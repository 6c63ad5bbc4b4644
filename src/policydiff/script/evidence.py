# SPDX-License-Identifier: Apache-2.0
"""How well each standard form stands at a place of a pair, and the word that supports it."""

from functools import lru_cache
from typing import NamedTuple

from policydiff.script.characters import HARD, STANDARD
from policydiff.script.cuts import stretch, weigh
from policydiff.script.words import FAMILIES, spelling


class Support(NamedTuple):
    """A form's score (natural logarithm) and the word that gives it: folded word, offset of the place in it, source."""

    score: float
    word: str
    at: int
    sources: frozenset[str]
    """Who has the word so: `t` the list of Taiwan, `o` the converter's phrases, `m` the list of the mainland as the
    converter writes it, `l` terms of law, `n` names."""


_NONE: frozenset[str] = frozenset()
_WRITTEN = 2.0
"""Occurrences that make a spelling of a word one that people write."""
_TELLING = 0.05
"""Share of the cuts that a word must have to support a form."""


def supports(folded: str, at: int) -> dict[str, Support]:
    """Every form of the hard character `folded[at]` with its best support; to be read, not changed."""
    return _supports(*stretch(folded, at))


@lru_cache(maxsize=65536)
def _supports(text: str, at: int) -> dict[str, Support]:
    canonical = text[at]
    if canonical not in FAMILIES:
        return {form: Support(0.0, "", 0, _NONE) for form in HARD[canonical]}
    odds, words = weigh(text, at)
    found: dict[str, Support] = {}
    for form, score in odds.items():
        standard = STANDARD.get(form, form)
        support = Support(score, "", 0, _NONE)
        for word, place, share in words:
            told = spelling(word, place)
            if len(word) > 1 and share >= _TELLING and told.counts[form] >= _WRITTEN:
                support = Support(score, word, place, frozenset(told.sources[form]))
                break
        if standard not in found or found[standard].score < score:
            found[standard] = support
    return found
