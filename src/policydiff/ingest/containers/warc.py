# SPDX-License-Identifier: Apache-2.0
"""WARC (ISO 28500): the records of a web archive, each with its HTTP exchange and checked digests.

FastWARC (extra `warc`) takes the records apart; digests are checked here over the stored
block and, for payloads, over the body with and without its transfer coding, because archives
differ on which of the two they hash. What is missing of a record is told with it.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO
from urllib.parse import urlsplit

from policydiff.errors import InputError
from policydiff.ingest.containers.http_body import body_of
from policydiff.ingest.limits import Limits, check
from policydiff.ingest.refusals import damaged
from policydiff.reasons import because

HEADERS = 65_536
"""Longest block of HTTP headers."""
_INSIDE = re.compile(rb"\r\n\r\nWARC/1\.[01]\r\n[A-Za-z-]{1,40}:")
"""The head of a record, inside the block of another that states too great a length."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One capture: what was asked, when, and what came back.

    `headers` is the block of HTTP headers as stored, `payload` the body with transfer and
    content coding undone, `digests` maps `block` and `payload` to `ok`, `mismatch` or `absent`.
    """

    url: str
    date: str
    kind: str
    record_id: str
    status: int | None
    headers: bytes
    payload: bytes
    digests: dict[str, str]
    redirects: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """When the other captures were made that were meant as well, the latest first, as `TIME/URL` writes it."""
    cut: tuple[str, ...] = ()
    """Why the payload is not all that the server had."""
    frames: tuple[tuple[str, "Exchange"], ...] = ()
    """The frames of a page that were captured with it, each with what it is called in the page."""
    revisit_of: str = ""
    """Where the payload was stored, as date and URL: the page was the same at another visit."""

    def header(self, name: str) -> str | None:
        """The first HTTP header of that name."""
        for line in self.headers.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name.lower().encode():
                return value.strip().decode("utf-8", "replace")
        return None

    def charset(self) -> str | None:
        """The encoding that the server declared."""
        match = re.search(
            r"charset\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_.:-]{1,40})", self.header("content-type") or "", re.IGNORECASE
        )
        return match[1] if match else None


@dataclass(frozen=True, slots=True)
class Record:
    """A record's headers and block; `offset` is where it begins in its file, `cut` says why the block is not whole."""

    kind: str
    url: str
    date: str
    record_id: str
    content_type: str
    block_digest: str
    payload_digest: str
    block: bytes
    offset: int = 0
    cut: tuple[str, ...] = ()
    refers_to: tuple[str, str, str] = ("", "", "")
    """Of a revisit: id, URL and date of the record that has the payload."""

    def head(self) -> tuple[int | None, bytes, bytes]:
        """Status, header block and body of an HTTP message; a `resource` record is all body."""
        if self.kind not in ("response", "revisit") or not self.block.startswith(b"HTTP/"):
            return None, b"", self.block
        end = self.block.find(b"\r\n\r\n", 0, HEADERS)
        if end < 0:
            raise damaged(f"the record of {self.url[:200]!r} has no end of its HTTP headers")
        head = self.block[:end]
        status = re.match(rb"HTTP/[\d.]{1,4}\s+(\d{3})", head)
        return int(status[1]) if status else None, head, self.block[end + 4 :]

    def as_sent(self) -> Exchange:
        """What was asked and what came back, its body in the codings that it was sent in; nothing is checked."""
        status, head, body = self.head()
        return Exchange(self.url, self.date, self.kind, self.record_id, status, head, body, {})

    def exchange(self, limits: Limits) -> Exchange:
        """What was asked and what came back, decoded, digests checked; raises InputError PD130, PD132, PD134."""
        sent = self.as_sent()
        body = body_of(sent.payload, sent.status, sent.header, limits)
        digests = {
            "block": digest_result(self.block_digest, self.block),
            "payload": digest_result(self.payload_digest, sent.payload, body.bare),
        }
        return replace(sent, payload=body.data, digests=digests, cut=(*self.cut, *body.cut))

    def by_crawler(self) -> bool:
        """Whether it is the crawler's own and no page: its log, its settings, a look-up, the rules that a site has for
        crawlers (RFC 9309)."""
        parts = self.url.partition(":")
        return parts[0].lower() not in ("http", "https", "ftp", "ftps", "file") or _path(self.url) == "/robots.txt"


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return url


