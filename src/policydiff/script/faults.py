# SPDX-License-Identifier: Apache-2.0
"""What a script converter got wrong in one copy, without another copy to compare: also what two copies share."""

from functools import lru_cache
from typing import Literal

from msgspec import Struct

from policydiff.model import Reason, ScriptForm, ScriptProfile
from policydiff.reasons import because
from policydiff.script.characters import FORMS, HARD, SIMPLIFIED_ONLY, TRADITIONAL_ONLY, code_point
from policydiff.script.codes import Members
from policydiff.script.evidence import Support, supports
from policydiff.script.fold import fold
from policydiff.script.survey import SURE, SURE_ALONE, Hard, Survey, survey

_SURE_IN_TABLE_COPY, _SURE_ALONE_THERE = 1.5, 3.0
_SURE_ATTESTED = 6.0
"""Log-odds from which a form is called wrong: in a copy made by a table, and there where no word tells; where people
write the word so too. With SURE they give 9 false alarms a million characters on 105,830 characters of law in Taiwan,
29 on 69,835 of Hong Kong, at the recall that tests/script holds."""
_CERTAIN = 4.0
LAWFUL = {"復": "覆", "複": "覆", "覆": "復複", "著": "着", "着": "著", "菸": "烟", "烟": "菸"}
"""Right form to the forms that people rightly write for it: 答復 and 答覆, 復查, 覆查 and 複查, 着 in Hong Kong and 著
in Taiwan, 煙 and 菸."""


class Fault(Struct, frozen=True, gc=False):
    """A character of one copy that a converter chose wrongly (`fault`) or did not convert (`residual`).

    `at` counts characters of the text examined; `phrase` is the word that tells, in its right spelling, or empty.
    """

    at: int
    kind: Literal["fault", "residual"]
    observed: str
    right: str
    phrase: str
    certain: bool
    support: Support | None = None
    """The words that a fault is told by."""
    times: int = 0
    """How often the copy writes the form so elsewhere, where only its habit tells the fault."""

    @property
    def sources(self) -> frozenset[str]:
        """Who has the word that tells: `o` the converter's phrases, `t` the word list of Taiwan."""
        return self.support.sources if self.support else frozenset()

    @property
    def reason(self) -> Reason:
        """Why it is one."""
        observed, right = self.observed, self.right
        if self.support is not None:
            return explain(observed, right, self.phrase, self.support)
        if self.times:
            return because(
                "fault_by_habit", observed=observed, right=right, times=self.times, points=pair(observed, right)
            )
        if observed in TRADITIONAL_ONLY:
            return because("left_in_simplified", observed=observed, points=pair(observed, right))
        if self.phrase:
            return because(
                "left_in_traditional_word",
                observed=observed,
                right=right,
                phrase=self.phrase,
                points=pair(observed, right),
            )
        return because("left_in_traditional", observed=observed, right=right, points=pair(observed, right))


_RESIDUAL = {"traditional": Members(SIMPLIFIED_ONLY), "simplified": Members(TRADITIONAL_ONLY)}


def faults(plain: str, profile: ScriptProfile, folded: str | None = None) -> tuple[Fault, ...]:
    """Faults and residual characters of one copy, in order.

    `plain` is the text without white space and glosses, its compatibility characters folded. A simplified copy can only
    have residual characters; a text of no or of mixed script is examined for faults of its traditional characters
    alone. `folded` is the same text in canonical characters, where the caller has it. The last texts are remembered.
    """
    return _faults(plain, profile.form, profile.residual > 0, folded)


@lru_cache(maxsize=16)
def _faults(plain: str, form: ScriptForm, has_residual: bool, given: str | None) -> tuple[Fault, ...]:
    found: list[Fault] = []
    if form in _RESIDUAL and has_residual:
        folded = fold(plain) if given is None else given
        found += (residual(plain, folded, at) for at in _RESIDUAL[form].places(plain))
    if form in ("traditional", "mixed"):
        seen = survey(plain, given)
        suspect = _suspects(seen)
        if suspect:
            found += (
                _fault(plain, at, hard, seen)
                for at, hard in zip(seen.offsets, seen.found, strict=True)
                if id(hard) in suspect
            )
    found.sort(key=lambda fault: fault.at)
    return tuple(found)


