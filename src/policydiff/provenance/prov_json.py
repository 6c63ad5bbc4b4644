# SPDX-License-Identifier: Apache-2.0
"""PROV-JSON (W3C member submission, 2013) of a dossier: what happened, who did it, what came of what.

A copy is an entity that specializes its bytes: two copies of the same bytes are two entities, and each has texts of its
own. Only what the log shows is said: a capture is by the crawler that the archive names, or by nobody; taking in is by
whoever is named; a layer that changes nothing derives nothing. What people say and claim stands in bundles of their
own, attributed to them. Every attribute `pd:FIELD` has its basis in `pd:FIELD-basis`; a field that nobody examined has
neither, and the texts after each layer stand as entities alone. The tables of a program are one collection.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from policydiff.provenance.dossier import Copy, Dossier, in_runs, in_words
from policydiff.provenance.entry import Entry
from policydiff.provenance.fields import FIELDS
from policydiff.provenance.prov_writing import Json, Sections, qualified
from policydiff.provenance.recorded import digest, fields_of, number, numbers, tables_of

NAMESPACE = "urn:policydiff:ns:"
PREFIXES = {
    "pd": NAMESPACE,
    "sha256": "urn:sha256:",
    "dcterms": "http://purl.org/dc/terms/",
    "premis": "http://www.loc.gov/premis/rdf/v3/",
}
_KINDS = {"person": "prov:Person", "program": "prov:SoftwareAgent", "organization": "prov:Organization"}


def prov_json(dossier: Dossier) -> bytes:
    """The dossier as PROV-JSON, in UTF-8: the same bytes for the same log."""
    return b"".join(prov_parts(dossier))


def prov_parts(dossier: Dossier) -> Iterator[bytes]:
    """The same in pieces: what was put together waits on the disk."""
    log = f"urn:policydiff:store:{dossier.origin.rpartition('/')[2]}:"
    with Sections("r", {**PREFIXES, "log": log}) as document:
        document.put("entity", "log:log", {"prov:type": qualified("pd:Log"), "prov:label": dossier.origin})
        for seq, tool in dossier.tools.items():
            _tool(document, seq, tool)
        for copy in dossier.copies:
            _copy(document, copy, dossier)
        present = set(dossier.copies.numbers)
        for entry in dossier.others:
            _OTHERS.get(entry.kind, _act)(document, entry, present)
        yield from document.render()


def _agent(document: Sections, entry: Entry) -> str:
    """Whoever acted, put among the agents: the one that is named, else the program that wrote the entry."""
    name = entry.agent.get("operator")
    if name:
        ident = f"log:agent-{_slug(name)}"
        kind = _KINDS.get(entry.agent.get("operator_kind", ""))
        document.put("agent", ident, {"prov:label": name} | ({"prov:type": qualified(kind)} if kind else {}))
        return ident
    version = entry.agent.get("version", "")
    ident = f"log:program-{_slug(version)}"
    document.put(
        "agent", ident, {"prov:label": f"policydiff {version}".strip(), "prov:type": qualified("prov:SoftwareAgent")}
    )
    return ident


def _slug(text: str) -> str:
    """A name as the local part of an identifier; `unquote` gives it back."""
    return quote(text, safe="")


def _tool(document: Sections, seq: int, tool: Entry) -> None:
    facts = tool.data
    about = {f"pd:{key}": str(facts[key]) for key in ("version", "code", "python", "unicode") if facts.get(key)}
    document.put(
        "agent", f"log:tool-{seq}", {"prov:type": qualified("prov:SoftwareAgent"), "prov:label": "policydiff", **about}
    )
    tables = f"log:tables-{seq}"
    document.put("entity", tables, {"prov:type": qualified("prov:Collection")})
    for name, table in tables_of(tool).items():
        document.put("entity", f"sha256:{table}", {"prov:type": qualified("pd:Table"), "prov:label": name})
        document.relate("hadMember", collection=tables, entity=f"sha256:{table}")


def _copy(document: Sections, copy: Copy, dossier: Dossier) -> None:
    seq, copy_id, bytes_id = copy.seq, f"log:copy-{copy.seq}", f"sha256:{copy.text('sha256')}"
    attributes: Json = {"prov:type": qualified("pd:Copy"), "prov:label": copy.name}
    asserted: Json = {}
    recorded = fields_of(copy.entry)
    for field in FIELDS:
        known = recorded.get(field.key)
        if known is None or known["basis"] == "not_examined" or field.key == "layers":
            continue
        about = asserted if known["basis"] == "asserted" else attributes
        about[f"pd:{field.key}-basis"] = known["basis"]
        if known["basis"] != "absent":
            about[f"pd:{field.key}"] = in_words(known.get("value"))
            if field.dc and about is attributes:
                about[f"dcterms:{field.dc}"] = plain_words(known.get("value"))
        for other in known.get("also", []):
            if other["basis"] == "asserted":
                asserted |= {f"pd:{field.key}": in_words(other.get("value")), f"pd:{field.key}-basis": "asserted"}
    document.put("entity", copy_id, attributes)
    size = {"$": str(copy.value("size")), "type": "xsd:long"}
    document.put("entity", bytes_id, {"prov:type": qualified("pd:Bytes"), "premis:size": size})
    document.relate("specializationOf", specificEntity=copy_id, generalEntity=bytes_id)
    activity, agent = f"log:activity-{seq}", _agent(document, copy.entry)
    document.put("activity", activity, {"prov:type": qualified("pd:Ingestion"), "prov:endTime": copy.entry.time})
    document.relate("wasGeneratedBy", {"prov:time": copy.entry.time}, entity=copy_id, activity=activity)
    document.relate("wasAssociatedWith", activity=activity, agent=agent)
    if copy.captured:
        _capture(document, copy, activity)
    if asserted:
        _bundle(document, f"log:bundle-{seq}", copy_id, asserted | {"pd:recorded": copy.entry.time}, agent)
    if copy.read:
        _derivation(document, copy, dossier)
    for entry in copy.statements:
        _statement(document, entry, copy)


def _capture(document: Sections, copy: Copy, ingestion: str) -> None:
    """The exchange by which a web archive got what the copy was read from, and the record that was taken in."""
    activity, record = f"log:capture-{copy.seq}", f"log:record-{copy.seq}"
    about: Json = {"prov:type": qualified("pd:Capture"), "pd:url": copy.text("url_final")}
    when = copy.value("retrieved")
    if isinstance(when, dict) and when.get("precision") == "second":
        about["prov:startTime"] = str(when["edtf"])
    document.put("activity", activity, about)
    document.put(
        "entity", record, {"prov:type": qualified("pd:ArchiveRecord"), "pd:record": in_words(copy.value("warc_record"))}
    )
    document.relate("wasGeneratedBy", entity=record, activity=activity)
    document.relate("used", activity=ingestion, entity=record)
    document.relate("wasDerivedFrom", generatedEntity=f"log:copy-{copy.seq}", usedEntity=record)
    crawler = copy.value("crawler")
    if isinstance(crawler, dict) and (name := crawler.get("software") or crawler.get("operator")):
        agent = f"log:crawler-{_slug(str(name))}"
        kind = {"prov:type": qualified("prov:SoftwareAgent")} if crawler.get("software") else {}
        document.put("agent", agent, {"prov:label": str(name), **kind})
        document.relate("wasAssociatedWith", activity=activity, agent=agent)


def plain_words(value: object) -> str:
    """A value without this program's own words around it: of a time, the time alone."""
    if isinstance(value, dict) and "edtf" in value:
        return str(value["edtf"])
    if isinstance(value, list):
        return "; ".join(map(plain_words, value))
    if isinstance(value, dict) and "value" in value:
        return str(value["value"])
    return in_words(value)


