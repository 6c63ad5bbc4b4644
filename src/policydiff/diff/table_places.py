# SPDX-License-Identifier: Apache-2.0
"""Rows and columns for readers: the tables of a comparison row by row, and in which cell each difference stands."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs

from policydiff.diff.table_columns import ColumnPair, TablePair
from policydiff.model import Difference, Place, UnitPair, UnitRef
from policydiff.structure.notice import Notice
from policydiff.structure.responsible import Named, cell_units
from policydiff.structure.table import Table, TableRow
from policydiff.tabular import ComparedCell, ComparedColumn, ComparedRow, ComparedTable, TablePlace

_WHOLE = frozenset({"moved", "split", "merged", "unit_added", "unit_removed", "truncated", "table_form"})
"""Kinds that speak of a row, not of a cell."""


class _Known(NamedTuple):
    """A row of a notice, the number of its table, and where its cells stand in the source."""

    table: int
    row: TableRow
    spans: tuple[tuple[int, int], ...]
    above: tuple[int, ...] = ()
    """Where the cells from above begin that go on in it."""


class SourceRows:
    """The rows of a notice's tables by where they begin in the source."""

    def __init__(self, notice: Notice) -> None:
        self.tables = notice.tables
        self.text = notice.canonical.text
        spans = notice.canonical.offsets.span_to_source
        self._rows: dict[int, _Known] = {}
        for n, table in enumerate(notice.tables):
            for row in table.full_rows:
                above = tuple([spans(cell.start, cell.end)[0] for cell in row.above])
                known = _Known(n, row, tuple([spans(cell.start, cell.end) for cell in row.cells]), above)
                self._rows[known.spans[0][0]] = known

    def of(self, refs: Sequence[UnitRef]) -> _Known | None:
        """The row that a unit is in this copy."""
        return self._rows.get(refs[0].start) if len(refs) == 1 and refs[0].row is not None else None

    def units_in_charge(self, refs: Sequence[UnitRef]) -> list[Named] | None:
        """The units that a row names in its columns of units, in canonical offsets; None where it is no row."""
        known = self.of(refs)
        if known is None:
            return None
        columns = [(cell, self.tables[known.table].column_of(cell)) for cell in known.row.cells]
        return [
            name
            for cell, column in columns
            if column and column.role == "responsible_unit"
            for name in cell_units(self.text, cell.start, cell.end, column.name)
        ]

    def header(self, known: _Known, place: Place) -> str:
        """What heads the column of the cell that a text stands in; empty where it stands in none."""
        at = bisect_right([end for _, end in known.spans], place.start)
        if not place.text or at == len(known.spans):
            return ""
        cell = known.row.cells[at]
        if at == 0 and place.end < known.spans[0][0]:
            cell = next(
                (c for c, start in zip(known.row.above, known.above, strict=True) if start == place.start), cell
            )
        column = self.tables[known.table].column_of(cell)
        return column.shown if column else ""


def placed(found: Difference, units: Sequence[UnitPair], a: SourceRows, b: SourceRows) -> Difference:
    """The difference, in a table with its row and column."""
    if found.unit is None:
        return found
    unit = units[found.unit]
    row_a, row_b = a.of(unit.a), b.of(unit.b)
    if row_a is None and row_b is None:
        return found
    whole = found.kind in _WHOLE
    return structs.replace(
        found,
        table=TablePlace(
            row_a.row.number if row_a else None,
            row_b.row.number if row_b else None,
            a.header(row_a, found.a) if row_a and not whole else "",
            b.header(row_b, found.b) if row_b and not whole else "",
        ),
    )


def turned_round(pair: TablePair) -> TablePair:
    """The pair of tables as the comparison of (B, A) has it."""
    columns = [ColumnPair(column.b, column.a, column.role, column.moved) for column in pair.columns]
    alone = [column for column in columns if column.a is None]
    return TablePair(pair.b, pair.a, (*sorted((c for c in columns if c.a is not None), key=_place), *alone))


