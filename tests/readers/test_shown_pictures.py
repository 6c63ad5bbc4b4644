# SPDX-License-Identifier: Apache-2.0
"""What a picture can show, and what becomes of it with the extra `ocr`."""

import pytest
from made.pictures import FONTS, drawn
from made.shown import Shown, assert_shown

from policydiff.ingest.scanned.recognizing import can_recognize

LINES = ("关于下达专项资金的通知", "各单位要认真组织实施。")
PICTURES = [
    Shown("text in a line", "read", lambda word: drawn((*LINES, word)), "PNG 11.2.3"),
    Shown("text on a page that lies on its side", "read", lambda word: drawn((*LINES, word), turn=1), "PNG 11.2.3"),
    Shown("text in a picture of several pages", "read", lambda word: drawn((*LINES, word), "TIFF", pages=2), "TIFF 2"),
    Shown("a picture of nothing", "refused", lambda _: drawn(()), "PNG 11.2.3"),
]
TABLES = {"Pictures": PICTURES}


@pytest.mark.slow
@pytest.mark.usefixtures("recognized_once")
@pytest.mark.skipif(not can_recognize() or not FONTS, reason="the extra `ocr` or a font is not installed")
@pytest.mark.parametrize("row", PICTURES, ids=lambda row: row.what)
def test_what_is_shown_is_read_or_said(row: Shown) -> None:
    """Each row holds, and copies that differ in it are never called equal."""
    assert_shown(row, "copy.png")
