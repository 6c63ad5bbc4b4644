# SPDX-License-Identifier: Apache-2.0
"""What readers met in the files, as Chinese reports tell it."""

import pytest

from policydiff import compare, read
from policydiff.report.formats import write
from policydiff.report.texts import Options, Texts

PAGE = "<html lang='zh'><body><h1>关于做好工作的通知</h1><p>各区人民政府：请认真落实，按时报送。</p>{}</body></html>"
PICTURE = "<img src='{}' width='800' height='1100'><p style='display:none'>此段不显示</p>"


@pytest.mark.parametrize("name", ["html", "text", "markdown"])
def test_a_chinese_report_tells_what_readers_met_in_chinese(name: str) -> None:
    """The problem, the missing part and the event of a picture are told in Chinese, with what identifies it."""
    a, b = (read(PAGE.format(PICTURE.format(name)).encode(), f"{name}.html") for name in "ab")
    shown = write(compare(a, b), Texts(a.text, b.text), name, Options("zh-Hans")).decode()

    assert "图片 800 × 1100 a" in shown
    assert "picture 800" not in shown
    assert '<span lang="en"><bdi>PD' not in shown
