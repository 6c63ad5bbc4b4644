# SPDX-License-Identifier: Apache-2.0
"""docs/reading.md and the tests of its rows say the same."""

import importlib
import re
from pathlib import Path

import pytest
from made.shown import WORD, Shown

from policydiff.ingest.formats import READERS
from policydiff.ingest.sniff import media_type

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reading.md"
FORMATS = DOCS.with_name("formats.md")
MODULES = sorted(path.stem for path in Path(__file__).parent.glob("test_shown_*.py") if path.stem != "test_shown_docs")


def documented(heading: str) -> list[tuple[str, str, str]]:
    """The rows of the table under a heading."""
    section = re.split(r"^## ", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    body = next(part for part in section if part.startswith(f"{heading}\n"))
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|")) for line in body.splitlines() if line.startswith("|")
    ]
    return [(row[0], row[1], row[2]) for row in rows[2:]]


@pytest.mark.parametrize("module", MODULES)
def test_each_row_of_the_page_is_a_tested_row(module: str) -> None:
    """What the page says of a format is what the tests of that format prove, in the same order."""
    tested = importlib.import_module(module)
    tables: dict[str, list[Shown]] = tested.TABLES

    for heading, rows in tables.items():
        assert documented(heading) == [(row.what, row.how, row.source) for row in rows]


def shown_kinds() -> dict[str, str]:
    """Kinds of the files that prove the rows, each with the heading its rows stand under."""
    tables = [table for module in MODULES for table in importlib.import_module(module).TABLES.items()]
    return {media_type(row.make(WORD), f"copy.{heading.lower()}"): heading for heading, rows in tables for row in rows}


def test_every_reader_has_rows() -> None:
    """No reader is without a table of what its format can show."""
    proven = {READERS[kind] for kind in shown_kinds() if kind in READERS}

    assert set(READERS.values()) - proven == set()


def test_every_kind_that_is_read_stands_with_the_formats() -> None:
    """docs/formats.md has a row for each kind, under its own name (gzip) or that of its table (DOCX)."""
    section = FORMATS.read_text(encoding="utf-8").partition("## Kinds of files")[2].partition("\n## ")[0]
    named = " ".join(line.split("|")[1].lower() for line in section.splitlines() if line.startswith("|"))
    headings = shown_kinds()

    assert [
        kind
        for kind in READERS
        if not {kind.partition("/")[2], headings.get(kind, "").lower()} & set(re.findall(r"\w+", named))
    ] == []
