# SPDX-License-Identifier: Apache-2.0
"""What stands on one page of an OFD: text, pictures and drawings of its layers and of the composite objects in them.

Composite objects (GB/T 33190, 13) draw a unit of the resources, which may hold others; how deep and how often is
bounded."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from policydiff.ingest.limits import Limits, check
from policydiff.ingest.package import attribute, child, local
from policydiff.ingest.printed.ofd_colours import clear, filled, paint
from policydiff.ingest.printed.ofd_numbers import PLAIN, Box, Matrix, array, box, number
from policydiff.ingest.printed.ofd_parts import Parts, Resources, identified, key, true, walk
from policydiff.ingest.printed.ofd_text import Piece, UnplacedError, matrix_of, nameless_glyphs, pieces_of, text_of
from policydiff.ingest.printed.page_layout import Rule

DEPTH = 32
"""Composite objects and blocks within each other; editors nest two or three."""
REPEATED = 5
"""Share of the limit of elements that composite objects may draw; a book of 1,000 pages draws a tenth."""
GROUNDS = 2_000_000
"""Pairs of a white piece and a ground that are compared on one page; a page has a few hundred grounds."""
SMALLEST = 0.4
"""Height in millimetres below which a reader does not see text: a point is 0.35."""
LEVEL, SHORTEST, RULES = 0.3, 2.0, 2_000
"""Millimetres that a line may lean, fewest that it is long, and most lines of one outline that are kept."""
_ENDS = {"S": 1, "M": 1, "L": 1, "Q": 3, "B": 5, "A": 6, "C": 1}
"""Operators of an outline, and which of their numbers begin the point where they end; the last closes a figure."""
_LAYERS = {"Background": 0, "Foreground": 2}


@dataclass(frozen=True, slots=True)
class Aside:
    """What is recorded of a page beside its text."""

    kind: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the page and what identifies it."""

    box: Box
    digest: str
    what: str = "picture"


@dataclass(frozen=True, slots=True)
class Shape:
    """A painted path: its box, whether it fills that with a colour, how many curves it has, and its outline."""

    box: Box
    fills: bool
    curves: int
    data: str
    rules: tuple[Rule, ...] = ()
    """Straight lines from left to right: left and right end and height, in millimetres."""
    uprights: tuple[Rule, ...] = ()
    """Straight lines from top to bottom: upper and lower end and place from the left, in millimetres."""


Item = Piece | Picture | Shape


