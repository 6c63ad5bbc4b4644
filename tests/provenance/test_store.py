# SPDX-License-Identifier: Apache-2.0
"""The store against a dictionary and a list; one writer at a time; one spelling of a record."""

import json
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.provenance.proof_reader import root_from_inclusion

from policydiff.errors import InputError, IntegrityError, OutputError
from policydiff.provenance import canonical_json, merkle, schema
from policydiff.provenance.checkpoint import Checkpoint, parse_checkpoints
from policydiff.provenance.store import Store, checkpoint_path
from policydiff.provenance.verify import verify


class StoreMachine(RuleBasedStateMachine):
    """Random acts on a store, each also done to a dictionary of blobs and a list of entries."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "model.store"
        self.store = Store.create(self.path)
        self.blobs: dict[str, bytes] = {}
        self.entries: list[dict[str, object]] = [dict(self.store.entry(0).data)]
        self.seen: list[Checkpoint] = []

    @rule(items=st.lists(st.tuples(st.binary(max_size=300), st.text(max_size=20)), max_size=5))
    def add(self, items: list[tuple[bytes, str]]) -> None:
        with self.store.transaction() as batch:
            for data, text in items:
                digest = batch.blob(data)
                assert batch.append("copy", {"text": text}, [digest]) == len(self.entries)
                self.blobs[digest] = data
                self.entries.append({"text": text})

    @rule(data=st.binary(max_size=50))
    def fail(self, data: bytes) -> None:
        with pytest.raises(ValueError, match="no one spelling"), self.store.transaction() as batch:
            batch.append("copy", {"blob": batch.blob(data + b"!"), "number": 0.5})

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.path, write=True)

    @rule()
    def reindex(self) -> None:
        assert self.store.reindex() == len(self.entries)

    @rule()
    def see(self) -> None:
        self.seen.append(self.store.checkpoint())

    @rule()
    def check(self) -> None:
        result = verify(self.path, checkpoints=self.seen)
        assert result.troubles == ()
        assert result.checkpoint == self.store.checkpoint()
        assert result.checked["blobs hashed"] == len(self.blobs)

    @rule(data=st.data())
    def prove(self, data: st.DataObject) -> None:
        size = len(self.entries)
        seq = data.draw(st.integers(0, size - 1))
        proof = merkle.inclusion_proof(seq, size, self.store.node)
        leaf = merkle.leaf_hash(self.store.entry_body(seq))
        assert root_from_inclusion(seq, size, leaf, proof) == self.store.checkpoint().root

    @invariant()
    def agrees(self) -> None:
        assert [entry.data for entry in self.store.entries()] == self.entries
        assert all(self.store.blob(digest) == data for digest, data in self.blobs.items())

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


StoreMachine.TestCase.settings = settings(max_examples=15, stateful_step_count=15)
TestStore = StoreMachine.TestCase


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    """Two entries about equal bytes share one blob."""
    with Store.create(tmp_path / "s") as store:
        with store.transaction() as batch:
            assert batch.blob(b"x") == batch.blob(b"x")
            batch.append("copy", {}, [batch.blob(b"x")])
        assert store.query("SELECT count(*) FROM blob") == [(1,)]


def test_a_second_writer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one program writes, another gets a clear error, and readers read on."""
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    path = tmp_path / "s"
    with Store.create(path) as store, store.transaction() as batch:
        batch.append("copy", {})
        with Store.open(path, write=True) as second, pytest.raises(OutputError) as caught, second.transaction() as more:
            more.append("copy", {})
        assert caught.value.code == "PD403"
        with Store.open(path) as reader:
            assert reader.size() == 1


def test_two_writers_take_turns(tmp_path: Path) -> None:
    """Two programs that write by turns make one chain."""
    path = tmp_path / "s"
    with Store.create(path) as one, Store.open(path, write=True) as two:
        for store in (one, two, two, one):
            with store.transaction() as batch:
                batch.append("copy", {})
    assert verify(path).outcome == "ok"
    assert verify(path).checked["entries"] == 5


def test_errors_name_the_cure(tmp_path: Path, filled: Path) -> None:
    """What cannot be done is an error with a code and a cure."""
    with pytest.raises(InputError) as caught:
        Store.create(filled)
    assert (caught.value.code, bool(caught.value.cure)) == ("PD402", True)
    with pytest.raises(InputError) as caught:
        Store.open(tmp_path / "nowhere")
    assert (caught.value.code, bool(caught.value.cure)) == ("PD401", True)
    with Store.open(filled) as store:
        with pytest.raises(OutputError), store.transaction():
            pass
        with pytest.raises(InputError) as caught:
            store.entry(4711)
        assert caught.value.code == "PD409"


