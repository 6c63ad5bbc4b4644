# SPDX-License-Identifier: Apache-2.0
"""Copies are taken back, and bytes taken out by law: gone from the file, with a tombstone, the chain whole."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from tests.provenance.test_archives import PAGE, web_archive

from policydiff.errors import InputError, UsageError
from policydiff.options import Options
from policydiff.provenance.adding import Adder, stored_bytes
from policydiff.provenance.archive_export import lines_of
from policydiff.provenance.assertions import assertions
from policydiff.provenance.checking import check
from policydiff.provenance.comparing import compare_stored
from policydiff.provenance.dossier import copy_view, gather
from policydiff.provenance.lookup import about, find_copy
from policydiff.provenance.premis import premis_xml
from policydiff.provenance.prov_json import prov_json
from policydiff.provenance.redacting import redact, retract, retracted
from policydiff.provenance.stating import state
from policydiff.provenance.store import Store
from policydiff.provenance.verify import verify
from policydiff.reasons import say

SECRET = "青岛路壹佰零壹号"
TEXT = f"关于处罚某某的通知\n\n各区人民政府：\n　　一、住址为{SECRET}。\n"

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def store(tmp_path: Path, clock: Callable[[], datetime]) -> Store:
    for name, text in (("a.txt", TEXT), ("b.txt", TEXT.replace("壹佰零壹", "贰佰零贰"))):
        (tmp_path / name).write_text(text, "utf-8")
    store = Store.create(tmp_path / "s.store", clock=clock, operator="王")
    Adder(store).add_paths([tmp_path / "a.txt", tmp_path / "b.txt"], assertions({}, ""))
    compare_stored(store, "a.txt", "b.txt", Options())
    state(store, find_copy(store, "a.txt"), assertions({"note": f"住在{SECRET}"}, ""))
    return store


def in_file(store: Store, text: str) -> int:
    """How often a text stands in the files of a store."""
    return sum(
        path.read_bytes().count(text.encode())
        for path in store.path.parent.glob(f"{store.path.name}*")
        if path.is_file()
    )


def test_the_bytes_are_gone_and_the_chain_holds(store: Store, tmp_path: Path) -> None:
    """After a redaction the secret stands nowhere in the file; the log verifies against what was seen before, says who,
    when and on what ground; reindex and exports hold."""
    seen, copy = store.checkpoint(), find_copy(store, "a.txt")
    assert in_file(store, SECRET) > 3
    done = redact(store, [copy], "法院裁定", records=True)
    assert in_file(store, SECRET) == 0
    result = verify(store.path, checkpoints=[seen])
    assert (result.outcome, result.troubles) == ("ok", ())
    assert any("redactions" in say(note) for note in result.notes)
    stone = store.entry(done.seq)
    assert (stone.agent["operator"], stone.data["ground"], stone.data["copies"]) == ("王", "法院裁定", [copy.seq])
    with pytest.raises(InputError) as caught:
        find_copy(store, str(copy.seq))
    assert (caught.value.code, "法院裁定" in caught.value.message) == ("PD435", True)
    store.reindex()
    assert verify(store.path, checkpoints=[seen]).outcome == "ok"
    for content in (premis_xml(gather(store)), prov_json(gather(store))):
        assert SECRET.encode() not in content
        assert "法院裁定".encode() in content


def test_bytes_alone_can_go(store: Store, tmp_path: Path) -> None:
    """Without `records` the record stays and says what there was; its bytes cannot be had; taken in again they are
    refused, unless that is asked for."""
    copy = find_copy(store, "a.txt")
    redact(store, [copy], "court order")
    assert copy_view(find_copy(store, "a.txt"), []).name == "a.txt"
    with pytest.raises(InputError) as caught:
        stored_bytes(store, copy)
    assert caught.value.code == "PD435"
    adder = Adder(store)
    (tmp_path / "copy.txt").write_text(TEXT, "utf-8")
    adder.add_paths([tmp_path / "copy.txt"], assertions({}, ""))
    assert [one.error.code for one in adder.refused] == ["PD435"]
    Adder(store, again=True).add_paths([tmp_path / "copy.txt"], assertions({}, ""))
    assert verify(store.path).outcome == "ok"


def test_what_the_law_took_out_is_not_derived_again(store: Store) -> None:
    """Deriving again says of copies without bytes, and of their comparisons, that the law took them out and that there
    is nothing to mend."""
    redact(store, [find_copy(store, "a.txt")], "court order")
    result = check(store.path, "rederive", [], None, None)
    assert [(one.kind, one.outcome) for one in result.troubles] == [("taken_out", "unverifiable")] * 2
    assert all("court order" in one.message and "nothing to mend" in one.next for one in result.troubles)


def test_a_text_that_another_copy_has_stays(store: Store, tmp_path: Path) -> None:
    """What another copy needs is kept, and said; copies of the same bytes must be named together."""
    (tmp_path / "c.txt").write_text(TEXT.replace("\n\n", "\n"), "utf-8")
    (tmp_path / "d.txt").write_text(TEXT, "utf-8")
    Adder(store).add_paths([tmp_path / "c.txt", tmp_path / "d.txt"], assertions({}, ""))
    a, c, d = (find_copy(store, name) for name in ("a.txt", "c.txt", "d.txt"))
    with pytest.raises(InputError) as caught:
        redact(store, [a], "x")
    assert caught.value.code == "PD434"
    assert redact(store, [a, d], "x").kept == 1
    assert store.blob(copy_view(c, []).text("canonical_text"))
    assert verify(store.path).outcome == "ok"
    with pytest.raises(UsageError):
        redact(store, [c], " ")


def test_the_record_of_a_web_archive_goes_with_its_copy(store: Store, tmp_path: Path) -> None:
    """The record that holds the bytes is taken out of every archive that has it, and the other records stay."""
    pytest.importorskip("fastwarc")
    web_archive(tmp_path / "w.warc", packed=False)
    adder = Adder(store)
    adder.add_paths([tmp_path / "w.warc"], assertions({}, ""))
    adder.add_paths([Path(f"{tmp_path / 'w.warc'}#http://example.org/a.html")], assertions({}, ""))
    redact(store, [store.entry(adder.added[0].seq)], "x")
    assert in_file(store, PAGE.decode()) == 0
    for seq in adder.archives:
        lines = [line for line in lines_of(store, store.entry(seq)) if line.kind]
        there = [store.has_blob(line.blob) for line in lines]
        assert there.count(False) == 1
    assert verify(store.path).outcome == "ok"


def test_a_copy_is_taken_back(store: Store) -> None:
    """A retraction marks the copy, with a reason; the copy stays."""
    copy = find_copy(store, "b.txt")
    retract(store, copy, "误收")
    assert retracted(store) == {copy.seq}
    assert about(store, copy.seq)[-1].data["reason"] == "误收"
    assert b"wasInvalidatedBy" in prov_json(gather(store))
    assert b"deaccession" in premis_xml(gather(store))
    with pytest.raises(UsageError):
        retract(store, copy, "")


def test_statements_are_corrected_field_by_field(store: Store) -> None:
    """Correcting one field leaves the others; a field can be withdrawn; all that was said stays in the log."""
    copy = find_copy(store, "b.txt")
    first = state(store, copy, assertions({"note": "x", "publisher": "y", "url": "http://a.cn/"}, ""))
    second = state(store, copy, assertions({"note": "z"}, ""), supersedes=first)
    state(store, copy, assertions({}, ""), supersedes=first, withdraw=["url"])
    view = copy_view(copy, [one for one in about(store, copy.seq) if one.kind == "statement"])
    assert (view.value("note"), view.value("publisher"), view.value("url_requested")) == ("z", "y", None)
    state(store, copy, assertions({}, ""), supersedes=second, withdraw=["note"])
    view = copy_view(copy, [one for one in about(store, copy.seq) if one.kind == "statement"])
    assert view.fields["note"]["basis"] == "not_examined"
    for wrong in (["sha256"], []):
        with pytest.raises(UsageError):
            state(store, copy, assertions({}, ""), supersedes=first, withdraw=wrong)