def _derivation(document: Sections, copy: Copy, dossier: Dossier) -> None:
    """The chain from a copy to its canonical text: an entity for each layer that changes something."""
    activity = f"log:canonicalization-{copy.seq}"
    document.put("activity", activity, {"prov:type": qualified("pd:Canonicalization"), "prov:endTime": copy.entry.time})
    document.relate("used", activity=activity, entity=f"log:copy-{copy.seq}")
    document.relate("wasAssociatedWith", activity=activity, agent=f"log:tool-{copy.tool}")
    if copy.tool in dossier.tools:
        document.relate("used", activity=activity, entity=f"log:tables-{copy.tool}")
    before, last = f"log:copy-{copy.seq}", ""
    for step in copy.value("layers") or []:
        if step["sha256"] == last:
            continue
        last, after = step["sha256"], f"log:text-{copy.seq}-{step['layer']}"
        about: Json = {"prov:type": qualified("pd:Text"), "pd:layer": step["layer"], "pd:sha256": step["sha256"]}
        about["pd:characters"] = {"$": str(step["length"]), "type": "xsd:long"}
        document.put("entity", after, about)
        document.relate("wasDerivedFrom", {"pd:layer": step["layer"]}, generatedEntity=after, usedEntity=before)
        document.relate("wasGeneratedBy", entity=after, activity=activity)
        before = after


