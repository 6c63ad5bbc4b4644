# SPDX-License-Identifier: Apache-2.0
"""Web archives out of the store, record for record in the bytes in which they came: as WARC, and as WACZ 1.1.1."""

import gzip
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import msgspec

from policydiff import __version__
from policydiff.errors import InputError
from policydiff.provenance.archive_choice import digits, with_what_belongs
from policydiff.provenance.dossier import Dossier
from policydiff.provenance.entry import Entry
from policydiff.provenance.recorded import digest, number
from policydiff.provenance.store import Store
from policydiff.provenance.warc_scan import Scanned
from policydiff.reasons import because
from policydiff.show.writing import replacing

_GZIP = b"\x1f\x8b"
_INDEXED = ("response", "resource", "revisit")
STORE = "policydiff/"
"""Where a WACZ holds the store itself, beside what the format asks for."""


def lines_of(store: Store, archive: Entry) -> list[Scanned]:
    """The records of an archive, and the bytes between them, in the order of its file."""
    lines: list[Scanned] = []
    for entry in [archive, *_later_parts(store, archive)]:
        table = store.blob(digest(entry, "records"))
        lines += [msgspec.json.decode(line, type=Scanned) for line in table.splitlines()]
    return lines


def _later_parts(store: Store, archive: Entry) -> list[Entry]:
    rows = store.query(
        "SELECT seq FROM index_link WHERE target = ? AND kind = 'archive' AND seq <> ? ORDER BY seq",
        (archive.seq, archive.seq),
    )
    return [store.entry(int(str(row[0]))) for row in rows]


def slices(store: Store, lines: Sequence[Scanned]) -> Iterator[bytes]:
    """The bytes of some lines, each slice once; of what a redaction took out, nothing."""
    last = ""
    for line in lines:
        if line.blob and line.blob != last and store.has_blob(line.blob):
            yield from store.stream(line.blob)
        last = line.blob or last


def chosen_lines(store: Store, dossier: Dossier) -> Iterator[tuple[Entry, list[Scanned]]]:
    """Each archive of a dossier with its records; where copies were chosen, with those that belong to them."""
    if dossier.whole:
        for entry in dossier.of_kind("archive"):
            if number(entry, "archive") < 0:
                yield entry, lines_of(store, entry)
        return
    wanted: dict[int, set[str]] = {}
    for copy in dossier.copies:
        record = copy.value("warc_record")
        if isinstance(record, dict) and number(copy.entry, "archive") >= 0:
            name = str(record.get("record_id", "")).strip("<>")
            wanted.setdefault(number(copy.entry, "archive"), set()).add(name)
    for seq, names in wanted.items():
        lines = [line for line in lines_of(store, store.entry(seq)) if line.kind]
        meant = [line for line in lines if line.record_id in names]
        yield store.entry(seq), with_what_belongs(lines, meant)


def write_warc(store: Store, dossier: Dossier, target: Path) -> int:
    """Write the records of a dossier's archives as one WARC file; returns how many.

    One archive that was taken in whole comes out byte for byte. Where packed and plain ones come together, the plain
    records are packed, each by itself. Raises InputError PD431 where there is no record to write.
    """
    found = [(entry, [line for line in lines if line.blob]) for entry, lines in chosen_lines(store, dossier)]
    found = [(entry, lines) for entry, lines in found if lines]
    if not found:
        raise InputError("PD431", because("no_records", file=store.path))
    count = 0
    mixed = len({_is_packed(store, lines) for _, lines in found}) > 1
    whole = len(found) == 1 and not _in_package(found[0][1])
    with replacing(target, durable=True) as file:
        for _, lines in found:
            records = lines if whole else [line for line in lines if line.kind]
            count += sum(bool(line.kind) for line in records)
            if mixed and not _is_packed(store, lines):
                for record in records:
                    file.write(gzip.compress(b"".join(slices(store, [record])), mtime=0))
            else:
                for data in slices(store, records):
                    file.write(data)
    return count


def _is_packed(store: Store, lines: Sequence[Scanned]) -> bool:
    first = next((line for line in lines if line.kind and store.has_blob(line.blob)), None)
    return first is not None and next(store.stream(first.blob), b"").startswith(_GZIP)


def _in_package(lines: Sequence[Scanned]) -> bool:
    return any(line.member for line in lines)


def write_wacz(store: Store, dossier: Dossier, target: Path) -> int:
    """Write the archives of a dossier as one WACZ with its index and list of pages, and the store itself beside them,
    so that `store import` gives it back; returns the number of records.

    Raises InputError PD431 where there is no record to write.
    """
    resources: list[dict[str, object]] = []
    cdx: list[str] = []
    pages = ['{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}']
    held: set[str] = set()
    count = 0
    titles = _titles(dossier)
    with replacing(target, durable=True) as file, ZipFile(file, "w", ZIP_STORED, allowZip64=True) as package:
        for entry, lines in chosen_lines(store, dossier):
            for place, (member, some) in enumerate(_by_member(lines).items()):
                called = _file_name(entry, member, packed=_is_packed(store, some))
                name = f"archive/{entry.seq:06d}-{place:03d}-{called}"
                at = 0
                with _part(package, name, resources) as part:
                    for line, length in _written(store, some, part):
                        if length:
                            held.add(line.blob)
                        if line.kind in _INDEXED:
                            cdx.append(_cdx(line, at, length, PurePosixPath(name).name))
                            if (title := titles.get((entry.seq, line.record_id))) is not None:
                                pages.append(_page(line, title))
                        count += bool(line.kind)
                        at += length
        if not count:
            raise InputError("PD431", because("no_records", file=store.path))
        _put(package, "indexes/index.cdx", "".join(sorted(cdx)).encode(), resources)
        _put(package, "pages/pages.jsonl", ("\n".join(pages) + "\n").encode(), resources)
        _store_itself(store, dossier, package, resources, held)
        described = _described(resources)
        _put(package, "datapackage.json", described, [])
        pinned = {"path": "datapackage.json", "hash": f"sha256:{sha256(described).hexdigest()}"}
        _put(package, "datapackage-digest.json", json.dumps(pinned).encode(), [])
    return count


