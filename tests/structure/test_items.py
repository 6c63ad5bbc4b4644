# SPDX-License-Identifier: Apache-2.0
"""Labels below the units: which characters inside a task or an article are the label of an item."""

import pytest

from policydiff.ingest import read
from policydiff.pipeline import prepare
from policydiff.structure.notice import Notice


def parsed(text: str) -> Notice:
    return prepare(read(text)).notice


def labels(text: str) -> list[str]:
    """The labels of the items, as the copy has them."""
    notice = parsed(text)
    return [notice.canonical.bare[item.start : item.body] for item in notice.items]


def article(body: str) -> str:
    return f"某某办法\n\n第一条　制定本办法。\n第二条　{body}\n第三条　施行。\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("下列情形：\n（一）甲的；\n（二）乙的。", ["（一）", "（二）"]),
        ("下列情形：（一）甲的；（二）乙的。", ["（一）", "（二）"]),
        ("包括：\n1.甲；\n2.乙。", ["1.", "2."]),
        ("包括：\n①甲；\n②乙。", ["①", "②"]),
        ("包括：\na.甲；\nb.乙。", ["a.", "b."]),
        ("包括：一是甲；二是乙；三是丙。", ["一是", "二是", "三是"]),
        ("首先，一要抓好甲，二要抓好乙。", ["一要", "二要"]),
        ("第一，甲。第二，乙。", ["第一，", "第二，"]),
        ("包括①甲、②乙、③丙等。", ["①", "②", "③"]),
        ("包括1.甲，2.乙，3.丙等。", ["1.", "2.", "3."]),
        ("包括：\n（一）甲：\n1.丙；\n2.丁。\n（二）乙。", ["（一）", "1.", "2.", "（二）"]),
    ],
)
def test_items_in_whatever_style_on_lines_or_run_on(body: str, expected: list[str]) -> None:
    """A run that begins at its first number is a list, wherever its items stand."""
    assert labels(article(body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "违反第（一）项、第（二）项的。",
        "有（一）项、（二）项情形的。",
        "统一是关键，同一是基础。",
        "增长1.5倍，达到2.5倍。",
        "获得第一、第二名的，予以奖励。",
        "一等奖一名，二等奖二名。",
    ],
)
def test_what_is_cited_or_counted_is_no_item(body: str) -> None:
    """Cited items, decimals and ordinals in a sentence stay wording."""
    assert labels(article(body)) == []


def test_a_list_inside_a_task_is_no_level_of_tasks() -> None:
    """（一）（二） between tasks 2 and 3 are items of task 2, though （一） stands further out by the standard."""
    notice = parsed("关于工作的通知\n\n1.甲工作。\n2.乙工作：\n（一）丙；\n（二）丁。\n3.戊工作。\n")

    assert [(node.kind, node.label) for node in notice.nodes() if node.label] == [
        ("task", "1."),
        ("task", "2."),
        ("task", "3."),
    ]
    assert [item.ordinal for item in notice.items] == ["1", "2"]


def test_sections_whose_tasks_are_numbered_through_stay_sections() -> None:
    """（一） 1. 2. （二） 3. 4.: the headings in brackets hold the tasks."""
    notice = parsed("关于工作的通知\n\n（一）甲\n1.丙工作。\n2.丁工作。\n（二）乙\n3.戊工作。\n4.己工作。\n")

    assert [node.kind for node in notice.nodes() if node.label] == [
        "section",
        "task",
        "task",
        "section",
        "task",
        "task",
    ]
