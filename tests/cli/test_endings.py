# SPDX-License-Identifier: Apache-2.0
"""What the ending of an output file and `--format` say together: nothing is written under a misleading name in
silence."""

from pathlib import Path

import pytest

from policydiff.cli.boundary import run
from policydiff.cli.main import cli

TEXT = "关于测试的通知\n1.完成35项任务，由市科技局负责。\n2.培育市级以上创新平台。\n"


@pytest.fixture(autouse=True)
def _copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with two copies, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("b.txt").write_text(TEXT.replace("35", "53"), encoding="utf-8")


COMPARED = ["compare", "a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([*COMPARED, "--format", "json", "-o", "r.html"], "r.html is written as json, as --format says"),
        ([*COMPARED, "--format", "csv", "-o", "r.xlsx"], "its ending is that of xlsx"),
        ([*COMPARED, "--format", "checks"], "none are given: --decisions FILE"),
        ([*COMPARED, "--format", "errata", "-o", "r.html"], ""),
        ([*COMPARED, "--format", "errata-json", "-o", "r.json"], ""),
        ([*COMPARED, "--format", "notes", "-o", "r.txt"], ""),
        ([*COMPARED, "--format", "json", "-o", "r.result"], ""),
        ([*COMPARED, "-o", "r.md"], ""),
        (["collate", "a.txt", "b.txt", "--format", "csv", "-o", "r.html"], "its ending is that of html"),
        (["lint", "a.txt", "--format", "json", "-o", "r.html"], "its ending is that of html"),
        (["lint", "a.txt", "-o", "r"], ""),
        (["inspect", "a.txt", "--format", "text", "-o", "r.json"], "its ending is that of json"),
    ],
)
def test_an_ending_of_another_format_is_said(
    args: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The file is written as it was asked for, with a warning; an ending that suits the format is no matter."""
    assert run(cli, args) in (0, 1)

    told = capsys.readouterr().err
    assert (said in told) if said else not told
    assert len(list(tmp_path.glob("r*"))) == ("-o" in args)


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["lint", "a.txt", "-o", "r.csv"], ".json"),
        (["inspect", "a.txt", "-o", "r.html"], ".json"),
        (["canonicalize", "a.txt", "-o", "r.docx"], ".txt"),
        ([*COMPARED, "-o", "r.pdf"], ".html"),
    ],
)
def test_an_ending_that_no_format_has_is_refused(
    args: list[str], named: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Nothing is written, and the endings that there are are named."""
    assert run(cli, args) == 2

    told = capsys.readouterr().err
    assert "PD231" in told
    assert named in told
    assert not list(tmp_path.glob("r*"))


def test_at_a_terminal_a_written_result_is_told_in_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who writes a report at a terminal sees the verdict and where the report is; a job sees nothing."""
    seen = []
    for terminal in (False, True):
        monkeypatch.setattr("sys.stderr.isatty", lambda terminal=terminal: terminal)
        assert run(cli, [*COMPARED, "-o", "r.html"]) == 1
        seen.append(capsys.readouterr())

    assert (seen[0].out, seen[0].err) == ("", "")
    assert seen[1].out == ""
    assert seen[1].err == "DIFFERENT  The wording differs in one place (serious). → r.html\n"
