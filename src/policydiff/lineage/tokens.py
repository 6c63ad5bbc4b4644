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
    texts: list[str] = []
    starts: list[int] = []
    end = 0
    ends = (*offsets.kept[1:], offsets.kept_length)
    for first, at, stop in zip(offsets.kept, offsets.source, ends, strict=True):
        for start in range(at, at + stop - first):
            texts += (source[end:start], source[start])
            starts += (end, start)
            end = start + 1
    texts.append(source[end:])
    starts += (end, len(source))
    return Tokens(copy, texts, starts)
