# SPDX-License-Identifier: Apache-2.0
"""What a proof proposes, kept in the file itself as a custom XML part (ECMA-376 part 1, 15.2.5): the places with their
ids, and what stands at each bookmark with its changes and without."""

from collections.abc import Iterator

import msgspec
from lxml import etree
from msgspec import Struct

from policydiff.decisions.record import Decisions
from policydiff.ingest.package import attribute, local
from policydiff.proof.word.anchors import PREFIX
from policydiff.proof.word.marking import CHANGES
from policydiff.proof.word.package import Parts

NAMESPACE = "urn:policydiff:proof:1"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STORE = "{7D3F0C52-5B0B-5E0B-9C41-70D1F3A90B18}"
_OUT = frozenset({"del", "moveFrom"})
_IN = frozenset({"ins", "moveTo"})
_SHOWN = {"tab": "\t", "br": "\n", "cr": "\n"}


class Proposed(Struct, frozen=True):
    """What stands at one bookmark of a change: without the change, and with it."""

    id: str
    mark: str
    was: str
    now: str


class Record(Struct, frozen=True):
    """A proof: every place that can be decided on, and the changes that were proposed."""

    decisions: Decisions
    """All places, each under the decision that it has; of what nobody decided a query, which says nothing."""
    proposed: tuple[Proposed, ...] = ()
    settled: tuple[str, ...] = ()
    """Ids that were decided before."""
    like: dict[str, str] = {}
    """Ids whose comment is that of another one."""


class Stands(Struct):
    """What stands in a bookmark: with all changes, without them, and whether any change in it is open."""

    accepted: str = ""
    original: str = ""
    open: bool = False


def standing(root: etree._Element) -> dict[str, Stands]:
    """What stands in each bookmark of ours, in one part of a document."""
    found: dict[str, Stands] = {}
    inside: dict[str, str] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element)
        if event == "start" and name == "bookmarkStart" and (attribute(element, "name") or "").startswith(PREFIX):
            inside[attribute(element, "id") or ""] = attribute(element, "name") or ""
            found[attribute(element, "name") or ""] = Stands()
        elif event == "start" and name == "bookmarkEnd":
            inside.pop(attribute(element, "id") or "", None)
        elif inside:
            shown = [found[mark] for mark in inside.values()]
            _read(event, name, element, shown)
    return found


def _read(event: str, name: str, element: etree._Element, inside: list[Stands]) -> None:
    if event == "start" and name in CHANGES:
        for stands in inside:
            stands.open = stands.open or name in _OUT or name in _IN
    elif event == "start" and (name in ("t", "delText") or name in _SHOWN) and local(element.getparent()) == "r":  # type: ignore[arg-type]
        text = _SHOWN.get(name) or element.text or ""
        above = {local(found) for found in element.iterancestors()}
        for stands in inside:
            stands.accepted += "" if above & _OUT else text
            stands.original += "" if above & _IN else text
    elif event == "end" and name == "p":
        marks = set(_mark(element))
        for stands in inside:
            stands.open = stands.open or bool(marks & (_OUT | _IN))
            stands.accepted += "" if marks & _OUT else "\n"
            stands.original += "" if marks & _IN else "\n"


def _mark(paragraph: etree._Element) -> Iterator[str]:
    properties = next((found for found in paragraph if local(found) == "pPr"), None)
    for look in properties if properties is not None else ():
        if local(look) == "rPr":
            yield from (local(found) for found in look)


def alike(one: str, other: str) -> bool:
    """Whether two texts of bookmarks are the same, blanks and empty lines aside."""
    return _lines(one) == _lines(other)


def _lines(text: str) -> list[str]:
    lines = ("".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line]


def put(parts: Parts, main: str, record: Record) -> None:
    """Keep a record in the file, in place of an earlier one."""
    root = etree.Element(f"{{{NAMESPACE}}}proof", nsmap={"pd": NAMESPACE})
    root.text = msgspec.json.encode(record).decode()
    earlier = next((name for name in _items(parts) if _is_ours(parts.xml(name))), None)
    if earlier is not None:
        parts.put(earlier, root)
        return
    name = parts.free("customXml/item{}.xml")
    parts.add(name, root, "application/xml", main, "customXml")
    properties = etree.Element(f"{{{_PROPERTIES}}}datastoreItem", nsmap={"ds": _PROPERTIES})
    properties.set(f"{{{_PROPERTIES}}}itemID", _STORE)
    references = etree.SubElement(properties, f"{{{_PROPERTIES}}}schemaRefs")
    etree.SubElement(references, f"{{{_PROPERTIES}}}schemaRef").set(f"{{{_PROPERTIES}}}uri", NAMESPACE)
    parts.add(name.replace("item", "itemProps"), properties, _PROPERTIES_TYPE, name, "customXmlProps")


def taken(parts: Parts) -> Record | None:
    """The record that a file keeps; None where it has none, or one that cannot be read."""
    for name in _items(parts):
        root = parts.xml(name)
        if root is not None and _is_ours(root):
            try:
                return msgspec.json.decode("".join(root.itertext()), type=Record)
            except (msgspec.MsgspecError, UnicodeError, RecursionError):
                return None
    return None


def _items(parts: Parts) -> list[str]:
    return [
        name
        for name in parts.package.names()
        if name.startswith("customXml/") and name.endswith(".xml") and "/item" in name and "Props" not in name
    ]


def _is_ours(root: etree._Element | None) -> bool:
    return root is not None and root.tag == f"{{{NAMESPACE}}}proof"
