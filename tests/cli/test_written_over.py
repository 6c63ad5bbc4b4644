# SPDX-License-Identifier: Apache-2.0
"""No command writes what it made over a copy that it was given."""

from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    "arguments",
    [
        ("lint", "a.txt", "-o", "a.txt"),
        ("lint", "a.txt", "--fix", "-o", "a.txt"),
        ("inspect", "a.txt", "-o", "./a.txt"),
        ("canonicalize", "a.txt", "-o", "a.txt"),
        ("group", "a.txt", "b.txt", "-o", "a.txt"),
        ("collate", "a.txt", "b.txt", "-o", "a.txt", "--format", "notes"),
        ("compare", "a.txt", "b.txt", "--premis", "a.txt"),
    ],
    ids=" ".join,
)
def test_a_copy_is_never_written_over(run_policydiff: Any, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """The copy stays as it is, and the refusal names another file as the cure."""
    text = "關於加強乾部管理的通知\n各單位要認真貫徹執行。\n"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")

    done = run_policydiff(*arguments, cwd=tmp_path)

    assert done.returncode == 2
    assert b"PD612" in done.stderr
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == text
