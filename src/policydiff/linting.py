# SPDX-License-Identifier: Apache-2.0
"""What is wrong with one copy by itself: the rules of lint, and the corrected copy.

Kinds: fault and residual (class script), wrong_gloss (gloss), bracket_style and width (format), bidi_control,
tag_character, hidden_in_token, control_character and private_use (integrity), damaged (substantive) and name (review: a
near miss of a listed term)."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, groupby
from operator import ne

from msgspec import Struct

from policydiff.canonical.gloss import wrong_glosses
from policydiff.canonical.text import Canonical
from policydiff.canonical.unicode import holds_rare, private_use
from policydiff.diff.dress import Lines
from policydiff.diff.names import HASH, Names
from policydiff.listed import listed as as_tuple
from policydiff.model import Finding, Kind, Reason, ScriptProfile
from policydiff.reasons import because, say
from policydiff.script.codes import ascending, taken
from policydiff.script.fault import Fault
from policydiff.script.faults import faults
from policydiff.script.terms import near_misses
from policydiff.vocabulary.patterns import late_pattern

_CONTEXT = 12
"""Characters on each side of a finding that its id depends on."""

_INTEGRITY: frozenset[Kind] = frozenset({"bidi_control", "tag_character", "hidden_in_token"})

_DOCUMENT_NUMBER = late_pattern(
    r"([\[［【(（﹝])((?:19|20|１９|２０)[0-9０-９]{2})([\]］】)）﹞])(?=第?[0-9０-９]{1,5}[号號])"
)
_NUMBER = 12
"""Characters from the bracket before a year to the 号 behind the number: (2023)第12345号."""
_MIXED_BRACKETS = late_pattern(r"（[^()（）\n]{1,80}(\))|\([^()（）\n]{1,80}(）)")
_CONTROL = late_pattern("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+")
"""Control characters of ISO 6429 (C0 and C1) but tabs and ends of lines: a terminal may act on them."""
_DAMAGE = late_pattern("\ufffd+")
_TWIN = {")": "）", "）": ")"}


class Told(Struct, frozen=True, gc=False):
    """What is said of a place before it is put in words."""

    class_: str
    kind: str
    suggestion: str | None
    why: Fault | Reason
    """The reason, or what can give it."""

    @property
    def rule(self) -> Reason:
        """The reason."""
        return self.why.reason if isinstance(self.why, Fault) else self.why


class Found:
    """The findings of one copy before they are put in words and have their lines, columns and ids: a batch only counts
    them. Spans of its source as columns, and what is said of each."""

    def __init__(self) -> None:
        self.start, self.end = array("i"), array("i")
        self.told: list[Told] = []

    def __len__(self) -> int:
        return len(self.told)

    def add(self, start: int, end: int, told: Told) -> None:
        """Put one in."""
        self.start.append(start)
        self.end.append(end)
        self.told.append(told)

    def count(self, kind: str) -> int:
        """How many are of a kind."""
        return sum(told.kind == kind for told in self.told)

    def in_order(self) -> Iterator[int]:
        """The number of each, in the order of the source; at one place by its end, then by kind."""
        for _, same in groupby(ascending(self.start), key=self.start.__getitem__):
            yield from sorted(same, key=lambda n: (self.end[n], self.told[n].kind))


def lint_text(canonical: Canonical, plain: str, profile: ScriptProfile, terms: Sequence[str] = ()) -> Found:
    """What is wrong with one copy.

    `plain` holds the kept characters with their compatibility forms folded. `terms` are names and fixed formulas:
    what is spelled as one of them is no fault, what nearly is one is a finding.
    """
    found = Found()
    rules = (
        _script(canonical, plain, profile, terms),
        _glosses(canonical.source),
        _style(canonical.source),
        _integrity(canonical),
        _terms(canonical, plain, terms) if terms else (),
    )
    for start, end, told in chain.from_iterable(rules):
        found.add(start, end, told)
    return found


def listed(source: str, found: Found) -> tuple[Finding, ...]:
    """The findings of one copy in words, in the order of its source; where they are many, made as they are read."""
    return as_tuple(len(found), _Findings(source, found).made)


_Place = tuple[int, int, Told]
"""A span of a source and what is said of it."""


def _script(canonical: Canonical, plain: str, profile: ScriptProfile, terms: Sequence[str]) -> Iterator[_Place]:
    to_source = canonical.offsets.to_source
    known: dict[int, Told] = {}
    for kept, fault in faults(plain, profile, canonical.text, tuple(terms)):
        at = to_source(kept)
        told = known.get(id(fault))
        if told is None:
            told = known[id(fault)] = Told("script", fault.kind, fault.right, fault)
        yield at, at + 1, told


def _glosses(source: str) -> Iterator[_Place]:
    for wrong in wrong_glosses(source):
        if wrong.base:
            key = "gloss_is_read" if wrong.expected else "gloss_is_none"
            reason = because(key, reading=wrong.reading, base=wrong.base, expected=", ".join(wrong.expected))
        else:
            reason = because("gloss_of_nothing", reading=wrong.reading)
        right = wrong.expected[0] if wrong.expected else None
        yield wrong.start, wrong.end, Told("gloss", "wrong_gloss", right, reason)


def _document_numbers(source: str) -> Iterable[re.Match[str]]:
    """The years in other brackets than 〔〕, found by the 号 behind them: a copy has few, and many brackets."""
    found: dict[int, re.Match[str]] = {}
    for mark in "号號":
        at = source.find(mark)
        while at >= 0:
            match = _DOCUMENT_NUMBER.search(source, max(0, at - _NUMBER), at + 1)
            if match is not None:
                found[match.start()] = match
            at = source.find(mark, at + 1)
    return found.values()


def _style(source: str) -> Iterator[_Place]:
    for match in _document_numbers(source):
        if not "\u4e00" <= source[match.start() - 1 : match.start()] <= "\u9fff":
            continue
        yield *match.span(), Told("format", "bracket_style", f"〔{match[2]}〕", because("year_bracket"))
    mixed = ("（" in source and ")" in source) or ("(" in source and "）" in source)
    for match in _MIXED_BRACKETS.finditer(source) if mixed else ():
        at = match.end() - 1
        yield at, at + 1, Told("format", "width", _TWIN[source[at]], because("bracket_closes"))
    for match in _DAMAGE.finditer(source) if holds_rare(source) else ():
        yield *match.span(), Told("substantive", "damaged", None, because("lost_in_decoding"))


def _integrity(canonical: Canonical) -> Iterator[_Place]:
    if not holds_rare(canonical.source):
        return  # nothing that could hide is there, as in most copies
    said = {kind: Told("integrity", kind, "", because(f"{kind}_found")) for kind in _INTEGRITY}
    starts, ends = array("i"), array("i")
    for start, end, kind in canonical.removals.rows():
        if kind in said:
            starts.append(start)
            ends.append(end)
            yield start, end, said[kind]
    for match in _CONTROL.finditer(canonical.source):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or match.start() >= ends[before]:
            codes = " ".join(f"U+{ord(char):04X}" for char in match[0])
            yield *match.span(), Told("integrity", "control_character", "", because("control_found", codes=codes))
    for start, end in private_use(canonical.source):
        codes = " ".join(f"U+{ord(char):04X}" for char in canonical.source[start:end])
        yield start, end, Told("integrity", "private_use", None, because("private_code", codes=codes))


def _terms(canonical: Canonical, plain: str, terms: Sequence[str]) -> Iterator[_Place]:
    for start, end, term in near_misses(plain, terms):
        first, last = canonical.offsets.span_to_source(start, end)
        yield first, last, Told("review", "name", term, because("nearly_term", term=term))


class _Findings:
    """The findings of one copy in words, in the order of its source; each is made when it is asked for."""

    def __init__(self, source: str, found: Found) -> None:
        self._lines = Lines(source)
        self._start, self._end, self._told = found.start, found.end, found.told
        order = array("I", found.in_order())
        if any(map(ne, order, range(len(order)))):  # most often one rule found all
            self._start, self._end = (taken(row, order) for row in (found.start, found.end))
            self._told = [found.told[n] for n in order]
        self._words: dict[int, tuple[Reason, str]] = {}
        self._names = Names(self._hashed(source))

    def _hashed(self, source: str) -> bytearray:
        names = bytearray()
        for start, end, told in zip(self._start, self._end, self._told, strict=True):
            around = source[max(0, start - _CONTEXT) : start], source[end : end + _CONTEXT]
            said = "\x00".join((told.kind, source[start:end], told.suggestion or "", *around))
            names += blake2b(said.encode("utf-8", "surrogatepass"), digest_size=HASH).digest()
        return names

    def made(self, start: int, stop: int) -> Iterator[Finding]:
        """Those from `start` to `stop`."""
        places = self._lines.places(self._start[start:stop], self._end[start:stop])
        names = self._names.between(start, stop)
        for name, told, place in zip(names, self._told[start:stop], places, strict=True):
            fault = told.why if isinstance(told.why, Fault) else None
            words = self._words.get(id(told))
            if words is None:
                words = self._words[id(told)] = told.rule, say(told.rule)
            yield Finding(
                told.class_,
                told.kind,
                place.start,
                place.end,
                place.line,
                place.column,
                place.text,
                told.suggestion,
                words[1],
                fault is not None and fault.certain,
                name,
                phrase=fault.phrase if fault else "",
                rule=words[0],
                misspelled=fault.misspelled if fault else "",
                probability=fault.probability if fault else None,
            )


def corrected(source: str, findings: Iterable[Finding]) -> tuple[str, tuple[Finding, ...]]:
    """The source with every fault and residual character righted that is beyond doubt, and those findings."""
    certain = tuple(
        f
        for f in findings
        if f.certain and f.kind in ("fault", "residual") and f.suggestion and len(f.suggestion) == f.end - f.start
    )
    pieces, at = [], 0
    for finding in sorted(certain, key=lambda f: f.start):
        pieces += [source[at : finding.start], finding.suggestion or ""]
        at = finding.end
    return "".join([*pieces, source[at:]]), certain
