# SPDX-License-Identifier: Apache-2.0
"""Tables for finding things fast; all of them follow from the log, and `reindex` makes them anew."""

from collections.abc import Iterable

from policydiff.provenance.entry import Entry
from policydiff.provenance.merkle import Frontier
from policydiff.provenance.recorded import numbers, value_of
from policydiff.provenance.schema import Connection

TARGETS = ("copy", "a", "b", "of", "members", "from", "to")
"""Keys of an entry's data that hold the numbers of other entries."""
LOG = -1
"""Stands for the log as a whole, where an entry speaks of no other."""


def index_entry(connection: Connection, entry: Entry) -> None:
    """Put one entry into the index."""
    if entry.kind == "copy":
        connection.execute(
            "INSERT INTO index_copy (seq, sha256, canonical, name, title, doc_number) VALUES (?, ?, ?, ?, ?, ?)",
            (
                entry.seq,
                *(value_of(entry, key) for key in ("sha256", "canonical_text", "original_name", "title", "doc_number")),
            ),
        )
    if entry.kind == "tool":
        connection.execute(
            "INSERT OR IGNORE INTO index_link (seq, target, kind) VALUES (?, ?, 'tool')", (entry.seq, LOG)
        )
    for target in targets(entry):
        connection.execute(
            "INSERT OR IGNORE INTO index_link (seq, target, kind) VALUES (?, ?, ?)", (entry.seq, target, entry.kind)
        )
    if entry.supersedes is not None:
        connection.execute(
            "INSERT OR IGNORE INTO index_link (seq, target, kind) VALUES (?, ?, 'supersedes')",
            (entry.seq, entry.supersedes),
        )


def targets(entry: Entry) -> list[int]:
    """Numbers of the entries that this one speaks of."""
    found = []
    for key in TARGETS:
        found += numbers(entry, key)
    return found


def rebuild(connection: Connection, entries: Iterable[Entry]) -> int:
    """Fill every derived table anew from the log, in the caller's transaction; returns the number of entries."""
    for statement in ("DELETE FROM node", "DELETE FROM head", "DELETE FROM index_copy", "DELETE FROM index_link"):
        connection.execute(statement)
    tree = Frontier()
    for entry in entries:
        connection.executemany("INSERT INTO node (level, idx, hash) VALUES (?, ?, ?)", tree.append(entry.hash))
        index_entry(connection, entry)
    connection.execute("INSERT INTO head (id, size, root) VALUES (0, ?, ?)", (tree.size, tree.root()))
    return tree.size
