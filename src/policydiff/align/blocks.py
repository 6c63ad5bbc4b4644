# SPDX-License-Identifier: Apache-2.0
"""The flat row of blocks that alignment works on, made from a notice's tree."""

import re
from collections.abc import Iterator

from msgspec import Struct

from policydiff.structure.notice import Node, Notice

WHOLE = frozenset({"task", "article"})
"""Kinds that are compared with all their children as one block."""


class Block(Struct, frozen=True):
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
    labels: tuple[tuple[int, int, str | None], ...] = ()
    """Labels of what stands inside: (start, body, ordinal), the block's own left out."""


def blocks(notice: Notice) -> tuple[Block, ...]:
    """The blocks of a notice in reading order; tasks and articles are one block each."""
    text = notice.canonical.text
    found: list[Block] = []
    for node, end in _leaves(notice.roots):
        if end > node.start:
            found.append(
                Block(
                    index=len(found),
                    kind=node.kind,
                    path=node.id,
                    label=node.label,
                    ordinal=node.ordinal,
                    title=node.title,
                    start=node.start,
                    body=node.body,
                    end=end,
                    text=text[node.body : end],
                    style=node.style,
                    head=text[node.start : node.body],
                    labels=_inner_labels(node) if node.children and end == node.end else (),
                )
            )
    return tuple(found)


def _inner_labels(node: Node) -> tuple[tuple[int, int, str | None], ...]:
    inside = (child for root in node.children for child in root.walk())
    return tuple((child.start, child.body, child.ordinal) for child in inside if child.body > child.start)


def _leaves(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, int]]:
    for node in nodes:
        if node.kind in WHOLE:
            yield node, node.end
        else:
            yield node, node.own_end
            yield from _leaves(node.children)


_STUB = re.compile(r"\(?(?:删除|删减|略|本[条项款]略|略去|此处略|此处删减|本文有删减)\)?。?|[×xX*Х]{3,}|…{1,4}|\(?×+\)?")


def is_deleted(block: Block) -> bool:
    """Does the unit's whole text only say that text was taken out: （刪除), （略）, ×××?"""
    return len(block.text) <= 12 and _STUB.fullmatch(block.text) is not None
