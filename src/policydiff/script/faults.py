# SPDX-License-Identifier: Apache-2.0
"""What a script converter got wrong in one copy, without another copy to compare: also what two copies share."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import exp
from typing import Literal

from msgspec import Struct

from policydiff.model import Reason, ScriptForm, ScriptProfile
from policydiff.reasons import because
from policydiff.script.certainty import CERTAIN, HABIT, LEAST, OF_ITS_OWN, STRONG, made, probability
from policydiff.script.characters import FORMS, SIMPLIFIED_ONLY, TAIWAN_TOO, TRADITIONAL_ONLY, code_point
from policydiff.script.codes import Members
from policydiff.script.fold import fold
from policydiff.script.glyphs import glyph
from policydiff.script.survey import Survey, survey
from policydiff.script.words import FAMILIES, FORM, spelling
from policydiff.script.written import SUPPORTED, Doubt, confused, doubt, excused, fitting, lawful, popular


class Fault(Struct, frozen=True, gc=False):
    """A character of one copy that a converter chose wrongly (`fault`) or did not convert (`residual`).

    `at` counts characters of the text examined; `phrase` is the word that tells, as the copy should spell it, or empty.
    """

    at: int
    kind: Literal["fault", "residual"]
    observed: str
    right: str
    """In the glyph of the copy."""
    phrase: str
    probability: float
    """That the right form is right; measured, see `certainty`."""
    word: str = ""
    """The word that tells, in canonical characters."""
    misspelled: str = ""
    """That word as the copy has it."""
    sources: frozenset[str] = frozenset()
    """Who has the word: `t` the list of Taiwan, `o` the converter's phrases, `m` the mainland's list as the converter
    writes it, `l` terms of law."""
    count: int = 0
    """How often the list of Taiwan has the word so."""
    times: int = 0
    """How often the copy is wrong so elsewhere, where only its habit tells the fault."""

    @property
    def certain(self) -> bool:
        """May a program write the right form?"""
        return self.probability >= CERTAIN

    @property
    def reason(self) -> Reason:
        """Why it is one."""
        said = {"observed": self.observed, "right": self.right, "points": pair(self.observed, self.right)}
        if self.kind == "residual":
            if self.observed in TRADITIONAL_ONLY:
                return because("left_in_simplified", observed=self.observed, points=said["points"])
            if self.phrase:
                return because("left_in_traditional_word", phrase=self.phrase, **said)
            return because("left_in_traditional", **said)
        if self.times:
            return because("fault_by_habit", times=self.times, **said)
        if not self.phrase:
            return because("fault_set_words", **said)
        if "l" in self.sources:
            return because("fault_by_law", phrase=self.phrase, **said)
        if "t" in self.sources:
            return because("fault_by_list", phrase=self.phrase, count=self.count, **said)
        key = "fault_by_converter" if "o" in self.sources else "fault_by_mainland"
        return because(key, phrase=self.phrase, **said)


_RESIDUAL = {"traditional": Members(SIMPLIFIED_ONLY), "simplified": Members(TRADITIONAL_ONLY)}


def faults(plain: str, profile: ScriptProfile, folded: str | None = None) -> tuple[Fault, ...]:
    """Faults and residual characters of one copy, in order.

    `plain` is the text without white space and glosses, its compatibility characters folded. A simplified copy can only
    have residual characters; a text of no or of mixed script is examined for faults of its traditional characters
    alone. `folded` is the same text in canonical characters, where the caller has it. The last texts are remembered.
    """
    return _faults(plain, profile.form, profile.region, profile.residual > 0, folded)


@lru_cache(maxsize=16)
def _faults(
    plain: str, form: ScriptForm, region: str | None, has_residual: bool, given: str | None
) -> tuple[Fault, ...]:
    if form == "none":
        return ()
    folded = fold(plain) if given is None else given
    copy = _Copy(plain, folded, region, survey(plain, given) if form != "simplified" else None)
    found: list[Fault] = []
    if form in _RESIDUAL and has_residual:
        found += (residual(plain, folded, at, copy.glyph) for at in _left(plain, form))
    if form in ("traditional", "mixed"):
        found += copy.faults(certain=form == "traditional")
    found.sort(key=lambda fault: fault.at)
    return tuple(found)


def _left(plain: str, form: ScriptForm) -> list[int]:
    """Where characters of the other script stand that a converter may have left.

    None of a traditional copy are where all are characters that Taiwan writes too, or one character that stands in the
    same three each time: a name, which its bearer spells so (李慧琼)."""
    places = _RESIDUAL[form].places(plain)
    if form == "traditional":
        chars = {plain[at] for at in places}
        if chars <= TAIWAN_TOO:
            return []
        if len(chars) == 1 and len(places) > 1 and len({plain[at - 2 : at] for at in places}) == 1:
            return []
    return places


class _Copy:
    """One traditional copy: its doubtful characters, and the habits that show in them."""

    def __init__(self, plain: str, folded: str, region: str | None, seen: Survey | None) -> None:
        self.plain, self.folded, self.region, self.seen = plain, folded, region, seen
        self._glyphs: dict[str, str] = {}

    def glyph(self, right: str) -> str:
        """A form as the copy would write it."""
        if right not in self._glyphs:
            self._glyphs[right] = glyph(right, self.plain.count, self.region)
        return self._glyphs[right]

    def faults(self, certain: bool) -> Iterable[Fault]:
        """The faults of the copy; none is certain in a text of two scripts, whose standard nobody knows."""
        if self.seen is None:
            return ()
        doubts = self.seen.doubts.items()
        against = [(at, found) for at, found in doubts if found.against >= LEAST and not self._excused(at, found)]
        strong = [found for at, found in against if _apart(found) >= STRONG and not self._popular(at, found)]
        copy = made([(found.canonical, found.word) for found in strong], len(self.seen.places))
        told = {}
        for at, found in against:
            odds = found.against if copy == "faulty" else _apart(found)
            p = probability(odds, copy, "word" if len(found.word) > 1 else "alone")
            if self._popular(at, found):
                p = min(p, _LIKELY) if copy == "faulty" else 0.0
            if p:
                told[at] = self._by_words(at, found, p if certain else min(p, _LIKELY))
        if copy == "faulty":
            habits = _habits(strong, self._right(self.seen))
            told = {**self._by_habit(habits, self.seen), **told} if habits else told
        return told.values()

    def _excused(self, at: int, found: Doubt) -> bool:
        return excused(self.plain, self.folded, at, found)

    def _popular(self, at: int, found: Doubt) -> bool:
        """Does the copy write the popular shape of the right form, in a word that is no term of law?"""
        return popular(self.plain[at], found.right) and "l" not in spelling(found.word, found.at).sources.get(
            found.right, ""
        )

    def _right(self, seen: Survey) -> set[tuple[str, str]]:
        """(class, form) that words prove right somewhere in the copy."""
        proven = {
            (self.folded[at], FORM[self.plain[at]])
            for at, sight in zip(seen.places, seen.sights, strict=True)
            if sight == SUPPORTED
        }
        by_cuts = (found for found in seen.doubts.values() if found.lead >= OF_ITS_OWN and len(found.word) > 1)
        return proven | {(found.canonical, found.form) for found in by_cuts}

    def _by_words(self, at: int, found: Doubt, p: float) -> Fault:
        """A fault that words tell, or the rarity of its form outside set words."""
        right = self.glyph(found.right)
        if len(found.word) == 1:
            return Fault(at, "fault", self.plain[at], right, "", p)
        told = spelling(found.word, found.at)
        return Fault(
            at,
            "fault",
            self.plain[at],
            right,
            spelled(self.plain, at, right, found.word, found.at),
            p,
            found.word,
            self.plain[at - found.at : at - found.at + len(found.word)],
            frozenset(told.sources.get(found.right, "")),
            int(told.counts[found.right]),
        )

    def _by_habit(self, habits: dict[tuple[str, str], tuple[str, int]], seen: Survey) -> dict[int, Fault]:
        """Faults that the habits of the copy alone tell."""
        told = {}
        for at, sight in zip(seen.places, seen.sights, strict=True):
            key = (self.folded[at], FORM[self.plain[at]])
            if key in habits and sight != SUPPORTED and not fitting(self.plain, self.folded, at):
                right, times = habits[key]
                found = seen.doubts.get(at) or doubt(self.plain[at], self.folded, at)
                p = probability(found.odds[right] - found.odds[found.form], "faulty", "habit")
                if p and found.lead < OF_ITS_OWN and not lawful(self.plain[at], right):
                    told[at] = Fault(at, "fault", self.plain[at], self.glyph(right), "", p, times=times)
        return told


_LIKELY = 0.99
"""The most that is said of a text of two scripts."""


def _apart(found: Doubt) -> float:
    """Log-odds against a form in a copy that no converter made."""
    return found.against - confused(found)


def _habits(strong: Sequence[Doubt], right: set[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, int]]:
    """(class, form) to the form that it always stands for, and how often that is proven."""
    refuted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for found in strong:
        refuted[found.canonical, found.form][found.right] += 1
    return {
        key: next(iter(instead.items()))
        for key, instead in refuted.items()
        if len(instead) == 1 and sum(instead.values()) >= HABIT and key not in right
    }


def residual(plain: str, folded: str, at: int, written: Callable[[str], str] = str) -> Fault:
    """A character of the other script, with its right form where the words around it or the tables know it.

    `written` gives a form as the copy would write it."""
    char = plain[at]
    if char in TRADITIONAL_ONLY:
        return Fault(at, "residual", char, folded[at], "", _KNOWN)
    if char != folded[at] or char not in FAMILIES:
        return Fault(at, "residual", char, written(FORMS[char][0]), "", _KNOWN if len(FORMS[char]) == 1 else _LIKELY)
    found = doubt(char, folded, at)
    right = written(found.right)
    p = min(_KNOWN, exp(found.odds[found.right]))
    if len(found.word) == 1:
        return Fault(at, "residual", char, right, "", min(p, _LIKELY))
    return Fault(at, "residual", char, right, spelled(plain, at, right, found.word, found.at), p, found.word)


_KNOWN = 0.999
"""Of a simplified character with one traditional form."""


def spelled(plain: str, at: int, right: str, word: str, place: int) -> str:
    """The word that tells, as the copy would spell it with the right form."""
    start = at - place
    return plain[start:at] + right + plain[at + 1 : start + len(word)]


def pair(one: str, other: str) -> str:
    """Two characters with their code points."""
    return f"{code_point(one)}, {code_point(other)}"
