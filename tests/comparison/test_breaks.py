# SPDX-License-Identifier: Apache-2.0
"""A wrap that begins like a label is a wrap; a break lost before a label is told."""

import pytest
from copies import differing

from policydiff.model import TELLING

TITLE = "关于做好有关工作的通知\n\n"
WRAPS = {
    "a mark that no label has": ("一、保护方面\n加强案件审判标准统\n一，提高效率。\n二、其他\n按规定执行。\n", "统\n"),
    "ordinals that go on": ("一、产业\n推动第一\n二、三产业融合发展，提高效率。\n二、其他\n按规定执行。\n", "第一\n"),
    "ordinals apart": ("一、产业\n提高效率。\n二、其他\n推动第一、\n二、三产业融合发展。\n", "第一、\n"),
    "an ordinal cut": ("一、产业\n完成第一批、第\n二、第三批任务。\n二、其他\n按规定执行。\n", "、第\n"),
    "one of several": ("一、产业\n这是重点任务之\n一、必须抓好。\n二、其他\n按规定执行。\n", "之\n"),
    "Arabic": ("1.产业提高效率，增长\n2.其中工业较快。\n2.其他方面执行规定。\n3.推进改革。\n", "增长\n"),
}


@pytest.mark.parametrize("name", WRAPS)
def test_a_wrap_inside_a_sentence_is_no_label(name: str) -> None:
    """The sentence has not ended and the sequence is whole without it: both copies have the same units."""
    body, cut = WRAPS[name]

    found = differing(TITLE + body, TITLE + body.replace(cut, cut[:-1]))

    assert found.verdict == "equivalent"
    assert {unit.status for unit in found.units} == {"same"}


LISTS = {
    "tasks": "一、产业方面提高效率。\n二、其他方面按规定执行。\n三、推进改革开放。\n",
    "behind a heading": (
        "一、总体要求\n（一）指导思想\n1.产业提高效率。\n2.其他执行规定。\n（二）基本原则\n1.推进改革。\n"
    ),
    "a number in a heading": (
        "一、三大行动\n抓好落实。\n二、十大工程\n1.交通工程。\n2.水利工程。\n三、百日攻坚\n按期完成。\n"
    ),
}


@pytest.mark.parametrize(("name", "at"), [(name, n) for name, body in LISTS.items() for n in range(body.count("\n"))])
def test_a_break_lost_before_a_label_is_merged(name: str, at: int) -> None:
    """Whatever stands before the label, a heading or a sentence, its lost break tells."""
    lines = (TITLE.rstrip() + "\n" + LISTS[name]).splitlines(keepends=True)
    joined = "".join(line.rstrip("\n") if n == at else line for n, line in enumerate(lines))

    told = [d.kind for d in differing("".join(lines), joined).differences if d.class_ in TELLING]

    assert told == (["merged"] if lines[at + 1][0] in "一二三（123" else [])


TWO = """\
26.完善产业体系。制定行动计划,建立企业名录,发布产品目录。推进中心建设,落实试点任务。(牵头单位:市工业局)
27.构建基础设施体系。把握发展机遇,发挥登陆点优势,推动业务落地,融入战略布局,提升服务能力。(牵头单位:市通信管理局)
""".splitlines()


def wrapped(text: str, width: int = 28) -> str:
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


@pytest.mark.parametrize("full", [True, False], ids=["lines of one width", "a short last line"])
def test_a_break_lost_in_a_copy_of_short_lines_is_told_though_the_other_copy_has_long_ones(full: bool) -> None:
    """Lines joined as a whole explain what that copy lacks, never what the other lacks: here a wrapped copy runs one
    task into the next, and the wrap falls into the task's number."""
    width = next(width for width in range(17, 40) if (len(TWO[0]) + 1) % width == 0)
    b = wrapped("".join(TWO), width) if full else f"{wrapped(TWO[0])}2\n7{wrapped(TWO[1])[2:]}"

    told = [(d.class_, d.kind) for d in differing("\n".join(TWO), b).differences if d.class_ in TELLING]

    assert told == [("structure", "merged")]


