# SPDX-License-Identifier: Apache-2.0
"""Aligns two notices unit by unit: anchors, then chains in the gaps, then moves.

0. a unit that begins in one copy alone, in words that both have, begins in both (`projection`);
1. blocks with equal text are anchors (`anchors`);
2. between two anchors the heaviest chain of similar blocks, those under one label preferred;
3. what is left beside a match may be a part of it (split, merged), what is left under one
   label in one gap was reworded;
4. what is left anywhere may have moved;
5. a stretch that reads alike as a whole, but not unit by unit, was only cut at other places.
"""

from collections.abc import Iterator, Sequence

from policydiff.align.anchors import anchor_chain, comparable, equal_matches, weight
from policydiff.align.blocks import Block, blocks, is_deleted
from policydiff.align.pairing import Pairing
from policydiff.align.parts import BlockGroup, grow
from policydiff.align.projection import openings, projected
from policydiff.align.recut import recut
from policydiff.align.sequence import Match, heaviest_chain
from policydiff.align.similarity import Likeness, candidates, similarity
from policydiff.structure.notice import Notice

MATRIX = 1200
"""Pairs of blocks in one gap up to which each pair is weighed; beyond it only candidates are."""
ALIKE = 0.45
"""Similarity from which two units are one unit reworded. Articles of amended laws: see the benchmark."""
MOVED = 0.6
MOVED_LENGTH = 6
REWORDED = 0.25
"""Similarity from which units of a notice under one label in one gap are one; articles need none."""


BEGUN, BEGUN_LABELLED = 8, 4
"""Characters by which a unit that a copy stops in is known for the beginning of the other copy's: a paragraph, and a
unit under the same label."""


def align(notice_a: Notice, notice_b: Notice) -> tuple[Pairing, ...]:
    """Pair the units of two notices; every block stands in exactly one pairing.

    Pairings come in B's order, units lost in B after the unit they followed in A.
    """
    whole_a, whole_b = blocks(notice_a), blocks(notice_b)
    begun_a, begun_b = openings(whole_a), openings(whole_b)
    a = projected(whole_a, begun_a, begun_b, notice_a.canonical, notice_b.canonical)
    b = projected(whole_b, begun_b, begun_a, notice_b.canonical, notice_a.canonical)
    chain = anchor_chain(a, b)
    likeness = Likeness((*a, *b))
    groups: list[BlockGroup] = []
    for left, right in _gaps(chain, len(a), len(b)):
        groups += _gap_groups(a[left[0] : right[0]], b[left[1] : right[1]], likeness)
    groups += [BlockGroup((a[m.a],), (b[m.b],), 1.0) for m in chain]
    groups = grow(groups, a, b)
    groups += _moves(a, b, groups)
    return recut(_in_order(a, b, groups))


