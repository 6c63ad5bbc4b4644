# SPDX-License-Identifier: Apache-2.0
"""Stretches that read alike as a whole and not unit by unit: the copies cut them at other places.

Where a title ends and a paragraph begins, or a signature ends, a copy without line breaks
does not say. Units lost and won on the two sides of such a cut are then one text.
"""

from collections.abc import Iterator, Sequence

from policydiff.align.blocks import Block
from policydiff.align.pairing import Pairing
from policydiff.align.parts import LONGEST, are_rows, joined
from policydiff.align.similarity import similarity

GAIN = 0.03
"""What the similarity of the stretch must gain over its pairings to be taken as one."""
ALIKE = 0.6
WIDEST = 8
"""Pairings that may be taken as one, so that long runs of reworded units cost little: a signature has four lines."""
EXPLAINED = 0.6
"""Share of the text of one-sided units that must be found on the other side where the stretch gains less."""
SHORTEST = 5
"""Characters of a unit, its label among them, that do not stand somewhere by chance: 第四节总则."""


def recut(pairings: Sequence[Pairing]) -> tuple[Pairing, ...]:
    """The pairings with each such stretch as one pairing of all its units."""
    if sum(map(_loose, pairings)) < 2:
        return tuple(pairings)
    out: list[Pairing] = []
    for stretch in _stretches(pairings):
        out += _as_one(stretch)
    return tuple(out)


def _stretches(pairings: Sequence[Pairing]) -> Iterator[list[Pairing]]:
    """Pairings in order, those that are not exact and follow each other on both sides together."""
    stretch: list[Pairing] = []
    last: tuple[int | None, int | None] = (None, None)
    for pairing in pairings:
        if stretch and (
            not _loose(pairing) or not _loose(stretch[-1]) or _firm(pairing) or not _follows(last, pairing)
        ):
            yield stretch
            stretch, last = [], (None, None)
        stretch.append(pairing)
        last = pairing.a[-1].index if pairing.a else last[0], pairing.b[-1].index if pairing.b else last[1]
    if stretch:
        yield stretch


def _loose(pairing: Pairing) -> bool:
    return not pairing.moved and pairing.similarity < 1.0 and (pairing.a or pairing.b)[0].kind != "page"


def _firm(pairing: Pairing) -> bool:
    """A unit that has one label in both copies begins where it begins; an article also under another number."""
    if not (pairing.a and pairing.b):
        return False
    a, b = pairing.a[0], pairing.b[0]
    return (
        bool(a.label and b.label) and a.style == b.style and (a.ordinal == b.ordinal or a.kind == b.kind == "article")
    )


def _follows(last: tuple[int | None, int | None], pairing: Pairing) -> bool:
    """Does a pairing begin on each side right behind the last unit there?"""
    sides = zip((pairing.a, pairing.b), last, strict=True)
    return all(not own or at is None or own[0].index == at + 1 for own, at in sides)


def _as_one(stretch: list[Pairing]) -> list[Pairing]:
    """The stretch with what gains most taken as one, then what gains most of the rest, and so on."""
    gains = (
        (-round(gain, 9), first, last)
        for first in range(len(stretch) - 1)
        for last in range(min(len(stretch), first + WIDEST), first + 1, -1)
        if (gain := _gain(stretch[first:last])) > 0
    )
    ends: dict[int, int] = {}
    taken: set[int] = set()
    for _, first, last in sorted(gains, key=lambda found: found[:2]):  # of equal ones the first, the widest
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            ends[first] = last
    begun = (at for at in range(len(stretch)) if at in ends or at not in taken)
    return [_one(stretch[at : ends[at]]) if at in ends else stretch[at] for at in begun]


def _each_labelled(part: Sequence[Pairing]) -> bool:
    """Several units on both sides, all with labels, are not one text cut at other places."""
    a, b = [x for p in part for x in p.a], [y for p in part for y in p.b]
    return len(a) > 1 and len(b) > 1 and all(x.label for x in (*a, *b))


def _one(part: Sequence[Pairing]) -> Pairing:
    a = tuple(x for p in part for x in p.a)
    b = tuple(y for p in part for y in p.b)
    return Pairing(a, b, similarity(joined(a), joined(b)))


def _gain(part: Sequence[Pairing]) -> float:
    """Characters that agree in the whole beyond those that agree in its pairings, as a share of both texts.

    0.0 where that is too little: neither `GAIN` nor most of what its one-sided units hold.
    """
    if not any(p.a for p in part) or not any(p.b for p in part):
        return 0.0
    if _each_labelled(part) or are_rows([x for p in part for x in p.a], [y for p in part for y in p.b]):
        return 0.0
    size = sum(x.end - x.start for p in part for x in (*p.a, *p.b))
    if size > LONGEST:
        return 0.0
    whole = _one(part)
    told = _stand_there(part)
    if whole.similarity < ALIKE and not told:
        return 0.0
    agreed = sum(similarity(joined(p.a), joined(p.b)) * _length(p) for p in part if p.a and p.b)
    alone = sum(_length(p) for p in part if not (p.a and p.b))
    gain = whole.similarity - agreed / size
    if told and gain > -GAIN:
        return max(gain, 1 / size)  # the few characters of a heading also stand scattered in a longer text
    return gain if gain >= GAIN or (alone and gain * size >= 2 * EXPLAINED * alone) else 0.0


def _stand_there(part: Sequence[Pairing]) -> bool:
    """Does every one-sided unit stand word for word at one end of the other side? Then to say that it was lost or won
    would be false."""
    a, b = _written([x for p in part for x in p.a]), _written([y for p in part for y in p.b])
    lone = [(_written(p.a or p.b), b if p.a else a) for p in part if not (p.a and p.b)]
    return bool(lone) and all(
        len(text) >= SHORTEST and (other.startswith(text) or other.endswith(text)) for text, other in lone
    )


def _written(blocks: Sequence[Block]) -> str:
    return "".join(block.written for block in blocks)


def _length(pairing: Pairing) -> int:
    return sum(x.end - x.start for x in (*pairing.a, *pairing.b))
