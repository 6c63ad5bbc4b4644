# SPDX-License-Identifier: Apache-2.0
"""Copies for tests: a small notice, the noise that republishing adds, the edits that change it, and what must always
hold."""

from dataclasses import dataclass

from hypothesis import strategies as st

from policydiff import compare
from policydiff.model import Comparison, Difference

NOTICE = (
    "测试市人民政府办公厅关于印发2023年重点工作任务的通知\n"
    "测政办发〔2023〕7号\n"
    "各区、市人民政府，市政府各部门：\n"
    "《2023年重点工作任务》已经市政府同意，现印发给你们，请认真组织实施。\n"
    "测试市人民政府办公厅\n"
    "2023年1月30日\n"
    "（此件公开发布）\n"
    "一、实施创新驱动发展战略\n"
    "1.建设海洋实验室。组织实施35项左右关键技术攻关，培育企业1500家以上，液化天然气（LNG）码头投产。（牵头单位：市科技局，参与单位：市发展改革委）\n"
    "2.推进孵化器建设。新增省级孵化器不少于3家，财政支持比例提高到25%以上。（牵头单位：市科技局、市财政局）\n"
    "3.完善人才政策。对高层次人才不得设置户籍限制，应当在10个工作日内办结。（责任单位：市人力资源社会保障局）\n"
    "二、建设现代化产业体系\n"
    "4.优化提升优势产业。推动智能家电、轨道交通装备向高端发展，产值达到500亿元。（牵头单位：市工业和信息化局）\n"
    "5.发展壮大新兴产业。启动集成电路、新型显示项目，面积12000平方米。（牵头单位：市发展改革委）\n"
)
"""A made-up notice with sections, tasks, units in charge, numbers and a signature in the middle."""

TRADITIONAL = str.maketrans(
    "关于发区产业实验组织项术攻码头牵单创优势电轨装备亿", "關於發區產業實驗組織項術攻碼頭牽單創優勢電軌裝備億"
)
_GLOSSES = {"工": "(gōng)", "大": "（dà）", "业": "[yè]", "业 ": "", "市": "（ㄕˋ）", "业产": ""}


@dataclass(frozen=True)
class Noise:
    """One way in which a copy differs without a change of wording."""

    name: str

    def __call__(self, text: str) -> str:
        match self.name:
            case "traditional":
                return text.translate(TRADITIONAL)
            case "glosses":
                return "".join(c + _GLOSSES.get(c, "") for c in text)
            case "wide digits":
                return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isdigit() else c for c in text)
            case "narrow marks":
                return text.translate(str.maketrans("，：；（）", ",:;()"))
            case "corner quotes":
                return text.translate(str.maketrans("“”", "「」"))
            case "crlf":
                return text.replace("\n", "\r\n")
            case "indent":
                return "\n".join("\u3000\u3000" + line for line in text.split("\n"))
            case "blank lines":
                return text.replace("\n", "\n\n")
            case "zero width":
                return text.replace("实施", "实\u200b施")
            case "hard wrap":
                return "\n".join(_wrapped(line) for line in text.split("\n"))
            case _:
                return text


def _wrapped(line: str, width: int = 28) -> str:
    return "\n".join(line[i : i + width] for i in range(0, len(line), width)) if line else line


NOISES = (
    "plain",
    "traditional",
    "glosses",
    "wide digits",
    "narrow marks",
    "corner quotes",
    "crlf",
    "indent",
    "blank lines",
    "zero width",
    "hard wrap",
)
noises = st.lists(st.sampled_from(NOISES), max_size=3, unique=True).map(lambda names: [Noise(n) for n in names])


def noisy(text: str, layers: list[Noise]) -> str:
    """The text after each kind of noise."""
    for layer in layers:
        text = layer(text)
    return text


@st.composite
def edited(draw: st.DrawFn, text: str = NOTICE) -> str:
    """The notice with a few characters cut, doubled or replaced at any place."""
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text) - 1))
        size = draw(st.integers(0, 40))
        new = draw(st.text(alphabet="甲乙3。，、\n（）不2a ", max_size=6))
        text = text[:at] + new + text[at + size :]
        if not text:
            return "甲"
    return text


@st.composite
def rearranged(draw: st.DrawFn, text: str = NOTICE) -> str:
    """The notice with its tasks in another order, one of them perhaps twice, changed or lost; numbers go with their
    tasks."""
    lines = text.splitlines(keepends=True)
    tasks = [n for n, line in enumerate(lines) if line[0].isdigit() and line[1] == "."]
    order = draw(st.permutations(tasks))
    dropped, doubled = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    placed = dict(zip(tasks, order, strict=True))
    rows = [(placed.get(n, n), lines[placed.get(n, n)]) for n in range(len(lines))]
    new = "".join(line * (2 if n == doubled else 1) for n, line in rows if n != dropped or n not in placed)
    return new.replace("35项", "53项") if draw(st.booleans()) else new


def rebuilt(comparison: Comparison, a: str, b: str) -> tuple[str, str]:
    """Both texts without the spans of all differences; a span that overlaps another raises."""
    rest = []
    for side, text in (("a", a), ("b", b)):
        places = sorted(
            (getattr(d, side) for d in comparison.differences if not _of_position(d)), key=lambda p: (p.start, p.end)
        )
        kept, last = [], 0
        for place in places:
            assert text[place.start : place.end] == place.text
            assert place.start >= last, f"{place} overlaps what ends at {last}"
            kept.append(text[last : place.start])
            last = place.end
        rest.append("".join(kept) + text[last:])
    return rest[0], rest[1]


def _of_position(difference: Difference) -> bool:
    """A moved unit stands outside the partition; an item that moved inside its unit does not."""
    return difference.kind == "moved" and difference.rule is not None and difference.rule.key in ("moved", "moved_run")


def remains(comparison: Comparison, a: str, b: str) -> tuple[str, str]:
    """Both texts without the spans of all differences; where units moved, A's by unit in B's order and both without
    white space.

    The partition is of each copy's own text, so that it holds whatever moved; only the order needs the units.
    """
    rest = rebuilt(comparison, a, b)
    if not any(unit.moved for unit in comparison.units):
        return rest
    return _by_unit(comparison, "a", a), _by_unit(comparison, "b", b)


def _by_unit(comparison: Comparison, side: str, text: str) -> str:
    """What no difference holds of one copy, unit by unit in the order of the comparison, which is B's."""
    gone = bytearray(len(text))
    for difference in comparison.differences:
        if not _of_position(difference):
            place = getattr(difference, side)
            gone[place.start : place.end] = b"\1" * (place.end - place.start)
    starts = sorted(part.start for unit in comparison.units for part in getattr(unit, side))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))  # what stands between two units goes with the first
    places = [
        (0, starts[0]),
        *((part.start, ends[part.start]) for unit in comparison.units for part in getattr(unit, side)),
    ]
    return "".join("".join(text[at] for start, end in places for at in range(start, end) if not gone[at]).split())


def differing(a: str, b: str) -> Comparison:
    """The comparison of two texts with all differences listed."""
    return compare(a, b, detail="all")
