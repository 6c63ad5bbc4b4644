# SPDX-License-Identifier: Apache-2.0
"""From pieces of an OFD page to runs, each counted along its direction: things drawn twice once, a word in one.

Text that runs down the page and upright characters below each other are of one kind: a page in vertical writing has its
figures lying on their side.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from policydiff.ingest.printed.ofd_text import ASCENT, Piece
from policydiff.ingest.printed.page_layout import Run
from policydiff.ingest.printed.page_turns import MIDDLE

SLANT = 3.0
"""Degrees by which text may be off a quarter turn: scans are set straight to less."""
JOINED = 0.8
"""Widest gap in ems between pieces of one line that are not drawn one after the other."""
DOUBLED, SAME = 0.1, 0.01
"""Ems by which a word drawn again for a bold or shadowed look is shifted at most; two equal letters may stand closer,
so one may not be."""
TOUCHING = 0.15
"""Gap in ems between glyphs that touch; a blank between words is a quarter of an em."""
FEWEST_DOWN = 4
"""Characters below each other that make vertical writing of a page that has little else."""
POINTS = 72 / 25.4
"""Points of a millimetre: the layout of pages counts in points."""


@dataclass(frozen=True, slots=True)
class Level:
    """What a page shows: runs in points, in order, each with its quarter turn, and slanted text by its angle."""

    runs: list[Run]
    slanted: dict[int, list[Run]]


def level(pieces: Sequence[Piece]) -> Level:
    """The runs of a page's pieces."""
    pieces = _once(pieces)
    upright = [piece for piece in pieces if _quarter(piece) == 0]
    columns = _columns(pieces) if _vertical(upright) else set()
    groups: dict[int, list[Run]] = defaultdict(list)
    slanted: dict[int, list[Run]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        quarter = _quarter(piece)
        if quarter is None:
            slanted[round(piece.angle)].append(_turned(piece))
            continue
        run = _stacked(piece, quarter) if piece.down or index in columns else _flat(piece, quarter)
        groups[run.turn].append(run)
    return Level([run for group in groups.values() for run in lines_joined(_merged(group))], dict(slanted))


def lines_joined(runs: Sequence[Run]) -> list[Run]:
    """The runs with the pieces of one line after each other; a line stands where its first piece was drawn."""
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
        places += [(min(chain), chain) for chain in chains]
    return [run for _, chain in sorted(places) for run in _merged([runs[index] for index in chain])]


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Runs of one line, those in one that touch and are of one size: each glyph may be an object of its own."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last is not None:
            em = last.size
            if (
                abs(run.size - em) < 0.05 * em
                and abs(run.y - last.y) < 0.05 * em
                and abs(run.x0 - last.x1) < TOUCHING * em
            ):
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
        grain = (DOUBLED if len(piece.text) > 1 or piece.text >= "\u2e80" else SAME) * piece.size
        column, row = round(piece.x / grain), round(piece.y / grain)
        if not any((piece.text, column + dx, row + dy) in seen for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            out.append(piece)
        seen.add((piece.text, column, row))
    return out


def _quarter(piece: Piece) -> int | None:
    """Quarter turns, clockwise, of the direction of a piece, None where it is slanted."""
    nearest = round(piece.angle / 90)
    return nearest % 4 if abs(piece.angle - 90 * nearest) <= SLANT else None


def _run(text: str, x: float, y: float, length: float, size: float, turn: int = 0) -> Run:
    """A run in points."""
    return Run(text, x * POINTS, (x + length) * POINTS, y * POINTS, size * POINTS, turn=turn)


def _flat(piece: Piece, quarter: int) -> Run:
    """A piece of a quarter turn, its place along and across its direction."""
    x, y = ((piece.x, piece.y), (piece.y, -piece.x), (-piece.x, -piece.y), (-piece.y, piece.x))[quarter]
    return _run(piece.text, x, y, piece.length, piece.size, quarter)


def _turned(piece: Piece) -> Run:
    """A slanted piece turned level about the origin."""
    cosine, sine = math.cos(math.radians(piece.angle)), math.sin(math.radians(piece.angle))
    return _run(
        piece.text, piece.x * cosine + piece.y * sine, piece.y * cosine - piece.x * sine, piece.length, piece.size
    )


def _stacked(piece: Piece, quarter: int) -> Run:
    """Characters below each other as a piece of text that runs a quarter turn further."""
    flat = _flat(piece, quarter)
    size, top = piece.size * POINTS, flat.y - ASCENT * piece.size * POINTS
    width = size if piece.down else flat.x1 - flat.x0
    length = piece.length * POINTS if piece.down else size
    return Run(
        piece.text, top, top + length, MIDDLE * size - flat.x0 - width / 2, size, turn=(quarter + 1) % 4, upright=True
    )


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
    """Indices of the short upright pieces that stand in a column of vertical writing: characters, figures across."""
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
        if len(piece.text) > 1
        and sum(places[round((piece.x + piece.length / 2) / piece.size) + dx] for dx in (-1, 0, 1)) < FEWEST_DOWN
    }
    return out - lonely
