# SPDX-License-Identifier: Apache-2.0
"""Whatever is done to a store file, `verify` names it; and what it cannot see alone, an outside checkpoint shows."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from policydiff.errors import InputError, IntegrityError
from policydiff.provenance.entry import read_entry, spell
from policydiff.provenance.inquiry import Verification
from policydiff.provenance.merkle import Frontier
from policydiff.provenance.store import Store, checkpoint_path
from policydiff.provenance.verify import verify
from policydiff.reasons import say

Edit = Callable[[sqlite3.Connection], object]


def tamper(path: Path, edit: Edit) -> None:
    """Change the record as somebody with a database tool would: triggers off, edit, triggers back."""
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        edit(connection)
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()


def kinds(result: Verification) -> set[str]:
    return {trouble.kind for trouble in result.troubles}


def run(*statements: str) -> Edit:
    return lambda connection: [connection.execute(statement) for statement in statements]


def swap(connection: sqlite3.Connection) -> None:
    """Put entries 7 and 8 in each other's place."""
    for old, new in ((7, 1000), (8, 7), (1000, 8)):
        connection.execute("UPDATE entry SET seq = ? WHERE seq = ?", (new, old))


def naive_rewrite(connection: sqlite3.Connection) -> None:
    """Change what entry 9 says and give it a hash that fits."""
    (body,) = connection.execute("SELECT body FROM entry WHERE seq = 9").fetchone()
    changed = body.replace(b"8.txt", b"9.txt")
    connection.execute("UPDATE entry SET body = ?, hash = ? WHERE seq = 9", (changed, sha256(b"\0" + changed).digest()))


def flip_body(connection: sqlite3.Connection) -> None:
    (body,) = connection.execute("SELECT body FROM entry WHERE seq = 9").fetchone()
    connection.execute("UPDATE entry SET body = ? WHERE seq = 9", (body[:20] + bytes([body[20] ^ 4]) + body[21:],))


def append_by_hand(connection: sqlite3.Connection) -> None:
    """Add a well-formed entry without the program."""
    seq, digest = connection.execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    body = spell(seq + 1, digest, "2026-02-01T00:00:00.000000Z", "copy", {"name": "hand"}, [], {}, None)
    connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (seq + 1, sha256(b"\0" + body).digest(), body))


TABLE: list[tuple[str, Edit, str, str]] = [
    ("a flipped bit in an entry", flip_body, "damaged", "altered_entry"),
    ("an entry deleted", run("DELETE FROM entry WHERE seq = 50"), "damaged", "missing_entry"),
    ("the tail cut off", run("DELETE FROM entry WHERE seq > 90"), "damaged", "truncated"),
    ("the last entry cut off", run("DELETE FROM entry WHERE seq = 100"), "damaged", "truncated"),
    ("two entries swapped", swap, "rewritten", "reordered_entry"),
    ("an entry rewritten with a fitting hash", naive_rewrite, "rewritten", "broken_chain"),
    ("an entry added by hand", append_by_hand, "rewritten", "appended"),
    (
        "a blob edited",
        run("UPDATE blob SET data = CAST(x'00' || substr(data, 2) AS BLOB) WHERE id = 5"),
        "damaged",
        "altered_blob",
    ),
    ("a blob shortened", run("UPDATE blob SET data = substr(data, 1, 10) WHERE id = 5"), "damaged", "altered_blob"),
    (
        "a blob turned into text",
        run("UPDATE blob SET data = CAST(data AS TEXT) WHERE id = 5"),
        "damaged",
        "altered_blob",
    ),
    ("a blob deleted", run("DELETE FROM blob WHERE id = 5"), "damaged", "missing_blob"),
    (
        "a blob put in",
        lambda c: c.execute("INSERT INTO blob (sha256, size, data) VALUES (?, 1, 'x')", (sha256(b"x").digest(),)),
        "rewritten",
        "orphan_blob",
    ),
    ("a table added", run("CREATE TABLE extra (x)"), "rewritten", "foreign_schema"),
    (
        "a trigger added",
        run("CREATE TRIGGER quiet AFTER INSERT ON entry BEGIN DELETE FROM blob; END"),
        "rewritten",
        "foreign_schema",
    ),
    (
        "a node of the tree changed",
        run("UPDATE node SET hash = zeroblob(32) WHERE level = 2 AND idx = 3"),
        "damaged",
        "tree",
    ),
    ("a node of the tree deleted", run("DELETE FROM node WHERE level = 2 AND idx = 3"), "damaged", "tree"),
    ("the head changed", run("UPDATE head SET root = zeroblob(32)"), "rewritten", "root"),
    ("the head deleted", run("DELETE FROM head"), "damaged", "tree"),
    ("a name changed in the index", run("UPDATE index_copy SET name = 'x' WHERE seq = 9"), "damaged", "index"),
    ("a row of the index deleted", run("DELETE FROM index_copy WHERE seq = 9"), "damaged", "index"),
    ("a row of the index added", run("INSERT INTO index_copy (seq, name) VALUES (999, 'x')"), "damaged", "index"),
    ("a link of the index added", run("INSERT INTO index_link VALUES (9, 3, 'statement')"), "damaged", "index"),
    ("a hash put among what is gone", run("INSERT INTO gone VALUES (zeroblob(32))"), "damaged", "index"),
    ("the version of the layout changed", run("PRAGMA user_version=1"), "rewritten", "layout"),
    (
        "an entry emptied as if by law",
        run("UPDATE entry SET body = x'' WHERE seq = 9", "INSERT INTO gone SELECT hash FROM entry WHERE seq = 9"),
        "damaged",
        "altered_entry",
    ),
    (
        "everything deleted",
        run("DELETE FROM entry", "DELETE FROM blob", "DELETE FROM node", "DELETE FROM head"),
        "damaged",
        "missing_entry",
    ),
]


