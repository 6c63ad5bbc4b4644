# SPDX-License-Identifier: Apache-2.0
"""Whether a store is what it was: every check is made, and all damage is listed, not the first alone.

Nothing here trusts the store's own derived tables, or that the database can be read at all. What a pass does not
say: whoever can write the file can rewrite the whole of it, log, tree and head, and no check from inside can tell.
A checkpoint that was kept elsewhere can.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from policydiff.errors import IntegrityError, PolicydiffError, Said
from policydiff.model import Reason
from policydiff.provenance import schema
from policydiff.provenance.anchors.anchor import NO_TRUST, Trust
from policydiff.provenance.checkpoint import Checkpoint, parse_checkpoints
from policydiff.provenance.connection import open_connection
from policydiff.provenance.entry import Entry, read_entry
from policydiff.provenance.index import copy_row
from policydiff.provenance.inquiry import Depth, Inquiry, Verification
from policydiff.provenance.merkle import Frontier, leaf_hash
from policydiff.provenance.store import checkpoint_path
from policydiff.provenance.trouble import ranges
from policydiff.provenance.verify_blobs import check_blobs, check_references
from policydiff.provenance.verify_index import Indexed, check_links
from policydiff.provenance.verify_reading import rows, singly
from policydiff.reasons import because


def verify(
    path: Path,
    depth: Depth = "full",
    *,
    checkpoints: Sequence[Checkpoint] = (),
    sample: tuple[int, int] | None = None,
    against: Path | None = None,
    trust: Trust = NO_TRUST,
    connect: schema.Connector = schema.connect,
) -> Verification:
    """Check the store at `path` without changing it.

    `depth` quick leaves the blobs' bytes alone. `sample` is (how many blobs to hash, seed of the choice).
    `against` is a folder
    in which files lie that the store only refers to. `checkpoints` were kept elsewhere; the one that lies beside
    the store is looked at in any case. `trust` is what anchors are checked with instead of what was kept with them.
    Raises InputError PD401 for a file that is not a store; every other fault is a trouble in the result.
    """
    inquiry = Inquiry(path, depth, connect)
    try:
        connection = open_connection(path, write=False, connect=connect)
    except IntegrityError as error:
        inquiry.say("unreadable", error.said)
        return inquiry.result()
    try:
        schema.check_header(connection, str(path))
        schema.configure(connection, write=False)
        connection.execute("BEGIN")
        _check_database(inquiry, connection)
        _check_entries(inquiry, connection)
        _check_layout(inquiry, connection)
        check_links(inquiry, connection)
        _check_tree(inquiry, connection)
        check_blobs(inquiry, connection, sample)
        check_references(inquiry, against)
        if inquiry.anchored:
            from policydiff.provenance.anchors.verifying import check_anchors

            check_anchors(inquiry, connection, trust)
        _check_checkpoints(inquiry, checkpoints)
    except sqlite3.Error as error:
        inquiry.say("unreadable", because("file_not_to_its_end", error=error))
    finally:
        connection.close()
    return inquiry.result()


def _check_database(inquiry: Inquiry, connection: schema.Connection) -> None:
    """SQLite's own view of its pages, and the layout."""
    check = "quick_check" if inquiry.depth == "quick" else "integrity_check"
    try:
        messages = [str(row[0]) for row in connection.execute(f"PRAGMA {check}(1000)").fetchall()]
    except sqlite3.Error as error:
        messages = [str(error)]
    if messages != ["ok"]:
        found, more = "; ".join(messages[:5]), len(messages) - 5
        inquiry.say(
            "database",
            because("pages_unsound_more", what=found, n=more) if more > 0 else because("pages_unsound", what=found),
        )
    try:
        foreign = schema.foreign_objects(connection)
    except sqlite3.Error as error:
        inquiry.say("database", because("layout_unreadable", error=error))
        return
    if foreign:
        inquiry.say("foreign_schema", because("layout_altered", what="; ".join(foreign)))


def _check_entries(inquiry: Inquiry, connection: schema.Connection) -> None:
    """Every entry against its hash, its place, its predecessor, and what the index says of it."""
    previous: bytes | None = None
    missing: list[int] = []
    indexed = Indexed(inquiry, connection)
    for seq, kept, body in rows(inquiry, connection, "entry", "seq", "hash, body"):
        place = seq if isinstance(seq, int) else int(str(seq))
        here = len(inquiry.leaves)
        if not here <= place <= here + 10_000_000:
            inquiry.say("database", because("number_out_of_order", number=place, last=here - 1))
            continue
        if place > here:
            missing += range(here, place)
            inquiry.leaves += [None] * (place - here)
            previous = None
        previous = _check_entry(inquiry, place, kept, body, previous, indexed)
        inquiry.leaves.append(previous)
    indexed.finish()
    inquiry.checked["entries"] = len(inquiry.leaves) - len(missing)
    if missing:
        inquiry.say("missing_entry", because("entries_missing", which=ranges(missing)), missing[:1000])
    if not inquiry.leaves:
        inquiry.say("missing_entry", because("log_empty"))
    _check_blanks(inquiry)
    if inquiry.back:
        inquiry.notes.append(because("clock_back", which=ranges(inquiry.back)))


def _check_blanks(inquiry: Inquiry) -> None:
    """Entries without a body: taken out by a redaction that the log has, or by somebody else."""
    lawful = []
    for place, digest in inquiry.blank.items():
        if digest in inquiry.gone:
            lawful.append(place)
        else:
            inquiry.say("altered_entry", because("entry_no_bytes", number=place), [place])
            inquiry.leaves[place] = None
    if inquiry.gone:
        which = ranges(lawful) if lawful else "–"
        inquiry.notes.append(because("redacted_by_law", n=len(inquiry.gone) - len(lawful), which=which))


