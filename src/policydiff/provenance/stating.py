# SPDX-License-Identifier: Apache-2.0
"""Statements and claims: entries that speak of copies without changing what was recorded of them."""

from collections.abc import Sequence

from policydiff.errors import InputError, UsageError
from policydiff.provenance.assertions import COLUMNS, Assertions
from policydiff.provenance.entry import Entry
from policydiff.provenance.fields import ASSERTABLE
from policydiff.provenance.recorded import number
from policydiff.provenance.store import Store
from policydiff.reasons import because


def state(
    store: Store, copy: Entry, said: Assertions, supersedes: int | None = None, withdraw: Sequence[str] = ()
) -> int:
    """Record what a person says of a copy; returns the entry's number.

    With `supersedes`, the fields that are said take the place of the earlier statement's, and those that `withdraw`
    names are taken back; its other fields stand. Raises UsageError PD412 where nothing is said, or a field to withdraw
    is not one that can be said; InputError PD409 where `supersedes` is not a statement about this copy."""
    taken_back = sorted({COLUMNS.get(name, name) for name in withdraw})
    if not said.values and not taken_back:
        raise UsageError("PD412", because("nothing_said"))
    if taken_back and (supersedes is None or not set(taken_back) <= ASSERTABLE):
        raise UsageError("PD412", because("nothing_to_withdraw", fields=", ".join(sorted(ASSERTABLE))))
    if supersedes is not None:
        earlier = store.entry(supersedes)
        if earlier.kind != "statement" or number(earlier, "copy") != copy.seq:
            raise InputError("PD409", because("no_statement", number=supersedes, copy=copy.seq))
    data: dict[str, object] = {"copy": copy.seq, "said": {key: value.plain() for key, value in said.values.items()}}
    if taken_back:
        data["withdraw"] = taken_back
    with store.transaction() as batch:
        return batch.append("statement", data, supersedes=supersedes)


def claim_lineage(
    store: Store, child: int, parent: int, *, evidence: Sequence[str], strength: str, claimant: str
) -> int:
    """Record the claim that copy `child` descends from `parent`, with evidence and who makes it; basis inferred."""
    data: dict[str, object] = {
        "to": child,
        "from": parent,
        "basis": "inferred",
        "evidence": list(evidence),
        "strength": strength,
        "claimant": claimant,
    }
    size = store.size()
    for seq in (child, parent):
        if not 0 <= seq < size:
            raise InputError("PD409", because("no_entry", file=store.path, number=seq))
    with store.transaction() as batch:
        return batch.append("lineage", data)
