# SPDX-License-Identifier: Apache-2.0
"""ZIP packages and the XML in them, read under caps: DOCX, ODT, OFD, XLSX and WACZ are all such packages.

Names in a package are keys, never paths; a package whose names, flags or layout are those of
an attack is refused as a whole.
"""

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from functools import lru_cache

from lxml import etree

from policydiff.ingest.limits import Limits, check
from policydiff.ingest.refusals import damaged, hostile, refused

CHUNK = 1 << 18
_CENTRAL = b"PK\x01\x02"
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_DEVICE = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


class Package:
    """The parts of one ZIP file, each read once and under the caps of `Limits`."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Screen the directory; raises InputError PD130 (a limit), PD131 (hostile) or PD134 (damaged)."""
        check(len(data), limits.file_bytes, "the file", "file_bytes", "bytes")
        check(data.count(_CENTRAL), limits.entries * 2, "the number of parts", "entries", "parts")
        self._data = data
        self._limits = limits
        self._total = 0
        self._elements = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._entries = self._zip.infolist()
        except (
            zipfile.BadZipFile,
            ValueError,
            EOFError,
            OverflowError,
            NotImplementedError,
            UnicodeDecodeError,
        ) as error:
            raise damaged(f"not a readable ZIP package: {error}") from None
        self._name_entries(self._entries)
        self._screen()
        self._parts = {entry.filename: entry for entry in self._entries}

    def _name_entries(self, entries: list[zipfile.ZipInfo]) -> None:
        """Correct names that are not what the directory's flags say; of documents all names are as they stand."""

    def _screen(self) -> None:
        limits = self._limits
        check(len(self._entries), limits.entries, "the number of parts", "entries", "parts")
        check(
            sum(entry.file_size for entry in self._entries),
            limits.expanded_bytes,
            "the unfolded package",
            "expanded_bytes",
            "bytes",
        )
        seen: set[str] = set()
        for entry in self._entries:
            name = entry.filename
            _screen_name(name)
            key = unicodedata.normalize("NFC", name).casefold()
            if key in seen:
                raise hostile(f"the package holds the part {name[:80]!r} twice")
            seen.add(key)
            self._screen_entry(entry)
            if stat.S_ISLNK(entry.external_attr >> 16):
                raise hostile(f"the part {name[:80]!r} is a symbolic link")
            check(entry.file_size, limits.part_bytes, f"the part {name[:80]!r}", "part_bytes", "bytes")
            self._check_ratio(name, entry.file_size, entry.compress_size)
        self._screen_overlap()

    def _screen_entry(self, entry: zipfile.ZipInfo) -> None:
        """Refuse what no document has."""
        if entry.flag_bits & 0x1:
            raise hostile(f"the part {entry.filename[:80]!r} is encrypted")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise hostile(f"the part {entry.filename[:80]!r} is packed by a method that documents do not use")

    def _check_ratio(self, name: str, unfolded: int, packed: int) -> None:
        if unfolded > self._limits.ratio_floor_bytes and unfolded > packed * self._limits.expansion_ratio:
            raise refused(
                f"the part {name[:80]!r} unfolds {unfolded // max(1, packed):,} times, which",
                self._limits.expansion_ratio,
                "expansion_ratio",
                "times",
            )

    def _screen_overlap(self) -> None:
        """Parts that share bytes are how a small file unfolds to a huge one."""
        end = 0
        for entry in sorted(self._entries, key=lambda entry: entry.header_offset):
            start = entry.header_offset
            if start < end or self._data[start : start + 4] != b"PK\x03\x04":
                raise hostile(f"the part {entry.filename[:80]!r} overlaps another or has no header of its own")
            name_length = int.from_bytes(self._data[start + 26 : start + 28], "little")
            extra_length = int.from_bytes(self._data[start + 28 : start + 30], "little")
            end = start + 30 + name_length + extra_length + entry.compress_size

    def names(self) -> list[str]:
        """Names of the parts, in the order of the directory, without folders."""
        return [entry.filename for entry in self._entries if not entry.is_dir()]

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or None where the package has no such part.

        Counts what really unfolds, whatever the directory says.
        """
        entry = self._parts.get(name)
        if entry is None or entry.is_dir():
            return None
        out = io.BytesIO()
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    out.write(chunk)
                    self._total += len(chunk)
                    check(out.tell(), self._limits.part_bytes, f"the part {name[:80]!r}", "part_bytes", "bytes")
                    check(self._total, self._limits.expanded_bytes, "the unfolded package", "expanded_bytes", "bytes")
                    self._check_ratio(name, out.tell(), entry.compress_size)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as error:
            raise damaged(f"the part {name[:80]!r} is damaged: {error}") from None
        return out.getvalue()

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, or None where the package has no such part.

        Each call counts: a part that is named a thousand times is parsed a thousand times.
        """
        data = self.read(name)
        if data is None:
            return None
        self.count(data.count(b"<") - data.count(b"</"))  # before any is made: each takes some 200 bytes
        return parse_xml(data, name)

    def count(self, elements: int) -> None:
        """Count elements that are about to be made of the package, whether it holds them or says how often one stands.

        Raises:
            InputError: PD130 where they are too many.
        """
        self._elements += elements
        check(self._elements, self._limits.elements, "the XML of the package", "elements", "elements")


def unfold_all(data: bytes, limits: Limits) -> None:
    """Unfold every part of a package once, for a reader that does so by itself and without bounds.

    Raises:
        InputError: PD130 over a limit, PD131 hostile, PD134 damaged.
    """
    package = Package(data, limits)
    for name in package.names():
        package.read(name)


def _screen_name(name: str) -> None:
    parts = name.replace("\\", "/").split("/")
    if (
        not name
        or len(name) > 500
        or name.startswith(("/", "\\"))
        or "\\" in name
        or re.match(r"^[A-Za-z]:", name)
        or ".." in parts
        or any(ord(c) < 32 or ord(c) == 127 for c in name)
        or any(_DEVICE.match(part) for part in parts)
    ):
        raise hostile(f"the package holds a part named {name[:80]!r}, which is not a name for a part of a document")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of an XML document, without entities, document types or network.

    Raises InputError PD131 for a document type (entity bombs and file inclusion need one) and
    PD134 for XML that is not well formed or nested beyond 256 levels.
    """
    head = data.replace(b"\x00", b"") if b"\x00" in data[:4096] else data
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise hostile(f"{name[:80]!r} declares a document type, which documents of this kind do not have")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise damaged(f"{name[:80]!r} is not well-formed XML: {str(error)[:200]}") from None
    info = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise hostile(f"{name[:80]!r} declares a document type, which documents of this kind do not have")
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for what is not an element."""
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: etree._Element | None, name: str) -> str | None:
    """The value of an attribute by its name without a namespace."""
    if element is None:
        return None
    value = element.get(name)
    if value is not None:
        return value
    for key, found in element.items():
        if key[0] == "{" and _bare(key) == name:
            return found
    return None


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child element of that name without its namespace."""
    return next(element.iterchildren(f"{{*}}{name}"), None) if element is not None else None


def whole(value: str | None, default: int) -> int:
    """An attribute's whole number of at most nine digits, or the default."""
    return int(value) if value is not None and _WHOLE.fullmatch(value) else default
