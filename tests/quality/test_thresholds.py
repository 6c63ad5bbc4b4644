# SPDX-License-Identifier: Apache-2.0
"""Thresholds and rules that nothing but a whole comparison shows to be needed: each test fails where one is taken away.

`mutants.toml` says which; `./dev mutate --known` puts each fault in and runs its test.
"""

import random
import tomllib
from pathlib import Path

import msgspec
import pytest

from policydiff import compare, lint
from policydiff.levels import reaches
from policydiff.model import TELLING, Comparison

HEAD = "测试市关于加强管理的通知\n各区人民政府，市政府各部门：\n"
TRADITIONAL = "測試市關於加強管理的通知\n各區人民政府，市政府各部門：\n"


def law(*articles: str) -> str:
    """A law of short articles, numbered in order."""
    return "测试条例\n" + "".join(f"第{n}条 {text}\n" for n, text in zip("一二三四五六七八九", articles, strict=False))


def plan(*tasks: str, first: int = 1) -> str:
    """A notice of numbered tasks."""
    return HEAD + "".join(f"{n}.{task}\n" for n, task in enumerate(tasks, first))


def told(found: Comparison) -> list[tuple[str, str, str]]:
    """Kind and readings of what tells against equality."""
    return [(d.kind, d.a.text, d.b.text) for d in found.differences if d.class_ in TELLING]


def partners(found: Comparison) -> dict[str, str]:
    """Label of A to label of B; `-` where B has no such unit."""
    return {
        u.a[0].label or "": u.b[0].label or "" if u.b else "-"
        for u in found.units
        if u.a and u.kind in ("article", "task")
    }


# -- alignment ------------------------------------------------------------------------------------------------------


def test_an_article_reworded_under_its_number_is_preferred_to_a_twin_elsewhere() -> None:
    """Of two articles with one text, the one under the same number answers to it."""
    again = "违反前条规定的，责令限期改正。"
    old = law("企业应当登记。", again, "学校应当备案。", again, "本条例自公布之日起施行。")

    found = compare(old, law("医院应当年检。", again, "本条例自公布之日起施行。"))

    assert partners(found) == {"第一条": "第一条", "第二条": "第二条", "第三条": "-", "第四条": "-", "第五条": "第三条"}


def test_repeated_tasks_are_held_apart_by_their_neighbours() -> None:
    """Of two tasks with one text, the one between the same neighbours answers to it, where no number says which."""
    again = "按照职责分工组织落实，并定期报告进展。"
    old = plan(
        "推进旧城改造工程，改造老旧小区。", again, "建设物流园区，完善配套道路。", again, "组织防汛演练，储备抢险物资。"
    )

    found = compare(old, plan("完善社区养老服务。", again, "组织防汛演练，储备抢险物资。", first=11))

    assert partners(found) == {"1.": "-", "2.": "-", "3.": "-", "4.": "12.", "5.": "13."}


def test_a_list_that_lost_its_numbers_is_divided_differently() -> None:
    """Many short tasks in one copy and the same words as one paragraph in the other are one text, none lost and none
    won."""
    tasks = (
        "做好防汛准备 加强值班值守 开展隐患排查 落实应急物资 抓好宣传教育 及时报送情况 严肃追责问责 完善应急预案"
        " 强化督导检查 组织抢险演练".split()
    )
    end = "测试市人民政府\n2023年5月6日\n"

    found = compare(HEAD + "，".join(tasks) + "。\n" + end, plan(*tasks) + end)

    assert [(u.status, len(u.a), len(u.b)) for u in found.units if len(u.b) > 1] == [("changed", 1, 10)]
    assert not {"unit_added", "unit_removed"} & {kind for kind, *_ in told(found)}


@pytest.fixture(scope="module")
def shuffled() -> tuple[str, str]:
    """Two paragraphs of the same clauses in two orders, each clause several times, too long to be compared character by
    character."""
    chance = random.Random(7)
    words = (
        "加强 推进 落实 完善 健全 开展 组织 监督 规划 建设 管理 服务 安全 环境 交通 市场 企业 社区 学校 医院".split()
    )
    clauses = ["".join(chance.sample(words, 4)) + "，" for _ in range(330)] * 3
    one, other = list(clauses), list(clauses)
    chance.shuffle(one)
    chance.shuffle(other)
    return "".join(one), "".join(other)


