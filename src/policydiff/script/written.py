# SPDX-License-Identifier: Apache-2.0
"""How a traditional copy writes the characters that converters choose between, and what the words say of each."""

from collections.abc import Iterable
from functools import cache, lru_cache
from math import inf, log
from typing import NamedTuple

from policydiff.script.characters import STANDARD
from policydiff.script.codes import Members
from policydiff.script.cuts import stretch, weigh
from policydiff.script.tables import rows
from policydiff.script.words import FAMILIES, FORM, LONGEST, alone, lexicon, spelling

EITHER = {"復": "覆", "複": "覆", "覆": "復複", "著": "着", "着": "著", "煙": "菸", "菸": "煙烟", "烟": "菸"}
"""Right form to the forms that people rightly write for it in many words: 答復 and 答覆, 復查, 覆查 and 複查, 着 in
Hong Kong and 著 in Taiwan, 煙 and 菸. Between two copies a person must look."""

LAWFUL = EITHER | {
    "儘": "盡",
    "迴": "回",
    "鉅": "巨",
    "諮": "咨",
    "傢": "家",
    "夥": "伙",
    "伙": "夥",
    "升": "昇陞",
    "滷": "鹵",
}
"""Right form to the forms that are no fault for it: 盡早 for 儘早, 回避 for 迴避, 巨額 for 鉅額, 咨詢 for 諮詢, 家具
for 傢具, 伙伴 and 夥伴, 昇降機 for 升降機, 鹵味 for 滷味."""

AGAIN, _EXAMINE = (
    frozenset("復複覆"),
    frozenset("查核審驗檢勘評判訓試測選議決診閱訊訴算議查核审验检勘评判训试测选议决诊阅讯诉算"),
)
"""Of what is done again the regions and their offices write 復, 複 or 覆: 復評, 複評, 覆檢, 覆診."""
_ADVERB = frozenset("且非不未无没")
"""What follows 並 where it is no «side by side»: 並且, 並非. Of two that stand side by side people also write 併: 併列,
併稱, 併用."""


_FURNITURE = frozenset("具俱什伙")
"""What follows 傢 where people write it for 家: 傢具, 傢俱."""
_PLAYS = frozenset("戏剧")
"""What 齣 measures: 看齣戲, with no number."""
_MEASURES, _NUMERALS = frozenset("隻齣"), frozenset("一二三四五六七八九十百千万两几数每半多")
"""Measure words of the families, and what they count by: 三齣, 每隻, 多齣."""


def excused(plain: str, folded: str, at: int, found: "Doubt") -> bool:
    """May the character at a place stand for the right form: everywhere, in words of that kind, in the shorter word
    inside the one that tells (據瞭解), or in an idiom that the cuts cannot see whole (牽一髮動全身)?"""
    char = plain[at]
    if lawful(char, found.right):
        return True
    if found.at == 0 and len(found.word) > 1:
        if term_of_again(folded, at, char, found.right):
            return True
        if (char, found.right) == ("併", "並") and folded[at + 1 : at + 2] not in _ADVERB:
            return True
    return fitting(plain, folded, at) or _written_inside(found) or _in_idiom(folded, at) == FORM[char]


def term_of_again(folded: str, at: int, one: str, other: str) -> bool:
    """Does a term for what is done again begin at a place, which is written with either of two forms?"""
    return {one, other} <= AGAIN and folded[at + 1 : at + 2] in _EXAMINE


def one_word(one: str, other: str, word: str, at: int, behind: str) -> bool:
    """Are two forms in a word that the lists have two spellings of one term, no matter which copy has which?

    So it is where something is done again (複議 and 復議) and one of the two has nobody but a converter's phrases for
    it: a spelling that no list of what people write has cannot be a term beside the other. 復審 and 複審 are two."""
    if {one, other} - AGAIN or behind not in _EXAMINE or at or len(word) < 2:
        return False
    told = spelling(word, at)
    return all(told.counts[form] for form in (one, other)) and any(
        set(told.sources[form]) <= {"o", "m"} for form in (one, other)
    )


def fitting(plain: str, folded: str, at: int) -> bool:
    """Does the character beside it make a form right that is wrong elsewhere: 三齣, 每隻, 傢具?"""
    char = plain[at]
    if char in _MEASURES:
        return folded[at - 1 : at] in _NUMERALS or (char == "齣" and folded[at + 1 : at + 2] in _PLAYS)
    return char == "傢" and folded[at + 1 : at + 2] in _FURNITURE


@cache
def _openings() -> dict[str, str]:
    """The first three characters of the converter's long phrases, with their spelling: 牵一发 of 牽一髮而動全身."""
    return dict(rows("openings"))


def _in_idiom(folded: str, at: int) -> str:
    """The character that the opening of a long phrase has at a place, or nothing."""
    for start in range(max(0, at - 2), at + 1):
        opening = _openings().get(folded[start : start + 3])
        if opening:
            return opening[at - start]
    return ""


_OFTEN = 0.05
"""Share of the spellings of a word that makes one of them usual."""


