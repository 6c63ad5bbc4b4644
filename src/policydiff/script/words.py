# SPDX-License-Identifier: Apache-2.0
"""Words with their weights, and the forms of one simplified character that each is written with.

The tables are made by tables/make_words.py from a word list of Taiwan, one of the mainland, the converter's phrases and
terms of law. A *form* is one character for all glyphs that regions or people write one for the other (裡 裏); a
*family* holds the forms that one simplified character stands for."""

from bisect import bisect_left
from functools import cache
from itertools import repeat
from math import exp
from typing import NamedTuple

from policydiff.script.tables import lines, rows

LONGEST = 4
"""Longest word in the table."""

_UNLISTED = 0.5
"""Occurrences that all forms together are granted in a word beyond those that were counted."""


def _choices() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    forms: dict[str, str] = {}
    families: dict[str, dict[str, None]] = {}
    for char, canonical, form in rows("choices"):
        forms[char] = form
        families.setdefault(canonical, {})[form] = None
    return forms, {canonical: tuple(found) for canonical, found in families.items()}


FORM, FAMILIES = _choices()
"""Traditional character to the form that it is a glyph of; canonical character to the forms that it stands for."""


class Spelling(NamedTuple):
    """How one place of a word is written."""

    counts: dict[str, float]
    """Form to how often it was counted there."""
    shares: dict[str, float]
    """Form to its probability, every form of the family included."""
    sources: dict[str, str]
    """Form to who has it: `t` Taiwan's list, `o` the converter's phrases, `m` the mainland's list as the converter
    writes it, `l` the terms of law, `n` names of places and surnames before titles."""


_LEXICON: dict[str, float] = {}
_READ: set[str] = set()
"""Initials whose words are in the lexicon."""


def lexicon(text: str) -> dict[str, float]:
    """Folded word to its probability, of all words at least that begin with a character of the text. To be read, not
    changed: it grows by the initials that are asked for, of which a comparison has some hundred out of thousands."""
    if not _READ.issuperset(text):
        for initial in set(text) - _READ:
            for cell in _by_initial().get(initial, "").split("\t")[1:]:
                weight, _, words = cell.partition(" ")
                _LEXICON.update(zip(words.split(" "), repeat(exp(int(weight) / 10))))
            _READ.add(initial)  # last, for another thread may ask
    return _LEXICON


@cache
def _by_initial() -> dict[str, str]:
    """The row of `words` of each initial."""
    return {line[0]: line for line in lines("initials")}


@cache
def _spellings() -> list[str]:
    """The rows of the table of spellings, ascending by word: a comparison asks for a few hundred of 50,000."""
    return lines("spellings")


def _cells(word: str) -> list[str]:
    """The places of a folded word, each with the counts of its forms."""
    table, begun = _spellings(), f"{word}\t"
    at = bisect_left(table, begun)
    return table[at].removeprefix(begun).split("|") if at < len(table) and table[at].startswith(begun) else []


@cache
def spelling(word: str, at: int) -> Spelling:
    """How the place `at` of a word is written, which is a character of a family."""
    counts, sources = dict.fromkeys(FAMILIES[word[at]], 0.0), {}
    for cell in _cells(word):
        place, _, found = cell.partition(" ")
        if place == str(at):
            for told in found.split(" "):
                number = told[1:].rstrip("tomln")
                counts[told[0]] = int(number) / 10
                sources[told[0]] = told[1 + len(number) :]
    total = sum(counts.values())
    granted = _inner(word, at)
    shares = {form: (n + _UNLISTED * granted[form]) / (total + _UNLISTED) for form, n in counts.items()}
    return Spelling(counts, shares, sources)


@cache
def alone(char: str) -> dict[str, float]:
    """Form to its probability where no listed word of several characters holds the character."""
    counts, shares, _ = spelling(char, 0)
    added = dict.fromkeys(counts, 0.0)
    for cell in _cells(char):
        if cell.startswith("1 "):
            added.update({told[0]: int(told[1:]) / 10 for told in cell[2:].split(" ")})
    total, more = sum(counts.values()) + _UNLISTED, sum(added.values())
    return {form: (share * total + added[form]) / (total + more) for form, share in shares.items()}


def _inner(word: str, at: int) -> dict[str, float]:
    """What to expect of a word before it is looked up: as the longest word inside it is written (警鐘 in 警鐘長鳴)."""
    if len(word) == 1:
        family = FAMILIES[word]
        return dict.fromkeys(family, 1 / len(family))
    for length in range(len(word) - 1, 1, -1):
        for start in range(max(0, at - length + 1), min(at, len(word) - length) + 1):
            if word[start : start + length] in lexicon(word):
                return spelling(word[start : start + length], at - start).shares
    return spelling(word[at], 0).shares
