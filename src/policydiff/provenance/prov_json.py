# SPDX-License-Identifier: Apache-2.0
"""PROV-JSON (W3C member submission, 2013) of a dossier: entities, activities and agents, with the claims of people in
bundles of their own.

A copy is an entity that specializes its bytes: two copies of the same bytes are two entities. Every attribute
`pd:FIELD` has its basis in `pd:FIELD-basis`.
"""

import json
from typing import Any
from urllib.parse import quote, unquote

from policydiff.provenance.dossier import Copy, Dossier, in_words
from policydiff.provenance.entry import Entry
from policydiff.provenance.fields import FIELDS
from policydiff.provenance.recorded import digest, fields_of, number, numbers, tables_of

NAMESPACE = "urn:policydiff:ns:"
PREFIXES = {
    "pd": NAMESPACE,
    "sha256": "urn:sha256:",
    "dcterms": "http://purl.org/dc/terms/",
    "premis": "http://www.loc.gov/premis/rdf/v3/",
}

Json = dict[str, Any]


class Document:
    """A PROV document or bundle under construction; relations are numbered as they come."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.parts: dict[str, Json] = {}
        self.count = 0

    def put(self, kind: str, name: str, attributes: Json) -> None:
        """Add an entity, activity or agent; what is said twice is merged."""
        self.parts.setdefault(kind, {}).setdefault(name, {}).update(attributes)

    def relate(self, kind: str, about: Json | None = None, **ends: str) -> None:
        """Add a relation between two things, each end by its PROV role."""
        self.count += 1
        relation = {f"prov:{role}": name for role, name in ends.items()}
        self.parts.setdefault(kind, {})[f"_:{self.prefix}{self.count}"] = relation | (about or {})


def prov_json(dossier: Dossier) -> bytes:
    """The dossier as PROV-JSON, in UTF-8: the same bytes for the same log."""
    document = Document("r")
    log = f"urn:policydiff:store:{dossier.origin.rpartition('/')[2]}:"
    for seq, tool in dossier.tools.items():
        _tool(document, seq, tool)
    for copy in dossier.copies:
        _copy(document, copy, dossier)
    for entry in dossier.others:
        _OTHERS.get(entry.kind, _act)(document, entry)
    bundles = {f"log:bundle-{entry.seq}": _claim(entry) for entry in dossier.of_kind("lineage", "group")}
    bundles |= {
        f"log:bundle-{entry.seq}": _statement(entry, copy) for copy in dossier.copies for entry in copy.statements
    }
    for name, content in bundles.items():
        document.put("entity", name, {"prov:type": _qualified("prov:Bundle")})
        document.relate("wasAttributedTo", entity=name, agent=content.pop("agent"))
    whole: Json = {"prefix": {**PREFIXES, "log": log}, **document.parts}
    if bundles:
        whole["bundle"] = {
            name: {"prefix": {**PREFIXES, "log": log}, **content["parts"]} for name, content in bundles.items()
        }
    _declare_agents(whole)
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _qualified(name: str) -> Json:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _agent(entry: Entry) -> str:
    return (
        f"log:person-{_slug(entry.agent['operator'])}"
        if "operator" in entry.agent
        else f"log:program-{_slug(entry.agent.get('version', ''))}"
    )


def _slug(text: str) -> str:
    """A name as the local part of an identifier; `unquote` gives it back."""
    return quote(text, safe="")


def _declare_agents(whole: Json) -> None:
    """Every agent that a relation names stands among the agents."""
    agents = whole.setdefault("agent", {})
    for kind in ("wasAttributedTo", "wasAssociatedWith"):
        for relation in whole.get(kind, {}).values():
            name = relation["prov:agent"]
            person = name.startswith("log:person-")
            agents.setdefault(
                name,
                {
                    "prov:type": _qualified("prov:Person" if person else "prov:SoftwareAgent"),
                    "prov:label": unquote(name.partition("-")[2]),
                },
            )


def _tool(document: Document, seq: int, tool: Entry) -> None:
    facts = tool.data
    about = {f"pd:{key}": str(facts[key]) for key in ("version", "code", "python", "unicode") if facts.get(key)}
    document.put(
        "agent", f"log:tool-{seq}", {"prov:type": _qualified("prov:SoftwareAgent"), "prov:label": "policydiff", **about}
    )
    for name, table in tables_of(tool).items():
        document.put("entity", f"sha256:{table}", {"prov:type": _qualified("pd:Table"), "prov:label": name})


def _copy(document: Document, copy: Copy, dossier: Dossier) -> None:
    seq, copy_id, bytes_id = copy.seq, f"log:copy-{copy.seq}", f"sha256:{copy.text('sha256')}"
    attributes: Json = {"prov:type": _qualified("pd:Copy"), "prov:label": copy.name}
    for field in FIELDS:
        known = copy.fields.get(field.key, {"basis": "not_examined"})
        attributes[f"pd:{field.key}-basis"] = known["basis"]
        if known["basis"] not in ("absent", "not_examined"):
            attributes[f"pd:{field.key}"] = in_words(known.get("value"))
            if field.dc:
                attributes[f"dcterms:{field.dc}"] = in_words(known.get("value"))
    document.put("entity", copy_id, attributes)
    document.put(
        "entity",
        bytes_id,
        {"prov:type": _qualified("pd:Bytes"), "premis:size": {"$": str(copy.value("size")), "type": "xsd:long"}},
    )
    document.relate("specializationOf", specificEntity=copy_id, generalEntity=bytes_id)
    activity = f"log:activity-{seq}"
    kind = _qualified("pd:Capture" if copy.captured else "pd:Ingestion")
    document.put("activity", activity, {**_at(_moment(copy)), "prov:type": kind, "pd:recorded": copy.entry.time})
    document.relate("wasGeneratedBy", entity=copy_id, activity=activity)
    document.relate("wasAssociatedWith", activity=activity, agent=_agent(copy.entry))
    _derivation(document, copy, bytes_id, dossier)


def _moment(copy: Copy) -> str:
    """The capture's time where it was observed, else the time of taking in."""
    seen = copy.value("retrieved") if copy.captured else None
    return str(seen["edtf"]) if isinstance(seen, dict) and seen.get("precision") == "second" else copy.entry.time


