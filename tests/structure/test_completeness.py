# SPDX-License-Identifier: Apache-2.0
"""A copy that is cut off or has gaps says so by itself; a whole one never does."""

import pytest

from policydiff.canonical import canonicalize
from policydiff.reasons import say
from policydiff.structure import parse

HEAD = "某市关于加强管理的通知\n各区人民政府：\n现通知如下：\n"
TASKS = (
    "一、加强领导\n1.健全机制。各部门要高度重视。\n2.明确分工。各部门要密切配合。\n二、落实责任\n3.加强督查。"
    "各部门要定期检查。\n"
)
END = "某市人民政府\n2023年2月3日\n"


def reasons(source: str) -> tuple[str, ...]:
    """Why the copy seems not to be whole."""
    return tuple(map(say, parse(canonicalize(source)).incomplete))


MISSING = {
    "a bare heading at the end": (f"{HEAD}{TASKS}三、保障措施", "ends at a bare heading: 三、保障措施"),
    "an end in mid-sentence": (
        f"{HEAD}{TASKS}4.优化服务。各部门要简化流程，提高",
        "ends in mid-sentence: …。各部门要简化流程，提高",
    ),
    "an open bracket": (
        f"{HEAD}{TASKS}4.优化服务。各部门要简化流程。（责任单位：市科",
        "ends in mid-sentence: …化流程。（责任单位：市科",
    ),
    "a gap": (
        f"{HEAD}{TASKS}5.优化服务。各部门要简化流程。\n6.总结评估。按时报送。\n{END}",
        "gap in the numbering: a number is missing before 5.",
    ),
    "a late start": (
        f"某市重点任务\n14.健全机制。各部门要高度重视。\n15.明确分工。各部门要密切配合。\n{END}",
        "numbering starts at 14.",
    ),
    "an attachment named": (f"{HEAD}{TASKS}附件：任务分工表\n{END}", "attachments named but absent: 1 of 1"),
    "an attachment referred to": (
        f"{HEAD}{TASKS}4.优化服务。具体分工见附件1。\n{END}",
        "an attachment is referred to but absent: 见附件1",
    ),
}


@pytest.mark.parametrize(("source", "reason"), MISSING.values(), ids=MISSING)
def test_signs_that_something_is_missing(source: str, reason: str) -> None:
    """Each sign is one reason in words."""
    assert reasons(source) == (reason,)


WHOLE = {
    "a signed notice": f"{HEAD}{TASKS}{END}",
    "a notice without signature": f"{HEAD}{TASKS}",
    "page items at the end": f"{HEAD}{TASKS}{END}责任编辑：王某\n扫一扫在手机打开当前页\n",
    "a list without stops": "某市先进名单\n1.张某\n2.王某\n3.李某\n",
    "a changed label": f"{HEAD}{TASKS}".replace("2.明确", "52.明确"),
    "an attachment that is there": (
        f"{HEAD}{TASKS}附件：任务分工表\n{END}附件\n任务分工表\n市科技局 统筹协调\n市财政局 资金保障\n"
    ),
    "a table at the end": f"{HEAD}{TASKS}附：税率表\n税目 税率\n甲类 百分之一\n乙类 百分之二\n",
    "an imprint": f"{HEAD}{TASKS}{END}某市人民政府办公室\n2023年2月3日印发\n",
    "articles with a branch": "某法\n第一条 甲。\n第一条之一 乙。\n第二条 丙。\n",
}


@pytest.mark.parametrize("source", WHOLE.values(), ids=WHOLE)
def test_whole_copies(source: str) -> None:
    """A copy that ends as notices do, with all its numbers, has nothing missing."""
    assert reasons(source) == ()
