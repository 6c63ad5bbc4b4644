# SPDX-License-Identifier: Apache-2.0
"""A notice, a copy with three faults, and the loop that an editor goes through."""

from collections.abc import Mapping
from dataclasses import dataclass

from policydiff.api import compare
from policydiff.checked import Check
from policydiff.decisions import Decisions, apply, decided
from policydiff.model import Comparison, DecisionName

ORIGINAL = """测试市人民政府办公室关于做好防汛抗旱工作的通知
测政办发〔2023〕8号
各区人民政府，市政府各部门：
为做好今年防汛抗旱工作，现将有关事项通知如下。
一、压实工作责任。各区要在5月15日前完成隐患排查，落实责任人320名。
二、加强监测预警。水务部门应当每日报送水情，不得迟报漏报。
三、保障物资储备。储备编织袋12万条，照明设备500台，由应急管理局统一调度。
四、严肃工作纪律。对失职渎职的，依法依规追究责任。
测试市人民政府办公室
2023年4月20日
"""
FAULTS = (("320名", "230名"), ("不得迟报", "可以迟报"), ("12万条", "21万条"))


def faulty() -> str:
    """The copy with all three faults."""
    text = ORIGINAL
    for right, wrong in FAULTS:
        text = text.replace(right, wrong)
    return text


@dataclass(frozen=True)
class Round:
    """One comparison of the loop, with what was decided on it."""

    a: str
    b: str
    comparison: Comparison
    made: Decisions


def decide(a: str, b: str, choice: Mapping[str, DecisionName] | DecisionName = "change") -> Round:
    """Compare, and decide on everything that tells: alike, or by what stands in copy B."""
    found = compare(a, b)
    telling = [d for d in found.differences if d.severity]
    made = {d.id: choice if isinstance(choice, str) else choice[d.b.text] for d in telling}
    return Round(a, b, found, decided(found, (a, b), made))


def again(first: Round, b: str, a: str | None = None) -> Comparison:
    """The next comparison, with the decisions of the first."""
    a = first.a if a is None else a
    return apply(compare(a, b), first.made, (a, b))


def outcomes(checks: tuple[Check, ...]) -> dict[str, str]:
    """What became of each, by what stands there now."""
    return {check.now: check.status for check in checks}
