# SPDX-License-Identifier: Apache-2.0
"""The sample notice, line by line, in both of its copies; puts the package `made`, which writes test files, on the
path."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def _lines(name: str) -> list[str]:
    return [line for line in (CORPUS / name).read_text(encoding="utf-8").split("\n") if line.strip()]


@pytest.fixture(scope="session")
def plain() -> list[str]:
    """The copy without readings."""
    return _lines("qingdao-2023-tasks-plain.txt")


@pytest.fixture(scope="session")
def annotated() -> list[str]:
    """The copy with 398 pinyin readings in brackets."""
    return _lines("qingdao-2023-tasks-annotated.txt")
