# SPDX-License-Identifier: Apache-2.0
"""What a store file looks like inside, and how it is opened.

`blob` and `entry` are the record, `piece` holds the bytes of large blobs. `node` (the inner nodes of the hash tree),
`head` (its size and root at the last commit), `gone` (what the log says was taken out by law) and the `index_*` tables
follow from them and can be rebuilt. Triggers keep accidents off the record;
they do not stop an attacker, who can drop them: that is the hash chain's and the checkpoint's work."""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, Self

from policydiff.errors import InputError, IntegrityError
from policydiff.ingest.opening import open_file
from policydiff.reasons import because

APPLICATION_ID = 0x70644C31
"""In the SQLite header: this is a policydiff store."""
VERSION = 2
"""Of the layout; a later program opens every earlier one. 2 brought large blobs in pieces, and redaction."""
BUSY_SECONDS = 15.0
WAL_SOUND_FROM = (3, 51, 3)
"""SQLite before this can corrupt a database whose write-ahead log is reset at a bad moment
(sqlite.org/changes.html)."""

_TABLES = (
    (
        "CREATE TABLE blob (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, data BLOB NOT"
        " NULL)"
    ),
    "CREATE TABLE entry (seq INTEGER PRIMARY KEY, hash BLOB NOT NULL, body BLOB NOT NULL)",
    (
        "CREATE TABLE node (level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, idx))"
        " WITHOUT ROWID"
    ),
    "CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 0), size INTEGER NOT NULL, root BLOB NOT NULL)",
)
_LATER_TABLES = (
    (
        "CREATE TABLE piece (id INTEGER PRIMARY KEY, blob BLOB NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL,"
        " UNIQUE (blob, number))"
    ),
    "CREATE TABLE gone (hash BLOB PRIMARY KEY) WITHOUT ROWID",
)
"""Since layout 2. `piece`: the bytes of a blob whose row has none. `gone`: hashes of entries and blobs that a
redaction took out."""
_ORDER = (
    "CREATE TRIGGER entry_in_order BEFORE INSERT ON entry WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM"
    " entry) BEGIN SELECT raise(ABORT, 'gap'); END"
)
_BLOB_FIXED = "CREATE TRIGGER blob_no_update BEFORE UPDATE ON blob BEGIN SELECT raise(ABORT, 'blobs never change'); END"
_ENTRY_KEPT = (
    "CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'the log only grows'); END"
)
_TRIGGERS = {
    1: (
        _ORDER,
        "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'the log only grows'); END",
        _ENTRY_KEPT,
        _BLOB_FIXED,
        (
            "CREATE TRIGGER blob_no_delete BEFORE DELETE ON blob BEGIN SELECT raise(ABORT, 'blobs are never dropped');"
            " END"
        ),
    ),
    2: (
        _ORDER,
        (
            "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry WHEN NEW.seq <> OLD.seq OR NEW.hash <> OLD.hash OR"
            " length(NEW.body) > 0 OR OLD.hash NOT IN (SELECT hash FROM gone) BEGIN SELECT raise(ABORT, 'the log only"
            " grows'); END"
        ),
        _ENTRY_KEPT,
        _BLOB_FIXED,
        (
            "CREATE TRIGGER blob_no_delete BEFORE DELETE ON blob WHEN OLD.sha256 NOT IN (SELECT hash FROM gone) BEGIN"
            " SELECT raise(ABORT, 'blobs are never dropped'); END"
        ),
        "CREATE TRIGGER piece_no_update BEFORE UPDATE ON piece BEGIN SELECT raise(ABORT, 'blobs never change'); END",
        (
            "CREATE TRIGGER piece_no_delete BEFORE DELETE ON piece WHEN OLD.blob IN (SELECT sha256 FROM blob) AND"
            " OLD.blob NOT IN (SELECT hash FROM gone) BEGIN SELECT raise(ABORT, 'blobs are never dropped'); END"
        ),
    ),
}
INDEX = (
    (
        "CREATE TABLE index_copy (seq INTEGER PRIMARY KEY, sha256 TEXT, canonical TEXT, name TEXT, title TEXT,"
        " doc_number TEXT)"
    ),
    "CREATE INDEX index_copy_sha256 ON index_copy (sha256)",
    "CREATE INDEX index_copy_canonical ON index_copy (canonical)",
    (
        "CREATE TABLE index_link (seq INTEGER NOT NULL, target INTEGER NOT NULL, kind TEXT NOT NULL, PRIMARY KEY"
        " (target, seq, kind)) WITHOUT ROWID"
    ),
)
LAYOUTS = {1: (*_TABLES, *_TRIGGERS[1], *INDEX), 2: (*_TABLES, *_LATER_TABLES, *_TRIGGERS[2], *INDEX)}
"""Every statement that makes a layout, by its version."""


