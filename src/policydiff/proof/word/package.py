# SPDX-License-Identifier: Apache-2.0
"""The parts of a DOCX file with some of them changed or added, and all others byte for byte."""

import io
import zipfile

from lxml import etree

from policydiff.ingest.limits import Limits
from policydiff.ingest.office.docx_parts import Part
from policydiff.ingest.package import Package, attribute, local

_OLDEST = (1980, 1, 1, 0, 0, 0)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Parts:
    """The parts of one file, to be changed and written again."""

    def __init__(self, data: bytes, limits: Limits, *, strict: bool = False) -> None:
        self._data = data
        self.package = Package(data, limits)
        self._changed: dict[str, bytes] = {}
        self._office = _STRICT_OFFICE if strict else _OFFICE

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part as it is now."""
        if name in self._changed:
            return etree.fromstring(self._changed[name])
        return self.package.xml(name)

    def put(self, name: str, root: etree._Element) -> None:
        """Write a part anew."""
        self._changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def free(self, pattern: str) -> str:
        """The first name of the shape `customXml/item{}.xml` that no part has."""
        numbers = range(1, len(self.package.names()) + len(self._changed) + 2)
        return next(
            name for name in map(pattern.format, numbers) if name not in self.package and name not in self._changed
        )

    def named(self, owner: str, kind: str) -> str | None:
        """The part of a kind that another part names."""
        for relation in Part(self.package, owner).relations.values():
            if relation.kind == kind and not relation.outside and relation.target in self.package:
                return relation.target
        return None

    def add(self, name: str, root: etree._Element, media_type: str, owner: str, kind: str) -> None:
        """Write a part that is new, with its media type, named by another part."""
        self.put(name, root)
        types = self.xml("[Content_Types].xml")
        if types is None:
            types = etree.Element(f"{{{_TYPES}}}Types")
        override = etree.SubElement(types, f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", media_type)
        self.put("[Content_Types].xml", types)
        folder, _, base = owner.rpartition("/")
        place = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        relations = self.xml(place)
        if relations is None:
            relations = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        used = {attribute(found, "Id") for found in relations if local(found) == "Relationship"}
        relation = etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship")
        relation.set("Id", next(f"rIdPd{n}" for n in range(1, len(used) + 2) if f"rIdPd{n}" not in used))
        relation.set("Type", f"{self._office}/{kind}")
        relation.set("Target", f"/{name}")
        self.put(place, relations)

    def bytes(self) -> bytes:
        """The file: parts in their order, the new ones last, every time the same."""
        out = io.BytesIO()
        names = self.package.names()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name in [*names, *(name for name in self._changed if name not in names)]:
                content = self._changed.get(name)
                entry = zipfile.ZipInfo(name, _OLDEST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                made.writestr(entry, (self.package.read(name) or b"") if content is None else content)
        return out.getvalue()


def written(parts: dict[str, bytes]) -> bytes:
    """A file of these parts, every time the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
    return out.getvalue()
