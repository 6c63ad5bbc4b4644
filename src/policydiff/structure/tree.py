# SPDX-License-Identifier: Apache-2.0
"""Makes the tree of nodes from blocks in reading order; each block owns the text up to the next one."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from policydiff.structure.attachments import HEAD, number_of
from policydiff.structure.labels import BULLETS, Candidate
from policydiff.structure.notice import Node
from policydiff.structure.outline import Unit
from policydiff.structure.part import Part
from policydiff.structure.segments import Segments

_HOLDERS = frozenset({"section", "attachment"})
_SHORT = {"section": "s", "task": "t", "article": "art", "attachment": "att", "item": "i"}
_UNITS = {"part": "part", "chapter": "ch", "division": "div"}
_TITLE = 60
_HEADING_END = re.compile("[。;:]")
_INNERMOST = 99
_FULL_LINE = 20
"""In a copy without long lines, a line of at least this many characters may go on in the next."""


class Block(NamedTuple):
    """Where a node starts, with what is known of it; `end` only where its text stops before the next block."""

    start: int
    kind: str
    end: int | None = None
    style: str | None = None
    candidate: Candidate | None = None
    number: str | None = None
    inside: bool = False
    """Whether the block belongs to the attachment before it."""

    @classmethod
    def of_part(cls, part: Part, text: str) -> "Block":
        """The block of an element around the body, in the canonical text it stands in."""
        head = HEAD.match(text, part.start) if part.style == "supplied" else None
        return cls(part.start, part.kind, part.end, part.style, None, number_of(head) if head else None)

    @classmethod
    def of_unit(cls, unit: Unit) -> "Block":
        """The block of a labelled unit."""
        candidate = unit.label.candidate
        return cls(candidate.start, unit.kind, None, candidate.style, candidate)

    @property
    def rank(self) -> int:
        """How far out the block stands; 0 for what no section holds."""
        return int(self.candidate.rank) if self.candidate else _INNERMOST if self.inside else 0


@dataclass(slots=True)
class _Open:
    block: Block
    id: str
    own_end: int
    children: list[Node] = field(default_factory=list)


def build(segments: Segments, blocks: Iterable[Block], length: int) -> tuple[Node, ...]:
    """The roots of the tree. Own extents of the nodes cover the text from 0 to `length` without a gap."""
    flat = _filled(sorted(blocks, key=lambda block: block.start), length)
    roots: list[Node] = []
    stack: list[_Open] = []
    used: Counter[str] = Counter()
    wrapped = segments.wrapped()

    def close(end: int, rank: int) -> None:
        while stack and (stack[-1].block.rank >= rank or rank == 0):
            top = stack.pop()
            node = _node(segments, top, end, wrapped)
            (stack[-1].children if stack else roots).append(node)

    for i, block in enumerate(flat):
        close(block.start, block.rank)
        own_end = flat[i + 1].start if i + 1 < len(flat) else length
        name = _id(block, stack[-1].id if stack else "")
        used[name] += 1
        stack.append(_Open(block, name if used[name] == 1 else f"{name}~{used[name]}", own_end))
        if block.kind not in _HOLDERS:
            top = stack.pop()
            (stack[-1].children if stack else roots).append(_node(segments, top, own_end, wrapped))
    close(length, 0)
    return tuple(roots)


def _filled(blocks: Sequence[Block], length: int) -> list[Block]:
    """The blocks without overlaps and with paragraphs in the gaps between them."""
    flat: list[Block] = []
    at = 0
    for block in blocks:
        if block.start < at or block.start >= length:
            continue
        last = flat[-1] if flat else None
        stop = 0 if last is None else last.end
        if stop is not None and stop < block.start:
            flat.append(_paragraph(stop, last))
        flat.append(block)
        at = max(block.start + 1, block.end or 0)
    last = flat[-1] if flat else None
    stop = 0 if last is None else last.end
    if stop is not None and stop < length:
        flat.append(_paragraph(stop, last))
    return flat


def _paragraph(start: int, last: Block | None) -> Block:
    return Block(start, "paragraph", inside=last is not None and last.style == "supplied")


def _id(block: Block, parent: str) -> str:
    candidate = block.candidate
    if candidate is None:
        if block.inside and parent:
            return f"{parent}/paragraph"
        return "attlist" if block.style == "named" else _SHORT.get(block.kind, block.kind) + (block.number or "")
    short = _UNITS.get(candidate.style) or _SHORT[block.kind]
    name = f"{short}{candidate.ordinal}"
    if block.kind == "article":
        parent = parent.split("/")[0] if parent.startswith("att") else ""
    return f"{parent}/{name}" if parent else name


def _node(segments: Segments, item: _Open, end: int, wrapped: bool) -> Node:
    block, candidate = item.block, item.block.candidate
    bare = segments.canonical.bare
    head = HEAD.match(segments.canonical.text, block.start) if block.style == "supplied" else None
    body = candidate.end if candidate else head.end() if head else block.start
    return Node(
        id=item.id,
        kind=block.kind,
        label=bare[block.start : body].lstrip(BULLETS) if body > block.start else None,
        ordinal=candidate.ordinal if candidate else block.number,
        style=block.style,
        level=block.rank,
        title=_heading(segments, body, item.own_end, wrapped) if body > block.start else bare[body : min(item.own_end, body + _TITLE)],
        start=block.start,
        body=body,
        own_end=item.own_end,
        end=end,
        children=tuple(item.children),
    )


def _heading(segments: Segments, start: int, end: int, wrapped: bool) -> str:
    text = segments.canonical.text
    stop = min(end, start + _TITLE)
    line = segments.line_end(start)
    while wrapped and line < stop and line - segments.line_start(line - 1) >= _FULL_LINE:
        line = segments.line_end(line)
    stop = min(stop, line)
    mark = _HEADING_END.search(text, start, stop)
    return segments.canonical.bare[start : mark.start() if mark else stop]
