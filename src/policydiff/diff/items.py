# SPDX-License-Identifier: Apache-2.0
"""Two units that have items inside: their labels, the items that one copy alone has, the words of the others."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from itertools import islice

from policydiff.canonical.text import Canonical
from policydiff.diff.label_changes import LABELS_LOST, label_verdict
from policydiff.diff.label_runs import Change, told_once
from policydiff.diff.moved_items import Wording, moved_items, regions
from policydiff.diff.pieces import Piece, PiecePair
from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.region import Region
from policydiff.reasons import because, further

ITEM_LOST = verdict("substantive", "unit_removed", because("item_alone"))
ITEM_ADDED = verdict("substantive", "unit_added", because("item_alone"))
_CLOSING = frozenset("。;,、")
"""Marks that end an item; the last item of a list has another than those before it."""

_Label = tuple[str | None, str | None]
"""Style and ordinal."""
HEADING_LOST = verdict("substantive", "unit_removed", because("heading_alone"))
HEADING_ADDED = verdict("substantive", "unit_added", because("heading_alone"))


def item_regions(a: Canonical, b: Canonical, pairs: Sequence[PiecePair], wording: Wording) -> list[Region]:
    """The regions of two units by their pieces, which cover both units in order."""
    found: list[Region] = []
    labels = _label_verdicts(a, b, pairs)
    moved = moved_items(a, b, pairs, wording)
    counted = [{(piece.style, piece.ordinal) for pair in pairs if (piece := pair[side]) is not None} for side in (0, 1)]
    at_a = at_b = tail = 0
    opened: Piece | None = None
    for n, (x, y) in enumerate(pairs):
        if x is not None and y is not None:
            told = labels.get(n)
            if told is not None:
                found.append(Region(x.start, x.body, y.start, y.body, told))
            tail = _tail(a.text, b.text, pairs, n)
            at_a, at_b, opened = x.end - tail, y.end - tail, None
            found += [_headed(region, x, y) for region in wording((x.body, at_a), (y.body, at_b))]
            continue
        end_a, end_b = x.end - tail if x else at_a, y.end - tail if y else at_b
        alone = x or y
        if n in moved:
            own, at, side = ((at_a, end_a), at_b, 0) if x else ((at_b, end_b), at_a, 1)
            found += regions(moved[n], own, at, side)
            opened = None
        elif (
            opened is not None and alone is not None and alone.depth > opened.depth and _one_side(pairs[n - 1], (x, y))
        ):
            found[-1] = found[-1]._replace(a1=end_a, b1=end_b)
        else:
            told = ITEM_LOST if x else ITEM_ADDED
            told = _with_trace(told, alone, islice(pairs, n + 1, None), counted[1 if x else 0])
            found.append(Region(at_a, end_a, at_b, end_b, told))
            opened = alone
        at_a, at_b = end_a, end_b
    return found


def _headed(region: Region, x: Piece, y: Piece) -> Region:
    """The region, told as an item's label and first words where it is what one copy has of them and the other lacks."""
    if region.b0 == region.b1:
        piece, start, end, alone = x, region.a0, region.a1, HEADING_LOST
    elif region.a0 == region.a1:
        piece, start, end, alone = y, region.b0, region.b1, HEADING_ADDED
    else:
        return region
    if not any(start == label and body <= end for label, body in piece.inside):
        return region
    return region._replace(verdict=LABELS_LOST if (start, end) in piece.inside else alone)


def _with_trace(told: Verdict, alone: Piece | None, behind: Iterable[PiecePair], counted: Container[_Label]) -> Verdict:
    """The verdict on an item that stands in one copy alone, with what shows that it was once there: its number is
    missing from the other copy, whose labels are `counted`, or the next item has it."""
    both = ((x, y) for x, y in behind if x is not None and y is not None)
    following = next(both, None)
    if alone is None or following is None:
        return told
    x, y = following
    if not (x.ordinal and y.ordinal) or not x.style == y.style == alone.style:
        return told
    trace = "gap" if x.ordinal == y.ordinal else "renumbered"
    if trace == "gap" and (alone.style, alone.ordinal) in counted:
        return told
    return told._replace(evidence=trace, reason=further(told.reason, f"trace_{trace}"))


