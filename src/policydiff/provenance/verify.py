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

from policydiff.errors import IntegrityError, PolicydiffError
from policydiff.provenance import schema
from policydiff.provenance.checkpoint import Checkpoint, parse_checkpoints
from policydiff.provenance.connection import open_connection
from policydiff.provenance.entry import Entry, read_entry
from policydiff.provenance.inquiry import Depth, Inquiry, Verification
from policydiff.provenance.merkle import Frontier, leaf_hash
from policydiff.provenance.recorded import field_of, name_of
from policydiff.provenance.store import checkpoint_path
from policydiff.provenance.trouble import ranges

NO_WITNESS = (
    "nothing failed is not everything matched: without a checkpoint kept elsewhere (--checkpoint FILE), a rewriting of"
    " the whole store cannot be seen"
)


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
        inquiry.say("unreadable", error.message)
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
        inquiry.say("unreadable", f"the file cannot be read to its end: {error}")
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
        more = f"; and {len(messages) - 5} more" if len(messages) > 5 else ""
        inquiry.say("database", f"SQLite finds its pages unsound: {'; '.join(messages[:5])}{more}")
    try:
        foreign = schema.foreign_objects(connection)
    except sqlite3.Error as error:
        inquiry.say("database", f"the layout cannot be read: {error}")
        return
    if foreign:
        inquiry.say("foreign_schema", f"the layout was altered: {'; '.join(foreign)}")


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
        inquiry.say("unreadable", f"table {table} cannot be read past {key} {last}: {error}")
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
            inquiry.say("database", f"an entry stands under the number {place} after entry {here - 1}")
            continue
        if place > here:
            missing += range(here, place)
            inquiry.leaves += [None] * (place - here)
            previous = None
        previous = _check_entry(inquiry, place, kept, body, previous)
        inquiry.leaves.append(previous)
    inquiry.checked["entries"] = len(inquiry.leaves) - len(missing)
    if inquiry.elsewhere:
        inquiry.not_checked.append(
            f"the bytes of {inquiry.elsewhere} copies, which are kept elsewhere (added by reference)"
        )
    if missing:
        inquiry.say("missing_entry", f"entries are missing from the log: {ranges(missing)}", missing[:1000])
    if not inquiry.leaves:
        inquiry.say("missing_entry", "the log is empty, though a store has at least the entry that names it")


def _check_entry(inquiry: Inquiry, place: int, kept: object, body: object, previous: bytes | None) -> bytes | None:
    """One entry; returns the hash that the next must name, or None where it cannot be known."""
    if not isinstance(body, bytes):
        inquiry.say("altered_entry", f"entry {place} holds no bytes", [place])
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
        inquiry.say("altered_entry", f"entry {place} does not have the hash that was kept for it{reason}", [place])
        return None
    if entry is None:
        inquiry.say("foreign_entry", f"entry {place} was not written by this program{reason}", [place])
        return actual
    if entry.seq != place:
        inquiry.say(
            "reordered_entry", f"entry {place} says that it is entry {entry.seq}: the log was reordered", [place]
        )
    elif place and previous is not None and entry.prev != previous.hex():
        inquiry.say(
            "broken_chain",
            f"entry {place} names another predecessor than entry {place - 1}: one of them was replaced",
            [place - 1, place],
        )
    if place == 0:
        inquiry.origin = f"policydiff/store/{entry.data.get('store')}"
        if entry.kind != "store" or entry.prev is not None:
            inquiry.say("foreign_entry", "entry 0 is not the entry that a store begins with", [0])
    return actual


