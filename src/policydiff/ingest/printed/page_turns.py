# SPDX-License-Identifier: Apache-2.0
"""Pages whose text runs in more than one direction: each is read like an upright page, then put where it stands.

Writing from top to bottom is text turned clockwise by a quarter whose Han characters stand upright; Latin words and
figures in it lie on their side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from policydiff.ingest.printed.page_grid import Ruled, ruled
from policydiff.ingest.printed.page_layout import SPACED, Line, Rule, Run, lines_of
from policydiff.ingest.printed.page_order import in_reading_order
from policydiff.ingest.printed.page_ruby import attach_readings
from policydiff.ingest.printed.page_tables import tables_of
from policydiff.ingest.printed.page_vertical import from_the_side

FEWEST = 3
"""Characters below each other that make a column of writing from top to bottom."""
ASCENT = 0.88
"""Share of the em above the baseline in Han fonts."""
MIDDLE = 0.38
"""Ems from the baseline to the middle of a Han character."""


def page_lines(
    runs: list[Run], rules: Sequence[Rule] = (), uprights: Sequence[Rule] = (), going: Sequence[float] = ()
) -> tuple[list[Line], list[str]]:
    """The lines of a page as a reader takes them, in whichever directions it is written, and what is to be said of
    their order. `uprights` are its lines from top to bottom, `going` the sides of the columns of a table with which the
    page before ends."""
    tables, rest, free = ruled(_stood_upright(runs), rules, uprights, going)
    groups: dict[int, list[Run]] = {table.turn: [] for table in tables}
    for run in rest:
        groups.setdefault(run.turn, []).append(run)
    blocks: dict[int, list[Line]] = {}
    doubts: list[str] = []
    for turn, group in groups.items():
        own = [table for table in tables if table.turn == turn]
        blocks[turn], doubt = _block(attach_readings(group), free if not turn else (), own)
        doubts += [doubt] if doubt else []
    if len(blocks) < 2:
        return next(iter(blocks.values()), []), doubts
    main = max(blocks, key=lambda turn: (sum(len(line.text) for line in blocks[turn]), -turn))
    out = blocks[main]
    for turn in sorted(blocks):
        if turn != main:
            out = _placed(out, blocks[turn], main)
    return out, doubts


def _block(runs: list[Run], rules: Sequence[Rule], tables: Sequence[Ruled]) -> tuple[list[Line], str]:
    """The lines of one direction, its ruled tables among them, and what is to be said of their order.

    Where a table is not drawn as it is read, what is drawn one after the other says nothing of what is one line."""
    lines = lines_of(runs)
    if tables_of(lines, rules):
        lines = lines_of(runs, SPACED)
    lines, doubt = from_the_side(lines, sum(run.upright for run in runs) * 2 > len(runs))
    return in_reading_order(lines, rules, tables), doubt


def seen(line: Line | Run) -> tuple[float, float]:
    """The place of the middle of a line on the page as it is seen."""
    along, across = (line.x0 + line.x1) / 2, line.y - 0.35 * line.size
    return ((along, across), (-across, along), (-along, -across), (across, -along))[line.turn]


def _placed(lines: list[Line], others: list[Line], main: int) -> list[Line]:
    """Lines of another direction among those of the page: above it, under it, or before what stands lower."""
    heights = [seen(line)[1] for line in lines if line.turn == main]
    top, bottom = min(heights), max(heights)
    out = list(lines)
    for line in others:
        height = seen(line)[1]
        at = len(out)
        if height <= top:
            at = next((index for index, each in enumerate(out) if each.turn == main), len(out))
        elif height < bottom and main == 0:
            start = min(seen(replace(line, x1=line.x0))[1], seen(replace(line, x0=line.x1))[1])
            at = next(
                (index for index, each in enumerate(out) if each.turn == main and seen(each)[1] > start), len(out)
            )
        while 0 < at < len(out) and _in_one_table(out[at - 1], out[at]):
            at -= 1
        out.insert(at, line)
    return out


def _in_one_table(one: Line, other: Line) -> bool:
    return one.cell is not None and other.cell is not None and one.cell.table == other.cell.table


def _stood_upright(runs: list[Run]) -> list[Run]:
    """The runs, characters that stand below each other turned into runs of the direction in which they are read."""
    out: list[Run | None] = list(runs)
    for turn in sorted({run.turn for run in runs}):
        members = [index for index, run in enumerate(runs) if run.turn == turn]
        if _vertical([runs[index] for index in members]):
            upright = {
                index: _turned(runs[index])
                for index in members
                if runs[index].x1 - runs[index].x0 <= 1.3 * runs[index].size
            }
            for index, stood in upright.items():
                out[index] = stood
            _set_together(out, upright)
    return [run for run in out if run is not None]


def _set_together(runs: list[Run | None], upright: Mapping[int, Run]) -> None:
    """Make one run of upright figures side by side in one place of a line that runs down (JLREQ 3.2.5), whatever is
    drawn between them."""
    last = -1
    for index in sorted(
        (index for index, run in upright.items() if run.text.isascii()),
        key=lambda index: (round(upright[index].x0), -upright[index].y),
    ):
        before, run = runs[last] if last >= 0 else None, upright[index]
        if (
            before is not None
            and abs(before.x0 - run.x0) < 0.1 * run.size
            and 0.2 * run.size < before.y - run.y < 0.8 * run.size
        ):
            runs[last] = replace(before, text=before.text + run.text, y=run.y)
            runs[index] = None
        else:
            last = index


def _turned(run: Run) -> Run:
    """A character, or two side by side, as a place in a line that runs down."""
    top = run.y - ASCENT * run.size
    return replace(
        run,
        x0=top,
        x1=top + run.size,
        y=MIDDLE * run.size - (run.x0 + run.x1) / 2,
        turn=(run.turn + 1) % 4,
        spacing=None,
        upright=True,
    )


def _vertical(runs: list[Run]) -> bool:
    """Whether characters follow each other down rather than across."""
    single = [run for run in runs if len(run.text.strip()) == 1 and run.text.strip() >= "\u2e80"]
    if len(single) < FEWEST:
        return False
    across = sum(len(run.text) - 1 for run in runs if run.text[:1] >= "\u2e80")
    columns = sorted(single, key=lambda run: (round((run.x0 + run.x1) / max(1.0, run.size)), run.y))
    rows = sorted(single, key=lambda run: (round(run.y / max(1.0, 0.5 * run.size)), run.x0))
    down = sum(1 for one, other in pairwise(columns) if _next(other.y - one.y, other.x0 - one.x0, one.size))
    across += sum(1 for one, other in pairwise(rows) if _next(other.x0 - one.x0, other.y - one.y, one.size))
    return down >= FEWEST - 1 and down > 2 * across


def _next(step: float, off: float, size: float) -> bool:
    """Whether a character stands right after another: a step of about an em, and hardly off the line."""
    return 0.7 < step / size < 1.45 and abs(off) < 0.3 * size
