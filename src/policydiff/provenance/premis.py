# SPDX-License-Identifier: Apache-2.0
"""PREMIS 3 (Library of Congress, 2016) of a dossier.

Event types are those of id.loc.gov where they fit. Deriving a text for comparison is not PREMIS *normalization*, and no
type there is a comparison: both are local types with their own authority. Every object, event and agent is linked both
ways, as Archivematica's import asks.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from policydiff import __version__
from policydiff.provenance.dossier import Copy, Dossier, in_words
from policydiff.provenance.entry import Entry
from policydiff.provenance.premis_document import (
    Document,
    Element,
    add_program,
    el,
    entity,
    file_object,
    fixity,
    format_of,
    identified,
    relation,
    significant,
)
from policydiff.provenance.premis_events import SharedEvents, extracted, happenings
from policydiff.provenance.recorded import number, numbers

_OTHER_TYPES = {
    "comparison": "comparison",
    "collation": "collation",
    "lineage": "lineage claim",
    "group": "grouping",
    "decision": "decision",
    "suppression": "suppression",
    "fixity": "fixity check",
    "anchor": "digital signature validation",
    "visit": "visit",
    "retraction": "deaccession",
    "redaction": "redaction",
}
_TOLD = ("language", "script", "title", "issuer", "doc_number", "signed_date")
_TOLD_APART = ("verdict", "outcome", "tool", "records", "copies_read", "entries", "blobs")
_PATH = "path in the package"
_AGENTS = {"person": "person", "program": "software", "organization": "organization"}


@dataclass(frozen=True, slots=True)
class Package:
    """Where things lie in a package: copies, their canonical texts, web archives, and the log.

    A file of a package is called by its path there: Archivematica finds the files that events are of by their
    `originalName`, and takes no event whose objects are not all files. The name that a copy came with is then a
    property of it, and the store is its log.
    """

    copy: Callable[[Copy], str]
    text: Callable[[Copy], str]
    archive: Callable[[Entry], str]
    log: str


def premis_xml(dossier: Dossier, package: Package | None = None) -> bytes:
    """The dossier as PREMIS 3: copies, their canonical texts, all events, the programs and people, the rights."""
    return b"".join(premis_parts(dossier, package))


def premis_parts(dossier: Dossier, package: Package | None = None) -> Iterator[bytes]:
    """The same in pieces, of a package where one is given."""
    document = Document()
    for seq, tool in dossier.tools.items():
        made = f"code {tool.data.get('code')}; tables {in_words(tool.data.get('tables'))}"
        add_program(document, dossier.uuid("tool", seq), str(tool.data.get("version")), made)
    _store(document, dossier, package)
    archives = set()
    for entry in dossier.of_kind("archive"):
        if number(entry, "archive") < 0:
            archives.add(entry.seq)
            _archive(document, dossier, entry, package)
    for entry in dossier.of_kind("group"):
        _notice(document, dossier, entry, package)
    related = _relations(dossier)
    shared = SharedEvents(document, dossier.origin)
    for copy in dossier.copies:
        happened = _happened(document, dossier, copy, shared)
        _copy(document, dossier, copy, package, archives, related.get(copy.seq, []), happened)
    shared.flush()
    for entry in dossier.others:
        _other(document, dossier, entry, package)
    yield from document.parts()


def _store(document: Document, dossier: Dossier, package: Package | None) -> None:
    """The store itself: what every copy is a part of, and what fixity checks are about."""
    own, event = dossier.uuid("store"), dossier.uuid("event", 0)
    actor = _actor(document, dossier, dossier.first)
    name = f"log of {dossier.origin}, {dossier.checkpoint.size} entries, root {dossier.checkpoint.root_text()}"
    origin = [{"type": "local", "value": dossier.origin}]
    checks = [dossier.uuid("event", entry.seq) for entry in dossier.of_kind("fixity", "anchor")]
    gone = [
        dossier.uuid("event", entry.seq)
        for entry in dossier.of_kind("redaction")
        if not set(numbers(entry, "copies")) & set(dossier.copies.numbers)
    ]
    seen = [significant("checkpoint", name)]
    itself = entity(own, "", identifiers=origin, properties=seen)
    if package is not None:
        form = el(
            "objectCharacteristics", format_of("application/x-ndjson", "a line an entry, the bytes that are hashed")
        )
        itself = file_object(own, form, package.log, identifiers=origin, properties=seen, where=(_PATH, package.log))
    document.add_object(itself, [event, *checks, *gone])
    document.event(
        event,
        "creation",
        dossier.first.time,
        detail="the store was made",
        outcome="success",
        note="",
        agents=[actor],
        objects={own: "outcome"},
    )


def _archive(document: Document, dossier: Dossier, entry: Entry, package: Package | None) -> None:
    """A web archive that was taken in."""
    own, event = dossier.uuid("archive", entry.seq), dossier.uuid("event", entry.seq)
    digest = fixity("SHA-256", str(entry.data.get("sha256")))
    form = format_of("application/warc" if str(entry.data.get("name")).endswith(("warc", "warc.gz")) else "", "")
    about = el("objectCharacteristics", digest, el("size", str(entry.data.get("size"))), form)
    name = str(entry.data.get("name"))
    if package is not None and entry.data.get("by_reference") is not True:
        place = package.archive(entry)
        named = [significant("original name", name)]
        document.add_object(file_object(own, about, place, properties=named, where=(_PATH, place)), [event])
    else:
        document.add_object(file_object(own, about, name), [event])
    document.event(
        event,
        "ingestion",
        entry.time,
        detail=f"log entry {entry.seq}",
        outcome="success",
        note=in_words({key: entry.data.get(key) for key in ("counts", "digests", "info", "whole", "wanted")}),
        agents=[_actor(document, dossier, entry)],
        objects={own: "outcome"},
    )


def _notice(document: Document, dossier: Dossier, entry: Entry, package: Package | None) -> None:
    """The notice that copies are claimed to be copies of: no file, so in a package no event names it."""
    own = dossier.uuid("notice", entry.seq)
    claim = in_words({key: entry.data.get(key) for key in ("reason", "basis", "claimant")})
    found = entity(own, "", properties=[significant("claimed notice", claim)])
    document.add_object(found, [] if package else [dossier.uuid("event", entry.seq)])


def _relations(dossier: Dossier) -> dict[int, list[Element]]:
    """By copy: from which other it is claimed to descend, and of which notice it is claimed to be a copy."""
    found: dict[int, list[Element]] = {}
    for entry in dossier.of_kind("group"):
        claim = relation("logical", "represents", [dossier.uuid("notice", entry.seq)], dossier.uuid("event", entry.seq))
        for member in numbers(entry, "members"):
            found.setdefault(member, []).append(claim)
    for entry in dossier.of_kind("lineage"):
        parents = [dossier.uuid("copy", seq) for seq in numbers(entry, "from")]
        if len(parents) == 1:  # of a group one cannot say which, and a lost one is no object
            claim = relation("derivation", "has source", parents, dossier.uuid("event", entry.seq))
            for child in numbers(entry, "to"):
                found.setdefault(child, []).append(claim)
    return found


def _happened(document: Document, dossier: Dossier, copy: Copy, shared: SharedEvents) -> dict[str, str]:
    """The events by which a copy came into the store, by their kinds."""
    own, text = dossier.uuid("copy", copy.seq), dossier.uuid("text", copy.seq)
    found = {}
    for happened in happenings(copy):
        kind = happened.kind
        objects = {own: "source", text: "outcome"} if kind == "text derivation" else {own: "outcome"}
        ident = dossier.uuid("event", copy.seq, kind)
        found[kind] = shared.join(copy, ident, happened, _acting(document, dossier, copy, kind), objects)
    return found


def _copy(
    document: Document,
    dossier: Dossier,
    copy: Copy,
    package: Package | None,
    archives: set[int],
    claims: list[Element],
    happened: dict[str, str],
) -> None:
    own, text = dossier.uuid("copy", copy.seq), dossier.uuid("text", copy.seq)
    touched = list(happened.values())
    touched += [dossier.uuid("event", entry.seq) for entry in copy.statements]
    touched += [dossier.uuid("event", seq) for seq in dossier.events.get(copy.seq, ())]
    relations = [relation("structural", "is part of", [dossier.uuid("store")]), *map(deepcopy, claims)]
    archive = number(copy.entry, "archive")
    if archive in archives:
        relations.append(relation("derivation", "has source", [dossier.uuid("archive", archive)]))
    document.add_object(
        file_object(
            own,
            _characteristics(copy),
            package.copy(copy) if package else copy.name,
            identifiers=copy.value("identifiers"),
            properties=[*([significant("original name", copy.name)] if package else []), *_properties(copy)],
            where=_place(copy, package),
            relations=relations,
        ),
        touched,
    )
    if copy.read:
        document.add_object(_derived(copy, own, text, package), [happened["text derivation"]])
    for entry in copy.statements:
        document.event(
            dossier.uuid("event", entry.seq),
            "metadata modification",
            entry.time,
            detail=f"said: {in_words(entry.data.get('said'))}",
            outcome="success",
            note="",
            agents=[_actor(document, dossier, entry)],
            objects={own: "outcome"},
        )
    _rights(document, dossier, copy, own)


def _place(copy: Copy, package: Package | None) -> tuple[str, str] | None:
    """Where the bytes lie: in the package, or, for a copy by reference, in the file that it names."""
    if copy.by_reference:
        where = copy.value("by_reference")
        return ("file name", str(where.get("file"))) if isinstance(where, dict) else None
    return (_PATH, package.copy(copy)) if package else None


def _acting(document: Document, dossier: Dossier, copy: Copy, kind: str) -> list[str]:
    """Who did what by which a copy came to be known: a capture is the crawler's, taking in whoever's is named."""
    if kind == "capture":
        crawler = copy.value("crawler")
        name = crawler.get("software") or crawler.get("operator") if isinstance(crawler, dict) else None
        if not name:
            return [_unknown(document, dossier)]
        return [
            _agent(document, dossier.uuid("crawler", name), str(name), "software" if crawler.get("software") else "")
        ]
    if kind == "ingestion":
        return [_actor(document, dossier, copy.entry)]
    return [dossier.uuid("tool", copy.tool)] if copy.tool in dossier.tools else [_actor(document, dossier, copy.entry)]


def _unknown(document: Document, dossier: Dossier) -> str:
    """Whoever captured what no archive says: PREMIS importers ask for an agent."""
    return _agent(document, dossier.uuid("crawler", ""), "unknown", "")


def _agent(document: Document, ident: str, name: str, kind: str) -> str:
    if not document.has_agent(ident):
        own = el("agentIdentifier", *identified("agent", ident))
        about = [el("agentType", kind)] if kind else []
        document.add_agent(ident, el("agent", own, el("agentName", name), *about), acts=True)
    return ident


def _characteristics(copy: Copy) -> Element:
    digests = [fixity("SHA-256", copy.text("sha256")), fixity("SHA-512", copy.text("sha512"))]
    encoding = copy.value("encoding")
    note = f"encoding {encoding['name']} ({encoding['basis']})" if isinstance(encoding, dict) else ""
    return el(
        "objectCharacteristics", *digests, el("size", copy.text("size")), format_of(copy.text("media_type"), note)
    )


def _derived(copy: Copy, source: str, own: str, package: Package | None) -> Element:
    form = format_of("text/plain", "encoding utf-8; derived for comparison")
    characteristics = el("objectCharacteristics", fixity("SHA-256", copy.text("canonical_text")), form)
    return file_object(
        own,
        characteristics,
        package.text(copy) if package else f"{copy.name} (canonical text)",
        where=(_PATH, package.text(copy)) if package else None,
        relations=[relation("derivation", "has source", [source])],
    )


def _properties(copy: Copy) -> list[Element]:
    properties = [
        significant(kind, f"{in_words(copy.value(kind))} [{copy.fields[kind]['basis']}]")
        for kind in dict.fromkeys((*_TOLD, *extracted(copy)))
        if copy.fields.get(kind, {}).get("value") is not None
    ]
    if not copy.read:
        properties.append(significant("text", f"not examined: {in_words(copy.value('problems'))}"))
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
        document.add_rights(el("rights", el("rightsStatement", named, el("rightsBasis", "other"), other, linked)))


def _other(document: Document, dossier: Dossier, entry: Entry, package: Package | None) -> None:
    """Any later event: on the copies that it touches; a fixity check is one of the store, too."""
    touched = dossier.touched.get(entry.seq, [])
    if entry.kind not in _OTHER_TYPES or not (touched or entry.kind in ("fixity", "anchor", "redaction")):
        return
    outcome = str(entry.data.get("verdict") or entry.data.get("outcome") or entry.data.get("what") or "recorded")
    told = {key: value for key, value in entry.data.items() if key not in _TOLD_APART}
    tool = number(entry, "tool")
    acting = (
        [dossier.uuid("tool", tool), *_people(document, dossier, entry)]
        if tool in dossier.tools
        else [_actor(document, dossier, entry)]
    )
    objects = {dossier.uuid("copy", seq): "source" for seq in sorted(touched)}
    if entry.kind == "group" and not package:
        objects[dossier.uuid("notice", entry.seq)] = "outcome"
    if entry.kind in ("fixity", "anchor") or not touched:
        objects[dossier.uuid("store")] = "source"
    validated = entry.kind != "anchor" or entry.data.get("form") != "opentimestamps"
    document.event(
        dossier.uuid("event", entry.seq),
        _OTHER_TYPES[entry.kind] if validated else "proof kept",  # a proof of OpenTimestamps is signed by nobody
        entry.time,
        detail="",
        outcome=outcome,
        note=in_words(told),
        agents=acting,
        objects=objects,
    )


def _people(document: Document, dossier: Dossier, entry: Entry) -> list[str]:
    """Whoever acted, where the entry names somebody, put among the agents."""
    name = entry.agent.get("operator")
    if not name:
        return []
    kind = _AGENTS.get(entry.agent.get("operator_kind", ""), "")
    return [_agent(document, dossier.uuid("person", name), name, kind)]


def _actor(document: Document, dossier: Dossier, entry: Entry) -> str:
    """Whoever acted, where somebody is named, else the program that wrote the entry."""
    people = _people(document, dossier, entry)
    version = entry.agent.get("version", __version__)
    ident = people[0] if people else dossier.uuid("program", version)
    if not document.has_agent(ident):
        add_program(document, ident, version, "")
    return ident
