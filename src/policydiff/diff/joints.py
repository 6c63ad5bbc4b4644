# SPDX-License-Identifier: Apache-2.0
"""Units of one copy that are one unit of the other: where their labels were, and what is compared with what around
them.

The labels are taken out before the texts are compared, so that what is lost beside a label (the statement of who is in
charge) is told by itself."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from policydiff.align.blocks import Block
from policydiff.align.pairing import Pairing
from policydiff.canonical.text import Canonical
from policydiff.diff.edits import Edit, edits
from policydiff.diff.judge import Chain
from policydiff.diff.label_changes import LABELS_LOST
from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.region import Region
from policydiff.kinds import KINDS
from policydiff.reasons import because

Span = tuple[int, int]

_OPENING = 10
"""Characters by which the beginning of a unit is known again where they stand once."""

_LOST = 4
"""Characters behind a label that are lost with it, where a unit lost its heading rather than its label: more than a
word."""


class Joints(Struct, frozen=True, gc=False):
    """A pair of texts cut at the lost labels: the stretches between them and the regions of the labels."""

    stretches: tuple[tuple[Span, Span], ...]
    labels: tuple[Region, ...]


def joints(pairing: Pairing, chain: Chain, span_a: Span, span_b: Span) -> Joints:
    """Cut the bodies of a pair where one copy has labels and the other runs on; one stretch where there are none."""
    inner_a, inner_b = _labelled(pairing.a), _labelled(pairing.b)
    if bool(inner_a) == bool(inner_b) or not (pairing.a[0].label and pairing.b[0].label):
        return Joints(((span_a, span_b),), ())
    if inner_a:
        return _cut(pairing.a, inner_a, pairing.b[0], chain, 0, span_a, span_b)
    turned = _cut(pairing.b, inner_b, pairing.a[0], chain, 1, span_b, span_a)
    stretches = tuple((here, there) for there, here in turned.stretches)
    return Joints(stretches, tuple(_turned(region) for region in turned.labels))


def _labelled(group: Sequence[Block]) -> list[Block]:
    return [block for block in group[1:] if block.label]


def _cut(
    group: Sequence[Block], inner: Sequence[Block], one: Block, chain: Chain, side: int, span: Span, there: Span
) -> Joints:
    text, other = (
        (chain.a.canonical.text, chain.b.canonical) if side == 0 else (chain.b.canonical.text, chain.a.canonical)
    )
    told = _merged([block for block in group if block.label], one)
    places = _places(inner, text, other.text, span, there)
    if {item.body for item in one.items}.intersection(places):
        return Joints(((span, there),), ())  # the other copy has labels there too, of items: they answer to each other
    stretches, labels = [], []
    at, at_there = span[0], there[0]
    for block, place in zip(inner, places, strict=True):
        if place is None:
            continue
        joint = max(place, at_there)
        stretches.append(((at, block.start), (at_there, joint)))
        labels.append(
            Region(
                block.start,
                block.body,
                joint,
                joint,
                LABELS_LOST if _breaks(other, joint, chain.full_lines[1 - side]) else told,
            )
        )
        at, at_there = block.body, joint
    stretches.append(((at, span[1]), (at_there, there[1])))
    return Joints(tuple(stretches), tuple(labels))


def _merged(units: Sequence[Block], one: Block) -> Verdict:
    """The verdict that names the labels of all units, and the label of the one that they became."""
    many, single = tuple(str(unit.label) for unit in units), str(one.label)
    return verdict("structure", "merged", because("merged_labels", many=many, one=single))


def _breaks(text: Canonical, at: int, full: float) -> bool:
    """Does a line begin there that no hard wrap ends before it: is only the label lost?"""
    found = bisect_left(text.breaks, at)
    if found == len(text.breaks) or text.breaks[found] != at:
        return False
    return at - (text.breaks[found - 1] if found else 0) < full


def _places(inner: Sequence[Block], text: str, other: str, span: Span, there: Span) -> list[int | None]:
    """Where each unit begins in the other text, which has it without its label; None where what is behind the label is
    lost with it."""
    starts, pieces, at = [], [], span[0]
    for block in inner:
        pieces.append(text[at : block.start])
        starts.append(sum(map(len, pieces)))
        at = block.body
    bare = "".join([*pieces, text[at : span[1]]])
    whole = other[slice(*there)]
    script = edits(bare, whole)
    places = [_place(block, start, script, whole) for block, start in zip(inner, starts, strict=True)]
    return [None if place is None else there[0] + place for place in places]


def _place(block: Block, start: int, script: Sequence[Edit], whole: str) -> int | None:
    opening = block.text[:_OPENING]
    found = whole.find(opening)
    if len(opening) == _OPENING and found >= 0 and whole.find(opening, found + 1) < 0:
        return found
    shift = 0
    for edit in script:
        if edit.a0 <= start < edit.a1 and edit.b0 == edit.b1 and edit.a1 - start >= min(_LOST, len(block.text)):
            return None
        if edit.a0 < start < edit.a1:
            return edit.b1 if 2 * start >= edit.a0 + edit.a1 else edit.b0
        if edit.a1 > start:
            break
        shift = edit.b1 - edit.a1
    return start + shift


def _turned(region: Region) -> Region:
    kind = KINDS[region.verdict.kind].mirror or region.verdict.kind
    return Region(region.b0, region.b1, region.a0, region.a1, region.verdict._replace(kind=kind))
