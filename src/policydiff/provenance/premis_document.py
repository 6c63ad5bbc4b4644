# SPDX-License-Identifier: Apache-2.0
"""The pieces of a PREMIS 3 document (Library of Congress, 2016): objects, events, agents, rights, links both ways."""

from collections.abc import Sequence
from typing import Any

from lxml import etree

from policydiff import __version__

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
}
"""Event types of id.loc.gov/vocabulary/preservation/eventType and their codes there."""
LOCAL_AUTHORITY = "urn:policydiff:event-types"
"""Authority of the local types: text derivation, comparison, lineage claim, grouping, decision, suppression."""


class Document:
    """A PREMIS document under construction; links are made in both directions."""

    def __init__(self) -> None:
        self.objects: dict[str, Element] = {}
        self.events: list[Element] = []
        self.agents: dict[str, Element] = {}
        self.rights: list[Element] = []
        self.links: dict[str, list[str]] = {}
        self.people: set[str] = set()

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
                el("linkingAgentRole", "implementer" if name in self.people else "executing program"),
            )
            for name in agents
        ]
        linked = [
            el("linkingObjectIdentifier", *identified("linkingObject", name), el("linkingObjectRole", role))
            for name, role in objects.items()
        ]
        own = el("eventIdentifier", *identified("event", ident))
        self.events.append(el("event", own, _event_type(kind), el("eventDateTime", when), *about, *acting, *linked))
        for name in (*agents, *objects):
            self.links.setdefault(name, []).append(ident)

    def render(self) -> bytes:
        """The document in UTF-8."""
        root = etree.Element(f"{{{NAMESPACE}}}premis", {"version": "3.0"}, nsmap={"premis": NAMESPACE, "xsi": XSI})
        root.set(f"{{{XSI}}}schemaLocation", f"{NAMESPACE} http://www.loc.gov/standards/premis/v3/premis.xsd")
        for names in (self.objects, self.agents):
            for name, element in names.items():
                element.extend(
                    el("linkingEventIdentifier", *identified("linkingEvent", ident))
                    for ident in self.links.get(name, ())
                )
        root.extend([*self.objects.values(), *self.events, *self.agents.values(), *self.rights])
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def file_object(
    ident: str, characteristics: Element, name: str, *, identifiers: Any = None, properties: Sequence[Element] = ()
) -> Element:
    """An object of category file; `identifiers` are others' ({type, value})."""
    element = etree.Element(f"{{{NAMESPACE}}}object")
    element.set(f"{{{XSI}}}type", "premis:file")
    element.append(el("objectIdentifier", *identified("object", ident)))
    for other in identifiers or []:
        element.append(
            el(
                "objectIdentifier",
                el("objectIdentifierType", other["type"]),
                el("objectIdentifierValue", other["value"]),
            )
        )
    element.extend([*properties, characteristics, el("originalName", name)])
    return element


def fixity(algorithm: str, digest: str) -> Element:
    """A digest that this program calculated."""
    made = el("messageDigestOriginator", f"policydiff {__version__}")
    return el("fixity", el("messageDigestAlgorithm", algorithm), el("messageDigest", digest), made)


def format_of(name: str, note: str) -> Element:
    """A format by media type, with a note where there is one."""
    return el(
        "format",
        el("formatDesignation", el("formatName", name or "application/octet-stream")),
        *([el("formatNote", note)] if note else []),
    )


def add_program(document: Document, ident: str, version: str, note: str) -> None:
    """Put this program among the agents."""
    about = [el("agentName", "policydiff"), el("agentType", "software"), el("agentVersion", version)]
    about += [el("agentNote", note)] if note else []
    document.agents[ident] = el("agent", el("agentIdentifier", *identified("agent", ident)), *about)


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
    element = etree.Element(f"{{{NAMESPACE}}}{name}")
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
