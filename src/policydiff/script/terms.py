# SPDX-License-Identifier: Apache-2.0
"""Terms that a user lists: leaders, bodies, fixed formulas."""

from collections.abc import Iterable, Iterator

from policydiff.script.characters import HARD, SIMPLIFIED_ONLY, STANDARD, TRADITIONAL_ONLY
from policydiff.script.fold import fold

_SHORTEST_NEAR = 4
"""Shortest term whose near misses are looked for: too many names are one character away from shorter ones."""


def _bare(terms: Iterable[str]) -> list[str]:
    return sorted({"".join(term.split()) for term in terms} - {""})


def _occurrences(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def term_spans(folded: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Half-open spans of every listed term in folded text, in whichever script the list has it."""
    return sorted((at, at + len(term)) for term in map(fold, _bare(terms)) for at in _occurrences(folded, term))


def exact_spans(plain: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Half-open spans of every listed term that the text spells just as the list does."""
    return sorted((at, at + len(term)) for term in _bare(terms) for at in _occurrences(plain, term))


def near_misses(plain: str, terms: Iterable[str]) -> list[tuple[int, int, str]]:
    """Spans (start, end) of what is nearly a listed term, with the term: one character is another, or its choice among
    traditional forms is.

    What is itself a listed term is none, nor what only stands in the other script.
    """
    listed = _bare(terms)
    folded = fold(plain)
    right = {fold(term) for term in listed}
    found = set()
    for term in listed:
        key = fold(term)
        found |= {
            (at, at + len(key), term)
            for at in _occurrences(folded, key)
            if _misspelled(plain[at : at + len(key)], term)
        }
        if len(key) >= _SHORTEST_NEAR:
            found |= {
                (at, at + len(key), term) for at in _one_off(folded, key) if folded[at : at + len(key)] not in right
            }
    return sorted(found)


def _misspelled(written: str, term: str) -> bool:
    """Does a reading of the term differ from it in more than script and glyph? Only where both stand in one script can
    that be said."""
    script = (
        SIMPLIFIED_ONLY
        if SIMPLIFIED_ONLY.intersection(term)
        else TRADITIONAL_ONLY
        if TRADITIONAL_ONLY.intersection(term)
        else frozenset()
    )
    other = TRADITIONAL_ONLY if script is SIMPLIFIED_ONLY else SIMPLIFIED_ONLY
    if script and other.intersection(written):
        return False
    return any(
        x != y and fold(x) in HARD and STANDARD.get(x, x) != STANDARD.get(y, y)
        for x, y in zip(written, term, strict=True)
    )


def _one_off(folded: str, key: str) -> Iterator[int]:
    """Where exactly one character of the term is another: one half of it must then stand there whole."""
    half = len(key) // 2
    starts = set(_occurrences(folded, key[:half]))
    starts |= {at - half for at in _occurrences(folded, key[half:]) if at >= half}
    for at in starts:
        part = folded[at : at + len(key)]
        if len(part) == len(key) and sum(x != y for x, y in zip(part, key, strict=True)) == 1:
            yield at
