# SPDX-License-Identifier: Apache-2.0
"""Edits of sentences, tasks, headings and whole parts: lost, added, doubled, moved, merged, split, numbered anew."""

import random
import re
from collections.abc import Callable

from bench.accuracy.edit import Edit, Maker, lost, word
from bench.accuracy.notices import han

LABEL = r"\d+\.|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+条 "
_TASK = re.compile(rf"(?m)^({LABEL}).*\n")
_NEW = "开展第三方评估。聘请专业机构对实施效果进行跟踪评估，评估结果向社会公布。"
_ADDED = "相关经验做法要及时总结上报。"
_SENTENCE = r"(?<=。)[^。\n（]{12,}。"


def _tasks(text: str) -> list[re.Match[str]]:
    """Tasks, items and articles of one line, those whose further paragraphs follow left out."""
    found = list(_TASK.finditer(text))
    return [
        task
        for task in found
        if len(task[0]) > 25
        and (task.end() == len(text) or re.match(rf"{LABEL}|[一-十]、|第.章|附件|抄送", text[task.end() :]))
    ]


def _of_run(text: str, *, follow: bool) -> list[tuple[re.Match[str], re.Match[str]]]:
    """Pairs of tasks of one style, the second right behind the first, or anywhere behind it."""
    tasks = _tasks(text)
    return [
        (one, two)
        for n, one in enumerate(tasks)
        for two in tasks[n + 1 : n + 2 if follow else None]
        if one[1][0] == two[1][0] or (one[1][0].isdigit() and two[1][0].isdigit())
    ]


def _numbered(label: str, more: int) -> str:
    """The label so many numbers on."""
    if label[0].isdigit():
        return f"{int(label[:-1]) + more}."
    numbers = {han(number): number for number in range(1, 60)}
    inner = re.sub(r"[（）第条 ]", "", label)
    return label.replace(inner, han(numbers[inner] + more))


def _renumbered(text: str, label: str, more: int) -> str:
    """The text with the labels of this style changed, up to where they begin again."""
    style, heads, out = label[0], r"[一二三四五六七八九十]、", []
    running = True
    for line in text.splitlines(keepends=True):
        match = re.match(LABEL, line)
        if style == "（" and re.match(heads, line):
            running = False
        if running and match and match[0][0] == style:
            line = _numbered(match[0], more) + line[match.end() :]
        out.append(line)
    return "".join(out)


def sentence_lost(chance: random.Random, text: str) -> Edit | None:
    """A whole sentence is gone."""
    return word("sentence lost", "", f"({_SENTENCE})", lost)(chance, text)


def sentence_doubled(chance: random.Random, text: str) -> Edit | None:
    """A sentence stands twice, one behind the other; where it was added cannot be told apart."""
    found = list(re.finditer(_SENTENCE, text))
    if not found:
        return None
    match = chance.choice(found)
    start, end = match.span()
    place = (start, end, start, end + len(match[0]))
    return Edit("sentence doubled", text, text[:end] + match[0] + text[end:], (place,))


def clauses_exchanged(chance: random.Random, text: str) -> Edit | None:
    """Two clauses of a sentence have changed places."""
    found = [
        m
        for m in re.finditer(r"(?<=[。，])([^。；，\n（）]{5,18})，([^。；，\n（）]{5,18})(?=[，。])", text)
        if m[1] != m[2]
    ]
    if not found:
        return None
    match = chance.choice(found)
    start, end = match.span()
    new = f"{match[2]}，{match[1]}"
    return Edit("clauses exchanged", text, text[:start] + new + text[end:], ((start, end, start, end),))


def sentences_exchanged(chance: random.Random, text: str) -> Edit | None:
    """Two sentences of a task have changed places."""
    found = [m for m in re.finditer(rf"({_SENTENCE})([^。\n（]{{12,}}。)", text) if m[1] != m[2]]
    if not found:
        return None
    match = chance.choice(found)
    start, end = match.span()
    return Edit(
        "sentences exchanged", text, text[:start] + match[2] + match[1] + text[end:], ((start, end, start, end),)
    )


def task_lost(chance: random.Random, text: str) -> Edit | None:
    """A task is gone, the numbers of the others as they were."""
    tasks = _tasks(text)[1:-1]
    if not tasks:
        return None
    start, end = chance.choice(tasks).span()
    place = (start, end, start, start)
    return Edit("task lost", text, text[:start] + text[end:], (place,), frozenset({"unit_removed", "merged"}))


def task_lost_renumbered(chance: random.Random, text: str) -> Edit | None:
    """A task is gone, and those behind it are numbered anew."""
    pairs = _of_run(text, follow=True)
    if not pairs:
        return None
    task, _ = chance.choice(pairs)
    start, end = task.span()
    rest = _renumbered(text[end:], task[1], -1)
    place = (start, end, start, start)
    kinds, also = frozenset({"unit_removed"}), frozenset({"renumbered"})
    return Edit("task lost, numbered anew", text, text[:start] + rest, (place,), kinds, also)


def task_added(chance: random.Random, text: str) -> Edit | None:
    """A task is new, and those behind it are numbered anew."""
    tasks = _tasks(text)[1:]
    if not tasks:
        return None
    task = chance.choice(tasks)
    at, new = task.start(), f"{task[1]}{_NEW}\n"
    b = text[:at] + new + _renumbered(text[at:], task[1], 1)
    place = (at, at, at, at + len(new))
    kinds, also = frozenset({"unit_added"}), frozenset({"renumbered"})
    return Edit("task added", text, b, (place,), kinds, also)


