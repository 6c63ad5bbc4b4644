# SPDX-License-Identifier: Apache-2.0
"""A copy that stops early is one finding, not one for each task after its end."""

from collections.abc import Sequence

from policydiff.align.pairing import Pairing
from policydiff.diff.raw import Verdict
from policydiff.diff.region import Cell, Region

TRUNCATED = Verdict("substantive", "truncated", "this copy ends here, the other goes on", "high")
_BODY = frozenset({"section", "task", "article", "paragraph", "item", "attachment"})
_SENTENCE_END = "。!?;:)》\""


def join_tail(pairings: Sequence[Pairing], cells: Sequence[Cell], text_a: str, text_b: str) -> list[Cell]:
    """The cells with all that one copy lacks at its end as one region of kind truncated.

    The lost tail is the end of the last unit both copies have and every unit after it; it
    counts as truncation where a unit of the body is lost or the copy ends in mid-sentence,
    not where only the signature is missing.
    """
    last = max((n for n, p in enumerate(pairings) if p.a and p.b and not _page(p)), default=None)
    if last is None or any(p.moved for p in pairings[last:]):
        return list(cells)
    after = [n for n in range(last + 1, len(pairings)) if not _page(pairings[n])]
    lost_b = [n for n in after if pairings[n].a]
    lost_a = [n for n in after if pairings[n].b]
    if lost_a and lost_b:
        return list(cells)
    side = "b" if lost_b else "a" if lost_a else _cut_side(cells[last])
    if side is None:
        return list(cells)
    lost = lost_b or lost_a
    tail = _tail_region(cells[last], side)
    if not _is_cut(pairings, lost, tail, text_b if side == "b" else text_a, cells[last], side):
        return list(cells)
    if lost != list(range(last + 1, last + 1 + len(lost))):
        return list(cells)
    return _rejoined(cells, last, lost, tail, side)


def _page(pairing: Pairing) -> bool:
    return (pairing.a or pairing.b)[0].kind == "page"


def _tail_region(cell: Cell, side: str) -> Region | None:
    """The region at the very end of a cell where the given side has nothing."""
    if not cell.regions or cell.a is None or cell.b is None:
        return None
    region = cell.regions[-1]
    if (region.a1, region.b1) != (cell.a[1], cell.b[1]):
        return None
    empty = region.b0 == region.b1 if side == "b" else region.a0 == region.a1
    return region if empty else None


def _cut_side(cell: Cell) -> str | None:
    return next((side for side in "ba" if _tail_region(cell, side)), None)


def _is_cut(pairings: Sequence[Pairing], lost: Sequence[int], tail: Region | None, text: str, cell: Cell, side: str) -> bool:
    if any((pairings[n].a or pairings[n].b)[0].kind in _BODY for n in lost):
        return True
    if tail is None:
        return False
    span = cell.b if side == "b" else cell.a
    ends = text[span[1] - 1 : span[1]] if span else ""
    return bool(ends) and ends not in _SENTENCE_END


def _rejoined(cells: Sequence[Cell], last: int, lost: Sequence[int], tail: Region | None, side: str) -> list[Cell]:
    cell = cells[last]
    assert cell.a is not None
    assert cell.b is not None
    kept = cell.regions[:-1] if tail else cell.regions
    start = tail or Region(cell.a[1], cell.a[1], cell.b[1], cell.b[1], TRUNCATED)
    end_a = cells[lost[-1]].a[1] if lost and side == "b" else cell.a[1]  # type: ignore[index]
    end_b = cells[lost[-1]].b[1] if lost and side == "a" else cell.b[1]  # type: ignore[index]
    region = Region(start.a0, end_a, start.b0, end_b, TRUNCATED)
    whole = cell._replace(a=(cell.a[0], end_a), b=(cell.b[0], end_b), regions=(*kept, region))
    return [*cells[:last], whole, *(c for n, c in enumerate(cells) if n > last and n not in lost)]
