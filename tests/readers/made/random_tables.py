# SPDX-License-Identifier: Apache-2.0
"""Tables made at random: two to eight columns and two to forty rows, with rules or without, their cells short, long or
empty, drawn by rows, by columns or in no order.

`tables(seed)` gives pages and what must be read of them: row by row, in a row cell by cell.
"""

import random
from dataclasses import dataclass

from made.random_pages import HEIGHT, MARGIN, WIDTH, Page, Sample, Word

ORDERS = ("rows", "columns", "lines", "words")
"""Orders of drawing: cell by cell along the rows or down the columns, lines of cells or single words at random."""
_HAN = "完成建设推进工作安全生产农村公路河道港口企业人才综合治理监督检查服务保障资金项目标准评估"
_WORDS = "APP GPS LPR 5G ETC".split()

Rule = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: left end, width and what its cells hold."""

    left: float
    width: float
    kind: str


def _text(rng: random.Random, ems: int) -> list[str]:
    """A cell of running text on lines of a width, all but the last full."""
    count = rng.choice((1, 1, 2, 3))
    lines = ["".join(rng.choice(_HAN) for _ in range(ems)) for _ in range(count - 1)]
    return [*lines, "".join(rng.choice(_HAN) for _ in range(rng.randint(min(2, ems), max(2, ems - 2))))]


def _cell(rng: random.Random, column: _Column, row: int, size: float, long: bool) -> list[str]:
    """The lines of a cell; those of the first column are not empty, or nothing would tell a row from a cell's end."""
    first = column.left < MARGIN + size
    ems = int(column.width / size)
    if column.kind == "number":
        return [str(row)]
    if rng.random() < 0.08 and not first:
        return []
    if column.kind == "figure":
        return [rng.choice((f"{rng.randint(1, 9999):,}", f"{rng.randint(1, 99)}.{rng.randint(0, 9)}%"))]
    if column.kind == "short" or not long:
        return ["".join(rng.choice(_HAN) for _ in range(rng.randint(2, max(2, min(ems, 9)))))]
    return _text(rng, ems)


def _columns(rng: random.Random, width: float, size: float) -> list[_Column]:
    """Two to eight columns, the first often of numbers, parted by an em at least."""
    count = rng.randint(2, 8)
    kinds = ["number" if rng.random() < 0.7 else "short"]
    kinds += [rng.choice(("short", "figure", "text", "text")) for _ in range(count - 1)]
    shares = [{"number": 1.0, "figure": 2.0, "short": 2.0, "text": 4.0}[kind] for kind in kinds]
    room = width - 2 * MARGIN - 1.2 * size * count
    left, out = MARGIN + 0.4 * size, []
    for kind, share in zip(kinds, shares, strict=True):
        wide = max(size * (3 if kind != "figure" else 3.5), room * share / sum(shares))
        out.append(_Column(left, wide, kind))
        left += wide + 1.2 * size
    return out


def _drawn(line: str, column: _Column, y: float, size: float) -> Word:
    length = sum(size if glyph >= "\u2e80" else size / 2 for glyph in line)
    x = column.left + (column.width - length if column.kind == "figure" else 0.0)
    return Word(line, x, y, size)


def _prose(rng: random.Random, words: list[list[Word]], y: float, width: float, size: float) -> tuple[float, str]:
    """A paragraph of one or two lines over the page; where it ends and what it reads."""
    ems = int((width - 2 * MARGIN) / size)
    text = ""
    for n in range(rng.randint(1, 2)):
        line = "".join(rng.choice(_HAN) for _ in range(ems - 2 if n == 0 else ems))
        words.append([Word(line, MARGIN + (2 * size if n == 0 else 0), y, size)])
        text += line
        y += 1.6 * size
    return y, text


def _ordered(rng: random.Random, how: str, cells: list[list[list[Word]]]) -> list[Word]:
    """The words of a table's cells, by row and column, as they are drawn."""
    if how == "columns":
        cells = [list(column) for column in zip(*cells, strict=True)]
    words = [word for row in cells for cell in row for word in cell]
    if how in ("lines", "words"):
        rng.shuffle(words)
    return words


def _page(rng: random.Random) -> tuple[Page, str]:
    size = rng.choice((9.0, 10.5, 12.0))
    width, height = rng.choice(((WIDTH, HEIGHT), (HEIGHT, WIDTH)))
    columns = _columns(rng, width, size)
    if columns[-1].left + columns[-1].width > width - MARGIN / 2:
        width, height = max(width, columns[-1].left + columns[-1].width + MARGIN), max(height, 600.0)
    ruled, long = rng.random() < 0.5, rng.random() < 0.5
    pitch = rng.choice((1.2, 1.4, 1.6)) * size
    padding = pitch * rng.choice((0.5, 0.8)) if ruled or long else pitch * rng.choice((0.0, 0.3, 1.0))
    middle = ruled and rng.random() < 0.4
    above: list[list[Word]] = []
    y, text = MARGIN + 20, ""
    if rng.random() < 0.7:
        title = "附件重点任务分解表" + rng.choice(_WORDS)
        above.append([Word(title, MARGIN + rng.choice((60, 120)), y, 16.0)])
        text, y = title, y + 34
    if rng.random() < 0.5:
        y, more = _prose(rng, above, y, width, size)
        text, y = text + more, y + pitch
    top = y
    rules: list[Rule] = []
    cells: list[list[list[Word]]] = []
    right = columns[-1].left + columns[-1].width + 0.4 * size
    for number in range(rng.randint(2, 40)):
        texts = [
            ["序号" if column.kind == "number" else "指标" if column.kind == "figure" else "任务内容"]
            if not number
            else _cell(rng, column, number, size, long)
            for column in columns
        ]
        if not any(texts):
            continue
        tallest = max(len(lines) for lines in texts)
        if y + tallest * pitch + padding > height - MARGIN - 6 * size:
            break
        rules.append((MARGIN, y, right, y))
        row = []
        for column, lines in zip(columns, texts, strict=True):
            first = y + padding / 2 + 0.9 * size + ((tallest - len(lines)) * pitch / 2 if middle else 0.0)
            row.append([_drawn(line, column, first + n * pitch, size) for n, line in enumerate(lines)])
            text += "".join(lines)
        cells.append(row)
        y += tallest * pitch + padding
    rules.append((MARGIN, y, right, y))
    if rng.random() < 0.6:
        edges = [MARGIN, *(column.left - 0.4 * size for column in columns[1:]), right]
        rules += [(x, top, x, y) for x in edges]
    below: list[list[Word]] = []
    if rng.random() < 0.6:
        _, more = _prose(rng, below, y + 2.2 * size, width, size)
        text += more
    words = [word for line in above for word in line]
    words += _ordered(rng, rng.choice(ORDERS), cells)
    words += [word for line in below for word in line]
    return Page(width, height, tuple(words), rng.choice((0, 0, 0, 1, 3)), tuple(rules) if ruled else ()), text


def tables(seed: int) -> Sample:
    """The pages of a seed: the same on every machine."""
    rng = random.Random(f"table {seed}")
    page, text = _page(rng)
    return Sample("table", (page,), text, ())