def test_texts_beyond_the_work_budget_are_paired_and_said_so(shuffled: tuple[str, str]) -> None:
    """Two long units that share their words are one unit changed, and the difference says that it was not looked
    into."""
    one, other = shuffled
    assert len(one) * len(other) > 60_000_000

    found = compare(HEAD + one + "。\n", HEAD + other + "。\n")

    assert [(u.status, u.similarity > 0.5) for u in found.units if u.status != "same"] == [("changed", True)]
    assert [d.reason for d in found.differences if "work budget" in d.reason] != []
    assert {d.kind for d in found.differences if d.class_ in TELLING} == {"text"}


# -- the place that is told -----------------------------------------------------------------------------------------


def test_what_is_added_stands_behind_the_gap_that_both_have() -> None:
    """A word added behind a space of both copies is told behind it in the copy that lacks it, whichever that is."""
    for a, b in (("乙 ", "乙 超过\n"), ("丙。乙 丁", "丙。乙 超过丁")):
        there = next(d for d in compare(a, b).differences if d.class_ == "substantive")
        back = next(d for d in compare(b, a).differences if d.class_ == "substantive")

        assert a[: there.a.start].endswith("乙 "), a
        assert there.a.start == there.a.end == back.b.start == back.b.end


def test_a_line_break_answers_to_the_line_break_behind_what_was_added() -> None:
    """A sentence added at the end of a paragraph is told without the break that both copies have behind the
    paragraph."""
    a = plan("各单位要落实责任。", "各单位要按时报送材料。", "各单位要加强检查。")
    b = a.replace("报送材料。", "报送材料。逾期不报的予以通报。")

    for found, side in ((compare(a, b), "b"), (compare(b, a), "a")):
        (only,) = found.differences
        assert getattr(only, side).text == "逾期不报的予以通报。"


def test_what_changed_places_over_a_short_text_is_one_difference() -> None:
    """Words that changed places with a few others are told once; those that wandered further are told where they were
    and where they are."""
    near = told(compare(HEAD + "企业应当按照规定报送。\n", HEAD + "应当企业按照规定报送。\n"))
    far = told(
        compare(HEAD + "甲方应当按照规定在每月十日前报送材料。\n", HEAD + "应当按照规定在每月十日前甲方报送材料。\n")
    )

    assert near == [("text", "企业应当", "应当企业")]
    assert far == [("text", "甲方", ""), ("text", "", "甲方")]


def test_a_last_sentence_lost_whole_is_no_cut() -> None:
    """A copy that ends with a sentence lacks a sentence; one that ends within a sentence was cut."""
    whole = plan("各单位要落实责任。", "各单位要按时报送材料。情况特殊的另行通知。")

    lacks = told(compare(whole, whole.replace("情况特殊的另行通知。", "")))
    cut = told(compare(whole, whole[: whole.index("的另行通知")]))

    assert lacks == [("text", "情况特殊的另行通知。", "")]
    assert cut == [("truncated", "的另行通知。\n", "")]


def test_ids_tell_equal_changes_of_one_unit_apart() -> None:
    """Two equal changes in one task have two names, each the name it has where the other does not happen."""
    a = plan("新增技能岗位30个，安置就业困难人员若干名，另外新增公益岗位30个，面向社会公开招聘。")
    first, second = a.replace("技能岗位30", "技能岗位50"), a.replace("公益岗位30", "公益岗位50")
    both = first.replace("公益岗位30", "公益岗位50")

    names = [[d.id for d in compare(a, b).differences] for b in (both, first, second)]

    assert names[0] == names[1] + names[2]
    assert len(set(names[0])) == 2


# -- kinds and severities -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bound", ["以上", "超过", "低于", "以下"])
def test_a_negation_before_a_bound_is_a_bound(bound: str) -> None:
    """A lost 不 turns a bound round, which is told as the bound that differs."""
    a, b = HEAD + f"投入不{bound}上一年度。\n", HEAD + f"投入{bound}上一年度。\n"

    assert told(compare(a, b)) == [("bound", "不", "")]
    assert told(compare(b, a)) == [("bound", "", "不")]


