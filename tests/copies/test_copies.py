# SPDX-License-Identifier: Apache-2.0
"""A copy by its name: files, captures, notices on a page, and what is wrong with a name."""

import os
import time
from pathlib import Path

import pytest

from policydiff.copies import Location, ReadingOptions, bounded, digest_of, locate, read_copy, with_copy
from policydiff.errors import INTERNAL, InputError
from policydiff.ingest.apart import can_fork


def notice(number: int, subject: str) -> str:
    """An invented notice, long enough to be one of several on a page."""
    tasks = "".join(
        f"{n}.推进{subject}第{n}项工作，年内完成{n * 3}个项目，由市{subject}局负责落实。\n" for n in range(1, 12)
    )
    return (
        f"市政府关于印发{subject}要点的通知\n市政发〔2023〕{number}号\n各区人民政府：\n{tasks}市政府\n"
        f"2023年3月{number}日\n"
    )


FIRST, SECOND = notice(7, "港口"), notice(8, "防汛")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with two notices; two files whose own names have a `#`."""
    (tmp_path / "page.txt").write_text(FIRST + SECOND, "utf-8")
    (tmp_path / "odd#2").write_text(FIRST, "utf-8")
    (tmp_path / "page.txt#3").write_text("页三。", "utf-8")
    (tmp_path / "site.warc").write_bytes(b"WARC/1.0\r\n")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "file", "capture", "number"),
    [
        ("page.txt", "page.txt", None, None),
        ("page.txt#1", "page.txt", None, 1),
        ("page.txt#12", "page.txt", None, 12),
        ("odd#2", "odd#2", None, None),
        ("odd#2#1", "odd#2", None, 1),
        ("page.txt#3", "page.txt#3", None, None),
        ("none.txt", "none.txt", None, None),
        ("none.txt#2", "none.txt#2", None, None),
        ("site.warc#https://example.org/a", "site.warc", "https://example.org/a", None),
        ("site.warc#https://example.org/a#2", "site.warc", "https://example.org/a", 2),
        ("site.warc#urn:x", "site.warc", "urn:x", None),
        ("site.warc#2", "site.warc", None, 2),
    ],
)
def test_a_name_says_file_capture_and_notice(
    page: Path, name: str, file: str, capture: str | None, number: int | None
) -> None:
    """A file of the whole name wins; what stands behind `#` is a capture of a web archive or the number of a notice."""
    assert locate(page / name) == Location(page / file, capture, number)


@pytest.mark.parametrize("end", ["#0", "#two", "#", "#02", "#-1", "#２"])
def test_no_number_behind_the_mark_is_an_error(page: Path, end: str) -> None:
    """Where the file is there and the name is not, the mark is told, with what to write."""
    with pytest.raises(InputError) as error:
        locate(page / f"page.txt{end}")

    assert (error.value.code, f"{end} is not a notice number" in error.value.message, bool(error.value.cure)) == (
        "PD112",
        True,
        True,
    )


def test_a_notice_of_a_page_is_a_copy_of_its_own(page: Path) -> None:
    """Its text is that of the notice alone, its bytes are the page's, its name says which it is."""
    whole, first, second = (read_copy(page / f"page.txt{end}") for end in ("", "#1", "#2"))

    assert (first.text, second.text) == (FIRST, SECOND)
    assert whole.sha256 == first.sha256 == second.sha256 == digest_of(locate(page / "page.txt#2"))
    assert second.name == str(page / "page.txt#2")


def test_a_page_without_such_a_notice_is_an_error(page: Path) -> None:
    """The number of notices that there are is told."""
    with pytest.raises(InputError, match="there is no notice 4 on the page; it has 2") as error:
        read_copy(page / "page.txt#4")

    assert error.value.code == "PD112"


