# SPDX-License-Identifier: Apache-2.0
"""Recognized text as everyone shares it: how sure each character is, and where on the page it stands.

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
    """What a second look at the line gave, where that was something else."""


class SeenPlace(Struct, frozen=True, gc=False):
    """Where on a page a reading of a scanned copy stands."""

    side: str
    page: int
    box: Box
    sure: int
    """How sure the least sure character of it was, in hundredths."""
