# SPDX-License-Identifier: Apache-2.0
"""The readers of all kinds of files under one call: a `Source` in, a `Reading` out."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from policydiff.errors import InputError
from policydiff.ingest.reading import Reading
from policydiff.ingest.refusals import hostile
from policydiff.ingest.sniff import media_type
from policydiff.ingest.source import Source

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
}
"""Media type to `module:function`, a `Callable[[Source], Reading]` that loads when first called for."""

_SERVED_AS = ("text/", "application/xhtml", "application/msword", "application/vnd.", "application/octet-stream")
"""Beginnings of the media types under which servers send what is read, besides its own."""
_NEVER = ("text/css", "text/javascript", "text/ecmascript", "application/vnd.ms-fontobject")

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

_SCAN = "recognize its text first, save that, and compare with `--ocr a` or `--ocr b`"
_CURES: dict[str, tuple[str, str]] = {
    "application/x-ole-storage": (
        "a binary Word, WPS or Excel file",
        "open it in its program and save it as DOCX (or XLSX)",
    ),
    "application/rtf": ("an RTF file", "open it in a word processor and save it as DOCX"),
    "application/x-flat-office": (
        "a word processor's file in one XML part",
        "open it in its program and save it as DOCX or ODT",
    ),
    "application/x-ceb": (
        "an Apabi or archive file that only its own reader opens",
        "open it in that reader and save it as OFD or print it to PDF",
    ),
    "application/x-rar": ("a RAR archive", "unpack it and name the file in it"),
    "application/x-7z-compressed": ("a 7-Zip archive", "unpack it and name the file in it"),
    "application/x-tar": ("a tar archive", "unpack it and name the file in it"),
    "application/x-bzip2": ("a bzip2 file", "unpack it with `bunzip2`"),
    "application/x-xz": ("an xz file", "unpack it with `unxz`"),
    "application/ms-tnef": (
        "Outlook's own form of attachments (winmail.dat)",
        "open the mail in Outlook and save what is attached",
    ),
    "application/zstd": ("a Zstandard file", "unpack it with `zstd -d`"),
    **dict.fromkeys(
        ("image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff"), ("a picture without text", _SCAN)
    ),
}
_OUTLOOK = "__substg1.0_".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
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
        raise InputError("PD112", what, "correct the name, or leave out what stands behind the #")
    if reader is None:
        what, cure = _CURES.get(kind, (kind, "save it as text, HTML or DOCX from the program it belongs to"))
        if kind == "application/x-ole-storage" and _ENCRYPTED in source.data:
            what, cure = "an Office file locked by a password", "open it with its password and save it without"
        elif kind == "application/x-ole-storage" and _OUTLOOK in source.data:
            what, cure = "an Outlook mail (.msg)", "open it in a program for mails and save it as .eml, HTML or text"
        raise InputError("PD132", f"this is {what}, which is not read", cure)
    module, _, function = reader.partition(":")
    call: Callable[[Source], Reading] = getattr(import_module(module), function)
    return call(source)


def inside(source: Source, data: bytes, name: str) -> Reading:
    """Read what a container holds."""
    if source.depth >= NESTED:
        raise hostile(f"containers lie {source.depth + 1} deep in each other")
    if not data:
        raise InputError("PD103", "the container holds nothing", "fetch the notice again")
    return open_source(replace(source, data=data, name=name, depth=source.depth + 1))


def may_be_read(served_as: str) -> bool:
    """May a file that a server sends under this media type be one that a reader takes?"""
    kind = served_as.lower()
    return kind.startswith((*READERS, *_SERVED_AS)) and not kind.startswith(_NEVER)
