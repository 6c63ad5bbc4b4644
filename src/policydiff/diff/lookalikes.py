# SPDX-License-Identifier: Apache-2.0
"""Characters that a hurried eye or a recognizer takes for each other.

The groups are the usual ones of proofreading handbooks and of character recognition; they
only ever add a hint or a doubt to a difference, never take one away.
"""

from unicodedata import normalize

_GROUPS = (
    "未末朱 己已巳 人入八 土士 日曰目 巿市 大太犬 千干于 天夭无 王玉主 刀力刁 儿几 乌鸟 免兔 拆折 "
    "侯候 裁栽载 戊戌戍 田由甲申 间问 今令 句旬 东车 治冶 享亨 即既 贷货 辩辨辫 徒徙 晴睛 住往 末未 "
    "戎戒 酒洒 元无 庄压 广厂 白自 午牛 历厉 毫豪 坚竖 幕慕墓募 梁粱 暮幕 茶荼 薄簿 杨扬 枝技 沾沽 "
    "汩汨 祗袛 壁璧 孟盂 性牲 项顶 投没设 登澄 社杜 将校 第笫 O0〇 l1I 失矢 处外 见贝 归旧 "
    "复夏 具其 士土 明朋 材村 园圆 析折 赢羸 斤斥 向问 "
).split()
_OF: dict[str, set[str]] = {}
for _group in _GROUPS:
    for _char in _group:
        _OF.setdefault(_char, set()).update(_group)


def lookalike_hint(a: str, b: str) -> str | None:
    """`look-alike` where the readings differ in look-alike characters alone, `transposed` where in order alone."""
    if len(a) != len(b) or not a or len(a) > 8:
        return None
    if a != b and sorted(a) == sorted(b) and not a.isdigit():
        return "transposed"
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return "look-alike" if pairs and all(y in _OF.get(x, ()) for x, y in pairs) else None


_SHAPES = (
    "一—－-―ー–−‐‑─_~～﹣ 〔［[【〖﹝( 〕］]】〗﹞) 0OoO〇○Q lI1|丨!｜ 、，,丶'’‘`′ 。.·・•●o ：:；; “”\"″〝〞 《«< "
    "》»> ×xX✕ 口囗□ 二= 八/ 三≡ 5S 8B 6b 9q 2Z 卜ト 力カ 工エ 夕タ 才オ 千于干 十+"
).split()
"""Marks, digits and letters of one shape, besides the look-alikes above: what a recognizer takes for what."""
_SHAPE_OF: dict[str, set[str]] = {}
for _group in (*_GROUPS, *_SHAPES):
    for _char in _group:
        _SHAPE_OF.setdefault(_char, set()).update(_group)


def same_shape(a: str, b: str) -> bool:
    """May a recognizer take one reading for the other: character by character the same or of one shape, runs of dashes
    and the width of characters not counted?"""
    one, other = _plain(a), _plain(b)
    return len(one) == len(other) > 0 and all(
        x == y or y in _SHAPE_OF.get(x, ()) for x, y in zip(one, other, strict=True)
    )


def _plain(text: str) -> str:
    """A reading without white space, its characters of the usual width, a run of dashes as one."""
    out: list[str] = []
    for character in normalize("NFKC", "".join(text.split())):
        dash = character in _SHAPES[0]
        if not (dash and out and out[-1] in _SHAPES[0]):
            out.append(character)
    return "".join(out)
