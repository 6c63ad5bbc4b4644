# SPDX-License-Identifier: Apache-2.0
"""Runs as a process of its own: takes a PDF on standard input, gives its glyph runs as JSON.

PDFium is C++ that parses hostile input and is not thread-safe, so it lives here, under limits
of memory and processor time (`ingest/bounded.py`); a crash or an endless loop costs this process alone. The file is
started by path and imports nothing of the package but the files beside it.
"""

import importlib.util
import json
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any


def _beside(name: str) -> Any:
    """A module of this folder by its path: not on the search path, as its names are those of standard modules."""
    spec = importlib.util.spec_from_file_location(f"_policydiff_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


glyphs = _beside("pdf_glyphs")
objects = _beside("pdf_objects")
notes = _beside("pdf_notes")

LARGE = 1 / 8
"""Share of the page from which on a picture may hold text of the notice."""
FEWEST_PIXELS = 24
"""Pixels across and down below which a picture cannot hold text."""


def read(data: bytes, pages: int, characters: int) -> dict[str, object]:
    """All pages' runs with the document's own facts, or {"refused"} / {"unreadable"}."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()
        count = len(document)
    except pypdfium2.PdfiumError as error:
        return {"unreadable": str(error)}
    if count > pages:
        return {"refused": "pages", "value": count}
    found: list[dict[str, object]] = []
    digest = sha256(data).hexdigest()[:16]
    total = 0
    for index in range(count):
        try:
            number, answer = _page(document, index, characters - total, digest)
        except pypdfium2.PdfiumError:
            damaged: dict[str, object] = {
                "runs": [],
                "typed": [],
                "notes": [],
                "pictures": 0,
                "rules": [],
                "uprights": [],
                "unmapped": 0,
            }
            damaged["unread"] = [f"damaged page {index + 1} of sha256:{digest}"]
            found.append(damaged)
            continue
        total += number
        if total > characters:
            return {"refused": "text_characters", "value": total}
        found.append(answer)
    facts = {key: value for key, value in document.get_metadata_dict(skip_empty=True).items() if isinstance(value, str)}
    return {"pages": found, "facts": facts, "attached": _attached(document, digest)}


def _attached(document: Any, file: str) -> list[str]:
    """Files that the document carries with it, beside its pages."""
    import pypdfium2

    out = []
    for index in range(min(document.count_attachments(), 100)):
        try:
            attachment = document.get_attachment(index)
            digest = sha256(bytes(attachment.get_data())).hexdigest()[:16]
            out.append(f"attached file {attachment.get_name()[:60]} sha256:{digest}")
        except pypdfium2.PdfiumError:
            out.append(f"attached file {index + 1} of sha256:{file}")
    return out


def _page(document: Any, index: int, room: int, file: str) -> tuple[int, dict[str, object]]:
    """How many characters a page has, and what it shows; nothing is read of it where they are more than `room`."""
    page = document[index]
    view = glyphs.View(page)
    drawn = objects.Drawn(page, view)
    count, read_ = glyphs.gather(page, view, drawn, room)
    if count > room:
        return count, {}
    laid = notes.Notes(document, page, view, file)
    typed: list[list[object]] = []
    told = laid.told(read_)
    if laid.shown:
        laid.flatten()
        page.close()
        page = document[index]
        more, flat = glyphs.gather(page, view, objects.Drawn(page, view), room)
        count = max(count, more)
        before = Counter(glyph.place() for glyph in read_)
        added = []
        for glyph in flat:
            if before[glyph.place()]:
                before[glyph.place()] -= 1
            else:
                added.append(glyph)
        typed_on, written, stamped = laid.placed(added)
        typed = [run for group in typed_on for run in glyphs.runs_of(group)] + written
        told += stamped
    unmapped = sum(1 for glyph in read_ if glyph.unmapped)
    page.close()
    return count, {
        "runs": glyphs.runs_of(read_, objects.Cuts(drawn.rules, drawn.uprights)),
        "typed": typed,
        "notes": told,
        "pictures": len(drawn.pictures),
        "unread": _unread(document, index, drawn, unmapped, bool(read_ or typed)),
        "rules": drawn.rules,
        "uprights": drawn.uprights,
        "unmapped": unmapped,
    }


def _unread(document: Any, index: int, drawn: Any, unmapped: int, text: bool) -> list[str]:
    """What a page shows that could not be read, each with a digest that identifies it."""
    unread = (
        [
            picture.called()
            for picture in drawn.pictures
            if picture.share >= LARGE and min(picture.pixels) >= FEWEST_PIXELS
        ]
        if text
        else []
    )
    shapes = drawn.outlines()
    if (
        not text and drawn.pictures and not drawn.painted
    ):  # a scan: its pictures say what it shows, and drawing it takes long
        shown = " ".join(f"{picture.digest} {picture.box}" for picture in drawn.pictures)
        unread.append(f"page without text sha256:{sha256(shown.encode()).hexdigest()[:16]}")
    elif not text or shapes or unmapped:
        seen = _seen(document[index])
        if not text:
            unread += [f"page without text {digest}" for digest in seen]
        if unmapped:
            unread += [f"{unmapped} glyphs without characters on a page {digest}" for digest in seen]
        if shapes and text:
            unread += [f"{shapes} drawn shapes on a page {digest}" for digest in seen]
    return unread


def _seen(page: Any) -> list[str]:
    """What identifies all that a page shows, as it is drawn; nothing where it is blank."""
    width, height = page.get_size()
    bitmap = page.render(scale=min(1.5, 1600 / max(1.0, width, height)), grayscale=True)
    pixels = bytes(bitmap.buffer)
    bitmap.close()
    page.close()
    return [f"sha256:{sha256(pixels).hexdigest()[:16]}"] if len(set(pixels)) > 1 else []


def main() -> None:
    """Read standard input under the limits in the arguments: memory (which it has already), pages, characters."""
    memory, pages, characters = (int(argument) for argument in sys.argv[1:4])
    try:
        result = read(sys.stdin.buffer.read(), pages, characters)
    except MemoryError:
        result = {"refused": "worker_bytes", "value": memory}
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
