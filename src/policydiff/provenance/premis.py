# SPDX-License-Identifier: Apache-2.0
"""PREMIS 3 (Library of Congress, 2016) of a dossier or of one comparison.

Event types are those of id.loc.gov where they fit. Deriving a text for comparison is not PREMIS *normalization*, and no
type there is a comparison: both are local types with their own authority. Every object, event and agent is linked both
ways, as Archivematica's import asks.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from policydiff import __version__
from policydiff.model import Comparison, WitnessFacts
from policydiff.provenance.dossier import Copy, Dossier, in_words
from policydiff.provenance.entry import Entry
from policydiff.provenance.index import targets
from policydiff.provenance.premis_document import (
    Document,
    Element,
    add_program,
    el,
    file_object,
    fixity,
    format_of,
    identified,
)
from policydiff.provenance.recorded import number

Locate = Callable[[Copy], str]
"""Gives the path of a copy, or of its text, inside a package."""

_OTHER_TYPES = {
    "comparison": "comparison",
    "lineage": "lineage claim",
    "group": "grouping",
    "decision": "decision",
    "suppression": "suppression",
    "fixity": "fixity check",
}
_SAYABLE = ("url_requested", "retrieved", "archive_copy", "publisher", "note", "other")
_EXTRACTED = (
    "title",
    "issuer",
    "doc_number",
    "signed_date",
    "site_published",
    "counter",
    "access_marking",
    "citations",
    "completeness",
)
_TOLD_APART = ("verdict", "outcome", "tool")


def premis_xml(dossier: Dossier, locate: Locate | None = None, locate_text: Locate | None = None) -> bytes:
    """The dossier as PREMIS 3: copies, their canonical texts, all events, the programs and people, the rights.

    Without `locate` and `locate_text` a copy has its original name.
    """
    document = Document()
    for seq, tool in dossier.tools.items():
        made = f"code {tool.data.get('code')}; tables {in_words(tool.data.get('tables'))}"
        add_program(document, dossier.uuid("tool", seq), str(tool.data.get("version")), made)
    for copy in dossier.copies:
        _copy(document, dossier, copy, locate, locate_text)
    for entry in dossier.others:
        _other(document, dossier, entry)
    return document.render()


def _copy(document: Document, dossier: Dossier, copy: Copy, locate: Locate | None, locate_text: Locate | None) -> None:
    own, text = dossier.uuid("copy", copy.seq), dossier.uuid("text", copy.seq)
    name = locate(copy) if locate else copy.name
    document.objects[own] = file_object(
        own, _characteristics(copy), name, identifiers=copy.value("identifiers"), properties=_properties(copy)
    )
    document.objects[text] = _derived(copy, own, text, locate_text)
    agents = [dossier.uuid("tool", copy.tool)]
    for kind, outcome, note, detail in _events(dossier, copy):
        captured = copy.value("retrieved") if kind == "capture" else None
        when = str(captured["edtf"]) if isinstance(captured, dict) else copy.entry.time
        objects = {own: "source", text: "outcome"} if kind == "text derivation" else {own: "outcome"}
        acting = [*agents, *_people(document, dossier, copy.entry)] if kind == "ingestion" else agents
        document.event(
            dossier.uuid("event", copy.seq, kind),
            kind,
            when,
            detail=detail,
            outcome=outcome,
            note=note,
            agents=acting,
            objects=objects,
        )
    for entry in copy.statements:
        ident, acting = dossier.uuid("event", entry.seq), [_actor(document, dossier, entry)]
        said = f"a person says: {in_words(entry.data.get('said'))}"
        document.event(
            ident,
            "metadata modification",
            entry.time,
            detail=said,
            outcome="success",
            note="",
            agents=acting,
            objects={own: "outcome"},
        )
    _rights(document, dossier, copy, own)


def _events(dossier: Dossier, copy: Copy) -> list[tuple[str, str, str, str]]:
    """Kind, outcome, note and detail of the events by which a copy came into the store."""
    events = []
    if copy.captured:
        asked = f"URL {copy.text('url_requested')}; answered by {copy.text('url_final')}"
        events.append(("capture", "observed", in_words(copy.value("warc_record")), asked))
    events.append(("ingestion", "success", f"log entry {copy.seq} of {dossier.origin}", _said(copy)))
    events.append(("message digest calculation", "success", "SHA-256 and SHA-512", ""))
    events.append(
        (
            "format identification",
            copy.text("media_type"),
            f"declared {copy.text('media_type_declared') or 'nowhere'}",
            "",
        )
    )
    events.append(("metadata extraction", "success", _extracted(copy), ""))
    layers = ", ".join(f"{step['layer']} {step['sha256'][:16]}" for step in copy.value("layers") or [])
    events.append(
        ("text derivation", "success", f"canonical text SHA-256 {copy.text('canonical_text')}", f"layers {layers}")
    )
    return events


def _said(copy: Copy) -> str:
    """What people say of where the copy came from: asserted, never told as seen."""
    said = [
        f"{key} {in_words(copy.value(key))}" for key in _SAYABLE if copy.fields.get(key, {}).get("basis") == "asserted"
    ]
    return f"asserted: {'; '.join(said)}" if said else "bytes taken in as they were given"


def _extracted(copy: Copy) -> str:
    found = [key for key in _EXTRACTED if copy.fields.get(key, {}).get("value") is not None]
    return (
        "; ".join(f"{key}: {in_words(copy.value(key))} ({copy.fields[key]['basis']})" for key in found)
        or "no fields found"
    )


def _characteristics(copy: Copy) -> Element:
    digests = [fixity("SHA-256", copy.text("sha256")), fixity("SHA-512", copy.text("sha512"))]
    encoding = copy.value("encoding")
    note = f"encoding {encoding['name']} ({encoding['basis']})" if isinstance(encoding, dict) else ""
    return el(
        "objectCharacteristics", *digests, el("size", copy.text("size")), format_of(copy.text("media_type"), note)
    )


def _derived(copy: Copy, source: str, own: str, locate_text: Locate | None) -> Element:
    form = format_of("text/plain", "encoding utf-8; derived for comparison")
    characteristics = el("objectCharacteristics", fixity("SHA-256", copy.text("canonical_text")), form)
    element = file_object(own, characteristics, locate_text(copy) if locate_text else f"{copy.name} (canonical text)")
    related = el("relatedObjectIdentifier", *identified("relatedObject", source))
    element.append(
        el("relationship", el("relationshipType", "derivation"), el("relationshipSubType", "has source"), related)
    )
    return element


def _properties(copy: Copy) -> list[Element]:
    properties = []
    for kind in ("language", "script", "title", "issuer", "doc_number", "signed_date"):
        if copy.fields.get(kind, {}).get("value") is not None:
            value = f"{in_words(copy.value(kind))} [{copy.fields[kind]['basis']}]"
            properties.append(
                el(
                    "significantProperties",
                    el("significantPropertiesType", kind),
                    el("significantPropertiesValue", value),
                )
            )
    return properties


def _rights(document: Document, dossier: Dossier, copy: Copy, own: str) -> None:
    for key in ("rights", "access_marking"):
        text = in_words(copy.value(key))
        if not text:
            continue
        basis = el("otherRightsBasis", f"{key}, {copy.fields[key]['basis']}")
        other = el("otherRightsInformation", basis, el("otherRightsNote", text))
        named = el("rightsStatementIdentifier", *identified("rightsStatement", dossier.uuid("rights", copy.seq, key)))
        linked = el("linkingObjectIdentifier", *identified("linkingObject", own))
        document.rights.append(el("rights", el("rightsStatement", named, el("rightsBasis", "other"), other, linked)))


def _touched(dossier: Dossier, entry: Entry) -> list[int]:
    """Numbers of the copies that an entry speaks of, or its comparison; a fixity check is about all."""
    present = {copy.seq for copy in dossier.copies}
    if entry.kind == "fixity":
        return sorted(present)
    comparisons = {one.seq: one for one in dossier.of_kind("comparison")}
    named = [
        number
        for one in (entry, *(comparisons[seq] for seq in targets(entry) if seq in comparisons))
        for number in targets(one)
    ]
    return [seq for seq in dict.fromkeys(named) if seq in present]


def _other(document: Document, dossier: Dossier, entry: Entry) -> None:
    touched = _touched(dossier, entry)
    if entry.kind not in _OTHER_TYPES or not touched:
        return
    outcome = str(entry.data.get("verdict") or entry.data.get("outcome") or "recorded")
    told = {key: value for key, value in entry.data.items() if key not in _TOLD_APART}
    tool = number(entry, "tool")
    acting = (
        [dossier.uuid("tool", tool), *_people(document, dossier, entry)]
        if tool in dossier.tools
        else [_actor(document, dossier, entry)]
    )
    objects = {dossier.uuid("copy", seq): "source" for seq in touched}
    kind = _OTHER_TYPES[entry.kind]
    document.event(
        dossier.uuid("event", entry.seq),
        kind,
        entry.time,
        detail="",
        outcome=outcome,
        note=in_words(told),
        agents=acting,
        objects=objects,
    )


def _people(document: Document, dossier: Dossier, entry: Entry) -> list[str]:
    """The person who acted, where the entry names one, put among the agents."""
    name = entry.agent.get("operator")
    if not name:
        return []
    ident = dossier.uuid("person", name)
    if ident not in document.agents:
        own = el("agentIdentifier", *identified("agent", ident))
        document.agents[ident] = el("agent", own, el("agentName", name), el("agentType", "person"))
        document.people.add(ident)
    return [ident]


def _actor(document: Document, dossier: Dossier, entry: Entry) -> str:
    """The person who acted, where one is named, else the program that wrote the entry."""
    people = _people(document, dossier, entry)
    version = entry.agent.get("version", __version__)
    ident = people[0] if people else dossier.uuid("program", version)
    if ident not in document.agents:
        add_program(document, ident, version, "")
    return ident


def comparison_xml(comparison: Comparison, when: datetime | None = None) -> bytes:
    """One comparison as PREMIS 3: both copies by hash, one event of the local type *comparison*, the program.

    The event's time is `when`, else SOURCE_DATE_EPOCH where it is set, else now.
    """
    document = Document()
    moment = (when or _now()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    agent = _uuid("program", comparison.tool.version)
    tables = ", ".join(f"{name} {digest}" for name, digest in sorted(comparison.tool.tables.items()))
    add_program(document, agent, comparison.tool.version, f"profile {comparison.tool.profile}; tables {tables}")
    objects: dict[str, str] = {}
    for side, facts in (("a", comparison.a), ("b", comparison.b)):
        ident = _uuid(side, facts.sha256, facts.name)
        objects[ident] = "source"
        document.objects[ident] = file_object(ident, _facts(facts), facts.name)
    counts = ", ".join(f"{name} {count}" for name, count in comparison.counts.items())
    relation = f"relation: {comparison.relation.kind} ({comparison.relation.reason})"
    ident = _uuid("comparison", moment, *objects)
    document.event(
        ident,
        "comparison",
        moment,
        detail=relation,
        outcome=comparison.verdict,
        note=counts,
        agents=[agent],
        objects=objects,
    )
    return document.render()


def _facts(facts: WitnessFacts) -> Element:
    form = format_of("text", f"encoding {facts.encoding}")
    return el("objectCharacteristics", fixity("SHA-256", facts.sha256), el("size", str(facts.size)), form)


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)


def _uuid(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(("urn:policydiff", *parts))))
