# SPDX-License-Identifier: Apache-2.0
"""The fields of a notice: values that stand in it, with spans in its source."""

from bisect import bisect_left
from collections.abc import Sequence

from policydiff.canonical.text import Canonical
from policydiff.model import Field
from policydiff.structure.attachments import ENTRY, HEAD
from policydiff.structure.notice import Furniture, Node
from policydiff.structure.responsible import LEAD, RESPONSIBLE, Statement, cell_units, responsible_statements
from policydiff.structure.segments import Segments
from policydiff.structure.table import Table
from policydiff.structure.values import citations, dates, doc_numbers
from policydiff.vocabulary.patterns import late_pattern

__all__ = ["read_fields", "responsible_statements"]

_FIRST_LEADS = late_pattern(r"(?:排|列)(?:在)?(?:第一位?|首位)")
"""The rule 列第一位者为牵头单位，下同 in its forms; it holds from its statement on."""
_DIGITS = late_pattern(r"\d+")
_OF_NODE = {
    "title": "title",
    "doc_number": "doc_number",
    "addressee": "addressee",
    "issuer": "issuer",
    "date": "signed_date",
}


def read_fields(
    segments: Segments, roots: Sequence[Node], furniture: Sequence[Furniture], tables: Sequence[Table]
) -> tuple[Field, ...]:
    """All fields of a notice in the order of their places in the source."""
    canonical = segments.canonical
    nodes = [node for root in roots for node in root.walk()]
    fields: list[Field] = []
    for node in nodes:
        if node.kind in _OF_NODE:
            fields += _frame_field(canonical, node)
        elif node.kind == "marking":
            fields += _marking(canonical, node)
        elif node.kind == "attachment":
            fields += _attachments(canonical, node)
    fields += _own_number(canonical, nodes)
    fields += _page(canonical, furniture)
    for cited in citations(canonical.text):
        title = _source(canonical, cited.start + 1, cited.start + 1 + len(cited.value))
        fields.append(_field(canonical, "citation", cited.start, cited.end, title))
    stops = sorted({*segments.hard, *(node.start for node in nodes if node.label)})
    stated = responsible_statements(canonical.text, _with_gaps(segments, stops))
    fields += _in_charge(canonical, _with_cells(stated, canonical.text, tables))
    return tuple(sorted(fields, key=lambda field: (field.start, field.end)))


def _with_cells(stated: list[Statement], text: str, tables: Sequence[Table]) -> list[Statement]:
    """The statements in order, with the cells of tables whose column holds units in charge."""
    cells = []
    for table in tables:
        for cell in (cell for row in table.full_rows if row.number for cell in row.cells):
            column = table.column_of(cell)
            if column and column.role == "responsible_unit":
                names = cell_units(text, cell.start, cell.end, column.name)
                cells.append(Statement(cell.start, cell.end, names))
    if not cells:
        return stated
    starts = [cell.start for cell in cells]
    apart = [said for said in stated if not _meets(said, cells, bisect_left(starts, said.start))]
    return sorted([*apart, *cells], key=lambda said: said.start)


def _meets(said: Statement, cells: Sequence[Statement], at: int) -> bool:
    """Does a statement overlap the cell that begins behind its start, or the one before?"""
    return any(cell.start < said.end and said.start < cell.end for cell in cells[max(0, at - 1) : at + 1])


def _with_gaps(segments: Segments, stops: list[int]) -> list[int]:
    """The stops, and the gaps of a copy that has its lines joined into one."""
    length = len(segments.canonical.text)
    if length < 200 or len(segments.hard) > length / 200:
        return stops
    return sorted({*stops, *segments.soft(0, length)})


def _field(canonical: Canonical, kind: str, start: int, end: int, value: object) -> Field:
    source_start, source_end = canonical.offsets.span_to_source(start, end)
    return Field(kind, source_start, source_end, canonical.source[source_start:source_end], value)


def _source(canonical: Canonical, start: int, end: int) -> str:
    """A span's characters as the copy has them, without white space and glosses."""
    return canonical.bare[start:end]


def _frame_field(canonical: Canonical, node: Node) -> list[Field]:
    start, end = node.start, node.own_end
    text = canonical.text[start:end]
    value: object = _source(canonical, start, end)
    if node.kind == "addressee":
        value = _source(canonical, start, end).rstrip(":：")
    elif node.kind == "date":
        found = dates(text)
        value = found[0].value if found else value
    elif node.kind == "doc_number":
        numbers = doc_numbers(text)
        value = numbers[0].value if numbers else value
    elif node.kind == "title":
        half = _repeated(text)
        end = start + half if half else end
        value = _source(canonical, start, end)
    return [_field(canonical, _OF_NODE[node.kind], start, end, value)]


def _repeated(text: str) -> int:
    """Length of a title that stands twice in a row, 0 where it does not."""
    half = len(text) // 2
    return half if half > 4 and len(text) % 2 == 0 and text[:half] == text[half:] else 0


def _marking(canonical: Canonical, node: Node) -> list[Field]:
    if "公开" not in canonical.text[node.start : node.own_end]:
        return []
    return [
        _field(
            canonical, "access_marking", node.start, node.own_end, _source(canonical, node.start + 1, node.own_end - 1)
        )
    ]


def _own_number(canonical: Canonical, nodes: Sequence[Node]) -> list[Field]:
    """The notice's number where it stands in brackets at the end of the title instead of on its own."""
    if any(node.kind == "doc_number" for node in nodes):
        return []
    title = next((node for node in nodes if node.kind == "title"), None)
    numbers = doc_numbers(canonical.text[title.start : title.own_end]) if title else []
    if title is None or not numbers or canonical.text[title.start + numbers[-1].end : title.own_end] not in (")", ""):
        return []
    last = numbers[-1]
    return [_field(canonical, "doc_number", title.start + last.start, title.start + last.end, last.value)]


def _page(canonical: Canonical, furniture: Sequence[Furniture]) -> list[Field]:
    fields = []
    for item in furniture:
        text = canonical.text[item.start : item.end]
        if item.kind == "page_date" and (found := dates(text)):
            fields.append(_field(canonical, "page_date", item.start, item.end, found[0].value))
        elif item.kind == "counter":
            number = _DIGITS.search(text)
            fields.append(_field(canonical, "counter", item.start, item.end, int(number.group()) if number else None))
    return fields


def _attachments(canonical: Canonical, node: Node) -> list[Field]:
    """A field for each attachment: for each entry of a list, or for one that is there with its heading as value."""
    text = canonical.text
    if node.style != "named":
        return [_field(canonical, "attachment", node.start, node.own_end, node.title)]
    head = HEAD.match(text, node.start, node.own_end)
    at = head.end() if head else node.start
    starts = [match.start() for match in ENTRY.finditer(text, at, node.own_end)] or [at]
    fields = []
    for start, end in zip(starts, [*starts[1:], node.own_end], strict=True):
        label = ENTRY.match(text, start, end)
        name = label.end() if label else start
        fields.append(_field(canonical, "attachment", start, end, _source(canonical, name, end).strip("。；;")))
    return fields


def _in_charge(canonical: Canonical, statements: Sequence[Statement]) -> list[Field]:
    fields = []
    first_leads = False
    for statement in statements:
        first_leads = first_leads or _FIRST_LEADS.search(canonical.text, statement.start, statement.end) is not None
        names = [{"role": named.role, "name": _source(canonical, named.start, named.end)} for named in statement.names]
        if first_leads and all(name["role"] == RESPONSIBLE for name in names):
            names[0]["role"] = LEAD
        fields.append(_field(canonical, "responsible_units", statement.start, statement.end, names))
    return fields
