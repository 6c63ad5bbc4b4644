# SPDX-License-Identifier: Apache-2.0
"""What lies over a sheet's cells and is written after the row of its anchor: text boxes, pictures, controls."""

from dataclasses import dataclass
from typing import Literal

from policydiff.ingest.reading import TextBuilder

LAST_ROW = 1_048_576
"""Rows that a sheet can have."""
PAGE = 210.0 * 297.0
"""Square millimetres of a page of A4."""
_LARGE = PAGE / 8
"""A picture from this size on may hold text of the notice."""

PieceKind = Literal["text_box", "comment", "outside_text", "unread", "image", "hidden_text"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing over the cells: `text_box` is written into the text, every other kind is an event beside it."""

    row: int
    """The row that it is anchored at, counted from 1."""
    column: int
    kind: PieceKind
    text: str
    note: str = ""

    def write(self, builder: TextBuilder) -> None:
        """Write the lines, or record the event, at the place that the builder has come to."""
        if self.kind != "text_box":
            builder.event(self.kind, self.text, self.note)
            return
        builder.newline()
        builder.open("text_box", self.note)
        for line in self.text.split("\n"):
            builder.write(line)
            builder.newline()
        builder.close()


def picture(row: int, column: int, size: tuple[float, float] | None, described: str, digest: str) -> Piece:
    """A picture of `size` millimetres: one that may hold text was not read, another is an `image`."""
    measure = f"{size[0]:.0f} × {size[1]:.0f} mm" if size else "of unknown size"
    if size is not None and size[0] * size[1] < _LARGE:
        return Piece(row, column, "image", described, "description" if described else f"picture {measure}")
    return Piece(row, column, "unread", "", f"picture {measure} {digest}")