@pytest.mark.parametrize(("here", "there"), [("三十一", "三十一一"), ("二十一", "二一")])
def test_a_numeral_written_wrongly_is_another_label(here: str, there: str) -> None:
    """A label that a lenient reader takes for the same number, but that nobody writes so, is told."""
    text = HEAD + "{}、加强值班。按时报送。\n"

    assert [kind for kind, *_ in told(compare(text.format(here), text.format(there)))] == ["renumbered"]


def test_words_of_two_regions_are_known_where_they_share_a_character() -> None:
    """软件 against 軟體 is one word of two regions though the first characters are one; so is each of two that stand
    side by side."""
    a = HEAD + "各单位要推广办公软件，完善网络数据管理。\n"
    b = TRADITIONAL + "各單位要推廣辦公軟體，完善網路資料管理。\n"

    found = compare(a, b)

    assert [(d.kind, d.a.text, d.b.text) for d in found.differences if d.class_ in TELLING] == [
        ("vocabulary", "软件", "軟體"),
        ("vocabulary", "网络", "網路"),
        ("vocabulary", "数据", "資料"),
    ]


def test_a_few_breaks_lost_are_told() -> None:
    """Two of five tasks that run on are two slips; where most do, that is the layout of the copy."""
    five = plan(*[f"做好第{n}项重点工作的组织实施和督促检查。" for n in range(1, 6)])
    two = five.replace("\n3.", "3.").replace("\n4.", "4.")

    assert [kind for kind, *_ in told(compare(five, two))] == ["merged"] * 2
    assert compare(five, two.replace("\n5.", "5.")).verdict == "equivalent"


def test_a_break_lost_of_a_few_lines_is_told() -> None:
    """In a text of two lines the one break before a task is told, though all its lines are then one."""
    two = "1.做好组织实施工作。\n2.做好督促检查。"

    assert [kind for kind, *_ in told(compare(two, two.replace("\n", "")))] == ["merged"]


def test_an_edition_fails() -> None:
    """Another edition of a notice stands at the level `substantive`, whatever its text."""
    old = "测试市2023年重点工作任务\n为做好全年工作，制定本任务。\n"
    found = compare(old, old.replace("2023", "2024"))

    assert found.relation.kind == "edition"
    kept = [d for d in found.differences if d.class_ in TELLING]
    assert reaches(found, "substantive")
    assert reaches(_without(found, {d.id for d in kept}), "substantive")


def _without(found: Comparison, ids: set[str]) -> Comparison:
    return msgspec.structs.replace(found, differences=tuple(d for d in found.differences if d.id not in ids))


# -- one copy by itself ---------------------------------------------------------------------------------------------


def faults(text: str) -> list[tuple[str, str | None]]:
    """The faults of a traditional copy, with what is right."""
    return [(f.text, f.suggestion) for f in lint(TRADITIONAL + text + "\n") if f.kind == "fault"]


def test_one_proven_fault_is_no_habit() -> None:
    """A character that words prove wrong says nothing of the same character in no known word, until three proofs stand
    in a copy that has slips of other characters too, as a converter makes them."""
    often = "干部帶頭，骨干隊伍，主干道路"
    assert faults("干部帶頭。甲干乙。") == [("干", "幹")]
    assert faults(f"{often}。甲干乙。") == [("干", "幹")] * 3
    assert faults(f"{often}，規范管理，標准統一。甲干乙。").count(("干", "幹")) == 4


def test_two_proven_faults_are_no_habit_of_a_converter() -> None:
    """A converter by a table is seen where words prove three forms wrong."""
    two, three = (TRADITIONAL + text for text in ("干部帶頭，規范管理。", "干部帶頭，規范管理，標准統一。"))

    assert [compare(text, text).a.script.converter for text in (two, three)] == [None, "table"]