def test_what_is_known_of_a_page_goes_with_its_notice(page: Path) -> None:
    """Events and problems of the notice have its offsets; those of the other notice are not its own."""
    (page / "page.html").write_text(
        "<html><body>"
        + "".join(
            f"<p>{line}</p>"
            for line in (FIRST + SECOND.replace("防汛第1项", "<ruby>防<rt>fáng</rt></ruby>汛第1项")).splitlines()
        ),
        "utf-8",
    )
    (page / "lost.txt").write_text(FIRST + SECOND.replace("防汛第2项", "防\ufffd第2项"), "utf-8")

    ruby = [(event.kind, event.start) for event in read_copy(page / "page.html#2").events if event.kind == "ruby"]
    (lost,) = [problem for problem in read_copy(page / "lost.txt#2").problems if problem.code == "PD108"]

    assert len(ruby) == 1
    assert not [event for event in read_copy(page / "page.html#1").events if event.kind == "ruby"]
    assert lost.start is not None
    assert read_copy(page / "lost.txt#2").text[lost.start] == "\ufffd"
    assert not read_copy(page / "lost.txt#1").problems


def test_the_ending_tells_the_kind_of_a_numbered_file_too(page: Path) -> None:
    """`page.md#2` is Markdown as `page.md` is."""
    (page / "page.md").write_text(FIRST + SECOND, "utf-8")

    assert read_copy(page / "page.md#2").media_type == read_copy(page / "page.md").media_type == "text/markdown"


def test_files_are_read_as_asked(page: Path) -> None:
    """The declared encoding holds for a notice of a page as for a file."""
    (page / "page.txt").write_bytes((FIRST + SECOND).encode("big5hkscs", "replace"))

    assert read_copy(page / "page.txt#1", ReadingOptions(declared="big5")).encoding.declared == "big5"


def _page(folder: Path, name: str = "page.html") -> Path:
    path = folder / name
    path.write_text("<p>某市人民政府关于印发重点任务的通知</p>", "utf-8")
    return path


@pytest.mark.skipif(not can_fork(), reason="the system cannot copy a process")
@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_what_is_more_than_plain_text_is_read_in_a_process_of_its_own(tmp_path: Path, name: str) -> None:
    """Work on a page is done elsewhere, work on a small text here; both give the same."""
    path = tmp_path / name
    path.write_text("<p>通知</p>" if name.endswith("html") else "通知", "utf-8")

    assert (with_copy(path, lambda _: os.getpid()) == os.getpid()) is (name == "page.txt")
    assert read_copy(path).text.strip() == "通知"


@pytest.mark.skipif(not can_fork(), reason="the system cannot copy a process")
def test_time_and_memory_of_one_copy_are_bounded(tmp_path: Path) -> None:
    """A reader that hangs, and one that takes too much, are errors that name the file."""
    path = _page(tmp_path)

    for work, how, code in (
        (lambda _: time.sleep(60), bounded(ReadingOptions(), 0.5, 0), "PD311"),
        (lambda _: bytearray(2 << 30), bounded(ReadingOptions(), 0, 1024), "PD312"),
        (lambda _: {}["label"], ReadingOptions(), "PD001"),
    ):
        with pytest.raises(InputError) as error:
            with_copy(path, work, how)
        assert error.value.code == code
        assert error.value.message.startswith(f"{path}: ")


def test_a_fault_of_the_programs_is_an_error_of_the_copy(tmp_path: Path) -> None:
    """Where a text is worked on here, a fault is the same error, and keeps the exit status of a fault."""
    path = tmp_path / "a.txt"
    path.write_text("通知", "utf-8")

    with pytest.raises(InputError) as error:
        with_copy(path, lambda _: {}["label"])

    assert (error.value.code, error.value.exit_status) == ("PD001", INTERNAL)


def test_what_is_larger_than_is_read_has_no_digest(tmp_path: Path) -> None:
    """A file over the bound is not read to its end to be hashed."""
    path = tmp_path / "a.txt"
    path.write_text("通知" * 100, "utf-8")

    assert digest_of(locate(path), 599) is None
    assert digest_of(locate(path), 600) == read_copy(path).sha256
