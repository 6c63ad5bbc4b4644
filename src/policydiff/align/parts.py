# SPDX-License-Identifier: Apache-2.0
"""Grows matches by what stands beside them: units split, merged, or divided differently."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from policydiff.align.blocks import Block, is_deleted
from policydiff.align.similarity import containment, similarity
from policydiff.structure.fields import responsible_statements

CONTAINED = 0.6
"""Share of a left-over unit that must stand in the neighbour's partner."""
GAIN = 0.03
"""What the similarity of the whole must gain by taking the unit in."""
DIVIDED = 0.6
"""Similarity from which the texts of one gap are one text that the copies divide differently."""
VERBATIM, VERBATIM_SHORT = 0.9, 0.75
"""Similarity from which words at the end of a text are those of a unit: one word of it may be edited, which is more of
a short one."""
SHORT = 20
"""Characters of a unit that is short."""
SHORTEST = 5
"""Characters of a unit that do not stand at the end of another by chance."""
LONGEST = 20_000
"""Canonical characters up to which a group may grow; beyond it, similarity is not worth its cost."""


class BlockGroup(Struct, frozen=True, gc=False):
    """Blocks that answer to each other, consecutive on each side."""

    a: tuple[Block, ...]
    b: tuple[Block, ...]
    similarity: float
    moved: bool = False


def free(groups: Sequence[BlockGroup], a: Sequence[Block], b: Sequence[Block]) -> tuple[set[int], set[int]]:
    """The indices of the blocks of each side that stand in no group."""
    used_a = {x.index for group in groups for x in group.a}
    used_b = {y.index for group in groups for y in group.b}
    return {x.index for x in a} - used_a, {y.index for y in b} - used_b


def standing_beside(groups: list[BlockGroup], a: Sequence[Block], b: Sequence[Block]) -> list[BlockGroup]:
    """Take labelled units that stand unmatched beside a match into it where its other side begins or ends with their
    words: what was merged or split, whatever was lost at the seam."""
    free_a, free_b = free(groups, a, b)
    if not free_a and not free_b:
        return groups
    return [_with_neighbours(group, a, b, free_a, free_b) for group in groups]


def _with_neighbours(
    group: BlockGroup, a: Sequence[Block], b: Sequence[Block], free_a: set[int], free_b: set[int]
) -> BlockGroup:
    if not (group.a[0].label and group.b[0].label) or group.a[0].kind != group.b[0].kind or group.a[0].kind == "row":
        return group
    for side, mine, other, left in ((a, group.a, group.b, free_a), (b, group.b, group.a, free_b)):
        whole = joined(other)
        for before in (True, False):
            at = mine[0].index - 1 if before else mine[-1].index + 1
            if at not in left or side[at].kind != mine[0].kind or len(mine) + len(other) > 2:
                continue
            if _at_the_end(side[at], mine, whole, before=before):
                left.discard(at)
                longer = (side[at], *mine) if before else (*mine, side[at])
                pair = (longer, other) if side is a else (other, longer)
                return replace(group, a=pair[0], b=pair[1], similarity=similarity(joined(pair[0]), joined(pair[1])))
    return group


def _at_the_end(part: Block, mine: Sequence[Block], whole: str, *, before: bool) -> bool:
    """Does the whole begin (or end) with the words of the part, and hold more than these?"""
    words, rest = part.text, joined(mine)
    if before:
        words = without_statement(words)
    if len(words) < SHORTEST or len(words) >= len(whole):
        return False
    end, own = (whole[: len(words)], rest[: len(words)]) if before else (whole[-len(words) :], rest[-len(words) :])
    least = VERBATIM if len(words) >= SHORT else VERBATIM_SHORT
    alike = similarity(words, end, least)
    return alike >= least and alike > similarity(words, own)


def without_statement(text: str) -> str:
    """The text up to the statement of responsible units that ends it, which a merge may drop."""
    statements = responsible_statements(text)
    return text[: statements[-1][0]] if statements and statements[-1][1] == len(text) else text


