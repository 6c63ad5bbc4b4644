# SPDX-License-Identifier: Apache-2.0
"""Which part of a workbook belongs to which, by the relationships that each part states (ECMA-376 part 2)."""

import posixpath
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from policydiff.ingest.package import Package, attribute, local

SHOWN = 16
"""Hexadecimal digits of a digest that identify a part in a note."""


@dataclass(frozen=True, slots=True)
class Related:
    """One relationship: its last word (`drawing`, `comments`), and the part that it names."""

    kind: str
    part: str


class Parts:
    """The parts of one workbook and their relationships."""

    def __init__(self, package: Package) -> None:
        self.package = package

    def related(self, part: str) -> dict[str, Related]:
        """What a part is related to, by the identifier that it uses; what lies outside the package is left out."""
        folder, name = posixpath.split(part)
        root = self.package.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        found: dict[str, Related] = {}
        for item in root if root is not None else ():
            if attribute(item, "TargetMode") == "External":
                continue
            place = posixpath.normpath(posixpath.join("/", folder, attribute(item, "Target") or "")).lstrip("/")
            found[attribute(item, "Id") or f"{len(found)}"] = Related(
                (attribute(item, "Type") or "").rpartition("/")[2], place
            )
        return found

    def of_kind(self, related: dict[str, Related], kind: str) -> list[tuple[str, etree._Element]]:
        """The related parts of a kind that the package holds: path and root."""
        roots = ((item.part, self.package.xml(item.part)) for item in related.values() if item.kind == kind)
        return [(part, root) for part, root in roots if root is not None]

    def digest(self, part: str) -> str:
        """What identifies the bytes of a part, in a note."""
        data = self.package.read(part)
        return "which the package does not hold" if data is None else f"sha256:{sha256(data).hexdigest()[:SHOWN]}"


def reference(element: etree._Element, name: str = "id") -> str:
    """The relationship that an element names by `r:id`, `r:embed` or the like."""
    return next(
        (
            str(value)
            for key, value in element.attrib.items()
            if str(key).startswith("{") and str(key).endswith("}" + name)
        ),
        "",
    )


def first(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first element of a name at any depth."""
    return None if element is None else next((found for found in element.iter() if local(found) == name), None)
