# SPDX-License-Identifier: Apache-2.0
"""Tables of a notice: where the file marks them, and where lines are drawn with tabs or bars.

A task list often is a table: 序号 | 任务 | 牵头单位 | 完成时限. Its rows are units, its columns say what a cell is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from policydiff.canonical.text import Canonical
from policydiff.model import Grid
from policydiff.structure.columns import Column, Role, columns_of

_FEWEST_ROWS = 2
_FEWEST_CELLS = 2
_BETWEEN = 1
"""So many lines without a tab or a bar may stand between two rows: a heading that goes over the whole table."""
_MOST_CELLS = 200
_RULE = re.compile(r"[\s|:+=-]+")
"""The line under the header of a Markdown table."""


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
        """Its rows of two cells or more; a row of one is a heading over the table."""
        return tuple(row for row in self.rows if len(row.cells) >= _FEWEST_CELLS)

    def cell_of(self, row: TableRow, role: Role) -> TableCell | None:
        """The first cell of a row in a column of this role."""
        return next((cell for cell in row.cells if (at := self.column_of(cell)) and at.role == role), None)

    def title_of(self, row: TableRow) -> TableCell:
        """What a row is about: its cell in a column of titles, else its longest cell."""
        return self.cell_of(row, "title") or max(row.cells, key=lambda cell: cell.end - cell.start)

    def column_of(self, cell: TableCell) -> Column | None:
        """What is known of the column that a cell begins in."""
        return self.columns[cell.column] if cell.column < len(self.columns) else None


class _Line(Struct, frozen=True, gc=False):
    """A row before it is known what it is of."""

    cells: tuple[TableCell, ...]
    header: bool = False
    above: tuple[TableCell, ...] = ()


def tables(canonical: Canonical, grids: Sequence[Grid], start: int, end: int) -> tuple[Table, ...]:
    """The tables between two canonical offsets, in order: those of the file, and outside them those of the lines."""
    marked = [lines for grid in grids if (lines := _marked(canonical, grid))]
    drawn = [lines for lines in _drawn(canonical) if not any(_overlap(lines, other) for other in marked)]
    found = sorted([*marked, *drawn], key=lambda lines: lines[0].cells[0].start)
    inside = [lines for lines in found if lines[0].cells[0].start >= start and lines[-1].cells[-1].end <= end]
    return tuple(_table(canonical, lines) for lines in inside if _is_table(lines))


def _overlap(a: Sequence[_Line], b: Sequence[_Line]) -> bool:
    return a[0].cells[0].start < b[-1].cells[-1].end and b[0].cells[0].start < a[-1].cells[-1].end


def _marked(canonical: Canonical, grid: Grid) -> list[_Line]:
    """The rows of a table that the file marks."""
    found = []
    going: list[tuple[int, TableCell]] = []
    for row, group in groupby(grid.cells, key=lambda cell: cell.row):
        going = [(last, cell) for last, cell in going if last >= row]
        above = tuple([cell for _, cell in going])
        cells = []
        for cell in group:
            start, end = canonical.offsets.span_to_kept(cell.start, cell.end)
            if start < end:
                cells.append(TableCell(start, end, cell.column, cell.column + cell.columns))
                if cell.rows > 1:
                    going.append((row + cell.rows - 1, cells[-1]))
        if cells:
            found.append(_Line(tuple(cells), row < grid.headers, above))
    return found


def _drawn(canonical: Canonical) -> Iterator[list[_Line]]:
    """The rows of tables that lines with tabs or bars make, table by table."""
    source = canonical.source
    if "\t" not in source and "|" not in source:
        return
    run: list[_Line] = []
    waiting: list[_Line] = []
    for start, end in _lines(source):
        text = source[start:end]
        if not text.strip() or (run and _RULE.fullmatch(text)):
            continue
        cells = _cells(canonical, start, text)
        if len(cells) >= _FEWEST_CELLS:
            run += [*waiting, _Line(cells)]
            waiting = []
        elif run and cells and len(waiting) < _BETWEEN:
            waiting.append(_Line(cells))
        else:
            if run:
                yield run
            run, waiting = [], []
    if run:
        yield run


def _lines(source: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in source.splitlines(keepends=True):
        yield at, at + len(line.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"))
        at += len(line)


def _cells(canonical: Canonical, start: int, text: str) -> tuple[TableCell, ...]:
    """The cells of a line: parted by bars where it has them, else by tabs; one where it has neither."""
    mark = "|" if text.count("|") >= _FEWEST_CELLS or " | " in text else "\t"
    pieces = text.split(mark)
    if len(pieces) > _MOST_CELLS:
        return ()
    found = []
    at, column = start, 0
    for n, piece in enumerate(pieces):
        begins = at + len(piece) - len(piece.lstrip())
        first, last = canonical.offsets.span_to_kept(begins, begins + len(piece.strip()))
        if first < last:
            found.append(TableCell(first, last, column, column + 1))
        at += len(piece) + 1
        column += 0 if n == 0 and mark == "|" and not piece.strip() else 1
    return tuple(found)


def _is_table(lines: Sequence[_Line]) -> bool:
    """At least two rows of at least two cells, and most rows fill the same columns."""
    full = [line for line in lines if len(line.cells) >= _FEWEST_CELLS]
    return len(full) >= _FEWEST_ROWS


def _table(canonical: Canonical, lines: Sequence[_Line]) -> Table:
    """The table of some rows: which of them are headers, and what the columns are."""
    text = canonical.text
    written, bare = (
        [[(said[c.start : c.end], c.column, c.after) for c in line.cells] for line in lines]
        for said in (text, canonical.bare)
    )
    headers, columns = columns_of(written, bare, sum(1 for line in lines if line.header))
    rows = []
    number = 0
    for n, line in enumerate(lines):
        counts = n >= headers and not _repeats(text, line, lines[:headers])
        number += counts and len(line.cells) >= _FEWEST_CELLS
        rows.append(TableRow(number if counts else 0, line.cells, line.above))
    return Table(tuple(rows), columns)


def _repeats(text: str, line: _Line, headers: Sequence[_Line]) -> bool:
    """Is this a header again, as at the top of a further page?"""
    return any(
        len(line.cells) == len(header.cells)
        and all(text[x.start : x.end] == text[y.start : y.end] for x, y in zip(line.cells, header.cells, strict=True))
        for header in headers
    )
