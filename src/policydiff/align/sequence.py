# SPDX-License-Identifier: Apache-2.0
"""The heaviest chain of matches that keeps the order of both sides."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct


class Match(Struct, frozen=True, gc=False):
    """Block `a` of one notice and block `b` of the other, by index, and how alike they are."""

    a: int
    b: int
    similarity: float
    weight: float


def heaviest_chain(matches: Sequence[Match]) -> list[Match]:
    """Of all matches those that rise in both indices and weigh most together.

    Weighted increasing subsequence by a prefix-maximum tree, O(n log n) in the number of
    matches; ties go to the match that comes first. Each index is used once at most.
    """
    if len(matches) < 2:
        return list(matches)
    ordered = sorted(matches, key=lambda m: (m.a, -m.b))
    columns = sorted({m.b for m in ordered})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)
    back: list[int] = []
    for i, match in enumerate(ordered):
        rank = bisect_left(columns, match.b)
        best, before = _prefix_best(tree, rank)
        back.append(before)
        _raise(tree, rank + 1, (best + match.weight, i))
    _, at = _prefix_best(tree, len(columns))
    chain = []
    while at >= 0:
        chain.append(ordered[at])
        at = back[at]
    return chain[::-1]


def _prefix_best(tree: list[tuple[float, int]], count: int) -> tuple[float, int]:
    best = (0.0, -1)
    while count > 0:
        if tree[count][0] > best[0]:
            best = tree[count]
        count -= count & -count
    return best


def _raise(tree: list[tuple[float, int]], at: int, value: tuple[float, int]) -> None:
    while at < len(tree):
        if value[0] > tree[at][0]:
            tree[at] = value
        at += at & -at
