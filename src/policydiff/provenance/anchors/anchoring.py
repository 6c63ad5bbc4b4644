# SPDX-License-Identifier: Apache-2.0
"""Taking an anchor into the store: what others have stamped or signed of its log, checked before it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from policydiff.errors import InputError
from policydiff.provenance.anchors.anchor import Finding, Imprint, Trust, find_state
from policydiff.provenance.anchors.reading import check, form_of, states_of
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.entry import Entry
from policydiff.provenance.index import LOG
from policydiff.provenance.merkle import Frontier
from policydiff.provenance.store import Store
from policydiff.reasons import because


@dataclass(frozen=True, slots=True)
class Anchored:
    """An anchor in the log: its entry, the state it is over, what it says, and whether it was there before."""

    seq: int
    state: Checkpoint
    finding: Finding
    known: bool = False


def anchor(store: Store, data: bytes, name: str, trust: Trust, document: bytes | None = None) -> Anchored:
    """Check an anchor against the log and what is trusted, and keep it with both.

    `document` is what was stamped, where that is not the checkpoint's own bytes. Raises InputError PD440 to PD445,
    PD414 and IntegrityError PD443 as `reading` does; nothing is kept then.
    """
    form = form_of(data, name)
    state = _state(store, states_of(data, form, name, document, lambda over: _find(store, over)), name)
    message = document if document is not None else state.body().encode()
    finding = check(data, form, name, message, trust)
    told: dict[str, object] = {
        "form": form,
        "size": state.size,
        "root": state.root_text(),
        "file": sha256(data).hexdigest(),
        "name": name,
        "time": finding.time,
        "by": finding.by,
        "proven": finding.proven,
        "facts": finding.facts,
    }
    used: list[bytes] = []
    if form == "rfc3161":
        used = list(dict.fromkeys(trust.certificates))
        told["certificates"] = [sha256(file).hexdigest() for file in used]
    elif form == "signed_note":
        told["keys"] = list(trust.keys)
    elif trust.headers:
        told["headers"] = [header.hex() for header in trust.headers]
    if document is not None:
        used.append(document)
        told["document"] = sha256(document).hexdigest()
    for entry in anchors_of(store):
        if entry.data == told:
            return Anchored(entry.seq, state, finding, known=True)
    with store.transaction() as batch:
        seq = batch.append("anchor", told, [batch.blob(one) for one in dict.fromkeys((data, *used))])
    return Anchored(seq, state, finding)


def anchors_of(store: Store) -> Iterator[Entry]:
    """The anchors of a store, in the order of the log."""
    rows = store.query("SELECT seq FROM index_link WHERE target = ? AND kind = 'anchor' ORDER BY seq", (LOG,))
    return (store.entry(int(str(row[0]))) for row in rows)


def _find(store: Store, over: Imprint) -> Checkpoint | None:
    leaves = (row[0] for row in store.query("SELECT hash FROM entry ORDER BY seq"))
    return find_state(store.origin(), (leaf for leaf in leaves if isinstance(leaf, bytes)), over)


def _state(store: Store, told: list[Checkpoint], name: str) -> Checkpoint:
    """The latest of the states that is one of this log; raises InputError PD442 where none is."""
    own = [state for state in told if state.origin == store.origin() and 0 < state.size <= store.size()]
    for state in sorted(own, key=lambda state: -state.size):
        if Frontier.load(state.size, store.node).root() == state.root:
            return state
    raise InputError("PD442", because("anchor_other_history" if own else "anchor_other_store", name=name))
