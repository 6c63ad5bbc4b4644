# SPDX-License-Identifier: Apache-2.0
"""Pairs of copies with a known edit, or none, and noise on both sides; made from a seed, the same ones every time.

A copy is a row of pieces, one for each character of its wording; noise changes the pieces, never how many there are, so
that a place of the wording is known again in the copy."""

import random
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, pinyin

HERE = Path(__file__).parent
CASES = HERE / "cases"
CORPUS = HERE.parents[1] / "corpus"

Pieces = list[str]


@dataclass(frozen=True)
class Edit:
    """A wording and what became of it: both texts, and the places that differ as (start, end) in each."""

    name: str
    a: str
    b: str
    places: tuple[tuple[int, int, int, int], ...]
    also: str = ""
    """A kind that may be told at other places too, as a consequence: units renumbered behind one that is lost."""


@dataclass(frozen=True)
class Case:
    """Two copies, the name of the edit and of the noise of each, and the places to be told, in the copies'
    characters."""

    name: str
    edit: str
    noise: tuple[str, ...]
    a: str
    b: str
    places: tuple[tuple[int, int, int, int], ...] = ()
    also: str = ""


# -- edits: a random place of one kind in a text, and what is written there instead ---------------------------------


def _swap(name: str, pattern: str, change: Callable[[random.Random, re.Match[str]], str]) -> "Maker":
    """An edit that writes something else for a match of a pattern; without a group the whole match, else the first
    group."""

    def make(chance: random.Random, text: str) -> Edit | None:
        found = list(re.finditer(pattern, text))
        if not found:
            return None
        match = chance.choice(found)
        start, end = match.span(1 if match.re.groups else 0)
        new = change(chance, match)
        return Edit(name, text, text[:start] + new + text[end:], ((start, end, start, start + len(new)),))

    return make


Maker = Callable[[random.Random, str], Edit | None]


def _other(*choices: str) -> Callable[[random.Random, re.Match[str]], str]:
    return lambda chance, match: chance.choice([c for c in choices if c != (match[1] if match.re.groups else match[0])])


def _turned(_: random.Random, match: re.Match[str]) -> str:
    """The other bound: 以下 for 以上, 少于 for 不少于."""
    return {"以上": "以下", "以下": "以上"}.get(match[1], match[1].removeprefix("不"))


def _another_number(chance: random.Random, match: re.Match[str]) -> str:
    return str(int(match[1]) + chance.choice([1, 3, 7, 20, 100]))


def _line_edit(name: str, pattern: str, change: Callable[[list[str], int], list[str]]) -> Maker:
    """An edit of whole lines that match a pattern; the places are the lines lost or won."""

    def make(chance: random.Random, text: str) -> Edit | None:
        lines = text.splitlines(keepends=True)
        fitting = [
            n for n, line in enumerate(lines[:-1]) if n and re.match(pattern, line) and re.match(pattern, lines[n + 1])
        ]
        if not fitting:
            return None
        at = chance.choice(fitting)
        start = sum(map(len, lines[:at]))
        new = change(lines, at)
        size = len(lines[at]) if len(new) < len(lines) else 0
        won = sum(map(len, new)) - len(text) if not size else 0
        return Edit(name, text, "".join(new), ((start, start + size, start, start + won),))

    return make


def _without(lines: list[str], at: int) -> list[str]:
    return [*lines[:at], *lines[at + 1 :]]


_ADDED = "开展专项评估。聘请第三方机构对实施效果进行跟踪评估，评估报告于次年一月底前提交审议。"


def _with_more(lines: list[str], at: int) -> list[str]:
    label = re.match(r"（[一二三四五六七八九十]+）|\d+\.", lines[at])
    return [*lines[:at], (label[0] if label else "") + _ADDED + "\n", *lines[at:]]


