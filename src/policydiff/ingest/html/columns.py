# SPDX-License-Identifier: Apache-2.0
"""In which column a cell of a web page's table stands.

Cells over several rows push those below them aside (HTML 4.9.12).
"""

from collections.abc import Mapping

_MOST = 1000
"""Columns and rows over which a cell may go, as in HTML 4.9.11."""


class Columns:
    """The columns of one table, row after row; `_held` says for how many rows more a column is taken from above."""

    def __init__(self) -> None:
        self._held: dict[int, int] = {}
        self._next = 0

    def row(self) -> None:
        """A row begins."""
        self._held = {column: rows - 1 for column, rows in self._held.items() if rows > 1}
        self._next = 0

    def cell(self, attributes: Mapping[str, str | None]) -> tuple[int, int, int]:
        """The first column of the next cell from 0, and over how many columns and rows it goes."""
        columns, rows = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
        while self._next in self._held:
            self._next += 1
        first = self._next
        self._next += columns
        if rows > 1:
            # from the next row on, which counts one down
            self._held.update(dict.fromkeys(range(first, first + columns), rows))
        return first, columns, rows


def _span(stated: str | None) -> int:
    """A span as its attribute states it; 1 where it states no number."""
    digits = (stated or "").strip()[:4]
    return min(max(1, int(digits)), _MOST) if digits.isdecimal() else 1
