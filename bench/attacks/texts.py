# SPDX-License-Identifier: Apache-2.0
"""Plain texts that cost more than their length, beside a copy of themselves in which little or much is otherwise; and
what is no text."""

import os
from collections.abc import Callable
from pathlib import Path

from bench.attacks.attack import NOTICE, Attack, of

_M = 1_000_000


def _pair(what: str, one: Callable[[], str], other: Callable[[], str], ending: str = "txt") -> Attack:
    return Attack("text", what, ending, one, other)


def long_text(n: int = 3 * _M) -> str:
    """A text of about so many characters, in which no line stands twice."""
    lines = []
    size = 0
    while size < n:
        k = len(lines)
        lines.append(f"{k}.推进第{k}项重点工作，年内完成{k * 7 % 1009}个项目，认真贯彻落实国务院的决定。")
        size += len(lines[-1]) + 1
    return "\n".join(lines)


def _swapped(text: str) -> str:
    return text.translate(str.maketrans("进项点务认贯彻务决", "進項點務認貫徹務決"))


def _shuffled(n: int) -> str:
    lines = long_text(n).split("\n")
    return "\n".join(lines[at * 7919 % len(lines)] for at in range(len(lines)))


def unlike(n: int, start: int) -> str:
    return "".join(chr(0x4E00 + (start + at * at * 31 + at * 17) % 20_000) for at in range(n))


def _sparse(text: str, mark: str, every: int = 1) -> str:
    return (mark).join(text[at : at + every] for at in range(0, len(text), every))


TEXTS: list[Attack] = [
    _pair("3,000,000 characters in two scripts", long_text, lambda: _swapped(long_text())),
    _pair("3,000,000 characters, every second of no width", lambda: _sparse(long_text(1_500_000), "\u200b"), long_text),
    _pair(
        "3,000,000 characters, every second of direction", lambda: _sparse(long_text(1_500_000), "\u202e"), long_text
    ),
    _pair(
        "1,000,000 glosses",
        lambda: long_text(_M).replace("重", "重(zhòng)").replace("行", "行(háng)"),
        lambda: long_text(_M),
    ),
    _pair("all marks at once", lambda: _sparse(_swapped(long_text(_M)), "\ufeff\u200d", 2), lambda: long_text(_M)),
    _pair("9,900,000 characters", lambda: long_text(9_900_000), lambda: long_text(9_900_000).replace("7", "8")),
    _pair("11,000,000 characters", lambda: "文" * 11 * _M, lambda: NOTICE),
    _pair("70 MB", lambda: "文" * 24 * _M, lambda: NOTICE),
    _pair(
        "one line of 3,000,000 characters",
        lambda: long_text().replace("\n", ""),
        lambda: long_text().replace("\n", "")[7:],
    ),
    _pair("two unlike texts of 1,000,000 characters", lambda: unlike(_M, 1), lambda: unlike(_M, 7919)),
    _pair("2,000,000 characters in another order of lines", lambda: long_text(2 * _M), lambda: _shuffled(2 * _M)),
    _pair("300,000 equal labels in one text", lambda: "1.甲\n" * 300_000, lambda: "1.甲\n" * 299_999),
    _pair("300,000 labels that count", lambda: "".join(f"{n}.甲\n" for n in range(300_000)), lambda: "1.甲\n" * 9_000),
    _pair("2,000,000 empty lines", lambda: NOTICE + "\n" * 2 * _M + "甲", lambda: NOTICE + "\n甲"),
    _pair("3,000,000 times one character", lambda: "文" * 3 * _M, lambda: "文" * (3 * _M - 1)),
    _pair("3,000,000 times two characters", lambda: "文书" * 1_500_000, lambda: "书文" * 1_499_999),
    _pair("3,000,000 opening brackets", lambda: "（" * 3 * _M, lambda: "（" * 9 + NOTICE),
    _pair("500,000 brackets in brackets", lambda: "（〔《" * 500_000 + "》〕）" * 500_000, lambda: NOTICE),
    _pair("2,000,000 digits", lambda: "1234567890" * 200_000, lambda: "1234567891" * 200_000),
    _pair("1,000,000 numerals", lambda: "一百二十三万四千五百" * 100_000, lambda: "一百二十三万四千五百" * 99_999),
    _pair(
        "200,000 dates and numbers", lambda: "2023年1月30日35%３５億元\n" * 200_000, lambda: "2023-01-30\n" * 200_000
    ),
    _pair("a million combining marks", lambda: "文" + "\u0301" * _M, lambda: "文"),
    _pair("500,000 variation selectors", lambda: "葛\U000e0100" * 500_000, lambda: "葛" * 500_000),
    _pair("500,000 tags", lambda: NOTICE + "\U000e0041" * 500_000, lambda: NOTICE),
    _pair("500,000 private characters", lambda: "\ue000甲" * 500_000, lambda: "\ue001甲" * 500_000),
    _pair("a million lost characters", lambda: "\ufffd甲" * _M, lambda: "乙甲" * _M),
    _pair("2,000,000 control characters", lambda: NOTICE + "\x1b[2J" * 500_000, lambda: NOTICE),
    _pair("a table of tabs with 100,000 columns", lambda: "甲\t" * 100_000 + "\n" + "乙\t" * 100_000, lambda: NOTICE),
    _pair("a Markdown table of 100,000 columns", lambda: _marked(100_000, 2), lambda: NOTICE, "md"),
    _pair("a Markdown table of 100,000 rows", lambda: _marked(2, 100_000), lambda: NOTICE, "md"),
    _pair("500,000 marks of Markdown", lambda: "*_`[(" * 500_000, lambda: NOTICE, "md"),
    _pair("quotes of Markdown, 100,000 deep", lambda: ">" * 100_000 + "甲", lambda: NOTICE, "md"),
    _pair("a CSV of 100,000 columns", lambda: '"甲",' * 100_000 + "\n" + '"乙",' * 100_000, lambda: NOTICE, "csv"),
    _pair("the responsible units of 20,000 tasks", lambda: _units(20_000), lambda: _units(19_000)),
    _pair("30,000 pages in one text", lambda: "\f".join(f"—{n}—\n{n}.甲乙丙" for n in range(30_000)), lambda: NOTICE),
    _pair(
        "100,000 notices on one page", lambda: "关于甲的通知\n市人民政府\n2023年1月3日\n\n" * 100_000, lambda: NOTICE
    ),
]


