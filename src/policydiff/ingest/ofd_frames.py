# SPDX-License-Identifier: Apache-2.0
"""From pieces of an OFD page to runs of an upright page: turned text and vertical writing are laid level, pieces of a line joined.

Text that runs down the page and upright characters below each other are lines of one kind: a page in vertical writing has
its figures lying on their side. They are laid level together, the column on the right first.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from policydiff.ingest.ofd_text import ASCENT, Piece
from policydiff.ingest.page_layout import Run

SLANT = 3.0
"""Degrees by which text may be off a quarter turn: scans are set straight to less."""
JOINED = 0.8
"""Widest gap in ems between pieces of one line that are not drawn one after the other."""
TOUCHING = 0.15
"""Gap in ems between glyphs that touch; a blank between words is a quarter of an em."""
FEWEST_DOWN = 4
"""Characters below each other that make vertical writing of a page that has little else."""
MIDDLE = 0.35
"""Height of the middle of a digit above its baseline, in ems."""


@dataclass(frozen=True, slots=True)
class Level:
    """What a page shows: runs as of an upright page, in order, and slanted text by its angle."""

    runs: list[Run]
    slanted: dict[int, list[Run]]


def level(pieces: Sequence[Piece]) -> Level:
    """The runs of a page's pieces, each group of one direction at its place."""
    pieces = _once(pieces)
    vertical = _vertical([piece for piece in pieces if _quarter(piece) == 0])
    groups: dict[int, list[tuple[Run, Piece]]] = defaultdict(list)
    slanted: dict[int, list[Run]] = defaultdict(list)
    columns = _columns(pieces) if vertical else set()
    for index, piece in enumerate(pieces):
        quarter = _quarter(piece)
        if quarter is None:
            slanted[round(piece.angle)].append(_turned(piece, piece.angle))
        elif quarter == 0 and vertical and (piece.down or index in columns):
            groups[1].append((_stacked(piece), piece))
        else:
            groups[quarter].append((_flat(piece, quarter), piece))
    return Level(_banded({quarter: group for quarter, group in groups.items() if group}), dict(slanted))


def lines_joined(runs: Sequence[Run]) -> list[Run]:
    """The runs with the pieces of one line after each other; a line stands where its longest piece was drawn."""
    places: list[tuple[int, list[int]]] = []
    for row in _rows(runs):
        chains: list[list[int]] = []
        ends: list[float] = []
        for index in row:
            run = runs[index]
            for number in range(len(chains) - 1, max(-1, len(chains) - 5), -1):
                em = max(run.size, runs[chains[number][-1]].size)
                if -0.6 * em < run.x0 - ends[number] < JOINED * em:
                    chains[number].append(index)
                    ends[number] = max(ends[number], run.x1)
                    break
            else:
                chains.append([index])
                ends.append(run.x1)
        places += [(max(chain, key=lambda index: (len(runs[index].text), -index)), chain) for chain in chains]
    return [run for _, chain in sorted(places) for run in _merged([runs[index] for index in chain])]


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Runs of one line with those in one that touch and are of one size, as where each glyph is an object of its own."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last is not None:
            em = last.size
            if abs(run.size - em) < 0.05 * em and abs(run.y - last.y) < 0.05 * em and abs(run.x0 - last.x1) < TOUCHING * em:
                out[-1] = replace(last, text=last.text + run.text, x1=run.x1)
                continue
        out.append(run)
    return out


def _rows(runs: Sequence[Run]) -> list[list[int]]:
    """Indices of the runs by baseline, each row from left to right."""
    rows: list[list[int]] = []
    for index in sorted(range(len(runs)), key=lambda index: runs[index].y):
        run = runs[index]
        if rows:
            first = runs[rows[-1][0]]
            if run.y - first.y < 0.4 * max(run.size, first.size):
                rows[-1].append(index)
                continue
        rows.append([index])
    return [sorted(row, key=lambda index: runs[index].x0) for row in rows]


