# SPDX-License-Identifier: Apache-2.0
"""The store: one SQLite file of blobs and an append-only, hash-chained log about them.

An entry is acknowledged when its transaction has ended; from then on neither a killed process nor a power
cut loses it. There is one writer at a time. Nothing is ever changed or taken out: a correction is a new entry.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

from policydiff import __version__
from policydiff.errors import InputError, IntegrityError, OutputError, PolicydiffError
from policydiff.provenance import index, schema
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.connection import guard, open_connection
from policydiff.provenance.entry import Entry, Kind, read_entry, spell
from policydiff.provenance.merkle import Frontier, leaf_hash
from policydiff.reasons import because
from policydiff.show.writing import sync_folder, write_file

Clock = Callable[[], datetime]
MAX_BLOB = 512 * 1024 * 1024
"""Bytes; below SQLite's own limit of 10^9, and more than any reader here takes."""


def now() -> datetime:
    """This machine's clock, in UTC."""
    return datetime.now(UTC)


def stamp(clock: Clock) -> str:
    """A time as entries spell it: 2026-01-31T08:15:00.123456Z."""
    return clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Batch:
    """A transaction's view of the store: add blobs and entries; all of them are kept, or none."""

    def __init__(
        self, connection: schema.Connection, tree: Frontier, last: bytes | None, time: str, agent: dict[str, str]
    ) -> None:
        self._connection = connection
        self._tree = tree
        self._last = last
        self._time = time
        self._agent = agent

    @property
    def size(self) -> int:
        """Entries in the log, those of this batch included; also the next entry's number."""
        return self._tree.size

    def blob(self, data: bytes) -> str:
        """Keep bytes under their SHA-256, which is returned in hex; the same bytes are kept once.

        Raises InputError PD408 for more than MAX_BLOB.
        """
        if len(data) > MAX_BLOB:
            raise InputError("PD408", because("blob_too_large", n=len(data), most=MAX_BLOB))
        digest = sha256(data)
        self._connection.execute(
            "INSERT OR IGNORE INTO blob (sha256, size, data) VALUES (?, ?, ?)", (digest.digest(), len(data), data)
        )
        return digest.hexdigest()

    def append(
        self, kind: Kind, data: dict[str, object], blobs: Sequence[str] = (), supersedes: int | None = None
    ) -> int:
        """Add an entry to the log; returns its number.

        `data` must be spellable as canonical JSON (ValueError); `blobs` name in hex what `blob` gave.
        """
        seq = self._tree.size
        body = spell(seq, self._last, self._time, kind, self._agent, blobs, data, supersedes)
        self._last = leaf_hash(body)
        self._connection.execute("INSERT INTO entry (seq, hash, body) VALUES (?, ?, ?)", (seq, self._last, body))
        nodes = self._tree.append(self._last)
        if nodes:
            self._connection.executemany("INSERT INTO node (level, idx, hash) VALUES (?, ?, ?)", nodes)
        index.index_entry(
            self._connection,
            Entry(seq, None, self._time, kind, self._agent, tuple(blobs), data, supersedes, self._last),
        )
        return seq

    def finish(self) -> None:
        """Note the log's size and root; the caller commits."""
        self._connection.execute(
            "INSERT OR REPLACE INTO head (id, size, root) VALUES (0, ?, ?)", (self._tree.size, self._tree.root())
        )


