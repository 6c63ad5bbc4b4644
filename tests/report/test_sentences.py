# SPDX-License-Identifier: Apache-2.0
"""A difference reads as the sentence of both copies, and stands where a person finds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.api import compare
from policydiff.model import TELLING
from policydiff.report.build import build
from policydiff.report.view import Entry, Sentence
from policydiff.show.visible import labelled

HEAD = "关于印发任务的通知\n各区人民政府：\n一、总体要求\n"
LONG = "，".join(f"第{n}项工作要按照统一部署抓紧推进落实到位" for n in range(12))
TABLE = (
    "附件1\n任务分解表\n序号\t任务\t牵头单位\t完成时限\n1\t建设实验室\t市科技局\t6月底\n"
    "2\t改造老旧小区\t市住建局\t12月底\n"
)


def entries(a: str, b: str, lang: str = "zh-Hans") -> list[Entry]:
    """The entries of a page of two texts."""
    return [entry for section in build(compare(a, b), a, b, lang).telling for entry in section.entries]


def shown(sentence: Sentence, *, whole: bool = True) -> str:
    """A sentence with its reading in brackets; what is far from it folded on wish."""
    marks = {"here": "【{}】", "far": "{}" if whole else "…"}
    return "".join(marks.get(piece.kind, "{}").format(piece.text) for piece in sentence.pieces)


CASES = [
    ("1.建设实验室。组织实施35项攻关。补齐短板。\n", ("35", "53"), "组织实施【35】项攻关。", "组织实施【53】项攻关。"),
    ("1.建设实验室。组织实施35项攻关！补齐短板。\n", ("35", ""), "组织实施【35】项攻关！", "组织实施【】项攻关！"),
    (
        f"1.建设实验室。{LONG}，投入35万元。补齐。\n",
        ("35", "53"),
        f"{LONG}，投入【35】万元。",
        f"{LONG}，投入【53】万元。",
    ),
]


@pytest.mark.parametrize(("text", "edit", "a", "b"), CASES)
def test_the_whole_sentence_of_both_copies(text: str, edit: tuple[str, str], a: str, b: str) -> None:
    """From stop to stop, with the reading in it, however long."""
    (entry,) = entries(HEAD + text, HEAD + text.replace(*edit))

    assert (shown(entry.a), shown(entry.b)) == (a, b)


def test_a_long_sentence_folds_to_the_clauses_beside_the_change() -> None:
    """What is far stands in a piece of its own, which ends at a mark."""
    text = f"{HEAD}1.建设实验室。{LONG}，投入35万元，{LONG}。\n"
    (entry,) = entries(text, text.replace("35", "53"))
    folded = shown(entry.a, whole=False)

    assert folded.startswith("…第")
    assert folded.endswith("…")
    assert "投入【35】万元，" in folded
    assert len(folded) < 100


def test_what_else_differs_is_marked_and_glosses_are_small() -> None:
    """The reader sees at once which of two changes an entry is about."""
    a = f"{HEAD}1.建设工(gōng)作站35个，培育企业100家。\n"
    first, _ = entries(a, a.replace("35", "53").replace("100", "200").replace("(gōng)", ""))

    assert [(piece.kind, piece.text) for piece in first.a.pieces if piece.kind] == [
        ("gloss", "(gōng)"),
        ("here", "35"),
        ("other", "100"),
    ]


def test_a_cell_is_shown_without_its_neighbours() -> None:
    """Of a table the cell alone, under attachment, row and column; a cell that is gone takes nothing of the one before
    along."""
    found = entries(HEAD + TABLE, HEAD + TABLE.replace("市科技局", "市教育局").replace("\t12月底", ""))

    assert [(shown(entry.a), entry.stands_b, entry.where) for entry in found] == [
        ("【市科技局】", "", "附件1 · 第1行 建设实验室 · 牵头单位"),
        ("【12月底】", "没有这一处", "附件1 · 第2行 改造老旧小区 · 完成时限"),
    ]


def test_a_place_is_told_by_task_and_sentence() -> None:
    """The unit with its title and which of its sentences, without a line or a column."""
    text = f"{HEAD}1.建设实验室。组织实施攻关。投入35万元。\n2.完善体系。应当完成标准。\n"
    found = entries(text, text.replace("35", "53").replace("应当", "可以"))

    assert [entry.where for entry in found] == ["1.建设实验室 · 第3句", "2.完善体系 · 第2句"]


@given(st.lists(st.sampled_from("甲乙丙1，。；\n（）\t"), min_size=1, max_size=80).map("".join), st.data())
def test_a_sentence_is_of_its_source(text: str, data: st.DataObject) -> None:
    """Whatever is shown around a reading stands in the copy just there, once."""
    at = data.draw(st.integers(0, len(text)))
    a, b = f"{HEAD}1.{text}", f"{HEAD}1.{text[:at]}35项{text[at:]}"
    comparison = compare(a, b)
    places = {d.id: d for d in comparison.differences if d.class_ in TELLING}

    for entry in entries(a, b):
        found = places[entry.id]
        for sentence, place, source in ((entry.a, found.a, a), (entry.b, found.b, b)):
            kinds = [piece.kind for piece in sentence.pieces]
            before = "".join(piece.text for piece in sentence.pieces[: kinds.index("here")])
            after = "".join(piece.text for piece in sentence.pieces[kinds.index("here") + 1 :])
            left, right = source[: place.start], source[place.end :]
            assert left.replace("\n", " ").replace("\t", "⇥").endswith(before)
            assert right.replace("\n", " ").replace("\t", "⇥").startswith(after)


@pytest.mark.parametrize(
    ("label", "title", "named"),
    [
        ("附件", "任务分解表", "附件 任务分解表"),
        ("附件1", "任务分解表", "附件1 任务分解表"),
        ("附表一", "任务分解表", "附表一 任务分解表"),
        ("附件：", "任务分解表", "附件：任务分解表"),
        ("附件", "", "附件"),
        ("一、", "总体要求", "一、总体要求"),
        ("第二条", "第二条 适用", "第二条 适用"),
        ("", "总体要求", "总体要求"),
    ],
)
def test_a_title_stands_behind_its_label(label: str, title: str, named: str) -> None:
    """The word of an attachment and the line below it are two."""
    assert labelled(label, title) == named
