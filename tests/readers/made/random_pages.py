# SPDX-License-Identifier: Apache-2.0
"""Pages made at random from known text: words with place, size and turn, which PDF and OFD can both draw.

`sample(seed)` gives pages and what a reader must read of them: the text without white space, readings in brackets after
their characters, and the readings in order. Nothing here knows a file format.
"""

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from policydiff.script.readings import spelt

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 60.0
"""An upright A4 page in points."""
SEEDS = range(int(os.environ.get("POLICYDIFF_PAGES", "12")))
"""Seeds that the tests run; the environment variable asks for more."""


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs drawn in one go.

    `x` and `y` are where the first glyph's baseline begins, in points from the top left corner of the page as it is
    seen; `turn` counts quarter turns, clockwise, of the direction in which the glyphs run: 0 to the right, 1 down, 2 to
    the left, 3 up. `spacing` is added after each glyph. Han characters and zhuyin are one em wide, all else half an em.
    """

    text: str
    x: float
    y: float
    size: float
    turn: int = 0
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """Words in the order in which they are drawn, on a page of a size as it is seen.

    `turn` counts quarter turns, clockwise, by which a PDF viewer turns the page; a format without such a turn draws the
    page as it is seen.
    """

    width: float
    height: float
    words: tuple[Word, ...]
    turn: int = 0
    rules: tuple[tuple[float, float, float, float], ...] = ()
    """Drawn lines, each from one point to another, as the page is seen."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Pages and what must be read of them."""

    kind: str
    pages: tuple[Page, ...]
    text: str
    readings: tuple[str, ...]


def advances(word: Word) -> list[float]:
    """How far the pen moves after each glyph."""
    return [word.size * (1.0 if glyph >= "\u2e80" else 0.5) + word.spacing for glyph in word.text]


_SUBJECTS = "市水利局 区发展改革委 各街道办事处 县卫生健康委 市住房和城乡建设局 港务集团 省交通运输厅".split()
_ACTS = "完成 推进 启动 组织 建成 制定 落实 抓好".split()
_OBJECTS = (
    "老旧小区改造 河道清淤 污水管网建设 农村公路养护 防汛抢险演练 安全生产检查 人才公寓建设 普惠托育服务 港口岸线整治"
    " 企业用电改造".split()
)
_LATIN = "APP GPS LPR GDP VOCs PM2.5 5G ETC WiFi CNG BIM".split()
_FIGURES = "120亿元 95% 3.5万亩 2023年6月30日前 16处 1,200户 第4季度 0.8个百分点 30公里".split()
_PLAIN = "完成建设推进工作安全生产农村公路河道港口企业人才"


@dataclass(slots=True)
class Drawn:
    """What a layout has drawn: words in reading order by line, what they read, and what stands over them."""

    lines: list[list[Word]] = field(default_factory=list)
    text: str = ""
    readings: list[str] = field(default_factory=list)

    def line(self, pieces: Sequence[str], x: float, y: float, size: float, spacing: float = 0.0) -> float:
        """Draw pieces one after the other on a line; where it ends."""
        words = []
        for piece in pieces:
            words.append(Word(piece, x, y, size, 0, spacing))
            x += sum(advances(words[-1]))
        self.lines.append(words)
        self.text += "".join(pieces)
        return x


def _sentence(rng: random.Random) -> list[str]:
    pieces = [rng.choice(_SUBJECTS) + rng.choice(_ACTS) + rng.choice(_OBJECTS)]
    if rng.random() < 0.6:
        pieces += ["，推广", rng.choice(_LATIN), "应用"]
    if rng.random() < 0.6:
        pieces += ["，" + rng.choice(("达到", "不少于", "投资", "于")), rng.choice(_FIGURES)]
    return [*pieces, "。"]


def _paragraph(rng: random.Random, number: int) -> list[str]:
    return [
        f"{'一二三四五六七八九十'[number % 10]}、",
        *(piece for _ in range(rng.randint(1, 4)) for piece in _sentence(rng)),
    ]


def _wrapped(pieces: Sequence[str], ems: float) -> list[list[str]]:
    """Pieces on lines of a width, the first two ems narrower; Latin words and figures are not cut."""
    lines: list[list[str]] = [[]]
    room = ems - 2
    for piece in pieces:
        for part in [piece] if piece[0].isascii() else list(piece):
            width = sum(1.0 if glyph >= "\u2e80" else 0.5 for glyph in part)
            if width > room:
                lines.append([])
                room = ems
            if lines[-1] and part >= "\u2e80" and lines[-1][-1] >= "\u2e80":
                lines[-1][-1] += part
            else:
                lines[-1].append(part)
            room -= width
    return [line for line in lines if line]


