# SPDX-License-Identifier: Apache-2.0
"""A stretch of text weighed over all ways to cut it into words: how likely each form of a character is at a place.

The cuts are paths through a lattice of listed words, weighed by the product of their probabilities; the sums over all
paths come from one pass in either direction (Rabiner 1989). A phrase that begins in one word and ends in the next has
little weight beside the cut into both words (查核|準則 against 核准), so it is no evidence."""

from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from policydiff.script.words import FAMILIES, LONGEST, alone, lexicon, spelling

REACH = 8
"""Characters on either side of a place that the cuts may use."""
_UNKNOWN = 1e-8
"""Probability of a character that no list has: below the rarest that one has."""
_LEAST = 1e-30
_APART = 0.1
"""What a cut is worth between two characters that are a listed word together: lists count them apart only where they
are."""


class Weights(NamedTuple):
    """What the cuts say of one place."""

    odds: dict[str, float]
    """Form to the natural logarithm of its probability."""
    words: tuple[tuple[str, int, float], ...]
    """Words that cover the place in some cut, the likeliest first: word, where the place stands in it, share."""


def stretch(folded: str, at: int) -> tuple[str, int]:
    """The characters around a place that belong to one run of Chinese text, and where the place stands in them.

    A character by itself in brackets is read in the place of the one before them, as offices write two words at once:
    结转（余） are 结转 and 结余, 收（付）款 are 收款 and 付款."""
    if bracketed(folded, at):
        before, behind = _run(folded, at - 2, -1), _run(folded, at + 1, 1)
        return f"{before}{folded[at]}{behind}", len(before)
    before, behind = _run(folded, at, -1), _run(folded, at, 1)
    return f"{before}{folded[at]}{behind}", len(before)


def bracketed(text: str, at: int) -> bool:
    """Does a character stand by itself in brackets behind another?"""
    return text[at - 1 : at] in _OPENING and text[at + 1 : at + 2] in _CLOSING and _han(text[at - 2 : at - 1])


def offsets(text: str, at: int, word: str, place: int) -> Sequence[int]:
    """Where the characters of a word stand that covers a place, which is the `place`th of the word."""
    start, end = at - place, at - place + len(word)
    return [*range(start - 2, at - 2), at, *range(at + 2, end + 1)] if bracketed(text, at) else range(start, end)


def _run(folded: str, at: int, step: int) -> str:
    """The Chinese characters that follow a place, or stand before it, as far as cuts may reach."""
    end = at + step
    while 0 <= end < len(folded) and abs(end - at) <= REACH and _han(folded[end]):
        end += step
    return folded[at + 1 : end] if step > 0 else folded[end + 1 : at]


_OPENING, _CLOSING = frozenset("（("), frozenset("）)")


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000"


def _before(text: str, at: int) -> tuple[list[float], list[float]]:
    """The weight of all cuts of the text before each offset up to `at`: those whose last word is one character, and the
    others."""
    words = lexicon()
    single, longer = [0.0] * (at + 1), [1.0] + [0.0] * at
    for end in range(1, at + 1):
        apart = _APART if words(text[end - 2 : end]) else 1.0
        single[end] = (longer[end - 1] + apart * single[end - 1]) * (words(text[end - 1]) or _UNKNOWN)
        longer[end] = sum(
            (single[start] + longer[start]) * (words(text[start:end]) or 0.0)
            for start in range(max(0, end - LONGEST), end - 1)
        )
    return single, longer


def _after(text: str, at: int) -> tuple[list[float], list[float]]:
    """The same of the text behind each offset, from `at` + 1 on, by the first word."""
    words, size = lexicon(), len(text)
    single, longer = [0.0] * (size + 1), [0.0] * size + [1.0]
    for start in range(size - 1, at, -1):
        apart = _APART if words(text[start : start + 2]) else 1.0
        single[start] = (longer[start + 1] + apart * single[start + 1]) * (words(text[start]) or _UNKNOWN)
        longer[start] = sum(
            (single[end] + longer[end]) * (words(text[start:end]) or 0.0)
            for end in range(start + 2, min(start + LONGEST, size) + 1)
        )
    return single, longer


@lru_cache(maxsize=65536)
def weigh(text: str, at: int) -> Weights:
    """Weigh the place `at` of a stretch of folded text, which is a character of a family."""
    words, size = lexicon(), len(text)
    (single, longer), (single_next, longer_next) = _before(text, at), _after(text, at)
    forms = dict.fromkeys(FAMILIES[text[at]], 0.0)
    covering = []
    for start in range(max(0, at - LONGEST + 1), at + 1):
        for end in range(at + 1, min(start + LONGEST, size) + 1):
            word = text[start:end]
            listed = words(word) or (_UNKNOWN if len(word) == 1 else 0.0)
            if listed:
                if len(word) == 1:
                    left = longer[at] + single[at] * (_APART if words(text[at - 1 : at + 1]) else 1.0)
                    right = longer_next[end] + single_next[end] * (_APART if words(text[at : at + 2]) else 1.0)
                else:
                    left, right = single[start] + longer[start], single_next[end] + longer_next[end]
                mass = left * listed * right
                covering.append((word, at - start, mass))
                shares = spelling(word, at - start).shares if len(word) > 1 else alone(word)
                for form, share in shares.items():
                    forms[form] += mass * share
    total = sum(forms.values())
    covering.sort(key=lambda word: (-word[2], word[0]))
    return Weights(
        {form: log(max(mass / total, _LEAST)) for form, mass in forms.items()},
        tuple((word, place, mass / total) for word, place, mass in covering),
    )