def _check_entry(
    inquiry: Inquiry, place: int, kept: object, body: object, previous: bytes | None, indexed: Indexed
) -> bytes | None:
    """One entry; returns the hash that the next must name, or None where it cannot be known."""
    if body == b"" and isinstance(kept, bytes):
        inquiry.blank[place] = kept
        indexed.blank(place)
        return kept
    if not isinstance(body, bytes):
        inquiry.say("altered_entry", because("entry_no_bytes", number=place), [place])
        return None
    actual = leaf_hash(body)
    entry, reason = _parse(body, actual)
    if entry is not None:
        row = copy_row(entry)
        inquiry.note(place, entry, row)
        indexed.entry(entry, row)
    if actual != kept:
        inquiry.say("altered_entry", (because("entry_hash", number=place), *reason), [place])
        return None
    if entry is None:
        inquiry.say("foreign_entry", (because("entry_foreign", number=place), *reason), [place])
        return actual
    if entry.seq != place:
        inquiry.say("reordered_entry", because("entry_reordered", number=place, said=entry.seq), [place])
    elif place and previous is not None and entry.prev != previous.hex():
        inquiry.say("broken_chain", because("entry_predecessor", number=place, last=place - 1), [place - 1, place])
    if place == 0:
        inquiry.origin = f"policydiff/store/{entry.data.get('store')}"
        if entry.kind != "store" or entry.prev is not None:
            inquiry.say("foreign_entry", because("entry_first"), [0])
    return actual


def _parse(body: bytes, digest: bytes) -> tuple[Entry | None, tuple[Said, ...]]:
    try:
        return read_entry(body, digest), ()
    except PolicydiffError as error:
        return None, (error.said,)


def _check_layout(inquiry: Inquiry, connection: schema.Connection) -> None:
    """The layout that the file says it has against the one that the log says."""
    found = schema.layout_of(connection)
    if inquiry.layout is not None and found != inquiry.layout:
        inquiry.say("layout", because("layout_differs", found=found, told=inquiry.layout))


def _check_tree(inquiry: Inquiry, connection: schema.Connection) -> None:
    """The stored tree and head against the tree computed anew from the entries."""
    head = next(iter(singly(connection, "SELECT size, root FROM head", ())), None)
    size = len(inquiry.leaves)
    if head is None:
        inquiry.say("tree", because("head_missing"))
    elif isinstance(head[0], int) and head[0] > size:
        gone = range(size, head[0])
        inquiry.say("truncated", because("log_truncated", then=head[0], now=size, which=ranges(gone)), gone[:1000])
    elif head[0] != size:
        inquiry.say("appended", because("log_appended", now=size, then=head[0]), [size - 1])
    if None in inquiry.leaves:
        inquiry.not_checked.append(because("unchecked_tree"))
        return
    tree = Frontier()
    expected = {
        (level, idx): digest for leaf in inquiry.leaves if leaf is not None for level, idx, digest in tree.append(leaf)
    }
    root = inquiry.known_roots[size] = tree.root()
    if head is not None and head[0] == size and head[1] != root:
        inquiry.say("root", because("root_differs"))
    stored = {
        (level, idx): digest for level, idx, digest in singly(connection, "SELECT level, idx, hash FROM node", ())
    }
    wrong = sum(stored.get(place) != digest for place, digest in expected.items()) + sum(
        place not in expected for place in stored
    )
    if wrong:
        inquiry.say("tree", because("tree_differs", n=wrong))
    inquiry.checked["tree nodes"] = len(expected)


def _check_checkpoints(inquiry: Inquiry, given: Sequence[Checkpoint]) -> None:
    """The log against what was seen of it before."""
    every = [(checkpoint, because("seen_given")) for checkpoint in given]
    beside = checkpoint_path(inquiry.path)
    name = because("seen_beside", file=beside.name)
    if beside.is_file():
        try:
            every += [
                (checkpoint, name)
                for checkpoint in parse_checkpoints(beside.read_text("utf-8", "replace"), str(beside))
            ]
        except (OSError, PolicydiffError) as error:
            inquiry.say("checkpoint", (name, because("seen_unusable", error=error)))
    elif given:
        inquiry.notes.append(because("sidecar_missing", file=beside.name))
    else:
        inquiry.say("checkpoint_missing", because("sidecar_missing", file=beside.name))
    covered = max((one.size for one in inquiry.anchors if one.proven and one.given), default=0)
    if covered:
        inquiry.notes.append(because("anchor_covers", last=covered - 1))
    elif not given:
        inquiry.notes.append(because("no_witness"))
    roots = inquiry.roots(checkpoint.size for checkpoint, _ in every)
    for checkpoint, name in every:
        _check_checkpoint(inquiry, checkpoint, name, roots.get(checkpoint.size))
    inquiry.checked["checkpoints"] = len(every)


def _check_checkpoint(inquiry: Inquiry, seen: Checkpoint, name: Reason, root: bytes | None) -> None:
    """One checkpoint against `root`, that of as many entries; None where it is not known."""
    size = len(inquiry.leaves)
    if seen.origin != inquiry.origin:
        of = (
            because("seen_of_another", seen=seen.origin, origin=inquiry.origin)
            if inquiry.origin
            else because("seen_of_another_unnamed", seen=seen.origin)
        )
        inquiry.say("other_store", (name, of))
    elif seen.size > size:
        gone = range(size, seen.size)
        inquiry.say(
            "rolled_back", (name, because("seen_more", then=seen.size, now=size, which=ranges(gone))), gone[:1000]
        )
    elif root is None:
        inquiry.say("checkpoint", (name, because("seen_incomparable")))
    elif root != seen.root:
        inquiry.say("history", (name, because("seen_other_history", n=seen.size)))
