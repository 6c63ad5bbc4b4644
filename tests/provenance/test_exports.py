# SPDX-License-Identifier: Apache-2.0
"""What leaves the store is judged by others: W3C PROV by the prov library, PREMIS by the Library of Congress's schema,
bags by bagit."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest
import xmlschema
from lxml import etree
from prov.model import ProvDocument
from tests.provenance.proof_reader import holds

from policydiff import compare
from policydiff.errors import OutputError
from policydiff.options import Options
from policydiff.provenance import proof
from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import assertions
from policydiff.provenance.bag import write_bag
from policydiff.provenance.checkpoint import parse_checkpoints
from policydiff.provenance.comparing import compare_stored
from policydiff.provenance.dossier import gather
from policydiff.provenance.lookup import find_copy
from policydiff.provenance.premis import premis_xml
from policydiff.provenance.premis_comparison import comparison_xml
from policydiff.provenance.prov_json import prov_json
from policydiff.provenance.stating import claim_lineage, state
from policydiff.provenance.store import Store

PREMIS = {"p": "http://www.loc.gov/premis/v3"}
OURS = {"text derivation", "comparison", "lineage claim", "grouping", "decision", "suppression"}
"""Event types that no vocabulary of the Library of Congress has."""
TEXTS = {
    "original.txt": (
        "关于做好防汛工作的通知\n\n各区人民政府：\n　　一、加强值守。\n　　二、按时报告。"
        "\n\n市人民政府办公厅\n2023年1月30日\n"
    ),
    "关于防汛 <b>&\x01.txt": (
        "關於做好防汛工作的通知\n\n各區人民政府：\n　　一、加強值守。\n　　二、按時報告。"
        "\n\n市人民政府辦公廳\n2023年1月30日\n"
    ),
    "=1+1.txt": "關於做好防汛工作的通知\n\n各區人民政府：\n　　一、加強值守。\n",
}


@pytest.fixture
def store(tmp_path: Path, clock: Callable[[], datetime]) -> Store:
    """A store of three copies with all that can be said of them."""
    folder = tmp_path / "copies"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    store = Store.create(tmp_path / "s.store", clock=clock, operator="王")
    said = assertions(
        {
            "url": "https://example.org/a?b=1&c",
            "retrieved": "2023-02",
            "rights": "公开",
            "identifier": ["ark:/12148/x", "AIP=7"],
        },
        "options",
    )
    adder = Adder(store)
    adder.add_paths([folder], said)
    a, b, c = (one.seq for one in sorted(adder.added, key=lambda one: one.name == "=1+1.txt"))
    done = compare_stored(store, str(a), str(b), Options())
    compare_stored(store, str(b), str(c), Options())
    first = state(store, store.entry(a), assertions({"note": "seen"}, "options"))
    state(
        store,
        store.entry(a),
        assertions({"note": "seen twice", "url": "https://example.org/other"}, "options"),
        supersedes=first,
    )
    claim_lineage(store, b, a, evidence=["shared fault 干"], strength="weak", claimant="policydiff lineage")
    with store.transaction() as batch:
        batch.append("group", {"members": [a, b], "basis": "inferred", "reason": "same title", "claimant": "王"})
        batch.append("decision", {"of": done.seq, "decisions": [{"id": "x", "decision": "keep"}]})
        batch.append("suppression", {"of": done.seq, "rules": [{"rule": "quotes", "count": 2}]})
        batch.append("fixity", {"outcome": "ok", "depth": "full"})
    return store


def test_prov_json_is_read_by_the_prov_library(store: Store) -> None:
    """The document parses, keeps every record through a round trip, and has the copies, the chain and the bundles in
    it."""
    content = prov_json(gather(store))
    document = ProvDocument.deserialize(content=content.decode(), format="json")
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert document == again
    kinds = [type(record).__name__ for record in document.get_records()]
    assert kinds.count("ProvSpecialization") == 3
    assert kinds.count("ProvDerivation") >= 6
    assert len(list(document.bundles)) == 7
    plain = json.loads(content)
    copies = {name: about for name, about in plain["entity"].items() if name.startswith("log:copy-")}
    assert len(copies) == 3
    for name, about in copies.items():
        said = plain["bundle"][name.replace("copy", "bundle")]["entity"][name]
        assert said["pd:retrieved-basis"] == "asserted"
        assert not any(name.startswith("pd:http_status") for name in about)  # nobody examined it
        assert not {"pd:http_status", "pd:retrieved", "dcterms:date", "dcterms:rights"} & set(about)
    assert all(activity["prov:type"]["$"] != "pd:Capture" for activity in plain["activity"].values())
    assert document.get_provn()


def test_every_name_in_prov_json_is_declared(store: Store) -> None:
    """No relation names an agent or activity that the document does not have."""
    plain = json.loads(prov_json(gather(store)))
    for relations in (plain["wasAssociatedWith"], plain["wasGeneratedBy"], plain["used"], plain["wasAttributedTo"]):
        for relation in relations.values():
            for role, name in relation.items():
                if role in ("prov:agent", "prov:activity"):
                    assert name in plain[role.removeprefix("prov:")], name


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(Path(__file__).with_name("premis-v3-0.xsd")))


def test_premis_is_valid_by_the_library_of_congress(store: Store, schema: xmlschema.XMLSchema) -> None:
    """The schema of PREMIS 3.0 accepts the export, by two validators; nothing is called normalization or capture."""
    content = premis_xml(gather(store))
    schema.validate(content.decode())
    tree = etree.fromstring(content)
    etree.XMLSchema(file=str(Path(__file__).with_name("premis-v3-0.xsd"))).assertValid(tree)
    types = tree.xpath("//p:eventType/text()", namespaces=PREMIS)
    assert set(types) == {
        *OURS,
        "ingestion",
        "message digest calculation",
        "format identification",
        "metadata extraction",
        "fixity check",
        "metadata modification",
        "creation",
    }
    assert set(tree.xpath("//p:eventType[@authority='policydiff']/text()", namespaces=PREMIS)) == OURS
    assert tree.xpath("//p:objectIdentifierType[.='ARK']", namespaces=PREMIS)
    assert tree.xpath("//p:rightsBasis/text()", namespaces=PREMIS)


def test_premis_links_hold_both_ways(store: Store) -> None:
    """Each event names objects and agents that are there, and each of them names the event: as Archivematica's import
    asks."""
    tree = etree.fromstring(premis_xml(gather(store)))

    def values(node: Any, path: str) -> list[str]:
        return list(node.xpath(path, namespaces=PREMIS))

    events = {
        values(event, "p:eventIdentifier/p:eventIdentifierValue/text()")[0]: event
        for event in tree.findall("p:event", PREMIS)
    }
    for part, own in (
        ("object", "p:objectIdentifier/p:objectIdentifierValue/text()"),
        ("agent", "p:agentIdentifier/p:agentIdentifierValue/text()"),
    ):
        links = {
            values(node, own)[0]: set(values(node, "p:linkingEventIdentifier/p:linkingEventIdentifierValue/text()"))
            for node in tree.findall(f"p:{part}", PREMIS)
        }
        assert all(links.values())
        for ident, event in events.items():
            named = values(
                event, f"p:linking{part.capitalize()}Identifier/p:linking{part.capitalize()}IdentifierValue/text()"
            )
            assert named
            assert all(ident in links[name] for name in named)
    for event in events.values():
        datetime.fromisoformat(values(event, "p:eventDateTime/text()")[0])


def test_one_comparison_as_premis(schema: xmlschema.XMLSchema) -> None:
    """`compare --premis` gives a valid document: two objects, one event with the verdict, the time it is given."""
    content = comparison_xml(
        compare(TEXTS["original.txt"], TEXTS["=1+1.txt"]), when=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    )
    schema.validate(content.decode())
    tree = etree.fromstring(content)
    assert tree.xpath(
        "//p:eventType/text() | //p:eventDateTime/text() | //p:eventOutcome/text()", namespaces=PREMIS
    ) == ["comparison", "2026-01-02T03:04:05Z", "different"]
    assert len(tree.findall("p:object", PREMIS)) == 2


def test_the_bag_is_valid_by_bagit(store: Store, tmp_path: Path) -> None:
    """The Library of Congress's bagit accepts the bag by both algorithms; a changed byte in it does not pass."""
    bag = tmp_path / "bag"
    write_bag(store, gather(store), bag)
    check = [sys.executable, "-m", "bagit", "--validate", str(bag)]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 0
    victim = next((bag / "data/objects/texts").iterdir())
    victim.write_bytes(victim.read_bytes().replace("值".encode(), "直".encode()))
    assert subprocess.run(check, capture_output=True, check=False).returncode == 1


