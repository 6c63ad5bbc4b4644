# SPDX-License-Identifier: Apache-2.0
"""A copy as a row of tokens: what stood before a kept character, that character, and so on to the end.

Token `2k` is the gap before the kept character `k` (white space, glosses, hidden characters; often
empty), token `2k + 1` the character itself, the last token what follows the last character. Joined,
the tokens are the source, so that whatever is done with them nothing of a copy is lost.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policydiff.canonical.text import Canonical
from policydiff.pipeline import Prepared
from policydiff.script.codes import codes

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """One copy's tokens: where each starts in the source (`starts` has one entry more: the end).

    `marks` are their texts as numbers, equal where the texts are equal, in all copies of one collation; 0 is the empty
    gap."""

    copy: Prepared
    starts: Numbers
    marks: Numbers

    @property
    def canonical(self) -> Canonical:
        """The layered text that the tokens were cut from."""
        return self.copy.canonical

    @property
    def kept(self) -> int:
        """Number of kept characters."""
        return len(self.copy.canonical.text)

    def __len__(self) -> int:
        return len(self.marks)

    def text(self, first: int, end: int) -> str:
        """The tokens from `first` to `end` as they stand in the source."""
        return self.canonical.source[self.starts[first] : self.starts[end]]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """The source code points of the tokens from `first` to `end`."""
        return int(self.starts[first]), int(self.starts[end])


def tokens(copy: Prepared, gaps: dict[str, int]) -> Tokens:
    """Cut a copy's source at its kept characters; `gaps` numbers texts of gaps, for all copies of a collation."""
    canonical = copy.canonical
    source, offsets = canonical.source, canonical.offsets
    count = len(canonical.text)
    kept = np.array(offsets.kept, dtype=np.int64)
    places = np.arange(count) + np.repeat(np.array(offsets.source, dtype=np.int64) - kept, np.diff(kept, append=count))
    starts = np.zeros(2 * count + 2, dtype=np.int64)
    starts[1 : 2 * count : 2] = places
    starts[2 : 2 * count + 1 : 2] = places + 1
    starts[-1] = len(source)
    marks = np.zeros(2 * count + 1, dtype=np.int64)
    marks[1::2] = codes(canonical.bare)
    gaps_at = 2 * np.append(kept, count)
    for k, start, end in zip(
        (*offsets.kept, count), starts[gaps_at].tolist(), starts[gaps_at + 1].tolist(), strict=True
    ):
        gap = source[start:end]
        if gap:
            marks[2 * k] = gaps.setdefault(gap, -1 - len(gaps))
    return Tokens(copy, starts, marks)
