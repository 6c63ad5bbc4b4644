# SPDX-License-Identifier: Apache-2.0
"""An invented notice, and copies of it with chosen changes, for decisions and proofs."""

from collections.abc import Iterable, Sequence

ORIGINAL = """测试市人民政府办公室关于做好防汛抗旱工作的通知
测政办发〔2023〕8号
各区人民政府，市政府各部门：
为做好今年防汛抗旱工作，现将有关事项通知如下。
一、压实工作责任。各区要在5月15日前完成隐患排查，落实责任人320名。
二、加强监测预警。水务部门应当每日报送水情，不得迟报漏报。
三、保障物资储备。储备编织袋12万条，照明设备500台，由应急管理局统一调度。
四、严肃工作纪律。对失职渎职的，依法依规追究责任。
测试市人民政府办公室
2023年4月20日
"""


def changed(changes: Sequence[tuple[str, str]], which: Iterable[int] | None = None) -> str:
    """The notice with all of the changes, or with some, by their numbers."""
    text = ORIGINAL
    for index in range(len(changes)) if which is None else sorted(which):
        text = text.replace(*changes[index])
    return text
