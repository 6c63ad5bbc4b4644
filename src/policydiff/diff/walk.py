# SPDX-License-Identifier: Apache-2.0
"""Projects regions of canonical text back to the sources, and accounts for every code point.

The walk goes along both canonical texts at once. Between two kept characters stands a gap
(what the layers took out); each gap of either copy is used up exactly once: compared with
the gap it answers to, or taken in by the difference beside it. So every code point of both
sources lies in an equal run or in exactly one difference.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import compress, groupby
from typing import NamedTuple

from policydiff.canonical.text import Canonical
from policydiff.diff.gaps import Token, compare_gaps
from policydiff.diff.lane import Lane, Span, without_glosses
from policydiff.diff.places import Counted, Places, Run
from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.raws import Raws
from policydiff.diff.region import Cell
from policydiff.diff.segments import Placed, Segment, placed, runs

MERGED = verdict("structure", "merged")
SPLIT = verdict("structure", "split")

Gap = tuple[int, int] | None


class Boundary(NamedTuple):
    """A place between two segments: the kept offsets of both copies there, and what stands before and after it."""

    kept: tuple[int, int]
    before: Placed | None
    after: Placed | None
    opens: bool = False
    """A unit with a label begins behind it, with nothing but lines of one copy's page between."""

    @property
    def unit(self) -> int:
        """The unit that a difference at this place belongs to."""
        beside = self.after or self.before
        return beside.segment.unit if beside else 0

    def span_before(self, side: int) -> Span | None:
        """The source span of the region before it on one side (0 is A, 1 is B); None where an equal run ends here."""
        return self.before.spans[side] if self.before and self.before.spans else None

    def span_after(self, side: int) -> Span | None:
        """The source span of the region after it on one side; None where an equal run begins here."""
        return self.after.spans[side] if self.after and self.after.spans else None

    @property
    def region_after(self) -> Segment | None:
        """The region that follows, if one does."""
        return self.after.segment if self.after and self.after.spans else None


