# SPDX-License-Identifier: Apache-2.0
"""What becomes of units: moved, lost, added, split, merged, renumbered, reworded."""

from policydiff import compare
from policydiff.model import Comparison

TASKS = [
    "建设海洋实验室。组织关键技术攻关，加快突破核心技术。",
    "推进孵化器建设。建设细分领域专业孵化器，支持设立种子基金。",
    "完善人才政策。引进培育一流人才，选拔产业领军团队。",
    "优化提升优势产业。推动智能家电、轨道交通装备向高端发展。",
    "发展壮大新兴产业。启动集成电路、新型显示一批重大项目。",
    "建设综合型物流枢纽。优化物流园区布局，培育龙头企业。",
]
HEAD = "测试市2023年重点工作任务\n为做好全年工作，制定本任务。\n"


def notice(tasks: list[str], labels: list[int] | None = None) -> str:
    """A plan of numbered tasks."""
    numbers = labels or list(range(1, len(tasks) + 1))
    return HEAD + "".join(f"{n}.{task}\n" for n, task in zip(numbers, tasks, strict=True))


def compared(a: str, b: str) -> Comparison:
    """The comparison of two plans."""
    return compare(a, b)


def statuses(found: Comparison) -> dict[str, str]:
    """Status by label of A, or of B where A lacks the unit."""
    return {(u.a or u.b)[0].label or "": u.status for u in found.units if u.kind == "task"}


def test_a_task_lost_with_the_rest_renumbered_is_one_loss() -> None:
    """Later tasks are renumbered, not changed, and the loss says that no trace is left."""
    found = compared(notice(TASKS), notice(TASKS[:2] + TASKS[3:]))

    assert statuses(found) == {
        "1.": "same",
        "2.": "same",
        "3.": "removed",
        "4.": "renumbered",
        "5.": "renumbered",
        "6.": "renumbered",
    }
    assert [(d.kind, d.evidence) for d in found.differences if d.class_ == "substantive"] == [
        ("unit_removed", "renumbered")
    ]


def test_a_task_lost_with_its_number_leaves_a_gap() -> None:
    """The number that is missing is the evidence."""
    found = compared(notice(TASKS), notice(TASKS[:2] + TASKS[3:], [1, 2, 4, 5, 6]))

    assert [(d.kind, d.evidence) for d in found.differences] == [("unit_removed", "gap")]


def test_a_task_cut_with_a_mark_says_so() -> None:
    """（略） where a task stood is the evidence."""
    marked = notice(TASKS).replace(f"3.{TASKS[2]}\n", "3.（略）\n")

    found = compared(notice(TASKS), marked)

    assert [(d.kind, d.severity, d.evidence) for d in found.differences] == [("unit_removed", "high", "marked")]
    assert statuses(found)["3."] == "removed"


def test_a_task_added_is_one_addition() -> None:
    """A new task between others is added and disturbs none."""
    found = compared(
        notice(TASKS[:5], [1, 2, 3, 4, 5]), notice([*TASKS[:2], TASKS[5], *TASKS[2:5]], [1, 2, 9, 3, 4, 5])
    )

    assert [d.kind for d in found.differences if d.class_ == "substantive"] == ["unit_added"]
    assert sum(u.status == "same" for u in found.units if u.kind == "task") == 5


def test_a_moved_task_is_moved() -> None:
    """A task that changes its place with its label is moved; the others stay."""
    order = [0, 4, 1, 2, 3, 5]

    found = compared(notice(TASKS), notice([TASKS[n] for n in order], [n + 1 for n in order]))

    assert [(u.a[0].label, u.status) for u in found.units if u.moved] == [("5.", "moved")]
    assert {d.class_ for d in found.differences} == {"structure"}


def test_a_moved_and_changed_task_shows_both() -> None:
    """The status says changed, the flag says moved."""
    tasks = [TASKS[n] for n in (0, 4, 1, 2, 3, 5)]
    tasks[1] = tasks[1].replace("一批", "两批")

    found = compared(notice(TASKS), notice(tasks, [1, 5, 2, 3, 4, 6]))

    assert [(u.status, u.moved) for u in found.units if u.moved] == [("changed", True)]
    assert any(d.class_ == "substantive" and d.a.text == "一" for d in found.differences)


