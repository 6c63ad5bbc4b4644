# SPDX-License-Identifier: Apache-2.0
"""Sections, tasks and articles; every node owns its text, and nothing is owned twice or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.canonical import canonicalize
from policydiff.structure import Node, Notice, parse

PLAN = """某市人民政府办公室关于印发重点工作任务的通知
某政办发〔2023〕5号
各区人民政府，市政府各部门：
《某市2023年重点工作任务》已经市政府同意，现印发给你们，请认真组织实施。
某市人民政府办公室
2023年1月30日
（此件公开发布）
某市2023年重点工作任务
为深入贯彻有关精神，制定本任务。
一、实施创新驱动
1.建设实验室。实施科技任务，做到：一是明确；二是到位。（牵头单位：市科技局）
2.完善体系。抢抓机遇，建设实验室。（牵头单位：市科技局，参与单位：市教育局）
二、建设产业体系
3.提升产业。推动产业高端化。（牵头单位：市工业和信息化局）
三、协同推进扩绿增长
"""


def read(source: str) -> Notice:
    """The notice of a source text."""
    return parse(canonicalize(source))


def units(notice: Notice) -> list[tuple[str, str]]:
    """Kind and id of every labelled node."""
    return [(node.kind, node.id) for node in notice.nodes() if node.label]


def kinds(notice: Notice) -> list[str]:
    """Kinds of the roots."""
    return [node.kind for node in notice.roots]


def test_a_plan_behind_its_cover_notice() -> None:
    """A cover notice and the plan it issues are one document, the signature in the middle."""
    assert kinds(read(PLAN)) == [
        "title",
        "doc_number",
        "addressee",
        "paragraph",
        "issuer",
        "date",
        "marking",
        "title",
        "paragraph",
        "section",
        "section",
        "section",
    ]


def test_tasks_run_on_across_sections() -> None:
    """Tasks keep their numbers where the numbering runs on, and stand under their section."""
    assert units(read(PLAN)) == [
        ("section", "s1"),
        ("task", "s1/t1"),
        ("task", "s1/t2"),
        ("section", "s2"),
        ("task", "s2/t3"),
        ("section", "s3"),
    ]


STABLE = {
    "one line": PLAN.replace("\n", " "),
    "no white space at all": PLAN.replace("\n", "\n\n"),
    "traditional marks": PLAN.replace("（", "(").replace("）", ")").replace("。", "｡"),
    "a lost line break": PLAN.replace("（牵头单位：市科技局）\n2.", "（牵头单位：市科技局）2."),
    "hard wraps": "\n".join(line[i : i + 28] for line in PLAN.split("\n") for i in range(0, max(1, len(line)), 28)),
    "indents": PLAN.replace("\n", "\r\n　　"),
    "another label style": PLAN.replace("1.", "1、").replace("2.完", "2、完").replace("3.", "3、"),
}


@pytest.mark.parametrize("source", STABLE.values(), ids=STABLE)
def test_noise_does_not_move_units(source: str) -> None:
    """Layout, widths and label style change neither the kinds nor the ids of the units."""
    assert units(read(source)) == units(read(PLAN))


def test_a_lost_label_costs_one_unit() -> None:
    """A label that is gone takes its task into the one before, and no other unit changes."""
    found = units(read(PLAN.replace("2.完善体系", "完善体系")))
    assert found == [unit for unit in units(read(PLAN)) if unit != ("task", "s1/t2")]


LAW = """某某法
目　录
第一章　总则
第二章　附则
第一章　总则
第一条　为了规范管理，制定本法：
（一）甲；
（二）乙。
第二条　（删除）
第三条　依照本法
第一条规定执行。
第三条之一　新增的规定。
第二章　附则
第四条　本法自公布之日起施行。
"""


def test_a_law_has_articles_under_chapters() -> None:
    """Articles are the finest units of a law; a table of contents and a wrapped citation are not articles."""
    assert units(read(LAW)) == [
        ("section", "ch1"),
        ("article", "art1"),
        ("article", "art2"),
        ("article", "art3"),
        ("article", "art3-1"),
        ("section", "ch2"),
        ("article", "art4"),
    ]
    contents = next(node for node in read(LAW).nodes() if node.style == "contents")
    assert (contents.kind, contents.title[:2]) == ("paragraph", "目录")


def test_an_emergency_plan_is_numbered_by_decimals() -> None:
    """1 总则, 1.1, 2.1.1: headings above, tasks where the text is."""
    source = (
        "1 总则\n1.1 编制目的\n为规范处置，制定本预案。\n2 组织体系\n2.1 领导机构\n"
        "2.1.1 指挥部\n指挥部统一领导，共3.5万人。\n2.1.2 办公室\n办公室设在市应急局。"
    )
    assert units(read(source)) == [
        ("section", "s1"),
        ("task", "s1/t1.1"),
        ("section", "s2"),
        ("section", "s2/s2.1"),
        ("task", "s2/s2.1/t2.1.1"),
        ("task", "s2/s2.1/t2.1.2"),
    ]


def test_labels_inside_a_task_are_its_text() -> None:
    """A list that a task introduces with a colon is no row of units."""
    source = (
        "一、总体要求\n（一）基本原则。工作中要做到：1.依法；2.公开；3.便民。\n（二）工作目标。到年底建成平台，实现联网，服务群众。\n"
        "二、保障措施\n（三）加强领导。各部门要高度重视，明确责任。"
    )
    assert [kind for kind, _ in units(read(source))] == ["section", "task", "task", "section", "task"]


def test_headings_with_tasks_under_them_are_sections() -> None:
    """（一） with nothing but a heading above 1. 2. is a section, by all of its family."""
    source = (
        "一、主要任务\n（一）统筹两个市场。\n1.拓展市场。积极稳妥推广试点，扩大范围，服务企业。\n2.适用政策。自批准之日起适用，不再另行申请。\n"
        "（二）推动创新创业。\n3.促进研发。除禁止外，区内企业可以开展研发。"
    )
    assert [kind for kind, _ in units(read(source))] == ["section", "section", "task", "task", "section", "task"]


def test_the_last_paragraph_of_a_plan_is_no_task() -> None:
    """What follows the last task's units in charge belongs to the whole notice."""
    source = (
        "一、加强监管。落实措施，完善制度，健全机制，强化责任，服务企业，保障民生，提高效率，促进公平，维护秩序。（市科技局负责）\n"
        "二、优化服务。精简流程，压缩时限，方便群众，提高效率，推进共享，加强协同，规范行为，接受监督，持续改进。（市财政局负责）\n"
        "各地区要加强组织领导，确保落实。"
    )
    roots = read(source).roots
    assert [node.kind for node in roots] == ["task", "task", "paragraph"]


