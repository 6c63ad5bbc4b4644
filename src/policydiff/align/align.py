# SPDX-License-Identifier: Apache-2.0
"""Aligns two notices unit by unit: anchors, then chains in the gaps, then moves.

0. a line under a label that is a unit in the other copy is one (`labelled`); a unit that begins in one copy alone, in
   words that both have, begins in both (`projection`);
1. blocks with equal text are anchors (`anchors`);
2. between two anchors the heaviest chain of similar blocks, those under one label preferred;
3. what is left beside a match may be a part of it (split, merged), what is left under one
   label in one gap was reworded;
4. what is left anywhere may have moved;
5. a stretch that reads alike as a whole, but not unit by unit, was only cut at other places.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from policydiff.align.anchors import anchor_chain, comparable, equal_matches, weight
from policydiff.align.blocks import Block, blocks, is_deleted
from policydiff.align.labelled import with_labelled_lines
from policydiff.align.order import fewest_moved
from policydiff.align.pairing import Pairing
from policydiff.align.parts import BlockGroup, free, grow, standing_beside, without_statement
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
HEADING_LENGTH = 4
REWORDED = 0.25
"""Similarity from which units of a notice under one label in one gap are one; articles need none."""

TURN = 24
"""How many turns a label may be further on in the other copy where it stands again and again in one gap: what is left
in lists that begin anew many times keeps its order."""

KNOWN = 0.8
"""Similarity from which two units under one label are one wherever they stand."""
HELD = 12
"""Characters of a unit that stand whole in another unit for no other reason than that it was split or merged."""
BEGUN, BEGUN_LABELLED = 8, 4
"""Characters by which a unit that a copy stops in is known for the beginning of the other copy's: a paragraph, and a
unit under the same label."""


def align(notice_a: Notice, notice_b: Notice) -> tuple[Pairing, ...]:
    """Pair the units of two notices; every block stands in exactly one pairing.

    Pairings come in B's order, units lost in B after the unit they followed in A.
    """
    first_a, first_b = blocks(notice_a), blocks(notice_b)
    whole_a, whole_b = with_labelled_lines(first_a, first_b, notice_a.canonical, notice_b.canonical)
    begun_a, begun_b = openings(whole_a), openings(whole_b)
    a = projected(whole_a, begun_a, begun_b, notice_a.canonical, notice_b.canonical)
    b = projected(whole_b, begun_b, begun_a, notice_b.canonical, notice_a.canonical)
    taken_out = _taken_out(a, b)
    chain = _without(anchor_chain(a, b), taken_out)
    likeness = Likeness((*a, *b))
    groups = [BlockGroup((a[m.a],), (b[m.b],), 1.0) for m in chain] + taken_out
    groups += _equal_elsewhere(a, b, groups)
    groups = _in_gaps(a, b, chain, groups, likeness)
    if any(free(groups, a, b)):
        groups = _with_rest(a, b, groups, likeness)
    return recut(_in_order(a, b, fewest_moved(groups)))


def _with_rest(
    a: Sequence[Block], b: Sequence[Block], groups: list[BlockGroup], likeness: Likeness
) -> list[BlockGroup]:
    """The groups with the units that are left over: parts of what stands beside them, moved, or reworded."""
    groups = standing_beside(groups, a, b)
    groups = standing_beside(groups + _moves(a, b, groups), a, b)
    groups += _left_over(a, b, groups, likeness)
    groups = grow(groups, a, b)
    return groups + _moves(a, b, groups)


def _taken_out(a: Sequence[Block], b: Sequence[Block]) -> list[BlockGroup]:
    """Articles of which the other copy says under their number that they were taken out: that answers to them, wherever
    else their words stand (第29条 now is 第29-1条)."""
    found = []
    for marked, others in ((a, b), (b, a)):
        marks = [block for block in marked if block.kind == "article" and block.ordinal and is_deleted(block)]
        if not marks:
            continue
        times = Counter(block.ordinal for block in (*marked, *others) if block.kind == "article")
        there = {block.ordinal: block for block in others if block.kind == "article" and not is_deleted(block)}
        for mark in marks:
            other = there.get(mark.ordinal)
            if other is not None and times[mark.ordinal] == 2:
                found.append(BlockGroup((mark,), (other,), 1.0) if marked is a else BlockGroup((other,), (mark,), 1.0))
    return found


def _without(chain: Sequence[Match], groups: Sequence[BlockGroup]) -> list[Match]:
    """The matches of blocks that stand in none of the groups."""
    taken_a, taken_b = {group.a[0].index for group in groups}, {group.b[0].index for group in groups}
    return [match for match in chain if match.a not in taken_a and match.b not in taken_b]


def _gaps(chain: Sequence[Match], count_a: int, count_b: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Half-open rectangles between consecutive anchors that hold blocks of both sides: ((a, b) start, (a, b) end)."""
    at_a = at_b = 0
    for match in chain:
        if at_a < match.a and at_b < match.b:
            yield (at_a, at_b), (match.a, match.b)
        at_a, at_b = match.a + 1, match.b + 1
    if at_a < count_a and at_b < count_b:
        yield (at_a, at_b), (count_a, count_b)


