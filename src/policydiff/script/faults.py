# SPDX-License-Identifier: Apache-2.0
"""What a script converter got wrong in one copy, without another copy to compare: also what two copies share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from policydiff.model import ScriptForm, ScriptProfile
from policydiff.script.certainty import (
    HABIT,
    LEAST,
    OF_ITS_OWN,
    POSSIBLE,
    STRONG,
    Made,
    expected,
    made,
    probability,
    proves,
)
from policydiff.script.cuts import offsets
from policydiff.script.fault import Fault, Faults, spelled
from policydiff.script.fold import fold
from policydiff.script.glyphs import glyph
from policydiff.script.left import left
from policydiff.script.profile import profile as profile_of
from policydiff.script.survey import Survey, again, survey
from policydiff.script.telling import clear, rare, stands_alone, tells
from policydiff.script.terms import exact_spans
from policydiff.script.words import FORM, alone, spelling
from policydiff.script.written import (
    SUPPORTED,
    Doubt,
    confused,
    doubt,
    excused,
    fitting,
    lawful,
    popular,
    term_of_again,
    written_so,
)


class Mended(Struct, frozen=True):
    """What lint says of one copy, and what it makes of it."""

    faults: Faults
    plain: str
    """The text with every certain fault written right."""
    form: ScriptForm
    """The script of that text."""
    lasting: Faults
    """The certain faults, and what lint says of the mended text: what does not hang on faults that are mended."""
    seen: Survey | None
    """What the mended text shows; None where it is no traditional one."""


def faults(plain: str, profile: ScriptProfile, folded: str | None = None, terms: tuple[str, ...] = ()) -> Faults:
    """Faults and residual characters of one copy, in order.

    `plain` is the text without white space and glosses, its compatibility characters folded. A simplified copy can only
    have residual characters; a text of no or of mixed script is examined for faults of its traditional characters
    alone. `folded` is the same text in canonical characters, where the caller has it. What is spelled as one of the
    terms is left. The last texts are remembered.
    """
    return mended(plain, profile, folded, terms).faults


def mended(plain: str, profile: ScriptProfile, folded: str | None = None, terms: tuple[str, ...] = ()) -> Mended:
    """The same with the text that is left when all that is certain is mended, in which nothing is certain any more.

    What is certain only once other faults are mended is certain: mending twice changes nothing."""
    return _mended(plain, profile.form, profile.region, profile.residual > 0, folded, terms)


@lru_cache(maxsize=32)
def _mended(
    plain: str, form: ScriptForm, region: str | None, has_residual: bool, given: str | None, terms: tuple[str, ...]
) -> Mended:
    if form == "none":
        return Mended(Faults(), plain, form, Faults(), None)
    folded = fold(plain) if given is None else given
    spared = frozenset(at for start, end in exact_spans(plain, terms) for at in range(start, end))
    seen = survey(plain, given) if form != "simplified" else None
    first = found = dict(_once(plain, folded, form, region, has_residual, seen, spared))
    certain: dict[int, Fault] = {}
    while new := {at: fault for at, fault in found.items() if fault.certain and at not in certain}:
        certain |= new
        plain = _written(plain, new)
        right = profile_of(plain)
        form, region, has_residual = right.form, right.region, right.residual > 0
        seen = again(seen, plain, folded, sorted(new)) if seen is not None else None
        found = dict(_once(plain, folded, form, region, has_residual, seen, spared))
    whole = Faults((first | certain).items())
    return Mended(whole, plain, form, Faults((found | certain).items()) if certain else whole, seen)


def _written(plain: str, right: dict[int, Fault]) -> str:
    chars = list(plain)
    for at, fault in right.items():
        chars[at] = fault.right
    return "".join(chars)


def _once(
    plain: str,
    folded: str,
    form: ScriptForm,
    region: str | None,
    has_residual: bool,
    seen: Survey | None,
    spared: frozenset[int],
) -> Iterator[tuple[int, Fault]]:
    """The faults that a text shows as it stands."""
    copy = _Copy(plain, folded, region, seen)
    residual = left(plain, folded, form, copy.glyph) if has_residual else ()
    more = copy.faults(certain=form == "traditional") if form in ("traditional", "mixed") else ()
    found = ((at, fault.at_most(_most(plain, at))) for at, fault in chain(residual, more) if at not in spared)
    return ((at, fault) for at, fault in found if fault.probability)


def _most(plain: str, at: int) -> float:
    """The most that is said of a character by what stands around it.

    Beside kana it is Japanese, whose shapes are often those of simplified text (権謀術数を). Beside characters of
    Cantonese the words of written Chinese tell little (只係|列咗). By itself in quotation marks it is spoken of."""
    near = plain[max(0, at - _NEAR) : at + _NEAR + 1]
    if any("\u3041" <= char <= "\u30fa" for char in near):
        return 0.0
    quoted = plain[at - 1 : at] in _QUOTES and plain[at + 1 : at + 2] in _QUOTES
    return POSSIBLE if quoted or not _CANTONESE.isdisjoint(near) else 1.0


_NEAR = 8
"""Characters on either side that tell in which language a place is."""
_QUOTES = frozenset("「」『』“”‘’\"'")
_CANTONESE = frozenset("咗啲嘅喺佢哋唔冇嗰嚟嘢咁噉攞睇嗌嘥乜")
"""Characters that only Cantonese writes, and writes often."""


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

    def faults(self, certain: bool) -> Iterable[tuple[int, Fault]]:
        """The faults of the copy; none is certain in a text of two scripts, whose standard nobody knows."""
        if self.seen is None:
            return ()
        doubts = self.seen.doubts.items()
        against = [(at, found) for at, found in doubts if found.against >= LEAST and not self._excused(at, found)]
        strong = [
            found
            for at, found in against
            if _apart(found) >= STRONG and not self._popular(at, found) and tells(found) != "loose"
        ]
        copies = _Copies(strong, len(self.seen.places))
        told = {}
        for at, found in against:
            p = self._probability(at, found, copies)
            if p:
                told[at] = self._by_words(at, found, p if certain else min(p, _LIKELY))
        if copies.whole == "faulty":
            habits = _habits(strong, self._right(self.seen))
            told = {**self._by_habit(habits, self.seen, 1.0 if certain else _LIKELY), **told} if habits else told
        return told.items()

    def _probability(self, at: int, found: Doubt, copies: "_Copies") -> float:
        """That the right form of a place is right and the one that stands there is wrong."""
        p = self._wrong(at, found, copies)
        if copies.whole != "faulty" and rare(found):
            return min(p, POSSIBLE)
        return p if clear(found) else min(p, _LIKELY)

    def _wrong(self, at: int, found: Doubt, copies: "_Copies") -> float:
        """That the form at a place is wrong."""
        copy, told = copies.beside(found), tells(found)
        if copy == "faulty":
            p = probability(found.against, copy, told)
            proven = told != "alone" or (found.canonical, found.form) in copies.worded
            return p if proven and not self._popular(at, found) else min(p, _LIKELY)
        if popular(self.plain[at], found.right) and (copy != "suspect" or self._popular(at, found)):
            return 0.0
        apart = _apart(found)
        p = probability(apart, copy, told) or expected(apart, told, copies.others(found), copies.examined)
        if len(found.word) > 1 and self._twice(at, found):
            return 0.0
        if not p or copies.families - {found.canonical} or not self._throughout(at, found):
            return p
        lawful_term = "l" in spelling(found.word, found.at).sources.get(found.right, "")
        return min(p, _LIKELY) if lawful_term or _apart(found) >= _OWN_WAY else 0.0

    def _twice(self, at: int, found: Doubt) -> bool:
        """Does the word ask for another form at a second place too? Two slips in one word may be a word (韆鞦)."""
        return any(
            place != at and self.seen is not None and place in self.seen.doubts and self.seen.doubts[place].against > 0
            for place in offsets(self.plain, at, found.word, found.at)
        )

    def _throughout(self, at: int, found: Doubt) -> bool:
        """Does the copy write the word so each time, and often? That may be its own way (征收)."""
        wrong = spelled(self.plain, at, self.plain[at], found.word, found.at)
        right = spelled(self.plain, at, self.glyph(found.right), found.word, found.at)
        return len(wrong) > 1 and self.plain.count(wrong) >= _OFTEN and right not in self.plain

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
            return Fault("fault", self.plain[at], right, "", p)
        told = spelling(found.word, found.at)
        return Fault(
            "fault",
            self.plain[at],
            right,
            spelled(self.plain, at, right, found.word, found.at),
            p,
            found.word,
            spelled(self.plain, at, self.plain[at], found.word, found.at),
            frozenset(told.sources.get(found.right, "")),
            int(told.counts[found.right]),
        )

    def _by_habit(self, habits: dict[tuple[str, str], tuple[str, int]], seen: Survey, most: float) -> dict[int, Fault]:
        """Faults that the habits of the copy alone tell, with a probability of at most so much."""
        told = {}
        for at, sight in zip(seen.places, seen.sights, strict=True):
            key = (self.folded[at], FORM[self.plain[at]])
            if key in habits and sight != SUPPORTED and not fitting(self.plain, self.folded, at):
                right, times = habits[key]
                found = seen.doubts.get(at) or doubt(self.plain[at], self.folded, at)
                p = probability(found.odds[right] - found.odds[found.form], "faulty", "habit")
                if stands_alone(found):
                    p = min(p, _LIKELY)
                spared = (
                    lawful(self.plain[at], right)
                    or written_so(self.folded, at, found.form)
                    or term_of_again(self.folded, at, found.form, right)
                )
                if p and found.lead < OF_ITS_OWN and not spared:
                    told[at] = Fault("fault", self.plain[at], self.glyph(right), "", min(p, most), times=times)
        return told


class _Copies:
    """How a copy was made, as strong faults tell: the whole, and as those tell that are of another kind than one."""

    def __init__(self, strong: Sequence[Doubt], examined: int) -> None:
        self._strong = strong
        self.examined = examined
        self.whole = _made_by(strong, examined)
        self.families = {found.canonical for found in strong}
        self.worded = {(found.canonical, found.form) for found in strong if len(found.word) > 1}
        """Forms that a word proves wrong somewhere."""
        self._beside: dict[tuple[str, str], tuple[Made, int]] = {}

    def beside(self, found: Doubt) -> Made:
        """How the copy was made, for one place: a fault is no evidence for itself or its like."""
        return self.whole if self.whole == "faulty" else self._of_others(found)[0]

    def others(self, found: Doubt) -> int:
        """How many words that other faults each prove wrong by themselves a copy has, for one place."""
        return self._of_others(found)[1]

    def _of_others(self, found: Doubt) -> tuple[Made, int]:
        """Both, by the faults of another kind: of another family, or in a word with no other character in common."""
        key = found.canonical, found.word
        if key not in self._beside:
            own = set(found.word) - {found.canonical}
            others = [
                other
                for other in self._strong
                if (other.canonical != found.canonical and (len(other.word) == 1 or other.word != found.word))
                or (len(other.word) > 1 and own.isdisjoint(other.word))
            ]
            words = {(other.canonical, other.word) for other in others if proves(_apart(other), tells(other))}
            self._beside[key] = _made_by(others, self.examined), len(words)
        return self._beside[key]


def _made_by(strong: Sequence[Doubt], examined: int) -> Made:
    return made([(found.canonical, found.word) for found in strong], examined)


_LIKELY = 0.99
"""The most that is said of a text of two scripts."""
_OWN_WAY = 8.0
"""Log-odds below which a word that a copy writes its own way is left."""
_OWN_WORD = 0.3
"""Share of the places where no word tells from which a form is a word that may stand anywhere (製, 係, 並, 鍾): habit
tells nothing of it. Of 228 such places in copies made by tables 64 were right as they stood, of 479 others 27."""
_OFTEN = 3
"""Times that make a word which a copy never writes otherwise its own way."""


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
        if len(instead) == 1
        and sum(instead.values()) >= HABIT
        and key not in right
        and alone(key[0]).get(key[1], 0.0) < _OWN_WORD
    }