class Cursor(Protocol):
    """What the store asks of a database cursor."""

    def fetchone(self) -> tuple[object, ...] | None:
        """The next row."""

    def fetchall(self) -> list[tuple[object, ...]]:
        """All rows that are left."""
        ...

    def __iter__(self) -> Self: ...
    def __next__(self) -> tuple[object, ...]: ...


class Connection(Protocol):
    """What the store asks of a database connection in autocommit mode: sqlite3's own, or one over a test's disk.

    Errors are sqlite3.Error.
    """

    def execute(self, sql: str, parameters: Sequence[object] = (), /) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, rows: Sequence[Sequence[object]], /) -> object:
        """Run one statement for each row."""

    def close(self) -> None:
        """Let go of the file."""


class Connector(Protocol):
    """Opens a connection to the file at `path`; with `write` False nothing may change it."""

    def __call__(self, path: Path, *, write: bool, create: bool = False) -> Connection:
        """Open it; `create` makes the file where there is none."""
        ...


def connect(path: Path, *, write: bool, create: bool = False) -> Connection:
    """A plain sqlite3 connection in autocommit mode."""
    mode = "rwc" if create else "rw" if write else "ro&immutable=1" if _on_fixed_medium(path) else "ro"
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        check_same_thread=False,
    )


def _on_fixed_medium(path: Path) -> bool:
    """Whether a store that was left in write-ahead mode lies where SQLite cannot put files, as reading it needs."""
    try:
        with open_file(path, given=False) as file:
            header = file.read(20)
    except OSError:
        return False
    return (
        header[18:20] == b"\x02\x02"
        and not os.access(path.parent, os.W_OK)
        and not path.with_name(path.name + "-wal").exists()
    )


def library_version(connection: Connection) -> tuple[int, ...]:
    """Version of the SQLite behind a connection, as numbers."""
    row = connection.execute("SELECT sqlite_version()").fetchone()
    return tuple(int(part) for part in str(row[0] if row else "0").split("."))


def configure(connection: Connection, *, write: bool, journal: str | None = None) -> None:
    """Set what every connection needs: a schema that is not trusted, and commits that survive a power cut.

    `journal` overrides the choice (wal or delete) for tests. Either way an acknowledged commit is on the disk:
    WAL with synchronous FULL, a rollback journal with EXTRA, which also syncs the folder.
    """
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "foreign_keys=ON", "temp_store=MEMORY", "mmap_size=0"):
        connection.execute(f"PRAGMA {pragma}")
    if not write:
        connection.execute("PRAGMA query_only=ON")
        return
    mode = journal or ("wal" if library_version(connection) >= WAL_SOUND_FROM else "delete")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA fullfsync=ON")
    connection.execute("PRAGMA synchronous=EXTRA")  # before the mode is set: doing that writes a journal already
    connection.execute(f"PRAGMA journal_mode={mode}").fetchall()
    if mode == "wal":
        connection.execute("PRAGMA synchronous=FULL")


def create_tables(connection: Connection, version: int = VERSION) -> None:
    """Lay out an empty store, inside the caller's transaction."""
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={version}")
    for statement in LAYOUTS[version]:
        connection.execute(statement)


def renew_layout(connection: Connection, known: int) -> None:
    """Bring the layout `known` to that of this program, inside the caller's transaction; blobs and entries stay."""
    for statement in _TRIGGERS[known]:
        connection.execute(f"DROP TRIGGER {statement.split()[2]}")
    for statement in (*_LATER_TABLES, *_TRIGGERS[VERSION]):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version={VERSION}")


def layout_of(connection: Connection) -> int:
    """The version that the file says its layout has; 0 where it says none."""
    row = connection.execute("PRAGMA user_version").fetchone()
    return row[0] if row and isinstance(row[0], int) else 0


def foreign_objects(connection: Connection) -> list[str]:
    """What in the schema this program did not make, or is missing, in words; empty where the layout is exact."""
    version = layout_of(connection)
    expected = LAYOUTS.get(version, LAYOUTS[VERSION])
    present = {
        str(sql): f"{kind} {name}"
        for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    }
    foreign = [f"{present[sql]} is not part of a store" for sql in present if sql not in expected]
    missing = [f"missing: {sql.split('(')[0].split(' BEFORE ')[0]}".rstrip() for sql in expected if sql not in present]
    return sorted(foreign) + missing + ([] if version in LAYOUTS else [f"layout {version} is none"])


def check_header(connection: Connection, name: str) -> None:
    """Refuse a file that is not a store, or one that a later program wrote.

    Raises InputError PD401 or IntegrityError PD406.
    """
    application, version = (
        connection.execute(f"PRAGMA {pragma}").fetchone() for pragma in ("application_id", "user_version")
    )
    if not application or application[0] != APPLICATION_ID:
        raise InputError("PD401", because("no_store", file=name))
    if not version or not isinstance(version[0], int) or version[0] > VERSION:
        found = version[0] if version else "?"
        raise IntegrityError("PD406", because("store_later", file=name, found=found, known=VERSION))
