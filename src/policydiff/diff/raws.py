# SPDX-License-Identifier: Apache-2.0
"""Differences before they are dressed, as columns: one has no object of its own until it is asked for.

A long text in two scripts has one for each third character; as objects they would take ten times the memory.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
from typing import overload

from policydiff.diff.raw import Raw, Verdict
from policydiff.script.codes import as_array, taken


def _column() -> "array[int]":
    return array("i")


class Raws(Sequence[Raw]):
    """A row of differences in the order in which they are put in."""

    __slots__ = ("_numbers", "_seen", "a0", "a1", "b0", "b1", "unit", "verdicts")

    def __init__(self, some: Iterable[Raw] = ()) -> None:
        self.a0, self.a1, self.b0, self.b1, self.unit = _column(), _column(), _column(), _column(), _column()
        self.verdicts: list[Verdict] = []
        self._numbers: dict[int, Verdict] = {}
        self._seen = 0
        for raw in some:
            self.add(raw.a0, raw.a1, raw.b0, raw.b1, raw.unit, raw.verdict)

    @classmethod
    def of(cls, columns: "Sequence[array[int]]", verdicts: list[Verdict]) -> "Raws":
        """Those whose columns these are: `a0`, `a1`, `b0`, `b1`, `unit`."""
        made = cls()
        made.a0, made.a1, made.b0, made.b1, made.unit = columns
        made.verdicts = verdicts
        return made

    @property
    def columns(self) -> "tuple[array[int], ...]":
        """All but the verdicts."""
        return self.a0, self.a1, self.b0, self.b1, self.unit

    def add(self, a0: int, a1: int, b0: int, b1: int, unit: int, verdict: Verdict) -> None:
        """Put one more in."""
        self.a0.append(a0)
        self.a1.append(a1)
        self.b0.append(b0)
        self.b1.append(b1)
        self.unit.append(unit)
        self.verdicts.append(verdict)

    def add_all(self, columns: Sequence[Iterable[int]], unit: int, verdicts: Iterable[Verdict]) -> None:
        """Put in some of one unit, whose first four columns are given."""
        for own, more in zip(self.columns, columns, strict=False):
            own.extend(more)
        self.unit.extend(array("i", (unit,)) * (len(self.a0) - len(self.unit)))
        self.verdicts.extend(verdicts)

    def __iadd__(self, more: Iterable[Raw]) -> "Raws":
        if isinstance(more, Raws):
            for own, others in zip(self.columns, more.columns, strict=True):
                own.extend(others)
            self.verdicts.extend(more.verdicts)
            return self
        for raw in more:
            self.add(raw.a0, raw.a1, raw.b0, raw.b1, raw.unit, raw.verdict)
        return self

    def __len__(self) -> int:
        return len(self.verdicts)

    def __iter__(self) -> Iterator[Raw]:
        return map(Raw, *self.columns, self.verdicts)

    @overload
    def __getitem__(self, index: int) -> Raw: ...

    @overload
    def __getitem__(self, index: slice) -> "Raws": ...

    def __getitem__(self, index: int | slice) -> "Raw | Raws":
        if isinstance(index, slice):
            return Raws.of([column[index] for column in self.columns], self.verdicts[index])
        return next(iter(self[index : index + 1 or None]))

    def where(self, holds: Callable[[Verdict], bool]) -> "Raws":
        """Those whose verdict is of a kind; asked once for each verdict."""
        known = {number: holds(verdict) for number, verdict in self.by_number().items()}
        kept = [known[number] for number in map(id, self.verdicts)]
        if all(kept):
            return self
        columns = [array("i", compress(column, kept)) for column in self.columns]
        return Raws.of(columns, list(compress(self.verdicts, kept)))

    def by_number(self) -> dict[int, Verdict]:
        """The verdicts, each object once, by its identity; looked at once, since none is ever taken out."""
        if self._seen < len(self.verdicts):
            more = self.verdicts[self._seen :] if self._seen else self.verdicts
            self._numbers.update(zip(map(id, more), more, strict=True))
            self._seen = len(self.verdicts)
        return self._numbers

    def order(self) -> Sequence[int]:
        """The numbers of all, by unit, then by place; most often they stand so already."""
        if as_array(len(self)):
            import numpy as np

            rows = [np.asarray(column) for column in (self.b1, self.a1, self.b0, self.a0, self.unit)]
            ordered = np.ones(len(self) - 1, dtype=np.bool_)
            for row in rows:
                ordered = (row[:-1] < row[1:]) | ((row[:-1] == row[1:]) & ordered)
            if ordered.all():
                return range(len(self))
            return array("I", np.lexsort(rows).astype(np.uint32).tobytes())
        keys = [*zip(self.unit, self.a0, self.b0, self.a1, self.b1, strict=True)]
        return sorted(range(len(keys)), key=keys.__getitem__)

    def at(self, places: Sequence[int]) -> "Raws":
        """Those of these numbers, in their order."""
        if places == range(len(self)):
            return self
        columns = [taken(column, places) for column in self.columns]
        return Raws.of(columns, [*map(self.verdicts.__getitem__, places)])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Raws) and self.columns == other.columns and self.verdicts == other.verdicts

    __hash__ = None  # type: ignore[assignment] # it grows
