# SPDX-License-Identifier: Apache-2.0
"""Differences as a page needs them: what tells is made, what is set aside stands in columns.

Two copies in two scripts have thousands that are set aside, of a few hundred sorts; a page shows each as a mark of its
sort, so that none needs an object, an id or a sentence of its own. One is made where it is asked for."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from policydiff.listed import Listed, listed
from policydiff.model import TELLING, Difference, DifferenceClass, Kind, Reason, Side


class Sort(Struct, frozen=True, gc=False):
    """Equal differences: what is said of them, and the first of them by its number."""

    class_: DifferenceClass
    kind: Kind
    rule: Reason
    first: int


class Columns(Struct, frozen=True):
    """All differences of a comparison in their order: where they stand in both sources, and of which sort each is."""

    starts: "tuple[array[int], array[int]]"
    ends: "tuple[array[int], array[int]]"
    numbers: Sequence[int]
    sorts: tuple[Sort, ...]
    """By number, in the order of the first of each."""


class Late(Listed[Difference]):
    """Reads like a tuple of all differences; those that tell are made once and kept in `telling`."""

    def __init__(
        self, made: Callable[[int, int], Iterable[Difference]], telling: tuple[Difference, ...], columns: Columns
    ) -> None:
        super().__init__(len(columns.numbers), made)
        self.telling, self.columns = telling, columns


def whole(differences: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """All of them made, for whoever looks at each more than once; of very many each is made as it is read."""
    return listed(len(differences), lambda start, stop: differences[start:stop])


def telling(differences: Sequence[Difference]) -> Iterable[Difference]:
    """Those that tell, in their order; to be walked through once, since a long list makes each as it is read."""
    if isinstance(differences, Late):
        return differences.telling
    return (found for found in differences if found.class_ in TELLING)


def handled(differences: Sequence[Difference]) -> Sequence[Difference]:
    """Those that a person or a rule settled: whoever settles one has made them all."""
    if isinstance(differences, Late):
        return ()
    return [found for found in differences if found.decision or found.suppressed]


def glosses(differences: Sequence[Difference], side: Side) -> Iterator[tuple[int, int]]:
    """Where glosses stand in one copy, the empty places of the other copy's among them."""
    if not isinstance(differences, Late):
        for found in differences:
            if found.class_ == "gloss":
                place = found.a if side == "a" else found.b
                yield place.start, place.end
        return
    columns = differences.columns
    at = 0 if side == "a" else 1
    is_gloss = [sort.class_ == "gloss" for sort in columns.sorts]
    if any(is_gloss):
        for number, start, end in zip(columns.numbers, columns.starts[at], columns.ends[at], strict=True):
            if is_gloss[number]:
                yield start, end
