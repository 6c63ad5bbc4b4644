# SPDX-License-Identifier: Apache-2.0
"""The glyphs of a PDF page with their places as a viewer shows them, gathered into runs; part of the PDF worker.

Imports nothing of the package. Places are points from the top left corner of the page as it is seen, after the page's
own turn (ISO 32000-2, 7.7.3.3, Rotate). A run lies along the direction in which its glyphs follow each other: `x` is
counted along that direction, `y` across it, so that a table laid on its side has the coordinates of an upright one."""

import ctypes
import math
from itertools import pairwise
from statistics import median
from typing import Any

INVISIBLE_MODE = 3
"""Text render mode that draws nothing: how recognized text is laid under a scanned image."""
RUN_GAP = 0.7
"""Glyphs further apart than this many ems belong to different runs: cells, columns, tab stops."""
ANGLE = 0.5
"""Radians by which what PDFium passed over is turned."""
MOST = 1_000_000
"""Characters of a page that are looked for once more."""
SLANT = 0.1
"""Radians off a quarter turn up to which text is straight: a page that went through a scanner askew."""
SLIM = frozenset("0123456789abcdefghijklnopqrstuvxyz!\"'()*,-./:;?[]^_`{|}")
"""Characters that no font draws as broad and as tall as Han characters."""
BROAD = 0.75
"""Ems across and down from which on a glyph is no such character: digits are 0.7 tall."""

INVISIBLE, WHITE, SLANTED, OUTSIDE = 1, 2, 4, 8
"""Flags of a run: not drawn, white on nothing, set aside as slanted, beside the page."""


