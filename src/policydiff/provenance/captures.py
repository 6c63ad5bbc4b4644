# SPDX-License-Identifier: Apache-2.0
"""Copies in web archives (WARC, ISO 28500): what was asked for, what answered, when, and with which headers.

Here alone a *capture* is observed: the record was written by the program that made the request. The payload's
digest is checked where the record gives one.
"""

from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from policydiff.errors import InputError
from policydiff.ingest.containers.warc import Record, records
from policydiff.ingest.formats import may_be_read
from policydiff.ingest.limits import Limits
from policydiff.ingest.opening import open_file
from policydiff.provenance.record import Capture
from policydiff.provenance.sources import Item, Refusal
from policydiff.reasons import because


def captures(
    path: Path, url: str | None, limits: Limits, passed_over: Callable[[str], None]
) -> Iterator[Item | Refusal]:
    """The text records of a web archive, in its order; with `url`, those of that address alone.

    Gives a Refusal PD136 where fastwarc is missing, PD416 where the file is not a web archive or holds no such capture.
    """
    redirects: dict[str, str] = {}
    found = 0
    try:
        with open_file(path, given=False) as opened, BufferedReader(opened) as stream:
            for record in records(stream, limits, packed=True, over=passed_over):
                if record.kind == "request":
                    continue
                item = _item(record, path, redirects, limits)
                if isinstance(item, str):
                    passed_over(item)
                elif isinstance(item, Refusal) or url is None or _same(url, item):
                    found += 1
                    yield item if isinstance(item, Refusal) else _named(item)
    except InputError as error:
        code = error.code if error.code == "PD136" else "PD416"
        yield Refusal(str(path), InputError(code, (str(path), error.said), error.help))
        return
    except OSError as error:
        yield Refusal(str(path), InputError("PD416", (str(path), because("archive_unreadable", error=error))))
        return
    if not found:
        yield Refusal(
            str(path),
            InputError(
                "PD416",
                (str(path), because("archive_without_url", url=url) if url else because("archive_without_text")),
            ),
        )


def _spelt(url: str) -> str:
    """An address in one spelling: what is not ASCII is percent-encoded."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")


def _same(url: str, item: Item) -> bool:
    capture = item.capture
    return capture is not None and _spelt(url) in map(_spelt, (capture.url, *capture.redirects))


def _item(record: Record, path: Path, redirects: dict[str, str], limits: Limits) -> Item | Refusal | str:
    """The copy in one record, or why there is none; `redirects` grows: address that answered → asked."""
    target = record.url
    if aside := _no_capture(record):
        return f"{target} {aside}"
    try:
        sent = record.as_sent()
    except InputError as error:
        return Refusal(target, error.at(str(path)))
    if sent.status in (301, 302, 303, 307, 308):
        location = sent.header("location")
        if location:
            redirects[_spelt(_joined(target, location))] = target
        return f"{target} answers with a redirect"
    if sent.status not in (None, 200):
        return f"{target} answers {sent.status}"
    kind = ((sent.header("content-type") if sent.status is not None else record.content_type) or "").strip()
    if kind and not may_be_read(kind):
        return f"{target} is {kind}"
    try:
        exchange = record.exchange(limits)
    except InputError as error:
        return Refusal(target, error.at(target).at(str(path)))
    facts: dict[str, object] = {
        "file": path.name,
        "offset": record.offset,
        "record_id": f"<{record.record_id}>" if record.record_id else "",
        "type": record.kind,
    }
    if exchange.cut:
        facts["not_whole"] = "; ".join(exchange.cut)
    if record.payload_digest:
        facts["payload_digest"] = record.payload_digest
        if sent.status is not None and exchange.digests["payload"] != "absent":
            facts["payload_digest_holds"] = exchange.digests["payload"] == "ok"
    capture = Capture(
        target, record.date or None, facts, sent.status, exchange.headers, kind or None, _chain(target, redirects)
    )
    return Item(exchange.payload, target, charset=exchange.charset(), capture=capture, origin=path)


def _joined(base: str, place: str) -> str:
    """The address that a place is, seen from another; as it stands where either is none."""
    try:
        return urljoin(base, place)
    except ValueError:
        return place


def _no_capture(record: Record) -> str:
    """Why a record is not what came from a site; empty where it is."""
    if record.kind == "conversion":
        return "is a conversion, not what was captured"
    if record.kind == "revisit":
        return f"was found unchanged at {record.date}, as captured before"
    return "is the crawler's own record" if record.by_crawler() else ""


def _chain(target: str, redirects: dict[str, str]) -> tuple[str, ...]:
    """The addresses that led to `target`, first asked first."""
    chain: list[str] = []
    while (asked := redirects.get(_spelt(target))) is not None and asked not in chain:
        target = asked
        chain.insert(0, target)
    return tuple(chain)


def _named(item: Item) -> Item:
    """The item under a name that a reader knows it by: the last part of its address."""
    try:
        parts = urlsplit(item.name)
    except ValueError:  # no address, but the archive's own word for it
        return item
    name = unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc or item.name
    return Item(item.data, name, item.path, item.modified, item.charset, item.capture, item.origin)
