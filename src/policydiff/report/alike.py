# SPDX-License-Identifier: Apache-2.0
"""Differences that read and are explained alike: what a page says of them is worked out once for all."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from policydiff.model import Difference
from policydiff.report.sources import Sources, in_words


class Alike(Struct, frozen=True, gc=False):
    """Differences of which the same is said, their places apart: the first of them, both its readings in words, how
    many they are."""

    first: Difference
    a: str
    b: str
    count: int


def alike_in(differences: Sequence[Difference], texts: Sources) -> tuple[list[Alike], list[int]]:
    """What is alike, in the order of its first difference, and for each difference the index in that list.

    The two copies of the sample have 585 differences, and 63 that are not alike.
    """
    known: dict[tuple[str | None, ...], int] = {}
    firsts: list[tuple[Difference, str, str]] = []
    indexes: list[int] = []
    for found in differences:
        a, b = in_words(found, texts) if found.class_ == "gloss" else (found.a.text, found.b.text)
        key = (
            found.class_,
            found.kind,
            a,
            b,
            found.reason,
            found.suggestion,
            found.hint,
            found.suppressed,
            found.decision,
            found.note,
        )
        index = known.get(key)
        if index is None:
            index = known[key] = len(firsts)
            firsts.append((found, a, b))
        indexes.append(index)
    counted = Counter(indexes)
    return [Alike(first, a, b, counted[index]) for index, (first, a, b) in enumerate(firsts)], indexes