PIECES = st.sampled_from(
    [
        *PLAN.split("\n"),
        *LAW.split("\n"),
        "附件1",
        "附件：1.某表",
        "时间：2023-02-09 浏览量：273",
        "— 3 —",
        "（",
        "》",
        "责任单位：",
        "1.1",
        "第",
        "",
        "新(xīn)旧",
    ]
)


@given(st.lists(PIECES, max_size=24), st.sampled_from(["\n", " ", "\r\n　　", ""]))
def test_own_extents_cover_the_text(pieces: list[str], joint: str) -> None:
    """Whatever a document does, its nodes cover the canonical text once, parents hold their children, and ids are
    unique."""
    notice = read(joint.join(pieces))
    at = 0
    for node in notice.nodes():
        assert node.start == at
        assert node.start <= node.body <= node.own_end <= node.end
        at = node.own_end
    assert at == len(notice.canonical.text)
    assert len({node.id for node in notice.nodes()}) == sum(1 for _ in notice.nodes())
    assert all(_holds(node) for node in notice.nodes())


def _holds(node: Node) -> bool:
    return all(node.own_end <= child.start and child.end <= node.end for child in node.children)


@given(st.lists(PIECES, max_size=24))
def test_parsing_is_deterministic(pieces: list[str]) -> None:
    """The same text gives the same notice."""
    source = "\n".join(pieces)
    assert read(source) == read(source)