class Walk:
    """One pass over the cells of a comparison; `raws()` gives all differences by source offsets."""

    def __init__(
        self, a: Canonical, b: Canonical, places: Places, breaks_lost: Callable[[], tuple[bool, bool]]
    ) -> None:
        self.lanes = (Lane(a), Lane(b))
        self.places = places
        self._breaks_lost = breaks_lost
        self.out = Raws()
        self.equal: list[Run] = []
        """The runs whose canonical texts are equal."""
        self.hides = any(lane.gaps.hides for lane in self.lanes)

    @cached_property
    def breaks_lost(self) -> tuple[bool, bool]:
        """Of each copy: is the loss of breaks before units its layout? Asked for where one shows."""
        return self._breaks_lost()

    def raws(self, cells: Sequence[Cell], counted: list[Counted] | None = None) -> Raws:
        """All differences of the comparison, in source offsets; those of script are counted in `counted` where it is
        given, and not listed."""
        for run in runs(cells):
            self._run(run)
        self.out += self.places.judge(self.equal, counted)
        return self.out

    def _run(self, run: list[Cell]) -> None:
        row = placed(run, *self.lanes)
        has = any(cell.a for cell in run), any(cell.b for cell in run)
        before: Placed | None = None
        for n, here in enumerate(row):
            segment = here.segment
            between_runs = here.spans is None and (before is None or before.spans is None) and all(has)
            if not (between_runs and self._passes(segment.a0, segment.b0)):
                self._boundary(Boundary((segment.a0, segment.b0), before, here, _opens(row, n)), has)
            if here.spans is None:
                self._equal(segment)
            before = here
        last = row[-1].segment
        ends = (
            has[0] and last.a1 == len(self.lanes[0].canonical.text),
            has[1] and last.b1 == len(self.lanes[1].canonical.text),
        )
        self._boundary(Boundary((last.a1, last.b1), row[-1], None), ends)
        self._tell_regions(row)

    def _tell_regions(self, row: Sequence[Placed]) -> None:
        """The regions as differences; an empty side never stands before the end of the region that was before it."""
        end_of = [0, 0]
        for segment, spans in ((here.segment, here.spans) for here in row):
            if segment.region is None or spans is None:
                continue
            for side, span in enumerate(spans):
                if span.empty and span.end < end_of[side]:
                    span.put(end_of[side])
                end_of[side] = span.end
            a, b = spans
            self.out.add(a.start, a.end, b.start, b.end, segment.unit, segment.region.verdict)

    def _passes(self, i: int, j: int) -> bool:
        """The common case, quickly: both copies have the same gap between two equal runs, and nothing differs."""
        a, b = self.lanes
        if i in a.used or j in b.used or not self._same(a.gap(i), b.gap(j)):
            return False
        a.used.add(i)
        b.used.add(j)
        return True

    def _boundary(self, at: Boundary, is_open: tuple[bool, bool]) -> None:
        """Tell the gaps at a boundary of those sides that are open there, or let a difference take them in."""
        free = [side for side in (0, 1) if is_open[side] and self.lanes[side].is_free(at.kept[side])]
        following = at.region_after
        if len(free) == 2:
            lacking = following.lacking() if following is not None else None
            if following is not None and lacking is not None and self._pairs_behind(at, following, lacking):
                self._take_ahead(at, 1 - lacking)
            else:
                self._pair(at)
        elif free and not (following is not None and _is_empty(following, free[0])):
            self._take_in(at, free[0])

    def _pairs_behind(self, at: Boundary, following: Segment, lacking: int) -> bool:
        """Does the gap of the side that lacks something answer to that behind the insertion, not that before it?"""
        other = 1 - lacking
        behind = following.b1 if other else following.a1
        here, near, far = (
            self.lanes[lacking].text(at.kept[lacking]),
            self.lanes[other].text(at.kept[other]),
            self.lanes[other].text(behind),
        )
        return _answers_behind(here, near, far) and self.lanes[other].is_free(behind)

    def _take_ahead(self, at: Boundary, side: int) -> None:
        """The region that follows takes in the gap before it."""
        gap, span = self.lanes[side].use(at.kept[side]), at.span_after(side)
        if gap and span:
            span.start = gap[0]

    def _take_in(self, at: Boundary, side: int) -> None:
        """A gap that answers to nothing goes into the difference beside it, or stands for itself."""
        lane, other = self.lanes[side], self.lanes[1 - side]
        gap = lane.use(at.kept[side])
        if gap is None:
            return
        before, after = at.span_before(side), at.span_after(side)
        if before is not None:
            before.take_behind(*gap)
        elif after is not None:
            after.take_ahead(*gap)
        else:
            here, there = (
                (lane.gaps.tokens(*gap), gap[0]),
                (list[Token](), other.canonical.offsets.end_to_source(at.kept[1 - side])),
            )
            (tokens_a, a0), (tokens_b, b0) = (here, there) if side == 0 else (there, here)
            self._told(at.unit, compare_gaps(tokens_a, tokens_b, a0, b0))

    def _pair(self, at: Boundary) -> None:
        """Compare the gaps of both sides with each other."""
        gaps = self.lanes[0].use(at.kept[0]), self.lanes[1].use(at.kept[1])
        if gaps == (None, None):
            return
        if not self._same(*gaps):
            self._compare(at, *gaps)
        for side, gap in enumerate(gaps):  # an empty side of the region that follows stands after the gap
            span = at.span_after(side)
            if gap and span is not None and span.empty:
                span.put(gap[1])

    def _kept_gap(self, at: Boundary) -> bool:
        """Whether both copies have a gap there that the canonical texts keep as a space, as between two digits."""
        return all(lane.canonical.text[kept - 1] == " " for lane, kept in zip(self.lanes, at.kept, strict=True))

    def _compare(self, at: Boundary, gap_a: Gap, gap_b: Gap) -> None:
        """The differences of two gaps that answer to each other; glosses right behind a difference belong to it."""
        (tokens_a, a0), (tokens_b, b0) = (
            self.lanes[0].opened(at.kept[0], gap_a),
            self.lanes[1].opened(at.kept[1], gap_b),
        )
        if at.before is not None and at.before.spans is not None:
            tokens_a, a0 = without_glosses(tokens_a, a0, at.before.spans[0])
            tokens_b, b0 = without_glosses(tokens_b, b0, at.before.spans[1])
        opens = at.opens and all(at.kept)
        lacking = _has_white(tokens_a)  # side 1 lacks what A has
        counts = opens and lacking != _has_white(tokens_b) and not self.breaks_lost[lacking] and not self._kept_gap(at)
        for x0, x1, y0, y1, found in compare_gaps(tokens_a, tokens_b, a0, b0):
            self.out.add(x0, x1, y0, y1, at.unit, _break_verdict(found, x0, x1, y0, y1) if counts else found)

    def _same(self, gap_a: Gap, gap_b: Gap) -> bool:
        if gap_a is None or gap_b is None or self.hides:
            return False
        a, b = self.lanes[0].canonical.source, self.lanes[1].canonical.source
        return a[gap_a[0] : gap_a[1]] == b[gap_b[0] : gap_b[1]]

    def _equal(self, segment: Segment) -> None:
        """The differences inside a run whose canonical texts are equal: characters, then gaps."""
        a0, b0, length = segment.a0, segment.b0, segment.a1 - segment.a0
        if length:
            self.equal.append(Run(a0, b0, length, segment.unit))
        gaps_a, gaps_b = self.lanes[0].gaps, self.lanes[1].gaps
        inside_a, inside_b = gaps_a.within(a0, a0 + length), gaps_b.within(b0, b0 + length)
        if inside_a and inside_b:
            shift = b0 - a0
            own, others = (gaps.order[row.start : row.stop] for gaps, row in ((gaps_a, inside_a), (gaps_b, inside_b)))
            for k, _ in groupby(sorted([*own, *[k - shift for k in others]])):
                self._inside(k, k + shift, segment.unit)
        elif inside_a or inside_b:
            self._one_sided(segment, 0 if inside_a else 1, inside_a or inside_b)

    def _one_sided(self, segment: Segment, side: int, inside: range) -> None:
        """The common case, quickly: only one copy has gaps here, so the other runs straight through."""
        gaps, unit, in_a = self.lanes[side].gaps, segment.unit, side == 0
        along = segment.b0 - segment.a0 if in_a else segment.a0 - segment.b0
        there = segment.b0 if in_a else segment.a0
        shift = self.lanes[1 - side].canonical.offsets.to_source(there) - there + along
        own = slice(inside.start, inside.stop)
        order, starts, ends, verdicts = gaps.order[own], gaps.starts[own], gaps.ends[own], gaps.verdicts[own]
        if None in verdicts:
            alone = [found is not None for found in verdicts]
            for kept, one_run in zip(order, alone, strict=True):
                if not one_run:
                    self._inside(*((kept, kept + along) if in_a else (kept + along, kept)), unit)
            order, starts, ends = (array("i", compress(row, alone)) for row in (order, starts, ends))
            verdicts = list(compress(verdicts, alone))
        straight = array("i", [kept + shift for kept in order])
        spans = (starts, ends, straight, straight) if in_a else (straight, straight, starts, ends)
        self.out.add_all(spans, unit, verdicts)  # type: ignore[arg-type] # none is left without

    def _inside(self, i: int, j: int, unit: int) -> None:
        """The gap before the kept character `i` of A against the gap before `j` of B."""
        gap_a, gap_b = self.lanes[0].gap(i), self.lanes[1].gap(j)
        if self._same(gap_a, gap_b):
            return
        (tokens_a, a0), (tokens_b, b0) = self.lanes[0].opened(i, gap_a), self.lanes[1].opened(j, gap_b)
        self._told(unit, compare_gaps(tokens_a, tokens_b, a0, b0))

    def _told(self, unit: int, found: Iterable[tuple[int, int, int, int, Verdict]]) -> None:
        for a0, a1, b0, b1, told in found:
            self.out.add(a0, a1, b0, b1, unit, told)


def _opens(row: Sequence[Placed], at: int) -> bool:
    """Does a unit with a label begin with this segment, or behind the lines of one copy's page that begin with it?"""
    while not row[at].segment.opens:
        segment = row[at].segment
        if segment.region is None or segment.region.verdict.class_ != "page" or segment.lacking() is None:
            return False
        at += 1
        if at == len(row):
            return False
    return True


def _is_empty(segment: Segment, side: int) -> bool:
    return segment.a0 == segment.a1 if side == 0 else segment.b0 == segment.b1


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
