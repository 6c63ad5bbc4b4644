# SPDX-License-Identifier: Apache-2.0
"""The flat row of blocks that alignment works on, made from a notice's tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from policydiff.structure.notice import Node, Notice

WHOLE = frozenset({"task", "article"})
"""Kinds that are compared with all their children as one block."""


@dataclass(frozen=True, slots=True)
class Block:
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


def blocks(notice: Notice) -> tuple[Block, ...]:
    """The blocks of a notice in reading order; tasks and articles are one block each."""
    text = notice.canonical.text
    found = []
    for node, end in _leaves(notice.roots):
        if end > node.start:
            found.append(
                Block(len(found), node.kind, node.id, node.label, node.ordinal, node.title, node.start, node.body, end, text[node.body : end], node.style)
            )
    return tuple(found)


def _leaves(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, int]]:
    for node in nodes:
        if node.kind in WHOLE:
            yield node, node.end
        else:
            yield node, node.own_end
            yield from _leaves(node.children)
