# SPDX-License-Identifier: Apache-2.0
"""WARC and WACZ: one capture out of a web archive, with its HTTP exchange and checked digests.

`file.warc.gz#URL` names a capture by its URL, `file.warc.gz#20230209120000/URL` by time as
well, as web archives write it. FastWARC (extra `warc`) takes the records apart; digests are
checked here over the stored block and, for payloads, over the body with and without its
transfer coding, because archives differ on which of the two they hash.
"""

import base64
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO
from urllib.parse import urljoin

from policydiff.errors import InputError
from policydiff.ingest.limits import Limits, check
from policydiff.ingest.package import Package
from policydiff.ingest.refusals import damaged
from policydiff.ingest.unpack import gunzip, inflate

HEADERS = 65_536
"""Longest block of HTTP headers."""
LISTED = 8
"""URLs that an error names."""
_DOCUMENT = re.compile(r"html|pdf|msword|officedocument|opendocument|ofd|text/plain", re.IGNORECASE)
_TIMED = re.compile(r"^(\d{4,14})(?:[a-z]{2}_)?/(.+)$", re.DOTALL)


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
    captures: int = 1

    def header(self, name: str) -> str | None:
        """The first HTTP header of that name."""
        for line in self.headers.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name.lower().encode():
                return value.strip().decode("utf-8", "replace")
        return None

    def charset(self) -> str | None:
        """The encoding that the server declared."""
        match = re.search(r"charset\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_.:-]{1,40})", self.header("content-type") or "", re.IGNORECASE)
        return match[1] if match else None


@dataclass(frozen=True, slots=True)
class Record:
    """A record's headers and block; `offset` is where it begins in its file."""

    kind: str
    url: str
    date: str
    record_id: str
    content_type: str
    block_digest: str
    payload_digest: str
    block: bytes
    offset: int = 0

    def head(self) -> tuple[int | None, bytes, bytes]:
        """Status, header block and body of an HTTP message; a `resource` record is all body."""
        if self.kind != "response" or not self.block.startswith(b"HTTP/"):
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
        """What was asked and what came back, decoded, the stated digests checked; raises InputError PD130, PD132, PD134."""
        sent = self.as_sent()
        body = sent.payload
        bare = _unchunked(body) if "chunked" in (sent.header("transfer-encoding") or "").lower() else body
        digests = {"block": _digest(self.block_digest, self.block), "payload": _digest(self.payload_digest, body, bare)}
        return replace(sent, payload=_decoded(bare, sent.header("content-encoding") or "", limits), digests=digests)


def _archives(data: bytes, limits: Limits) -> Iterator[bytes]:
    """The unfolded WARC files in a WARC, a gzipped WARC or a WACZ package."""
    if data.startswith(b"PK"):
        package = Package(data, limits)
        for name in package.names():
            if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
                part = package.read(name) or b""
                yield gunzip(part, limits, f"the part {name[:80]!r}") if part.startswith(b"\x1f\x8b") else part
    else:
        yield gunzip(data, limits) if data.startswith(b"\x1f\x8b") else data


def records(stream: BinaryIO, limits: Limits, *, packed: bool = False, over: Callable[[str], None] | None = None) -> Iterator[Record]:
    """Responses, resources and conversions of one WARC file, in order, each read whole; `packed` where the file may be gzipped.

    A record over `part_bytes` is refused, or told to `over` and passed over. Raises InputError
    PD130, PD134 where the file is damaged, PD136 where FastWARC is missing.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise InputError("PD136", "web archives need the extra `warc`", "install it with `pip install 'policydiff[warc]'`") from None
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    try:
        for record in ArchiveIterator(stream, record_types=kinds, parse_http=False, stream_detect=packed, fsspec_args=False):
            headers = {str(key).lower(): str(value) for key, value in record.headers.items()}
            url = headers.get("warc-target-uri", "").strip("<> ")
            if over is not None and int(record.content_length) > limits.part_bytes:
                over(f"{url} is larger than {limits.part_bytes:,} bytes")
                continue
            check(int(record.content_length), limits.part_bytes, "a record of the archive", "part_bytes", "bytes")
            yield Record(
                kind=str(record.record_type).rpartition(".")[2],
                url=url,
                date=headers.get("warc-date", ""),
                record_id=headers.get("warc-record-id", "").strip("<> "),
                content_type=headers.get("content-type", ""),
                block_digest=headers.get("warc-block-digest", ""),
                payload_digest=headers.get("warc-payload-digest", ""),
                block=record.reader.read(),
                offset=int(record.stream_pos),
            )
    except (OSError, ValueError, EOFError) as error:
        raise damaged(f"the web archive is damaged: {str(error)[:200]}") from None


def _all_records(data: bytes, limits: Limits) -> Iterator[Record]:
    """The records of all archives in a file's bytes."""
    count = 0
    for archive in _archives(data, limits):
        for record in records(io.BytesIO(archive), limits):
            count += 1
            check(count, limits.records, "the number of records", "records", "records")
            yield record


