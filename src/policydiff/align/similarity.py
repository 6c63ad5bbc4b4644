# SPDX-License-Identifier: Apache-2.0
"""How alike two canonical texts are, and which blocks are worth asking about."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, LCSseq

from policydiff.align.blocks import Block

if TYPE_CHECKING:
    from policydiff.align.rarity import Rarity

_GRAM = 4
PRODUCT = 60_000_000
"""Product of both lengths up to which the order of characters is looked at: some milliseconds."""
_SHORT = 12
"""Canonical characters below which a text has too few grams to weigh them."""
_COMMON = 12
"""A gram in more blocks of one side than this says nothing about which block is meant."""


def similarity(a: str, b: str, cutoff: float = 0.0) -> float:
    """Share of characters in common order, 0…1 (normalised Indel similarity).

    Above a work budget of both lengths the order is not looked at: the share of character
    n-grams in common, which is never far from it in texts of that length.
    """
    if 2 * min(len(a), len(b)) < cutoff * (len(a) + len(b)):  # the shorter one wholly inside the longer would not do
        return 0.0
    if len(a) * len(b) > PRODUCT:
        return _shared_grams(a, b)
    return Indel.normalized_similarity(a, b, score_cutoff=cutoff)


def containment(part: str, whole: str) -> float:
    """Share of `part` that stands in `whole` in order, 0…1; above the work budget, of its n-grams."""
    if not part:
        return 0.0
    if len(part) * len(whole) > PRODUCT:
        return min(1.0, _shared_grams(part, whole) * (len(part) + len(whole)) / (2 * len(part)))
    return LCSseq.similarity(part, whole) / len(part)


def _shared_grams(a: str, b: str) -> float:
    one, other = Counter(_spread(a)), Counter(_spread(b))
    total = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / total if total else 0.0


def _spread(text: str) -> list[str]:
    """Grams of a long text; of a very long one those that begin with a character of the sample."""
    if len(text) <= 200_000:
        return [text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)]
    return _sampled(text) or [text[i : i + _GRAM] for i in range(0, len(text) - _GRAM + 1, 17)]


_SAMPLE = re.compile("[的和、,。业发]")


class Likeness:
    """How alike two blocks are, the words that every block has counting little.

    Half the Indel similarity, half the share of the shorter block's two-character grams that
    the other has, each weighed by its rarity among all blocks (inverse document frequency):
    penal clauses that share nothing but 处五日以上十日以下拘留 are not alike.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    def __call__(self, x: Block, y: Block, cutoff: float = 0.0) -> float:
        """Likeness 0…1; 0.0 where it stays below the cutoff."""
        short, long = sorted((len(x.text), len(y.text)))
        if 4 * short < cutoff * (short + long):  # no order of the characters makes up for it
            return 0.0
        ordered = similarity(x.text, y.text)
        if ordered < cutoff * 0.5 or min(len(x.text), len(y.text)) < _SHORT:
            return ordered if ordered >= cutoff else 0.0
        if ordered >= 0.8:
            return ordered
        alike = (ordered + self._rarity.shared(x, y)) / 2
        return alike if alike >= cutoff else 0.0

    @cached_property
    def _rarity(self) -> "Rarity":
        from policydiff.align.rarity import Rarity

        return Rarity(self._blocks)


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
    """The character n-grams of a text, every one of a short text, a sample of a long one."""
    return (
        {text[i : i + _GRAM] for i in range(max(1, len(text) - _GRAM + 1))}
        if len(text) <= 2000
        else set(_sampled(text))
    )


def _sampled(text: str) -> list[str]:
    """Grams that begin with a frequent character, so that both copies are sampled alike."""
    return [text[m.start() : m.start() + _GRAM] for m in _SAMPLE.finditer(text)]
