# SPDX-License-Identifier: Apache-2.0
"""OFD (GB/T 33190-2016), the fixed-layout format of government offices: a ZIP of XML pages.

Text objects are placed in millimetres; reading order, wraps and page furniture are found as
for PDF.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from lxml import etree

from policydiff.errors import InputError
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.package import Package, attribute, local
from policydiff.ingest.printed.ofd_beside import annotations, attachments, lay, seals, text_aside, written
from policydiff.ingest.printed.ofd_drawings import drawn, lines_of
from policydiff.ingest.printed.ofd_frames import POINTS, level
from policydiff.ingest.printed.ofd_numbers import Box
from policydiff.ingest.printed.ofd_page import Aside, Canvas, Painter, seen_and_hidden
from policydiff.ingest.printed.ofd_parts import Document, Parts, Resources, documents, key
from policydiff.ingest.printed.ofd_text import Piece, cut
from policydiff.ingest.printed.page_layout import Rule, Run
from policydiff.ingest.printed.paged import Note, Sheet, write_pages
from policydiff.ingest.reading import Reading, TextBuilder, summary_problems
from policydiff.ingest.source import Source
from policydiff.reasons import because, problem
from policydiff.recognized import PrintedLine

MEDIA_TYPE = "application/ofd"
_FACTS = {"Title", "Author", "Creator", "CreatorVersion", "CreationDate", "ModDate", "DocID", "Subject"}


@dataclass(slots=True)
class _Page:
    """What one page shows: text, text typed on, drawn lines, and what is told beside."""

    runs: list[Run] = field(default_factory=list)
    typed: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    uprights: list[Rule] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def note(self, asides: Iterable[Aside]) -> None:
        """Record what the page's text does not hold."""
        self.notes += [(aside.kind, aside.text, aside.note) for aside in asides]

    def show(self, canvases: Iterable[Canvas], area: Box, typed: bool = False) -> None:
        """Put what was drawn onto the page."""
        whole = Canvas()
        for canvas in canvases:
            whole.add(canvas)
        hidden: dict[str, list[Piece]] = {}
        seen: list[Piece] = []
        for piece in seen_and_hidden(whole.items, area):
            (hidden.setdefault(piece.hidden, []) if piece.hidden else seen).append(piece)
        across, down = lines_of(whole.items)
        parting = sorted(down, key=itemgetter(2))
        found = level([part for piece in seen for part in (cut(piece, parting) if parting else (piece,))])
        (self.typed if typed else self.runs).extend(found.runs)
        self.rules += [_in_points(line) for line in across]
        self.uprights += [_in_points(line) for line in down]
        self.note(Aside("hidden_text", text, why) for why, pieces in hidden.items() if (text := text_aside(pieces)))
        turned = [text for runs in found.slanted.values() if (text := written(runs))]
        self.note([Aside("turned_text", "\n".join(turned), "turned")] if turned else [])
        self.note(whole.asides)
        self.note(drawn(whole.items, area))


def _in_points(line: Rule) -> Rule:
    first, last, place = line
    return first * POINTS, last * POINTS, place * POINTS