def records(
    stream: BinaryIO, limits: Limits, *, packed: bool = False, over: Callable[[str], None] | None = None
) -> Iterator[Record]:
    """Responses, resources, conversions, revisits and requests of one WARC file, in order, each read whole; `packed`
    where the file may be gzipped.

    A record over `part_bytes` is refused, or told to `over` and passed over. Raises InputError
    PD130, PD134 where the file is damaged, PD136 where FastWARC is missing.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise InputError("PD136", because("warc_extra")) from None
    kinds = (
        WarcRecordType.response
        | WarcRecordType.resource
        | WarcRecordType.conversion
        | WarcRecordType.revisit
        | WarcRecordType.request
    )
    try:
        for record in ArchiveIterator(
            stream, record_types=kinds, parse_http=False, stream_detect=packed, fsspec_args=False
        ):
            headers = {str(key).lower(): str(value) for key, value in record.headers.items()}
            url = headers.get("warc-target-uri", "").strip("<> ")
            if over is not None and int(record.content_length) > limits.part_bytes:
                over(f"{url} is larger than {limits.part_bytes:,} bytes")
                continue
            check(int(record.content_length), limits.part_bytes, "a record of the archive", "part_bytes", "bytes")
            kind = str(record.record_type).rpartition(".")[2]
            yield record_of(
                kind, headers, record.reader.read(), int(record.content_length), offset=int(record.stream_pos)
            )
    except (OSError, ValueError, EOFError) as error:
        raise damaged(f"the web archive is damaged: {str(error)[:200]}") from None


def record_of(kind: str, headers: dict[str, str], block: bytes, length: int, *, offset: int = 0) -> Record:
    """A record from its headers (names in lower case) and what there is of its block, which states `length`."""
    inside = _INSIDE.search(block)
    return Record(
        kind=kind,
        url=headers.get("warc-target-uri", "").strip("<> "),
        date=headers.get("warc-date", ""),
        record_id=headers.get("warc-record-id", "").strip("<> "),
        content_type=headers.get("content-type", ""),
        block_digest=headers.get("warc-block-digest", ""),
        payload_digest=headers.get("warc-payload-digest", ""),
        block=block[: inside.start()] if inside else block,
        offset=offset,
        cut=tuple(_cut(headers, len(block), length, inside is not None)),
        refers_to=_refers_to(headers),
    )


def _refers_to(headers: dict[str, str]) -> tuple[str, str, str]:
    number, url, date = (
        headers.get(f"warc-refers-to{which}", "").strip("<> ") for which in ("", "-target-uri", "-date")
    )
    return number, url, date


def _cut(headers: dict[str, str], size: int, length: int, inside: bool) -> Iterator[str]:
    """Why a record of `size` bytes does not hold all that it should."""
    if size < length:
        yield f"the archive has {size:,} of its record's {length:,} bytes"
    if inside:
        yield "other records lie inside its record, whose length is wrong"
    if truncated := headers.get("warc-truncated", "").strip():
        yield f"the archive says that it was cut off (WARC-Truncated: {truncated[:40]})"
    if headers.get("warc-segment-number", "").strip() not in ("", "0"):
        yield "its record is one segment of several"


def digest_result(stated: str, *forms: bytes) -> str:
    """ok, mismatch or absent: whether a stated digest (`sha1:BASE32` or hex) is that of one of the forms."""
    name, _, value = stated.strip().partition(":")
    name = name.lower().replace("-", "")
    if not value or name not in ("sha1", "sha256", "sha512", "md5"):
        return "absent"
    for form in forms:
        digest = hashlib.new(name, form, usedforsecurity=False).digest()
        if value.lower() == digest.hex() or value.upper().rstrip("=") == base64.b32encode(digest).decode().rstrip("="):
            return "ok"
    return "mismatch"
