# SPDX-License-Identifier: Apache-2.0
"""Collations of copies of a store, recorded: what was collated, how, with what result; and the claims of lineage that
follow, among copies, groups that nothing tells apart, and lost ones. The same collation is recorded once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from policydiff.copies import ReadingOptions
from policydiff.errors import InputError
from policydiff.ingest import read
from policydiff.pipeline import Prepared, prepare
from policydiff.provenance.adding import stored_bytes
from policydiff.provenance.entry import Entry
from policydiff.provenance.recorded import declared_of
from policydiff.provenance.store import Store
from policydiff.provenance.tool import tool_entry
from policydiff.reasons import because

if TYPE_CHECKING:
    from policydiff.lineage.result import Collation, Edge


@dataclass(frozen=True, slots=True)
class Recorded:
    """A collation in the store: its number, the claims that follow, and whether it was there before."""

    seq: int
    claims: tuple[tuple[int, str, str], ...]
    """Number, parent and child of each claim, as the collation calls them."""
    known: bool = False


def record_collation(store: Store, collation: "Collation", how: ReadingOptions) -> Recorded:
    """Record a collation with its claims.

    Raises InputError PD409 where one of its copies is not in the store; nothing is recorded then.
    """
    members, same = _members(store, collation)
    report = msgspec.json.encode(collation, order="deterministic") + b"\n"
    essence = essence_of(report)
    if (there := _there(store, sorted(members.values()), essence)) is not None:
        return Recorded(there, (), known=True)
    data: dict[str, object] = {
        "members": sorted(set(members.values())),
        "named": [[members[copy.siglum], copy.facts.name] for copy in collation.copies],
        "same_bytes": same,
        "options": {"base": collation.base, **_reading(how)},
        "counts": dict(collation.counts),
        "essence": essence,
    }
    claims: list[tuple[int, str, str]] = []
    with store.transaction() as batch:
        digest = batch.blob(report)
        tool = tool_entry(store, batch)
        seq = batch.append("collation", data | {"report": digest, "tool": tool}, [digest])
        for edge in collation.lineage.edges:
            told = _claim(edge, _nodes(collation, members), seq, collation.tool.version)
            claims.append((batch.append("lineage", told), edge.parent, edge.child))
    return Recorded(seq, tuple(claims))


def _members(store: Store, collation: "Collation") -> tuple[dict[str, int], dict[str, list[int]]]:
    """The copy of the store that each siglum stands for, and the others of the same bytes."""
    members: dict[str, int] = {}
    same: dict[str, list[int]] = {}
    for copy in collation.copies:
        rows = store.query("SELECT seq, name FROM index_copy WHERE sha256 = ? ORDER BY seq", (copy.facts.sha256,))
        if not rows:
            raise InputError("PD409", because("not_taken_in", file=store.path, name=copy.facts.name))
        name = copy.facts.name.replace("\\", "/").rpartition("/")[2]
        taken = set(members.values())
        ranked = sorted(rows, key=lambda row: (row[0] in taken, row[1] != name, row[0]))
        members[copy.siglum] = int(str(ranked[0][0]))
        if len(rows) > 1:
            same[copy.siglum] = [int(str(row[0])) for row in rows if row[0] != members[copy.siglum]]
    return members, same


def _nodes(collation: "Collation", members: Mapping[str, int]) -> dict[str, list[int]]:
    """The copies of each text of the lineage; a lost one has none."""
    nodes = {node.id: [members[name] for name in node.copies if name in members] for node in collation.lineage.nodes}
    return nodes | {name: [seq] for name, seq in members.items() if name not in nodes}


def _claim(edge: "Edge", nodes: Mapping[str, list[int]], collation: int, version: str) -> dict[str, object]:
    """What is claimed by an edge: copies by their numbers, groups by all of theirs, lost ones by their letter."""
    told: dict[str, object] = {
        "of": collation,
        "basis": "inferred",
        "evidence": _evidence(edge),
        "strength": edge.strength,
        "claimant": f"policydiff {version}",
    }
    for key, name in (("from", edge.parent), ("to", edge.child)):
        copies = nodes.get(name, [])
        told[key] = copies[0] if len(copies) == 1 else copies
        if not copies:
            told[f"lost_{key}"] = name
    return told


def _evidence(edge: "Edge") -> list[str]:
    told = [f"{e.kind} ×{e.count}: {e.example}" for e in edge.evidence]
    return [
        *told,
        f"direction: {edge.direction}",
        *(f"against: {e.kind} ×{e.count}: {e.example}" for e in edge.against),
    ]


def _reading(how: ReadingOptions) -> dict[str, object]:
    return {"encoding": how.declared, "tracked": how.tracked, "whole_page": how.whole_page}


def _there(store: Store, members: Sequence[int], essence: str) -> int | None:
    rows = store.query("SELECT seq FROM index_link WHERE target = ? AND kind = 'collation' ORDER BY seq", (members[0],))
    for row in rows:
        entry = store.entry(int(str(row[0])))
        if (entry.data.get("essence"), entry.data.get("members")) == (essence, sorted(set(members))):
            return entry.seq
    return None


def essence_of(report: bytes) -> str:
    """A digest of a collation without what is not its own: the program, and each copy's converter."""
    told = msgspec.json.decode(report)
    told.pop("tool", None)
    for copy in told.get("copies", []):
        copy.pop("converter", None)
    return sha256(msgspec.json.encode(told, order="deterministic")).hexdigest()


def collate_again(store: Store, entry: Entry) -> bytes:
    """The collation of an entry made anew from the bytes kept; raises PolicydiffError, ValueError."""
    from policydiff.lineage.collate import collate

    told = entry.data.get("options")
    options = told if isinstance(told, dict) else {}
    named = entry.data.get("named")
    prepared = [_again(store, int(seq), str(name), options) for seq, name in (named if isinstance(named, list) else [])]
    base = options.get("base")
    made = collate(prepared, base if isinstance(base, str) else None)
    return msgspec.json.encode(made, order="deterministic") + b"\n"


def _again(store: Store, seq: int, name: str, options: Mapping[str, object]) -> Prepared:
    entry = store.entry(seq)
    encoding = options.get("encoding")
    witness = read(
        stored_bytes(store, entry),
        name,
        declared=encoding if isinstance(encoding, str) else declared_of(entry),
        tracked="original" if options.get("tracked") == "original" else "accepted",
        whole_page=options.get("whole_page") is True,
    )
    return prepare(witness)
