# SPDX-License-Identifier: Apache-2.0
"""MHTML: a page saved in one file by a browser or word processor (RFC 2557), a MIME message around HTML and frames."""

from policydiff.errors import InputError
from policydiff.ingest.containers import mail_message as mime
from policydiff.ingest.containers.frames import FRAMES, sources_of, with_frames
from policydiff.ingest.containers.mail_body import Body, leaves, reading_of
from policydiff.ingest.containers.mail_message import Part
from policydiff.ingest.reading import Reading
from policydiff.ingest.refusals import damaged

PARTS = 2_000
"""Parts of a message that are looked through; a saved page has some hundred images."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_VALUE = 2_000


def is_saved_page(message: Part) -> bool:
    """Whether a message is not a mail: browsers write no address under From (`<Saved by Blink>`), word processors no
    From at all."""
    kind = mime.kind_of(message)
    if kind not in ("multipart/related", "text/html", "application/xhtml+xml", "multipart/alternative"):
        return False
    if message.get("snapshot-content-location"):
        return True
    return "@" not in message.get("from", "") and not any(
        message.get(name) for name in ("to", "cc", "message-id", "received", "return-path")
    )


def show_page(message: Part, body: Body) -> None:
    """Read the page of a message into `body`, and its frames: into the text of a page of frames alone, else beside it.

    Raises:
        InputError: PD134 where the message holds no HTML; those of the reader of pages.
    """
    parts = [part for _, part in zip(range(PARTS), leaves(message), strict=False)]
    pages = [part for part in parts if mime.kind_of(part) in _HTML]
    if not pages:
        raise damaged("the MIME message holds no HTML page")
    start = mime.parameter(message, "start").strip("<> ")
    main = next((page for page in pages if start and _id(page) == start), pages[0])
    data, whole = mime.content(main)
    wanted = set(sources_of(data))
    frames = [(name, page) for page in pages if page is not main for name in sorted(_names(page) & wanted)][:FRAMES]
    read = {name: found for name, page in frames if (found := _frame(page, body)) is not None}
    _main(main, data, read, body)
    if not whole or mime.is_cut(message):
        body.cut("the saved page", data)
    facts = {
        "saved_from": main.get("content-location") or message.get("snapshot-content-location"),
        "saved_at": message.get("date"),
        "saved_title": mime.field(message, "subject"),
    }
    body.metadata |= {name: " ".join(str(value).split())[:_VALUE] for name, value in facts.items() if value}


def _main(main: Part, data: bytes, frames: dict[str, tuple[str, Reading]], body: Body) -> None:
    """The page with its frames beside it, or the frames by themselves where it is nothing else."""
    if not data.strip():
        return
    try:
        reading = reading_of(body.source, main, data, mime.kind_of(main))
    except InputError as error:
        if error.code != "PD134" or not frames:
            raise
        for _, frame in frames.values():
            body.add(frame)
        return
    body.add(with_frames(reading, frames))


def _frame(frame: Part, body: Body) -> tuple[str, Reading] | None:
    """Address and text of a frame, None where it cannot be read."""
    data, whole = mime.content(frame)
    address = frame.get("content-location", "").strip() or _id(frame)
    if not whole:
        body.cut(f"frame {address[:200]}", data)
    try:
        return (address, reading_of(body.source, frame, data, mime.kind_of(frame))) if data.strip() else None
    except InputError as error:
        if error.code == "PD130":
            raise
        return None


def _id(part: Part) -> str:
    return part.get("content-id", "").strip("<> ")


def _names(part: Part) -> set[str]:
    """What a page may call another part by."""
    location = part.get("content-location", "").strip()
    return {name for name in (f"cid:{_id(part)}", location, location.rpartition("/")[2]) if len(name) > len("cid:")}
