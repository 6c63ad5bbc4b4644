# SPDX-License-Identifier: Apache-2.0
"""Tables for finding things fast; all of them follow from the log, and `reindex` makes them anew."""

import re
from collections.abc import Iterable, Sequence

from policydiff.provenance.entry import Entry
from policydiff.provenance.merkle import Frontier
from policydiff.provenance.recorded import numbers, values_of
from policydiff.provenance.schema import VERSION, Connection

TARGETS = ("copy", "a", "b", "of", "members", "from", "to", "archive", "copies")
"""Keys of an entry's data that hold the numbers of other entries."""
_INDEXED = ("sha256", "canonical_text", "original_name", "title", "doc_number")
LOG = -1
"""Stands for the log as a whole, where an entry speaks of no other."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


def index_entry(connection: Connection, entry: Entry) -> None:
    """Put one entry into the index."""
    row = copy_row(entry)
    if row is not None:
        connection.execute(
            "INSERT INTO index_copy (seq, sha256, canonical, name, title, doc_number) VALUES (?, ?, ?, ?, ?, ?)", row
        )
    for link in links(entry):
        connection.execute("INSERT OR IGNORE INTO index_link (seq, target, kind) VALUES (?, ?, ?)", link)
    for digest in taken_out(entry):
        connection.execute("INSERT OR IGNORE INTO gone (hash) VALUES (?)", (digest,))


def copy_row(entry: Entry) -> Sequence[object] | None:
    """What the index says of a copy; None for any other entry."""
    if entry.kind != "copy":
        return None
    return (entry.seq, *values_of(entry, _INDEXED))


def links(entry: Entry) -> list[tuple[int, int, str]]:
    """What the index says of an entry that speaks of others: its number, theirs, and how it speaks of them."""
    found = [(entry.seq, target, entry.kind) for target in targets(entry)]
    if entry.kind in ("tool", "archive", "anchor"):
        found.append((entry.seq, LOG, entry.kind))
    if entry.supersedes is not None:
        found.append((entry.seq, entry.supersedes, "supersedes"))
    return found


def targets(entry: Entry) -> list[int]:
    """Numbers of the entries that this one speaks of."""
    found = []
    for key in TARGETS:
        if key in entry.data:
            found += numbers(entry, key)
    return found


def taken_out(entry: Entry) -> list[bytes]:
    """The hashes of what a redaction took out: entries' and blobs'."""
    named: list[object] = []
    if entry.kind == "redaction":
        for key in ("blobs", "entries"):
            told = entry.data.get(key)
            found = told if isinstance(told, list) else []
            named += [one.get("hash") if isinstance(one, dict) else one for one in found]
    return [bytes.fromhex(one) for one in named if isinstance(one, str) and _DIGEST.fullmatch(one)]


def rebuild(connection: Connection, entries: Iterable[Entry], layout: int = VERSION) -> int:
    """Fill every derived table anew from the log, in the caller's transaction; returns the number of entries."""
    for statement in ("DELETE FROM node", "DELETE FROM head", "DELETE FROM index_copy", "DELETE FROM index_link"):
        connection.execute(statement)
    tree = Frontier()
    gone: list[tuple[bytes]] = []
    for entry in entries:
        gone += [(digest,) for digest in taken_out(entry)]
        connection.executemany("INSERT INTO node (level, idx, hash) VALUES (?, ?, ?)", tree.append(entry.hash))
        index_entry(connection, entry)
    connection.execute("INSERT INTO head (id, size, root) VALUES (0, ?, ?)", (tree.size, tree.root()))
    if layout > 1:  # only now: a redacted entry is known for one by it
        connection.execute("DELETE FROM gone")
        connection.executemany("INSERT OR IGNORE INTO gone (hash) VALUES (?)", gone)
    return tree.size
