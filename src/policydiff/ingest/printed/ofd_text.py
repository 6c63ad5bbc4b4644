# SPDX-License-Identifier: Apache-2.0
"""Text objects of an OFD (GB/T 33190, 11): pieces of text that stand next to each other, in page coordinates."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from lxml import etree

from policydiff.ingest.package import attribute, child, local
from policydiff.ingest.printed.ofd_numbers import FARTHEST, GLYPHS, Matrix, advances, array, number

WIDE = 1.6
"""An advance of this many ems leaves a gap as between cells."""
APART = 2.5
"""Ems between the baselines of characters below each other, as in the labels of forms."""
LEAST = 0.001
"""Millimetres below which text has no height at all."""
ASCENT = 0.88
"""Height of an ideograph above its baseline, in ems."""
FEWEST_BLANK_GLYPHS = 3
"""Different glyphs for blanks in one object from which on they are more than blanks of several widths."""

ACROSS = 0.998
"""Cosine of the angle up to which text runs across the page."""
NEARLY = 0.9
"""Share of an even pitch that the last glyph of a piece is taken to fill."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one object without wide gaps; lengths in millimetres, `y` the baseline, `angle` in degrees clockwise."""

    text: str
    x: float
    y: float
    angle: float
    size: float
    length: float
    down: bool = False
    """Whether upright characters stand one below the other."""
    hidden: str = ""
    """Why it is not seen, if so."""
    starts: tuple[float, ...] = ()
    """How far from `x` each character begins, where they stand side by side."""


class _Glyph(NamedTuple):
    text: str
    x: float
    y: float
    width: float


class UnplacedError(Exception):
    """A text object whose place is written in numbers that cannot be read, or that holds more than pages do; its
    argument is the text."""


def matrix_of(element: etree._Element, outer: Matrix) -> Matrix | None:
    """The transformation of a graphic unit (8.5): its CTM, its boundary's corner, its place; None if unreadable."""
    corner = array((attribute(element, "Boundary") or "").strip() or "0 0")
    values = array((attribute(element, "CTM") or "").strip() or "1 0 0 1 0 0")
    if len(values) != 6 or len(corner) < 2 or None in values or None in corner[:2]:
        return None
    own = Matrix(*(value or 0.0 for value in values))
    placed = own.moved(corner[0] or 0.0, corner[1] or 0.0).then(outer)
    return placed if all(math.isfinite(value) and abs(value) < FARTHEST for value in placed) else None


def text_of(element: etree._Element) -> str:
    """All characters of a text object."""
    return "".join(_characters(code) for code in element if local(code) == "TextCode")


def _characters(code: etree._Element) -> str:
    text = code.text or ""
    return text.strip() if "\n" in text.strip(" \t") else text


def pieces_of(element: etree._Element, outer: Matrix, hidden: str) -> tuple[list[Piece], int]:
    """The pieces of a text object, and how many of its advances could not be read.

    Raises UnplacedError where it cannot be told where the text stands.
    """
    matrix = matrix_of(element, outer)
    size = number(attribute(element, "Size") or "4")
    if matrix is None or size is None or len(text_of(element)) > GLYPHS:
        raise UnplacedError(text_of(element))
    stretch = number(attribute(element, "HScale") or "1") or 1.0
    turn = math.radians(number(attribute(element, "CharDirection") or "0") or 0.0)
    reading = number(attribute(element, "ReadDirection") or "0") or 0.0
    pieces: list[Piece] = []
    unread = 0
    x: float | None = 0.0
    y: float | None = 0.0
    for code in element:
        if local(code) != "TextCode":
            continue
        x = number(attribute(code, "X")) if attribute(code, "X") is not None else x
        y = number(attribute(code, "Y")) if attribute(code, "Y") is not None else y
        if x is None or y is None:
            raise UnplacedError(text_of(element))
        text = _characters(code)
        if text:
            glyphs, bad = _glyphs(code, text, (x, y), (abs(size), abs(stretch), reading))
            pieces += _cut(glyphs, matrix, abs(size), turn, hidden)
            unread += bad
    return pieces, unread


