# SPDX-License-Identifier: Apache-2.0
"""Rejoins table rows that a page break splits, cell by cell.

A page ends in a row where its last lines stand in cells beside each other; the next page goes
on with that row where its first lines leave the row's first column empty, which a new row
never does, and every one of them stands under another cell of the row.
"""

from collections.abc import Sequence
from dataclasses import replace

from policydiff.ingest.printed.page_grid_rows import continued, goes_on, rest_of_row
from policydiff.ingest.printed.page_layout import Line
from policydiff.ingest.printed.page_order import gutter_of
from policydiff.ingest.printed.paging import page_furniture

MOST = 400
"""Lines of one row that are looked at; a page has fewer."""
TABLES = 10_000
"""More than the tables of a page."""
TALLEST = 30
"""Lines of the tallest cell of a row; a column of running text has more on a page."""


def join_rows(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages with the ends of broken rows moved to where their cells began."""
    out = [_numbered(lines, page) for page, lines in enumerate(pages)]
    aside = _furniture(out)
    for page in range(len(out) - 1):
        body = [index for index in range(len(out[page])) if (page, index) not in aside]
        following = [index for index in range(len(out[page + 1])) if (page + 1, index) not in aside]
        if body and following and (out[page][body[-1]].cell or out[page + 1][following[0]].cell):
            if goes_on(out[page], out[page + 1], body[-1], following[0]):
                aside = _without(out, page + 1, aside, _go_on(out, page, body[-1], following[0]))
            continue
        cells = _last_row(out[page], body)
        if len(cells) < 2 or not following or max(map(len, cells)) > TALLEST or gutter_of(out[page]) is not None:
            continue
        left = min(out[page][index].x0 for cell in cells for index in cell)
        rest = _continued(out[page + 1], following, left)
        targets = [_under(out[page + 1], group, out[page], cells) for group in rest]
        if not rest or None in targets:
            continue
        moved = {index for group in rest for index in group}
        for target, group in sorted(zip(targets, rest, strict=True), key=lambda pair: -(pair[0] or 0)):
            at = cells[target or 0][-1] + 1
            out[page][at:at] = [out[page + 1][index] for index in group]
        aside = _without(out, page + 1, aside, moved)
    return out


def _go_on(pages: list[list[Line]], page: int, last: int, first: int) -> set[int]:
    """Put behind its cells what the next page has of a ruled table's last row, and say which lines those are; number
    the table's other rows on."""
    above, below = pages[page], pages[page + 1]
    goes = rest_of_row(above, below, last, first)
    kept = next((n for n in range(first, len(below)) if n not in goes and below[n].cell), len(below))
    pages[page + 1] = continued(above, below, last, kept)
    for at in sorted(set(goes.values()), reverse=True):
        cell = above[at].cell
        above[at + 1 : at + 1] = [replace(below[index], cell=cell) for index in sorted(goes) if goes[index] == at]
    return set(goes)


def _numbered(lines: Sequence[Line], page: int) -> list[Line]:
    """The lines of a page, their tables numbered as no others are."""
    return [
        line if line.cell is None else replace(line, cell=replace(line.cell, table=page * TABLES + line.cell.table))
        for line in lines
    ]


def _furniture(pages: list[list[Line]]) -> set[tuple[int, int]]:
    """Page and index of the lines that are page numbers and running heads; those of ruled tables are none."""
    text = "\f".join("\n".join(line.text.strip() for line in lines) for lines in pages)
    starts = {event.start for event in page_furniture(text)}
    found: set[tuple[int, int]] = set()
    at = 0
    for page, lines in enumerate(pages):
        for index, line in enumerate(lines):
            if at in starts and line.cell is None:
                found.add((page, index))
            at += len(line.text.strip()) + 1
        at += not lines
    return found


def _without(pages: list[list[Line]], page: int, aside: set[tuple[int, int]], moved: set[int]) -> set[tuple[int, int]]:
    """Take lines from a page; the furniture of all pages after that."""
    kept = [index for index in range(len(pages[page])) if index not in moved]
    pages[page] = [pages[page][index] for index in kept]
    others = {(number, index) for number, index in aside if number != page}
    return others | {(page, new) for new, old in enumerate(kept) if (page, old) in aside}


def _shared(one: Line, other: Line) -> float:
    """How far two lines lie over each other."""
    return min(one.x1, other.x1) - max(one.x0, other.x0)


def _overlap(one: Line, other: Line) -> float:
    """How much of the shorter line lies under or over the other."""
    return _shared(one, other) / max(0.1, min(one.x1 - one.x0, other.x1 - other.x0))


def _beside(before: Line, line: Line) -> bool:
    """Whether a line begins the next cell: to the right, and not below."""
    return line.x0 >= before.x1 - 0.5 * line.size and line.y <= before.y + line.size


def _below(before: Line, line: Line) -> bool:
    """Whether a line goes on under another in the same cell."""
    return 0 < line.y - before.y < 3 * line.size and _overlap(before, line) > 0.5


def _last_row(lines: list[Line], body: list[int]) -> list[list[int]]:
    """Indices of the last lines of a page by cell, if they stand in cells; the first cell begins the row."""
    if not body:
        return []
    cells = [[body[-1]]]
    for index in reversed(body[-MOST:-1]):
        line, after = lines[index], lines[cells[0][0]]
        if _below(line, after):
            cells[0].insert(0, index)
        elif any(_beside(lines[index], lines[first]) for first in cells[0]) and _overlap(line, after) <= 0:
            cells.insert(0, [index])
        else:
            break
    return cells


def _continued(lines: list[Line], body: list[int], left: float) -> list[list[int]]:
    """Indices of the first lines of a page by cell, as long as they leave the first column empty."""
    cells: list[list[int]] = []
    for index in body[:MOST]:
        line = lines[index]
        if line.x0 < left + 0.8 * line.size:
            break
        if cells and _below(lines[cells[-1][-1]], line):
            cells[-1].append(index)
        elif not cells or all(line.x0 >= lines[other].x1 - 0.5 * line.size for other in cells[-1]):
            cells.append([index])
        else:
            break
    return cells


def _under(lines: list[Line], group: list[int], above: list[Line], cells: list[list[int]]) -> int | None:
    """The cell of the row above that a group of lines goes on with, None where there is none or more than one."""
    first = lines[group[0]]
    shares = [max(_overlap(first, above[index]) for index in cell) for cell in cells]
    if sum(1 for cell in cells if any(_shared(first, above[index]) > 0.5 * first.size for index in cell)) > 1:
        return None
    best = max(range(len(cells)), key=lambda number: shares[number])
    size = above[cells[best][-1]].size
    if best == 0 and any(abs(above[index].x0 - first.x0) > 0.5 * size for index in cells[0][1:]):
        return None  # set in, as a paragraph begins
    return best if shares[best] > 0.5 and abs(first.size - size) < 0.15 * size else None
