# SPDX-License-Identifier: Apache-2.0
"""A small invented notice in two copies that differ in many ways, and its comparison."""

from dataclasses import dataclass

import pytest

from policydiff.api import compare
from policydiff.model import Comparison
from policydiff.report.formats import Texts

NOTICE = """××市人民政府办公厅关于印发2023年重点工作任务的通知
×政办发〔2023〕12号

各区人民政府，市政府各部门：
现将《2023年重点工作任务》印发给你们，请认真组织实施。
一、实施创新驱动发展战略
1.建设重点实验室。组织实施35项关键技术攻关，投入资金不少于2亿元。（牵头单位：市科技局、市海洋发展局）
2.完善服务体系。应当在6月30日前完成标准制定，推广软件应用。（牵头单位：市工业和信息化局）
3.培育市场主体。新增企业100家以上，不得设置门槛。（牵头单位：市市场监管局）
二、建设现代化产业体系
4.优化提升优势产业。推动制造业提质增效，补齐短板。（牵头单位：市发展改革委）
5.发展壮大新兴产业。加快示范项目建设，推进成果转化。（牵头单位：市科技局）
6.前瞻布局未来产业。编制产业发展规划，干部带头落实。（牵头单位：市发展改革委）
××市人民政府办公厅
2023年3月1日
"""


def republished(notice: str) -> str:
    """The notice with a number, a body in charge and a prohibition changed, a gloss and a space added, task 4 moved
    behind task 6."""
    changed = (
        notice.replace("35项", "53项")
        .replace("、市海洋发展局", "")
        .replace("不得设置", "可以设置")
        .replace("产业体系", "产(chǎn)业 体系")
    )
    lines = changed.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("4."))
    lines.insert(at + 2, lines.pop(at))
    return "\n".join(lines)


@dataclass(frozen=True)
class Pair:
    """A comparison with the texts it speaks of."""

    comparison: Comparison
    texts: Texts


def compared(a: str, b: str) -> Pair:
    """Two texts and their comparison."""
    return Pair(compare(a, b), Texts(a, b))


@pytest.fixture(scope="session")
def pair() -> Pair:
    """The notice and its republished copy."""
    return compared(NOTICE, republished(NOTICE))


@pytest.fixture(scope="session")
def equal_pair() -> Pair:
    """The notice against itself."""
    return compared(NOTICE, NOTICE)


@pytest.fixture(scope="session")
def faulty_pair() -> Pair:
    """A traditional copy with a converter's faults against the simplified notice."""
    table = str.maketrans(
        "办关发点务实贯组织标准软应单产业资亿厅报门现给们请认", "辦關發點務實貫組織標準軟應單產業資億廳報門現給們請認"
    )
    return compared(NOTICE, NOTICE.translate(table).replace("短板", "短闆"))
