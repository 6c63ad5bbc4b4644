# SPDX-License-Identifier: Apache-2.0
"""Reading order of a printed page: from placed runs of glyphs to lines.

Programs write a page's text in the order of the document, cell by cell and column by column;
that order is kept unless it jumps about or runs through two columns line by line. Used for
PDF and OFD alike. Coordinates are points (or millimetres) from the top left corner.
"""

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

from policydiff.ingest.numbering import lowered, raised

_READING = re.compile(r"^(?:[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿê]{1,24}|[\u3105-\u312f\u02ca\u02c7\u02cb\u02d9]{1,8})$", re.IGNORECASE)
_VOWELS = "aeiouüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜê"
_SYLLABLE = re.compile(
    rf"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[{_VOWELS}]{{1,4}}(?:ng?(?![{_VOWELS}])|r(?![{_VOWELS}]))?"
    "|[\u3105-\u312f]+[\u02ca\u02c7\u02cb\u02d9]?"
)
COLUMN_ROWS = 5
"""Rows with text on both sides of a gutter that make columns."""
COLUMN_EMS = 8
"""Narrowest column, in ems: a table's number and unit columns are narrower or ragged."""
LINES = 5_000
"""Lines of a page beyond which only their height orders them; a newspaper page has under 2,000."""
COMPARISONS = 4_000_000
"""Pairs of a small and another run that are compared on one page; a page of 1,000 readings over 1,000 runs has 1 million."""
LOOK_BACK = 200
"""Lines over which a jump back up the page is judged; a column has fewer."""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs that stand next to each other on one baseline."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    reading: bool = False
    """Whether this is a ruby's reading, already in brackets, that stands after its base."""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a line without wide gaps: a line of a paragraph, or what one cell has of a row."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    readings: tuple[tuple[int, int], ...] = ()
    """Spans in `text` of readings that stood above it."""


def attach_readings(runs: list[Run]) -> list[Run]:
    """Put the small readings that stand above a line into it, after the characters they stand over."""
    sizes = [run.size for run in runs for c in run.text if c >= "\u3400"] or [run.size for run in runs]
    if not sizes:
        return runs
    em = median(sizes)
    small = [index for index, run in enumerate(runs) if run.size < 0.72 * em and _READING.match(run.text.strip())]
    if len(small) * len(runs) > COMPARISONS:
        return runs
    out: list[Run | None] = list(runs)
    cuts: dict[int, list[tuple[int, str]]] = {}
    for index in small:
        run = runs[index]
        found = [(_base_of(part, runs), part) for part in _syllables(run)]
        if any(base is None for base, _ in found):
            continue
        out[index] = None
        for base, part in found:
            assert base is not None
            cuts.setdefault(base, []).append((_character_at(runs[base], (part.x0 + part.x1) / 2) + 1, part.text))
    return [piece for index, run in enumerate(out) if run for piece in (_cut(run, sorted(cuts[index])) if index in cuts else [run])]


def _syllables(run: Run) -> list[Run]:
    """A reading cut into its syllables, each over the part of the width that its letters take."""
    text = run.text.strip()
    parts = _SYLLABLE.findall(text)
    if "".join(parts) != text:
        parts = [text]
    unit = (run.x1 - run.x0) / max(1, len(text))
    out, done = [], 0
    for part in parts:
        out.append(Run(part, run.x0 + unit * done, run.x0 + unit * (done + len(part)), run.y, run.size))
        done += len(part)
    return out


def _base_of(reading: Run, runs: list[Run]) -> int | None:
    """The run that a reading stands over, if there is one."""
    middle = (reading.x0 + reading.x1) / 2
    best: tuple[float, int] | None = None
    for index, run in enumerate(runs):
        below = run.y - reading.y
        if run.size > 1.3 * reading.size and 0.4 * run.size < below < 1.8 * run.size and run.x0 <= middle <= run.x1 and (best is None or below < best[0]):
            best = below, index
    return best[1] if best else None


def _widths(text: str) -> list[float]:
    """Relative widths of characters: half for ASCII and marked Latin letters."""
    return [0.5 if c < "\u0250" else 1.0 for c in text]


def _character_at(run: Run, x: float) -> int:
    widths = _widths(run.text)
    share, total, before = (x - run.x0) / max(0.01, run.x1 - run.x0), sum(widths), 0.0
    for index, width in enumerate(widths):
        before += width
        if before >= share * total:
            return index
    return len(widths) - 1


def _cut(run: Run, cuts: list[tuple[int, str]]) -> list[Run]:
    """A run with readings set into it."""
    widths = _widths(run.text)
    unit = (run.x1 - run.x0) / max(0.5, sum(widths))
    pieces: list[Run] = []
    start = 0
    for at, reading in [*cuts, (len(run.text), "")]:
        x0, x1 = (run.x0 + unit * sum(widths[:n]) for n in (start, at))
        if at > start:
            pieces.append(Run(run.text[start:at], x0, x1, run.y, run.size))
        if reading:
            pieces.append(Run(f"({reading})", x1, x1, run.y, run.size, reading=True))
        start = max(start, at)
    return pieces


def _gap_text(left: str, right: str, gap: float, size: float) -> str:
    """The space between two runs: only between Latin words, or where it is wide."""
    if not left or not right or left.endswith(" ") or right.startswith(" "):
        return ""
    latin = left[-1].isascii() and right[0].isascii() and left[-1].isalnum() and right[0].isalnum()
    return " " if gap > (0.2 if latin else 0.6) * size else ""


