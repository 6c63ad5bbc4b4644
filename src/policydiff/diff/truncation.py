# SPDX-License-Identifier: Apache-2.0
"""A copy that stops early or begins late is one finding, not one for each task that it lacks."""

from collections.abc import Sequence
from typing import Literal

from policydiff.align.pairing import Pairing
from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.region import Cell, Region
from policydiff.reasons import because

TRUNCATED = verdict("substantive", "truncated")
BEGINS_LATE = verdict("substantive", "truncated", because("begins_late"))
_EXCERPT = 3
"""A copy that lacks so many body units before the first shared one is an excerpt; fewer are reported one by one."""
_BODY = frozenset({"section", "task", "article", "paragraph", "item", "attachment", "row"})
_UNITS = frozenset({"section", "task", "article", "row"})
_NO_CUT = frozenset({"table_form", "column_removed", "column_added"})
"""What a copy without it does not lack: the words of a sentence beside a table, cells of a column it does not have."""
_SENTENCE_END = '。!?;:)》"'

Side = Literal[0, 1]
"""0 is A, 1 is B: which copy stops early."""
TextPair = tuple[str, str]
"""The canonical texts of A and of B."""


def join_tail(pairings: Sequence[Pairing], cells: Sequence[Cell], text_a: str, text_b: str) -> list[Cell]:
    """The cells with all that one copy lacks at its end as one region of kind truncated.

    The lost tail is the end of the last unit both copies have and every unit after it; it
    counts as truncation where a unit of the body is lost or the copy ends in mid-sentence,
    not where only the signature is missing.
    """
    texts = text_a, text_b
    last = max((n for n, p in enumerate(pairings) if p.a and p.b and p.a[0].kind != "page"), default=None)
    if last is None or any(p.moved for p in pairings[last:]):
        return list(cells)
    after = [n for n in range(last + 1, len(pairings)) if not _page(pairings[n], cells[n])]
    lost_a, lost_b = [n for n in after if pairings[n].b], [n for n in after if pairings[n].a]
    if lost_a and lost_b:
        return list(cells)
    side = 1 if lost_b else 0 if lost_a else _cut_side(cells[last], texts)
    if side is None or _goes_on(cells[: last + 1], cells[after[0]] if after else None, side):
        return list(cells)
    lost = lost_b or lost_a
    tail = _tail_region(cells[last], side, texts) or _begun(cells, last, lost, side, texts)
    if _is_row(pairings[last]) or _is_list(pairings[last]):
        tail = None  # a cell has no mark of its end, and may be empty; an entry of a list may be the last
    is_cut = any(_is_body(pairings[n], cells[n]) for n in lost) or (
        tail is not None and _in_mid_sentence(cells[last], side, texts)
    )
    held = frozenset(lost)
    if not is_cut or any(cells[n].spans[1 - side] for n in range(last + 1, max(lost, default=last)) if n not in held):
        return list(cells)
    return _rejoined(cells, last, lost, tail, side)


def _goes_on(shared: Sequence[Cell], lost: Cell | None, side: Side) -> bool:
    """Does the whole copy go on behind what the other lacks, with units that the other has further up?"""
    first = lost.spans[1 - side] if lost else None
    return first is not None and any(span[0] > first[0] for cell in shared if (span := cell.spans[1 - side]))


def join_head(pairings: Sequence[Pairing], cells: Sequence[Cell]) -> list[Cell]:
    """The cells with all that one copy lacks at its beginning as one region of kind truncated.

    That copy shows nothing before the first unit that both have, so what it lacks stands first in the row.
    """
    first = next((n for n, p in enumerate(pairings) if p.a and p.b), 0)
    lost = pairings[:first]
    whole = all(p.a for p in lost) or all(p.b for p in lost)
    units = sum((p.a or p.b)[0].kind in _UNITS and _is_body(p, cells[n]) for n, p in enumerate(lost))
    if not whole or any(p.moved for p in pairings) or units < _EXCERPT:
        return list(cells)
    return [_as_one(cells[0], cells[first - 1], BEGINS_LATE), *cells[first:]]


def _as_one(first: Cell, last: Cell, verdict: Verdict) -> Cell:
    """All that one copy lacks, from its first unit to its last, as one region of one cell."""
    a, b = ((start[0], end[1]) if start and end else None for start, end in zip(first.spans, last.spans, strict=True))
    return first._replace(a=a, b=b, regions=(Region(*(a or (0, 0)), *(b or (0, 0)), verdict),))


