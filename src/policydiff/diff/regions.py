# SPDX-License-Identifier: Apache-2.0
"""From a pairing of units to the regions where their canonical texts differ, each judged."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from policydiff.align.blocks import Block, is_deleted
from policydiff.align.pairing import Pairing
from policydiff.canonical.text import Canonical
from policydiff.diff.edits import Edit, edits
from policydiff.diff.kinds import Reading, substantive
from policydiff.diff.notation import explain
from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.region import Cell, Region
from policydiff.diff.regional import regional
from policydiff.diff.statements import Statements
from policydiff.diff.tokens import readable
from policydiff.model import Kind
from policydiff.reasons import because
from policydiff.script.judgement import Judgement
from policydiff.structure.notice import Furniture

AROUND = 14
"""Canonical characters of context on each side that a rule may look at."""

_NUMERALS = re.compile(r"[0-9〇零一二三四五六七八九十百条第章节之()、.-]+")
_NUMBERED = re.compile(r"\([0-9〇零一二三四五六七八九十百]{1,5}\)|[0-9〇零一二三四五六七八九十百]{1,5}[、.]|第[0-9〇零一二三四五六七八九十百]{1,6}[条章节]")
_NUMERAL = re.compile(r"[0-9〇零一二三四五六七八九十百千]")

RENUMBERED = verdict("structure", "renumbered")
LABELS_LOST = verdict("structure", "labels_lost")
LABEL_STYLE = verdict("format", "label_style")
REDACTED = verdict("substantive", "unit_removed", because("only_a_mark"), evidence="marked")
RESTORED = verdict("substantive", "unit_added", because("only_a_mark"), evidence="marked")
HEADING_LOST = verdict("substantive", "unit_removed", because("heading_alone"))
HEADING_ADDED = verdict("substantive", "unit_added", because("heading_alone"))
LABEL_MARK = verdict("substantive", "punctuation", because("label_mark"))
OVERLAP = verdict("substantive", "text", because("no_one_rule"))
BUDGET = verdict("substantive", "text", because("over_budget"))


_PARTS: dict[str, Kind] = {
    **dict.fromkeys(("issuer", "date", "closing"), "closing"),
    **dict.fromkeys(("title", "addressee", "front_matter"), "front_matter"),
    "doc_number": "doc_number",
    "marking": "access_marking",
}
"""Kind of a node to the kind of its loss; other units are added or removed."""
_FURNITURE: dict[str | None, Kind] = {name: name for name in ("counter", "page_date", "source", "navigation", "share")}


@dataclass(frozen=True, slots=True)
class Texts:
    """Both canonical texts and what judges readings that only the script layer can explain."""

    a: Canonical
    b: Canonical
    page_a: Sequence[Furniture]
    page_b: Sequence[Furniture]
    """Page furniture, also where it stands between the lines of a unit (page numbers, running heads)."""
    script: Callable[[int, int, int, int], Verdict | None]
    """Canonical spans → verdict of the script layer, or None."""
    wrap: Callable[[Judgement], Verdict]
    regions_differ: bool
    """The copies are in two scripts or of two regions, so that words may differ by region."""


def cell(texts: Texts, unit: int, pairing: Pairing) -> Cell:
    """The cell of a pairing that stands on both sides or on one; removed and added units whole."""
    span_a, span_b = _span(pairing.a), _span(pairing.b)
    if span_a is None or span_b is None:
        block = (pairing.a or pairing.b)[0]
        verdict = one_sided(block, lost=span_b is None)
        a, b = span_a or (0, 0), span_b or (0, 0)
        return Cell(unit, span_a, span_b, (Region(a[0], a[1], b[0], b[1], verdict),))
    first_a, first_b = pairing.a[0], pairing.b[0]
    labelled = bool(first_a.label and first_b.label)
    if texts.a.text[slice(*span_a)] == texts.b.text[slice(*span_b)]:
        return Cell(unit, span_a, span_b, (), labelled)
    body_a, body_b = _bodies(texts, first_a, first_b)
    found = _label_regions(texts, first_a, first_b, body_a, body_b)
    if len(pairing.a) == len(pairing.b) == 1 and is_deleted(first_a) != is_deleted(first_b):
        found.append(Region(first_a.body, span_a[1], first_b.body, span_b[1], REDACTED if is_deleted(first_b) else RESTORED))
        return Cell(unit, span_a, span_b, tuple(found), labelled)
    found += _apart(_body_regions(texts, pairing, (body_a, span_a[1]), (body_b, span_b[1])))
    if first_a.kind == "page":
        found = [_as_page(r, first_a.style) for r in found]
    return Cell(unit, span_a, span_b, tuple(found), labelled)


def _span(blocks: Sequence[Block]) -> tuple[int, int] | None:
    return (blocks[0].start, blocks[-1].end) if blocks else None


def one_sided(block: Block, lost: bool) -> Verdict:
    """The verdict on a unit that stands in one copy alone."""
    if block.kind == "page":
        return page_verdict(block.style)
    part = _PARTS.get(block.kind)
    if part:
        return verdict("substantive", part, because("part_alone"))
    return verdict("substantive", "unit_removed" if lost else "unit_added")


def page_verdict(style: str | None) -> Verdict:
    """The verdict on page furniture: the page around the notice, by its closed list."""
    return verdict("page", _FURNITURE.get(style, "navigation"), because("page_line"))


def _as_page(region: Region, style: str | None) -> Region:
    if region.verdict.class_ in ("substantive", "structure", "review"):
        return region._replace(verdict=page_verdict(style))
    return region


def _bodies(texts: Texts, a: Block, b: Block) -> tuple[int, int]:
    """Where the text after the label begins on each side; a number that no sequence accepts is a label where the other side has one."""
    if bool(a.label) == bool(b.label):
        return a.body, b.body
    bare, text = (b, texts.b.text) if a.label else (a, texts.a.text)
    unseen = _NUMBERED.match(text, bare.body, bare.end)
    end = unseen.end() if unseen else bare.body
    return (a.body, end) if a.label else (end, b.body)


def _label_regions(texts: Texts, a: Block, b: Block, body_a: int, body_b: int) -> list[Region]:
    label_a, label_b = texts.a.text[a.start : body_a], texts.b.text[b.start : body_b]
    if label_a == label_b:
        return []
    if not label_a or not label_b:
        return [Region(a.start, body_a, b.start, body_b, LABELS_LOST)]
    if a.ordinal != b.ordinal or not _same_numeral(label_a, label_b):
        return [Region(a.start, body_a, b.start, body_b, RENUMBERED)]
    verdict = LABEL_STYLE if _is_label_style(label_a, label_b) else LABEL_MARK
    return [Region(a.start + e.a0, a.start + e.a1, b.start + e.b0, b.start + e.b1, verdict) for e in edits(label_a, label_b)]


def _is_label_style(label_a: str, label_b: str) -> bool:
    """The closing marks of both labels are such as labels have: 1. 1、 (1) 1) and none."""
    return all(mark in "、.()" or mark.isalnum() for mark in {*label_a} ^ {*label_b})


def _same_numeral(label_a: str, label_b: str) -> bool:
    """The number is written alike, or once in Arabic and once in Han numerals; 三十一一 is not 三十一 though a parser reads it so."""
    number_a, number_b = ("".join(_NUMERAL.findall(label)) for label in (label_a, label_b))
    return number_a == number_b or number_a.isascii() != number_b.isascii()


def _body_regions(texts: Texts, pairing: Pairing, span_a: tuple[int, int], span_b: tuple[int, int]) -> list[Region]:
    text_a, text_b = texts.a.text[slice(*span_a)], texts.b.text[slice(*span_b)]
    if text_a == text_b:
        return []
    found: list[Region] = []
    labels = _inner_labels(pairing)
    statements = Statements.of(text_a, text_b)
    plain = readable(text_a, text_b, [_on_page(texts, edit, span_a[0], span_b[0]) for edit in edits(text_a, text_b)])
    if texts.regions_differ:
        explained, plain = regional(texts.a, texts.b, span_a[0], span_b[0], plain, texts.wrap)
        found += explained
    for edit in statements.whole_names(text_a, text_b, plain):
        found += _judged(texts, edit, span_a[0], span_b[0], pairing, labels, statements.holds(edit))
    return found


def _on_page(texts: Texts, edit: Edit, at_a: int, at_b: int) -> Edit:
    """The edit, marked where all it holds is page furniture between the lines of a unit."""
    if not (texts.page_a or texts.page_b):
        return edit
    kind_a = _furniture(texts.page_a, edit.a0 + at_a, edit.a1 + at_a)
    kind_b = _furniture(texts.page_b, edit.b0 + at_b, edit.b1 + at_b)
    if (kind_a or edit.a0 == edit.a1) and (kind_b or edit.b0 == edit.b1):
        return edit._replace(page=kind_a or kind_b)
    return edit


def _furniture(spans: Sequence[Furniture], start: int, end: int) -> str | None:
    """The kind of the furniture that holds the whole span; None for an empty one."""
    at = bisect_right(spans, start, key=lambda span: span.start) - 1
    return spans[at].kind if start < end and at >= 0 and end <= spans[at].end else None


def _apart(found: Sequence[Region]) -> list[Region]:
    """Regions in order and apart: a rule that widened a place takes in the edits inside it.

    Where a widened place only overlaps another, no rule explains the two together.
    """
    out: list[Region] = []
    for region in sorted(found, key=lambda r: (r.a0, r.b0, -r.a1, -r.b1)):
        last = out[-1] if out else None
        if last is None or (region.a0 >= last.a1 and region.b0 >= last.b1):
            out.append(region)
        elif region.a1 > last.a1 or region.b1 > last.b1:
            out[-1] = Region(last.a0, max(last.a1, region.a1), last.b0, max(last.b1, region.b1), OVERLAP)
    return out


Labels = dict[tuple[str, int, int], str | None]
"""Labels inside a group of units: (side, start, body) in canonical offsets → ordinal."""


def _inner_labels(pairing: Pairing) -> Labels:
    labels: Labels = {}
    for side, group in (("a", pairing.a), ("b", pairing.b)):
        for n, block in enumerate(group):
            if n and block.body > block.start:
                labels[side, block.start, block.body] = block.ordinal
            labels |= {(side, start, body): ordinal for start, body, ordinal in block.labels}
    return labels


def _judged(texts: Texts, edit: Edit, at_a: int, at_b: int, pairing: Pairing, labels: Labels, in_units: bool) -> list[Region]:
    a0, a1, b0, b1 = edit.a0 + at_a, edit.a1 + at_a, edit.b0 + at_b, edit.b1 + at_b
    if edit.page:
        return [Region(a0, a1, b0, b1, page_verdict(edit.page))]
    if edit.budget_hit:
        return [Region(a0, a1, b0, b1, BUDGET)]
    labelled = _label_change(texts, labels, a0, a1, b0, b1)
    if labelled:
        return [Region(a0, a1, b0, b1, labelled)]
    script = texts.script(a0, a1, b0, b1)
    if script is not None:
        return [Region(a0, a1, b0, b1, script)]
    if a1 - a0 == b1 - b0 > 1:
        parts = _character_parts(texts, a0, b0, a1 - a0)
        if parts is not None:
            return parts
    reading = Reading(
        texts.a.text[a0:a1],
        texts.b.text[b0:b1],
        texts.a.text[max(0, a0 - AROUND) : a0],
        texts.a.text[a1 : a1 + AROUND],
        _zone(pairing),
        in_units,
    )
    return [Region(a0, a1, b0, b1, explain(reading) or substantive(reading))]


def _zone(pairing: Pairing) -> str:
    """The part of the notice that a pairing is of, by the copy that shows it."""
    kinds = sorted({pairing.a[0].kind, pairing.b[0].kind})
    return next((kind for kind in kinds if kind not in ("paragraph", "item", "task", "section")), kinds[0])


def _character_parts(texts: Texts, a0: int, b0: int, length: int) -> list[Region] | None:
    """A run of equal length in which each character is explained by the script layer alone."""
    parts = []
    for n in range(length):
        if texts.a.text[a0 + n] == texts.b.text[b0 + n]:
            continue
        judged = texts.script(a0 + n, a0 + n + 1, b0 + n, b0 + n + 1)
        if judged is None:
            return None
        parts.append(Region(a0 + n, a0 + n + 1, b0 + n, b0 + n + 1, judged))
    return parts


def _label_change(texts: Texts, labels: Labels, a0: int, a1: int, b0: int, b1: int) -> Verdict | None:
    """Inside a group of units: is this edit a label that one copy lost, or has in another form?"""
    if not labels:
        return None
    if b0 == b1 and _opens_unit(labels, "a", a0, a1):
        return HEADING_LOST
    if a0 == a1 and _opens_unit(labels, "b", b0, b1):
        return HEADING_ADDED
    in_a, ordinal_a = _held(labels, "a", a0, a1)
    in_b, ordinal_b = _held(labels, "b", b0, b1)
    if in_a and in_b:
        if ordinal_a != ordinal_b or not _same_numeral(texts.a.text[a0:a1], texts.b.text[b0:b1]):
            return RENUMBERED
        return LABEL_STYLE if _is_label_style(texts.a.text[a0:a1], texts.b.text[b0:b1]) else LABEL_MARK
    if (in_a and b0 == b1) or (in_b and a0 == a1):
        return LABELS_LOST
    if (in_a or in_b) and a0 < a1 and b0 < b1 and _NUMERALS.fullmatch(texts.a.text[a0:a1] + texts.b.text[b0:b1]):
        return RENUMBERED
    return None


def _opens_unit(labels: Labels, side: str, start: int, end: int) -> bool:
    """Is the span a label with words of its unit, as when a unit is gone with its number and heading?"""
    return any(of == side and s == start and body < end for of, s, body in labels)


def _held(labels: Labels, side: str, start: int, end: int) -> tuple[bool, str | None]:
    """Does the span lie in a label of that side, and in which?"""
    for (of, s, e), ordinal in labels.items():
        if of == side and s <= start and end <= e and start < end:
            return True, ordinal
    return False, None
