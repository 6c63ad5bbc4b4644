# SPDX-License-Identifier: Apache-2.0
"""The hash tree against RFC 6962's published vectors, a plain recursive definition, and forged proofs."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.provenance.proof_reader import root_from_inclusion, verify_consistency

from policydiff.provenance.merkle import EMPTY_ROOT, Frontier, consistency_proof, inclusion_proof, leaf_hash

LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
"""The inputs of the reference implementation's tests of RFC 6962."""
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
INCLUSION = {
    (0, 1): (),
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
    (1, 5): (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}
CONSISTENCY = {
    (1, 1): (),
    (1, 8): INCLUSION[0, 8],
    (6, 8): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 5): (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}


class Tree:
    """A tree with all its nodes at hand."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.nodes: dict[tuple[int, int], bytes] = {}
        self.frontier = Frontier()
        for index, leaf in enumerate(leaves):
            self.nodes[0, index] = leaf_hash(leaf)
            for level, place, digest in self.frontier.append(leaf_hash(leaf)):
                self.nodes[level, place] = digest

    def get(self, level: int, index: int) -> bytes:
        return self.nodes[level, index]


def plain_root(leaves: list[bytes]) -> bytes:
    """MTH as RFC 6962 section 2.1 defines it, word by word."""
    if len(leaves) < 2:
        return sha256(b"\x00" + leaves[0]).digest() if leaves else sha256(b"").digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + plain_root(leaves[:split]) + plain_root(leaves[split:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size: int) -> None:
    """Trees of the first 0 to 8 reference leaves have the published roots, appended or looked up."""
    assert Tree(LEAVES[:size]).frontier.root().hex() == ROOTS[size]
    if size:
        assert Frontier.load(size, Tree(LEAVES).get).root().hex() == ROOTS[size]


@pytest.mark.parametrize(("place", "proof"), INCLUSION.items())
def test_inclusion_proofs_are_the_published_ones(place: tuple[int, int], proof: tuple[str, ...]) -> None:
    """Audit paths equal the reference implementation's."""
    assert [digest.hex() for digest in inclusion_proof(*place, Tree(LEAVES).get)] == list(proof)


@pytest.mark.parametrize(("sizes", "proof"), CONSISTENCY.items())
def test_consistency_proofs_are_the_published_ones(sizes: tuple[int, int], proof: tuple[str, ...]) -> None:
    """Consistency proofs equal the reference implementation's."""
    assert [digest.hex() for digest in consistency_proof(*sizes, Tree(LEAVES).get)] == list(proof)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=70), st.data())
def test_proofs_hold_and_forged_ones_do_not(leaves: list[bytes], data: st.DataObject) -> None:
    """Every proof of a random tree leads to its root; a proof with a changed, dropped or added hash does not."""
    tree = Tree(leaves)
    size = len(leaves)
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(0, size))
    root = plain_root(leaves)
    assert tree.frontier.root() == root
    path = inclusion_proof(index, size, tree.get)
    assert root_from_inclusion(index, size, tree.nodes[0, index], path) == root
    between = consistency_proof(old, size, tree.get)
    old_root = plain_root(leaves[:old])
    assert verify_consistency(old, size, old_root, root, between)
    for forged in forgeries(path, data):
        assert root_from_inclusion(index, size, tree.nodes[0, index], forged) != root
    for forged in forgeries(between, data):
        assert not verify_consistency(old, size, old_root, root, forged)
    assert not verify_consistency(old, size, bytes(32), root, between)


def forgeries(proof: list[bytes], data: st.DataObject) -> list[list[bytes]]:
    forged = [[*proof, bytes(32)]]
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        forged += [proof[:at] + proof[at + 1 :], [*proof[:at], bytes(32), *proof[at + 1 :]]]
    return forged


def test_bounds_are_refused() -> None:
    """A leaf beyond the tree, or a tree that would shrink, has no proof."""
    tree = Tree(LEAVES)
    with pytest.raises(ValueError, match="no leaf 8"):
        inclusion_proof(8, 8, tree.get)
    with pytest.raises(ValueError, match="cannot extend"):
        consistency_proof(8, 7, tree.get)
    assert root_from_inclusion(8, 8, bytes(32), []) is None
    assert not verify_consistency(8, 7, bytes(32), bytes(32), [])
    assert verify_consistency(0, 8, EMPTY_ROOT, tree.frontier.root(), [])
