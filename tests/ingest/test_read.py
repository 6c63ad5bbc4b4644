# SPDX-License-Identifier: Apache-2.0
"""A copy is read once, hashed once, and what cannot be read is said with its cure."""

import io
import os
import socket
import sys
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.errors import InputError
from policydiff.ingest import read
from policydiff.ingest.formats import READERS
from policydiff.ingest.limits import Limits

NOTICE = "关于印发管理办法的通知\r\n\u3000\u3000各区人民政府：\r\n一、总体要求。\u200b到2027年，建成120个。\n"


def test_a_file_is_its_bytes_and_its_text(tmp_path: Path) -> None:
    """Hash and size are of the bytes, the text is every decoded character, line ends among them."""
    path = tmp_path / "甲.txt"
    path.write_bytes(NOTICE.encode("gbk", "ignore"))
    witness = read(path)
    assert witness.text == NOTICE.replace("\u200b", "")
    assert witness.sha256 == sha256(path.read_bytes()).hexdigest()
    assert witness.size == path.stat().st_size
    assert (witness.name, witness.encoding.used, witness.media_type) == (str(path), "gb18030", "text/plain")


def test_text_begins_after_the_byte_order_mark() -> None:
    """The mark at the start is no text; marks further on stay, for the unicode layer."""
    witness = read(b"\xef\xbb\xbf" + ("\ufeff" + NOTICE + "\ufeff").encode())
    assert witness.text == "\ufeff" + NOTICE + "\ufeff"
    assert witness.encoding.bom


def test_a_str_is_the_text_itself() -> None:
    """A text is read as it stands and hashed in its UTF-8 form, also where it looks like a path."""
    witness = read(NOTICE)
    assert (witness.text, witness.sha256) == (NOTICE, sha256(NOTICE.encode()).hexdigest())
    assert read("notice.txt").text == "notice.txt"


def test_bytes_and_text_and_file_of_one_copy_are_alike(tmp_path: Path) -> None:
    """One copy has one hash and one text, however it is handed over."""
    path = tmp_path / "a.txt"
    path.write_bytes(NOTICE.encode())
    seen = {(w.text, w.sha256, w.size) for w in (read(NOTICE), read(NOTICE.encode()), read(path))}
    assert len(seen) == 1


