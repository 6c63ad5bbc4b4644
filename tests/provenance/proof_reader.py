# SPDX-License-Identifier: Apache-2.0
"""Checks proofs that the store wrote, as RFC 9162 tells a verifier to."""

import base64
from collections.abc import Mapping, Sequence

from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.merkle import EMPTY_ROOT, leaf_hash, node_hash


def holds(proof: Mapping[str, object], trusted: Checkpoint | None = None) -> bool:
    """Whether a proof is right; with `trusted`, also whether it leads to the log that is trusted."""
    try:
        path = [base64.b64decode(text, validate=True) for text in proof["path"]]  # type: ignore[attr-defined]
        root = base64.b64decode(str(proof["root"]), validate=True)
        size = int(str(proof["size"]))
        if "entry" in proof:
            leaf = leaf_hash(base64.b64decode(str(proof["entry"]), validate=True))
            right = root_from_inclusion(int(str(proof["index"])), size, leaf, path) == root
        else:
            right = verify_consistency(
                int(str(proof["old_size"])), size, base64.b64decode(str(proof["old_root"])), root, path
            )
    except (KeyError, TypeError, ValueError):
        return False
    return right and (
        trusted is None or (trusted.origin, trusted.size, trusted.root) == (proof.get("origin"), size, root)
    )


def root_from_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes | None:
    """Root that an audit path leads to, or None where its length cannot fit (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    position, last, current = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return None
        if position & 1 or position == last:
            current = node_hash(sibling, current)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            current = node_hash(current, sibling)
        position, last = position >> 1, last >> 1
    return current if last == 0 else None


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the tree with `new_root` extends that with `old_root` (RFC 9162 section 2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    seen_old = seen_new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            seen_old, seen_new = node_hash(sibling, seen_old), node_hash(sibling, seen_new)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            seen_new = node_hash(seen_new, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and seen_old == old_root and seen_new == new_root
