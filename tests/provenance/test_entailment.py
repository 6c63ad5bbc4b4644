# SPDX-License-Identifier: Apache-2.0
"""Exports say only what happened: every statement is entailed by the log. The checker that says so finds each of the
things that used to be told."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree
from prov.model import ProvDocument
from tests.provenance.entailment import premis_faults, prov_faults
from tests.provenance.test_record import NOTICE, archive

from policydiff.options import Options
from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import assertions
from policydiff.provenance.checking import check, record_check
from policydiff.provenance.comparing import compare_stored
from policydiff.provenance.dossier import gather
from policydiff.provenance.operator import Operator
from policydiff.provenance.premis import premis_xml
from policydiff.provenance.prov_json import prov_json
from policydiff.provenance.stating import claim_lineage, state
from policydiff.provenance.store import Store

SCHEMA = Path(__file__).with_name("premis-v3-0.xsd")

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def store(tmp_path: Path, clock: Callable[[], datetime]) -> Store:
    """A store with a file, a broken one, one by reference, captures, a comparison, statements, checks before and after
    more copies, and everybody who acts."""
    path = tmp_path / "s"
    (tmp_path / "a.txt").write_text(NOTICE, "utf-8")
    (tmp_path / "b.txt").write_text(NOTICE.replace("一、", "1."), "utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 no")
    (tmp_path / "later.txt").write_text(NOTICE, "utf-8")
    archive(tmp_path / "c.warc.gz")
    with Store.create(path, clock=clock, operator=Operator("王", "person")) as store:
        adder = Adder(store)
        said = assertions({"url": "http://example.org/", "retrieved": "2023-02", "rights": "公开"}, "options")
        adder.add_paths([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "broken.pdf"], said)
        a, b, _ = (one.seq for one in adder.added)
        done = compare_stored(store, str(a), str(b), Options())
        first = state(store, store.entry(a), assertions({"note": "x", "publisher": "y"}, "options"))
        state(store, store.entry(a), assertions({"note": "z"}, "options"), supersedes=first)
        claim_lineage(store, b, a, evidence=["e"], strength="weak", claimant="policydiff lineage")
        with store.transaction() as batch:
            batch.append("suppression", {"of": done.seq, "rules": [{"rule": "quotes", "count": 2}]})
            for form, when in (("rfc3161", "2026-02-01T00:00:00Z"), ("opentimestamps", None)):
                told = {"form": form, "size": 3, "root": "x", "by": "CN=Stamper", "time": when, "facts": {}}
                batch.append("anchor", told | {"file": batch.blob(form.encode()), "proven": when is not None})
    record_check(path, check(path, "full", [], None, None), Operator("cron", "program"))
    record_check(path, check(path, "quick", [], None, None), "某馆")
    with Store.open(path, write=True, clock=clock) as store:
        Adder(store).add_paths([tmp_path / "c.warc.gz"], assertions({}, "options"))
        Adder(store, by_reference=True).add_paths([tmp_path / "later.txt"], assertions({}, "options"))
    return Store.open(path)


def test_every_statement_follows_from_the_log(store: Store) -> None:
    """PROV and PREMIS of a store with something of everything hold nothing that the log does not."""
    content = prov_json(gather(store))
    assert list(prov_faults(json.loads(content), store)) == []
    premis = premis_xml(gather(store))
    etree.XMLSchema(file=str(SCHEMA)).assertValid(etree.fromstring(premis))
    assert list(premis_faults(premis, store)) == []
    document = ProvDocument.deserialize(content=content.decode(), format="json")
    assert ProvDocument.deserialize(content=document.serialize(format="json"), format="json") == document


def test_an_empty_store_has_valid_exports(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    """A store without a copy exports what there is to say: that it was made."""
    with Store.create(tmp_path / "e", clock=clock) as store:
        premis = premis_xml(gather(store))
        etree.XMLSchema(file=str(SCHEMA)).assertValid(etree.fromstring(premis))
        assert ProvDocument.deserialize(content=prov_json(gather(store)).decode(), format="json")


FALSEHOODS = [
    ('"log:copy-2"', '"log:copy-3"', "wasGeneratedBy", "generated twice"),
    ('"prov:activity": "log:activity-10"', '"prov:activity": "log:activity-11"', "used", "did not"),
    (
        '"log:text-2-layout", "prov:usedEntity": "log:text-2-decoded"',
        '"log:text-2-layout", "prov:usedEntity": "log:text-3-decoded"',
        "wasDerivedFrom",
        "another entry",
    ),
    ('"prov:Person"', '"prov:SoftwareAgent"', "agent", "nobody said"),
    ('"pd:title": "', '"pd:title": "x', "entity", "another title"),
    ('"prov:type": {"$": "pd:Ingestion"', '"prov:type": {"$": "pd:Capture"', "activity", "nobody saw"),
    ('"pd:said-time": "2026-02-01', '"pd:said-time": "2025-02-01', "entity", "another anchor"),
]


@pytest.mark.parametrize(("true", "false", "section", "fault"), FALSEHOODS, ids=[row[3] for row in FALSEHOODS])
def test_the_checker_finds_what_is_not_so(store: Store, true: str, false: str, section: str, fault: str) -> None:
    """A statement that is changed is found: the checker can fail."""
    plain = json.loads(prov_json(gather(store)))
    told = json.dumps(plain[section], ensure_ascii=False)
    plain[section] = json.loads(told.replace(true, false))
    assert any(fault in found for found in prov_faults(plain, store)), (fault, list(prov_faults(plain, store)))
