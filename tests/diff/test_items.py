# SPDX-License-Identifier: Apache-2.0
"""Items inside units: their labels, items that one copy alone has, and runs of new numbers that are told once."""

import pytest
from hypothesis import given, settings
from listed import Case, cases, nested, notice

from policydiff import compare
from policydiff.model import TELLING, Comparison


def kinds(found: Comparison) -> list[str]:
    """The kinds of all that tells, sorted."""
    return sorted(d.kind for d in found.differences if d.class_ in TELLING)


@settings(max_examples=300)
@given(cases())
def test_what_was_done_to_a_list_is_told_and_nothing_else(case: Case) -> None:
    """A list restyled, an item removed, added, moved or edited, labels lost: each as what it is, in whatever style, on
    lines or run on, under wraps."""
    assert kinds(compare(case.a, case.b)) == sorted(case.told), case


@settings(max_examples=150)
@given(nested())
def test_what_was_done_to_a_list_inside_a_list_is_told_and_nothing_else(case: Case) -> None:
    """The same where the items stand in another list: its own labels stay out of it."""
    assert kinds(compare(case.a, case.b)) == sorted(case.told), case


def law(body: str) -> str:
    return notice("law", "\n" + body)


THREE = "（一）材料不齐的；\n（二）超过期限的；\n（三）其他情形。"


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        (THREE, THREE.replace("超过", "没有超过"), ["polarity"]),
        (THREE, THREE.replace("期限", "期限30日"), ["number"]),
        (THREE.replace("期限", "30日"), THREE.replace("期限", "60日"), ["number"]),
        (THREE, THREE.replace("（二）", "（四）"), ["renumbered"]),
        (THREE, THREE.replace("（二）", "（二），"), ["punctuation"]),
        (THREE.replace("（", "").replace("）", "、"), THREE.replace("（", "").replace("）", "，"), ["punctuation"] * 3),
        (THREE.replace("材料", "第（一）项材料"), THREE.replace("材料", "第（二）项材料"), ["number"]),
        (THREE, THREE.replace("；\n（三）其他情形", ""), ["unit_removed"]),
        (THREE, THREE.replace("；", "。"), ["punctuation"] * 2),
    ],
)
def test_what_is_no_matter_of_labels_stays_what_it_is(a: str, b: str, told: list[str]) -> None:
    """Words, numbers, marks and cited items in a list are judged as anywhere else."""
    assert kinds(compare(law(a), law(b))) == told


SIX = [
    "加快工业发展，建设平台体系。",
    "加强生态保护，打好攻坚战。",
    "保障基本民生，完善服务。",
    "深化改革开放，优化环境。",
    "推进乡村振兴，发展农业。",
    "做好宣传引导，营造氛围。",
]


def numbered(lines: list[str]) -> str:
    return "关于做好有关工作的通知\n\n" + "".join(f"{n}.{line}\n" for n, line in enumerate(lines, 1))


def test_a_run_of_new_numbers_is_one_finding_with_its_members() -> None:
    """Units behind a removed one: one difference of structure says from where to where and names each place; the other
    places are set aside under it."""
    found = compare(numbered(SIX), numbered(SIX[:1] + SIX[2:]))

    run = next(d for d in found.differences if d.kind == "renumbered")
    assert kinds(found) == ["renumbered", "unit_removed"]
    assert run.rule is not None
    assert run.rule.args == {"from": "3–6", "to": "2–5"}
    assert [(m.a.text, m.b.text) for m in run.members] == [("3.", "2."), ("4.", "3."), ("5.", "4."), ("6.", "5.")]
    assert [found.units[m.unit or 0].renumbered for m in run.members] == [True] * 4
    aside = [d for d in found.differences if d.kind == "in_run"]
    assert [(d.class_, d.a, d.b) for d in aside] == [("format", m.a, m.b) for m in run.members[1:]]


def test_a_run_keeps_its_members_where_only_what_tells_is_listed() -> None:
    """Detail `telling` lists the run once, with all its members."""
    brief = compare(numbered(SIX), numbered(SIX[:1] + SIX[2:]), detail="telling")

    assert [d.kind for d in brief.differences] == ["unit_removed", "renumbered"]
    assert [len(d.members) for d in brief.differences] == [0, 4]


def test_each_lost_unit_has_a_run_of_its_own_behind_it() -> None:
    """Where two units are gone, the numbers between them and those behind both moved by different steps."""
    found = compare(numbered(SIX), numbered([SIX[0], SIX[2], SIX[3], SIX[5]]))

    told = [d.rule.args for d in found.differences if d.kind == "renumbered" and d.rule]
    assert kinds(found) == ["renumbered", "renumbered", "unit_removed", "unit_removed"]
    assert told == [{"from": "3–4", "to": "2–3"}, {}]


