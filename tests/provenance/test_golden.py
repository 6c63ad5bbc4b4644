# SPDX-License-Identifier: Apache-2.0
"""A store that an earlier release wrote is opened, verified, read, extended and exported by this one."""

import shutil
from pathlib import Path

import pytest

from policydiff.provenance.checkpoint import parse_checkpoints
from policydiff.provenance.dossier import copy_view, gather
from policydiff.provenance.lookup import about, copies, find_copy
from policydiff.provenance.premis import premis_xml
from policydiff.provenance.prov_json import prov_json
from policydiff.provenance.store import Store, checkpoint_path
from policydiff.provenance.verify import verify

GOLDEN = sorted(Path(__file__).with_name("golden").glob("*.store"))


@pytest.fixture(params=GOLDEN, ids=[path.stem for path in GOLDEN])
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A working copy of one release's store."""
    path: Path = tmp_path / request.param.name
    shutil.copy(request.param, path)
    shutil.copy(checkpoint_path(request.param), checkpoint_path(path))
    return path


def test_there_is_one_at_least() -> None:
    """The first release's store is kept."""
    assert "0.1.0" in [path.stem for path in GOLDEN]


def test_it_verifies(golden: Path) -> None:
    """Every byte is what it was, and the log is the one whose checkpoint was kept beside it."""
    seen = parse_checkpoints(checkpoint_path(golden).read_text("utf-8"))
    result = verify(golden, checkpoints=seen)
    assert (result.outcome, result.troubles) == ("ok", ())
    assert result.checkpoint == seen[0]


def test_it_is_read(golden: Path) -> None:
    """Copies, records, statements and comparisons are there as they were written."""
    with Store.open(golden) as store:
        assert [row[2] for row in copies(store)] == ["original.txt", "copy.txt"]
        entry = find_copy(store, "copy.txt")
        later = about(store, entry.seq)
        copy = copy_view(entry, [one for one in later if one.kind == "statement"])
        assert copy.value("note") == "right"
        assert copy.value("encoding")["name"] == "gb18030"
        assert copy.fields["retrieved"]["basis"] == "asserted"
        assert {one.kind for one in later} == {"comparison", "statement", "lineage", "group"}
        assert store.blob(copy.text("decoded_text")).decode().startswith("關於做好防汛工作的通知")
        assert next(one for one in later if one.kind == "comparison").data["verdict"] == "equivalent"


def test_it_is_extended_and_exported(golden: Path) -> None:
    """This release adds to it, makes its index anew to the same, and exports it."""
    before = verify(golden).checkpoint
    with Store.open(golden, write=True) as store:
        index = store.query("SELECT * FROM index_copy")
        assert store.reindex() == store.size()
        assert store.query("SELECT * FROM index_copy") == index
        with store.transaction() as batch:
            batch.append("fixity", {"outcome": "ok"})
        dossier = gather(store)
        assert b"copy.txt" in premis_xml(dossier)
        assert b"copy.txt" in prov_json(dossier)
    assert before is not None
    assert verify(golden, checkpoints=[before]).outcome == "ok"