def _renumbered(chance: random.Random, text: str) -> Edit | None:
    """A numbered task lost, and those behind it counted anew."""
    tasks = list(re.finditer(r"(?m)^(\d+)\..*\n", text))
    run = [m for n, m in enumerate(tasks) if n + 1 < len(tasks) and int(tasks[n + 1][1]) == int(m[1]) + 1]
    if not run:
        return None
    lost = chance.choice(run)
    rest = re.sub(
        r"(?m)^(\d+)(?=\.)", lambda m: str(int(m[1]) - 1) if int(m[1]) > int(lost[1]) else m[1], text[lost.end() :]
    )
    return Edit(
        "renumbered",
        text,
        text[: lost.start()] + rest,
        ((lost.start(), lost.end(), lost.start(), lost.start()),),
        "renumbered",
    )


def _task_moved(chance: random.Random, text: str) -> Edit | None:
    """A task that stands further behind, with its label; told at its label on both sides."""
    tasks = list(re.finditer(r"(?m)^(\d+\.|（[一二三四五六]）).*\n", text))
    pairs = [(x, y) for x in tasks for y in tasks if x.end() < y.start() and len(y[0]) > 30 and len(x[0]) > 30]
    if not pairs:
        return None
    one, behind = chance.choice(pairs)
    new = text[: one.start()] + text[one.end() : behind.end()] + one[0] + text[behind.end() :]
    there, size = behind.end() - len(one[0]), len(one[1])
    return Edit("task moved", text, new, ((one.start(), one.start() + size, there, there + size),), "moved")