def test_breaks_that_a_copy_lost_with_all_its_lines_are_its_layout() -> None:
    """A copy on one line against one whose lines stand: no break before a label counts."""
    lines = [f"{n}.推进第{n}项工作，建设体系，形成合力。" for n in range(1, 9)]

    assert differing("\n".join(lines), "".join(lines)).verdict == "equivalent"


ENUMERATIONS = (
    "加快年内完成一、二期工程建设，确保按期投产。",
    "推动第一、二、三产业融合发展，完善体系。",
    "抓好一季度、二、三季度调度工作，压实责任。",
    "统一、规范、高效开展执法检查工作。",
    "对甲、乙、丙三类企业分一、二、三级管理。",
    "落实一二、三四线城市因城施策要求。",
    "加强案件审判标准统一，提高效率。",
    "符合前款第（一）、（二）项规定的，予以支持。",
    "完成附件1、2、3所列任务，做好十二、十三届会议衔接。",
    "版本升级至1.2版，完成2项任务，增长2.5%左右。",
)


@pytest.mark.parametrize("width", range(12, 33))
@pytest.mark.parametrize("style", ["han", "arabic", "bracket"])
def test_no_width_of_lines_makes_labels_of_enumerations(style: str, width: int) -> None:
    """Sentences full of 一、二、三 wrapped at any width have the tasks that they have on long lines."""
    label = {"han": "{}、", "arabic": "{}.", "bracket": "（{}）"}[style]
    numbers = "12345" if style == "arabic" else "一二三四五"
    tasks = [label.format(number) + ENUMERATIONS[n] + ENUMERATIONS[n + 5] for n, number in enumerate(numbers)]
    lines = [TITLE.strip(), "各区、市人民政府：", *tasks]

    found = differing("\n".join(lines), "\n".join(wrapped(line, width) for line in lines))

    assert found.verdict == "equivalent"


CODES = """\
受委托现将结果公告如下：1、项目名称：某设备采购
2、项目编号：AB20190703002
3、开标会议按期举行。
4、成交金额：269100.00
5、小组成员：甲、乙。
"""


@pytest.mark.parametrize("width", [60, 20])
def test_an_indented_label_behind_a_number_is_a_label(width: int) -> None:
    """A line may end with digits and the next begin with its own number: neither a break lost nor one long number,
    with an indent or without, wrapped or not."""
    wide = [
        line[i : i + width] for line in ("\u3000\u3000" + t for t in CODES.splitlines()) for i in range(0, 99, width)
    ]
    indented = "\n".join(line for line in wide if line)

    found = differing(TITLE + CODES, TITLE + indented)

    assert found.verdict == "equivalent"
    assert [unit.status for unit in found.units] == ["same"] * len(found.units)


def test_a_label_behind_a_number_that_lost_its_break_tells() -> None:
    """Where one copy runs on, the code has another digit and the label is gone."""
    joined = CODES.replace("002\n3、", "0023、")

    told = [d.kind for d in differing(TITLE + CODES, TITLE + joined).differences if d.class_ in TELLING]

    assert told


@pytest.mark.parametrize("page", ["", "— 12 —\n"])
@pytest.mark.parametrize("lost", [True, False])
def test_a_break_lost_before_a_label_is_told_where_a_page_ends(page: str, lost: bool) -> None:
    """The number of the page between two tasks of one copy does not hide that the other copy runs them together."""
    first, second = "第一条 任何单位有权举报，接到举报的部门应当为其保密。", "第二条 主管部门每年至少组织三次培训。"
    head = "测试市环境管理办法\n"

    found = differing(f"{head}{first}\n{page}{second}\n", f"{head}{first}{'' if lost else chr(10)}{second}\n")

    told = [d.kind for d in found.differences if d.class_ == "structure"]
    assert told == (["merged"] if lost else [])
