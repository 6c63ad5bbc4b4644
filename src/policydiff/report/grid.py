# SPDX-License-Identifier: Apache-2.0
"""Rows of tables as a reader wants them: a cell under the name of its column, both copies one below the other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from policydiff.model import TELLING, Comparison, Difference, Place
from policydiff.report.marks import Pane
from policydiff.report.view import GridCell
from policydiff.show.visible import plain
from policydiff.tabular import ComparedCell, ComparedColumn, ComparedRow, ComparedTable

NO_CELL = -1
"""What stands in no cell of a table."""


class Grids:
    """The rows of a comparison's tables by the units that they are."""

    def __init__(self, comparison: Comparison) -> None:
        self._rows: dict[int, tuple[ComparedTable, ComparedRow]] = {
            row.unit: (table, row) for table in comparison.tables for row in table.rows
        }

    def cuts(self, unit: int, side: str) -> Iterator[tuple[int, bool, int, int]]:
        """Where a row is cut on one side: place, whether a cell begins there, unit, column. What stands before a cell
        goes with it; a column without a cell is a cut without text."""
        table, row = self._rows[unit]
        cells = row.a if side == "a" else row.b
        if not cells:
            return
        ordered = sorted(cells, key=_start)
        at = ordered[0].start
        for cell in ordered:
            yield at, True, unit, cell.column
            at = cell.end
        ends = {cell.column: cell.end for cell in cells}
        last = ordered[0].start
        for column in range(len(table.columns)):
            if column in ends:
                last = ends[column]
            else:
                yield last, False, unit, column

    def __contains__(self, unit: int) -> bool:
        return unit in self._rows

    def column(self, difference: Difference) -> int:
        """The column in which a difference stands, by the copy that has text there."""
        known = self._rows.get(difference.unit) if difference.unit is not None else None
        if known is None or not (difference.table and (difference.table.column_a or difference.table.column_b)):
            return NO_CELL
        return _at(difference.a, known[1].a) if difference.a.text else _at(difference.b, known[1].b)

    def changed(self, differences: Sequence[Difference]) -> dict[int, set[int]]:
        """The columns of each row in which something tells."""
        found: dict[int, set[int]] = defaultdict(set)
        for difference in differences:
            if difference.unit in self._rows and difference.class_ in TELLING and not difference.suppressed:
                found[difference.unit or 0].add(self.column(difference))
                if difference.kind == "cell_moved":
                    found[difference.unit or 0].add(_at(difference.b, self._rows[difference.unit or 0][1].b))
        return found

    def cells(self, unit: int, a: dict[int, str], b: dict[int, str], changed: set[int]) -> tuple[GridCell, ...]:
        """The cells of a row, column by column; `a` and `b` are their sources as HTML, by column."""
        table, row = self._rows[unit]
        has_a, has_b = ({cell.column for cell in cells} for cells in (row.a, row.b))
        return tuple(
            GridCell(
                _name(column),
                column.role or "text",
                a.get(n, "") if row.a else None,
                b.get(n, "") if row.b else None,
                n in has_a,
                n in has_b,
                n in changed,
            )
            for n, column in enumerate(table.columns)
        )


def _at(place: Place, cells: Sequence[ComparedCell]) -> int:
    """The column of the cell that a place stands in."""
    return next((cell.column for cell in cells if cell.start < place.end and place.start < cell.end), NO_CELL)


def _start(cell: ComparedCell) -> int:
    return cell.start


def _name(column: ComparedColumn) -> str:
    """The header of a column; both where the copies call it otherwise."""
    names = dict.fromkeys(plain(name) for name in (column.a, column.b) if name)
    return " → ".join(names)


def panes_by_cell(panes: Sequence[Pane], html: Sequence[str]) -> dict[int, dict[int, str]]:
    """The sources of cells as HTML, by unit and column."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for pane, text in zip(panes, html, strict=True):
        if pane.cell != NO_CELL:
            found[pane.unit][pane.cell] = found[pane.unit].get(pane.cell, "") + text
    return found