class _Reader:
    """Reads the documents of one package page by page."""

    def __init__(self, parts: Parts, limits: Limits) -> None:
        self._parts = parts
        self._painter = Painter(parts, limits)
        self._templates: dict[tuple[str, str], Canvas | None] = {}
        self.pages: list[_Page] = []
        self.bad_numbers = 0

    def document(self, document: Document) -> None:
        """Read one document; its pages follow those read before."""
        laid = annotations(document, self._parts)
        stamped = seals(document, self._parts)
        for number, place in document.pages:
            page = self._page(document, place, laid.pop(number, []))
            page.note(stamped.pop(number, []))
            self.pages.append(page)
        last = self.pages[-1] if self.pages else _Page()
        for rest in laid.values():
            self._lay(last, rest, document.resources, document.area)
        for seal in stamped.values():
            last.note(seal)
        last.note(attachments(document, self._parts))

    def _page(self, document: Document, place: str | None, laid: list[etree._Element]) -> _Page:
        page = _Page()
        part = document.page(place)
        resources, area = document.resources, document.area
        if part is None:
            page.note([Aside("unread", "", f"page {(place or '').strip()[:80]}, which is missing")])
        else:
            resources, area = document.of_page(*part)
            used = [found for found in part[1] if local(found) == "Template"]
            front = [found for found in used if (attribute(found, "ZOrder") or "").strip() == "Foreground"]
            own = self._painter.page(part[1], resources)
            behind = [self._template(document, found) for found in used if found not in front]
            page.show([*behind, own, *(self._template(document, found) for found in front)], area)
            self.bad_numbers += own.bad_numbers
        self._lay(page, laid, resources, area)
        return page

    def _lay(self, page: _Page, found: list[etree._Element], resources: Resources, area: Box) -> None:
        """Put annotations onto a page."""
        laid = lay(found, resources, self._painter, area)
        page.show(laid.typed, area, typed=True)
        page.note(laid.asides)
        self.bad_numbers += laid.bad_numbers

    def _template(self, document: Document, use: etree._Element) -> Canvas:
        """A template page, drawn once."""
        number = key(attribute(use, "TemplateID"))
        name = (document.name, number)
        if name not in self._templates:
            part = document.page(document.templates[number]) if number in document.templates else None
            canvas = self._painter.page(part[1], document.of_page(*part)[0]) if part else None
            self.bad_numbers += canvas.bad_numbers if canvas else 0
            self._templates[name] = canvas
        missing = Canvas(asides=[Aside("unread", "", f"template page {number[:20]}, which is missing")])
        return self._templates[name] or missing


def read_ofd(data: bytes, limits: Limits = DEFAULT_LIMITS, *, scans: bool = False) -> Reading:
    """The text of an OFD file, of all documents in it; with `scans` one whose pages are images only is given back
    without text, for whoever can read them.

    Events: `page_break`, `page_number`, `running_head`, `line_wrap`, `hidden_text`, `annotation`, `comment`,
    `turned_text` (slanted), `outside_text`, `image`, and `unread` (large pictures, characters drawn as shapes,
    attachments, missing pages). Raises InputError PD130, PD131, PD133 (pages are images only) or PD134."""
    parts = Parts(Package(data, limits))
    root, found = documents(parts)
    check(sum(len(document.pages) for document in found), limits.pages, "the document", "pages", "pages")
    reader = _Reader(parts, limits)
    for document in found:
        reader.document(document)
    builder = TextBuilder(limits)
    printed: list[PrintedLine] = []
    text, events = write_pages(
        [Sheet(page.runs, page.typed, page.rules, page.uprights, page.notes) for page in reader.pages], builder, printed
    )
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    if not text and not scans:
        _refuse_pictures(reader)
    problems = list(summary_problems(events))
    if parts.missing:
        problems.append(problem("PD145", "parts_missing", n=len(parts.missing), first=parts.missing[0][:80]))
    if reader.bad_numbers:
        problems.append(problem("PD145", "numbers_unread", n=reader.bad_numbers))
    facts = {
        f"document.{local(fact)}": (fact.text or "").strip()[:2000]
        for fact in root.iter()
        if local(fact) in _FACTS and (fact.text or "").strip()
    }
    facts["pages"] = str(len(reader.pages))
    if len(found) > 1:
        facts["documents"] = str(len(found))
    if any(document.versions > 1 for document in found):
        facts["versions"] = str(max(document.versions for document in found))
    return Reading(text, events, tuple(problems), facts, None, MEDIA_TYPE, builder.grids, printed=tuple(printed))


def _refuse_pictures(reader: _Reader) -> None:
    """Raise InputError PD133 where pages without text show pictures or drawings."""
    shown = [note for page in reader.pages for kind, _, note in page.notes if kind in ("image", "unread")]
    if shown:
        named = ", ".join(dict.fromkeys(shown[:3]))
        raise InputError("PD133", because("ofd_scan", pages=len(reader.pages), images=len(shown), named=named))


def reader(source: Source) -> Reading:
    """An OFD file, for the table of readers; its pictures are read, too, where they may hold text.

    Raises:
        InputError: as `read_ofd` and `in_pictures`.
    """
    from policydiff.ingest.scanned.contained import in_pictures
    from policydiff.ingest.scanned.recognizing import can_recognize

    scans = can_recognize()
    reading = in_pictures(read_ofd(source.data, source.limits, scans=scans), source)
    return read_ofd(source.data, source.limits) if scans and not reading.text.strip() else reading
