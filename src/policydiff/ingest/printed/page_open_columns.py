# SPDX-License-Identifier: Apache-2.0
"""The columns of a table whose lines all run from left to right: what strips stay blank through all of it, and what
stands over several columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policydiff.ingest.printed.page_layout import Line
from policydiff.ingest.printed.page_tables import PITCH

STRIP = 0.4
"""Ems of the narrowest strip between two columns."""
PART = 1.1
"""Ems that a header stands at least under one that goes over it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The middles of the strips between columns, and what stands over several of them."""

    edges: list[float]
    over: list[Line]
    headings: list[Line]
    """Lines of the body that stand alone and go over columns."""

    def of(self, x: float) -> int:
        """The number of the column in which a place stands."""
        return sum(1 for edge in self.edges if x > edge)

    def spans(self, line: Line) -> tuple[int, int]:
        """The first and the last column that a line stands over."""
        return self.of(line.x0), self.of(line.x1)


def columns_of(header: Sequence[Sequence[Line]], body: Sequence[Sequence[Line]]) -> Columns | None:
    """The columns that blank strips part, each with a header; None where there are no two of them."""
    wide = [line for level in body if len(level) > 1 for line in level]
    if not wide:
        return None
    em = median(line.size for line in wide)
    strips = strips_of(wide, em)
    headings = [level[0] for level in body if len(level) == 1 and _crosses(level[0], strips)]
    if _too_many(headings, body):
        return None
    heads = [line for level in header for line in level]
    over = _spanning(heads, strips_of([*wide, *header[-1]], em)) if len(header) > 1 else []
    above = {id(line) for line in (*headings, *over)}
    rest = [line for level in (*header, *body) for line in level if id(line) not in above]
    strips = strips_of(rest, em)
    between = [line for line in rest if line not in heads and _alone(line, heads, over, strips)]
    if between:
        if len(between) * 4 > len(body):
            return None
        apart = {id(line) for line in between}
        strips = strips_of([line for line in rest if id(line) not in apart], em)
    edges = [(start + end) / 2 for start, end in strips]
    columns = Columns(edges, [*over, *between], headings)
    headed = {column for line in heads for column in range(columns.of(line.x0), columns.of(line.x1) + 1)}
    whole = headed | {0} == set(range(len(edges) + 1))
    return columns if edges and whole else None


def strips_of(lines: Iterable[Line], em: float) -> list[tuple[float, float]]:
    """The blank strips between what stands on some lines."""
    strips = []
    end: float | None = None
    for line in sorted(lines, key=lambda line: line.x0):
        if end is not None and line.x0 - end >= STRIP * em:
            strips.append((end, line.x0))
        end = line.x1 if end is None else max(end, line.x1)
    return strips


def _crosses(line: Line, strips: Sequence[tuple[float, float]]) -> bool:
    return any(line.x0 < start + 0.1 * line.size and line.x1 > end - 0.1 * line.size for start, end in strips)


def _too_many(headings: Sequence[Line], body: Sequence[Sequence[Line]]) -> bool:
    """Whether what goes over the columns is text rather than headings of rows: a quarter of all, or lines on end."""
    number = {id(level[0]): n for n, level in enumerate(body)}
    places = [number[id(line)] for line in headings]
    return len(places) * 4 > len(body) + 3 or any(other - one == 1 for one, other in pairwise(places))


def _spanning(heads: Sequence[Line], strips: Sequence[tuple[float, float]]) -> list[Line]:
    """The headers that go over several columns: other headers stand a line below them on both sides of a strip."""
    found = []
    for line in heads:
        under = [other for other in heads if other.y > line.y + PART * line.size]
        crossed = [
            (start, end)
            for start, end in strips
            if line.x0 < (start + end) / 2 < line.x1 and any(other.x1 <= end for other in under)
        ]
        after = [other.x0 for _, end in crossed for other in under if other.x0 >= end - 0.1 * line.size]
        if after and (line.x1 > min(after) or not any(_ends(line, other) for other in under)):
            found.append(line)
    return found


def _ends(line: Line, other: Line) -> bool:
    """Whether a line under a header is the rest of it: it begins at the same place, or has its middle there."""
    near = 0.3 * line.size
    begins, middles = abs(other.x0 - line.x0), abs(other.x0 + other.x1 - line.x0 - line.x1) / 2
    return other.y - line.y < PITCH * line.size and min(begins, middles) < near


def _alone(line: Line, heads: Sequence[Line], over: Sequence[Line], strips: Sequence[tuple[float, float]]) -> bool:
    """Whether a line stands in a column of its own that has no header: a cell over two columns, such as 合计."""
    start = max((end for _, end in strips if end <= line.x0 + 0.1), default=None)
    end = min((begin for begin, _ in strips if begin >= line.x1 - 0.1), default=None)
    if start is None or end is None:
        return False
    under = [head for head in heads if head not in over]
    return not any(head.x1 > start and head.x0 < end for head in under)
