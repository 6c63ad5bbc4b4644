# SPDX-License-Identifier: Apache-2.0
"""The way of the data for two copies: witness → canonical → structure → alignment → differences.

`prepare` does what one copy needs by itself and can be kept for many comparisons;
`compare_prepared` does the rest. Nothing here reads a file, a clock or the environment.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import attrgetter

import msgspec

from policydiff import __version__
from policydiff.align.align import align
from policydiff.align.pairing import Pairing
from policydiff.canonical import Canonical, Removal, canonicalize, plain, readings
from policydiff.canonical.pages import PAGE_KINDS
from policydiff.canonical.text import joined_beside
from policydiff.diff.dress import counts, differences, groups
from policydiff.diff.events import furniture_differs, hidden_texts, outside_texts, with_tracked_changes
from policydiff.diff.fields import field_changes
from policydiff.diff.loss import with_evidence
from policydiff.diff.mirror import mirrored
from policydiff.diff.moved import moves
from policydiff.diff.places import Places
from policydiff.diff.raw import Raw, Verdict
from policydiff.diff.region import Cell
from policydiff.diff.regions import Texts, cell
from policydiff.diff.relation import relation
from policydiff.diff.same import without_same
from policydiff.diff.terms import within_terms
from policydiff.diff.truncation import join_head, join_tail
from policydiff.diff.units import unit_pairs
from policydiff.diff.verdict import verdict
from policydiff.diff.walk import Walk
from policydiff.linting import Found, lint_text, listed
from policydiff.model import TELLING, Comparison, Finding, ScriptProfile, ToolFacts, Witness, WitnessFacts
from policydiff.options import Options
from policydiff.reasons import say
from policydiff.script.judge import Judge
from policydiff.script.profile import profile as script_profile
from policydiff.script.scoped import phrase_scoped
from policydiff.script.survey import survey
from policydiff.script.tables import digests
from policydiff.structure import parse
from policydiff.structure.notice import Notice

SCHEMA = "policydiff.comparison/1"
_SEVERAL_LINES = 4
"""Line breaks of a copy from which those that the other lost by being joined are its layout: of fewer, each break lost is told."""


@dataclass(frozen=True)
class Prepared:
    """One copy, read as far as it can be read alone."""

    witness: Witness
    canonical: Canonical
    notice: Notice
    script: ScriptProfile
    found: tuple[Found, ...]
    plain: str
    """The kept characters after the unicode layer alone: what the script judge looks at."""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the copy, in words; a batch that only counts never asks."""
        return listed(self.witness.text, self.found)


def prepare(witness: Witness, terms: Sequence[str] = ()) -> Prepared:
    """Canonicalize, parse and lint one copy."""
    canonical = canonical_text(witness)
    characters = plain(canonical.bare)
    profile = script_profile(characters)
    notice = parse(canonical, witness, fields=False)
    found = lint_text(canonical, characters, profile, terms)
    faults = sum(f.kind == "fault" for f in found)
    residual = sum(f.kind == "residual" for f in found)
    converter = survey(characters, canonical.text).converter if profile.form in ("traditional", "mixed") else None
    script = msgspec.structs.replace(profile, faults=faults, residual=residual, converter=converter)
    return Prepared(witness, canonical, notice, script, found, characters)


def canonical_text(witness: Witness) -> Canonical:
    """The canonical text of a copy, with all that its reader knows of it: ruby, page furniture, wrapped lines."""
    spans = [Removal(e.start, e.end, e.kind) for e in witness.events if e.start < e.end]
    ruby = [run for run in spans if run.kind == "ruby"]
    page = sorted((run for run in spans if run.kind in PAGE_KINDS), key=lambda run: run.start)
    return canonicalize(witness.text, ruby, page, [run.start for run in spans if run.kind == "line_wrap"])


def compare_prepared(a: Prepared, b: Prepared, options: Options = Options()) -> Comparison:  # noqa: B008 (frozen)
    """The comparison of two prepared copies.

    Worked out in one fixed order of the two texts and turned round where needed, so that
    comparing (b, a) mirrors (a, b) exactly.
    """
    turned = (a.canonical.text, a.canonical.source) > (b.canonical.text, b.canonical.source)
    first, second = (b, a) if turned else (a, b)
    work = Work(first, second, options)
    return work.result(a, b, turned)


