# SPDX-License-Identifier: Apache-2.0
"""MIME messages taken apart by the standard library within bounds that keep it linear, and what a part of them says."""

import email
import re
from binascii import a2b_qp
from email.errors import (
    CloseBoundaryNotFoundDefect,
    MessageError,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import Message
from email.policy import Compat32
from typing import TYPE_CHECKING

from policydiff.ingest.containers.mail_header import decoded, parameters, unfolded_base64
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.refusals import damaged, hostile

STRUCTURE = 2_048
"""Characters of a field that says what a part is: the library's time for its parameters grows with the square."""
MULTIPARTS = 1_000
LINE_TESTS = 20_000_000
"""Lines times multiparts: at worst the library asks of each line whether it ends a part around it."""

if TYPE_CHECKING:
    Part = Message[str, str]
else:
    Part = Message


class _Bounded(Compat32):
    """Fields as they are written, cut to a length, never parsed by the library."""

    parameters: int = DEFAULT_LIMITS.parameters

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        if name.lower() in _WITH_PARAMETERS:
            check(value.count(";"), self.parameters, f"the field {name[:40]}", "parameters", "parameters")
        return name, value[:STRUCTURE] if name.lower() == "content-type" else value

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


_BOUNDED = _Bounded()
_WITH_PARAMETERS = frozenset(("content-type", "content-disposition"))


def _within(limits: Limits) -> _Bounded:
    return _BOUNDED.clone(parameters=limits.parameters)  # type: ignore[call-arg]


def parsed(data: bytes, limits: Limits) -> Part:
    """The message in some bytes; raises InputError PD130, PD131 where it is built to stall a parser, PD134."""
    multiparts = data.lower().count(b"multipart/")
    check(data.count(b"\n--"), limits.entries * 20, "the number of lines that may begin a part", "entries", "parts")
    if multiparts > MULTIPARTS or multiparts * data.count(b"\n") > LINE_TESTS:
        raise hostile(f"the message has {multiparts:,} parts with parts in them")
    try:
        return email.message_from_bytes(data, policy=_within(limits))
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError) as error:
        raise damaged(f"not a readable MIME message: {str(error)[:100]}") from None


def kind_of(part: Part) -> str:
    """The type of a part, as `text/plain`."""
    return part.get_content_type()


def field(part: Part, name: str) -> str:
    """A field as a person reads it; empty where there is none."""
    return decoded(part.get(name, ""))


def parameter(part: Part, name: str) -> str:
    """A parameter of the part's type."""
    return parameters(part.get("content-type", "")).get(name, "")


def is_attachment(part: Part) -> bool:
    """Whether a reader of mails shows the part by its name alone."""
    return part.get("content-disposition", "").partition(";")[0].strip().lower() == "attachment"


def file_name(part: Part) -> str:
    """The name of an attached file, without folders; empty where it has none."""
    name = parameters(part.get("content-disposition", "")).get("filename", "") or parameter(part, "name")
    return re.split(r"[/\\]", name)[-1].strip()[:300]


def children(part: Part) -> list[Part]:
    """The parts of a multipart, or the message in a message; empty where there is none."""
    payload = part.get_payload() if part.is_multipart() else ()
    return [child for child in payload if isinstance(child, Message)]


def _packed(part: Part) -> bytes:
    """The bytes of a part in their transfer encoding; `get_payload` would decode them by the mail's charset."""
    payload = part._payload  # type: ignore[attr-defined]  # noqa: SLF001
    return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


def inner_message(part: Part, limits: Limits) -> Part | None:
    """The message in a part of type message/rfc822, also one in base64, which RFC 2046 forbids."""
    inner = next(iter(children(part)), None)
    if inner is None or part.get("content-transfer-encoding", "").strip().lower() != "base64":
        return inner
    return inner if inner.is_multipart() else parsed(unfolded_base64(_packed(inner))[0], limits)


def content(part: Part) -> tuple[bytes, bool]:
    """The bytes of a part without their transfer encoding, and whether they are whole."""
    if part.is_multipart():
        try:
            return b"\n".join(child.as_bytes() for child in children(part)), True
        except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError):
            return b"", False
    coding = part.get("content-transfer-encoding", "").partition(";")[0].strip().lower()
    if coding == "base64":
        return unfolded_base64(_packed(part))
    if coding == "quoted-printable":
        packed = _packed(part)
        return a2b_qp(packed), re.search(rb"=[0-9A-Fa-f]?\s*\Z", packed[-100:]) is None
    found = part.get_payload(decode=True)
    return (found if isinstance(found, bytes) else b""), True


def is_cut(part: Part) -> bool:
    """Whether a multipart has no end, or no parts."""
    return any(
        isinstance(defect, CloseBoundaryNotFoundDefect | StartBoundaryNotFoundDefect | NoBoundaryInMultipartDefect)
        for defect in part.defects
    )
