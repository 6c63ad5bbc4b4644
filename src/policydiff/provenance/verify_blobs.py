# SPDX-License-Identifier: Apache-2.0
"""Whether every blob is what its name says, and the files that the store only refers to are what they were."""

import sqlite3
from hashlib import sha256
from pathlib import Path
from random import Random

from policydiff.ingest.opening import open_file
from policydiff.provenance import schema
from policydiff.provenance.inquiry import Inquiry
from policydiff.provenance.pieces import in_pieces
from policydiff.provenance.sources import digests_of
from policydiff.provenance.verify_reading import rows, singly
from policydiff.reasons import because

_FOUND = 100_000
"""Files of a folder that are looked at for one that is referred to."""


def check_blobs(inquiry: Inquiry, connection: schema.Connection, sample: tuple[int, int] | None) -> None:
    """Every blob against its name and size; missing ones, and ones that no entry speaks of."""
    chosen = _draw(inquiry, connection, sample) if sample is not None else None
    whole = inquiry.depth == "full" and chosen is None
    parts = _pieces(connection)
    seen: set[str] = set()
    hashed = 0
    content: object
    for number, digest, size, content in rows(
        inquiry, connection, "blob", "id", "sha256, size, " + ("data" if whole else "length(data)")
    ):
        name = digest.hex() if isinstance(digest, bytes) else repr(digest)
        seen.add(name)
        if name not in inquiry.references:
            inquiry.say("orphan_blob", because("blob_orphan", name=name, n=size))
        length: object = content
        if whole:
            length = len(content) if isinstance(content, bytes) else None
        wanted = whole or (chosen is not None and number in chosen)
        if length == 0 and size != 0:
            length = parts.get(digest, 0) if isinstance(digest, bytes) else None
            right = not wanted or (isinstance(digest, bytes) and _hash_of_pieces(connection, digest) == name)
        else:
            if wanted and not whole:
                content = next(
                    (row[0] for row in singly(connection, "SELECT data FROM blob WHERE id = ?", (number,))), b""
                )
            right = not wanted or (isinstance(content, bytes) and sha256(content).hexdigest() == name)
        hashed += wanted
        if wanted and right:
            inquiry.right.add(name)
        if length != size or not right:
            _report_blob(inquiry, name)
    inquiry.checked["blobs present"] = len(seen)
    inquiry.checked["blobs hashed"] = hashed
    if hashed < len(seen):
        inquiry.not_checked.append(because("unchecked_bytes", n=len(seen) - hashed))
    _check_names(inquiry, seen)
    waiting = [name for name in parts if name.hex() not in seen]
    if waiting:
        inquiry.notes.append(because("unfinished_pieces", n=len(waiting)))


def _check_names(inquiry: Inquiry, seen: set[str]) -> None:
    """Blobs that should be there and are not, and the other way round."""
    gone = {digest.hex() for digest in inquiry.gone}
    for name, entries in inquiry.references.items():
        if name not in seen and name not in gone:
            inquiry.say("missing_blob", because("blob_missing", name=name), entries)
    for name in sorted(gone & seen):
        if max(inquiry.references.get(name, [-1])) < inquiry.redacted_at:
            inquiry.say("not_gone", because("blob_not_gone", name=name), inquiry.references.get(name, []))


def _pieces(connection: schema.Connection) -> dict[bytes, int]:
    """How many bytes of each blob there are in pieces."""
    if schema.layout_of(connection) < 2:
        return {}
    found = singly(connection, "SELECT blob, sum(length(data)) FROM piece GROUP BY blob", ())
    return {row[0]: row[1] for row in found if isinstance(row[0], bytes) and isinstance(row[1], int)}


def _hash_of_pieces(connection: schema.Connection, digest: bytes) -> str:
    found = sha256()
    try:
        for data in in_pieces(connection, digest):
            found.update(data)
    except sqlite3.Error:
        return ""
    return found.hexdigest()


def _draw(inquiry: Inquiry, connection: schema.Connection, sample: tuple[int, int]) -> set[int]:
    """The rows of the blobs to hash, by a seed that is said, so that the draw can be repeated."""
    everyone = [int(str(row[0])) for row in rows(inquiry, connection, "blob", "id", "size")]
    chosen = set(Random(sample[1]).sample(everyone, min(sample[0], len(everyone))))  # noqa: S311  # a sample, no secret
    inquiry.notes.append(because("drawn", n=len(chosen), total=len(everyone), seed=sample[1]))
    return chosen


def _report_blob(inquiry: Inquiry, name: str) -> None:
    """Read once more by another connection, so that a slip of memory is not called damage of the disk."""
    touched = inquiry.references.get(name, [])
    again = ""
    try:
        connection = inquiry.connect(inquiry.path, write=False)
        data = singly(connection, "SELECT data FROM blob WHERE sha256 = ?", (bytes.fromhex(name),))
        if data and isinstance(data[0][0], bytes) and data[0][0]:
            again = sha256(data[0][0]).hexdigest()
        elif data and schema.layout_of(connection) > 1:
            again = _hash_of_pieces(connection, bytes.fromhex(name))
        connection.close()
    except (sqlite3.Error, ValueError):
        again = ""
    if again == name:
        inquiry.say("unsteady_read", because("blob_unsteady", name=name), touched)
    else:
        inquiry.say("altered_blob", because("blob_altered", name=name), touched)


def check_references(inquiry: Inquiry, folder: Path | None) -> None:
    """The files that the store only refers to, looked for in a folder by their names."""
    if folder is None:
        if inquiry.referenced:
            inquiry.not_checked.append(because("unchecked_elsewhere", n=len(inquiry.referenced)))
        return
    places = _files_below(folder)
    checked = 0
    for one in inquiry.referenced:
        if one.archive in inquiry.archives_elsewhere:
            continue  # what is in it follows from the archive, which is checked
        found = [places[name] for name in (one.path, one.name) if name in places]
        if not found:
            inquiry.say("missing_reference", because("reference_missing", name=one.name, folder=folder), [one.seq])
        elif not any(_digest_of(path) == one.sha256 for paths in found for path in paths):
            inquiry.say("altered_reference", because("reference_altered", name=str(found[0][0])), [one.seq])
        else:
            checked += 1
    inquiry.checked["referenced files"] = checked


def _files_below(folder: Path) -> dict[str, list[Path]]:
    """The files in a folder, by their paths within it and by their names."""
    found: dict[str, list[Path]] = {}
    for number, path in enumerate(sorted(folder.rglob("*"))):
        if number >= _FOUND:
            break
        if path.is_file() and not path.is_symlink():
            for name in {path.relative_to(folder).as_posix(), path.name}:
                found.setdefault(name, []).append(path)
    return found


def _digest_of(path: Path) -> str:
    try:
        with open_file(path, given=False) as file:
            return digests_of(file).sha256
    except OSError:
        return ""
