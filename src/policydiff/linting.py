# SPDX-License-Identifier: Apache-2.0
"""What is wrong with one copy by itself: the rules of lint, and the corrected copy.

Kinds: fault and residual (class script), wrong_gloss (gloss), bracket_style and width (format), bidi_control,
tag_character, hidden_in_token, control_character and private_use (integrity), damaged (substantive) and name (review: a
near miss of a listed term)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

import msgspec
from msgspec import Struct

from policydiff.canonical.gloss import wrong_glosses
from policydiff.canonical.text import Canonical
from policydiff.canonical.unicode import holds_rare, private_use
from policydiff.diff.dress import Lines
from policydiff.model import Finding, Kind, Reason, ScriptProfile
from policydiff.reasons import because, say
from policydiff.script.fault import Fault
from policydiff.script.faults import faults
from policydiff.script.terms import exact_spans, near_misses

_CONTEXT = 12
"""Characters on each side of a finding that its id depends on."""

_INTEGRITY: frozenset[Kind] = frozenset({"bidi_control", "tag_character", "hidden_in_token"})

_DOCUMENT_NUMBER = re.compile(
    r"([\[［【(（﹝])((?:19|20|１９|２０)[0-9０-９]{2})([\]］】)）﹞])(?=第?[0-9０-９]{1,5}[号號])"
)
_MIXED_BRACKETS = re.compile(r"（[^()（）\n]{1,80}(\))|\([^()（）\n]{1,80}(）)")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+")
"""Control characters of ISO 6429 (C0 and C1) but tabs and ends of lines: a terminal may act on them."""
_DAMAGE = re.compile("\ufffd+")
_TWIN = {")": "）", "）": ")"}


class Found(Struct, frozen=True, gc=False):
    """A finding before it is put in words and has its line, column and id: a batch only counts them."""

    class_: str
    kind: str
    start: int
    end: int
    suggestion: str | None
    why: Fault | Reason
    """The reason, or what can give it."""


def lint_text(canonical: Canonical, plain: str, profile: ScriptProfile, terms: Sequence[str] = ()) -> tuple[Found, ...]:
    """What is wrong with one copy.

    `plain` holds the kept characters with their compatibility forms folded. `terms` are names and fixed formulas:
    what is spelled as one of them is no fault, what nearly is one is a finding.
    """
    found = [
        *_script(canonical, plain, profile, terms),
        *_glosses(canonical.source),
        *_style(canonical.source),
        *_integrity(canonical),
    ]
    if terms:
        found += _terms(canonical, plain, terms)
    return tuple(found)


def listed(source: str, found: Iterable[Found]) -> tuple[Finding, ...]:
    """The findings of one copy in words, in the order of its source."""
    lines = Lines(source)
    return tuple(_unique([_dressed(f, lines) for f in sorted(found, key=lambda f: (f.start, f.end, f.kind))]))


def _script(canonical: Canonical, plain: str, profile: ScriptProfile, terms: Sequence[str]) -> Iterator[Found]:
    spared = {at for start, end in exact_spans(plain, terms) for at in range(start, end)} if terms else ()
    to_source = canonical.offsets.to_source
    for fault in faults(plain, profile, canonical.text):
        if fault.at not in spared:
            at = to_source(fault.at)
            yield Found("script", fault.kind, at, at + 1, fault.right, fault)


def _glosses(source: str) -> Iterator[Found]:
    for wrong in wrong_glosses(source):
        if wrong.base:
            key = "gloss_is_read" if wrong.expected else "gloss_is_none"
            reason = because(key, reading=wrong.reading, base=wrong.base, expected=", ".join(wrong.expected))
        else:
            reason = because("gloss_of_nothing", reading=wrong.reading)
        yield Found(
            "gloss", "wrong_gloss", wrong.start, wrong.end, wrong.expected[0] if wrong.expected else None, reason
        )


def _style(source: str) -> Iterator[Found]:
    for match in _DOCUMENT_NUMBER.finditer(source):
        if not "\u4e00" <= source[match.start() - 1 : match.start()] <= "\u9fff":
            continue
        yield Found("format", "bracket_style", match.start(), match.end(), f"〔{match[2]}〕", because("year_bracket"))
    mixed = ("（" in source and ")" in source) or ("(" in source and "）" in source)
    for match in _MIXED_BRACKETS.finditer(source) if mixed else ():
        at = match.end() - 1
        yield Found("format", "width", at, at + 1, _TWIN[source[at]], because("bracket_closes"))
    for match in _DAMAGE.finditer(source) if holds_rare(source) else ():
        yield Found("substantive", "damaged", match.start(), match.end(), None, because("lost_in_decoding"))


def _integrity(canonical: Canonical) -> Iterator[Found]:
    for removal in canonical.removals:
        if removal.kind in _INTEGRITY:
            yield Found("integrity", removal.kind, removal.start, removal.end, "", because(f"{removal.kind}_found"))
    inside = [removal for removal in canonical.removals if removal.kind in _INTEGRITY]
    for match in _CONTROL.finditer(canonical.source):
        if not any(removal.start <= match.start() < removal.end for removal in inside):
            codes = " ".join(f"U+{ord(char):04X}" for char in match[0])
            yield Found("integrity", "control_character", *match.span(), "", because("control_found", codes=codes))
    for start, end in private_use(canonical.source):
        codes = " ".join(f"U+{ord(char):04X}" for char in canonical.source[start:end])
        yield Found("integrity", "private_use", start, end, None, because("private_code", codes=codes))


def _terms(canonical: Canonical, plain: str, terms: Sequence[str]) -> Iterator[Found]:
    for start, end, term in near_misses(plain, terms):
        first, last = canonical.offsets.span_to_source(start, end)
        yield Found("review", "name", first, last, term, because("nearly_term", term=term))


def _dressed(found: Found, lines: Lines) -> Finding:
    place = lines.place(found.start, found.end)
    fault = found.why if isinstance(found.why, Fault) else None
    rule = found.why.reason if isinstance(found.why, Fault) else found.why
    source = lines.source
    around = source[max(0, found.start - _CONTEXT) : found.start], source[found.end : found.end + _CONTEXT]
    digest = blake2b(
        "\x00".join((found.kind, place.text, found.suggestion or "", *around)).encode("utf-8", "surrogatepass"),
        digest_size=6,
    )
    return Finding(
        found.class_,
        found.kind,
        found.start,
        found.end,
        place.line,
        place.column,
        place.text,
        found.suggestion,
        say(rule),
        fault is not None and fault.certain,
        digest.hexdigest(),
        phrase=fault.phrase if fault else "",
        rule=rule,
        misspelled=fault.misspelled if fault else "",
        probability=fault.probability if fault else None,
    )


def _unique(findings: list[Finding]) -> list[Finding]:
    """The findings with a number after every id that an earlier one has too."""
    times: Counter[str] = Counter()
    for n, finding in enumerate(findings):
        times[finding.id] += 1
        if times[finding.id] > 1:
            findings[n] = msgspec.structs.replace(finding, id=f"{finding.id}-{times[finding.id]}")
    return findings


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
