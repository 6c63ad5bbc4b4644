# SPDX-License-Identifier: Apache-2.0
"""Which line ends of a printed page are wraps of running text, as its layout shows for certain.

A line is wrapped where it reaches the right edge of its column, the next begins at the left
edge, and the column tells paragraphs apart: by an indentation (some lines begin one to three
ems further right) or by a wider distance. Where it does not, nothing is said.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from policydiff.ingest.printed.page_layout import Line

PADDING = 0.8
"""Ems that a cell keeps free on either side at the most."""
_FIRST = re.compile(r"[（《“‘〈【「『]*(?:[!-~]+|.)[，。、；：！？）》”’〉】」』]*")


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that stand below each other, and what their edges tell; lengths as on the page."""

    lines: tuple[Line, ...]
    em: float
    left: float
    edge: float
    pitch: float
    tells: bool


def columns_of(lines: Sequence[tuple[int, Line]]) -> list[Column]:
    """Columns of lines given with their page numbers, in reading order."""
    groups: list[list[Line]] = []
    before: tuple[int, Line] | None = None
    for page, line in lines:
        if before is None or page != before[0] or line.y < before[1].y - 0.5 * line.size:
            groups.append([])
        groups[-1].append(line)
        before = page, line
    return [_measured(group) for group in groups]


def _measured(lines: list[Line]) -> Column:
    em = median(line.size for line in lines)
    long = [line for line in lines if line.x1 - line.x0 > 12 * em]
    if len(long) < 2 or len(lines) < 3:
        return Column(tuple(lines), em, 0.0, 0.0, 0.0, False)
    left, edge = min(line.x0 for line in long), max(line.x1 for line in long)
    indented = sum(1 for line in lines if 0.9 * em < line.x0 - left < 3.2 * em)
    pitches = [b.y - a.y for a, b in itertools.pairwise(lines) if 0.5 * em < b.y - a.y < 4 * em]
    pitch = min(pitches, default=0.0)
    return Column(tuple(lines), em, left, edge, pitch, indented >= 2 or any(other > 1.3 * pitch for other in pitches))


def wraps(lines: Sequence[tuple[int, Line]]) -> list[bool]:
    """For each line, whether its end is a wrap; also from column to column and page to page."""
    out: list[bool] = []
    columns = columns_of(lines)
    for index, column in enumerate(columns):
        following = columns[index + 1] if index + 1 < len(columns) else None
        for line, below in itertools.pairwise(column.lines):
            step = below.y - line.y
            out.append(_turns(line, below, column, column) and 0 < step < 1.3 * column.pitch + 0.1 * column.em)
        out.append(following is not None and _turns(column.lines[-1], following.lines[0], column, following))
    return out


def _turns(line: Line, below: Line, column: Column, following: Column) -> bool:
    left = following.left if following.edge else column.left
    return column.tells and line.x1 > column.edge - 1.1 * column.em and abs(below.x0 - left) < 0.5 * column.em


def wraps_in_cell(line: Line, below: Line) -> bool:
    """Whether a line of a cell goes on in the next since what begins that did not fit: a word, a figure that the cell
    cannot hold, a character with the mark behind it."""
    if line.cell is None or line.cell != below.cell or line.turn != below.turn or not line.text or not below.text:
        return False
    em = below.size
    first = _FIRST.match(below.text)
    width = sum(em if c >= "\u2e80" else em / 2 for c in first[0]) if first else em
    if line.text[-1].isascii() and line.text[-1].isalnum() and below.text[0].isascii() and below.text[0].isalnum():
        width = em / 2
    left = max(0.0, min(line.x0, below.x0) - line.cell.left)
    inner = line.cell.right - line.cell.left - 2 * min(left, PADDING * em)
    return line.x1 - line.x0 + width > inner - 0.1 * em
