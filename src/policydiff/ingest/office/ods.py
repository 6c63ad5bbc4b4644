# SPDX-License-Identifier: Apache-2.0
"""OpenDocument spreadsheets: the text that a cell shows stands in the file; a row is a line, a tab stands between cells
(ODF 1.3 part 3, 9)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from policydiff.ingest.limits import Limits, check
from policydiff.ingest.office.ods_over import Over
from policydiff.ingest.office.ods_styles import SheetStyles, read_sheet_styles
from policydiff.ingest.office.ods_text import lines_of, mark_line
from policydiff.ingest.office.xlsx_number import general
from policydiff.ingest.office.xlsx_piece import LAST_ROW, Piece
from policydiff.ingest.office.xlsx_sheet import COLUMNS, letters_of
from policydiff.ingest.office.xlsx_shown import number_of
from policydiff.ingest.package import Package, attribute, child, local, whole
from policydiff.ingest.reading import Reading, TextBuilder, summary_problems
from policydiff.model import ReadingEvent

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ROWS = frozenset("table-row-group table-header-rows table-rows".split())
_COLUMNS = frozenset("table-column-group table-header-columns table-columns".split())
_VALUES = ("string-value", "date-value", "time-value", "boolean-value", "value")


def read_sheets(package: Package, content: etree._Element, common: etree._Element | None, limits: Limits) -> Reading:
    """The text of a spreadsheet, sheet after sheet in the order of the tabs; events as for XLSX."""
    styles = read_sheet_styles([root for root in (common, content) if root is not None])
    builder = TextBuilder(limits)
    written = False
    spreadsheet = child(child(content, "body"), "spreadsheet")
    tables = [table for table in (spreadsheet if spreadsheet is not None else ()) if local(table) == "table"]
    seen = _Seen(tables, styles)
    for table in tables:
        name, style = attribute(table, "name") or "", attribute(table, "style-name")
        if style in styles.hidden_sheets:
            aside = TextBuilder(limits)
            _Sheet(package, table, styles, seen, aside).write()
            text = aside.finish()[0]
            if text:
                builder.event("hidden_text", text, f"hidden sheet {name[:80]}")
            continue
        builder.newline()
        builder.mark("sheet", " ".join(name.split()))
        builder.newline()
        start = builder.length
        _Sheet(package, table, styles, seen, builder).write()
        written = written or builder.length > start
    text, events = builder.finish()
    if not written:
        text, events = "", tuple(ReadingEvent(e.kind, 0, 0, e.text, e.note) for e in events if e.kind != "sheet")
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    return Reading(text, events, summary_problems(events), {}, None, MEDIA_TYPE, builder.grids if text else ())


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell, with how often it stands in its row."""

    column: int
    times: int
    spans: tuple[int, int]
    """Over how many columns and rows it goes."""
    text: str
    covered: bool
    unseen: str
    aside: tuple[tuple[str, str, str], ...]
    """Kind, text and note of events for what the text does not hold."""


class _Seen:
    """The texts of all cells that are seen, gathered when a chart first asks for them."""

    def __init__(self, tables: list[etree._Element], styles: SheetStyles) -> None:
        self._tables = [table for table in tables if attribute(table, "style-name") not in styles.hidden_sheets]
        self._styles = styles.text
        self._texts: frozenset[str] | None = None

    def texts(self) -> frozenset[str]:
        """What stands in cells of rows and sheets that are not hidden."""
        if self._texts is None:
            rows = [row for table in self._tables for row, hidden in _rows(table, False) if not hidden]
            self._texts = frozenset(lines_of(cell, self._styles) for row in rows for cell in row)
        return self._texts