def test_a_given_name_is_the_copys_name() -> None:
    """Messages and reports call a copy what the caller calls it."""
    assert read(NOTICE, name="甲").name == "甲"
    with pytest.raises(InputError, match=r"^乙: "):
        read(b"", name="乙")


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` as a path reads standard input, once."""
    stream = io.TextIOWrapper(io.BytesIO(NOTICE.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    witness = read(Path("-"))
    assert (witness.text, witness.name) == (NOTICE, "-")


def test_a_declared_encoding_is_kept() -> None:
    """A label from outside reaches the facts and the problems."""
    witness = read(NOTICE.encode(), declared="gb2312")
    assert (witness.encoding.declared, witness.encoding.used) == ("gb2312", "utf-8")
    assert [problem.code for problem in witness.problems] == ["PD106"]


def test_markdown_is_known_by_its_ending(tmp_path: Path) -> None:
    """The ending says Markdown; the marks stay in the text."""
    path = tmp_path / "a.MD"
    path.write_text("# 通知\n", encoding="utf-8")
    assert (read(path).media_type, read(path).text) == ("text/markdown", "# 通知\n")


def refused(tmp_path: Path, case: str) -> Path:
    """A path of each kind that cannot be read."""
    path = tmp_path / "x.txt"
    contents = {
        "empty": b"", "blank": b" \r\n\xe3\x80\x80\n", "mark alone": b"\xef\xbb\xbf", "null bytes": b"\x00" * 50,
        "binary": b"\x7fELF\x02\x01\x00\x00" * 9,
        "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 50, "packed": b"7z\xbc\xaf\x27\x1c123",
        "undecodable": "通知".encode() + b"\xff\xff",
    }  # fmt: skip
    if case in contents:
        path.write_bytes(contents[case])
    if case == "folder":
        path.mkdir()
    if case == "part of the path is a file":
        path.write_bytes(b"x")
        return path / "y"
    if case == "name too long":
        return tmp_path / ("x" * 5000)
    if case == "null in the name":
        return Path("a\x00b")
    return path


REFUSED = [
    ("missing", "PD101"), ("part of the path is a file", "PD101"), ("name too long", "PD101"),
    ("null in the name", "PD101"), ("folder", "PD102"),
    ("empty", "PD103"), ("blank", "PD103"), ("mark alone", "PD103"), ("null bytes", "PD104"), ("binary", "PD104"),
    ("ole", "PD132"), ("packed", "PD132"),
    ("undecodable", "PD105"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "code"), REFUSED)
def test_what_cannot_be_read_is_an_input_error(tmp_path: Path, case: str, code: str) -> None:
    """Each has its code, names the file and says what to do."""
    path = refused(tmp_path, case)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == code
    assert caught.value.message.startswith(f"{path}: ")
    assert caught.value.cure


def test_a_file_without_rights_is_an_input_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Simulated, for root may read everything."""
    monkeypatch.setattr(
        "builtins.open", lambda *_, **__: (_ for _ in ()).throw(PermissionError(13, "Permission denied"))
    )
    (tmp_path / "a.txt").touch()
    with pytest.raises(InputError, match="may not be read"):
        read(tmp_path / "a.txt")


@pytest.mark.parametrize("text", ["", " \n\u3000", "\ufeff", "通\ud800知"])
def test_a_text_with_nothing_in_it_is_an_input_error(text: str) -> None:
    """Empty, blank or half a surrogate pair."""
    with pytest.raises(InputError):
        read(text)


def test_a_file_over_a_limit_is_refused_before_it_is_read_whole() -> None:
    """An endless pipe ends at the limit, with the option that raises it."""

    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:
            self.taken += len(buffer)
            buffer[:] = b"a" * len(buffer)
            return len(buffer)

    endless = Endless()
    from policydiff.ingest.read import _bounded

    with pytest.raises(InputError, match="over the limit"):
        _bounded(io.BufferedReader(endless), Limits(file_bytes=100_000))
    assert endless.taken < 1_000_000
    with pytest.raises(InputError, match="over the limit"):
        read(b"a" * 11, limits=Limits(file_bytes=10))
    with pytest.raises(InputError, match="over the limit"):
        read("通知" * 11, limits=Limits(text_characters=10))


def test_a_name_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    """A file name with bytes that are no characters becomes escapes."""
    path = tmp_path / "a\udcff.txt"
    path.write_bytes(NOTICE.encode())
    assert read(path).name.endswith("a\\xff.txt")


@pytest.mark.parametrize("target", sorted(set(READERS.values())))
def test_every_reader_of_the_table_exists(target: str) -> None:
    """The table names functions that can be loaded."""
    module, _, function = target.partition(":")
    assert callable(getattr(import_module(module), function))


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a", "a.pdf"]))
def test_any_bytes_give_a_witness_or_an_input_error(data: bytes, name: str) -> None:
    """No other exception comes out of any content."""
    try:
        witness = read(data, name=name)
    except InputError:
        return
    assert witness.text.strip()
    assert witness.sha256 == sha256(data).hexdigest()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize(("sent", "limit"), [(3_000_000, 4_000_000), (3_000_000, 1_000_000)], ids=["within", "over"])
def test_what_does_not_say_its_size_is_read_to_its_end_or_the_limit(sent: int, limit: int) -> None:
    """A pipe has no size beforehand: all of it is read, or it is refused as soon as there is too much."""
    ours, theirs = os.pipe()
    pipe = Path(f"/dev/fd/{ours}")

    def write() -> None:
        with suppress(BrokenPipeError), os.fdopen(theirs, "wb") as file:
            file.write("通".encode() * (sent // 3))

    writer = Thread(target=write)
    writer.start()
    try:
        if sent > limit:
            with pytest.raises(InputError, match="over the limit"):
                read(pipe, limits=Limits(file_bytes=limit))
        else:
            assert read(pipe, limits=Limits(file_bytes=limit)).size == sent
    finally:
        os.close(ours)
        writer.join()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize("kind", ["pipe", "link to a pipe", "socket", "device"])
def test_what_is_no_file_is_refused_without_being_opened(tmp_path: Path, kind: str) -> None:
    """A pipe to which nobody writes, a socket and a device without end are errors at once, also behind a link."""
    path = tmp_path / "copy"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "link to a pipe":
        os.mkfifo(tmp_path / "pipe")
        path.symlink_to("pipe")
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(path))
    else:
        path = Path(os.devnull)

    with pytest.raises(InputError) as error:
        read(path)

    assert error.value.code == "PD110"
    assert str(path) in error.value.message
