# SPDX-License-Identifier: Apache-2.0
"""One sign in two dresses is format; a sign that is lost, or that is another one, is not."""

import pytest

from policydiff.api import compare

FRAME = "关于做好有关工作的通知\n\n一、按照要求，{}，切实抓好落实。\n\n某市人民政府\n2023年1月30日\n"
# a, b, class
ROWS = [
    ("启动Ⅱ级响应", "启动II级响应", "format"),
    ("配备50㎏沙袋", "配备50kg沙袋", "format"),
    ("低于35μg", "低于35µg", "format"),
    ("面积50㎡", "面积50m²", "format"),
    ("高于5℃", "高于5°C", "format"),
    ("见№5", "见No.5", "format"),
    ("占½左右", "占1/2左右", "format"),
    ("第①项", "第1项", "format"),
    ("第㈠项", "第（一）项", "format"),
    ("共建——共享", "共建⸺共享", "format"),
    ("共建——共享", "共建―共享", "format"),
    ("讲座……等", "讲座…等", "format"),
    ("讲座……等", "讲座...等", "format"),
    ("2020——2023年", "2020—2023年", "format"),
    ("《条例》第三条", "<<条例>>第三条", "format"),
    ("《条例》第三条", "〈条例〉第三条", "format"),
    ("《条例》第三条", "<条例>第三条", "format"),
    ("关于〈条例〉的说明", "关于《条例》的说明", "format"),
    ("面积50m²", "面积50m2", "review"),
    # what must not be set aside
    ("面积10²米", "面积102米", "substantive"),
    ("第③0项", "第30项", "substantive"),
    ("占1½左右", "占11/2左右", "substantive"),
    ("启动Ⅱ级响应", "启动III级响应", "substantive"),
    ("启动Ⅱ级响应", "启动2级响应", "substantive"),
    ("配备50㎎药品", "配备50kg药品", "substantive"),
    ("高于5℃", "高于5°", "substantive"),
    ("共建——共享", "共建共享", "substantive"),
    ("讲座……等", "讲座等", "substantive"),
    ("于-5--3度", "于-5-3度", "substantive"),
    ("《条例》第三条", "条例第三条", "substantive"),
    ("第5<6条", "第5《6条", "substantive"),
    ("指标<60分", "指标《60分", "substantive"),
    ("指标<60分", "指标>60分", "substantive"),
    ("A>B的", "A》B的", "substantive"),
    ("《条例》第三条", "》条例》第三条", "substantive"),
    ("《条例》第三条", "“条例”第三条", "substantive"),
]


@pytest.mark.parametrize(("a", "b", "class_"), ROWS)
def test_a_sign_is_compared_as_what_it_says(a: str, b: str, class_: str) -> None:
    """Compatibility characters, dashes and ellipses in another dress are format, and nothing else is."""
    for one, other in ((a, b), (b, a)):
        found = compare(FRAME.format(one), FRAME.format(other)).differences
        assert {d.class_ for d in found} == {class_}
