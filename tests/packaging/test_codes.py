# SPDX-License-Identifier: Apache-2.0
"""Every error code that a user can meet is explained, and nothing else is."""

import re
import tomllib
from pathlib import Path

import pytest

CODE = re.compile(r"""["'](PD\d{3})["']""")


@pytest.fixture(scope="module")
def explained(root: Path) -> dict[str, dict[str, str]]:
    """The table of explanations."""
    return tomllib.loads((root / "src/policydiff/explanations/codes.toml").read_text(encoding="utf-8"))


def test_every_code_in_the_source_is_explained(root: Path, explained: dict[str, dict[str, str]]) -> None:
    """`policydiff explain` knows each code that the program can print, and no code that it cannot."""
    used = {code for path in (root / "src").rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}

    assert used == set(explained)


def test_explanations_are_complete_and_sorted(explained: dict[str, dict[str, str]]) -> None:
    """Each says what it means, shows an example with its own code, and names the cure."""
    assert list(explained) == sorted(explained)
    assert {tuple(sorted(entry)) for entry in explained.values()} == {("cure", "example", "what")}
    assert [code for code, entry in explained.items() if code not in entry["example"]] == []
