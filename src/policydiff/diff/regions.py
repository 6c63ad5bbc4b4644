# SPDX-License-Identifier: Apache-2.0
"""From a pairing of units to the regions where their canonical texts differ, each judged."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from msgspec import Struct

from policydiff.align.blocks import Block, is_deleted
from policydiff.align.pairing import Pairing
from policydiff.diff.attachments import ATTACHMENT, list_changes
from policydiff.diff.edits import Edit, edits
from policydiff.diff.items import item_regions
from policydiff.diff.joints import joints
from policydiff.diff.judge import Chain, Context, page_verdict
from policydiff.diff.label_changes import LABELS_LOST, label_verdict
from policydiff.diff.page_pieces import page_apart
from policydiff.diff.pieces import matched, pieces, shared
from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.region import Cell, Region
from policydiff.diff.regional import regional
from policydiff.diff.statements import Statements
from policydiff.diff.table_prose import TABLE_FORM, said_in_prose
from policydiff.diff.table_rows import Judged, PairedTables, ProseRow
from policydiff.diff.tokens import readable
from policydiff.diff.values import whole_values
from policydiff.model import Kind
from policydiff.reasons import because
from policydiff.structure.columns import Role, is_ordinal
from policydiff.structure.notice import Furniture
from policydiff.structure.table import TableRow
from policydiff.vocabulary.numerals import HAN_ORDINAL, value
from policydiff.vocabulary.patterns import late_pattern

_NUMBERED = late_pattern(
    rf"\([0-9{HAN_ORDINAL}]{{1,5}}\)|[0-9{HAN_ORDINAL}]{{1,5}}[、.]|第[0-9{HAN_ORDINAL}]{{1,6}}[条章节]"
)
"""(一), 3., 第十二条"""

REDACTED = verdict("substantive", "unit_removed", because("only_a_mark"), evidence="marked")
RESTORED = verdict("substantive", "unit_added", because("only_a_mark"), evidence="marked")
REPEATED_HEADER = verdict("format", "repeated_header")
OVERLAP = verdict("substantive", "text", because("no_one_rule"))
_VALUES = frozenset({"date", "number", "quantity_unit"})
"""Roles of columns whose cells hold one value."""
_PARTS: dict[str, Kind] = {
    **dict.fromkeys(("issuer", "date", "closing"), "closing"),
    **dict.fromkeys(("title", "addressee", "front_matter"), "front_matter"),
    "doc_number": "doc_number",
    "marking": "access_marking",
}
"""Kind of a node to the kind of its loss; other units are added or removed."""


class TwoCopies(Struct, frozen=True):
    """Both copies as `chain` judges them, and what else is known of them."""

    chain: Chain
    page_a: Sequence[Furniture]
    page_b: Sequence[Furniture]
    """Page furniture, also where it stands between the lines of a unit (page numbers, running heads)."""
    regions_differ: bool
    """The copies are in two scripts or of two regions, so that words may differ by region."""
    tables: PairedTables
    """The tables of both that answer to each other."""

    @property
    def a(self) -> str:
        """The canonical text of copy A."""
        return self.chain.a.canonical.text

    @property
    def b(self) -> str:
        """The canonical text of copy B."""
        return self.chain.b.canonical.text


def cell(texts: TwoCopies, unit: int, pairing: Pairing) -> Cell:
    """The cell of a pairing that stands on both sides or on one; removed and added units whole."""
    span_a, span_b = _span(pairing.a), _span(pairing.b)
    if span_a is None or span_b is None:
        block = (pairing.a or pairing.b)[0]
        a, b = span_a or (0, 0), span_b or (0, 0)
        page = _page_unit(texts.page_a, texts.a, a) or _page_unit(texts.page_b, texts.b, b)
        verdict = (
            _form(texts.tables, unit) or (page_verdict(page) if page else None) or one_sided(block, lost=span_b is None)
        )
        return Cell(unit, span_a, span_b, (Region(a[0], a[1], b[0], b[1], verdict),))
    first_a, first_b = pairing.a[0], pairing.b[0]
    labelled = bool(first_a.label and first_b.label) and not first_a.kind == first_b.kind == "row"
    if texts.a[slice(*span_a)] == texts.b[slice(*span_b)]:
        return Cell(unit, span_a, span_b, (), labelled)
    if unit in texts.tables.rows:
        whole = Cell(unit, span_a, span_b, (), labelled)
        return whole._replace(regions=texts.tables.regions(whole, in_cells(texts)) or ())
    body_a, body_b = _bodies(texts, first_a, first_b)
    found = _label_regions(texts, first_a, first_b, body_a, body_b)
    if len(pairing.a) == len(pairing.b) == 1 and is_deleted(first_a) != is_deleted(first_b):
        found.append(
            Region(first_a.body, span_a[1], first_b.body, span_b[1], REDACTED if is_deleted(first_b) else RESTORED)
        )
        return Cell(unit, span_a, span_b, tuple(found), labelled)
    spans = (body_a, span_a[1]), (body_b, span_b[1])
    if unit in texts.tables.prose:
        found += _apart(_prose_regions(texts, texts.tables.prose[unit], spans))
    else:
        found += _apart(_listed(texts, pairing, *spans) or _joined_regions(texts, pairing, *spans))
    if first_a.kind == "page":
        found = [_as_page(r, first_a.style) for r in found]
    return Cell(unit, span_a, span_b, tuple(found), labelled)


def _form(tables: PairedTables, unit: int) -> Verdict | None:
    """The verdict on a header that stands in one copy alone because the other has no table, or has it once."""
    return TABLE_FORM if unit in tables.prose else REPEATED_HEADER if unit in tables.repeated else None


def _span(blocks: Sequence[Block]) -> tuple[int, int] | None:
    return (blocks[0].start, blocks[-1].end) if blocks else None


def one_sided(block: Block, lost: bool) -> Verdict:
    """The verdict on a unit that stands in one copy alone."""
    if block.kind == "page":
        return page_verdict(block.style)
    if block.kind == "attachment" and block.style == "named":
        return ATTACHMENT
    part = _PARTS.get(block.kind)
    if part:
        told = verdict("substantive", part, because("part_alone"))
        return told._replace(severity="high") if block.kind == "title" else told
    return verdict("substantive", "unit_removed" if lost else "unit_added")


def _as_page(region: Region, style: str | None) -> Region:
    if region.verdict.class_ in ("substantive", "structure", "review"):
        return region._replace(verdict=page_verdict(style))
    return region


def _bodies(texts: TwoCopies, a: Block, b: Block) -> tuple[int, int]:
    """Where the text after the label begins on each side; a number that no sequence accepts is a label where the other
    side has one."""
    if bool(a.label) == bool(b.label):
        return a.body, b.body
    bare, text = (b, texts.b) if a.label else (a, texts.a)
    unseen = _NUMBERED.match(text, bare.body, bare.end)
    end = unseen.end() if unseen else bare.body
    return (a.body, end) if a.label else (end, b.body)


def _label_regions(texts: TwoCopies, a: Block, b: Block, body_a: int, body_b: int) -> list[Region]:
    label_a, label_b = texts.a[a.start : body_a], texts.b[b.start : body_b]
    if label_a == label_b:
        return []
    if not label_a or not label_b:
        return [Region(a.start, body_a, b.start, body_b, LABELS_LOST)]
    told = label_verdict(label_a, label_b, one_ordinal=a.ordinal == b.ordinal)
    if told.kind == "renumbered":
        return [Region(a.start, body_a, b.start, body_b, told)]
    return [
        Region(a.start + e.a0, a.start + e.a1, b.start + e.b0, b.start + e.b1, told) for e in edits(label_a, label_b)
    ]


def _joined_regions(
    texts: TwoCopies, pairing: Pairing, span_a: tuple[int, int], span_b: tuple[int, int]
) -> list[Region]:
    """The regions of the bodies, cut where one copy has labels and the other runs on."""
    cut = joints(pairing, texts.chain, span_a, span_b)
    within = [region for stretch in cut.stretches for region in _body_regions(texts, pairing, *stretch)]
    return [*within, *cut.labels]


def _body_regions(texts: TwoCopies, pairing: Pairing, span_a: tuple[int, int], span_b: tuple[int, int]) -> list[Region]:
    """The regions of the words of two units, item by item where they have items inside."""
    if texts.a[slice(*span_a)] == texts.b[slice(*span_b)]:
        return []
    zone = _zone(pairing)
    a, b = pieces(pairing.a, *span_a), pieces(pairing.b, *span_b)
    if len(a) == len(b) == 1:
        return _wording(texts, zone, span_a, span_b)
    cut_a, cut_b = shared(a, texts.a, b, texts.b), shared(b, texts.b, a, texts.a)
    pairs = matched(cut_a, texts.a, cut_b, texts.b)
    return item_regions(
        texts.chain.a.canonical, texts.chain.b.canonical, pairs, lambda one, other: _wording(texts, zone, one, other)
    )


def _wording(texts: TwoCopies, zone: str, span_a: tuple[int, int], span_b: tuple[int, int]) -> list[Region]:
    """The regions of two stretches of wording without labels, judged."""
    text_a, text_b = texts.a[slice(*span_a)], texts.b[slice(*span_b)]
    if text_a == text_b:
        return []
    statements = Statements.of(text_a, text_b)
    within = span_a, span_b
    return _plain_regions(
        texts, span_a, span_b, statements, lambda edit: Context(zone, statements.holds(edit), within=within)
    )


def _plain_regions(
    texts: TwoCopies,
    span_a: tuple[int, int],
    span_b: tuple[int, int],
    statements: Statements,
    context: Callable[[Edit], Context],
) -> list[Region]:
    """Where two spans differ, each place judged in its context."""
    text_a, text_b = texts.a[slice(*span_a)], texts.b[slice(*span_b)]
    found: list[Region] = []
    made = edits(text_a, text_b)
    page_a, page_b = _between(texts.page_a, *span_a), _between(texts.page_b, *span_b)
    if page_a or page_b:
        made = [_on_page(texts, edit, span_a[0], span_b[0]) for edit in made]
        made = page_apart(text_a, text_b, made, page_a, page_b)
    plain = readable(text_a, text_b, made)
    plain = whole_values(text_a, text_b, plain)
    if texts.regions_differ:
        explained, plain = regional(
            texts.chain.a.canonical, texts.chain.b.canonical, span_a[0], span_b[0], plain, texts.chain.wrap
        )
        found += explained
    for edit in statements.whole_names(text_a, text_b, plain):
        found += texts.chain.judge(edit, span_a[0], span_b[0], context(edit))
    return found


def _listed(
    texts: TwoCopies, pairing: Pairing, span_a: tuple[int, int], span_b: tuple[int, int]
) -> list[Region] | None:
    """The changes of a list of attachments, entry by entry; None where the pairing is none."""
    if any(len(side) != 1 or side[0].style != "named" for side in (pairing.a, pairing.b)):
        return None
    changes = list_changes(texts.a[slice(*span_a)], texts.b[slice(*span_b)], span_a[0], span_b[0])
    if changes is None:
        return None
    found = changes.regions
    for a0, a1, b0, b1 in changes.renamed:
        found += _body_regions(texts, pairing, (a0, a1), (b0, b1))
    return found


def _prose_regions(texts: TwoCopies, known: ProseRow, spans: tuple[tuple[int, int], tuple[int, int]]) -> list[Region]:
    """Where a row of a table and the sentences of the other copy differ, cell by cell."""
    side, table, row, behind = known
    own, other = (texts.a, texts.b) if side == 0 else (texts.b, texts.a)
    rest = TableRow(row.number, tuple(cell for cell in (*row.cells, *behind) if cell.start >= spans[side][0]))
    judge, found = in_cells(texts), list[Region]()
    for piece in said_in_prose(table, rest, spans[side], spans[1 - side], own, other):
        span_a, span_b = (piece.row, piece.prose) if side == 0 else (piece.prose, piece.row)
        column = table.column_of(piece.cell) if piece.cell else None
        if piece.form:
            found.append(Region(*span_a, *span_b, TABLE_FORM))
        else:
            found += judge(span_a, span_b, column.role if column else None)
    return found


def in_cells(texts: TwoCopies) -> Judged:
    """Judges the difference of two cells of a table by what their column is."""

    def judge(span_a: tuple[int, int], span_b: tuple[int, int], role: Role | None) -> list[Region]:
        a, b = texts.a[slice(*span_a)], texts.b[slice(*span_b)]
        if a == b:
            return []
        if role == "label" and is_ordinal(a) and is_ordinal(b):
            number_a, number_b = (value(text.strip("().、")) for text in (a, b))
            told = label_verdict(a, b, one_ordinal=number_a == number_b is not None)
            return [Region(*span_a, *span_b, told)]
        in_units = role == "responsible_unit"
        names = Statements([(0, len(a))], [(0, len(b))]) if in_units else Statements((), ())
        context = Context("", in_units, role, span_a, (span_a, span_b))
        found = _apart(_plain_regions(texts, span_a, span_b, names, lambda _: context))
        if role in _VALUES and len(found) > 1 and all(part.verdict.class_ == "substantive" for part in found):
            return [Region(*span_a, *span_b, found[0].verdict)]  # a cell with another value, not pieces of it
        return found

    return judge


def _between(spans: Sequence[Furniture], start: int, end: int) -> list[Furniture]:
    """The furniture inside a span, counted from its start."""
    first = bisect_left(spans, start, key=lambda span: span.start)
    last = bisect_right(spans, end, key=lambda span: span.start)
    return [Furniture(f.start - start, f.end - start, f.kind) for f in spans[first:last] if f.end <= end]


def _on_page(texts: TwoCopies, edit: Edit, at_a: int, at_b: int) -> Edit:
    """The edit, marked where all it holds is page furniture between the lines of a unit."""
    if edit.page:
        return edit
    kind_a = _furniture(texts.page_a, edit.a0 + at_a, edit.a1 + at_a)
    kind_b = _furniture(texts.page_b, edit.b0 + at_b, edit.b1 + at_b)
    if (kind_a or edit.a0 == edit.a1) and (kind_b or edit.b0 == edit.b1):
        return edit._replace(page=kind_a or kind_b)
    return edit


def _page_unit(spans: Sequence[Furniture], text: str, unit: tuple[int, int]) -> str | None:
    """The kind of the furniture that a whole unit is, but for the blank that holds its number apart."""
    start, end = unit
    return _furniture(spans, start + (text[start:end][:1] == " "), end)


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


def _zone(pairing: Pairing) -> str:
    """The part of the notice that a pairing is of, by the copy that shows it."""
    kinds = sorted({pairing.a[0].kind, pairing.b[0].kind})
    return next((kind for kind in kinds if kind not in ("paragraph", "item", "task", "section")), kinds[0])
