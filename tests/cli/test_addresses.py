# SPDX-License-Identifier: Apache-2.0
"""URLs given where a copy is wanted: nothing is fetched, and the answer says how to save a page."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from policydiff.ingest.address import is_address

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
URL = "https://www.a.example//zwgk/./1.html?id=1&a=%E9#top"
COMMANDS = [
    ["compare", "a.txt", URL],
    ["compare", URL, "a.txt"],
    ["lint", "a.txt", URL],
    ["inspect", URL],
    ["canonicalize", URL],
    ["collate", "a.txt", "a.txt", URL],
    ["group", "a.txt", URL],
    ["batch", URL, "-o", "out"],
    ["batch", "a.txt", "--against", URL, "-o", "out"],
    ["store", "add", "s.store", URL],
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words)[:24])
def test_a_url_is_shown_as_it_was_typed(words: list[str], tmp_path: Path, run_policydiff: Run) -> None:
    """Every command that reads copies says that it fetches nothing, and how a page is saved."""
    (tmp_path / "a.txt").write_text("關於做好防汛工作的通知。", encoding="utf-8")

    answer = run_policydiff(*words, cwd=tmp_path)

    assert answer.returncode == 2
    said = answer.stderr.decode()
    assert f"error[PD113]: {URL}: is an address" in said
    assert ".mhtml" in said


def test_a_url_in_a_manifest_is_the_error_of_its_pair(tmp_path: Path, run_policydiff: Run) -> None:
    """The other pairs are compared."""
    (tmp_path / "a.txt").write_text("關於做好防汛工作的通知。", encoding="utf-8")
    (tmp_path / "m.csv").write_text(f"a,b\na.txt,{URL}\na.txt,a.txt\n", encoding="utf-8")

    answer = run_policydiff("batch", "m.csv", "-o", "out", cwd=tmp_path)

    assert answer.returncode == 2
    first, second = (
        json.loads(line) for line in (tmp_path / "out/results.jsonl").read_text(encoding="utf-8").splitlines()
    )
    assert first["error"]["code"] == "PD113"
    assert first["error"]["message"].startswith(f"{URL}: ")
    assert second["comparison"]["verdict"] == "identical"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("http://a.example", True),
        ("https:/a.example/1.html", True),
        ("“https://a.example/1.html”", True),
        ("<HTTP://A.EXAMPLE>", True),
        ("https：//a.example", True),
        ("www.a.example/1.html", True),
        ("file:///tmp/a.html", True),
        ("ftp://a.example/a.doc", True),
        ("view-source:https://a.example", True),
        ("C:/a.txt", False),
        ("C:\\a.txt", False),
        ("a.warc.gz#https://a.example/1.html", False),
        ("www/a.txt", False),
        ("通知：一.txt", False),
        ("a:b.txt", False),
        ("httpd.txt", False),
    ],
)
def test_addresses_are_told_from_names_of_files(name: str, found: bool) -> None:
    """A scheme or a host that says it is a web site; quotes and blanks around it do not matter."""
    assert is_address(name) == found


def test_a_file_of_such_a_name_is_that_file(tmp_path: Path, run_policydiff: Run) -> None:
    """What is there is read."""
    (tmp_path / "www.a.txt").write_text("關於做好防汛工作的通知。", encoding="utf-8")

    assert run_policydiff("canonicalize", "www.a.txt", cwd=tmp_path).returncode == 0