def _glyphs(
    code: etree._Element, text: str, start: tuple[float, float], face: tuple[float, float, float]
) -> tuple[list[_Glyph], int]:
    """Each character of a TextCode with its place in the object, and the number of advances that cannot be read.

    Without any advance all characters would stand on one place (11.3); no program means that, so they are given their
    own widths."""
    size, stretch, reading = face
    widths = [size * stretch * (0.5 if c < "\u0250" else 1.0) for c in text]
    across, down = (advances(attribute(code, name) or "") for name in ("DeltaX", "DeltaY"))
    units = [
        2 if c > "\uffff" and max(len(across), len(down)) >= len(text.encode("utf-16-le")) // 2 - 1 >= len(text) else 1
        for c in text
    ]
    natural = [width if reading % 180 == 0 else size for width in widths]
    right, below = math.cos(math.radians(reading)), math.sin(math.radians(reading))
    glyphs: list[_Glyph] = []
    x, y = start
    taken = unread = 0
    for c, width, own, used in zip(text, widths, natural, units, strict=True):
        glyphs.append(_Glyph(c, x, y, width))
        aside, under = across[taken : taken + used], down[taken : taken + used]
        taken += used
        if len(glyphs) < len(text):
            unread += aside.count(None) + under.count(None)
        if not (across or down):
            x, y = x + own * right, y + own * below
        elif not aside and across and not under:
            x += own
        else:
            x += sum([own if value is None else value for value in aside])
            y += sum([0.0 if value is None else value for value in under])
    return glyphs, unread


def _cut(glyphs: list[_Glyph], matrix: Matrix, size: float, turn: float, hidden: str) -> Iterator[Piece]:
    """The glyphs in stretches of neighbours, side by side or below each other; backwards where the text reads so."""
    ux, uy = matrix.direction(math.cos(turn), math.sin(turn))
    vx, vy = matrix.direction(-math.sin(turn), math.cos(turn))
    wide, tall = math.hypot(ux, uy) or 1e-6, math.hypot(vx, vy) or 1e-6
    em = max(size * tall, LEAST)
    angle = math.degrees(math.atan2(uy, ux)) % 360
    along, across = (ux / wide, uy / wide), (vx / tall, vy / tall)
    a, b, c, d, e, f = matrix
    placed = [(glyph, a * glyph.x + c * glyph.y + e, b * glyph.x + d * glyph.y + f) for glyph in glyphs]
    start = 0
    way = ""
    broad = max(em, size * wide)
    for index in range(1, len(placed) + 1):
        step = ""
        if index < len(placed):
            dx, dy = placed[index][1] - placed[index - 1][1], placed[index][2] - placed[index - 1][2]
            step = _way(dx * along[0] + dy * along[1], dx * across[0] + dy * across[1], em, broad)
        if step and (not way or step == way):
            way = step
            continue
        yield _piece(placed[start:index], way, (angle, em, wide, along), hidden)
        start, way = index, ""


def _way(along: float, across: float, em: float, wide: float) -> str:
    """Where the next glyph stands: on (next to this one), back, down, or nowhere near."""
    if abs(across) < 0.3 * em and -0.3 * wide < along <= WIDE * wide:
        return "on"
    if abs(across) < 0.3 * em and -WIDE * wide <= along < 0:
        return "back"
    return "down" if abs(along) < 0.3 * wide and 0 < across <= APART * em else ""


