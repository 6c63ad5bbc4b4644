# SPDX-License-Identifier: Apache-2.0
"""Frames of a web page: pages of their own that are seen inside it."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import msgspec

from policydiff.ingest.html.embedded import named
from policydiff.ingest.outside import OUTSIDE
from policydiff.ingest.reading import Reading
from policydiff.model import ReadingEvent

FRAMES = 50
"""Frames of a page that are read."""
_SOURCE = re.compile(rb"<i?frame\b[^>]{0,4000}?\ssrc\s{0,4}=\s{0,4}[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE)


def sources_of(page: bytes) -> list[str]:
    """What the frames of a page are called in it, each once."""
    found = [html.unescape(tag.decode("utf-8", "replace")) for tag in _SOURCE.findall(page)[: FRAMES * 4]]
    return list(dict.fromkeys(found))[:FRAMES]


def with_frames(page: Reading, frames: Mapping[str, tuple[str, Reading]]) -> Reading:
    """A page in which the frames that could be had are told with their text, and not as unread.

    `frames` has, by what a frame is called in the page, its address and what was read of it. A frame that the page does
    not show is not told."""
    known = {named("frame", {}, {}, name).removeprefix("frame "): found for name, found in frames.items()}
    return replace(page, events=tuple(told for event in page.events for told in _told(event, known)))


def _told(event: ReadingEvent, known: Mapping[str, tuple[str, Reading]]) -> Iterator[ReadingEvent]:
    found = (
        known.get(event.note.rpartition(" ")[2]) if event.kind == "unread" and event.note.startswith("frame ") else None
    )
    if found is None:
        yield event
        return
    address, frame = found
    if frame.text.strip():
        yield ReadingEvent("outside_text", event.start, event.end, frame.text, f"frame {address[:200]}")
    for inner in frame.events:
        if inner.kind in OUTSIDE:
            yield msgspec.structs.replace(inner, start=event.start, end=event.end)
