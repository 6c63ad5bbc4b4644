# SPDX-License-Identifier: Apache-2.0
"""What a comparison told of a case whose right answer is known: found, at its place, by its kind, and what besides."""

from collections.abc import Sequence
from typing import NamedTuple

from bench.accuracy.cases import Case
from bench.accuracy.edit import Place
from bench.accuracy.tally import Outcome
from policydiff import compare
from policydiff.model import TELLING, Difference

NEAR = 3
"""Characters that may lie between a difference and the place it is taken to speak of."""
BESIDE = 12
"""Characters by which it may go beyond the place and still be at the right one: words, names and values are told
whole."""
WIDE = 40
"""Characters by which a difference that finds an edit may be longer than twice the edit."""
SOFT = frozenset({"review", "integrity"})


class Told(NamedTuple):
    """One thing that was told: where in both copies, as what, whether for a person to judge."""

    place: Place
    kind: str | None
    soft: bool
    said: str


def told_by_policydiff(case: Case) -> list[Told]:
    """What tells in the comparison of both copies."""
    found = compare(case.a.read, case.b.read)
    return [_told(difference) for difference in found.differences if difference.class_ in TELLING]


def _told(found: Difference) -> Told:
    place = (found.a.start, found.a.end, found.b.start, found.b.end)
    return Told(place, found.kind, found.class_ in SOFT, said_of(found))


def said_of(found: Difference) -> str:
    """Class, kind and both readings of a difference."""
    return f"{found.class_}/{found.kind} {found.a.text[:24]!r} → {found.b.text[:24]!r}"


def outcome(case: Case, told: Sequence[Told]) -> Outcome:
    """The case with what was told of it, counted."""
    edit = case.drawn.edit
    near = {place: [one for one in told if _touches(one.place, place)] for place in case.places}
    found = [place for place, some in near.items() if any(_fits(one.place, place) for one in some)]
    placed = [place for place in found if any(_within(one.place, place) for one in near[place])]
    hidden = [place for place in case.places if not any(_meets(one.place, place) for one in told)]
    kinds = edit.kinds if any(one.kind for one in told) or not told else frozenset()
    named = [place for place, some in near.items() if any(one.kind in kinds for one in some)]
    besides = [
        one
        for one in told
        if one.kind not in edit.also
        and not any(_touches(one.place, place) for place in case.places)
        and not _of_converter(case, one.place)
    ]
    wrong = sum(map(len, case.wrong))
    wrong_told = sum(any(_holds(one.place, side, at) for one in told) for side in (0, 1) for at in case.wrong[side])
    return Outcome(
        edit.name,
        case.drawn.noises,
        (len(case.a.text) + len(case.b.text)) // 2,
        len(case.places),
        len(found),
        len(placed),
        len(hidden),
        len(case.places) if edit.kinds else 0,
        len(named) if edit.kinds else 0,
        tuple(one.said for one in besides if not one.soft),
        tuple(one.said for one in besides if one.soft),
        tuple(_missed(case, place, near[place]) for place in case.places if place not in found or place not in placed)
        + tuple(_missed(case, place, near[place]) for place in found if edit.kinds and place not in named),
        (wrong, wrong_told),
    )


def _missed(case: Case, place: Place, near: Sequence[Told]) -> str:
    one, other = case.a.text[place[0] : place[1]][:40], case.b.text[place[2] : place[3]][:40]
    return f"{one!r} → {other!r}; told near: {[told.said for told in near]}"


def _touches(told: Place, place: Place) -> bool:
    """Does it meet the place in both copies?"""
    return all(told[n] <= place[n + 1] + NEAR and place[n] <= told[n + 1] + NEAR for n in (0, 2))


def _meets(told: Place, place: Place) -> bool:
    """Does it meet the place in one copy at least?"""
    return any(told[n] <= place[n + 1] + NEAR and place[n] <= told[n + 1] + NEAR for n in (0, 2))


def _fits(told: Place, place: Place) -> bool:
    return all(_size(told, n) <= 2 * _size(place, n) + WIDE for n in (0, 2))


def _within(told: Place, place: Place) -> bool:
    return all(place[n] - BESIDE <= told[n] and told[n + 1] <= place[n + 1] + BESIDE for n in (0, 2))


def _size(place: Place, side: int) -> int:
    return place[side + 1] - place[side]


def _of_converter(case: Case, place: Place) -> bool:
    """Does it hold a character that a converter made another one of, or stand beside it?"""
    return any(_holds(place, side, at) for side in (0, 1) for at in case.wrong[side])


def _holds(place: Place, side: int, at: int) -> bool:
    return place[2 * side] - 1 <= at <= place[2 * side + 1]
