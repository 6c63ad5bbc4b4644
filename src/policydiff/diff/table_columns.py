# SPDX-License-Identifier: Apache-2.0
"""Which columns of a table answer to which in the other copy: by their headers, by what they are, by what they hold."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from policydiff.align.sequence import Match, heaviest_chain
from policydiff.structure.columns import Role
from policydiff.structure.table import Table, TableCell, TableRow

_NAME, _ROLE, _HELD, _PLACE = 3.0, 1.0, 2.0, 0.1
"""What one header, one role, equal cells in all rows, and one place are worth."""
_ENOUGH = 1.0
_SEEN_ROWS = 400
"""Rows by which cells are compared; more say nothing new."""


class RowPair(NamedTuple):
    """Two rows that answer to each other."""

    a: TableRow
    b: TableRow


class ColumnPair(NamedTuple):
    """A column of table A and the one that answers to it in B; None where a table has none."""

    a: int | None
    b: int | None
    role: Role | None
    moved: bool = False


class TablePair(NamedTuple):
    """Two tables with their columns paired: first those of A from the left, then those that B alone has."""

    a: Table
    b: Table
    columns: tuple[ColumnPair, ...]

    @property
    def reordered(self) -> bool:
        """Does a column stand at another place among the others?"""
        return any(pair.moved for pair in self.columns)


def table_pair(a: Table, b: Table, rows: Sequence[RowPair], text_a: str, text_b: str) -> TablePair:
    """The columns of two tables, some rows of which answer to each other. `text_a` and `text_b` are canonical."""
    held = _held(rows, text_a, text_b)
    scores = sorted(
        (-score, abs(i - j), i, j)
        for i in range(len(a.columns))
        for j in range(len(b.columns))
        if (score := _score(a, b, i, j, held)) >= _ENOUGH
    )
    matched: dict[int, int] = {}
    for _, _, i, j in scores:
        if i not in matched and j not in matched.values():
            matched[i] = j
    _add_renamed(matched, len(a.columns), len(b.columns))
    in_order = heaviest_chain([Match(i, j, 1.0, 1.0) for i, j in matched.items()])
    steady = {match.b for match in in_order}
    pairs = [
        ColumnPair(i, matched.get(i), _role(a, b, i, matched.get(i)), i in matched and matched[i] not in steady)
        for i in range(len(a.columns))
    ]
    alone = [j for j in range(len(b.columns)) if j not in matched.values()]
    return TablePair(a, b, (*pairs, *(ColumnPair(None, j, b.columns[j].role) for j in alone)))


def _held(rows: Sequence[RowPair], text_a: str, text_b: str) -> dict[tuple[int, int], float]:
    """For columns of A and B the share of rows in which both hold the same."""
    same: Counter[tuple[int, int]] = Counter()
    seen: Counter[int] = Counter()
    for row_a, row_b in rows[:_SEEN_ROWS]:
        for x in row_a.cells:
            seen[x.column] += 1
            said = text_a[x.start : x.end]
            same.update((x.column, y.column) for y in row_b.cells if text_b[y.start : y.end] == said)
    return {pair: count / seen[pair[0]] for pair, count in same.items()}


def _score(a: Table, b: Table, i: int, j: int, held: dict[tuple[int, int], float]) -> float:
    x, y = a.columns[i], b.columns[j]
    score = _HELD * held.get((i, j), 0.0)
    if x.name and x.name == y.name:
        score += _NAME
    if x.role is not None and x.role == y.role:
        score += _ROLE
    return score + (_PLACE if i == j else 0.0)


def _add_renamed(matched: dict[int, int], count_a: int, count_b: int) -> None:
    """Columns alone on both sides at one place between matched ones are one under another header."""
    known = {-1: -1, **matched, count_a: count_b}
    taken = set(matched.values())
    for i in range(count_a):
        before, after = known.get(i - 1), known.get(i + 1)
        if i in matched or before is None or after is None or after - before != 2 or before + 1 in taken:
            continue
        if matched:
            matched[i] = before + 1


def _role(a: Table, b: Table, i: int, j: int | None) -> Role | None:
    own = a.columns[i].role
    other = b.columns[j].role if j is not None else None
    return own or other


class CellPair(NamedTuple):
    """A cell of each copy that answer to each other; None where a row has nothing in this column."""

    a: TableCell | None
    b: TableCell | None
    column: ColumnPair


def cell_pairs(tables: TablePair, rows: RowPair, shifted: Sequence[CellPair] = ()) -> list[CellPair]:
    """The cells of two rows, column by column, in an order that keeps that of A and, as far as no column moved, that
    of B; `shifted` are those that stand in another column."""
    cells_a = {cell.column: cell for cell in rows.a.cells}
    cells_b = {cell.column: cell for cell in rows.b.cells}
    found: list[CellPair] = []
    waiting = sorted(cells_b)
    by_a = {pair.a: pair for pair in tables.columns if pair.a is not None}
    by_b = {pair.b: pair for pair in tables.columns if pair.b is not None}
    elsewhere = {pair.a.column: pair.b for pair in shifted if pair.a}
    for i in sorted(cells_a):
        pair = by_a[i]
        other = elsewhere.get(i) or (cells_b.get(pair.b) if pair.b is not None else None)
        if other is not None and not pair.moved:
            found += _alone_before(cells_b, waiting, other.column, by_b, cells_a)
        found.append(CellPair(cells_a[i], other, pair))
        if other is not None:
            waiting.remove(other.column)
    found += _alone_before(cells_b, waiting, None, by_b, cells_a)
    return found


def _alone_before(
    cells: dict[int, TableCell],
    waiting: list[int],
    column: int | None,
    pairs: dict[int, ColumnPair],
    cells_a: dict[int, TableCell],
) -> list[CellPair]:
    """The cells of B, before a column of it, to which A has none; they are taken off those that wait."""
    found = [j for j in waiting if (column is None or j < column) and pairs[j].a not in cells_a]
    for j in found:
        waiting.remove(j)
    return [CellPair(None, cells[j], pairs[j]) for j in found]
