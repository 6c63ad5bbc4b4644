# SPDX-License-Identifier: Apache-2.0
"""Characters of the other script that a converter left in a copy, and what speaks for a converter.

The code of Hong Kong and Taiwan (Big5-HKSCS) has simplified shapes that people there write: names (李慧琼), words of
Cantonese (玩晒, 吓), 晒圖. Such a shape alone tells nothing; beside characters that no traditional text has it does."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from math import exp

from policydiff.model import ScriptForm
from policydiff.script.characters import FORMS, SIMPLIFIED_ONLY, TAIWAN_TOO, TRADITIONAL_ONLY
from policydiff.script.codes import Members
from policydiff.script.fault import Fault, spelled
from policydiff.script.words import FAMILIES, LONGEST, lexicon
from policydiff.script.written import doubt

_RESIDUAL = {"traditional": Members(SIMPLIFIED_ONLY), "simplified": Members(TRADITIONAL_ONLY)}
_KNOWN, _ALONE, _THEIRS = 0.999, 0.95, 0.8
"""Probability of a character with one right form that surely was left; that nothing tells; that a word tells, but whose
shape people in Hong Kong and Taiwan write too (双, 参, 会 in names of firms of Japan)."""
_SEVERAL = 0.99
"""The most that is said where the right form is the usual one of several."""
_MADE = 2
"""Different characters that no traditional text has, from which a converter left them; two simplified characters beside
one another count as many."""

_MANY = 5
"""Characters that words prove to be left, from which a converter left others too that no listed word has (崂山)."""


def left(plain: str, folded: str, form: ScriptForm, written: Callable[[str], str]) -> Iterator[tuple[int, Fault]]:
    """What a converter left in a copy of one script, in order; `written` gives a form as the copy would write it.

    One character that stands in the same three each time is a name, which its bearer spells so."""
    if form not in _RESIDUAL:
        return
    places = _RESIDUAL[form].places(plain)
    if form == "simplified":
        yield from ((at, residual(plain, folded, at, written)) for at in places)
        return
    chars = {plain[at] for at in places}
    if len(chars) == 1 and len(places) > 1 and len({plain[at - 2 : at] for at in places}) == 1:
        return
    beside = any(_beside(plain, at) for at in places)
    sure = len({plain[at] for at in places if not _in_their_code(plain[at])}) + _MADE * beside
    proven = _proven(plain, folded, places) if sure >= _MADE else frozenset()
    for at in places:
        if sure >= _MADE:
            known = plain[at] in proven or len(proven) >= _MANY
            most = _KNOWN if known else _THEIRS if _in_their_code(plain[at]) else _ALONE
        else:
            most = max(_most(plain, folded, at), _THEIRS * (sure > 0))
        if most:
            yield at, residual(plain, folded, at, written).at_most(most)


def _proven(plain: str, folded: str, places: Iterable[int]) -> frozenset[str]:
    """The simplified characters that stand in a listed word somewhere in the copy. One that stands in none may be no
    simplified character but a slip for another (交义, 疮人), or a shape that people in Hong Kong write (睇吓)."""
    found: set[str] = set()
    for at in places:
        if plain[at] not in found and _in_word(folded, at):
            found.add(plain[at])
    return frozenset(found)


def _most(plain: str, folded: str, at: int) -> float:
    """The most that can be said of one simplified character of a traditional copy in which hardly any stand."""
    char = plain[at]
    if char in TAIWAN_TOO:
        return 0.0
    worded = _in_word(folded, at)
    if _in_their_code(char):
        return _THEIRS if worded else 0.0
    return _KNOWN if worded else _ALONE


def _beside(plain: str, at: int) -> bool:
    """Does another simplified character follow one?"""
    follows = plain[at + 1 : at + 2]
    return follows != plain[at] and follows in SIMPLIFIED_ONLY


@lru_cache(maxsize=4096)
def _in_their_code(char: str) -> bool:
    """Has the code of Hong Kong and Taiwan this shape?"""
    try:
        char.encode("big5hkscs")
    except UnicodeEncodeError:
        return False
    return True


def _in_word(folded: str, at: int) -> bool:
    """Does the character stand in any listed word?"""
    words = lexicon()
    return any(
        words(folded[start : start + size])
        for size in range(2, LONGEST + 1)
        for start in range(max(0, at - size + 1), at + 1)
    )


def residual(plain: str, folded: str, at: int, written: Callable[[str], str] = str) -> Fault:
    """A character of the other script, with its right form where the words around it or the tables know it.

    `written` gives a form as the copy would write it."""
    char = plain[at]
    if char in TRADITIONAL_ONLY:
        return Fault("residual", char, folded[at], "", _KNOWN)
    if char != folded[at] or char not in FAMILIES:
        return Fault("residual", char, written(FORMS[char][0]), "", _KNOWN if len(FORMS[char]) == 1 else _SEVERAL)
    found = doubt(char, folded, at)
    right = written(found.right)
    p = min(_KNOWN, exp(found.odds[found.right]))
    if len(found.word) == 1:
        return Fault("residual", char, right, "", min(p, _SEVERAL))
    return Fault("residual", char, right, spelled(plain, at, right, found.word, found.at), p, found.word)
