# SPDX-License-Identifier: Apache-2.0
"""What a PDF page draws besides text: pictures, rules, coloured grounds; part of the PDF worker.

Imports nothing of the package. Places are points of the page as it is seen.
"""

import ctypes
from bisect import bisect_left
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from typing import Any

MOST = 20_000
"""Objects of a page that are looked at; a map has more, and no rules of a table."""
DEPTH = 8
"""Forms within forms that are looked into."""
RULE = 2.0
"""Thickness in points up to which a painted rectangle is a rule."""
OUTLINE = 8
"""Segments of a painted shape from which on it may be a character's outline."""
OUTLINES = 20
"""Such shapes from which on a page may hold text drawn as outlines."""
THICK, SLENDER = 4.5, 2.0
"""Points up to which a painted rectangle that is a line is thick, and how many times as long it is at least."""
LEVEL = 1.0
"""Points that a rule may lean from one end to the other."""
SEGMENTS = 200_000
"""Segments of a page's paths that are followed; a table of many cells has some thousands."""
POINT_MM = 25.4 / 72

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


class Picture:
    """An image on a page: its box, pixels across and down, share of the page, and a digest of its data."""

    def __init__(self, box: Box, pixels: tuple[int, int], share: float, data: bytes) -> None:
        self.box, self.pixels, self.share = box, pixels, share
        self.digest = sha256(b"%dx%d " % pixels + data).hexdigest()[:16]

    def called(self) -> str:
        """The picture's size on the page and its digest."""
        across, down = ((self.box[2] - self.box[0]) * POINT_MM, (self.box[3] - self.box[1]) * POINT_MM)
        return f"picture {across:.0f} × {down:.0f} mm sha256:{self.digest}"


class Cuts:
    """Lines of a page that part what stands on either side of them, in each direction of writing."""

    def __init__(self, rules: list[tuple[float, float, float]], uprights: list[tuple[float, float, float]]) -> None:
        standing = (
            [(at, top, bottom) for top, bottom, at in uprights],
            [(at, -right, -left) for left, right, at in rules],
            [(-at, -bottom, -top) for top, bottom, at in uprights],
            [(-at, left, right) for left, right, at in rules],
        )
        self._of = [sorted(lines) for lines in standing]

    def between(self, before: Any, glyph: Any) -> bool:
        """Whether a line stands between two glyphs that follow each other, through neither of them."""
        lines, middle = self._of[glyph.turn], glyph.y - 0.35 * glyph.size
        slack = 0.1 * glyph.size
        for index in range(bisect_left(lines, (before.x1 - slack,)), len(lines)):
            at, start, end = lines[index]
            if at > glyph.x0 + slack:
                return False
            if start <= middle <= end:
                return bool(glyph.owner != before.owner or glyph.x0 - before.x1 > slack)
        return False


