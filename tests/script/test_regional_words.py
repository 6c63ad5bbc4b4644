# SPDX-License-Identifier: Apache-2.0
"""Words of two regions for one thing are for review, between two traditional copies as well; other words are not."""

import pytest

from policydiff.api import compare
from policydiff.model import TELLING

FRAME = "關於做好有關工作的通知\n\n一、按照要求，加強{}建設，切實抓好落實。\n\n某市人民政府\n2023年1月30日\n"
SIMPLE = "关于做好有关工作的通知\n\n一、按照要求，加强{}建设，切实抓好落实。\n\n某市人民政府\n2023年1月30日\n"
# mainland in simplified and traditional characters, another region
ONE_THING = [
    ("质量", "質量", "品質"),
    ("计算机", "計算機", "電腦"),
    ("公交车", "公交車", "公車"),
    ("激光", "激光", "雷射"),
    ("身份证", "身份證", "身分證"),
    ("反馈", "反饋", "回饋"),
    ("网络", "網絡", "網路"),
    ("数字", "數字", "數碼"),
    ("隐私", "隱私", "私隱"),
    ("机器人", "機器人", "機械人"),
    ("分辨率", "分辨率", "解像度"),
    ("移动支付", "移動支付", "流動支付"),
    ("公共交通", "公共交通", "大眾運輸"),
    ("综合征", "綜合徵", "綜合症"),
]
OTHER_THINGS = [
    ("質量", "數量"),
    ("計算機", "打印機"),
    ("公交車", "私家車"),
    ("水平", "水庫"),
    ("合同", "合作"),
    ("移動", "流動"),
    ("數字", "文字"),
]


@pytest.mark.parametrize(("simple", "mainland", "other"), ONE_THING)
def test_words_of_two_regions_are_for_review(simple: str, mainland: str, other: str) -> None:
    """One finding of kind vocabulary, whichever script the mainland's copy has."""
    for copy in (SIMPLE.format(simple), FRAME.format(mainland)):
        found = compare(copy, FRAME.format(other)).differences
        assert [(d.class_, d.kind) for d in found if d.class_ in TELLING] == [("review", "vocabulary")]


@pytest.mark.parametrize(("one", "other"), OTHER_THINGS)
def test_other_words_stay_substantive(one: str, other: str) -> None:
    """A word that is no other name of the thing is a change."""
    assert compare(FRAME.format(one), FRAME.format(other)).verdict == "different"


def test_two_simplified_copies_have_no_regions() -> None:
    """The mainland's word against Taiwan's in two simplified copies is a change of the wording."""
    assert compare(SIMPLE.format("质量"), SIMPLE.format("品质")).verdict == "different"


@pytest.mark.parametrize(
    ("simple", "other", "told"),
    [
        ("全局坐标", "全域性座標", ["vocabulary"]),
        ("坐标全局", "座標全域性", ["vocabulary"]),
        ("坐标", "座標", []),
        ("全局坐垫", "全域性座墊", ["text"]),
        ("全局坐次", "全域性座標", ["text"]),
    ],
)
def test_a_word_of_two_spellings_beside_a_word_of_a_region(simple: str, other: str, told: list[str]) -> None:
    """A word of a region is for review, the spelling of the word beside it is script; a character that no word joins is
    told."""
    found = compare(SIMPLE.format(simple), FRAME.format(other))

    assert {d.kind for d in found.differences if d.class_ in TELLING} >= {*told}
    assert any(d.class_ == "substantive" for d in found.differences) == ("text" in told)


@pytest.mark.parametrize(("other", "told"), [("裝置", "review"), ("人員", "substantive"), ("裝置二", "substantive")])
def test_a_heading_of_one_word(other: str, told: str) -> None:
    """A heading that is a region's word alone has nothing in common with the other copy's and answers to it all the
    same; another heading in its place is told."""
    simple = "测试市管理办法\n第三章 总则\n第五条 单位应当定期培训。\n第四章 设备\n第六条 单位应当检查器材。\n"
    full = "測試市管理辦法\n第三章 總則\n第五條 單位應當定期培訓。\n第四章 {}\n第六條 單位應當檢查器材。\n"

    found = compare(simple, full.format(other))

    assert {d.class_ for d in found.differences if d.class_ in TELLING} == {told}
