# SPDX-License-Identifier: Apache-2.0
"""Cuts the blocks of a copy at other places, as the other copy shows them."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence, Set
from itertools import accumulate

from msgspec.structs import replace

from policydiff.align.blocks import Block
from policydiff.canonical.text import Canonical
from policydiff.structure.notice import Item

OPENING = 16
"""Canonical characters, the label among them, by which a unit is known again."""


def opening_of(block: Block) -> str:
    """How a unit begins; page furniture whole."""
    return block.text if block.kind == "page" else (block.head + block.text[:OPENING])[:OPENING]


def cut(own: Sequence[Block], cuts: Mapping[int, Block], text: Canonical, gone: Set[int] = frozenset()) -> list[Block]:
    """The blocks cut anew, with the units of `cuts` at their offsets; a boundary in `gone`, or that falls into the
    opening of a new unit, goes."""
    opened = sorted(cuts)
    reach = list(accumulate((at + len(opening_of(cuts[at])) for at in opened), max))

    def in_opening(at: int) -> bool:
        before = bisect_right(opened, at)
        return before > 0 and at < reach[before - 1]

    kept = {block.start: block for block in own if block.start not in gone and not in_opening(block.start)}
    starts = sorted({*kept, *cuts})
    ends = [*starts[1:], own[-1].end]
    paths = {block.path for block in own}
    labels = [item for block in own for item in _items(block, gone)]
    places = [item.start for item in labels]
    found: list[Block] = []
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        items = tuple(labels[bisect_right(places, start) : bisect_left(places, end)])
        if start in cuts:
            found.append(_begun(cuts[start], text, start, end, paths))
        else:
            found.append(replace(kept[start], end=end, text=text.text[kept[start].body : end]))
        found[-1] = replace(found[-1], index=index, items=items)
    return found


def _items(block: Block, gone: Set[int]) -> tuple[Item, ...]:
    """The labels inside a block, and its own where the block is part of another now."""
    own = (Item(block.start, block.body, block.ordinal, block.style),) if block.start in gone and block.label else ()
    return (*own, *block.items)


def _begun(unit: Block, text: Canonical, start: int, end: int, paths: set[str]) -> Block:
    """The unit as this copy has it."""
    body = start + len(unit.head)
    path = unit.path
    while path in paths:
        path += "~"
    paths.add(path)
    return replace(
        unit,
        path=path,
        label=text.bare[start:body] or None,
        title=text.bare[body : min(end, body + len(unit.title))],
        start=start,
        body=body,
        end=end,
        text=text.text[body:end],
    )
