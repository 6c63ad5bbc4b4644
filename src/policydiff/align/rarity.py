# SPDX-License-Identifier: Apache-2.0
"""What two blocks have in common of words that few blocks have."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policydiff.align.blocks import Block
from policydiff.script.codes import codes

_Grams = NDArray[np.uint64]
_Numbers = NDArray[np.intp]
_CODE, _OWNER = np.uint64(21), np.uint64(42)
"""Bits of a code point, and of the two that make a gram; above them stands the number of the block."""
_NONE = ~np.uint64(0)
"""No block's gram."""


_SOME = 1_000
"""Blocks whose grams are made at a time."""


def _owned(blocks: Sequence[Block], start: int) -> _Grams:
    """The grams of some blocks from one on, each with the number of its block before it, ascending, each once."""
    some = blocks[start : start + _SOME]
    text = codes("".join([block.text for block in some])).astype(np.uint64)
    owner = np.repeat(np.arange(start, start + len(some), dtype=np.uint64), [len(block.text) for block in some])
    inside = owner[:-1] == owner[1:]
    owned = np.sort(
        (owner[:-1] << _OWNER | text[:-1] << _CODE | text[1:])[inside]
    )  # np.unique would hash, which takes ten times as long
    return owned[np.flatnonzero(np.diff(owned, prepend=_NONE))]


class Rarity:
    """The two-character grams of each block, as ascending numbers, and what they weigh: log of all blocks to those that
    have the gram."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        some = (_owned(blocks, start) for start in range(0, len(blocks), _SOME))  # which takes little memory at a time
        owned = np.concatenate([np.empty(0, dtype=np.uint64), *some])
        grams = owned & ((np.uint64(1) << _OWNER) - np.uint64(1))
        ends = np.searchsorted(owned >> _OWNER, np.arange(len(blocks), dtype=np.uint64), side="right").tolist()
        self._spans = {
            id(block): slice(start, end) for block, start, end in zip(blocks, [0, *ends], ends, strict=False)
        }
        self._owned: dict[int, float] = {}
        known, times = np.unique(grams, return_counts=True)
        self._all: _Numbers = known.searchsorted(grams)
        self._weights = np.log((len(blocks) + 1) / times)

    def shared(self, x: Block, y: Block) -> float:
        """What two blocks have in common, as a share of the lighter one's weight."""
        least = min(self._own(x), self._own(y))
        a, b = self._of(x), self._of(y)
        both = np.sort(np.concatenate((a, b)))
        return self._weight(both[1:][both[1:] == both[:-1]]) / least if least else 0.0

    def _own(self, block: Block) -> float:
        """What all grams of a block weigh."""
        known = self._owned.get(id(block))
        if known is None:
            known = self._owned[id(block)] = self._weight(self._of(block))
        return known

    def _of(self, block: Block) -> _Numbers:
        """The numbers of the grams of a block, each once."""
        return self._all[self._spans[id(block)]]

    def _weight(self, found: _Numbers) -> float:
        """What these grams weigh together; always the same for the same grams."""
        return float(self._weights[found].sum())