def _stopped(chance: random.Random, text: str) -> Edit | None:
    marks = [
        m.start()
        for m in re.finditer(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", text)
        if len(text) // 3 < m.start() < len(text) * 4 // 5
    ]
    at = chance.choice(marks)
    return Edit("stops early", text, text[:at], ((at, len(text), at, at),))


def _moved(chance: random.Random, text: str) -> Edit | None:
    found = [
        m
        for m in re.finditer(r"(?m)(?<=[。；，])([^。；，\n（）]{6,18}[，；])([^。；，\n（）]{6,18}[，；])", text)
        if m[1] != m[2]
    ]
    if not found:
        return None
    match = chance.choice(found)
    start, end = match.span()
    return Edit("clauses exchanged", text, text[:start] + match[2] + match[1] + text[end:], ((start, end, start, end),))


EDITS: dict[str, Maker] = {
    "number": _swap(
        "number",
        r"(?<![\d.〔（])(\d+)(?=[个项件家户万米台名人元%吨]|分钟|小时|亿元|公里|公顷|[個項戶萬臺處处])",
        _another_number,
    ),
    "han number": _swap(
        "han number", r"(?<=[一-龥])([三五六七八九])(?=个月|年内|分之|级|年|類|家|大|個)", _other(*"三五六七八九")
    ),
    "unit": _swap(
        "unit",
        r"(?<=\d)(万元|亿元|厘米|公里|个工作日|小时|分钟|%|億元|萬平方米)",
        lambda _, m: {"%": "‰", "亿元": "万元"}.get(m[1], "倍"),
    ),
    "bound": _swap("bound", "(不少于|不低于|不超过|以上|以下|不少於|不低於|不超過)", _turned),
    "negation": _swap(
        "negation", r"(不得|禁止|严禁|不予|嚴禁)", lambda _, m: {"不得": "可以", "不予": "给予"}.get(m[1], "允许")
    ),
    "modal": _swap("modal", r"(应当|必须|可以|鼓励|鼓勵|支持)", _other("应当", "可以", "鼓励")),
    "date": _swap("date", r"(?<=年)(\d{1,2})(?=月\d)", lambda c, m: str(int(m[1]) % 12 + 1)),
    "office": _swap(
        "office", r"(?<=[：、:])(市[\u4e00-\u9fff]{2,9}[局委])(?=[；、）;)])", _other("市审计局", "市民政局")
    ),
    "office lost": _swap("office lost", r"(、市[\u4e00-\u9fff]{2,9}[局委])(?=[；）;)])", lambda c, m: ""),
    "office added": _swap("office added", r"(?<=[局委])()(?=）|\))", lambda c, m: "、市审计局"),
    "mark lost": _swap("mark lost", r"(?<=[\u4e00-\u9fff])([，；])(?=[\u4e00-\u9fff])", lambda c, m: ""),
    "mark changed": _swap("mark changed", r"(?<=[\u4e00-\u9fff])([，、])(?=[\u4e00-\u9fff])", _other("。", "；")),
    "character": _swap("character", r"(?<=[\u4e00-\u9fff])([的和对将由于])(?=[\u4e00-\u9fff])", _other(*"而凡亦乃")),
    "character lost": _swap(
        "character lost", r"(?<=[\u4e00-\u9fff])([\u4e00-\u9fff])(?=[\u4e00-\u9fff]{3})", lambda c, m: ""
    ),
    "character added": _swap(
        "character added", r"(?<=[\u4e00-\u9fff]{3})()(?=[\u4e00-\u9fff]{3})", lambda c, m: c.choice("凡亦乃")
    ),
    "clause lost": _swap("clause lost", r"(?<=，)([^，。；、（）\n]{6,16}，)(?=[^。；\n]{6})", lambda c, m: ""),
    "clause added": _swap(
        "clause added", r"(?<=，)()(?=[^，。；、（）\n]{6})", lambda c, m: "同时做好群众解释引导工作，"
    ),
    "end lost": _swap("end lost", r"(?m)(?<=[。；])([^。；\n]{8,40}。)$", lambda c, m: ""),
    "end added": _swap("end added", r"(?m)(?<=。)()$", lambda c, m: "逾期未完成的予以通报。"),
    "begin added": _swap("begin added", r"(?m)^(?:\d+\.|（[一二三四五]）|[一二三四五]、)()", lambda c, m: "继续"),
    "clauses exchanged": _moved,
    "task lost": _line_edit("task lost", r"（[一二三四五六七八九十]+）|\d+\.", _without),
    "task added": _line_edit("task added", r"（[一二三四五六七八九十]+）|\d+\.", _with_more),
    "stops early": _stopped,
    "label changed": _swap(
        "label changed",
        r"(?m)^(\d+|[一二三四五六七八九])(?=[.、])",
        lambda _, m: str(int(m[1]) + 30) if m[1].isdigit() else "二十",
    ),
    "label lost": _swap("label lost", r"(?m)^(\d+\.|（[一二三四五六]）)(?=.{30})", lambda c, m: ""),
    "line joined": _swap("line joined", r"(?<=[。）])(\n)(?=\d+\.|（[一二三四五六]）)", lambda c, m: ""),
    "renumbered": _renumbered,
    "task moved": _task_moved,
}


KINDS = {
    "number": "number",
    "han number": "number date",
    "unit": "quantity_unit number",
    "bound": "bound",
    "negation": "polarity",
    "modal": "modality",
    "date": "date",
    "office": "responsible_unit",
    "office lost": "responsible_unit",
    "office added": "responsible_unit",
    "mark lost": "punctuation responsible_unit",
    "mark changed": "punctuation responsible_unit",
    "task lost": "unit_removed",
    "task added": "unit_added",
    "stops early": "truncated",
    "label changed": "renumbered",
    "label lost": "labels_lost",
    "line joined": "merged",
    "renumbered": "unit_removed",
    "task moved": "moved",
}
"""Kinds that fit an edit; of the others any kind does, since what they change may be a number or a negation."""


# -- noise: the same wording in another dress ----------------------------------------------------------------------


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


@lru_cache(maxsize=8192)
def converted(name: str, text: str) -> str:
    """A text as one of the converter's configurations writes it."""
    return str(_converter(name).convert(text))


def _by(name: str) -> Callable[[random.Random, Pieces], Pieces]:
    def convert(_: random.Random, pieces: Pieces) -> Pieces:
        text = "".join(pieces)
        if any(len(piece) != 1 for piece in pieces):
            return pieces
        new = converted(name, text)
        return list(new) if len(new) == len(text) else pieces

    return convert


def _by_table(left: float) -> Callable[[random.Random, Pieces], Pieces]:
    """A converter of single characters, which leaves a share of the kinds as they are."""

    def convert(chance: random.Random, pieces: Pieces) -> Pieces:
        kinds = sorted({piece for piece in pieces if len(piece) == 1})
        table = {char: converted("s2t", char) for char in kinds if chance.random() >= left}
        return [table.get(piece, piece) for piece in pieces]

    return convert


_WORDS = {"软件": "軟體", "数据": "資料", "信息": "資訊", "网络": "網路", "项目": "專案", "質量": "品質"}


def _regional(_: random.Random, pieces: Pieces) -> Pieces:
    """Words of Taiwan for words of the mainland, and the script of Taiwan."""
    text = "".join(pieces)
    new = list(converted("s2tw", text))
    if len(new) != len(pieces) or any(len(piece) != 1 for piece in pieces):
        return pieces
    for word, other in _WORDS.items():
        for match in re.finditer(word, text):
            new[match.start() : match.end()] = other
    return new


def _glosses(style: Style, brackets: str) -> Callable[[random.Random, Pieces], Pieces]:
    def gloss(chance: random.Random, pieces: Pieces) -> Pieces:
        kinds = sorted({piece for piece in pieces if len(piece) == 1 and "\u4e00" <= piece <= "\u9fff"})
        chosen = {char: pinyin(char, style=style)[0][0] for char in chance.sample(kinds, min(14, len(kinds)))}
        chosen = {char: reading for char, reading in chosen.items() if reading != char}
        return [f"{piece}{brackets[0]}{chosen[piece]}{brackets[1]}" if piece in chosen else piece for piece in pieces]

    return gloss


def _translated(table: dict[str, str]) -> Callable[[random.Random, Pieces], Pieces]:
    return lambda _, pieces: [table.get(piece, piece) for piece in pieces]


def _wrapped(width: int) -> Callable[[random.Random, Pieces], Pieces]:
    def wrap(_: random.Random, pieces: Pieces) -> Pieces:
        out, column = [], 0
        for n, piece in enumerate(pieces):
            following = pieces[n + 1] if n + 1 < len(pieces) else "\n"
            column = 0 if piece.endswith("\n") else column + len(piece)
            full = column >= width and not following.startswith(("\n", "，", "。", "；", "、"))
            out.append(piece + "\n" if full else piece)
            column = 0 if full else column
        return out

    return wrap


def _lines(before: str, after: str) -> Callable[[random.Random, Pieces], Pieces]:
    """Every line with something before and behind it."""

    def dress(_: random.Random, pieces: Pieces) -> Pieces:
        return [
            piece[:-1] + after + "\n" + before if piece.endswith("\n") and n + 1 < len(pieces) else piece
            for n, piece in enumerate(pieces)
        ]

    return dress


_FOOT = "\n【打印】【关闭】\n"


def _page(chance: random.Random, pieces: Pieces) -> Pieces:
    if not pieces:
        return pieces
    head = f"发布日期：2024-0{chance.randrange(1, 9)}-1{chance.randrange(9)}  浏览次数：{chance.randrange(10, 9999)}\n"
    return [head + pieces[0], *pieces[1:-1], pieces[-1] + _FOOT]


def _zero_width(_: random.Random, pieces: Pieces) -> Pieces:
    return [piece + "\u200b" if piece == "实" else piece for piece in pieces]


_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x30, 0x3A)}
_NARROW = dict(zip("，；：（）", ",;:()", strict=True))
_QUOTES = dict(zip("“”", "「」", strict=True))