@pytest.mark.parametrize("slips", ["", "骨干隊伍，主干道路。"])
def test_proven_faults_of_a_copy_are_no_habit_against_it(slips: str) -> None:
    """Where no word tells, a copy with wrong choices elsewhere is not the likelier to be wrong, be they one or many."""
    wrong, right = f"干部帶頭。{slips}甲干乙。\n", f"幹部帶頭。{slips.replace('干', '幹')}甲幹乙。\n"
    *proven, untold = compare(TRADITIONAL + wrong, TRADITIONAL + right).differences

    assert {d.kind for d in proven} == {"fault"}
    assert untold.kind == "ambiguous_script"


@pytest.mark.parametrize(("one", "other"), [("傢俱", "家俱"), ("夥伴", "伙伴")])
def test_a_spelling_must_outweigh_another_of_the_same_word(one: str, other: str) -> None:
    """Where people write a word with either of two characters, neither copy is accused of a fault."""
    found = compare(TRADITIONAL + f"有關單位要{one}。\n", TRADITIONAL + f"有關單位要{other}。\n")

    assert [(d.kind, d.side) for d in found.differences] == [("ambiguous_script", None)]


def test_readings_without_tones_must_outweigh_other_brackets() -> None:
    """Two readings beside two brackets that are none do not make a copy that writes its readings so; six do."""
    few = compare(
        HEAD + "工(gong)作要做好(hao)，中心(li)和部门(da)要落实。\n", HEAD + "工作要做好，中心(li)和部门(da)要落实。\n"
    )
    many = "工(gong)作(zuo)要(yao)做(zuo)好(hao)，中(zhong)心(li)和部门(da)要落实。\n"

    assert few.verdict == "different"
    assert compare(HEAD + many, HEAD + "工作要做好，中心(li)和部门(da)要落实。\n").verdict == "equivalent"


@pytest.mark.parametrize(("short_by", "verdict"), [(1, "equivalent"), (3, "equivalent"), (4, "different")])
def test_a_line_that_is_not_quite_full_is_a_wrap(short_by: int, verdict: str) -> None:
    """A number broken at the end of a line is one number where the line is full or lacks up to three characters, and
    two beyond that."""
    words = "各区人民政府要认真贯彻执行上级有关部门的部署切实加强组织领导统筹推进重点工作任务落细落实确保取得实效" * 4
    lines = [words[n * 7 : n * 7 + 28] for n in range(5)]
    last = words[90 : 90 + 24 - short_by] + "2023"

    found = compare(
        HEAD + "\n".join([*lines, last, "45万元用于建设。"]) + "\n",
        HEAD + "".join([*lines, last]) + "45万元用于建设。\n",
    )

    assert found.verdict == verdict


PEERS = {
    "a heading where others have text": (
        ["1.建设实验室。组织攻关。", "2.推进孵化器建设。支持创业。", "3.完善人才政策"],
        "ends at a bare heading",
    ),
    "a heading among headings": (["1.建设实验室", "2.推进孵化器建设", "3.完善人才政策"], ""),
    "no stop where others have one": (
        ["第一条 企业应当登记。", "第二条 学校应当备案。", "第三条 医院应当年检"],
        "ends in mid-sentence",
    ),
    "an article without stop among such": (["第一条 企业应当登记", "第二条 学校应当备案", "第三条 医院应当年检"], ""),
    "no stop where others have none": (
        ["1.建设实验室，组织攻关", "2.推进孵化器建设，支持创业", "3.完善人才政策，引进人才"],
        "",
    ),
}


@pytest.mark.parametrize(("lines", "reason"), PEERS.values(), ids=PEERS)
def test_an_end_is_judged_by_its_peers(lines: list[str], reason: str) -> None:
    """A unit without text or stop at the end of a copy is a sign of a cut only where the others have text or stops."""
    copy = compare(HEAD + "\n".join(lines) + "\n", HEAD).a

    assert [why.partition(":")[0] for why in copy.completeness] == ([reason] if reason else [])


def test_the_table_of_mutants_names_tests_that_exist(root: Path) -> None:
    """Each fault of the table says which test notices it."""
    table = tomllib.loads((root / "tests/quality/mutants.toml").read_text(encoding="utf-8"))
    files = {entry["test"].split()[0] for entry in table.values()}

    assert [name for name in files if not (root / "tests/quality" / name).is_file()] == []
