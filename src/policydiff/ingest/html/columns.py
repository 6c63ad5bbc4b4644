# SPDX-License-Identifier: Apache-2.0
"""Rows and cells of a web page's tables, and in which column each stands.

Cells over several rows push those below them aside (HTML 4.9.12).
"""

from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from policydiff.ingest.html.survey import Survey
from policydiff.ingest.reading import TextBuilder

_MOST = 1000
"""Columns and rows over which a cell may go, as in HTML 4.9.11."""


class Columns:
    """The columns of one table, row after row.

    `_held` says up to which row a column is taken from above. Behind the first 1,000 columns spans are not followed: a
    short page could hold a billion cells with them.
    """

    def __init__(self) -> None:
        self._held: dict[int, int] = {}
        self._over: dict[int, tuple[int, int]] = {}
        self._row = self._next = 0

    def row(self) -> None:
        """A row begins."""
        self._row += 1
        self._next = 0

    def cell(self, attributes: Mapping[str, str | None]) -> tuple[int, int, int]:
        """The first column of the next cell from 0, and over how many columns and rows it goes."""
        columns, rows = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
        first = self._free(self._next)
        if first >= _MOST:
            columns = rows = 1
        self._next = first + columns
        if rows > 1:
            until, held = self._row + rows, self._held
            held.update({column: max(until, held.get(column, 0)) for column in range(first, first + columns)})
        return first, columns, rows

    def _free(self, column: int) -> int:
        """The first column from this on that is not taken from above; a way once gone is known as long as it holds."""
        start, until = column, 0
        while True:
            beyond, held = self._over.get(column, (0, 0))
            if held <= self._row:
                beyond, held = column + 1, self._held.get(column, 0)
            if held <= self._row:
                break
            until = min(until or held, held)
            column = beyond
        if column > start:
            self._over[start] = column, until
        return column


def _span(stated: str | None) -> int:
    """A span as its attribute states it; 1 where it states no number."""
    digits = (stated or "").strip()[:4]
    return min(max(1, int(digits)), _MOST) if digits.isdecimal() else 1


class TableWriter:
    """Writes the tables of a page as they stand inside each other; rows of layout are lines of their own.

    `tight` counts the open cells of one line, in which blocks break no line.
    """

    def __init__(self, builder: TextBuilder, survey: Survey) -> None:
        self.tight = 0
        self._builder = builder
        self._survey = survey
        self._rows: list[bool] = []
        self._columns: list[Columns] = []

    def enter(self) -> None:
        """A table begins."""
        self._builder.begin_table()
        self._columns.append(Columns())

    def leave(self) -> None:
        """The table begun last ends."""
        if self._columns:
            self._columns.pop()
            self._builder.end_table()

    def enter_row(self, node: LexborNode) -> None:
        """A row begins."""
        data = node.mem_id in self._survey.data_rows and bool(self._columns)
        self._rows.append(data)
        if self._columns:
            self._columns[-1].row()
        if data:
            self._builder.begin_row(header=node.parent is not None and node.parent.tag == "thead")

    def leave_row(self) -> None:
        """The row begun last ends."""
        if self._rows and self._rows.pop() and self._columns:
            self._builder.end_row()

    def enter_cell(self, node: LexborNode) -> None:
        """A cell begins, behind a tab in a row of data, else on a line."""
        place = self._columns[-1].cell(node.attributes) if self._columns else (0, 1, 1)
        if self._in_data:
            self._builder.begin_cell(*place)
        else:
            self._builder.newline()
        self.tight += self._is_tight(node)

    def leave_cell(self, node: LexborNode) -> None:
        """The cell ends."""
        self.tight -= self._is_tight(node)
        if not self._in_data:
            self._builder.newline()

    @property
    def _in_data(self) -> bool:
        return bool(self._rows and self._rows[-1])

    def _is_tight(self, node: LexborNode) -> bool:
        stats = self._survey.stats.get(node.mem_id)
        return bool(self._in_data and stats and stats.lines <= 1)