def _once(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without those drawn twice on one place, as programs do for bold and shadowed letters."""
    seen: set[tuple[str, int, int]] = set()
    out = []
    for piece in pieces:
        grain = max(0.1, 0.15 * piece.size)
        column, row = round(piece.x / grain), round(piece.y / grain)
        if not any((piece.text, column + dx, row + dy) in seen for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            out.append(piece)
        seen.add((piece.text, column, row))
    return out


def _quarter(piece: Piece) -> int | None:
    """Quarter turns, clockwise, of the direction of a piece, None where it is slanted."""
    nearest = round(piece.angle / 90)
    return nearest % 4 if abs(piece.angle - 90 * nearest) <= SLANT else None


def _flat(piece: Piece, quarter: int) -> Run:
    """A piece of a quarter turn laid level."""
    if piece.down and quarter == 0:
        return Run(piece.text, piece.x, piece.x + piece.size, piece.y, piece.size)
    x, y = ((piece.x, piece.y), (piece.y, -piece.x), (-piece.x, -piece.y), (-piece.y, piece.x))[quarter]
    return Run(piece.text, x, x + piece.length, y, piece.size)


def _turned(piece: Piece, angle: float) -> Run:
    """A slanted piece turned level about the origin."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x, y = piece.x * cosine + piece.y * sine, piece.y * cosine - piece.x * sine
    return Run(piece.text, x, x + piece.length, y, piece.size)


def _stacked(piece: Piece) -> Run:
    """Upright characters of a column laid level with text that runs down the page."""
    top = piece.y - ASCENT * piece.size
    length = piece.length if piece.down else piece.size
    middle = piece.x + (piece.size if piece.down else piece.length) / 2
    return Run(piece.text, top, top + length, -(middle - MIDDLE * piece.size), piece.size)


def _vertical(upright: Sequence[Piece]) -> bool:
    """Whether upright characters stand below rather than beside each other on this page."""
    down = sum(len(piece.text) for piece in upright if piece.down)
    across = sum(len(piece.text) for piece in upright if not piece.down and len(piece.text) > 2)
    singles = [piece for piece in upright if not piece.down and len(piece.text) == 1]
    if singles:
        pitch = median(piece.size for piece in singles)
        cells = Counter((round(piece.x / (0.5 * pitch)), round(piece.y / (0.5 * pitch))) for piece in singles)
        for piece in singles:
            column, row = round(piece.x / (0.5 * pitch)), round(piece.y / (0.5 * pitch))
            below = any(cells[column + dx, row + 2] or cells[column + dx, row - 2] for dx in (-1, 0, 1))
            beside = any(cells[column + dx, row + dy] for dx in (-2, -1, 1, 2) for dy in (-1, 0, 1))
            down += below and not beside
            across += beside and not below
    return down >= FEWEST_DOWN and down > 2 * across


def _columns(pieces: Sequence[Piece]) -> set[int]:
    """Indices of the short upright pieces that stand in a column of vertical writing: single characters, and figures set across."""
    out = set()
    for index, piece in enumerate(pieces):
        if _quarter(piece) == 0 and not piece.down and piece.length <= 2.2 * piece.size and len(piece.text) <= 4:
            out.add(index)
    upright = [(index, pieces[index]) for index in out]
    places = Counter(round((piece.x + piece.length / 2) / piece.size) for _, piece in upright)
    stacked = [piece for piece in pieces if piece.down or _quarter(piece) == 1]
    for piece in stacked:
        places[round((piece.x + 0.5 * piece.size) / piece.size)] += len(piece.text)
    lonely = {
        index
        for index, piece in upright
        if len(piece.text) > 1 and sum(places[round((piece.x + piece.length / 2) / piece.size) + dx] for dx in (-1, 0, 1)) < FEWEST_DOWN
    }
    return out - lonely


def _banded(groups: dict[int, list[tuple[Run, Piece]]]) -> list[Run]:
    """All groups on one upright page: a turned group stands between the upright lines above and below it where it can."""
    if len(groups) == 1:
        return lines_joined([run for group in groups.values() for run, _ in group])
    upright = groups.pop(0, [])
    bands: list[list[Run]] = []
    for _, group in sorted(groups.items(), key=lambda item: -sum(len(piece.text) for _, piece in item[1])):
        top = min(_top(piece) for _, piece in group)
        above = [pair for pair in upright if pair[1].y <= top]
        upright = upright[:] if not above else [pair for pair in upright if pair[1].y > top]
        bands += [[run for run, _ in above], [run for run, _ in group]]
    bands.append([run for run, _ in upright])
    return _stacked_bands([lines_joined(band) for band in bands if band])


def _top(piece: Piece) -> float:
    """The highest place of a turned piece."""
    return piece.y - piece.length if _quarter(piece) == 3 else piece.y - (ASCENT * piece.size if piece.down or _quarter(piece) == 2 else 0.0)


def _stacked_bands(bands: Iterable[list[Run]]) -> list[Run]:
    """Bands below each other on one page, each from the same left edge."""
    out: list[Run] = []
    bottom = 0.0
    for band in bands:
        size = max(run.size for run in band)
        down = bottom + 3 * size - min(run.y for run in band)
        left = min(run.x0 for run in band)
        out += [replace(run, x0=run.x0 - left, x1=run.x1 - left, y=run.y + down) for run in band]
        bottom = max(run.y for run in out)
    return out
