# SPDX-License-Identifier: Apache-2.0
"""A copy as a row of tokens: what stood before a kept character, that character, and so on to the end.

Token `2k` is the gap before the kept character `k` (white space, glosses, hidden characters; often
empty), token `2k + 1` the character itself, the last token what follows the last character. Joined,
the tokens are the source, so that whatever is done with them nothing of a copy is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from policydiff.canonical.text import Canonical
from policydiff.pipeline import Prepared


@dataclass(frozen=True, slots=True)
class Tokens:
    """One copy's tokens: `text[t]` and where it starts in the source (`starts` has one entry more: the end)."""

    copy: Prepared
    text: Sequence[str]
    starts: Sequence[int]

    @property
    def canonical(self) -> Canonical:
        """The layered text that the tokens were cut from."""
        return self.copy.canonical

    @property
    def kept(self) -> int:
        """Number of kept characters."""
        return len(self.copy.canonical.text)


def tokens(copy: Prepared) -> Tokens:
    """Cut a copy's source at its kept characters."""
    canonical = copy.canonical
    source, offsets = canonical.source, canonical.offsets
    places: list[int] = []
    for first, at, stop in zip(offsets.kept, offsets.source, (*offsets.kept[1:], offsets.kept_length), strict=True):
        places += range(at, at + stop - first)
    count = len(places)
    starts = [0] * (2 * count + 2)
    starts[1 : 2 * count : 2] = places
    starts[2 : 2 * count + 1 : 2] = [at + 1 for at in places]
    starts[-1] = len(source)
    texts = [""] * (2 * count + 1)
    texts[1::2] = [source[at] for at in places]
    for first in offsets.kept:
        texts[2 * first] = source[starts[2 * first] : starts[2 * first + 1]]
    texts[-1] = source[starts[-2] :]
    return Tokens(copy, texts, starts)
