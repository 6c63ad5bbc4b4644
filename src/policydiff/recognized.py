# SPDX-License-Identifier: Apache-2.0
"""Where on its page text stands, as everyone shares it, and of recognized text how sure each character is.

Part of `model.py`, which names what the contract promises.
"""

from msgspec import Struct

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the top left corner of the page as its picture shows it."""


class RecognizedLine(Struct, frozen=True, gc=False):
    """A line that was read from a picture: its place in the decoded text, and on its page (counted from 1)."""

    start: int
    end: int
    page: int
    box: Box
    sure: tuple[int, ...]
    """Of each code point in the span, how sure the recognizer was, in hundredths; white space counts as certain."""
    edges: tuple[float, ...]
    """Where on the page each code point begins, and where the last ends."""
    second: str = ""
    """What a second, larger look at the line gave, without white space; empty where there was none."""
    turn: int = 0
    """Quarters by which the picture of the page was turned clockwise to be read."""
    layer: bool = False
    """Whether the text is that of an invisible layer, and `second` what the picture above it reads."""


class PrintedLine(Struct, frozen=True, gc=False):
    """A line of a file that places its text itself: its place in the decoded text, and on its page (counted from 1)."""

    start: int
    end: int
    page: int
    box: Box
    turn: int = 0
    """Quarters by which the line is turned clockwise: 1 runs down the page, 3 up."""


class SeenPlace(Struct, frozen=True, gc=False):
    """Where on a page a reading of a scanned or printed copy stands."""

    side: str
    page: int
    box: Box
    sure: int
    """How sure the least sure character of it was, in hundredths; 100 where the file has the text."""
    second: str | None = None
    """What a second, larger look at a scanned line gave for the place; None where there was none."""
    turn: int = 0
    """Quarters by which the picture of the page was turned clockwise to be read; the box counts in it as turned."""
