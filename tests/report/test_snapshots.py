# SPDX-License-Identifier: Apache-2.0
"""Whole outputs as readers see them; a change of wording shows here as a change of words."""

import msgspec
import pytest
from syrupy.assertion import SnapshotAssertion

from policydiff.report.formats import Options, write


@pytest.mark.parametrize(
    ("name", "base", "lang"),
    [
        ("text", None, "zh-Hans"),
        ("text", "a", "zh-Hant"),
        ("notes", "a", "zh-Hans"),
        ("notes", None, "zh-Hant"),
        ("markdown", "b", "zh-Hans"),
    ],
)
def test_output_reads_as_before(pair, snapshot: SnapshotAssertion, name: str, base: str | None, lang: str) -> None:
    """The summary, the notes and the Markdown of the invented notice."""
    tool = msgspec.structs.replace(pair.comparison.tool, version="1.2.3")
    made = msgspec.structs.replace(pair.comparison, base=base, tool=tool)

    assert write(made, pair.texts, name, Options(lang)).decode() == snapshot
