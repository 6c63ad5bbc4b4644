# SPDX-License-Identifier: Apache-2.0
"""Which capture of a web archive is meant: by URL and time, or the one page that was captured.

`file.warc.gz#URL` names a capture by its URL, `file.warc.gz#20230209120000/URL` by time as
well, as web archives write it. WACZ is a package of WARC files with a list of its pages.
"""

import io
import json
import mimetypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from policydiff.errors import InputError
from policydiff.ingest.containers.frames import FRAMES, sources_of
from policydiff.ingest.containers.unpack import unfolded
from policydiff.ingest.containers.warc import Exchange, Record, records
from policydiff.ingest.limits import Limits, check
from policydiff.ingest.package import Package
from policydiff.reasons import because

LISTED = 8
"""URLs that an error names."""
PAGES = "pages/pages.jsonl"
"""Where a WACZ package lists its pages (WACZ 1.1.1, section 5.2.2)."""
_DOCUMENT = re.compile(r"html|pdf|msword|ms-excel|officedocument|opendocument|ofd|rtf|text/plain", re.IGNORECASE)
_PAGE_PART = ("image/", "font/", "audio/", "video/", "text/css", "text/javascript", "application/javascript")
_TIMED = re.compile(r"^(\d{4,14})(?:[a-z]{2}_)?/(.+)$", re.DOTALL)
_HEAD_END = b"\r\n\r\n"
_DESTINATION = re.compile(rb"\r\nsec-fetch-dest:[ \t]{0,8}([a-z-]{1,40})[ \t]{0,8}(?=\r\n|$)", re.IGNORECASE)


@dataclass(slots=True)
class Archive:
    """What one file of captures holds: answers, redirects, which answers a browser asked for as pages, and damage."""

    found: list[Record] = field(default_factory=list)
    moves: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Key of a URL to that URL and where it leads."""
    asked_as: dict[str, set[str]] = field(default_factory=dict)
    """Key of a URL to what the browser wanted it for (Fetch Metadata: document, iframe, script …)."""
    pages: set[str] = field(default_factory=set)
    """Keys of the URLs that the archive's own list of pages names."""
    damage: list[str] = field(default_factory=list)

    def add(self, stored: Record) -> None:
        """Sort one record in."""
        if stored.kind == "request":
            wanted = _DESTINATION.search(stored.block[:65_536])
            if wanted:
                self.asked_as.setdefault(_key(stored.url), set()).add(wanted[1].decode().lower())
            return
        try:
            sent = stored.as_sent()
        except InputError as error:
            self.damage.append(error.message)
            return
        place = sent.header("location") if sent.status is not None and 300 <= sent.status < 400 else None
        if place:
            self.moves[_key(stored.url)] = stored.url, _joined(stored.url, place)
        elif sent.status is None or sent.status < 300 or stored.kind == "revisit":
            self.found.append(stored)

    def original(self, revisit: Record) -> Record | None:
        """The record of what a revisit found unchanged (ISO 28500, 6.7): by id, by digest, by URL and date."""
        whole = [stored for stored in self.found if stored.kind in ("response", "resource")]
        number, url, date = revisit.refers_to
        named = [stored for stored in whole if number and stored.record_id == number]
        alike = [
            stored
            for stored in whole
            if revisit.payload_digest and stored.payload_digest.lower() == revisit.payload_digest.lower()
        ]
        there = [stored for stored in whole if date and stored.date == date and _same(stored.url, url or revisit.url)]
        near = [stored for stored in alike if _same(stored.url, revisit.url)]
        return next(iter((*named, *there, *near, *alike)), None)

    def documents(self, limits: Limits) -> list[Record]:
        """The captures that may be the page that was meant: no part of a page, nothing of the crawler."""
        found = [stored for stored in self.found if not stored.by_crawler() and self._is_document(stored)]
        live = {_key(stored.url) for stored in found if stored.kind != "conversion"}
        found = [stored for stored in found if stored.kind != "conversion" or _key(stored.url) not in live]
        for narrower in (self._listed, self._asked):
            if len({_key(stored.url) for stored in found}) > 1:
                found = [stored for stored in found if narrower(_key(stored.url))] or found
        if 1 < len({_key(stored.url) for stored in found}) <= FRAMES:
            inner = {
                _key(url) for stored in found for url in _frames_of(stored, limits) if _key(url) != _key(stored.url)
            }
            found = [stored for stored in found if _key(stored.url) not in inner] or found
        return found

    def frames(self, page: Exchange, limits: Limits) -> Iterator[tuple[str, Exchange]]:
        """The frames of a page that were captured, too: of each the latest capture."""
        if "html" not in (page.header("content-type") or "html").lower():
            return
        for name in sources_of(page.payload):
            url = _joined(page.url, name)
            there = [
                stored
                for stored in self.found
                if stored.kind != "revisit" and _same(stored.url, url) and not _same(stored.url, page.url)
            ]
            if there:
                try:
                    yield name, max(there, key=lambda stored: moment_of(stored.date)).exchange(limits)
                except InputError as error:
                    if error.code == "PD130":
                        raise

    def _listed(self, key: str) -> bool:
        return key in self.pages or any(
            _key(place) == key and asked in self.pages for asked, (_, place) in self.moves.items()
        )

    def _asked(self, key: str) -> bool:
        """Whether a browser asked for it to show it by itself, as far as is known."""
        return "document" in self.asked_as.get(key, {"document"})

    def _is_document(self, stored: Record) -> bool:
        if stored.kind == "revisit":
            if not _stated_type(stored):
                behind = self.original(stored)
                guess = mimetypes.guess_type(stored.url.partition("?")[0])[0] or ""
                return self._is_document(behind) if behind is not None else not guess.startswith(_PAGE_PART)
            return _DOCUMENT.search(_stated_type(stored)) is not None
        body = stored.as_sent().payload
        if not body:
            return False
        stated = _stated_type(stored) or ("text/html" if stored.kind == "response" else "")
        if stated.partition(";")[0].strip().lower() in (
            "application/octet-stream",
            "application/force-download",
            "application/x-download",
        ):
            from policydiff.ingest.sniff import media_type

            return not media_type(body, "").startswith(("text/plain", "image/"))
        return _DOCUMENT.search(stated) is not None


