# SPDX-License-Identifier: Apache-2.0
"""Whether a store is what it was: every check is made, and all damage is listed, not the first alone.

Nothing here trusts the store's own derived tables, or that the database can be read at all. What a pass does not
say: whoever can write the file can rewrite the whole of it, log, tree and head, and no check from inside can tell.
A checkpoint that was kept elsewhere can.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

from policydiff.errors import IntegrityError, PolicydiffError, Said
from policydiff.model import Reason
from policydiff.provenance import schema
from policydiff.provenance.checkpoint import Checkpoint, parse_checkpoints
from policydiff.provenance.connection import open_connection
from policydiff.provenance.entry import Entry, read_entry
from policydiff.provenance.inquiry import Depth, Inquiry, Verification
from policydiff.provenance.merkle import Frontier, leaf_hash
from policydiff.provenance.recorded import field_of, name_of
from policydiff.provenance.store import checkpoint_path
from policydiff.provenance.trouble import ranges
from policydiff.reasons import because


def verify(
    path: Path,
    depth: Depth = "full",
    *,
    checkpoints: Sequence[Checkpoint] = (),
    sample: tuple[int, int] | None = None,
    connect: schema.Connector = schema.connect,
) -> Verification:
    """Check the store at `path` without changing it.

    `depth` quick leaves the blobs' bytes alone. `sample` is (how many blobs to hash, seed of the choice).
    `checkpoints` were kept elsewhere; the one that lies beside the store is looked at in any case.
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
        _check_tree(inquiry, connection)
        _check_blobs(inquiry, connection, sample)
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


def _rows(
    inquiry: Inquiry, connection: schema.Connection, table: str, key: str, columns: str
) -> Iterator[tuple[object, ...]]:
    """All rows of a table in order of `key`, as many as can be read where pages are damaged."""
    last = -1
    select = f"SELECT {key}, {columns} FROM {table}"  # noqa: S608  # from this module's own words
    try:
        for row in connection.execute(f"{select} ORDER BY {key}"):
            yield row
            last = int(str(row[0]))
    except sqlite3.Error as error:
        inquiry.say("unreadable", because("table_unreadable", table=table, column=key, last=last, error=error))
        highest = _singly(connection, f"SELECT max({key}) FROM {table}", ())  # noqa: S608  # likewise
        for number in range(last + 1, _number(highest[0][0] if highest else None) + 1):
            yield from _singly(connection, f"{select} WHERE {key} = ?", (number,))


def _number(value: object) -> int:
    return min(value, 2**40) if isinstance(value, int) else 0


def _singly(connection: schema.Connection, sql: str, parameters: tuple[object, ...]) -> list[tuple[object, ...]]:
    try:
        return connection.execute(sql, parameters).fetchall()
    except sqlite3.Error:
        return []


def _check_entries(inquiry: Inquiry, connection: schema.Connection) -> None:
    """Every entry against its hash, its place and its predecessor."""
    previous: bytes | None = None
    missing: list[int] = []
    for seq, kept, body in _rows(inquiry, connection, "entry", "seq", "hash, body"):
        place = int(str(seq))
        here = len(inquiry.leaves)
        if not here <= place <= here + 10_000_000:
            inquiry.say("database", because("number_out_of_order", number=place, last=here - 1))
            continue
        if place > here:
            missing += range(here, place)
            inquiry.leaves += [None] * (place - here)
            previous = None
        previous = _check_entry(inquiry, place, kept, body, previous)
        inquiry.leaves.append(previous)
    inquiry.checked["entries"] = len(inquiry.leaves) - len(missing)
    if inquiry.elsewhere:
        inquiry.not_checked.append(because("unchecked_elsewhere", n=inquiry.elsewhere))
    if missing:
        inquiry.say("missing_entry", because("entries_missing", which=ranges(missing)), missing[:1000])
    if not inquiry.leaves:
        inquiry.say("missing_entry", because("log_empty"))


def _check_entry(inquiry: Inquiry, place: int, kept: object, body: object, previous: bytes | None) -> bytes | None:
    """One entry; returns the hash that the next must name, or None where it cannot be known."""
    if not isinstance(body, bytes):
        inquiry.say("altered_entry", because("entry_no_bytes", number=place), [place])
        return None
    actual = leaf_hash(body)
    entry, reason = _parse(body)
    if entry is not None:
        if entry.kind == "copy":
            inquiry.names[place] = _copy_name(entry)
            inquiry.elsewhere += _elsewhere(entry)
        for blob in entry.blobs:
            inquiry.references[blob].append(place)
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


def _parse(body: bytes) -> tuple[Entry | None, tuple[Said, ...]]:
    try:
        return read_entry(body), ()
    except PolicydiffError as error:
        return None, (error.said,)


def _copy_name(entry: Entry) -> str:
    return f"{entry.seq} {name_of(entry)}".rstrip()


def _elsewhere(entry: Entry) -> bool:
    """Whether a copy's bytes are kept by reference."""
    return field_of(entry, "by_reference").get("basis") == "observed"


