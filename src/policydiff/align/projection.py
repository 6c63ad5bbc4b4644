# SPDX-License-Identifier: Apache-2.0
"""Carries the boundaries that one copy shows over to the other, where the same words stand inside a unit of it.

A copy whose lines were joined does not show where a label begins: …制定。第四章法律责任第四十二条违反… reads
as one article. The other copy shows it. What is carried over is a unit's beginning, never its end or its wording.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from policydiff.align.blocks import Block
from policydiff.align.cutting import OPENING, cut, opening_of
from policydiff.canonical.text import Canonical, joined_beside

_SHORTEST = 6
"""A whole unit of fewer characters (二、目标) is not sure to be one where its words stand."""
_WORK = 200_000_000
"""Openings times characters of text up to which they are looked for: half a second; texts with more are not copies."""


def openings(own: Sequence[Block]) -> dict[str, Block]:
    """How the units of a copy begin, each with the first unit that begins so."""
    found: dict[str, Block] = {}
    for block in own:
        found.setdefault(opening_of(block), block)
    return found


def projected(
    own: Sequence[Block], begun: Mapping[str, Block], other: Mapping[str, Block], text: Canonical, other_text: Canonical
) -> Sequence[Block]:
    """The blocks of a copy, with one more wherever a unit of the other copy begins in the middle of one.

    `begun` and `other` are the openings of both copies. Carried over are units with a label, page furniture that ends a
    block, what a copy begins with or goes on with behind page furniture, and where the lines of a copy were joined as a
    whole every unit; what it begins with must stand once in each copy. Blocks still cover the text without gap or
    overlap."""
    if len(other.keys() - begun.keys()) * len(text.text) > _WORK:
        return own
    cuts: dict[int, Block] = {}
    joined = joined_beside(text, other_text)
    behind_page = True
    breaks, bodies = frozenset(text.breaks), {block.body for block in own}
    starts = [block.start for block in own]
    for opening, unit in other.items():
        if (
            opening not in begun
            and len(opening) >= _SHORTEST
            and (unit.label or unit.kind == "page" or joined or behind_page)
        ):
            at = _place(unit, text.text, other_text.text)
            if at < 0 and unit.label and unit.kind != "article":
                unit = replace(unit, label=None, ordinal=None, head="", start=unit.body)
                at = _place(unit, text.text, other_text.text)
                at = at if at in breaks and at not in bodies else -1
            end = at + len(opening_of(unit))
            touched = own[max(0, bisect_right(starts, at) - 1) : bisect_left(starts, end)] if at >= 0 else ()
            if touched and _may_begin(unit, touched, at, end):
                cuts[at] = unit
        behind_page = unit.kind == "page"
    return cut(own, cuts, text) if cuts else own


def _place(unit: Block, text: str, other_text: str) -> int:
    """Where a text has the words that a unit of the other text begins with, so many of them that they stand once in
    each; else -1."""
    written = unit.written
    for length in (len(written),) if unit.kind == "page" else (OPENING, 2 * OPENING, 4 * OPENING):
        words = written[:length]
        at = text.find(words)
        if at < 0:
            return -1
        if text.find(words, at + 1) < 0 and other_text.count(words) == 1:
            return at
    return -1


def _may_begin(unit: Block, touched: Sequence[Block], start: int, end: int) -> bool:
    """May the unit, whose opening these blocks hold, begin there: in no label, no row of a table and no page furniture,
    with no labelled unit beginning inside its opening?

    A paragraph right behind a label is the labelled unit without its label.
    """
    if unit.kind == "page" and touched[-1].end != end:
        return False
    first = touched[0].body + (not unit.label)
    return start >= first and not any(
        block.kind in ("page", "row") or (block.label and start < block.body) for block in touched
    )
