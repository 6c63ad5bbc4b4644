# SPDX-License-Identifier: Apache-2.0
"""Rows of tables, compared cell by cell: an edit lies in one cell, and the cell's column says what it is."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from policydiff.align.blocks import Block
from policydiff.align.pairing import Pairing
from policydiff.canonical.text import Canonical
from policydiff.diff.raw import Raw, Verdict, verdict
from policydiff.diff.region import Cell, Region
from policydiff.diff.table_columns import CellPair, ColumnPair, RowPair, TablePair, cell_pairs, table_pair
from policydiff.structure.columns import Role
from policydiff.structure.notice import Notice
from policydiff.structure.tables import TableCell, TableRow

COLUMN_REMOVED = verdict("substantive", "column_removed")
COLUMN_ADDED = verdict("substantive", "column_added")
COLUMN_MOVED = verdict("structure", "column_moved")

Judged = Callable[[tuple[int, int], tuple[int, int], Role | None], list[Region]]
"""Judges the difference of two canonical spans in cells of a role."""


class Rows:
    """The rows of a notice's tables, found by where they begin."""

    def __init__(self, notice: Notice) -> None:
        self._rows = [(row.start, n, row) for n, table in enumerate(notice.tables) for row in table.full_rows]
        self._starts = [start for start, _, _ in self._rows]

    def of(self, block: Block) -> tuple[int, TableRow] | None:
        """The number of its table and the row that a block is."""
        at = bisect_right(self._starts, block.start) - 1
        return self._rows[at][1:] if block.kind == "row" and at >= 0 and self._starts[at] == block.start else None


@dataclass(frozen=True, slots=True)
class PairedTables:
    """The tables of two notices that answer to each other, by the pairings of their rows."""

    rows: dict[int, tuple[TablePair, RowPair]]
    """By the number of the pairing."""

    @classmethod
    def of(cls, a: Notice, b: Notice, pairings: Sequence[Pairing]) -> "PairedTables":
        """Pair the tables of two notices; a table goes with the one that has most of its rows."""
        if not a.tables or not b.tables:
            return cls({})
        found = _row_pairs(Rows(a), Rows(b), pairings)
        together: dict[tuple[int, int], list[RowPair]] = defaultdict(list)
        for in_a, in_b, pair in found.values():
            together[in_a, in_b].append(pair)
        made: dict[tuple[int, int], TablePair] = {
            (i, j): table_pair(a.tables[i], b.tables[j], pairs, a.canonical.text, b.canonical.text)
            for (i, j), pairs in together.items()
        }
        return cls({n: (made[i, j], pair) for n, (i, j, pair) in found.items()})

    def regions(self, number: int, judge: Judged) -> tuple[Region, ...] | None:
        """The regions of a pairing of rows, cell by cell; None where it is no pairing of rows, or columns moved."""
        known = self.rows.get(number)
        if known is None or known[0].reordered:
            return None
        at_a, at_b = known[1].a.start, known[1].b.start
        found: list[Region] = []
        for pair in cell_pairs(*known):
            span_a, span_b = _span(pair.a, at_a), _span(pair.b, at_b)
            found += _judged(pair, span_a, span_b, judge)
            at_a, at_b = span_a[1], span_b[1]
        return tuple(found)

    def by_columns(self, cells: Sequence[Cell], judge: Judged) -> list[Cell]:
        """The cells of the comparison, rows whose columns moved column by column, in the order of B."""
        if not any(tables.reordered for tables, _ in self.rows.values()):
            return list(cells)
        return [part for cell in cells for part in self._parts(cell, judge)]

    def _parts(self, cell: Cell, judge: Judged) -> list[Cell]:
        known = self.rows.get(cell.unit)
        if known is None or not known[0].reordered or cell.a is None or cell.b is None:
            return [cell]
        parts = []
        for pair in cell_pairs(*known):
            a, b = _span(pair.a, cell.a[0]), _span(pair.b, cell.b[0])
            parts.append(Cell(cell.unit, a, b, tuple(_judged(pair, a, b, judge))))
        return sorted(parts, key=lambda part: (part.b, part.a))

    def moved_columns(self, a: Canonical, b: Canonical) -> list[Raw]:
        """One difference for each column that moved, at its header, or at its first cell where it has none."""
        told: set[tuple[int, int, int]] = set()
        found = []
        for number, (tables, rows) in self.rows.items():
            for pair in cell_pairs(tables, rows):
                key = (id(tables), pair.column.a or 0, pair.column.b or 0)
                if pair.column.moved and pair.a and pair.b and key not in told:
                    told.add(key)
                    spans = (
                        *a.offsets.span_to_source(pair.a.start, pair.a.end),
                        *b.offsets.span_to_source(pair.b.start, pair.b.end),
                    )
                    found.append(Raw(*spans, number, COLUMN_MOVED))
        return found


def _row_pairs(rows_a: Rows, rows_b: Rows, pairings: Sequence[Pairing]) -> dict[int, tuple[int, int, RowPair]]:
    found = {}
    for n, pairing in enumerate(pairings):
        if len(pairing.a) == len(pairing.b) == 1:
            x, y = rows_a.of(pairing.a[0]), rows_b.of(pairing.b[0])
            if x is not None and y is not None:
                found[n] = (x[0], y[0], RowPair(x[1], y[1]))
    return found


def _span(cell: TableCell | None, at: int) -> tuple[int, int]:
    return (cell.start, cell.end) if cell is not None else (at, at)


def _judged(pair: CellPair, span_a: tuple[int, int], span_b: tuple[int, int], judge: Judged) -> list[Region]:
    alone = _alone(pair.column) if pair.a is None or pair.b is None else None
    if alone is not None:
        return [Region(*span_a, *span_b, alone)]
    return judge(span_a, span_b, pair.column.role)


def _alone(column: ColumnPair) -> Verdict | None:
    """The verdict on a cell of a column that one table alone has."""
    return COLUMN_REMOVED if column.b is None else COLUMN_ADDED if column.a is None else None
