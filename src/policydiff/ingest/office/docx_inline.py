# SPDX-License-Identifier: Apache-2.0
"""What stands inside a paragraph of DOCX: runs, fields, controls, drawings, and what was tracked or hidden."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Literal

from lxml import etree

from policydiff.ingest.limits import Limits
from policydiff.ingest.numbering import lowered, raised, unwritten, written
from policydiff.ingest.office.docx_drawing import A4, chosen, look
from policydiff.ingest.office.docx_fields import Field, control_state, counted, shown
from policydiff.ingest.office.docx_numbering import Style, read_styles
from policydiff.ingest.office.docx_parts import Part
from policydiff.ingest.office.docx_proof import of_proof
from policydiff.ingest.office.docx_run import is_on, note_of, plain, symbol
from policydiff.ingest.office.formulas import formula
from policydiff.ingest.package import attribute, child, local, whole
from policydiff.ingest.reading import TextBuilder, Written

Tracked = Literal["accepted", "original"]

_ADDED = frozenset(("ins", "moveTo"))
KINDS = {"ins": "insertion", "del": "deletion", "moveTo": "move_to", "moveFrom": "move_from"}
_TINY_HALF_POINTS = 2
"""A font size of one point or less cannot be read."""
_BRACKETS = {"round": "()", "square": "[]", "angle": "<>", "curly": "{}"}
_LINES = re.compile(r"([\n\r]+)")
_DATES = frozenset(("dayLong", "dayShort", "monthLong", "monthShort", "yearLong", "yearShort"))
_TURNED = {"bdo": "\u202e", "dir": "\u202b"}


def _brackets(layout: etree._Element | None) -> str:
    """The brackets that two lines in one show around them (17.3.2.10)."""
    if layout is None or attribute(layout, "combine") not in ("1", "true", "on"):
        return ""
    return _BRACKETS.get(attribute(layout, "combineBrackets") or "", "")


class InlineWalker:
    """Walks paragraphs and writes into a `TextBuilder`."""

    def __init__(self, part: Part, tracked: Tracked, limits: Limits, trace: list[Written] | None = None) -> None:
        self.builder = TextBuilder(limits, trace)
        self.counts: Counter[str] = Counter()
        self.notes: list[tuple[str, str, str]] = []
        self.note_forms: dict[str, str] = {}
        """How footnotes and endnotes are numbered, where the document says so."""
        self.part = part
        self.page = A4
        self.in_head = False
        package = part.package
        self._styles = read_styles(package.xml(part.named("styles")))
        comments = package.xml(part.named("comments"))
        self._comments = {attribute(found, "id") or "": found for found in (comments if comments is not None else ())}
        self._of_proof = of_proof(self._comments.values())
        self._original = tracked == "original"
        self._fields: list[Field] = []
        self._boxes: list[tuple[etree._Element, bool]] = []
        self._lines: list[tuple[str, str]] = []
        self._shaded = 0
        self._capitals = False
        self._style = Style()

    def block(self, element: etree._Element) -> None:
        """Write a paragraph or table; those who walk a body know how."""
        raise NotImplementedError

    def tracked(self, name: str, element: etree._Element, inside: Callable[[etree._Element], None]) -> None:
        """Write a tracked change as the chosen reading has it, and record it."""
        kept = (name in _ADDED) != self._original
        if kept:
            self.builder.open(KINDS[name], note_of(element))
            inside(element)
            self.builder.close()
            return
        text = plain(element)
        if text:
            self.builder.event(KINDS[name], text, note_of(element))

    def alternative(self, element: etree._Element, inside: Callable[[etree._Element], None]) -> None:
        """Of alternatives for programs of different age, write the first that shows anything."""
        branch = chosen(element)
        if branch is not None:
            inside(branch)

    def control(self, element: etree._Element, inside: Callable[[etree._Element], None]) -> None:
        """Write what a content control shows: its content, whatever it is bound to (17.5.2)."""
        content = child(element, "sdtContent")
        if content is not None:
            inside(content)
        if content is None or not plain(content):
            self.text(control_state(element))

    def inline(self, container: etree._Element) -> None:
        """Write the runs of a paragraph."""
        for element in container:
            name = local(element)
            if name == "r" and "/math" not in str(element.tag):
                self._run(element)
            elif name in KINDS:
                self.tracked(name, element, self.inline)
            elif name == "AlternateContent":
                self.alternative(element, self.inline)
            elif name == "sdt":
                self.control(element, self.inline)
            elif name in ("p", "tbl"):
                self.block(element)
            else:
                self._inside(name, element)

    def _inside(self, name: str, element: etree._Element) -> None:
        """Write what stands beside the runs of a paragraph, or holds more of them."""
        if name == "fldSimple":
            self._simple_field(element)
        elif name == "oMath":
            self.text(formula(element))
        elif name in _TURNED and attribute(element, "val") == "rtl":
            self.text(_TURNED[name])
            self.inline(element)
            self.text("\u202c")
        elif name == "t":
            self.text(element.text or "")
        elif name == "subDoc":
            self.builder.event("unread", "", f"subdocument {self.part.identified(attribute(element, 'id'))}")
        elif not name.endswith("Pr"):
            self.inline(element)

    def _hidden(self, properties: dict[str, etree._Element], style: Style | None) -> str | None:
        """Why a run is not seen, or None."""
        if "vanish" in properties:
            if is_on(properties["vanish"]):
                return "vanish"
        elif self._style.vanish or (style is not None and style.vanish):
            return "vanish, set by a style"
        size = attribute(properties.get("sz"), "val")
        if size is not None and whole(size, 99) <= _TINY_HALF_POINTS:
            return "size of a point or less"
        ground = self._shaded or "shd" in properties or "highlight" in properties
        if not ground and (attribute(properties.get("color"), "val") or "").upper() == "FFFFFF":
            return "white on white"
        return None

    def _in_capitals(self, properties: dict[str, etree._Element], style: Style | None) -> bool:
        """Whether letters show as capitals, however they were typed (17.3.2.5)."""
        if "caps" in properties:
            return is_on(properties["caps"])
        named = style.caps if style is not None else None
        return bool(self._style.caps if named is None else named)

    def _run(self, element: etree._Element) -> None:
        given = child(element, "rPr")
        properties = {local(found): found for found in given} if given is not None else {}
        style = self._styles.get(attribute(properties["rStyle"], "val") or "") if "rStyle" in properties else None
        reason = self._hidden(properties, style)
        if reason and not any(local(found) in ("fldChar", "instrText") for found in element):
            text = plain(element)
            if text:
                self.builder.event("hidden_text", text, reason)
            return
        struck = is_on(properties.get("strike")) or is_on(properties.get("dstrike"))
        if struck:
            self.builder.open("struck")
        around = _brackets(properties.get("eastAsianLayout"))
        self._capitals = self._in_capitals(properties, style)
        align = attribute(properties.get("vertAlign"), "val")
        self.text(around[:1])
        for found in element:
            if found is not given:
                self._piece(found, align)
        self.text(around[1:])
        self._capitals = False
        if struck:
            self.builder.close()

    def _piece(self, element: etree._Element, align: str | None) -> None:
        """Write one child of a run, or record it: text, break, symbol, ruby, field, note, drawing."""
        name = local(element)
        if name in ("t", "delText"):
            text = element.text or ""
            shifted = raised(text) if align == "superscript" else lowered(text) if align == "subscript" else None
            self.text(shifted or (text.upper() if self._capitals else text), element)
        elif name in ("tab", "ptab"):
            self.builder.blank("\t")
        elif name in ("br", "cr", "lastRenderedPageBreak"):
            self._break(name, attribute(element, "type"))
        elif name == "noBreakHyphen":
            self.text("-")
        elif name == "sym":
            self.text(symbol(attribute(element, "char"), attribute(element, "font")))
        elif name == "ruby":
            self._ruby(element)
        elif name in ("fldChar", "instrText", "delInstrText"):
            self._field(name, element)
        elif name in ("footnoteReference", "endnoteReference", "commentReference"):
            self._reference(name, element)
        elif name == "AlternateContent":
            self.alternative(element, self._pieces)
        elif name in ("drawing", "pict", "object", "contentPart"):
            self._drawing(element)
        elif name in _DATES or (name == "pgNum" and not self.in_head):
            self.builder.event("unread", "", f"date block {name}" if name in _DATES else "number of a field PAGE")

    def _break(self, name: str, kind: str | None) -> None:
        """A break that somebody set, or the place where a page began when the file was saved."""
        if name == "lastRenderedPageBreak":
            self.builder.event("page_break", "")
        elif kind == "page":
            self.builder.page_break()
        else:
            self.builder.newline()

    def _pieces(self, container: etree._Element) -> None:
        for element in container:
            self._piece(element, None)

    def text(self, text: str, element: etree._Element | None = None) -> None:
        """Write text, unless it is a field's code or counts pages in a head or foot; `element` is what has it."""
        if not text or (self._fields and self._in_field(text)):
            return
        known = element if element is not None and len(element.text or "") == len(text) else None
        at = 0
        for line in _LINES.split(text):
            if line[:1] in ("\n", "\r"):
                self.builder.space()
            else:
                self.builder.write(line, known, at)
            at += len(line)

    def _in_field(self, text: str) -> bool:
        """Whether text inside fields is not shown: it is part of a code, or the number of a page in a head or foot."""
        if any(not field.result for field in self._fields):
            self._fields[-1].swallowed.append(text)
            return True
        for field in self._fields:
            field.written = True
        return self.in_head and any(field.counts_pages for field in self._fields)

    def _ruby(self, element: etree._Element) -> None:
        base, reading = child(element, "rubyBase"), child(element, "rt")
        if base is not None:
            self.inline(base)
        text = plain(reading) if reading is not None else ""
        if text:
            self.builder.mark("ruby", f"({text})")

    def _simple_field(self, element: etree._Element) -> None:
        """A field in one element (17.16.19)."""
        self._fields.append(Field([attribute(element, "instr") or ""], result=True))
        self.inline(element)
        self._fields.pop()

    def _field(self, name: str, element: etree._Element) -> None:
        """Keep track of fields: codes are not text, results are; some fields have no result but show something."""
        if name != "fldChar":
            if self._fields and not self._fields[-1].result:
                self._fields[-1].codes.append(element.text or "")
            return
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(Field(form=child(element, "ffData")))
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._end_field(self._fields.pop())

    def _end_field(self, ended: Field) -> None:
        if ended.written:
            return
        base, reading = shown(ended)
        self.text(base)
        outer = any(not field.result for field in self._fields)
        if reading and not outer:
            self.builder.mark("ruby", f"({reading})")
        if not ended.result and not outer and (name := counted(ended.code)):
            self.builder.event("unread", "", f"number of a field {name}")

    def end_fields(self) -> None:
        """At the end of a part: text that a field without an end kept is said."""
        lost = " ".join("".join(text for field in self._fields for text in field.swallowed).split())
        if lost and not all(field.result for field in self._fields):
            self.builder.event("outside_text", lost, "field without an end")
        self._fields = []

    def _reference(self, name: str, element: etree._Element) -> None:
        identity = attribute(element, "id") or ""
        if name == "commentReference":
            comment = self._comments.get(identity)
            if comment is not None:
                kind = "proof_comment" if comment in self._of_proof else "comment"
                self.builder.event(kind, plain(comment), f"remark by {note_of(comment)}".removesuffix(" by "))
            return
        kind = name.removesuffix("Reference") + "s"
        if is_on(child(element, "customMarkFollows")) or attribute(element, "customMarkFollows") in ("1", "true"):
            self.notes.append((kind, identity, ""))
            return
        mark = self._note_mark(kind)
        self.notes.append((kind, identity, mark))
        self.builder.mark("note_mark", mark)

    def _note_mark(self, kind: str) -> str:
        """The mark of the next note in square brackets, in the form that the document gives to notes of its kind."""
        form = self.note_forms.get(kind)
        if form is None:
            return f"[{len(self.notes) + 1}]"
        number = sum(before == kind for before, _, _ in self.notes) + 1
        shown = written(number, form)
        if shown is None:
            self.builder.event("unread", "", unwritten(number, form))
        return f"[{number if shown is None else shown}]"

    def _drawing(self, element: etree._Element) -> None:
        """Keep what a drawing shows for the end of its paragraph; say what of it is not read."""
        properties = next((found for found in element.iter() if local(found) == "docPr"), None)
        if attribute(properties, "hidden") in ("1", "true"):
            if text := plain(element):
                self.builder.event("hidden_text", text, "hidden drawing")
            return
        found = look(element, self.part, self.page, self.in_head)
        self._boxes += found.boxes
        self._lines += found.lines
        for text in found.watermarks:
            self.builder.event_once("outside_text", text, "watermark")
        for what in found.unread:
            self.builder.event("unread", "", what)
        described = (attribute(properties, "descr") or "").strip()
        if described:
            self.builder.event("image", described, "description")
        self.counts["images"] += found.pictures
