# SPDX-License-Identifier: Apache-2.0
"""Units that stand elsewhere, under another number, or as one with their neighbour: each is told as that, once."""

from itertools import permutations

import pytest

from policydiff import compare
from policydiff.model import TELLING, Comparison

HEAD = "关于做好重点工作的通知\n"
TASKS = (
    "加快工业发展，建设工业互联网平台体系，培育工业软件企业。",
    "加强生态环境保护，深入打好污染防治攻坚战。",
    "保障和改善民生，完善社会保障体系。",
    "深化改革开放，优化营商环境。",
    "推进乡村全面振兴，发展特色农业。",
    "提升城市治理水平，建设韧性城市。",
    "强化安全生产。",
    "做好宣传引导。",
)
HAN = "一二三四五六七八"


def notice(order: tuple[int, ...] | range, changed: dict[int, str] | None = None) -> str:
    """Tasks by number in an order, numbers going with their tasks."""
    return HEAD + "".join(f"{HAN[n]}、{(changed or {}).get(n, TASKS[n])}\n" for n in order)


def told(found: Comparison) -> list[tuple[str, str, str]]:
    """Kind and readings of what tells."""
    return [(d.kind, d.a.text.strip(), d.b.text.strip()) for d in found.differences if d.class_ in TELLING]


@pytest.mark.parametrize("at", range(8))
@pytest.mark.parametrize("to", range(8))
def test_a_moved_task_with_an_edit_is_moved_and_edited(at: int, to: int) -> None:
    """Wherever one of eight tasks goes with a word edited, the move and the edit are told, and nothing else."""
    if at == to:
        return
    order = [n for n in range(8) if n != at]
    order.insert(to, at)
    words = {0: ("培育", "扶持"), 6: ("强化", "抓好"), 7: ("引导", "报道")}
    old, new = words.get(at, ("，", "，切实"))
    other = notice(tuple(order), {at: TASKS[at].replace(old, new, 1)})

    found = told(compare(notice(range(8)), other))

    assert [kind for kind, *_ in found if kind == "moved"] == ["moved"]
    assert len(found) == 2
    assert all(a in old and b in new for kind, a, b in found if kind != "moved")


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_of_tasks_in_any_order_the_fewest_are_moved(order: tuple[int, ...]) -> None:
    """As many tasks are moved as must, the others standing in one order."""
    found = told(compare(notice(range(4)), notice(order)))
    longest = max(
        len(row) for size in range(1, 5) for row in permutations(range(4), size) if _rises(row) and _within(row, order)
    )

    assert [kind for kind, *_ in found] == ["moved"] * (4 - longest)


def _rises(row: tuple[int, ...]) -> bool:
    return list(row) == sorted(row)


def _within(row: tuple[int, ...], order: tuple[int, ...]) -> bool:
    places = [order.index(n) for n in row]
    return places == sorted(places)


def test_a_list_that_begins_anew_inside_a_task_is_no_unit_gone_back() -> None:
    """Items of a task that both copies have stay inside it, whatever the numbers of the tasks."""
    text = HEAD + "3.推进甲项工作。主要任务：\n1.编制清单。\n2.公布结果。\n4.推进乙项工作。\n"

    assert told(compare(text, text.replace("公布", "公开"))) == [("text", "布", "开")]


MERGED = (
    HEAD
    + "1.推进实验室建设。（牵头单位：市科技局）\n2.优化产业布局。（牵头单位：市商务局）\n"
    + "3.加强生态保护。（牵头单位：市生态环境局）\n4.做好民生保障。（牵头单位：市民政局）\n"
)


def test_a_merge_is_named_with_the_labels_and_what_was_lost_at_the_seam() -> None:
    """Two tasks that became one, the first without its units in charge; those behind are numbered anew."""
    other = (
        HEAD
        + "1.推进实验室建设。优化产业布局。（牵头单位：市商务局）\n"
        + "2.加强生态保护。（牵头单位：市生态环境局）\n3.做好民生保障。（牵头单位：市民政局）\n"
    )
    found, back = compare(MERGED, other), compare(other, MERGED)

    assert told(found)[:2] == [("responsible_unit", "（牵头单位：市科技局）", ""), ("merged", "2.", "")]
    assert {kind for kind, *_ in told(found)[2:]} == {"renumbered"}
    assert [d.reason for d in found.differences if d.kind == "merged"] == [
        "1., 2. of one copy are one unit of the other: 1."
    ]
    assert [kind for kind, *_ in told(back)[:2]] == ["responsible_unit", "split"]


def test_a_label_lost_on_a_line_of_its_own_is_no_merge() -> None:
    """Where the line still begins there, only the label is lost."""
    assert told(compare(MERGED, MERGED.replace("\n3.", "\n"))) == [("labels_lost", "3.", "")]


