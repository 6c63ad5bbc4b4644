# SPDX-License-Identifier: Apache-2.0
"""Judges the places of two copies whose characters differ but fold alike.

Most pairs need no context: another glyph of one standard form, the other script, a character that one
copy's converter left over. A *hard* pair, two characters that only simplification joins, is settled by
the words around it in each copy as lint leaves it; what these leave open is for a person (`review`).
"""

import re
from collections.abc import Hashable, Sequence
from enum import Enum
from functools import cached_property, lru_cache

from policydiff.model import Reason, ScriptForm, ScriptProfile, Severity
from policydiff.reasons import because
from policydiff.script.characters import HARD, INDEPENDENT, REGIONS, SEVERAL, STANDARD, VARIANTS
from policydiff.script.evidence import Support, supports
from policydiff.script.fault import Fault, pair, spelled
from policydiff.script.faults import Mended, mended
from policydiff.script.fold import fold
from policydiff.script.judgement import Judgement
from policydiff.script.left import residual
from policydiff.script.names import name_spans
from policydiff.script.pairs import BY_REGION, SIDES, Settled, ambiguous, either, own, points, rule_of, two_scripts
from policydiff.script.terms import term_spans
from policydiff.script.written import AGAIN, EITHER, one_word, term_of_again

_SURE_OF_PAIR, _SURE_OF_ONE_WORD, _SURE_OF_SPELLING, _SURE_WITHOUT_WORD = 1.5, 0.5, 3.0, 3.5
"""Log-odds that settle a pair: where two words ask for one form each; where a word asks for one of them alone; where
people write that very word with either; where no word tells. Of 706 hard characters swapped in laws of Taiwan, 27 go to
review at these and 3 (二只) are laid to the wrong copy; with 4.0 for the last 79 do, and the same 3."""

_CLEARLY = 0.1
"""Log-odds under which two forms stand equally well."""

_KEEPS = ("台州", "天台", "台山", "凤台", "奇台", "仙台")
"""Names that traditional text too writes with 台 (the converter's phrases keep it there)."""
_WRITTEN_BEFORE, _WRITTEN_BEHIND = frozenset("显卓昭论专原拙巨遗知"), frozenset("作名称述者")
"""What stands beside 著 where it is read zhù, of writing and of what is plain to see: 顯著, 見微知著, 專著, 著作, 著名.
Simplified text too has 著 there (Table of General Standard Chinese Characters, 2013: 著 beside 着)."""
_UNKNOWN = Support(-99.0, "", 0, frozenset())


class Unsettled(Enum):
    """What must be seen before two characters can be judged that the forms of the copies do not settle."""

    COPIES = "what else the two copies write"


@lru_cache(maxsize=65536)
def settled_by_forms(x: str, y: str, forms: tuple[ScriptForm, ScriptForm]) -> Judgement | Unsettled | None:
    """The judgement of two characters in copies of these forms wherever they stand but in names and where lint accuses;
    None where each place must be seen."""
    rule = rule_of(x, y, *forms)
    if isinstance(rule, Judgement):
        return rule
    if rule[0] == "hard":
        return Unsettled.COPIES if BY_REGION.get(x) == y else None
    if rule[0] == "left":
        return None
    full, simple = (y, x) if rule[1] else (x, y)
    return None if full in INDEPENDENT else two_scripts(full, simple)


