# SPDX-License-Identifier: Apache-2.0
"""What a file of plain text can show, and what becomes of it."""

import re
from collections.abc import Callable

import pytest
from made.shown import Shown, assert_shown

from policydiff import read

BEFORE = (
    "关于印发工作规则的通知\n各区人民政府，市政府各部门：\n一、加强组织领导。各单位要认真组织实施，按时完成任务。\n"
)
AFTER = "\n二、抓好工作落实。重大事项及时报告市政府。\n某市人民政府\n2026年5月6日\n"
TRADITIONAL = (
    "關於印發工作規則的通知\n一、加強組織領導。做好{}工作，各單位要認真組織實施。\n二、抓好工作落實。"
    "重大事項及時報告市政府。\n"
)


def text(line: str, encoding: str = "utf-8", mark: bytes = b"") -> Callable[[str], bytes]:
    """A notice around a line, in which § stands for the word."""
    return lambda word: mark + f"{BEFORE}{line.replace('§', word)}{AFTER}".encode(encoding)


def seen(what: str, line: str, source: str, encoding: str = "utf-8", mark: bytes = b"") -> Shown:
    """A row of what is read at its place."""
    return Shown(what, "read", text(line, encoding, mark), source)


def iso_2022_cn(content: str) -> bytes:
    """Text in ISO-2022-CN: each line names its set, Han characters stand between shifts."""
    lines = []
    for line in content.split("\n"):
        runs = re.split(r"([^\x00-\x7f]+)", line)
        shifted = [
            b"\x0e" + bytes(byte & 0x7F for byte in run.encode("gb2312")) + b"\x0f" if at % 2 else run.encode()
            for at, run in enumerate(runs)
        ]
        lines.append((b"\x1b$)A" if len(runs) > 1 else b"") + b"".join(shifted))
    return b"\n".join(lines)


def pages(word: str) -> bytes:
    """Three pages with a running head, as text taken from a printed copy has them."""
    return "\f".join(
        f"{word}\n第{number}项要求如下，各单位要认真组织实施。\n按时完成任务，及时报告情况。\n- {number} -\n"
        for number in range(1, 4)
    ).encode()


def euro(word: str) -> bytes:
    """A notice that ends with what only browsers read."""
    return text("做好§工作，补助", "gb18030")(word) + b"100\x80\xa3\xa0"


ROWS = [
    seen("characters, as they stand", "做好§工作。", "Unicode 16, 3.4"),
    seen("GB 18030 and its parts", "做好§工作，补助100€。", "GB 18030-2022; WHATWG Encoding 10.2", "gb18030"),
    Shown("the byte 80 and the cell A3 A0 as browsers read them", "read", euro, "WHATWG Encoding 10.2.1"),
    Shown(
        "Big5 and its extensions",
        "read",
        lambda word: TRADITIONAL.format(word).encode("big5hkscs"),
        "WHATWG Encoding 11.1",
    ),
    seen("UTF-16 with a mark", "做好§工作。", "RFC 2781, 3.2", "utf-16-le", b"\xff\xfe"),
    seen("UTF-16 without a mark", "做好§工作。", "RFC 2781, 3.3", "utf-16-be"),
    seen("UTF-32 without a mark", "做好§工作。", "Unicode 16, 3.10", "utf-32-le"),
    seen("HZ", "做好§工作，利率3~5%。", "RFC 1843", "hz"),
    seen("UTF-7", "做好§工作，补助1+1。", "RFC 2152", "utf-7"),
    Shown("ISO-2022-CN", "read", lambda word: iso_2022_cn(BEFORE + word + AFTER), "RFC 1922"),
    Shown(
        "ISO-2022-CN with other sets than GB 2312",
        "refused",
        lambda word: iso_2022_cn(BEFORE + word + AFTER).replace(b"\x1b$)A", b"\x1b$)G"),
        "RFC 1922, 3.2",
    ),
    seen("ends of lines of every system", "做好\r\n§\r工作。", "Unicode 16, 5.8"),
    seen("a reading in brackets that is none", "做好有关(§)工作。", "GB/T 16159-2012"),
    seen("a reading of other characters", "做好工作(què tài)§。", "GB/T 16159-2012"),
    seen("words between marks of Markdown", "做好**§**工作。", "CommonMark 0.31, 6.2"),
    seen("a word in brackets behind an emphasis", "做好**有关**(§)工作。", "CommonMark 0.31, 6.2"),
    seen("ruby of Markdown that is no reading", "做好[有关]{§}工作。", "GB/T 16159-2012"),
    seen("ruby of HTML in a text that is no reading", "做好<ruby>有关<rt>§</rt></ruby>工作。", "HTML 4.5.10"),
    seen("words in a comment of HTML", "做好<!-- § -->工作。", "HTML 13.1.6"),
    seen("words behind characters that nobody sees", "做好\u200b§\u2060工作。", "Unicode 16, 23.2"),
    seen("tables drawn with tabs and bars", "| 项目 | § |\n| --- | --- |\n| 一 | 二 |", "GFM 0.29, 4.10"),
    Shown("running heads between form feeds", "page", pages, "Unicode 16, 5.8"),
    Shown(
        "bytes of no encoding", "refused", lambda word: text("做好§工作。")(word) + b"\xff\xfe\xff", "Unicode 16, 3.9"
    ),
    Shown(
        "a file that is no text",
        "refused",
        lambda word: text("做好§工作。")(word) + b"\x00\x01" + word.encode(),
        "Unicode 16, 23.1",
    ),
]
TABLES = {"Text": ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_what_a_text_shows_is_read_or_said(row: Shown) -> None:
    """Each row of the table under Text in docs/reading.md holds."""
    assert_shown(row, "copy.txt")


@pytest.mark.parametrize(
    "source",
    [
        "Rates: LPR ~{x} and 3~5 per cent, see https://example.org/~{user}/a+b-c+4p5-?x=+ZeVnLA-\n",
        "C++- and 1+1=2; +AGEAYg-\n",
        "notes ~{ open only\n",
    ],
)
def test_ascii_that_reads_as_no_chinese_stays_ascii(source: str) -> None:
    """Signs of an encoding of seven bits alone do not make a text one."""
    assert read(source.encode(), "copy.txt").text == source