def _comparison(document: Sections, entry: Entry, present: set[int]) -> None:
    activity, report = f"log:activity-{entry.seq}", f"log:report-{entry.seq}"
    told = {f"pd:{key}": str(entry.data.get(key)) for key in ("verdict", "relation")} | {
        f"pd:{key}": in_words(entry.data.get(key)) for key in ("counts", "options")
    }
    document.put("activity", activity, {"prov:type": qualified("pd:Comparison"), "prov:endTime": entry.time, **told})
    for side in ("a", "b"):
        document.relate("used", activity=activity, entity=f"log:copy-{number(entry, side)}")
    document.put("entity", report, {"prov:type": qualified("pd:Report"), "pd:sha256": digest(entry, "report"), **told})
    document.relate("wasGeneratedBy", {"prov:time": entry.time}, entity=report, activity=activity)
    document.relate("wasAssociatedWith", activity=activity, agent=f"log:tool-{number(entry, 'tool')}")


def _act(document: Sections, entry: Entry, present: set[int]) -> None:
    """Any other act: a verification, a decision, a suppression, a collation, an archive kept, a visit recorded."""
    activity = f"log:activity-{entry.seq}"
    told = {
        f"pd:{key}": in_words(value)
        for key, value in entry.data.items()
        if value not in (None, "", [], {}) and key not in ("records", "copies_read")
    }
    document.put(
        "activity",
        activity,
        {"prov:type": qualified(f"pd:{entry.kind.capitalize()}"), "prov:endTime": entry.time, **told},
    )
    document.relate("wasAssociatedWith", activity=activity, agent=_agent(document, entry))
    if entry.kind == "fixity":
        document.relate("used", activity=activity, entity="log:log")
        for seq in in_runs(entry.data.get("copies_read")):
            if seq in present:
                document.relate("used", activity=activity, entity=f"log:copy-{seq}")
    elif entry.kind == "collation":
        for seq in numbers(entry, "members"):
            document.relate("used", activity=activity, entity=f"log:copy-{seq}")
    elif entry.kind in ("retraction", "redaction"):
        for seq in numbers(entry, "copy") + numbers(entry, "copies"):
            if seq in present:
                document.relate(
                    "wasInvalidatedBy", {"prov:time": entry.time}, entity=f"log:copy-{seq}", activity=activity
                )


def _anchor(document: Sections, entry: Entry, present: set[int]) -> None:
    """An anchor that was taken in: checked, against the log as it stood, and kept. Who made it, and when, is what the
    anchor says."""
    activity, name = f"log:activity-{entry.seq}", f"log:anchor-{entry.seq}"
    told = {f"pd:{key}": in_words(entry.data.get(key)) for key in ("form", "size", "root", "name", "facts")}
    said = {f"pd:said-{key}": str(entry.data[key]) for key in ("by", "time") if entry.data.get(key)}
    document.put(
        "entity", name, {"prov:type": qualified("pd:Anchor"), "pd:sha256": digest(entry, "file"), **told, **said}
    )
    document.put(
        "activity",
        activity,
        {
            "prov:type": qualified("pd:Anchor"),
            "prov:endTime": entry.time,
            "pd:proven": in_words(entry.data.get("proven")),
        },
    )
    document.relate("wasAssociatedWith", activity=activity, agent=_agent(document, entry))
    for used in (name, "log:log"):
        document.relate("used", activity=activity, entity=used)