def _check_tree(inquiry: Inquiry, connection: schema.Connection) -> None:
    """The stored tree and head against the tree computed anew from the entries."""
    head = next(iter(_singly(connection, "SELECT size, root FROM head", ())), None)
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
    if head is not None and head[0] == size and head[1] != tree.root():
        inquiry.say("root", because("root_differs"))
    stored = {
        (level, idx): digest for level, idx, digest in _singly(connection, "SELECT level, idx, hash FROM node", ())
    }
    wrong = sum(stored.get(place) != digest for place, digest in expected.items()) + sum(
        place not in expected for place in stored
    )
    if wrong:
        inquiry.say("tree", because("tree_differs", n=wrong))
    inquiry.checked["tree nodes"] = len(expected)


def _check_blobs(inquiry: Inquiry, connection: schema.Connection, sample: tuple[int, int] | None) -> None:
    """Every blob against its name and size; missing ones, and ones that no entry speaks of."""
    chosen = _draw(inquiry, connection, sample) if sample is not None else None
    whole = inquiry.depth == "full" and chosen is None
    seen: set[str] = set()
    hashed = 0
    data: object
    length: object
    for number, digest, size, content in _rows(
        inquiry, connection, "blob", "id", "sha256, size, " + ("data" if whole else "length(data)")
    ):
        name = digest.hex() if isinstance(digest, bytes) else repr(digest)
        seen.add(name)
        if name not in inquiry.references:
            inquiry.say("orphan_blob", because("blob_orphan", name=name, n=size))
        if whole:
            data, length = content, len(content) if isinstance(content, bytes) else None
        else:
            data, length = None, content
            if chosen is not None and number in chosen:
                data = next(
                    (row[0] for row in _singly(connection, "SELECT data FROM blob WHERE id = ?", (number,))), b""
                )
        hashed += data is not None
        if length != size or (data is not None and not (isinstance(data, bytes) and sha256(data).hexdigest() == name)):
            _report_blob(inquiry, name)
    inquiry.checked["blobs present"] = len(seen)
    inquiry.checked["blobs hashed"] = hashed
    if hashed < len(seen):
        inquiry.not_checked.append(because("unchecked_bytes", n=len(seen) - hashed))
    for name, entries in inquiry.references.items():
        if name not in seen:
            inquiry.say("missing_blob", because("blob_missing", name=name), entries)


def _draw(inquiry: Inquiry, connection: schema.Connection, sample: tuple[int, int]) -> set[int]:
    """The rows of the blobs to hash, by a seed that is said, so that the draw can be repeated."""
    everyone = [int(str(row[0])) for row in _rows(inquiry, connection, "blob", "id", "size")]
    chosen = set(Random(sample[1]).sample(everyone, min(sample[0], len(everyone))))  # noqa: S311  # a sample, no secret
    inquiry.notes.append(because("drawn", n=len(chosen), total=len(everyone), seed=sample[1]))
    return chosen


def _report_blob(inquiry: Inquiry, name: str) -> None:
    """Read once more by another connection, so that a slip of memory is not called damage of the disk."""
    touched = inquiry.references.get(name, [])
    again: list[tuple[object, ...]] = []
    try:
        connection = inquiry.connect(inquiry.path, write=False)
        again = _singly(connection, "SELECT data FROM blob WHERE sha256 = ?", (bytes.fromhex(name),))
        connection.close()
    except (sqlite3.Error, ValueError):
        again = []
    if again and isinstance(again[0][0], bytes) and sha256(again[0][0]).hexdigest() == name:
        inquiry.say("unsteady_read", because("blob_unsteady", name=name), touched)
    else:
        inquiry.say("altered_blob", because("blob_altered", name=name), touched)


def _check_checkpoints(inquiry: Inquiry, given: Sequence[Checkpoint]) -> None:
    """The log against what was seen of it before."""
    every = [(checkpoint, because("seen_given")) for checkpoint in given]
    beside = checkpoint_path(inquiry.path)
    if beside.is_file():
        name = because("seen_beside", file=beside.name)
        try:
            every += [
                (checkpoint, name)
                for checkpoint in parse_checkpoints(beside.read_text("utf-8", "replace"), str(beside))
            ]
        except (OSError, PolicydiffError) as error:
            inquiry.say("checkpoint", (name, because("seen_unusable", error=error)))
    if not given:
        inquiry.notes.append(because("no_witness"))
    for checkpoint, name in every:
        _check_checkpoint(inquiry, checkpoint, name)
    inquiry.checked["checkpoints"] = len(every)


def _check_checkpoint(inquiry: Inquiry, seen: Checkpoint, name: Reason) -> None:
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
    elif None in inquiry.leaves[: seen.size]:
        inquiry.say("checkpoint", (name, because("seen_incomparable")))
    elif inquiry.root(seen.size) != seen.root:
        inquiry.say("history", (name, because("seen_other_history", n=seen.size)))
