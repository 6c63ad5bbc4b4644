# SPDX-License-Identifier: Apache-2.0
"""OpenDocument text: the same promises as for DOCX, after ODF 1.3 part 3; spreadsheets are read in `ods.py`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from lxml import etree

from policydiff.ingest.imprint import by_line
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.numbering import lowered, raised
from policydiff.ingest.office.ods import read_sheets
from policydiff.ingest.office.odt_drawing import SHAPES, Drawings, Shown, controls, mark_text
from policydiff.ingest.office.odt_elements import changes, hides_itself, is_hidden, owner, plain, remark, skip_blank
from policydiff.ingest.office.odt_heads import counts_pages, heads, is_notice, only_page_number, page_area
from policydiff.ingest.office.odt_numbers import Numbers
from policydiff.ingest.office.odt_styles import LABEL, PLAIN, Look, Styles, read_styles
from policydiff.ingest.package import Package, attribute, child, local, whole
from policydiff.ingest.reading import Reading, TextBuilder, summary_problems
from policydiff.ingest.refusals import damaged
from policydiff.ingest.source import Source
from policydiff.model import ReadingEvent
from policydiff.reasons import problem

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
REPEATS = 100
"""Most blanks that one `text:s` gives; more are a way to make text out of nothing."""

_SKIPPED = frozenset(
    "tracked-changes sequence-decls variable-decls user-field-decls forms bookmark bookmark-start reference-mark"
    " change-info".split()
)
_UNSEEN = frozenset(("number", "script", "hidden-paragraph", "index-title-template"))
_WHITE = frozenset(("s", "tab", "line-break"))
_SPACE = re.compile(r"[ \t\r\n]+")
_COUNTED = re.compile(r"\d*|[ivxlc]+")
"""The mark of a note as programs number them of themselves."""
_CELLS = frozenset(("table-cell", "covered-table-cell"))
_GLUED = re.compile(r"[、，。；：）〕】》」』)\]]$")


class _Walker:
    """Walks an office body and writes into a `TextBuilder`."""

    def __init__(
        self,
        styles: Styles,
        changes: dict[str, tuple[str, str, etree._Element]],
        original: bool,
        limits: Limits,
        drawings: Drawings,
    ) -> None:
        self.builder = TextBuilder(limits)
        self.spans: list[tuple[str, int, int, str]] = []
        self.images = 0
        self._drawings = drawings
        self._shown: list[Shown] = []
        self._in_head = False
        self._styles = styles
        self._changes = changes
        self._original = original
        self._open: dict[str, int] = {}
        self._dropped: dict[str, list[str]] = {}
        self._notes: list[tuple[str, etree._Element]] = []
        self._numbers = Numbers(styles)

    def blocks(self, container: etree._Element) -> None:
        """Write what stands in a container of paragraphs."""
        for element in container:
            self._block(element)

    def _block(self, element: etree._Element) -> None:
        name = local(element)
        if name in ("p", "h"):
            self._paragraph(element, name)
        elif name == "list":
            self._list(element)
        elif name == "table":
            self._table(element)
        elif name in ("change", "change-start", "change-end"):
            self._change(name, element)
        elif name == "section" and is_hidden(element):
            self.builder.event("hidden_text", plain(element), "hidden section")
        elif name == "numbered-paragraph":
            self._numbered_paragraph(element)
        elif name in SHAPES:
            self._frame(element)
            self._write_shown()
        elif name not in _SKIPPED:
            self.blocks(element)

    def _paragraph(self, element: etree._Element, name: str) -> None:
        style = attribute(element, "style-name")
        reason = self._styles.why_hidden(style) or hides_itself(element)
        if reason:
            self.builder.event("hidden_text", plain(element), reason)
            return
        if style in self._styles.breaks:
            self.builder.page_break()
        if name == "h" and not self._numbers.in_list:
            self._label(*self._numbers.heading(element))
        if not (self._in_head and only_page_number(element)):
            self._inline(element, None, self._styles.look(style))
        self.builder.newline()
        self._write_shown()

    def _label(self, text: str, unread: str) -> None:
        if unread:
            self.builder.event("unread", "", unread)
        if text.strip():
            self.builder.lead(text, not _GLUED.search(text))

    def _list(self, element: etree._Element) -> None:
        with self._numbers.list_of(element):
            for item in element:
                if local(item) in ("list-item", "list-header"):
                    self._label(*self._numbers.item(item))
                    self.blocks(item)

    def _numbered_paragraph(self, element: etree._Element) -> None:
        """A paragraph of a list that stands by itself (text:numbered-paragraph)."""
        self._label(*self._numbers.paragraph(element))
        self.blocks(element)

    def _table(self, element: etree._Element) -> None:
        """Write a table: rows of data as one line with tabs, rows of layout as the lines of each cell."""
        rows = [row for row in element.iter() if local(row) == "table-row" and owner(row) is element]
        full = sum(1 for row in rows if sum(1 for cell in row if plain(cell)) >= 2)
        self.builder.begin_table()
        for row in rows:
            cells = [cell for cell in row if local(cell) in _CELLS]
            nested = any(local(found) == "table" for found in row.iter())
            lines = [sum(1 for found in cell.iter() if local(found) in ("p", "h") and plain(found)) for cell in cells]
            data = not nested and sum(1 for count in lines if count) >= 2 and (full >= 3 or max(lines) <= 3)
            if data:
                self._data_row(row, cells)
                continue
            for cell in cells:
                self.builder.newline()
                if local(cell) == "table-cell":
                    self.blocks(cell)
            self.builder.newline()
        self.builder.end_table()

    def _data_row(self, row: etree._Element, cells: Sequence[etree._Element]) -> None:
        """Write a row of data: a line with a tab between cells."""
        parent = row.getparent()
        self.builder.begin_row(header=parent is not None and local(parent) == "table-header-rows")
        column = 0
        for cell in cells:
            columns = max(1, whole(attribute(cell, "number-columns-spanned"), 1))
            if local(cell) == "table-cell":
                self.builder.begin_cell(column, columns, max(1, whole(attribute(cell, "number-rows-spanned"), 1)))
                self.blocks(cell)
            column += max(1, whole(attribute(cell, "number-columns-repeated"), 1))
        self.builder.end_row()

    def _inline(self, element: etree._Element, shift: str | None = None, look: Look = PLAIN) -> None:
        self._text(element.text, shift, look)
        for found in element:
            self._piece(found, shift, look)
            self._text(found.tail, shift, look)

    def _text(self, text: str | None, shift: str | None, look: Look = PLAIN) -> None:
        if not text:
            return
        for dropped in self._dropped.values():
            dropped.append(text)
        if self._dropped:
            return
        shifted = raised(text) if shift == "super" else lowered(text) if shift == "sub" else None
        for index, part in enumerate(_SPACE.split(shifted or look.shown(text))):
            if index:
                self.builder.space()
            self.builder.write(part)

    def _piece(self, element: etree._Element, shift: str | None, look: Look) -> None:
        name = local(element)
        if name in _WHITE:
            self._white(name, element)
        elif name in ("change", "change-start", "change-end"):
            self._change(name, element)
        elif name == "ruby":
            self._ruby(element)
        elif name == "note":
            citation = child(element, "note-citation")
            cited = plain(citation)[:LABEL] if citation is not None else ""
            mark = f"[{len(self._notes) + 1 if _COUNTED.fullmatch(cited) else cited}]"
            self._notes.append((mark, element))
            self.builder.mark("note_mark", mark)
        elif name == "annotation":
            self.builder.event("comment", *remark(element))
        elif name == "hidden-text":
            self._hidden_field(element, shift, look)
        elif name in SHAPES:
            self._frame(element)
        elif name == "span":
            self._span(element, shift, look)
        elif name in ("fieldmark", "fieldmark-start"):
            self._text(mark_text(element), None)
        elif not (name in _SKIPPED or name in _UNSEEN or (self._in_head and counts_pages(element))):
            self._inline(element, shift, look)

    def _white(self, name: str, element: etree._Element) -> None:
        if name == "line-break":
            self.builder.newline()
        else:
            self.builder.blank("\t" if name == "tab" else " " * min(whole(attribute(element, "c"), 1), REPEATS))

    def _hidden_field(self, element: etree._Element, shift: str | None, look: Look) -> None:
        """Text that a condition hides, or shows (text:is-hidden)."""
        text = plain(element) or attribute(element, "string-value") or ""
        if attribute(element, "is-hidden") == "false":
            self._text(text, shift, look)
        else:
            self.builder.event("hidden_text", attribute(element, "string-value") or text, "hidden-text")

    def _span(self, element: etree._Element, shift: str | None, look: Look) -> None:
        style = attribute(element, "style-name")
        reason = self._styles.why_hidden(style)
        text = plain(element) if reason else ""
        if reason and text:
            self.builder.event("hidden_text", text, reason)
        elif not reason:
            own = self._styles.look(style) if style else look
            struck = self._styles.struck(style)
            if struck:
                self.builder.open("struck")
            self._text(own.before, None)
            self._inline(element, self._styles.raised(style) or shift, own if own.case else look)
            self._text(own.after, None)
            if struck:
                self.builder.close()

    def _ruby(self, element: etree._Element) -> None:
        base, reading = child(element, "ruby-base"), child(element, "ruby-text")
        if base is not None:
            self._inline(base)
        text = plain(reading) if reading is not None else ""
        if text and not self._dropped:
            self.builder.mark("ruby", f"({text})")

    def _frame(self, element: etree._Element) -> None:
        """Say what a shape shows: in its line, or for the end of its paragraph."""
        found = self._drawings.look(element)
        for text in found.described:
            self.builder.event("image", text, "description")
        for text in found.watermarks:
            self.builder.event_once("outside_text", text, "watermark")
        for what in found.unread:
            self.builder.event("unread", "", what)
        for text in found.inline:
            self._text(text, None)
        self.images += found.pictures
        self._shown.append(found)

    def _write_shown(self) -> None:
        """Write the text boxes and other texts of a paragraph's shapes as lines after it."""
        shown, self._shown = self._shown, []
        for found in shown:
            for kind, line in found.lines:
                self.builder.open("text_box", kind)
                self.builder.write(line)
                self.builder.close()
                self.builder.newline()
            for box in found.boxes:
                self.builder.open("text_box")
                with self._numbers.apart():
                    self.blocks(box)
                self.builder.newline()
                self.builder.close()

    def head(self, element: etree._Element) -> None:
        """Write a head or foot of the pages: as furniture, or as text where it is the notice's own."""
        own = is_notice(element)
        self.builder.newline()
        if not own:
            self.builder.open("running_head", local(element).partition("-")[0])
        self._in_head = True
        self.blocks(element)
        self._in_head = False
        self.builder.newline()
        if not own:
            self.builder.close()

    def _change(self, name: str, element: etree._Element) -> None:
        """Follow the marks of tracked changes: deletions stand apart, insertions lie between two marks."""
        identity = attribute(element, "change-id") or ""
        kind, note, region = self._changes.get(identity, ("", "", element))
        if kind == "deletion" and name == "change":
            if self._original:
                self.builder.open("deletion", note)
                self._deleted(region)
                self.builder.close()
            else:
                self.builder.event("deletion", plain(region), note)
        elif kind == "insertion" and name == "change-start":
            if self._original:
                self._dropped[identity] = []
            else:
                self._open[identity] = self.builder.length
        elif kind == "insertion" and name == "change-end":
            if identity in self._dropped:
                self.builder.event("insertion", " ".join("".join(self._dropped.pop(identity)).split()), note)
            elif identity in self._open:
                self.spans.append(("insertion", self._open.pop(identity), self.builder.length, note))

    def _deleted(self, region: etree._Element) -> None:
        """Put deleted paragraphs back where they stood: the first goes on with the line."""
        for index, block in enumerate(found for found in region if local(found) in ("p", "h", "list", "table")):
            if index:
                self.builder.newline()
            if local(block) in ("p", "h"):
                self._inline(block)
            else:
                self._block(block)

    def notes(self) -> None:
        """Write footnotes and endnotes as lines after the body."""
        for mark, note in list(self._notes):
            body = child(note, "note-body")
            if body is not None:
                self.builder.newline()
                self.builder.open("footnote", mark)
                self.builder.write(mark)
                self.builder.space()
                self.blocks(body)
                self.builder.close()

    def finish(self) -> tuple[str, tuple[ReadingEvent, ...]]:
        """The text, and the events with the texts of insertions filled in."""
        text, events = self.builder.finish()
        added = []
        for kind, first, end, note in self.spans:
            start = skip_blank(text, first, end)
            if start < end:
                added.append(ReadingEvent(kind, start, end, text[start:end], note))
        return text, tuple(sorted((*events, *added), key=lambda event: (event.start, event.end)))


