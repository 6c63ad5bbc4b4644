# SPDX-License-Identifier: Apache-2.0
"""One copy on the walk: its canonical text, its gaps, and which of them are used up."""

from policydiff.canonical.text import Canonical
from policydiff.diff.gaps import GapMap, Token, class_of


class Span:
    """A stretch of a source that a difference holds; it takes in what stands beside it."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end

    @property
    def empty(self) -> bool:
        """Does this side have nothing here?"""
        return self.start == self.end

    def put(self, place: int) -> None:
        """Let an empty span stand at another place."""
        self.start = self.end = place

    def take_behind(self, start: int, end: int) -> None:
        """Take in what stands behind; an empty span becomes it."""
        self.start, self.end = (start, end) if self.empty else (min(self.start, start), end)

    def take_ahead(self, start: int, end: int) -> None:
        """Take in what stands ahead; an empty span becomes it."""
        self.start, self.end = (start, end) if self.empty else (start, max(self.end, end))


class Lane:
    """One of the two copies that a walk goes along.

    A gap is named by the kept character before which it stands; each is used up exactly once.
    """

    def __init__(self, canonical: Canonical) -> None:
        self.canonical, self.gaps = canonical, GapMap(canonical)
        self.used: set[int] = set()

    def is_free(self, kept: int) -> bool:
        """Is the gap before this kept character still to be told?"""
        return kept not in self.used

    def use(self, kept: int) -> tuple[int, int] | None:
        """The source span of a gap, which is used up now; None where nothing was taken out there."""
        self.used.add(kept)
        return self.gaps.span(kept)

    def gap(self, kept: int) -> tuple[int, int] | None:
        """The source span of a gap; None where nothing was taken out there."""
        return self.gaps.span(kept)

    def text(self, kept: int) -> str:
        """What was taken out before a kept character."""
        return self.gaps.text(kept)

    def opened(self, kept: int, gap: tuple[int, int] | None) -> tuple[list[Token], int]:
        """The runs of a gap, and the source offset at which they begin."""
        return (self.gaps.tokens(*gap), gap[0]) if gap else ([], self.canonical.offsets.end_to_source(kept))

    def source_span(self, start: int, end: int) -> Span:
        """Kept offsets as a span of the source."""
        return Span(*self.canonical.offsets.span_to_source(start, end))


def without_glosses(tokens: list[Token], at: int, span: Span) -> tuple[list[Token], int]:
    """The runs of a gap, and where they begin, without the glosses that the difference before it takes in."""
    while tokens and class_of(tokens[0].kind) == "gloss" and span.end == tokens[0].start and not span.empty:
        span.end = at = tokens[0].end
        tokens = tokens[1:]
    return tokens, at


__all__ = ["Lane", "Span", "without_glosses"]
