# SPDX-License-Identifier: Apache-2.0
"""The flat row of blocks that alignment works on, made from a notice's tree."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from policydiff.structure.notice import Item, Node, Notice
from policydiff.vocabulary.redaction import STUB

WHOLE = frozenset({"task", "article"})
"""Kinds that are compared with all their children as one block."""


class Block(Struct, frozen=True, gc=False):
    """One unit as alignment sees it: offsets count canonical characters.

    `text` is the canonical text after the label; blocks of one notice cover its canonical
    text without gap or overlap, in reading order.
    """

    index: int
    kind: str
    path: str
    label: str | None
    ordinal: str | None
    title: str
    start: int
    body: int
    end: int
    text: str
    style: str | None
    head: str = ""
    """Canonical text of the label."""
    items: tuple[Item, ...] = ()
    """Labels of what stands inside, the block's own left out."""

    @property
    def written(self) -> str:
        """Canonical text of the block, its label included."""
        return self.head + self.text


def blocks(notice: Notice) -> tuple[Block, ...]:
    """The blocks of a notice in reading order; tasks and articles are one block each."""
    found: list[Block] = []
    _add(notice.roots, notice, found)
    return tuple(found)


def _add(nodes: tuple[Node, ...], notice: Notice, found: list[Block]) -> None:
    """The blocks of these nodes and of what stands in them, at the end of those found."""
    text = notice.canonical.text
    for node in nodes:
        whole = node.kind in WHOLE
        start, body, end = node.start, node.body, node.end if whole else node.own_end
        if end > start:
            own, head = text[body:end], text[start:body]
            found.append(
                Block(
                    len(found),
                    node.kind,
                    node.id,
                    node.label,
                    node.ordinal,
                    node.title,
                    start,
                    body,
                    end,
                    own,
                    node.style,
                    head,
                    _inside(notice.items, body, end) if notice.items else (),
                )
            )
        if not whole and node.children:
            _add(node.children, notice, found)


def _inside(items: Sequence[Item], start: int, end: int) -> tuple[Item, ...]:
    """The items between two offsets."""
    low = bisect_left(items, start, key=_start)
    return tuple(items[low : bisect_left(items, end, low, key=_start)])


def _start(item: Item) -> int:
    return item.start


def is_deleted(block: Block) -> bool:
    """Does the unit's whole text only say that text was taken out: （刪除), （略）, ×××?"""
    return len(block.text) <= 12 and STUB.fullmatch(block.text) is not None