def residual(plain: str, folded: str, at: int) -> Fault:
    """A character of the other script, with its right form where the words around it or the tables know it."""
    char = plain[at]
    if char in TRADITIONAL_ONLY:
        return Fault(at, "residual", char, folded[at], "", True)
    right, support = right_form(folded, at) if char == folded[at] else (FORMS[char][0], None)
    phrase = spelled(plain, at, right, support)
    return Fault(at, "residual", char, right, phrase, len(FORMS[char]) == 1 or bool(phrase))


def right_form(folded: str, at: int) -> tuple[str, Support | None]:
    """The traditional form of a simplified character at a place, and what supports it."""
    canonical = folded[at]
    if canonical not in HARD:
        return FORMS.get(canonical, canonical)[0], None
    found = supports(folded, at)
    best = max(found, key=lambda form: (found[form].score, form))
    return best, found[best]


def spelled(plain: str, at: int, right: str, support: Support | None) -> str:
    """The word that supports a form, as the copy would spell it with that form; empty where none does."""
    if support is None or not support.word:
        return ""
    start = at - support.at
    return plain[start:at] + right + plain[at + 1 : start + len(support.word)]


def _suspects(seen: Survey) -> set[int]:
    """The objects whose form is wrong among their words, by the words or by the habits of the copy; by identity."""
    habits = {key for key in seen.refuted if (right := seen.habit(*key)) and key[1] not in LAWFUL.get(right, "")}
    suspect = {id(hard) for hard in seen.kinds if hard.weighed.best != hard.form and _refuted(hard, seen)}
    if habits:
        unproven = (
            hard
            for hard in seen.kinds
            if hard[:2] in habits and not (hard.weighed.best == hard.form and hard.weighed.odds >= SURE)
        )
        suspect.update(map(id, unproven))
    return suspect


def _fault(plain: str, at: int, hard: Hard, seen: Survey) -> Fault:
    """The fault at a hard character whose form is refuted clearly enough for this copy."""
    weighed, observed = hard.weighed, plain[at]
    if weighed.best != hard.form and _refuted(hard, seen):
        phrase = spelled(plain, at, weighed.best, weighed.support)
        return Fault(at, "fault", observed, weighed.best, phrase, weighed.odds >= _CERTAIN, weighed.support)
    ((right, times),) = seen.refuted[hard.canonical, hard.form].items()
    return Fault(at, "fault", observed, right, "", False, times=times)


def _refuted(hard: Hard, seen: Survey) -> bool:
    """Is the form wrong beyond the doubt that this copy deserves?

    A copy made by a table earns less doubt; a form that stands free, or that people write in this very word, earns
    more."""
    weighed = hard.weighed
    if hard.form in LAWFUL.get(weighed.best, ""):
        return False
    if seen.converter == "table" and hard.canonical in seen.single:
        return weighed.odds >= (_SURE_IN_TABLE_COPY if weighed.support.word else _SURE_ALONE_THERE)
    if weighed.attested:
        return weighed.odds >= _SURE_ATTESTED
    return weighed.odds >= (SURE if weighed.support.word else SURE_ALONE)


def explain(observed: str, right: str, phrase: str, support: Support) -> Reason:
    """Why a form is wrong: 複 stands for 復 here: 康復 (OpenCC phrase 康复 → 康復): 複 U+8907, 復 U+5FA9."""
    points = pair(observed, right)
    if not phrase:
        return because("fault_set_words", observed=observed, right=right, points=points)
    key = "fault_by_converter" if "o" in support.sources else "fault_by_press"
    return because(key, observed=observed, right=right, phrase=phrase, word=support.word, points=points)


def pair(one: str, other: str) -> str:
    """Two characters with their code points."""
    return f"{code_point(one)}, {code_point(other)}"


__all__ = ["LAWFUL", "Fault", "explain", "faults", "pair", "residual", "right_form", "spelled"]