def _claim(document: Sections, entry: Entry, present: set[int]) -> None:
    """A claim of lineage or of a group, as a bundle attributed to whoever makes it."""
    name = f"log:bundle-{entry.seq}"
    about = {
        f"pd:{key}": in_words(entry.data[key])
        for key in ("evidence", "strength", "reason", "basis")
        if entry.data.get(key)
    }
    parts: dict[str, Json] = {}
    if entry.kind == "lineage":
        child, parent = _end(document, entry, "to"), _end(document, entry, "from")
        parts["entity"] = {child: about, parent: {}}
        parts["wasDerivedFrom"] = {f"_:c{entry.seq}": {"prov:generatedEntity": child, "prov:usedEntity": parent}}
    else:
        notice = f"log:notice-{entry.seq}"
        members = [f"log:copy-{seq}" for seq in numbers(entry, "members")]
        parts["entity"] = {notice: {"prov:type": qualified("pd:Notice"), **about}} | {one: {} for one in members}
        parts["specializationOf"] = {
            f"_:c{entry.seq}-{place}": {"prov:specificEntity": one, "prov:generalEntity": notice}
            for place, one in enumerate(members)
        }
    _put_bundle(document, name, parts, _claimant(document, entry))


def _end(document: Sections, entry: Entry, key: str) -> str:
    """What an edge of the lineage leads to: a copy, a text that several copies have, or a lost one."""
    copies = numbers(entry, key)
    if len(copies) == 1:
        return f"log:copy-{copies[0]}"
    lost = entry.data.get(f"lost_{key}")
    of = number(entry, "of")
    name = f"log:lost-{of}-{_slug(str(lost))}" if lost else f"log:group-{of}-{'-'.join(map(str, copies))}"
    document.put("entity", name, {"prov:type": qualified("pd:LostCopy" if lost else "pd:SharedText")})
    for seq in copies:
        document.relate_once("specializationOf", specificEntity=f"log:copy-{seq}", generalEntity=name)
    return name


def _claimant(document: Sections, entry: Entry) -> str:
    claimant = entry.data.get("claimant")
    if not isinstance(claimant, str):
        return _agent(document, entry)
    ident = f"log:claimant-{_slug(claimant)}"
    document.put("agent", ident, {"prov:label": claimant})
    return ident


def _statement(document: Sections, entry: Entry, copy: Copy) -> None:
    """What was said of a copy later, as a bundle of its own; one that corrects another is a revision of it."""
    attributes: Json = {"pd:recorded": entry.time}
    for key, value in fields_of(entry, "said").items():
        attributes |= {f"pd:{key}": in_words(value.get("value")), f"pd:{key}-basis": value.get("basis")}
    name = f"log:bundle-{entry.seq}"
    _bundle(document, name, f"log:copy-{copy.seq}", attributes, _claimant(document, entry))
    earlier = {one.seq for one in copy.statements}
    if entry.supersedes in earlier:
        document.relate(
            "wasDerivedFrom",
            {"prov:type": qualified("prov:Revision")},
            generatedEntity=name,
            usedEntity=f"log:bundle-{entry.supersedes}",
        )


def _bundle(document: Sections, name: str, about: str, attributes: Json, agent: str) -> None:
    _put_bundle(document, name, {"entity": {about: attributes}}, agent)


def _put_bundle(document: Sections, name: str, parts: dict[str, Any], agent: str) -> None:
    document.put("entity", name, {"prov:type": qualified("prov:Bundle")})
    document.relate("wasAttributedTo", entity=name, agent=agent)
    document.bundle(name, parts)


_OTHERS = {"comparison": _comparison, "lineage": _claim, "group": _claim, "anchor": _anchor}
