# SPDX-License-Identifier: Apache-2.0
"""Reading the tables of a store that may be damaged: as many rows as can be had, and what cannot be read is said."""

import sqlite3
from collections.abc import Iterator

from policydiff.provenance import schema
from policydiff.provenance.inquiry import Inquiry
from policydiff.reasons import because


def rows(
    inquiry: Inquiry, connection: schema.Connection, table: str, key: str, columns: str
) -> Iterator[tuple[object, ...]]:
    """All rows of a table in order of `key`, as many as can be read where pages are damaged."""
    last = -1
    select = f"SELECT {key}, {columns} FROM {table}"  # noqa: S608  # from this module's own words
    try:
        for row in connection.execute(f"{select} ORDER BY {key}"):
            yield row
            number = row[0]
            last = number if isinstance(number, int) else int(str(number))
    except sqlite3.Error as error:
        inquiry.say("unreadable", because("table_unreadable", table=table, column=key, last=last, error=error))
        highest = singly(connection, f"SELECT max({key}) FROM {table}", ())  # noqa: S608  # likewise
        for number in range(last + 1, _number(highest[0][0] if highest else None) + 1):
            yield from singly(connection, f"{select} WHERE {key} = ?", (number,))


def _number(value: object) -> int:
    return min(value, 2**40) if isinstance(value, int) else 0


def singly(connection: schema.Connection, sql: str, parameters: tuple[object, ...]) -> list[tuple[object, ...]]:
    """The rows of one question; none where they cannot be read."""
    try:
        return connection.execute(sql, parameters).fetchall()
    except sqlite3.Error:
        return []
