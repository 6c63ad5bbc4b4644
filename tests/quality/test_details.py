# SPDX-License-Identifier: Apache-2.0
"""Details of what is told that no other test looks at: each was a fault that mutation testing put in and nobody
noticed."""

import random

import pytest
from copies import NOTICE

from policydiff import compare, lint
from policydiff.align.similarity import PRODUCT, containment, similarity
from policydiff.diff.verdict import verdict
from policydiff.model import CLASSES, Comparison, EncodingFacts, ReadingEvent, Witness

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
    assert [d.kind for d in found.differences if d.class_ == "structure"] == ["split"]


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
    page = (
        "<html><body><nav><a href='/'>{}</a><a"
        " href='/x'>新闻</a></nav><article><h1>测试市通知</h1><p>各单位要落实责任。</p></article></body></html>"
    )
    found = compare(page.format("首页").encode(), page.format("主页").encode())

    assert [(d.class_, d.kind, d.a.start, d.a.end, d.b.start, d.b.end) for d in found.differences] == [
        ("page", "navigation", 0, 0, 0, 0)
    ]


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


@pytest.mark.parametrize(
    ("one", "other", "hint"), [("未善", "末善", "look-alike"), ("善未", "未善", "transposed"), ("甲善", "乙善", None)]
)
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
    there = TRADITIONAL + "幹部帶頭。甲幹乙。干涉內政。\n"
    found = compare(TRADITIONAL + "干部帶頭。甲干乙。干涉內政。\n", there)

    assert {d.side for d in found.differences if d.kind == "fault"} == {"a"}


def test_the_relation_of_one_title_with_other_texts() -> None:
    """One title over texts that share little is another edition, or a copy where they share more than a third."""
    title = "测试市城市更新专项行动工作方案\n"
    lines = [
        "1.建设海洋实验室。组织关键技术攻关。\n",
        "2.推进孵化器建设。支持设立种子基金。\n",
        "3.完善人才政策。引进一流人才团队。\n",
    ]
    other = ["2.举办群众体育赛事，免费开放体育场馆。\n", "3.修复水毁工程，安置受灾群众若干名。\n"]
    some, few = (
        compare(title + "".join(lines), title + "".join(text)).relation.kind for text in ([lines[0], *other], other)
    )

    assert (some, few) == ("copy", "edition")


def test_many_changed_tasks_answer_to_each_other_by_their_labels() -> None:
    """In a gap too large to weigh every pair, candidates and equal labels are enough."""
    chance, words = (
        random.Random(3),
        "加强 推进 落实 完善 健全 开展 组织 监督 规划 建设 管理 服务 安全 环境 交通 市场 企业 社区".split(),
    )
    tasks = ["".join(chance.choice(words) for _ in range(14)) for _ in range(40)]
    old, new = (HEAD + "".join(f"{n}.{task}{end}\n" for n, task in enumerate(tasks, 1)) for end in ("。", "等。"))
    units = [u for u in compare(old, new).units if u.kind == "task"]

    assert {u.status for u in units} == {"changed"}
    assert [(u.a[0].label, u.b[0].label) for u in units] == [(f"{n}.", f"{n}.") for n in range(1, 41)]


def test_a_part_before_a_match_stands_before_it() -> None:
    """A unit split so that its label went to the second part: the first part stands first in the pair."""
    one, other = "建设细分领域专业孵化器，", "支持设立种子基金，引进培育一流人才，选拔产业领军团队，落实奖励政策。"
    found = compare(HEAD + f"1.总体要求如下。\n3.{one}{other}\n", HEAD + f"1.总体要求如下。\n2.{one}\n3.{other}\n")

    assert [[u.label for u in unit.b] for unit in found.units if len(unit.b) > 1] == [["2.", "3."]]


def test_a_reading_with_blanks_is_told_without_them() -> None:
    """A gloss that stands behind no character is told by its reading alone."""
    (found,) = lint(TRADITIONAL + "完成30( wàn )億元。\n")

    assert (found.kind, found.reason) == ("wrong_gloss", "the gloss wàn stands after no Chinese character")