def _parse(body: bytes) -> tuple[Entry | None, str]:
    try:
        return read_entry(body), ""
    except PolicydiffError as error:
        return None, f": {error.message}"


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
        inquiry.say("tree", "the log's head is missing")
    elif isinstance(head[0], int) and head[0] > size:
        gone = range(size, head[0])
        inquiry.say(
            "truncated",
            f"the log once had {head[0]} entries and ends after {size}: entries {ranges(gone)} were cut off",
            gone[:1000],
        )
    elif head[0] != size:
        inquiry.say(
            "appended",
            f"the log has {size} entries, its head says {head[0]}: something else than this program added to it",
            [size - 1],
        )
    if None in inquiry.leaves:
        inquiry.not_checked.append("the hash tree, since entries are missing or altered")
        return
    tree = Frontier()
    expected = {
        (level, idx): digest for leaf in inquiry.leaves if leaf is not None for level, idx, digest in tree.append(leaf)
    }
    if head is not None and head[0] == size and head[1] != tree.root():
        inquiry.say(
            "root", "the log's root is not the one that its head keeps: entries were rewritten and the head was not"
        )
    stored = {
        (level, idx): digest for level, idx, digest in _singly(connection, "SELECT level, idx, hash FROM node", ())
    }
    wrong = sum(stored.get(place) != digest for place, digest in expected.items()) + sum(
        place not in expected for place in stored
    )
    if wrong:
        inquiry.say("tree", f"{wrong} nodes of the stored hash tree do not follow from the log")
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
            inquiry.say(
                "orphan_blob",
                f"no entry speaks of the bytes {name} ({size} bytes): they were put in, or what spoke of them was"
                " taken out",
            )
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
        inquiry.not_checked.append(
            f"the bytes of {len(seen) - hashed} blobs (that they are there, and their sizes, was); --full reads"
            " them all"
        )
    for name, entries in inquiry.references.items():
        if name not in seen:
            inquiry.say("missing_blob", f"the bytes {name} are missing", entries)


def _draw(inquiry: Inquiry, connection: schema.Connection, sample: tuple[int, int]) -> set[int]:
    """The rows of the blobs to hash, by a seed that is said, so that the draw can be repeated."""
    everyone = [int(str(row[0])) for row in _rows(inquiry, connection, "blob", "id", "size")]
    chosen = set(Random(sample[1]).sample(everyone, min(sample[0], len(everyone))))  # noqa: S311  # a sample, no secret
    inquiry.notes.append(f"{len(chosen)} of {len(everyone)} blobs were drawn with seed {sample[1]}")
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
        inquiry.say(
            "unsteady_read", f"the bytes {name} were wrong at the first reading and right at the second", touched
        )
    else:
        inquiry.say("altered_blob", f"the bytes kept as {name} are not those bytes any more", touched)


def _check_checkpoints(inquiry: Inquiry, given: Sequence[Checkpoint]) -> None:
    """The log against what was seen of it before."""
    every = [(checkpoint, "the checkpoint given") for checkpoint in given]
    beside = checkpoint_path(inquiry.path)
    if beside.is_file():
        name = f"the checkpoint beside the store ({beside.name})"
        try:
            every += [
                (checkpoint, name)
                for checkpoint in parse_checkpoints(beside.read_text("utf-8", "replace"), str(beside))
            ]
        except (OSError, PolicydiffError) as error:
            inquiry.say("checkpoint", f"{name} cannot be used: {error}")
    if not given:
        inquiry.notes.append(NO_WITNESS)
    for checkpoint, name in every:
        _check_checkpoint(inquiry, checkpoint, name)
    inquiry.checked["checkpoints"] = len(every)


def _check_checkpoint(inquiry: Inquiry, seen: Checkpoint, name: str) -> None:
    size = len(inquiry.leaves)
    if seen.origin != inquiry.origin:
        inquiry.say("other_store", f"{name} is of {seen.origin}, this is {inquiry.origin or 'a store without a name'}")
    elif seen.size > size:
        gone = range(size, seen.size)
        inquiry.say(
            "rolled_back",
            f"{name} saw {seen.size} entries, the log has {size}: it was set back, entries {ranges(gone)} are gone",
            gone[:1000],
        )
    elif None in inquiry.leaves[: seen.size]:
        inquiry.say("checkpoint", f"{name} cannot be compared, since entries that it covers are missing or altered")
    elif inquiry.root(seen.size) != seen.root:
        inquiry.say("history", f"the first {seen.size} entries are not those that {name} saw: history was rewritten")
