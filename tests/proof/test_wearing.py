# SPDX-License-Identifier: Apache-2.0
"""A reading is written in the dress of the copy it goes into, and what is not certain is said."""

import pytest

from policydiff.api import compare
from policydiff.ingest import read
from policydiff.options import Options
from policydiff.pipeline import Prepared, compare_prepared, prepare, worn_by
from policydiff.proof.wearing import Wardrobe

SIMPLIFIED = (
    "关于印发《青岛市实施方案》的通知\n一、开展“蓝谷”建设，青岛蓝谷管理局为牵头单位（“一体化”推进），2023年（1月）完成35项。\n"
    "二、加强机关干部队伍建设，发展产业，皇后、后勤、头发。\n"
)
TRADITIONAL = (
    "關於印發《青島市實施方案》的通知\n一、開展「藍谷」建設，青島市科技局為牽頭單位，２０２３年完成３０項（１月）。\n"
    "二、加強機關幹部隊伍建設，應當補齊短板。\n"
)


def prepared(text: str) -> Prepared:
    """A copy, from its text."""
    return prepare(read(text.encode(), name="copy.txt"))


def worn(reading: str, source: str, copy: str) -> tuple[str, bool]:
    """A reading of one copy in the dress of another, and whether that is certain."""
    start = source.index(reading)
    found = Wardrobe(worn_by(prepared(copy))).wear(worn_by(prepared(source)), start, start + len(reading))
    return found.text, not found.doubtful


WORN = [
    ("青岛蓝谷管理局", SIMPLIFIED, TRADITIONAL, "青島藍谷管理局"),
    ("“一体化”推进", SIMPLIFIED, TRADITIONAL, "「一體化」推進"),
    ("2023年（1月）完成35项", SIMPLIFIED, TRADITIONAL, "２０２３年（１月）完成３５項"),
    ("皇后、后勤、头发", SIMPLIFIED, TRADITIONAL, "皇后、後勤、頭髮"),
    ("「藍谷」建設", TRADITIONAL, SIMPLIFIED, "“蓝谷”建设"),
    ("２０２３年完成３０項", TRADITIONAL, SIMPLIFIED, "2023年完成30项"),
    ("青島市科技局", TRADITIONAL, TRADITIONAL, "青島市科技局"),
]


@pytest.mark.parametrize(("reading", "source", "copy", "wanted"), WORN)
def test_a_reading_wears_what_the_copy_wears(reading: str, source: str, copy: str, wanted: str) -> None:
    """Script, quotation marks and widths are those of the copy."""
    assert worn(reading, source, copy) == (wanted, True)


def test_glosses_stay_behind() -> None:
    """A reading is taken without the pinyin that the other copy has in it."""
    assert worn("产(chǎn)业", SIMPLIFIED.replace("产业", "产(chǎn)业"), TRADITIONAL + "產業") == ("產業", True)


def test_the_copys_own_word_goes_before_tables() -> None:
    """Where the copy writes the same word elsewhere, it is written so again."""
    copy = TRADITIONAL.replace("補齊短板", "補齊短板，裡面有數")
    assert worn("里面有", SIMPLIFIED.replace("发展产业", "里面有数"), copy) == ("裡面有", True)


def test_regional_forms_are_those_of_the_copy() -> None:
    """線 and 綫, 為 and 爲: the form that the copy draws, or its region's; else it is a doubt."""
    source = SIMPLIFIED.replace("发展产业", "铁路沿线为主")
    assert worn("沿线为", source, TRADITIONAL + "三、沿綫佈局。\n")[0] == "沿綫為"
    assert worn("沿线", source, "關於通知\n一、開展。\n") == ("沿綫", False)


def test_a_fault_of_the_other_copy_does_not_come_over() -> None:
    """What a converter wrote wrongly in the other copy is not written into this one."""
    text, sure = worn("短闆", TRADITIONAL.replace("短板", "短闆"), TRADITIONAL)
    assert text == "短板" or not sure


def test_a_new_line_is_the_copys_own() -> None:
    """A paragraph that comes over begins as the paragraphs of the copy do."""
    source = SIMPLIFIED.replace("二、", "二、推进改革。\n三、")
    copy = TRADITIONAL.replace("\n", "\r\n\u3000\u3000")
    assert worn("二、推进改革。\n三、", source, copy)[0] == "二、推進改革。\r\n\u3000\u3000三、"


def test_with_a_base_the_suggestion_is_in_the_copys_dress() -> None:
    """The table of errata says 青島藍谷管理局 to a traditional copy, and nothing where the form is not certain."""
    a = SIMPLIFIED.replace("2023年（1月）完成35项", "2023年完成30项（1月）").replace("（“一体化”推进）", "")
    a = a.replace("，发展产业，皇后、后勤、头发", "，应当补齐短板")
    found = compare_prepared(prepared(a), prepared(TRADITIONAL), Options(base="a"))
    (change,) = [d for d in found.differences if d.severity]
    b = change.b

    assert change.side == "b"
    assert "青島藍谷管理局" in TRADITIONAL[: b.start] + (change.suggestion or "") + TRADITIONAL[b.end :]
    assert compare(a, TRADITIONAL[: b.start] + (change.suggestion or "") + TRADITIONAL[b.end :]).verdict == "equivalent"
