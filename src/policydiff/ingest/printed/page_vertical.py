# SPDX-License-Identifier: Apache-2.0
"""Whether the lines of a page that is written from top to bottom follow each other from the right or from the left.

Chinese is read from the right; Mongolian, and some signs and tables, from the left. Labels show it, else the shape of
the paragraphs; what is drawn first is a hint only, and is said to be one."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

from policydiff.ingest.printed.page_layout import Line, rows_of
from policydiff.ingest.printed.paging import label_value

SHORT = 2.5
"""Ems that a line ends before the longest one from which on a paragraph has ended with it."""
INSET = (0.8, 3.2)
"""Ems by which a paragraph's first line is set in: at least, at most."""


def from_the_side(lines: list[Line], upright: bool) -> tuple[list[Line], str]:
    """Lines that run down, their heights counted from the side from which they are read, and what is to be said where
    that side does not show.

    `upright` says that their characters stand upright, so that they are no text that lies on its side."""
    columns = rows_of(lines)
    if sum("\u1800" <= glyph <= "\u18af" for line in lines for glyph in line.text) * 2 > sum(
        len(line.text) for line in lines
    ):
        return _mirrored(lines), ""
    if not upright or len(columns) < 2:
        return lines, ""
    tops = [column[0] for column in columns]
    sign = _by_labels(tops) or _by_paragraphs(columns)
    if sign:
        return (lines if sign > 0 else _mirrored(lines)), ""
    places = {id(line): index for index, line in enumerate(lines)}
    first = [min(places[id(line)] for line in column) for column in columns]
    if all(one < other for one, other in pairwise(first)):
        return lines, ""
    left = all(one > other for one, other in pairwise(first))
    text = "\n".join(line.text for column in columns for line in column)
    said = f"order of {len(columns)} vertical lines, taken from the {'left' if left else 'right'}"
    return (_mirrored(lines) if left else lines), f"{said} sha256:{sha256(text.encode()).hexdigest()[:16]}"


def _mirrored(lines: Sequence[Line]) -> list[Line]:
    return [replace(line, y=-line.y) for line in lines]


def _by_labels(tops: Sequence[Line]) -> int:
    """More than 0 where labels count from the right, less than 0 from the left, 0 where they do neither."""
    values = [value for line in tops if (value := label_value(line.text)) is not None]
    return sum((other == one + 1) - (other == one - 1) for one, other in pairwise(values))


def _by_paragraphs(columns: Sequence[Sequence[Line]]) -> int:
    """The same by paragraphs: after a line that ends early, the next is set in, and no line goes on after nothing."""
    em = max(line.size for column in columns for line in column)
    start, end = min(column[0].x0 for column in columns), max(column[-1].x1 for column in columns)
    inset = [INSET[0] * em < column[0].x0 - start < INSET[1] * em for column in columns]
    flush = [column[0].x0 - start < 0.5 * em for column in columns]
    short = [end - column[-1].x1 > SHORT * em for column in columns]
    if not any(inset) or not any(flush):
        return 0
    right = int(flush[0] and inset[-1]) + sum(before and after for before, after in zip(short, flush[1:], strict=False))
    left = int(flush[-1] and inset[0]) + sum(before and after for before, after in zip(short[1:], flush, strict=False))
    return left - right
