# SPDX-License-Identifier: Apache-2.0
"""OFD (GB/T 33190-2016), the fixed-layout format of government offices: a ZIP of XML pages.

Text objects are placed in millimetres; reading order, wraps and page furniture are found as
for PDF.
"""

from collections.abc import Iterable

from lxml import etree

from policydiff.errors import InputError
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.ofd_beside import Laid, annotations, attachments, seals, text_aside, written
from policydiff.ingest.ofd_drawings import drawn
from policydiff.ingest.ofd_frames import level
from policydiff.ingest.ofd_numbers import Box
from policydiff.ingest.ofd_page import Aside, Canvas, Painter, seen_and_hidden
from policydiff.ingest.ofd_parts import Document, Parts, documents, key
from policydiff.ingest.ofd_text import Piece
from policydiff.ingest.package import Package, attribute, local
from policydiff.ingest.page_layout import Run
from policydiff.ingest.paged import write_pages
from policydiff.ingest.reading import Reading, TextBuilder, summary_problems
from policydiff.model import Problem, ReadingEvent

MEDIA_TYPE = "application/ofd"
_FACTS = {"Title", "Author", "Creator", "CreatorVersion", "CreationDate", "ModDate", "DocID", "Subject"}


class _Reader:
    """Reads the documents of one package page by page."""

    def __init__(self, parts: Parts, limits: Limits) -> None:
        self._parts = parts
        self._painter = Painter(parts, limits)
        self._templates: dict[tuple[str, str], Canvas | None] = {}
        self.pages: list[list[Run]] = []
        self.asides: list[tuple[int, Aside]] = []
        self.bad_numbers = 0

    def document(self, document: Document) -> None:
        """Read one document; its pages follow those read before."""
        laid = annotations(document, self._parts, self._painter)
        stamped = seals(document, self._parts)
        for number, place in document.pages:
            self._page(document, place, laid.pop(number, Laid()))
            self._note(stamped.pop(number, []))
        for rest in laid.values():
            self._show(rest.typed, document.area)
            self._note(rest.asides)
        for seal in stamped.values():
            self._note(seal)
        self._note(attachments(document, self._parts))

    def _note(self, asides: Iterable[Aside]) -> None:
        self.asides += [(len(self.pages) - 1, aside) for aside in asides]

    def _page(self, document: Document, place: str | None, laid: Laid) -> None:
        self.pages.append([])
        part = document.page(place)
        area, canvases = document.area, []
        if part is None:
            self._note([Aside("unread", "", f"page {(place or '').strip()[:80]}, which is missing")])
        else:
            resources, area = document.of_page(*part)
            used = [found for found in part[1] if local(found) == "Template"]
            front = [found for found in used if (attribute(found, "ZOrder") or "").strip() == "Foreground"]
            canvases += [self._template(document, found) for found in used if found not in front]
            canvases.append(self._painter.page(part[1], resources))
            self.bad_numbers += canvases[-1].bad_numbers
            canvases += [self._template(document, found) for found in front]
        self._show([*canvases, *laid.typed], area)
        self._note(laid.asides)
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

    def _show(self, canvases: Iterable[Canvas], area: Box) -> None:
        """Put what was drawn onto the last page."""
        whole = Canvas()
        for canvas in canvases:
            whole.add(canvas)
        hidden: dict[str, list[Piece]] = {}
        seen: list[Piece] = []
        for piece in seen_and_hidden(whole.items, area):
            (hidden.setdefault(piece.hidden, []) if piece.hidden else seen).append(piece)
        found = level(seen)
        self.pages[-1] += found.runs
        self._note([Aside("hidden_text", text, why) for why, pieces in hidden.items() if (text := text_aside(pieces))])
        turned = [text for runs in found.slanted.values() if (text := written(runs))]
        self._note([Aside("turned_text", "\n".join(turned), "turned")] if turned else [])
        self._note(whole.asides)
        self._note(drawn(whole.items, area))


def read_ofd(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """The text of an OFD file, of all documents in it.

    Events: `page_break`, `page_number`, `running_head`, `line_wrap`, `hidden_text`, `annotation`, `comment`, `turned_text` (slanted),
    `outside_text`, `image`, and `unread` (large pictures, characters drawn as shapes, attachments, missing pages).
    Raises InputError PD130, PD131, PD133 (pages are images only) or PD134.
    """
    parts = Parts(Package(data, limits))
    root, found = documents(parts)
    check(sum(len(document.pages) for document in found), limits.pages, "the document", "pages", "pages")
    reader = _Reader(parts, limits)
    for document in found:
        reader.document(document)
    builder = TextBuilder(limits)
    text, events = write_pages(reader.pages, builder)
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    if not text:
        _refuse_pictures(reader)
    events = _with_asides(text, events, reader, limits)
    problems = list(summary_problems(events))
    if parts.missing:
        problems.append(Problem("PD145", f"{len(parts.missing)} parts that the document names are not in the package: {parts.missing[0][:80]}"))
    if reader.bad_numbers:
        problems.append(Problem("PD145", f"{reader.bad_numbers} numbers that place text cannot be read; that text may stand at another place"))
    facts = {f"document.{local(fact)}": (fact.text or "").strip()[:2000] for fact in root.iter() if local(fact) in _FACTS and (fact.text or "").strip()}
    facts["pages"] = str(len(reader.pages))
    if len(found) > 1:
        facts["documents"] = str(len(found))
    if any(document.versions > 1 for document in found):
        facts["versions"] = str(max(document.versions for document in found))
    return Reading(text, events, tuple(problems), facts, None, MEDIA_TYPE)


def _refuse_pictures(reader: _Reader) -> None:
    """Raise InputError PD133 where pages without text show pictures or drawings."""
    shown = [aside for _, aside in reader.asides if aside.kind in ("image", "unread")]
    if shown:
        named = ", ".join(dict.fromkeys(aside.note for aside in shown[:3]))
        raise InputError("PD133", f"no text layer: {len(reader.pages)} pages, {len(shown)} images ({named}), no text", "recognize its text first and save that")


def _with_asides(text: str, events: tuple[ReadingEvent, ...], reader: _Reader, limits: Limits) -> tuple[ReadingEvent, ...]:
    """The events, and at the end of each page what it shows beside its text."""
    check(sum(len(aside.text) + len(aside.note) for _, aside in reader.asides), limits.text_characters, "the text set aside", "text_characters", "characters")
    ends = [at for at, c in enumerate(text) if c == "\f"]
    filled = [0]
    for runs in reader.pages:
        filled.append(filled[-1] + any(run.text.strip() for run in runs))
    out = list(events)
    for page, aside in reader.asides:
        number = filled[max(page, 0) + 1] if reader.pages else 0
        end = ends[number - 1] - 1 if 0 < number <= len(ends) else (len(text) if number else 0)
        out.append(ReadingEvent(aside.kind, end, end, aside.text, aside.note))
    return tuple(sorted(out, key=lambda event: (event.start, event.end)))