class _Sheet:
    """Writes one sheet into a builder."""

    def __init__(
        self, package: Package, table: etree._Element, styles: SheetStyles, seen: "_Seen", builder: TextBuilder
    ) -> None:
        self._package = package
        self._table = table
        self._styles = styles
        self._builder = builder
        self._over = Over(package, table, styles.text, seen.texts)
        self._guarded = attribute(table, "protected") == "true"
        self._veiled = _hidden_columns(table)

    def write(self) -> None:
        """Headers, rows with what lies over them, footers."""
        self._marks("header")
        number = 1
        self._builder.begin_table()
        for row, hidden in _rows(self._table, False):
            times = max(1, min(whole(attribute(row, "number-rows-repeated"), 1), LAST_ROW))
            cells = self._cells(row, number)
            pieces = list(self._pieces(row, number))
            shown = times if not hidden and any(cell.text for cell in cells) else 1 if cells else 0
            self._package.count(
                shown * sum(1 if hidden or cell.covered or cell.unseen else cell.times for cell in cells)
            )
            for _ in range(shown):
                self._row(cells, hidden)
            for piece in pieces:
                piece.write(self._builder)
            number += times
        self._builder.end_table()
        shapes = child(self._table, "shapes")
        for piece in self._over.pieces(shapes, LAST_ROW, 0) if shapes is not None else ():
            piece.write(self._builder)
        self._marks("footer")

    def _marks(self, where: str) -> None:
        name = attribute(self._table, "name") or ""
        texts = [mark_line(found, name) for found in self._styles.marks(attribute(self._table, "style-name"), where)]
        for text in dict.fromkeys(texts):
            if any(c.isalnum() for c in text):
                self._builder.newline()
                self._builder.mark("running_head", text, f"sheet {where}")
                self._builder.newline()

    def _cells(self, row: etree._Element, number: int) -> list[_Cell]:
        """The cells of a row that show or hide something, from the left."""
        found, column = [], 1
        for cell in row:
            name = local(cell)
            if name not in ("table-cell", "covered-table-cell"):
                continue
            times = max(1, whole(attribute(cell, "number-columns-repeated"), 1))
            place = f"{letters_of(column)}{number}"
            hidden: list[tuple[str, str]] = []
            text = lines_of(cell, self._styles.text, hidden)
            unseen = self._styles.unseen(attribute(cell, "style-name"), self._guarded)
            aside = [("hidden_text", part, reason) for part, reason in hidden]
            if not text:
                text, more = _without_text(cell, place, bool(hidden))
                aside += more
            if text or aside:
                spans = _span(cell, "number-columns-spanned"), _span(cell, "number-rows-spanned")
                found.append(_Cell(column, times, spans, text, name != "table-cell", unseen, tuple(aside)))
            column += times
        return found

    def _pieces(self, row: etree._Element, number: int) -> Iterator[Piece]:
        column = 1
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            for found in cell:
                if local(found) == "annotation":
                    remark = self._over.remark(found, number, column, f"{letters_of(column)}{number}")
                    if remark is not None:
                        yield remark
            yield from self._over.pieces(cell, number, column)
            column += max(1, whole(attribute(cell, "number-columns-repeated"), 1))

    def _row(self, cells: Iterable[_Cell], hidden: bool) -> None:
        builder = self._builder
        builder.begin_row()
        for cell in cells:
            for column in range(cell.column, cell.column + cell.times):
                reason = "hidden row" if hidden else "cell under a merged one" if cell.covered else cell.unseen
                if reason or (column <= COLUMNS and self._veiled[column]):
                    if cell.text.strip():
                        builder.event("hidden_text", cell.text.strip(), reason or "hidden column")
                    if reason:
                        break
                    continue
                if cell.text:
                    self._cell(cell, column)
            else:
                for kind, text, note in cell.aside:
                    builder.event(kind, text, note)
        builder.end_row()

    def _cell(self, cell: _Cell, column: int) -> None:
        self._builder.begin_cell(column - 1, *cell.spans)
        for index, line in enumerate(cell.text.split("\n")):
            if index:
                self._builder.newline()
            self._builder.write(line)


def _span(cell: etree._Element, name: str) -> int:
    return max(1, min(whole(attribute(cell, name), 1), LAST_ROW))


def _without_text(cell: etree._Element, place: str, hides: bool) -> tuple[str, list[tuple[str, str, str]]]:
    """What a cell shows that has a value or a formula and no text: the value stands in for it, and is said."""
    value = next((found for key in _VALUES if (found := attribute(cell, key))), "")
    formula = attribute(cell, "formula") or ""
    if hides or not (value or formula):
        return "", []
    if not value:
        if attribute(cell, "value-type") is not None:  # a formula that gives an empty text
            return "", []
        return "", [("unread", "", f"formula of cell {place}, no kept value: {formula[:60]}")]
    if any(local(found) == "p" for found in cell):  # a format that shows nothing
        number = number_of(value)
        return "", [("hidden_text", value, "number format that shows nothing")] if number is None or number else []
    shown = _worded(value, attribute(cell, "value-type"))
    kept = attribute(cell, "value-type") == "string"
    return shown, [] if kept else [("unread", "", f"form in which cell {place} shows {shown}")]


def _worded(value: str, kind: str | None) -> str:
    number = number_of(value)
    if kind == "boolean":
        return value.upper()
    if number is None or kind in ("string", "date", "time"):
        return value
    return general(number * 100) + "%" if kind == "percentage" else general(number)


def _rows(container: etree._Element, hidden: bool) -> Iterator[tuple[etree._Element, bool]]:
    """The rows of a sheet and of its groups, with whether they are hidden: by hand, by a filter, in a closed group."""
    for found in container:
        if local(found) == "table-row":
            yield found, hidden or attribute(found, "visibility") in ("collapse", "filter")
        elif local(found) in _ROWS:
            yield from _rows(found, hidden or attribute(found, "display") == "false")


def _hidden_columns(table: etree._Element) -> bytearray:
    """A flag for each column: whether it is hidden."""
    flags = bytearray(COLUMNS + 1)
    at = 1
    for column, hidden in _columns(table, False):
        times = max(1, whole(attribute(column, "number-columns-repeated"), 1))
        if hidden and at <= COLUMNS:
            last = min(COLUMNS, at + times - 1)
            flags[at : last + 1] = b"\x01" * (last + 1 - at)
        at += times
    return flags


def _columns(container: etree._Element, hidden: bool) -> Iterator[tuple[etree._Element, bool]]:
    for found in container:
        if local(found) == "table-column":
            yield found, hidden or attribute(found, "visibility") in ("collapse", "filter")
        elif local(found) in _COLUMNS:
            yield from _columns(found, hidden or attribute(found, "display") == "false")
