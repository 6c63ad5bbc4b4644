# SPDX-License-Identifier: Apache-2.0
"""The lines that a browser prints around pages are running heads; no others are."""

import pytest

from policydiff.ingest.printed.browser import browser_edges

TITLE = "关于做好防汛工作的通知_某市人民政府"
ADDRESS = "https://www.example.gov.cn/zwgk/1.html"


def edges(*lines: str) -> list[str]:
    """The lines found, down the page."""
    text = "\n".join(lines)
    found = sorted(browser_edges(text), key=lambda event: event.start)
    assert all(text[event.start : event.end] == event.text for event in found)
    return [event.text for event in found]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (f"2023/5/9 10:32\t{TITLE}", ADDRESS + "\t{}/2"),
        (f"2023/5/9 上午10:32 {TITLE}", ADDRESS + " {}/2"),
        (f"5/9/23, 10:32 AM\t{TITLE}", "file:///home/reader/page.html\t{}/2"),
        (f"09/05/2023, 10:32\t{TITLE}", ADDRESS + "\t{}/2"),
        (f"{TITLE}\t{ADDRESS}", "{} of 2\t5/9/23, 10:32 AM"),
    ],
)
def test_edges_as_browsers_print_them(head: str, foot: str) -> None:
    """Chrome, Edge and Firefox, in the forms of several countries, on two pages."""
    found = edges(head, "一、落实值班制度。", foot.format(1), head, "二、加强巡查。", foot.format(2))

    assert found == [head, foot.format(1), head, foot.format(2)]


def test_one_page_has_edges_too() -> None:
    """A short notice fills one page."""
    assert edges(f"2023/5/9 10:32 {TITLE}", "一、加强巡查。", f"{ADDRESS} 1/1") == [
        f"2023/5/9 10:32 {TITLE}",
        f"{ADDRESS} 1/1",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("2023/5/9 10:32 开标会议", "一、加强巡查。"),  # no line below
        ("报名网址", f"{ADDRESS} 3/4"),  # no first page
        (f"{ADDRESS} 1/2", "一、加强巡查。", "https://www.example.gov.cn/2.html 2/2"),  # two addresses
        ("登录", ADDRESS, "一、加强巡查。"),  # an address alone
        ("进度 1/2", "一、加强巡查。"),
    ],
)
def test_lines_of_a_notice_are_no_edges(lines: tuple[str, ...]) -> None:
    """A time, an address or a fraction of the notice's own."""
    assert edges(*lines) == []


def test_a_line_with_another_title_is_not_the_page_s() -> None:
    """Behind the line below a page a row of a timetable may stand."""
    row = "2023/5/9 10:32 开标会议"

    assert row not in edges(
        f"2023/5/9 10:30 {TITLE}", f"{ADDRESS} 1/2", f"2023/5/9 10:30 {TITLE}", "二、", f"{ADDRESS} 2/2", row
    )
