# SPDX-License-Identifier: Apache-2.0
"""Details of what is told that no other test looks at: each was a fault that mutation testing put in and nobody noticed."""

from pathlib import Path

import pytest
from copies import NOTICE

from policydiff import compare
from policydiff.align.similarity import PRODUCT, similarity
from policydiff.model import Comparison

HEAD = "测试市关于加强管理的通知\n各区人民政府，市政府各部门：\n"
TRADITIONAL = "測試市關於加強管理的通知\n各區人民政府，市政府各部門：\n"


def changed(before: str, after: str) -> Comparison:
    """The notice against itself with one place changed."""
    assert before in NOTICE
    return compare(NOTICE, NOTICE.replace(before, after))


def test_a_text_repeated_often_is_matched_by_rank() -> None:
    """Of seven and eight equal tasks seven answer to each other and the last is added."""
    task = "按照职责分工组织落实，并定期报告进展。"
    seven, eight = (HEAD + "".join(f"{n}.{task}\n" for n in range(1, count + 1)) for count in (7, 8))

    assert [u.status for u in compare(seven, eight).units if u.kind == "task"] == ["same"] * 7 + ["added"]


def test_a_unit_split_at_its_front_keeps_the_order_of_its_parts() -> None:
    """The part that stands first in the copy stands first in the pair."""
    one, other = "建设细分领域专业孵化器，支持设立种子基金，", "引进培育一流人才，选拔产业领军团队。"
    found = compare(HEAD + f"1.总体要求如下。\n2.{one}{other}\n", HEAD + f"1.总体要求如下。\n2.{one}\n3.{other}\n")
    (split,) = [u for u in found.units if len(u.b) > 1]

    assert [u.label for u in split.b] == ["2.", "3."]
    assert [d.kind for d in found.differences if d.class_ == "structure"] == ["labels_lost"]


def test_long_texts_in_another_order_share_their_words() -> None:
    """Beyond the work budget the order is not looked at: two halves that changed places are alike."""
    half, other = ("".join(chr(start + n % 5000) for n in range(5000)) for start in (0x4E00, 0x6300))

    assert len(half + other) ** 2 > PRODUCT
    assert similarity(half + other, other + half) > 0.99


def test_a_group_of_glosses_shows_the_character_and_its_reading() -> None:
    """The group has the character of one copy and the character with its reading of the other."""
    found = compare(NOTICE, NOTICE.replace("工", "工(gōng)"))

    assert {(g.a, g.b) for g in found.groups} == {("工", "工(gōng)")}


def test_the_sites_own_parts_are_told_at_the_beginning() -> None:
    """A navigation that differs is one difference that holds no text of either copy."""
    page = "<html><body><nav><a href='/'>{}</a><a href='/x'>新闻</a></nav><article><h1>测试市通知</h1><p>各单位要落实责任。</p></article></body></html>"
    found = compare(page.format("首页").encode(), page.format("主页").encode())

    assert [(d.class_, d.kind, d.a.start, d.a.end, d.b.start, d.b.end) for d in found.differences] == [("page", "navigation", 0, 0, 0, 0)]


def test_a_unit_dropped_is_told_with_those_that_stay() -> None:
    """The change of the units in charge says who stays, who goes and who comes."""
    found = changed("市科技局、市财政局", "市科技局、市审计局")
    (change,) = found.fields

    assert change.field == "responsible_units.lead"
    assert (change.kept, change.removed, change.added) == (("市科技局",), ("市财政局",), ("市审计局",))
    assert change.unit is not None
    assert found.units[change.unit].a[0].label == "2."


def test_a_character_hidden_in_a_number_is_told_with_its_reason() -> None:
    """Its severity is normal, and the reason says where it stands."""
    (found,) = changed("35项", "3\u200b5项").differences

    assert (found.class_, found.kind, found.severity) == ("integrity", "hidden_in_token", "normal")
    assert "inside a number" in found.reason


def test_a_unit_of_quantity_that_differs_in_its_first_character() -> None:
    """平方米 against 立方米 is told as wording, and nothing raises."""
    (found,) = changed("12000平方米", "12000立方米").differences

    assert (found.a.text, found.b.text) == ("平", "立")


@pytest.mark.parametrize(("one", "other", "hint"), [("未善", "末善", "look-alike"), ("善未", "未善", "transposed"), ("甲善", "乙善", None)])
def test_a_hint_for_the_eye(one: str, other: str, hint: str | None) -> None:
    """Look-alike and exchanged characters have a hint, others none."""
    found = compare(NOTICE.replace("完善", one), NOTICE.replace("完善", other))

    assert {d.hint for d in found.differences} == {hint}


def test_a_trace_of_a_lost_unit_is_in_the_reason() -> None:
    """The reason says what shows that the unit is lost."""
    lost = next(line for line in NOTICE.splitlines(keepends=True) if line.startswith("2."))
    (found,) = changed(lost, "").differences

    assert found.evidence == "gap"
    assert found.reason.endswith("its number is missing from the copy")


def test_a_private_character_is_told_at_its_place_in_both_copies() -> None:
    """Wherever it stands in either, the text of the place is the character."""
    copy = NOTICE.replace("完善", "完\ue123善")
    (found,) = [d for d in compare(copy, "题注\n" + copy).differences if d.kind == "private_use"]

    assert (found.a.text, found.b.text) == ("\ue123", "\ue123")


def test_a_unit_with_something_to_judge_is_changed() -> None:
    """A unit in which a person has to look at a notation is not the same."""
    assert [u.status for u in changed("12000平方米", "12000㎡").units if u.status != "same"] == ["changed"]


def test_a_copy_that_never_has_the_right_form_is_wrong_by_habit() -> None:
    """Where no word tells, the copy whose one form was proven wrong is, if the other copy has both forms."""
    there = TRADITIONAL + "模範帶頭。甲範乙。范仲淹。\n"
    found = compare(TRADITIONAL + "模范帶頭。甲范乙。范仲淹。\n", there)

    assert {d.side for d in found.differences if d.kind == "fault"} == {"a"}


def test_the_relation_of_one_title_with_other_texts(tmp_path: Path) -> None:
    """One title over texts that share little is another edition, or a copy where they share more than a third."""
    title = "测试市城市更新专项行动工作方案\n"
    lines = ["1.建设海洋实验室。组织关键技术攻关。\n", "2.推进孵化器建设。支持设立种子基金。\n", "3.完善人才政策。引进一流人才团队。\n"]
    other = ["2.举办群众体育赛事，免费开放体育场馆。\n", "3.修复水毁工程，安置受灾群众若干名。\n"]
    some, few = (compare(title + "".join(lines), title + "".join(text)).relation.kind for text in ([lines[0], *other], other))

    assert (some, few) == ("copy", "edition")
