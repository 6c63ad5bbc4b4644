# SPDX-License-Identifier: Apache-2.0
"""docs/reading.md and the tests of its rows say the same."""

import importlib
import re
from pathlib import Path

import pytest
from made.shown import Shown

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reading.md"
MODULES = sorted(path.stem for path in Path(__file__).parent.glob("test_shown_*.py") if path.stem != "test_shown_docs")


def documented(heading: str) -> list[tuple[str, str, str]]:
    """The rows of the table under a heading."""
    section = re.split(r"^## ", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    body = next(part for part in section if part.startswith(f"{heading}\n"))
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in body.splitlines() if line.startswith("|")]
    return [(row[0], row[1], row[2]) for row in rows[2:]]


@pytest.mark.parametrize("module", MODULES)
def test_each_row_of_the_page_is_a_tested_row(module: str) -> None:
    """What the page says of a format is what the tests of that format prove, in the same order."""
    tested = importlib.import_module(module)
    tables: dict[str, list[Shown]] = tested.TABLES

    for heading, rows in tables.items():
        assert documented(heading) == [(row.what, row.how, row.source) for row in rows]
