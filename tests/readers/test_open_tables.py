# SPDX-License-Identifier: Apache-2.0
"""Tables whose lines all run from left to right: their columns and rows, and what between such lines is none."""

from collections.abc import Sequence

import pytest
from made.drawn import pdf_of
from made.random_ofd import ofd_of
from made.random_pages import Page, Sample, Word

from policydiff import compare
from policydiff.ingest.printed.page_layout import Line, Run
from policydiff.ingest.printed.page_turns import page_lines
from policydiff.ingest.printed.paged import Sheet, write_pages
from policydiff.ingest.reading import TextBuilder

EM = 12.0
LEFT, RIGHT = 50.0, 500.0
Placed = tuple[str, float, float]
XS = (56.0, 92.0, 236.0, 352.0, 429.0)
HEADER = ("序号", "任务", "牵头单位", "2024年金额", "2025年金额")
ROWS = (
    ("1", "完成老旧小区综合改造任\n务三百二十个", "市住房城乡建设局\n市财政局", "1200", "1500"),
    ("2", "新建口袋公园五十个", "市园林局", "300", ""),
    ("3", "建设崂山实验室二期工程\n并投入运行", "市科技局会同崂山\n区人民政府", "", "8000"),
)
WANTED = [[text.replace("\n", "") for text in row] for row in (HEADER, *ROWS)]
TEXT = "现将今年重点任务下达给你们，请认真组织实施，确保按期完成。" * 3


def runs(placed: Sequence[Placed]) -> list[Run]:
    """Runs of text at (x, y), Latin half as wide."""
    return [Run(text, x, x + sum(EM if c >= "\u2e80" else EM / 2 for c in text), y, EM) for text, x, y in placed]


def rules(*heights: float) -> list[tuple[float, float, float]]:
    """Lines of one length."""
    return [(LEFT, RIGHT, y) for y in heights]


def set_out(
    rows: Sequence[Sequence[str]], top: float = 100.0, padding: float = 6.0, middle: bool = False
) -> tuple[list[Placed], list[float]]:
    """Rows with a header and the heights of lines over it, under it and under the last row."""
    placed: list[Placed] = []
    heights = [top]
    y = top
    for n, row in enumerate(rows):
        tall = max(text.count("\n") + 1 for text in row)
        for x, text in zip(XS, row, strict=False):
            lines = text.split("\n")
            start = y + padding / 2 + 14 + (17 * (tall - len(lines)) / 2 if middle else 0)
            placed += [(line, x, start + 17 * at) for at, line in enumerate(lines) if line]
        y += 17 * tall + padding
        if n in (0, len(rows) - 1):
            heights.append(y)
    return placed, heights


def cells(lines: Sequence[Line]) -> list[list[str]]:
    """The text of each row, cell by cell."""
    found: dict[tuple[int, int], dict[int, str]] = {}
    for line in lines:
        if line.cell:
            row = found.setdefault((line.cell.table, line.cell.row), {})
            row[line.cell.column] = row.get(line.cell.column, "") + line.text
    return [[row.get(column, "") for column in range(len(HEADER))] for row in found.values()]


@pytest.mark.parametrize(
    ("padding", "middle"), [(6.0, False), (6.0, True), (0.0, False)], ids=["wider between rows", "middle", "no wider"]
)
def test_cells_of_wrapped_rows(padding: float, middle: bool) -> None:
    """Columns by what stays blank; rows by distances, else by the first column."""
    placed, heights = set_out((HEADER, *ROWS), padding=padding, middle=middle)

    lines, _ = page_lines(runs([(TEXT[:30], 60, 60), *placed, (TEXT[:30], 60, 400)]), rules(*heights))

    assert cells(lines) == WANTED
    assert [line.text for line in lines if line.cell is None] == [TEXT[:30]] * 2


def test_headers_on_two_lines_stand_over_one_column() -> None:
    """The rest of a header under its first line is no header under another."""
    wrapped = (*HEADER[:3], "2024年金\n额", "2025年金\n额")
    placed, heights = set_out((wrapped, *ROWS))

    lines, _ = page_lines(runs(placed), rules(*heights))

    assert cells(lines) == WANTED


def test_a_line_under_each_row_parts_rows() -> None:
    """Labels in the middle of rows as high as their distance apart."""
    placed, heights = set_out((HEADER, *ROWS), padding=0.0, middle=True)
    lines, _ = page_lines(runs(placed), rules(*heights, heights[1] + 34, heights[1] + 51))

    assert cells(lines) == WANTED


