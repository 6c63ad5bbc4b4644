# SPDX-License-Identifier: Apache-2.0
"""A result is written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

import pytest

from policydiff.errors import OutputError
from policydiff.show import writing
from policydiff.show.writing import replacing, write_file


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return [path.name for path in folder.iterdir()]


def test_a_file_is_replaced_and_nothing_left_beside_it(tmp_path: Path) -> None:
    """The new content takes the old one's place, under the old one's rights."""
    target = tmp_path / "report.html"
    target.write_bytes(b"old")
    target.chmod(0o640)

    write_file(target, b"new")

    assert (target.read_bytes(), target.stat().st_mode & 0o777, names(tmp_path)) == (b"new", 0o640, ["report.html"])


def test_a_link_is_followed(tmp_path: Path) -> None:
    """Writing through a link changes the file it leads to and leaves the link."""
    (tmp_path / "link").symlink_to(tmp_path / "real")

    write_file(tmp_path / "link", b"x")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"x"


def test_a_pipe_is_written_to() -> None:
    """A device is no file to replace."""
    write_file("/dev/null", b"x")

    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_that_nobody_reads_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that is there gets all; without one the program does not wait for ever."""
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(writing, "_BETWEEN", 0)
    with pytest.raises(OutputError, match="nobody reads") as caught:
        write_file(tmp_path / "pipe", b"x")
    assert caught.value.code == "PD510"

    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_file(tmp_path / "pipe", b"x")
    assert os.read(reader, 9) == b"x"
    os.close(reader)


@pytest.mark.parametrize(("place", "said"), [(".", "it is a folder"), ("absent/report.html", "No such file")])
def test_what_cannot_be_written_is_said(tmp_path: Path, place: str, said: str) -> None:
    """A folder, or a folder that is not there, is named with what to do, and nothing is left behind."""
    with pytest.raises(OutputError, match=said) as caught:
        write_file(tmp_path / place, b"x")

    assert caught.value.code == "PD510"
    assert caught.value.cure
    assert names(tmp_path) == []


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the last step fails, the old file is whole and no part of the new one lies about."""
    target = tmp_path / "report.html"
    target.write_bytes(b"old")

    def refuse(self: Path, other: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="No space left"):
        write_file(target, b"new")

    assert (target.read_bytes(), names(tmp_path)) == (b"old", ["report.html"])


@pytest.mark.parametrize("durable", [False, True])
def test_a_file_is_written_piece_by_piece(tmp_path: Path, durable: bool) -> None:
    """Until the block ends the old file stands; where it ends with an error, the old file stays and nothing lies
    about."""
    target = tmp_path / "results.jsonl"
    with replacing(target, durable=durable) as file:
        file.write(b"one\n")
        assert not target.exists()
        file.write(b"two\n")

    with suppress(ValueError), replacing(target, durable=durable) as file:
        file.write(b"three\n")
        raise ValueError("broken off")

    assert (target.read_bytes(), names(tmp_path)) == (b"one\ntwo\n", ["results.jsonl"])


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    """A link under the name of the unfinished file does not lead the writing elsewhere."""
    (tmp_path / f".report.html.{os.getpid()}.part").symlink_to(tmp_path / "elsewhere")

    write_file(tmp_path / "report.html", b"x")

    assert names(tmp_path) == ["report.html"]
