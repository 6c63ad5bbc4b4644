# SPDX-License-Identifier: Apache-2.0
"""The way of the data for two copies: witness → canonical → structure → alignment → differences.

`prepare` does what one copy needs by itself and can be kept for many comparisons;
`compare_prepared` does the rest. Nothing here reads a file, a clock or the environment.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from typing import cast

import msgspec
from msgspec import Struct

from policydiff import __version__
from policydiff.canonical import Canonical, Removal, canonicalize, plain
from policydiff.canonical.gloss import true_readings
from policydiff.canonical.pages import PAGE_KINDS
from policydiff.diff.alike import alike, groups
from policydiff.diff.differ import differ
from policydiff.diff.dress import Dressing, counts
from policydiff.diff.fields import IN_FIELDS, field_changes
from policydiff.diff.mirror import mirrored, mirrored_units
from policydiff.diff.raw import Verdict
from policydiff.diff.raws import Raws
from policydiff.diff.relation import relation
from policydiff.diff.seen import Seen
from policydiff.diff.spread import Spread, spread
from policydiff.diff.table_places import SourceRows, compared_tables, placed, turned_round
from policydiff.diff.units import unit_pairs
from policydiff.diff.verdict import verdict
from policydiff.ingest.reading import page_starts
from policydiff.late import Late
from policydiff.linting import Found, lint_text
from policydiff.linting import listed as listed_findings
from policydiff.listed import listed
from policydiff.model import (
    TELLING,
    Comparison,
    Difference,
    Finding,
    ReadingEvent,
    ScriptProfile,
    UnitPair,
    Witness,
    WitnessFacts,
)
from policydiff.options import Options
from policydiff.proof.suggesting import Suggesting
from policydiff.proof.wearing import Copy
from policydiff.reasons import say
from policydiff.recognized import RecognizedLine
from policydiff.recorded import ToolFacts
from policydiff.script import readings
from policydiff.script.profile import profile as script_profile
from policydiff.script.survey import survey
from policydiff.script.tables import digests
from policydiff.structure import parse
from policydiff.structure.notice import Notice
from policydiff.structure.page_known import NOTHING, Known
from policydiff.structure.segments import Segments

_NAMES = frozenset({"title", "canonical_url", "saved_from", "jsonld.url"})
"""What a page calls itself, which a browser prints above and below it."""


def _canonical(text: str) -> str:
    return canonicalize(text).text


SCHEMA = "policydiff.comparison/1"


class Prepared(Struct, frozen=True, dict=True):
    """One copy, read as far as it can be read alone."""

    witness: Witness
    canonical: Canonical
    script: ScriptProfile
    found: Found
    plain: str
    """The kept characters after the unicode layer alone: what the script judge looks at."""
    known: Known = NOTHING
    """What another copy shows to be of the page around the notice."""
    fields: bool = False
    """Is its notice read with its fields?"""

    @cached_property
    def notice(self) -> Notice:
        """Its structure, which lint alone does without."""
        return parse(self.canonical, self.witness, fields=self.fields, known=self.known)

    def stored_as(self, witness: Witness) -> "Prepared":
        """The same text as another file holds it; what is known of its structure is kept."""
        twin = msgspec.structs.replace(self, witness=witness)
        vars(twin)["notice"] = self.notice
        return twin

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes that it was read from."""
        return self.witness.sha256

    @property
    def events(self) -> tuple[ReadingEvent, ...]:
        """What its reader met besides the text."""
        return self.witness.events

    @property
    def recognized(self) -> tuple[RecognizedLine, ...]:
        """Its lines that were read from pictures."""
        return self.witness.recognized

    @cached_property
    def around(self) -> Known:
        """The page around the notice, as far as the copy's own markup shows it."""
        blocks = [event.text for event in self.events if event.kind == "furniture"]
        names = [text for name, text in self.witness.metadata.items() if name in _NAMES]
        if self.witness.media_type != "text/html":
            names = []
        return Known.of(map(_canonical, blocks), map(_canonical, names), self.canonical.text)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the copy, in words; a batch that only counts never asks."""
        return listed_findings(self.witness.text, self.found)


def prepare(witness: Witness, terms: Sequence[str] = ()) -> Prepared:
    """Canonicalize and lint one copy; it is parsed when its structure is asked for."""
    canonical = canonical_text(witness)
    characters = plain(canonical.bare)
    profile = script_profile(characters)
    found = lint_text(canonical, characters, profile, terms)
    converter = survey(characters, canonical.text).converter if profile.form in ("traditional", "mixed") else None
    script = msgspec.structs.replace(
        profile, faults=found.count("fault"), residual=found.count("residual"), converter=converter
    )
    return Prepared(witness, canonical, script, found, characters)


def prepares_alike(one: Witness, other: Witness) -> bool:
    """Does what is made of one copy hold for the other: do they differ only in how they are called and stored?"""
    stored = {"name": one.name, "sha256": one.sha256, "size": one.size, "encoding": one.encoding}
    return one.text == other.text and one == msgspec.structs.replace(other, **stored)


def complete(witness: Witness, terms: Sequence[str] = ()) -> Prepared:
    """A copy prepared with its findings, which are else made when they are asked for."""
    made = prepare(witness, terms)
    _ = made.findings
    return made


def worn_by(copy: Prepared) -> Copy:
    """A copy as far as another copy's readings are written in its dress."""
    return Copy(copy.canonical, copy.script, copy.findings)


def together(copies: Sequence[Prepared]) -> list[Prepared]:
    """Copies of one notice, each parsed anew where what another one's markup shows to be of the page stands at its
    edges in plain text."""
    return [_beside(copy, [other.around for other in copies if other is not copy and other.around]) for copy in copies]


