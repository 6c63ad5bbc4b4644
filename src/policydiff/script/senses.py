# SPDX-License-Identifier: Apache-2.0
"""Standard characters of which one is written for the other in one sense alone: 沈 for 沉 in 沈沒, and a surname
elsewhere; 帳 for 账 of accounts, and a tent elsewhere.

A word around the place settles it where both copies have that word. Where none does, or where the variant stands in a
word of its own, two words meet, and a person must look."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from policydiff.model import ScriptForm
from policydiff.reasons import because
from policydiff.script.fold import fold
from policydiff.script.judgement import Judgement
from policydiff.script.names import name_spans
from policydiff.script.pairs import ambiguous, points
from policydiff.script.tables import rows

_NEAR = 3
"""Characters before and behind a place that a word of the table may take in: its words have four at most."""


class _Pair(NamedTuple):
    """The words of one pair, each as what stands before and behind the character."""

    apart: bool
    """The variant is written for the standard character in all words but its own, in any script."""
    either: frozenset[tuple[str, str]]
    """Words with the standard character that are written with the variant too."""
    own: frozenset[tuple[str, str]]
    """Words in which the variant has its own sense."""


@cache
def _pairs() -> dict[tuple[str, str], _Pair]:
    """(standard, variant) to the words of the pair."""
    return {
        (standard, variant): _Pair(rule == "apart", _around(either, standard), _around(own, variant))
        for standard, variant, rule, either, own in rows("senses")
    }


def _around(words: str, char: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        (word[:at], word[at + 1 :]) for word in words.split() for at, found in enumerate(word) if found == char
    )


def written_for(a: str, i: int, b: str, j: int, forms: tuple[ScriptForm, ScriptForm]) -> Judgement | None:
    """The judgement of `a[i]` against `b[j]`, where one is written for the other in some sense; else None.

    `forms` are the scripts of the copies: a simplified copy keeps such characters apart, so that nothing is said of a
    variant that stands in one, save where the two were one character in the mainland too (账 帐).
    """
    x, y = fold(a[i]), fold(b[j])
    found = [
        judged
        for pair, variant, standard, form in (
            (_pairs().get((x, y)), (b, j), (a, i), forms[1]),
            (_pairs().get((y, x)), (a, i), (b, j), forms[0]),
        )
        if pair is not None and (judged := _judged(variant, standard, pair, form)) is not None
    ]
    return min(found, key=lambda judged: judged.class_ != "script", default=None)


def _judged(variant: tuple[str, int], standard: tuple[str, int], pair: _Pair, form: ScriptForm) -> Judgement | None:
    if form == "simplified" and not pair.apart:
        return None
    (one, i), (other, j) = variant, standard
    told = points(one[i], other[j])
    mine = set(_words(one, i))
    either = pair.apart or not pair.either.isdisjoint(mine.intersection(_words(other, j)))
    own = not pair.own.isdisjoint(mine)
    if either and not (own or i in _in_names(one) or j in _in_names(other)):
        reason = because("variant_in_sense", variant=one[i], standard=other[j], points=told)
        return Judgement("script", "regional", reason)
    return ambiguous(because("two_words_meet", variant=one[i], standard=other[j], points=told))


@lru_cache(maxsize=16)
def _in_names(text: str) -> frozenset[int]:
    """The offsets inside the names of a copy, looked for once however many of its places are judged."""
    return frozenset(at for start, end in name_spans(fold(text)) for at in range(start, end))


def _words(text: str, at: int) -> Iterator[tuple[str, str]]:
    """What stands before and behind a place, in canonical characters, as far as a word may reach."""
    start = max(0, at - _NEAR)
    near = fold(text[start : at + _NEAR + 1])
    here = at - start
    for before in range(here + 1):
        for behind in range(here + 1, len(near) + 1):
            if behind - before > 1:
                yield near[before:here], near[here + 1 : behind]
