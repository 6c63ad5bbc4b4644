# SPDX-License-Identifier: Apache-2.0
"""Tables as everyone shares them: where cells stand in a file's text, and the tables of a comparison row by row.

Part of `model.py`, which names what the contract promises.
"""

from msgspec import Struct


class GridCell(Struct, frozen=True, gc=False):
    """A cell of a table: where its text stands in the decoded text, its first row and column from 0, and over how many
    it goes."""

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Grid(Struct, frozen=True):
    """A table as its file has it: its cells that have text, row by row, and how many rows the file marks as headers."""

    cells: tuple[GridCell, ...]
    headers: int = 0


class TablePlace(Struct, frozen=True, gc=False):
    """Where in a table a difference stands: the row of each copy, counted below the header from 1 (0 is a header), and
    what heads the column (empty where nothing does, where that copy has nothing there, or of a whole row)."""

    row_a: int | None = None
    row_b: int | None = None
    column_a: str = ""
    column_b: str = ""


class ComparedColumn(Struct, frozen=True, gc=False):
    """A column of two tables that answer to each other: its header in each copy (empty where nothing heads it), None
    where a copy has no such column."""

    a: str | None
    b: str | None
    moved: bool = False
    role: str | None = None
    """What its cells are, where the header shows it: label, title, responsible_unit, date, number, quantity_unit."""


class ComparedCell(Struct, frozen=True, gc=False):
    """The span of a cell's text in its source, and its column in `ComparedTable.columns`."""

    column: int
    start: int
    end: int


class ComparedRow(Struct, frozen=True, gc=False):
    """A row of either table or of both, as a unit of the comparison: its cells with text, from the left."""

    unit: int
    a: tuple[ComparedCell, ...]
    b: tuple[ComparedCell, ...]


class ComparedTable(Struct, frozen=True):
    """Two tables that answer to each other, or a table that one copy alone has: columns in the order of A, those of B
    alone where B has them."""

    columns: tuple[ComparedColumn, ...]
    rows: tuple[ComparedRow, ...]
