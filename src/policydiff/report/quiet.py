# SPDX-License-Identifier: Apache-2.0
"""What is set aside, in groups: equal differences share one row, one sentence and one mark, and are counted."""

from collections.abc import Sequence

from msgspec import Struct

from policydiff.model import TELLING, Difference
from policydiff.report.sources import Sources, in_words

TELLS = -1
"""In place of a group: the difference tells, and has a mark and an entry of its own."""


class Group(Struct, frozen=True, gc=False):
    """Equal differences of a class that does not tell: the first of them, and both its readings in words."""

    first: Difference
    a: str
    b: str


class Quiet(Struct, frozen=True):
    """The groups in the order of their first difference, how many each has, and of each difference its group."""

    groups: tuple[Group, ...]
    counts: tuple[int, ...]
    numbers: tuple[int, ...]


def grouped(differences: Sequence[Difference], texts: Sources) -> Quiet:
    """The groups of what does not tell. Two copies in two scripts have 2,489 differences in 270 groups."""
    known: dict[tuple[str, str, str, str], int] = {}
    firsts: list[Group] = []
    counts: list[int] = []
    numbers: list[int] = []
    for found in differences:
        class_ = found.class_
        if class_ in TELLING:
            numbers.append(TELLS)
            continue
        a, b = in_words(found, texts) if class_ == "gloss" else (found.a.text, found.b.text)
        key = (found.kind, a, b, found.reason)
        number = known.get(key)
        if number is None:
            number = known[key] = len(firsts)
            firsts.append(Group(found, a, b))
            counts.append(0)
        counts[number] += 1
        numbers.append(number)
    return Quiet(tuple(firsts), tuple(counts), tuple(numbers))
