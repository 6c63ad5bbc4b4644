# SPDX-License-Identifier: Apache-2.0
"""What an OFD lays over its pages or keeps beside them: annotations, seals, attachments (GB/T 33190, 15, 18, 20)."""

from dataclasses import dataclass, field

from lxml import etree

from policydiff.ingest.package import attribute, child, local
from policydiff.ingest.printed.ofd_drawings import SHARE, picture_of
from policydiff.ingest.printed.ofd_frames import level
from policydiff.ingest.printed.ofd_numbers import Box, array
from policydiff.ingest.printed.ofd_page import Aside, Canvas, Painter, seen_and_hidden
from policydiff.ingest.printed.ofd_parts import Document, Parts, Resources, key, true, walk
from policydiff.ingest.printed.ofd_text import Piece
from policydiff.ingest.printed.page_layout import Run, lines_of

TYPED = ("freetext", "typewriter", "textbox", "textfield", "formfield", "callout")
"""Subtypes, as editors write them, of annotations that are text typed on the page, whatever their type."""
STRUCK = ("strikeout", "strikethrough", "deleteline")


@dataclass(slots=True)
class Laid:
    """What lies over one page: text typed on it, and what is kept aside."""

    typed: list[Canvas] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    bad_numbers: int = 0


def written(runs: list[Run]) -> str:
    """The text of runs, a line a line."""
    return "\n".join(text for line in lines_of(runs) if (text := line.text.strip()))


def text_aside(pieces: list[Piece]) -> str:
    """The text of pieces that do not belong to the page's own, in the order of its lines."""
    found = level(pieces)
    return "\n".join(text for runs in (found.runs, *found.slanted.values()) if (text := written(runs)))


def annotations(document: Document, parts: Parts) -> dict[str, list[etree._Element]]:
    """The annotations of the document by the ID of their page."""
    pages: dict[str, list[etree._Element]] = {}
    index = document.listed("Annotations")
    for page in walk([index[1]], "Page") if index else ():
        for place in walk([page], "FileLoc"):
            part = parts.xml(index[0], place.text, needed=False) if index else None
            pages.setdefault(key(attribute(page, "PageID")), []).extend(walk([part[1]], "Annot") if part else ())
    return pages


def lay(found: list[etree._Element], resources: Resources, painter: Painter, area: Box) -> Laid:
    """What annotations lay over a page."""
    laid = Laid()
    for annotation in found:
        _annotation(annotation, resources, painter, area, laid)
    laid.asides = _together(laid.asides)
    return laid


def _together(asides: list[Aside]) -> list[Aside]:
    """The texts of a page's annotations of one kind as one, a line each: a watermark is often written many times."""
    groups: dict[tuple[str, str], list[str]] = {}
    for aside in asides:
        if aside.kind == "annotation":
            groups.setdefault((aside.kind, aside.note), []).append(aside.text)
    return [Aside(kind, "\n".join(texts), note) for (kind, note), texts in groups.items()] + [
        aside for aside in asides if aside.kind != "annotation"
    ]


def _annotation(annotation: etree._Element, resources: Resources, painter: Painter, area: Box, laid: Laid) -> None:
    """Sort one annotation: typed text goes onto the page, else beside it, with its remark and what it strikes
    through."""
    kind, subtype = ((attribute(annotation, name) or "").strip() for name in ("Type", "Subtype"))
    what = (subtype if kind == "Stamp" and subtype and subtype != "None" else kind or subtype or "annotation").lower()
    block = child(annotation, "Appearance")
    canvas = painter.appearance(block, resources) if block is not None else Canvas()
    laid.bad_numbers += canvas.bad_numbers
    pieces = list(seen_and_hidden(canvas.items, area))
    text = text_aside([piece for piece in pieces if not piece.hidden])
    if not true(attribute(annotation, "Visible")):
        laid.asides += [Aside("hidden_text", text, f"{what} that is not visible")] if text else []
        return
    if subtype.lower().replace("-", "").replace(" ", "") in TYPED or (kind not in ("Watermark", "Stamp") and text):
        laid.typed.append(canvas)
    else:
        laid.asides += [Aside("annotation", text, what)] if text else []
        laid.asides += canvas.asides
        laid.asides += picture_of(canvas.items, area, what) if kind != "Link" else []
    if any(word in subtype.lower().replace("-", "") for word in STRUCK):
        laid.asides.append(Aside("unread", "", f"line struck through text at {attribute(block, 'Boundary') or '?'}"))
    remark = child(annotation, "Remark")
    remarked = ((remark.text if remark is not None else None) or "").strip()
    if remarked and "".join(remarked.split()) not in "".join(text.split()):
        laid.asides.append(Aside("comment", remarked, f"remark of {what}"))


def seals(document: Document, parts: Parts) -> dict[str, list[Aside]]:
    """The seals of signatures, by the page's ID."""
    found: dict[str, list[Aside]] = {}
    place = child(document.body, "Signatures")
    index = parts.xml("", place.text, needed=False) if place is not None and (place.text or "").strip() else None
    for signature in walk([index[1]], "Signature") if index else ():
        part = (
            parts.xml(index[0], attribute(signature, "BaseLoc"), needed=False)
            if index and attribute(signature, "BaseLoc")
            else None
        )
        if part is None:
            continue
        name, root = part
        seal = child(next(walk([root], "Seal"), None), "BaseLoc")
        value = seal if seal is not None else child(root, "SignedValue")
        digest = parts.digest(parts.find(name, value.text if value is not None else None))
        for stamp in walk([root], "StampAnnot"):
            size = array(attribute(stamp, "Boundary") or "")
            width, height = (size[2] or 0.0, size[3] or 0.0) if len(size) == 4 else (0.0, 0.0)
            kind = "unread" if width * height >= SHARE * document.area.area else "image"
            found.setdefault(key(attribute(stamp, "PageRef")), []).append(
                Aside(kind, "", f"seal {width:.0f} × {height:.0f} mm {digest}")
            )
    return found


def attachments(document: Document, parts: Parts) -> list[Aside]:
    """The files that the document carries and shows in its list."""
    index = document.listed("Attachments")
    found = []
    for attachment in index[1] if index else ():
        if local(attachment) == "Attachment" and true(attribute(attachment, "Visible")) and index:
            place = child(attachment, "FileLoc")
            digest = parts.digest(parts.find(index[0], place.text if place is not None else None))
            name = (attribute(attachment, "Name") or attribute(attachment, "ID") or "").strip()
            found.append(Aside("unread", "", f"attachment {name[:80]} {digest}"))
    return found
