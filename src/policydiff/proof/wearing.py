# SPDX-License-Identifier: Apache-2.0
"""A reading of one copy in the dress of another: its script, its regional forms, its widths, marks and lines.

The copy's own choices decide: how it writes a character or a mark elsewhere. Only where it has no choice to show do the
tables speak. What neither makes certain is said, so that it becomes a comment and no change.
"""

from collections import Counter
from functools import cache, cached_property
from itertools import pairwise

from msgspec import Struct

from policydiff.canonical import Canonical, plain
from policydiff.model import Finding, ScriptProfile
from policydiff.script.characters import (
    FORMS,
    HARD,
    INDEPENDENT,
    NAME_FORMS,
    REGIONS,
    SIMPLIFIED_ONLY,
    STANDARD,
    VARIANTS,
)
from policydiff.script.evidence import supports
from policydiff.vocabulary.patterns import late_pattern

SURE = 2.0
"""Natural log-odds from which a word proves one of several forms; under it the form is a doubt. Over the equal places
of planted copies, 0.2 % of the forms called certain are others than the copy has, most of them free variants."""
_MOST = 0.9
"""Share of a copy's places from which one form is its choice."""
_HAN = late_pattern(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_OPENING, _CLOSING = frozenset("“„‟「﹁〝‘‚‛『﹃"), frozenset("”」﹂〞〟’』﹄")
_ROUND, _SQUARE = frozenset("(（﹙︵)）﹚︶"), frozenset("【〔［[﹝〖﹇︹︻⦗】〕］]﹞〗﹈︺︼⦘")
_DASHES = frozenset("—–―─⸺⸻")
_LETTER = {"mainland": "c", "taiwan": "t", "hong_kong": "h"}
_WIDTHS = ("digits", "letters")
_WORD = late_pattern(r"[A-Za-z0-9]")
_LINE = late_pattern(r"(?<![ \t\u3000\xa0\n])[ \t\u3000\xa0]*+(?:\r?\n[ \t\u3000\xa0]*+)++(?=\S)")
_LONG = 16
"""Characters from which on a line may have ended because the paper did; cells and headings are shorter."""
_ENDS = frozenset("。：:；;！!？?…）)」”")


class Copy(Struct, frozen=True, dict=True):
    """What is known of one copy: its layers, its script, its errata."""

    canonical: Canonical
    script: ScriptProfile
    findings: tuple[Finding, ...] = ()

    @cached_property
    def at_fault(self) -> frozenset[int]:
        """The kept places that are errata: no choices of the copy."""
        to_kept = self.canonical.offsets.to_kept
        script = (f for f in self.findings if f.class_ == "script")
        return frozenset(at for f in script for at in range(to_kept(f.start), to_kept(f.end)))

    def traditional(self) -> bool:
        """Whether it is written in traditional characters, for the most part."""
        form = self.script.form
        return form == "traditional" or (form == "mixed" and self.script.traditional > self.script.simplified)


class Worn(Struct, frozen=True):
    """A reading as a copy would write it, and the characters of which that is not certain."""

    text: str
    doubtful: str = ""


class Wardrobe:
    """How one copy writes what it writes."""

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        self._traditional = copy.traditional()

    @cached_property
    def _plain(self) -> str:
        return plain(self._copy.canonical.bare)

    @cached_property
    def _habits(self) -> dict[str, Counter[str]]:
        """Each canonical character or mark with the forms that stand for it, errata left out; marks with their use."""
        found: dict[str, Counter[str]] = {}
        text, bare, plain_ = self._copy.canonical.text, self._copy.canonical.bare, self._plain
        for at, char in enumerate(text):
            if at in self._copy.at_fault:
                continue
            han = _HAN.match(char) is not None
            key = char if han else _use(text, bare, at)
            width = "wide" if bare[at] != char else "narrow"
            form = plain_[at] if han else width if key in _WIDTHS else bare[at]
            found.setdefault(key, Counter())[form] += 1
        return found

    def takes_forms_of(self, other: Copy) -> bool:
        """Whether both copies are in one script, so that a form of one can stand in the other."""
        return self._traditional == other.traditional()

    def wear(self, other: Copy, start: int, end: int) -> Worn:
        """What stands in a span of the other copy's source, without its glosses and layout, in this copy's dress."""
        canonical = other.canonical
        first, last = canonical.offsets.to_kept(start), canonical.offsets.to_kept(end)
        breaks = frozenset(canonical.breaks)
        said: list[str] = []
        doubts: list[str] = []
        for at in range(first, last):
            inside = at > first or "\n" in canonical.source[start : canonical.offsets.to_source(at)]
            said.append(self._before(canonical, at, first, inside and at in breaks, outer=at == first))
            form, sure = self._form(other, at)
            said.append(form)
            if not sure:
                doubts.append(form)
        behind = max(start, canonical.offsets.to_source(last - 1) + 1) if last > first else end
        closed = last in breaks and "\n" in canonical.source[behind:end]
        said.append(self._before(canonical, last, first, closed, outer=True) if closed else "")
        return Worn("".join(said), "".join(dict.fromkeys(doubts)))

    def _before(self, other: Canonical, at: int, first: int, is_break: bool, *, outer: bool) -> str:
        """What stands before a character: a new line as this copy writes it, a tab between two cells, a space between
        words of letters. A break at an end of the reading (`outer`) is a unit's, not one of the paper's width."""
        if at == first and not is_break:
            return ""
        if is_break:
            wrapped = not outer and _wraps(other) and at > 0 and other.text[at - 1] not in _ENDS
            return "" if wrapped else self._line
        if at >= len(other.text):
            return ""
        gap = other.source[other.offsets.to_source(at - 1) + 1 : other.offsets.to_source(at)]
        if "\t" in gap and gap.isspace():
            return "\t"
        spaced = gap.isspace() and _WORD.match(other.text[at - 1]) and _WORD.match(other.text[at])
        return " " if spaced else ""

    @cached_property
    def _line(self) -> str:
        """How this copy goes to a new line: with an indent or an empty line, as it mostly does."""
        found = Counter(_LINE.findall(self._copy.canonical.source))
        return found.most_common(1)[0][0] if found else "\n"

    def _form(self, other: Copy, at: int) -> tuple[str, bool]:
        canonical = other.canonical
        char, there = canonical.text[at], canonical.bare[at]
        if _HAN.match(char):
            there = plain(there)
            if not self._traditional:
                return self._simplified(char, there)
            return self._full(other, at, char, there)
        return self._mark(canonical, at, char, there)

    def _simplified(self, char: str, there: str) -> tuple[str, bool]:
        if self._copy.script.form == "none" or char == there:
            return there, True
        return char, there not in NAME_FORMS and there not in INDEPENDENT

    def _full(self, other: Copy, at: int, char: str, there: str) -> tuple[str, bool]:
        """A character for a traditional copy: which word it is, then how this copy draws it.

        What the other copy writes is not taken on trust where simplification joined several words: it may be a
        converter's slip. The words around decide, and where they do not agree with it, it is a doubt.
        """
        theirs = other.traditional() and there not in SIMPLIFIED_ONLY and at not in other.at_fault
        if char not in HARD:
            return self._drawn(char, STANDARD.get(there, there) if theirs else FORMS.get(char, char)[0], sure=True)
        text = other.canonical.text
        found = supports(text, at)
        ranked = sorted(found, key=lambda form: (found[form].score, form), reverse=True)
        best = ranked[0]
        odds = found[best].score - found[ranked[1]].score if len(ranked) > 1 else SURE
        proven = bool(found[best].word) and odds >= SURE
        own = self._same_words(text, at)
        if own is not None and (not proven or STANDARD.get(own, own) == best):
            return own, True
        if theirs:
            return self._drawn(char, best, sure=STANDARD.get(there, there) == best and (proven or there != char))
        return self._drawn(char, best, sure=proven)

    def _same_words(self, text: str, at: int) -> str | None:
        """How this copy writes the character between the same neighbours, where it always writes it so."""
        forms = self._forms_in(text[max(0, at - 1) : at + 2], min(at, 1))
        if not forms:
            forms = self._forms_in(text[max(0, at - 1) : at + 1], min(at, 1)) | self._forms_in(text[at : at + 2], 0)
        return next(iter(forms)) if len(forms) == 1 else None

    def _forms_in(self, word: str, place: int) -> frozenset[str]:
        """The forms that this copy has in a word, errata and what the other script has left out."""
        if len(word) < 2 or not all(map(_HAN.match, word)):
            return frozenset()
        own, forms = self._copy.canonical.text, set()
        found = own.find(word)
        while found >= 0:
            if found + place not in self._copy.at_fault:
                forms.add(self._plain[found + place])
            found = own.find(word, found + 1)
        return frozenset(forms - SIMPLIFIED_ONLY)

    def _drawn(self, char: str, standard: str, *, sure: bool) -> tuple[str, bool]:
        """A standard form as this copy draws it: as elsewhere, else as its region does."""
        mine = Counter(
            {
                form: n
                for form, n in self._habits.get(char, Counter()).items()
                if STANDARD.get(form, form) == standard and form not in SIMPLIFIED_ONLY
            }
        )
        if mine:
            form, times = mine.most_common(1)[0]
            return form, sure and times >= _MOST * mine.total()
        region = _LETTER.get(self._copy.script.region or "", "")
        drawn = [form for form in _family(standard) if region in REGIONS.get(form, region)]
        if len(drawn) == 1:
            return drawn[0], sure
        return (standard if standard in drawn or not drawn else drawn[0]), False

    def _mark(self, other: Canonical, at: int, char: str, there: str) -> tuple[str, bool]:
        """A mark, digit or letter in the dress that this copy gives to what has the same use."""
        key = _use(other.text, other.bare, at)
        habits = self._habits.get(key)
        if habits is None:
            quote = char in "\"'"
            return there, not quote or self._traditional == (there in "「」『』")
        form, times = habits.most_common(1)[0]
        if key in _WIDTHS:
            return (chr(ord(char) + 0xFEE0) if form == "wide" else char), times >= _MOST * habits.total()
        if there in habits and times < _MOST * habits.total():
            return there, 2 * habits[there] >= habits.total()
        return form, times >= _MOST * habits.total()


def _use(text: str, bare: str, at: int) -> str:
    """What a mark is used for, so that only equals are compared: digits, letters, the two ends of quotations, round and
    square brackets, marks within numbers."""
    char, there = text[at], bare[at]
    if char.isascii() and char.isalnum():
        return "digits" if char.isdigit() else "letters"
    if char in "\"'":
        side = "opening" if there in _OPENING else "closing" if there in _CLOSING else "straight"
        return f"{char} {side}"
    if char in "()":
        return f"{char} {'round' if there in _ROUND else 'square' if there in _SQUARE else ''}"
    if char == "-":
        return "dash" if there in _DASHES else "hyphen"
    inside = 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()
    return f"{char} {'number' if inside else ''}"


@cache
def _families() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form, standard in STANDARD.items():
        if form not in VARIANTS and form not in SIMPLIFIED_ONLY and (form == standard or form in REGIONS):
            found.setdefault(standard, []).append(form)
    return {standard: tuple(forms) for standard, forms in found.items()}


def _family(standard: str) -> tuple[str, ...]:
    """The forms that are drawn for one standard form, region by region."""
    return _families().get(standard) or (standard,)


def _wraps(copy: Canonical) -> bool:
    """Whether its lines end where the paper does: most of them in mid-sentence."""
    lines = pairwise((0, *copy.breaks))
    ends = [copy.text[at - 1] for begun, at in lines if at - begun >= _LONG]
    return bool(ends) and sum(end not in _ENDS for end in ends) > len(ends) / 2
