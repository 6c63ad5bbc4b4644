# SPDX-License-Identifier: Apache-2.0
"""A reading marked in the words around it, in a cell of a table: 组织实施【53】项; and taken apart again."""

from itertools import chain

_MARKS = (("【", "】"), ("〖", "〗"), ("〘", "〙"))
"""Brackets, the usual ones first. The first pair is taken of which, and of those behind it, the words have none, so
that the last pair that is found in a cell is the one that marks."""


def bracket(before: str, reading: str, after: str) -> str:
    """The words with the reading in brackets."""
    said = before + reading + after
    free = [pair for at, pair in enumerate(_MARKS) if not any(mark in said for mark in chain(*_MARKS[at:]))]
    opening, closing = free[0] if free else _MARKS[-1]
    return f"{before}{opening}{reading}{closing}{after}"


def unbracket(cell: str) -> tuple[str, str, str] | None:
    """The words before, the reading, the words behind; None where nothing is marked."""
    for opening, closing in reversed(_MARKS):
        before, opened, rest = cell.partition(opening)
        reading, closed, after = rest.rpartition(closing)
        if opened and closed:
            return before, reading, after
    return None
