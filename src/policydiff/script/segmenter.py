# SPDX-License-Identifier: Apache-2.0
"""Running text cut into words, with their parts of speech: 得 in 罗得岛 is no word, in 方得通过 it is one.

By rjieba (MIT), whose dictionary takes some 150 ms to load: it is asked only where a character may be a word or a part
of one, and the answer decides how a change is named.
"""

from functools import lru_cache
from typing import NamedTuple


class Word(NamedTuple):
    """A word at `start:end` and its part of speech (`ns` a place, `nr` a person, `v` a verb …)."""

    start: int
    end: int
    text: str
    tag: str


@lru_cache(maxsize=1024)
def words(text: str, *, names: bool = False) -> tuple[Word, ...]:
    """The words of a simplified text, which they cover from end to end; only words that the dictionary has, or with
    `names` also those that read as personal names."""
    from rjieba import tag

    found, at = [], 0
    for word, part in tag(text, names):
        found.append(Word(at, at + len(word), word, part))
        at += len(word)
    return tuple(found)


def word_at(text: str, at: int) -> Word:
    """The word in which the character at `at` stands."""
    return next(word for word in words(text) if word.end > at)
