# SPDX-License-Identifier: Apache-2.0
"""What a reader of mails shows of a message, part by part: its text in order, and what lies beside it as events."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from policydiff.errors import InputError
from policydiff.ingest.containers import mail_message as mime
from policydiff.ingest.containers.attached import beside
from policydiff.ingest.containers.mail_message import Part
from policydiff.ingest.containers.mail_text import plain
from policydiff.ingest.decode import to_last_character
from policydiff.ingest.limits import check
from policydiff.ingest.reading import Reading
from policydiff.ingest.refusals import hostile
from policydiff.model import EncodingFacts, Problem, ReadingEvent
from policydiff.reasons import problem

if TYPE_CHECKING:
    from policydiff.ingest.source import Source

DEPTH = 30
"""Parts in each other that are followed."""
SHOWN = ("Subject", "From", "To", "Cc", "Date")
"""Fields that readers of mails show above the text."""
SIGNATURES = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/pgp-keys",
    }
)
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_PLAIN = frozenset({"text/plain", "text/markdown"})
LOCKED = "it is encrypted"
OPAQUE = "its text lies inside a signature (S/MIME)"


@dataclass(slots=True)
class Body:
    """The text of a mail as it is put together."""

    source: "Source"
    text: str = ""
    events: list[ReadingEvent] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    encoding: EncodingFacts | None = None
    read: int = 0
    """Parts whose text was read."""
    broken: bool = False
    """Whether the message was cut off, or its parts cannot be told apart."""
    closed: str = ""
    """Why a part has no text that can be read."""

    def header(self, message: Part) -> None:
        """The fields that stand above a mail, as lines of the page."""
        for name in SHOWN:
            value = mime.field(message, name)
            if value:
                start = self._begin()
                self.text += f"{name}: {value}"
                self.events.append(
                    ReadingEvent("running_head", start, len(self.text), self.text[start:], "header of the mail")
                )

    def show(self, part: Part, depth: int = 0) -> None:
        """What is shown of a part; raises InputError PD131 where parts lie too deep in each other, and those of the
        reader of its kind."""
        if depth > DEPTH:
            raise hostile(f"the parts of the message lie over {DEPTH} deep in each other")
        kind = mime.kind_of(part)
        self.broken |= mime.is_cut(part)
        if kind in SIGNATURES:
            self.metadata.setdefault("mail.signature", kind)
        elif kind == "multipart/encrypted":
            self._closed(part, LOCKED)
        elif kind in _SMIME:
            self._closed(
                part, OPAQUE if mime.parameter(part, "smime-type").lower() in ("signed-data", "certs-only") else LOCKED
            )
        elif kind == "multipart/alternative":
            self._alternatives(mime.children(part), depth)
        elif kind == "message/rfc822":
            message = mime.inner_message(part, self.source.limits)
            if message is not None:
                self.header(message)
                self.show(message, depth + 1)
        elif kind.startswith("multipart/") and mime.children(part):
            for child in mime.children(part):
                self.show(child, depth + 1)
            if mime.is_cut(part):
                self.cut("the mail", self.text.encode("utf-8", "replace"))
        elif kind in _PAGES | _PLAIN and not mime.is_attachment(part):
            self._text(part, kind)
        else:
            self._beside(part, kind)

    def _alternatives(self, parts: list[Part], depth: int) -> None:
        """Of several forms of one text the page, else the plain text, else the last; what is attached to the others
        stays attached."""
        best = next((part for part in reversed(parts) if _holds(part, _PAGES)), None) or next(
            (part for part in reversed(parts) if _holds(part, _PLAIN)), None
        )
        best = best or (parts[-1] if parts else None)
        before = self.read
        if best is not None:
            self.show(best, depth + 1)
        rest = [part for part in parts if part is not best]
        if self.read == before:  # a page that has a picture only
            for part in rest:
                if _holds(part, _PLAIN):
                    self.show(part, depth + 1)
                    rest.remove(part)
                    break
        for part in rest:
            for leaf in leaves(part):
                if mime.is_attachment(leaf) or not mime.kind_of(leaf).startswith("text/"):
                    self._beside(leaf, mime.kind_of(leaf))

    def _text(self, part: Part, kind: str) -> None:
        """A part whose text is shown."""
        data, whole = mime.content(part)
        if data.strip():
            kept = to_last_character(data, self.source.declared or mime.parameter(part, "charset") or None)
            self.add(reading_of(self.source, part, kept, kind))
            whole &= len(kept) == len(data)
        if not whole:
            self.cut("a part of the mail", data)

    def add(self, reading: Reading) -> None:
        """Put a part's text behind what is there."""
        self.encoding = self.encoding or reading.encoding
        self.metadata = {**reading.metadata, **self.metadata}
        at = self._begin() if reading.text.strip() else len(self.text)
        if reading.text.strip():
            self.text += reading.text
            check(len(self.text), self.source.limits.text_characters, "the text", "text_characters", "characters")
            self.read += 1
        moved = msgspec.structs.replace
        last = len(self.text)
        self.events += [
            moved(event, start=min(event.start + at, last), end=min(event.end + at, last)) for event in reading.events
        ]
        self.problems += [
            p
            if p.start is None or p.end is None
            else moved(p, start=min(p.start + at, last), end=min(p.end + at, last))
            for p in reading.problems
        ]

    def _begin(self) -> int:
        """Where the next line begins."""
        if self.text:
            self.text += "\n"
        return len(self.text)

    def _beside(self, part: Part, kind: str) -> None:
        """A part that is shown by its name alone, or not at all: text by its text, all else by its digest."""
        name = mime.file_name(part)
        called = f"attachment {name or kind}"
        at = len(self.text)
        data, whole = mime.content(part)
        if not whole:
            self.cut(called, data)
        if not data.strip():
            return
        text = self._attached_text(part, data, kind)
        if text.strip():
            check(len(text), self.source.limits.text_characters, "the text set aside", "text_characters", "characters")
            self.events.append(ReadingEvent("outside_text", at, at, text, called))
        else:
            what = f"{called} (Outlook's own form)" if kind == "application/ms-tnef" else called
            self.events.append(beside(at, what, data, kind, f"sha256:{sha256(data).hexdigest()[:12]}"))

    def _attached_text(self, part: Part, data: bytes, kind: str) -> str:
        if not kind.startswith(("text/", "message/")) or kind in (
            "text/rtf",
            "message/partial",
            "message/external-body",
        ):
            return ""
        try:
            return reading_of(self.source, part, data, kind).text
        except InputError as error:
            if error.code == "PD130":
                raise
            return ""

    def _closed(self, part: Part, why: str) -> None:
        self.closed = why
        identity = sha256(mime.content(part)[0]).hexdigest()
        self.events.append(
            ReadingEvent(
                "unread", len(self.text), len(self.text), "", f"part of the mail, {why} (sha256:{identity[:12]})"
            )
        )

    def cut(self, what: str, data: bytes) -> None:
        """Say that something is not whole, of which `data` is there."""
        identity = sha256(data).hexdigest()
        self.problems.append(problem("PD139", "mail_not_whole", what=what))
        self.events.append(
            ReadingEvent(
                "unread", len(self.text), len(self.text), "", f"rest of {what}, cut off (sha256:{identity[:12]})"
            )
        )


def reading_of(source: "Source", part: Part, data: bytes, kind: str) -> Reading:
    """The text of a text part; raises InputError as the reader of its kind."""
    charset = source.declared or mime.parameter(part, "charset") or None
    if kind in _PAGES:
        from policydiff.ingest.html.page import reader as html

        return html(replace(source, data=data, declared=charset))
    flowed = mime.parameter(part, "format").lower() == "flowed"
    text, facts, problems = plain(data, charset or "", flowed, mime.parameter(part, "delsp").lower() == "yes")
    return Reading(text, problems=problems, encoding=facts)


def leaves(part: Part, depth: int = 0) -> Iterator[Part]:
    """The parts that hold no others, in order; a message is one of them."""
    kind = mime.kind_of(part)
    if depth > DEPTH:
        raise hostile(f"the parts of the message lie over {DEPTH} deep in each other")
    if kind.startswith("multipart/") and kind != "multipart/encrypted":
        for child in mime.children(part):
            yield from leaves(child, depth + 1)
    else:
        yield part


def _holds(part: Part, kinds: frozenset[str]) -> bool:
    return any(mime.kind_of(leaf) in kinds and not mime.is_attachment(leaf) for leaf in leaves(part))