def _column(
    rng: random.Random, drawn: Drawn, box: tuple[float, float, float, float], size: float, spacing: float = 0.0
) -> None:
    """Paragraphs from the top of a box (left, top, width, height) to its end."""
    left, top, width, height = box
    pitch = size * rng.choice((1.4, 1.6, 2.0))
    y, number = top + size, 0
    while y < top + height - 6 * pitch:
        for index, line in enumerate(_wrapped(_paragraph(rng, number), (width / (size + spacing)) // 1)):
            drawn.line(line, left + (0 if index else 2 * (size + spacing)), y, size, spacing)
            y += pitch
        number += 1


def _prose(rng: random.Random, drawn: Drawn, width: float, height: float) -> None:
    _column(rng, drawn, (MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN), rng.choice((10.5, 12.0, 14.0, 16.0)))


def _spaced(rng: random.Random, drawn: Drawn, width: float, height: float) -> None:
    size = rng.choice((12.0, 14.0))
    _column(
        rng,
        drawn,
        (MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN),
        size,
        rng.choice((0.15, 0.3, 0.45)) * size,
    )


def _columns(rng: random.Random, drawn: Drawn, width: float, height: float) -> None:
    room = (width - 2 * MARGIN - 30) / 2
    for left in (MARGIN, MARGIN + room + 30):
        _column(rng, drawn, (left, MARGIN, room, height - 2 * MARGIN), 10.5)


def _table(rng: random.Random, drawn: Drawn, width: float, height: float) -> None:
    """A head and rows of one line, cells at fixed places."""
    size, y = 12.0, MARGIN + 30
    drawn.line(["附件", rng.choice(_SUBJECTS), "任务分解表"], MARGIN + 80, y, 16.0)
    places = [MARGIN + (width - 2 * MARGIN) * share for share in (0.0, 0.1, 0.45, 0.75)]
    rows = [["序号", "任务", "单位", "目标"]]
    rows += [
        [str(n), rng.choice(_OBJECTS), rng.choice(_SUBJECTS)[:9], rng.choice([*_FIGURES, *_LATIN])]
        for n in range(1, rng.randint(6, int((height - 2 * MARGIN - 60) / 30)))
    ]
    for row in rows:
        y += 30
        for place, cell in zip(places, row, strict=True):
            drawn.line([cell], place, y, size)


def _ruby(rng: random.Random, drawn: Drawn, width: float, height: float) -> None:
    """Lines with readings over some of their characters, Latin words in the lines too."""
    size = rng.choice((14.0, 16.0, 18.0))
    y = MARGIN + size
    below = rng.random() < 0.2
    while y < height - MARGIN - 2.4 * size:
        pieces = [
            "".join(rng.choice(_PLAIN) for _ in range(rng.randint(6, 14))),
            rng.choice(_LATIN),
            "".join(rng.choice(_PLAIN) for _ in range(4)),
        ]
        x = MARGIN
        words = []
        for piece in pieces:
            words.append(Word(piece, x, y, size))
            for glyph in piece:
                wide = size if glyph >= "\u2e80" else size / 2
                drawn.text += glyph
                if glyph >= "\u2e80" and rng.random() < 0.4:
                    reading = spelt(glyph)[0]
                    over = size * 0.5 * 0.5 * len(reading)
                    drawn.text += f"({reading})"
                    drawn.readings.append(f"({reading})")
                    words.append(
                        Word(reading, x + (wide - over) / 2, y + (0.62 if below else -0.95) * size, size * 0.5)
                    )
                x += wide
        drawn.lines.append(words)
        y += 2.4 * size


def _upright(rng: random.Random, drawn: Drawn, width: float, height: float) -> None:
    """Writing from top to bottom in columns from the right; Latin words and figures lie on their side."""
    size = rng.choice((12.0, 16.0))
    x = width - MARGIN - size
    for number in range(rng.randint(3, 5)):
        for index, line in enumerate(_wrapped(_paragraph(rng, number), ((height - 2 * MARGIN) / size) // 1)):
            if x < MARGIN:
                return
            y = MARGIN + (0 if index else 2 * size)
            words = []
            for piece in line:
                if piece[0].isascii():
                    words.append(Word(piece, x + 0.15 * size, y, size, 1))
                    y += sum(advances(words[-1]))
                    continue
                for glyph in piece:
                    if glyph.isascii():
                        words.append(Word(glyph, x + 0.15 * size, y, size, 1))
                        y += size / 2
                    else:
                        words.append(Word(glyph, x, y + 0.88 * size, size))
                        y += size
            drawn.lines.append(words)
            drawn.text += "".join(line)
            x -= 1.7 * size


_LAYOUTS: dict[str, tuple[Callable[[random.Random, Drawn, float, float], None], bool]] = {
    "prose": (_prose, True),
    "columns": (_columns, True),
    "table": (_table, True),
    "ruby": (_ruby, True),
    "letter spacing": (_spaced, True),
    "vertical": (_upright, False),
}
"""Layouts, and whether they may lie sideways on the page."""


def _sideways(word: Word, quarter: int, width: float, height: float) -> Word:
    """A word of a frame that is laid on its side: clockwise (1) or the other way (3)."""
    x, y = (height - word.y, word.x) if quarter == 1 else (word.y, width - word.x)
    return replace(word, x=x, y=y, turn=(word.turn + quarter) % 4)


def _order(rng: random.Random, lines: list[list[Word]]) -> list[Word]:
    """The words as drawn: as read, line by line from another place, or one by one at random."""
    how = rng.choice(("read", "read", "lines", "words"))
    if how == "lines":
        rng.shuffle(lines)
    words = [word for line in lines for word in line]
    if how == "words":
        rng.shuffle(words)
    return words


def sample(seed: int) -> Sample:
    """The pages of a seed: the same on every machine."""
    rng = random.Random(seed)
    kind = list(_LAYOUTS)[seed % len(_LAYOUTS)]
    layout, turns = _LAYOUTS[kind]
    pages, text, readings = [], "", []
    for _ in range(rng.choice((1, 1, 2))):
        width, height = rng.choice(((WIDTH, HEIGHT), (HEIGHT, WIDTH)))
        drawn = Drawn()
        layout(rng, drawn, width, height)
        words = _order(rng, drawn.lines)
        quarter = rng.choice((0, 0, 1, 3)) if turns else 0
        if quarter:
            words = [_sideways(word, quarter, width, height) for word in words]
            width, height = height, width
        pages.append(Page(width, height, tuple(words), rng.choice((0, 0, 1, 2, 3))))
        text += drawn.text
        readings += drawn.readings
    return Sample(kind, tuple(pages), text, tuple(readings))