def grow(groups: list[BlockGroup], a: Sequence[Block], b: Sequence[Block]) -> list[BlockGroup]:
    """Take blocks that stand unmatched beside a match into it where they are part of it."""
    used_a = {x.index for g in groups for x in g.a}
    used_b = {y.index for g in groups for y in g.b}
    if len(used_a) == len(a) and len(used_b) == len(b):
        return groups
    ordered = sorted(groups, key=lambda g: g.a[0].index)
    grown = [_grow_one(group, a, b, used_a, used_b) for group in ordered]
    return grown + _divided(grown, a, b, used_a, used_b)


def _grow_one(
    group: BlockGroup, a: Sequence[Block], b: Sequence[Block], used_a: set[int], used_b: set[int]
) -> BlockGroup:
    while True:
        wider = _wider(group, a, b, used_a, used_b)
        if wider is None:
            return group
        used_a.update(x.index for x in wider.a)
        used_b.update(y.index for y in wider.b)
        group = wider


def _wider(
    group: BlockGroup, a: Sequence[Block], b: Sequence[Block], used_a: set[int], used_b: set[int]
) -> BlockGroup | None:
    text_a, text_b = joined(group.a), joined(group.b)
    before_growing: float | None = None
    if group.a[0].kind == "page" or len(text_a) + len(text_b) > LONGEST:
        return None
    if any(is_deleted(block) for block in (*group.a, *group.b)):
        return None  # a mark that a unit was taken out is no part of another
    for part, whole, grow_a, before in (
        (_free(a, group.a[-1].index + 1, used_a), text_b, True, False),
        (_free(a, group.a[0].index - 1, used_a), text_b, True, True),
        (_free(b, group.b[-1].index + 1, used_b), text_a, False, False),
        (_free(b, group.b[0].index - 1, used_b), text_a, False, True),
    ):
        if part is None or part.kind == "page" or containment(part.text, whole) < CONTAINED:
            continue
        mine = group.a if grow_a else group.b
        if part.kind == group.a[0].kind == group.b[0].kind == "row":
            continue  # rows are drawn: none is a part of the one beside it
        longer = (part, *mine) if before else (*mine, part)
        wider = replace(group, a=longer) if grow_a else replace(group, b=longer)
        alike = similarity(joined(wider.a), joined(wider.b))
        before_growing = similarity(text_a, text_b) if before_growing is None else before_growing
        if alike >= before_growing + GAIN:
            return replace(wider, similarity=alike)
    return None


def _free(side: Sequence[Block], index: int, used: set[int]) -> Block | None:
    return side[index] if 0 <= index < len(side) and index not in used else None


def joined(group: Sequence[Block]) -> str:
    """Canonical text of consecutive blocks, labels of all but the first included."""
    return group[0].text + "".join(block.written for block in group[1:]) if group else ""


def _divided(
    groups: Sequence[BlockGroup], a: Sequence[Block], b: Sequence[Block], used_a: set[int], used_b: set[int]
) -> list[BlockGroup]:
    """Texts between the same two matches that are one text, cut at other places in each copy."""
    by_a = {x.index: g for g in groups for x in g.a}
    found = []
    for run in _runs(a, used_a):
        left, right = by_a.get(run[0].index - 1), by_a.get(run[-1].index + 1)
        start = left.b[-1].index + 1 if left else 0
        end = right.b[0].index if right else len(b)
        other = [y for y in b[start:end] if y.index not in used_b]
        if not other or len(other) != end - start or any(x.kind == "page" for x in (*run, *other)):
            continue
        if (
            len(joined(run)) + len(joined(other)) > LONGEST
            or len(run) == len(other) == 1
            or all(x.label for x in (*run, *other))
            or are_rows(run, other)
        ):
            continue
        alike = similarity(joined(run), joined(other), DIVIDED)
        if alike >= DIVIDED:
            used_a.update(x.index for x in run)
            used_b.update(y.index for y in other)
            found.append(BlockGroup(tuple(run), tuple(other), alike))
    return found


def are_rows(a: Sequence[Block], b: Sequence[Block]) -> bool:
    """Are there rows of tables on both sides, several on one? Rows are drawn: no copy cuts them at another place."""
    rows = [sum(block.kind == "row" for block in side) for side in (a, b)]
    return min(rows) > 0 and max(rows) > 1


def _runs(side: Sequence[Block], used: set[int]) -> list[list[Block]]:
    runs: list[list[Block]] = []
    for block in side:
        if block.index in used:
            continue
        if runs and runs[-1][-1].index == block.index - 1:
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs
