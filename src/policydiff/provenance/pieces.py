# SPDX-License-Identifier: Apache-2.0
"""Large blobs in pieces, so that a big file neither fills the memory nor holds up other writers.

The pieces of a blob go into the store one after the other, each in a transaction of its own; the blob is there once its
row is, which comes with the entry that speaks of it. What an interrupted run left is gone on with by the next.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep

from policydiff.errors import InputError, IntegrityError
from policydiff.provenance.schema import Connection
from policydiff.reasons import because

PIECE = 1 << 18
"""Bytes of one piece: what is written and synced in some milliseconds, on a loaded machine some tens."""
WHOLE = 1 << 20
"""Bytes up to which a blob is one row."""
PAUSE, LONGEST_PAUSE = 0.005, 0.05
"""Seconds between two pieces, in which another program can write: as long as the piece took, within these bounds. Where
the machine is slow, so is the other program in seeing that it may."""

Writing = Callable[[], AbstractContextManager[None]]
"""Opens a write transaction that ends with the block."""


def pour(connection: Connection, writing: Writing, chunks: Iterable[bytes], digest: str, name: str | Path) -> None:
    """Put the bytes whose SHA-256 is `digest` into the store as pieces; no row of `blob` is made.

    Raises InputError PD422 where the bytes are others than those that were hashed before.
    """
    key, seen = bytes.fromhex(digest), sha256()
    for number, data in enumerate(_regular(chunks)):
        seen.update(data)
        there = connection.execute("SELECT data FROM piece WHERE blob = ? AND number = ?", (key, number)).fetchone()
        if there is not None and there[0] == data:
            continue
        begun = monotonic()
        with writing():
            connection.execute("DELETE FROM piece WHERE blob = ? AND number = ?", (key, number))
            connection.execute("INSERT INTO piece (blob, number, data) VALUES (?, ?, ?)", (key, number, data))
        _make_room(begun)
    if seen.digest() != key:
        raise InputError("PD422", because("file_changed", file=name))


def pour_small(connection: Connection, writing: Writing, several: Mapping[str, bytes]) -> None:
    """Put several blobs into the store in one transaction, each as one piece under its digest."""
    if several:
        begun = monotonic()
        with writing():
            for digest, data in several.items():
                key = (bytes.fromhex(digest), 0)
                connection.execute("DELETE FROM piece WHERE blob = ? AND number = ?", key)
                connection.execute("INSERT INTO piece (blob, number, data) VALUES (?, ?, ?)", (*key, data))
        _make_room(begun)


def _make_room(begun: float) -> None:
    """Let other programs write."""
    sleep(min(max(monotonic() - begun, PAUSE), LONGEST_PAUSE))


def _regular(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
    if waiting:
        yield bytes(waiting)


def in_pieces(connection: Connection, key: bytes) -> Iterator[bytes]:
    """The pieces of a blob, in order; each is asked for by its number, so that no look-up stays open."""
    number = 0
    while (
        row := connection.execute("SELECT data FROM piece WHERE blob = ? AND number = ?", (key, number)).fetchone()
    ) is not None:
        if not isinstance(row[0], bytes):
            break
        yield row[0]
        number += 1


def stream(connection: Connection, digest: str, path: Path) -> Iterator[bytes]:
    """The bytes with SHA-256 `digest` (hex) in pieces, hashed again on the way out.

    Raises InputError PD409 where the store has none; IntegrityError PD404, after the last piece, where they were
    altered.
    """
    key = raw(digest)
    row = connection.execute("SELECT size, data FROM blob WHERE sha256 = ?", (key,)).fetchone()
    if row is None or not isinstance(row[1], bytes):
        raise InputError("PD409", because("no_bytes", file=path, digest=digest))
    seen = sha256()
    for data in [row[1]] if row[1] or not row[0] else in_pieces(connection, key):
        seen.update(data)
        yield data
    if seen.digest() != key:
        raise IntegrityError("PD404", because("bytes_altered", file=path, digest=digest))


def raw(digest: str) -> bytes:
    """A hash as bytes; what is none is the hash of nothing that is kept."""
    try:
        return bytes.fromhex(digest)
    except ValueError:
        return b""
