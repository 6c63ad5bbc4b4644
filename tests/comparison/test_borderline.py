# SPDX-License-Identifier: Apache-2.0
"""The borderline cases, filed as the design says; each row is one edit of the made-up notice and what it must be told
as."""

import pytest
from copies import NOTICE, differing

from policydiff.api import compare
from policydiff.model import TELLING

# before, after, class, kind
ROWS = [
    ("应当在10个工作日内", "应当在1.0个工作日内", "substantive", "number"),
    ("提高到25%以上", "提高到25以上", "substantive", "number"),
    ("1500家以上", "15 00家以上", "substantive", "number"),
    ("35项左右", "53项左右", "substantive", "number"),
    ("35项左右", "35个左右", "substantive", "quantity_unit"),
    ("35项左右", "35项以上", "substantive", "bound"),
    ("不少于3家", "少于3家", "substantive", "bound"),
    ("500亿元", "500万元", "substantive", "quantity_unit"),
    ("12000平方米", "12000㎡", "review", "unit_notation"),
    ("2023年1月30日", "2023年1月31日", "substantive", "date"),
    ("2023年1月30日", "二〇二三年1月30日", "review", "numeral_style"),
    ("测政办发〔2023〕7号", "测政办发[2023]7号", "format", "bracket_style"),
    ("测政办发〔2023〕7号", "测政办发〔2023〕8号", "substantive", "doc_number"),
    ("测政办发〔2023〕7号", "测政办发20237号", "substantive", "doc_number"),
    ("不得设置", "可以设置", "substantive", "polarity"),
    ("应当在10个", "可以在10个", "substantive", "modality"),
    ("智能家电、轨道", "智能家电，轨道", "substantive", "punctuation"),
    ("智能家电、轨道", "智能家电轨道", "substantive", "punctuation"),
    ("（LNG）", "", "substantive", "text"),
    ("（LNG）", "(LNG)", "format", "width"),
    ("码头投产", "投产码头", "substantive", "text"),
    ("市科技局、市财政局", "市科技局", "substantive", "responsible_unit"),
    ("市科技局、市财政局", "市科技局市财政局", "substantive", "responsible_unit"),
    ("市科技局、市财政局", "市科技局、市审计局", "substantive", "responsible_unit"),
    ("参与单位：市发展改革委", "配合单位：市发展改革委", "substantive", "responsible_unit"),
    ("高端发展", "高(què)端发展", "substantive", "text"),
    ("高端发展", "高(gāo)端发展", "gloss", "pinyin"),
    ("30日", "3(sān)0日", "substantive", "text"),
    ("高端发展", "(gāo)端发展", "substantive", "text"),
    ("高端发展", "深?；驇臁端发展", "substantive", "damaged"),
    ("（此件公开发布）", "（此件不予公开）", "substantive", "access_marking"),
    ("2.推进", "2、推进", "format", "label_style"),
    ("2.推进", "12.推进", "structure", "renumbered"),
    ("2.推进", "推进", "structure", "labels_lost"),
    ("）\n2.推进", "）2.推进", "structure", "merged"),
    ("实施创新", "实\u200b施创新", "format", "hidden_character"),
    ("35项左右", "3\u200b5项左右", "integrity", "hidden_in_token"),
    ("实施创新", "实\u202e施创新", "integrity", "bidi_control"),
    ("完善人才", "完善⼈才", "format", "compatibility_glyph"),
    ("35项左右", "３５项左右", "format", "width"),
]


@pytest.mark.parametrize(("before", "after", "class_", "kind"), ROWS)
def test_a_borderline_is_filed_as_the_design_says(before: str, after: str, class_: str, kind: str) -> None:
    """One edit gives one class and kind, and nothing else that tells."""
    assert NOTICE.count(before) >= 1

    found = differing(NOTICE, NOTICE.replace(before, after, 1)).differences

    assert {(d.class_, d.kind) for d in found if d.class_ in TELLING or d.class_ == class_} == {(class_, kind)}


def test_a_superscript_is_not_a_digit() -> None:
    """10² and 102 are two numbers."""
    found = differing(NOTICE.replace("35项", "10²项"), NOTICE.replace("35项", "102项")).differences

    assert [(d.class_, d.kind) for d in found] == [("substantive", "number")]


@pytest.mark.parametrize(("a", "b"), [("二〇二三年", "二○二三年"), ("二〇二三年", "二零二三年")])
def test_a_zero_in_another_form_is_format(a: str, b: str) -> None:
    """〇, ○ and 零 in a string of digits are one zero."""
    found = differing(NOTICE.replace("2023年1月", a + "1月"), NOTICE.replace("2023年1月", b + "1月")).differences

    assert [(d.class_, d.kind) for d in found] == [("format", "zero_form")]


def test_a_label_in_another_style_everywhere_is_format() -> None:
    """1. against 1、 in every task, ordinals equal, tells nothing."""
    import re

    found = differing(NOTICE, re.sub(r"(?m)^([1-5])\.", r"\1、", NOTICE))

    assert found.verdict == "equivalent"
    assert found.counts["format"] == 5


def test_a_slip_in_a_numeral_is_not_another_style_of_it() -> None:
    """三三十 has the value of 三十 for a lenient reader, and is a change."""
    (found,) = differing(NOTICE.replace("35项", "三十项"), NOTICE.replace("35项", "三三十项")).differences

    assert (found.class_, found.kind) == ("substantive", "number")


def test_a_character_that_each_copy_left_behind_is_told_by_no_word() -> None:
    """Where lint calls both forms of a place faults, and the character has no forms that words tell apart, the place is
    judged by its forms, from either side."""
    one = (
        "(二)保護歷史文化街區。建立完善主要領導負責、分管領導牽頭、部門分工協作的工作機制,定期研究解決重大問題。"
        "建成標準化廠房6.5萬平方米,引進產業鏈上下游企業90家,實現產值市4100萬元。\n打印本页 关闭窗口"
    )
    other = "临沧河市民人了政府办公室\n回上一頁 友善列印"

    for a, b, form in ((one, other, "页"), (other, one, "頁")):
        assert [told.class_ for told in compare(a, b).differences if told.a.text == form] == ["script"]


def test_a_copy_that_is_cut_off_inside_a_word_is_told_the_word_of_the_other() -> None:
    """Where the word that shows a fault stands in the other copy alone, it is quoted from there, wherever the copy with
    the fault ends."""
    whole = "一、推動氫能與燃料電池動力系統關鍵零部件製造、燃料供應。\n"
    wrong = whole.replace("製", "制")
    at = wrong.index("制") + 1

    for end in range(at, len(wrong)):
        for a, b in ((wrong[:end], whole), (whole, wrong[:end])):
            (told,) = [found for found in compare(a, b).differences if "制" in (found.a.text, found.b.text)]
            assert (told.class_, told.kind) == ("script", "fault")
            assert told.rule is not None
            assert "製造" in told.reason
