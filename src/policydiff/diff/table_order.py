# SPDX-License-Identifier: Apache-2.0
"""Rows that stand elsewhere on the page, but not in the list: one copy prints it in one group of columns, the other in
two, or the groups break at another row."""

from collections import defaultdict
from typing import NamedTuple

from policydiff.align.sequence import Match, heaviest_chain
from policydiff.diff.table_rows import PairedTables


class Reading(NamedTuple):
    """The order of rows in lists that stand in groups of columns."""

    place: dict[int, tuple[int, int]]
    """By the number of the pairing the first pairing of its table, and its row in A."""
    moved: frozenset[int]
    """Rows that stand elsewhere in the list."""

    def is_moved(self, n: int, on_page: bool) -> bool:
        """Does a unit stand elsewhere, given whether it does so on the page?"""
        return n in self.moved if n in self.place else on_page

    def key(self, n: int) -> tuple[int, int]:
        """By which units come in the order in which they are read."""
        return self.place.get(n, (n, 0))


def reading_order(tables: PairedTables) -> Reading:
    """The order of the rows of tables that either copy prints in groups of columns."""
    lists: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for n, (pair, rows) in tables.rows.items():
        if max(pair.a.groups, pair.b.groups) > 1 and rows.a.number and rows.b.number:
            lists[pair.a.start, pair.b.start].append((n, rows.a.number, rows.b.number))
    place: dict[int, tuple[int, int]] = {}
    moved: set[int] = set()
    for entries in lists.values():
        first = min(n for n, _, _ in entries)
        place |= {n: (first, number) for n, number, _ in entries}
        steady = {match.a for match in heaviest_chain([Match(a, b, 1.0, 1.0) for _, a, b in entries])}
        moved.update(n for n, number, _ in entries if number not in steady)
    return Reading(place, frozenset(moved))
