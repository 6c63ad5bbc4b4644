# SPDX-License-Identifier: Apache-2.0
"""A list of attachments is compared entry by entry."""

from collections.abc import Iterable

import pytest

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


FIVE = ("甲表", "乙表", "丙表", "丁表", "戊表")


def listed(names: Iterable[str], mark: str) -> str:
    """A list of attachments of these names."""
    return "附件：" + "\n".join(f"{n}{mark}{name}" for n, name in enumerate(names, 1))


@pytest.mark.parametrize("mark", [".", "．", "、"])
@pytest.mark.parametrize("lost", range(4))
def test_entries_renumbered_behind_a_lost_one_are_told_once(mark: str, lost: int) -> None:
    """The entry is an attachment, and what stands behind it is one run of new numbers."""
    left = [name for n, name in enumerate(FIVE) if n != lost]

    assert [(class_, kind) for class_, kind, *_ in told(listed(FIVE, mark), listed(left, mark))] == [
        ("substantive", "attachment"),
        ("structure", "renumbered"),
    ]


def test_an_entry_under_another_number_hides_no_other_name() -> None:
    """A name that changed among renumbered entries is told."""
    found = told(listed(FIVE, "."), listed(("甲表", "丙表", "丁单", "戊表"), "."))

    assert [kind for _, kind, *_ in found].count("text") + [kind for _, kind, *_ in found].count("attachment") > 1


def test_the_whole_list_is_an_attachment_too() -> None:
    """A list that one copy lacks is of the same kind."""
    assert [row[:2] for row in told(LIST, "")] == [("substantive", "attachment")]


def test_a_name_that_differs_is_told_as_what_differs() -> None:
    """An entry under another name is no entry lost."""
    assert told(LIST, LIST.replace("联系人名单", "联络员名单")) == [("substantive", "text", "系人", "络员")]
    assert told(LIST, LIST.replace("3.进度表", "3.2023年进度表"))[0][0] == "substantive"
