# SPDX-License-Identifier: Apache-2.0
"""Rows of tables, compared cell by cell: an edit lies in one cell, and the cell's column says what it is."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct, field

from policydiff.align.blocks import Block
from policydiff.align.pairing import Pairing
from policydiff.canonical.text import Canonical
from policydiff.diff.raw import Raw, Verdict, verdict
from policydiff.diff.region import Cell, Region
from policydiff.diff.table_columns import CellPair, ColumnPair, RowPair, TablePair, cell_pairs, table_pair
from policydiff.diff.table_shifts import CELL_MOVED, Same, Shift, above, shifted
from policydiff.structure.columns import Role
from policydiff.structure.notice import Notice
from policydiff.structure.table import Table, TableCell, TableRow

COLUMN_REMOVED = verdict("substantive", "column_removed")
COLUMN_ADDED = verdict("substantive", "column_added")
COLUMN_MOVED = verdict("structure", "column_moved")
COLUMN_RENAMED = verdict("substantive", "column_renamed")
MERGED_CELL = verdict("format", "merged_cell")
GAP = verdict("format", "whitespace")
_NO_COLUMN = 1 << 30
_WORDS = frozenset({"text", "name"})
"""Kinds that say only that words differ."""

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


class ProseRow(NamedTuple):
    """A row of a table on one side, 0 for A, of a pairing whose other side is no row; `behind` are what stands behind
    the row in its copy and in the sentences of the other."""

    side: int
    table: Table
    row: TableRow
    behind: tuple[TableCell, ...] = ()


class PairedTables(Struct, frozen=True):
    """The tables of two notices that answer to each other, by the pairings of their rows."""

    rows: dict[int, tuple[TablePair, RowPair]]
    """By the number of the pairing."""
    prose: dict[int, ProseRow]
    """Rows that the other copy has as sentences, and the headers of such tables, by the number of the pairing."""
    pairs: tuple[TablePair, ...] = ()
    repeated: frozenset[int] = frozenset()
    """Headers that stand again further down in one copy, as at the top of a page, by the number of the pairing."""
    shifted: Mapping[int, tuple[CellPair, ...]] = field(default_factory=dict)
    """Cells that stand in another column than in the other copy, by the number of the pairing."""

    @classmethod
    def of(cls, a: Notice, b: Notice, pairings: Sequence[Pairing]) -> "PairedTables":
        """Pair the tables of two notices; a table goes with the one that has most of its rows."""
        if not (a.tables or b.tables):
            return cls({}, {})
        rows_a, rows_b = Rows(a), Rows(b)
        found = _row_pairs(rows_a, rows_b, pairings)
        together: dict[tuple[int, int], list[RowPair]] = defaultdict(list)
        for in_a, in_b, pair in found.values():
            together[in_a, in_b].append(pair)
        made: dict[tuple[int, int], TablePair] = {
            (i, j): table_pair(a.tables[i], b.tables[j], pairs, a.canonical.text, b.canonical.text)
            for (i, j), pairs in together.items()
        }
        paired = {n: (made[i, j], pair) for n, (i, j, pair) in found.items()}
        sides = ((0, a.tables, rows_a), (1, b.tables, rows_b))
        prose = {n: row for side in sides for n, row in _in_prose(*side, pairings)}
        repeated = frozenset(n for side, _, rows in sides for n in _repeated(side, rows, pairings))
        same = _same(a.canonical.text, b.canonical.text)
        moved = {n: cells for n, known in paired.items() if (cells := shifted(*known, same))}
        return cls(paired, prose, tuple(made.values()), repeated, moved)

    def regions(self, cell: Cell, judge: Judged) -> tuple[Region, ...] | None:
        """The regions of a cell of the comparison that is a pair of rows, cell by cell of the table; None where it is
        no pair of rows, or where columns moved."""
        known = self.rows.get(cell.unit)
        if known is None or known[0].reordered or cell.a is None or cell.b is None:
            return None
        moved = self.shifted.get(cell.unit, ())
        return tuple(region for part in _parts(cell, known, judge, moved) for region in part.regions)

    def by_columns(self, cells: Sequence[Cell], judge: Judged) -> list[Cell]:
        """The cells of the comparison, rows whose columns moved column by column, in the order of B."""
        if not any(tables.reordered for tables in {id(t): t for t, _ in self.rows.values()}.values()):
            return list(cells)
        found: list[Cell] = []
        for cell in cells:
            known = self.rows.get(cell.unit)
            if known is None or not known[0].reordered or cell.a is None or cell.b is None:
                found.append(cell)
            else:
                found += sorted(_parts(cell, known, judge), key=lambda part: (part.b, part.a))
        return found

    def shifts(self, a: Canonical, b: Canonical) -> list[Raw]:
        """One difference for each cell under another header, and for each cell over several rows that says something
        else of a row behind the first."""
        found = [
            (n, Shift(pair.a, pair.b, CELL_MOVED))
            for n, cells in self.shifted.items()
            for pair in cells
            if pair.a and pair.b
        ]
        found += above([(n, *known) for n, known in self.rows.items()], _same(a.text, b.text))
        spans_a, spans_b = a.offsets.span_to_source, b.offsets.span_to_source
        return [Raw(*spans_a(x.start, x.end), *spans_b(y.start, y.end), n, told) for n, (x, y, told) in found]

    def moved_columns(self, a: Canonical, b: Canonical) -> list[Raw]:
        """One difference for each column that moved, at its header, or at its first cell where it has none."""
        told: set[tuple[int, int, int]] = set()
        found = []
        for number, (tables, rows) in self.rows.items():
            for pair in cell_pairs(tables, rows) if tables.reordered else ():
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


def _in_prose(
    side: int, tables: Sequence[Table], rows: Rows, pairings: Sequence[Pairing]
) -> Iterator[tuple[int, ProseRow]]:
    """The rows of one copy that answer to no row; and, of a table most of whose rows do so, the headers that answer to
    nothing."""
    against: list[tuple[int, int, TableRow, tuple[TableCell, ...]]] = []
    alone: list[tuple[int, int, TableRow]] = []
    total: Counter[int] = Counter()
    for n, pairing in enumerate(pairings):
        own, other = (pairing.a, pairing.b) if side == 0 else (pairing.b, pairing.a)
        known = rows.of(own[0]) if own and all(block.kind != "row" for block in own[1:]) else None
        if known is None:
            continue
        if not other:
            alone.append((n, *known))
        else:
            total[known[0]] += 1
            if all(block.kind != "row" for block in other):
                against.append((n, *known, tuple(_behind(block) for block in own[1:])))
    said = Counter(table for _, table, _, _ in against)
    yield from ((n, ProseRow(side, tables[table], row, behind)) for n, table, row, behind in against)
    for n, table, row in alone:
        if not row.number and 2 * said[table] > total[table]:
            yield n, ProseRow(side, tables[table], row)


def _repeated(side: int, rows: Rows, pairings: Sequence[Pairing]) -> Iterator[int]:
    """The headers of one copy that answer to nothing and say what a header does that answers to one: with nothing but
    rows between the two, they are one header, which stands again."""
    sides = [(pairing.a, pairing.b) if side == 0 else (pairing.b, pairing.a) for pairing in pairings]
    own = sorted((blocks[0].start, n) for n, (blocks, _) in enumerate(sides) if blocks and blocks[0].kind != "page")
    for is_row, run in groupby(own, key=lambda entry: sides[entry[1]][0][0].kind == "row"):
        headers = [(n, row[1]) for _, n in run if is_row and (row := rows.of(sides[n][0][0])) and not row[1].number]
        paired = {sides[n][0][0].text for n, _ in headers if sides[n][1]}
        yield from (n for n, _ in headers if not sides[n][1] and sides[n][0][0].text in paired)


def _behind(block: Block) -> TableCell:
    """A paragraph behind a row as a cell of no column."""
    return TableCell(block.start, block.end, _NO_COLUMN, _NO_COLUMN)


class _Side:
    """The cells of one row with what stands between them: `from_` is where the gap before each begins."""

    def __init__(self, row: TableRow, span: tuple[int, int]) -> None:
        ends = [span[0], *(cell.end for cell in row.cells)]
        self._gaps = {cell.column: at for cell, at in zip(row.cells, ends, strict=False)}
        self._last = row.cells[-1].column
        self._end = span[1]

    def spans(self, cell: TableCell | None, at: int) -> tuple[int, int, int, int]:
        """Where the gap before a cell begins, its text, and where what belongs to it ends; all `at` for no cell."""
        if cell is None:
            return at, at, at, at
        return self._gaps[cell.column], cell.start, cell.end, self._end if cell.column == self._last else cell.end


def _same(text_a: str, text_b: str) -> Same:
    return lambda x, y: text_a[x.start : x.end] == text_b[y.start : y.end]


def _parts(cell: Cell, known: tuple[TablePair, RowPair], judge: Judged, shifted: Sequence[CellPair] = ()) -> list[Cell]:
    """A pair of rows as the pairs of their cells, each with the gaps around it, in the order of A."""
    tables, rows = known
    span_a, span_b = cell.a or (0, 0), cell.b or (0, 0)
    side_a, side_b = _Side(rows.a, span_a), _Side(rows.b, span_b)
    at_a, at_b = span_a[0], span_b[0]
    parts = []
    for pair in cell_pairs(tables, rows, shifted):
        a, b = side_a.spans(pair.a, at_a), side_b.spans(pair.b, at_b)
        gaps = _gap(judge, (a[0], a[1]), (b[0], b[1])), _gap(judge, (a[2], a[3]), (b[2], b[3]))
        regions = (*gaps[0], *_judged(pair, known, (a[1], a[2]), (b[1], b[2]), judge), *gaps[1])
        parts.append(Cell(cell.unit, (a[0], a[3]), (b[0], b[3]), regions))
        at_a, at_b = a[3], b[3]
    return parts


def _gap(judge: Judged, span_a: tuple[int, int], span_b: tuple[int, int]) -> list[Region]:
    """What stands between two cells, a space that holds numbers apart, is layout."""
    return [Region(*span_a, *span_b, GAP)] if judge(span_a, span_b, None) else []


def _judged(
    pair: CellPair, known: tuple[TablePair, RowPair], span_a: tuple[int, int], span_b: tuple[int, int], judge: Judged
) -> list[Region]:
    tables, rows = known
    if pair.a is None or pair.b is None:
        alone = _alone(pair.column) or (MERGED_CELL if _goes_on(pair, rows, span_a, span_b, judge) else None)
        if alone is not None:
            return [Region(*span_a, *span_b, alone)]
    if not (rows.a.number or rows.b.number):
        found = judge(span_a, span_b, None)
        renamed = any(part.verdict.kind in _WORDS for part in found) and all(
            part.verdict.kind in _WORDS or part.verdict.class_ != "substantive" for part in found
        )
        return [Region(*span_a, *span_b, COLUMN_RENAMED)] if renamed and pair.a and pair.b else found
    itself = tables.a.keyed.get(pair.a.start) if pair.a else tables.b.keyed.get(pair.b.start) if pair.b else None
    return judge(span_a, span_b, itself.role if itself else pair.column.role)


def _goes_on(pair: CellPair, rows: RowPair, span_a: tuple[int, int], span_b: tuple[int, int], judge: Judged) -> bool:
    """Does a cell from above go on where one copy has no cell, and say what the other's cell says?"""
    if pair.a is None:
        return any(c.column == pair.column.a and not judge((c.start, c.end), span_b, None) for c in rows.a.above)
    return any(c.column == pair.column.b and not judge(span_a, (c.start, c.end), None) for c in rows.b.above)


def _alone(column: ColumnPair) -> Verdict | None:
    """The verdict on a cell of a column that one table alone has."""
    return COLUMN_REMOVED if column.b is None else COLUMN_ADDED if column.a is None else None
