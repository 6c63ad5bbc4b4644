# SPDX-License-Identifier: Apache-2.0
"""Copies and visits in web archives (WARC, ISO 28500): what was asked for, what answered, when, with which headers.

Here alone a *capture* is observed: the record was written by the program that made the request, and its digests hold. A
record whose digest fails is no copy unless that is accepted, and then what it says is the archive's claim.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from policydiff.errors import InputError
from policydiff.ingest.containers.warc import Record
from policydiff.ingest.formats import may_be_read
from policydiff.ingest.limits import Limits
from policydiff.provenance.archive_choice import joined, spelt
from policydiff.provenance.record import Capture
from policydiff.provenance.sources import Item, Refusal
from policydiff.provenance.warc_scan import Scanned, each_record
from policydiff.reasons import because

_GONE = (404, 410)


class Visit(msgspec.Struct, frozen=True):
    """An answer that is no copy: what it was (redirect, gone, error, other, revisit, digest_failed,
    unread), and where its
    record lies."""

    what: str
    record: Scanned


class _Found:
    """What earlier records of the archive show, which later ones need."""

    def __init__(self, records: Sequence[Scanned]) -> None:
        self.known = {one.number: one for one in records}
        self.infos = {one.record_id: one.info for one in records if one.info and one.record_id}
        self.under: dict[str, str] = {}
        self.redirects: dict[str, str] = {}

    def crawler(self, one: Scanned) -> dict[str, object] | None:
        """What the warcinfo that a record came under says of the program."""
        info = self.infos.get(one.warcinfo_id) or self.under
        return dict(info) or None

    def chain(self, target: str) -> tuple[str, ...]:
        """The addresses that led to `target`, first asked first."""
        chain: list[str] = []
        while (asked := self.redirects.get(spelt(target))) is not None and asked not in chain:
            target = asked
            chain.insert(0, target)
        return tuple(chain)


def captures(
    path: Path, records: Sequence[Scanned], limits: Limits, *, accept: bool = False
) -> Iterator[Item | Visit | Refusal | str]:
    """Copies, visits and refusals out of those `records` of a web archive, in its order, and in words what is passed
    over. With `accept`, records whose digests fail are taken as claimed.

    Raises InputError as `each_record`, OSError.
    """
    found = _Found(records)
    wrong: list[str] = []
    for scanned, record in each_record(path, limits):
        if scanned.kind == "warcinfo":
            found.under = scanned.info
        if scanned.number not in found.known or scanned.kind in ("warcinfo", "request", "metadata"):
            if scanned.number in found.known and not scanned.sound:
                wrong.append(f"{scanned.kind} {scanned.url or scanned.record_id}")
            continue
        for one in _of_record(scanned, record, path, found, limits, accept=accept):
            if isinstance(one, str) and not scanned.sound:
                wrong.append(f"{scanned.kind} {scanned.url}")
            yield one
    if wrong:
        yield _digests(path, wrong) if not accept else f"{len(wrong)} digests do not hold: {wrong[0]}"


def _digests(path: Path, wrong: list[str]) -> Refusal:
    more = because("digests_failed", n=len(wrong), first=wrong[0][:200])
    return Refusal(str(path), InputError("PD430", (str(path), more)))


def _of_record(
    scanned: Scanned, record: Record, path: Path, found: _Found, limits: Limits, *, accept: bool
) -> Iterator[Item | Visit | Refusal | str]:
    target = scanned.url
    if scanned.size > limits.part_bytes:
        yield f"{target} is larger than {limits.part_bytes:,} bytes"
        return
    if aside := _no_capture(record):
        yield f"{target} {aside}"
        return
    if (visit := _visit(scanned, found)) is not None:
        yield visit
        yield f"{target} {_said(visit)}"
        return
    try:
        sent = record.as_sent()
        kind = ((sent.header("content-type") if sent.status is not None else record.content_type) or "").strip()
        if kind and not may_be_read(kind):
            yield f"{target} is {kind}"
            return
        if not scanned.sound and not accept:
            yield Visit("digest_failed", scanned)
            which = " and ".join(name for name in ("block", "payload") if getattr(scanned, name) == "mismatch")
            yield Refusal(target, InputError("PD430", (str(path), target, because("digest_failed", name=which))))
            return
        yield _item(scanned, record, path, kind, found, limits)
    except InputError as error:
        yield Visit("unread", scanned)
        yield Refusal(target, error.at(target).at(str(path)))


def _visit(scanned: Scanned, found: _Found) -> Visit | None:
    """What an answer is that is no copy; redirects are kept in mind."""
    if scanned.location and scanned.kind != "revisit":
        found.redirects[spelt(joined(scanned.url, scanned.location))] = scanned.url
        return Visit("redirect", scanned)
    if scanned.kind == "revisit":
        return Visit("revisit", scanned)
    if scanned.status in (None, 200):
        return None
    return Visit("gone" if scanned.status in _GONE else "error" if scanned.status >= 400 else "other", scanned)


def _said(visit: Visit) -> str:
    if visit.what == "redirect":
        return "answers with a redirect"
    if visit.what == "revisit":
        return f"was found unchanged at {visit.record.date}, as captured before"
    return f"answers {visit.record.status}"


def _no_capture(record: Record) -> str:
    """Why a record is not what came from a site; empty where it is."""
    if record.kind == "conversion":
        return "is a conversion, not what was captured"
    if record.kind not in ("response", "resource", "revisit"):
        return f"is a record of the kind {record.kind}"
    return "is the crawler's own record" if record.by_crawler() else ""


def _item(scanned: Scanned, record: Record, path: Path, kind: str, found: _Found, limits: Limits) -> Item:
    exchange = record.exchange(limits)
    facts: dict[str, object] = {
        "file": path.name,
        "offset": scanned.offset,
        "record_id": f"<{record.record_id}>" if record.record_id else "",
        "type": record.kind,
        "block_digest_result": scanned.block,
        "payload_digest_result": scanned.payload,
    }
    if scanned.member:
        facts["member"] = scanned.member
    if exchange.cut:
        facts["not_whole"] = "; ".join(exchange.cut)
    for name in ("block_digest", "payload_digest"):
        if stated := getattr(record, name):
            facts[name] = stated
    capture = Capture(
        scanned.url,
        record.date or None,
        facts,
        exchange.status,
        exchange.headers,
        kind or None,
        found.chain(scanned.url),
        found.crawler(scanned),
        scanned.address or None,
        claimed=not scanned.sound,
    )
    return Item(
        exchange.payload,
        _name(scanned.url),
        charset=exchange.charset(),
        capture=capture,
        origin=path,
        place=f"capture {scanned.url} {record.date} {record.record_id or scanned.offset}",
    )


def _name(url: str) -> str:
    """The name that a reader knows an address by: its last part."""
    try:
        parts = urlsplit(url)
    except ValueError:  # no address, but the archive's own word for it
        return url
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc or url
