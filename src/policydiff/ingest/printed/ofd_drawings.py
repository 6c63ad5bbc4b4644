# SPDX-License-Identifier: Apache-2.0
"""Pictures and drawings of an OFD page that may hold text: those are said to be unread, small pictures are only noted.

Programs that lack a font write characters as paths. Such drawings stand beside each other like letters, or in a line of
text."""

from collections.abc import Sequence

from policydiff.ingest.printed.ofd_numbers import Box
from policydiff.ingest.printed.ofd_page import Aside, Item, Picture, Shape
from policydiff.ingest.printed.ofd_parts import identified
from policydiff.ingest.printed.ofd_text import Piece
from policydiff.ingest.printed.page_layout import Rule

SHARE = 1 / 8
"""Share of a page from which on a picture may hold text of the notice."""
LETTER = 15.0
"""Greatest height in millimetres of a drawn character."""
CURVES = 2
"""Fewest curves of a drawing that may be a character; frames and rules have none."""
RICH = 40
"""Curves of one path that is more than a frame with round corners."""
BESIDE = 5
"""Drawings beside each other that make a line of characters."""
RULES = 5_000
"""Lines of a page that are looked at; a table has a few hundred."""
COMPARISONS = 2_000_000
"""Pairs of a drawing and a piece of text that are compared on one page."""


def lines_of(items: Sequence[Item]) -> tuple[list[Rule], list[Rule]]:
    """Lines from left to right and lines from top to bottom, in millimetres, that part the rows and cells of a
    table."""
    shapes = [item for item in items if isinstance(item, Shape)]
    across = [rule for shape in shapes for rule in shape.rules]
    down = [rule for shape in shapes for rule in shape.uprights]
    return across[:RULES], down[:RULES]


def drawn(items: Sequence[Item], area: Box) -> list[Aside]:
    """What is recorded of the pictures and drawings of a page."""
    asides = [_picture(item, area) for item in items if isinstance(item, Picture)]
    shapes = [item for item in items if isinstance(item, Shape) and item.curves >= CURVES]
    letters = [shape for shape in shapes if _height(shape) <= LETTER and shape.box.x1 - shape.box.x0 <= 1.5 * LETTER]
    rich = [shape for shape in shapes if shape.curves >= RICH and shape not in letters]
    text = [item for item in items if isinstance(item, Piece) and not item.hidden]
    told = _lines(letters) + [shape for shape in letters if _in_line(shape, text, len(letters))]
    if sum(shape.box.area for shape in rich) >= SHARE * area.area:
        told += rich
    told += [
        shape
        for shape in rich
        if shape not in told and shape.box.x1 - shape.box.x0 > BESIDE * _height(shape) and _height(shape) <= LETTER
    ]
    if told:
        asides.append(Aside("unread", "", f"drawn shapes {_measured(_around(told))} {_identified(told)}"))
    return asides


def picture_of(items: Sequence[Item], area: Box, what: str) -> list[Aside]:
    """What is recorded of the pictures and drawings of something laid over the page: a stamp, a watermark."""
    asides = [
        _picture(Picture(item.box, item.digest, f"{what} picture"), area) for item in items if isinstance(item, Picture)
    ]
    shapes = [item for item in items if isinstance(item, Shape)]
    if shapes:
        box = _around(shapes)
        bent = any(shape.curves >= CURVES for shape in shapes)
        asides.append(
            Aside(
                "unread" if bent and box.area >= SHARE * area.area else "image",
                "",
                f"{what} drawing {_measured(box)} {_identified(shapes)}",
            )
        )
    return asides


def _picture(picture: Picture, area: Box) -> Aside:
    large = picture.box.area >= SHARE * area.area
    return Aside("unread" if large else "image", "", f"{picture.what} {_measured(picture.box)} {picture.digest}")


def _height(shape: Shape) -> float:
    return shape.box.y1 - shape.box.y0


def _measured(box: Box) -> str:
    return f"{box.x1 - box.x0:.0f} × {box.y1 - box.y0:.0f} mm"


def _around(shapes: Sequence[Shape]) -> Box:
    boxes = [shape.box for shape in shapes]
    return Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))


def _identified(shapes: Sequence[Shape]) -> str:
    return identified("\n".join(" ".join(shape.data.split()) for shape in shapes).encode())


def _lines(letters: Sequence[Shape]) -> list[Shape]:
    """Shapes that stand beside each other like the characters of a line."""
    out: list[Shape] = []
    row: list[Shape] = []
    for shape in [*sorted(letters, key=lambda shape: (round((shape.box.y0 + shape.box.y1) / 4), shape.box.x0)), None]:
        if row and (shape is None or not _follows(row[-1], shape)):
            out += row if len(row) >= BESIDE else []
            row = []
        if shape is not None:
            row.append(shape)
    return out


def _follows(before: Shape, shape: Shape) -> bool:
    size = max(_height(before), _height(shape))
    level = abs((before.box.y0 + before.box.y1) - (shape.box.y0 + shape.box.y1)) < size
    return level and -0.2 * size < shape.box.x0 - before.box.x1 < 1.5 * size


def _in_line(shape: Shape, text: Sequence[Piece], letters: int) -> bool:
    """Whether a drawing as high as the characters beside it stands in a line of text."""
    if letters * len(text) > COMPARISONS:
        return True
    middle = (shape.box.y0 + shape.box.y1) / 2
    for piece in text:
        if piece.angle or piece.down or not 0.65 * piece.size < _height(shape) < 1.3 * piece.size:
            continue
        gap = max(shape.box.x0 - piece.x - piece.length, piece.x - shape.box.x1)
        if piece.y - 0.8 * piece.size < middle < piece.y + 0.1 * piece.size and -0.3 * piece.size < gap < piece.size:
            return True
    return False
