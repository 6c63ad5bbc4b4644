# SPDX-License-Identifier: Apache-2.0
"""The cells of a comparison as a row of segments: equal runs and regions, one after the other on both sides."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from policydiff.diff.lane import Lane, Span
from policydiff.diff.region import Cell, Region


class Segment(Struct, frozen=True, gc=False):
    """An equal run (`region` None) or a region, in kept offsets."""

    a0: int
    a1: int
    b0: int
    b1: int
    unit: int
    region: Region | None
    opens: bool = False
    """A unit with a label begins here, so that the break before it counts."""

    def lacking(self) -> int | None:
        """The side that has nothing here: 0 is A, 1 is B; of two, the first."""
        return 0 if self.a0 == self.a1 else 1 if self.b0 == self.b1 else None


class Placed(Struct, frozen=True, gc=False):
    """A segment on its way back to the sources: a region with the source spans of both sides, an equal run without."""

    segment: Segment
    spans: tuple[Span, Span] | None


def placed(run: Sequence[Cell], a: Lane, b: Lane) -> list[Placed]:
    """The segments of cells that follow each other."""
    found = _segments(run, *_start(run))
    return [Placed(s, (a.source_span(s.a0, s.a1), b.source_span(s.b0, s.b1)) if s.region else None) for s in found]


def runs(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Cells that follow each other without a jump on either side."""
    run: list[Cell] = []
    ends: tuple[int | None, int | None] = (None, None)
    for cell in cells:
        spans = (cell.a, cell.b)
        if run and any(span and end is not None and span[0] != end for span, end in zip(spans, ends, strict=True)):
            yield run
            run, ends = [], (None, None)
        run.append(cell)
        ends = (cell.a[1] if cell.a else ends[0], cell.b[1] if cell.b else ends[1])
    if run:
        yield run


def _start(run: Sequence[Cell]) -> tuple[int, int]:
    """Where the cells begin on both sides; a side that has nothing begins at its start."""
    return next((cell.a[0] for cell in run if cell.a), 0), next((cell.b[0] for cell in run if cell.b), 0)


def _segments(run: Sequence[Cell], at_a: int, at_b: int) -> Iterator[Segment]:
    for cell in run:
        end_a, end_b = cell.a[1] if cell.a else at_a, cell.b[1] if cell.b else at_b
        opens = cell.labelled
        for region in cell.regions:
            if cell.a is None:
                region = region._replace(a0=at_a, a1=at_a)
            if cell.b is None:
                region = region._replace(b0=at_b, b1=at_b)
            if region.a0 > at_a:
                yield Segment(at_a, region.a0, at_b, region.b0, cell.unit, None, opens)
                opens = False
            yield Segment(region.a0, region.a1, region.b0, region.b1, cell.unit, region, opens)
            opens = False
            at_a, at_b = region.a1, region.b1
        if end_a > at_a:
            yield Segment(at_a, end_a, at_b, end_b, cell.unit, None, opens)
        at_a, at_b = end_a, end_b


__all__ = ["Placed", "Segment", "placed", "runs"]
