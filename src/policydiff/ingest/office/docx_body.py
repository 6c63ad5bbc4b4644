# SPDX-License-Identifier: Apache-2.0
"""The walk over the body of a DOCX file: paragraphs with their numbers, tables, text boxes, what is embedded."""

import re
from collections.abc import Callable

from lxml import etree

from policydiff.ingest.limits import Limits
from policydiff.ingest.office.docx_drawing import A4
from policydiff.ingest.office.docx_fields import only_page_number
from policydiff.ingest.office.docx_inline import KINDS, InlineWalker, Tracked
from policydiff.ingest.office.docx_numbering import Style, in_english, read_numbering
from policydiff.ingest.office.docx_parts import Part
from policydiff.ingest.office.docx_run import is_on, note_of, plain
from policydiff.ingest.package import attribute, child, local, whole
from policydiff.ingest.reading import Written

_GLUED = re.compile(r"[、，。；：）〕】》」』)\]]$")
_TWIP = 25.4 / 1440


class BodyWalker(InlineWalker):
    """Walks the body, its notes, heads and feet."""

    def __init__(
        self,
        part: Part,
        tracked: Tracked,
        limits: Limits,
        chunk: Callable[["BodyWalker", str | None], None],
        trace: list[Written] | None = None,
    ) -> None:
        """`chunk` writes a document of another format that the file holds (17.17.2.1)."""
        super().__init__(part, tracked, limits, trace)
        self.on_section: Callable[[], None] = lambda: None
        self._chunk = chunk
        self._numbering = read_numbering(part.package.xml(part.named("numbering")))
        self._numbering.english = in_english(part.package.xml(part.named("styles")))

    def story(self, root: etree._Element, part: Part, *, in_head: bool = False) -> None:
        """Write what stands in a part of its own: the body, a head, a note."""
        outer = self.part, self.in_head, self._style
        self.part, self.in_head, self._style = part, in_head, Style()
        self.blocks(root)
        self.end_fields()
        self.part, self.in_head, self._style = outer

    def blocks(self, container: etree._Element) -> None:
        """Write the paragraphs and tables of a container."""
        for element in container:
            self.block(element)

    def block(self, element: etree._Element) -> None:
        """Write one thing of a body."""
        name = local(element)
        if name == "p":
            self._paragraph(element)
        elif name == "tbl":
            self._table(element)
        elif name in KINDS:
            self.tracked(name, element, self.blocks)
        elif name == "AlternateContent":
            self.alternative(element, self.blocks)
        elif name == "sdt":
            self.control(element, self.blocks)
            if not plain(element):
                self.builder.newline()
        elif name == "altChunk":
            self._chunk(self, attribute(element, "id"))
        elif name == "subDoc":
            self.builder.event("unread", "", f"subdocument {self.part.identified(attribute(element, 'id'))}")
        elif name == "oMathPara":
            self.inline(element)
            self.builder.newline()
        elif not name.endswith("Pr"):
            self.blocks(element)

    def _paragraph(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        name = attribute(child(properties, "pStyle"), "val") or ""
        before = self._style
        self._style = self._styles.get(name, self._styles.get("", Style()))
        mark = child(properties, "rPr")
        shaded = child(properties, "shd") is not None
        self._shaded += shaded
        if is_on(child(properties, "pageBreakBefore")):
            self.builder.page_break()
        if self.in_head and only_page_number(element):
            self._drawings(element)
        else:
            self._label(element, properties, name, mark)
            self.inline(element)
        self._shaded -= shaded
        if not self._runs_on(properties, mark):
            self.builder.newline()
        self._write_boxes()
        self._style = before
        if child(properties, "sectPr") is not None and not self.in_head:
            self.on_section()

    def _drawings(self, element: etree._Element) -> None:
        """Of a paragraph that shows a page number alone, write the drawings."""
        for found in element.iter():
            if local(found) in ("drawing", "pict") and not any(
                local(above) in ("drawing", "pict", "Fallback") for above in found.iterancestors()
            ):
                self._drawing(found)

    def _runs_on(self, properties: etree._Element | None, mark: etree._Element | None) -> bool:
        """Whether the next paragraph stands on the line of this: its mark is deleted, hidden or a dropped capital."""
        if self._gone(mark) or is_on(child(mark, "specVanish")):
            return True
        return attribute(child(properties, "framePr"), "dropCap") in ("drop", "margin")

    def _gone(self, mark: etree._Element | None) -> bool:
        """Whether the mark of a paragraph is not there in the chosen reading."""
        gone = ("ins", "moveTo") if self._original else ("del", "moveFrom")
        return any(child(mark, name) is not None for name in gone)

    def _write_boxes(self) -> None:
        """Write the text boxes and other texts of a paragraph's drawings as lines after it."""
        boxes, self._boxes = self._boxes, []
        lines, self._lines = self._lines, []
        for kind, line in lines:
            self.builder.newline()
            self.builder.open("text_box", kind)
            self.builder.write(line)
            self.builder.close()
            self.builder.newline()
        for box, grounded in boxes:
            self.builder.newline()
            self.builder.open("text_box")
            self._shaded += grounded
            self.blocks(box)
            self._shaded -= grounded
            self.builder.newline()
            self.builder.close()

    def _label(
        self, element: etree._Element, properties: etree._Element | None, style: str, mark: etree._Element | None
    ) -> None:
        """Write the automatic number of a paragraph that has one."""
        direct = child(properties, "numPr")
        number = attribute(child(direct, "numId"), "val") or self._style.number
        if not number or number == "0" or self._gone(mark):
            return
        stated = attribute(child(direct, "ilvl"), "val")
        if stated is not None:
            level = whole(stated, 0)
        elif attribute(child(direct, "numId"), "val"):
            level = 0
        else:
            level = (
                self._style.level if self._style.level is not None else self._numbering.level_of_style(number, style)
            )
        label = self._numbering.label(number, level)
        if label.unread and plain(element):
            self.builder.event("unread", "", label.unread)
        if label.text.strip() and plain(element):
            self.builder.lead(label.text, label.suffix != "nothing" and not _GLUED.search(label.text))

    # tables

    def _table(self, element: etree._Element) -> None:
        styled = child(child(element, "tblPr"), "tblStyle") is not None
        self._shaded += styled
        rows = _rows(element)
        full = [row for row in rows if sum(1 for cell in _cells(row) if plain(cell)) >= 2]
        regular = len(full) >= 3
        merged: set[int] = set()
        self.builder.begin_table()
        for row in rows:
            merged = self._table_row(row, regular, merged)
        self.builder.end_table()
        self._shaded -= styled

    def _table_row(self, row: etree._Element, regular: bool, merged: set[int]) -> set[int]:
        """Write a row as tracked changes and hiding have it; the columns whose cells may go on in the next row."""
        properties = child(row, "trPr")
        if is_on(child(properties, "hidden")):
            if text := plain(row):
                self.builder.event("hidden_text", text, "hidden row")
            return set()
        change = next((name for name in ("ins", "del") if child(properties, name) is not None), None)
        marker = child(properties, change) if change else None
        if change and marker is not None:
            if (change == "ins") == self._original:
                self.builder.event(KINDS[change], plain(row), note_of(marker))
                return merged
            self.builder.open(KINDS[change], note_of(marker))
        merged = self._row(row, regular, merged)
        if change:
            self.builder.close()
        return merged

    def _row(self, row: etree._Element, regular: bool, merged: set[int]) -> set[int]:
        """Write a row, with a tab between cells where it holds data; the columns whose cells go on in the row below."""
        cells = _cells(row)
        nested = any(local(found) == "tbl" for found in row.iter())
        lines = [sum(1 for p in cell.iter() if local(p) == "p" and plain(p)) for cell in cells]
        data = not nested and sum(1 for count in lines if count) >= 2 and (regular or max(lines) <= 3)
        if data:
            self.builder.begin_row(header=is_on(child(child(row, "trPr"), "tblHeader")))
        else:
            self.builder.newline()
        column = whole(attribute(child(child(row, "trPr"), "gridBefore"), "val"), 0)
        going: set[int] = set()
        for cell in cells:
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            if merge is not None:
                going.add(column)
            covered = merge is not None and attribute(merge, "val") != "restart" and column in merged
            columns = max(1, whole(attribute(child(properties, "gridSpan"), "val"), 1))
            if data:
                self.builder.begin_cell(column, columns)
            if covered and data:
                self.builder.go_on(column)
            column += columns
            if covered:
                if text := plain(cell):
                    self.builder.event("hidden_text", text, "merged into the cell above")
                continue
            shaded = child(properties, "shd") is not None
            self._shaded += shaded
            self.blocks(cell)
            self._shaded -= shaded
        if data:
            self.builder.end_row()
        else:
            self.builder.newline()
        return going


def page_area(section: etree._Element | None) -> float:
    """Square millimetres of a section's pages; of A4 where it says nothing."""
    size = child(section, "pgSz")
    width, height = (whole(attribute(size, name), 0) * _TWIP for name in ("w", "h"))
    return width * height or A4


def _rows(table: etree._Element) -> list[etree._Element]:
    """Rows of a table, those inside content controls and tracked blocks too, not those of inner tables."""
    return _within(table, "tr", ("tbl",))


def _cells(row: etree._Element) -> list[etree._Element]:
    return _within(row, "tc", ("tr", "tbl"))


def _within(element: etree._Element, wanted: str, stop: tuple[str, ...]) -> list[etree._Element]:
    found: list[etree._Element] = []
    for inner in element:
        name = local(inner)
        if name == wanted:
            found.append(inner)
        elif name not in stop and name not in ("p", "tc"):
            found += _within(inner, wanted, stop)
    return found
