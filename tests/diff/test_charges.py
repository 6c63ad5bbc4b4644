# SPDX-License-Identifier: Apache-2.0
"""Who is in charge, said in running text."""

import pytest

from policydiff.api import compare
from policydiff.model import TELLING, Difference, FieldChange

FRAME = "关于做好有关工作的通知\n\n一、防汛工作\n{}\n二、其他工作按规定执行。\n"
# one copy, the other, and the readings told
CHARGED = [
    ("由市应急局牵头，做好防汛工作。", "由市水务局牵头，做好防汛工作。", "应急", "水务"),
    ("由市應急局負責，按期完成。", "由市水務局負責，按期完成。", "應急", "水務"),
    ("防汛工作由市应急局、市公安局负责。", "防汛工作由市应急局负责。", "、市公安局", ""),
    ("由市应急局牵头，市公安局配合。", "由市应急局牵头。", "，市公安局配合", ""),
    ("牵头单位为市应急局。", "牵头单位为市水务局。", "应急", "水务"),
    ("主管部門是市應急局。", "主管部門是市水務局。", "應急", "水務"),
    ("市应急局会同市公安局制定方案。", "市水务局会同市公安局制定方案。", "应急", "水务"),
    ("市应急局会同市公安局制定方案。", "市应急局会同市财政局制定方案。", "公安", "财政"),
    ("市应急局牵头，市公安局配合。", "市应急局牵头，市财政局配合。", "公安", "财政"),
    ("由市应急局、市公安局、市财政局组织实施。", "由市民政局、市公安局、市财政局组织实施。", "应急", "民政"),
    ("活动由市应急局主办、市公安局承办。", "活动由市水务局主办、市公安局承办。", "应急", "水务"),
    ("由各区人民政府（管委会）负责。", "由各县人民政府（管委会）负责。", "区", "县"),
    ("由市应急局牵头制定方案。", "由市应急局配合制定方案。", "牵头", "配合"),
    ("市应急局负责制定方案。", "市水务局负责制定方案。", "应急", "水务"),
    ("以市应急局为牵头单位，制定方案。", "以市水务局为牵头单位，制定方案。", "应急", "水务"),
    ("做好工作。责任单位：市应急局", "做好工作。责任单位：市水务局", "市应急局", "市水务局"),
]  # fmt: skip
OTHER = [
    ("由市应急局牵头制定方案。", "由市应急局牵头制订预案。", "text"),
    ("由市应急局牵头报市水务局备案。", "由市应急局牵头报市财政局备案。", "text"),
    ("由市应急局牵头，必要时调整。", "由市应急局牵头，需要时调整。", "modality"),
    ("由三个部门负责。", "由五个部门负责。", "number"),
    ("市应急局会同市公安局制定消防方案。", "市应急局会同市公安局制定应急方案。", "text"),
    ("市应急局负责人应当到场。", "市水务局负责人应当到场。", "text"),
    ("各区人民政府负责本辖区的工作。", "各区人民政府负责本区域的工作。", "text"),
    ("向市应急局报告。", "向市水务局报告。", "text"),
    ("防汛工作市应急局牵头。", "防洪工作市应急局牵头。", "text"),
    ("市应急局会同市公安局制定方案。", "必要时市应急局会同市公安局制定方案。", "text"),
    ("由市应急局负责。", "不由市应急局负责。", "polarity"),
    ("由市应急局牵头组织。", "由市应急局牵头推进。", "text"),
    ("市应急局主办方到场。", "市水务局主办方到场。", "text"),
]


def told(a: str, b: str) -> list[Difference]:
    """What tells between two wordings of one task."""
    return [d for d in compare(FRAME.format(a), FRAME.format(b)).differences if d.class_ in TELLING]


@pytest.mark.parametrize(("a", "b", "gone", "new"), CHARGED)
def test_another_body_in_charge_is_told_as_such(a: str, b: str, gone: str, new: str) -> None:
    """A sentence that puts another body in charge, or one in another role, changes the unit in charge."""
    for one, other, ours, theirs in ((a, b, gone, new), (b, a, new, gone)):
        assert [(d.kind, d.severity, d.a.text, d.b.text) for d in told(one, other)] == [
            ("responsible_unit", "high", ours, theirs)
        ]


@pytest.mark.parametrize(("a", "b", "kind"), OTHER)
def test_other_words_of_such_a_sentence_are_wording(a: str, b: str, kind: str) -> None:
    """What stands beside the names in a sentence that says who is in charge is told by its own kind."""
    assert {d.kind for d in told(a, b)} == {kind} == {d.kind for d in told(b, a)}


def test_the_fields_say_who_was_in_charge_and_who_is() -> None:
    """A change in running text is a change of the field, with the names whole, beside a list that stays."""
    a, b = (
        f"由{lead}牵头，各区人民政府配合，做好防汛工作。（责任单位：市民政局）"
        for lead in ("市应急局、市公安局", "市水务局、市公安局")
    )
    found = compare(FRAME.format(a), FRAME.format(b))

    assert [d.rule.key for d in found.differences if d.class_ in TELLING] == ["in_charge"]
    assert found.fields == (
        FieldChange("responsible_units.lead", found.fields[0].unit, ("市公安局",), ("市应急局",), ("市水务局",)),
    )
