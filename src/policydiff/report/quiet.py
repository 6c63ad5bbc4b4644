# SPDX-License-Identifier: Apache-2.0
"""What is set aside, in groups: equal differences share one row, one sentence and one mark, and are counted."""

from array import array
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from policydiff.late import Columns, Late
from policydiff.model import TELLING, Difference, DifferenceClass, Kind, Reason
from policydiff.reasons import say_often
from policydiff.report.sources import Sources

TELLS = -1
"""In place of a group: the difference tells, and has a mark and an entry of its own."""


class Group(Struct, frozen=True, gc=False):
    """Equal differences of a class that does not tell: both readings in words, why, and the number of the first."""

    class_: DifferenceClass
    kind: Kind
    a: str
    b: str
    reason: str
    rule: Reason | None
    first: int


class Quiet(Struct, frozen=True):
    """The groups in the order of their first difference, how many each has, and of each difference its group."""

    groups: tuple[Group, ...]
    counts: tuple[int, ...]
    numbers: Sequence[int]
    starts: "tuple[array[int], array[int]]"
    ends: "tuple[array[int], array[int]]"
    """Where each difference stands in both sources."""
    own: tuple[tuple[int, Difference], ...]
    """Those that have a mark of their own, by number: what tells, and what a rule of the user's has taken."""


def grouped(differences: Sequence[Difference], texts: Sources) -> Quiet:
    """The groups of what does not tell. Two copies in two scripts have 2,489 differences in 270 groups."""
    if isinstance(differences, Late):
        return _of_columns(differences.columns, differences.telling, texts)
    known: dict[tuple[str, str, str, str], int] = {}
    groups: list[Group] = []
    numbers: list[int] = []
    for at, found in enumerate(differences):
        if found.class_ in TELLING:
            numbers.append(TELLS)
            continue
        a, b = _in_words(found.class_, (found.a.start, found.a.end), (found.b.start, found.b.end), texts)
        key = (found.kind, a, b, found.reason)
        number = known.setdefault(key, len(groups))
        if number == len(groups):
            groups.append(Group(found.class_, found.kind, a, b, found.reason, found.rule, at))
        numbers.append(number)
    starts = array("i", [d.a.start for d in differences]), array("i", [d.b.start for d in differences])
    ends = array("i", [d.a.end for d in differences]), array("i", [d.b.end for d in differences])
    own = tuple((at, d) for at, d in enumerate(differences) if d.suppressed or d.class_ in TELLING)
    return Quiet(tuple(groups), _counts(numbers, groups), numbers, starts, ends, own)


def _of_columns(columns: Columns, telling: Sequence[Difference], texts: Sources) -> Quiet:
    """The same of differences that stand in columns, sort by sort."""
    known: dict[tuple[str, str, str, str], int] = {}
    groups: list[Group] = []
    of_sort: list[int] = []
    (starts_a, starts_b), (ends_a, ends_b) = columns.starts, columns.ends
    for sort in columns.sorts:
        if sort.class_ in TELLING:
            of_sort.append(TELLS)
            continue
        at = sort.first
        before = sort.class_ == "gloss"
        a = texts.a[max(0, starts_a[at] - before) : ends_a[at]]
        b = texts.b[max(0, starts_b[at] - before) : ends_b[at]]
        reason = say_often(sort.rule)
        key = (sort.kind, a, b, reason)
        number = known.setdefault(key, len(groups))
        if number == len(groups):
            groups.append(Group(sort.class_, sort.kind, a, b, reason, sort.rule, at))
        of_sort.append(number)
    numbers = [*map(of_sort.__getitem__, columns.numbers)]
    own = zip((at for at, number in enumerate(numbers) if number == TELLS), telling, strict=True)
    return Quiet(tuple(groups), _counts(numbers, groups), numbers, columns.starts, columns.ends, tuple(own))


def _counts(numbers: Sequence[int], groups: Sequence[Group]) -> tuple[int, ...]:
    times = Counter(numbers)
    return tuple(times[number] for number in range(len(groups)))


def _in_words(class_: str, a: tuple[int, int], b: tuple[int, int], texts: Sources) -> tuple[str, str]:
    """Both readings, a gloss with the character it stands after, so that it can be read."""
    before = 1 if class_ == "gloss" else 0
    return texts.a[max(0, a[0] - before) : a[1]], texts.b[max(0, b[0] - before) : b[1]]
