# SPDX-License-Identifier: Apache-2.0
"""Units in charge are sets of names with roles, whatever the statement looks like."""

import pytest

from policydiff.canonical import canonicalize
from policydiff.structure.fields import responsible_statements

Names = list[tuple[str, str]]


def statements(source: str) -> list[tuple[str, Names]]:
    """Canonical text of each statement, and its roles and names."""
    text = canonicalize(source).text
    return [
        (text[s.start : s.end], [(n.role, text[n.start : n.end]) for n in s.names])
        for s in responsible_statements(text)
    ]


FORMS: dict[str, Names] = {
    "（责任单位：市教育局、市财政局）": [("responsible", "市教育局"), ("responsible", "市财政局")],
    "(责任单位：市教育局)": [("responsible", "市教育局")],
    "(责任单位:市教育局)": [("responsible", "市教育局")],
    "[责任单位：市教育局，各县（市）区政府]": [("responsible", "市教育局"), ("responsible", "各县(市)区政府")],
    "〔责任单位：市教育局、各区〈含开发区〉管委〕": [
        ("responsible", "市教育局"),
        ("responsible", "各区〈含开发区〉管委"),
    ],
    "（牵头单位：市教育局；责任单位：市财政局）": [("lead", "市教育局"), ("responsible", "市财政局")],
    "(牵头单位:市教育局,参与单位:市财政局)": [("lead", "市教育局"), ("participant", "市财政局")],
    "（牵头部门：组宣部 \u00a0配合部门：财政局）": [("lead", "组宣部"), ("support", "财政局")],
    "（市教育局、财政局牵头，市卫健委等配合）": [("lead", "市教育局"), ("lead", "财政局"), ("support", "市卫健委")],
    "（市教育局牵头，各地级以上市政府负责）": [("lead", "市教育局"), ("responsible", "各地级以上市政府")],
    "（自然资源部、商务部负责）": [("responsible", "自然资源部"), ("responsible", "商务部")],
    "（生态环境部指导）": [("guide", "生态环境部")],
    "（商务部指导，供销合作总社参与）": [("guide", "商务部"), ("participant", "供销合作总社")],
    "（市教育局牵头，各县〔市、区〕人民政府配合）": [("lead", "市教育局"), ("support", "各县(市、区)人民政府")],
    "（国家发展改革委会同有关部门负责）": [("responsible", "国家发展改革委"), ("participant", "有关部门")],
    "（商务部、海关总署等有关部门按职责分工负责）": [("responsible", "商务部"), ("responsible", "海关总署")],
    "（各有关部门和单位按职责分工负责）": [("responsible", "各有关部门和单位")],
    "（财政部、税务总局负责，排在第一位的部门为牵头部门，下同）": [
        ("responsible", "财政部"),
        ("responsible", "税务总局"),
    ],
    "（财政部、税务总局负责。列第一位者为牵头单位，下同）": [("responsible", "财政部"), ("responsible", "税务总局")],
    "（责任单位：市教育局牵头，市财政局配合）": [("lead", "市教育局"), ("support", "市财政局")],
    "（责任单位：市教育局（牵头）、市财政局）": [("lead", "市教育局"), ("responsible", "市财政局")],
    "（由市教育局牵头，市财政局配合）": [("lead", "市教育局"), ("support", "市财政局")],
    "（完成时限：2023年底；责任单位：市教育局）": [("responsible", "市教育局")],
    "（民政部、共青团中央负责）": [("responsible", "民政部"), ("responsible", "共青团中央")],
    "（共青团中央、教育部牵头）": [("lead", "共青团中央"), ("lead", "教育部")],
    "（市交通运输局、青岛港负责）": [("responsible", "市交通运输局"), ("responsible", "青岛港")],
    "（青岛港牵头，青岛机场配合）": [("lead", "青岛港"), ("support", "青岛机场")],
    "（国家能源局、国家电网、中国石化负责）": [
        ("responsible", "国家能源局"),
        ("responsible", "国家电网"),
        ("responsible", "中国石化"),
    ],
    "（市教育局、市财政局、老年志愿服务联盟负责）": [
        ("responsible", "市教育局"),
        ("responsible", "市财政局"),
        ("responsible", "老年志愿服务联盟"),
    ],
}


@pytest.mark.parametrize(("source", "names"), FORMS.items())
def test_statements_in_brackets(source: str, names: Names) -> None:
    """The whole bracket is the statement, with its rule and its deadline; names come in order, each with its role."""
    bracket = canonicalize(source).text
    assert statements(f"加强管理。{source}") == [(bracket, names)]


FALSE_FRIENDS = [
    "（技工院校内由教务处负责）",
    "（纳税人对其真实性负责）",
    "（以上由各部门负责）",
    "（谁主管、谁负责）",
    "（校长、教师共同负责）",
    "（家庭、学校负责）",
    "（市财政局审核后、市人力资源社会保障局负责）",
    "（对中央负责）",
    "（法定代表人负责）",
    "（无牵头单位的，责任单位即为牵头单位）",
    "（国发〔2022〕18号）",
    "（以下简称牵头单位）",
    "（一）加强领导，落实责任",
    "（区、市）人民政府负责",
    "明确责任单位：要高度重视",
]


@pytest.mark.parametrize("source", FALSE_FRIENDS)
def test_false_friends_stay_text(source: str) -> None:
    """A bracket or a sentence that speaks of responsibility is not a list of offices."""
    assert statements(f"加强管理{source}") == []


LINES = {
    "增产增效。\n责任单位：省工信厅、财政厅，各市、县（区）人民政府\n（二）减轻负担。": (
        "责任单位:省工信厅、财政厅,各市、县(区)人民政府"
    ),
    "不受影响。 责任单位:市税务局、人社局 6.畅通机制。": "责任单位:市税务局、人社局",
    "不受影响。\n牵头单位：市科技局；配合单位：市财政局": "牵头单位:市科技局;配合单位:市财政局",
}


@pytest.mark.parametrize(("source", "expected"), LINES.items())
def test_statements_without_brackets(source: str, expected: str) -> None:
    """A statement on its own line, or behind the last sentence, ends where the line or the next label does."""
    assert [text for text, _ in statements(source)] == [expected]


def test_a_list_that_a_wrap_broke_is_one_statement() -> None:
    """A line break inside a list of offices does not end it; one behind it does."""
    canonical = canonicalize(
        "不受影响。\n责任单位：市科技局、银保\n监分局、市财政局\n本政策自发布之日起执行，有效期一年。"
    )
    found = responsible_statements(canonical.text, canonical.breaks)
    assert [canonical.text[s.start : s.end] for s in found] == ["责任单位:市科技局、银保监分局、市财政局"]
