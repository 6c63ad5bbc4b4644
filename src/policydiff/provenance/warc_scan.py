# SPDX-License-Identifier: Apache-2.0
"""What is in a web archive, record by record: kind, address, time, where it lies in the file, and whether its digests
hold (WARC, ISO 28500; WACZ 1.1.1). Nothing is read of it but what the records themselves say."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import new
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any

import msgspec

from policydiff.errors import InputError
from policydiff.ingest.containers.http_body import body_of
from policydiff.ingest.containers.warc import Exchange, Record, digest_result, record_of
from policydiff.ingest.limits import Limits, check
from policydiff.ingest.opening import open_file
from policydiff.ingest.refusals import damaged
from policydiff.reasons import because

_CHUNK = 1 << 20
_INFO = (
    "software",
    "operator",
    "hostname",
    "ip",
    "robots",
    "isPartOf",
    "description",
    "format",
    "conformsTo",
    "format",
)
_INFO_BYTES = 65_536
_LINKS = {
    "concurrent_to": "warc-concurrent-to",
    "warcinfo_id": "warc-warcinfo-id",
    "refers_to": "warc-refers-to",
    "refers_to_url": "warc-refers-to-target-uri",
    "refers_to_date": "warc-refers-to-date",
}


class Scanned(msgspec.Struct, frozen=True, omit_defaults=True):
    """One record of a web archive, as the store keeps it in a table.

    `number` is its place among the records of the file; `offset` and `length` say where its bytes lie in it, which
    several share where they lie in one gzip member; `member` is the part of a package. `block` and `payload` are ok,
    mismatch, absent or not_examined. `info` are the fields of a warcinfo record.
    """

    offset: int
    length: int = 0
    kind: str = ""
    member: str = ""
    number: int = 0
    url: str = ""
    date: str = ""
    record_id: str = ""
    content_type: str = ""
    size: int = 0
    status: int | None = None
    location: str = ""
    media_type: str = ""
    block_digest: str = ""
    payload_digest: str = ""
    block: str = "absent"
    payload: str = "absent"
    address: str = ""
    concurrent_to: str = ""
    warcinfo_id: str = ""
    refers_to: str = ""
    refers_to_url: str = ""
    refers_to_date: str = ""
    info: dict[str, str] = {}
    cut: tuple[str, ...] = ()
    blob: str = ""

    @property
    def sound(self) -> bool:
        """Whether no digest of it fails."""
        return "mismatch" not in (self.block, self.payload)


class Window(RawIOBase):
    """A part of a file as a file of its own."""

    def __init__(self, file: Any, start: int, size: int) -> None:
        super().__init__()
        self._file = file
        self._start = start
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is, as FastWARC asks."""
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place of the part."""
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def tell(self) -> int:
        """The place in the part."""
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer as far as the part goes."""
        self._file.seek(self._start + self._at)
        data = self._file.read(min(len(buffer), max(0, self._size - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


@contextmanager
def members(path: Path, limits: Limits) -> Iterator[list[tuple[str, int, int, Any]]]:
    """The WARC files in a file: name within a package (empty for a WARC file itself), where it begins and how long it
    is, and the open file.

    Raises:
        InputError: PD134 where the package is damaged or a WARC in it is packed once more, PD130 over a limit.
        OSError: where it cannot be opened.
    """
    with open_file(path, given=False) as raw, BufferedReader(raw) as file:
        if file.peek(2)[:2] != b"PK":
            size = file.seek(0, 2)
            yield [("", 0, size, file)]
            return
        try:
            with zipfile.ZipFile(file) as package:
                listed = [one for one in package.infolist() if _is_warc(one.filename)]
                check(len(package.infolist()), limits.records, "the number of parts", "records", "parts")
                if any(one.compress_type != zipfile.ZIP_STORED for one in listed):
                    raise damaged("a WARC file of the package is packed once more, against WACZ 1.1.1, section 5.2.1")
                found = [(one.filename, _data_of(file, one), one.file_size, file) for one in listed]
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged(f"the package is damaged: {str(error)[:200]}") from None
        yield sorted(found, key=lambda one: one[1])


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))


def _data_of(file: Any, part: zipfile.ZipInfo) -> int:
    """Where the bytes of a part begin: behind its local header (APPNOTE 4.3.7)."""
    file.seek(part.header_offset)
    header = file.read(30)
    if header[:4] != b"PK\x03\x04":
        raise damaged("the package is damaged: a part has no header")
    return part.header_offset + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")


def each_record(path: Path, limits: Limits) -> Iterator[tuple[Scanned, Record]]:
    """All records of the file in order; of one over `part_bytes` the record has no block.

    Raises:
        InputError: PD136 where FastWARC is missing, PD134 where the file is damaged, PD130 over a limit.
        OSError: where it cannot be read.
    """
    with members(path, limits) as found:
        count = 0
        for name, start, size, file in found:
            with BufferedReader(Window(file, start, size)) as stream:
                for scanned, record in _records(stream, name, start, count, limits):
                    count += 1
                    check(count, limits.records, "the number of records", "records", "records")
                    yield scanned, record


def _records(stream: Any, member: str, start: int, number: int, limits: Limits) -> Iterator[tuple[Scanned, Record]]:
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError:
        raise InputError("PD136", because("warc_extra")) from None
    try:
        for raw in ArchiveIterator(stream, parse_http=False, stream_detect=True, fsspec_args=False):
            offset = start + int(raw.stream_pos)
            headers = {str(key).lower(): str(value) for key, value in raw.headers.items()}
            kind = str(raw.record_type).rpartition(".")[2]
            length = int(raw.content_length)
            large = length > limits.part_bytes
            block, held = (b"", _streamed(raw.reader, headers)) if large else (raw.reader.read(), "")
            record = record_of(kind, headers, block, 0 if large else length, offset=offset)
            yield _scanned(record, headers, length, member, number, held, limits), record
            number += 1
    except (OSError, ValueError, EOFError) as error:
        raise damaged(f"the web archive is damaged: {str(error)[:200]}") from None


def _streamed(reader: Any, headers: dict[str, str]) -> str:
    """Whether the block digest of a large record holds, read piece by piece."""
    stated = headers.get("warc-block-digest", "")
    name = stated.partition(":")[0].strip().lower().replace("-", "")
    digest = new(name, usedforsecurity=False) if name in ("sha1", "sha256", "sha512", "md5") else None
    while data := reader.read(_CHUNK):
        if digest is not None:
            digest.update(data)
    if digest is None:
        return "absent"
    return "ok" if _same_digest(stated, digest.digest()) else "mismatch"


def _same_digest(stated: str, digest: bytes) -> bool:
    from base64 import b32encode

    value = stated.partition(":")[2].strip()
    return value.lower() == digest.hex() or value.upper().rstrip("=") == b32encode(digest).decode().rstrip("=")


def _scanned(
    record: Record, headers: dict[str, str], length: int, member: str, number: int, held: str, limits: Limits
) -> Scanned:
    sent, block, payload = None, held, "not_examined"
    if not held:
        sent, block, payload = _checked(record, limits)
    status = sent.status if sent is not None else None
    moved = sent is not None and status is not None and 300 <= status < 400
    links: dict[str, Any] = {name: headers.get(key, "").strip("<> ") for name, key in _LINKS.items()}
    return Scanned(
        record.offset,
        kind=record.kind,
        member=member,
        number=number,
        url=record.url,
        date=record.date,
        record_id=record.record_id,
        content_type=record.content_type,
        size=length,
        status=status,
        location=(sent.header("location") or "") if sent is not None and moved else "",
        media_type=(sent.header("content-type") or "")[:200] if sent is not None and status is not None else "",
        block_digest=record.block_digest,
        payload_digest=record.payload_digest,
        block=block,
        payload=payload if record.payload_digest else "absent",
        address=headers.get("warc-ip-address", ""),
        info=_info(record.block) if record.kind == "warcinfo" else {},
        cut=record.cut,
        **links,
    )


def _checked(record: Record, limits: Limits) -> tuple[Exchange | None, str, str]:
    """What was sent, and whether the block's and the payload's digests hold."""
    block = digest_result(record.block_digest, record.block)
    try:
        sent = record.as_sent()
    except InputError:
        return None, block, "not_examined"
    if record.kind == "revisit":  # its payload is that of the record it refers to
        return sent, block, "not_examined"
    if record.kind == "request":
        return None, block, digest_result(record.payload_digest, record.block.partition(b"\r\n\r\n")[2])
    forms = [sent.payload]
    with suppress(InputError):
        forms.append(body_of(sent.payload, sent.status, sent.header, limits).bare)
    return sent, block, digest_result(record.payload_digest, *forms)


def _info(block: bytes) -> dict[str, str]:
    """The fields of a warcinfo record that say who made the archive (ISO 28500, 6.2)."""
    found: dict[str, str] = {}
    for line in block[:_INFO_BYTES].decode("utf-8", "replace").splitlines():
        name, sign, value = line.partition(":")
        if sign and name.strip() in _INFO and value.strip():
            found.setdefault(name.strip(), value.strip()[:2000])
    return found
