# SPDX-License-Identifier: Apache-2.0
"""A list of attachments is compared entry by entry."""

from policydiff.api import compare
from policydiff.model import TELLING

FRAME = "关于做好有关工作的通知\n\n一、加快工业发展。\n\n{}\n\n某市人民政府\n2023年1月30日\n"


def told(a: str, b: str) -> list[tuple[str, str, str, str]]:
    """What is told of two lists."""
    found = compare(FRAME.format(a), FRAME.format(b)).differences
    return [(d.class_, d.kind, d.a.text.strip(), d.b.text.strip()) for d in found if d.class_ in TELLING]


LIST = "附件：1.任务清单\n　　　2.联系人名单\n　　　3.进度表"


def test_an_entry_that_is_lost_is_an_attachment() -> None:
    """It is told whole, and the number of the one behind it as renumbered."""
    assert told(LIST, "附件：1.任务清单\n　　　2.进度表") == [
        ("substantive", "attachment", "2.联系人名单", ""),
        ("structure", "renumbered", "3.", "2."),
    ]
    assert told("附件：1.任务清单\n　　　2.联系人名单", LIST) == [("substantive", "attachment", "", "3.进度表")]


def test_the_whole_list_is_an_attachment_too() -> None:
    """A list that one copy lacks is of the same kind."""
    assert [row[:2] for row in told(LIST, "")] == [("substantive", "attachment")]


def test_a_name_that_differs_is_told_as_what_differs() -> None:
    """An entry under another name is no entry lost."""
    assert told(LIST, LIST.replace("联系人名单", "联络员名单")) == [("substantive", "text", "系人", "络员")]
    assert told(LIST, LIST.replace("3.进度表", "3.2023年进度表"))[0][0] == "substantive"
