# SPDX-License-Identifier: Apache-2.0
"""Copies in web archives (WARC, ISO 28500): what was asked for, what answered, when, and with which headers.

Here alone a *capture* is observed: the record was written by the program that made the request. The payload's
digest is checked where the record gives one.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from policydiff.errors import InputError
from policydiff.ingest.limits import Limits
from policydiff.provenance.record import Capture
from policydiff.provenance.sources import Item, Refusal

TEXTS = (
    "text/",
    "application/xhtml",
    "application/pdf",
    "application/msword",
    "application/vnd.",
    "application/ofd",
    "application/octet-stream",
    "application/zip",
)
NEVER = ("text/css", "text/javascript", "text/ecmascript", "application/vnd.ms-fontobject")


def captures(path: Path, url: str | None, limits: Limits, passed_over: Callable[[str], None]) -> Iterator[Item | Refusal]:
    """The text records of a web archive, in its order; with `url`, those of that address alone.

    Gives a Refusal PD416 where fastwarc is missing or the file is no web archive.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        yield Refusal(str(path), InputError("PD416", f"{path}: reading web archives needs fastwarc", "pip install 'policydiff[warc]'"))
        return
    redirects: dict[str, str] = {}
    found = 0
    kinds = WarcRecordType.response | WarcRecordType.resource
    try:
        with path.open("rb") as stream:  # a digest is of the payload as it was sent, so it is checked before anything is decoded
            sent = ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="none", fsspec_args=False)
            holds = {record.stream_pos: record.verify_payload_digest() for record in sent if record.is_http}
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all", fsspec_args=False):
                item = _item(record, path, redirects, holds.get(record.stream_pos), limits)
                if isinstance(item, str):
                    passed_over(item)
                elif url is None or _same(url, item):
                    found += 1
                    yield _named(item)
    except (OSError, ValueError) as error:
        yield Refusal(str(path), InputError("PD416", f"{path}: not readable as a web archive: {error}", "check the file with another tool, or fetch it again"))
        return
    if not found:
        what = f"no capture of {url}" if url else "no capture of a text"
        yield Refusal(str(path), InputError("PD416", f"{path}: {what} in this web archive", "name a URL that it holds, or look into it with another tool"))


def _spelt(url: str) -> str:
    """An address in one spelling: what is not ASCII is percent-encoded."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")


def _same(url: str, item: Item) -> bool:
    capture = item.capture
    return capture is not None and _spelt(url) in map(_spelt, (capture.url, *capture.redirects))


def _item(record: Any, path: Path, redirects: dict[str, str], holds: bool | None, limits: Limits) -> Item | str:
    """The copy in one record, or why there is none; `redirects` grows: address that answered → address that was asked."""
    target = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    http = record.http_headers if record.is_http else None
    status = http.status_code if http is not None else None
    if http is not None and status in (301, 302, 303, 307, 308):
        location = http.get("Location")
        if location:
            redirects[_spelt(urljoin(target, location))] = target
        return f"{target} answers with a redirect"
    if status not in (None, 200):
        return f"{target} answers {status}"
    kind = ((http.get("Content-Type") if http is not None else record.headers.get("Content-Type")) or "").strip()
    if kind and (not kind.lower().startswith(TEXTS) or kind.lower().startswith(NEVER)):
        return f"{target} is {kind}"
    digest = record.headers.get("WARC-Payload-Digest")
    data = record.reader.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        return f"{target} is larger than {limits.file_bytes:,} bytes"
    facts: dict[str, object] = {
        "file": path.name,
        "offset": int(record.stream_pos),
        "record_id": record.headers.get("WARC-Record-ID") or "",
        "type": str(record.headers.get("WARC-Type") or ""),
    }
    if digest:
        facts |= {"payload_digest": digest, "payload_digest_holds": bool(holds)} if holds is not None else {"payload_digest": digest}
    headers = _raw(http) if http is not None else b""
    capture = Capture(target, record.headers.get("WARC-Date"), facts, status, headers, kind or None, _chain(target, redirects))
    return Item(data, target, charset=record.http_charset if http is not None else None, capture=capture, origin=path)


def _raw(http: Any) -> bytes:
    """The block of headers as lines; the encoding of the archive's reader is undone."""
    lines = [http.status_line, *(f"{key}: {value}" for key, value in http.astuples())]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


def _chain(target: str, redirects: dict[str, str]) -> tuple[str, ...]:
    """The addresses that led to `target`, first asked first."""
    chain: list[str] = []
    while (asked := redirects.get(_spelt(target))) is not None and asked not in chain:
        target = asked
        chain.insert(0, target)
    return tuple(chain)


def _named(item: Item) -> Item:
    """The item under a name that a reader knows it by: the last part of its address."""
    parts = urlsplit(item.name)
    name = unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc or item.name
    return Item(item.data, name, item.path, item.modified, item.charset, item.capture, item.origin)
