# SPDX-License-Identifier: Apache-2.0
"""All differences of a comparison as columns, those of script that are only counted among them, for a page
(`policydiff.late`)."""

from array import array
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from policydiff.canonical.offsets import OffsetMap
from policydiff.diff.alike import Alike
from policydiff.diff.differ import Differed
from policydiff.diff.mirror import mirrored_verdict
from policydiff.diff.raw import Verdict
from policydiff.diff.raws import Raws
from policydiff.late import Columns, Sort
from policydiff.script.codes import firsts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]


class Spread(Struct, frozen=True):
    """Differences as columns: `a0`, `a1`, `b0`, `b1` and the unit of each, and the number of its sort, which equal ones
    share; the verdict of each sort."""

    spans: "tuple[Numbers, Numbers, Numbers, Numbers, Numbers]"
    numbers: "Numbers"
    verdicts: tuple[Verdict, ...]

    def mirrored(self, ranks: Sequence[int]) -> "Spread":
        """The same of (b, a); `ranks` say where each unit stands there."""
        import numpy as np

        a0, a1, b0, b1, unit = self.spans
        units = np.array(ranks, dtype=np.int64)[unit]
        return Spread((b0, b1, a0, a1, units), self.numbers, tuple(map(mirrored_verdict, self.verdicts)))

    def in_order(self) -> "Spread":
        """The same by unit, then by place."""
        import numpy as np

        a0, a1, b0, b1, unit = self.spans
        order = np.lexsort((b1, a1, b0, a0, unit))
        spans = a0[order], a1[order], b0[order], b1[order], unit[order]
        return Spread(spans, self.numbers[order], self.verdicts)

    def raws(self) -> Raws:
        """As differences."""
        return Raws.of([*map(_column, self.spans)], [*map(self.verdicts.__getitem__, self.numbers.tolist())])

    def columns(self) -> Columns:
        """As a page needs them: sorts by their first difference."""
        import numpy as np

        begun = firsts(self.numbers, len(self.verdicts))
        by_first = begun.argsort(kind="stable")
        renumbered = np.empty(len(by_first), dtype=np.int64)
        renumbered[by_first] = np.arange(len(by_first))
        sorts = []
        for number, first in zip(by_first.tolist(), begun[by_first].tolist(), strict=True):
            told = self.verdicts[number]
            sorts.append(Sort(told.class_, told.kind, told.reason, first))
        a0, a1, b0, b1, _ = map(_column, self.spans)
        return Columns((a0, b0), (a1, b1), _column(renumbered[self.numbers]), tuple(sorts))


def _column(numbers: "Numbers") -> "array[int]":
    import numpy as np

    return array("i", numbers.astype(np.int32).tobytes())


def spread(made: Differed, raws: Raws, equal: Alike, a: OffsetMap, b: OffsetMap) -> Spread:
    """The differences that were listed, of which `equal` says which are equal, with those that were only counted."""
    import numpy as np

    listed = [np.asarray(column, dtype=np.int64) for column in raws.columns]
    at = np.fromiter(chain.from_iterable(several.places for several in made.counted), dtype=np.int64)
    runs = np.array(made.equal, dtype=np.int64).reshape(-1, 4)
    before = np.concatenate((np.zeros(1, dtype=np.int64), runs[:, 2].cumsum()))
    run = before.searchsorted(at, side="right") - 1
    into = at - before[run]
    starts_a, starts_b = _to_source(a, runs[run, 0] + into), _to_source(b, runs[run, 1] + into)
    counted = starts_a, starts_a + 1, starts_b, starts_b + 1, runs[run, 3]
    a0, a1, b0, b1, unit = (np.concatenate(both) for both in zip(listed, counted, strict=True))
    sorts = len(equal.sorts) + np.arange(len(made.counted))
    numbers = sorts.repeat([len(several.places) for several in made.counted]) if made.counted else sorts
    verdicts = *(verdict for verdict, _, _ in equal.sorts), *(several.verdict for several in made.counted)
    return Spread((a0, a1, b0, b1, unit), np.concatenate((np.asarray(equal.numbers, np.int64), numbers)), verdicts)


def _to_source(offsets: OffsetMap, at: "Numbers") -> "Numbers":
    """Where kept characters stand in the source."""
    import numpy as np

    kept, source = np.asarray(offsets.kept, dtype=np.int64), np.asarray(offsets.source, dtype=np.int64)
    stretch = kept.searchsorted(at, side="right") - 1
    found: Numbers = at + (source - kept)[stretch]
    return found