@pytest.mark.parametrize(("what", "edit", "outcome", "kind"), TABLE, ids=[row[0] for row in TABLE])
def test_tampering_is_found_and_named(filled: Path, what: str, edit: Edit, outcome: str, kind: str) -> None:
    """Each row of the table, without any checkpoint: the outcome is right, the kind is named, a next step is given."""
    assert verify(filled).outcome == "ok"
    checkpoint_path(filled).unlink()
    tamper(filled, edit)
    result = verify(filled)
    assert kind in kinds(result), result.troubles
    assert next(trouble for trouble in result.troubles if trouble.kind == kind).outcome == outcome
    assert all(trouble.next for trouble in result.troubles)


def test_the_entries_and_copies_touched_are_named(filled: Path) -> None:
    """An altered blob is reported with the entry that speaks of it and the copy's name; all damage is listed."""
    tamper(filled, run("UPDATE blob SET data = CAST(x'00' || substr(data, 2) AS BLOB) WHERE id IN (5, 9, 12)"))
    damage = [trouble for trouble in verify(filled).troubles if trouble.kind == "altered_blob"]
    assert [(trouble.entries, trouble.copies) for trouble in damage] == [
        ((5,), ("5 4.txt",)),
        ((9,), ("9 8.txt",)),
        ((12,), ("12 11.txt",)),
    ]


def test_quick_says_what_it_did_not_check(filled: Path) -> None:
    """A quick pass misses an edited blob of the same size, and says that it did not look."""
    tamper(filled, run("UPDATE blob SET data = CAST(x'00' || substr(data, 2) AS BLOB) WHERE id = 5"))
    quick = verify(filled, "quick")
    assert quick.outcome == "ok"
    assert any("40 blobs" in say(line) for line in quick.not_checked)
    assert verify(filled, sample=(40, 1)).outcome == "damaged"
    some = verify(filled, sample=(7, 1))
    assert some.checked["blobs hashed"] == 7
    assert any("33 blobs" in say(line) for line in some.not_checked)


def competent_rewrite(connection: sqlite3.Connection) -> None:
    """Change history as this program would have written it: chain, tree and head anew."""
    tree, last = Frontier(), None
    connection.execute("DELETE FROM node")
    for (body,) in connection.execute("SELECT body FROM entry ORDER BY seq").fetchall():
        entry = read_entry(body)
        data = (
            {"record": {"original_name": {"basis": "observed", "value": "forged"}}} if entry.seq == 30 else entry.data
        )
        body = spell(entry.seq, last, entry.time, entry.kind, entry.agent, entry.blobs, data, None)  # type: ignore[arg-type]
        last = sha256(b"\0" + body).digest()
        connection.execute("UPDATE entry SET body = ?, hash = ? WHERE seq = ?", (body, last, entry.seq))
        connection.executemany("INSERT INTO node VALUES (?, ?, ?)", tree.append(last))
    connection.execute("UPDATE head SET root = ?", (tree.root(),))
    connection.execute("UPDATE index_copy SET name = 'forged' WHERE seq = 30")


