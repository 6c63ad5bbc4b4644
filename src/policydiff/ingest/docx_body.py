# SPDX-License-Identifier: Apache-2.0
"""The walk over the body of a DOCX file: blocks, tables, runs, and what was tracked or hidden."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Literal

from lxml import etree

from policydiff.ingest.docx_numbering import Style, is_on, read_numbering, read_styles
from policydiff.ingest.docx_run import field_text, note_of, plain, symbol
from policydiff.ingest.limits import Limits
from policydiff.ingest.numbering import lowered, raised
from policydiff.ingest.package import Package, attribute, child, local, whole
from policydiff.ingest.reading import TextBuilder

Tracked = Literal["accepted", "original"]

_ADDED = frozenset(("ins", "moveTo"))
_REMOVED = frozenset(("del", "moveFrom"))
_KINDS = {"ins": "insertion", "del": "deletion", "moveTo": "move_to", "moveFrom": "move_from"}
_TINY_HALF_POINTS = 2
"""A font size of one point or less cannot be read."""
_GLUED = re.compile(r"[、，。；：）〕】》」』)\]]$")


class BodyWalker:
    """Walks the body and writes into a `TextBuilder`."""

    def __init__(self, package: Package, folder: str, tracked: Tracked, limits: Limits) -> None:
        self.builder = TextBuilder(limits)
        self.counts: Counter[str] = Counter()
        self.notes: list[tuple[str, str, str]] = []
        self._styles = read_styles(package.xml(f"{folder}styles.xml"))
        self._numbering = read_numbering(package.xml(f"{folder}numbering.xml"))
        self._comments = {attribute(found, "id") or "": found for found in children(package.xml(f"{folder}comments.xml"))}
        self._original = tracked == "original"
        self._fields: list[list[str] | None] = []
        self._boxes: list[etree._Element] = []
        self._shaded = 0
        self._style = Style()

    # blocks

    def blocks(self, container: etree._Element) -> None:
        """Write the paragraphs and tables of a container."""
        for element in container:
            self._block(element)

    def _block(self, element: etree._Element) -> None:
        name = local(element)
        if name == "p":
            self._paragraph(element)
        elif name == "tbl":
            self._table(element)
        elif name in _KINDS:
            self._tracked(name, element, self.blocks)
        elif name == "AlternateContent":
            self._alternative(element, self.blocks)
        elif name == "altChunk":
            self.counts["embedded documents"] += 1
        elif not name.endswith("Pr"):
            self.blocks(element)

    def _tracked(self, name: str, element: etree._Element, inside: Callable[[etree._Element], None]) -> None:
        """Write a tracked change as the chosen reading has it, and record it."""
        kept = (name in _ADDED) != self._original
        if kept:
            self.builder.open(_KINDS[name], note_of(element))
            inside(element)
            self.builder.close()
            return
        text = plain(element)
        if text:
            self.builder.event(_KINDS[name], text, note_of(element))

    def _alternative(self, element: etree._Element, inside: Callable[[etree._Element], None]) -> None:
        """Of alternatives for programs of different age, write the first (ECMA-376 part 3)."""
        chosen = child(element, "Choice")
        if chosen is None or not plain(chosen):
            fallback = child(element, "Fallback")
            chosen = fallback if fallback is not None else chosen
        if chosen is not None:
            inside(chosen)

    def _paragraph(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        name = attribute(child(properties, "pStyle"), "val") or ""
        self._style = self._styles.get(name, Style())
        mark = child(properties, "rPr")
        shaded = child(properties, "shd") is not None
        self._shaded += shaded
        if is_on(child(properties, "pageBreakBefore")):
            self.builder.page_break()
        self._label(element, properties, name, mark)
        self.inline(element)
        self._shaded -= shaded
        joined = child(mark, "ins") is not None if self._original else child(mark, "del") is not None
        if not joined:
            self.builder.newline()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.builder.newline()
            self.builder.open("text_box")
            self.blocks(box)
            self.builder.newline()
            self.builder.close()

    def _label(self, element: etree._Element, properties: etree._Element | None, style: str, mark: etree._Element | None) -> None:
        """Write the automatic number of a paragraph that has one."""
        direct = child(properties, "numPr")
        number = attribute(child(direct, "numId"), "val") or self._style.number
        if not number or number == "0" or child(mark, "del") is not None:
            return
        stated = attribute(child(direct, "ilvl"), "val")
        if stated is not None:
            level = whole(stated, 0)
        elif attribute(child(direct, "numId"), "val"):
            level = 0
        else:
            level = self._style.level if self._style.level is not None else self._numbering.level_of_style(number, style)
        label, suffix = self._numbering.label(number, level)
        if label.strip() and plain(element):
            self.builder.lead(label, suffix != "nothing" and not _GLUED.search(label))

    # tables

    def _table(self, element: etree._Element) -> None:
        styled = child(child(element, "tblPr"), "tblStyle") is not None
        self._shaded += styled
        rows = _rows(element)
        full = [row for row in rows if sum(1 for cell in _cells(row) if plain(cell)) >= 2]
        regular = len(full) >= 3
        for row in rows:
            properties = child(row, "trPr")
            change = next((name for name in ("ins", "del") if child(properties, name) is not None), None)
            if change:
                marker = child(properties, change)
                assert marker is not None
                if (change == "ins") == self._original:
                    self.builder.event(_KINDS[change], plain(row), note_of(marker))
                    continue
                self.builder.open(_KINDS[change], note_of(marker))
            self._row(row, regular)
            if change:
                self.builder.close()
        self._shaded -= styled

    def _row(self, row: etree._Element, regular: bool) -> None:
        cells = _cells(row)
        nested = any(local(found) == "tbl" for found in row.iter())
        lines = [sum(1 for p in cell.iter() if local(p) == "p" and plain(p)) for cell in cells]
        data = not nested and sum(1 for count in lines if count) >= 2 and (regular or max(lines) <= 3)
        self.builder.newline()
        start = self.builder.length
        for cell in cells:
            shaded = child(child(cell, "tcPr"), "shd") is not None
            self._shaded += shaded
            if data and self.builder.length > start:
                self.builder.cell()
            self.blocks(cell)
            self._shaded -= shaded
        self.builder.newline()

    # runs

    def inline(self, container: etree._Element) -> None:
        """Write the runs of a paragraph."""
        for element in container:
            name = local(element)
            if name == "r":
                self._run(element)
            elif name in _KINDS:
                self._tracked(name, element, self.inline)
            elif name == "AlternateContent":
                self._alternative(element, self.inline)
            elif name == "t":
                self._text(element.text or "")
            elif name in ("p", "tbl"):
                self._block(element)
            elif not name.endswith("Pr"):
                self.inline(element)

    def _hidden(self, properties: etree._Element | None) -> str | None:
        """Why a run is not seen, or None."""
        vanish = child(properties, "vanish")
        if vanish is not None:
            if is_on(vanish):
                return "vanish"
        elif self._style.vanish or self._styles.get(attribute(child(properties, "rStyle"), "val") or "", Style()).vanish:
            return "vanish, set by a style"
        if properties is None:
            return None
        size = attribute(child(properties, "sz"), "val")
        if size is not None and whole(size, 99) <= _TINY_HALF_POINTS:
            return "size of a point or less"
        ground = self._shaded or child(properties, "shd") is not None or child(properties, "highlight") is not None
        if not ground and (attribute(child(properties, "color"), "val") or "").upper() == "FFFFFF":
            return "white on white"
        return None

    def _run(self, element: etree._Element) -> None:
        properties = child(element, "rPr")
        reason = self._hidden(properties)
        if reason and not any(local(found) in ("fldChar", "instrText") for found in element):
            text = plain(element)
            if text:
                self.builder.event("hidden_text", text, reason)
            return
        struck = is_on(child(properties, "strike")) or is_on(child(properties, "dstrike"))
        if struck:
            self.builder.open("struck")
        align = attribute(child(properties, "vertAlign"), "val")
        for found in element:
            self._piece(found, align)
        if struck:
            self.builder.close()

    def _piece(self, element: etree._Element, align: str | None) -> None:
        name = local(element)
        if name in ("t", "delText"):
            text = element.text or ""
            shifted = raised(text) if align == "superscript" else lowered(text) if align == "subscript" else None
            self._text(shifted or text)
        elif name in ("tab", "ptab"):
            self.builder.blank("\t")
        elif name in ("br", "cr"):
            self.builder.page_break() if attribute(element, "type") == "page" else self.builder.newline()
        elif name == "noBreakHyphen":
            self._text("-")
        elif name == "sym":
            self._text(symbol(attribute(element, "char"), attribute(element, "font")))
        elif name == "ruby":
            self._ruby(element)
        elif name in ("fldChar", "instrText", "delInstrText"):
            self._field(name, element)
        elif name in ("footnoteReference", "endnoteReference", "commentReference"):
            self._reference(name, element)
        elif name == "AlternateContent":
            self._alternative(element, self._pieces)
        elif name in ("drawing", "pict", "object"):
            self._picture(element)

    def _pieces(self, container: etree._Element) -> None:
        for element in container:
            self._piece(element, None)

    def _text(self, text: str) -> None:
        if any(code is not None for code in self._fields):
            return
        for index, line in enumerate(re.split(r"[\n\r]+", text)):
            if index:
                self.builder.space()
            self.builder.write(line)

    def _ruby(self, element: etree._Element) -> None:
        base, reading = child(element, "rubyBase"), child(element, "rt")
        if base is not None:
            self.inline(base)
        text = plain(reading) if reading is not None else ""
        if text:
            self.builder.mark("ruby", f"({text})")

    def _field(self, name: str, element: etree._Element) -> None:
        """Keep track of fields: codes are not text, results are; EQ fields have no result but show something."""
        if name != "fldChar":
            if self._fields and self._fields[-1] is not None:
                self._fields[-1].append(element.text or "")
            return
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append([])
        elif kind == "separate" and self._fields:
            self._fields[-1] = None
        elif kind == "end" and self._fields:
            code = self._fields.pop()
            base, reading = field_text("".join(code)) if code else ("", "")
            self._text(base)
            if reading and not any(outer is not None for outer in self._fields):
                self.builder.mark("ruby", f"({reading})")

    def _reference(self, name: str, element: etree._Element) -> None:
        identity = attribute(element, "id") or ""
        if name == "commentReference":
            comment = self._comments.get(identity)
            if comment is not None:
                self.builder.event("comment", plain(comment), note_of(comment))
            return
        if is_on(child(element, "customMarkFollows")) or attribute(element, "customMarkFollows") in ("1", "true"):
            self.notes.append((name.removesuffix("Reference") + "s", identity, ""))
            return
        mark = f"[{len(self.notes) + 1}]"
        self.notes.append((name.removesuffix("Reference") + "s", identity, mark))
        self.builder.mark("note_mark", mark)

    def _picture(self, element: etree._Element) -> None:
        boxes = [found for found in element.iter() if local(found) == "txbxContent"]
        inner = {id(deep) for box in boxes for deep in box.iter() if deep is not box and local(deep) == "txbxContent"}
        self._boxes += [box for box in boxes if id(box) not in inner]
        properties = next((found for found in element.iter() if local(found) == "docPr"), None)
        described = (attribute(properties, "descr") or "").strip()
        if described:
            self.builder.event("image", described, "description")
        if any(local(found) in ("blip", "imagedata") for found in element.iter()):
            self.counts["images"] += 1


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


def children(root: etree._Element | None) -> list[etree._Element]:
    """The child elements of a part's root; none where the part is missing."""
    return [] if root is None else list(root)
