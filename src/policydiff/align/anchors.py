# SPDX-License-Identifier: Apache-2.0
"""Matches that need no weighing: blocks whose canonical texts are equal."""

from collections import defaultdict
from collections.abc import Sequence
from math import sqrt
from operator import ge

from policydiff.align.blocks import Block, is_deleted
from policydiff.align.sequence import Match, heaviest_chain

_SHORT = 4
"""Canonical characters; a shorter text is an anchor only under the same label."""
_SAME_LABEL = 0.1
_SAME_ARTICLE = 0.3
"""What the same number is worth beside the square of the similarity. Official lists of amendments hold to an
article's number; tasks of a plan are renumbered lightly."""
_NEIGHBOUR = 0.05
"""Bonus for each equal neighbour: enough to settle a tie, too little to outweigh a longer text."""
_REPEATED = 6
"""A text that stands more often than this on a side is matched by rank alone."""


def weight(a: Block, b: Block, similarity: float) -> float:
    """What a match is worth to the chain: alike, long, and better under the same label.

    A heading counts like a long text: tasks move across headings, headings rarely across tasks.
    """
    same_label = a.ordinal is not None and a.ordinal == b.ordinal
    bonus = (_SAME_ARTICLE if a.kind == b.kind == "article" else _SAME_LABEL) if same_label else 0.0
    size = 800 if a.kind == b.kind == "section" else min(len(a.text) + len(b.text), 800)
    return (similarity * similarity + bonus) * sqrt(8 + size)


def comparable(a: Block, b: Block) -> bool:
    """Page furniture is only ever matched with page furniture."""
    return (a.kind == "page") == (b.kind == "page")


def equal_matches(a: Sequence[Block], b: Sequence[Block]) -> list[Match]:
    """All matches of blocks with equal text, repeated texts paired by rank or by label."""
    by_text: dict[tuple[str, bool], list[Block]] = defaultdict(list)
    for block in b:
        by_text[block.text, block.kind == "page"].append(block)
    own: dict[tuple[str, bool], list[Block]] = defaultdict(list)
    for block in a:
        own[block.text, block.kind == "page"].append(block)
    matches = []
    for key, here in own.items():
        there = by_text.get(key)
        if there is None:
            continue
        for x, y in _choices(here, there):
            if _one_unit(x, y):
                matches.append(
                    Match(x.index, y.index, 1.0, weight(x, y, 1.0) * (1 + _NEIGHBOUR * _equal_neighbours(a, b, x, y)))
                )
    return matches


def _one_unit(x: Block, y: Block) -> bool:
    """May two blocks of one text be one unit whatever stands around them? A mark that a text was taken out, or a few
    characters, only under one label."""
    return x.ordinal == y.ordinal or (len(x.text) >= _SHORT and not is_deleted(x))


def _equal_neighbours(a: Sequence[Block], b: Sequence[Block], x: Block, y: Block) -> int:
    """How many of the two neighbours are equal too: what holds repeated texts apart."""
    i, j = x.index - a[0].index, y.index - b[0].index
    before = 0 < i < len(a) and 0 < j < len(b) and a[i - 1].text == b[j - 1].text
    after = i + 1 < len(a) and j + 1 < len(b) and a[i + 1].text == b[j + 1].text
    return before + after


def _choices(here: list[Block], there: list[Block]) -> list[tuple[Block, Block]]:
    if len(here) * len(there) <= _REPEATED * _REPEATED:
        return [(x, y) for x in here for y in there]
    return list(zip(here, there, strict=False))


def anchor_chain(a: Sequence[Block], b: Sequence[Block]) -> list[Match]:
    """The heaviest ordered chain of equal blocks: the fixed points of the alignment."""
    if [block.text for block in a] == [block.text for block in b] and all(map(comparable, a, b)):
        return [Match(x.index, y.index, 1.0, 1.0) for x, y in zip(a, b, strict=True)]
    plain = _in_order(a, b)
    return heaviest_chain(equal_matches(a, b)) if plain is None else plain


def _in_order(a: Sequence[Block], b: Sequence[Block]) -> list[Match] | None:
    """All matches where equal texts stand once on each side and in one order, so that none need be weighed against
    another; else None."""
    where = {(y.text, y.kind == "page"): y for y in b}
    if len(where) < len(b):
        return None
    pairs = [(x, y) for x in a if (y := where.get((x.text, x.kind == "page"))) is not None and _one_unit(x, y)]
    places = [y.index for _, y in pairs]
    if any(map(ge, places, places[1:])):
        return None
    return [Match(x.index, y.index, 1.0, 1.0) for x, y in pairs]
