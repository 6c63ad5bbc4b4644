# SPDX-License-Identifier: Apache-2.0
"""Frames of a web page: pages of their own that are seen inside it."""

import html
import re

FRAMES = 50
"""Frames of a page that are read."""
_SOURCE = re.compile(rb"<i?frame\b[^>]{0,4000}?\ssrc\s{0,4}=\s{0,4}[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE)


def sources_of(page: bytes) -> list[str]:
    """What the frames of a page are called in it, each once."""
    found = [html.unescape(tag.decode("utf-8", "replace")) for tag in _SOURCE.findall(page)[: FRAMES * 4]]
    return list(dict.fromkeys(found))[:FRAMES]