def _one_side(one: PiecePair, other: PiecePair) -> bool:
    return (one[0] is None) == (other[0] is None) and (one[1] is None) == (other[1] is None)


def _tail(text_a: str, text_b: str, pairs: Sequence[PiecePair], at: int) -> int:
    """1 where the pair ends in another mark only because the last items of its list stand in one copy alone: the mark
    that ends the list then ends both copies of it."""
    x, y = pairs[at]
    behind = at + 1
    while behind < len(pairs) and (pairs[behind][0] is None or pairs[behind][1] is None):
        behind += 1
    alone = pairs[at + 1 : behind]
    if x is None or y is None or not alone or not all(_one_side(alone[0], pair) for pair in alone):
        return 0
    ends = text_a[x.end - 1], text_b[y.end - 1]
    last_a, last_b = alone[-1]
    ends_list = (text_a[last_a.end - 1], ends[1]) if last_a else (ends[0], text_b[last_b.end - 1]) if last_b else ends
    worded = x.end - 1 > x.body and y.end - 1 > y.body
    return int(worded and ends[0] != ends[1] and {*ends} <= _CLOSING and ends_list[0] == ends_list[1])


def _run_together(a: Canonical, b: Canonical, pairs: Sequence[PiecePair], at: int) -> Verdict | None:
    """The verdict on an item that stands on a line of its own in one copy, and in the other without its label on the
    line of the item before it: two items became one, or one two."""
    (x, y), (before_x, before_y) = pairs[at], pairs[at - 1]
    if not (x and y and before_x and before_y and before_x.labelled and before_y.labelled):
        return None
    many, (own, other), (before, item, one, run_on) = (
        ("merged", (a, b), (before_x, x, before_y, y)) if x.labelled else ("split", (b, a), (before_y, y, before_x, x))
    )
    lines = _on_line(own, before.start) and _on_line(own, item.start) and _on_line(other, one.start)
    if before.style != item.style or not lines or _on_line(other, run_on.start):
        return None
    labels = own.bare[before.start : before.body], own.bare[item.start : item.body]
    reason = because("merged_labels", many=labels, one=other.bare[one.start : one.body])
    return verdict("structure", "merged", reason) if many == "merged" else verdict("structure", "split", reason)


def _on_line(copy: Canonical, at: int) -> bool:
    """Does a line begin there?"""
    found = bisect_left(copy.breaks, at)
    return at == 0 or (found < len(copy.breaks) and copy.breaks[found] == at)


def _label_verdicts(a: Canonical, b: Canonical, pairs: Sequence[PiecePair]) -> dict[int, Verdict]:
    """The verdicts on labels that differ, by the number of the pair; those that only moved along are told once."""
    changes: list[Change] = []
    for n, (x, y) in enumerate(pairs):
        if x is None or y is None or not (x.labelled or y.labelled):
            continue
        label_a, label_b = a.text[x.start : x.body], b.text[y.start : y.body]
        told: Verdict | None = None
        if not (x.labelled and y.labelled):
            told = _run_together(a, b, pairs, n) or LABELS_LOST
        elif label_a != label_b:
            one_ordinal = x.ordinal == y.ordinal or x.ordinal is None or y.ordinal is None
            told = label_verdict(label_a, label_b, one_ordinal=one_ordinal)
        changes.append(
            Change(
                n,
                (x.style, x.depth) if x.labelled else None,
                (y.style, y.depth) if y.labelled else None,
                x.ordinal,
                y.ordinal,
                a.bare[x.start : x.body],
                b.bare[y.start : y.body],
                told,
                max(x.depth, y.depth),
            )
        )
    return told_once(changes)
