# SPDX-License-Identifier: Apache-2.0
"""One sheet written as lines: a row is a line, what lies over the cells follows the row that it is anchored at."""

import re
from collections.abc import Iterator

from lxml import etree

from policydiff.ingest.office.xlsx_book import Cell, Sheet, Workbook, rich
from policydiff.ingest.office.xlsx_controls import read_controls
from policydiff.ingest.office.xlsx_drawing import Drawing
from policydiff.ingest.office.xlsx_marks import holds_picture, page_marks
from policydiff.ingest.office.xlsx_parts import Related, reference
from policydiff.ingest.office.xlsx_piece import LAST_ROW, Piece
from policydiff.ingest.package import attribute, child, local, whole
from policydiff.ingest.reading import TextBuilder

COLUMNS = 16_384
"""Columns that a sheet can have."""
MERGED_ROWS = 1_000_000
"""Rows of merged cells that are looked at; more are a file made to take time."""
_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?$")
_TRUE = ("1", "true")
_OBJECTS = {"picture": "picture behind the cells", "control": "ActiveX control"}


def column_of(letters: str) -> int:
    """The number of a column by its letters: A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(column: int) -> str:
    """The letters of a column by its number."""
    out = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


class SheetWriter:
    """Writes one sheet into a builder."""

    def __init__(
        self, book: Workbook, sheet: Sheet, root: etree._Element, visible: frozenset[str], builder: TextBuilder
    ) -> None:
        self._book = book
        self._sheet = sheet
        self._root = root
        self._visible = visible
        self._builder = builder
        self._related = book.parts.related(sheet.part)
        self._veiled = _hidden_columns(root)
        self._covered = _covered(root)
        view = child(child(root, "sheetViews"), "sheetView")
        self._formulas = attribute(view, "showFormulas") in _TRUE
        self._no_zeros = attribute(view, "showZeros") in ("0", "false")
        self._colours = child(root, "conditionalFormatting") is not None or child(root, "tableParts") is not None

    def write(self) -> None:
        """Headers, rows with what lies over them, footers."""
        self._marks("Header")
        pieces = sorted(self._pieces(), key=lambda piece: (piece.row, piece.column))
        at = 0
        self._builder.begin_table()
        for number, row in _ordered(child(self._root, "sheetData")):
            while at < len(pieces) and pieces[at].row < number:
                pieces[at].write(self._builder)
                at += 1
            self._row(number, row)
        self._builder.end_table()
        for piece in pieces[at:]:
            piece.write(self._builder)
        self._marks("Footer")

    def _marks(self, where: str) -> None:
        for text in page_marks(self._root, where, self._sheet.name):
            self._builder.newline()
            self._builder.mark("running_head", text, f"sheet {where.lower()}")
            self._builder.newline()

    def _row(self, number: int, row: etree._Element) -> None:
        hidden = attribute(row, "hidden") in _TRUE or attribute(row, "ht") == "0"
        self._builder.begin_row()
        for top, first, _ in self._covered.get(number, ()):
            if top < number:
                self._builder.go_on(first - 1)
        for column, element in _placed(row):
            cell = self._book.cell(element, f"{letters_of(column)}{number}", self._formulas)
            reason = "hidden row" if hidden else self._unseen(cell, number, column, element)
            if reason:
                if cell.text.strip():
                    self._builder.event("hidden_text", cell.text.strip(), reason)
                continue
            if cell.text.strip() and not (self._no_zeros and cell.text.strip() in ("0", "0.0", "0.00", "0%")):
                self._cell(cell, number, column)
            if cell.aside is not None:
                kind, text, note = cell.aside
                self._builder.event(kind, text, note)
        self._builder.end_row()

    def _unseen(self, cell: Cell, number: int, column: int, element: etree._Element) -> str:
        """Why a cell's text is not seen; empty where it is."""
        if column <= COLUMNS and self._veiled[column]:
            return "hidden column"
        if any(
            first <= column <= last and (number, column) != (top, first)
            for top, first, last in self._covered.get(number, ())
        ):
            return "cell under a merged one"
        unseen, style = self._book.styles.unseen, whole(attribute(element, "s"), 0)
        if not self._colours and 0 <= style < len(unseen) and unseen[style]:
            return "white on white"
        return cell.hidden

    def _cell(self, cell: Cell, number: int, column: int) -> None:
        builder = self._builder
        merged = (last - first + 1 for top, first, last in self._covered.get(number, ()) if first == column)
        builder.begin_cell(column - 1, next(merged, 1))
        if cell.struck:
            builder.open("struck")
        for index, line in enumerate(re.split(r"[\r\n]+", cell.text)):
            if index:
                builder.newline()
            builder.write(line)
        if cell.struck:
            builder.close()

    def _pieces(self) -> Iterator[Piece]:
        """What lies over the cells."""
        parts, shapes = self._book.parts, set[str]()
        for found in self._root.iter():
            if local(found) == "legacyDrawing":
                controls = read_controls(parts, self._related.get(reference(found), Related("", "")).part)
                shapes |= controls.shapes
                shapes |= (
                    {
                        attribute(control, "shapeId") or ""
                        for control in self._root.iter()
                        if local(control) == "control"
                    }
                    if controls.shapes
                    else set()
                )
                yield from controls.pieces
        for part, root in self._named("drawing"):
            yield from Drawing(parts, parts.related(part), self._visible, frozenset(shapes)).pieces(root)
        yield from self._remarks()
        yield from self._objects()

    def _named(self, name: str) -> Iterator[tuple[str, etree._Element]]:
        """The parts that elements of a name at the sheet's top refer to."""
        for found in self._root:
            part = self._related.get(reference(found)) if local(found) == name else None
            root = self._book.parts.package.xml(part.part) if part else None
            if part is not None and root is not None:
                yield part.part, root

    def _remarks(self) -> Iterator[Piece]:
        """Remarks of cells; a thread of them is read from its own part and not from the copy for older programs."""
        threaded = set[str]()
        for kind in ("threadedComment", "comments"):
            for _, root in self._book.parts.of_kind(self._related, kind):
                for found in root.iter():
                    place = attribute(found, "ref") or ""
                    if local(found) == "threadedComment":
                        threaded.add(place)
                        body = child(found, "text")
                        text = (body.text or "") if body is not None else ""
                    elif local(found) == "comment" and place not in threaded:
                        body = child(found, "text")
                        text = rich(body) if body is not None else ""
                    else:
                        continue
                    if text.strip():
                        row, column = place_of(place)
                        yield Piece(row, column, "comment", text.strip(), f"remark of cell {place}")

    def _objects(self) -> Iterator[Piece]:
        """Embedded files, pictures behind cells or in page headers, numbers that a condition formats otherwise."""
        parts = self._book.parts
        for found in self._root.iter():
            name = local(found)
            if name in ("oleObject", "picture", "control"):
                related = self._related.get(reference(found))
                if related is not None and related.kind != "ctrlProp":
                    called = (
                        f"embedded {attribute(found, 'progId') or 'object'}" if name == "oleObject" else _OBJECTS[name]
                    )
                    yield Piece(LAST_ROW, 0, "unread", "", f"{called} {parts.digest(related.part)}")
            elif name == "cfRule":
                style = whole(attribute(found, "dxfId"), -1)
                styles = self._book.styles.conditional
                if 0 <= style < len(styles) and styles[style]:
                    area = attribute(found.getparent(), "sqref") or ""
                    yield Piece(
                        LAST_ROW, 0, "unread", "", f"number format by condition {styles[style][:40]} in {area[:40]}"
                    )
        if holds_picture(self._root):
            yield Piece(LAST_ROW, 0, "image", "", "picture in a page header")