def _piece(
    placed: list[tuple[_Glyph, float, float]],
    way: str,
    face: tuple[float, float, float, tuple[float, float]],
    hidden: str,
) -> Piece:
    angle, em, wide, along = face
    text = "".join(glyph.text for glyph, _, _ in placed)
    first, last = (placed[-1], placed[0]) if way == "back" else (placed[0], placed[-1])
    if way == "down":
        length = math.hypot(last[1] - first[1], last[2] - first[2]) + em
    else:
        length = (
            (last[1] - first[1]) * along[0]
            + (last[2] - first[2]) * along[1]
            + max(last[0].width * wide, _pitch(placed, along, em))
        )
    starts = [(x - first[1]) * along[0] + (y - first[2]) * along[1] for _, x, y in placed] if way in ("", "on") else []
    return Piece(text, first[1], first[2], angle, em, max(length, 0.1 * em), way == "down", hidden, tuple(starts))


def cut(piece: Piece, lines: Sequence[tuple[float, float, float]]) -> list[Piece]:
    """A piece that runs across a page cut where a line that runs down parts its characters: upper and lower end and
    place of such lines, in millimetres, by their places."""
    at = bisect_left(lines, piece.x, key=itemgetter(2))
    parts: list[int] = []
    across = len(piece.starts) == len(piece.text) and math.cos(math.radians(piece.angle)) > ACROSS
    glyphs = range(1, len(piece.starts)) if across else ()
    for index in glyphs:
        begins = piece.x + piece.starts[index]
        ends = piece.x + piece.starts[index - 1] + piece.size * (0.5 if piece.text[index - 1] < "\u0250" else 1.0)
        while at < len(lines) and lines[at][2] < ends - 0.1 * piece.size:
            at += 1
        here = at
        while here < len(lines) and lines[here][2] <= begins + 0.1 * piece.size:
            top, bottom, _ = lines[here]
            here += 1
            if top <= piece.y - 0.35 * piece.size <= bottom and begins - ends > 0.1 * piece.size:
                parts.append(index)
                break
    bounds = [0, *parts, len(piece.text)]
    return [_part(piece, start, end) for start, end in pairwise(bounds)] if parts else [piece]


def _part(piece: Piece, start: int, end: int) -> Piece:
    first = piece.starts[start]
    whole = end == len(piece.text)
    length = piece.length - first if whole else min(piece.starts[end], piece.starts[end - 1] + piece.size) - first
    starts = tuple([place - first for place in piece.starts[start:end]])
    return replace(piece, text=piece.text[start:end], x=piece.x + first, length=length, starts=starts)


def _pitch(placed: Sequence[tuple[_Glyph, float, float]], along: tuple[float, float], em: float) -> float:
    """How far the last glyph reaches where all stand at one pitch of about an em, figures too; 0 elsewhere.

    What goes on may stand at that pitch or at the width of a figure: a little less than the pitch touches both.
    """
    steps = [(b[1] - a[1]) * along[0] + (b[2] - a[2]) * along[1] for a, b in pairwise(placed)]
    if not steps or not 0.8 * em < min(steps) <= max(steps) < 1.02 * min(steps) or min(steps) > 1.3 * em:
        return 0.0
    return NEARLY * min(steps)


def nameless_glyphs(element: etree._Element) -> list[str]:
    """Glyphs that a text object draws for characters that cannot name them: blanks, or too few (11.4)."""
    text = text_of(element)
    found: list[str] = []
    blanks: set[str] = set()
    for change in element:
        if local(change) != "CGTransform":
            continue
        listed = child(change, "Glyphs")
        glyphs = ((listed.text if listed is not None else None) or "").split()
        at, codes = (
            number(attribute(change, name) or default) or 0.0
            for name, default in (("CodePosition", "0"), ("CodeCount", "1"))
        )
        covered = text[int(max(0, at)) : int(max(0, at) + max(0, codes))]
        if not covered.strip():
            blanks.update(glyphs)
            found += glyphs if len(glyphs) > max(codes, len(covered)) or not covered else []
        elif len(glyphs) > len(covered) and all(c >= "\u2e80" for c in covered):
            found += glyphs
    return found or (sorted(blanks) if len(blanks) >= FEWEST_BLANK_GLYPHS else [])
