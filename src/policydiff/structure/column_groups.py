# SPDX-License-Identifier: Apache-2.0
"""One list that a table prints in groups of columns beside each other: 序号 任务 | 序号 任务, 姓名 单位 | 姓名 单位.

The header says the same names again, so each group's part of a line is a row of its own. The rows of a group follow
those of the group on its left, unless their numbers count on from line to line."""

from collections.abc import Sequence
from itertools import pairwise

_FEWEST = 2
"""Columns of a group; one header again and again is a list of words."""


def group_width(names: Sequence[str]) -> int:
    """Columns of one group, 0 where the names over the columns are not one sequence again and again."""
    for width in range(_FEWEST, len(names) // 2 + 1):
        first = list(names[:width])
        if all(first) and len(set(first)) == width and list(names) == first * (len(names) // width):
            return width
    return 0


def in_order(places: Sequence[tuple[int, int]], ordinals: Sequence[int | None]) -> list[int]:
    """The numbers of rows from 1, given each row's line and group in the order of the text, and the number that it says
    itself: group after group, or line by line where the rows count so."""
    said = [ordinal for ordinal in ordinals if ordinal is not None]
    counted = len(said) == len(ordinals) > 1 and all(one < other for one, other in pairwise(said))
    order = sorted(range(len(places)), key=lambda n: n if counted else (places[n][1], places[n][0]))
    numbers = [0] * len(places)
    for number, n in enumerate(order, 1):
        numbers[n] = number
    return numbers
