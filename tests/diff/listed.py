# SPDX-License-Identifier: Apache-2.0
"""Invented notices with lists inside their units, one operation done to a list, and what is to be told of it.

The wording is invented. Noise is what copies do to lines: hard wraps, and lists that run on or stand on lines of their
own."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st

_HAN = "一二三四五六七八九十"
STYLES: dict[str, Callable[[int], str]] = {
    "1.": lambda n: f"{n}.",
    "1、": lambda n: f"{n}、",
    "（1）": lambda n: f"（{n}）",
    "1）": lambda n: f"{n}）",
    "①": lambda n: chr(0x2460 + n - 1),
    "⒈": lambda n: chr(0x2488 + n - 1),
    "⑴": lambda n: chr(0x2474 + n - 1),
    "（一）": lambda n: f"（{_HAN[n - 1]}）",
    "㈠": lambda n: chr(0x3220 + n - 1),
    "a.": lambda n: f"{chr(96 + n)}.",
    "（a）": lambda n: f"（{chr(96 + n)}）",
    "一是": lambda n: f"{_HAN[n - 1]}是",
    "第一，": lambda n: f"第{_HAN[n - 1]}，",
    "其一，": lambda n: f"其{_HAN[n - 1]}，",
}
WORDS = """
材料不齐的 超过规定期限的 不属于受理范围的 已经受理过的 提供虚假信息的 拒绝接受检查的 未按规定备案的
擅自变更用途的 资金使用不规范的 存在安全隐患的 逾期未整改的 申请人主动撤回的 法律法规另有规定的
经营异常未移出的 未履行公告程序的 项目重复申报的 健全科技创新体系 强化人才引育留用 推动文旅融合发展
做好灾害监测预警
""".split()
OUTER = {
    "law": tuple(STYLES),
    "section": tuple(STYLES)[:-2],
    "task": ("（1）", "1）", "①", "⑴", "（一）", "a.", "一是"),
}
"""Styles that a list inside such a unit has; others are those of the units around it."""


@dataclass(frozen=True)
class List:
    """Items with their numbers (None where a label is lost), each with the items below it."""

    style: str
    items: tuple[tuple[int | None, str, "List | None"], ...]

    def renumbered(self) -> "List":
        """The list with its numbers anew, from one on."""
        return replace(self, items=tuple((n, words, below) for n, (_, words, below) in enumerate(self.items, 1)))

    def lines(self) -> list[str]:
        """A line an item."""
        found = []
        for at, (number, words, below) in enumerate(self.items):
            label = "" if number is None else STYLES[self.style](number)
            end = "：" if below else "。" if at == len(self.items) - 1 else "；"
            found += [label + words + end, *(below.lines() if below else ())]
        return found


@dataclass(frozen=True)
class Case:
    """Two copies, the operation, and the kinds of all that is to be told."""

    operation: str
    a: str
    b: str
    told: tuple[str, ...]


def notice(kind: str, body: str) -> str:
    """A notice with the list in its second unit."""
    if kind == "law":
        return (
            "某某管理办法\n\n第一条　为了规范管理，制定本办法。\n第二条　有下列情形之一的，不予受理：" + body + "\n"
            "第三条　违反本办法的，依法处理。\n第四条　本办法自发布之日起施行。\n"
        )
    if kind == "task":
        return (
            "关于做好有关工作的通知\n\n1.加快数字化转型，形成工作合力。\n2.优化服务，重点做好以下工作：" + body + "\n"
            "3.加强组织领导，压实各方责任。\n4.做好宣传引导，营造良好氛围。\n"
        )
    return (
        "关于做好有关工作的通知\n\n一、总体要求\n统筹安排，抓好落实。\n二、主要内容\n主要包括：" + body + "\n"
        "三、组织实施\n加强组织领导，确保取得实效。\n"
    )


def wrapped(text: str, width: int) -> str:
    """The text with its lines cut to a width, as a page or a mail does."""
    return "\n".join("\n".join(line[i : i + width] for i in range(0, len(line), width)) for line in text.split("\n"))


def _renumbered(here: List, at: int) -> tuple[str, ...]:
    """What is told of the labels from one item on."""
    return ("renumbered",) if at < len(here.items) else ()


def _change(draw: st.DrawFn, here: List, spare: str, operation: str) -> tuple[List, tuple[str, ...]]:
    """The list after an operation, and what is to be told of it."""
    items = here.items
    at = draw(st.integers(0, len(items) - 1))
    if operation == "remove":
        return replace(here, items=items[:at] + items[at + 1 :]).renumbered(), (
            "unit_removed",
            *(("renumbered",) if at < len(items) - 1 else ()),
        )
    if operation == "add":
        at = draw(st.integers(0, len(items)))
        return replace(here, items=(*items[:at], (None, spare, None), *items[at:])).renumbered(), (
            "unit_added",
            *_renumbered(here, at),
        )
    if operation == "move":
        to = draw(st.integers(0, len(items) - 2))
        rest = [*items[:at], *items[at + 1 :]]
        rest.insert(to + (to >= at), items[at])
        return replace(here, items=tuple(rest)).renumbered(), ("moved", "renumbered")
    if operation == "lose one label":
        at = max(at, 1)
        return replace(here, items=(*items[:at], (None, *items[at][1:]), *items[at + 1 :])), ("labels_lost",)
    if operation == "lose all labels":
        return replace(here, items=tuple((None, *item[1:]) for item in items)), ("labels_lost",)
    number, words, below = items[at]
    return replace(here, items=(*items[:at], (number, words[:2] + "特别" + words[2:], below), *items[at + 1 :])), (
        ("text",) if operation == "edit" else ()
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A notice with a list, one operation, and the noise of lines."""
    kind = draw(st.sampled_from(tuple(OUTER)))
    styles = OUTER[kind]
    words = draw(st.permutations(WORDS))
    count = draw(st.integers(3, 8))
    here = List(draw(st.sampled_from(styles)), tuple((n + 1, words[n], None) for n in range(count)))
    operation = draw(
        st.sampled_from(("none", "style", "remove", "add", "move", "lose one label", "lose all labels", "edit"))
    )
    there, told = here, tuple[str, ...]()
    if operation == "style":
        there = replace(here, style=draw(st.sampled_from(styles)))
    elif operation != "none":
        there, told = _change(draw, here, words[count], operation)
    runs_on = operation != "lose all labels" and draw(st.booleans())
    a, b = ("\n" * (not runs_on) + ("" if runs_on else "\n").join(one.lines()) for one in (here, there))
    first, second = notice(kind, a), notice(kind, b)
    if draw(st.booleans()):
        second = wrapped(second, draw(st.integers(14, 30)))
    return Case(operation, first, second, told)


@st.composite
def nested(draw: st.DrawFn) -> Case:
    """An article with a list that has lists inside, and one item removed, added or edited in one of them."""
    outer, inner = draw(
        st.sampled_from((("（一）", "1."), ("（一）", "（1）"), ("1.", "（1）"), ("（1）", "①"), ("1.", "a.")))
    )
    words = iter(draw(st.permutations(WORDS)))
    rows = []
    for n in range(1, draw(st.integers(2, 4)) + 1):
        below = List(inner, tuple((m, next(words), None) for m in range(1, draw(st.integers(2, 4)) + 1)))
        rows.append((n, next(words), below if n == 1 or draw(st.booleans()) else None))
    here = List(outer, tuple(rows))
    operation = draw(st.sampled_from(("remove", "add", "edit", "none")))
    there, told = here, tuple[str, ...]()
    if operation != "none":
        number, head, below = here.items[0]
        assert below is not None
        changed, told = _change(draw, below, next(words), operation)
        there = replace(here, items=((number, head, changed), *here.items[1:]))
    a, b = (notice("law", "\n" + "\n".join(one.lines())) for one in (here, there))
    return Case(operation, a, wrapped(b, draw(st.integers(14, 30))) if draw(st.booleans()) else b, told)
