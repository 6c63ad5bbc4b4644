# SPDX-License-Identifier: Apache-2.0
"""The page around a notice in comparisons: it never tells, and no line of a notice passes for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.structure.placed_lines import TEXT, TITLE, notice_lines, page_lines

from policydiff import compare
from policydiff.model import TELLING, Comparison

PLAIN = f"{TITLE}\n{TEXT}\n"
OPEN_ENDED = ("。", "版", "©", "首页", "首頁", "：一图", "：《", "声明", "聲明")
"""Items that run to the end of their line, or stand right behind the title."""


def told(result: Comparison) -> list[str]:
    """The readings of all differences that tell."""
    return [f"{d.a.text}|{d.b.text}" for d in result.differences if d.class_ in TELLING]


def lines(where: str) -> list[str]:
    """The lines of the page that stand there."""
    return [placed.line for placed in page_lines() if placed.where == where]


ITEMS = [
    line
    for line in lines("head")
    if not any(mark in line for mark in OPEN_ENDED) and not line.startswith(("2023", "作者： "))
]


@given(
    st.lists(st.sampled_from(ITEMS), min_size=1, max_size=3, unique=True),
    st.sampled_from([" ", "　", " | ", "｜", "\n"]),
    st.lists(st.sampled_from(lines("tail")), max_size=3, unique=True),
)
def test_items_in_any_order_never_tell(row: list[str], apart: str, below: list[str]) -> None:
    """Bars of one to three items under the title, on one line or on several, and lines behind the text are page."""
    copy = "\n".join([TITLE, apart.join(row), TEXT, *below, ""])

    assert told(compare(copy, PLAIN)) == []


@pytest.mark.parametrize("line", ITEMS[::7])
@pytest.mark.parametrize("other", ITEMS[3::41])
def test_two_bars_never_tell(line: str, other: str) -> None:
    """Each copy has a bar of its own site."""
    assert told(compare(f"{TITLE}\n{line}\n{TEXT}\n", f"{TITLE}\n{other}\n{TEXT}\n")) == []


@pytest.mark.parametrize("line", dict.fromkeys(placed.line for placed in notice_lines()))
def test_a_line_of_a_notice_that_looks_like_the_page_tells(line: str) -> None:
    """Under the title, behind it on its line, and behind the text, such a line is told where one copy lacks it."""
    for copy in (f"{TITLE}\n{line}\n{TEXT}\n", f"{TITLE}　{line}\n{TEXT}\n", f"{TITLE}\n{TEXT}\n{line}\n"):
        assert told(compare(copy, PLAIN)) != []


@pytest.mark.parametrize("line", lines("head")[::5])
def test_a_line_of_the_page_in_the_middle_of_a_notice_tells(line: str) -> None:
    """Between two tasks a word of the list is the notice's."""
    copy = PLAIN.replace("二、", f"{line}\n二、")

    assert told(compare(copy, PLAIN)) != []


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("发布时间：2023-02-09　来源：某市政府　浏览量：1084", "发布时间：2023-02-09　来源：某市政府　浏览量：273"),
        ("发布时间：2023-02-09 10:32 来源：某市\n政府办公室 浏览次数：3056次", "浏览次数：12次"),
        ("栏目：通知公告　浏览量：1084", "栏目：通知公告　浏览量：273"),
    ],
)
def test_a_counter_moves_alone(mine: str, theirs: str) -> None:
    """Another number of views, in a bar of one line or of two, or beside a name that no list knows, tells nothing."""
    assert told(compare(f"{TITLE}\n{mine}\n{TEXT}\n", f"{TITLE}\n{theirs}\n{TEXT}\n")) == []


def test_what_no_list_knows_in_a_bar_is_told_alone() -> None:
    """Each item is judged by itself: the unknown one stays the notice's, the rest of its line is page."""
    copy = f"{TITLE}\n发布时间：2023-02-09　某项说明　浏览量：1084　打印\n{TEXT}\n"

    assert [text.strip(" 　|\n") for text in told(compare(copy, PLAIN))] == ["某项说明"]


@pytest.mark.parametrize(
    "date",
    [
        "2023年1月30日",
        "2023-01-30",
        "印发日期：2023年1月30日",
        "成文日期：2023-01-30",
        "发布日期：2023年1月30日",
        "更新时间：2023-01-30",
    ],
)
def test_a_date_behind_the_text_is_the_notice_s(date: str) -> None:
    """A copy that signs with another date differs, whatever buttons stand behind it."""
    before = TEXT.removesuffix("2023年1月30日")
    copies = [f"{TITLE}\n{before}{day}\n打印 关闭\n" for day in (date, date.replace("30", "31"))]

    assert told(compare(*copies)) != []