def _gaps(chain: Sequence[Match], count_a: int, count_b: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Half-open rectangles between consecutive anchors that hold blocks of both sides: ((a, b) start, (a, b) end)."""
    at_a = at_b = 0
    for match in chain:
        if at_a < match.a and at_b < match.b:
            yield (at_a, at_b), (match.a, match.b)
        at_a, at_b = match.a + 1, match.b + 1
    if at_a < count_a and at_b < count_b:
        yield (at_a, at_b), (count_a, count_b)


def _gap_groups(a: Sequence[Block], b: Sequence[Block], likeness: Likeness) -> list[BlockGroup]:
    chain = heaviest_chain(_weighed(a, b, likeness))
    first_a, first_b = a[0].index, b[0].index
    found = [BlockGroup((a[m.a - first_a],), (b[m.b - first_b],), m.similarity) for m in chain]
    for (a0, b0), (a1, b1) in _gaps([Match(m.a - first_a, m.b - first_b, 0, 0) for m in chain], len(a), len(b)):
        found += _left_over(a[a0:a1], b[b0:b1], likeness)
    return found


def _weighed(a: Sequence[Block], b: Sequence[Block], likeness: Likeness) -> list[Match]:
    pairs = ((x, y) for x in a for y in b) if len(a) * len(b) <= MATRIX else iter(_likely(a, b))
    matches = []
    for x, y in pairs:
        alike = _alike(x, y, likeness)
        if x.ordinal is not None and x.ordinal == y.ordinal and x.kind == y.kind and _begun(x, y) >= BEGUN_LABELLED:
            matches.append(Match(x.index, y.index, alike or likeness(x, y), weight(x, y, 1.0)))
        elif alike:
            matches.append(Match(x.index, y.index, alike, weight(x, y, alike)))
    return matches


def _alike(x: Block, y: Block, likeness: Likeness) -> float:
    """How alike two blocks are, 0.0 where they cannot be one unit."""
    if not comparable(x, y):
        return 0.0
    if x.kind == "page":
        return _page_alike(x, y)
    if is_deleted(x) or is_deleted(y):
        return 1.0 if x.ordinal is not None and x.ordinal == y.ordinal else 0.0
    return likeness(x, y, ALIKE)


def _page_alike(a: Block, b: Block) -> float:
    return max(0.5, similarity(a.text, b.text)) if a.style == b.style else 0.0


def _likely(a: Sequence[Block], b: Sequence[Block]) -> list[tuple[Block, Block]]:
    by_label = {(y.kind, y.ordinal): y for y in b if y.ordinal is not None}
    labelled = [(x, y) for x in a if x.ordinal is not None and (y := by_label.get((x.kind, x.ordinal))) is not None]
    return sorted(
        {(x.index, y.index): (x, y) for x, y in candidates(a, b) + labelled}.values(),
        key=lambda p: (p[0].index, p[1].index),
    )


def _left_over(a: Sequence[Block], b: Sequence[Block], likeness: Likeness) -> list[BlockGroup]:
    """Units left over in one gap: under one label, or alone on both sides, they are one unit reworded."""
    matches = []
    alone = len(a) == len(b) == 1
    for x in a:
        for y in b:
            same_label = x.ordinal is not None and (x.kind, x.ordinal) == (y.kind, y.ordinal)
            begun = _begun(x, y) if same_label or not (x.label or y.label) else -1
            if not comparable(x, y) or not (same_label or alone or begun >= BEGUN):
                continue
            alike = likeness(x, y)
            if (same_label and (x.kind == "article" or begun >= 0)) or begun >= BEGUN or alike >= REWORDED:
                matches.append(Match(x.index, y.index, alike, 1 + alike))
    return [BlockGroup((a[m.a - a[0].index],), (b[m.b - b[0].index],), m.similarity) for m in heaviest_chain(matches)]


def _begun(x: Block, y: Block) -> int:
    """How many characters the shorter has, where it begins the longer (a copy that stops in it); else -1."""
    short, long = sorted((x.text, y.text), key=len)
    return len(short) if long.startswith(short) else -1


def _moves(a: Sequence[Block], b: Sequence[Block], groups: Sequence[BlockGroup]) -> list[BlockGroup]:
    """Units unmatched on both sides that are alike stand elsewhere: best matches first."""
    used_a = {x.index for g in groups for x in g.a}
    used_b = {y.index for g in groups for y in g.b}
    left_a = [x for x in a if x.index not in used_a and len(x.text) >= MOVED_LENGTH and x.kind != "page"]
    left_b = [y for y in b if y.index not in used_b and len(y.text) >= MOVED_LENGTH and y.kind != "page"]
    if not left_a or not left_b:
        return []
    found: dict[tuple[int, int], float] = {(m.a, m.b): 1.0 for m in equal_matches(left_a, left_b)}
    pairs = (
        ((x, y) for x in left_a for y in left_b)
        if len(left_a) * len(left_b) <= MATRIX
        else iter(candidates(left_a, left_b))
    )
    for x, y in pairs:
        if (x.index, y.index) not in found:
            alike = similarity(x.text, y.text, MOVED)
            if alike >= MOVED:
                found[x.index, y.index] = alike
    moves = []
    for (i, j), alike in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            moves.append(BlockGroup((a[i],), (b[j],), alike, moved=True))
    return moves


def _in_order(a: Sequence[Block], b: Sequence[Block], groups: Sequence[BlockGroup]) -> tuple[Pairing, ...]:
    by_b = {g.b[0].index: g for g in groups}
    inside_b = {y.index for g in groups for y in g.b[1:]}
    paired_a = {x.index for g in groups for x in g.a}
    ordered: list[Pairing] = []

    def lost_after(index: int) -> None:
        while index + 1 < len(a) and index + 1 not in paired_a:
            index += 1
            ordered.append(Pairing((a[index],), (), 0.0))

    lost_after(-1)
    for y in b:
        if y.index in inside_b:
            continue
        group = by_b.get(y.index)
        if group is None:
            ordered.append(Pairing((), (y,), 0.0))
            continue
        ordered.append(Pairing(group.a, group.b, group.similarity, group.moved))
        lost_after(group.a[-1].index)
    return tuple(ordered)