def test_headers_over_headers_and_headings_over_rows() -> None:
    """A header over two others goes over their columns, those beside it over both rows of headers; a heading in the
    table over all columns."""
    placed: list[Placed] = [
        ("金额", 395, 114), ("序号", 56, 124), ("任务", 92, 124), ("2024年", 352, 134), ("2025年", 429, 134),
        ("一、民生实事类重点任务由市住房城乡建设局牵头", 56, 160),
        ("1", 56, 183), ("老旧小区综合改造任务", 92, 183), ("1200", 352, 183), ("1500", 429, 183),
        ("2", 56, 206), ("口袋公园", 92, 206), ("300", 429, 206),
    ]  # fmt: skip

    lines, _ = page_lines(runs(placed), rules(100, 143, 215))

    assert [(c.row, c.column, c.rows, c.columns) for line in lines if (c := line.cell)] == [
        (0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (1, 2, 1, 1), (1, 3, 1, 1), (2, 0, 1, 4),
        (3, 0, 1, 1), (3, 1, 1, 1), (3, 2, 1, 1), (3, 3, 1, 1), (4, 0, 1, 1), (4, 1, 1, 1), (4, 3, 1, 1),
    ]  # fmt: skip


def test_two_tables_on_a_page_are_two() -> None:
    """A caption between them is of neither, although lines of one length stand over and under it."""
    first, heights = set_out((HEADER, *ROWS))
    second, more = set_out((HEADER, *ROWS), top=heights[-1] + 30)

    lines, _ = page_lines(runs([*first, ("表2其他任务", 240, heights[-1] + 20), *second]), rules(*heights, *more))

    assert cells(lines) == [*WANTED, *WANTED]


def test_a_table_that_goes_on_over_a_page_is_one() -> None:
    """No line stands under its last row on the first page; the page's number is none of its rows."""
    first, heights = set_out((HEADER, *ROWS))
    second, more = set_out((HEADER, ("4", "清淤", "市水务局", "5", "6")), top=40)
    builder = TextBuilder()

    text, _ = write_pages(
        [Sheet(runs([*first, ("- 1 -", 260, 800)]), (), rules(*heights[:2])), Sheet(runs(second), (), rules(*more))],
        builder,
    )

    (grid,) = builder.grids
    assert [text[cell.start : cell.end] for cell in grid.cells][-5:] == ["4", "清淤", "市水务局", "5", "6"]


@pytest.mark.parametrize("closed", [True, False])
def test_rows_on_a_page_without_the_header_are_of_the_table(closed: bool) -> None:
    """The columns are those of the page before, down to the line that closes the table, or to the end of the page; a
    page of text begins no rows."""
    first, heights = set_out((HEADER, *ROWS))
    rest, more = set_out([("4", "清淤", "市水务局", "", "6"), ("5", "植树造林", "市园林局", "7", "")], top=40)
    after = [("请各单位抓好落实，每季度末报告。", 74.0, 200.0)] if closed else []
    sheets = [
        Sheet(runs([*first, ("- 1 -", 260, 800)]), (), rules(*heights[:2])),
        Sheet(runs([*rest, *after]), (), rules(*more[-1:] if closed else ())),
        Sheet(runs([(TEXT[:36], 56, 60), (TEXT[36:70], 56, 77)]), (), ()),
    ]
    builder = TextBuilder()

    text, _ = write_pages(sheets, builder)

    (grid,) = builder.grids
    assert [(text[c.start : c.end], c.row, c.column) for c in grid.cells][-8:] == [
        ("4", 4, 0), ("清淤", 4, 1), ("市水务局", 4, 2), ("6", 4, 4),
        ("5", 5, 0), ("植树造林", 5, 1), ("市园林局", 5, 2), ("7", 5, 3),
    ]  # fmt: skip


def _set(xs: Sequence[float], wide: int) -> list[Placed]:
    """Text in columns that share their baselines, paragraphs set in by two characters."""
    return [
        (TEXT[n : n + wide - 2], x + 2 * EM, 140 + 17.0 * n) if n % 4 == 0 else (TEXT[n : n + wide], x, 140 + 17.0 * n)
        for n in range(16)
        for x in xs
    ]


@pytest.mark.parametrize(
    ("placed", "heights"),
    [
        (
            [("青政发〔2025〕3号", 220, 95), *((TEXT[:36], 56.0, 130 + 17.0 * n) for n in range(6)),
             ("市人民政府", 400, 260), ("抄送：市委各部门，市政协办公室。", 60, 293),
             ("市人民政府办公室", 60, 314), ("2025年3月1日印发", 380, 314)],
            (100, 279, 300, 320),
        ),
        ([("市人民政府公报", 60, 115), ("2025年第3期", 420, 115), *_set((56, 290), 17)], (100, 121, 420)),
        ([("市政府公报", 60, 115), ("第3期", 250, 115), ("2版", 430, 115),
          *_set((52, 206, 360), 11)], (100, 121, 420)),
        (
            [("甲方（盖章）", 60, 115), ("乙方（盖章）", 300, 115), ("市人民政府", 60, 140), ("海洋集团公司", 300, 140),
             ("代表签字：", 60, 163), ("代表签字：", 300, 163), ("日期：", 60, 186), ("日期：", 300, 186)],
            (100, 122, 195),
        ),
        ([("市财政局", 60, 115), ("市审计局", 300, 115), (TEXT[:36], 56, 140), (TEXT[36:70], 56, 157)],
         (100, 122, 170)),
        ([("姓名：", 60, 115), ("单位：", 300, 115), ("张三", 60, 140), ("市财政局", 300, 140), ("李四", 60, 163),
          ("市审计局", 300, 163)], (100, 122, 170)),
    ],
    ids=["letterhead", "two columns", "three columns", "signatures", "text", "labels"],
)  # fmt: skip
def test_what_is_no_table(placed: Sequence[Placed], heights: Sequence[float]) -> None:
    """A red head with its line and the lines of who gets it, columns of text, signatures, text, labels to be filled
    in."""
    lines, _ = page_lines(runs(placed), rules(*heights))

    assert cells(lines) == []


@pytest.mark.parametrize("kind", ["pdf", "ofd"])
def test_a_figure_in_another_column_is_told(kind: str) -> None:
    """The text is the same, and still another year has the money."""
    other = [(*row[:3], *(row[:2:-1] if n == 1 else row[3:])) for n, row in enumerate(ROWS)]
    made = []
    for rows in (ROWS, other):
        placed, heights = set_out((HEADER, *rows))
        words = [Word("重点任务表", 200, 60, 18), *(Word(text, x, y, EM) for text, x, y in placed)]
        page = Page(595, 842, tuple(words), 0, tuple((LEFT, y, RIGHT, y) for y in heights))
        made.append(pdf_of([page]) if kind == "pdf" else ofd_of(Sample("table", (page,), "", ()), 1))

    found = compare(made[0], made[1])

    assert [d.kind for d in found.differences] == ["cell_moved"]
