# SPDX-License-Identifier: Apache-2.0
"""Projects regions of canonical text back to the sources, and accounts for every code point.

The walk goes along both canonical texts at once. Between two kept characters stands a gap
(what the layers took out); each gap of either copy is consumed exactly once: compared with
the gap it answers to, or absorbed by the difference beside it. So every code point of both
sources lies in an equal run or in exactly one difference.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import compress, repeat

from msgspec import Struct

from policydiff.canonical.text import Canonical
from policydiff.diff.gaps import GapMap, Token, class_of, compare_gaps
from policydiff.diff.places import Places
from policydiff.diff.raw import Raw, Verdict, verdict
from policydiff.diff.region import Cell, Region

MERGED = verdict("structure", "merged")
SPLIT = verdict("structure", "split")


class _Segment(Struct, frozen=True, gc=False):
    """An equal run (`region` None) or a region, in canonical offsets."""

    a0: int
    a1: int
    b0: int
    b1: int
    unit: int
    region: Region | None
    opens: bool = False


class Walk:
    """One pass over the cells of a comparison; `raws()` gives all differences by source offsets."""

    def __init__(self, a: Canonical, b: Canonical, places: Places, breaks_lost: Callable[[], bool]) -> None:
        self.a, self.b = a, b
        self.gaps_a, self.gaps_b = GapMap(a), GapMap(b)
        self.places = places
        self._breaks_lost = breaks_lost
        self.used_a: set[int] = set()
        self.used_b: set[int] = set()
        self.out: list[Raw] = []
        self.hides = self.gaps_a.hides or self.gaps_b.hides

    @cached_property
    def breaks_lost(self) -> bool:
        """Is the loss of breaks before units one copy's layout? Asked for where one shows."""
        return self._breaks_lost()

    def raws(self, cells: Sequence[Cell]) -> list[Raw]:
        """All differences of the comparison, in source offsets."""
        for run in _runs(cells):
            self._run(run)
        return self.out

    def _run(self, run: list[Cell]) -> None:
        segments = list(_segments(run, _start(run, "a"), _start(run, "b")))
        has_a, has_b = any(c.a for c in run), any(c.b for c in run)
        spans = [self._source_span(s) if s.region else None for s in segments]
        for n, segment in enumerate(segments):
            before = n - 1 if n else None
            between_runs = spans[n] is None and (n == 0 or spans[n - 1] is None) and has_a and has_b
            if not (between_runs and self._passes(segment.a0, segment.b0)):
                self._boundary(segment.a0, segment.b0, segments, before, n, spans, has_a, has_b)
            if segment.region is None:
                self._equal(segment)
        last = segments[-1]
        end_a = has_a and last.a1 == len(self.a.text)
        end_b = has_b and last.b1 == len(self.b.text)
        self._boundary(last.a1, last.b1, segments, len(segments) - 1, None, spans, end_a, end_b)
        end_of = [0, 0]
        for segment, span in zip(segments, spans, strict=True):
            if segment.region is not None and span is not None:
                _in_order(span, end_of)
                self.out.append(Raw(span[0], span[1], span[2], span[3], segment.unit, segment.region.verdict))

    def _source_span(self, segment: _Segment) -> list[int]:
        a0, a1 = self.a.offsets.span_to_source(segment.a0, segment.a1)
        b0, b1 = self.b.offsets.span_to_source(segment.b0, segment.b1)
        return [a0, a1, b0, b1]

    def _passes(self, i: int, j: int) -> bool:
        """The common case, quickly: both copies have the same gap between two equal runs, and nothing differs."""
        here_a, here_b = self.gaps_a.at.get(i), self.gaps_b.at.get(j)
        if i in self.used_a or j in self.used_b or not self._same(here_a, here_b):
            return False
        self.used_a.add(i)
        self.used_b.add(j)
        return True

    def _boundary(
        self,
        i: int,
        j: int,
        segments: list[_Segment],
        before: int | None,
        after: int | None,
        spans: list[list[int] | None],
        open_a: bool,
        open_b: bool,
    ) -> None:
        free_a, free_b = open_a and i not in self.used_a, open_b and j not in self.used_b
        following = segments[after] if after is not None else None
        if free_a and free_b:
            if following is not None and following.region is not None and self._pairs_behind(i, j, following):
                self._absorb_ahead(i, j, following, spans, after)
                return
            self._pair(i, j, segments, before, after, spans)
        elif free_a and not (following is not None and following.region is not None and following.a0 == following.a1):
            self._absorb(i, "a", before, after, spans, j, segments)
        elif free_b and not (following is not None and following.region is not None and following.b0 == following.b1):
            self._absorb(j, "b", before, after, spans, i, segments)

    def _pairs_behind(self, i: int, j: int, following: _Segment) -> bool:
        """Does the gap answer to the one behind a pure insertion or deletion rather than the one before it?"""
        if following.a0 == following.a1:
            here, near, far = self.gaps_a.text(i), self.gaps_b.text(j), self.gaps_b.text(following.b1)
            return _answers_behind(here, near, far) and following.b1 not in self.used_b
        if following.b0 == following.b1:
            here, near, far = self.gaps_b.text(j), self.gaps_a.text(i), self.gaps_a.text(following.a1)
            return _answers_behind(here, near, far) and following.a1 not in self.used_a
        return False

    def _absorb_ahead(self, i: int, j: int, following: _Segment, spans: list[list[int] | None], after: int | None) -> None:
        span = spans[after] if after is not None else None
        if span is None:
            return
        if following.a0 == following.a1:
            self.used_b.add(j)
            if j in self.gaps_b.at:
                span[2] = self.gaps_b.at[j][0]
        else:
            self.used_a.add(i)
            if i in self.gaps_a.at:
                span[0] = self.gaps_a.at[i][0]

    def _absorb(self, kept: int, side: str, before: int | None, after: int | None, spans: list[list[int] | None], other: int, segments: list[_Segment]) -> None:
        """A gap that answers to nothing goes into the difference beside it, or stands for itself."""
        used, gaps = (self.used_a, self.gaps_a) if side == "a" else (self.used_b, self.gaps_b)
        used.add(kept)
        place = gaps.at.get(kept)
        if place is None:
            return
        lo = 0 if side == "a" else 2
        span = spans[before] if before is not None else None
        if span is not None:
            span[lo], span[lo + 1] = (min(span[lo], place[0]), place[1]) if span[lo] < span[lo + 1] else (place[0], place[1])
            return
        span = spans[after] if after is not None else None
        if span is not None:
            span[lo], span[lo + 1] = (place[0], max(span[lo + 1], place[1])) if span[lo] < span[lo + 1] else (place[0], place[1])
            return
        unit = segments[after if after is not None else before or 0].unit
        tokens = gaps.tokens(place[0], place[1])
        at = (self.b if side == "a" else self.a).offsets.end_to_source(other)
        found = compare_gaps(tokens, [], place[0], at) if side == "a" else compare_gaps([], tokens, at, place[0])
        self.out += [Raw(*d[:4], unit, d[4]) for d in found]

    def _pair(self, i: int, j: int, segments: list[_Segment], before: int | None, after: int | None, spans: list[list[int] | None]) -> None:
        self.used_a.add(i)
        self.used_b.add(j)
        here_a, here_b = self.gaps_a.at.get(i), self.gaps_b.at.get(j)
        following = segments[after] if after is not None else None
        if here_a is None and here_b is None:
            return
        if self._same(here_a, here_b):
            self._settle_empty(after, spans, here_a, here_b)
            return
        a0, b0 = here_a[0] if here_a else self.a.offsets.end_to_source(i), here_b[0] if here_b else self.b.offsets.end_to_source(j)
        tokens_a = self.gaps_a.tokens(*here_a) if here_a else []
        tokens_b = self.gaps_b.tokens(*here_b) if here_b else []
        span = spans[before] if before is not None else None
        if span is not None:
            tokens_a, tokens_b, a0, b0 = _absorb_glosses(tokens_a, tokens_b, a0, b0, span)
        unit = following.unit if following is not None else segments[before or 0].unit
        opens = following is not None and following.opens and i > 0 and j > 0 and _has_white(tokens_a) != _has_white(tokens_b) and not self.breaks_lost
        for x0, x1, y0, y1, found in compare_gaps(tokens_a, tokens_b, a0, b0):
            told = _break_verdict(found, x0, x1, y0, y1) if opens else found
            self.out.append(Raw(x0, x1, y0, y1, unit, told))
        self._settle_empty(after, spans, here_a, here_b)

    def _same(self, here_a: tuple[int, int] | None, here_b: tuple[int, int] | None) -> bool:
        if here_a is None or here_b is None or self.hides:
            return False
        return self.a.source[here_a[0] : here_a[1]] == self.b.source[here_b[0] : here_b[1]]

    def _settle_empty(self, after: int | None, spans: list[list[int] | None], here_a: tuple[int, int] | None, here_b: tuple[int, int] | None) -> None:
        """An empty side of the region that follows stands after the gap that was just compared."""
        span = spans[after] if after is not None else None
        if span is None:
            return
        if here_a and span[0] == span[1]:
            span[0] = span[1] = here_a[1]
        if here_b and span[2] == span[3]:
            span[2] = span[3] = here_b[1]

    def _equal(self, segment: _Segment) -> None:
        a0, b0, length = segment.a0, segment.b0, segment.a1 - segment.a0
        if length:
            self.out += self.places.judge(a0, b0, length, segment.unit)
        inside_a, inside_b = self.gaps_a.within(a0, a0 + length), self.gaps_b.within(b0, b0 + length)
        if inside_a and inside_b:
            shift = b0 - a0
            order_a, order_b = self.gaps_a.order, self.gaps_b.order
            for k in sorted({*(order_a[n] for n in inside_a), *(order_b[n] - shift for n in inside_b)}):
                self._inside(k, k + shift, segment.unit)
        elif inside_a:
            self._one_sided(segment, self.gaps_a, inside_a, self.b.offsets.to_source(b0) - a0, in_a=True)
        elif inside_b:
            self._one_sided(segment, self.gaps_b, inside_b, self.a.offsets.to_source(a0) - b0, in_a=False)

    def _one_sided(self, segment: _Segment, gaps: GapMap, inside: range, shift: int, *, in_a: bool) -> None:
        """The common case, quickly: only one copy has gaps here, so the other runs straight through, its source `shift` from the kept offsets."""
        unit = segment.unit
        own = slice(inside.start, inside.stop)
        order, starts, ends, verdicts = gaps.order[own], gaps.starts[own], gaps.ends[own], gaps.verdicts[own]
        if None in verdicts:
            alone = [verdict is not None for verdict in verdicts]
            along = segment.b0 - segment.a0
            for kept, one_run in zip(order, alone, strict=True):
                if not one_run:
                    self._inside(kept if in_a else kept - along, kept + along if in_a else kept, unit)
            order, starts, ends = (list(compress(row, alone)) for row in (order, starts, ends))
            verdicts = list(compress(verdicts, alone))
        straight = [kept + shift for kept in order]
        spans = (starts, ends, straight, straight) if in_a else (straight, straight, starts, ends)
        self.out.extend(map(Raw, *spans, repeat(unit), verdicts))

    def _inside(self, i: int, j: int, unit: int) -> None:
        """The gap before the kept character `i` of A against the gap before `j` of B."""
        here_a, here_b = self.gaps_a.at.get(i), self.gaps_b.at.get(j)
        if self._same(here_a, here_b):
            return
        a0 = here_a[0] if here_a else self.a.offsets.end_to_source(i)
        b0 = here_b[0] if here_b else self.b.offsets.end_to_source(j)
        tokens_a = self.gaps_a.tokens(*here_a) if here_a else []
        tokens_b = self.gaps_b.tokens(*here_b) if here_b else []
        self.out += [Raw(*d[:4], unit, d[4]) for d in compare_gaps(tokens_a, tokens_b, a0, b0)]


