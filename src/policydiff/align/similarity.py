# SPDX-License-Identifier: Apache-2.0
"""How alike two canonical texts are, and which blocks are worth asking about."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz.distance import Indel, LCSseq

from policydiff.align.blocks import Block

_GRAM = 4
_COMMON = 12
"""A gram in more blocks of one side than this says nothing about which block is meant."""


def similarity(a: str, b: str, cutoff: float = 0.0) -> float:
    """Share of characters in common order, 0…1 (normalised Indel similarity)."""
    return Indel.normalized_similarity(a, b, score_cutoff=cutoff)


def containment(part: str, whole: str) -> float:
    """Share of `part` that stands in `whole` in order, 0…1."""
    return LCSseq.similarity(part, whole) / len(part) if part else 0.0


def candidates(a: Sequence[Block], b: Sequence[Block], most: int = 4) -> list[tuple[Block, Block]]:
    """Pairs of blocks that share rare character n-grams, at most `most` partners a block.

    About linear in the length of the texts: grams that stand in many blocks are left out.
    """
    where: dict[str, list[int]] = defaultdict(list)
    for j, block in enumerate(b):
        for gram in grams(block.text):
            where[gram].append(j)
    pairs = []
    for block in a:
        shared: Counter[int] = Counter()
        for gram in grams(block.text):
            found = where.get(gram)
            if found is not None and len(found) <= _COMMON:
                shared.update(found)
        pairs += [(block, b[j]) for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:most]]
    return pairs


def grams(text: str) -> set[str]:
    """The character n-grams of a text, every one of a short text, a fixed sample of a long one."""
    step = 1 + len(text) // 2000
    return {text[i : i + _GRAM] for i in range(0, max(1, len(text) - _GRAM + 1), step)} if step == 1 else _sampled(text)


def _sampled(text: str) -> set[str]:
    """Grams that start at a frequent function character, so that both copies sample alike."""
    return {text[i : i + _GRAM] for i, char in enumerate(text) if char in "的和、,。业发"}
