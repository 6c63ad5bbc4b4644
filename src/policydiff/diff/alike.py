# SPDX-License-Identifier: Apache-2.0
"""Which differences are equal: one verdict on the same readings."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from policydiff.diff.places import Counted
from policydiff.diff.raw import Verdict
from policydiff.diff.raws import Raws
from policydiff.model import CLASSES, TELLING, DifferenceGroup
from policydiff.reasons import say_often

_SOME = 10_000
"""Differences that are looked at in one go, since their readings are objects."""


class Alike(Struct, frozen=True):
    """Differences by number of their sort, and of each sort the verdict and both readings; of a gloss with the
    character that it is a reading of."""

    numbers: Sequence[int]
    sorts: tuple[tuple[Verdict, str, str], ...]


def alike(raws: Raws, a: str, b: str) -> Alike:
    """The sorts of differences, in the order of the first of each."""
    verdicts = raws.by_number()
    glosses = {number for number, verdict in verdicts.items() if verdict.class_ == "gloss"}
    known: dict[tuple[int, str, str], int] = {}
    numbers = array("i")
    for start in range(0, len(raws), _SOME):
        some = raws[start : start + _SOME]
        ids = [*map(id, some.verdicts)]
        starts_a: Iterable[int] = some.a0
        starts_b: Iterable[int] = some.b0
        if glosses:
            starts_a = [at - (number in glosses and at > 0) for number, at in zip(ids, some.a0, strict=True)]
            starts_b = [at - (number in glosses and at > 0) for number, at in zip(ids, some.b0, strict=True)]
        readings_a = [a[start:end] for start, end in zip(starts_a, some.a1, strict=True)]
        readings_b = [b[start:end] for start, end in zip(starts_b, some.b1, strict=True)]
        numbers.extend([known.setdefault(key, len(known)) for key in zip(ids, readings_a, readings_b, strict=True)])
    return Alike(numbers, tuple((verdicts[number], x, y) for number, x, y in known))


def groups(
    found: Alike, counted: Iterable[Counted] = (), *, lookalikes: bool = False, turned: bool = False
) -> tuple[DifferenceGroup, ...]:
    """Differences that do not tell, equal ones counted: the most frequent first; `counted` are more of them.

    With `lookalikes` also the substantive ones that only change a character for a look-alike,
    so that what recognition takes for what shows as a pattern. `turned` tells them of (b, a): what says
    nothing of a side is mirrored by its readings alone.
    """
    times = Counter(found.numbers)
    sorts = [
        (*sort, times[number])
        for number, sort in enumerate(found.sorts)
        if sort[0].class_ not in TELLING or (lookalikes and sort[0].hint == "look-alike")
    ]
    sorts += [(several.verdict, several.x, several.y, len(several.places)) for several in counted]
    verdicts = {id(verdict): verdict for verdict, *_ in sorts}
    words = {number: say_often(verdict.reason) for number, verdict in verdicts.items()}
    totals: dict[tuple[str, str, str, str, str], int] = {}
    for verdict, x, y, count in sorts:
        key = (verdict.class_, verdict.kind, *((y, x) if turned else (x, y)), words[id(verdict)])
        totals[key] = totals.get(key, 0) + count
    order: dict[str, int] = {name: n for n, name in enumerate(CLASSES)}
    ranked = sorted(totals.items(), key=lambda item: (order[item[0][0]], -item[1], item[0]))
    rules = {words[number]: verdict.reason for number, verdict in verdicts.items()}
    return tuple(
        DifferenceGroup(class_, kind, x, y, count, reason, rules[reason])  # type: ignore[arg-type]
        for (class_, kind, x, y, reason), count in ranked
        if count
    )
