# SPDX-License-Identifier: Apache-2.0
"""Moved units as differences: they describe positions and are not part of the partition of the text."""

from collections.abc import Sequence

from policydiff.align.blocks import Block
from policydiff.align.pairing import Pairing
from policydiff.canonical.text import Canonical
from policydiff.diff.raw import Raw, verdict

MOVED = verdict("structure", "moved")


def moves(pairings: Sequence[Pairing], a: Canonical, b: Canonical) -> list[Raw]:
    """One difference for each moved unit, spanning its label, or its first character where it has none."""
    return [Raw(*_place(p.a[0], a), *_place(p.b[0], b), n, MOVED) for n, p in enumerate(pairings) if _counts(p)]


def _counts(pairing: Pairing) -> bool:
    return pairing.moved and pairing.a[0].kind != "page"


def _place(block: Block, canonical: Canonical) -> tuple[int, int]:
    return canonical.offsets.span_to_source(block.start, max(block.body, block.start + 1))