def _beside(copy: Prepared, others: Sequence[Known]) -> Prepared:
    known = Known.joined(others)
    if not known or not known.at_edge_of(Segments.of(copy.canonical)):
        return copy
    return msgspec.structs.replace(copy, known=known)


def canonical_text(witness: Witness) -> Canonical:
    """The canonical text of a copy, with all that its reader knows of it: ruby, page furniture, wrapped lines."""
    spans = [Removal(e.start, e.end, e.kind) for e in witness.events if e.start < e.end]
    ruby = true_readings(witness.text, [run for run in spans if run.kind == "ruby"])
    page = sorted((run for run in spans if run.kind in PAGE_KINDS), key=lambda run: run.start)
    return canonicalize(witness.text, ruby, page, [run.start for run in spans if run.kind == "line_wrap"])


def compare_prepared(a: Prepared, b: Prepared, options: Options = Options()) -> Comparison:  # noqa: B008 (frozen)
    """The comparison of two prepared copies.

    Worked out in one fixed order of the two texts and turned round where needed, so that
    comparing (b, a) mirrors (a, b) exactly.
    """
    turned = (a.canonical.text, a.canonical.source) > (b.canonical.text, b.canonical.source)
    first, second = together((b, a) if turned else (a, b))
    made = differ(first, second, options.terms, brief=options.detail != "all" or options.late)
    raws = made.raws
    telling = raws.where(_tells)
    units = unit_pairs(made.pairings, first.notice, second.notice, telling)
    if options.profile.classes:
        raws = Raws(map(options.profile.judged, raws))
        telling = raws.where(_tells)
    told = counts(raws, made.counted)
    equal = alike(raws, first.canonical.source, second.canonical.source)
    quiet = groups(equal, made.counted, lookalikes=options.ocr is not None, turned=turned)
    late = None
    if options.late and options.detail == "all":
        late = spread(made, raws, equal, first.canonical.offsets, second.canonical.offsets)
    shown = raws.where(_is_listed) if late or options.detail != "all" else raws
    if turned:
        units, ranks = mirrored_units(units)
        shown, late = mirrored(shown, ranks), late.mirrored(ranks) if late else None
    shown = shown.at(shown.order())
    kind = relation(first.notice, second.notice, made.pairings)
    rows = [SourceRows(copy.notice) for copy in ((second, first) if turned else (first, second))]
    tables = [turned_round(pair) for pair in made.tables] if turned else made.tables
    del made, raws, telling, equal  # the rest is made of what is shown
    dressed = _dressed(shown, a, b, units, rows, options, late)
    told_by = dressed.telling if isinstance(dressed, Late) else dressed
    if not any(told.kind in IN_FIELDS for told in shown.by_number().values()):
        told_by = ()  # to look for a field among them would make each of a long list
    return Comparison(
        schema=SCHEMA,
        tool=ToolFacts(__version__, options.profile.name, _tables()),
        relation=kind,
        a=facts(a, brief=options.brief),
        b=facts(b, brief=options.brief),
        verdict=verdict(told, a.witness.text == b.witness.text and not told["page"], kind.kind),
        counts=told,
        units=units,
        differences=cast("tuple[Difference, ...]", dressed),
        groups=quiet,
        fields=field_changes(told_by, units, a.canonical, b.canonical, (rows[0], rows[1])),
        base=options.base,
        detail=options.detail,
        tables=compared_tables(units, tables, *rows),
    )


def _tells(verdict: Verdict) -> bool:
    return verdict.class_ in TELLING


def _is_listed(verdict: Verdict) -> bool:
    """Does it tell, or belong to a run that tells?"""
    return verdict.class_ in TELLING or verdict.kind == "in_run"


def _dressed(
    raws: Raws,
    a: Prepared,
    b: Prepared,
    units: Sequence[UnitPair],
    rows: Sequence[SourceRows],
    options: Options,
    late: Spread | None,
) -> Sequence[Difference]:
    """The differences that are asked for, each with its place in tables and on pages, and what the copy should read."""
    more: list[Callable[[Difference], Difference]] = []
    if rows[0].tables or rows[1].tables:
        more.append(lambda found: placed(found, units, rows[0], rows[1]))
    if seen := Seen(a.witness, b.witness):
        more.append(seen.on)
    if options.base:
        more.append(Suggesting(options.base, worn_by(a), worn_by(b)).on)

    def made_by(dressing: Dressing) -> Callable[[int, int], Iterator[Difference]]:
        def made(start: int, stop: int) -> Iterator[Difference]:
            found = dressing.made(start, stop)
            for change in more:
                found = map(change, found)
            return found

        return made

    if options.detail == "all" and late is None:
        return listed(len(raws), made_by(Dressing(raws, a.canonical, b.canonical, units)))
    dressing = Dressing(raws, a.canonical, b.canonical, units)
    dressing.keep(_tells)
    telling = listed(len(dressing.raws), made_by(dressing))
    if late is None:
        return telling
    ordered = late.in_order()

    @cache
    def whole() -> Dressing:
        return Dressing(ordered.raws(), a.canonical, b.canonical, units)

    def any_of(start: int, stop: int) -> Iterator[Difference]:
        return made_by(whole())(start, stop)

    return Late(any_of, telling, ordered.columns())


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
        pages=page_starts(witness.events, witness.text, printed="pages" in witness.metadata),
    )


def without_detail(comparison: Comparison) -> Comparison:
    """The comparison as a batch keeps it: findings counted, not listed."""
    return msgspec.structs.replace(
        comparison,
        a=msgspec.structs.replace(comparison.a, findings=(), events=()),
        b=msgspec.structs.replace(comparison.b, findings=(), events=()),
    )


__all__ = ["Prepared", "compare_prepared", "facts", "prepare", "together", "without_detail"]
