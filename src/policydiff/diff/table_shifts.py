# SPDX-License-Identifier: Apache-2.0
"""What the text of two rows cannot show: a cell under another header, a row under another cell that goes over several.

`300 | (empty)` and `(empty) | 300` are one text, and so are rows behind a cell over several rows whose words
changed with the row that it begins in. Both are told at the cells, as positions: nothing of the text is in them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.table_columns import CellPair, ColumnPair, RowPair, TablePair
from policydiff.structure.columns import FIELDS
from policydiff.structure.table import TableCell, TableRow

CELL_MOVED = verdict("substantive", "cell_moved")
CELL_ABOVE = verdict("substantive", "cell_above")

Same = Callable[[TableCell, TableCell], bool]
"""Do a cell of A and one of B say the same?"""


class Shift(NamedTuple):
    """Two cells by which a row says something else than its text shows."""

    a: TableCell
    b: TableCell
    verdict: Verdict


def shifted(tables: TablePair, rows: RowPair, same: Same) -> tuple[CellPair, ...]:
    """The cells of a row that stand in another column than in the other copy, where both copies show the columns.

    Only cells that change places with nothing but empty ones, so that the order of both copies holds.
    """
    a, b = rows
    if not (a.placed and b.placed and a.number and b.number) or tables.reordered or tables.a.keyed or tables.b.keyed:
        return ()
    to_b = {pair.a: pair for pair in tables.columns if pair.a is not None and pair.b is not None}
    kept = {pair.b for pair in to_b.values()}
    if all(x.column in to_b and to_b[x.column].b == y.column for x, y in zip(a.cells, b.cells, strict=False)):
        return ()
    known = _in_their_columns(a, b, to_b)
    taken = set(known.values())
    found: list[CellPair] = []
    for x in a.cells:
        if x.start in known or x.column not in to_b or _lies_above(x, b, to_b[x.column].b, same):
            continue
        for y in b.cells:
            if y.start in taken or y.column not in kept or not same(x, y):
                continue
            if _in_order(x, y, known) and not _lies_above(y, a, _column_of_a(to_b, y.column), lambda m, n: same(n, m)):
                found.append(CellPair(x, y, to_b[x.column]))
                known[x.start] = y.start
                taken.add(y.start)
                break
    return tuple(found)


def _in_their_columns(a: TableRow, b: TableRow, to_b: Mapping[int, ColumnPair]) -> dict[int, int]:
    """The cells of A whose columns a cell of B stands in, by where both begin."""
    known: dict[int, int] = {}
    for x in a.cells:
        columns = {to_b[n].b for n in range(x.column, x.after) if n in to_b}
        for y in b.cells:
            if columns & set(range(y.column, y.after)):
                known[x.start] = y.start
                break
    return known


def _column_of_a(to_b: Mapping[int, ColumnPair], column: int) -> int | None:
    return next((pair.a for pair in to_b.values() if pair.b == column), None)


def _lies_above(cell: TableCell, other: TableRow, column: int | None, same: Same) -> bool:
    """Does the other copy have these words in a cell from above that goes on in this row?"""
    return any(y.column == column and same(cell, y) for y in other.above)


def _in_order(x: TableCell, y: TableCell, known: Mapping[int, int]) -> bool:
    return all((i < x.start) == (j < y.start) for i, j in known.items())


class _Above:
    """Which cell over several rows of A is compared with which of B, and which cells go over several rows at all."""

    def __init__(self, pairs: Sequence[tuple[TablePair, RowPair]]) -> None:
        self.partner: tuple[dict[int, TableCell], dict[int, TableCell]] = ({}, {})
        self.going = tuple({cell.start for _, rows in pairs for cell in rows[side].above} for side in (0, 1))
        for tables, rows in pairs:
            to_b = {pair.a: pair.b for pair in tables.columns}
            by_column = {cell.column: cell for cell in rows.b.cells}
            for x in rows.a.cells:
                y = by_column.get(column) if (column := to_b.get(x.column)) is not None else None
                if y is not None:
                    self.partner[0][x.start], self.partner[1][y.start] = y, x


def above(pairs: Sequence[tuple[int, TablePair, RowPair]], same: Same) -> Iterator[tuple[int, Shift]]:
    """The rows of both copies that stand under other cells from above, at the first of such rows: the words of those
    cells are compared where they stand only if their rows answer to each other."""
    marked = [entry for entry in pairs if entry[2].a.above or entry[2].b.above]
    if not marked:
        return
    cells = _Above([(tables, rows) for _, tables, rows in pairs])
    told: set[tuple[int, int]] = set()
    for number, tables, rows in marked:
        for column in tables.columns:
            shift = _under(cells, column, rows, same)
            if shift is not None and (key := (shift.a.start, shift.b.start)) not in told:
                told.add(key)
                yield number, shift


def _under(cells: _Above, column: ColumnPair, rows: RowPair, same: Same) -> Shift | None:
    """The cells from above that one row stands under in both copies, where they say different things, or the one of
    them that does not go on to this row."""
    if column.a is None or column.b is None or not (rows.a.number and rows.b.number):
        return None
    if _covers(rows.a.cells, column.a) or _covers(rows.b.cells, column.b):
        return None
    x, y = _covers(rows.a.above, column.a), _covers(rows.b.above, column.b)
    if x is not None and y is not None:
        if same(x, y) or cells.partner[0].get(x.start) is y:
            return None
    elif x is not None and rows.b.placed:
        y = cells.partner[0].get(x.start)
        y = y if y is not None and y.start in cells.going[1] else None
    elif y is not None and rows.a.placed:
        x = cells.partner[1].get(y.start)
        x = x if x is not None and x.start in cells.going[0] else None
    if x is None or y is None:
        return None
    return Shift(x, y, CELL_ABOVE._replace(severity="high") if column.role in FIELDS else CELL_ABOVE)


def _covers(cells: Iterable[TableCell], column: int) -> TableCell | None:
    return next((cell for cell in cells if cell.column <= column < cell.after), None)
