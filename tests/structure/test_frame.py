# SPDX-License-Identifier: Apache-2.0
"""Title, number, addressee, signature and attachments are recognised by form and place."""

import pytest

from policydiff.canonical import canonicalize
from policydiff.structure import Notice, parse

TASKS = "为加强管理，现通知如下。\n一、加强领导。各部门要高度重视。\n二、落实责任。各部门要密切配合。\n"


def read(source: str) -> Notice:
    """The notice of a source text."""
    return parse(canonicalize(source))


def frame(source: str) -> list[tuple[str, str]]:
    """Kind and canonical text of every node that is no unit and no paragraph."""
    notice = read(source)
    return [
        (node.kind, notice.canonical.text[node.start : node.own_end])
        for node in notice.nodes()
        if node.kind not in ("task", "section", "paragraph")
    ]


FRONTS = {
    "a title": ("某市关于加强管理的通知\n", [("title", "某市关于加强管理的通知")]),
    "a title on two lines": (
        "国务院办公厅关于加强\n三级公立医院考核的意见\n国办发〔2019〕4号\n",
        [("title", "国务院办公厅关于加强三级公立医院考核的意见"), ("doc_number", "国办发(2019)4号")],
    ),
    "a number right behind the title": (
        "某部关于减免费用的通知某部发〔2020〕11号\n",
        [("title", "某部关于减免费用的通知"), ("doc_number", "某部发(2020)11号")],
    ),
    "all on one line": (
        "某市关于加强管理的通知 某政发〔2020〕5号 各区人民政府，市政府各部门： ",
        [
            ("title", "某市关于加强管理的通知"),
            ("doc_number", "某政发(2020)5号"),
            ("addressee", "各区人民政府,市政府各部门:"),
        ],
    ),
    "an addressee without 各": (
        "国务院关于某规划的批复\n国函〔2018〕159号\n河北省人民政府、国家发展改革委：\n",
        [
            ("title", "国务院关于某规划的批复"),
            ("doc_number", "国函(2018)159号"),
            ("addressee", "河北省人民政府、国家发展改革委:"),
        ],
    ),
    "a forwarding title": (
        "某省政府办公厅转发省财政厅关于做好保障工作意见的通知\n",
        [("title", "某省政府办公厅转发省财政厅关于做好保障工作意见的通知")],
    ),
    "no title": ("各区、市人民政府，市直各单位：\n", [("addressee", "各区、市人民政府,市直各单位:")]),
}


@pytest.mark.parametrize(("source", "expected"), FRONTS.values(), ids=FRONTS)
def test_front_matter(source: str, expected: list[tuple[str, str]]) -> None:
    """Title, own number and addressee are told apart, also where the copy has its lines joined."""
    assert frame(source + TASKS) == expected


def test_a_cited_number_is_not_the_notice_s_own() -> None:
    """A number in brackets behind a 《title》 is cited."""
    source = "某市关于加强管理的通知\n各区人民政府：\n根据《关于加强管理的意见》（国发〔2022〕18号）精神，" + TASKS
    assert [kind for kind, _ in frame(source)] == ["title", "addressee"]


@pytest.mark.parametrize(
    ("asked", "kinds"), [("某某社：这次措施的目标是什么？", []), ("各区人民政府：现将措施印发给你们。", ["addressee"])]
)
def test_who_asks_is_not_addressed(asked: str, kinds: list[str]) -> None:
    """A name before a question is of who asks, in answers to the press; before a statement it is addressed."""
    source = f"某市关于促进发展若干措施的通知\n{asked}\n市主任：一是扩大开放，二是加快创新。\n"
    assert [kind for kind, _ in frame(source) if kind == "addressee"] == kinds


SIGNATURES = {
    "on lines": ("某市人民政府\n2020年2月4日\n（此件公开发布）", ["issuer", "date", "marking"]),
    "on one line": (" 某市人民政府 2020年2月4日 （此件主动公开）", ["issuer", "date", "marking"]),
    "several offices": ("财政部 税务总局\n2020年2月6日", ["issuer", "date"]),
    "Han numerals": ("国务院办公厅\n二〇〇四年八月十二日\n（本文有删减）", ["issuer", "date", "marking"]),
    "spaced out": ("财 政 部\n2020年1月31日", ["issuer", "date"]),
    "a wrong unit in the date": ("某市人民政府\n2020年2年18日", ["issuer", "date"]),
}


@pytest.mark.parametrize(("source", "expected"), SIGNATURES.values(), ids=SIGNATURES)
def test_signatures(source: str, expected: list[str]) -> None:
    """Issuer, date and notes end the notice, on lines or behind the last sentence."""
    assert [kind for kind, _ in frame(f"某市关于加强管理的通知\n{TASKS}{source}")][1:] == expected


def test_a_date_in_running_text_signs_nothing() -> None:
    """Only a date behind an office and before a gap is a signature."""
    source = f"某市关于加强管理的通知\n{TASKS}三、总结评估。财政部2020年2月4日印发的办法同时停止执行。"
    assert [kind for kind, _ in frame(source)] == ["title"]


def test_attachments_named_and_supplied() -> None:
    """A list before the signature names attachments; 附件 on a line of its own, or behind the signature, starts one."""
    source = (
        f"某市关于加强管理的通知\n{TASKS}附件：1.任务分工表\n2.考核办法\n某市人民政府\n2020年2月4日\n"
        "附件1\n任务分工表\n一、市科技局\n负责统筹。\n附件2\n考核办法\n第一条 本办法适用于各部门。\n"
        "第二条 考核每年一次。"
    )
    notice = read(source)
    found = [
        (node.id, node.style, [child.kind for child in node.children])
        for node in notice.roots
        if node.kind == "attachment"
    ]
    assert found == [
        ("attlist", "named", []),
        ("att1", "supplied", ["task"]),
        ("att2", "supplied", ["article", "article"]),
    ]
    assert notice.incomplete == ()


def test_sub_numbered_attachments() -> None:
    """附件3-2 is an attachment of an attachment, with its number in the id."""
    source = f"某方案\n{TASKS}某市人民政府\n2020年2月4日\n附件3-2\n调查方法\n（略）"
    assert [node.id for node in read(source).roots if node.kind == "attachment"] == ["att3-2"]