Noise = Callable[[random.Random, Pieces], Pieces]
SCRIPTS: dict[str, Noise] = {
    "simplified": lambda _, pieces: pieces,
    "s2t": _by("s2t"),
    "s2tw": _by("s2tw"),
    "s2hk": _by("s2hk"),
    "table": _by_table(0),
    "table with rests": _by_table(0.2),
    # the other copy is then a simplified one: words of two regions are told where regions differ
    "regional words": _regional,
}
OF_TRADITIONAL: dict[str, Noise] = {
    "traditional": lambda _, pieces: pieces,
    "t2s": _by("t2s"),
    "t2tw": _by("t2tw"),
    "t2hk": _by("t2hk"),
}
"""The same for a text that is in traditional script."""
DRESS: dict[str, Noise] = {
    "wide digits": _translated(_WIDE),
    "narrow marks": _translated(_NARROW),
    "corner quotes": _translated(_QUOTES),
    "zero width": _zero_width,
    "toned": _glosses(Style.TONE, "()"),
    "toneless": _glosses(Style.NORMAL, "（）"),
    "zhuyin": _glosses(Style.BOPOMOFO, "()"),
}
LAYOUT: dict[str, Noise] = {
    "wrap 28": _wrapped(28),
    "wrap 38": _wrapped(38),
    "indent": _lines("\u3000\u3000", ""),
    "blank lines": _lines("\n", ""),
    "spaces": _lines("  ", " "),
    "carriage returns": _lines("", "\r"),
    "page": _page,
}


