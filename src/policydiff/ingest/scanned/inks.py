# SPDX-License-Identifier: Apache-2.0
"""Coloured ink on a page that is read as a picture: red seals, and pens of another colour; part of the worker.

A seal is red, compact and either round or framed: seals of offices are rings of 38 to 50 mm, those of names squares of
15 mm and more (国务院关于国家行政机关和企业事业单位社会团体印章管理的规定). The red head of a document and red lines
are neither. In black and white nothing of this can be told from print.
"""

from typing import Any

RED = 0.3
"""Share of its brightest channel by which a pixel is redder than green and blue: ink has 0.8, faded ink 0.35, paper and
print under a warm lamp up to 0.25."""
BLUE = 0.25
"""The same of blue over red."""
SEAL = (0.075, 0.42)
"""Least and largest side of a seal, as a share of the page's shorter side: 16 mm and 88 mm of A4."""
PEN = 0.035
"""Least longer side of what a pen wrote, as a share of the page's shorter side."""
_JOIN = 1 / 90
"""Strokes that are this share of the shorter side apart belong together."""
_FULL = 0.65
"""Share of a ring's inside that is ink at most: star and characters."""
_WORK = 1000
"""Pixels of the longer side in which ink is looked for."""

Box = list[float]


def seals(image: Any) -> list[Box]:
    """Where red seals are: left, top, right and bottom in pixels."""
    small, factor = _small(image)
    mask = _mask(small, 2, RED)
    side = min(small.shape[:2])
    found = []
    for x, y, w, h in _parts(mask, int(side * _JOIN) + 1):
        if not (SEAL[0] * side <= min(w, h) and max(w, h) <= SEAL[1] * side and 0.72 <= w / h <= 1.39):
            continue
        part = mask[y : y + h, x : x + w]
        if _round(part) or _framed(part):
            found.append([x / factor, y / factor, (x + w) / factor, (y + h) / factor])
    return found


def pens(image: Any) -> list[Box]:
    """Where something was written with a blue pen: left, top, right and bottom in pixels."""
    small, factor = _small(image)
    side = min(small.shape[:2])
    mask = _mask(small, 0, BLUE)
    return [
        [x / factor, y / factor, (x + w) / factor, (y + h) / factor]
        for x, y, w, h in _parts(mask, int(side * _JOIN) + 1)
        if max(w, h) >= PEN * side and _thin(mask[y : y + h, x : x + w])
    ]


def without(image: Any, boxes: list[Box]) -> Any:
    """The picture with the red of the seals taken out: what is black under them stays."""
    import numpy as np

    made = image.copy()
    for box in boxes:
        left, top, right, bottom = (int(value) for value in box)
        part = made[max(0, top - 4) : bottom + 4, max(0, left - 4) : right + 4]
        red = part[:, :, 2].astype(np.float32)
        coloured = red - np.maximum(part[:, :, 0], part[:, :, 1]) > 0.1 * red
        light = np.percentile(red, 90) if red.size else 255.0
        grey = np.where(coloured & (red > 0.45 * light), light, red)
        part[:, :, :] = np.clip(grey, 0, 255).astype(np.uint8)[:, :, None]
    return made


def coloured(image: Any, box: Box, channel: int) -> bool:
    """Is most of what is dark in a part of the picture of this colour (0 blue, 2 red)?"""
    left, top, right, bottom = (max(0, int(value)) for value in box)
    part = image[top:bottom, left:right]
    if not part.size:
        return False
    dark = part.min(axis=2) < 0.7 * max(1, int(part.max()))
    ink = _mask(part, channel, RED if channel == 2 else BLUE).astype(bool)
    return bool(2 * (ink & dark).sum() > dark.sum() > 0)


def _small(image: Any) -> tuple[Any, float]:
    import cv2

    factor = min(1.0, _WORK / max(image.shape[:2]))
    return (
        (cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), factor)
        if factor < 1
        else (image, 1.0)
    )


def _mask(image: Any, channel: int, share: float) -> Any:
    """1 where a pixel is of this colour, and no shadow."""
    import numpy as np

    parts = image.astype(np.float32)
    own = parts[:, :, channel]
    rest = np.maximum(parts[:, :, 1], parts[:, :, 2 - channel])
    return ((own - rest > share * own) & (own > 70)).astype(np.uint8)


def _parts(mask: Any, join: int) -> list[tuple[int, int, int, int]]:
    """Boxes around strokes that belong together."""
    import cv2

    near = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_RECT, (join, join)))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(near)
    found = []
    for number in range(1, min(count, 400)):
        x, y, w, h, _ = (int(value) for value in boxes[number])
        inside = mask[y : y + h, x : x + w] * (labels[y : y + h, x : x + w] == number)
        rows, columns = inside.any(axis=1).nonzero()[0], inside.any(axis=0).nonzero()[0]
        if len(rows) and len(columns):
            found.append(
                (x + int(columns[0]), y + int(rows[0]), int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1)
            )
    return found


def _round(part: Any) -> bool:
    """A ring: ink in most directions near the edge of the ellipse, next to none in the corners, and no disc."""
    import numpy as np

    height, width = part.shape
    down, across = np.mgrid[0:height, 0:width]
    x, y = (across + 0.5) / width * 2 - 1, (down + 0.5) / height * 2 - 1
    far = np.hypot(x, y)
    corners = part[far > 1.08]
    ring = (part > 0) & (far > 0.82) & (far <= 1.08)
    ways = np.unique((np.arctan2(y[ring], x[ring]) / np.pi * 36).astype(int))
    filled = part[far <= 1].mean()
    return bool(len(ways) >= 50 and corners.sum() <= 0.04 * part.sum() and filled <= _FULL)


def _framed(part: Any) -> bool:
    """A square with a frame: ink along most of all four sides."""
    edge = max(2, min(part.shape) // 12)
    sides = (part[:edge].any(axis=0), part[-edge:].any(axis=0), part[:, :edge].any(axis=1), part[:, -edge:].any(axis=1))
    return all(side.mean() > 0.85 for side in sides)


def _thin(part: Any) -> bool:
    """Strokes of a pen, no filled area and no rule."""
    return bool(0.02 < part.mean() < 0.6 and min(part.shape) >= 4)
