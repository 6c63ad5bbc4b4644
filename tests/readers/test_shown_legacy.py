# SPDX-License-Identifier: Apache-2.0
"""What binary Word files, workbooks and RTF can show, from [MS-DOC], [MS-XLS] and the RTF specification 1.9.1, and what
becomes of it through LibreOffice."""

import shutil
from collections.abc import Iterator
from functools import cache

import pytest
from made.legacy import placed, rtf
from made.shown import Shown, assert_shown

from policydiff.ingest.office import converted

DOC = [
    Shown("text", "read", placed("places.doc", "段"), "2.4.1"),
    Shown("text after a number of a list", "read", placed("places.doc", "號"), "2.4.6.3"),
    Shown("a cell of a table", "read", placed("places.doc", "格"), "2.4.3"),
    Shown("a footnote", "read", placed("places.doc", "註"), "2.3.2"),
    Shown("a head of pages", "page", placed("places.doc", "頁"), "2.3.3"),
    Shown("a remark", "event", placed("places.doc", "批"), "2.3.4"),
]
XLS = [
    Shown("a cell", "read", placed("places.xls", "格"), "2.4.149"),
    Shown("the name of a sheet", "page", placed("places.xls", "表"), "2.4.28"),
    Shown("a remark on a cell", "event", placed("places.xls", "批"), "2.4.179"),
]
RTF = [
    Shown("text", "read", rtf("%s"), "Unicode RTF"),
    Shown(
        "a cell of a table", "read", rtf("\\trowd\\cellx2000\\cellx6000\\intbl 1\\cell %s\\cell\\row\\pard "), "Tables"
    ),
    Shown("result of a field", "read", rtf("{\\field{\\*\\fldinst QUOTE x}{\\fldrslt %s}}"), "Fields"),
]
TABLES = {"DOC": DOC, "XLS": XLS, "RTF": RTF}


@pytest.fixture(scope="module", autouse=True)
def once() -> Iterator[None]:
    """Each file is converted once in this module: the answer is the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(converted, "convert", cache(converted.convert))
        yield


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: .doc, .xls and .rtf are not read"
)
@pytest.mark.parametrize(
    ("kind", "row"),
    [(kind, row) for kind, rows in TABLES.items() for row in rows],
    ids=lambda part: getattr(part, "what", part),
)
def test_what_is_shown_is_read_or_said(kind: str, row: Shown) -> None:
    """Each row holds, and copies that differ in it are never called equal."""
    assert_shown(row, f"copy.{kind.lower()}")