def _written(store: Store, lines: Sequence[Scanned], part: "_part") -> Iterator[tuple[Scanned, int]]:
    """Write the slices of some records; gives each with the length of what was written for it."""
    last = ""
    for line in lines:
        length = 0
        if line.blob and line.blob != last and store.has_blob(line.blob):
            for data in store.stream(line.blob):
                part.write(data)
                length += len(data)
        last = line.blob or last
        yield line, length


def _titles(dossier: Dossier) -> dict[tuple[int, str], str]:
    """The titles of copies by the archive and the record that they come from."""
    found = {}
    for copy in dossier.copies:
        record = copy.value("warc_record")
        if isinstance(record, dict):
            found[number(copy.entry, "archive"), str(record.get("record_id", "")).strip("<>")] = (
                copy.text("title") or copy.name
            )
    return found


def _by_member(lines: Sequence[Scanned]) -> dict[str, list[Scanned]]:
    """The records of each WARC file of an archive; the bytes between the members of a package are left to the store."""
    found: dict[str, list[Scanned]] = {}
    packaged = _in_package(lines)
    for line in lines:
        if line.kind or not packaged:
            found.setdefault(line.member, []).append(line)
    return found


def _file_name(entry: Entry, member: str, *, packed: bool) -> str:
    name = PurePosixPath(member).name or PurePosixPath(str(entry.data.get("name"))).name
    kept = "".join(char if char.isascii() and (char.isalnum() or char in "._-") else "-" for char in name)
    kept = kept.removesuffix(".gz").removesuffix(".warc").removesuffix(".wacz") or "archive"
    return f"{kept}.warc{'.gz' if packed else ''}"


def _cdx(line: Scanned, at: int, length: int, name: str) -> str:
    """A line of a CDXJ index: key, time, and where the record lies."""
    about = {
        "url": line.url,
        "mime": "warc/revisit" if line.kind == "revisit" else (line.media_type or line.content_type).partition(";")[0],
        "status": str(line.status or 200),
        "digest": line.payload_digest,
        "length": str(length),
        "offset": str(at),
        "filename": name,
    }
    return f"{surt(line.url)} {digits(line.date)} {json.dumps(about, ensure_ascii=False)}\n"


def surt(url: str) -> str:
    """An address with its host turned round, as indexes sort them: `com,example)/path`."""
    try:
        parts = urlsplit(url.lower())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url
    if not host:
        return url
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){parts.path or '/'}{query}"


def _page(line: Scanned, title: str) -> str:
    return json.dumps({"url": line.url, "ts": line.date, "title": title}, ensure_ascii=False)


class _part:  # noqa: N801 (used as `with _part(…) as part`)
    """A part of the package under way, hashed while it is written."""

    def __init__(self, package: ZipFile, name: str, resources: list[dict[str, object]]) -> None:
        self._file = package.open(_info(name), "w", force_zip64=True)
        self._name, self._resources = name, resources
        self._digest, self._size = sha256(), 0

    def __enter__(self) -> "_part":
        return self

    def write(self, data: bytes) -> int:
        """Add bytes."""
        self._digest.update(data)
        self._size += len(data)
        return self._file.write(data)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._file.close()
        self._resources.append(
            {
                "name": PurePosixPath(self._name).name,
                "path": self._name,
                "hash": f"sha256:{self._digest.hexdigest()}",
                "bytes": self._size,
            }
        )


def _info(name: str) -> ZipInfo:
    return ZipInfo(name, (1980, 1, 1, 0, 0, 0))


def _put(package: ZipFile, name: str, data: bytes, resources: list[dict[str, object]]) -> None:
    with _part(package, name, resources) as part:
        part.write(data)


def _store_itself(
    store: Store, dossier: Dossier, package: ZipFile, resources: list[dict[str, object]], held: set[str]
) -> None:
    """The log, its checkpoint, and every blob that the archives do not hold."""
    if not dossier.whole:
        return
    with _part(package, f"{STORE}log.jsonl", resources) as part:
        for seq in range(dossier.checkpoint.size):
            part.write(store.entry_body(seq) + b"\n")
    _put(package, f"{STORE}checkpoint.txt", dossier.checkpoint.body().encode(), resources)
    for (key,) in store.query("SELECT sha256 FROM blob ORDER BY sha256"):
        name = key.hex() if isinstance(key, bytes) else ""
        if name not in held:
            with _part(package, f"{STORE}blobs/{name}", resources) as part:
                for data in store.stream(name):
                    part.write(data)


def _described(resources: list[dict[str, object]]) -> bytes:
    about = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "software": f"policydiff {__version__}",
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "title": "web archives out of a store of notices",
        "resources": resources,
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode()
