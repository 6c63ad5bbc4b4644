# SPDX-License-Identifier: Apache-2.0
"""What lies over the cells of an OpenDocument spreadsheet: remarks, shapes, pictures, charts, controls (ODF 1.3 part 3,
10 and 13)."""

import posixpath
import re
from collections.abc import Callable, Iterator
from hashlib import sha256

from lxml import etree

from policydiff.ingest.office.ods_text import lines_of
from policydiff.ingest.office.odt_styles import Styles
from policydiff.ingest.office.xlsx_parts import SHOWN, first
from policydiff.ingest.office.xlsx_piece import Piece, picture
from policydiff.ingest.package import Package, attribute, child, local

DEPTH = 64
"""How deep groups may lie in each other."""
SHAPES = frozenset(
    "frame custom-shape rect circle ellipse line polyline polygon path regular-polygon connector caption measure g a"
    " control text-box".split()
)
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}
_LENGTH = re.compile(r"^(\d{1,9}(?:\.\d{0,9})?)(mm|cm|in|pt|pc|px)$")
_TRUE = frozenset(("true", "checked"))


class Over:
    """Reads what lies over the cells of one sheet."""

    def __init__(
        self, package: Package, table: etree._Element, styles: Styles, seen: Callable[[], frozenset[str]]
    ) -> None:
        self._package = package
        self._styles = styles
        self._seen = seen
        forms = child(table, "forms")
        named = [found for found in (forms.iter() if forms is not None else ()) if attribute(found, "id")]
        self._controls = {attribute(found, "id") or "": found for found in named}

    def pieces(self, container: etree._Element, row: int, column: int, depth: int = 0) -> Iterator[Piece]:
        """The shapes that a cell, a sheet or a group holds."""
        for shape in container:
            if local(shape) in SHAPES:
                yield from self._shape(shape, local(shape), row, column, depth)

    def remark(self, annotation: etree._Element, row: int, column: int, place: str) -> Piece | None:
        """A remark of a cell."""
        text = lines_of(annotation, self._styles)
        return Piece(row, column, "comment", text, f"remark of cell {place}") if text.strip() else None

    def _shape(self, shape: etree._Element, name: str, row: int, column: int, depth: int) -> Iterator[Piece]:
        if name in ("g", "a"):
            if depth < DEPTH:
                yield from self.pieces(shape, row, column, depth + 1)
        elif name == "control":
            yield from self._control(attribute(shape, "control") or "", row, column)
        elif name == "frame":
            yield from self._frame(shape, row, column)
        else:
            text = lines_of(shape, self._styles)
            if text.strip():
                yield Piece(row, column, "text_box", text)

    def _frame(self, frame: etree._Element, row: int, column: int) -> Iterator[Piece]:
        """The first of a frame's contents that is understood: a text box, an object, a picture."""
        for found in frame:
            name = local(found)
            if name == "text-box":
                text = lines_of(found, self._styles)
                if text.strip():
                    yield Piece(row, column, "text_box", text)
                return
            if name in ("object", "object-ole"):
                yield self._object(found, row, column)
                return
            if name == "image":
                described = " ".join(
                    "".join(map(str, part.itertext())).strip() for part in frame if local(part) in ("desc", "title")
                ).strip()
                size = _millimetres(attribute(frame, "width")), _millimetres(attribute(frame, "height"))
                whole_size = (size[0], size[1]) if size[0] and size[1] else None
                yield picture(row, column, whole_size, described, self._digest(attribute(found, "href") or ""))
                return

    def _object(self, found: etree._Element, row: int, column: int) -> Piece:
        """A chart's titles and labels; any other object is identified."""
        href = attribute(found, "href") or ""
        root = (
            self._package.xml(posixpath.normpath(f"{href}/content.xml"))
            if href and local(found) == "object" and ":" not in href
            else None
        )
        chart = first(root, "chart")
        if chart is None:
            return Piece(row, column, "unread", "", f"embedded object {self._digest(href)}")
        lines = [
            lines_of(part, self._styles)
            for part in chart.iter()
            if local(part) in ("title", "subtitle", "footer", "data-label")
        ]
        text = "\n".join(dict.fromkeys(line for line in [*lines, *self._names(chart)] if line.strip()))
        return (
            Piece(row, column, "text_box", text, "chart")
            if text
            else Piece(row, column, "image", "", "chart without a title")
        )

    def _names(self, chart: etree._Element) -> list[str]:
        """Names in a chart's own table that no cell shows: written ones, and those of a hidden sheet."""
        cells = [
            found
            for found in chart.iter()
            if local(found) == "table-cell" and attribute(found, "value-type") == "string"
        ]
        texts = [lines_of(cell, self._styles) for cell in cells]
        return [text for text in texts if not text.isdigit() and text not in self._seen()]

    def _digest(self, href: str) -> str:
        name = posixpath.normpath(href) if href else ""
        data = self._package.read(name) or self._package.read(f"{name}/content.xml")
        return "which the package does not hold" if data is None else f"sha256:{sha256(data).hexdigest()[:SHOWN]}"

    def _control(self, identity: str, row: int, column: int) -> Iterator[Piece]:
        """A form control: its caption with its state, or what was typed into it."""
        control = self._controls.get(identity)
        if control is None:
            return
        name, label = local(control), attribute(control, "label") or ""
        if name in ("checkbox", "radio"):
            state = (
                attribute(control, "current-state")
                or attribute(control, "state")
                or attribute(control, "current-selected")
                or attribute(control, "selected")
            )
            label = (
                f"{('☑' if name == 'checkbox' else '◉') if state in _TRUE else ('☐' if name == 'checkbox' else '◯')}"
                f" {label}"
            )
        elif name in ("listbox", "combobox") and not attribute(control, "current-value"):
            chosen = [
                item for item in control if "true" in (attribute(item, "current-selected"), attribute(item, "selected"))
            ]
            label = "\n".join(attribute(item, "label") or attribute(item, "value") or "" for item in chosen)
        else:
            label = attribute(control, "current-value") or label or attribute(control, "value") or ""
        if label.strip():
            yield Piece(row, column, "text_box", label.strip(), "form control")


def _millimetres(length: str | None) -> float:
    match = _LENGTH.match((length or "").strip())
    return float(match[1]) * _MILLIMETRES[match[2]] if match else 0.0