def _in_gaps(
    a: Sequence[Block], b: Sequence[Block], chain: Sequence[Match], groups: Sequence[BlockGroup], likeness: Likeness
) -> list[BlockGroup]:
    """The groups with the heaviest chain of similar blocks in each gap between two anchors."""
    free_a, free_b = free(groups, a, b)
    known = _known_by_label([a[n] for n in sorted(free_a)], [b[n] for n in sorted(free_b)])
    found = list(groups)
    for left, right in _gaps(chain, len(a), len(b)):
        here = [x for x in a[left[0] : right[0]] if x.index in free_a]
        there = [y for y in b[left[1] : right[1]] if y.index in free_b]
        if here and there:
            matches = heaviest_chain(_weighed(here, there, likeness, known))
            found += [BlockGroup((a[m.a],), (b[m.b],), m.similarity) for m in matches]
    return found


def _known_by_label(a: Sequence[Block], b: Sequence[Block]) -> set[tuple[int, int]]:
    """Units under a label that stands once in each copy, and much alike: whatever stands nearer is another."""
    rows = [[(block.kind, block.head, block) for block in side if block.label] for side in (a, b)]
    times = [Counter((kind, head) for kind, head, _ in row) for row in rows]
    there = {(kind, head): block for kind, head, block in rows[1] if times[1][kind, head] == 1}
    known = set()
    for kind, head, x in rows[0]:
        y = there.get((kind, head)) if times[0][kind, head] == 1 else None
        if y is not None and similarity(x.text, y.text, KNOWN):
            known.add((x.index, y.index))
    return known


def _weighed(a: Sequence[Block], b: Sequence[Block], likeness: Likeness, known: set[tuple[int, int]]) -> list[Match]:
    pairs = ((x, y) for x in a for y in b) if len(a) * len(b) <= MATRIX else iter(_likely(a, b))
    held = _held(a, b) if len(a) * len(b) <= MATRIX else {}
    known_a, known_b = {i for i, _ in known}, {j for _, j in known}
    matches = []
    for x, y in pairs:
        if (x.index in known_a or y.index in known_b) and (x.index, y.index) not in known:
            continue
        if held and _stands_elsewhere(x, y, held):
            continue
        alike = _alike(x, y, likeness)
        if x.ordinal is not None and x.ordinal == y.ordinal and x.kind == y.kind and _begun(x, y) >= BEGUN_LABELLED:
            matches.append(Match(x.index, y.index, alike or likeness(x, y), weight(x, y, 1.0)))
        elif alike:
            matches.append(Match(x.index, y.index, alike, weight(x, y, alike)))
    return matches


def _held(a: Sequence[Block], b: Sequence[Block]) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """The units of one side whose words stand whole in longer units of the other, with these: parts of what was split
    or merged."""
    held: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for parts, wholes, side, other in ((a, b, "a", "b"), (b, a, "b", "a")):
        for part in parts:
            words = without_statement(part.text) if part.label else ""
            if len(words) >= HELD:
                found = {(other, x.path) for x in wholes if len(x.text) > len(part.text) and words in x.text}
                if found:
                    held[side, part.path] = found
    return held


def _stands_elsewhere(x: Block, y: Block, held: dict[tuple[str, str], set[tuple[str, str]]]) -> bool:
    """Do the words of one of the two stand whole in another unit than the other of the two?"""
    in_b, in_a = held.get(("a", x.path)), held.get(("b", y.path))
    return (in_b is not None and ("b", y.path) not in in_b) or (in_a is not None and ("a", x.path) not in in_a)


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


def _left_over(
    a: Sequence[Block], b: Sequence[Block], groups: Sequence[BlockGroup], likeness: Likeness
) -> list[BlockGroup]:
    """Units left over between the same two matches: under one label, or alone on both sides, they are one unit
    reworded."""
    free_a, free_b = free(groups, a, b)
    if not free_a or not free_b:
        return []
    steady = [group for group in fewest_moved(groups) if not group.moved]
    found: list[BlockGroup] = []
    bounds = [(-1, -1), *((g.a[-1].index, g.b[-1].index) for g in steady), (len(a), len(b))]
    starts = [*((g.a[0].index, g.b[0].index) for g in steady), (len(a), len(b))]
    for (a0, b0), (a1, b1) in zip(bounds, starts, strict=False):
        here = [a[n] for n in range(a0 + 1, a1) if n in free_a]
        there = [b[n] for n in range(b0 + 1, b1) if n in free_b]
        if here and there:
            found += _reworded(here, there, likeness)
    return found


