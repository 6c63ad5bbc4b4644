# SPDX-License-Identifier: Apache-2.0
"""What the page of a collation shows, complete before the template sees it; every `str` is escaped when printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from policydiff.lineage.result import CollatedCopy, Collation, Evidence, FaultGroup, Variation
from policydiff.lineage.svg import draw
from policydiff.lineage.words import Words
from policydiff.model import CLASSES, TELLING
from policydiff.report.wording import language_of, script_words, short_facts
from policydiff.show.i18n import number
from policydiff.show.visible import html, plain

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
LACKING = "–"
_CUT_BEFORE = re.compile(r"^[^\W\d_\u2e80-\u9fff]*[)）]")
_CUT_AFTER = re.compile(r"[(（][^\W\d_\u2e80-\u9fff]*$")
"""A gloss of which the words around a place hold only a part."""
_LINKED = 40
"""Places that a row of two copies links to."""


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One copy in the table of copies."""

    siglum: str
    file: str
    sha256: str
    script: str
    short: str
    """Script, errata and whether it is complete, in a line."""
    errata: str
    complete: str
    converter: str
    remark: str


@dataclass(frozen=True, slots=True)
class ReadingCell:
    """One reading of a place with its letter in the matrix."""

    letter: str
    text: Markup
    copies: tuple[str, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place: its readings, and for each copy the letter of its reading."""

    number: int
    cls: str
    class_name: str
    kind_name: str
    severity: str
    unit: str
    before: Markup
    after: Markup
    readings: tuple[ReadingCell, ...]
    rules: tuple[str, ...]
    letters: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text: shared, or at a place (with its number), or an edge of a passage."""

    text: Markup
    number: int = 0
    cls: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage that copies lack."""

    number: int
    unit: str
    cls: str
    kind_name: str
    present: str
    absent: str
    length: str
    text: Markup


@dataclass(frozen=True, slots=True)
class FaultRow:
    """Equal faults of the same copies."""

    text: str
    suggestion: str
    times: str
    copies: str
    rule: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two copies in short, with links to the places that tell them apart."""

    a: str
    b: str
    verdict: str
    verdict_name: str
    counts: tuple[str, ...]
    places: tuple[int, ...]
    more: str


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """An edge of the lineage in words."""

    child: str
    parent_name: str
    child_name: str
    strength: str
    strength_name: str
    direction_name: str
    evidence: tuple[tuple[str, str], ...]
    against: tuple[tuple[str, str], ...]
    falsifier: str


@dataclass(frozen=True, slots=True)
class View:
    """The whole page in one language of the interface."""

    lang: str
    text_lang: str
    lead_lang: str
    """Of the names of units: the base, else the first copy."""
    title: str
    headline: str
    base: str
    copies: tuple[CopyRow, ...]
    sigla: tuple[str, ...]
    switches: tuple[tuple[str, str, str, bool], ...]
    pieces: tuple[Piece, ...]
    places: tuple[PlaceRow, ...]
    passages: tuple[PassageRow, ...]
    moves: tuple[str, ...]
    common: tuple[FaultRow, ...]
    other: tuple[FaultRow, ...]
    class_names: tuple[str, ...]
    pairs: tuple[PairRow, ...]
    answer: tuple[str, ...]
    drawing: Markup
    edges: tuple[EdgeRow, ...]
    tool: str
    t: dict[str, str]


def build(collation: Collation, say: Words) -> View:
    """Everything that the page shows."""
    sigla = tuple(c.siglum for c in collation.copies)
    langs = {c.siglum: language_of(c.facts.script) for c in collation.copies}
    title = plain(say.title(collation))
    return View(
        lang=say.main.lang,
        text_lang=langs[sigla[0]],
        lead_lang=langs[collation.base or sigla[0]],
        title=say.t("ui.title", title=title, n=len(sigla)),
        headline=say.headline(collation),
        base=say.t("ui.with_base", copy=collation.base) if collation.base else say.t("ui.no_base"),
        copies=tuple(_copy(c, say, collation.base) for c in collation.copies),
        sigla=sigla,
        switches=tuple(
            (name, say.main.t(f"class.{name}"), number(collation.counts[name]), name in TELLING) for name in CLASSES
        ),
        pieces=tuple(_pieces(collation)),
        places=tuple(_place(v, say, sigla, langs) for v in collation.variations),
        passages=tuple(_passages(collation, say)),
        moves=tuple(say.t("ui.moved", unit=plain(m.unit), copies=say.join(m.copies)) for m in collation.moves),
        common=tuple(_fault(f, say) for f in collation.faults if f.common),
        other=tuple(_fault(f, say) for f in collation.faults if not f.common),
        class_names=tuple(say.main.t(f"class.{name}") for name in CLASSES),
        pairs=tuple(_pairs(collation, say)),
        answer=tuple(say.answer(collation)),
        drawing=draw(collation.lineage, say),
        edges=tuple(_edges(collation, say)),
        tool=say.t("ui.tool_line", version=collation.tool.version, profile=collation.tool.profile),
        t={**say.main.tables["ui"], **say.tables["ui"], "comma": say.main.t("meta.comma")},
    )


def _copy(copy: CollatedCopy, say: Words, base: str | None) -> CopyRow:
    made = copy.converter
    kind = say.t(f"ui.converter_{made.kind}") if made and made.kind else ""
    near = (
        say.t("ui.nearest", family=made.nearest[0].family, n=number(made.nearest[0].places))
        if made and made.nearest and copy.facts.errata
        else ""
    )
    remarks = [say.t("ui.base")] if copy.siglum == base else []
    remarks += [say.t("ui.same_text", copy=copy.same_text_as)] if copy.same_text_as else []
    return CopyRow(
        siglum=copy.siglum,
        file=plain(copy.facts.name),
        sha256=copy.facts.sha256,
        script=script_words(copy.facts.script, say.main),
        short=short_facts(copy.facts, say.main),
        errata=number(copy.facts.errata),
        complete=say.main.t("ui.looks_complete")
        if copy.facts.complete
        else say.join([say.main.reason(r) for r in copy.facts.incomplete]),
        converter=say.main.t("meta.list").join(part for part in (kind, near) if part),
        remark=say.join(remarks),
    )


def _pieces(collation: Collation) -> Iterator[Piece]:
    """The text with its numbers; a passage that copies lack is marked where it begins and ends."""
    opens = {p.items[0]: p for p in collation.passages}
    closes = {p.items[1] for p in collation.passages}
    for n, item in enumerate(collation.content):
        if n in closes:
            yield Piece(Markup(""), passage="end")
        if n in opens:
            yield Piece(Markup(html(" ".join(opens[n].absent))), opens[n].number, passage="start")  # noqa: S704  # escaped by html
        if isinstance(item, str):
            yield Piece(Markup(html(item)))  # noqa: S704  # escaped by html
        else:
            variation = collation.variations[item]
            shown = next((r for r in variation.readings if collation.base in r.copies), variation.readings[0])
            yield Piece(Markup(html(shown.text)), variation.number, variation.class_)  # noqa: S704  # escaped by html
    if len(collation.content) in closes:
        yield Piece(Markup(""), passage="end")


def _place(variation: Variation, say: Words, sigla: Sequence[str], langs: dict[str, str]) -> PlaceRow:
    letter = {s: _LETTERS[min(n, len(_LETTERS) - 1)] for n, r in enumerate(variation.readings) for s in r.copies}
    letters = tuple(letter.get(s, LACKING) for s in sigla)
    readings = tuple(
        ReadingCell(letter[r.copies[0]], Markup(html(r.text)) or Markup("∅"), r.copies, langs[r.copies[0]])  # noqa: S704  # escaped by html
        for r in variation.readings
    )
    rules = tuple(
        dict.fromkeys(
            plain(say.main.why(r)) + (f" → {plain(r.suggestion)}" if r.suggestion else "") for r in variation.relations
        )
    )
    return PlaceRow(
        number=variation.number,
        cls=variation.class_,
        class_name=say.main.t(f"class.{variation.class_}"),
        kind_name=say.main.name("kind", variation.kind),
        severity=variation.severity or "none",
        unit=plain(variation.unit),
        before=Markup(html(_CUT_BEFORE.sub("", variation.before))),  # noqa: S704  # escaped by html
        after=Markup(html(_CUT_AFTER.sub("", variation.after))),  # noqa: S704  # escaped by html
        readings=readings,
        rules=rules,
        letters=letters,
        code="".join(letters),
    )


def _passages(collation: Collation, say: Words) -> Iterator[PassageRow]:
    for p in collation.passages:
        yield PassageRow(
            number=p.number,
            unit=plain(p.unit),
            cls=p.class_,
            kind_name=say.main.name("kind", p.kind),
            present=say.join(p.present),
            absent=say.join(p.absent),
            length=say.main.t("ui.characters", n=number(p.length)),
            text=Markup(html(p.text.strip("\n"))),  # noqa: S704  # escaped by html
        )


def _fault(fault: FaultGroup, say: Words) -> FaultRow:
    rule = plain(say.main.why(fault))
    return FaultRow(
        plain(fault.text),
        plain(fault.suggestion or ""),
        say.t("ui.times", n=number(fault.count)),
        say.join(fault.copies),
        rule,
    )


def _pairs(collation: Collation, say: Words) -> Iterator[PairRow]:
    for pair in collation.pairs:
        telling = [v.number for v in collation.variations if v.class_ in TELLING and _apart(v, pair.a, pair.b)]
        more = "…" if len(telling) > _LINKED else ""
        counts = tuple(number(pair.counts[name]) for name in CLASSES)
        yield PairRow(
            pair.a, pair.b, pair.verdict, say.main.t(f"verdict.{pair.verdict}"), counts, tuple(telling[:_LINKED]), more
        )


def _apart(variation: Variation, a: str, b: str) -> bool:
    return (
        any((a in r.copies) != (b in r.copies) for r in variation.readings)
        and a not in variation.missing
        and b not in variation.missing
    )


def _edges(collation: Collation, say: Words) -> Iterator[EdgeRow]:
    names = {node.id: say.node(node) for node in collation.lineage.nodes}
    for edge in collation.lineage.edges:
        yield EdgeRow(
            child=edge.child,
            parent_name=names[edge.parent],
            child_name=names[edge.child],
            strength=edge.strength,
            strength_name=say.t(f"strength.{edge.strength}"),
            direction_name=say.t(f"direction.{edge.direction}"),
            evidence=_told(edge.evidence, say),
            against=_told(edge.against, say),
            falsifier=say.t(f"falsifier.{edge.contradicted_by}"),
        )


def _told(found: Sequence[Evidence], say: Words) -> tuple[tuple[str, str], ...]:
    return tuple((say.counted(e), plain(e.example)) for e in found)
