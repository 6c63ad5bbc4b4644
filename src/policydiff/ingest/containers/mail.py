# SPDX-License-Identifier: Apache-2.0
"""Mails (RFC 5322, MIME) and pages that a browser saved as one (MHTML, RFC 2557): which of the two a message is, and
what of it is meant.

The header that readers of mails show above a mail becomes lines of the page; attachments are
events, and each is read by itself as `FILE.eml#NAME`.
"""

import re
import unicodedata
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from policydiff.errors import InputError
from policydiff.ingest.containers import mail_message as mime
from policydiff.ingest.containers.mail_body import LOCKED, SIGNATURES, Body, leaves
from policydiff.ingest.containers.mail_message import Part
from policydiff.ingest.containers.mhtml import is_saved_page, show_page
from policydiff.ingest.reading import Reading
from policydiff.ingest.refusals import damaged
from policydiff.reasons import because

if TYPE_CHECKING:
    from policydiff.ingest.source import Source

LISTED = 8
_FACTS = ("Subject", "From", "To", "Cc", "Date", "Message-ID", "Reply-To", "Sender")
_VALUE = 2_000
_ENVELOPE = re.compile(rb"^From \S[^\n]{0,300}\d{4}[ \t]{0,8}\r?\n(?=[!-9;-~]{1,76}:)", re.MULTILINE)
"""The line before each mail of a mailbox (RFC 4155)."""
_BEFORE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,100}(?:\d{1,10}[ \t]{0,8}\r?\n)?")
"""What may stand before the first field: a byte order mark, blank lines, in Apple's `.emlx` the mail's size."""


def read_mail(source: "Source") -> Reading:
    """The text of a mail or of a saved page, or the attachment that `source.part` names.

    Raises:
        InputError: PD137 where the file has no text, several mails, or no such attachment; PD134 where the mail is
        locked or
            damaged; PD132 where its text lies in a signature; those of the readers of its parts.
    """
    data = _BEFORE.sub(b"", source.data[:200], count=1) + source.data[200:]
    message = mime.parsed(data, source.limits)
    if source.part is not None:
        return _attachment(source, message, source.part)
    body = Body(source)
    if is_saved_page(message):
        show_page(message, body)
    else:
        body.header(message)
        body.show(message)
        facts = {f"mail.{name.lower()}": mime.field(message, name)[:_VALUE] for name in _FACTS}
        body.metadata |= {name: value for name, value in facts.items() if value}
    if not body.read:
        raise _no_text(message, body)
    events = tuple(sorted(body.events, key=lambda event: (event.start, event.end)))
    return Reading(body.text, events, tuple(body.problems), body.metadata, body.encoding, "message/rfc822")


def read_mailbox(source: "Source") -> Reading:
    """The only mail in a mailbox.

    Raises:
        InputError: PD137 where there are several; as `read_mail`.
    """
    starts = [found.start() for found in _ENVELOPE.finditer(source.data)]
    if len(starts) < 2:
        return read_mail(source)
    subjects = [
        _subject(source, start, end)
        for start, end in zip(starts[:LISTED], [*starts[1:], len(source.data)][:LISTED], strict=True)
    ]
    raise InputError(
        "PD137",
        because("mailbox_of_more", n=len(starts), subjects="; ".join(subjects), more=len(starts) - LISTED)
        if len(starts) > LISTED
        else because("mailbox_of_many", n=len(starts), subjects="; ".join(subjects)),
    )


def _subject(source: "Source", start: int, end: int) -> str:
    head = source.data[start : min(end, start + 65_536)]
    return (
        mime.field(
            mime.parsed(head.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0] + b"\n\n", source.limits), "Subject"
        )[:100]
        or "(without a subject)"
    )


def _attachment(source: "Source", message: Part, wanted: str) -> Reading:
    """The attachment of a name, read by the reader of its kind."""
    from policydiff.ingest.formats import inside

    attached = _attached(message)
    found = [(name, part) for name, part in attached if _folded(name) == _folded(wanted)]
    if len(found) != 1:
        raise InputError(
            "PD137",
            because(
                "attachment_ambiguous" if found else "attachment_unknown",
                name=repr(wanted[:200]),
                has=_listed(attached),
            ),
        )
    name, part = found[0]
    inner = mime.inner_message(part, source.limits) if mime.kind_of(part) == "message/rfc822" else None
    data = inner.as_bytes() if inner is not None else mime.content(part)[0]
    reading = inside(
        replace(source, part=None, declared=source.declared or mime.parameter(part, "charset") or None), data, name
    )
    facts = {"mail.attachment": name, "payload.size": str(len(data)), "payload.sha256": sha256(data).hexdigest()}
    return replace(reading, metadata={**reading.metadata, **facts})


def _attached(message: Part) -> list[tuple[str, Part]]:
    """The parts of a mail that have a name, or are not text that is shown."""
    found = []
    for part in leaves(message):
        kind = mime.kind_of(part)
        name = mime.file_name(part)
        if kind == "message/rfc822":
            inner = next(iter(mime.children(part)), None)
            name = name or f"{mime.field(inner, 'Subject') if inner is not None else ''}.eml"
        if kind not in SIGNATURES and (name or mime.is_attachment(part) or not kind.startswith("text/")):
            found.append((name or kind, part))
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _listed(attached: list[tuple[str, Part]]) -> str:
    names = ", ".join(name[:120] for name, _ in attached[:LISTED]) or "nothing"
    return names + (f" and {len(attached) - LISTED} more" if len(attached) > LISTED else "")


def _no_text(message: Part, body: Body) -> InputError:
    """Why there is no text in a mail, and what to do."""
    if body.closed == LOCKED:
        return InputError("PD134", because("mail_encrypted"))
    if body.closed:
        return InputError("PD132", because("mail_unread", why=body.closed))
    if body.broken:
        return damaged("the mail is cut off before its text, or its parts cannot be told apart")
    attached = _attached(message)
    if not attached:
        return InputError("PD103", because("mail_empty"))
    return InputError("PD137", because("mail_of_attachments", has=_listed(attached)))
