# SPDX-License-Identifier: Apache-2.0
"""The pictures of differing places on the pages of scanned and printed copies, for the report."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.model import Comparison, Difference, Side
from policydiff.recognized import SeenPlace
from policydiff.report.listing import rank_listed
from policydiff.report.wording import telling

if TYPE_CHECKING:
    from policydiff.ingest.scanned.cropping import Crop

Which = Literal["telling", "all", "none"]
SIDES: tuple[Side, Side] = ("a", "b")
MOST = 200
"""Places of which pictures are made at most."""
LARGEST = 1_000_000
"""Characters of pictures in one report: with twenty of them a report stays below 1.5 MB."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A place with its picture."""

    place: SeenPlace
    crop: "Crop"


@dataclass(frozen=True, slots=True)
class Crops:
    """The pictures of a report: by the id of a difference, and of how many places there are none."""

    by_id: dict[str, tuple[Shown, ...]] = field(default_factory=dict)
    over: int = 0
    """Places that are over the bounds."""
    absent: int = 0
    """Places whose pages could not be drawn."""


@dataclass(frozen=True, slots=True)
class Cropping:
    """What pictures are made of: of each copy the file that has its pages, or a picture for each page; None where they
    are not at hand."""

    which: Which = "none"
    a: tuple[bytes, ...] | None = None
    b: tuple[bytes, ...] | None = None
    limits: Limits = DEFAULT_LIMITS


def of_all(asked: object) -> bool:
    """Are pictures of what is set aside wanted too?"""
    return isinstance(asked, Cropping) and asked.which == "all"


def made(comparison: Comparison, asked: object, firsts: Sequence[Difference] = ()) -> Crops:
    """The pictures of a comparison's differing places, those that tell first, within the bounds; `firsts` are the
    first ones of each group that is set aside, where theirs are wanted."""
    if not isinstance(asked, Cropping) or asked.which == "none":
        return Crops()
    order = _in_order(comparison, firsts)
    wanted = [(difference.id, place) for difference in order for place in difference.seen]
    if not wanted:
        return Crops()
    from policydiff.ingest.scanned.cropping import crops

    over = max(0, len(wanted) - MOST)
    found: dict[tuple[str, Side], Shown] = {}
    absent = 0
    for side, data in zip(SIDES, (asked.a, asked.b), strict=True):
        own = [(ident, place) for ident, place in wanted[:MOST] if place.side == side]
        drawn = crops(data, [place for _, place in own], asked.limits) if data else [None] * len(own)
        absent += drawn.count(None)
        found |= {
            (ident, side): Shown(place, crop)
            for (ident, place), crop in zip(own, drawn, strict=True)
            if crop is not None
        }
    return _within(order, found, over, absent)


def _within(order: list[Difference], found: dict[tuple[str, Side], Shown], over: int, absent: int) -> Crops:
    """As many of the pictures as there is room for."""
    room = LARGEST
    by_id: dict[str, tuple[Shown, ...]] = {}
    for difference in order:
        shown = tuple(found[difference.id, side] for side in SIDES if (difference.id, side) in found)
        size = sum(len(one.crop.png) for one in shown)
        if size > room:
            over += len(shown)
        elif shown:
            by_id[difference.id] = shown
            room -= size
    return Crops(by_id, over, absent)


def _in_order(comparison: Comparison, firsts: Sequence[Difference]) -> list[Difference]:
    """The differences whose places are shown, in the order of the list."""
    return [*rank_listed(telling(comparison)), *firsts]