def lines_of(runs: list[Run], em_gap: float = 1.6) -> list[Line]:
    """Join runs that follow each other on one baseline; raised and lowered digits become ² and ₂."""
    lines: list[Line] = []
    for run in runs:
        last = lines[-1] if lines else None
        if last is not None:
            size = max(last.size, run.size)
            gap = run.x0 - last.x1
            rise = last.y - run.y
            if -0.6 * size < gap < em_gap * size and abs(rise) < 0.5 * size:
                text = run.text
                if run.size < 0.8 * last.size and abs(rise) > 0.12 * last.size:
                    text = (raised if rise > 0 else lowered)(text) or text
                    lines[-1] = Line(last.text + text, last.x0, max(last.x1, run.x1), last.y, last.size, last.readings)
                    continue
                if abs(rise) < 0.3 * size:
                    joined = last.text + ("" if run.reading else _gap_text(last.text, text, gap, size)) + text
                    marks = (*last.readings, (len(joined) - len(text), len(joined))) if run.reading else last.readings
                    lines[-1] = Line(joined, min(last.x0, run.x0), max(last.x1, run.x1), last.y, max(last.size, run.size), marks)
                    continue
        lines.append(Line(run.text, run.x0, run.x1, run.y, run.size))
    return [line for line in lines if line.text.strip()]


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines of a page as a reader takes them."""
    if len(lines) < 2:
        return lines
    if len(lines) > LINES:
        return _by_rows(lines)
    gutter = gutter_of(lines)
    if gutter is not None and _alternates(lines, gutter):
        return _by_columns(lines, gutter)
    segments, jumps = _segments(lines)
    if jumps > max(4, len(lines) // 5):
        return _by_columns(lines, gutter) if gutter is not None else _by_rows(lines)
    return _settle(segments) if jumps else lines


def _segments(lines: list[Line]) -> tuple[list[list[Line]], int]:
    """Stretches in which the text goes down or to the right as a reader's eye does, and the number of jumps back.

    A stretch ends also where the text leaves out more than three lines, so that a head and a
    foot that the file draws one after the other can find their places.
    """
    segments = [[lines[0]]]
    jumps = 0
    for before, line in itertools.pairwise(lines):
        size = max(line.size, before.size)
        upward = line.y < before.y - 0.5 * size
        beside = not upward or all(line.x0 >= other.x1 - 0.5 * line.size for other in segments[-1][-LOOK_BACK:] if other.y > line.y - 0.5 * size)
        jumps += upward and not beside
        if (upward and not beside) or line.y > before.y + 4 * size:
            segments.append([line])
        else:
            segments[-1].append(line)
    return segments, jumps


def _settle(segments: list[list[Line]]) -> list[Line]:
    """Put each stretch before those that lie wholly below it; where heights overlap the file's order stays."""
    placed: list[list[Line]] = []
    for segment in segments:
        bottom = max(line.y for line in segment)
        index = len(placed)
        while index and bottom < min(line.y for line in placed[index - 1]):
            index -= 1
        placed.insert(index, segment)
    return [line for segment in placed for line in segment]


def _rows(lines: list[Line]) -> list[list[Line]]:
    """Lines that share a baseline, from top to bottom, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.y, line.x0)):
        if rows and abs(rows[-1][0].y - line.y) < 0.4 * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _by_rows(lines: list[Line]) -> list[Line]:
    return [line for row in _rows(lines) for line in row]


def gutter_of(lines: list[Line]) -> float | None:
    """The middle of an empty upright strip between two columns of full lines, or None."""
    rows = [row for row in _rows(lines) if len(row) >= 2]
    if len(rows) < COLUMN_ROWS:
        return None
    em = median(line.size for line in lines)
    votes: Counter[int] = Counter()
    for row in rows:
        for left, right in itertools.pairwise(row):
            if right.x0 - left.x1 > 0.8 * em:
                votes[round((left.x1 + right.x0) / 2 / em)] += 1
    for place, _ in votes.most_common(4):
        gutter = place * em
        before = [line for line in lines if line.x1 <= gutter + 0.5 * em]
        after = [line for line in lines if line.x0 >= gutter - 0.5 * em]
        crossing = len(lines) - len(before) - len(after)
        if min(len(before), len(after)) >= COLUMN_ROWS and crossing <= len(lines) // 4 and _full(before, em) and _full(after, em):
            return gutter
    return None


def _full(lines: list[Line], em: float) -> bool:
    """Whether most lines of a column reach its right edge, as running text does and cells do not."""
    start, edge = min(line.x0 for line in lines), max(line.x1 for line in lines)
    reaching = sum(1 for line in lines if line.x1 > edge - 2.5 * em)
    return edge - start >= COLUMN_EMS * em and reaching * 2 >= len(lines)


def _alternates(lines: list[Line], gutter: float) -> bool:
    """Whether the file's order runs through both columns line by line."""
    sides = [line.x0 >= gutter for line in lines if line.x1 <= gutter or line.x0 >= gutter]
    changes = sum(1 for one, other in itertools.pairwise(sides) if one != other)
    return changes > max(6, len(sides) // 3)


def _by_columns(lines: list[Line], gutter: float) -> list[Line]:
    """Bands between lines that cross the gutter: in each, the left column before the right."""
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in _by_rows(lines):
        if line.x0 < gutter < line.x1:
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (right if line.x0 >= gutter else left).append(line)
    return ordered + left + right


def same_row(before: Line, line: Line) -> bool:
    """Whether a line goes on beside the one before it: the next cell of a row."""
    return abs(before.y - line.y) < 0.4 * max(before.size, line.size) and line.x0 >= before.x1 - 0.5 * line.size
