# SPDX-License-Identifier: Apache-2.0
"""Boundaries that one copy shows and the other has lost with its line breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff import compare
from policydiff.align.blocks import blocks
from policydiff.align.projection import openings, projected
from policydiff.canonical import canonicalize
from policydiff.structure import parse

LAW = (
    "测试条例\n（2023年1月5日通过）\n第一条 为了保护野生动物，制定本条例。\n第二条 本条例所称野生动物，"
    "是指受保护的陆生动物。\n"
    "第二章 法律责任\n第三条 违反本条例规定的，由主管部门责令改正。\n第四条 情节严重的，吊销许可证，"
    "但第三条另有规定的除外。\n"
    "第三章 附则\n第五条 本条例自公布之日起施行。\n"
)
PLAN = (
    "测试市工作要点\n各区人民政府：\n一、总体要求\n1.推进社区服务站建设，完成改造任务。\n2.新建停车泊位，"
    "优先安排老旧小区。\n"
    "二、重点任务\n（一）质量安全\n3.开展安全生产检查，整改隐患。\n测试市人民政府\n2023年3月1日\n（此件公开发布）\n"
)
TELLING = {"substantive", "structure", "integrity", "review"}


def telling(a: str, b: str) -> list[tuple[str, str, str]]:
    """Kind and both readings of all that tells."""
    return [(d.kind, d.a.text.strip(), d.b.text.strip()) for d in compare(a, b).differences if d.class_ in TELLING]


@pytest.mark.parametrize("text", [LAW, PLAN], ids=["law", "plan"])
def test_a_copy_whose_lines_were_joined_is_equivalent(text: str) -> None:
    """A label behind a heading on one line begins its unit where the other copy says so."""
    joined = text.replace("\n", "")

    assert telling(text, joined) == []
    assert compare(text, joined).verdict == "equivalent"


def test_a_change_in_a_joined_copy_is_told_alone() -> None:
    """The change stands in its own article, and nothing else tells."""
    changed = LAW.replace("责令改正", "责令停业").replace("\n", "")

    assert telling(LAW, changed) == [("text", "改正", "停业")]


def test_a_note_on_publication_stands_without_a_date() -> None:
    """A copy that lost the date of its signature lost the date alone."""
    assert telling(PLAN, PLAN.replace("2023年3月1日\n", "")) == [("closing", "2023年3月1日", "")]


@given(
    cuts=st.sets(st.integers(0, PLAN.count("\n")), max_size=6),
    other=st.sets(st.integers(0, PLAN.count("\n")), max_size=6),
)
def test_projected_blocks_cover_the_text(cuts: set[int], other: set[int]) -> None:
    """Whatever lines are joined in either copy, the blocks cover its canonical text without gap or overlap."""
    a, b = (
        canonicalize("".join(line + ("" if n in gone else "\n") for n, line in enumerate(PLAN.split("\n"))))
        for gone in (cuts, other)
    )
    blocks_a, blocks_b = blocks(parse(a)), blocks(parse(b))

    found = projected(blocks_a, openings(blocks_a), openings(blocks_b), a, b)

    assert "".join(block.head + block.text for block in found) == a.text
    assert [block.start for block in found] == [0, *(block.end for block in found[:-1])]
    assert [block.index for block in found] == list(range(len(found)))
    assert len({block.path for block in found}) == len(found)


def test_a_mark_that_one_copy_keeps_as_text_is_no_difference() -> None:
    """Joined lines leave the marks of headings inside them; an excerpt has too few readings to take them out."""
    marked = "## 一、总则\n加快推进各项工作落实。\n## 二、附则\n提高办事效率。\n"
    assert telling(marked, marked.replace("\n", "")) == []

    glossed = "一、加快推进(jin)工作(zuo)落实(shi)。\n二、加强安全(quan)生产检查。\n三、建设(she)社区服务站。\n"
    excerpt = "二、加强安全(quan)生产检查。\n三、建设社区服务站。\n"
    assert [kind for kind, *_ in telling(glossed, excerpt)] == ["unit_removed"]


def test_page_furniture_inside_a_joined_heading_is_of_the_page() -> None:
    """A date and a counter behind the title part it in one copy; in the other the title runs on into the next line."""
    head, date = "关于加强海域使用管理工作的通知\n", "时间：2023-02-09 浏览量：1084\n"
    rest = (
        "二〇二二年三月五日会议通过，二〇二三年一月八日修订\n第一条 为了加强管理，制定本办法。\n第二条"
        " 本办法自公布之日起施行。\n"
    )

    assert telling((head + rest).replace("\n", ""), head + date + rest) == []
