# SPDX-License-Identifier: Apache-2.0
"""Taking back a copy, and taking bytes out by law.

A retraction leaves everything where it is and says that the copy is not to be used. A redaction takes bytes, and where
asked the records, out of the file: what stays is a tombstone that says who did it, when and on what ground, and the
hashes, so that the chain of the log holds.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from policydiff.errors import InputError, UsageError
from policydiff.provenance.archive_export import lines_of
from policydiff.provenance.dossier import Copy, copy_view
from policydiff.provenance.entry import Entry
from policydiff.provenance.index import LOG
from policydiff.provenance.recorded import number
from policydiff.provenance.store import Store
from policydiff.reasons import because


@dataclass(frozen=True, slots=True)
class Redaction:
    """What was taken out: the tombstone's number, how many blobs and bytes, which entries, and how many blobs stay
    since others have them, too."""

    seq: int
    blobs: int
    size: int
    entries: tuple[int, ...]
    kept: int


def retract(store: Store, copy: Entry, reason: str) -> int:
    """Say that a copy is not to be used any more, and why; returns the entry's number.

    Raises UsageError PD412 where no reason is given.
    """
    if not reason.strip():
        raise UsageError("PD412", because("nothing_said"))
    with store.transaction() as batch:
        return batch.append("retraction", {"copy": copy.seq, "reason": reason})


def retracted(store: Store) -> set[int]:
    """The copies that were taken back."""
    return {int(str(row[0])) for row in store.query("SELECT target FROM index_link WHERE kind = 'retraction'")}


def redact(store: Store, copies: Sequence[Entry], ground: str, *, records: bool = False) -> Redaction:
    """Take the bytes of copies out of the store, with `records` what the log says of them, too.

    What goes: the bytes, texts and headers, the records of web archives that hold them, comparisons and collations that
    quote them. A text that another copy has, too, stays. Raises UsageError PD412 without a ground, InputError
    PD434 where copies of the same bytes are not named, PD408 in a store of an earlier layout.
    """
    if not ground.strip():
        raise UsageError("PD412", because("nothing_said"))
    if store.layout < 2:
        raise InputError("PD408", because("needs_upgrade", file=store.path))
    named = {copy.seq for copy in copies}
    views = [copy_view(copy, []) for copy in copies]
    _all_named(store, views, named)
    own, shared, quoting = _bytes_of(store, views, named)
    needed = _needed(store, shared, named | quoting)
    taken = sorted({blob for blob in own | (shared - needed) if store.has_blob(blob)})
    blank = [*copies, *_statements(store, named)] if records else []
    size = sum(store.blob_size(blob) for blob in taken)
    data: dict[str, object] = {
        "copies": sorted(named),
        "ground": ground,
        "blobs": taken,
        "bytes": size,
        "entries": [{"seq": entry.seq, "hash": entry.hash.hex()} for entry in blank],
    }
    with store.transaction() as batch:
        seq = batch.append("redaction", data)
        batch.erase(taken, [entry.seq for entry in blank])
    store.scrub()
    return Redaction(seq, len(taken), size, tuple(entry.seq for entry in blank), len(shared & needed))


def _all_named(store: Store, views: Sequence[Copy], named: set[int]) -> None:
    """Raise PD434 where a copy of the same bytes is not named: its bytes would go, too."""
    for copy in views:
        rows = store.query("SELECT seq FROM index_copy WHERE sha256 = ? ORDER BY seq", (copy.text("sha256"),))
        others = [int(str(row[0])) for row in rows if int(str(row[0])) not in named]
        if others:
            raise InputError(
                "PD434", because("same_bytes_elsewhere", number=copy.seq, others=", ".join(map(str, others)))
            )


def _bytes_of(store: Store, views: Sequence[Copy], named: set[int]) -> tuple[set[str], set[str], set[int]]:
    """What is the copies' own, what others may have, too, and the entries that quote them."""
    own = {copy.text("sha256") for copy in views}
    shared = {copy.text(key) for copy in views for key in ("decoded_text", "canonical_text", "http_headers")} - {""}
    quoting: set[int] = set()
    for seq in named:
        for (other,) in store.query(
            "SELECT seq FROM index_link WHERE target = ? AND kind IN ('comparison', 'collation')", (seq,)
        ):
            entry = store.entry(int(str(other)))
            quoting.add(entry.seq)
            shared |= set(entry.blobs)
    own |= _slices_of(store, views)
    return own, shared, quoting


def _slices_of(store: Store, views: Sequence[Copy]) -> set[str]:
    """The slices of web archives that hold the copies: by record and by payload digest, in every archive."""
    names: set[str] = set()
    payloads: set[str] = set()
    for copy in views:
        record = copy.value("warc_record")
        if isinstance(record, dict):
            names.add(str(record.get("record_id", "")).strip("<>"))
            payloads.add(str(record.get("payload_digest", "")))
    names.discard("")
    payloads.discard("")
    if not names and not payloads:
        return set()
    found: set[str] = set()
    for (seq,) in store.query("SELECT seq FROM index_link WHERE target = ? AND kind = 'archive'", (LOG,)):
        entry = store.entry(int(str(seq)))
        if number(entry, "archive") >= 0:
            continue
        for line in lines_of(store, entry):
            if line.blob and (line.record_id in names or (line.kind != "revisit" and line.payload_digest in payloads)):
                found.add(line.blob)
    return found


def _needed(store: Store, blobs: set[str], going: set[int]) -> set[str]:
    """Those of the blobs that an entry speaks of which stays."""
    return {blob for entry in store.entries() if entry.seq not in going for blob in entry.blobs if blob in blobs}


def _statements(store: Store, named: set[int]) -> list[Entry]:
    found = []
    for seq in sorted(named):
        rows = store.query("SELECT seq FROM index_link WHERE target = ? AND kind = 'statement' ORDER BY seq", (seq,))
        found += [store.entry(int(str(row[0]))) for row in rows]
    return found


def redaction_of_bytes(store: Store, digest: str) -> Entry | None:
    """The tombstone of bytes, where there is one and they are not in the store again."""
    if store.layout < 2 or store.has_blob(digest):
        return None
    try:
        if not store.query("SELECT 1 FROM gone WHERE hash = ?", (bytes.fromhex(digest),)):
            return None
    except (ValueError, sqlite3.Error):
        return None
    for (seq,) in store.query("SELECT DISTINCT seq FROM index_link WHERE kind = 'redaction' ORDER BY seq"):
        entry = store.entry(int(str(seq)))
        told = entry.data.get("blobs")
        if isinstance(told, list) and digest in told:
            return entry
    return None
