# SPDX-License-Identifier: Apache-2.0
"""Judges the places of two copies whose characters differ but fold alike.

Most pairs need no context: another glyph of one standard form, the other script, a character that one
copy's converter left over. A *hard* pair, two characters that only simplification joins, is settled by
the words around it, then by the habits of the copies; what these leave open is for a person (`review`).
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from policydiff.model import ScriptProfile, Side
from policydiff.script.characters import FORMS, HARD, NAME_FORMS, SIMPLIFIED_ONLY, STANDARD, TRADITIONAL_ONLY, code_point
from policydiff.script.evidence import Support, supports
from policydiff.script.faults import explain, pair, residual, spelled
from policydiff.script.fold import fold
from policydiff.script.judgement import Judgement
from policydiff.script.names import name_spans
from policydiff.script.scoped import phrase_scoped
from policydiff.script.survey import SURE, Survey, survey
from policydiff.script.terms import term_spans

_SURE_OF_PAIR = 2.0
"""Log-odds that settle a pair: lower than for a copy alone, because here one of the two must be wrong."""

Settled = Judgement | Literal["left a", "left b", "full a", "full b", "hard"]
"""What a pair means everywhere, or the rule that must see the place."""


class Judge:
    """Judges places of two copies; `a` and `b` are texts without white space and glosses, compatibility characters folded.

    Nothing but profiles is looked at until a hard pair is judged: then both copies are surveyed once.
    """

    def __init__(self, a: str, b: str, profile_a: ScriptProfile, profile_b: ScriptProfile, terms: Sequence[str] = ()) -> None:
        self.texts = (a, b)
        self.profiles = (profile_a, profile_b)
        self.terms = tuple(terms)
        self._pairs: dict[tuple[str, str], Settled] = {}
        self._both_simplified = profile_a.form == profile_b.form == "simplified"

    def judge(self, i: int, j: int) -> Judgement:
        """The judgement of `a[i]` against `b[j]`; the two fold alike and differ."""
        x, y = self.texts[0][i], self.texts[1][j]
        settled = self._pairs.get((x, y))
        if settled is None:
            settled = self._pairs[x, y] = self._settle(x, y)
        judged = settled if isinstance(settled, Judgement) else self._at_place(settled, i, j)
        if self._guarded and judged.class_ == "script":
            return self._in_name(i, j, judged)
        return judged

    def _at_place(self, rule: str, i: int, j: int) -> Judgement:
        """The judgement of a rule that must see the place."""
        if rule == "hard":
            return self._hard(i, j)
        side = 0 if rule.endswith("a") else 1
        return self._left(side, (i, j)[side]) if rule.startswith("left") else self._full(side, i, j)

    def _settle(self, x: str, y: str) -> Settled:
        """What can be said of a pair without its place, or the rule that looks at the place."""
        if fold(x) != fold(y):
            return Judgement("substantive", "text", f"the characters differ: {pair(*sorted((x, y)))}")
        simplified = (self._reads_simplified(0, x), self._reads_simplified(1, y))
        if simplified[0] and simplified[1]:
            return self._two_simplified(x, y)
        left = tuple(_left_over(form.form, char) for form, char in zip(self.profiles, (x, y), strict=True))
        if left[0] != left[1]:
            return "left a" if left[0] else "left b"
        if simplified[0] != simplified[1]:
            return self._two_scripts(x, y, simplified[0])
        if _same_standard(x, y):
            return _regional(x, y)
        return "hard"

    def _reads_simplified(self, side: int, char: str) -> bool:
        """Does this character stand as a simplified one in its copy?"""
        form = self.profiles[side].form
        return (char in SIMPLIFIED_ONLY and form != "traditional") or (form == "simplified" and char not in TRADITIONAL_ONLY)

    def _two_simplified(self, x: str, y: str) -> Judgement:
        """Two characters of the simplified standard are two characters: 干/乾, 着/著, 复/覆, 余/馀."""
        one, other = sorted((x, y))
        if fold(x) in (x, y) and NAME_FORMS & {x, y}:
            reason = f"the simplified standard has both, one of them for names and set words only: {pair(one, other)}"
            return Judgement("review", "ambiguous_script", reason, severity="normal")
        return Judgement("substantive", "text", f"the simplified standard keeps the two apart: {pair(one, other)}")

    def _two_scripts(self, x: str, y: str, x_is_simplified: bool) -> Settled:
        """A simplified character against a traditional one."""
        simple, full = (x, y) if x_is_simplified else (y, x)
        if fold(simple) != simple:
            reason = f"{simple} is a simplified character of its own, so a converter would have kept it: {pair(simple, full)}"
            return Judgement("review", "ambiguous_script", reason, severity="normal")
        plain = Judgement("script", "simplified", f"{full} in traditional characters, {simple} in simplified ones")
        if simple not in HARD:
            return plain
        return "full b" if x_is_simplified else "full a"

    @cached_property
    def folded(self) -> tuple[str, str]:
        """Both texts in canonical characters."""
        return fold(self.texts[0]), fold(self.texts[1])

    @cached_property
    def surveys(self) -> tuple[Survey, Survey]:
        """What the hard characters of each copy tell of it."""
        return survey(self.texts[0]), survey(self.texts[1])

    @cached_property
    def _names(self) -> tuple[frozenset[int], frozenset[int]]:
        """Offsets inside personal names and terms, by copy."""
        found = []
        for folded in self.folded:
            spans = [*name_spans(folded), *term_spans(folded, self.terms)]
            found.append(frozenset(at for start, end in spans for at in range(start, end)))
        return found[0], found[1]

    @property
    def _guarded(self) -> bool:
        """Is there any name or term that a script pair could change?"""
        return bool(self._names[0] or self._names[1])

    def _in_name(self, i: int, j: int, judged: Judgement) -> Judgement:
        """A script pair inside a name is for a person: a name is spelled as its bearer spells it. Scripts that differ throughout are no pair."""
        if (i not in self._names[0] and j not in self._names[1]) or judged.kind in ("simplified", "residual"):
            return judged
        one, other = sorted((self.texts[0][i], self.texts[1][j]))
        return Judgement("review", "ambiguous_script", f"inside a name or a term that is spelled one way: {pair(one, other)}", severity="normal")

    def _left(self, side: int, at: int) -> Judgement:
        """A character of the other script left in one copy."""
        text, folded = self.texts[side], self.folded[side]
        fault = residual(text, folded, at)
        return Judgement("script", "residual", fault.reason, _SIDES[side], fault.right)

    def _full(self, side: int, i: int, j: int) -> Judgement:
        """A traditional form against its simplified character: is it the right one of several?"""
        at, folded, text = (i, j)[side], self.folded[side], self.texts[side]
        full, simple = text[at], self.texts[1 - side][(i, j)[1 - side]]
        form = STANDARD.get(full, full)
        found = supports(folded, at)
        best = max(found, key=lambda f: (found[f].score, f))
        mine = found.get(form)
        if best != form and (mine is None or found[best].score - mine.score >= SURE) and found[best].word:
            return self._fault(side, at, best, found[best])
        right = self.surveys[side].habit(folded[at], form)
        if right is not None and best != form:
            return self._fault(side, at, right, None)
        return Judgement("script", "simplified", f"{full} in traditional characters, {simple} in simplified ones")

    def _hard(self, i: int, j: int) -> Judgement:
        """Two forms of one hard character: which does the place ask for?"""
        x, y = self.texts[0][i], self.texts[1][j]
        forms = (STANDARD.get(x, x), STANDARD.get(y, y))
        found = self._found(i, j)
        scores = [found[form].score if form in found else -99.0 for form in forms]
        best = max(found, key=lambda form: (found[form].score, form))
        if best not in forms and all(found[best].score - score >= SURE for score in scores) and found[best].word:
            return Judgement("script", "fault", f"both stand for {best} here ({found[best].word}): {pair(*sorted((x, y)))}", None, best)
        lead = scores[0] - scores[1]
        right = 0 if lead > 0 else 1
        if abs(lead) >= _SURE_OF_PAIR and self._may_accuse(right, found[forms[right]]):
            return self._fault(1 - right, (i, j)[1 - right], (x, y)[right], found[forms[right]])
        by_habit = self._by_habit(i, forms)
        if by_habit is not None:
            return self._fault(by_habit, (i, j)[by_habit], (x, y)[1 - by_habit], None)
        return Judgement("review", "ambiguous_script", f"both can stand here, and no word tells which: {pair(*sorted((x, y)))}", severity="normal")

    def _found(self, i: int, j: int) -> dict[str, Support]:
        """The better support of each form in either copy: beside the place the copies may differ."""
        one, other = supports(self.folded[0], i), supports(self.folded[1], j)
        if one == other:
            return one
        return {form: max((s for s in (one.get(form), other.get(form)) if s), key=lambda s: (s.score, s.word)) for form in one.keys() | other.keys()}

    def _may_accuse(self, side: int, support: Support) -> bool:
        """A copy that agrees with the converter's dictionary at every place has no second witness in that dictionary."""
        return support.source != "o" or bool(self.surveys[side].refuted)

    def _by_habit(self, i: int, forms: tuple[str, str]) -> int | None:
        """The side whose habits prove it wrong here, or None."""
        canonical = self.folded[0][i]
        for side in (0, 1):
            if self.surveys[side].habit(canonical, forms[side]) == forms[1 - side] and self.surveys[1 - side].habit(canonical, forms[1 - side]) is None:
                return side
        against = [self.surveys[side].refuted.get((canonical, forms[side]), {}).get(forms[1 - side], 0) for side in (0, 1)]
        if bool(against[0]) != bool(against[1]):
            side = 0 if against[0] else 1
            if canonical in self.surveys[side].single and canonical not in self.surveys[1 - side].single:
                return side
        makers = [self.surveys[side].converter for side in (0, 1)]
        if set(makers) == {"table", "phrase"}:
            return makers.index("table")
        return None

    def _fault(self, side: int, at: int, right: str, support: Support | None) -> Judgement:
        """A wrong form in one copy, with the word or the habit that tells."""
        observed = self.texts[side][at]
        if support is None:
            reason = f"{observed} stands for {right} here: one table made its copy, which has no other form at any place: {pair(observed, right)}"
        else:
            reason = explain(observed, right, spelled(self.texts[side], at, right, support), support)
        return Judgement("script", "fault", reason, _SIDES[side], right)


_SIDES: tuple[Side, Side] = ("a", "b")


def _left_over(form: str, char: str) -> bool:
    """Is the character of the script that its copy is not in?"""
    return (form == "simplified" and char in TRADITIONAL_ONLY) or (form == "traditional" and char in SIMPLIFIED_ONLY)


def _same_standard(x: str, y: str) -> bool:
    """Do two characters stand for one form of GB/T 12345?"""
    return bool(set(FORMS.get(x, STANDARD.get(x, x))) & set(FORMS.get(y, STANDARD.get(y, y))))


def _regional(x: str, y: str) -> Judgement:
    one, other = sorted((x, y))
    return Judgement("script", "regional", f"two glyphs of one character: {pair(one, other)}")


__all__ = ["Judge", "Judgement", "code_point", "phrase_scoped"]
