# SPDX-License-Identifier: Apache-2.0
"""Words with their weights, and the forms of one simplified character that each is written with.

The tables are made by tables/make_words.py from a word list of Taiwan, one of the mainland, the converter's phrases and
terms of law. A *form* is one character for all glyphs that regions or people write one for the other (裡 裏); a
*family* holds the forms that one simplified character stands for."""

from collections.abc import Callable
from functools import cache, lru_cache
from itertools import repeat
from math import exp
from typing import NamedTuple

from policydiff.script.tables import lines, row_of, rows

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


_MANY = 20_000
"""Words looked up in their rows, at 1 µs each, from which on reading all of them has paid."""


class _Asked:
    """How many words were looked up in their rows."""

    count = 0


def lexicon() -> Callable[[str], float | None]:
    """Folded word to its probability, None where no list has it.

    A short comparison asks for some thousand of 100,000 words, which are looked up in their rows; who asks for many
    gets a dictionary of all."""
    return _all_words().get if _Asked.count >= _MANY else _looked_up


@lru_cache(maxsize=2 * _MANY)
def _looked_up(word: str) -> float | None:
    _Asked.count += 1
    row = _initial(word[:1])
    at = row.find(f" {word} ") if " " not in word else -1
    return _probability(row[row.rindex("\t", 0, at) + 1 :]) if at >= 0 else None


def _probability(cell: str) -> float:
    """What a cell of words begins with: 10 ln P."""
    return exp(int(cell[: cell.index(" ")]) / 10)


@cache
def _all_words() -> dict[str, float]:
    found: dict[str, float] = {}
    for row in lines("initials"):
        for cell in row.split("\t")[1:]:
            found.update(zip(cell.split(" ")[1:-1], repeat(_probability(cell))))
    return found


@cache
def _initial(char: str) -> str:
    """The words that begin with a character: cells of a weight and the words that have it, each between blanks."""
    return row_of("initials", char)


def _cells(word: str) -> list[str]:
    """The places of a folded word, each with the counts of its forms."""
    row = row_of("spellings", word)
    return row[len(word) + 1 :].split("|") if row else []


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
            if lexicon()(word[start : start + length]):
                return spelling(word[start : start + length], at - start).shares
    return spelling(word[at], 0).shares
