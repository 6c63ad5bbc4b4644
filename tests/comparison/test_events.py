# SPDX-License-Identifier: Apache-2.0
"""What readers met in the files shows beside the differences: hidden text, tracked changes, page numbers."""

import msgspec
from copies import NOTICE, rebuilt

from policydiff import compare, read
from policydiff.model import ReadingEvent, Witness


def with_event(text: str, kind: str, start: int, end: int, told: str) -> Witness:
    """A copy whose reader met one event."""
    return msgspec.structs.replace(read(text), events=(ReadingEvent(kind, start, end, told),))


def test_hidden_text_is_an_integrity_finding() -> None:
    """Text that a file hides is told at its place, and the wording stays equal."""
    at = NOTICE.index("2.推进")

    found = compare(with_event(NOTICE, "hidden_text", at, at, "本项作废"), read(NOTICE))

    assert [(d.class_, d.kind, d.a.start, d.b.start) for d in found.differences] == [("integrity", "hidden_text", at, at)]
    assert "本项作废" in found.differences[0].reason
    assert found.verdict == "review"


def test_hidden_text_of_both_copies_is_told_once() -> None:
    """The same hidden text in both files is one finding."""
    copy = with_event(NOTICE, "hidden_text", 10, 10, "本项作废")

    found = compare(copy, copy)

    assert [d.kind for d in found.differences] == ["hidden_text"]


def test_a_difference_says_that_it_stands_in_a_tracked_deletion() -> None:
    """What one copy lost by a tracked deletion says so, and stays substantive."""
    lost = NOTICE.replace("，应当在10个工作日内办结", "")
    at = NOTICE.index("，应当在10个")

    found = compare(read(NOTICE), with_event(lost, "deletion", at, at, "，应当在10个工作日内办结"))

    assert [(d.class_, "tracked deletion" in d.reason) for d in found.differences] == [("substantive", True)]


def test_page_numbers_inside_a_task_are_of_the_page() -> None:
    """Page numbers and running heads that a PDF puts between the lines of a task are class page, and nothing is lost."""
    paged = NOTICE.replace("不得设置户籍限制", "不得设置\n— 3 —\n户籍限制")

    found = compare(NOTICE, paged)

    assert {d.class_ for d in found.differences} <= {"page", "format"}
    assert found.verdict == "equivalent"
    assert len(set(rebuilt(found, NOTICE, paged))) == 1