def read_odt(
    data: bytes, limits: Limits = DEFAULT_LIMITS, *, tracked: Literal["accepted", "original"] = "accepted"
) -> Reading:
    """The text of an OpenDocument file, with tracked changes accepted or as it stood before them.

    Events as for DOCX. Raises InputError PD130, PD131 or PD134.
    """
    package = Package(data, limits)
    content, common = package.xml("content.xml"), package.xml("styles.xml")
    body = child(content, "body")
    if content is None or body is None:
        raise damaged("the package has no content.xml with a body")
    if child(body, "spreadsheet") is not None:
        return replace(read_sheets(package, content, common, limits), metadata=_facts(package))
    drawings = Drawings(package, controls(body), page_area(common))
    walker = _Walker(
        read_styles([root for root in (common, content) if root is not None]),
        changes(body),
        tracked == "original",
        limits,
        drawings,
    )
    headers, footers = heads(common, content)
    for found in headers:
        walker.head(found)
    walker.blocks(body)
    walker.notes()
    for found in footers:
        walker.head(found)
    text, events = walker.finish()
    events = tuple(by_line(events))
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    problems = list(summary_problems(events))
    if not text:
        problems.append(problem("PD143", "document_without_text", n=walker.images))
    return Reading(text, events, tuple(problems), _facts(package), None, MEDIA_TYPE, walker.builder.grids)


def _facts(package: Package) -> dict[str, str]:
    wanted = {"title", "creator", "date", "creation-date", "initial-creator", "generator", "editing-cycles", "subject"}
    meta = package.xml("meta.xml")
    found: dict[str, str] = {}
    elements: Iterable[etree._Element] = meta.iter() if meta is not None else ()
    for element in elements:
        if local(element) in wanted and (element.text or "").strip():
            found[f"document.{local(element)}"] = (element.text or "").strip()[:2000]
    return found


def reader(source: Source) -> Reading:
    """An OpenDocument file, for the table of readers."""
    return read_odt(source.data, source.limits, tracked=source.tracked)
