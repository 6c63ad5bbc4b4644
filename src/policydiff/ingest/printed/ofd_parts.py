# SPDX-License-Identifier: Apache-2.0
"""The parts of an OFD and how they name each other: documents, versions, resources."""

import hashlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from policydiff.errors import InputError
from policydiff.ingest.package import Package, attribute, child, local
from policydiff.ingest.printed.ofd_numbers import Box, array
from policydiff.ingest.refusals import damaged

A4 = Box(0.0, 0.0, 210.0, 297.0)


class Parts:
    """The parts of one package by the locations that other parts give; what is not there is noted."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._digests: dict[str, str] = {}
        self.missing: list[str] = []

    def find(self, base: str, place: str | None) -> str | None:
        """The part at a location that the part `base` gives: absolute, from its folder, or (as some programs write)
        from a folder above."""
        place = (place or "").strip()
        for written in dict.fromkeys((place, unquote(place))):
            folder = "" if written.startswith("/") else posixpath.dirname(base)
            while written:
                name = posixpath.normpath(posixpath.join("/", folder, written.lstrip("/"))).lstrip("/")
                if name in self._package:
                    return name
                if not folder:
                    break
                folder = posixpath.dirname(folder)
        return None

    def xml(self, base: str, place: str | None, needed: bool = True) -> tuple[str, etree._Element] | None:
        """The name and root of an XML part, or None and a note that it is missing.

        A part that is not `needed` is taken for missing where it is not XML; else InputError PD134 is raised.
        """
        name = self.find(base, place)
        try:
            root = self._package.xml(name) if name else None
        except InputError as error:
            if needed or error.code != "PD134":
                raise
            root = None
        if root is None or name is None:
            self.missing.append((place or "").strip()[:80] or "a part without a location")
            return None
        return name, root

    def digest(self, name: str | None) -> str:
        """What identifies a part: the first digits of its SHA-256."""
        if name is None:
            return "missing"
        if name not in self._digests:
            self._digests[name] = identified(self._package.read(name) or b"")
        return self._digests[name]


def identified(data: bytes) -> str:
    """What identifies bytes in a note."""
    return f"sha256:{hashlib.sha256(data).hexdigest()[:12]}"


def key(value: str | None) -> str:
    """An ST_ID or ST_RefID in one form: 007 and 7 are the same number."""
    word = (value or "").strip()
    return word.lstrip("0") or "0" if word.isascii() and word.isdigit() else word


def true(value: str | None, default: bool = True) -> bool:
    """An xs:boolean."""
    word = (value or "").strip()
    return default if not word else word not in ("false", "0")


@dataclass(slots=True)
class Resources:
    """What the parts Res define, by ID (7.9)."""

    units: dict[str, etree._Element] = field(default_factory=dict)
    params: dict[str, etree._Element] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """Parts of pictures and fonts."""
    spaces: dict[str, str] = field(default_factory=dict)
    """Types of colour spaces: GRAY, RGB, CMYK."""

    def add(self, parts: Parts, name: str, root: etree._Element) -> None:
        """Take up what one part Res defines."""
        folder = posixpath.join(posixpath.dirname(name), (attribute(root, "BaseLoc") or "").strip().strip("/"), "_")
        if (attribute(root, "BaseLoc") or "").strip().startswith("/"):
            folder = posixpath.join((attribute(root, "BaseLoc") or "").strip().strip("/"), "_")
        for element in root.iter():
            kind, number = local(element), key(attribute(element, "ID"))
            if kind == "CompositeGraphicUnit":
                self.units[number] = element
            elif kind == "DrawParam":
                self.params[number] = element
            elif kind == "ColorSpace":
                self.spaces[number] = (attribute(element, "Type") or "RGB").strip().upper()
            elif kind in ("MultiMedia", "Font"):
                place = child(element, "MediaFile" if kind == "MultiMedia" else "FontFile")
                found = parts.find(folder, place.text) if place is not None else None
                if found:
                    self.files[number] = found

    def copy(self) -> "Resources":
        """The same, to be added to for one page."""
        return Resources(dict(self.units), dict(self.params), dict(self.files), dict(self.spaces))


class Document:
    """One document of the package: its root part, resources, pages, templates."""

    def __init__(self, parts: Parts, body: etree._Element) -> None:
        self._parts = parts
        self.body = body
        self.name, self.root = self._current()
        common = child(self.root, "CommonData")
        self.area = _area(child(common, "PageArea")) or A4
        self.resources = Resources()
        for place in _children(common, "PublicRes", "DocumentRes"):
            found = parts.xml(self.name, place.text)
            if found:
                self.resources.add(parts, *found)
        self.pages = [
            (key(attribute(page, "ID")), attribute(page, "BaseLoc"))
            for page in _children(child(self.root, "Pages"), "Page")
        ]
        self.templates = {
            key(attribute(found, "ID")): attribute(found, "BaseLoc") for found in _children(common, "TemplatePage")
        }

    def _current(self) -> tuple[str, etree._Element]:
        """The root of the version that is current, else of the document (19)."""
        start = child(self.body, "DocRoot")
        for version in _children(child(self.body, "Versions"), "Version"):
            if true(attribute(version, "Current"), default=False):
                described = self._parts.xml("", attribute(version, "BaseLoc"))
                root = child(described[1], "DocRoot") if described else None
                found = self._parts.xml(described[0], root.text) if described and root is not None else None
                if found:
                    return found
        name = start.text if start is not None else None
        found = self._parts.xml("", name)
        if found is None:
            raise damaged(f"the package has no part {(name or '')[:80]!r}")
        return found

    @property
    def versions(self) -> int:
        """How many versions the package keeps of the document."""
        return len(_children(child(self.body, "Versions"), "Version"))

    def listed(self, what: str) -> tuple[str, etree._Element] | None:
        """The part that the document names for its annotations or attachments."""
        place = child(self.root, what)
        return (
            self._parts.xml(self.name, place.text, needed=False)
            if place is not None and (place.text or "").strip()
            else None
        )

    def page(self, place: str | None) -> tuple[str, etree._Element] | None:
        """A page or template page."""
        return self._parts.xml(self.name, place)

    def of_page(self, name: str, root: etree._Element) -> tuple[Resources, Box]:
        """The resources that a page has, and its area."""
        own = _children(root, "PageRes")
        resources = self.resources.copy() if own else self.resources
        for place in own:
            found = self._parts.xml(name, place.text)
            if found:
                resources.add(self._parts, *found)
        return resources, _area(child(root, "Area")) or self.area


def _children(element: etree._Element | None, *names: str) -> list[etree._Element]:
    return [found for found in element if local(found) in names] if element is not None else []


def _area(element: etree._Element | None) -> Box | None:
    physical = child(element, "PhysicalBox")
    values = array(physical.text or "") if physical is not None else ()
    if len(values) != 4 or any(value is None for value in values):
        return None
    x, y, width, height = (value or 0.0 for value in values)
    return Box(x, y, x + width, y + height) if width > 0 and height > 0 else None


def documents(parts: Parts) -> tuple[etree._Element, list[Document]]:
    """The root of the package and its documents, in order."""
    found = parts.xml("", "OFD.xml")
    if found is None:
        raise damaged("the package has no part 'OFD.xml'")
    bodies = _children(found[1], "DocBody")
    if not bodies:
        raise damaged("the package names no document")
    return found[1], [Document(parts, body) for body in bodies]


def walk(elements: list[etree._Element], name: str) -> Iterator[etree._Element]:
    """The elements of that name in and below these."""
    for element in elements:
        yield from (found for found in element.iter() if local(found) == name)
