# SPDX-License-Identifier: Apache-2.0
"""What alignment gives: which blocks of one notice answer to which of the other."""

from msgspec import Struct

from policydiff.align.blocks import Block


class Pairing(Struct, frozen=True, gc=False):
    """Blocks of A and of B that answer to each other; one side is empty where a unit is lost or new.

    More than one block on a side is a unit split or merged, or text that the copies divide
    differently. `similarity` is that of the canonical texts, labels apart.
    """

    a: tuple[Block, ...]
    b: tuple[Block, ...]
    similarity: float
    moved: bool = False
    budget_hit: bool = False
