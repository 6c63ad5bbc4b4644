# SPDX-License-Identifier: Apache-2.0
"""Parts of a DOCX package and how they name each other: relationships after ECMA-376 part 2."""

from dataclasses import dataclass
from hashlib import sha256
from posixpath import normpath

from lxml import etree

from policydiff.ingest.package import Package, attribute


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part names: the last word of the relationship's type, and a part of the package or something outside."""

    kind: str
    target: str
    outside: bool


class Part:
    """One part with its relationships by id."""

    def __init__(self, package: Package, name: str, digests: dict[str, str] | None = None) -> None:
        """Read the relationships of the part `name`; a part without any has none. `digests` are those worked out
        already, by part."""
        self._digests = {} if digests is None else digests
        self.package = package
        self.name = name
        folder, _, base = name.rpartition("/")
        self._folder = folder
        root = package.xml(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        self.relations = {
            attribute(found, "Id") or "": self._relation(found) for found in (root if root is not None else ())
        }

    def _relation(self, element: etree._Element) -> Relation:
        target = attribute(element, "Target") or ""
        outside = attribute(element, "TargetMode") == "External"
        if not outside:
            target = (
                target.lstrip("/")
                if target.startswith("/")
                else normpath(f"{self._folder}/{target}" if self._folder else target)
            )
        return Relation((attribute(element, "Type") or "").rpartition("/")[2], target, outside)

    def named(self, kind: str) -> str:
        """The name of the first part of a kind (`styles`, `footnotes`), or its usual name."""
        for relation in self.relations.values():
            if relation.kind == kind and not relation.outside and relation.target in self.package:
                return relation.target
        return f"{self._folder}/{kind}.xml" if self._folder else f"{kind}.xml"

    def data(self, identity: str | None) -> bytes | None:
        """The bytes of the part that a relationship names, or None where there are none in the package."""
        relation = self.relations.get(identity or "")
        return None if relation is None or relation.outside else self.package.read(relation.target)

    def xml(self, identity: str | None) -> etree._Element | None:
        """The root of the XML part that a relationship names, or None."""
        relation = self.relations.get(identity or "")
        return None if relation is None or relation.outside else self.package.xml(relation.target)

    def part(self, identity: str | None) -> "Part | None":
        """The part that a relationship names, with its own relationships."""
        relation = self.relations.get(identity or "")
        return (
            None
            if relation is None or relation.outside or relation.target not in self.package
            else self.beside(relation.target)
        )

    def beside(self, name: str) -> "Part":
        """Another part of the same package."""
        return Part(self.package, name, self._digests)

    def identified(self, identity: str | None) -> str:
        """What identifies something that is not read: the digest of its bytes, or where it lies."""
        relation = self.relations.get(identity or "")
        if relation is None:
            return "that is missing"
        key = f"{relation.outside}{relation.target}"
        if key not in self._digests:
            data = self.data(identity)
            self._digests[key] = (
                f"at {relation.target[:200]}" if data is None else f"sha256:{sha256(data).hexdigest()[:12]}"
            )
        return self._digests[key]

    def with_its_parts(self, identity: str | None) -> str:
        """What identifies a part and the parts that it names: a control keeps its state in a part of its own."""
        own = self.part(identity)
        named = " ".join(own.identified(inner) for inner in own.relations) if own is not None else ""
        return f"{self.identified(identity)} {named}".strip()