def test_words_lost_behind_a_label_are_no_merge() -> None:
    """A task of which only the end is left behind its neighbour lost its heading, and that is told."""
    other = MERGED.replace("3.加强生态保护。", "")

    assert ("merged", "3.", "") not in told(compare(MERGED, other))
    assert any("加强生态保护" in a for _, a, _ in told(compare(MERGED, other)))


LAW = "测试法\n第1条\n本法依宪法制定。\n第28条\n申请人应当提交申请书。\n{}第32条\n违反规定的，处罚款。\n"
STUB = "（删除）\n"


@pytest.mark.parametrize(
    ("a", "b", "kinds"),
    [
        (
            f"第29条\n审查期间为三十日，并通知申请人。\n第30条\n{STUB}第31条\n{STUB}",
            f"第29条\n{STUB}第30条\n{STUB}第31条\n{STUB}",
            ["unit_removed"],
        ),
        (f"第29条\n{STUB}第30条\n{STUB}第31条\n{STUB}", f"第29条\n{STUB}第31条\n{STUB}", ["unit_removed"]),
        (
            "第29条\n主管机关应于三十日内审查，并通知申请人。\n",
            f"第29条\n{STUB}第29-1条\n主管机关应于六十日内作出决定，送达申请人。\n",
            ["unit_removed", "unit_added"],
        ),
        (
            "第29条\n审查期间为三十日，并通知申请人。\n",
            f"第29条\n{STUB}第29-1条\n审查期间为三十日，并通知申请人。\n",
            ["unit_removed", "unit_added"],
        ),
    ],
    ids=["one more of a row", "one less of a row", "in its place another", "in its place the same under a branch"],
)
def test_marks_of_deletion_answer_to_their_own_number(a: str, b: str, kinds: list[str]) -> None:
    """A row of articles that only say that they were deleted never shifts."""
    assert [kind for kind, *_ in told(compare(LAW.format(a), LAW.format(b)))] == kinds


def test_a_task_lost_before_one_that_moved_up_is_not_the_end_of_the_copy() -> None:
    """What the copy goes on behind, in the order of the whole one, was removed, not cut off."""
    found = told(compare(notice(range(6)), notice((0, 1, 5, 2, 3))))

    assert sorted(kind for kind, *_ in found) == ["moved", "unit_removed"]


SECTIONS = (
    "一、产业发展\n（一）推进平台建设，培育软件企业。\n（二）支持民营企业参与重大项目。\n",
    "二、生态保护\n（一）加强水源地保护，完成河道整治。\n（二）推进垃圾分类，建设无废城市。\n（三）严格控制扬尘污染。\n",
    "三、民生保障\n（一）完善居家养老服务体系。\n（二）新建社区食堂二十处，方便群众就餐。\n",
)


@pytest.mark.parametrize(
    ("order", "size"), [((0, 2, 1), 3), ((1, 0, 2), 3), ((1, 2, 0), 3)], ids=["last up", "first down", "first last"]
)
def test_a_section_that_moved_with_its_tasks_is_one_finding_with_members(order: tuple[int, ...], size: int) -> None:
    """It is told at its heading, and each task in it is a member; so it is in both directions."""
    here, there = (HEAD + "".join(SECTIONS[n] for n in row) for row in ((0, 1, 2), order))
    for a, b in ((here, there), (there, here)):
        found = compare(a, b)

        assert [kind for kind, *_ in told(found)] == ["moved"]
        moved = next(d for d in found.differences if d.kind == "moved")
        assert len(moved.members) == size
        assert [m.a.text for m in moved.members[1:]] == ["（一）", "（二）", "（三）"][: size - 1]


def test_a_word_edited_in_a_section_that_moved_is_told() -> None:
    """What changed in one of its tasks stands beside the move."""
    there = HEAD + SECTIONS[0] + SECTIONS[2].replace("二十", "三十") + SECTIONS[1]

    assert sorted(kind for kind, *_ in told(compare(HEAD + "".join(SECTIONS), there))) == ["moved", "number"]


def test_a_task_that_left_its_section_is_moved_by_itself() -> None:
    """Only what stands in the section in both copies goes with it."""
    there = HEAD + SECTIONS[1].replace("（三）严格控制扬尘污染。\n", "") + SECTIONS[0] + SECTIONS[2]
    there = there.replace("方便群众就餐。\n", "方便群众就餐。\n（三）严格控制扬尘污染。\n")

    kinds = [kind for kind, *_ in told(compare(HEAD + "".join(SECTIONS), there))]
    assert sorted(kinds) == ["moved", "moved"]
