# SPDX-License-Identifier: Apache-2.0
"""Makes the tree of nodes from blocks in reading order; each block owns the text up to the next one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policydiff.structure.attachments import HEAD, number_of
from policydiff.structure.labels import BULLETS
from policydiff.structure.notice import Node
from policydiff.structure.outline import Unit
from policydiff.structure.part import Part
from policydiff.structure.segments import Segments
from policydiff.structure.table import Table, TableRow
from policydiff.vocabulary.numerals import value
from policydiff.vocabulary.patterns import late_pattern

_HOLDERS = frozenset({"section", "attachment"})
_SHORT = {"section": "s", "task": "t", "article": "art", "attachment": "att", "item": "i", "row": "r"}
_UNITS = {"part": "part", "chapter": "ch", "division": "div"}
_TITLE = 60
_HEADING_END = late_pattern("[。;:]")
_INNERMOST = 99
_FULL_LINE = 20
"""In a copy without long lines, a line of at least this many characters may go on in the next."""


class Opening(NamedTuple):
    """Where a node starts, with what is known of it.

    `end` is None where its text runs to the next block; `body` is where the text after the label
    starts, `rank` how far out the block stands (0 for what no section holds).
    """

    start: int
    kind: str
    end: int | None = None
    style: str | None = None
    body: int = -1
    ordinal: str | None = None
    rank: int = 0
    title: tuple[int, int] | None = None
    """Where the title stands, of a block that does not begin with it."""

    @classmethod
    def of_row(cls, table: Table, row: TableRow, text: str) -> "Opening":
        """The block of a row of a table; its label is the number in its first cell."""
        about = table.title_of(row)
        label = row.cells[0] if row.number and table.cell_of(row, "label") is row.cells[0] else None
        number = value(text[label.start : label.end].strip("().、")) if label else None
        return cls(
            row.start,
            "row",
            row.end,
            "row" if row.number else "header",
            label.end if label and number is not None else -1,
            str(number) if number is not None else None,
            _INNERMOST,
            (about.start, about.end),
        )

    @classmethod
    def of_part(cls, part: Part, text: str) -> "Opening":
        """The block of an element around the body, in the canonical text it stands in."""
        head = HEAD.match(text, part.start) if part.style == "supplied" else None
        if head is None:
            return cls(part.start, part.kind, part.end, part.style)
        return cls(part.start, part.kind, part.end, part.style, head.end(), number_of(head))

    @classmethod
    def of_unit(cls, unit: Unit) -> "Opening":
        """The block of a labelled unit."""
        candidate = unit.label.candidate
        return cls(
            candidate.start, unit.kind, None, candidate.style, candidate.end, candidate.ordinal, int(candidate.rank)
        )


class _Open(NamedTuple):
    block: Opening
    id: str
    own_end: int
    children: list[Node]


def build(segments: Segments, blocks: Iterable[Opening], length: int) -> tuple[Node, ...]:
    """The roots of the tree. Own extents of the nodes cover the text from 0 to `length` without a gap."""
    flat = _filled(sorted(blocks, key=lambda block: block.start), length)
    ends = [*(block.start for block in flat[1:]), length][: len(flat)]
    roots: list[Node] = []
    stack: list[_Open] = []
    used: Counter[str] = Counter()
    wrapped = segments.wrapped()
    for block, own_end in zip(flat, ends, strict=True):
        if stack:
            _close(segments, stack, roots, block.start, block.rank, wrapped)
        level = stack[-1].children if stack else roots
        name = _id(block, stack[-1].id if stack else "")
        used[name] += 1
        if used[name] > 1:
            name = f"{name}~{used[name]}"
        if block.kind in _HOLDERS:
            stack.append(_Open(block, name, own_end, []))
        else:
            level.append(_node(segments, block, name, own_end, own_end, (), wrapped))
    _close(segments, stack, roots, length, 0, wrapped)
    return tuple(roots)


def _close(segments: Segments, stack: list[_Open], roots: list[Node], end: int, rank: int, wrapped: bool) -> None:
    """Close the holders that a block of this rank does not stand under."""
    while stack and (rank == 0 or stack[-1].block.rank >= rank):
        block, name, own_end, children = stack.pop()
        level = stack[-1].children if stack else roots
        level.append(_node(segments, block, name, own_end, end, tuple(children), wrapped))


def _filled(blocks: Sequence[Opening], length: int) -> list[Opening]:
    """The blocks without overlaps and with paragraphs in the gaps between them."""
    flat: list[Opening] = []
    at = 0
    stop: int | None = 0
    for block in blocks:
        if block.start < at or block.start >= length:
            continue
        if stop is not None and stop < block.start:
            flat.append(_paragraph(stop, flat))
        flat.append(block)
        stop = block.end
        at = max(block.start + 1, stop or 0)
    if stop is not None and stop < length:
        flat.append(_paragraph(stop, flat))
    return flat


def _paragraph(start: int, before: Sequence[Opening]) -> Opening:
    """A paragraph; behind the heading of an attachment it is the attachment's, behind a table its section's."""
    inside = bool(before) and (before[-1].style == "supplied" or before[-1].kind == "row")
    return Opening(start, "paragraph", rank=_INNERMOST if inside else 0)


def _id(block: Opening, parent: str) -> str:
    if not block.rank:
        return "attlist" if block.style == "named" else _SHORT.get(block.kind, block.kind) + (block.ordinal or "")
    if block.kind == "article":
        parent = parent.split("/")[0] if parent.startswith("att") else ""
    name = f"{_UNITS.get(block.style or '') or _SHORT.get(block.kind, block.kind)}{block.ordinal or ''}"
    return f"{parent}/{name}" if parent else name


def _node(
    segments: Segments, block: Opening, name: str, own_end: int, end: int, children: tuple[Node, ...], wrapped: bool
) -> Node:
    start, kind, _, style, body, ordinal, rank, title = block
    bare = segments.canonical.bare
    shown = _cut(segments, *title) if title else None
    if body <= start:
        return Node(
            name,
            kind,
            None,
            ordinal,
            style,
            rank,
            shown or bare[start : min(own_end, start + _TITLE)],
            start,
            start,
            own_end,
            end,
            children,
        )
    label = bare[start:body].lstrip(BULLETS)
    return Node(
        name,
        kind,
        label,
        ordinal,
        style,
        rank,
        shown or _heading(segments, body, own_end, wrapped),
        start,
        body,
        own_end,
        end,
        children,
    )


def _cut(segments: Segments, start: int, end: int) -> str:
    """The first words of a cell, up to the mark that ends a heading."""
    stop = min(end, start + _TITLE)
    mark = _HEADING_END.search(segments.canonical.text, start, stop)
    return segments.canonical.bare[start : mark.start() if mark else stop]


def _heading(segments: Segments, start: int, end: int, wrapped: bool) -> str:
    text = segments.canonical.text
    stop = min(end, start + _TITLE)
    line = segments.line_end(start)
    while wrapped and line < stop and line - segments.line_start(line - 1) >= _FULL_LINE:
        line = segments.line_end(line)
    stop = min(stop, line)
    mark = _HEADING_END.search(text, start, stop)
    return segments.canonical.bare[start : mark.start() if mark else stop]
