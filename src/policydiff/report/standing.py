# SPDX-License-Identifier: Apache-2.0
"""Where in a copy something stands, as a person counts it: page, paragraph, sentence.

Paragraphs are those that a reader sees: a line that only wraps begins none, nor does what belongs to the page and not
to the notice. Where the pages are known they are counted on their page, else from the top. Sentences end with 。！？.
"""

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from policydiff.canonical.layout import wrap_width
from policydiff.model import Comparison, Side

_END = re.compile(r"[。！？!?]+[”’」』）)》】]*")
_FURNITURE = frozenset({"running_head", "page_number"})
_SLACK = 3
"""Characters that a full line may lack, since a mark goes with its word."""
Span = tuple[int, int]


class Stand(NamedTuple):
    """A place by page (0 where pages are not known), paragraph (0 outside the notice) and sentence."""

    page: int
    paragraph: int
    sentence: int


class Standing:
    """One copy of a comparison, asked where its places stand."""

    def __init__(self, comparison: Comparison, side: Side, text: str) -> None:
        facts = comparison.a if side == "a" else comparison.b
        self._text, self._pages = text, facts.pages
        refs = [(pair.kind, ref) for pair in comparison.units for ref in (pair.a if side == "a" else pair.b)]
        self._units = {ref.start for _, ref in refs}
        self._aside = sorted((ref.start, ref.end) for kind, ref in refs if kind == "page")
        self._aside += sorted((event.start, event.end) for event in facts.events if event.kind in _FURNITURE)
        self._aside.sort()
        self._wraps = {event.start for event in facts.events if event.kind == "line_wrap"}

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The spans of the paragraphs, those outside the notice left out."""
        lines = [(start, end) for start, end in self._lines() if not self._is_aside(start, end)]
        width = float("inf") if self._wraps else wrap_width(Counter(end - start for start, end in lines))
        found: list[Span] = []
        line = 0
        for start, end in lines:
            last = found[-1] if found else None
            if last is not None and self._goes_on(last[1], start, line, width):
                found[-1] = (last[0], end)
            else:
                found.append((start, end))
            line = end - start
        return found

    def _lines(self) -> list[Span]:
        """The lines that have text, without white space at their ends."""
        found, at = [], 0
        for line in re.split("[\n\f\v\x85\u2028\u2029]", self._text):
            body = line.strip()
            if body:
                start = at + len(line) - len(line.lstrip())
                found.append((start, start + len(body)))
            at += len(line) + 1
        return found

    def _goes_on(self, end: int, start: int, length: int, width: float) -> bool:
        """Whether a line goes on with the paragraph of the line before it."""
        between = self._text[end:start]
        if self._wraps:
            return any(at in self._wraps for at in range(end, start))
        if between.count("\n") != 1 or start in self._units or between.partition("\n")[2]:
            return False
        return length >= width - _SLACK

    def _is_aside(self, start: int, end: int) -> bool:
        at = bisect_right(self._aside, (start, len(self._text) + 1)) - 1
        return at >= 0 and self._aside[at][1] >= end

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences end, of the whole copy: no end goes over a line, so none goes over a paragraph or a page."""
        return [match.end() for match in _END.finditer(self._text)]

    def _ends_in(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the sentence ends behind `start`, up to `end`."""
        return bisect_right(self._ends, start), bisect_right(self._ends, end)

    def paragraph_of(self, at: int) -> Span:
        """The span of the paragraph at an offset; of the line, outside the notice."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at <= self.paragraphs[index][1]:
            return self.paragraphs[index]
        first = self._text.rfind("\n", 0, at) + 1
        last = self._text.find("\n", at)
        return first, len(self._text) if last < 0 else last

    def sentence_of(self, at: int) -> Span:
        """The span of the sentence at an offset."""
        first, last = self.paragraph_of(at)
        of_paragraph, behind = self._ends_in(first, last)
        before = min(max(bisect_right(self._ends, at), of_paragraph), behind)
        start = self._ends[before - 1] if before > of_paragraph else first
        return start, self._ends[before] if before < behind else last

    def stand(self, at: int) -> Stand:
        """Where an offset stands. What stands at the end of a paragraph is of its last sentence."""
        page = bisect_right(self._pages, at)
        top = self._pages[page - 1] if page else 0
        index = bisect_right(self._starts, at) - 1
        if index < 0 or at > self.paragraphs[index][1]:
            return Stand(page, 0, 0)
        # the paragraph that goes on from the page before is the first of its page
        first = max(0, bisect_right(self._starts, top) - 1)
        if self.paragraphs[first][1] <= top:
            first += 1
        start, end = max(self._starts[index], top), self.paragraphs[index][1]
        of_paragraph, behind = self._ends_in(start, end)
        ended = behind - of_paragraph
        sentence = min(max(bisect_right(self._ends, at) - of_paragraph, 0), ended) + 1
        if ended and sentence > ended and self._ends[behind - 1] == end:
            sentence = ended
        return Stand(page, index - first + 1, sentence)
