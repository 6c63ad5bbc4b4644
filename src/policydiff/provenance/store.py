# SPDX-License-Identifier: Apache-2.0
"""The store: one SQLite file of blobs and an append-only, hash-chained log about them.

An entry is acknowledged when its transaction has ended; from then on neither a killed process nor a power cut loses it.
There is one writer at a time. A correction is a new entry.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Self
from uuid import uuid4

from policydiff import __version__
from policydiff.errors import InputError, IntegrityError, OutputError, PolicydiffError
from policydiff.provenance import index, pieces, schema
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.connection import guard, open_connection
from policydiff.provenance.entry import REDACTED, Entry, read_entry, tombstone
from policydiff.provenance.merkle import Frontier, inclusion_proof, root_of
from policydiff.provenance.operator import Operator, agent_of
from policydiff.provenance.transaction import Batch
from policydiff.reasons import because
from policydiff.show.writing import sync_folder, write_file

Clock = Callable[[], datetime]
_TURN = 0.003
"""Seconds between two tries to write."""


def now() -> datetime:
    """This machine's clock, in UTC."""
    return datetime.now(UTC)


def stamp(clock: Clock) -> str:
    """A time as entries spell it: 2026-01-31T08:15:00.123456Z."""
    return clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Store:
    """An open store. Use it as a context manager; `create` and `open` make one."""

    def __init__(
        self,
        path: Path,
        connection: schema.Connection,
        *,
        write: bool,
        clock: Clock = now,
        operator: Operator | str | None = None,
    ) -> None:
        self.path = path
        self.write = write
        self._connection = connection
        self._clock = clock
        self._agent = agent_of(operator, __version__)
        self._grown = False
        self._origin: str | None = None
        self.problems: list[PolicydiffError] = []
        """What went wrong without harm to the record."""

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        note: str | None = None,
        clock: Clock = now,
        operator: Operator | str | None = None,
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
        store.leave_checkpoint()
        return store

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        write: bool = False,
        clock: Clock = now,
        operator: Operator | str | None = None,
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
            self.leave_checkpoint()
        with suppress(sqlite3.Error):
            self._connection.close()

    def leave_checkpoint(self) -> None:
        """Write the checkpoint beside the store; what keeps it from being written is a problem, no error."""
        try:
            write_file(checkpoint_path(self.path), self.checkpoint().body().encode(), durable=True)
        except PolicydiffError as error:
            self.problems.append(error)
        self._grown = False

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
        with self._writing():
            if first:
                schema.create_tables(self._connection)
            tree, last = self._tail()
            batch = Batch(self._connection, tree, last, stamp(self._clock), self._agent)
            yield batch
            batch.finish()
        self._grown = True

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A write transaction that ends with the block, undone where that raises."""
        with guard(self.path):
            self._begin()
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def _begin(self) -> None:
        """Wait for the other writers: asked for again and again, since SQLite's own waiting takes up to 0.1 s a turn
        and so comes too late behind a program that writes piece by piece."""
        until = monotonic() + schema.BUSY_SECONDS
        self._connection.execute("PRAGMA busy_timeout=0")
        try:
            while True:
                try:
                    self._connection.execute("BEGIN IMMEDIATE")
                except sqlite3.Error as error:
                    if monotonic() >= until or not ("locked" in str(error) or "busy" in str(error)):
                        raise
                    sleep(_TURN)
                else:
                    return
        finally:
            self._connection.execute(f"PRAGMA busy_timeout={int(schema.BUSY_SECONDS * 1000)}")

    @property
    def layout(self) -> int:
        """The version of the file's layout."""
        with guard(self.path):
            return schema.layout_of(self._connection)

    def pour(self, chunks: Iterable[bytes], digest: str, name: str | Path) -> None:
        """Put large bytes into the store piece by piece, ahead of the transaction that makes them a blob
        (`Batch.poured`); SHA-256 of them all is `digest`.

        Raises InputError PD422 where they are others, PD408 in a store of an earlier layout; else as `transaction`.
        """
        if self.layout < 2:
            raise InputError("PD408", because("needs_upgrade", file=self.path))
        if not self.has_blob(digest):
            pieces.pour(self._connection, self._writing, chunks, digest, name)

    def pour_small(self, several: Mapping[str, bytes]) -> None:
        """The same for small bytes, by their digests, in one transaction."""
        if self.layout < 2:
            raise InputError("PD408", because("needs_upgrade", file=self.path))
        fresh = {key: data for key, data in several.items() if not self.has_blob(key)}
        pieces.pour_small(self._connection, self._writing, fresh)

    def has_blob(self, digest: str) -> bool:
        """Whether the store holds the bytes with this SHA-256."""
        return bool(self.query("SELECT 1 FROM blob WHERE sha256 = ?", (pieces.raw(digest),)))

    def has_pieces(self, digest: str) -> bool:
        """Whether `pour` has put these bytes in."""
        return self.layout > 1 and bool(self.query("SELECT 1 FROM piece WHERE blob = ?", (pieces.raw(digest),)))

    def blob_size(self, digest: str) -> int:
        """How many bytes a blob has, as its row says; -1 where there is none."""
        rows = self.query("SELECT size FROM blob WHERE sha256 = ?", (pieces.raw(digest),))
        return rows[0][0] if rows and isinstance(rows[0][0], int) else -1

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
        if self._origin is None:
            self._origin = f"policydiff/store/{self.entry(0).data.get('store')}"
        return self._origin

    def checkpoint(self) -> Checkpoint:
        """The log as it stands now."""
        size = self.size()
        with guard(self.path):
            return Checkpoint(self.origin(), size, Frontier.load(size, self._node).root())

    def entry(self, seq: int) -> Entry:
        """Entry number `seq`, checked against its hash; raises InputError PD409 where there is none, IntegrityError
        PD404 where it was altered."""
        return self._read(seq, *self._row(seq))

    def proven(self, seq: int) -> Entry:
        """Entry number `seq`, checked against the root of the log; raises as `entry`."""
        size = self.size()
        entry = self.entry(seq)
        with guard(self.path):
            path = inclusion_proof(seq, size, self._node)
            head = self._connection.execute("SELECT size, root FROM head").fetchone()
        if head is None or head[0] != size or root_of(seq, size, entry.hash, path) != head[1]:
            raise IntegrityError("PD404", because("entry_not_in_log", file=self.path, number=seq))
        return entry

    def entry_body(self, seq: int) -> bytes:
        """The very bytes of entry `seq`, which its hash covers; empty for one that was redacted."""
        return self._row(seq)[1]

    def _row(self, seq: int) -> tuple[bytes, bytes]:
        with guard(self.path):
            row = self._connection.execute("SELECT hash, body FROM entry WHERE seq = ?", (seq,)).fetchone()
        if row is None or not isinstance(row[0], bytes) or not isinstance(row[1], bytes):
            raise InputError("PD409", because("no_entry", file=self.path, number=seq))
        return row[0], row[1]

    def entries(self, start: int = 0) -> Iterator[Entry]:
        """All entries from `start` on, in order, each checked against its hash."""
        with guard(self.path):
            for seq, digest, body in self._connection.execute(
                "SELECT seq, hash, body FROM entry WHERE seq >= ? ORDER BY seq", (start,)
            ):
                if not isinstance(body, bytes) or not isinstance(digest, bytes):
                    raise IntegrityError("PD404", because("entry_without_bytes", file=self.path))
                yield self._read(int(str(seq)), digest, body)

    def _read(self, seq: int, digest: bytes, body: bytes) -> Entry:
        if not body and self.layout > 1 and self.query("SELECT 1 FROM gone WHERE hash = ?", (digest,)):
            return tombstone(seq, digest)
        entry = read_entry(body)
        if entry.hash != digest:
            raise IntegrityError("PD404", because("entry_altered", file=self.path, number=seq))
        return entry

    def blob(self, digest: str) -> bytes:
        """The bytes with SHA-256 `digest` (hex), hashed again on the way out.

        Raises InputError PD409 where the store has none, IntegrityError PD404 where they were altered.
        """
        return b"".join(self.stream(digest))

    def stream(self, digest: str) -> Iterator[bytes]:
        """The same in pieces; that they were altered is known after the last."""
        with guard(self.path):
            yield from pieces.stream(self._connection, digest, self.path)

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Rows of a read-only question to the index tables."""
        with guard(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def reindex(self) -> int:
        """Make the hash tree and every index anew from the log, and let go of pieces that never became a blob; returns
        the number of entries.

        Raises IntegrityError PD404 where the log itself is not sound: then there is nothing to build from.
        """
        with self._writing():
            if self.layout > 1:
                self._connection.execute("DELETE FROM piece WHERE blob NOT IN (SELECT sha256 FROM blob)")
            return index.rebuild(self._connection, self._chained(), self.layout)

    def scrub(self) -> None:
        """Write the whole file anew, so that nothing of what was deleted is left in it.

        Raises OutputError PD403 where somebody reads, PD407 without room for a second file.
        """
        with guard(self.path):
            self._connection.execute("PRAGMA secure_delete=ON")
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def upgrade(self) -> tuple[int, int]:
        """Bring an earlier layout to this program's and say so in the log; returns the layout before and after."""
        before = self.layout
        if before < schema.VERSION:
            with self._transaction(first=False) as batch:
                schema.renew_layout(self._connection, before)
                batch.append("upgrade", {"from": before, "to": schema.VERSION})
        return before, schema.VERSION

    def _chained(self) -> Iterator[Entry]:
        """The entries, each checked to follow the one before."""
        last: bytes | None = None
        for place, entry in enumerate(self.entries()):
            follows = entry.kind == REDACTED or entry.prev == (last.hex() if last is not None else None)
            if entry.seq != place or not follows:
                raise IntegrityError("PD404", because("entry_does_not_follow", file=self.path, number=place))
            last = entry.hash
            yield entry


def checkpoint_path(path: Path) -> Path:
    """Where a store leaves its checkpoint: beside the file, so that a file put back from yesterday is noticed."""
    return path.with_name(f"{path.name}.checkpoint")
