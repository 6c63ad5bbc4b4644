# SPDX-License-Identifier: Apache-2.0
"""The readers of all kinds of files under one call: a `Source` in, a `Reading` out."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING

from policydiff.errors import InputError
from policydiff.ingest.decode import decode
from policydiff.ingest.reading import Reading
from policydiff.ingest.refusals import hostile
from policydiff.ingest.sniff import media_type
from policydiff.model import Problem

if TYPE_CHECKING:
    from policydiff.ingest.read import Source

READERS: dict[str, str] = {
    "text/plain": "policydiff.ingest.text:read_text",
    "text/markdown": "policydiff.ingest.text:read_text",
    "text/html": "policydiff.ingest.formats:html",
    "multipart/related": "policydiff.ingest.mail:read_mail",
    "message/rfc822": "policydiff.ingest.mail:read_mail",
    "application/mbox": "policydiff.ingest.mail:read_mailbox",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "policydiff.ingest.formats:docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "policydiff.ingest.formats:xlsx",
    "application/vnd.oasis.opendocument.text": "policydiff.ingest.formats:odt",
    "application/ofd": "policydiff.ingest.formats:ofd",
    "application/pdf": "policydiff.ingest.formats:pdf",
    "application/gzip": "policydiff.ingest.formats:gzip",
    "application/warc": "policydiff.ingest.warc_reading:read_capture",
    "application/wacz": "policydiff.ingest.warc_reading:read_capture",
    "application/zip": "policydiff.ingest.formats:zipped",
}
"""Media type to `module:function`, a `Callable[[Source], Reading]` that loads when first called for."""

PARTED = frozenset({"application/gzip", "application/warc", "application/wacz", "application/zip", "message/rfc822", "multipart/related", "application/mbox"})
"""Kinds of which a part can be named."""

_SCAN = "recognize its text first, save that, and compare with `--ocr a` or `--ocr b`"
_CURES: dict[str, tuple[str, str]] = {
    "application/x-ole-storage": ("a binary Word, WPS or Excel file", "open it in its program and save it as DOCX (or XLSX)"),
    "application/rtf": ("an RTF file", "open it in a word processor and save it as DOCX"),
    "application/x-flat-office": ("a word processor's file in one XML part", "open it in its program and save it as DOCX or ODT"),
    "application/x-ceb": ("an Apabi or archive file that only its own reader opens", "open it in that reader and save it as OFD or print it to PDF"),
    "application/x-rar": ("a RAR archive", "unpack it and name the file in it"),
    "application/x-7z-compressed": ("a 7-Zip archive", "unpack it and name the file in it"),
    "application/x-tar": ("a tar archive", "unpack it and name the file in it"),
    "application/x-bzip2": ("a bzip2 file", "unpack it with `bunzip2`"),
    "application/x-xz": ("an xz file", "unpack it with `unxz`"),
    "application/ms-tnef": ("Outlook's own form of attachments (winmail.dat)", "open the mail in Outlook and save what is attached"),
    "application/zstd": ("a Zstandard file", "unpack it with `zstd -d`"),
    **dict.fromkeys(("image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff"), ("a picture without text", _SCAN)),
}
_OUTLOOK = "__substg1.0_".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NESTED = 2
"""Containers inside containers: a gzipped archive with a gzipped body is the deepest that occurs."""


def open_source(source: "Source") -> Reading:
    """Read a source with the reader of its kind.

    Raises InputError PD132 for a kind that is not read, with the way to one that is.
    """
    kind = media_type(source.data, source.name)
    reader = READERS.get(kind)
    if source.part is not None and kind not in PARTED:
        what = f"there is no such file, and {source.part[:200]!r} is nothing in {source.name}: it is no archive and no mail"
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


def html(source: "Source") -> Reading:
    """A web page, or a piece of one."""
    from policydiff.ingest.html import read_html
    from policydiff.ingest.html_meta import declared_charset

    text, facts, problems = decode(source.data, source.declared or declared_charset(source.data))
    reading = read_html(text, source.limits, whole_page=source.whole_page, encoding=facts, xhtml=source.name.lower().endswith((".xhtml", ".xht")))
    return replace(reading, problems=(*_unplaced(problems), *reading.problems))


def _unplaced(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems of the page's bytes; their offsets count characters of the page, not of its text."""
    return tuple(Problem(problem.code, problem.message) for problem in problems)


def docx(source: "Source") -> Reading:
    """A Word file."""
    from policydiff.ingest.docx import read_docx

    return read_docx(source.data, source.limits, tracked=source.tracked)


def odt(source: "Source") -> Reading:
    """An OpenDocument file."""
    from policydiff.ingest.odt import read_odt

    return read_odt(source.data, source.limits, tracked=source.tracked)


def ofd(source: "Source") -> Reading:
    """An OFD file."""
    from policydiff.ingest.ofd import read_ofd

    return read_ofd(source.data, source.limits)


def xlsx(source: "Source") -> Reading:
    """An Excel workbook."""
    from policydiff.ingest.xlsx import read_xlsx

    return read_xlsx(source.data, source.limits)


def pdf(source: "Source") -> Reading:
    """A PDF file."""
    from policydiff.ingest.pdf import read_pdf

    return read_pdf(source.data, source.limits)


def gzip(source: "Source") -> Reading:
    """A gzipped file of any other kind."""
    from policydiff.ingest.unpack import gunzip, unfolded

    data, whole = unfolded(source.data, source.limits, "the gzip file")
    if data.startswith(b"WARC/"):
        from policydiff.ingest.warc_reading import read_capture

        return read_capture(source)
    if not whole:
        gunzip(source.data, source.limits)  # says what is wrong
    reading = inside(source, data, source.name.removesuffix(".gz"))
    return replace(reading, metadata={**reading.metadata, "unpacked.sha256": sha256(data).hexdigest()})


def inside(source: "Source", data: bytes, name: str) -> Reading:
    """Read what a container holds."""
    if source.depth >= NESTED:
        raise hostile(f"containers lie {source.depth + 1} deep in each other")
    if not data:
        raise InputError("PD103", "the container holds nothing", "fetch the notice again")
    return open_source(replace(source, data=data, name=name, depth=source.depth + 1))


def zipped(source: "Source") -> Reading:
    """The only document in a ZIP archive, or the file that `source.part` names; what else could hold text of the notice is told."""
    from policydiff.ingest.attached import beside
    from policydiff.ingest.zipped import ZipArchive, chosen, listed

    members = list(ZipArchive(source.data, source.limits).members())
    member = chosen(members, source.part)
    data = member.data or b""
    reading = inside(replace(source, part=None), data, member.name)
    facts = {"zip.member": member.name, "zip.member.sha256": sha256(data).hexdigest()}
    if source.part is not None:
        return replace(reading, metadata={**reading.metadata, **facts, **_payload(data)})
    others = [other for other in members if other is not member]
    rest = f"; beside it: {listed(others)}" if others else ""
    said = Problem("PD114", f"read {member.name[:200]}, the only document in the ZIP archive{rest}")
    at = len(reading.text)
    events = tuple(beside(at, f"file {other.name[:200]}", other.data, other.kind, other.identity) for other in others if other.sort != "data")
    return replace(reading, events=(*reading.events, *events), metadata={**reading.metadata, **facts}, problems=(said, *reading.problems))


def _payload(data: bytes) -> dict[str, str]:
    """What says that a witness is of one part of a file."""
    return {"payload.size": str(len(data)), "payload.sha256": sha256(data).hexdigest()}
