# SPDX-License-Identifier: Apache-2.0
"""The options that say how files are read, the same for every command that reads."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

COMMANDS = {
    "compare": ["compare", "{}", "{}"],
    "collate": ["collate", "{}", "copy.txt"],
    "inspect": ["inspect", "{}", "--format", "json"],
    "canonicalize": ["canonicalize", "{}"],
    "lint": ["lint", "{}", "--format", "json"],
    "group": ["group", "{}", "copy.txt"],
}


def notice(number: int, subject: str) -> str:
    """An invented notice, long enough to be one of several on a page."""
    tasks = "".join(
        f"{n}.推进{subject}第{n}项工作，年内完成{n * 3}个项目，由市{subject}局负责落实。\n" for n in range(1, 12)
    )
    return (
        f"市政府关于印发{subject}要点的通知\n市政发〔2023〕{number}号\n各区人民政府：\n{tasks}市政府\n"
        f"2023年3月{number}日\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page with two notices in GBK, and a copy of its second one."""
    (tmp_path / "page.txt").write_bytes((notice(7, "港口") + notice(8, "防汛")).encode("gbk"))
    (tmp_path / "copy.txt").write_bytes(notice(8, "防汛").encode("gbk"))
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_options_of_reading(command: str, folder: Path, run_policydiff: Run) -> None:
    """A notice of a page, an encoding, a limit by option and by configuration."""
    args = [word.format("page.txt#2") for word in COMMANDS[command]]

    well = run_policydiff(*args, "--encoding", "gbk", "--tracked", "original", "--whole-page", cwd=folder)
    none = run_policydiff(*[word.replace("#2", "#3") for word in args], cwd=folder)
    refused = run_policydiff(*args, "--limit", "file_bytes=100", cwd=folder)
    (folder / "policydiff.toml").write_text("[limits]\nfile_bytes = 100\n")
    bounded = run_policydiff(*args, cwd=folder)
    wrong = run_policydiff(*args, "--limit", "length=100", cwd=folder)

    assert well.returncode in (0, 1), well.stderr
    assert (none.returncode, b"PD112" in none.stderr) == (2, True)
    assert (refused.returncode, b"PD130" in refused.stderr) == (2, True)
    assert (bounded.returncode, b"PD130" in bounded.stderr) == (2, True)
    assert (wrong.returncode, b"PD205" in wrong.stderr) == (2, True)


def test_inspect_and_canonicalize_show_one_notice_of_a_page(folder: Path, run_policydiff: Run) -> None:
    """What stands on the page besides is not shown."""
    shown = [
        run_policydiff(command, "page.txt#2", cwd=folder).stdout.decode() for command in ("inspect", "canonicalize")
    ]

    assert all("防汛" in text and "港口" not in text for text in shown)


@pytest.mark.parametrize(
    "command", [["compare", "copy.txt"], ["lint"], ["inspect"], ["canonicalize"], ["collate", "copy.txt"]]
)
def test_what_was_met_in_a_copy_is_said(command: list[str], folder: Path, run_policydiff: Run) -> None:
    """Of two captures of one address the later is read, and every command says so, in its output or beside it."""
    bodies = [notice(8, "防汛"), notice(8, "防汛").replace("年内", "年底前")]
    answers = [f"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}".encode() for body in bodies]
    records = [
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/8\r\nWARC-Record-ID: <urn:x:{n}>\r\n"
        f"WARC-Date: 2023-0{n}-09T10:00:00Z\r\nContent-Length: {len(sent)}\r\n\r\n".encode()
        + sent
        + b"\r\n\r\n"
        for n, sent in enumerate(answers, 1)
    ]
    (folder / "crawl.warc").write_bytes(b"".join(records))
    (folder / "copy.txt").write_text(bodies[1])

    done = run_policydiff(*command, "crawl.warc", cwd=folder)

    said = (done.stdout + done.stderr).decode()
    assert done.returncode in (0, 1), said
    assert "PD114" in said
    assert "read the capture of 20230209100000, the latest of 2" in said
    assert "the others: 20230109100000" in said