def test_the_bag_has_the_shape_of_a_transfer(store: Store, tmp_path: Path, schema: xmlschema.XMLSchema) -> None:
    """objects, metadata.csv and premis.xml lie where Archivematica looks; names are ASCII; every contentLocation and
    originalName is a file of the bag, each event is of files that are there, and the name that a copy came with is a
    property of it."""
    bag = tmp_path / "bag"
    write_bag(store, gather(store), bag)
    files = {path.relative_to(bag / "data").as_posix() for path in (bag / "data").rglob("*") if path.is_file()}
    assert all(name.isascii() for name in files)
    with (bag / "data/metadata/metadata.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert {row["filename"] for row in rows} <= files
    assert {row["original_name"] for row in rows} == {"original.txt", "关于防汛 <b>&\x01.txt", "'=1+1.txt"}
    assert all(
        (bag / "data" / row["filename"]).read_bytes() == TEXTS[row["original_name"].removeprefix("'")].encode()
        for row in rows
    )
    premis = (bag / "data/metadata/premis.xml").read_bytes()
    schema.validate(premis.decode())
    tree = etree.fromstring(premis)
    assert set(tree.xpath("//p:contentLocationValue/text()", namespaces=PREMIS)) <= files
    assert set(tree.xpath("//p:originalName/text()", namespaces=PREMIS)) <= files
    came = "//p:significantProperties[p:significantPropertiesType='original name']/p:significantPropertiesValue/text()"
    assert {"original.txt", "=1+1.txt"} <= set(tree.xpath(came, namespaces=PREMIS))
    ours = "//p:object[@xsi:type='premis:file']/p:objectIdentifier[1]/p:objectIdentifierValue/text()"
    told = [
        event.xpath(".//p:linkingObjectIdentifierValue/text()", namespaces=PREMIS)
        for event in tree.iterfind("p:event", PREMIS)
    ]
    known = set(tree.xpath(ours, namespaces=PREMIS | {"xsi": "http://www.w3.org/2001/XMLSchema-instance"}))
    assert all(told)
    assert {one for several in told for one in several} <= known
    with (bag / "data/metadata/metadata.csv").open(encoding="utf-8", newline="") as table:
        assert next(csv.DictReader(table))["dcterms.date"] == "2023-02"
    tables = [path for path in files if path.startswith("objects/tables/")]
    assert all(
        path.rpartition("/")[2].startswith(sha256((bag / "data" / path).read_bytes()).hexdigest()[:16])
        for path in tables
    )
    assert len(tables) >= 3


def test_a_bag_of_one_copy_tells_nothing_of_the_others(store: Store, tmp_path: Path) -> None:
    """With chosen copies, neither log nor exports name another copy; the proof still leads to the store's
    checkpoint."""
    bag = tmp_path / "one"
    write_bag(store, gather(store, [find_copy(store, "original.txt").seq]), bag)
    everything = b"".join(path.read_bytes() for path in bag.rglob("*") if path.is_file() and "tables" not in path.parts)
    for name in ("=1+1.txt", "防汛 <b>", sha256(TEXTS["=1+1.txt"].encode()).hexdigest()):
        assert name.encode() not in everything
    found = msgspec.json.decode(next((bag / "data/metadata/submissionDocumentation/proofs").iterdir()).read_bytes())
    assert holds(found, store.checkpoint())


def test_a_bag_is_never_half_written(store: Store, tmp_path: Path) -> None:
    """A folder with something in it is refused and left as it is; a failure leaves nothing behind."""
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine").write_text("x")
    with pytest.raises(OutputError) as caught:
        write_bag(store, gather(store), taken)
    assert caught.value.code == "PD418"
    with pytest.raises(OutputError):
        write_bag(store, gather(store), tmp_path / "nowhere" / "bag")
    assert [path.name for path in taken.iterdir()] == ["mine"]
    assert not list(tmp_path.glob(".taken*"))


@pytest.fixture(scope="module")
def in_log(root: Path) -> Callable[[dict[str, Any], object], bool]:
    """The page of code that docs/store.md shows, as it stands there."""
    (code,) = re.findall(r"```python\n(.*?)```", (root / "docs/store.md").read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    found: Callable[[dict[str, Any], object], bool] = names["in_log"]
    return found


def test_a_proof_is_checked_without_this_program(
    store: Store, in_log: Callable[[dict[str, Any], object], bool]
) -> None:
    """The code in the documentation accepts the proof of every entry, and no proof of another entry's bytes."""
    for seq in range(store.size()):
        evidence = proof.inclusion(store, seq)
        assert in_log(evidence, evidence["root"])
        assert holds(evidence, store.checkpoint())
        assert parse_checkpoints(str(evidence["checkpoint"])) == [store.checkpoint()]
        forged = {**evidence, "index": (seq + 1) % store.size()}
        assert not in_log(forged, evidence["root"])
        assert not in_log(evidence, "AAAA")
        assert not holds(forged)


def test_a_log_is_shown_to_extend_what_was_seen(store: Store) -> None:
    """The consistency proof from any earlier checkpoint holds, and none from another root does."""
    before = store.checkpoint()
    with store.transaction() as batch:
        batch.append("fixity", {"outcome": "ok"})
    evidence = proof.consistency(store, before)
    assert holds(evidence, store.checkpoint())
    assert not holds({**evidence, "old_root": evidence["root"]})
    assert not holds({**evidence, "path": ["!"]})
    assert not holds({})
