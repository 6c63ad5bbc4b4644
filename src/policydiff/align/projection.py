# SPDX-License-Identifier: Apache-2.0
"""Carries the boundaries that one copy shows over to the other, where the same words stand inside a unit of it.

A copy whose lines were joined does not show where a label begins: …制定。第四章法律责任第四十二条违反… reads
as one article. The other copy shows it. What is carried over is a unit's beginning, never its end or its wording.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from policydiff.align.blocks import Block
from policydiff.canonical.text import Canonical

_OPENING = 16
"""Canonical characters, the label among them, by which a unit is known again."""
_SHORTEST = 6
"""A whole unit of fewer characters (二、目标) is not sure to be one where its words stand."""


def openings(own: Sequence[Block]) -> dict[str, Block]:
    """How the units of a copy begin, each with the last unit that begins so."""
    return {block.text if block.kind == "page" else (block.head + block.text[:_OPENING])[:_OPENING]: block for block in own}


def projected(own: Sequence[Block], begun: Mapping[str, Block], other: Mapping[str, Block], text: Canonical, other_text: Canonical) -> Sequence[Block]:
    """The blocks of a copy, with one more wherever a labelled unit of the other copy begins in the middle of one.

    `begun` and `other` are the openings of both copies. A unit's opening must stand once in each copy; of page furniture,
    which has no label, the whole, and to the block's end. Blocks still cover the text without gap or overlap.
    """
    cuts: dict[int, Block] = {}
    for opening, unit in other.items():
        if opening not in begun and (unit.label or unit.kind == "page") and len(opening) >= _SHORTEST:
            at = _only(text.text, opening)
            if at >= 0 and _only(other_text.text, opening) >= 0 and _free(own, at, at + len(opening), unit.kind == "page"):
                cuts[at] = unit
    return _cut(own, cuts, text) if cuts else own


def _only(text: str, words: str) -> int:
    """Where the words stand, if they stand once; else -1."""
    at = text.find(words)
    return at if at >= 0 and text.find(words, at + 1) < 0 else -1


def _free(own: Sequence[Block], start: int, end: int, to_end: bool) -> bool:
    """Is the stretch in no label and no page furniture, does no labelled unit begin inside it, and, where asked, does the block end with it?"""
    touched = [block for block in own if block.start < end and start < block.end]
    if to_end and touched[-1].end != end:
        return False
    return not any(block.kind == "page" or (block.label and start < block.body) for block in touched)


def _cut(own: Sequence[Block], cuts: dict[int, Block], text: Canonical) -> list[Block]:
    """The blocks cut anew; a boundary that falls into the opening of a new unit goes."""
    inside = [(at, at + len(opening)) for at, unit in cuts.items() for opening in openings([unit])]
    kept = {block.start: block for block in own if not any(start <= block.start < end for start, end in inside)}
    starts = sorted({*kept, *cuts})
    ends = [*starts[1:], own[-1].end]
    paths = {block.path for block in own}
    found: list[Block] = []
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        labels = tuple(label for block in own for label in block.labels if start < label[0] < end)
        if start in cuts:
            found.append(_begun(cuts[start], text, start, end, paths))
        else:
            found.append(replace(kept[start], end=end, text=text.text[kept[start].body : end]))
        found[-1] = replace(found[-1], index=index, labels=labels)
    return found


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
        label=text.bare[start:body],
        title=text.bare[body : min(end, body + len(unit.title))],
        start=start,
        body=body,
        end=end,
        text=text.text[body:end],
    )
