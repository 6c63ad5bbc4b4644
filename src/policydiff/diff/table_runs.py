# SPDX-License-Identifier: Apache-2.0
"""What is one thing of a table is told once: a column that one copy lacks, a table that the other has as sentences.

The first place carries the finding, each other one is set aside as a member of it, so that every place is accounted
for.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.region import Cell, Region
from policydiff.diff.table_columns import RowPair
from policydiff.diff.table_rows import PairedTables
from policydiff.reasons import because
from policydiff.structure.columns import Column

_COLUMNS = frozenset({"column_removed", "column_added"})

_Place = tuple[int, int]
"""A region by the number of its cell and its own in it."""


def with_table_runs(cells: Sequence[Cell], tables: PairedTables) -> list[Cell]:
    """The cells, with what is one thing of a table told at its first place."""
    if not tables.rows and not tables.prose:
        return list(cells)
    runs: dict[Hashable, list[_Place]] = defaultdict(list)
    named: dict[Hashable, Column | None] = {}
    for place, region in _regions(cells):
        cell = cells[place[0]]
        if region.verdict.kind in _COLUMNS and cell.unit in tables.rows:
            pair = tables.rows[cell.unit][0]
            side, column = _column(region, tables.rows[cell.unit][1])
            key: Hashable = (id(pair), side, column)
            named[key] = (pair.a, pair.b)[side].columns[column]
            runs[key].append(place)
        elif region.verdict.kind == "table_form" and cell.unit in tables.prose:
            runs[id(tables.prose[cell.unit].table)].append(place)
    told: dict[_Place, Verdict] = {}
    for key, places in runs.items():
        if len(places) > 1:
            told |= _told(places, named.get(key), cells)
    return [_with(cell, n, told) for n, cell in enumerate(cells)]


def _regions(cells: Sequence[Cell]) -> Iterator[tuple[_Place, Region]]:
    for n, cell in enumerate(cells):
        for i, region in enumerate(cell.regions):
            yield (n, i), region


def _column(region: Region, rows: RowPair) -> tuple[int, int]:
    """The side that has the column, and which of its columns it is."""
    side = 0 if region.verdict.kind == "column_removed" else 1
    start = region.spans[side][0]
    return side, next(cell.column for cell in rows[side].cells if cell.start == start)


def _told(places: Sequence[_Place], column: Column | None, cells: Sequence[Cell]) -> dict[_Place, Verdict]:
    """The verdicts of a run: its first place tells, the others are members."""
    n, i = places[0]
    said = cells[n].regions[i].verdict
    if column is None:
        head, other = because("table_form_run"), because("in_table_form_run")
    else:
        args = {"column": column.shown or "…", "count": str(len(places))}
        head, other = because("column_run", **args), because("in_column_run", **args)
    return {
        places[0]: verdict(said.class_, said.kind, head),
        **dict.fromkeys(places[1:], verdict("format", "in_run", other)),
    }


def _with(cell: Cell, n: int, told: dict[_Place, Verdict]) -> Cell:
    regions = [region._replace(verdict=told.get((n, i), region.verdict)) for i, region in enumerate(cell.regions)]
    return cell._replace(regions=tuple(regions)) if regions else cell