class Drawn:
    """The painted objects of a page in their order."""

    def __init__(self, page: Any, view: Any) -> None:
        import pypdfium2.raw as raw

        self._raw, self._view = raw, view
        self._left = MOST
        self.order: dict[int, int] = {}
        """Text object to its place in the order of drawing."""
        self.texts: dict[int, tuple[Any, Any]] = {}
        """Text object to its handle and the form that holds it, None for the page."""
        self._grounds: list[tuple[int, Box]] = []
        self.pictures: list[Picture] = []
        self.painted = 0
        """Paths and shadings."""
        self.rules: list[tuple[float, float, float]] = []
        """Left and right end and height of lines from left to right."""
        self.uprights: list[tuple[float, float, float]] = []
        """Upper and lower end and place from the left of lines from top to bottom."""
        self._segments = SEGMENTS
        self._shapes: list[tuple[Box, int]] = []
        self._walk(page, raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject, (1, 0, 0, 1, 0, 0), ())

    def coloured(self, owner: int, point: tuple[float, float]) -> bool:
        """Whether a text object stands on a ground that is not white at a point."""
        order = self.order.get(owner, MOST)
        x, y = point
        return any(before < order and box[0] <= x <= box[2] and box[1] <= y <= box[3] for before, box in self._grounds)

    def outlines(self) -> int:
        """The number of shapes that may be text drawn as outlines: many, over a large part of the page; else 0."""
        if sum(segments for _, segments in self._shapes) < OUTLINES * OUTLINE:
            return 0
        boxes = [box for box, _ in self._shapes]
        across = max(box[2] for box in boxes) - min(box[0] for box in boxes)
        down = max(box[3] for box in boxes) - min(box[1] for box in boxes)
        return len(boxes) if across * down >= self._view.width * self._view.height / 8 else 0

    def _walk(self, holder: Any, count: int, get: Any, matrix: Matrix, forms: tuple[Any, ...]) -> None:
        raw = self._raw
        for index in range(min(count, self._left)):
            item = get(holder, index)
            if not item or self._left <= 0:
                return
            self._left -= 1
            order = MOST - self._left
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                key = ctypes.cast(item, ctypes.c_void_p).value or 0
                self.order[key], self.texts[key] = order, (item, forms[-1] if forms else None)
            elif kind == raw.FPDF_PAGEOBJ_FORM and len(forms) < DEPTH:
                own = raw.FS_MATRIX()
                raw.FPDFPageObj_GetMatrix(item, own)
                inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
                self._walk(
                    item, max(0, raw.FPDFFormObj_CountObjects(item)), raw.FPDFFormObj_GetObject, inner, (*forms, item)
                )
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                self.painted += 1
                self._path(item, self._bounds(item, matrix), order, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._picture(item, self._bounds(item, matrix), order)
            elif kind == raw.FPDF_PAGEOBJ_SHADING:
                self.painted += 1
                self._grounds.append((order, self._bounds(item, matrix)))

    def _bounds(self, item: Any, matrix: Matrix) -> Box:
        """The box of an object as it is seen."""
        sides = tuple(ctypes.c_float() for _ in range(4))
        if not self._raw.FPDFPageObj_GetBounds(item, *sides):
            return 0.0, 0.0, 0.0, 0.0
        left, bottom, right, top = (side.value for side in sides)
        a, b, c, d, e, f = matrix
        corners = [
            (a * x + c * y + e, b * x + d * y + f)
            for x, y in ((left, bottom), (right, top), (left, top), (right, bottom))
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        box: Box = self._view.rectangle(min(xs), min(ys), max(xs), max(ys))
        return box

    def _path(self, item: Any, box: Box, order: int, matrix: Matrix) -> None:
        """Rules, the frames of cells, a ground."""
        raw = self._raw
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, mode, stroke)
        if not mode.value and not stroke.value:
            return
        left, top, right, bottom = box
        segments = raw.FPDFPath_CountSegments(item)
        if mode.value and segments >= OUTLINE and 4 <= bottom - top <= 100:
            self._shapes.append((box, segments))
        for figure in self._figures(item, segments, matrix):
            self._straight(figure, bool(stroke.value))
        if mode.value and bottom - top > RULE and right - left > RULE:
            red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
            painted = raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
            if not painted or (alpha.value > 60 and min(red.value, green.value, blue.value) < 235):
                self._grounds.append((order, box))

    def _figures(self, item: Any, count: int, matrix: Matrix) -> Iterator[list[Point | None]]:
        """The figures of a path: their corners as they are seen, None where what leads to the next is bent."""
        raw = self._raw
        if count > self._segments:
            return
        self._segments -= count
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, own)
        a, b, c, d, e, f = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        x, y = ctypes.c_float(), ctypes.c_float()
        figure: list[Point | None] = []
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._view.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO and figure:
                yield figure
                figure = []
            figure += [point] if kind != raw.FPDF_SEGMENT_BEZIERTO else [None, point]
            if raw.FPDFPathSegment_GetClose(segment):
                figure.append(figure[0])
        if figure:
            yield figure

    def _straight(self, figure: list[Point | None], stroked: bool) -> None:
        """Keep the lines across and down of a figure: its sides where they are drawn, its length where it is a thin
        rectangle; a dot may be of either."""
        if not stroked:
            corners = [point for point in figure if point is not None]
            if len(corners) != len(figure) or not 4 <= len(corners) <= 6:
                return
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            top, bottom = min(y for _, y in corners), max(y for _, y in corners)
            wide, tall = right - left, bottom - top
            dot = max(wide, tall) <= RULE
            if dot or tall <= min(THICK, wide / SLENDER):
                self.rules.append((left, right, (top + bottom) / 2))
            if dot or wide <= min(THICK, tall / SLENDER):
                self.uprights.append((top, bottom, (left + right) / 2))
            return
        for one, other in pairwise(figure):
            if one is None or other is None:
                continue
            (x0, y0), (x1, y1) = one, other
            if abs(y0 - y1) <= LEVEL < abs(x0 - x1):
                self.rules.append((min(x0, x1), max(x0, x1), (y0 + y1) / 2))
            elif abs(x0 - x1) <= LEVEL < abs(y0 - y1):
                self.uprights.append((min(y0, y1), max(y0, y1), (x0 + x1) / 2))

    def _picture(self, item: Any, box: Box, order: int) -> None:
        """A picture and the share of the page that it covers."""
        raw, view = self._raw, self._view
        self._grounds.append((order, box))
        width, height = ctypes.c_uint(), ctypes.c_uint()
        raw.FPDFImageObj_GetImagePixelSize(item, width, height)
        across = min(box[2], view.width) - max(box[0], 0.0)
        down = min(box[3], view.height) - max(box[1], 0.0)
        share = max(0.0, across) * max(0.0, down) / max(1.0, view.width * view.height)
        size = raw.FPDFImageObj_GetImageDataRaw(item, None, 0)
        data = ctypes.create_string_buffer(size)
        raw.FPDFImageObj_GetImageDataRaw(item, data, size)
        self.pictures.append(Picture(box, (width.value, height.value), share, data.raw))


def _times(one: Matrix, other: Matrix) -> Matrix:
    """First `one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
