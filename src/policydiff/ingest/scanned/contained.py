# SPDX-License-Identifier: Apache-2.0
"""Pictures in documents (DOCX, OFD) that carry text: a document of pictures alone is a copy like a scan, and what a
large picture beside text says is told as text outside the text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from msgspec import structs

from policydiff.errors import InputError
from policydiff.ingest.apart import TOO_LONG, TOO_MUCH_MEMORY
from policydiff.ingest.limits import check
from policydiff.ingest.package import Package
from policydiff.ingest.printed.paged import write_pages
from policydiff.ingest.reading import Reading, TextBuilder, summary_problems
from policydiff.ingest.scanned.pictures import nothing_recognized, recognition_facts, recognition_problems
from policydiff.ingest.scanned.placing import placed, sheet_of
from policydiff.ingest.scanned.recognizing import Recognized, beside, can_recognize, fitting, recognized_pictures
from policydiff.ingest.sniff import media_type
from policydiff.ingest.source import Source
from policydiff.model import ReadingEvent
from policydiff.reasons import problem

_NAMED = re.compile(r"picture \d+ × \d+ mm sha256:([0-9a-f]{12})")
"""How readers name a picture that may hold text."""
_WITHOUT_TEXT = "PD143"


def in_pictures(reading: Reading, source: Source) -> Reading:
    """The reading with what its pictures say, where the extra `ocr` is installed.

    Raises:
        InputError: PD133 where a document of pictures has no text on them; as `recognized_pictures` for such a one.
    """
    named = [event for event in reading.events if event.kind in ("unread", "image") and _NAMED.fullmatch(event.note)]
    if not reading.text.strip():
        return _copy(reading, named, source) if named and can_recognize() else reading
    named = [event for event in named if event.kind == "unread"][: fitting(source.limits, source.tools)]
    if not named or not can_recognize():
        return reading
    return _beside(reading, named, source)


def _files(named: Sequence[ReadingEvent], source: Source) -> list[bytes]:
    """The pictures that events name, in their order; empty for one that is of a kind which is not decoded."""
    package = Package(source.data, source.limits)
    wanted = {match[1] for event in named if (match := _NAMED.fullmatch(event.note))}
    found: dict[str, bytes] = {}
    for name in package.names():
        data = package.read(name) or b""
        digest = sha256(data).hexdigest()[:12]
        if digest in wanted and media_type(data, "").startswith("image/"):
            found[digest] = data
    return [found.get(match[1], b"") for event in named if (match := _NAMED.fullmatch(event.note))]


def _copy(reading: Reading, named: list[ReadingEvent], source: Source) -> Reading:
    """A document of pictures: each is a page."""
    files = [file for file in _files(named, source) if file]
    if not files:
        return reading
    found = recognized_pictures(files, source.limits, source.tools)
    pages = _all_pages(found, len(files))
    if not any(page["lines"] for page in pages):
        raise nothing_recognized(len(files))
    builder = TextBuilder(source.limits)
    text, events = write_pages([sheet_of(page) for page in pages], builder)
    check(len(text), source.limits.text_characters, "the text", "text_characters", "characters")
    kept = [event for event in reading.events if event not in named]
    events += tuple(structs.replace(event, start=len(text), end=len(text)) for event in kept)
    told = [said for said in reading.problems if said.code != _WITHOUT_TEXT]
    return replace(
        reading,
        text=text,
        events=events,
        problems=(*told, *summary_problems(events), *recognition_problems(pages, len(pages))),
        metadata={**reading.metadata, "pages": str(len(pages)), **recognition_facts(found)},
        grids=builder.grids,
        recognized=placed(text, events, pages),
        printed=(),
        within=tuple(files),
    )


def _all_pages(found: Recognized, number: int) -> list[dict[str, Any]]:
    """A page for each picture, without lines where it could not be decoded."""
    known = {page["number"]: page for page in found.pages}
    blank = {"lines": [], "marks": [], "seals": [], "rules": [], "uprights": [], "point": 1.0, "turn": 0}
    return [known.get(place, {**blank, "number": place}) for place in range(1, number + 1)]


def _beside(reading: Reading, named: list[ReadingEvent], source: Source) -> Reading:
    """A document of text with pictures: what they say is text outside the text."""
    files = _files(named, source)
    if not any(files):
        return reading
    try:
        found = recognized_pictures([file for file in files if file], beside(source.limits), source.tools)
    except InputError as error:
        if error.code in (TOO_LONG, TOO_MUCH_MEMORY, "PD135"):
            return reading
        raise
    at = [event for event, file in zip(named, files, strict=True) if file]
    said = {id(at[page["number"] - 1]): _text(page, source) for page in found.pages}
    events = tuple(
        structs.replace(event, kind="outside_text", text=said[id(event)]) if said.get(id(event)) else event
        for event in reading.events
    )
    number = sum(bool(text) for text in said.values())
    if not number:
        return reading
    told = problem("PD152", "pictures_recognized", n=number, total=len(named))
    facts = {name: value for name, value in recognition_facts(found).items() if name != "text_layer"}
    return replace(reading, events=events, problems=(*reading.problems, told), metadata={**reading.metadata, **facts})


def _text(page: dict[str, Any], source: Source) -> str:
    """What one picture says."""
    return write_pages([sheet_of(page)], TextBuilder(source.limits))[0].strip()
