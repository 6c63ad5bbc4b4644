# SPDX-License-Identifier: Apache-2.0
"""What became of each unit: same, changed, added, removed, moved, split, merged, renumbered."""

from bisect import bisect_right
from collections.abc import Sequence

from policydiff.align.blocks import Block, is_deleted
from policydiff.align.pairing import Pairing
from policydiff.canonical.offsets import OffsetMap
from policydiff.diff.raw import Raw
from policydiff.model import UnitPair, UnitRef, UnitStatus
from policydiff.structure.notice import Notice

_BESIDE = frozenset({"outside_text", "unread", "struck_text"})
"""What stands beside the text changes no unit."""
_DIGITS = {0xFF10 + n: chr(0x30 + n) for n in range(10)}
"""Full-width digits in a label are told as what they say, so that labels can be compared."""


def unit_pairs(pairings: Sequence[Pairing], a: Notice, b: Notice, raws: Sequence[Raw]) -> tuple[UnitPair, ...]:
    """One `UnitPair` for each pairing, in the same order; of the differences those that tell are enough."""
    sides = _Copy(a), _Copy(b)
    worded = {raw.unit for raw in raws if _changes(raw)}
    return tuple([_pair(p, *sides, n in worded) for n, p in enumerate(pairings)])


def _changes(raw: Raw) -> bool:
    """Does the difference make its unit a changed one: another wording, or its items in another order?"""
    verdict = raw.verdict
    if verdict.reason.key == "item_moved":
        return True
    return verdict.class_ in ("substantive", "review") and verdict.kind not in _BESIDE


class _Copy:
    """What is asked of a copy for each of its units: its offsets, and which row of a table begins where."""

    def __init__(self, notice: Notice) -> None:
        self.offsets: OffsetMap = notice.canonical.offsets
        self.rows = {row.start: row.number for table in notice.tables for row in table.full_rows}


def _pair(pairing: Pairing, a: _Copy, b: _Copy, worded: bool) -> UnitPair:
    renumbered = _renumbered(pairing)
    kind = (pairing.a or pairing.b)[0].kind
    if kind == "row" and pairing.b:
        kind = pairing.b[0].kind  # a row against a task is the task
    status = _status(pairing, worded, renumbered)
    return UnitPair(
        status, pairing.moved, renumbered, kind, round(pairing.similarity, 4), _refs(pairing.a, a), _refs(pairing.b, b)
    )


def _renumbered(pairing: Pairing) -> bool:
    if not pairing.a or not pairing.b:
        return False
    x, y = pairing.a[0].ordinal, pairing.b[0].ordinal
    return x is not None and y is not None and x != y


def _status(pairing: Pairing, worded: bool, renumbered: bool) -> UnitStatus:
    if not pairing.b:
        return "removed"
    if not pairing.a:
        return "added"
    if is_deleted(pairing.b[0]) and not is_deleted(pairing.a[0]):
        return "removed"
    if is_deleted(pairing.a[0]) and not is_deleted(pairing.b[0]):
        return "added"
    if worded:
        return "changed"
    if pairing.moved:
        return "moved"
    if renumbered:
        return "renumbered"
    if len(pairing.a) != len(pairing.b):
        return "split" if len(pairing.b) > len(pairing.a) else "merged"
    return "same"


def _as_said(label: str | None) -> str | None:
    return label.translate(_DIGITS) if label and not label.isascii() else label or None


def _refs(group: Sequence[Block], copy: _Copy) -> tuple[UnitRef, ...]:
    """The blocks as a reader is told of them; their spans as `span_to_source` gives them, in fewer calls."""
    kept, source = copy.offsets.kept, copy.offsets.source
    found = []
    for block in group:
        start, last = block.start, block.end - 1
        first = bisect_right(kept, start) - 1
        final = bisect_right(kept, last, first) - 1
        spans = source[first] + start - kept[first], source[final] + last - kept[final] + 1
        row = copy.rows.get(start) if block.kind == "row" else None
        found.append(UnitRef(block.path, _as_said(block.label), block.title, *spans, row))
    return tuple(found)