def opened(data: bytes, limits: Limits) -> Archive:
    """All records of the archives in a file's bytes, sorted; raises InputError PD130, PD134, PD136."""
    archive = Archive()
    count = 0
    for part in _archives(data, limits, archive):
        end = 0
        for record in records(io.BytesIO(part), limits):
            count += 1
            check(count, limits.records, "the number of records", "records", "records")
            head = part.find(_HEAD_END, record.offset)
            if head < 0:
                break
            end = (
                len(part) if record.cut else head + len(_HEAD_END) + len(record.block)
            )  # what is missing of a record is told with it
            archive.add(record)
        if _ends_in_a_head(part[end:]):
            archive.damage.append("the archive ends inside the head of a record")
    return archive


def _ends_in_a_head(tail: bytes) -> bool:
    """Whether what follows the last record that counts begins a record and does not come to its block."""
    tail = tail.lstrip(b"\r\n")
    last = max(tail.rfind(b"\nWARC/1.") + 1, 0)
    return bool(tail) and (not tail.startswith(b"WARC/1.") or tail.find(_HEAD_END, last) < 0)


def _archives(data: bytes, limits: Limits, archive: Archive) -> Iterator[bytes]:
    """The unfolded WARC files in a WARC, a gzipped WARC or a WACZ package; its list of pages goes into `archive`."""
    if not data.startswith(b"PK"):
        yield _unpacked(data, limits, "the gzip file", archive)
        return
    package = Package(data, limits)
    archive.pages.update(map(_key, _pages(package)))
    for name in package.names():
        if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
            yield _unpacked(package.read(name) or b"", limits, f"the part {name[:80]!r}", archive)


def _unpacked(part: bytes, limits: Limits, what: str, archive: Archive) -> bytes:
    if not part.startswith(b"\x1f\x8b"):
        return part
    data, whole = unfolded(part, limits, what)
    if not whole:
        archive.damage.append(f"{what} ends early or is damaged behind {len(data):,} unfolded bytes")
    return data


def _pages(package: Package) -> Iterator[str]:
    """The URLs in the list of pages, which is JSON lines."""
    for line in (package.read(PAGES) or b"").splitlines()[:100_000]:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and isinstance(found.get("url"), str):
            yield found["url"]


def _same(url: str, wanted: str) -> bool:
    """Whether two URLs name one page: scheme, `www.`, fragment, a final slash and doubled slashes aside.

    A path object joins the two slashes of `https://` to one.
    """
    return url == wanted or _key(url) == _key(wanted)


