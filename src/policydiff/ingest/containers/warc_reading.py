# SPDX-License-Identifier: Apache-2.0
"""Reads one capture of a web archive: text, frames, what is known of the exchange, what is missing."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from policydiff.errors import InputError
from policydiff.ingest.containers.frames import with_frames
from policydiff.ingest.containers.warc import Exchange
from policydiff.ingest.containers.warc_page import LISTED, capture, moment_of
from policydiff.ingest.decode import to_last_character
from policydiff.ingest.formats import inside
from policydiff.ingest.html.page import reader as read_page
from policydiff.ingest.reading import Reading
from policydiff.model import Problem, ReadingEvent
from policydiff.reasons import because, problem

if TYPE_CHECKING:
    from policydiff.ingest.source import Source


def read_capture(source: "Source") -> Reading:
    """One capture out of a web archive; `source.part` names it by URL, or time and URL.

    Raises:
        InputError: PD103 where it has no body; PD137 where it is nothing but frames; as `capture` and the reader of its
        kind.
    """
    exchange, damage = capture(source.data, source.part, source.limits)
    if not exchange.payload:
        raise InputError("PD103", because("capture_empty", url=exchange.url[:200]))
    declared = source.declared or exchange.charset()
    body = to_last_character(exchange.payload, declared) if exchange.cut else exchange.payload
    reading = with_frames(_page(source, exchange, body, declared), dict(_frames(source, exchange)))
    at = len(reading.text)
    events: tuple[ReadingEvent, ...] = ()
    if exchange.cut:
        events = (
            ReadingEvent(
                "unread",
                at,
                at,
                "",
                f"rest of the capture, cut off (sha256:{sha256(exchange.payload).hexdigest()[:12]})",
            ),
        )
    problems = (*_problems(exchange, damage), *reading.problems)
    return replace(
        reading, events=(*reading.events, *events), problems=problems, metadata=reading.metadata | _facts(exchange)
    )


def _page(source: "Source", exchange: Exchange, body: bytes, declared: str | None) -> Reading:
    """The body, read by the reader of its kind."""
    try:
        return inside(replace(source, part=None, declared=declared), body, exchange.url.partition("?")[0])
    except InputError as error:
        if error.code != "PD134" or not exchange.frames:
            raise
        frames = ", ".join(frame.url[:200] for _, frame in exchange.frames[:8])
        raise InputError("PD137", because("capture_of_frames", url=exchange.url[:200], frames=frames)) from None


def _frames(source: "Source", exchange: Exchange) -> Iterator[tuple[str, tuple[str, Reading]]]:
    """The frames that are in the archive, too: what each is called, its address, and what was read of it."""
    for name, frame in exchange.frames:
        try:
            yield name, (frame.url, read_page(replace(source, data=frame.payload, declared=frame.charset())))
        except InputError as error:
            if error.code == "PD130":
                raise


def _problems(exchange: Exchange, damage: tuple[str, ...]) -> Iterator[Problem]:
    if exchange.others:
        yield problem(
            "PD114",
            "latest_capture",
            time=moment_of(exchange.date),
            n=len(exchange.others) + 1,
            url=exchange.url[:200],
            others=_listed(exchange.others),
        )
    for name, found in sorted(exchange.digests.items()):
        if found == "mismatch":
            yield problem("PD138", "digest_differs", name=name)
    for reason in exchange.cut:
        yield problem("PD139", "capture_not_whole", url=exchange.url[:200], reason=reason)
    for reason in damage:
        yield problem("PD139", "archive_not_whole", reason=reason)


def _listed(times: tuple[str, ...]) -> str:
    """When some captures were made."""
    return ", ".join(times[:LISTED]) + (f" and {len(times) - LISTED} more" if len(times) > LISTED else "")


def _facts(exchange: Exchange) -> dict[str, str]:
    facts = {
        "warc.target_uri": exchange.url,
        "warc.date": exchange.date,
        "warc.record_id": exchange.record_id,
        "warc.block_digest": exchange.digests["block"],
        "warc.payload_digest": exchange.digests["payload"],
        "warc.captures": str(len(exchange.others) + 1),
        "warc.redirects": " ".join(exchange.redirects),
        "warc.revisit_of": exchange.revisit_of,
        "http.status": str(exchange.status or ""),
        "payload.size": str(len(exchange.payload)),
        "payload.sha256": sha256(exchange.payload).hexdigest(),
    }
    for line in exchange.headers.split(b"\r\n")[1:200]:
        name, _, value = line.decode("utf-8", "replace").partition(":")
        facts.setdefault(f"http.header.{name.strip().lower()[:100]}", value.strip()[:2000])
    return {key: value for key, value in facts.items() if value}