def _noise(chance: random.Random, scripts: Collection[str]) -> tuple[str, ...]:
    """One script, and often a dress and a layout, in the order in which they come to a copy."""
    names = [chance.choice(list(scripts))]
    names += [name for name in DRESS if chance.random() < 0.12]
    names += [name for name in LAYOUT if chance.random() < 0.15]
    return tuple(names)


_ALL: dict[str, Noise] = {**SCRIPTS, **OF_TRADITIONAL, **DRESS, **LAYOUT}


def _copy(chance: random.Random, text: str, noise: tuple[str, ...]) -> Pieces:
    pieces: Pieces = list(text)
    for name in noise:
        pieces = _ALL[name](chance, pieces)
        assert len(pieces) == len(text), name
    return pieces


def copied(
    chance: random.Random, text: str, noise: tuple[str, ...]
) -> tuple[str, Callable[[int, int], tuple[int, int]]]:
    """A text with noise, and where a place of the text stands in it; a place before the text (-1) stays one."""
    pieces = _copy(chance, text, noise)
    starts = _starts(pieces)

    def place(start: int, end: int) -> tuple[int, int]:
        return (-1, -1) if start < 0 else (starts[start], max(starts[start], _end(starts, pieces, start, end)))

    return "".join(pieces), place


def _case(name: str, chance: random.Random, edit: Edit, noise_a: tuple[str, ...], noise_b: tuple[str, ...]) -> Case:
    seed = chance.random()  # both copies get the same choices, as from one site
    a, b = _copy(random.Random(seed), edit.a, noise_a), _copy(random.Random(seed), edit.b, noise_b)
    at_a, at_b = _starts(a), _starts(b)
    places = tuple((at_a[a0], _end(at_a, a, a0, a1), at_b[b0], _end(at_b, b, b0, b1)) for a0, a1, b0, b1 in edit.places)
    return Case(name, edit.name, (*noise_a, "|", *noise_b), "".join(a), "".join(b), places, edit.also)


def _starts(pieces: Pieces) -> list[int]:
    """Where each piece begins, and where the last one ends: before the foot of the page."""
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece.removesuffix(_FOOT)))
    return starts


def _end(starts: list[int], pieces: Pieces, start: int, end: int) -> int:
    """Where a place ends in the copy: behind its last piece, layout at the edge left out."""
    last = pieces[end - 1].removesuffix(_FOOT) if end else ""
    return starts[end] - (len(last) - len(last.rstrip()) if end > start and len(last) > 1 else 0)


def planted(name: str, text: str, count: int, seed: int) -> list[Case]:
    """`count` cases from one text: each kind of edit in turn, every fourth case without any."""
    makers, scripts = list(EDITS.values()), OF_TRADITIONAL if "發" in text else SCRIPTS
    cases: list[Case] = []
    number = 0
    while len(cases) < count:
        chance = random.Random(f"{seed} {name} {number}")
        number += 1
        nothing = len(cases) % 4 == 3
        edit = (
            Edit("none", text, text, ())
            if nothing
            else makers[(len(cases) - len(cases) // 4) % len(makers)](chance, text)
        )
        edit = edit or chance.choice(makers)(chance, text)
        if edit is None or (edit.a == edit.b) != nothing:
            continue
        noise = _noise(chance, scripts)
        beside = (
            ["simplified"]
            if noise[0] == "regional words"
            else [script for script in scripts if script != "regional words"]
        )
        cases.append(_case(f"{name} {number}", chance, edit, noise, _noise(chance, beside)))
    return cases


def notices() -> dict[str, str]:
    """The notices of the project's own, by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.txt")) if path.stem != "law"}