def place_of(reference_: str) -> tuple[int, int]:
    """Row and column of a cell's reference; the end of the sheet where it is none."""
    match = _RANGE.match(reference_)
    return (int(match[2]), column_of(match[1])) if match else (LAST_ROW, 0)


def _ordered(rows: etree._Element | None) -> list[tuple[int, etree._Element]]:
    """The rows with their numbers, from the top; a row without a number follows the one before it."""
    found: list[tuple[int, etree._Element]] = []
    number = 0
    for row in rows if rows is not None else ():
        if local(row) == "row":
            number = whole(attribute(row, "r"), number + 1)
            found.append((number, row))
    return sorted(found, key=lambda item: item[0])


def _placed(row: etree._Element) -> list[tuple[int, etree._Element]]:
    """The cells of a row with their columns, from the left."""
    found: list[tuple[int, etree._Element]] = []
    column = 0
    for cell in row:
        if local(cell) == "c":
            match = _RANGE.match(attribute(cell, "r") or "")
            column = column_of(match[1]) if match else column + 1
            found.append((column, cell))
    return sorted(found, key=lambda item: item[0])


def _hidden_columns(sheet: etree._Element) -> bytearray:
    """A flag for each column: whether it is hidden or has no width."""
    flags = bytearray(COLUMNS + 1)
    columns = child(sheet, "cols")
    for found in columns if columns is not None else ():
        if attribute(found, "hidden") in _TRUE or attribute(found, "width") == "0":
            first, last = max(0, whole(attribute(found, "min"), 0)), min(COLUMNS, whole(attribute(found, "max"), 0))
            flags[first : last + 1] = b"\x01" * max(0, last + 1 - first)
    return flags


def _covered(sheet: etree._Element) -> dict[int, list[tuple[int, int, int]]]:
    """By row, the merged cells that it crosses: their top row, their first and their last column."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    merged = child(sheet, "mergeCells")
    left = MERGED_ROWS
    for item in merged if merged is not None else ():
        match = _RANGE.match(attribute(item, "ref") or "")
        if match is None or match[3] is None:
            continue
        top, bottom = int(match[2]), min(int(match[4]), LAST_ROW)
        left -= max(0, bottom - top + 1)
        if left < 0:
            break
        for row in range(top, bottom + 1):
            found.setdefault(row, []).append((top, column_of(match[1]), column_of(match[3])))
    return found
