# SPDX-License-Identifier: Apache-2.0
"""Finding a copy by what a person types: its number in the log, the start of its SHA-256, or its name."""

import re
from collections.abc import Iterator

from policydiff.errors import InputError, IntegrityError
from policydiff.provenance.entry import REDACTED, Entry
from policydiff.provenance.index import copy_row
from policydiff.provenance.merkle import Frontier
from policydiff.provenance.store import Store
from policydiff.reasons import because

_DIGEST = re.compile(r"[0-9a-f]{6,64}")
_COLUMNS = "seq, sha256, canonical, name, title, doc_number"


def find_copy(store: Store, reference: str) -> Entry:
    """The one copy that `reference` names, checked against the root of the log. A number is a number of the log before
    it is the start of a hash.

    Raises InputError PD409 where there is none, PD410 where there are several, IntegrityError PD404 where the entry is
    not in the log or the index says something else of it.
    """
    if reference.isascii() and reference.isdigit() and int(reference) < store.size():
        entry = store.proven(int(reference))
        if entry.kind == "copy":
            return entry
        if entry.kind == REDACTED and (stone := _tombstone(store, entry.seq)) is not None:
            raise redacted(entry.seq, stone)
    found = _indexed(store, reference) or _in_log(store, reference)
    if not found:
        raise InputError("PD409", because("no_copy", file=store.path, name=reference))
    if len(found) > 1:
        numbers = ", ".join(map(str, found[:8])) + (" …" if len(found) > 8 else "")
        raise InputError("PD410", because("copy_ambiguous", name=reference, numbers=numbers))
    return store.proven(found[0])


def _tombstone(store: Store, seq: int) -> Entry | None:
    rows = store.query("SELECT seq FROM index_link WHERE target = ? AND kind = 'redaction' ORDER BY seq", (seq,))
    return store.entry(int(str(rows[0][0]))) if rows else None


def redacted(seq: int, stone: Entry) -> InputError:
    """That a copy was taken out by law: who did it, when, on what ground."""
    told = {"number": stone.seq, "who": stone.agent.get("operator", "?"), "time": stone.time[:19] + "Z"}
    return InputError("PD435", because("copy_redacted", copy=seq, ground=str(stone.data.get("ground")), **told))


def _indexed(store: Store, reference: str) -> list[int]:
    """The copies that the index has under a name or the start of a hash, each row checked against the log."""
    sql = f"SELECT {_COLUMNS} FROM index_copy WHERE name = ?1"  # noqa: S608  # from this module's own words
    if _DIGEST.fullmatch(reference.lower()):
        sql += " OR sha256 GLOB ?2"
    rows = store.query(f"{sql} ORDER BY seq", (reference, f"{reference.lower()}*")[: 1 + sql.count("?2")])
    for row in rows:
        seq = int(str(row[0]))
        if copy_row(store.entry(seq)) != row:
            raise IntegrityError("PD404", because("index_differs", file=store.path, number=seq))
    return [int(str(row[0])) for row in rows]


def _in_log(store: Store, reference: str) -> list[int]:
    """The same from the log itself: that the index has no such copy does not say that there is none."""
    start = reference.lower() if _DIGEST.fullmatch(reference.lower()) else None
    return [row[0] for row in copies(store) if row[2] == reference or (start is not None and row[1].startswith(start))]


def copies(store: Store) -> list[tuple[int, str, str, str, str]]:
    """Number, SHA-256, name, title and document number of every copy, in the order of the log, which is checked on the
    way; raises as `checked_entries`."""
    found: list[tuple[int, str, str, str, str]] = []
    for entry in checked_entries(store):
        if (row := copy_row(entry)) is not None:
            seq, digest, _, name, title, number = (str(cell) if cell is not None else "" for cell in row)
            found.append((int(seq), digest, name, title, number))
    return found


def checked_entries(store: Store) -> Iterator[Entry]:
    """All entries, each checked against its hash, and after the last all of them against the root.

    Raises IntegrityError PD404 where the log is not the one that the store ends with.
    """
    tree = Frontier()
    for entry in store.entries():
        tree.append(entry.hash)
        yield entry
    head = store.query("SELECT size, root FROM head")
    if not head or head[0] != (tree.size, tree.root()):
        raise IntegrityError("PD404", because("tree_root", file=store.path))


def about(store: Store, seq: int) -> list[Entry]:
    """The later entries that speak of entry `seq`: statements, comparisons, claims, corrections."""
    return [
        store.entry(int(str(row[0])))
        for row in store.query("SELECT DISTINCT seq FROM index_link WHERE target = ? ORDER BY seq", (seq,))
    ]
