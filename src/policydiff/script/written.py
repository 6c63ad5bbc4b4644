# SPDX-License-Identifier: Apache-2.0
"""How a traditional copy writes the characters that converters choose between, and what the words say of each."""

from functools import lru_cache
from math import inf
from typing import NamedTuple

from policydiff.script.characters import STANDARD
from policydiff.script.codes import Members
from policydiff.script.cuts import stretch, weigh
from policydiff.script.words import FAMILIES, FORM, LONGEST, lexicon, spelling

EITHER = {"復": "覆", "複": "覆", "覆": "復複", "著": "着", "着": "著", "煙": "菸", "菸": "煙烟", "烟": "菸"}
"""Right form to the forms that people rightly write for it in many words: 答復 and 答覆, 復查, 覆查 and 複查, 着 in
Hong Kong and 著 in Taiwan, 煙 and 菸. Between two copies a person must look."""

LAWFUL = EITHER | {"儘": "盡", "迴": "回", "鉅": "巨", "諮": "咨", "傢": "家", "夥": "伙", "伙": "夥"}
"""Right form to the forms that are no fault for it: 盡早 for 儘早, 回避 for 迴避, 巨額 for 鉅額, 咨詢 for 諮詢, 家具
for 傢具, 伙伴 and 夥伴."""


def lawful(char: str, right: str) -> bool:
    """May a character stand where a form is right? The form that GB/T 12345 has for it may (注 for 註, 采 for 採).

    Of 複 and 覆 the word must say so (複查, not 複蓋)."""
    form = FORM[char]
    either = form in LAWFUL.get(right, "") and {form, right} != {"複", "覆"}
    return form == right or STANDARD.get(right) == char or either


_POPULAR = {"準": "准"}
"""Form to a popular shape of it, which is also a form of its own: 准備 for 準備 (Kangxi dictionary: 准, 俗準字)."""


def popular(char: str, right: str) -> bool:
    """Is a character the popular shape of the right form? Only a copy that a converter made is wrong there."""
    return _POPULAR.get(right) == char


def _accusable() -> frozenset[str]:
    """Characters that are wrong for some form of their family."""
    family = {form: forms for forms in FAMILIES.values() for form in forms}
    return frozenset(char for char, form in FORM.items() if not all(lawful(char, other) for other in family[form]))


_ACCUSABLE = Members(_accusable())


class Doubt(NamedTuple):
    """What all cuts of the words around a character say of it."""

    canonical: str
    form: str
    """The form that stands there."""
    right: str
    """The likeliest form."""
    odds: dict[str, float]
    """Form to the natural logarithm of its probability."""
    word: str
    """The word that tells, in canonical characters; one character where none does."""
    at: int
    """Where the place stands in the word."""

    against: float
    """Log-odds against the form that stands there."""
    lead: float
    """Log-odds of the form that stands there against the best other form."""


_REACH = LONGEST - 1
_PAD = "\u3000" * _REACH
_SPANS = tuple((i, i + n) for n in range(2, LONGEST + 1) for i in range(_REACH - n + 1, _REACH + 1))
FREE, SUPPORTED, DOUBTED = 1, 2, 3
"""What the words beside a character say at first sight: nothing, that its form is right, that another may be."""
_MEMORY: dict[str, int] = {}
_MEMORY_LIMIT = 200_000


def seen(plain: str, folded: str) -> tuple[list[int], list[int]]:
    """Where characters stand whose form may be wrong, and what the words beside each say at first sight."""
    room = _PAD + folded + _PAD
    size = 2 * _REACH + 1
    places = _ACCUSABLE.places(plain)
    keys = [room[at : at + size] + plain[at] for at in places]
    return places, [_MEMORY.get(key) or _remembered(key) for key in keys]


def _remembered(key: str) -> int:
    if len(_MEMORY) >= _MEMORY_LIMIT:
        _MEMORY.clear()
    verdict = _MEMORY[key] = _first_sight(key[:-1], key[-1])
    return verdict


def _first_sight(window: str, char: str) -> int:
    """Does any word beside the character ask for another form? Cuts are weighed only where one does."""
    words, form, supported = lexicon(), FORM[char], False
    for start, end in _SPANS:
        word = window[start:end]
        if word in words:
            shares = spelling(word, _REACH - start).shares
            if not lawful(char, max(shares, key=shares.__getitem__)):
                return DOUBTED
            supported = supported or shares[form] > _MOST
    if supported:
        return SUPPORTED
    shares = spelling(window[_REACH], 0).shares
    return FREE if lawful(char, max(shares, key=shares.__getitem__)) else DOUBTED


def doubt(char: str, folded: str, at: int) -> Doubt:
    """Weigh all cuts of the words around a character that may stand in a traditional copy, or that stands for one."""
    return _doubt(char, *stretch(folded, at))


@lru_cache(maxsize=65536)
def _doubt(char: str, text: str, at: int) -> Doubt:
    """The same of the place `at` of one run of Chinese text; other copies have many of them too."""
    odds, words = weigh(text, at)
    right = max(odds, key=lambda form: (odds[form], form))
    word, place = next(
        ((word, i) for word, i, share in words if share > _TELLING and spelling(word, i).shares[right] > _MOST),
        (text[at], 0),
    )
    form = FORM.get(char, right)
    best = max((odds[other] for other in odds if other != form), default=-inf)
    own = odds.get(form, -inf)
    return Doubt(text[at], form, right, odds, word, place, odds[right] - own, own - best)


_MOST = 0.5
"""Share of a word's spellings that makes a form its usual one."""
_TELLING = 0.2
"""Share of the cuts that a word must have to be named as the one that tells."""
