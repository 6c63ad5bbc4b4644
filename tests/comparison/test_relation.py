# SPDX-License-Identifier: Apache-2.0
"""Whether two texts are copies of one notice at all, told before any difference."""

import pytest

from policydiff import compare

BODY = (
    "为做好全年工作，制定本方案。\n一、总体要求\n坚持预防为主，落实各方责任。\n二、重点任务\n"
    "1.加强监测。建立监测网络，及时报告情况。\n2.做好处置。制定应急预案，开展演练。\n"
)
OTHER = (
    "现将招聘有关事项公告如下。\n一、时间地点\n四月一日在会展中心举行。\n二、参会方式\n"
    "1.凭身份证件入场。现场登记领取号牌。\n2.自备简历。按照指引有序参会。\n"
)
MORE = (
    "三、新增内容\n3.保障供应。各区应当储备物资，价格主管部门开展巡查，依法查处囤积居奇行为。\n"
    "4.宣传引导。新闻单位刊播公益广告。\n"
)
PLAN = "测试市防控工作方案"


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("测试市防控工作方案\n" + BODY, "測試市防控工作方案\n" + BODY, "copy"),
        ("测试市2022年防控工作方案\n" + BODY, "测试市2023年防控工作方案\n" + BODY + MORE, "edition"),
        (
            f"{PLAN}（第八版）\n{BODY}",
            f"测试市关于印发防控工作方案（第九版）的通知\n各区：\n{PLAN}（第九版）\n{BODY}{MORE}",
            "edition",
        ),
        ("测试市2022年防控工作方案\n" + BODY, "测试市二〇二二年防控工作方案\n" + BODY, "copy"),
        ("测试市二〇二二年防控工作方案\n" + BODY, "测试市二零二三年防控工作方案\n" + BODY + MORE, "edition"),
        (f"{PLAN}（第八版）\n{BODY}", f"{PLAN}（第8版）\n{BODY}", "copy"),
        (
            "关于印发测试市防控工作方案的通知\n" + BODY,
            "丙区转发关于印发测试市防控工作方案的通知\n各单位：现转发给你们。\n" + BODY,
            "forwarding",
        ),
        ("测试市防控工作方案\n" + BODY, "测试市人才招聘公告\n" + OTHER, "different"),
        ("测试市防控工作方案\n" + BODY, "测试市防控工作方案\n" + BODY[: len(BODY) // 2], "copy"),
    ],
)
def test_the_relation_of_two_texts(a: str, b: str, kind: str) -> None:
    """Copy, edition, forwarding notice or something else, the same from both sides, with a reason."""
    there, back = compare(a, b), compare(b, a)

    assert there.relation.kind == kind, there.relation
    assert there.relation == back.relation
    assert there.relation.reason
    assert kind == "copy" or there.verdict == "different"
