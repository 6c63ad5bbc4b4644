# SPDX-License-Identifier: Apache-2.0
"""What a page shows that is not its text: pictures, frames, films, drawings. Named where it may hold text."""

import re
from collections.abc import Mapping
from hashlib import sha256

WIDE, HIGH = 400, 200
"""Pixels from which a picture may hold text of the notice; logos, seals and icons are smaller."""
LARGE_DATA = 20_000
"""Characters of a `data:` address from which a picture without a stated size may hold text."""
_ADDRESS = 200
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,4})?)\s?(px|pt|cm|mm|in|em|rem)?")
_PIXELS = {"px": 1.0, "pt": 96 / 72, "cm": 96 / 2.54, "mm": 96 / 25.4, "in": 96.0, "em": 16.0, "rem": 16.0}
_FLASH = re.compile(r"flash|\.swf\b", re.IGNORECASE)


def pixels(value: str | None) -> float | None:
    """A stated length in CSS pixels; None where none is stated, or a share of something."""
    match = _LENGTH.fullmatch((value or "")[:40].strip())
    return float(match[1]) * _PIXELS[match[2] or "px"] if match else None


def size(attributes: Mapping[str, str | None], style: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Width and height as an element states them."""
    width, height = (pixels(style.get(name)) or pixels(attributes.get(name)) for name in ("width", "height"))
    return width, height


def large(attributes: Mapping[str, str | None], style: Mapping[str, str], source: str) -> bool:
    """Whether a picture is so large that it may hold text."""
    width, height = size(attributes, style)
    if width is not None and height is not None:
        return width >= WIDE and height >= HIGH
    return source.startswith("data:") and len(source) >= LARGE_DATA


def named(what: str, attributes: Mapping[str, str | None], style: Mapping[str, str], source: str) -> str:
    """What stands there, its size, and what identifies it: its address, or the digest of what it holds."""
    width, height = size(attributes, style)
    measured = f" {width:.0f} × {height:.0f}" if width is not None and height is not None else ""
    identity = digest(source) if source.startswith("data:") or len(source) > _ADDRESS else source
    return f"{what}{measured} {identity}".strip()


def digest(content: str) -> str:
    """The beginning of the SHA-256 of a content, as notes write it."""
    return "sha256:" + sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def unread(
    tag: str, attributes: Mapping[str, str | None], style: Mapping[str, str], scripts: str, inner: str = ""
) -> str:
    """How something is named that was not read; empty where it shows nothing that could be text.

    `scripts` are all that the page runs: what a canvas shows is drawn by them. `inner` is the address in a `<source>`.
    """
    width, height = size(attributes, style)
    if tag == "canvas":
        return named("canvas", attributes, style, digest(scripts))
    if (width is not None and width <= 1) or (height is not None and height <= 1):
        return ""
    source = (attributes.get("src") or attributes.get("data") or attributes.get("poster") or inner).strip()
    kind = {"iframe": "frame", "frame": "frame", "object": "object", "embed": "object", "video": "film"}.get(tag)
    if (
        kind is None
        or not source
        or source.startswith(("about:", "javascript:"))
        or _FLASH.search(source + (attributes.get("type") or ""))
    ):
        return ""
    return named(kind, attributes, style, source)
