# SPDX-License-Identifier: Apache-2.0
"""Pictures of pages, drawn with a font of the system."""

import io
from pathlib import Path

import pytest

FONTS = sorted(Path("/usr/share/fonts").rglob("NotoSerifCJK-Regular*")) + sorted(
    Path("/usr/share/fonts").rglob("NotoSansCJK-Regular*")
)


def drawn(lines: tuple[str, ...], kind: str = "PNG", turn: int = 0, pages: int = 1) -> bytes:
    """A picture of lines of text, as a file of a kind, each page the same; turned by quarters."""
    image = pytest.importorskip("PIL.Image")
    draw, font = pytest.importorskip("PIL.ImageDraw"), pytest.importorskip("PIL.ImageFont")
    page = image.new("RGB", (1240, 700), "white")
    for number, line in enumerate(lines if FONTS else ()):
        face = font.truetype(str(FONTS[0]), 40, index=2)
        draw.Draw(page).text((120, 100 + 90 * number), line, "black", font=face)
    page = page.rotate(-90 * turn, expand=True)
    out = io.BytesIO()
    more = {"save_all": True, "append_images": [page] * (pages - 1)} if pages > 1 else {}
    page.save(out, kind, **more)
    return out.getvalue()
