# SPDX-License-Identifier: Apache-2.0
"""A transaction's view of the store: what is added to it together."""

from collections.abc import Sequence
from hashlib import sha256

from policydiff.errors import InputError
from policydiff.provenance import index, schema
from policydiff.provenance.entry import Entry, Kind, spell
from policydiff.provenance.merkle import Frontier, leaf_hash
from policydiff.reasons import because

MAX_BLOB = 512 * 1024 * 1024
"""Bytes of one row; below SQLite's own limit of 10^9. What is larger is kept in pieces."""


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

    def poured(self, digest: str, size: int) -> str:
        """Make the pieces that were put in before a blob; returns its digest."""
        self._connection.execute(
            "INSERT OR IGNORE INTO blob (sha256, size, data) VALUES (?, ?, x'')", (bytes.fromhex(digest), size)
        )
        return digest

    def append(
        self, kind: Kind, data: dict[str, object], blobs: Sequence[str] = (), supersedes: int | None = None
    ) -> int:
        """Add an entry to the log; returns its number.

        `data` must be spellable as canonical JSON (ValueError); `blobs` name in hex what `blob` gave.
        """
        seq = self._tree.size
        body = spell(seq, self._last, self._time, kind, self._agent, blobs, data, supersedes)
        self.append_spelt(
            Entry(seq, None, self._time, kind, self._agent, tuple(blobs), data, supersedes, leaf_hash(body)), body
        )
        return seq

    def append_spelt(self, entry: Entry, body: bytes) -> None:
        """Add an entry as it was spelt before, here or in another store; the caller has checked that it follows."""
        self._last = entry.hash
        self._connection.execute("INSERT INTO entry (seq, hash, body) VALUES (?, ?, ?)", (entry.seq, self._last, body))
        nodes = self._tree.append(self._last)
        if nodes:
            self._connection.executemany("INSERT INTO node (level, idx, hash) VALUES (?, ?, ?)", nodes)
        index.index_entry(self._connection, entry)

    def append_blank(self, digest: bytes) -> None:
        """Add an entry that was redacted: its hash alone."""
        seq = self._tree.size
        self._last = digest
        self._connection.execute("INSERT INTO entry (seq, hash, body) VALUES (?, ?, x'')", (seq, digest))
        self._connection.executemany("INSERT INTO node (level, idx, hash) VALUES (?, ?, ?)", self._tree.append(digest))

    def erase(self, blobs: Sequence[str], entries: Sequence[int]) -> None:
        """Take out what the redaction that was appended just now names: blobs, and the bodies of entries with what the
        index says of them."""
        for digest in blobs:
            key = (bytes.fromhex(digest),)
            self._connection.execute("DELETE FROM piece WHERE blob = ?", key)
            self._connection.execute("DELETE FROM blob WHERE sha256 = ?", key)
        for seq in entries:
            self._connection.execute("UPDATE entry SET body = x'' WHERE seq = ?", (seq,))
            self._connection.execute("DELETE FROM index_copy WHERE seq = ?", (seq,))
            self._connection.execute("DELETE FROM index_link WHERE seq = ?", (seq,))

    def root(self) -> bytes:
        """The root of the tree over all entries, those of this batch included."""
        return self._tree.root()

    def finish(self) -> None:
        """Note the log's size and root; the caller commits."""
        self._connection.execute(
            "INSERT OR REPLACE INTO head (id, size, root) VALUES (0, ?, ?)", (self._tree.size, self._tree.root())
        )
