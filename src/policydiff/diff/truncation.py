# SPDX-License-Identifier: Apache-2.0
"""A copy that stops early or begins late is one finding, not one for each task that it lacks."""

from collections.abc import Sequence

from policydiff.align.pairing import Pairing
from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.region import Cell, Region
from policydiff.reasons import because

TRUNCATED = verdict("substantive", "truncated")
BEGINS_LATE = verdict("substantive", "truncated", because("begins_late"))
_EXCERPT = 3
"""Units of the body lost before the first that both copies have from which a copy is an excerpt; of fewer, each is told."""
_BODY = frozenset({"section", "task", "article", "paragraph", "item", "attachment"})
_UNITS = frozenset({"section", "task", "article"})
_SENTENCE_END = '。!?;:)》"'


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
    side = "b" if lost_b else "a" if lost_a else _cut_side(cells[last], text_a, text_b)
    if side is None:
        return list(cells)
    lost = lost_b or lost_a
    tail = _tail_region(cells[last], side, text_a, text_b) or _begun(cells, last, lost, side, text_a, text_b)
    if not _is_cut(pairings, lost, tail, text_b if side == "b" else text_a, cells[last], side):
        return list(cells)
    if lost != list(range(last + 1, last + 1 + len(lost))):
        return list(cells)
    return _rejoined(cells, last, lost, tail, side)


def join_head(pairings: Sequence[Pairing], cells: Sequence[Cell]) -> list[Cell]:
    """The cells with all that one copy lacks at its beginning as one region of kind truncated.

    That copy shows nothing before the first unit that both have, so what it lacks stands first in the row.
    """
    first = next((n for n, p in enumerate(pairings) if p.a and p.b), 0)
    lost = pairings[:first]
    whole = all(p.a for p in lost) or all(p.b for p in lost)
    if not whole or any(p.moved for p in pairings) or sum((p.a or p.b)[0].kind in _UNITS for p in lost) < _EXCERPT:
        return list(cells)
    return [_as_one(cells[0], cells[first - 1], BEGINS_LATE), *cells[first:]]


def _as_one(first: Cell, last: Cell, verdict: Verdict) -> Cell:
    """All that one copy lacks, from its first unit to its last, as one region of one cell."""
    a = (first.a[0], last.a[1]) if first.a and last.a else None
    b = (first.b[0], last.b[1]) if first.b and last.b else None
    return first._replace(a=a, b=b, regions=(Region(*(a or (0, 0)), *(b or (0, 0)), verdict),))


def _page(pairing: Pairing) -> bool:
    return (pairing.a or pairing.b)[0].kind == "page"


def _tail_region(cell: Cell, side: str, text_a: str, text_b: str) -> Region | None:
    """What the given side lacks at the very end of a cell: nothing stands there, or only the beginning of it (300 of 3000元)."""
    if not cell.regions or cell.a is None or cell.b is None:
        return None
    region = cell.regions[-1]
    if (region.a1, region.b1) != (cell.a[1], cell.b[1]):
        return None
    own, other = (region.b1 - region.b0, region.a1 - region.a0) if side == "b" else (region.a1 - region.a0, region.b1 - region.b0)
    if own >= other or text_a[region.a0 : region.a0 + own] != text_b[region.b0 : region.b0 + own]:
        return None
    return Region(region.a0 + own, region.a1, region.b0 + own, region.b1, TRUNCATED)


def _begun(cells: Sequence[Cell], last: int, lost: Sequence[int], side: str, text_a: str, text_b: str) -> Region | None:
    """What is lost where the copy stops in the label of the first lost unit (第十 of 第十三条); the last region is then that stub."""
    cell = cells[last]
    if not lost or not cell.regions or cell.a is None or cell.b is None:
        return None
    stub, following = cell.regions[-1], cells[lost[0]].a if side == "b" else cells[lost[0]].b
    ends = cell.a[1] if side == "b" else cell.b[1]
    if (stub.a1, stub.b1) != (cell.a[1], cell.b[1]) or following is None or following[0] != ends:
        return None
    if side == "b" and stub.a0 == stub.a1 and text_a.startswith(text_b[stub.b0 : stub.b1], ends):
        return Region(ends + stub.b1 - stub.b0, ends + stub.b1 - stub.b0, stub.b1, stub.b1, TRUNCATED)
    if side == "a" and stub.b0 == stub.b1 and text_b.startswith(text_a[stub.a0 : stub.a1], ends):
        return Region(stub.a1, stub.a1, ends + stub.a1 - stub.a0, ends + stub.a1 - stub.a0, TRUNCATED)
    return None


def _cut_side(cell: Cell, text_a: str, text_b: str) -> str | None:
    return next((side for side in "ba" if _tail_region(cell, side, text_a, text_b)), None)


def _is_cut(pairings: Sequence[Pairing], lost: Sequence[int], tail: Region | None, text: str, cell: Cell, side: str) -> bool:
    if any((pairings[n].a or pairings[n].b)[0].kind in _BODY for n in lost):
        return True
    if tail is None:
        return False
    span = cell.b if side == "b" else cell.a
    ends = text[span[1] - 1 : span[1]] if span else ""
    return bool(ends) and ends not in _SENTENCE_END


def _rejoined(cells: Sequence[Cell], last: int, lost: Sequence[int], tail: Region | None, side: str) -> list[Cell]:
    """The cells with the lost end as one region: in the last unit that both have where it is cut there, else in the first lost one."""
    others = [c for n, c in enumerate(cells) if n > last and n not in lost]
    if tail is None:
        return [*cells[: last + 1], _as_one(cells[lost[0]], cells[lost[-1]], TRUNCATED), *others]
    cell = cells[last]
    assert cell.a is not None
    assert cell.b is not None
    end_a = cells[lost[-1]].a[1] if lost and side == "b" else cell.a[1]  # type: ignore[index]
    end_b = cells[lost[-1]].b[1] if lost and side == "a" else cell.b[1]  # type: ignore[index]
    region = Region(tail.a0, end_a, tail.b0, end_b, TRUNCATED)
    return [*cells[:last], cell._replace(a=(cell.a[0], end_a), b=(cell.b[0], end_b), regions=(*cell.regions[:-1], region)), *others]