def competent_cut(connection: sqlite3.Connection) -> None:
    """Cut off the last forty entries with everything that follows from them."""
    connection.execute("DELETE FROM entry WHERE seq > 60")
    tree = Frontier()
    connection.execute("DELETE FROM node")
    for (digest,) in connection.execute("SELECT hash FROM entry ORDER BY seq").fetchall():
        connection.executemany("INSERT INTO node VALUES (?, ?, ?)", tree.append(digest))
    connection.execute("UPDATE head SET size = ?, root = ?", (tree.size, tree.root()))
    connection.execute("DELETE FROM index_copy WHERE seq > 60")


@pytest.mark.parametrize(("edit", "kind"), [(competent_rewrite, "history"), (competent_cut, "rolled_back")])
def test_a_competent_rewrite_is_found_with_an_outside_checkpoint(filled: Path, edit: Edit, kind: str) -> None:
    """Without a checkpoint nothing from inside can tell, and the pass says so; with one, given or beside the file, it
    is found."""
    with Store.open(filled) as store:
        seen = store.checkpoint()
    tamper(filled, edit)
    assert kind in kinds(verify(filled))
    checkpoint_path(filled).unlink()
    alone = verify(filled)
    assert (alone.outcome, kinds(alone)) == ("unverifiable", {"checkpoint_missing"})
    assert any("rewriting of the whole store cannot be seen" in say(note) for note in alone.notes)
    result = verify(filled, checkpoints=[seen])
    assert (result.outcome, kinds(result)) == ("rewritten", {kind})


def test_a_file_set_back_to_yesterday_is_found(filled: Path, tmp_path: Path) -> None:
    """An older copy of the store in its place is named as rolled back, with the entries that are gone."""
    yesterday = tmp_path / "yesterday"
    shutil.copy(filled, yesterday)
    with Store.open(filled, write=True) as store, store.transaction() as batch:
        batch.append("copy", {})
    shutil.copy(yesterday, filled)
    result = verify(filled)
    assert kinds(result) == {"rolled_back"}
    assert result.troubles[0].entries == (101,)


def test_a_ruined_checkpoint_beside_the_store_is_said(filled: Path) -> None:
    """What lies beside the store and cannot be read is no reason to trust or to accuse; the next growth writes it
    anew."""
    checkpoint_path(filled).write_text("policydiff/store/", "utf-8")
    result = verify(filled)
    assert (result.outcome, kinds(result)) == ("unverifiable", {"checkpoint"})
    with Store.open(filled, write=True) as store, store.transaction() as batch:
        batch.append("copy", {})
    assert verify(filled).outcome == "ok"


def test_another_store_in_its_place_is_found(filled: Path, tmp_path: Path) -> None:
    """A whole other store under the same name does not pass for this one."""
    other = tmp_path / "other.store"
    Store.create(other).close()
    shutil.copy(other, filled)
    assert kinds(verify(filled)) == {"other_store"}


def test_a_file_without_its_end_is_found(filled: Path) -> None:
    """Ten pages cut off the file are damage, not a traceback."""
    filled.write_bytes(filled.read_bytes()[: -10 * 4096])
    assert verify(filled).outcome in ("damaged", "rewritten")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"no database at all\n" * 400, bytes(8192)])
def test_what_is_no_store_is_refused(tmp_path: Path, content: bytes) -> None:
    """Another file under the name of a store is an error that says so."""
    path = tmp_path / "x.store"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        verify(path)
    assert caught.value.code == "PD401"
    with pytest.raises(InputError):
        Store.open(path)


def test_an_altered_layout_is_not_opened(filled: Path) -> None:
    """A store whose schema somebody changed is not worked with."""
    tamper(filled, run("CREATE TRIGGER quiet AFTER INSERT ON entry BEGIN DELETE FROM head; END"))
    with pytest.raises(IntegrityError) as caught:
        Store.open(filled, write=True)
    assert caught.value.code == "PD405"


def logical(path: Path) -> tuple[object, ...]:
    """All that the store says: every entry and every blob."""
    with closing(sqlite3.connect(path)) as connection:
        return tuple(connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in ("entry", "blob"))


def test_random_bit_flips_are_found_or_touch_nothing(filled: Path, tmp_path: Path) -> None:
    """Two hundred times one random bit of the file: each flip is found, or every entry and blob is proven the same."""
    sound = logical(filled)
    data = filled.read_bytes()
    rng = random.Random(7)
    found = 0
    for _ in range(200):
        place = rng.randrange(len(data) * 8)
        flipped = tmp_path / "flipped.store"
        flipped.write_bytes(data[: place // 8] + bytes([data[place // 8] ^ 1 << place % 8]) + data[place // 8 + 1 :])
        try:
            noticed = verify(flipped).outcome != "ok"
        except InputError:
            noticed = True
        assert noticed or logical(flipped) == sound, place
        found += noticed
    assert found > 100