def _digest(stated: str, *forms: bytes) -> str:
    """Whether a stated digest (`sha1:BASE32` or hex) is that of one of the forms."""
    name, _, value = stated.strip().partition(":")
    name = name.lower().replace("-", "")
    if not value or name not in ("sha1", "sha256", "sha512", "md5"):
        return "absent"
    for form in forms:
        digest = hashlib.new(name, form, usedforsecurity=False).digest()
        if value.lower() == digest.hex() or value.upper().rstrip("=") == base64.b32encode(digest).decode().rstrip("="):
            return "ok"
    return "mismatch"


def _unchunked(body: bytes) -> bytes:
    """A body without its chunked transfer coding; as it is where it is not chunked after all."""
    out, at = bytearray(), 0
    while True:
        end = body.find(b"\r\n", at, at + 64)
        size = re.match(rb"\s{0,8}([0-9a-fA-F]{1,8})", body[at:end]) if end >= 0 else None
        if size is None:
            return body
        length = int(size[1], 16)
        if length == 0:
            return bytes(out)
        chunk = body[end + 2 : end + 2 + length]
        if len(chunk) < length:
            return body
        out += chunk
        at = end + 2 + length + 2


def _decoded(body: bytes, coding: str, limits: Limits) -> bytes:
    """A body without its content coding."""
    for name in reversed([part.strip().lower() for part in coding.split(",") if part.strip()]):
        if name in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
            body = gunzip(body, limits, "the body of the response")
        elif name == "deflate":
            body = inflate(body, limits, "the body of the response")
        elif name == "br":
            body = _unbrotli(body, limits)
        elif name not in ("identity", "gzip", "x-gzip"):
            raise InputError("PD132", f"the response has the content coding {name[:20]!r}, which is not read", "capture the page again without it")
    return body


def _unbrotli(body: bytes, limits: Limits) -> bytes:
    from fastwarc.stream_io import BrotliReader

    try:
        out = bytes(BrotliReader(io.BytesIO(body)).read(limits.expanded_bytes + 1))
    except OSError as error:
        raise damaged(f"the body of the response is damaged: {str(error)[:100]}") from None
    check(len(out), limits.expanded_bytes, "the body of the response", "expanded_bytes", "bytes")
    return out


def _same(url: str, wanted: str) -> bool:
    """Whether two URLs name one page: scheme, `www.`, fragment, a final slash and doubled slashes aside.

    A path object joins the two slashes of `https://` to one.
    """

    return url == wanted or _key(url) == _key(wanted)


def _key(url: str) -> str:
    return re.sub(r"^https?:/+(?:www\.)?", "", re.sub(r"/{2,}", "/", url.strip().partition("#")[0])).rstrip("/")


def _moment(date: str) -> str:
    return re.sub(r"\D", "", date)[:14]


def capture(data: bytes, wanted: str | None, limits: Limits) -> Exchange:
    """The capture that `wanted` names, or the only document in the archive where it names none.

    Of several captures the latest is taken, or the one at the time that `wanted` begins with.
    Redirects are followed within the archive. Raises InputError PD137 where no capture, or
    more than one, is meant; PD130, PD132, PD134, PD136.
    """
    moves: dict[str, tuple[str, str]] = {}
    found: list[Record] = []
    for stored in _all_records(data, limits):
        sent = stored.as_sent()
        status = sent.status
        if status is not None and 300 <= status < 400:
            place = sent.header("location")
            if place:
                moves[_key(stored.url)] = stored.url, urljoin(stored.url, place)
        elif status is None or status < 300:
            found.append(stored)
    timed = _TIMED.match(wanted) if wanted else None
    moment, url = (timed[1], timed[2]) if timed else ("", wanted or "")
    chain: list[str] = []
    while _key(url) in moves and moves[_key(url)][0] not in chain:
        asked, url = moves[_key(url)]
        chain.append(asked)
    chosen = [stored for stored in found if _same(stored.url, url)] if wanted else [stored for stored in found if _DOCUMENT.search(_type_of(stored))]
    if moment:
        chosen = [stored for stored in chosen if _moment(stored.date).startswith(moment)]
    if not chosen or (not wanted and len({stored.url for stored in chosen}) > 1):
        raise _unclear(found, wanted, bool(chosen))
    latest = max(chosen, key=lambda stored: _moment(stored.date))
    chain = chain or [asked for asked, place in moves.values() if place == latest.url][:1]
    return replace(latest.exchange(limits), redirects=tuple(chain), captures=len(chosen))


def _type_of(stored: Record) -> str:
    if stored.kind != "response":
        return stored.content_type
    return stored.as_sent().header("content-type") or "text/html"


def _unclear(found: list[Record], wanted: str | None, several: bool) -> InputError:
    urls = sorted({stored.url for stored in found if _DOCUMENT.search(_type_of(stored))} or {stored.url for stored in found})
    listed = ", ".join(url[:200] for url in urls[:LISTED]) + (f" and {len(urls) - LISTED} more" if len(urls) > LISTED else "")
    what = (
        "the archive holds several documents" if several else f"the archive has no capture of {wanted[:200]!r}" if wanted else "the archive holds no document"
    )
    return InputError("PD137", f"{what}; it has: {listed or 'nothing'}", "name one as FILE#URL, or FILE#TIME/URL with the time as 14 digits")
