# SPDX-License-Identifier: Apache-2.0
"""Which of two readings of a place is the slip: a doubled character, or the one whose neighbours hardly ever meet.

Pairs of characters are known from the converter's phrases (49,000 words) and from the rest of the notice itself.
This tells an ordinary misprint (工昨 for 工作) and says nothing of one that makes sense (35 for 53).
"""

from collections import Counter
from functools import cache
from itertools import pairwise
from math import log2
from typing import NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from policydiff.script.dictionary import dictionary

_ELSEWHERE = 3
"""How many phrases one other occurrence in the notice counts for."""
_CLEAR, _FULL = 1.0, 3.0
"""Doublings of how often the rarest pair is met: from which a reading is the likelier, and is as sure as it gets."""


@cache
def _phrases() -> Counter[str]:
    return Counter(pair for phrase in dictionary("STPhrases") for pair in map("".join, pairwise(phrase)))


def pairs_of(text: str) -> Counter[str]:
    """How often each pair of neighbouring characters stands in a text."""
    return Counter(map("".join, pairwise(text)))


class Familiarity(NamedTuple):
    """How often the pairs that touch a reading are met, as logarithms: the rarest of them, and all on average."""

    rarest: float
    average: float


def familiarity(before: str, reading: str, after: str, elsewhere: Counter[str]) -> Familiarity:
    """How well a reading's neighbours know each other; canonical text.

    `elsewhere` counts the pairs of the notice; one occurrence may be the reading itself and is not counted.
    """
    text = before[-1:] + reading + after[:1]
    phrases = _phrases()
    met = [
        log2(1 + phrases.get(pair, 0) + _ELSEWHERE * max(0, elsewhere.get(pair, 0) - 1))
        for pair in map("".join, pairwise(text))
    ]
    return Familiarity(min(met), sum(met) / len(met)) if met else Familiarity(0.0, 0.0)


def doubled(reading: str, other: str, before: str) -> bool:
    """Is a reading the other with some of it, or of what stands before it, written twice?"""
    extra = len(reading) - len(other)
    if extra <= 0:
        return False
    text, whole = before + reading, before + other
    first = max(0, len(whole) - extra - Postfix.similarity(text, whole))
    last = min(Prefix.similarity(text, whole), len(whole)) - extra
    return any(text[n : n + extra] == text[n + extra : n + 2 * extra] for n in range(first, last + 1))


def sureness(older: Familiarity, younger: Familiarity) -> float:
    """How sure it is, from 0 to 1, that one reading came of the other: by the rarest pair, else by all on average."""
    apart = older.rarest - younger.rarest
    if abs(apart) < _CLEAR:
        apart = older.average - younger.average
    return min(1.0, apart / _FULL) if apart >= _CLEAR else 0.0
