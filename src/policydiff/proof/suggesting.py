# SPDX-License-Identifier: Apache-2.0
"""What a copy should read, where a base is named: the base's reading in the copy's own dress, where that is certain."""

from collections.abc import Iterable

from msgspec.structs import replace

from policydiff.kinds import POSITIONS
from policydiff.model import OTHER_SIDE, TELLING, Difference, Side
from policydiff.proof.wearing import Copy, Wardrobe

_NOT_WORDS = POSITIONS | {"renumbered", "labels_lost"}
"""Kinds that say where something stands or what it is called, not what it reads."""
_UNSEEN = frozenset({"integrity"})


def suggested(found: Iterable[Difference], base: Side, a: Copy, b: Copy) -> tuple[Difference, ...]:
    """The differences, those that tell with the reading that the copy beside the base should have; where its dress is
    not certain there is no suggestion, since a wrong form would be a new fault."""
    ours, theirs = (a, b) if base == "a" else (b, a)
    wardrobe = Wardrobe(theirs)
    return tuple(_suggested(one, base, ours, wardrobe) for one in found)


def _suggested(found: Difference, base: Side, ours: Copy, wardrobe: Wardrobe) -> Difference:
    place = found.a if base == "a" else found.b
    if found.suggestion is not None or found.class_ not in TELLING or found.class_ in _UNSEEN:
        return found
    if found.kind in _NOT_WORDS or found.a.text == found.b.text:
        return found
    worn = wardrobe.wear(ours, place.start, place.end)
    return found if worn.doubtful else replace(found, suggestion=worn.text, side=OTHER_SIDE[base])
