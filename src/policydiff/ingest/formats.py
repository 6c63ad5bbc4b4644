# SPDX-License-Identifier: Apache-2.0
"""The readers of all kinds of files under one call: a `Source` in, a `Reading` out."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from importlib import import_module

from policydiff.errors import InputError
from policydiff.ingest.reading import Reading
from policydiff.ingest.refusals import hostile
from policydiff.ingest.sniff import media_type
from policydiff.ingest.source import Source
from policydiff.reasons import because

READERS: dict[str, str] = {
    "text/plain": "policydiff.ingest.text:read_text",
    "text/markdown": "policydiff.ingest.text:read_text",
    "text/html": "policydiff.ingest.html.page:reader",
    "multipart/related": "policydiff.ingest.containers.mail:read_mail",
    "message/rfc822": "policydiff.ingest.containers.mail:read_mail",
    "application/mbox": "policydiff.ingest.containers.mail:read_mailbox",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "policydiff.ingest.office.docx:reader",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "policydiff.ingest.office.xlsx:reader",
    "application/vnd.oasis.opendocument.text": "policydiff.ingest.office.odt:reader",
    "application/ofd": "policydiff.ingest.printed.ofd:reader",
    "application/pdf": "policydiff.ingest.printed.pdf:reader",
    "application/gzip": "policydiff.ingest.containers.packed:read_gzip",
    "application/warc": "policydiff.ingest.containers.warc_reading:read_capture",
    "application/wacz": "policydiff.ingest.containers.warc_reading:read_capture",
    "application/zip": "policydiff.ingest.containers.packed:read_zip",
    **dict.fromkeys(
        ("image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/webp"),
        "policydiff.ingest.scanned.pictures:reader",
    ),
    "application/x-ole-storage": "policydiff.ingest.office.converted:read_compound",
    "application/rtf": "policydiff.ingest.office.converted:read_rtf",
}
"""Media type to `module:function`, a `Callable[[Source], Reading]` that loads when first called for."""

_SERVED_AS = ("text/", "application/xhtml", "application/msword", "application/vnd.", "application/octet-stream")
"""Beginnings of the media types under which servers send what is read, besides its own."""
_NEVER = ("text/css", "text/javascript", "text/ecmascript", "application/vnd.ms-fontobject", "image/")
"""What belongs to a page: a picture is read where it is given by itself, never each one that a site shows."""

PARTED = frozenset(
    {
        "application/gzip",
        "application/warc",
        "application/wacz",
        "application/zip",
        "message/rfc822",
        "multipart/related",
        "application/mbox",
    }
)
"""Kinds of which a part can be named."""

_CURES: dict[str, tuple[str, str]] = {
    "application/x-flat-office": ("a word processor's file in one XML part", "save_as_docx_or_odt"),
    "application/x-ceb": ("an Apabi or archive file that only its own reader opens", "save_as_ofd"),
    "application/x-rar": ("a RAR archive", "unpack_and_name"),
    "application/x-7z-compressed": ("a 7-Zip archive", "unpack_and_name"),
    "application/x-tar": ("a tar archive", "unpack_and_name"),
    "application/x-bzip2": ("a bzip2 file", "unpack_bzip2"),
    "application/x-xz": ("an xz file", "unpack_xz"),
    "application/ms-tnef": ("Outlook's own form of attachments (winmail.dat)", "open_in_outlook"),
    "application/zstd": ("a Zstandard file", "unpack_zstd"),
}
"""Kinds that are not read: what each is called, and the key of what to do."""
NESTED = 2
"""Containers inside containers: a gzipped archive with a gzipped body is the deepest that occurs."""


def open_source(source: Source) -> Reading:
    """Read a source with the reader of its kind.

    Raises InputError PD132 for a kind that is not read, with the way to one that is.
    """
    kind = media_type(source.data, source.name)
    reader = READERS.get(kind)
    if source.part is not None and kind not in PARTED:
        what = (
            f"there is no such file, and {source.part[:200]!r} is not a part of {source.name}, which is neither an"
            " archive nor a mail"
        )
        raise InputError("PD112", because("no_part", part=repr(source.part[:200]), file=source.name))
    if reader is None:
        what, cure = _CURES.get(kind, (kind, "save_as_text"))
        raise InputError("PD132", because(f"kind_not_read_{cure}", what=what))
    return _loaded(reader)(source)


def _loaded(reader: str) -> Callable[[Source], Reading]:
    module, _, function = reader.partition(":")
    call: Callable[[Source], Reading] = getattr(import_module(module), function)
    return call


def load_reader(head: bytes, name: str) -> None:
    """Load the reader of a file that begins like this, so that processes that are copies of this one have it already;
    one that cannot be loaded is for them to say."""
    reader = READERS.get(media_type(head, name))
    if reader is not None:
        with suppress(ImportError):
            _loaded(reader)


def inside(source: Source, data: bytes, name: str) -> Reading:
    """Read what a container holds."""
    if source.depth >= NESTED:
        raise hostile(f"containers lie {source.depth + 1} deep in each other")
    if not data:
        raise InputError("PD103", because("container_empty"))
    reading = open_source(replace(source, data=data, name=name, depth=source.depth + 1))
    paged = (reading.printed or reading.recognized) and not reading.within
    return replace(reading, within=(data,)) if paged else reading


def may_be_read(served_as: str) -> bool:
    """May a file that a server sends under this media type be one that a reader takes?"""
    kind = served_as.lower()
    return kind.startswith((*READERS, *_SERVED_AS)) and not kind.startswith(_NEVER)
