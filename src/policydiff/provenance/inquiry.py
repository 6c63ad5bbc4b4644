# SPDX-License-Identifier: Apache-2.0
"""A verification under way, and its result."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from policydiff.errors import Said
from policydiff.model import Reason
from policydiff.provenance import schema
from policydiff.provenance.anchors.anchor import Seen
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.entry import Entry
from policydiff.provenance.index import taken_out
from policydiff.provenance.merkle import Frontier
from policydiff.provenance.recorded import number
from policydiff.provenance.trouble import RANK, Outcome, Trouble, trouble

Depth = Literal["quick", "full"]


@dataclass(frozen=True, slots=True)
class Verification:
    """The result: an outcome, all troubles, what was checked (counts) and what was not."""

    outcome: Outcome
    depth: str
    troubles: tuple[Trouble, ...]
    checked: dict[str, int]
    not_checked: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    checkpoint: Checkpoint | None
    hashed: tuple[int, ...] = ()
    """The copies whose bytes were read and are right."""
    anchors: tuple[Seen, ...] = ()
    """What others stamped or signed of the log, and what it proves."""


def _reference(entry: Entry) -> dict[str, object] | None:
    """Where the bytes of a copy lie that is kept by reference; None for any other."""
    record = entry.data.get("record")
    known = record.get("by_reference") if isinstance(record, dict) else None
    if not isinstance(known, dict) or known.get("basis") != "observed":
        return None
    where = known.get("value")
    return where if isinstance(where, dict) else {}


@dataclass(frozen=True, slots=True)
class Referenced:
    """A file whose bytes are not in the store: the entry that speaks of it, its name, its path within what was added,
    its SHA-256, and for a capture the archive's entry (-1 for none)."""

    seq: int
    name: str
    path: str
    sha256: str
    archive: int


@dataclass(slots=True)
class Inquiry:
    """A verification under way: what was found, and what later checks need of earlier ones.

    `leaves` are the entries' hashes by number, None where an entry is missing or altered; `names` are the copies'
    names by entry; `references` the entries that speak of a blob; `referenced` what is kept elsewhere; `blank` entries
    without a body; `gone` the hashes that redactions took out, the last of which is entry `redacted_at`; `back` entries
    that are dated before the one before them; `anchored` the entries of anchors; `own` each copy's SHA-256, `right`
    those that were read and hold.
    """

    path: Path
    depth: Depth
    connect: schema.Connector
    troubles: list[Trouble] = field(default_factory=list)
    checked: dict[str, int] = field(default_factory=dict)
    not_checked: list[Reason] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    leaves: list[bytes | None] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    references: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    origin: str | None = None
    referenced: list[Referenced] = field(default_factory=list)
    archives_elsewhere: set[int] = field(default_factory=set)
    blank: dict[int, bytes] = field(default_factory=dict)
    gone: set[bytes] = field(default_factory=set)
    redacted_at: int = -1
    layout: int | None = None
    links: list[tuple[int, int, str]] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    own: dict[int, str] = field(default_factory=dict)
    right: set[str] = field(default_factory=set)
    anchored: list[Entry] = field(default_factory=list)
    anchors: list[Seen] = field(default_factory=list)
    known_roots: dict[int, bytes] = field(default_factory=dict)
    """By size of the log, the roots that were computed."""
    _time: str = ""

    def note(self, place: int, entry: Entry, row: Sequence[object] | None) -> None:
        """What later checks need of one entry; `row` is what the index should say of a copy."""
        if entry.time < self._time:
            self.back.append(place)
        self._time = entry.time
        for blob in entry.blobs:
            self.references[blob].append(place)
        if row is not None:
            self.names[place] = f"{place} {row[3] or ''}".rstrip()
            self.own[place] = str(row[1] or "")
            where = _reference(entry)
            if where is not None:
                self._refer(place, entry, where)
        elif entry.kind == "archive":
            if entry.data.get("by_reference") is True:
                self.archives_elsewhere.add(place)
                self._refer(place, entry, {"file": entry.data.get("name"), "sha256": entry.data.get("sha256")})
        elif entry.kind == "redaction":
            self.gone.update(taken_out(entry))
            self.redacted_at = place
        elif entry.kind == "anchor":
            self.anchored.append(entry)
        elif entry.kind in ("store", "upgrade"):
            told = entry.data.get("layout" if entry.kind == "store" else "to")
            self.layout = told if isinstance(told, int) else self.layout

    def _refer(self, place: int, entry: Entry, where: dict[str, object]) -> None:
        told = {key: str(where.get(key) or "") for key in ("file", "path", "sha256")}
        self.referenced.append(Referenced(place, told["file"], told["path"], told["sha256"], number(entry, "archive")))

    def say(self, kind: str, said: Said, entries: Sequence[int] = ()) -> None:
        """Note a trouble, with the names of the copies whose entries it touches."""
        touched = sorted(set(entries))
        self.troubles.append(trouble(kind, said, touched, [self.names[seq] for seq in touched if seq in self.names]))

    def roots(self, sizes: Iterable[int]) -> dict[int, bytes]:
        """By size, the root of the tree over so many first entries, in one pass, each computed once; only where all of
        them are known."""
        wanted = set(sizes)
        missing = wanted - self.known_roots.keys()
        if missing:
            self.known_roots |= self._computed(missing)
        return {size: self.known_roots[size] for size in wanted if size in self.known_roots}

    def _computed(self, sizes: set[int]) -> dict[int, bytes]:
        found, tree = {}, Frontier()
        if 0 in sizes:
            found[0] = tree.root()
        for leaf in self.leaves[: max(sizes)]:
            if leaf is None:
                break
            tree.append(leaf)
            if tree.size in sizes:
                found[tree.size] = tree.root()
        return found

    def result(self) -> Verification:
        """What there is to say when all checks are made."""
        outcome: Outcome = max((one.outcome for one in self.troubles), key=RANK.__getitem__, default="ok")
        known = self.origin is not None and bool(self.leaves) and None not in self.leaves
        size = len(self.leaves)
        checkpoint = Checkpoint(str(self.origin), size, self.roots([size])[size]) if known else None
        return Verification(
            outcome,
            self.depth,
            tuple(self.troubles),
            self.checked,
            tuple(self.not_checked),
            tuple(self.notes),
            checkpoint,
            tuple(seq for seq, digest in self.own.items() if digest in self.right),
            tuple(self.anchors),
        )
