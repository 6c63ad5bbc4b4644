# SPDX-License-Identifier: Apache-2.0
"""The tree of the copies: contaminated ones are set aside and hung from it, and no lost copy stands for too little."""

from collections.abc import Sequence
from typing import NamedTuple

from policydiff.lineage.mixtures import SECOND, Mixture, attached, contacts, hanging, strain, told_of
from policydiff.lineage.traits import Trait
from policydiff.lineage.tree import Rooted, Split, grow, rooted, splits_of

_ASKED = 2.9
"""Weight from which a split asks for a lost copy: three slips."""


def descent(found: Sequence[Trait], count: int) -> tuple[Rooted, tuple[Mixture, ...]]:
    """The tree of `count` copies, contaminated ones hung from it as leaves, and what those have from elsewhere."""
    everyone = frozenset(range(count))
    tree = _tree(found, everyone)
    aside: list[_Aside] = []
    while len(aside) < count // 4:
        step = _set_aside(found, tree, everyone - {one.copy for one in aside})
        if step is None:
            break
        tree = step.without
        aside.append(step)
    told: list[Mixture] = []
    for one in reversed(aside):
        hung = hanging(tree, one.copy)
        told.append(told_of(tree, one.copy, hung, one.gain, one.ahead))
        tree = attached(tree, one.copy, hung.parent, found)
    mixed = {one.copy for one in aside}
    return tree, (*told, *(m for m in contacts(tree, everyone) if m.copy not in mixed))


class _Aside(NamedTuple):
    """A copy that is set aside, the tree without it, how much less that leaves unexplained, and how much more than
    with any other copy."""

    copy: int
    without: Rooted
    gain: float
    ahead: float


def _set_aside(found: Sequence[Trait], tree: Rooted, taxa: frozenset[int]) -> _Aside | None:
    """The copy of `taxa` that explains most as one with two sources; None if not enough."""
    least = strain(tree)
    if least < SECOND:
        return None
    explained: list[tuple[float, int, Rooted]] = []
    for copy in sorted(taxa):
        without = _tree(found, taxa - {copy})
        hung = hanging(without, copy)
        gain = round(least - strain(without) - hung.cost, 6)
        if hung.source is not None and gain > 0:
            explained.append((gain, copy, without))
    if not explained:
        return None
    (gain, copy, without), *others = sorted(explained, key=lambda one: (-one[0], one[1]))
    return _Aside(copy, without, gain, round(gain - (others[0][0] if others else 0.0), 6))


def _tree(found: Sequence[Trait], taxa: frozenset[int]) -> Rooted:
    return _without_idle_losses(grow(splits_of(found, taxa), taxa), taxa)


def _without_idle_losses(tree: Rooted, taxa: frozenset[int]) -> Rooted:
    """The tree less every lost copy that too little asks for.

    One machine's traces ask for none: the machine may have run twice. Nor does a single slip: a place can be hit twice,
    and a slip be mended; it then stands against the edges that it contradicts."""
    while True:
        lost = [vertex for vertex, members in tree.members.items() if not members and len(tree.neighbours(vertex)) > 1]
        light = [(_asking(tree.splits[n]), n) for vertex in lost for n in tree.neighbours(vertex)]
        light = [(weight, n) for weight, n in light if weight < _ASKED]
        if not light:
            return tree
        _, worst = min(light)
        kept = [split for n, split in enumerate(tree.splits) if n != worst]
        tree = rooted(kept, tree.rejected, taxa, (*tree.dropped, tree.splits[worst]))


def _asking(split: Split) -> float:
    """The weight with which a split asks for a text of its own; one machine alone asks for none."""
    machines = {t.kind for t in split.traits if t.machine}
    slips = sum(t.weight for t in split.traits if not t.machine)
    return round(
        slips
        + (sum(t.weight for t in split.traits if t.machine) if len(machines) > 1 or len(split.side) == 1 else 0.0),
        6,
    )