class Store:
    """An open store. Use it as a context manager; `create` and `open` make one."""

    def __init__(
        self, path: Path, connection: schema.Connection, *, write: bool, clock: Clock = now, operator: str | None = None
    ) -> None:
        self.path = path
        self.write = write
        self._connection = connection
        self._clock = clock
        self._agent = {"name": "policydiff", "version": __version__} | ({"operator": operator} if operator else {})
        self._grown = False
        self.problems: list[PolicydiffError] = []
        """What went wrong without harm to the record."""

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        note: str | None = None,
        clock: Clock = now,
        operator: str | None = None,
        connect: schema.Connector = schema.connect,
        journal: str | None = None,
    ) -> Self:
        """Make an empty store at `path`, whose first entry names it.

        Raises InputError PD402 where something stands there already, OutputError PD407 where it cannot be written.
        """
        if path.exists() or path.is_symlink():
            raise InputError("PD402", because("store_exists", file=path))
        with guard(path):
            connection = connect(path, write=True, create=True)
            schema.configure(connection, write=True, journal=journal)
        store = cls(path, connection, write=True, clock=clock, operator=operator)
        with store._transaction(first=True) as batch:
            data: dict[str, object] = {
                "store": str(uuid4()),
                "hash": "SHA-256",
                "tree": "RFC 6962",
                "layout": schema.VERSION,
            }
            batch.append("store", data | ({"note": note} if note else {}))
        with suppress(OSError):
            sync_folder(path.parent)
        return store

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        write: bool = False,
        clock: Clock = now,
        operator: str | None = None,
        connect: schema.Connector = schema.connect,
        journal: str | None = None,
    ) -> Self:
        """Open the store at `path`, read-only unless `write`.

        Raises InputError PD401 (no store), IntegrityError PD405 (a layout that this program did not make), PD406 (a
        later layout)."""
        connection = open_connection(path, write=write, connect=connect)
        try:
            with guard(path):
                schema.check_header(connection, str(path))
                schema.configure(connection, write=write, journal=journal)
                foreign = schema.foreign_objects(connection)
            if foreign:
                raise IntegrityError("PD405", because("store_altered", file=path, what="; ".join(foreign)))
        except PolicydiffError:
            connection.close()
            raise
        return cls(path, connection, write=write, clock=clock, operator=operator)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; where the log has grown, leave its checkpoint beside it."""
        if self._grown:
            try:
                write_file(checkpoint_path(self.path), self.checkpoint().body().encode(), durable=True)
            except PolicydiffError as error:
                self.problems.append(error)
            self._grown = False
        with suppress(sqlite3.Error):
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[Batch]:
        """Add blobs and entries together. Acknowledged when the block ends without an error; else none is kept.

        Raises OutputError PD403 (another program is writing), PD407 (disk full or failing), IntegrityError PD404.
        """
        with self._transaction(first=False) as batch:
            yield batch

    @contextmanager
    def _transaction(self, *, first: bool) -> Iterator[Batch]:
        if not self.write:
            raise OutputError("PD407", because("store_read_only", file=self.path))
        with guard(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                if first:
                    schema.create_tables(self._connection)
                tree, last = self._tail()
                batch = Batch(self._connection, tree, last, stamp(self._clock), self._agent)
                yield batch
                batch.finish()
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise
        self._grown = True

    def _tail(self) -> tuple[Frontier, bytes | None]:
        """The tree's right edge and the last entry's hash, checked against each other and the head."""
        head = self._connection.execute("SELECT size, root FROM head").fetchone()
        row = self._connection.execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
        if row is None and head is None:
            return Frontier(), None
        if (
            row is None
            or head is None
            or not isinstance(head[0], int)
            or not isinstance(row[1], bytes)
            or row[0] != head[0] - 1
        ):
            raise IntegrityError("PD404", because("log_end", file=self.path))
        tree = Frontier.load(head[0], self._node)
        if tree.root() != head[1]:
            raise IntegrityError("PD404", because("tree_root", file=self.path))
        return tree, row[1]

    def _node(self, level: int, idx: int) -> bytes:
        sql, parameters = (
            ("SELECT hash FROM node WHERE level = ? AND idx = ?", (level, idx))
            if level
            else ("SELECT hash FROM entry WHERE seq = ?", (idx,))
        )
        row = self._connection.execute(sql, parameters).fetchone()
        if row is None or not isinstance(row[0], bytes):
            raise IntegrityError("PD404", because("tree_node", file=self.path, node=f"{level}/{idx}"))
        return row[0]

    def node(self, level: int, idx: int) -> bytes:
        """Hash of a complete subtree, as the proofs of `merkle` ask for it."""
        with guard(self.path):
            return self._node(level, idx)

    def size(self) -> int:
        """Number of entries."""
        with guard(self.path):
            row = self._connection.execute("SELECT coalesce(max(seq) + 1, 0) FROM entry").fetchone()
        return row[0] if row and isinstance(row[0], int) else 0

    def origin(self) -> str:
        """The name of this log, which its checkpoints carry."""
        return f"policydiff/store/{self.entry(0).data.get('store')}"

    def checkpoint(self) -> Checkpoint:
        """The log as it stands now."""
        size = self.size()
        with guard(self.path):
            return Checkpoint(self.origin(), size, Frontier.load(size, self._node).root())

    def entry(self, seq: int) -> Entry:
        """Entry number `seq`; raises InputError PD409 where there is none."""
        return read_entry(self.entry_body(seq))

    def entry_body(self, seq: int) -> bytes:
        """The very bytes of entry `seq`, which its hash covers."""
        with guard(self.path):
            row = self._connection.execute("SELECT body FROM entry WHERE seq = ?", (seq,)).fetchone()
        if row is None or not isinstance(row[0], bytes):
            raise InputError("PD409", because("no_entry", file=self.path, number=seq))
        return row[0]

    def entries(self, start: int = 0) -> Iterator[Entry]:
        """All entries from `start` on, in order."""
        with guard(self.path):
            for (body,) in self._connection.execute("SELECT body FROM entry WHERE seq >= ? ORDER BY seq", (start,)):
                if not isinstance(body, bytes):
                    raise IntegrityError("PD404", because("entry_without_bytes", file=self.path))
                yield read_entry(body)

    def blob(self, digest: str) -> bytes:
        """The bytes with SHA-256 `digest` (hex), hashed again on the way out.

        Raises InputError PD409 where the store has none, IntegrityError PD404 where they were altered.
        """
        with guard(self.path):
            row = self._connection.execute("SELECT data FROM blob WHERE sha256 = ?", (_raw(digest),)).fetchone()
        if row is None or not isinstance(row[0], bytes):
            raise InputError("PD409", because("no_bytes", file=self.path, digest=digest))
        if sha256(row[0]).hexdigest() != digest:
            raise IntegrityError("PD404", because("bytes_altered", file=self.path, digest=digest))
        return row[0]

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Rows of a read-only question to the index tables."""
        with guard(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def reindex(self) -> int:
        """Make the hash tree and every index anew from the log; returns the number of entries.

        Raises IntegrityError PD404 where the log itself is not sound: then there is nothing to build from.
        """
        with guard(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                count = index.rebuild(self._connection, self._chained())
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise
        return count

    def _chained(self) -> Iterator[Entry]:
        """The entries, each checked to follow the one before."""
        last: bytes | None = None
        for place, entry in enumerate(self.entries()):
            if entry.seq != place or entry.prev != (last.hex() if last is not None else None):
                raise IntegrityError("PD404", because("entry_does_not_follow", file=self.path, number=place))
            last = entry.hash
            yield entry


def _raw(digest: str) -> bytes:
    """A hash as bytes; what is none is the hash of nothing that is kept."""
    try:
        return bytes.fromhex(digest)
    except ValueError:
        return b""


def checkpoint_path(path: Path) -> Path:
    """Where a store leaves its checkpoint: beside the file, so that a file put back from yesterday is noticed."""
    return path.with_name(f"{path.name}.checkpoint")
