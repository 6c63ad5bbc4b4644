# SPDX-License-Identifier: Apache-2.0
"""A mistake on the command line is answered with what was probably meant."""

from pathlib import Path

import pytest

from policydiff.cli.boundary import run
from policydiff.cli.main import cli


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two copies, a folder and a manifest, to work in."""
    for name in ("a-copy.txt", "b-copy.txt"):
        (tmp_path / name).write_text("关于测试的通知\n一、完成35项。\n", "utf-8")
    (tmp_path / "dd").mkdir()
    (tmp_path / "pairs.csv").write_text("id,a,b\n1,a-copy.txt,b-copy.txt\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("args", "cure"),
    [
        (["compare", "“a-copy.txt”", "b-copy.txt"], "write the name without these quotation marks: a-copy.txt"),
        (["lint", "「a-copy.txt」"], "write the name without these quotation marks: a-copy.txt"),
        (["compare", "a-copy.txt；b-copy.txt", "x"], "put a space between the names: a-copy.txt b-copy.txt"),
        (["compare", "a-cpy.txt", "b-copy.txt"], "did you mean a-copy.txt?"),
        (["compare", "none/a-copy.txt", "b-copy.txt"], "there is no folder none either: look at the path"),
        (["compare", "zzz", "b-copy.txt"], "look at the path; a file may have been moved or deleted meanwhile"),
        (["compare", "a-copy.txt", "b-copy.txt", "-o", "dd"], f"name a file in that folder: {Path('dd/report.html')}"),
        (
            ["--color", "never", "compare", "a", "b"],
            "options stand behind the command: `policydiff compare a.txt b.txt",
        ),
        (["compare", "a-copy.txt", "b-copy.txt", "-o"], "`policydiff compare --help` shows the options and examples"),
        (["batch", "pairs.csv"], "say where the results are to go: `policydiff batch pairs.csv -o out`"),
        (["inspect", "a-copy.txt", "--encoding", "utf-9"], "give one such as utf-8, gb18030 or big5"),
    ],
)
def test_a_mistake_is_answered_with_the_next_command(
    here: Path, capsys: pytest.CaptureFixture[str], args: list[str], cure: str
) -> None:
    """Status 2, and the line of help names what to type."""
    assert run(cli, args) == 2
    assert f"help: {cure}" in capsys.readouterr().err


def test_a_result_is_not_written_over_a_page_of_which_a_part_is_compared(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy named with the part behind it is the file before the `#`."""
    page = here / "page.html"
    page.write_text("<p>关于测试的通知</p><p>一、完成35项。</p>", "utf-8")

    assert run(cli, ["compare", "a-copy.txt", "page.html#1", "-o", "page.html"]) == 2
    assert "error[PD612]" in capsys.readouterr().err
    assert page.read_text("utf-8").startswith("<p>")


def test_an_address_behind_a_name_keeps_its_slashes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was typed is what the answer shows."""
    (here / "w.warc").write_bytes(b"WARC/1.0\r\n")

    run(cli, ["inspect", "w.warc#20230101000000/https://example.cn/a"])
    said = capsys.readouterr().err
    assert "w.warc#20230101000000/https://example.cn/a" in said
    assert "https:/e" not in said.replace("https://e", "")
