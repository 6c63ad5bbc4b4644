# SPDX-License-Identifier: Apache-2.0
"""Moved units as differences: they describe positions and are not part of the partition of the text.

A section that moved with what stands in it is told once, at its heading.
"""

from collections.abc import Iterator, Sequence

from policydiff.align.blocks import Block
from policydiff.align.pairing import Pairing
from policydiff.canonical.text import Canonical
from policydiff.diff.raw import Raw, verdict
from policydiff.diff.table_order import Reading
from policydiff.reasons import because

_OUTSIDE = frozenset({"title", "issuer", "date", "closing", "attachment", "marking"})
MOVED = verdict("structure", "moved")


def moves(pairings: Sequence[Pairing], a: Canonical, b: Canonical, reading: Reading) -> list[Raw]:
    """One difference for each moved unit, spanning its label, or its first character where it has none; for a section
    that moved with its units one, whose reason says how many they are. Rows of a list in groups of columns move where
    `reading` says so."""
    found: list[Raw] = []
    told: set[int] = set()
    for n, pairing in enumerate(pairings):
        if n in told or not (pairing.a and pairing.b) or pairing.a[0].kind == "page":
            continue
        if not reading.is_moved(n, pairing.moved):
            continue
        inside = list(_inside(pairings, n)) if pairing.a[0].kind == pairing.b[0].kind == "section" else []
        told.update(inside)
        reason = because("moved_run", count=str(len(inside))) if inside else MOVED.reason
        verdict = MOVED._replace(reason=reason)
        found.append(Raw(*_place(pairing.a[0], a), *_place(pairing.b[0], b), n, verdict))
    return found


def _inside(pairings: Sequence[Pairing], at: int) -> Iterator[int]:
    """The moved pairings that stand in the section of the one at `at` in both copies."""
    heading_a, heading_b = pairings[at].a[0], pairings[at].b[0]
    behind = (block for p in pairings for block in p.a if block.index > heading_a.index and _closes(block, heading_a))
    end_a = min((block.index for block in behind), default=None)
    for n in range(at + 1, len(pairings)):
        pairing = pairings[n]
        if pairing.b and _closes(pairing.b[0], heading_b):
            return
        if pairing.a and pairing.b and _counts(pairing):
            index = pairing.a[0].index
            if index > heading_a.index and (end_a is None or index < end_a):
                yield n


def _closes(block: Block, heading: Block) -> bool:
    """Does a section end there: at the next one of its rank, or at a part of the notice that stands in none?"""
    return block.style == heading.style if block.kind == "section" else block.kind in _OUTSIDE


def _counts(pairing: Pairing) -> bool:
    return pairing.moved and pairing.a[0].kind != "page"


def _place(block: Block, canonical: Canonical) -> tuple[int, int]:
    return canonical.offsets.span_to_source(block.start, max(block.body, block.start + 1))
