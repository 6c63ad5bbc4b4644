# SPDX-License-Identifier: Apache-2.0
"""The differences of a comparison as columns for a page (`policydiff.late`)."""

from array import array
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from policydiff.canonical.offsets import OffsetMap
from policydiff.diff.alike import Alike
from policydiff.diff.differ import Differed
from policydiff.diff.raws import Raws
from policydiff.late import Columns, Sort

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]


class Numbered(Struct, frozen=True):
    """All differences of a comparison, those of script that were only counted among them: the number of the sort of
    each. What was counted has sorts of its own."""

    raws: Raws
    numbers: "Numbers"


def columns(raws: Raws, numbers: "Numbers") -> Columns:
    """Differences in their order as a page needs them; equal `numbers` say which are equal."""
    import numpy as np

    _, firsts, sort_of = np.unique(numbers, return_index=True, return_inverse=True)
    by_first = firsts.argsort(kind="stable")
    renumbered = np.empty(len(by_first), dtype=np.int32)
    renumbered[by_first] = np.arange(len(by_first))
    told = [(raws.verdicts[first], first) for first in firsts[by_first].tolist()]
    sorts = tuple(Sort(verdict.class_, verdict.kind, verdict.reason, first) for verdict, first in told)
    found = array("i", renumbered[sort_of].tobytes())
    return Columns((raws.a0, raws.b0), (raws.a1, raws.b1), found, sorts)


def numbered(made: Differed, equal: Alike, a: OffsetMap, b: OffsetMap) -> Numbered:
    """The differences with those that were only counted; `equal` says which of those that were listed are equal."""
    import numpy as np

    listed = np.asarray(equal.numbers, dtype=np.int64)
    if not made.counted:
        return Numbered(made.raws, listed)
    at = np.fromiter(chain.from_iterable(several.places for several in made.counted), dtype=np.int64)
    times = [len(several.places) for several in made.counted]
    runs = np.array(made.equal, dtype=np.int64).reshape(-1, 4)
    before = np.concatenate(([0], runs[:, 2].cumsum()))
    run = before.searchsorted(at, side="right") - 1
    into = at - before[run]
    starts_a, starts_b = _to_source(a, runs[run, 0] + into), _to_source(b, runs[run, 1] + into)
    raws = Raws()
    raws += made.raws
    spans = (starts_a, starts_a + 1, starts_b, starts_b + 1, runs[run, 3])
    for own, more in zip(raws.columns, spans, strict=True):
        own.frombytes(more.astype(np.int32).tobytes())
    for several, count in zip(made.counted, times, strict=True):
        raws.verdicts += [several.verdict] * count
    own_sorts = len(equal.sorts) + np.arange(len(times)).repeat(times)
    return Numbered(raws, np.concatenate((listed, own_sorts)))


def _to_source(offsets: OffsetMap, at: "Numbers") -> "Numbers":
    """Where kept characters stand in the source."""
    import numpy as np

    kept, source = np.asarray(offsets.kept, dtype=np.int64), np.asarray(offsets.source, dtype=np.int64)
    stretch = kept.searchsorted(at, side="right") - 1
    found: Numbers = at + (source - kept)[stretch]
    return found