class Judge:
    """Judges places of two copies; `a` and `b` are texts without blanks and glosses, compatibility characters folded.

    Nothing but profiles is looked at until a hard pair is judged: then both copies are surveyed once.
    `folded` are the same texts in canonical characters, where the caller has them.
    """

    def __init__(
        self,
        a: str,
        b: str,
        profile_a: ScriptProfile,
        profile_b: ScriptProfile,
        terms: Sequence[str] = (),
        folded: tuple[str, str] | None = None,
    ) -> None:
        self.texts = (a, b)
        self._given = folded or (None, None)
        self.profiles = (profile_a, profile_b)
        self.terms = tuple(terms)
        self._by_pair: dict[tuple[str, str], Judgement | None] = {}
        self._told: dict[Hashable, Judgement] = {}

    def judge(self, i: int, j: int) -> Judgement:
        """The judgement of `a[i]` against `b[j]`; the two fold alike and differ."""
        rule = self._rule(self.texts[0][i], self.texts[1][j])
        judged = rule if isinstance(rule, Judgement) else self._at_place(*rule, i, j)
        if judged.kind == "regional":  # the standard of the mainland has one form for 志 and 誌, but 誌願 is none
            judged = self._by_faults(i, j, self._standard(i, j)) or judged
        if judged.kind == "simplified":
            judged = self._wrong_form(i, j) or judged
        return self._in_name(i, j, judged) if self._named and judged.class_ == "script" else judged

    def _wrong_form(self, i: int, j: int) -> Judgement | None:
        """What lint says of a traditional character that stands against a simplified one."""
        told = ((side, self._mended[side].faults.get(at)) for side, at in ((0, i), (1, j)))
        return next((self._by_lint(fault, side) for side, fault in told if fault and fault.kind == "fault"), None)

    def settled(self, x: str, y: str) -> Judgement | None:
        """The judgement of two characters, one of each copy, wherever they stand but at `apart`; None where each place
        must be seen."""
        found = settled_by_forms(x, y, self.forms)
        return self._by_region(x, y) if found is Unsettled.COPIES else found

    @cached_property
    def apart(self) -> tuple[Sequence[int], Sequence[int]]:
        """Of each copy the places where script is never settled by the pair alone: in names, and what lint accuses."""
        a, b = (
            sorted({*names, *copy.faults.at}) if names else copy.faults.at
            for names, copy in zip(self._names, self._mended, strict=True)
        )
        return a, b

    @cached_property
    def forms(self) -> tuple[ScriptForm, ScriptForm]:
        """The scripts of the copies."""
        one, other = self._mended
        return one.form, other.form

    def _rule(self, x: str, y: str) -> Settled:
        return rule_of(x, y, *self.forms)

    def _at_place(self, rule: str, side: int, i: int, j: int) -> Judgement:
        """The judgement of a rule that must see the place."""
        if rule == "hard":
            return self._hard(i, j)
        return self._left(side, j if side else i) if rule == "left" else self._full(side, i, j)

    @cached_property
    def folded(self) -> tuple[str, str]:
        """Both texts in canonical characters."""
        a, b = (fold(text) if given is None else given for text, given in zip(self.texts, self._given, strict=True))
        return a, b

    @cached_property
    def _names(self) -> tuple[dict[int, Severity], dict[int, Severity]]:
        """Offsets inside terms (high) and personal names (normal), by copy."""
        found: list[dict[int, Severity]] = []
        for text, folded in zip(self.texts, self.folded, strict=True):
            inside: dict[int, Severity] = {
                at: "normal" for start, end in name_spans(folded) for at in range(start, end)
            }
            terms = term_spans(fold(text), self.terms) if self.terms else []
            found.append(inside | {at: "high" for start, end in terms for at in range(start, end)})
        return found[0], found[1]

    @cached_property
    def _named(self) -> bool:
        """Does either copy hold a name or term?"""
        return bool(self._names[0] or self._names[1])

    def _in_name(self, i: int, j: int, judged: Judgement) -> Judgement:
        """A pair that a converter chooses between is for a person where it stands in a name: that is spelled as its
        bearer spells it."""
        severity = self._names[0].get(i) or self._names[1].get(j)
        x, y = self.texts[0][i], self.texts[1][j]
        chosen = self.folded[0][i] in SEVERAL or x in VARIANTS or y in VARIANTS
        if severity is None or judged.kind in ("simplified", "residual") or not chosen:
            return judged
        return Judgement("review", "ambiguous_script", because("in_name", points=points(x, y)), severity=severity)

    def _left(self, side: int, at: int) -> Judgement:
        """A character of the other script left in one copy."""
        return self._by_lint(
            self._mended[side].faults.get(at) or residual(self.texts[side], self.folded[side], at), side
        )

    def _by_lint(self, fault: Fault, side: int) -> Judgement:
        """What lint says of one copy, said of a pair; one object for all places of which it says the same."""
        said = (side, fault.kind, fault.observed, fault.right, fault.phrase, fault.times, fault.word)
        told = self._told.get(said)
        if told is None:
            told = self._told[said] = Judgement("script", fault.kind, fault.reason, SIDES[side], fault.right)
        return told

    def _full(self, side: int, i: int, j: int) -> Judgement:
        """A traditional form against its simplified character: is it the right one of several?"""
        at = (i, j)[side]
        full, simple = self.texts[side][at], self.texts[1 - side][(i, j)[1 - side]]
        if self._mended[side].lasting.get(at) is None and full in INDEPENDENT and not self._converted(side, at, full):
            told = self._by_words(i, j, self._standard(i, j)) if simple in supports(self.folded[side], at) else None
            return told or ambiguous(
                because("full_stands_alone", full=full, simple=simple, points=points(full, simple))
            )
        return two_scripts(full, simple)

    def _converted(self, side: int, at: int, full: str) -> bool:
        """Could a converter have made this character, which simplified text has too, of its counterpart here?"""
        found = supports(self.folded[side], at)
        mine = found.get(full)
        if full == "著" or mine is None:
            return full == "著"
        return "o" in mine.sources or all(
            mine.score > support.score + _CLEARLY for form, support in found.items() if form != full
        )

    def _hard(self, i: int, j: int) -> Judgement:
        """Two forms of one hard character: which does the place ask for? By lint, by rules for pairs, then by words."""
        x, y = self.texts[0][i], self.texts[1][j]
        by_region = self._by_region(x, y) if BY_REGION.get(x) == y else None
        if by_region is not None:
            return by_region
        forms = self._standard(i, j)
        settled = (
            self._done_again(i, j, forms)
            or self._by_faults(i, j, forms)
            or self._by_use(i, j, forms)
            or self._by_words(i, j, forms)
        )
        return settled or ambiguous(because("no_word_tells", points=points(x, y)))

    def _standard(self, i: int, j: int) -> tuple[str, str]:
        """The standard forms of two characters."""
        x, y = self.texts[0][i], self.texts[1][j]
        return STANDARD.get(x, x), STANDARD.get(y, y)

    def _by_region(self, x: str, y: str) -> Judgement | None:
        """What is said of 台 臺 or of 着 著 at every place of these copies."""
        if (x, y) not in self._by_pair:
            self._by_pair[x, y] = own(x, y) if self._each_itsown(x, y) else None
        return self._by_pair[x, y]

    def _done_again(self, i: int, j: int, forms: tuple[str, str]) -> Judgement | None:
        """Two spellings of one term for what is done again: 複議 and 復議."""
        if not AGAIN.issuperset(forms):
            return None
        one, other = (self._found(i, j).get(form, _UNKNOWN) for form in forms)
        same = (one.word, one.at) == (other.word, other.at)
        if not same or not one_word(*forms, one.word, one.at, self.folded[0][i + 1 : i + 2]):
            return None
        return either(one.word, self.texts[0][i], self.texts[1][j])

    def _by_use(self, i: int, j: int, forms: tuple[str, str]) -> Judgement | None:
        """Pairs that writers use interchangeably: 着 著, 了 瞭, 台 臺, 煙 菸, 復 覆; 盡 for 儘 where the converter
        knows the word, whatever people write (盡快)."""
        x, y = self.texts[0][i], self.texts[1][j]
        if x in "着著" and y in "着著" and self._alike(0, i):
            wrong = 0 if x == "着" else 1
            return self._fault(wrong, (i, j), "著", self._found(i, j)["著"])
        if x in "了瞭" and y in "了瞭":
            found = self._found(i, j)
            if found["了"].word and found["瞭"].word:
                return either(found["瞭"].word, x, y)
        if x in "盡儘" and y in "盡儘":
            right = self._found(i, j)["儘"]
            wrong = 0 if x == "盡" else 1
            return self._fault(wrong, (i, j), "儘", right) if "o" in right.sources else None
        if x in "台臺" and y in "台臺":
            return self._stage(i, j)
        if "菸" in (x, y) and forms[0] != forms[1]:
            return self._tobacco(i, j)
        if forms[1] in EITHER.get(forms[0], ""):
            return ambiguous(because("people_write_either", points=points(x, y)))
        return None

    def _stage(self, i: int, j: int) -> Judgement:
        """台 against 臺 where one copy has both: regions write either; names that keep 台 (台州) are for a person."""
        x, y = self.texts[0][i], self.texts[1][j]
        word = self._found(i, j)["台"].word
        near = self.folded[0][max(0, i - 1) : i + 2]
        counted = near[:1].isdigit()  # 7台锅炉: a count of machines, and no name, which has its number in Han
        if (word or counted) and not any(name in near for name in _KEEPS):
            return either(word or near[:2], x, y)
        return ambiguous(because("regions_but_both", points=points(x, y)))

    def _tobacco(self, i: int, j: int) -> Judgement:
        """煙 against 菸: regions and people write either of tobacco, but 煙 alone of smoke (煙火)."""
        x, y = self.texts[0][i], self.texts[1][j]
        found = self._found(i, j)
        if found["菸"].word:
            return either(found["菸"].word, x, y)
        one, other = self.texts if y == "菸" else self.texts[::-1]
        if not found["烟"].word and "菸" not in one and other.count("菸") > 1:
            return own(x, y)
        return ambiguous(because("people_write_either", points=points(x, y)))

    def _by_faults(self, i: int, j: int, forms: tuple[str, str]) -> Judgement | None:
        """What lint says of either copy alone, where it calls the other copy's form right, or both wrong."""
        first, second = self._mended[0].lasting.get(i), self._mended[1].lasting.get(j)
        if first is not None and second is not None:
            if self.folded[0][i] not in HARD:  # a character left behind, whose forms no word tells apart
                return None
            found = self._found(i, j)
            best = max(found, key=lambda form: (found[form].score, form))
            both = because("both_stand_for", best=best, points=points(self.texts[0][i], self.texts[1][j]))
            return None if best in forms else Judgement("script", "fault", both, None, best)
        side = 0 if first is not None else 1
        fault = first or second
        if (
            fault is None
            or STANDARD.get(fault.right, fault.right) != forms[1 - side]
            or not self._may_accuse(side, fault.sources)
        ):
            return None
        return self._by_lint(fault, side)

    @cached_property
    def _mended(self) -> tuple[Mended, Mended]:
        """What lint makes of each copy."""
        a, b = (mended(*known, self.terms) for known in zip(self.texts, self.profiles, self._given, strict=True))
        return a, b

    def _each_itsown(self, x: str, y: str) -> bool:
        """Has each copy only its own of two characters that GB/T 12345 keeps apart and regions write for one another?

        One place is not a habit, unless the copies differ in other regional glyphs too.
        """
        a_x, a_y, b_x, b_y = (self._written(side, char) for side in (0, 1) for char in (x, y))
        if a_y or b_x:
            return False
        if min(a_x, b_y) > 1:
            return True
        one, other = (set(copy.plain) for copy in self._mended)
        return bool(REGIONS.keys() & (one ^ other) - {x, y})

    def _written(self, side: int, char: str) -> int:
        """How often a copy writes 台, 臺, 着 or 著, words that every region writes alike (顯著) left out."""
        text = self._mended[side].plain
        if char in "台臺":
            return text.count(char)
        return sum(not self._alike(side, match.start()) for match in re.finditer(char, text))

    def _alike(self, side: int, at: int) -> bool:
        """Does the converter write 著 here, and nobody 着: 顯著, 著作?"""
        folded = self.folded[side]
        if folded[at] != "着":
            return False
        found = supports(folded, at)
        written = (folded[at - 1 : at] in _WRITTEN_BEFORE) or (folded[at + 1 : at + 2] in _WRITTEN_BEHIND)
        return ("o" in found["著"].sources or written) and not found["着"].word

    def _found(self, i: int, j: int) -> dict[str, Support]:
        """The better support of each form in either copy: beside the place the copies may differ."""
        one, other = supports(self.folded[0], i), supports(self.folded[1], j)
        if one == other:
            return one
        return {
            form: max((s for s in (one.get(form), other.get(form)) if s), key=lambda s: (s.score, s.word))
            for form in one.keys() | other.keys()
        }

    def _by_words(self, i: int, j: int, forms: tuple[str, str]) -> Judgement | None:
        """The form that the words ask for is right: less must show than in one copy, as one of two is wrong."""
        found = self._found(i, j)
        supported = [found.get(form, _UNKNOWN) for form in forms]
        lead = supported[0].score - supported[1].score
        right = 0 if lead > 0 else 1
        winner, loser = supported[right], supported[1 - right]
        if not winner.word:
            least = _SURE_WITHOUT_WORD
        elif loser.word:
            least = _SURE_OF_SPELLING if loser.word == winner.word else _SURE_OF_PAIR
        else:
            least = _SURE_OF_ONE_WORD
        terms = loser.word == winner.word and not winner.at and term_of_again(self.folded[0], i, *forms)
        if abs(lead) < least or terms:
            return None
        if not self._may_accuse(1 - right, winner.sources):
            return None
        return self._fault(1 - right, (i, j), forms[right], winner)

    def _may_accuse(self, side: int, sources: frozenset[str]) -> bool:
        """May this evidence accuse a copy? The converter's dictionary alone may not, where the other copy agrees with
        it at every place."""
        other = self._mended[1 - side].seen
        return sources != {"o"} or (other is not None and bool(other.refuted))

    def _fault(self, side: int, places: tuple[int, int], right: str, support: Support) -> Judgement:
        """A wrong form in one copy, with the word that tells; in lint's words, where it says the same.

        The word may stand in the other copy alone: the one with the fault may be cut off behind it.
        """
        said = self._mended[side].faults.get(places[side])
        if said is not None and STANDARD.get(said.right, said.right) == right:
            return self._by_lint(said, side)
        observed = self.texts[side][places[side]]
        holds = next((n for n in (side, 1 - side) if supports(self.folded[n], places[n]).get(right) == support), side)
        reason = _explain(observed, right, self.texts[holds], places[holds], support)
        return Judgement("script", "fault", reason, SIDES[side], right)


def _explain(observed: str, right: str, text: str, at: int, support: Support) -> Reason:
    """Why a form is wrong: the word that supports the right one, and who has it."""
    points = pair(observed, right)
    if not support.word:
        return because("fault_set_words", observed=observed, right=right, points=points)
    key = "fault_by_converter" if "o" in support.sources else "fault_by_press"
    phrase = spelled(text, at, right, support.word, support.at)
    return because(key, observed=observed, right=right, phrase=phrase, points=points)
