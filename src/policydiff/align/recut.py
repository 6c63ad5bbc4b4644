# SPDX-License-Identifier: Apache-2.0
"""Stretches that read alike as a whole and not unit by unit: the copies cut them at other places.

Where a title ends and a paragraph begins, or a signature ends, a copy without line breaks
does not say. Units lost and won on the two sides of such a cut are then one text.
"""

from collections.abc import Iterator, Sequence

from policydiff.align.pairing import Pairing
from policydiff.align.parts import LONGEST, joined
from policydiff.align.similarity import similarity

GAIN = 0.03
"""What the similarity of the stretch must gain over its pairings to be taken as one."""
ALIKE = 0.6


def recut(pairings: Sequence[Pairing]) -> tuple[Pairing, ...]:
    """The pairings with each such stretch as one pairing of all its units."""
    out: list[Pairing] = []
    for stretch in _stretches(pairings):
        out += _as_one(stretch)
    return tuple(out)


def _stretches(pairings: Sequence[Pairing]) -> Iterator[list[Pairing]]:
    """Pairings in order, those that are not exact and follow each other on both sides together."""
    stretch: list[Pairing] = []
    for pairing in pairings:
        if stretch and (_firm(pairing) or not _loose(pairing) or not _loose(stretch[-1]) or not _follows(stretch, pairing)):
            yield stretch
            stretch = []
        stretch.append(pairing)
    if stretch:
        yield stretch


def _loose(pairing: Pairing) -> bool:
    return not pairing.moved and pairing.similarity < 1.0 and (pairing.a or pairing.b)[0].kind != "page"


def _firm(pairing: Pairing) -> bool:
    """A unit that has its label in both copies begins where it begins."""
    return bool(pairing.a and pairing.b and pairing.a[0].label and pairing.b[0].label)


def _follows(stretch: Sequence[Pairing], pairing: Pairing) -> bool:
    last_a = next((p.a[-1].index for p in reversed(stretch) if p.a), None)
    last_b = next((p.b[-1].index for p in reversed(stretch) if p.b), None)
    jumps_a = pairing.a and last_a is not None and pairing.a[0].index != last_a + 1
    jumps_b = pairing.b and last_b is not None and pairing.b[0].index != last_b + 1
    return not (jumps_a or jumps_b)


def _as_one(stretch: list[Pairing]) -> list[Pairing]:
    if len(stretch) < 2:
        return stretch
    best: tuple[float, int, int] | None = None
    for first in range(len(stretch)):
        for last in range(len(stretch), first + 1, -1):
            gain = _gain(stretch[first:last])
            if gain >= GAIN and (best is None or gain > best[0] + 1e-9):
                best = (gain, first, last)
        if len(stretch) > 12 and best is not None:
            break
    if best is None:
        return stretch
    _, first, last = best
    return [*_as_one(stretch[:first]), _one(stretch[first:last]), *_as_one(stretch[last:])]


def _each_labelled(part: Sequence[Pairing]) -> bool:
    """Several units on both sides, all with labels, are not one text cut at other places."""
    a, b = [x for p in part for x in p.a], [y for p in part for y in p.b]
    return len(a) > 1 and len(b) > 1 and all(x.label for x in (*a, *b))


def _one(part: Sequence[Pairing]) -> Pairing:
    a = tuple(x for p in part for x in p.a)
    b = tuple(y for p in part for y in p.b)
    return Pairing(a, b, similarity(joined(a), joined(b)))


def _gain(part: Sequence[Pairing]) -> float:
    """Characters that agree in the whole beyond those that agree in its pairings, as a share of both texts."""
    if not any(p.a for p in part) or not any(p.b for p in part):
        return 0.0
    if _each_labelled(part):
        return 0.0
    size = sum(x.end - x.start for p in part for x in (*p.a, *p.b))
    if size > LONGEST:
        return 0.0
    whole = _one(part)
    if whole.similarity < ALIKE:
        return 0.0
    agreed = sum(p.similarity * sum(x.end - x.start for x in (*p.a, *p.b)) for p in part if p.a and p.b)
    return whole.similarity - agreed / size
