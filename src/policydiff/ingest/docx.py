# SPDX-License-Identifier: Apache-2.0
"""DOCX: paragraphs, numbers from styles, tables, notes, tracked changes, hidden text, ruby.

An own walk over the XML: the usual libraries lose tracked insertions or the base text under a
ruby without a word. Layout of the format after ECMA-376; strict documents are read alike.
"""

import re

from policydiff.ingest.docx_body import BodyWalker, Tracked, children
from policydiff.ingest.docx_run import plain
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.package import Package, attribute, child, local
from policydiff.ingest.reading import Reading, TextBuilder, summary_problems
from policydiff.ingest.refusals import damaged
from policydiff.model import Problem

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes, limits: Limits = DEFAULT_LIMITS, *, tracked: Tracked = "accepted") -> Reading:
    """The text of a DOCX file, with tracked changes accepted or as it stood before them.

    Events: `insertion`, `deletion`, `move_from`, `move_to`, `hidden_text`, `ruby`,
    `list_marker`, `note_mark`, `footnote`, `comment`, `text_box`, `running_head`, `struck`,
    `image`, `page_break`. Raises InputError PD130, PD131 or PD134.
    """
    package = Package(data, limits)
    main = _main_part(package)
    folder = main.rpartition("/")[0] + "/" if "/" in main else ""
    root = package.xml(main)
    body = child(root, "body")
    if body is None:
        raise damaged("the package has no document body")
    walker = BodyWalker(package, folder, tracked, limits)
    walker.blocks(body)
    _notes(package, folder, walker)
    _heads(package, folder, walker.builder)
    text, events = walker.builder.finish()
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    problems = list(summary_problems(events))
    problems += [Problem("PD145", f"{walker.counts['embedded documents']} embedded documents were not read")] if walker.counts["embedded documents"] else []
    if not text:
        problems.append(Problem("PD143", f"the document has no text; it has {walker.counts['images']} images"))
    return Reading(text, events, tuple(problems), _properties(package), None, MEDIA_TYPE)


def _main_part(package: Package) -> str:
    """Name of the part that the package calls its document."""
    relations = package.xml("_rels/.rels")
    for relation in children(relations):
        if (attribute(relation, "Type") or "").endswith("/officeDocument"):
            return (attribute(relation, "Target") or "").lstrip("/")
    return "word/document.xml"


def _notes(package: Package, folder: str, walker: BodyWalker) -> None:
    """Write footnotes and endnotes as lines after the body, in the order of their marks."""
    parts = {name: {attribute(note, "id"): note for note in children(package.xml(f"{folder}{name}.xml"))} for name in ("footnotes", "endnotes")}
    for name, identity, mark in list(walker.notes):
        note = parts[name].get(identity)
        if note is None or not plain(note):
            continue
        walker.builder.newline()
        walker.builder.open("footnote", mark)
        if mark:
            walker.builder.write(mark)
            walker.builder.space()
        walker.blocks(note)
        walker.builder.newline()
        walker.builder.close()


def _heads(package: Package, folder: str, builder: TextBuilder) -> None:
    """Record headers and footers: they stand on every page and are no part of the running text."""
    for name in package.names():
        if re.fullmatch(re.escape(folder) + r"(?:header|footer)\d{0,4}\.xml", name):
            root = package.xml(name)
            text = plain(root) if root is not None else ""
            if text:
                builder.event("running_head", text, "header" if "header" in name else "footer", (0, 0))


def _properties(package: Package) -> dict[str, str]:
    """Who made and changed the document, and when, as it says itself."""
    found: dict[str, str] = {}
    for part, names in (
        ("docProps/core.xml", ("title", "creator", "lastModifiedBy", "created", "modified", "revision", "subject")),
        ("docProps/app.xml", ("Application", "Company", "Template")),
    ):
        root = package.xml(part)
        for element in children(root):
            if local(element) in names and (element.text or "").strip():
                found[f"document.{local(element)}"] = (element.text or "").strip()[:2000]
    return found