@pytest.mark.parametrize(("kind", "severity"), [("annotation", "normal"), ("comment", "low")])
def test_text_outside_the_running_text_weighs_by_its_kind(kind: str, severity: str) -> None:
    """A remark weighs less than other text that the other copy lacks."""
    copies = [
        Witness("copy", "0" * 64, 9, HEAD + "1.落实责任。\n", EncodingFacts("utf-8"), events=events)
        for events in ((ReadingEvent(kind, 30, 30, "旁注一句"),), ())
    ]

    assert [(d.kind, d.severity) for d in compare(*copies).differences] == [("outside_text", severity)]


def test_equal_ends_of_two_gaps_are_no_difference() -> None:
    """Of a gloss, a stray character and a line break the gloss alone is told where the other copy has the rest."""
    found = compare(HEAD + "做好工(gōng)\u200b\n作。\n", HEAD + "做好工\u200b\n作。\n")

    assert [(d.kind, d.a.text, d.b.text) for d in found.differences] == [("pinyin", "(gōng)", "")]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [("，-5℃", "，5℃", "number"), ("，~乙", "，乙", "punctuation"), ("甲.乙", "甲乙", "punctuation")],
)
def test_a_mark_is_a_number_where_it_belongs_to_one(before: str, after: str, kind: str) -> None:
    """A minus before digits is part of the number; other marks are marks."""
    assert [d.kind for d in compare(HEAD + f"完成重点{before}。\n", HEAD + f"完成重点{after}。\n").differences] == [
        kind
    ]


def test_an_edition_names_both_titles() -> None:
    """The reason shows what tells the two years apart."""
    title = "测试市2023年重点工作任务\n为做好全年工作，制定本任务。\n"
    reason = compare(title, title.replace("2023", "2024")).relation.reason

    assert "测试市2023年重点工作任务 / 测试市2024年重点工作任务" in reason


@pytest.mark.parametrize(
    ("relation", "expected"),
    [("different", "different"), ("edition", "different"), ("copy", "equivalent"), ("forwarding", "equivalent")],
)
def test_texts_that_are_no_copies_are_different(relation: str, expected: str) -> None:
    """Whatever the counts say."""
    assert verdict(dict.fromkeys(CLASSES, 0), False, relation) == expected


@pytest.mark.parametrize(
    "text", ["后備力量要加強，這些幹部說過。\n", "干部要加強學習，這些說過。\n", "這些說過要加強，學習骨干"]
)
def test_words_at_an_edge_of_the_text_tell_too(text: str) -> None:
    """A fault in the first or the last word of a copy is found."""
    (found,) = [f for f in lint(text) if f.kind == "fault"]

    assert found.text in "后干"


AT_FAULT = [
    ("成效顯着", "成效顯著", "a", "顯著"),
    ("成效顯著", "成效顯着", "b", "顯著"),
    ("與此有干系", "與此有幹系", "b", "干系"),
]


@pytest.mark.parametrize(("one", "other", "side", "word"), AT_FAULT)
def test_the_copy_at_fault_is_named_with_the_word(one: str, other: str, side: str, word: str) -> None:
    """Of two forms the wrong one is laid to its copy, whichever that is, and the reason shows the word that tells."""
    (found,) = compare(TRADITIONAL + one + "。\n", TRADITIONAL + other + "。\n").differences

    assert (found.kind, found.side) == ("fault", side)
    assert word in found.reason


def test_a_reading_in_zhuyin_after_j_q_x_is_known() -> None:
    """ㄩ after ㄐ, ㄑ and ㄒ is the rime that pinyin writes u."""
    assert compare(HEAD + "居(ㄐㄩ)住条件。去(ㄑㄩˋ)年。\n", HEAD + "居住条件。去年。\n").counts["gloss"] == 2


