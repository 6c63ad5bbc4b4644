# SPDX-License-Identifier: Apache-2.0
"""Tables are read row by row, columns of running text column by column, however the file draws them; lines that run
down are read from the side from which they were written."""

import random
from collections.abc import Sequence

import pytest

from policydiff.ingest.printed.page_layout import Line, Rule, Run
from policydiff.ingest.printed.page_turns import page_lines
from policydiff.reasons.notes import known

EM = 10.0
PLACES = (0.0, 60.0, 240.0, 400.0)
Placed = tuple[str, float, float]


def runs(placed: Sequence[Placed], size: float = EM) -> list[Run]:
    """Runs of text at (x, y), Latin half as wide."""
    return [Run(text, x, x + sum(size if c >= "\u2e80" else size / 2 for c in text), y, size) for text, x, y in placed]


def read(lines: Sequence[Line]) -> str:
    """The text of lines."""
    return "|".join(line.text for line in lines)


def drawn(cells: Sequence[Sequence[Sequence[Placed]]], how: str) -> list[Placed]:
    """The lines of cells, by row and column, in an order of drawing."""
    if how == "columns":
        return [line for column in zip(*cells, strict=True) for cell in column for line in cell]
    if how == "columns from the right":
        return [line for column in reversed(list(zip(*cells, strict=True))) for cell in column for line in cell]
    lines = [line for row in cells for cell in row for line in cell]
    if how == "shuffled":
        random.Random(5).shuffle(lines)
    return lines


def table(rows: Sequence[Sequence[str]], pitch: float, step: float = 14.0) -> list[list[list[Placed]]]:
    """Cells at fixed places; a line break in a cell begins its next line."""
    out, y = [], 0.0
    for row in rows:
        out.append(
            [
                [(line, x, y + n * step) for n, line in enumerate(cell.split("\n")) if line]
                for x, cell in zip(PLACES, row, strict=False)
            ]
        )
        y += pitch + step * (max(cell.count("\n") for cell in row))
    return out


SHORT = [["序号", "任务", "目标"], ["1", "修路", "30公里"], ["2", "植树", "5万株"], ["3", "清淤", "16处"]]
LONG = [
    ["序号", "任务", "单位"],
    ["1", "完成老旧小区综合改造和\n节能改造", "市住房局"],
    ["2", "植树", "市园林和林业管理局会\n同各区"],
    ["3", "建设农村公路三十公里并\n完成养护工作和安全检查\n任务", "市交通局"],
]
EMPTY = [["序号", "任务", "目标"], ["1", "修路", ""], ["2", "", "5万株"], ["3", "清淤", "16处"]]
NARROW = [["项目", "金额"], ["修路", "1,200"], ["植树", "350"]]


@pytest.mark.parametrize("how", ["rows", "columns", "columns from the right", "shuffled"])
@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("rows", [SHORT, LONG, EMPTY, NARROW], ids=["short", "long", "empty cells", "two columns"])
def test_a_table_is_read_row_by_row(rows: Sequence[Sequence[str]], ruled: bool, how: str) -> None:
    """Cells stand in the order of their rows, with a heading over and a paragraph under the table, drawn in any order
    and with rules or without."""
    cells = table(rows, 24.0)
    tops = [min(y for cell in row for _, _, y in cell) for row in cells]
    bottom = max(y for row in cells for cell in row for _, _, y in cell)
    rules: list[Rule] = [(-5.0, 520.0, y - 15.0) for y in tops] + [(-5.0, 520.0, bottom + 6.0)] if ruled else []
    before = [("附件：任务分解表", 100.0, -40.0)]
    after = [("请各有关单位按照以上任务分解表抓好落实，并于每季度末报送进展情况。", 0.0, bottom + 40.0)]
    lines, said = page_lines(runs([*before, *drawn(cells, how), *after]), rules)
    wanted = [line for row in rows for cell in row for line in cell.split("\n") if line]
    assert read(lines).replace("|", "") == before[0][0] + "".join(wanted) + after[0][0]
    assert said == []


def column(text: str, x: float, pitch: float, labels: Sequence[str], width: int = 20) -> list[Placed]:
    """Paragraphs of three lines, the first set in."""
    out: list[Placed] = []
    for label in labels:
        y = len(out) * pitch
        out += [(label + text * (width - 2 - len(label)), x + 2 * EM, y), (text * width, x, y + pitch)]
        out.append((text * 7, x, y + 2 * pitch))
    return out


