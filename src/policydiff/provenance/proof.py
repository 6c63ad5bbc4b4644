# SPDX-License-Identifier: Apache-2.0
"""A proof that one entry is in the log, and that an earlier log grew into this one: a small file, checkable without this program."""

import base64
from collections.abc import Mapping

from policydiff.errors import InputError
from policydiff.provenance import merkle
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.store import Store

SCHEMA = "policydiff.proof/1"


def inclusion(store: Store, seq: int) -> dict[str, object]:
    """The entry, its audit path and the checkpoint it leads to (RFC 6962 section 2.1.1; hashes in base64)."""
    checkpoint = store.checkpoint()
    path = merkle.inclusion_proof(seq, checkpoint.size, store.node)
    return {
        "schema": SCHEMA,
        "entry": base64.b64encode(store.entry_body(seq)).decode(),
        "index": seq,
        "size": checkpoint.size,
        "path": [base64.b64encode(digest).decode() for digest in path],
        "root": checkpoint.root_text(),
        "origin": checkpoint.origin,
        "checkpoint": checkpoint.body(),
    }


def consistency(store: Store, seen: Checkpoint) -> dict[str, object]:
    """That the log seen then is the beginning of the log now (RFC 6962 section 2.1.2); raises InputError PD414 where `seen` is longer."""
    checkpoint = store.checkpoint()
    if seen.size > checkpoint.size:
        raise InputError("PD414", f"the checkpoint saw {seen.size} entries, the log has {checkpoint.size}", "run «policydiff store verify --checkpoint FILE»")
    path = merkle.consistency_proof(seen.size, checkpoint.size, store.node)
    return {
        "schema": SCHEMA,
        "old_size": seen.size,
        "old_root": seen.root_text(),
        "size": checkpoint.size,
        "path": [base64.b64encode(digest).decode() for digest in path],
        "root": checkpoint.root_text(),
        "origin": checkpoint.origin,
        "checkpoint": checkpoint.body(),
    }


def holds(proof: Mapping[str, object], trusted: Checkpoint | None = None) -> bool:
    """Whether a proof is right; with `trusted`, also whether it leads to the log that is trusted."""
    try:
        path = [base64.b64decode(text, validate=True) for text in proof["path"]]  # type: ignore[attr-defined]
        root = base64.b64decode(str(proof["root"]), validate=True)
        size = int(str(proof["size"]))
        if "entry" in proof:
            leaf = merkle.leaf_hash(base64.b64decode(str(proof["entry"]), validate=True))
            right = merkle.root_from_inclusion(int(str(proof["index"])), size, leaf, path) == root
        else:
            right = merkle.verify_consistency(int(str(proof["old_size"])), size, base64.b64decode(str(proof["old_root"])), root, path)
    except (KeyError, TypeError, ValueError):
        return False
    return right and (trusted is None or (trusted.origin, trusted.size, trusted.root) == (proof.get("origin"), size, root))
