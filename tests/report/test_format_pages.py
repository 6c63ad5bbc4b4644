# SPDX-License-Identifier: Apache-2.0
"""The pages of the documents that list formats: each row is a case of its format."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.comparison.copies import NOTICE
from tests.lineage.test_collate import OTHER_NUMBER, WITHOUT, copies
from tests.report.conftest import Pair

from policydiff.lineage import formats as of_collations
from policydiff.lineage.collate import collate
from policydiff.report import formats as of_comparisons
from policydiff.show.formats import Format

ROW = re.compile(r"\| `(?P<name>[\w-]+)` \| (?P<endings>.*?) ?\| (?P<about>.+) \| `(?P<shown>.+)` \|")


def rows(page: Path) -> dict[str, tuple[tuple[str, ...], str]]:
    """The endings and the example of each format that the page lists."""
    lines = page.read_text(encoding="utf-8").partition("| `--format` |")[2].splitlines()
    found = [row.groupdict() for line in lines if (row := ROW.fullmatch(line))]
    return {
        row["name"]: (
            tuple(re.findall(r"`(.+?)`", row["endings"])),
            row["shown"].replace("⇥", "\t").replace(r"\|", "|"),
        )
        for row in found
    }


def opened(content: bytes) -> str:
    """What was written, as text; of a workbook, all of its parts."""
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    return content.decode()


def assert_shown_on_page(page: Path, formats: dict[str, Format], write: Callable[[str], bytes]) -> None:
    """Each format of the table has its row, and writes what the row shows."""
    listed = rows(page)

    assert {name: endings for name, (endings, _) in listed.items()} == {
        name: found.endings for name, found in formats.items()
    }
    assert [name for name, (_, shown) in listed.items() if shown not in opened(write(name))] == []


def test_each_format_of_a_comparison_is_on_its_page_and_writes_what_is_shown_there(root: Path, pair: Pair) -> None:
    """A format without a row in docs/report.md, or without an example that holds, is not finished."""
    assert_shown_on_page(
        root / "docs/report.md",
        of_comparisons.FORMATS,
        lambda name: of_comparisons.write(pair.comparison, pair.texts, name),
    )


def test_each_format_of_a_collation_is_on_its_page_and_writes_what_is_shown_there(root: Path) -> None:
    """A format without a row in docs/collation.md, or without an example that holds, is not finished."""
    collation = collate(copies(NOTICE, OTHER_NUMBER, WITHOUT))

    assert_shown_on_page(
        root / "docs/collation.md", of_collations.FORMATS, lambda name: of_collations.write(collation, name)
    )


@pytest.mark.parametrize("table", [of_comparisons.FORMATS, of_collations.FORMATS])
def test_no_ending_names_two_formats(table: dict[str, Format]) -> None:
    """What a file's ending stands for does not hang on the order of the table."""
    endings = [ending for found in table.values() for ending in found.endings]

    assert sorted(endings) == sorted(set(endings))