@pytest.mark.parametrize("pitch", [16.0, 18.0, 20.0])
def test_columns_of_running_text_are_no_table(pitch: float) -> None:
    """Paragraphs beside each other are read column by column, whether their lines are level or not."""
    left, right = column("左", 0.0, 16.0, "一、 二、 三、".split()), column("右", 230.0, pitch, "一、 二、".split())
    lines, _ = page_lines(runs([*left, *right]))
    assert "".join(line.text for line in lines) == "".join(text for text, _, _ in [*left, *right])


def test_a_list_that_goes_on_in_the_next_column_is_no_table() -> None:
    """Labels that count down one column and on in the next show columns."""
    placed = [(f"{n}.{'修路植树清淤'[n % 6]}工程", 0.0 if n < 5 else 200.0, 20.0 * ((n - 1) % 4)) for n in range(1, 9)]
    assert read(page_lines(runs(placed))[0]) == "|".join(text for text, _, _ in placed)


def test_notes_beside_running_text_do_not_cut_it() -> None:
    """Marginal notes that are drawn after the text stay after it."""
    text = [("公开征求意见的正文" * 3, 0.0, 16.0 * n) for n in range(12)]
    notes = [("注一", 300.0, 32.0), ("注二", 300.0, 96.0)]
    assert read(page_lines(runs([*text, *notes]))[0]) == "|".join(text for text, _, _ in [*text, *notes])


def upright(columns: Sequence[str], places: Sequence[float], inset: Sequence[int] = ()) -> list[Run]:
    """Columns of characters that stand below each other, in the order of drawing."""
    out = []
    for number, (text, x) in enumerate(zip(columns, places, strict=True)):
        start = inset[number] if inset else 0
        out += [Run(glyph, x, x + EM, 20.0 + EM * (start + n), EM) for n, glyph in enumerate(text)]
    return out


LABELLED = ["一、加强组织领导工作", "二、落实责任分工方案", "三、做好督促检查总结"]
PARAGRAPHS = ["各区人民政府及有关单", "位请认真落实", "本通知自印发之日起施", "行有效期三年"]


@pytest.mark.parametrize(
    ("columns", "inset", "from_left", "order", "doubt"),
    [
        (LABELLED, (), False, (0, 1, 2), False),
        (LABELLED, (), True, (0, 1, 2), False),
        (LABELLED, (), True, (2, 0, 1), False),
        (LABELLED, (), False, (1, 0, 2), False),
        (PARAGRAPHS, (2, 0, 2, 0), False, (3, 1, 0, 2), False),
        (PARAGRAPHS, (2, 0, 2, 0), True, (3, 1, 0, 2), False),
        (["春回大地千山秀", "日暖神州万木荣"], (), False, (0, 1), False),
        (["春回大地千山秀", "日暖神州万木荣"], (), True, (0, 1), True),
    ],
    ids=[
        "labels from the right",
        "labels from the left",
        "labels from the left, drawn in no order",
        "labels from the right, drawn in no order",
        "paragraphs from the right",
        "paragraphs from the left",
        "drawn from the right",
        "drawn from the left",
    ],
)
def test_the_side_of_vertical_lines(
    columns: Sequence[str], inset: Sequence[int], from_left: bool, order: Sequence[int], doubt: bool
) -> None:
    """Labels and paragraphs show from which side lines that run down are read; where only the order of drawing speaks
    against the right, that is said."""
    places = [100.0 + 20.0 * n if from_left else 300.0 - 20.0 * n for n in range(len(columns))]
    made = upright([columns[n] for n in order], [places[n] for n in order], [inset[n] for n in order] if inset else ())
    lines, said = page_lines(made)
    assert read(lines) == "|".join(columns)
    assert bool(said) == doubt
    assert all(map(known, said))


def test_vertical_lines_without_any_sign_are_said() -> None:
    """Columns drawn in no order, without labels or paragraphs, are read from the right, with a problem."""
    columns = ["春回大地千山秀", "日暖神州万木荣", "风调雨顺五谷丰"]
    lines, said = page_lines(upright(columns, (260.0, 300.0, 280.0)))
    assert read(lines) == "日暖神州万木荣|风调雨顺五谷丰|春回大地千山秀"
    assert len(said) == 1
    assert "taken from the right" in said[0]
    assert known(said[0])


def test_mongolian_is_read_from_the_left() -> None:
    """The script itself tells."""
    words = ["ᠮᠣᠩᠭᠣᠯ", "ᠬᠡᠯᠡ"]
    made = [Run(word, 20.0, 80.0, -100.0 - 20.0 * n, EM, turn=1) for n, word in reversed(list(enumerate(words)))]
    assert read(page_lines(made)[0]) == "|".join(words)