@dataclass
class Work:
    """One comparison under way, in its fixed order; collation reads its pairings, cells and raw differences."""

    a: Prepared
    b: Prepared
    options: Options
    pairings: tuple[Pairing, ...] = ()
    cells: list[Cell] = field(default_factory=list)
    raws: list[Raw] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pairings = align(self.a.notice, self.b.notice)
        folded = self.a.canonical.text, self.b.canonical.text
        judge = Judge(self.a.plain, self.b.plain, self.a.script, self.b.script, self.options.terms, folded)
        self.places = Places(self.a.canonical, self.b.canonical, judge)
        furniture = self.a.notice.furniture, self.b.notice.furniture
        texts = Texts(self.a.canonical, self.b.canonical, *furniture, self._by_script, self.places.wrap, self._regions_differ())
        cells = [cell(texts, n, p) for n, p in enumerate(self.pairings)]
        cells = join_tail(self.pairings, cells, self.a.canonical.text, self.b.canonical.text)
        self.cells = cells = join_head(self.pairings, cells)
        walk = Walk(self.a.canonical, self.b.canonical, self.places, self._breaks_lost)
        raws = without_same(walk.raws(cells), self.a.canonical.source, self.b.canonical.source)
        raws += moves(self.pairings, self.a.canonical, self.b.canonical)
        events = self.a.witness.events, self.b.witness.events
        raws += hidden_texts(cells, self.a.canonical, self.b.canonical, *events)
        raws += outside_texts(cells, self.a.canonical, self.b.canonical, *events)
        raws += furniture_differs(*events)
        raws = with_tracked_changes(raws, *events, self.a.canonical.source, self.b.canonical.source)
        raws = within_terms(raws, self.options.terms, self.a.canonical, self.b.canonical)
        self.raws = with_evidence(raws, self.pairings, self.a.notice, self.b.notice)

    def _by_script(self, a0: int, a1: int, b0: int, b1: int) -> Verdict | None:
        judged = phrase_scoped(self.a.plain, a0, a1, self.b.plain, b0, b1)
        return self.places.wrap(judged) if judged is not None else None

    def _regions_differ(self) -> bool:
        """Two scripts or two regions: only then may a word be the other region's word."""
        one, other = self.a.script, self.b.script
        return one.form != other.form or one.region != other.region

    def _breaks_lost(self) -> bool:
        """Has one copy lost so many breaks, of its units or of all its lines, that this is its layout, not a slip?"""
        more, fewer = sorted((self.a.canonical, self.b.canonical), key=lambda text: -len(text.breaks))
        if len(more.breaks) >= _SEVERAL_LINES and joined_beside(fewer, more):
            return True
        both = [(p.a[0].start, p.b[0].start) for p in self.pairings if p.a and p.b and p.a[0].label and p.a[0].start and p.b[0].start]
        gaps_a, gaps_b = set(self.a.canonical.offsets.kept), set(self.b.canonical.offsets.kept)
        lost = sum((i in gaps_a) != (j in gaps_b) for i, j in both)
        return lost >= 3 and lost * 2 > len(both)

    def result(self, a: Prepared, b: Prepared, turned: bool) -> Comparison:
        """The comparison as `a` against `b`; `turned` where the work was done the other way round."""
        raws, telling = self.raws, _telling(self.raws)
        units = unit_pairs(self.pairings, self.a.canonical, self.b.canonical, telling)
        profile = self.options.profile
        if profile.classes:
            raws = [profile.judged(r) for r in raws]
            telling = _telling(raws)
        told = counts(raws)
        listed = raws if self.options.detail == "all" else telling
        if turned:
            units, listed = mirrored(units, listed)
        listed = sorted(listed, key=attrgetter("unit", "a0", "b0", "a1", "b1"))
        same = a.witness.text == b.witness.text and not told["page"]
        kind = relation(self.a.notice, self.b.notice, self.pairings)
        dressed = differences(listed, a.canonical, b.canonical, units)
        return Comparison(
            schema=SCHEMA,
            tool=ToolFacts(__version__, self.options.profile.name, _tables()),
            relation=kind,
            a=facts(a, brief=self.options.brief),
            b=facts(b, brief=self.options.brief),
            verdict=verdict(told, same, kind.kind),
            counts=told,
            units=units,
            differences=dressed,
            groups=groups(raws, self.a.canonical.source, self.b.canonical.source, lookalikes=self.options.ocr is not None, turned=turned),
            fields=field_changes(dressed, units, a.canonical, b.canonical),
            base=self.options.base,
            detail=self.options.detail,
        )


def _telling(raws: Sequence[Raw]) -> list[Raw]:
    return [raw for raw in raws if raw.verdict.class_ in TELLING]


@cache
def _tables() -> dict[str, str]:
    """SHA-256 of every table that a result depends on."""
    return {**digests(), "readings": readings.digest()}


def facts(copy: Prepared, *, brief: bool = False) -> WitnessFacts:
    """What a comparison says of one copy by itself; `brief` without the lists of findings and events."""
    witness = copy.witness
    title = next((n.title for n in copy.notice.nodes() if n.kind == "title"), "")
    return WitnessFacts(
        name=witness.name,
        sha256=witness.sha256,
        size=witness.size,
        encoding=witness.encoding.used,
        length=len(witness.text),
        script=copy.script,
        errata=len(copy.found),
        complete=not copy.notice.incomplete,
        completeness=tuple(map(say, copy.notice.incomplete)),
        problems=(*witness.problems, *copy.notice.problems),
        findings=() if brief else copy.findings,
        events=() if brief else witness.events,
        encoding_facts=witness.encoding,
        title=title,
        incomplete=copy.notice.incomplete,
    )


def without_detail(comparison: Comparison) -> Comparison:
    """The comparison as a batch keeps it: findings counted, not listed."""
    return msgspec.structs.replace(
        comparison,
        a=msgspec.structs.replace(comparison.a, findings=(), events=()),
        b=msgspec.structs.replace(comparison.b, findings=(), events=()),
    )


__all__ = ["Prepared", "Work", "compare_prepared", "facts", "prepare", "without_detail"]
