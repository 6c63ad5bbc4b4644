# SPDX-License-Identifier: Apache-2.0
"""A copy that stops early or begins late is told once."""

import pytest

from policydiff import compare
from policydiff.model import TELLING

LAW = "测试条例\n" + "".join(
    f"第{n}条 {what}应当依照规定办理{how}手续，并接受{how}检查，费用{len(what) * 1500}元以下。"
    f"\n有关部门应当为{what}提供{how}便利。\n"
    for n, what, how in zip(
        "一二三四五六七八",
        ("企业", "学校", "医院", "商店", "港口", "车站", "工厂", "农场"),
        ("登记", "备案", "年检", "纳税", "验收", "消防", "环保", "用地"),
        strict=True,
    )
)

CUTS = {
    "after an article": (LAW[: LAW.index("第五条")], 1),
    "in a sentence": (LAW[: LAW.index("环保检查")], 1),
    "in a label": (LAW[: LAW.index("第六条") + 2], 1),
    "in the first sign of a label": (LAW[: LAW.index("第六条") + 1], 1),
    "behind a label": (LAW[: LAW.index("第七条") + 3], 1),
    "in a number": (LAW[: LAW.index("3000", LAW.index("第六条")) + 2], 1),
    "begins with an article": (LAW[LAW.index("第五条") :], 1),
    "begins in an article": (LAW[LAW.index("有关部门应当为港口") :], 1),
    "begins and ends late and early": (LAW[LAW.index("第四条") : LAW.index("环保检查")], 2),
}


@pytest.mark.parametrize(("part", "cuts"), CUTS.values(), ids=CUTS)
def test_what_a_copy_lacks_at_an_end_is_one_difference(part: str, cuts: int) -> None:
    """All that stands before or behind it is one difference of kind truncated, wherever it was cut."""
    for a, b in ((LAW, part), (part, LAW)):
        telling = [d for d in compare(a, b).differences if d.class_ in ("substantive", "structure", "review")]

        assert [d.kind for d in telling] == ["truncated"] * cuts
        lost = "".join(d.a.text or d.b.text for d in telling)
        assert sorted("".join((lost + part).split())) == sorted("".join(LAW.split()))


@pytest.mark.parametrize(
    "foot",
    [
        "【打印】【关闭】\n",
        "主办：某市人民政府办公室　承办：某市大数据局\n网站标识码：3702000001　鲁ICP备05000000号\n版权所有　网站地图\n",
    ],
)
@pytest.mark.parametrize("part", [LAW[: LAW.index("第五条")], LAW[: LAW.index("环保检查")]])
def test_a_copy_that_is_cut_before_the_foot_of_its_page_is_cut(part: str, foot: str) -> None:
    """What the page says behind the cut is the page's, and all that is lost is one difference."""
    for a, b in ((f"{LAW}某市人民政府\n2023年2月9日\n", f"{part}\n{foot}"), (f"{part}\n{foot}", LAW)):
        assert [d.kind for d in compare(a, b).differences if d.class_ in TELLING] == ["truncated"]