def _place(column: ColumnPair) -> int:
    return column.a or 0


def compared_tables(
    units: Sequence[UnitPair], pairs: Sequence[TablePair], a: SourceRows, b: SourceRows
) -> tuple[ComparedTable, ...]:
    """The tables of both copies with their rows in the order of the units; those that the other copy has as sentences
    left out."""
    if not a.tables and not b.tables:
        return ()
    found: dict[tuple[int, int], list[tuple[int, _Known | None, _Known | None]]] = {}
    alone: list[tuple[int, _Known | None, _Known | None]] = []
    for n, unit in enumerate(units):
        row_a, row_b = a.of(unit.a), b.of(unit.b)
        if row_a and row_b:
            found.setdefault((row_a.table, row_b.table), []).append((n, row_a, row_b))
        elif (row_a and not unit.b) or (row_b and not unit.a):
            alone.append((n, row_a, row_b))
    made = _partners(found)
    for entry in alone:
        _, row_a, row_b = entry
        side, table = (0, row_a.table) if row_a else (1, row_b.table if row_b else 0)
        key = made.get((side, table), (table, -1) if side == 0 else (-1, table))
        found.setdefault(key, []).append(entry)
    by_tables = {(id(pair.a), id(pair.b)): pair for pair in pairs}
    told = []
    for (i, j), rows in found.items():
        table_a, table_b = a.tables[i] if i >= 0 else None, b.tables[j] if j >= 0 else None
        if len(rows) > 1:
            told.append(_told(by_tables.get((id(table_a), id(table_b))), table_a, table_b, sorted(rows, key=_unit)))
    return tuple(sorted(told, key=lambda table: table.rows[0].unit))


def _unit(entry: tuple[int, _Known | None, _Known | None]) -> int:
    return entry[0]


def _partners(
    found: dict[tuple[int, int], list[tuple[int, _Known | None, _Known | None]]],
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each table by its side the pair that holds most of its rows."""
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for key, _ in Counter({key: len(rows) for key, rows in found.items()}).most_common():
        best.setdefault((0, key[0]), key)
        best.setdefault((1, key[1]), key)
    return best


def _told(
    pair: TablePair | None, a: Table | None, b: Table | None, rows: Sequence[tuple[int, _Known | None, _Known | None]]
) -> ComparedTable:
    columns = _in_order(pair.columns) if pair else _alone(a, b)
    at_a = {column.a: n for n, column in enumerate(columns) if column.a is not None}
    at_b = {column.b: n for n, column in enumerate(columns) if column.b is not None}
    return ComparedTable(
        tuple(
            ComparedColumn(
                a.columns[column.a].shown if a and column.a is not None else None,
                b.columns[column.b].shown if b and column.b is not None else None,
                column.moved,
                column.role,
            )
            for column in columns
        ),
        tuple(ComparedRow(n, _cells(row_a, at_a), _cells(row_b, at_b)) for n, row_a, row_b in rows),
    )


def _alone(a: Table | None, b: Table | None) -> list[ColumnPair]:
    if a is not None:
        return [ColumnPair(n, None, column.role) for n, column in enumerate(a.columns)]
    return [ColumnPair(None, n, column.role) for n, column in enumerate(b.columns if b else ())]


def _in_order(columns: Sequence[ColumnPair]) -> list[ColumnPair]:
    """The columns as a reader wants them: those of A from the left, each of B alone behind the one before it in B."""
    out = [column for column in columns if column.a is not None]
    for column in sorted((c for c in columns if c.a is None), key=lambda c: c.b or 0):
        before = next((n for n, c in enumerate(out) if c.b is not None and c.b == (column.b or 0) - 1), -1)
        out.insert(before + 1, column)
    return out


def _cells(known: _Known | None, at: dict[int, int]) -> tuple[ComparedCell, ...]:
    if known is None:
        return ()
    return tuple(
        [
            ComparedCell(at[cell.column], *span)
            for cell, span in zip(known.row.cells, known.spans, strict=True)
            if cell.column in at
        ]
    )
