# SPDX-License-Identifier: Apache-2.0
"""Stretches of lines as rows of items, each read once for both copies of a notice.

Both mostly have the same lines at their edges, and a line is asked for by itself and with the next."""

from collections.abc import Sequence
from functools import lru_cache

from policydiff.structure.page_items import Item, pieces
from policydiff.structure.segments import Segments

_LONGEST = 400
"""Characters of a stretch that is kept."""


def row(segments: Segments, start: int, end: int) -> list[Item]:
    """The pieces of a stretch of lines from `start` to `end`: items of the page and, with no kind, the rest."""
    read = _row if end - start <= _LONGEST else _row.__wrapped__
    return _moved(read(*_alone(segments, start, end)), start)


def full_row(segments: Segments, start: int, end: int) -> list[Item]:
    """The row of a stretch that holds nothing but items, else none: what is no item ends the reading."""
    read = _full_row if end - start <= _LONGEST else _full_row.__wrapped__
    return _moved(read(*_alone(segments, start, end)), start)


_Alone = tuple[str, str, tuple[int, ...]]
"""A stretch by itself: the character before it, its text, and where white space stood in it."""


def _alone(segments: Segments, start: int, end: int) -> _Alone:
    text = segments.canonical.text
    return text[start - 1 : start], text[start:end], tuple([at - start for at in segments.soft(start, end)])


def _moved(row: Sequence[Item], start: int) -> list[Item]:
    """What was read of a stretch alone, as it stands in its text."""
    return [Item(start + at, start + end, kind, weight, bare) for at, end, kind, weight, bare in row]


@lru_cache(maxsize=256)
def _row(before: str, body: str, spaces: tuple[int, ...]) -> tuple[Item, ...]:
    """The pieces of a stretch, counted from its start. Both copies of a notice mostly have the same lines at their
    edges, and a line is asked for by itself and with the next."""
    return tuple(pieces(before, body, spaces))


@lru_cache(maxsize=256)
def _full_row(before: str, body: str, spaces: tuple[int, ...]) -> tuple[Item, ...]:
    found = []
    for piece in pieces(before, body, spaces):
        if piece.kind is None:
            return ()
        found.append(piece)
    return tuple(found)
