# SPDX-License-Identifier: Apache-2.0
"""Drawings over a sheet: text boxes and shapes, SmartArt, charts, pictures (ECMA-376 part 1, 20.5)."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from policydiff.ingest.office.xlsx_parts import Parts, Related, first, reference
from policydiff.ingest.office.xlsx_piece import LAST_ROW, Piece, picture
from policydiff.ingest.package import attribute, child, local, whole

EMU = 36_000
"""English metric units in a millimetre."""
DEPTH = 64
"""How deep groups may lie in each other."""
_ANCHORS = frozenset(("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"))
_COLUMN, _ROW = 17.0, 5.0
"""Millimetres of a column and a row of standard size, for a picture that states no size."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing part: what it needs to read the shapes in it."""

    parts: Parts
    related: dict[str, Related]
    visible: frozenset[str]
    """Names of the sheets that are seen: what a chart repeats from them stands in the text already."""
    controls: frozenset[str]
    """Identifiers of shapes that are read from the older drawing of the sheet."""

    def pieces(self, root: etree._Element) -> Iterator[Piece]:
        """What the drawing shows, anchor by anchor."""
        for anchor in root:
            if local(anchor) in _ANCHORS:
                yield from self._shapes(anchor, anchor, 0)
            elif local(anchor) == "AlternateContent":
                for found in _taken(anchor):
                    if local(found) in _ANCHORS:
                        yield from self._shapes(found, found, 0)
            elif local(anchor) in ("relSizeAnchor", "absSizeAnchor"):  # shapes drawn over a chart
                yield from self._shapes(anchor, anchor, 0)

    def _shapes(self, container: etree._Element, anchor: etree._Element, depth: int) -> Iterator[Piece]:
        for shape in container:
            name = local(shape)
            if name == "AlternateContent":
                for found in _taken(shape):
                    yield from self._shape(found, local(found), anchor, depth)
            else:
                yield from self._shape(shape, name, anchor, depth)

    def _shape(self, shape: etree._Element, name: str, anchor: etree._Element, depth: int) -> Iterator[Piece]:
        """The pieces of one shape at the cell it is anchored to: text, a picture, a chart, the shapes of a group."""
        row, column = _place(anchor)
        if name == "grpSp" and depth < DEPTH:
            yield from self._shapes(shape, anchor, depth + 1)
        elif name in ("sp", "cxnSp"):
            text = paragraphs(child(shape, "txBody"))
            if text and not self._read_elsewhere(shape):
                yield Piece(
                    row,
                    column,
                    "hidden_text" if _hidden(shape) else "text_box",
                    text,
                    "hidden shape" if _hidden(shape) else "",
                )
        elif name == "pic" and not _hidden(shape):
            blip = first(shape, "blip")
            part = self.related.get(reference(blip, "embed") or reference(blip, "link") if blip is not None else "")
            yield picture(
                row, column, _size(shape, anchor), _described(shape), self.parts.digest(part.part if part else "")
            )
        elif name == "graphicFrame" and not _hidden(shape):
            yield from self._frame(shape, row, column)

    def _read_elsewhere(self, shape: etree._Element) -> bool:
        twin = first(shape, "compatExt")
        return (attribute(twin, "spid") or "-") in self.controls or (
            attribute(_properties(shape), "id") or "-"
        ) in self.controls

    def _frame(self, frame: etree._Element, row: int, column: int) -> Iterator[Piece]:
        """A chart or a SmartArt graphic; anything else that a frame can hold is said."""
        for found in frame.iter():
            name = local(found)
            if name == "relIds":
                part = self.related.get(reference(found, "dm"))
                root = self.parts.package.xml(part.part) if part else None
                yield from _texts(row, column, _diagram(root), "SmartArt", self.parts, part)
                return
            if name == "chart" and reference(found):
                part = self.related.get(reference(found))
                root = self.parts.package.xml(part.part) if part else None
                yield from _texts(row, column, chart_lines(root, self.visible), "chart", self.parts, part)
                if part is not None:
                    yield from self._over_chart(part.part, row, column)
                return

    def _over_chart(self, part: str, row: int, column: int) -> Iterator[Piece]:
        related = self.parts.related(part)
        for path, root in self.parts.of_kind(related, "chartUserShapes"):
            for piece in Drawing(self.parts, self.parts.related(path), self.visible, self.controls).pieces(root):
                yield Piece(row, column, piece.kind, piece.text, piece.note)