def _key(url: str) -> str:
    return re.sub(r"^https?:/+(?:www\.)?", "", re.sub(r"/{2,}", "/", url.strip().partition("#")[0])).rstrip("/")


def _joined(url: str, place: str) -> str:
    try:
        return urljoin(url, place)
    except ValueError:
        return place


def _frames_of(stored: Record, limits: Limits) -> list[str]:
    """The addresses of a page's frames."""
    if "html" not in _stated_type(stored).lower():
        return []
    try:
        return [_joined(stored.url, name) for name in sources_of(stored.exchange(limits).payload)]
    except InputError as error:
        if error.code == "PD130":
            raise
        return []


def moment_of(date: str) -> str:
    """The time of a capture as web archives write it in an address: up to 14 digits."""
    return re.sub(r"\D", "", date)[:14]


def _stated_type(stored: Record) -> str:
    return (
        (stored.as_sent().header("content-type") or "")
        if stored.kind in ("response", "revisit")
        else stored.content_type
    )


def capture(data: bytes, wanted: str | None, limits: Limits) -> tuple[Exchange, tuple[str, ...]]:
    """The capture that `wanted` names, else the only page in the archive; and what is damaged of the archive.

    Of several captures the latest is taken, or the one at the time that `wanted` begins with; the exchange says when
    the others were made.
    Redirects and revisits are followed within the archive. Raises InputError PD137 where no
    capture, or more than one, is meant, or where another archive has it; PD130, PD132, PD134, PD136.
    """
    archive = opened(data, limits)
    timed = _TIMED.match(wanted) if wanted else None
    moment, url = (timed[1], timed[2]) if timed else ("", wanted or "")
    chain: list[str] = []
    while _key(url) in archive.moves and archive.moves[_key(url)][0] not in chain:
        asked, url = archive.moves[_key(url)]
        chain.append(asked)
    chosen = [stored for stored in archive.found if _same(stored.url, url)] if wanted else archive.documents(limits)
    if moment:
        chosen = [stored for stored in chosen if moment_of(stored.date).startswith(moment)]
    if not chosen or (not wanted and len({_key(stored.url) for stored in chosen}) > 1):
        raise _unclear(archive, chosen, wanted, limits)
    latest, *earlier = sorted(chosen, key=lambda stored: moment_of(stored.date), reverse=True)
    made = tuple(moment_of(stored.date) for stored in earlier)
    chain = chain or [asked for asked, place in archive.moves.values() if place == latest.url][:1]
    others = [
        f"of {stored.url[:200]}, {stored.cut[0]}" for stored in archive.found if stored.cut and stored is not latest
    ]
    exchange = _exchange(archive, latest, limits)
    return (
        replace(exchange, frames=tuple(archive.frames(exchange, limits)), redirects=tuple(chain), others=made),
        (*archive.damage, *others)[:LISTED],
    )


def _exchange(archive: Archive, stored: Record, limits: Limits) -> Exchange:
    """The exchange of a record; of a revisit with the payload that it found unchanged."""
    if stored.kind != "revisit":
        return stored.exchange(limits)
    behind = archive.original(stored)
    if behind is None:
        _, url, date = stored.refers_to
        where = f"{url or stored.url} of {date or 'another time'}"
        raise InputError(
            "PD137", because("revisit_elsewhere", url=stored.url[:200], date=stored.date, where=where[:240])
        )
    first, own = behind.exchange(limits), stored.as_sent()
    return replace(
        first,
        url=stored.url,
        date=stored.date,
        kind=stored.kind,
        record_id=stored.record_id,
        status=own.status if own.status not in (None, 304) else first.status,
        headers=own.headers if own.status not in (None, 304) else first.headers,
        revisit_of=f"{behind.date} {behind.url}",
    )


def _unclear(archive: Archive, chosen: Sequence[Record], wanted: str | None, limits: Limits) -> InputError:
    urls = sorted({stored.url for stored in chosen or archive.documents(limits) or archive.found})
    listed = ", ".join(url[:200] for url in urls[:LISTED]) + (
        f" and {len(urls) - LISTED} more" if len(urls) > LISTED else ""
    )
    has = listed or "nothing"
    damage = [because("archive_damage", what=archive.damage[0])] if archive.damage else []
    if chosen:
        said = because("archive_of_many", *damage, has=has)
    elif wanted:
        said = because("archive_unknown", *damage, url=repr(wanted[:200]), has=has)
    else:
        said = because("archive_empty", *damage, has=has)
    return InputError("PD137", said)