class View:
    """How a page's own coordinates become places on the page as it is seen."""

    def __init__(self, page: Any) -> None:
        self.width, self.height = page.get_size()
        left, bottom, right, top = _box(page)
        # Entry n: the page turned clockwise n times by a quarter; (a, b, c, d, e, f) as in x' = ax + cy + e, y' = bx +
        # dy + f.
        turns: tuple[tuple[float, ...], ...] = (
            (1, 0, 0, -1, -left, top),
            (0, 1, 1, 0, -bottom, -left),
            (-1, 0, 0, 1, right, -bottom),
            (0, -1, -1, 0, top, right),
        )
        self.matrix = turns[(page.get_rotation() // 90) % 4]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it is seen."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """A direction on the page as it is seen."""
        a, b, c, d, _, _ = self.matrix
        return a * x + c * y, b * x + d * y

    def rectangle(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a rectangle as it is seen."""
        a, b, c, d, e, f = self.matrix
        x0, x1 = a * left + c * bottom + e, a * right + c * top + e
        y0, y1 = b * left + d * bottom + f, b * right + d * top + f
        return min(x0, x1), min(y0, y1), max(x1, x0), max(y1, y0)


class TurnedView(View):
    """The view of a page whose objects were turned by an angle about its own origin: places are those of before."""

    def __init__(self, view: View, angle: float) -> None:
        self.width, self.height = view.width, view.height
        self._view, self._cos, self._sin = view, math.cos(angle), math.sin(angle)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it is seen."""
        return self._view.point(*self.back(x, y))

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """A direction on the page as it is seen."""
        return self._view.direction(*self.back(x, y))

    def back(self, x: float, y: float) -> tuple[float, float]:
        """A point or direction of the page before it was turned."""
        return self._cos * x + self._sin * y, self._cos * y - self._sin * x

    def rectangle(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """The upright rectangle around which, turned, the given one lies."""
        cos, sin, both = self._cos, self._sin, self._cos**2 - self._sin**2
        wide = max(0.0, ((right - left) * cos - (top - bottom) * sin) / both)
        tall = max(0.0, ((top - bottom) * cos - (right - left) * sin) / both)
        x, y = self.back((left + right) / 2, (bottom + top) / 2)
        return self._view.rectangle(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)


def _box(page: Any) -> tuple[float, float, float, float]:
    """What a viewer shows of the page: its crop box within its media box."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return box if box[0] < box[2] and box[1] < box[3] else media


class Glyph:
    """One glyph: its code point, its place along (`x0`, `x1`) and across (`y`) its direction, how it is drawn."""

    __slots__ = ("centre", "code", "flags", "gap", "owner", "size", "turn", "unmapped", "x0", "x1", "y")

    def __init__(self, code: int, owner: int, style: tuple[float, int, int], span: tuple[float, float, float]) -> None:
        self.code = code
        self.owner = owner
        self.size, self.turn, self.flags = style
        self.x0, self.x1, self.y = span
        self.centre = (0.0, 0.0)
        self.gap = False
        self.unmapped = False

    def place(self) -> tuple[int, float, float]:
        """What tells this glyph from every other of its page."""
        return self.code, round(self.centre[0], 1), round(self.centre[1], 1)

    def character(self) -> str:
        """The glyph's character; U+FFFD where the file gives it none."""
        code = self.code
        if self.unmapped:
            return "\ufffd"
        return "-" if code == 2 else " " if code in (9, 10, 11, 12, 13) else chr(code)


def gather(page: Any, view: View, drawn: Any, room: int) -> tuple[int, list[Glyph]]:
    """The number of characters of a page, and its glyphs in the order of drawing unless they are more than `room`."""
    count, found = _read(page, view, drawn, room)
    if count <= room:
        found = _with_passed_over(page, view, drawn, found)
    return count, found


def _read(page: Any, view: View, drawn: Any, room: int, flags: dict[int, int] | None = None) -> tuple[int, list[Glyph]]:
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    count = raw.FPDFText_CountChars(textpage)
    found = _Reader(raw, textpage, view, drawn, flags or {}).glyphs(count) if count <= room else []
    textpage.close()
    return count, found


def _with_passed_over(page: Any, view: View, drawn: Any, glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs with those of text objects that PDFium passes over.

    Where a font is not in the file and no font of the machine has its glyphs, PDFium knows no size of them: a glyph
    alone, and text that runs up or down, are no wider than nothing and are left out; of equal pieces at one left edge
    only the first is given. What is left on the page is given an outline, turned a little, read again and turned back;
    a piece that is drawn twice at one place, as for bold type, is read once."""
    import pypdfium2.raw as raw

    read_ = {glyph.owner for glyph in glyphs}
    if drawn.texts.keys() <= read_:
        return glyphs
    said = {mark for key in drawn.texts.keys() & read_ for mark in _actual_texts(raw, drawn.texts[key][0])}
    read_ |= {key for key, (handle, _) in drawn.texts.items() if said & _actual_texts(raw, handle)}
    flags: dict[int, int] = {}
    for key, (handle, form) in drawn.texts.items():
        if key in read_:
            if raw.FPDFFormObj_RemoveObject(form, handle) if form else raw.FPDFPage_RemoveObject(page, handle):
                raw.FPDFPageObj_Destroy(handle)
            continue
        flags[key] = flags_of(raw, handle)
        raw.FPDFTextObj_SetTextRenderMode(handle, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
        raw.FPDFPageObj_SetStrokeWidth(handle, 1.0)
        if form:
            raw.FPDFPageObj_TransformF(handle, raw.FS_MATRIX(1, 0, 0, 1, 0, 0))  # its box is counted anew
    turn = raw.FS_MATRIX(math.cos(ANGLE), math.sin(ANGLE), -math.sin(ANGLE), math.cos(ANGLE), 0, 0)
    for index in range(raw.FPDFPage_CountObjects(page)):
        raw.FPDFPageObj_TransformF(raw.FPDFPage_GetObject(page, index), turn)
    _, more = _read(page, TurnedView(view, ANGLE), drawn, MOST, flags)
    seen: dict[int, list[tuple[float, float]]] = {}
    for glyph in glyphs:
        seen.setdefault(glyph.code, []).append(glyph.centre)
    new = [
        glyph
        for glyph in more
        if not any(math.dist(glyph.centre, other) < 0.3 * glyph.size for other in seen.get(glyph.code, ()))
    ]
    return sorted((*glyphs, *new), key=lambda glyph: drawn.order.get(glyph.owner, 0)) if new else glyphs


def _actual_texts(raw: Any, handle: Any) -> set[int]:
    """What tells the marks of a text object that say what it stands for (ISO 32000-2, 14.9.4). Of several objects under
    one mark PDFium gives the text with the first, and with another once that is gone."""
    marks = (raw.FPDFPageObj_GetMark(handle, number) for number in range(raw.FPDFPageObj_CountMarks(handle)))
    return {
        ctypes.cast(mark, ctypes.c_void_p).value or 0
        for mark in marks
        if raw.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") == raw.FPDF_OBJECT_STRING
    }


def flags_of(raw: Any, handle: Any) -> int:
    """How a text object is painted."""
    mode = raw.FPDFTextObj_GetTextRenderMode(handle)
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    painted = raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
    flags = INVISIBLE if mode == INVISIBLE_MODE or (painted and alpha.value == 0) else 0
    if painted and mode == 0 and min(red.value, green.value, blue.value) >= 250:
        flags |= WHITE
    return flags


class _Reader:
    """Asks PDFium for each glyph of a page."""

    def __init__(self, raw: Any, textpage: Any, view: View, drawn: Any, flags: dict[int, int]) -> None:
        self._raw, self._view, self._drawn, self._flags = raw, view, drawn, flags
        self._page = textpage.raw  # what would be asked for at each call
        self._styles: dict[int, tuple[float, int, int, float, float]] = {}
        self._fonts: dict[int, int] = {}
        self._drawn_as: dict[int, dict[int, bool]] = {}
        """By font, the slim characters that it has for glyphs, and whether it draws them broad."""

    def glyphs(self, count: int) -> list[Glyph]:
        raw, page = self._raw, self._page
        x, y = ctypes.c_double(), ctypes.c_double()
        box = raw.FS_RECTF()
        out: list[Glyph] = []
        half, space = 0, False
        for i in range(count):
            code = raw.FPDFText_GetUnicode(page, i)
            if raw.FPDFText_IsGenerated(page, i) == 1:
                space = space or code == 0x20
                continue
            if 0xD800 <= code < 0xDC00:
                half = code
                continue
            if 0xDC00 <= code < 0xE000 and half:
                code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00
            half = 0
            raw.FPDFText_GetCharOrigin(page, i, x, y)
            raw.FPDFText_GetLooseCharBox(page, i, box)
            glyph = self._glyph(i, code, (x.value, y.value), box)
            glyph.gap, space = space, False
            if chr(code) in SLIM:
                self._look_at(i, glyph)
            out.append(glyph)
        nameless = self._nameless()
        if nameless:
            for glyph in out:
                glyph.unmapped = glyph.unmapped or self._font(glyph.owner) in nameless
        return out

    def _look_at(self, index: int, glyph: Glyph) -> None:
        """Keep how a font draws a slim character. A font of Han characters that are numbered anew and have no map gives
        them those of a standard encoding, which PDFium takes for what they are."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self._raw.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        broad = min(right.value - left.value, top.value - bottom.value) > BROAD * glyph.size
        self._drawn_as.setdefault(self._font(glyph.owner), {})[glyph.code] = broad

    def _nameless(self) -> set[int]:
        """The fonts that draw most of the slim characters that they are said to have as broad as Han characters."""
        fonts = ((font, seen) for font, seen in self._drawn_as.items() if font)
        return {font for font, seen in fonts if len(seen) > 1 and 2 * sum(seen.values()) > len(seen)}

    def _font(self, owner: int) -> int:
        """What tells the font of a text object from others."""
        if owner not in self._fonts:
            handle = self._drawn.texts[owner][0] if owner in self._drawn.texts else None
            font = self._raw.FPDFTextObj_GetFont(handle) if handle else None
            self._fonts[owner] = (ctypes.cast(font, ctypes.c_void_p).value or 0) if font else 0
        return self._fonts[owner]

    def _glyph(self, index: int, code: int, origin: tuple[float, float], box: Any) -> Glyph:
        """A glyph with its place along and across its own direction."""
        view = self._view
        owner, (size, turn, flags, dx, dy) = self._style(index)
        at = view.point(*origin)
        left, top, right, bottom = seen = view.rectangle(box.left, box.bottom, box.right, box.top)
        first, last, tall = (left, right, bottom - top) if (dx, dy) == (1.0, 0.0) else _reach(seen, dx, dy)
        if size < 0.3 * tall or size < 1.0:  # a font whose own units are not thousandths of an em
            size = max(1.0, tall, last - first if code >= 0x2E80 else 0.0)
        x0, y = at[0] * dx + at[1] * dy, at[1] * dx - at[0] * dy
        if not flags & SLANTED and x0 - 0.5 * size < first < x0:
            x0 = first
        centre = ((left + right) / 2, (top + bottom) / 2)
        if not (-1 <= centre[0] <= view.width + 1 and -1 <= centre[1] <= view.height + 1):
            flags |= OUTSIDE
        if flags & WHITE and self._drawn.coloured(owner, centre):
            flags &= ~WHITE
        glyph = Glyph(code, owner, (size, turn, flags), (x0, max(last, x0), y))
        glyph.centre = centre
        bare = code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF
        glyph.unmapped = bare or self._raw.FPDFText_HasUnicodeMapError(self._page, index) == 1
        return glyph

    def _style(self, index: int) -> tuple[int, tuple[float, int, int, float, float]]:
        """The text object that draws a character: its size, quarter turns, flags and direction."""
        raw = self._raw
        handle = raw.FPDFText_GetTextObject(self._page, index)
        key = ctypes.addressof(handle.contents) if handle else 0
        if key not in self._styles or not key:
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(self._page, index, matrix)
            dx, dy = self._view.direction(matrix.a, matrix.b)
            long = math.hypot(dx, dy) or 1.0
            quarter = math.atan2(dy, dx) / (math.pi / 2)
            turn = round(quarter)
            flags = self._flags[key] if key in self._flags else flags_of(raw, handle) if key else 0
            if abs(quarter - turn) * math.pi / 2 > SLANT:
                flags |= SLANTED
                dx, dy = dx / long, dy / long
            else:
                dx, dy = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[turn % 4]
            size = abs(raw.FPDFText_GetFontSize(self._page, index)) * (math.hypot(matrix.c, matrix.d) or 1.0)
            self._styles[key] = (size, turn % 4, flags, dx, dy)
        return key, self._styles[key]


def _reach(box: tuple[float, float, float, float], dx: float, dy: float) -> tuple[float, float, float]:
    """Where a box begins and ends along a direction, and how far it reaches across it."""
    left, top, right, bottom = box
    corners = ((left, top), (right, bottom), (left, bottom), (right, top))
    along = [x * dx + y * dy for x, y in corners]
    across = [y * dx - x * dy for x, y in corners]
    return min(along), max(along), max(across) - min(across)


def runs_of(glyphs: list[Glyph], cuts: Any = None) -> list[list[object]]:
    """Glyphs that follow each other on one baseline as runs: [text, x0, x1, y, size, flags, turn, letter spacing].

    `cuts` knows the lines of the page that part them."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last is None or not _follows(last, glyph) or (cuts is not None and cuts.between(last, glyph)):
            runs.append([])
        runs[-1].append(glyph)
    spacing = [_spacing(run) for run in runs]
    out: list[list[object]] = []
    for index, run in enumerate(runs):
        between = spacing[index]
        if between is None:
            near = [other for other in (index - 1, index + 1) if 0 <= other < len(runs) and _beside(runs[other], run)]
            between = next((spacing[other] for other in near if spacing[other] is not None), None)
        first = run[0]
        flags = first.flags
        out.append(
            [
                _text(run, between or 0.0),
                first.x0,
                run[-1].x1,
                first.y,
                max(glyph.size for glyph in run),
                flags,
                first.turn,
                between,
            ]
        )
    return out


def _follows(before: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph goes on with the run of the one before it."""
    em, gap = max(before.size, glyph.size), glyph.x0 - before.x1
    if (
        (glyph.turn, glyph.flags) != (before.turn, before.flags)
        or abs(glyph.y - before.y) > 0.1 * em
        or abs(glyph.size - before.size) > 0.2 * em
    ):
        return False
    if glyph.owner != before.owner:
        return abs(gap) <= 0.15 * em
    ligature = glyph.x0 == before.x0  # PDFium gives all letters of one glyph where that begins
    return ligature or -0.6 * em < gap < RUN_GAP * em


def _beside(one: list[Glyph], other: list[Glyph]) -> bool:
    first, second = one[0], other[0]
    return first.turn == second.turn and abs(first.y - second.y) < 0.3 * second.size


def _spacing(run: list[Glyph]) -> float | None:
    """The letter spacing of a run, None where it has too few glyphs to show it.

    Between Han characters no one writes blanks: what stands between them is spacing. Among other
    glyphs the narrowest gap is; words in it have wider ones.
    """
    gaps = [(after.x0 - before.x1, min(before.code, after.code) >= 0x2E80) for before, after in pairwise(run)]
    han = [gap for gap, both in gaps if both]
    if han:
        return max(0.0, median(han))
    return max(0.0, min(gap for gap, _ in gaps)) if len(gaps) > 1 else None


def _text(run: list[Glyph], spacing: float) -> str:
    """A run's characters, with blanks where PDFium sees one that is more than letter spacing."""
    parts = [run[0].character()]
    for before, glyph in pairwise(run):
        wide = glyph.x0 - before.x1 - spacing > 0.1 * glyph.size
        if glyph.gap and wide and before.code < 0x80 and glyph.code < 0x80 and not parts[-1].isspace():
            parts.append(" ")
        parts.append(glyph.character())
    return "".join(parts)
