# SPDX-License-Identifier: Apache-2.0
"""What a copy should read, where a base is named: the base's reading in the copy's own dress, where that is certain."""

from msgspec.structs import replace

from policydiff.kinds import POSITIONS
from policydiff.model import OTHER_SIDE, TELLING, Difference, Side
from policydiff.proof.wearing import Copy, Wardrobe

_NOT_WORDS = POSITIONS | {"renumbered", "labels_lost"}
"""Kinds that say where something stands or what it is called, not what it reads."""
_UNSEEN = frozenset({"integrity"})


class Suggesting:
    """What a copy beside a base should read, to be asked for each difference."""

    def __init__(self, base: Side, a: Copy, b: Copy) -> None:
        self._base = base
        self._ours, theirs = (a, b) if base == "a" else (b, a)
        self._wardrobe = Wardrobe(theirs)

    def on(self, found: Difference) -> Difference:
        """The difference, one that tells with the reading that the copy beside the base should have; where its dress is
        not certain there is no suggestion, since a wrong form would be a new fault."""
        return _suggested(found, self._base, self._ours, self._wardrobe)


def _suggested(found: Difference, base: Side, ours: Copy, wardrobe: Wardrobe) -> Difference:
    place = found.a if base == "a" else found.b
    if found.suggestion is not None or found.class_ not in TELLING or found.class_ in _UNSEEN:
        return found
    if found.kind in _NOT_WORDS or found.a.text == found.b.text:
        return found
    worn = wardrobe.wear(ours, place.start, place.end)
    return found if worn.doubtful else replace(found, suggestion=worn.text, side=OTHER_SIDE[base])