def test_two_spellings_of_one_word_are_told_with_both() -> None:
    """坐标 and 座标 are one word; the reason shows them."""
    found = compare(HEAD + "确定坐标。\n", TRADITIONAL + "確定座標。\n")

    assert [d.reason for d in found.differences if d.a.text == "坐"] == [
        "坐标 and 座标 are one word in two spellings: 坐 U+5750, 座 U+5EA7"
    ]


def test_a_place_where_one_copy_has_both_regional_forms_shows_them() -> None:
    """台 against 臺 in a name, where the other copy has both, is for a person, who sees both characters."""
    (found,) = compare(TRADITIONAL + "天台縣舞臺。\n", TRADITIONAL + "天臺縣舞臺。\n").differences

    assert (found.class_, found.a.text) == ("review", "台")
    assert "台 U+53F0, 臺 U+81FA" in found.reason


def test_three_breaks_of_eight_are_slips() -> None:
    """Less than half of the tasks that run on are told one by one."""
    eight = HEAD + "".join(f"{n}.做好第{n}项重点工作的组织实施和督促检查。\n" for n in range(1, 9))
    three = eight.replace("\n3.", "3.").replace("\n5.", "5.").replace("\n7.", "7.")

    assert [d.kind for d in compare(eight, three).differences] == ["merged"] * 3


def test_look_alikes_are_grouped_only_where_a_text_was_recognized() -> None:
    """Without that, what tells is in no group."""
    found = compare(NOTICE.replace("完善人", "未善人"), NOTICE.replace("完善人", "末善人"))

    assert [d.hint for d in found.differences] == ["look-alike"]
    assert found.groups == ()


def test_a_choice_of_character_inside_a_term_is_grave() -> None:
    """In a listed term what is else a fault of conversion is for a person, and high."""
    found = compare(TRADITIONAL + "劉后代表到會，后備。\n", TRADITIONAL + "劉後代表到會，後備。\n", terms=("刘后",))

    assert [(d.class_, d.severity) for d in found.differences] == [("review", "high"), ("script", None)]


def test_two_characters_of_the_simplified_standard_are_named_in_the_reason() -> None:
    """复 and 覆 are two characters, and the reason shows both with their code points."""
    (found,) = compare(HEAD + "反复研究。\n", HEAD + "反覆研究。\n").differences

    assert (found.class_, found.reason) == (
        "substantive",
        "the simplified standard keeps the two apart: 复 U+590D, 覆 U+8986",
    )


@pytest.mark.parametrize("lost", [2, 3])
def test_a_unit_that_only_one_copy_has_is_removed_or_added(lost: int) -> None:
    """Whichever of the two texts sorts first: the one that has the second task, the one that lacks the last."""
    tasks = {1: "1.完善服务。\n", 2: "2.推进改革。\n", 3: "3.扩大开放。\n"}
    one, other = HEAD + "".join(tasks.values()), HEAD + "".join(text for n, text in tasks.items() if n != lost)
    there, back = (
        [u.status for u in compare(*copies).units if u.kind == "task"] for copies in ((one, other), (other, one))
    )

    assert there == ["same" if n != lost else "removed" for n in tasks]
    assert back == ["same" if n != lost else "added" for n in tasks]


def test_groups_of_one_class_begin_with_the_most_frequent() -> None:
    """Of equal rank, the order is that of the code points."""
    found = compare(HEAD + "关于建设平台，网络平台。\n", TRADITIONAL.replace("關", "关") + "關於建設平臺，網絡平臺。\n")
    ranks = [(-group.count, group.a) for group in found.groups if group.kind == "simplified"]

    assert len({count for count, _ in ranks}) > 1
    assert ranks == sorted(ranks)
    assert [a for _, a in ranks] != sorted(a for _, a in ranks)


def test_above_the_work_budget_a_part_is_found_in_the_whole_by_its_grams() -> None:
    """A text that stands in another is contained in it, also where its order is not looked at."""
    chance = random.Random(1)
    part, more = ("".join(chr(0x4E00 + chance.randrange(6000)) for _ in range(count)) for count in (8_000, 1_000))

    assert len(part) * len(part + more) > PRODUCT
    share = containment(part, part + more)
    assert share > 0.99
