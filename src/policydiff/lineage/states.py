# SPDX-License-Identifier: Apache-2.0
"""Which of several readings of one place came of which: the shortest tree over them (Prim 1957), from the oldest.

A copyist's slip may fall where an earlier one stood, and copies of that copy have both; the third reading is then
nearer to the second than to the first. Where it is as near to both it may have come of either."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

_PRODUCT = 60_000_000
"""Product of both lengths up to which two readings are compared by characters: some milliseconds."""


class Step(NamedTuple):
    """`younger` came of `older`: the readings with the step, and those without; of others it is not known."""

    older: str
    younger: str
    having: frozenset[str]
    lacking: frozenset[str]


def steps(ranked: Sequence[str]) -> list[Step]:
    """One step for each reading but the first, which is held for the oldest; equal distances are settled by rank."""
    came_of = _came_of(ranked)
    return [_step(came_of, ranked[0], younger) for younger in came_of]


def _came_of(ranked: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Each reading but the first with those of which it may have come, in the order in which they join the tree."""
    joined, left, found = [ranked[0]], list(ranked[1:]), dict[str, tuple[str, ...]]()
    while left:
        apart = {text: [_apart(text, other) for other in joined] for text in left}
        text = min(left, key=lambda text: min(apart[text]))
        found[text] = tuple(
            other for other, distance in zip(joined, apart[text], strict=True) if distance == min(apart[text])
        )
        joined.append(text)
        left.remove(text)
    return found


def _apart(one: str, other: str) -> int:
    """How many slips lie between two readings; above the work budget they count as having nothing in common."""
    over = len(one) * len(other) > _PRODUCT
    return max(len(one), len(other)) if over else OSA.distance(one, other)


def _step(came_of: Mapping[str, tuple[str, ...]], oldest: str, younger: str) -> Step:
    has: dict[str, bool | None] = {oldest: False}
    for text, older in came_of.items():
        told = {has[other] for other in older}
        has[text] = True if text == younger else told.pop() if len(told) == 1 else None
    having, lacking = (frozenset(text for text, state in has.items() if state is wanted) for wanted in (True, False))
    return Step(came_of[younger][0], younger, having, lacking)
