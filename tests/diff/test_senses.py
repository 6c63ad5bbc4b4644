# SPDX-License-Identifier: Apache-2.0
"""How grave a change is told to be: bounds, negations, words of duty; and what only looks like one."""

import pytest

from policydiff.api import compare
from policydiff.model import TELLING

FRAME = "关于做好有关工作的通知\n\n一、按照要求，{}，切实抓好落实。\n\n某市人民政府\n2023年1月30日\n"
# a, b, kind, severity
ROWS = [
    ("于3月15日前报送", "于3月15日后报送", "bound", "high"),
    ("于3月底前报送", "于3月中旬前报送", "date", "high"),
    ("于3月15日前报送", "于3月15日後报送", "bound", "high"),
    ("于3月15日前报送", "于3月15日报送", "bound", "high"),
    ("于2023年底前报送", "于2023年底后报送", "bound", "high"),
    ("30日内完成", "30日外完成", "bound", "high"),
    ("开工前检查", "开工后检查", "bound", "high"),
    ("50人以上", "50人以下", "bound", "high"),
    ("成绩≥60分", "成绩>60分", "bound", "high"),
    ("不少于3家", "少于3家", "bound", "high"),
    ("早于5月", "晚于5月", "bound", "high"),
    ("至多3家", "至少3家", "bound", "high"),
    ("约50家", "50家", "bound", "high"),
    ("100余家", "100家", "bound", "high"),
    ("气温-5度", "气温5度", "number", "high"),
    ("不得转让", "得转让", "polarity", "high"),
    ("不同意见", "相同意见", "polarity", "high"),
    ("经批准后转让", "未经批准后转让", "polarity", "high"),
    ("企业应组织", "企业能组织", "modality", "high"),
    ("企业应当组织", "企业可以组织", "modality", "high"),
    ("境外机构", "境内机构", "bound", "high"),
    ("境内外机构", "境内机构", "bound", "high"),
    ("三环内通行", "三环外通行", "bound", "high"),
    ("超过(含)5人", "超过5人", "bound", "high"),
    ("增加到2倍", "增加2倍", "bound", "high"),
    ("降低至10%", "降低10%", "bound", "high"),
    ("增长部分", "下降部分", "polarity", "high"),
    ("上浮10%", "下浮10%", "polarity", "high"),
    ("线上办理", "线下办理", "polarity", "high"),
    ("予以批准", "不予批准", "polarity", "high"),
    ("非公有制经济", "公有制经济", "polarity", "high"),
    ("5个工作日", "5日", "quantity_unit", "high"),
    ("5个工作日", "5个自然日", "quantity_unit", "high"),
    ("长5公里", "长5里", "quantity_unit", "high"),
    ("200元", "200美元", "quantity_unit", "high"),
    ("200元/人", "200元/户", "quantity_unit", "high"),
    ("每人200元", "每户200元", "quantity_unit", "high"),
    ("按月报送", "按季报送", "quantity_unit", "high"),
    ("上旬报送", "下旬报送", "date", "high"),
    ("年初报送", "年底报送", "date", "high"),
    ("当月报送", "次月报送", "date", "high"),
    ("上午9时", "下午9时", "date", "high"),
    ("周三报送", "周五报送", "date", "high"),
    # what only looks like it
    ("非常重要", "十分重要", "text", "normal"),
    ("没收财物", "收缴财物", "text", "normal"),
    ("可再生能源", "新能源", "text", "normal"),
    ("免疫规划", "接种规划", "text", "normal"),
    ("每个市民", "每位市民", "text", "normal"),
    ("逐步推进", "逐渐推进", "text", "normal"),
    ("增加到账", "增加账", "text", "normal"),
    ("《条例》(含附件)", "《条例》", "text", "normal"),
    ("内容完整", "外观完整", "text", "normal"),
    ("于3月15日以前报送", "于3月15日前报送", "text", "normal"),
    ("前海合作区", "中海合作区", "text", "normal"),
    ("节约50%", "节省50%", "text", "normal"),
    ("附近50米", "周边50米", "text", "normal"),
    ("近期完成", "中期完成", "text", "normal"),
    ("未来五年", "今后五年", "text", "normal"),
    ("赴罗得岛", "赴罗德岛", "text", "normal"),
    ("赴不列颠", "赴布列颠", "text", "normal"),
    ("赴不来梅", "赴布来梅", "text", "normal"),
    ("赴无锡市", "赴吴锡市", "text", "normal"),
    ("能源保障", "资源保障", "text", "normal"),
    ("获得补助", "获取补助", "text", "normal"),
    ("——5月开始", "5月开始", "punctuation", "normal"),
    ("《条例》第三条", "“条例”第三条", "punctuation", "normal"),
]


@pytest.mark.parametrize(("a", "b", "kind", "severity"), ROWS)
def test_a_change_is_as_grave_as_what_it_says(a: str, b: str, kind: str, severity: str) -> None:
    """The kind and severity follow the word that changed, not the characters it is written with."""
    found = compare(FRAME.format(a), FRAME.format(b)).differences

    assert {(d.class_, d.kind, d.severity) for d in found if d.class_ in TELLING} == {("substantive", kind, severity)}


def test_a_menu_in_the_other_region_is_no_leave() -> None:
    """能 in 功能表 is no word of leave."""
    found = compare(FRAME.format("统一菜单样式"), FRAME.format("统一功能表样式")).differences

    assert [d.kind for d in found] == ["text"]


STATEMENT = "关于做好有关工作的通知\n\n一、加快工业发展。（责任单位：{}）\n二、其他工作。\n"


def test_units_in_another_order_are_one_difference() -> None:
    """Which unit comes first is told once, with the reason; a unit that is another one is told as that."""
    first = STATEMENT.format("市应急局、市公安局、市财政局")
    turned = compare(first, STATEMENT.format("市公安局、市应急局、市财政局")).differences
    other = compare(first, STATEMENT.format("市公安局、市审计局、市财政局")).differences

    assert [(d.kind, d.rule.key) for d in turned] == [("responsible_unit", "units_in_another_order")]
    assert {d.rule.key for d in other} == {"responsible_unit"}


def test_a_title_that_is_lost_is_grave() -> None:
    """The title is more than front matter."""
    text = FRAME.format("抓好工作")
    found = compare(text, text.split("\n", 1)[1]).differences

    assert [(d.kind, d.severity) for d in found if d.class_ in TELLING] == [("front_matter", "high")]