def _reworded(a: Sequence[Block], b: Sequence[Block], likeness: Likeness) -> list[BlockGroup]:
    matches = []
    alone = len(a) == len(b) == 1
    for x, y in ((a[0], b[0]),) if alone else _perhaps_reworded(a, b):
        same_label = _same_label(x, y)
        begun = _begun(x, y) if same_label or not (x.label or y.label) else -1
        if not comparable(x, y) or not (same_label or alone or begun >= BEGUN):
            continue
        alike = likeness(x, y)
        known = x.kind == "article" or begun >= 0 or _short_headings(x, y)
        if (same_label and known) or begun >= BEGUN or alike >= REWORDED:
            matches.append(Match(x.index, y.index, alike, 1 + alike))
    blocks_a, blocks_b = {x.index: x for x in a}, {y.index: y for y in b}
    return [BlockGroup((blocks_a[m.a],), (blocks_b[m.b],), m.similarity) for m in heaviest_chain(matches)]


def _perhaps_reworded(a: Sequence[Block], b: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """The pairs that are under one label, or have none and begin alike; of many, those at about the same turn."""
    there: defaultdict[tuple[str, str] | str, list[Block]] = defaultdict(list)
    for y in b:
        for key in _known_by(y):
            there[key].append(y)
    times: Counter[tuple[str, str] | str] = Counter()
    for x in a:
        found: dict[int, Block] = {}
        for key in _known_by(x):
            found.update((y.index, y) for y in there.get(key, [])[max(0, times[key] - TURN) : times[key] + TURN + 1])
            times[key] += 1
        yield from ((x, found[index]) for index in sorted(found))


def _known_by(block: Block) -> Iterator[tuple[str, str] | str]:
    if block.ordinal is not None:
        yield block.kind, block.ordinal
    if not block.label:
        yield block.text[:BEGUN]


def _same_label(x: Block, y: Block) -> bool:
    return x.ordinal is not None and (x.kind, x.ordinal) == (y.kind, y.ordinal)


def _begun(x: Block, y: Block) -> int:
    """How many characters the shorter has, where it begins the longer (a copy that stops in it); else -1."""
    short, long = sorted((x.text, y.text), key=len)
    return len(short) if long.startswith(short) else -1


def _equal_elsewhere(a: Sequence[Block], b: Sequence[Block], groups: Sequence[BlockGroup]) -> list[BlockGroup]:
    """Units outside the chain whose text stands once in each copy: they moved, whatever stands in their place."""
    free_a, free_b = free(groups, a, b)
    if not free_a or not free_b:
        return []
    times_a, times_b = Counter(x.text for x in a), Counter(y.text for y in b)
    where = {y.text: y for y in b if y.index in free_b and times_b[y.text] == 1}
    found = []
    for x in a:
        y = where.get(x.text) if x.index in free_a and times_a[x.text] == 1 else None
        if y is not None and ((_may_move(x) and _may_move(y)) or _are_headings(x, y)):
            found.append(BlockGroup((x,), (y,), 1.0))
    return found


def _may_move(block: Block) -> bool:
    return len(block.text) >= MOVED_LENGTH and block.kind != "page" and not is_deleted(block)


def _are_headings(x: Block, y: Block) -> bool:
    """Headings of sections, which are short, and with their labels no chance."""
    return x.kind == y.kind == "section" and bool(x.label and y.label) and len(x.text) >= HEADING_LENGTH


def _short_headings(x: Block, y: Block) -> bool:
    """Headings of a word or two, which a region's word or an edit leaves nothing in common (设备 and 裝置)."""
    return x.kind == y.kind == "section" and max(len(x.text), len(y.text)) < HEADING_LENGTH


def _moves(a: Sequence[Block], b: Sequence[Block], groups: Sequence[BlockGroup]) -> list[BlockGroup]:
    """Units unmatched on both sides that are alike stand elsewhere: best matches first."""
    free_a, free_b = free(groups, a, b)
    left_a = [x for x in a if x.index in free_a and _may_move(x)]
    left_b = [y for y in b if y.index in free_b and _may_move(y)]
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
        if i in free_a and j in free_b:
            free_a.discard(i)
            free_b.discard(j)
            moves.append(BlockGroup((a[i],), (b[j],), alike))
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
