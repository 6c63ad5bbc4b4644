# SPDX-License-Identifier: Apache-2.0
"""DOCX: paragraphs, numbers from styles, tables, notes, heads and feet, tracked changes, hidden text, ruby.

An own walk over the XML: the usual libraries lose tracked insertions or the base text under a
ruby without a word. Layout of the format after ECMA-376; strict documents are read alike.
"""

from lxml import etree

from policydiff.errors import InputError
from policydiff.ingest.imprint import by_line
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.office.docx_body import BodyWalker, page_area
from policydiff.ingest.office.docx_heads import Heads
from policydiff.ingest.office.docx_inline import Tracked
from policydiff.ingest.office.docx_numbering import note_forms
from policydiff.ingest.office.docx_parts import Part
from policydiff.ingest.office.docx_run import plain
from policydiff.ingest.outside import OUTSIDE
from policydiff.ingest.package import Package, attribute, child, local
from policydiff.ingest.reading import Reading, Written, summary_problems
from policydiff.ingest.refusals import damaged
from policydiff.ingest.sniff import media_type
from policydiff.ingest.source import Source
from policydiff.reasons import problem

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CHUNKS = frozenset(("text/html", "text/plain", "multipart/related"))
"""Kinds of embedded documents that are read at their place."""


def read_docx(
    data: bytes,
    limits: Limits = DEFAULT_LIMITS,
    *,
    tracked: Tracked = "accepted",
    depth: int = 0,
    trace: list[Written] | None = None,
) -> Reading:
    """The text of a DOCX file, with tracked changes accepted or as it stood before them.

    Events: `insertion`, `deletion`, `move_from`, `move_to`, `hidden_text`, `ruby`,
    `list_marker`, `note_mark`, `footnote`, `comment`, `proof_comment`, `text_box`, `running_head`, `struck`,
    `image`, `page_break`, `outside_text`, `unread`. `depth` counts the files that this one
    lay in. `trace` is given which elements have the text. Raises InputError PD130, PD131 or PD134.
    """
    package = Package(data, limits)
    part = Part(package, main_part(package))
    root = package.xml(part.name)
    body = child(root, "body")
    if body is None:
        raise damaged("the package has no document body")
    walker = BodyWalker(
        part, tracked, limits, lambda walker, identity: _chunk(walker, identity, limits, tracked, depth), trace
    )
    _write(walker, part, body)
    text, events = walker.builder.finish()
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    events = tuple(by_line(events))
    problems = list(summary_problems(events))
    if not text:
        problems.append(problem("PD143", "document_without_text", n=walker.counts["images"]))
    return Reading(text, events, tuple(problems), _properties(package), None, MEDIA_TYPE, walker.builder.grids)


def main_part(package: Package) -> str:
    """Name of the part that the package calls its document."""
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if (attribute(relation, "Type") or "").endswith("/officeDocument"):
            return (attribute(relation, "Target") or "").lstrip("/")
    return "word/document.xml"


def _write(walker: BodyWalker, part: Part, body: etree._Element) -> None:
    """Write a document as its pages show it: heads, body, notes, feet."""
    settings = part.package.xml(part.named("settings"))
    heads = Heads(part, body, settings)
    walker.note_forms = note_forms(body, settings)
    walker.page = page_area(next(body.iter("{*}sectPr"), None))
    section = 0

    def next_section() -> None:
        nonlocal section
        if section < heads.sections - 1:
            heads.end(section, walker)
            section += 1
            heads.begin(section, walker)

    walker.on_section = next_section
    heads.begin(0, walker)
    walker.story(body, part)
    _notes(walker, part)
    heads.end(section, walker)


def _notes(walker: BodyWalker, main: Part) -> None:
    """Write footnotes and endnotes as lines after the body, in the order of their marks."""
    parts = {name: main.beside(main.named(name)) for name in ("footnotes", "endnotes")}
    roots = {name: main.package.xml(part.name) for name, part in parts.items()}
    found = {
        name: {attribute(note, "id"): note for note in (root if root is not None else ())}
        for name, root in roots.items()
    }
    for name, identity, mark in list(walker.notes):
        note = found[name].get(identity)
        if note is None or not plain(note):
            continue
        walker.builder.newline()
        walker.builder.open("footnote", mark)
        if mark:
            walker.builder.write(mark)
            walker.builder.space()
        walker.story(note, parts[name])
        walker.builder.newline()
        walker.builder.close()


def _chunk(walker: BodyWalker, identity: str | None, limits: Limits, tracked: Tracked, depth: int) -> None:
    """Write a document of another format at its place, or say that it was not read."""
    data, relation = walker.part.data(identity), walker.part.relations.get(identity or "")
    reading = _embedded(data, relation.target if relation else "", limits, tracked, depth) if data else None
    builder = walker.builder
    builder.newline()
    if reading is None:
        builder.event("unread", "", f"embedded document {walker.part.identified(identity)}")
        return
    for line in reading.text.splitlines():
        builder.write(line)
        builder.newline()
    for event in reading.events:
        if event.kind in OUTSIDE or event.kind == "hidden_text":
            builder.event(event.kind, event.text, event.note)


def _embedded(data: bytes, name: str, limits: Limits, tracked: Tracked, depth: int) -> Reading | None:
    """What a document inside the file says, or None where it is of a kind that is not read here."""
    from policydiff.ingest.formats import open_source
    from policydiff.ingest.source import Source

    kind = media_type(data, name)
    try:
        if kind == MEDIA_TYPE and depth < 1:
            return read_docx(data, limits, tracked=tracked, depth=depth + 1)
        if kind in _CHUNKS:
            return open_source(Source(data, name, limits=limits, tracked=tracked, whole_page=True))
    except (InputError, RecursionError):
        return None
    return None


def _properties(package: Package) -> dict[str, str]:
    """Who made and changed the document, and when, as it says itself."""
    found: dict[str, str] = {}
    for part, names in (
        ("docProps/core.xml", ("title", "creator", "lastModifiedBy", "created", "modified", "revision", "subject")),
        ("docProps/app.xml", ("Application", "Company", "Template")),
    ):
        root = package.xml(part)
        for element in root if root is not None else ():
            if local(element) in names and (element.text or "").strip():
                found[f"document.{local(element)}"] = (element.text or "").strip()[:2000]
    return found


def reader(source: Source) -> Reading:
    """A Word file, for the table of readers; its pictures are read, too, where they may hold text.

    Raises:
        InputError: as `read_docx` and `in_pictures`.
    """
    reading = read_docx(source.data, source.limits, tracked=source.tracked)
    if not any(event.kind in ("unread", "image") for event in reading.events):
        return reading
    from policydiff.ingest.scanned.contained import in_pictures

    return in_pictures(reading, source)