def _written_inside(found: "Doubt") -> bool:
    """Is the form usual in the commonest shorter word inside the one that tells, if that is no term of law (編製傳票)?

    履歷書 has 曆書 in it too, but 履歷 is the commoner word."""
    if "l" in spelling(found.word, found.at).sources.get(found.right, ""):
        return False
    words = lexicon()
    inside = [
        (told, spelling(word, found.at - start).shares[found.form])
        for size in range(2, len(found.word))
        for start in range(max(0, found.at - size + 1), min(found.at, len(found.word) - size) + 1)
        if (told := words(word := found.word[start : start + size]))
    ]
    return bool(inside) and max(inside)[1] >= _OFTEN


def written_so(folded: str, at: int, form: str) -> bool:
    """Is a listed word around a place usually or often written with a form: 瞭解 beside 了解?"""
    words = lexicon()
    for size in range(2, LONGEST + 1):
        for start in range(max(0, at - size + 1), at + 1):
            word = folded[start : start + size]
            if len(word) == size and words(word):
                told = spelling(word, at - start)
                if form in told.sources and told.shares[form] >= _OFTEN:
                    return True
    return False


@cache
def _confusions() -> dict[tuple[str, str], float]:
    return {(right, written): float(share) for right, written, share in rows("confusions")}


_SLIPS = 2e-3
"""Share of slips among forms that a writer or a converter could choose, where a copy shows nothing of its making."""
_AS_OTHERS = 50.0
"""Occurrences of a word that tell as much of how it is confused as all other words with the form do."""


def confused(found: "Doubt") -> float:
    """Log-odds by which a form speaks less against a copy that no converter made, as people write it for the right one
    (周 and 週, 回 and 迴, 沖擊 and 衝擊): how often the press of Taiwan does, in this word and in others."""
    share = _confusions().get((found.right, found.form), 0.0)
    if len(found.word) > 1:
        counts = spelling(found.word, found.at).counts
        usual, other = counts[found.right], counts[found.form]
        share = (_AS_OTHERS * share + other) / (_AS_OTHERS + usual + other)
    return log(1 + share / _SLIPS)


def lawful(char: str, right: str) -> bool:
    """May a character stand where a form is right? The form that GB/T 12345 has for it may (注 for 註, 采 for 採).

    Of 複 and 覆 the word must say so (複查, not 複蓋)."""
    form = FORM[char]
    either = form in LAWFUL.get(right, "") and {form, right} != {"複", "覆"}
    return form == right or STANDARD.get(right) == char or either


_POPULAR = {"準": "准", "臺": "檯枱"}
"""Form to popular shapes of it, which are also forms of their own: 准備 for 準備 (Kangxi dictionary: 准, 俗準字); 檯
and 枱, tables in Hong Kong (開枱, 搭檯), which no list of words of Taiwan or the mainland tells from 臺."""


def popular(char: str, right: str) -> bool:
    """Is a character the popular shape of the right form? Only a copy that a converter made is wrong there."""
    return char in _POPULAR.get(right, "")


def _accusable() -> frozenset[str]:
    """Characters that are wrong for some form of their family."""
    family = {form: forms for forms in FAMILIES.values() for form in forms}
    return frozenset(char for char, form in FORM.items() if not all(lawful(char, other) for other in family[form]))


_ACCUSED = _accusable()
_ACCUSABLE = Members(_ACCUSED)


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


def seen(plain: str, folded: str, among: Iterable[int] | None = None) -> tuple[list[int], list[int]]:
    """Where characters stand whose form may be wrong, and what the words beside each say at first sight; of all places
    or of some, ascending."""
    room = _PAD + folded + _PAD
    size = 2 * _REACH + 1
    places = _ACCUSABLE.places(plain) if among is None else [at for at in among if plain[at] in _ACCUSED]
    keys = [room[at : at + size] + plain[at] for at in places]
    return places, [_MEMORY.get(key) or _remembered(key) for key in keys]


def _remembered(key: str) -> int:
    if len(_MEMORY) >= _MEMORY_LIMIT:
        _MEMORY.clear()
    verdict = _MEMORY[key] = _first_sight(key[:-1], key[-1])
    return verdict


def _first_sight(window: str, char: str) -> int:
    """Does any word beside the character ask for another form? Cuts are weighed only where one does."""
    words, supported = lexicon(), False
    for start, end in _SPANS:
        word = window[start:end]
        if words(word):
            says = _says(char, word, _REACH - start)
            if says == DOUBTED:
                return DOUBTED
            supported = supported or says == SUPPORTED
    return SUPPORTED if supported else _says(char, window[_REACH], 0)


@lru_cache(maxsize=131072)
def _says(char: str, word: str, at: int) -> int:
    """What one word, or the character alone, says of a character at a place in it."""
    shares = spelling(word, at).shares if len(word) > 1 else alone(word)
    if not lawful(char, max(shares, key=shares.__getitem__)):
        return DOUBTED
    return SUPPORTED if len(word) > 1 and shares[FORM[char]] > _MOST else FREE


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
