# SPDX-License-Identifier: Apache-2.0
"""ZIP archives in which somebody sent a document: which file is meant, and what lies beside it."""

import mimetypes
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from policydiff.errors import InputError
from policydiff.ingest.decode import decode
from policydiff.ingest.limits import Limits
from policydiff.ingest.package import Package
from policydiff.ingest.sniff import media_type
from policydiff.reasons import because

LISTED = 8
"""Names that an error or a problem tells."""
_UTF8 = 0x800
_LOCKED = 0x1
_UNICODE_PATH = 0x7075
_NOISE = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$|ehthumbs\.db$)|\.(?:sig|asc|p7s|p7b|cer|crt|md5|sha1|sha256|sha512|sfv|url|lnk|webloc)$",
    re.IGNORECASE,
)
"""What systems leave in archives unasked, links, and signatures of the files."""
_REQUISITES = re.compile(r"^(.*)(?:_files|\.files|_file|_文件)/", re.IGNORECASE)
"""The folder that a browser saves beside a page."""
_DATA = (
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/json",
    "text/xml",
    "application/xml",
    "font/",
    "audio/",
    "video/",
)

Sort = Literal["document", "unread", "picture", "data"]


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the archive that may be what a person is after; `data` is None where it is locked."""

    name: str
    data: bytes | None
    kind: str
    sort: Sort
    identity: str
    """A few words that tell this file from another of its name."""


class ZipArchive(Package):
    """A ZIP file under the caps of a package, with names as their maker meant them; files may be locked."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._locked: set[str] = set()
        super().__init__(data, limits)

    def _name_entries(self, entries: list[zipfile.ZipInfo]) -> None:
        """Names without the UTF-8 flag are in the encoding of the system that packed them: UTF-8, GBK, Big5."""
        raw = {
            n: entry.orig_filename.encode("cp437")
            for n, entry in enumerate(entries)
            if not entry.flag_bits & _UTF8 and not entry.orig_filename.isascii()
        }
        encoding = _encoding(b"\n".join(raw.values())) if raw else ""
        for number, entry in enumerate(entries):
            if number in raw:
                entry.filename = _unicode_path(entry.extra, raw[number]) or raw[number].decode(encoding, "replace")
            entry.filename = entry.filename.replace("\\", "/")

    def _screen_entry(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & _LOCKED:
            self._locked.add(entry.filename)
        elif entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InputError("PD132", because("zip_packed_otherwise", name=repr(entry.filename[:80])))

    def members(self) -> Iterator[Member]:
        """The files in it, without what systems and browsers add."""
        names = [name for name in self.names() if not _NOISE.search(name)]
        pages = {
            name.rpartition(".")[0] for name in names if name.lower().endswith((".htm", ".html", ".shtml", ".xhtml"))
        }
        for name in names:
            beside = _REQUISITES.match(name)
            if beside and beside[1] in pages:
                continue
            data = None if name in self._locked else self.read(name)
            if data is None:
                yield _member(
                    name, None, f"locked by a password (sha256:{sha256(self._packed(name)).hexdigest()[:12]})"
                )
            elif data:
                yield _member(name, data, f"sha256:{sha256(data).hexdigest()[:12]}")

    def _packed(self, name: str) -> bytes:
        """A file with its own header, as it is stored."""
        entry = self._parts[name]
        return self._data[
            entry.header_offset : entry.header_offset
            + 30
            + len(entry.orig_filename)
            + len(entry.extra)
            + entry.compress_size
        ]


def _encoding(names: bytes) -> str:
    """The encoding of names, by how usual the characters are that come out; that of old systems where nothing fits."""
    try:
        return decode(names)[1].used
    except InputError:
        return "cp437"


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """The name in Info-ZIP's Unicode Path field (APPNOTE 4.6.9), empty without one of this name."""
    at = 0
    while at + 4 <= len(extra):
        field, size = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        content = extra[at + 4 : at + 4 + size]
        if (
            field == _UNICODE_PATH
            and content[:1] == b"\x01"
            and int.from_bytes(content[1:5], "little") == zlib.crc32(raw)
        ):
            return content[5:].decode("utf-8", "replace")
        at += 4 + size
    return ""


def _member(name: str, data: bytes | None, identity: str) -> Member:
    from policydiff.ingest.formats import READERS

    guess = mimetypes.guess_type(name)[0] or ""
    kind = guess if data is None else media_type(data, name)
    sort: Sort = "document" if data is None or kind in READERS else "unread"
    if kind.startswith("image/") or (guess.startswith("image/") and kind == "text/plain"):
        kind, sort = kind if kind.startswith("image/") else guess, "picture"
    elif kind == "text/plain" and guess.startswith(_DATA):
        sort = "data"
    elif kind == "text/plain" and data is not None and not _is_text(data):
        sort = "unread"
    return Member(name, data, kind, sort, identity)


def _is_text(data: bytes) -> bool:
    try:
        decode(data)
    except InputError:
        return False
    return True


def chosen(members: Sequence[Member], wanted: str | None) -> Member:
    """The file that `wanted` names, or the only document.

    Raises:
        InputError: PD137 where no file, or more than one, is meant; PD132 where none is read; PD134 where it is locked.
    """
    if wanted is not None:
        found = _called(members, wanted)
        if len(found) != 1:
            raise InputError(
                "PD137",
                because(
                    "zip_ambiguous" if found else "zip_unknown", name=repr(wanted[:200]), has=listed(found or members)
                ),
            )
    else:
        found = [member for member in members if member.sort == "document"]
        if not found:
            raise InputError(
                "PD132", because("zip_without_document", has=listed(members)) if members else because("zip_empty")
            )
        if len(found) > 1:
            raise InputError("PD137", because("zip_of_many", has=listed(found)))
    if found[0].data is None:
        raise InputError("PD134", because("zip_locked", name=found[0].name[:200]))
    return found[0]


def _called(members: Sequence[Member], wanted: str) -> list[Member]:
    """The files of a name: of that very path, else of that name in any folder."""
    key = _folded(wanted)
    exact = [member for member in members if _folded(member.name) == key]
    return exact or [member for member in members if _folded(member.name).rpartition("/")[2] == key]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", re.sub(r"/{2,}", "/", name)).casefold()


def listed(members: Sequence[Member]) -> str:
    """The names of some files."""
    names = ", ".join(member.name[:120] for member in members[:LISTED])
    return names + (f" and {len(members) - LISTED} more" if len(members) > LISTED else "")
