# SPDX-License-Identifier: Apache-2.0
"""Where the cells of a table stand in a text: recorded while a reader writes it, row by row."""

from msgspec import Struct
from msgspec.structs import replace

from policydiff.tabular import Grid, GridCell

_FEWEST = 2
"""Rows and columns of a table; less is a line or a list."""


class _Open(Struct):
    """A table that is being written; `last` says which cell stands lowest in each column, `cell` is the one begun
    last: where it begins, and its place in the table."""

    cells: list[GridCell] = []
    last: dict[int, int] = {}
    row: int = -1
    headers: int = 0
    cell: tuple[int, int, int, int] | None = None


class GridRecorder:
    """The tables of one text. Offsets are code points of the text written so far; tables may stand inside each
    other."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._done: list[Grid] = []

    def begin(self) -> None:
        """A table begins."""
        self._open.append(_Open())

    def row(self, header: bool) -> None:
        """A row of it begins; `header` where the format says that it heads the columns."""
        table = self._open[-1]
        table.row += 1
        if header and table.headers == table.row:
            table.headers += 1

    def cell(self, at: int, column: int, columns: int, rows: int) -> None:
        """A cell begins at `at`: its first column from 0, and over how many columns and rows it goes."""
        if self._open and self._open[-1].row >= 0:
            self._open[-1].cell = at, column, columns, rows

    def end_cell(self, start: int, end: int) -> None:
        """What was written into the cell begun last stands from `start` to `end`; nothing is an empty cell."""
        table = self._open[-1] if self._open else None
        if table is None or table.cell is None:
            return
        _, column, columns, rows = table.cell
        table.cell = None
        if start < end:
            table.last[column] = len(table.cells)
            table.cells.append(GridCell(start, end, table.row, column, rows, columns))

    def go_on(self, column: int) -> None:
        """The cell that begins in this column further up goes on in the row being written."""
        table = self._open[-1] if self._open else None
        if table is not None and column in table.last:
            cell = table.cells[table.last[column]]
            table.cells[table.last[column]] = replace(cell, rows=table.row - cell.row + 1)

    @property
    def begun(self) -> int | None:
        """Where the cell begins that is being written; None outside cells."""
        return self._open[-1].cell[0] if self._open and self._open[-1].cell else None

    def end(self) -> None:
        """The table ends; what has no two rows and columns is none."""
        table = self._open.pop()
        rows, columns = {cell.row for cell in table.cells}, {cell.column for cell in table.cells}
        if len(rows) >= _FEWEST and len(columns) >= _FEWEST:
            self._done.append(Grid(tuple(table.cells), table.headers))

    def grids(self) -> tuple[Grid, ...]:
        """The finished tables, by where they begin."""
        return tuple(sorted(self._done, key=lambda grid: grid.cells[0].start))
