# SPDX-License-Identifier: Apache-2.0
"""The judge reads copies as lint leaves them: a right form that a copy altered for the worse is told all the same."""

import pytest

from policydiff.api import compare

_NOTICE = "關於開展歷史建築保護工作的通知\n各區人民政府：\n　　一、{}\n　　特此通知。\n某市人民政府\n2024年2月1日\n"
_RIGHT_AND_ALTERED = (
    ("對申請材料進行復審。", "對申請材料進行複審。"),
    ("由本局制定實施辦法。", "由本局製訂實施辦法。"),
    ("聯繫人：于建國。", "聯繫人：於建國。"),
    ("聯繫人：范建國。", "聯繫人：範建國。"),
    ("食品應當乾燥保存。", "食品應當幹燥保存。"),
    ("應建立聯繫制度。", "應建立聯系制度。"),
    ("位於三元里。", "位於三元裏。"),
    ("北斗導航。", "北鬥導航。"),
    ("麵粉價格。", "面粉價格。"),
    ("皇后大道中。", "皇後大道中。"),
    ("只限本人。", "隻限本人。"),
    ("聯繫人：李松。", "聯繫人：李鬆。"),
    ("丑角培訓。", "醜角培訓。"),
    ("不得人云亦云。", "不得人雲亦雲。"),
    ("聯繫人：谷建國。", "聯繫人：穀建國。"),
)


@pytest.mark.parametrize(("right", "altered"), _RIGHT_AND_ALTERED)
@pytest.mark.parametrize("turned", [False, True])
def test_a_right_form_altered_is_told(right: str, altered: str, turned: bool) -> None:
    """One form for another between two traditional copies is a fault, a review or a substantive difference."""
    pair = [_NOTICE.format(right), _NOTICE.format(altered)]
    result = compare(*(reversed(pair) if turned else pair))
    assert any(
        found.kind == "fault" or found.class_ in {"review", "substantive", "integrity"} for found in result.differences
    )