def _at(moment: str) -> Json:
    return {"prov:startTime": moment, "prov:endTime": moment}


def _derivation(document: Document, copy: Copy, bytes_id: str, dossier: Dossier) -> None:
    """The chain from bytes to canonical text, a step a layer."""
    activity = f"log:canonicalization-{copy.seq}"
    document.put("activity", activity, {"prov:type": _qualified("pd:Canonicalization"), **_at(copy.entry.time)})
    document.relate("used", activity=activity, entity=bytes_id)
    document.relate("wasAssociatedWith", activity=activity, agent=f"log:tool-{copy.tool}")
    tool = dossier.tools.get(copy.tool)
    for table in tables_of(tool).values() if tool else ():
        document.relate("used", activity=activity, entity=f"sha256:{table}")
    before = bytes_id
    for step in copy.value("layers") or []:
        after = f"sha256:{step['sha256']}"
        if after == before:
            continue
        document.put(
            "entity",
            after,
            {
                "prov:type": _qualified("pd:Text"),
                "pd:layer": step["layer"],
                "pd:characters": {"$": str(step["length"]), "type": "xsd:long"},
            },
        )
        document.relate("wasDerivedFrom", {"pd:layer": step["layer"]}, generatedEntity=after, usedEntity=before)
        document.relate("wasGeneratedBy", entity=after, activity=activity)
        before = after


def _comparison(document: Document, entry: Entry) -> None:
    activity, report = f"log:activity-{entry.seq}", f"sha256:{digest(entry, 'report')}"
    told = {f"pd:{key}": str(entry.data.get(key)) for key in ("verdict", "relation")} | {
        f"pd:{key}": in_words(entry.data.get(key)) for key in ("counts", "options")
    }
    document.put("activity", activity, {"prov:type": _qualified("pd:Comparison"), **_at(entry.time), **told})
    for side in ("a", "b"):
        document.relate("used", activity=activity, entity=f"log:copy-{number(entry, side)}")
    document.put("entity", report, {"prov:type": _qualified("pd:Report"), **told})
    document.relate("wasGeneratedBy", entity=report, activity=activity)
    document.relate("wasAssociatedWith", activity=activity, agent=f"log:tool-{number(entry, 'tool')}")
    if entry.data.get("relation") == "copy":
        document.relate(
            "alternateOf", alternate1=f"log:copy-{number(entry, 'a')}", alternate2=f"log:copy-{number(entry, 'b')}"
        )


def _act(document: Document, entry: Entry) -> None:
    """Any other act: a verification, a decision, a suppression, an export."""
    activity = f"log:activity-{entry.seq}"
    told = {f"pd:{key}": in_words(value) for key, value in entry.data.items() if value not in (None, "", [], {})}
    document.put(
        "activity", activity, {"prov:type": _qualified(f"pd:{entry.kind.capitalize()}"), **_at(entry.time), **told}
    )
    document.relate("wasAssociatedWith", activity=activity, agent=_agent(entry))


def _nothing(document: Document, entry: Entry) -> None:
    """Claims stand in bundles of their own."""


_OTHERS = {"comparison": _comparison, "lineage": _nothing, "group": _nothing}


def _claim(entry: Entry) -> Json:
    """A claim of lineage or of a group, as a bundle attributed to whoever makes it."""
    bundle = Document(f"c{entry.seq}r")
    about = {
        f"pd:{key}": in_words(entry.data[key])
        for key in ("evidence", "strength", "reason", "basis")
        if entry.data.get(key)
    }
    if entry.kind == "lineage":
        child, parent = f"log:copy-{number(entry, 'to')}", f"log:copy-{number(entry, 'from')}"
        bundle.put("entity", child, about)
        bundle.put("entity", parent, {})
        bundle.relate("wasDerivedFrom", generatedEntity=child, usedEntity=parent)
    else:
        notice = f"log:notice-{entry.seq}"
        bundle.put("entity", notice, {"prov:type": _qualified("pd:Notice"), **about})
        for seq in numbers(entry, "members"):
            bundle.put("entity", f"log:copy-{seq}", {})
            bundle.relate("specializationOf", specificEntity=f"log:copy-{seq}", generalEntity=notice)
    return {"agent": _claimant(entry), "parts": bundle.parts}


def _claimant(entry: Entry) -> str:
    claimant = entry.data.get("claimant")
    return f"log:person-{_slug(claimant)}" if isinstance(claimant, str) else _agent(entry)


def _statement(entry: Entry, copy: Copy) -> Json:
    """What a person said of a copy later, as a bundle of its own."""
    bundle = Document(f"s{entry.seq}r")
    attributes: Json = {"pd:recorded": entry.time}
    for key, value in fields_of(entry, "said").items():
        attributes |= {f"pd:{key}": in_words(value.get("value")), f"pd:{key}-basis": value.get("basis")}
    bundle.put("entity", f"log:copy-{copy.seq}", attributes)
    return {"agent": _claimant(entry), "parts": bundle.parts}
