# SPDX-License-Identifier: Apache-2.0
"""OFD (GB/T 33190-2016), the fixed-layout format of government offices: a ZIP of XML pages.

Text objects are placed in millimetres; reading order, wraps and page furniture are found as
for PDF.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from policydiff.errors import InputError
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.package import Package, attribute, child, local
from policydiff.ingest.page_layout import Run, lines_of
from policydiff.ingest.paged import write_pages
from policydiff.ingest.reading import Reading, TextBuilder, summary_problems
from policydiff.ingest.refusals import damaged
from policydiff.model import Problem

MEDIA_TYPE = "application/ofd"
GLYPHS = 100_000
"""Most glyphs of one text object; a page has a few thousand."""
WIDE = 1.6
"""An advance of this many ems leaves a gap as between cells."""

_NUMBER = re.compile(r"^-?\d{1,9}(?:\.\d{1,12})?(?:[eE]-?\d{1,2})?$")
_FACTS = {"Title", "Author", "Creator", "CreatorVersion", "CreationDate", "ModDate", "DocID", "Subject"}


def _numbers(text: str | None) -> list[float]:
    return [float(word) for word in (text or "").split() if _NUMBER.match(word)]


def _deltas(text: str | None) -> list[float]:
    """Advances of a text object; `g 3 4.2` stands for 4.2 three times (GB/T 33190, 11.3)."""
    words = (text or "").split()
    out: list[float] = []
    index = 0
    while index < len(words) and len(out) < GLYPHS:
        if words[index] == "g" and index + 2 < len(words) and words[index + 1].isdigit() and _NUMBER.match(words[index + 2]):
            out += [float(words[index + 2])] * min(int(words[index + 1][:6]), GLYPHS)
            index += 3
        else:
            out += _numbers(words[index])
            index += 1
    return out


@dataclass(frozen=True, slots=True)
class _Placed:
    """Runs of one text object and why they are not seen, if so."""

    runs: list[Run]
    hidden: str | None


def _text_objects(root: etree._Element) -> Iterator[etree._Element]:
    for element in root.iter():
        if local(element) == "TextObject":
            yield element


def _place(element: etree._Element) -> _Placed:
    """The runs of a text object in page coordinates."""
    box = ([*_numbers(attribute(element, "Boundary")), 0.0, 0.0])[:2]
    matrix = _numbers(attribute(element, "CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    size = (_numbers(attribute(element, "Size")) or [4.0])[0]
    scale = abs(a) + abs(b) or 1.0
    tall = max(0.1, abs(size) * (abs(d) + abs(c) or 1.0))
    runs: list[Run] = []
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode" or not code.text:
            continue
        x = (_numbers(attribute(code, "X")) or [x])[0]
        y = (_numbers(attribute(code, "Y")) or [y])[0]
        text = code.text.strip("\r\n")
        across, down = _deltas(attribute(code, "DeltaX")), _deltas(attribute(code, "DeltaY"))
        start, first = 0, x
        for index in range(len(text)):
            advance = across[index] if index < len(across) else (0.0 if down else size)
            if advance > WIDE * size and index + 1 < len(text):
                runs.append(_run(text[start : index + 1], box, (a, b, c, d, e, f), (first, x + size, y), tall, scale))
                start, first = index + 1, x + advance
            x += advance
        runs.append(_run(text[start:], box, (a, b, c, d, e, f), (first, max(x, first + size), y), tall, scale))
    return _Placed(runs, _hidden(element))


def _run(text: str, box: list[float], matrix: tuple[float, ...], place: tuple[float, float, float], tall: float, scale: float) -> Run:
    a, b, c, d, e, f = matrix
    first, last, y = place
    x0 = box[0] + a * first + c * y + e
    return Run(text, x0, x0 + (last - first) * scale, box[1] + b * first + d * y + f, tall)


def _hidden(element: etree._Element) -> str | None:
    if attribute(element, "Visible") == "false":
        return "not visible"
    if attribute(element, "Alpha") == "0":
        return "transparent"
    value = _numbers(attribute(child(element, "FillColor"), "Value"))
    return "white" if len(value) == 3 and min(value) >= 250 else None


class _Document:
    """One OFD package and its first document."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.package = package
        self.info = self._root("OFD.xml")
        body = child(self.info, "DocBody")
        start = child(body, "DocRoot")
        self.path = self._resolve("", start.text if start is not None else None)
        self.document = self._root(self.path)
        self.bodies = sum(1 for element in self.info if local(element) == "DocBody")
        pages = child(self.document, "Pages")
        self.pages = [attribute(page, "BaseLoc") for page in (pages if pages is not None else ())]
        check(len(self.pages), limits.pages, "the document", "pages", "pages")
        self.templates = {attribute(found, "ID"): attribute(found, "BaseLoc") for found in self.document.iter() if local(found) == "TemplatePage"}
        self.images = 0
        self._layers: dict[str, list[Run]] = {}
        self.missing: list[str] = []

    def _root(self, name: str) -> etree._Element:
        root = self.package.xml(name)
        if root is None:
            raise damaged(f"the package has no part {name[:80]!r}")
        return root

    @staticmethod
    def _resolve(base: str, place: str | None) -> str:
        """A location in the package, absolute or from the folder of the part that names it; a key, never a path."""
        place = (place or "").strip()
        folder = "" if place.startswith("/") else posixpath.dirname(base)
        return posixpath.normpath(posixpath.join("/", folder, place.lstrip("/"))).lstrip("/")

    def _part(self, place: str | None) -> etree._Element | None:
        name = self._resolve(self.path, place)
        root = self.package.xml(name)
        if root is None:
            self.missing.append(name)
        return root

    def runs(self, builder: TextBuilder) -> Iterator[list[Run]]:
        """The seen runs of each page, its template's first; what is not seen goes into the builder."""
        for place in self.pages:
            root = self._part(place)
            shown: list[Run] = []
            if root is not None:
                for key in self._templates_of(root):
                    shown += self._template(key, builder)
                shown += self._seen(root, builder)
            yield shown

    def _template(self, key: str, builder: TextBuilder) -> list[Run]:
        """The runs of a template page, read once."""
        if key not in self._layers:
            part = self._part(self.templates[key]) if key in self.templates else None
            self._layers[key] = self._seen(part, builder) if part is not None else []
        return self._layers[key]

    @staticmethod
    def _templates_of(root: etree._Element) -> list[str]:
        return [attribute(found, "TemplateID") or "" for found in root if local(found) == "Template"]

    def _seen(self, root: etree._Element, builder: TextBuilder) -> list[Run]:
        shown: list[Run] = []
        for element in _text_objects(root):
            placed = _place(element)
            if placed.hidden:
                text = " ".join(line.text for line in lines_of(placed.runs)).strip()
                if text:
                    builder.event("hidden_text", text, placed.hidden)
            else:
                shown += placed.runs
        self.images += sum(1 for found in root.iter() if local(found) == "ImageObject")
        return shown

    def annotations(self, builder: TextBuilder) -> None:
        """Record the text of annotations: stamps and watermarks laid over the pages."""
        index = child(self.document, "Annotations")
        root = self._part(index.text) if index is not None else None
        if root is None or index is None:
            return
        base = self._resolve(self.path, index.text)
        for place in root.iter():
            if local(place) == "FileLoc":
                part = self.package.xml(self._resolve(base, place.text))
                lines = [line.text for found in (_text_objects(part) if part is not None else ()) for line in lines_of(_place(found).runs)]
                if lines:
                    builder.event("annotation", "\n".join(lines), "", (0, 0))


def read_ofd(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """The text of an OFD file.

    Events: `page_break`, `page_number`, `running_head`, `line_wrap`, `hidden_text`,
    `annotation`. Raises InputError PD130, PD131, PD133 (pages are images only) or PD134.
    """
    package = Package(data, limits)
    document = _Document(package, limits)
    builder = TextBuilder(limits)
    document.annotations(builder)
    text, events = write_pages(document.runs(builder), builder)
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    if not text and document.images:
        raise InputError("PD133", f"no text layer: {len(document.pages)} pages, {document.images} images, no text", "recognize its text first and save that")
    problems = list(summary_problems(events))
    if document.missing:
        problems.append(Problem("PD145", f"{len(document.missing)} parts that the document names are not in the package: {document.missing[0][:80]}"))
    if document.bodies > 1:
        problems.append(Problem("PD145", f"the package holds {document.bodies} documents; the first was read"))
    facts = {
        f"document.{local(found)}": (found.text or "").strip()[:2000] for found in document.info.iter() if local(found) in _FACTS and (found.text or "").strip()
    }
    facts["pages"] = str(len(document.pages))
    return Reading(text, events, tuple(problems), facts, None, MEDIA_TYPE)
