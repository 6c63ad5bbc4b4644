# SPDX-License-Identifier: Apache-2.0
"""Numbers that a wrap broke, against copies that have them whole."""

import pytest

from policydiff import compare
from policydiff.model import TELLING

NOTICE = "关于拨付资金的通知\n\n一、资金\n{}\n二、其他\n抓好落实。\n"


def told(a: str, b: str) -> list[str]:
    """The kinds of all that tells, both ways alike."""
    found = [[d.kind for d in compare(*pair).differences if d.class_ in TELLING] for pair in ((a, b), (b, a))]
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    "broken",
    [
        "补助标准为每户4\n0万元，分两年拨付。",
        "补助标准为每户4 \r\n0万元，分两年拨付。",
        "应当于2023年1\n0月31日前完成。",
        "应当于2023年1\n05日内完成。",
        "其中市级财政安排补助资金1\n25万元，分两年拨付。",
    ],
)
def test_a_number_that_a_wrap_broke_is_one_number(broken: str) -> None:
    """Where the number goes on with a nought, or no line is longer, the break is layout."""
    whole = broken.replace(" \r\n", "").replace("\n", "")

    assert told(NOTICE.format(broken), NOTICE.format(whole)) == []


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("补助标准为每户4\n0万元，分两年拨付。", "补助标准为每户4万元，分两年拨付。"),
        ("补助标准为每户4 0万元，分两年拨付。", "补助标准为每户40万元，分两年拨付。"),
        ("补助标准为每户4\n\n0万元，分两年拨付。", "补助标准为每户40万元，分两年拨付。"),
        ("补助标准为每户4\n　　0万元，分两年拨付。", "补助标准为每户40万元，分两年拨付。"),
        ("参加人数35\n20名教师参加，其余人员在岗值守待命。", "参加人数3520名教师参加，其余人员在岗值守待命。"),
        ("具体名单见本通知所附的附件3\n2023年完成。", "具体名单见本通知所附的附件32023年完成。"),
        ("具体名单见本通知所附的附件3\n20人参加。", "具体名单见本通知所附的附件320人参加。"),
        ("15\n30", "1530"),
    ],
)
def test_numbers_that_stand_apart_are_told(broken: str, whole: str) -> None:
    """Another value, a blank, a paragraph, a short line, the number of an attachment: none is a wrap."""
    assert told(NOTICE.format(broken), NOTICE.format(whole)) != []
