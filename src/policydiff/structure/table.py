# SPDX-License-Identifier: Apache-2.0
"""A table of a notice, in canonical offsets: its rows, their cells, what its columns are."""

from msgspec import Struct

from policydiff.structure.columns import FIELDS, Column, Role

FEWEST_CELLS = 2
"""Cells of a row; a line of one is a heading over the table."""


class TableCell(Struct, frozen=True, gc=False):
    """The text of one cell, in canonical offsets, and its columns from 0, half-open."""

    start: int
    end: int
    column: int
    after: int


class TableRow(Struct, frozen=True, gc=False):
    """A row: its cells that have text, from the left. `number` counts the rows below the header from 1, those
    left out that are one cell, headings over the table; 0 is a header."""

    number: int
    cells: tuple[TableCell, ...]
    above: tuple[TableCell, ...] = ()
    """Cells of rows above that go on in this one."""
    placed: bool = True
    """Does the copy show which columns its cells stand in? A line with fewer marks than its header may have left out
    empty cells."""

    @property
    def start(self) -> int:
        """Where its first cell begins."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return self.cells[-1].end


class Table(Struct, frozen=True):
    """A table of a notice, in canonical offsets."""

    rows: tuple[TableRow, ...]
    columns: tuple[Column, ...]
    keyed: dict[int, Column] = {}
    """Of a table whose rows name what they hold (项目名称 | X) the column that each cell is by itself, by its
    start."""
    again: tuple[tuple[int, int], ...] = ()
    """Lines by which it says that it goes on: 续表1."""
    groups: int = 1
    """In how many groups of columns it prints one list beside each other; its columns are those of one."""

    @property
    def start(self) -> int:
        """Where its first row begins."""
        return self.rows[0].start

    @property
    def end(self) -> int:
        """Where its last row ends."""
        return self.rows[-1].end

    @property
    def full_rows(self) -> tuple[TableRow, ...]:
        """Its rows of two cells or more, those from above that go on counted; a row of one is a heading over the
        table."""
        return tuple(row for row in self.rows if len(row.cells) + len(row.above) >= FEWEST_CELLS)

    def cell_of(self, row: TableRow, role: Role) -> TableCell | None:
        """The first cell of a row in a column of this role."""
        return next((cell for cell in row.cells if (at := self.column_of(cell)) and at.role == role), None)

    def title_of(self, row: TableRow) -> TableCell:
        """What a row is about: its cell in a column of titles, or over one (合计), else its longest cell that is no
        value; its key where it has one."""
        if self.keyed:
            return row.cells[0]
        over = next((cell for cell in row.cells if self._covers_title(cell)), None)
        said = [cell for cell in row.cells if (at := self.column_of(cell)) is None or at.role not in FIELDS]
        return over or max(said or row.cells, key=lambda cell: cell.end - cell.start)

    def _covers_title(self, cell: TableCell) -> bool:
        return any(column.role == "title" for column in self.columns[cell.column : cell.after])

    def column_of(self, cell: TableCell) -> Column | None:
        """What is known of the column that a cell begins in."""
        if cell.start in self.keyed:
            return self.keyed[cell.start]
        return self.columns[cell.column] if cell.column < len(self.columns) else None
