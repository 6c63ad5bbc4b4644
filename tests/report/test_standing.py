# SPDX-License-Identifier: Apache-2.0
"""Places are counted as a person counts them: page, paragraph, sentence."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.api import compare
from policydiff.ingest.reading import page_starts
from policydiff.model import Comparison, ReadingEvent
from policydiff.report.standing import Standing

TEXT = """关于做好防汛抗旱工作的通知

各区人民政府：
一、压实工作责任。各区要完成隐患排查，落实责任人！不得迟报。
二、加强监测预警。水务部门应当每日报送水情。
"""


def standing(text: str, pages: tuple[int, ...] = (), events: tuple[ReadingEvent, ...] = ()) -> Standing:
    """A copy asked where its places stand."""
    made: Comparison = compare(text, text)
    facts = msgspec.structs.replace(made.a, pages=pages, events=events)
    return Standing(msgspec.structs.replace(made, a=facts), "a", text)


@pytest.mark.parametrize(
    ("word", "where"),
    [("关于", (0, 1, 1)), ("各区人民", (0, 2, 1)), ("落实", (0, 3, 2)), ("不得", (0, 3, 3)), ("水务", (0, 4, 2))],
)
def test_paragraphs_and_sentences_are_counted(word: str, where: tuple[int, int, int]) -> None:
    """Blank lines are no paragraphs; a sentence ends with 。！？."""
    assert standing(TEXT).stand(TEXT.index(word)) == where


def test_lines_of_a_wrapped_copy_are_no_paragraphs() -> None:
    """A copy that was wrapped at a width has the paragraphs that it had before."""
    body = "".join(f"第{n}项工作要按照统一部署认真组织实施，" for n in range(20)) + "确保落实。"
    whole = f"关于做好工作的通知\n一、{body}\n二、{body}\n"
    wrapped = "\n".join(line[at : at + 28] for line in whole.split("\n") for at in range(0, len(line), 28)) + "\n"

    assert (
        standing(wrapped).stand(wrapped.index("二、"))[1:] == standing(whole).stand(whole.index("二、"))[1:] == (3, 1)
    )


def test_line_wraps_of_printed_pages_are_known() -> None:
    """Where a reader knows which line ends are wraps, those alone are."""
    text = "关于做好工作的通知\n一、各区要完成隐患\n排查。落实责任人。\n二、报送水情。\n"
    wrap = text.index("\n排查")

    assert standing(text, events=(ReadingEvent("line_wrap", wrap, wrap + 1, "\n"),)).stand(text.index("落实")) == (
        0,
        2,
        2,
    )


def test_a_page_counts_its_own_paragraphs() -> None:
    """A paragraph that goes on from the page before is the first of its page, its sentences counted there."""
    text = "关于做好工作的通知\n一、完成隐患排查。落实责任人。\n\f不得迟报。\n二、报送水情。\n"
    wrap = text.index("\n\f")
    copy = standing(text, (0, wrap + 2), (ReadingEvent("line_wrap", wrap, wrap + 1, "\n"),))

    assert copy.stand(text.index("落实")) == (1, 2, 2)
    assert copy.stand(text.index("不得")) == (2, 1, 1)
    assert copy.stand(text.index("报送")) == (2, 2, 1)


STARTS = [
    ([], True, (0,)),
    ([(3, 4)], True, (0, 4)),
    ([(0, 0), (3, 4)], True, (0, 0, 4)),
    ([], False, ()),
    ([(3, 4)], False, ()),
    ([(3, 4), (4, 4), (8, 8)], False, (0, 4, 8)),
    ([(0, 0), (8, 8)], False, (0, 8)),
]


@pytest.mark.parametrize(("breaks", "printed", "starts"), STARTS)
def test_pages_are_known_where_the_file_knows_them(
    breaks: list[tuple[int, int]], printed: bool, starts: tuple[int, ...]
) -> None:
    """Of a word processor's file only where it says where its pages began; a break that was set beside that is one."""
    text = "甲乙丙\f丁戊己庚辛"
    events = [ReadingEvent("page_break", start, end, text[start:end]) for start, end in breaks]

    assert page_starts(events, text, printed=printed) == starts


@given(st.text(alphabet="甲乙。！\n\f ", max_size=60).filter(str.strip), st.data())
def test_any_place_of_any_text_has_a_stand(text: str, data: st.DataObject) -> None:
    """Counting never fails, and goes on with the text."""
    copy = standing(text)
    at = data.draw(st.integers(0, len(text)))
    found = copy.stand(at)
    first, last = copy.sentence_of(at)

    assert 0 <= found.paragraph <= text.count("\n") + text.count("\f") + 1
    assert 0 <= first <= last <= len(text)