def task_moved(chance: random.Random, text: str) -> Edit | None:
    """A task stands further behind, under its number."""
    pairs = _of_run(text, follow=False)
    # one place further, and either of the two may be the one that moved
    pairs = [(x, y) for x, y in pairs if len(_TASK.findall(text, x.end(), y.end())) > 1]
    if not pairs:
        return None
    one, behind = chance.choice(pairs)
    b = text[: one.start()] + text[one.end() : behind.end()] + one[0] + text[behind.end() :]
    there = behind.end() - len(one[0])
    place = (one.start(), one.end(), there, there + len(one[0]))
    return Edit("task moved", text, b, (place,), frozenset({"moved"}), frozenset({"moved", "renumbered"}))


def tasks_merged(chance: random.Random, text: str) -> Edit | None:
    """A task follows the one before it in its line, without its number; those behind it are numbered anew."""
    pairs = [pair for pair in _of_run(text, follow=True) if pair[0].end() == pair[1].start()]
    if not pairs:
        return None
    one, two = chance.choice(pairs)
    at = one.end() - 1
    rest = text[two.end(1) : two.end()] + _renumbered(text[two.end() :], two[1], -1)
    place = (at, two.end(1), at, at)
    kinds, also = frozenset({"merged"}), frozenset({"renumbered"})
    return Edit("tasks merged", text, text[:at] + rest, (place,), kinds, also)


def task_split(chance: random.Random, text: str) -> Edit | None:
    """A task became two: a new number before its second sentence or a later one."""
    found = [
        (task, stop)
        for task in _tasks(text)
        for stop in re.finditer(r"(?<=。)(?=[^。\n（]{15,}。)", text[task.start() : task.end()])
        if stop.start() > 30
    ]
    if not found:
        return None
    task, stop = chance.choice(found)
    at, label = task.start() + stop.start(), "\n" + _numbered(task[1], 1)
    b = text[:at] + label + text[at : task.end()] + _renumbered(text[task.end() :], task[1], 1)
    place = (at, at, at, at + len(label))
    kinds, also = frozenset({"split"}), frozenset({"renumbered"})
    return Edit("task split", text, b, (place,), kinds, also)


def stops_early(chance: random.Random, text: str) -> Edit | None:
    """The copy ends in the middle of a sentence."""
    marks = [m.start() for m in re.finditer(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", text[: len(text) * 4 // 5])]
    at = chance.choice([mark for mark in marks if mark > len(text) // 3])
    return Edit("stops early", text, text[:at], ((at, len(text), at, at),), frozenset({"truncated"}))


def heading_lost(chance: random.Random, text: str) -> Edit | None:
    """The heading of a section is gone."""
    # the last heading of the official notice has its tasks on another page: without it that copy stops early
    return word("heading lost", "unit_removed merged labels_lost truncated", r"^([二三四五]、.{4,20}\n)", lost)(
        chance, text
    )


def _whole(name: str, kinds: str, pattern: str, new: Callable[[str], str]) -> Maker:
    return word(name, kinds, pattern, lambda _, match: new(match[1]))


BLOCKS: tuple[Maker, ...] = (
    sentence_lost,
    word("sentence added", "", r"(?<=。)()(?=[^。\n]{12,}。)", lambda c, m: _ADDED),
    sentence_doubled,
    word("clause lost", "", r"(?<=，)([^，。；、（）\n]{5,16}，)(?=[^。；\n]{5})", lost),
    word("clause added", "", r"(?<=，)()(?=[^，。；、（）\n]{5,}[，。])", lambda c, m: "在征得同意后，"),
    clauses_exchanged,
    sentences_exchanged,
    task_lost,
    task_lost_renumbered,
    task_added,
    task_moved,
    tasks_merged,
    task_split,
    _whole("title of a task", "text", rf"^(?:{LABEL})([\u4e00-\u9fff]{{5,9}})(?=。)", lambda old: old + "行动"),
    _whole("heading of a section", "text", r"^[一二三四五]、(.{4,9})$", lambda old: "持续" + old),
    _whole("heading of a chapter", "text", r"^第.章 (管理与服务|监督检查)$", lambda old: old[:2] + "与保障"),
    heading_lost,
    word("number of a task", "renumbered", r"^(\d+)(?=\.)", lambda c, m: str(int(m[1]) + 30)),
    word("number of a task lost", "labels_lost", r"^(\d+\.)(?=.{30})", lost),
    word("line joined", "merged", rf"(?<=[。）])(\n)(?=(?:{LABEL}).{{20}})", lost),
    stops_early,
    word("attachment lost", "attachment", r"^(2\.[\u4e00-\u9fff]{3,6}\n)(?=3\.)", lost),
    word(
        "attachment named otherwise",
        "attachment text",
        r"^(?:附件：1|2|3)\.([\u4e00-\u9fff]{3,6})$",
        lambda c, m: "汇总" + m[1],
    ),
    word("mark of access lost", "access_marking", r"^(（此件公开发布）\n)", lost),
    word("signature lost", "closing text", r"^(\S{2,4}市人民政府办公室\n)(?=\d)", lost),
    word("period of validity", "", r"(?<=有效期)(三|五)(?=年)", lambda c, m: "二"),
    word("brackets with a condition lost", "", r"(；情况复杂的[^；。]+)(?=。)", lost),
    word("exception lost", "", r"(，法律、行政法规另有规定的除外)(?=。)", lost),
)  # fmt: skip
