# SPDX-License-Identifier: Apache-2.0
"""Marks of Markdown are set aside where they cannot be the notice's wording."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.canonical import canonicalize
from policydiff.canonical.markup import markup


def without(source: str) -> str:
    """The text that stays when the marks are taken out."""
    for run in reversed(markup(source)):
        source = source[: run.start] + source[run.end :]
    return source


GOES = {
    "heading": ("# 关于印发的通知\n## 一、总体要求", "关于印发的通知\n一、总体要求"),
    "bold": ("**第一条** 为了\n", "第一条 为了\n"),
    "bold with underscores": ("# 总则\n为了__加强__管理", "总则\n为了加强管理"),
    "bold inside a line of Markdown": ("**第一条** 为了**加强**管理\n", "第一条 为了加强管理\n"),
    "quotation": ("> 各省：\n> > 各市：", "各省：\n各市："),
    "bullets": ("* 甲项\n* 乙项", "甲项\n乙项"),
    "dashes as bullets": ("  - 甲项\n  - 乙项", "  甲项\n  乙项"),
    "rule": ("甲\n----\n乙\n* * *\n丙", "甲\n\n乙\n\n丙"),
    "comment": ("甲<!-- INFO END -->乙", "甲乙"),
    "escape": ("1\\. 甲\\*\n", "1. 甲*\n"),
    "escaped brackets": ("国发\\[2022\\]18号\n", "国发[2022]18号\n"),
    "link": ("见[通知](https://example.org/a)。\n", "见通知。\n"),
    "table": ("| 任务 | 单位 |\n|---|:--:|\n| 甲 | 乙 |\n丙", " 任务  单位 \n\n 甲  乙 \n丙"),
}


@pytest.mark.parametrize(("source", "rest"), GOES.values(), ids=GOES)
def test_marks_go(source: str, rest: str) -> None:
    """What an export adds around the words is taken out, the words and line breaks stay."""
    assert without(source) == rest


STAYS = [
    "主席令*",
    "通知\n对张**和李**的处罚", "通知\n张**、李**", "为了**加强**管理", "---", "|--|",
    "3*4", "10**2", "#1 楼", "＃ 标题", ">60分", "> 60%", "- 1 -", "- 5℃", "_____市（州）______", "* 注：参阅",
    "甲*\n* 参阅\n* 参见",
    "<!-- 第三条 -->", "<!-- open", "甲 | 乙", "[a](b)\n", "——", "C:\\data", "\\*\\*甲\\*\\*\n", ">各省", "a -- b",
    "**LNG**\n", "甲\n—\n乙", "# ",
]  # fmt: skip


@pytest.mark.parametrize("source", STAYS)
def test_what_may_be_wording_stays(source: str) -> None:
    """A lone mark, a footnote sign, a blank to fill in, a page number: all stay text."""
    assert markup(source) == []


@given(st.text(alphabet="甲乙a1*#>-_=|\\`[]()! \n<:h", max_size=80))
def test_marks_are_ascending_apart_and_never_a_word(source: str) -> None:
    """Runs ascend and lie apart, and no Han character, letter or digit is ever taken out."""
    last = 0
    for run in markup(source):
        assert last <= run.start < run.end <= len(source)
        assert not set(source[run.start : run.end]) & set("甲乙a1")
        last = run.end


@given(
    st.lists(
        st.sampled_from(
            ["甲", "乙", "**", "__", "*", "\\", "# ", "> ", "- ", "[", "](http://a)", "|", "|--|", "＊＊", "\n", " "]
        ),
        max_size=30,
    ).map("".join)
)
def test_canonicalizing_twice_changes_nothing(source: str) -> None:
    """What is left after marks and layout are gone holds no mark."""
    once = canonicalize(source).text
    assert canonicalize(once).text == once


@pytest.mark.parametrize(
    "piece",
    [
        "*",
        "**甲",
        "# ",
        " ",
        "> ",
        "- ",
        "<!--",
        "[甲",
        "[a](http://" + "x" * 490,
        "|--",
        "| ",
        "\\",
        "_",
        "- - ",
        "|---|\n|",
        "**" + "a" * 298,
    ],
)
def test_hostile_text_costs_linear_time(piece: str) -> None:
    """A megabyte of unfinished marks takes seconds of processor time at most, where a quadratic search takes many
    minutes."""
    source = piece * (500_000 // len(piece))
    start = time.process_time()
    markup(source + "\n" + source)
    assert time.process_time() - start < 10
