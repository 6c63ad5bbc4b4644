# SPDX-License-Identifier: Apache-2.0
"""The pieces of a PREMIS 3 document (Library of Congress, 2016): objects, events, agents, rights, links both ways."""

from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any

from lxml import etree

NAMESPACE = "http://www.loc.gov/premis/v3"
Element = etree._Element  # noqa: SLF001  # lxml has no other name for the type
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TYPES = {
    "capture": "cap",
    "ingestion": "ing",
    "message digest calculation": "mes",
    "format identification": "for",
    "metadata extraction": "mee",
    "metadata modification": "mem",
    "fixity check": "fix",
    "creation": "cre",
    "deaccession": "dea",
    "redaction": "red",
    "digital signature validation": "dig",
}
"""Event types of id.loc.gov/vocabulary/preservation/eventType and their codes there."""
LOCAL_AUTHORITY = "urn:policydiff:event-types"
"""Authority of the local types: text derivation, comparison, collation, lineage claim, grouping, decision, suppression,
visit, proof kept."""


class Document:
    """A PREMIS document under construction; links are made in both directions.

    Its parts wait in temporary files, so that a store of any size can be written out: an object is added with the
    events that it takes part in, which may come later.
    """

    def __init__(self) -> None:
        self._objects = _waiting()
        self._events = _waiting()
        self._rights = _waiting()
        self._agents: dict[str, tuple[Element, SpooledTemporaryFile[bytes]]] = {}
        self._people: set[str] = set()

    def add_object(self, element: Element, events: Sequence[str]) -> None:
        """Add an object that `events` (UUIDs) touch."""
        element.extend(el("linkingEventIdentifier", *identified("linkingEvent", ident)) for ident in events)
        _write(self._objects, element)

    def has_agent(self, ident: str) -> bool:
        """Whether an agent is there."""
        return ident in self._agents

    def add_agent(self, ident: str, element: Element, *, acts: bool = False) -> None:
        """Add an agent; one that `acts` carries out events, any other executes them as a program."""
        self._agents[ident] = element, _waiting()
        if acts:
            self._people.add(ident)

    def add_rights(self, element: Element) -> None:
        """Add a statement of rights."""
        _write(self._rights, element)

    def event(
        self,
        ident: str,
        kind: str,
        when: str,
        *,
        detail: str,
        outcome: str,
        note: str,
        agents: Sequence[str],
        objects: dict[str, str],
    ) -> None:
        """Add an event by `agents` on `objects` (UUID → role, source or outcome)."""
        about = [el("eventDetailInformation", el("eventDetail", detail))] if detail else []
        told = [el("eventOutcome", outcome)] if outcome else []
        told += [el("eventOutcomeDetail", el("eventOutcomeDetailNote", note))] if note else []
        about += [el("eventOutcomeInformation", *told)] if told else []
        acting = [
            el(
                "linkingAgentIdentifier",
                *identified("linkingAgent", name),
                el("linkingAgentRole", "implementer" if name in self._people else "executing program"),
            )
            for name in agents
        ]
        linked = [
            el("linkingObjectIdentifier", *identified("linkingObject", name), el("linkingObjectRole", role))
            for name, role in objects.items()
        ]
        own = el("eventIdentifier", *identified("event", ident))
        _write(self._events, el("event", own, _event_type(kind), el("eventDateTime", when), *about, *acting, *linked))
        for name in agents:
            _write(self._agents[name][1], el("linkingEventIdentifier", *identified("linkingEvent", ident)))

    def parts(self) -> Iterator[bytes]:
        """The document in UTF-8, piece by piece; to be asked for once."""
        try:
            yield from self._parts()
        finally:
            for file in (self._objects, self._events, self._rights, *(links for _, links in self._agents.values())):
                file.close()

    def _parts(self) -> Iterator[bytes]:
        schema = f"{NAMESPACE} http://www.loc.gov/standards/premis/v3/premis.xsd"
        yield (
            f"<?xml version='1.0' encoding='UTF-8'?>\n<premis {_DECLARED} xmlns:premis=\"{NAMESPACE}\""
            f' xmlns:xsi="{XSI}" xsi:schemaLocation="{schema}" version="3.0">\n'
        ).encode()
        yield from _read(self._objects)
        yield from _read(self._events)
        for element, links in self._agents.values():
            text = _told(element)
            yield text.removesuffix(_AGENT_END)
            yield from _read(links)
            yield _AGENT_END
        yield from _read(self._rights)
        yield b"</premis>\n"

    def render(self) -> bytes:
        """The document in UTF-8."""
        return b"".join(self.parts())


_DECLARED = f'xmlns="{NAMESPACE}"'
_AGENT_END = b"</agent>\n"
_IN_MEMORY = 1 << 20
_CHUNK = 1 << 16


def _waiting() -> SpooledTemporaryFile[bytes]:
    return SpooledTemporaryFile(_IN_MEMORY)


def _told(element: Element) -> bytes:
    """An element as text, without the declarations that the root has."""
    text: bytes = etree.tostring(element, encoding="UTF-8", xml_declaration=False)
    for declared in (f" {_DECLARED}", f' xmlns:xsi="{XSI}"'):
        text = text.replace(declared.encode(), b"", 1)
    return text + b"\n"