def test_the_record_cannot_be_changed_by_accident(filled: Path) -> None:
    """Plain SQL against a store fails: rows are neither changed nor taken out nor put in with a gap."""
    connection = sqlite3.connect(filled)
    for statement in (
        "UPDATE entry SET body = x'00' WHERE seq = 3",
        "DELETE FROM entry WHERE seq = 100",
        "INSERT INTO entry VALUES (200, x'00', x'00')",
        "UPDATE blob SET size = 0",
        "DELETE FROM blob",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
    connection.close()


def test_a_later_layout_is_refused(filled: Path) -> None:
    """A store of a later program is not guessed at."""
    connection = sqlite3.connect(filled)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(IntegrityError) as caught:
        Store.open(filled)
    assert caught.value.code == "PD406"


def test_reindex_mends_what_is_derived(filled: Path) -> None:
    """Tree, head and index are made anew from the log, byte for byte."""
    with Store.open(filled) as store:
        before = [store.query(f"SELECT * FROM {table}") for table in ("node", "head", "index_copy", "index_link")]
    connection = sqlite3.connect(filled)
    connection.executescript(
        "DELETE FROM node; DELETE FROM head; DELETE FROM index_copy; INSERT INTO index_link VALUES (1, 2, 'x')"
    )
    connection.close()
    assert verify(filled).outcome == "damaged"
    with Store.open(filled, write=True) as store:
        assert store.reindex() == 101
        assert [
            store.query(f"SELECT * FROM {table}") for table in ("node", "head", "index_copy", "index_link")
        ] == before
    assert verify(filled).outcome == "ok"


def test_the_checkpoint_lies_beside_the_store(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    """After each growth the checkpoint is left beside the file; where it cannot be, the record is kept all the same."""
    path = tmp_path / "s"
    with Store.create(path, clock=clock) as store:
        expected = store.checkpoint()
    assert parse_checkpoints(checkpoint_path(path).read_text()) == [expected]
    checkpoint_path(path).unlink()
    checkpoint_path(path).mkdir()
    with Store.open(path, write=True) as store:
        with store.transaction() as batch:
            batch.append("copy", {})
        store.close()
        assert len(store.problems) == 1
    with Store.open(path) as store:
        assert store.size() == 2


@given(st.integers(0, 10**9), st.binary(min_size=32, max_size=32))
def test_both_spellings_of_a_checkpoint_are_read(size: int, root: bytes) -> None:
    """A checkpoint comes back from its line and from its body, alone or in the middle of other text."""
    one = Checkpoint("policydiff/store/0b8f3a52-0000-4000-8000-000000000001", size, root)
    for text in (
        one.line(),
        one.body(),
        f"added 3 copies\n{one.line()}\nbye",
        f"note\n\n{one.body()}\n— key sig\n",
        one.body().replace("\n", "\r\n"),
    ):
        assert parse_checkpoints(text) == [one]


def test_a_file_without_a_checkpoint_is_an_error() -> None:
    """Text that holds none is not taken for an empty promise."""
    with pytest.raises(InputError) as caught:
        parse_checkpoints("checkpoint policydiff/store/x 3 abc", "seen.txt")
    assert caught.value.code == "PD414"


KEYS = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]))
LEAF = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text()
JSON = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


@given(st.dictionaries(st.text("abcd键"), JSON))
def test_canonical_json_is_plain_json_with_sorted_keys(value: dict[str, object]) -> None:
    """The spelling is the standard library's with sorted keys and no spaces, and it reads back to the same value."""
    data = canonical_json.encode(value)
    assert data == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert canonical_json.decode(data) == value


@pytest.mark.parametrize("value", [1.5, 2**53, "\ud800", {"𠀀": 1}, {"a": float("nan")}, {1: 2}, b"x"])
def test_what_has_no_one_spelling_is_refused(value: object) -> None:
    """Floats, large integers, lone surrogates and the like are errors, not surprises later."""
    with pytest.raises(ValueError):  # noqa: PT011  # each has its own words
        canonical_json.encode({"value": value})


OTHERS = (
    b'{"a":1,"a":1}',
    b'{"b":1,"a":1}',
    b'{"a": 1}',
    b'{"a":NaN}',
    b'{"a":1.0}',
    b'"a"',
    b"[" * 5000,
    b'{"a":"\\u4e00"}',
)


@pytest.mark.parametrize("data", OTHERS)
def test_other_spellings_are_refused(data: bytes) -> None:
    """Repeated keys, white space, other escapes, NaN and deep nesting never pass for an entry."""
    with pytest.raises(IntegrityError):
        canonical_json.decode(data)


def test_deep_nesting_is_refused() -> None:
    """A record nested beyond measure is refused before it is written."""
    value: object = 1
    for _ in range(40):
        value = [value]
    with pytest.raises(ValueError, match="nested"):
        canonical_json.encode({"a": value})
    assert msgspec.json.decode(b"[[1]]") == [[1]]


def test_a_store_on_a_fixed_medium_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store left in write-ahead mode is read where nothing can be written beside it."""
    path = tmp_path / "s"
    Store.create(path, journal="wal").close()
    assert path.read_bytes()[18:20] == b"\x02\x02"
    monkeypatch.setattr(schema.os, "access", lambda *args: False)
    with Store.open(path) as store:
        assert store.size() == 1
    assert verify(path).outcome == "ok"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["s", "s.checkpoint"]


def test_a_store_changes_its_journal_with_the_library(tmp_path: Path) -> None:
    """A store written in one journal mode is extended in the other, both ways."""
    path = tmp_path / "s"
    Store.create(path, journal="wal").close()
    for journal in ("delete", "wal", "delete"):
        with Store.open(path, write=True, journal=journal) as store, store.transaction() as batch:
            batch.append("copy", {})
    assert verify(path).checked["entries"] == 4
    assert verify(path).outcome == "ok"