def _is_row(pairing: Pairing) -> bool:
    return pairing.a[0].kind == pairing.b[0].kind == "row"


def _is_list(pairing: Pairing) -> bool:
    """Is it the list of attachments in both copies?"""
    return pairing.a[0].style == pairing.b[0].style == "named"


def _is_body(pairing: Pairing, cell: Cell) -> bool:
    """Is a unit that one copy lacks one of the body, and not the header of a table that the other has as sentences, nor
    a list of attachments?"""
    block = (pairing.a or pairing.b)[0]
    return block.kind in _BODY and block.style != "named" and not any(r.verdict.kind in _NO_CUT for r in cell.regions)


def _page(pairing: Pairing, cell: Cell) -> bool:
    """Is what one copy alone has at its end of the page: a line of the site, the number of the last page?"""
    return (pairing.a or pairing.b)[0].kind == "page" or (
        bool(cell.regions) and all(region.verdict.class_ == "page" for region in cell.regions)
    )


def _last_region(cell: Cell) -> Region | None:
    """The region at the very end of a cell that both copies have."""
    if not cell.regions or cell.a is None or cell.b is None:
        return None
    region = cell.regions[-1]
    at_end = (region.a1, region.b1) == (cell.a[1], cell.b[1])
    told = region.verdict
    return region if at_end and told.kind not in _NO_CUT and told.class_ != "page" else None


def _tail_region(cell: Cell, side: Side, texts: TextPair) -> Region | None:
    """What the given side lacks at the very end of a cell: nothing is there, or only its beginning (300 of 3000元)."""
    region = _last_region(cell)
    if region is None:
        return None
    own, other = (end - start for start, end in (region.spans[side], region.spans[1 - side]))
    if own >= other or texts[0][region.a0 : region.a0 + own] != texts[1][region.b0 : region.b0 + own]:
        return None
    return Region(region.a0 + own, region.a1, region.b0 + own, region.b1, TRUNCATED)


def _begun(cells: Sequence[Cell], last: int, lost: Sequence[int], side: Side, texts: TextPair) -> Region | None:
    """What is lost where the copy stops in the label of the first lost unit (第十 of 第十三条), a stub that ends it."""
    stub, own = _last_region(cells[last]), cells[last].spans[1 - side]
    following = cells[lost[0]].spans[1 - side] if lost else None
    if stub is None or own is None or following is None or following[0] != own[1]:
        return None
    (start, end), whole = stub.spans[side], stub.spans[1 - side]
    if whole[0] != whole[1] or not texts[1 - side].startswith(texts[side][start:end], own[1]):
        return None
    there = own[1] + end - start
    a, b = (end, there) if side == 0 else (there, end)
    return Region(a, a, b, b, TRUNCATED)


def _cut_side(cell: Cell, texts: TextPair) -> Side | None:
    sides: tuple[Side, Side] = (1, 0)
    return next((side for side in sides if _tail_region(cell, side, texts)), None)


def _in_mid_sentence(cell: Cell, side: Side, texts: TextPair) -> bool:
    """Does the copy that stops early end without the mark of an end?"""
    span = cell.spans[side]
    ends = texts[side][span[1] - 1 : span[1]] if span else ""
    return bool(ends) and ends not in _SENTENCE_END


def _rejoined(cells: Sequence[Cell], last: int, lost: Sequence[int], tail: Region | None, side: Side) -> list[Cell]:
    """The cells with the lost end as one region: in the last unit that both have where it is cut there, else in the
    first lost one."""
    gone = frozenset(lost)
    others = [c for n, c in enumerate(cells) if n > last and n not in gone]
    if tail is None:
        return [*cells[: last + 1], _as_one(cells[lost[0]], cells[lost[-1]], TRUNCATED), *others]
    spans = [span or (0, 0) for span in cells[last].spans]
    end = cells[lost[-1]].spans[1 - side] if lost else None
    if end is not None:
        spans[1 - side] = spans[1 - side][0], end[1]
    (a0, a1), (b0, b1) = spans
    region = Region(tail.a0, a1, tail.b0, b1, TRUNCATED)
    told = (region,) if (region.a0, region.b0) != (region.a1, region.b1) else ()  # the last paragraph stands in both
    return [
        *cells[:last],
        cells[last]._replace(a=(a0, a1), b=(b0, b1), regions=(*cells[last].regions[:-1], *told)),
        *others,
    ]
