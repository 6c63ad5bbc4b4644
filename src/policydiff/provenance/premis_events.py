# SPDX-License-Identifier: Apache-2.0
"""PREMIS events by which copies came into a store: one for all copies of which it says the same.

Copies that are taken in together share their time, their agents and most of what happened to them. What an event finds
out of one copy alone (its digests, its fields, the hashes of its texts) stands with the objects."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from policydiff.provenance.dossier import Copy, in_words
from policydiff.provenance.premis_document import Document
from policydiff.provenance.recorded import fields_of
from policydiff.provenance.trouble import runs

_SAYABLE = ("url_requested", "retrieved", "archive_copy", "publisher", "note", "other")
EXTRACTED = (
    "title",
    "issuer",
    "doc_number",
    "signed_date",
    "site_published",
    "counter",
    "access_marking",
    "citations",
    "completeness",
)
"""Fields that are read out of a text."""
_MOST = 1000
"""Copies of one event."""


class Happening(NamedTuple):
    """What happened to a copy: kind, time, outcome, note and detail of an event."""

    kind: str
    when: str
    outcome: str
    note: str = ""
    detail: str = ""


def happenings(copy: Copy) -> list[Happening]:
    """How a copy came into the store."""
    time, found = copy.entry.time, []
    if copy.captured:
        captured = copy.value("retrieved")
        when = str(captured["edtf"]) if isinstance(captured, dict) else time
        asked = f"URL {copy.text('url_requested')}; answered by {copy.text('url_final')}"
        found.append(Happening("capture", when, "observed", in_words(copy.value("warc_record")), asked))
    found.append(Happening("ingestion", time, "success", detail=_said(copy)))
    found.append(Happening("message digest calculation", time, "success", "SHA-256 and SHA-512"))
    if copy.text("media_type"):
        declared = f"declared {copy.text('media_type_declared') or 'nowhere'}"
        found.append(Happening("format identification", time, copy.text("media_type"), declared))
    if copy.read:
        told = "fields found; they stand with the file" if extracted(copy) else "no fields found"
        layers = ", ".join(str(step["layer"]) for step in copy.value("layers") or [])
        found.append(Happening("metadata extraction", time, "success", told))
        found.append(Happening("text derivation", time, "success", "canonical text", f"layers {layers}"))
    return found


def extracted(copy: Copy) -> list[str]:
    """The fields that were read out of a copy's text."""
    known = fields_of(copy.entry)
    return [key for key in EXTRACTED if known.get(key, {}).get("basis") == "extracted"]


def _said(copy: Copy) -> str:
    """What was said, when it was taken in, of where the copy came from: asserted, never told as seen."""
    known = fields_of(copy.entry)
    said = [
        f"{key} {in_words(known[key].get('value'))}"
        for key in _SAYABLE
        if known.get(key, {}).get("basis") == "asserted"
    ]
    return f"asserted: {'; '.join(said)}" if said else "bytes taken in as they were given"


@dataclass(slots=True)
class _Event:
    """An event that more copies may still share; `ident` is of the first."""

    ident: str
    happened: Happening
    agents: tuple[str, ...]
    objects: dict[str, str] = field(default_factory=dict)
    copies: list[int] = field(default_factory=list)


class SharedEvents:
    """Events that wait for more copies; written when the time of the log goes on."""

    def __init__(self, document: Document, origin: str) -> None:
        self._document = document
        self._origin = origin
        self._time = ""
        self._open: dict[tuple[Happening, tuple[str, ...]], _Event] = {}

    def join(self, copy: Copy, ident: str, happened: Happening, agents: Sequence[str], objects: dict[str, str]) -> str:
        """Note what happened to a copy, with the objects (UUID → role) that it touched; returns the id of the event,
        which is `ident` where no earlier copy shares it."""
        if copy.entry.time != self._time:
            self.flush()
            self._time = copy.entry.time
        key = happened, tuple(agents)
        event = self._open.get(key)
        if event is None or len(event.copies) >= _MOST:
            if event is not None:
                self._write(event)
            event = self._open[key] = _Event(ident, happened, tuple(agents))
        event.objects |= objects
        event.copies.append(copy.seq)
        return event.ident

    def flush(self) -> None:
        """Write what waits."""
        for event in self._open.values():
            self._write(event)
        self._open.clear()

    def _write(self, event: _Event) -> None:
        happened, note = event.happened, event.happened.note
        if happened.kind == "ingestion":
            word = "entry" if len(event.copies) == 1 else "entries"
            numbers = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs(event.copies))
            note = f"log {word} {numbers} of {self._origin}"
        self._document.event(
            event.ident,
            happened.kind,
            happened.when,
            detail=happened.detail,
            outcome=happened.outcome,
            note=note,
            agents=event.agents,
            objects=event.objects,
        )
