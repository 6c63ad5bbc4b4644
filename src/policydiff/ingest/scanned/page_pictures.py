# SPDX-License-Identifier: Apache-2.0
"""Pages as pixels, of PDFs and of pictures; part of the workers that recognize pages and cut out places of them.

Imports nothing of the package.
"""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from typing import Any

DPI = 200
"""Dots an inch at which pages are drawn: body text is 35 to 45 pixels high, as the models were trained for."""
_FEWEST, _MOST = 50, 1200
"""Dots an inch that a picture may say of itself and is believed."""
_SHALLOW = ("1", "L", "P", "RGB", "RGBA", "LA", "PA", "CMYK", "YCbCr", "LAB", "HSV", "La", "RGBa", "RGBX")

Page = tuple[int, Any, float]
"""Number from 1, pixels (rows of blue, green, red), points of a pixel."""


class RefusedError(Exception):
    """A bound that the input is over: option and value."""


def pages_of_pdf(data: bytes, wanted: Collection[int], pixels: int) -> Iterator[Page]:
    """The pages of a PDF that are asked for."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for number in sorted(wanted):
        page = document[number - 1]
        width, height = page.get_size()
        scale = DPI / 72
        _within(int(width * height * scale**2), pixels)
        bitmap = page.render(scale=scale)
        yield number, bitmap.to_numpy()[:, :, :3].copy(), 1 / scale
        bitmap.close()
        page.close()


def pages_of_picture(data: bytes, wanted: Callable[[int], bool], pages: int, pixels: int) -> Iterator[Page]:
    """Those pages of a picture whose number is wanted; a camera's turn is undone, and what can be seen through is on
    white."""
    import io

    import numpy as np
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # bounded here, before anything is decoded
    picture = Image.open(io.BytesIO(data))
    count = getattr(picture, "n_frames", 1)
    if count > pages:
        raise RefusedError(f"pages {count}")
    for number in range(1, count + 1):
        picture.seek(number - 1)
        _within(picture.width * picture.height, pixels)
        if not wanted(number):
            continue
        upright = ImageOps.exif_transpose(picture)
        if upright.mode in ("RGBA", "LA", "PA", "P"):
            upright = upright.convert("RGBA")
            upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
        elif upright.mode not in _SHALLOW:
            upright = _shallow(upright)
        image = np.asarray(upright.convert("RGB"))[:, :, ::-1].copy()
        dots = _dots(picture.info)
        yield number, image, 72 / dots


def _shallow(picture: Any) -> Any:
    """A picture of 16 or 32 bits a pixel with 8: its darkest value black, its lightest white."""
    import numpy as np
    from PIL import Image

    values = np.asarray(picture, dtype=np.float64)
    low, high = float(values.min()), float(values.max())
    if high <= low:
        return Image.new("L", picture.size, 255)
    return Image.fromarray(((values - low) * (255 / (high - low))).astype(np.uint8))


def _dots(info: dict[Any, Any]) -> float:
    """Dots an inch that a picture says of itself, where that can be."""
    try:
        dots = float((info.get("dpi") or (DPI, DPI))[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return DPI
    return dots if _FEWEST <= dots <= _MOST else DPI


def _within(value: int, pixels: int) -> None:
    if value > pixels:
        raise RefusedError(f"pixels {value}")


def told(fd: int, line: bytes) -> None:
    """Say how far the work is, through a pipe if there is one; whoever listened may be gone."""
    if fd >= 0:
        with suppress(OSError):
            os.write(fd, line)