@dataclass(slots=True)
class Canvas:
    """What was drawn, in order."""

    items: list[Item] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    bad_numbers: int = 0

    def add(self, other: "Canvas") -> None:
        """Draw another canvas over this one; what it noted was noted where it was drawn first."""
        self.items += other.items
        self.asides += other.asides


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for everything within an object."""

    matrix: Matrix = PLAIN
    hidden: str = ""
    params: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    depth: int = 0


class Painter:
    """Draws pages; counts what composite objects repeat over the whole document."""

    def __init__(self, parts: Parts, limits: Limits) -> None:
        self._parts = parts
        self._limits = limits
        self._drawn = self._characters = 0

    def page(self, root: etree._Element, resources: Resources) -> Canvas:
        """The layers of a page, those in the background first."""
        canvas = Canvas()
        content = child(root, "Content")
        top = content if content is not None else root
        layers = sorted(
            (found for found in top if local(found) == "Layer"),
            key=lambda layer: _LAYERS.get((attribute(layer, "Type") or "").strip(), 1),
        )
        for layer in layers:
            params = (key(attribute(layer, "DrawParam")),) if attribute(layer, "DrawParam") else ()
            self._block(layer, _State(params=params), resources, canvas)
        if not layers:
            self._block(top, _State(), resources, canvas)
        return canvas

    def appearance(self, block: etree._Element, resources: Resources) -> Canvas:
        """The appearance of an annotation, placed by the corner of its boundary (15.2)."""
        canvas = Canvas()
        corner = array(attribute(block, "Boundary") or "0 0")
        x, y = (corner[0], corner[1]) if len(corner) > 1 else (None, None)
        if x is None or y is None:
            canvas.bad_numbers += 1
        self._block(block, _State(PLAIN.moved(x or 0.0, y or 0.0)), resources, canvas)
        return canvas

    def _block(self, block: etree._Element, state: _State, resources: Resources, canvas: Canvas) -> None:
        if state.depth > DEPTH:
            canvas.asides.append(
                Aside("unread", "", f"objects more than {DEPTH} deep {identified(etree.tostring(block))}")
            )
            return
        for element in block:
            kind = local(element)
            if kind in ("PageBlock", "Layer"):
                self._block(element, _below(state, element), resources, canvas)
            elif kind in ("TextObject", "PathObject", "ImageObject", "CompositeObject"):
                if state.within:
                    self._drawn += 1
                    check(
                        self._drawn,
                        self._limits.elements // REPEATED,
                        "what composite objects draw",
                        "elements",
                        "objects",
                    )
                self._unit(kind, element, _below(state, element), resources, canvas)
                self._patterns(element, resources, canvas)

    def _unit(self, kind: str, element: etree._Element, state: _State, resources: Resources, canvas: Canvas) -> None:
        if kind == "TextObject":
            self._text(element, state, resources, canvas)
        elif kind == "PathObject":
            self._path(element, state, resources, canvas)
        elif kind == "ImageObject":
            self._image(element, state, resources, canvas)
        else:
            self._composite(element, state, resources, canvas)

    def _text(self, element: etree._Element, state: _State, resources: Resources, canvas: Canvas) -> None:
        painted = paint(element, state.params, resources, fills=True, strokes=False)
        self._characters += len(text_of(element))
        check(self._characters, self._limits.text_characters, "the text", "text_characters", "characters")
        hidden = state.hidden or {"none": "not drawn", "clear": "transparent", "white": "white", "seen": ""}[painted]
        try:
            pieces, bad = pieces_of(element, state.matrix, hidden)
        except UnplacedError as unplaced:
            canvas.bad_numbers += 1
            text = str(unplaced).strip()
            if text:
                canvas.asides.append(
                    Aside("hidden_text", text, hidden)
                    if hidden
                    else Aside("outside_text", text, "text whose place cannot be read")
                )
            return
        canvas.bad_numbers += bad
        canvas.items += pieces
        glyphs = [] if hidden else nameless_glyphs(element)
        if glyphs:
            font = self._parts.digest(resources.files.get(key(attribute(element, "Font"))))
            what = identified(f"{' '.join(glyphs)} {font}".encode())
            canvas.asides.append(Aside("unread", "", f"{len(glyphs)} glyphs without characters {what}"))

    def _path(self, element: etree._Element, state: _State, resources: Resources, canvas: Canvas) -> None:
        painted = paint(element, state.params, resources, fills=False, strokes=True)
        data = child(element, "AbbreviatedData")
        text = (data.text if data is not None else None) or ""
        placed = _boundary(element, state.matrix)
        if placed is None or state.hidden or painted in ("none", "clear"):
            return
        curves = 0 if painted == "white" else sum(text.count(operator) for operator in "QBA")
        matrix = matrix_of(element, state.matrix)
        rules, uprights = _lines(text, matrix) if matrix is not None and painted == "seen" else ((), ())
        canvas.items.append(Shape(placed, filled(element, state.params, resources), curves, text, rules, uprights))

    def _image(self, element: etree._Element, state: _State, resources: Resources, canvas: Canvas) -> None:
        placed = _boundary(element, state.matrix)
        if state.hidden:
            return
        digest = self._parts.digest(resources.files.get(key(attribute(element, "ResourceID"))))
        if placed is None:
            canvas.asides.append(Aside("unread", "", f"picture whose place cannot be read {digest}"))
        else:
            canvas.items.append(Picture(placed, digest))

    def _composite(self, element: etree._Element, state: _State, resources: Resources, canvas: Canvas) -> None:
        resource = key(attribute(element, "ResourceID"))
        unit = resources.units.get(resource)
        if resource in state.within or unit is None:
            canvas.asides.append(
                Aside(
                    "unread",
                    "",
                    f"composite object {resource[:20]}, which"
                    f" {'holds itself' if unit is not None else 'is not defined'}",
                )
            )
            return
        matrix = matrix_of(element, state.matrix)
        if matrix is None:
            canvas.bad_numbers += 1
            texts = [text for found in walk([unit], "TextObject") if (text := text_of(found).strip())]
            if texts and not state.hidden:
                canvas.asides.append(Aside("outside_text", "\n".join(texts), "text whose place cannot be read"))
            return
        inner = _State(matrix, state.hidden, state.params, (*state.within, resource), state.depth + 1)
        for content in unit:
            if local(content) == "Content":
                self._block(content, inner, resources, canvas)

    def _patterns(self, element: etree._Element, resources: Resources, canvas: Canvas) -> None:
        """Text that is not drawn as itself: it fills an area as a pattern (8.3.3), or a picture shows through its
        letters (8.4)."""
        if not any(local(found) in ("FillColor", "StrokeColor", "Clips") and len(found) for found in element):
            return
        for kind, name, what in (("CellContent", "TextObject", "fill pattern"), ("Clips", "Text", "letters cut out")):
            texts = [text for found in walk(list(walk([element], kind)), name) if (text := text_of(found).strip())]
            if texts:
                canvas.asides.append(Aside("outside_text", "\n".join(texts), what))


def _below(state: _State, element: etree._Element) -> _State:
    """What holds within an element."""
    hidden = (
        state.hidden
        or ("" if true(attribute(element, "Visible")) else "not visible")
        or ("transparent" if clear(element) else "")
    )
    own = attribute(element, "DrawParam")
    params = (*state.params[-8:], key(own)) if own and local(element) != "Layer" else state.params
    return _State(state.matrix, hidden, params, state.within, state.depth + 1)


def _lines(data: str, matrix: Matrix) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The lines across and those down in an outline (9.3); what begins anew or bends ends a line."""
    words = data.split()
    across: list[Rule] = []
    down: list[Rule] = []
    at: tuple[float, float] | None = None
    begun: tuple[float, float] | None = None
    for index, word in enumerate(words):
        if word not in _ENDS:
            continue
        end = tuple(number(value) for value in words[index + _ENDS[word] : index + _ENDS[word] + 2])
        point = matrix.point(end[0], end[1]) if len(end) == 2 and end[0] is not None and end[1] is not None else None
        if word == "C":
            point = begun
        elif word in "SM":
            begun = point
        if word in "LC" and at and point:
            (x0, y0), (x1, y1) = at, point
            if abs(y1 - y0) < LEVEL and abs(x1 - x0) > SHORTEST:
                across.append((min(x0, x1), max(x0, x1), (y0 + y1) / 2))
            elif abs(x1 - x0) < LEVEL and abs(y1 - y0) > SHORTEST:
                down.append((min(y0, y1), max(y0, y1), (x0 + x1) / 2))
        at = point
        if len(across) + len(down) >= RULES:
            break
    return tuple(across), tuple(down)