def _write(file: SpooledTemporaryFile[bytes], element: Element) -> None:
    file.write(_told(element))


def _read(file: SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while data := file.read(_CHUNK):
        yield data
    file.seek(0, 2)


def file_object(
    ident: str,
    characteristics: Element,
    name: str,
    *,
    identifiers: Any = None,
    properties: Sequence[Element] = (),
    where: tuple[str, str] | None = None,
    relations: Sequence[Element] = (),
) -> Element:
    """An object of category file; `identifiers` are others' ({type, value}), `where` is the type and value of the place
    at which its content lies."""
    element = _object("file", ident, identifiers)
    element.extend([*properties, characteristics, el("originalName", name)])
    if where is not None:
        place = el("contentLocation", el("contentLocationType", where[0]), el("contentLocationValue", where[1]))
        element.append(el("storage", place))
    element.extend(relations)
    return element


def entity(ident: str, name: str, *, identifiers: Any = None, properties: Sequence[Element] = ()) -> Element:
    """An object of category intellectual entity: a notice, a store, what is left of a redacted copy."""
    element = _object("intellectualEntity", ident, identifiers)
    element.extend([*properties, *([el("originalName", name)] if name else [])])
    return element


def _object(category: str, ident: str, identifiers: Any) -> Element:
    element = etree.Element(f"{{{NAMESPACE}}}object", nsmap={None: NAMESPACE, "xsi": XSI})
    element.set(f"{{{XSI}}}type", f"premis:{category}")
    element.append(el("objectIdentifier", *identified("object", ident)))
    for other in identifiers or []:
        element.append(
            el(
                "objectIdentifier",
                el("objectIdentifierType", other["type"]),
                el("objectIdentifierValue", other["value"]),
            )
        )
    return element


def relation(kind: str, sub: str, others: Sequence[str], event: str | None = None) -> Element:
    """What an object is to others (UUIDs), and the event that made it so."""
    related = [el("relatedObjectIdentifier", *identified("relatedObject", one)) for one in others]
    if event is not None:
        related.append(el("relatedEventIdentifier", *identified("relatedEvent", event)))
    return el("relationship", el("relationshipType", kind), el("relationshipSubType", sub), *related)


def significant(kind: str, value: str) -> Element:
    """A property of an object that is worth a word."""
    return el("significantProperties", el("significantPropertiesType", kind), el("significantPropertiesValue", value))


def fixity(algorithm: str, digest: str) -> Element:
    """A digest; the event of its calculation names the program."""
    return el("fixity", el("messageDigestAlgorithm", algorithm), el("messageDigest", digest))


_PRONOM = {
    "text/plain": "x-fmt/111",
    "text/html": "fmt/96",
    "application/warc": "fmt/289",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "fmt/412",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "fmt/214",
}
"""The National Archives' PRONOM, for media types that it has under one key whatever the version (PDF, RTF and ODF have
one a version, which the record of a copy does not tell)."""


def format_of(name: str, note: str) -> Element:
    """A format by media type, with its key in PRONOM where one fits, and with a note where there is one."""
    key = _PRONOM.get(name.partition(";")[0])
    registry = [
        el("formatRegistry", el("formatRegistryName", "PRONOM"), el("formatRegistryKey", key))
        for key in ([key] if key else [])
    ]
    return el(
        "format",
        el("formatDesignation", el("formatName", name or "application/octet-stream")),
        *registry,
        *([el("formatNote", note)] if note else []),
    )


def add_program(document: Document, ident: str, version: str, note: str) -> None:
    """Put this program among the agents."""
    about = [el("agentName", "policydiff"), el("agentType", "software"), el("agentVersion", version)]
    about += [el("agentNote", note)] if note else []
    document.add_agent(ident, el("agent", el("agentIdentifier", *identified("agent", ident)), *about))


def identified(kind: str, value: str) -> list[Element]:
    """The two elements of an identifier that is a UUID."""
    return [el(f"{kind}IdentifierType", "UUID"), el(f"{kind}IdentifierValue", value)]


def _event_type(kind: str) -> Element:
    """A type of id.loc.gov, or a local one under its own authority."""
    element = el("eventType", kind)
    if kind in TYPES:
        base = "http://id.loc.gov/vocabulary/preservation/eventType"
        element.attrib.update({"authority": "eventType", "authorityURI": base, "valueURI": f"{base}/{TYPES[kind]}"})
    else:
        element.attrib.update(
            {
                "authority": "policydiff",
                "authorityURI": LOCAL_AUTHORITY,
                "valueURI": f"{LOCAL_AUTHORITY}:{kind.replace(' ', '-')}",
            }
        )
    return element


def el(name: str, *content: str | Element) -> Element:
    """An element of the PREMIS namespace with text or children."""
    element = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})
    for part in content:
        if isinstance(part, str):
            element.text = _xml_text(part)
        else:
            element.append(part)
    return element


def _xml_text(text: str) -> str:
    """Text with what XML 1.0 cannot hold written as U+XXXX."""
    return "".join(
        char
        if char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char > "\uffff"
        else f"U+{ord(char):04X}"
        for char in text
    )
