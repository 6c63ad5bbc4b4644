# SPDX-License-Identifier: Apache-2.0
"""A small checker: is every statement of an export entailed by the log? It reads the log by itself, and knows nothing
of how exports are written. Each fault is a sentence."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from policydiff.provenance.dossier import gather, in_words
from policydiff.provenance.store import Store

P = {"p": "http://www.loc.gov/premis/v3"}
KINDS = {
    "pd:Ingestion": {"copy"},
    "pd:Capture": {"copy"},
    "pd:Canonicalization": {"copy"},
    "pd:Comparison": {"comparison"},
}


def seq_of(name: str) -> int:
    """The number of the entry that a name of an export speaks of."""
    return int(name.split("-")[1])


def prov_faults(plain: dict[str, Any], store: Store) -> Iterator[str]:
    """What PROV-JSON says that the log does not, or that the constraints of PROV forbid."""
    log = {entry.seq: entry for entry in store.entries()}
    kinds = {name: about["prov:type"]["$"] for name, about in plain["activity"].items()}
    for name, kind in kinds.items():
        entry = log[seq_of(name)]
        if entry.kind not in KINDS.get(kind, {kind.removeprefix("pd:").lower()}):
            yield f"{name} is called {kind}, its entry is a {entry.kind}"
        if kind == "pd:Capture" and entry.data["event"] != "capture":
            yield f"{name} is a capture that nobody saw"
        when = plain["activity"][name].get("prov:endTime")
        if when is not None and when != entry.time:
            yield f"{name} has a time that its entry has not"
    yield from _constraints(plain)
    for relation in plain["wasAssociatedWith"].values():
        yield from _association(relation, kinds, plain, log)
    for relation in plain["used"].values():
        yield from _usage(relation, kinds, log)
    for relation in plain["wasDerivedFrom"].values():
        yield from _derivation(relation, log)
    yield from _members(plain, log)
    for name, about in plain["entity"].items():
        if name.startswith("log:anchor-"):
            told = log[seq_of(name)].data
            if (about["pd:sha256"], about.get("pd:said-time")) != (told["file"], told.get("time")):
                yield f"{name} is another anchor, or of another time"
        if name.startswith("log:copy-"):
            yield from _copy(name, about, log[seq_of(name)].data["record"])


def _members(plain: dict[str, Any], log: dict[int, Any]) -> Iterator[str]:
    """The tables of a program are all that it names, and no others."""
    found: dict[str, set[str]] = {}
    for relation in plain.get("hadMember", {}).values():
        found.setdefault(relation["prov:collection"], set()).add(relation["prov:entity"].removeprefix("sha256:"))
    for name, tables in found.items():
        if tables != set(log[seq_of(name)].data["tables"].values()):
            yield f"{name} has other tables than its program"


def _constraints(plain: dict[str, Any]) -> Iterator[str]:
    """W3C PROV-CONSTRAINTS: one generation an entity (25), generation before use (37), no derivation of itself, and
    nothing is both entity and activity (55)."""
    generated: dict[str, str] = {}
    for relation in plain["wasGeneratedBy"].values():
        name = relation["prov:entity"]
        if name in generated:
            yield f"{name} is generated twice"
        generated[name] = relation["prov:activity"]
    for relation in plain["used"].values():
        made, by = generated.get(relation["prov:entity"]), relation["prov:activity"]
        if made is not None and plain["activity"][made].get("prov:endTime", "") > plain["activity"][by].get(
            "prov:endTime", "9"
        ):
            yield f"{relation['prov:entity']} is used before it is made"
    above = {(one["prov:generatedEntity"], one["prov:usedEntity"]) for one in plain["wasDerivedFrom"].values()}
    parents: dict[str, set[str]] = {}
    for child, parent in above:
        parents.setdefault(child, set()).add(parent)
    for start in parents:
        seen, waiting = set(), [start]
        while waiting:
            for one in parents.get(waiting.pop(), ()):
                if one == start:
                    yield f"{start} descends from itself"
                if one not in seen:
                    seen.add(one)
                    waiting.append(one)
    yield from (f"{name} is two things" for name in set(plain["entity"]) & set(plain["activity"]))


def _association(
    relation: dict[str, str], kinds: dict[str, str], plain: dict[str, Any], log: dict[int, Any]
) -> Iterator[str]:
    name, agent = relation["prov:activity"], relation["prov:agent"]
    entry, about = log[seq_of(name)], plain["agent"][agent]
    if kinds[name] == "pd:Capture":
        crawler = entry.data["record"]["crawler"].get("value", {})
        if about["prov:label"] not in crawler.values():
            yield f"{name} is laid to {agent}, of which the archive says nothing"
    elif agent.startswith("log:tool-"):
        if entry.data.get("tool") != seq_of(agent):
            yield f"{name} is laid to a tool that did not do it"
    elif agent.startswith("log:agent-"):
        if entry.agent.get("operator") != about["prov:label"]:
            yield f"{name} is laid to {about['prov:label']}"
        said = {"person": "prov:Person", "program": "prov:SoftwareAgent", "organization": "prov:Organization"}
        if about.get("prov:type", {}).get("$") != said.get(entry.agent.get("operator_kind", "")):
            yield f"{agent} is called what nobody said"
    elif "operator" in entry.agent or entry.agent["version"] not in about["prov:label"]:
        yield f"{name} is laid to a program"


def _usage(relation: dict[str, str], kinds: dict[str, str], log: dict[int, Any]) -> Iterator[str]:
    name, used = relation["prov:activity"], relation["prov:entity"]
    entry = log[seq_of(name)]
    if used.startswith("log:copy-") and seq_of(used) > entry.seq:
        yield f"{name} uses a copy that was not there yet"
    if used.startswith("log:tables-") and entry.data.get("tool") != seq_of(used):
        yield f"{name} uses the tables of another tool"
    if kinds[name] == "pd:Fixity" and used != "log:log":
        runs = entry.data.get("copies_read", [])
        if not any(first <= seq_of(used) <= last for first, last in runs):
            yield f"{name} did not read {used}"
    if kinds[name] == "pd:Anchor" and used not in ("log:log", f"log:anchor-{entry.seq}"):
        yield f"{name} did not look at {used}"
    if kinds[name] == "pd:Comparison" and seq_of(used) not in (entry.data["a"], entry.data["b"]):
        yield f"{name} did not compare {used}"


def _derivation(relation: dict[str, Any], log: dict[int, Any]) -> Iterator[str]:
    after, before = relation["prov:generatedEntity"], relation["prov:usedEntity"]
    if after.startswith("log:bundle-"):
        if log[seq_of(after)].supersedes != seq_of(before):
            yield f"{after} corrects nothing"
        return
    entry = log[seq_of(after)]
    if seq_of(before) != entry.seq:
        yield f"{after} derives from another entry's {before}"
    if after.startswith("log:text-"):
        steps = entry.data["record"]["layers"]["value"]
        texts = {step["layer"]: step["sha256"] for step in steps}
        mine = texts[after.split("-", 2)[2]]
        if before.startswith("log:text-") and texts[before.split("-", 2)[2]] == mine:
            yield f"{after} is the same text as {before}"
    elif entry.data["event"] != "capture":
        yield f"{after} derives from {before}, and was not captured"


def _copy(name: str, about: dict[str, Any], record: dict[str, Any]) -> Iterator[str]:
    for key, value in about.items():
        kind, _, field = key.partition(":")
        if kind == "pd" and not field.endswith("-basis"):
            known = record[field]
            if (about[f"pd:{field}-basis"], value) != (known["basis"], in_words(known.get("value"))):
                yield f"{name} has another {field}"
            if known["basis"] == "asserted":
                yield f"{name}: what somebody said of {field} is told as known"
        elif kind == "dcterms" and not any(
            record[one]["basis"] not in ("asserted", "absent", "not_examined") for one in record
        ):
            yield f"{name}: {key} comes from nowhere"


def premis_faults(content: bytes, store: Store) -> Iterator[str]:
    """What PREMIS says that the log does not."""
    tree = etree.fromstring(content)
    dossier = gather(store)
    log = {entry.seq: entry for entry in store.entries()}
    events = {dossier.uuid("event", seq): seq for seq in log}
    copies = {dossier.uuid("copy", seq): seq for seq, entry in log.items() if entry.kind == "copy"}
    for event in tree.findall("p:event", P):
        ident = event.findtext("p:eventIdentifier/p:eventIdentifierValue", namespaces=P)
        kind = event.findtext("p:eventType", namespaces=P)
        when = event.findtext("p:eventDateTime", namespaces=P)
        touched = event.xpath("p:linkingObjectIdentifier/p:linkingObjectIdentifierValue/text()", namespaces=P)
        named = {copies[one] for one in touched if one in copies}
        if ident in events:
            yield from _event(kind, when, named, log[events[ident]], log)
        elif not named or ident != dossier.uuid("event", min(named), kind):
            yield f"an event {kind} of {named} is nobody's"
        for seq in named if ident not in events else ():
            record = log[seq].data["record"]
            if kind == "capture" and (log[seq].data["event"], when) != (
                "capture",
                record["retrieved"]["value"]["edtf"],
            ):
                yield f"copy {seq} was not captured at {when}"
            if kind != "capture" and when != log[seq].time:
                yield f"{kind} of copy {seq} was not at {when}"
            if kind in ("text derivation", "metadata extraction") and "value" not in record["canonical_text"]:
                yield f"{kind} of copy {seq}, whose text nobody read"
    for one in tree.findall("p:object", P):
        ident = one.findtext("p:objectIdentifier/p:objectIdentifierValue", namespaces=P)
        digest = one.findtext("p:objectCharacteristics/p:fixity/p:messageDigest", namespaces=P)
        if ident in copies and digest != log[copies[ident]].data["record"]["sha256"]["value"]:
            yield f"copy {copies[ident]} has another digest"


def _event(kind: str | None, when: str | None, named: set[int], entry: Any, log: dict[int, Any]) -> Iterator[str]:
    if when != entry.time:
        yield f"entry {entry.seq} was not at {when}"
    if any(seq > entry.seq for seq in named):
        yield f"entry {entry.seq} is on a copy that was not there yet"
    if entry.kind == "fixity":
        read = {seq for first, last in entry.data.get("copies_read", []) for seq in range(first, last + 1)}
        if not named <= read:
            yield f"check {entry.seq} did not read {named - read}"
    if entry.kind == "comparison" and named != {entry.data["a"], entry.data["b"]}:
        yield f"comparison {entry.seq} was of others than {named}"
    validated = entry.kind == "anchor" and entry.data["form"] != "opentimestamps"
    if (kind == "digital signature validation") != validated or (entry.kind == "anchor" and named):
        yield f"entry {entry.seq} validated no signature, or is on copies"
    if (kind == "fixity check") != (entry.kind == "fixity"):
        yield f"entry {entry.seq} is no {kind}"