def _boundary(element: etree._Element, outer: Matrix) -> Box | None:
    """The boundary of an object on the page."""
    values = array(attribute(element, "Boundary") or "")
    if len(values) != 4 or None in values:
        return None
    x, y, width, height = (value or 0.0 for value in values)
    return box(Matrix(1.0, 0.0, 0.0, 1.0, x, y).then(outer), width, height)


def seen_and_hidden(items: list[Item], area: Box) -> Iterator[Piece]:
    """The pieces of text, told to be hidden where they are too small, off the page, or white on nothing."""
    grounds: list[Box] = []
    compared = 0
    for item in items:
        if isinstance(item, Piece):
            compared += len(grounds) if item.hidden == "white" else 0
            yield _judged(item, area, grounds if compared < GROUNDS else [area])
        elif isinstance(item, Picture) or item.fills:
            grounds.append(item.box)


def _judged(piece: Piece, area: Box, grounds: list[Box]) -> Piece:
    hidden = piece.hidden
    if hidden == "white" and any(ground.holds(piece.x, piece.y - 0.3 * piece.size) for ground in grounds):
        hidden = ""
    elif not hidden and piece.size < SMALLEST:
        hidden = "too small"
    elif not hidden and _outside(piece, area):
        hidden = "outside the page"
    return piece if hidden == piece.hidden else replace(piece, hidden=hidden)


def _outside(piece: Piece, area: Box) -> bool:
    reach = max(piece.length, piece.size)
    return piece.x + reach < 0 or piece.y + reach < 0 or piece.x - reach > area.x1 or piece.y - reach > area.y1
