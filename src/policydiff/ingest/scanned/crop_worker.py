# SPDX-License-Identifier: Apache-2.0
"""Cuts places out of pages as a process of its own: takes a PDF or a picture on standard input, gives PNG files.

Started by path, imports nothing of the package but the file beside it. A place is drawn with what stands around it, in
sixteen colours: greys and reds, as official documents are black and red, and one for the frame around the place.
"""

import base64
import importlib.util
import json
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_AT = Path(__file__).with_name("page_pictures.py")
_SPEC = importlib.util.spec_from_file_location("_policydiff_page_pictures", _AT)
assert _SPEC is not None
assert _SPEC.loader is not None
pictures: Any = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(pictures)

SCALE = 2.0
"""Pixels of a crop to a point of the page: sharp on paper and on small screens."""
WIDE, HIGH = 360.0, 110.0
"""Points of the page that a crop shows at most."""
ACROSS, DOWN = 90.0, 9.0
"""Points beside and above the place that are shown with it."""
GREYS = (0, 40, 80, 120, 160, 200, 232, 255)
REDS = ((90, 0, 0), (140, 16, 16), (190, 30, 30), (220, 70, 70), (235, 120, 120), (245, 170, 170), (252, 215, 215))
FRAME = (20, 90, 200)
_RED = 36
"""By how much the red of a pixel is above its green and blue where it is drawn red."""

Asked = dict[str, Any]
"""Number of the page, turn (quarters clockwise by which its picture is turned first), box in points of it so turned."""


def region(box: list[float], width: float, height: float) -> tuple[float, float, float, float]:
    """What is shown of a page for a place, in points: its surroundings, within the page and the largest size."""
    left, top, right, bottom = box
    x0, x1 = max(0.0, left - ACROSS), min(width, right + ACROSS)
    y0, y1 = max(0.0, top - DOWN), min(height, bottom + DOWN)
    if x1 - x0 > WIDE:
        x0 = max(0.0, min(left - 12, x1 - WIDE))
        x1 = min(width, x0 + WIDE)
    return x0, y0, max(x0 + 1, x1), max(y0 + 1, min(y1, y0 + HIGH))


def of_pdf(data: bytes, asked: list[Asked], pixels: int) -> Iterator[Any]:
    """The pictures of the places in a PDF: pixels and region of each, None where there is no such page."""
    import numpy as np
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    count = len(document)
    for one in asked:
        if not 1 <= one["page"] <= count:
            yield None
            continue
        page = document[one["page"] - 1]
        width, height = page.get_size()
        if one["turn"] % 2:
            width, height = height, width
        shown = region(one["box"], width, height)
        if width * height * SCALE**2 > pixels:
            yield None
            continue
        if one["turn"]:
            bitmap = page.render(scale=SCALE)
            whole = np.rot90(bitmap.to_numpy()[:, :, :3], -one["turn"])
            x0, y0, x1, y1 = (round(value * SCALE) for value in shown)
            found = whole[y0:y1, x0:x1].copy()
        else:
            crop = (shown[0], height - shown[3], width - shown[2], shown[1])
            bitmap = page.render(scale=SCALE, crop=crop)
            found = bitmap.to_numpy()[:, :, :3].copy()
        bitmap.close()
        page.close()
        yield found, shown


def of_picture(data: bytes, asked: list[Asked], pages: int, pixels: int) -> Iterator[Any]:
    """The pictures of the places in a picture: pixels and region of each."""
    import cv2
    import numpy as np

    cv2.setNumThreads(1)
    wanted = {one["page"] for one in asked}
    made: dict[int, Any] = {}
    for number, image, point in pictures.pages_of_picture(data, wanted.__contains__, pages, pixels):
        for place, one in enumerate(asked):
            if one["page"] != number:
                continue
            turned = np.rot90(image, -one["turn"]) if one["turn"] else image
            height, width = turned.shape[:2]
            shown = region(one["box"], width * point, height * point)
            x0, y0, x1, y1 = (round(value / point) for value in shown)
            part = np.ascontiguousarray(turned[y0:y1, x0:x1])
            if not part.size:
                continue
            factor = SCALE * point
            way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
            made[place] = cv2.resize(part, None, fx=factor, fy=factor, interpolation=way), shown
    for place in range(len(asked)):
        yield made.get(place)


def framed(pixels: Any, box: list[float], shown: tuple[float, float, float, float]) -> Any:
    """Numbers of colours for the pixels, with a frame around the place."""
    import numpy as np

    values = pixels.astype(np.int16)
    red = values[:, :, 2] - np.maximum(values[:, :, 0], values[:, :, 1]) > _RED
    grey = np.abs((values @ np.array([0.114, 0.587, 0.299]))[:, :, None] - np.array(GREYS)).argmin(axis=2)
    tone = np.abs(values[:, :, :2].mean(axis=2)[:, :, None] - np.array([green for _, green, _ in REDS])).argmin(axis=2)
    numbers = np.where(red, tone + len(GREYS), grey).astype(np.uint8)
    height, width = numbers.shape
    edges = (box[0] - shown[0] - 1.5, box[1] - shown[1] - 1.5, box[2] - shown[0] + 1.5, box[3] - shown[1] + 1.5)
    left, top, right, bottom = (round(value * SCALE) for value in edges)
    last = len(GREYS) + len(REDS)
    for low, high, row in ((left, right, top), (left, right, bottom)):
        numbers[max(0, row - 1) : max(0, min(height, row + 1)), max(0, low) : max(0, min(width, high))] = last
    for low, high, column in ((top, bottom, left), (top, bottom, right)):
        numbers[max(0, low) : max(0, min(height, high)), max(0, column - 1) : max(0, min(width, column + 1))] = last
    return numbers


def png(numbers: Any) -> bytes:
    """A PNG file of sixteen colours (ISO/IEC 15948), two pixels a byte."""
    import numpy as np

    height, width = numbers.shape
    even = np.zeros((height, width + width % 2), dtype=np.uint8)
    even[:, :width] = numbers
    rows = np.zeros((height, 1 + even.shape[1] // 2), dtype=np.uint8)
    rows[:, 1:] = even[:, ::2] << 4 | even[:, 1::2]
    palette = bytes(value for grey in GREYS for value in (grey,) * 3) + bytes(v for red in REDS for v in red)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)),
        (b"PLTE", palette + bytes(FRAME)),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    )
    made = b"\x89PNG\r\n\x1a\n"
    for name, content in chunks:
        made += struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return made


def work(data: bytes, asked: Asked) -> list[Any]:
    """For each place asked for: the PNG file in base64, width and height in pixels; None where it cannot be had."""
    places, pixels = asked["places"], asked["pixels"]
    found = of_pdf(data, places, pixels) if asked["pdf"] else of_picture(data, places, asked["pages"], pixels)
    out: list[Any] = []
    for one, part in zip(places, found, strict=True):
        if part is None:
            out.append(None)
            continue
        numbers = framed(part[0], one["box"], part[1])
        out.append([base64.b64encode(png(numbers)).decode("ascii"), numbers.shape[1], numbers.shape[0]])
    return out


def main() -> None:
    """Read standard input under the limits in the first argument: a JSON object with pdf, pages and pixels.
    Standard input: the length of the places as JSON in eight bytes, the places, the file."""
    asked = json.loads(sys.argv[1])
    length = int.from_bytes(sys.stdin.buffer.read(8), "big")
    asked["places"] = json.loads(sys.stdin.buffer.read(length))
    data = sys.stdin.buffer.read()
    sys.stdout.write(json.dumps(work(data, asked)))


if __name__ == "__main__":
    main()