def test_a_unit_that_kept_its_number_ends_a_run() -> None:
    """Numbers that moved before and behind a unit whose number stayed are two findings, though they would count on."""
    articles = "".join(f"第{n}条　{line}\n" for n, line in zip("一二三四五六", SIX, strict=True))
    first = [("二", "十二"), ("三", "十三"), ("五", "十四"), ("六", "十五")]
    b = articles
    for old, new in first:
        b = b.replace(f"第{old}条", f"第{new}条")

    told = [d.members for d in compare(articles, b).differences if d.kind == "renumbered"]

    assert [len(members) for members in told] == [2, 2]


@pytest.mark.parametrize(
    "heading", ["", "一、重点任务\n", "一、总体要求\n坚持稳中求进。\n二、重点任务\n"], ids=["no heading", "one", "two"]
)
def test_a_list_that_lost_its_numbers_is_one_loss_of_labels(heading: str) -> None:
    """Under a heading or without one, every unit of the list is still paired, and its lost numbers are told once."""
    title = "关于做好有关工作的通知\n\n"
    a = title + heading + "".join(f"{n}.{line}\n" for n, line in enumerate(SIX, 1))
    b = title + heading + "".join(f"{line}\n" for line in SIX)

    found = compare(a, b)

    assert kinds(found) == ["labels_lost"]
    assert [len(d.members) for d in found.differences if d.class_ in TELLING] == [6]
    assert {unit.status for unit in found.units} == {"same"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("第九十九条　略。\n第一百条　略。\n第一百零一条", "第九十九条　略。\n第一百条　略。\n第一百〇一条"),
        ("第九十九条　略。\n第一百条　略。\n第一百零一条", "第99条　略。\n第100条　略。\n第101条"),
        ("1.", "①"),
        ("1.", "⒈"),
        ("（一）", "㈠"),
        ("1.", "（1）"),
        ("一、", "（一）"),
    ],
)
def test_one_ordinal_in_another_dress_is_style(a: str, b: str) -> None:
    """A unit's number in other numerals or other marks is format."""
    words = "　违反本条例的，依法处理。\n"
    first, second = (f"某某条例\n\n{label}{words}" for label in (a, b))

    found = compare(first, second)

    assert found.verdict == "equivalent"
    assert {d.kind for d in found.differences} == {"label_style"}


def test_an_item_that_moved_is_told_once_with_both_its_places() -> None:
    """An item elsewhere in its list is one difference that spans it in both copies; the others only got new numbers."""
    b = "（一）其他情形；\n（二）材料不齐的；\n（三）超过期限的。"

    found = compare(law(THREE), law(b))

    moved = next(d for d in found.differences if d.kind == "moved")
    assert kinds(found) == ["moved", "renumbered"]
    assert "其他情形" in moved.a.text
    assert "其他情形" in moved.b.text
    assert [unit.status for unit in found.units if unit.kind == "article"][1] == "changed"


FIVE = ["材料不齐且逾期未补正的", "超过法定申请期限的", "不属于受理范围的", "已经受理并作出决定的", "提供虚假材料的"]


def listed(items: list[str], label: str = "（{}）") -> str:
    """An article with these items."""
    lines = [label.format("一二三四五六"[n]) + item for n, item in enumerate(items)]
    return law("；\n".join(lines) + "。")


def test_an_item_that_moved_and_was_edited_is_moved_and_the_edit_is_told_in_it() -> None:
    """Both readings of the edited word stand in one difference, and what stands around it is one move."""
    there = [*FIVE[1:3], FIVE[0].replace("逾期", "到期"), *FIVE[3:]]
    for a, b in ((FIVE, there), (there, FIVE)):
        found = compare(listed(a), listed(b))

        edit = next(d for d in found.differences if d.class_ == "substantive")
        assert kinds(found) == ["moved", "renumbered", edit.kind]
        assert {edit.a.text, edit.b.text} == {"逾", "到"}


def test_an_item_elsewhere_that_is_hardly_alike_is_lost_and_new() -> None:
    """Another item at another place is no move."""
    there = [*FIVE[1:3], "申请人不具备规定资质的", *FIVE[3:]]

    assert kinds(compare(listed(FIVE), listed(there))) == ["renumbered", "unit_added", "unit_removed"]


@pytest.mark.parametrize("label", ["（{}）", "{}、"])
def test_items_that_became_one_are_merged(label: str) -> None:
    """An item that runs on in the line of the one before it is merged with it, and split the other way round."""
    one = [FIVE[0], f"{FIVE[1]}，或者{FIVE[2]}", *FIVE[3:]]

    merged, split = compare(listed(FIVE, label), listed(one, label)), compare(listed(one, label), listed(FIVE, label))
    assert kinds(merged) == ["merged", "renumbered", "text"]
    assert kinds(split) == ["renumbered", "split", "text"]
    reason = next(d.rule for d in merged.differences if d.kind == "merged")
    assert reason is not None
    assert len(reason.args["many"]) == 2


def test_an_item_that_lost_its_number_on_a_line_of_its_own_is_not_merged() -> None:
    """Its line stands: only the number is gone."""
    assert kinds(compare(law(THREE), law(THREE.replace("（二）", "")))) == ["labels_lost"]
