# SPDX-License-Identifier: Apache-2.0
"""Statements, claims and decisions: entries that speak of copies without changing what was recorded of them."""

from collections.abc import Mapping, Sequence

from policydiff.errors import InputError, UsageError
from policydiff.provenance.assertions import Assertions
from policydiff.provenance.entry import Entry, Kind
from policydiff.provenance.recorded import number
from policydiff.provenance.store import Store
from policydiff.provenance.value import plain


def state(store: Store, copy: Entry, said: Assertions, supersedes: int | None = None) -> int:
    """Record what a person says of a copy; returns the entry's number.

    Raises UsageError PD412 where nothing is said, InputError PD409 where `supersedes` is no statement about this copy.
    """
    if not said.values:
        raise UsageError("PD412", "nothing is said of the copy", "give at least one option such as --note or --url")
    if supersedes is not None:
        earlier = store.entry(supersedes)
        if earlier.kind != "statement" or number(earlier, "copy") != copy.seq:
            raise InputError("PD409", f"entry {supersedes} is no statement about copy {copy.seq}", "«policydiff store show» lists what was said of a copy")
    data: dict[str, object] = {"copy": copy.seq, "said": {key: value.plain() for key, value in said.values.items()}}
    with store.transaction() as batch:
        return batch.append("statement", data, supersedes=supersedes)


def claim_lineage(store: Store, child: int, parent: int, *, evidence: Sequence[str], strength: str, claimant: str) -> int:
    """Record the claim that copy `child` descends from copy `parent`, with its evidence and who makes it; basis inferred."""
    data: dict[str, object] = {"to": child, "from": parent, "basis": "inferred", "evidence": list(evidence), "strength": strength, "claimant": claimant}
    return _append(store, "lineage", data, (child, parent))


def record_group(store: Store, members: Sequence[int], *, reason: str, claimant: str) -> int:
    """Record that copies are copies of one notice, with the reason."""
    return _append(store, "group", {"members": list(members), "basis": "inferred", "reason": reason, "claimant": claimant}, members)


def record_decisions(store: Store, comparison: int, decisions: Sequence[Mapping[str, object]]) -> int:
    """Record what editors settled about a comparison (its entry's number): one mapping a decision, as its file has it."""
    return _append(store, "decision", {"of": comparison, "decisions": plain([dict(one) for one in decisions])}, (comparison,))


def record_suppressions(store: Store, comparison: int, rules: Sequence[Mapping[str, object]]) -> int:
    """Record which suppression rules took differences out of a comparison's count, and how many each."""
    return _append(store, "suppression", {"of": comparison, "rules": plain([dict(one) for one in rules])}, (comparison,))


def _append(store: Store, kind: Kind, data: dict[str, object], named: Sequence[int]) -> int:
    size = store.size()
    for seq in named:
        if not 0 <= seq < size:
            raise InputError("PD409", f"{store.path} has no entry {seq}", "«policydiff store log» lists the entries")
    with store.transaction() as batch:
        return batch.append(kind, data)