def _has_white(tokens: list[Token]) -> bool:
    return any(token.kind in ("line_break", "whitespace") for token in tokens)


def _break_verdict(told: Verdict, a0: int, a1: int, b0: int, b1: int) -> Verdict:
    """The verdict on a break before a label that one copy has and the other has not at all."""
    if told.kind not in ("line_break", "whitespace"):
        return told
    if a0 < a1 and b0 == b1:
        return MERGED
    return SPLIT if a0 == a1 and b0 < b1 else told


def _answers_behind(here: str, near: str, far: str) -> bool:
    """Equal gaps answer to each other, and a line break to a line break."""
    if here == far:
        return here != near
    return "\n" in here and "\n" in far and "\n" not in near


def _in_order(span: list[int], end_of: list[int]) -> None:
    """An empty place never stands before the end of the region that was before it."""
    for n, lo in enumerate((0, 2)):
        if span[lo] == span[lo + 1] < end_of[n]:
            span[lo] = span[lo + 1] = end_of[n]
        end_of[n] = span[lo + 1]


def _absorb_glosses(a: list[Token], b: list[Token], a0: int, b0: int, span: list[int]) -> tuple[list[Token], list[Token], int, int]:
    """Glosses right behind a difference belong to its last character."""
    while a and class_of(a[0].kind) == "gloss" and span[1] == a[0].start and span[0] < span[1]:
        span[1] = a0 = a[0].end
        a = a[1:]
    while b and class_of(b[0].kind) == "gloss" and span[3] == b[0].start and span[2] < span[3]:
        span[3] = b0 = b[0].end
        b = b[1:]
    return a, b, a0, b0


