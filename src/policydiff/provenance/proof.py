# SPDX-License-Identifier: Apache-2.0
"""A proof that an entry is in the log, and that an earlier log grew into it: a small file that any program checks."""

import base64

from policydiff.errors import InputError
from policydiff.provenance import merkle
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.store import Store
from policydiff.reasons import because

SCHEMA = "policydiff.proof/1"


def inclusion(store: Store, seq: int) -> dict[str, object]:
    """The entry, its audit path and the checkpoint it leads to (RFC 6962 section 2.1.1; hashes in base64)."""
    checkpoint = store.checkpoint()
    store.proven(seq)
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
    """That the log seen then is the beginning of the log now (RFC 6962 section 2.1.2); raises InputError PD414 where
    `seen` is longer."""
    checkpoint = store.checkpoint()
    if seen.size > checkpoint.size:
        raise InputError("PD414", because("checkpoint_later", seen=seen.size, now=checkpoint.size))
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