def test_a_task_that_lost_its_label_is_no_loss_of_text() -> None:
    """Two tasks that run on under one label are told as a lost label, not as lost text."""
    found = compared(notice(TASKS), notice(TASKS).replace("\n4.", "\n"))

    assert [(d.class_, d.kind) for d in found.differences] == [("structure", "labels_lost")]


def test_a_copy_that_stops_early_is_one_finding() -> None:
    """The cut runs from the middle of a task to the end of the other copy."""
    whole = notice(TASKS)

    found = compared(whole, whole[: whole.index("推动智能")])

    assert [(d.kind, d.severity) for d in found.differences] == [("truncated", "high")]
    assert found.differences[0].a.text.startswith("推动智能")


def test_an_article_under_its_number_is_changed_however_reworded() -> None:
    """Official lists of amendments count a wholly new article under an old number as amended."""
    law = "测试法\n第一条 为了规范甲事，制定本法。\n第二条 甲事由县级人民政府主管。\n第三条 本法自公布之日起施行。\n"

    found = compared(law, law.replace("甲事由县级人民政府主管。", "任何单位不得泄露在履行职责中知悉的个人隐私。"))

    assert [
        (u.status, u.a[0].label, u.b[0].label) for u in found.units if u.kind == "article" and u.status != "same"
    ] == [("changed", "第二条", "第二条")]


def test_an_article_whose_text_became_deleted_is_removed() -> None:
    """（刪除） keeps the number and loses the article."""
    law = "测试法\n第一条 为了规范甲事，制定本法。\n第二条 甲事由县级人民政府主管。\n第三条 本法自公布之日起施行。\n"

    found = compared(law, law.replace("甲事由县级人民政府主管。", "（删除）"))

    assert [u.status for u in found.units if u.kind == "article"] == ["same", "removed", "same"]


def test_alike_articles_are_held_apart_by_their_neighbours() -> None:
    """Of penal clauses that differ in a word, each answers to the one between the same neighbours."""
    acts = ["伪造", "变造", "买卖", "出租", "涂改"]
    body = "测试法\n" + "".join(
        f"第{n}条 {act}证件的，处五日以上十日以下拘留，可以并处五百元以下罚款。\n"
        for n, act in zip("一二三四五", acts, strict=True)
    )
    new = "测试法\n" + "".join(
        f"第{n}条 {act}证件的，处五日以上十日以下拘留，可以并处五百元以下罚款。\n"
        for n, act in zip("一二三四五六", ["抢夺", *acts], strict=True)
    )

    found = compared(body, new)

    assert next((u.status, u.b[0].label) for u in found.units if u.kind == "article") == ("added", "第一条")
    assert sum(u.status == "renumbered" for u in found.units) == 5


def test_two_notices_are_no_copies() -> None:
    """Another notice is different before any difference is told."""
    other = (
        "测试市关于举办招聘会的公告\n现将有关事项公告如下。\n1.时间地点。四月一日在会展中心举行。\n2.参会方式。"
        "凭身份证件入场，现场登记。\n"
    )

    found = compared(notice(TASKS), other)

    assert found.relation.kind == "different"
    assert found.verdict == "different"


def test_the_next_edition_is_an_edition() -> None:
    """One title under another year is another edition."""
    found = compared(notice(TASKS), notice(TASKS).replace("2023年", "2024年"))

    assert found.relation.kind == "edition"


def test_a_heading_that_still_stands_is_not_told_removed() -> None:
    """Where the first paragraph of the article below is lost, the heading runs on into what is left of it."""
    before = "测试法\n第一条 应当提出书面意见，并送达当事人。\n第四节 减刑假释\n"
    lost = "第二条 服刑期间确有悔改表现的，根据考核的结果，可以减刑。有下列表现之一的，应当减刑：\n"
    rest = (
        "（一）阻止他人犯罪活动的；\n（二）检举犯罪活动，经查证属实的；\n（三）有发明创造或者技术革新的；\n第三条"
        " 减刑建议由监狱向法院提出，审核后裁定。\n"
    )

    found = compared(before + lost + rest, before + rest)

    assert [d.a.text.strip() for d in found.differences if d.class_ == "substantive"] == [lost.strip()]
