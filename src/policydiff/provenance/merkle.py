# SPDX-License-Identifier: Apache-2.0
"""The hash tree of RFC 6962 (section 2.1), with proofs, over SHA-256.

A tree of `size` leaves is kept as its complete subtrees: `(level, index)` names the subtree over
the leaves from `index << level` to `(index + 1) << level`. Such a subtree never changes once it
is complete, so a log stores each once. Proofs are lists of 32-byte hashes, in the order of the RFC.
"""

import hashlib
from collections.abc import Callable, Iterable

GetNode = Callable[[int, int], bytes]
"""Gives the hash of the complete subtree at (level, index); level 0 are the leaves."""

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Hash of a leaf, told apart from an inner node by its prefix 0x00 (RFC 6962 section 2.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: prefix 0x01, then both children (RFC 6962 section 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def peaks(size: int) -> list[tuple[int, int]]:
    """The complete subtrees, left to right, that together cover a tree of `size` leaves."""
    return [(level, (size >> (level + 1)) << 1) for level in range(size.bit_length() - 1, -1, -1) if size >> level & 1]


class Frontier:
    """The right edge of a growing tree: all that appending and the root need.

    Holds one hash for each set bit of the size, widest first, as `peaks` names them.
    """

    __slots__ = ("hashes", "size")

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.hashes = list(hashes)

    @classmethod
    def load(cls, size: int, get: GetNode) -> "Frontier":
        """The frontier of a stored tree of `size` leaves."""
        return cls(size, [get(level, index) for level, index in peaks(size)])

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add a leaf's hash; returns the inner nodes (level >= 1, index, hash) that it completes."""
        completed = []
        level, index, current = 0, self.size, leaf
        while index & 1:
            current = node_hash(self.hashes.pop(), current)
            level, index = level + 1, index >> 1
            completed.append((level, index, current))
        self.hashes.append(current)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Hash of the whole tree; of an empty one the hash of nothing, as the RFC has it."""
        if not self.hashes:
            return EMPTY_ROOT
        current = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            current = node_hash(left, current)
        return current


def _split(size: int) -> int:
    """Largest power of two below `size` (>= 2): where the RFC divides a tree."""
    return 1 << ((size - 1).bit_length() - 1)


def _range_hash(start: int, end: int, get: GetNode) -> bytes:
    """Tree hash of the leaves from `start` to `end`, `start` being a multiple of its width's power of two."""
    width = end - start
    if width & (width - 1) == 0:
        return get(width.bit_length() - 1, start // width)
    middle = start + _split(width)
    return node_hash(_range_hash(start, middle, get), _range_hash(middle, end, get))


def inclusion_proof(index: int, size: int, get: GetNode) -> list[bytes]:
    """Audit path for leaf `index` in a tree of `size` leaves (RFC 6962 section 2.1.1).

    Raises ValueError for a leaf that the tree does not have.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_range_hash(middle, end, get))
            end = middle
        else:
            proof.append(_range_hash(start, middle, get))
            start = middle
    return proof[::-1]


def root_of(index: int, size: int, leaf: bytes, path: Iterable[bytes]) -> bytes:
    """The root that an audit path leads to from a leaf's hash (RFC 9162 section 2.1.3.2)."""
    current, last = leaf, size - 1
    for sibling in path:
        if index & 1 or index == last:
            current = node_hash(sibling, current)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            current = node_hash(current, sibling)
        index, last = index >> 1, last >> 1
    return current


def consistency_proof(old: int, new: int, get: GetNode) -> list[bytes]:
    """Proof that the tree of `new` leaves extends that of `old` (RFC 6962 section 2.1.2).

    Raises ValueError unless 0 <= old <= new.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} leaves cannot extend one of {old}")
    if old in (0, new):
        return []
    proof: list[bytes] = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_range_hash(middle, end, get))
            end = middle
        else:
            proof.append(_range_hash(start, middle, get))
            start, whole = middle, False
    if not whole:
        proof.append(_range_hash(start, end, get))
    return proof[::-1]