def _runs(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Cells that follow each other without a jump on either side."""
    run: list[Cell] = []
    end_a: int | None = None
    end_b: int | None = None
    for cell in cells:
        jump = (cell.a and end_a is not None and cell.a[0] != end_a) or (cell.b and end_b is not None and cell.b[0] != end_b)
        if run and jump:
            yield run
            run, end_a, end_b = [], None, None
        run.append(cell)
        end_a = cell.a[1] if cell.a else end_a
        end_b = cell.b[1] if cell.b else end_b
    if run:
        yield run


def _start(run: Sequence[Cell], side: str) -> int:
    for cell in run:
        span = cell.a if side == "a" else cell.b
        if span:
            return span[0]
    return 0


def _segments(run: Sequence[Cell], at_a: int, at_b: int) -> Iterator[_Segment]:
    for cell in run:
        end_a, end_b = cell.a[1] if cell.a else at_a, cell.b[1] if cell.b else at_b
        opens = cell.labelled
        for region in cell.regions:
            if cell.a is None:
                region = region._replace(a0=at_a, a1=at_a)
            if cell.b is None:
                region = region._replace(b0=at_b, b1=at_b)
            if region.a0 > at_a:
                yield _Segment(at_a, region.a0, at_b, region.b0, cell.unit, None, opens)
                opens = False
            yield _Segment(region.a0, region.a1, region.b0, region.b1, cell.unit, region, opens)
            opens = False
            at_a, at_b = region.a1, region.b1
        if end_a > at_a:
            yield _Segment(at_a, end_a, at_b, end_b, cell.unit, None, opens)
        at_a, at_b = end_a, end_b