def _marked(columns: int, rows: int) -> str:
    return "| 甲 " * columns + "|\n" + "|---" * columns + "|\n" + ("| 乙 " * columns + "|\n") * rows


def _units(n: int) -> str:
    return "\n".join(f"{k}.甲{k}。（责任单位：" + "、".join(f"市{u}局" for u in range(k % 50)) + "）" for k in range(n))


def _nul(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(60 << 20)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50 << 30)


def _socket(path: Path) -> None:
    import socket

    here = os.open(path.parent, os.O_RDONLY)
    try:
        socket.socket(socket.AF_UNIX).bind(f"/proc/self/fd/{here}/{path.name}")
    finally:
        os.close(here)


NO_TEXTS: list[Attack] = of(
    "no text",
    "txt",
    {
        "a pipe": lambda: os.mkfifo,
        "a socket": lambda: _socket,
        "a device that never ends": lambda: lambda path: path.symlink_to("/dev/zero"),
        "a device without end or sense": lambda: lambda path: path.symlink_to("/dev/urandom"),
        "nothing": lambda: lambda path: path.symlink_to(os.devnull),
        "a file of the kernel": lambda: lambda path: path.symlink_to("/proc/self/mem"),
        "a file of the kernel without size": lambda: lambda path: path.symlink_to("/proc/kallsyms"),
        "a link to itself": lambda: lambda path: path.symlink_to(path.name),
        "a link to nothing": lambda: lambda path: path.symlink_to("none"),
        "a folder": lambda: Path.mkdir,
        "a folder in itself": lambda: lambda path: (path.mkdir(), (path / "again").symlink_to("..")),
        "nothing there": lambda: lambda path: None,
        "an empty file": lambda: b"",
        "60 MB of zeros": lambda: _nul,
        "a file of 50 GB without content": lambda: _huge,
        "random bytes": lambda: bytes(at * at * 131 % 251 for at in range(300_000)),
        "half a character": lambda: NOTICE.encode()[:-1] + b"\xe5",
        "UTF-16 that ends in a byte": lambda: NOTICE.encode("utf-16") + b"\0",
        "half a pair of UTF-16": lambda: "\ufeff".encode("utf-16-le") + b"\x00\xd8" * 9,
        "UTF-32": lambda: NOTICE.encode("utf-32"),
        "two encodings": lambda: NOTICE.encode("gb18030") + NOTICE.encode("big5hkscs", "ignore") + NOTICE.encode(),
        "zeros between": lambda: NOTICE.replace("，", "\0").encode(),
    },
)
