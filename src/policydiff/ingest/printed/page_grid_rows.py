# SPDX-License-Identifier: Apache-2.0
"""Rejoins ruled tables that go on over a page, and the rows of them that the page break splits.

A table goes on where nothing but page furniture stands between two with the same columns.

The next page goes on with the last row of the page before where its first row, repeated headers passed over, says
nothing in the row's first column, and each of its cells goes on with a cell of the row: its last line is full, or ends
a clause.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from policydiff.ingest.printed.page_layout import Cell, Line
from policydiff.ingest.printed.page_wraps import wraps_in_cell
from policydiff.vocabulary.numerals import HAN_ORDINAL

_LABEL = re.compile(rf"\(?(?:\d{{1,4}}|[{HAN_ORDINAL}]{{1,5}})\)?[.、]?")
_CLAUSE = "。；;，,、：:"

Row = dict[int, tuple[Cell, list[int]]]
"""By its first column each cell with text, and the indices of its lines."""


def rest_of_row(above: Sequence[Line], below: Sequence[Line], last: int, first: int) -> dict[int, int]:
    """Which lines of the next page go on in the last row of this one: the index of each to that of the line behind
    which it goes. `last` and `first` are lines at the end and at the beginning of the pages' text."""
    upper, lower = list(_rows(above, last)), list(_rows(below, first))
    again = 0
    while again < min(len(upper), len(lower)) and _says(above, upper[again]) == _says(below, lower[again]):
        again += 1
    if again == len(lower):
        return {}
    row, open_row = lower[again], _open(upper)
    begun = [column for column, (cell, _) in upper[-1].items() if cell.rows == 1]
    if not begun or min(begun) in row or not all(column in open_row for column in row):
        return {}
    full = 0
    out: dict[int, int] = {}
    for column, (_, lines) in row.items():
        cell, held = open_row[column]
        end, start = above[held[-1]], below[lines[0]]
        goes_on = wraps_in_cell(end, replace(start, cell=cell))
        if _LABEL.fullmatch(end.text.strip()) or not (goes_on or end.text.rstrip()[-1:] in _CLAUSE):
            return {}
        full += goes_on
        out |= dict.fromkeys(lines, held[-1])
    return out if full else {}


def goes_on(above: Sequence[Line], below: Sequence[Line], last: int, first: int) -> bool:
    """Whether the table at the end of a page goes on in that at the beginning of the next: it has its header again,
    or columns with the same sides."""
    upper, lower = list(_rows(above, last)), list(_rows(below, first))
    if not upper or not lower:
        return False
    if len(lower[0]) > 1 and _says(above, upper[0]) == _says(below, lower[0]):
        return True
    sides, others = ({cell.column: cell.left for row in rows for cell, _ in row.values()} for rows in (upper, lower))
    near = 0.5 * below[first].size
    return all(column in sides and abs(sides[column] - left) < near for column, left in others.items())


def continued(above: Sequence[Line], below: Sequence[Line], last: int, first: int) -> list[Line]:
    """The lines of the next page, those of the table that goes on numbered on behind its rows above."""
    before, after = above[last].cell, below[first].cell if first < len(below) else None
    if before is None or after is None:
        return list(below)
    rows = 1 + max(
        line.cell.row + line.cell.rows - 1
        for line in above
        if line.cell is not None and line.cell.table == before.table
    )
    return [
        replace(line, cell=replace(line.cell, table=before.table, row=line.cell.row + rows))
        if line.cell is not None and line.cell.table == after.table
        else line
        for line in below
    ]


def _rows(lines: Sequence[Line], at: int) -> Iterator[Row]:
    """The rows of the table in which a line stands."""
    cell = lines[at].cell
    if cell is None:
        return
    table = [(n, line.cell) for n, line in enumerate(lines) if line.cell is not None and line.cell.table == cell.table]
    for _, group in groupby(table, key=lambda entry: entry[1].row):
        row: Row = {}
        for n, own in group:
            row.setdefault(own.column, (own, []))[1].append(n)
        yield row


def _says(lines: Sequence[Line], row: Row) -> dict[int, str]:
    return {column: "".join(lines[n].text for n in own) for column, (_, own) in row.items()}


def _open(rows: Sequence[Row]) -> Row:
    """The cells that stand in the last row, those from above that go on in it among them."""
    last = max(cell.row for cell, _ in rows[-1].values())
    return {column: entry for row in rows for column, entry in row.items() if entry[0].row + entry[0].rows > last}