def _texts(
    row: int, column: int, lines: list[str] | None, what: str, parts: Parts, part: Related | None
) -> Iterator[Piece]:
    if lines is None:
        yield Piece(row, column, "unread", "", f"{what} {parts.digest(part.part if part else '')}")
    elif lines:
        yield Piece(row, column, "text_box", "\n".join(lines), what)


def _taken(alternate: etree._Element) -> list[etree._Element]:
    """The children of the first choice of an AlternateContent, or of its fallback where it has none."""
    choice = child(alternate, "Choice")
    taken = choice if choice is not None and len(choice) else child(alternate, "Fallback")
    return [] if taken is None else list(taken)


def _place(anchor: etree._Element) -> tuple[int, int]:
    """Row and column of an anchor, counted from 1; one that is tied to no cell stands at the end."""
    start = child(anchor, "from")
    row, column = child(start, "row"), child(start, "col")
    if row is None:
        return LAST_ROW, 0
    return whole((row.text or "").strip(), 0) + 1, (
        whole((column.text or "").strip(), 0) + 1
    ) if column is not None else 0


def _properties(shape: etree._Element) -> etree._Element | None:
    return next((child(found, "cNvPr") for found in shape if local(found).startswith("nv")), None)


def _hidden(shape: etree._Element) -> bool:
    return attribute(_properties(shape), "hidden") in ("1", "true")


def _described(shape: etree._Element) -> str:
    return (attribute(_properties(shape), "descr") or attribute(_properties(shape), "title") or "").strip()


def _size(shape: etree._Element, anchor: etree._Element) -> tuple[float, float] | None:
    """Width and height in millimetres, as the shape, its anchor or the cells that it covers give them."""
    extent = child(child(child(shape, "spPr"), "xfrm"), "ext")
    extent = extent if extent is not None else child(anchor, "ext")
    if extent is not None and whole(attribute(extent, "cx"), 0) and whole(attribute(extent, "cy"), 0):
        return whole(attribute(extent, "cx"), 0) / EMU, whole(attribute(extent, "cy"), 0) / EMU
    end = child(anchor, "to")
    row, column = child(end, "row"), child(end, "col")
    if row is None or column is None:
        return None
    top, left = _place(anchor)
    return (whole(column.text, 0) + 2 - left) * _COLUMN, (whole(row.text, 0) + 2 - top) * _ROW


def paragraphs(body: etree._Element | None) -> str:
    """The text of a DrawingML body, a line a paragraph."""
    found = [paragraph for paragraph in (body.iter() if body is not None else ()) if local(paragraph) == "p"]
    text = "\n".join(
        "".join(
            "\n" if local(run) == "br" else (run.text or "") for run in paragraph.iter() if local(run) in ("t", "br")
        )
        for paragraph in found
    )
    return "\n".join(line for line in text.split("\n") if line.strip())


def _diagram(root: etree._Element | None) -> list[str] | None:
    """The texts of a SmartArt graphic, in the order of its points."""
    if root is None:
        return None
    return [text for point in root.iter() if local(point) == "pt" and (text := paragraphs(child(point, "t")))]


def chart_lines(root: etree._Element | None, visible: frozenset[str]) -> list[str] | None:
    """Titles, labels and written names of a chart; what it repeats from seen cells is in the text."""
    if root is None:
        return None
    lines = []
    for found in root.iter():
        name = local(found)
        if name in ("rich", "txData"):
            text = paragraphs(found) or "".join(part.text or "" for part in found if local(part) == "v")
            lines.append(text.strip())
        elif name == "strRef" and (
            _sheet_of(child(found, "f")) not in visible
            or any(local(above) == "title" for above in found.iterancestors())
        ):
            lines += _points(child(found, "strCache"))
        elif name == "strLit":
            lines += _points(found)
        elif name == "tx" and child(found, "v") is not None:
            lines.append((child(found, "v").text or "").strip())  # type: ignore[union-attr]
    return list(dict.fromkeys(line for line in lines if line))


def _sheet_of(formula: etree._Element | None) -> str:
    text = (formula.text or "") if formula is not None else ""
    return text.rpartition("!")[0].strip("'").replace("''", "'")


def _points(cache: etree._Element | None) -> list[str]:
    return [(found.text or "").strip() for found in (cache.iter() if cache is not None else ()) if local(found) == "v"]
