# SPDX-License-Identifier: Apache-2.0
"""Tables that the lines of a page show: their cells, those that go over several, and what stands in each."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from made.drawn import Font, Pdf

from policydiff.ingest.printed.page_lattice import lattices
from policydiff.ingest.printed.page_layout import Line, Run
from policydiff.ingest.printed.page_turns import page_lines
from policydiff.ingest.printed.paged import Sheet, write_pages
from policydiff.ingest.printed.pdf import read_pdf
from policydiff.ingest.reading import TextBuilder
from policydiff.model import ReadingEvent
from policydiff.tabular import Grid

EM = 10.0
Placed = tuple[str, float, float]
Lines = list[tuple[float, float, float]]
XS, YS = (0.0, 40.0, 140.0, 240.0), (0.0, 30.0, 60.0, 90.0)
ACROSS: Lines = [(0.0, 240.0, y) for y in YS]
DOWN: Lines = [(0.0, 90.0, x) for x in XS]


def runs(*placed: Placed) -> list[Run]:
    """Runs of text at (x, y), Latin half as wide."""
    return [Run(text, x, x + sum(EM if c >= "\u2e80" else EM / 2 for c in text), y, EM) for text, x, y in placed]


def told(lines: Sequence[Line]) -> list[tuple[str, int, int, int, int]]:
    """Text, row, column and spans of the lines that stand in cells."""
    return [
        (line.text, line.cell.row, line.cell.column, line.cell.rows, line.cell.columns) for line in lines if line.cell
    ]


def written(*sheets: Sheet) -> tuple[str, tuple[ReadingEvent, ...], tuple[Grid, ...]]:
    """The text of pages, its events and its tables."""
    builder = TextBuilder()
    text, events = write_pages(sheets, builder)
    return text, events, builder.grids


def test_cells_are_read_each_by_itself() -> None:
    """Neighbours that nearly touch stay apart, lines of a cell stay together, and a cell over several rows is read in
    the first of them wherever its text stands."""
    down = [(0.0, 90.0, 0.0), (0.0, 90.0, 40.0), (0.0, 90.0, 140.0), (0.0, 90.0, 240.0)]
    across = [(0.0, 240.0, 0.0), (0.0, 240.0, 30.0), (40.0, 240.0, 60.0), (0.0, 240.0, 90.0)]
    placed = runs(
        ("类别", 5, 18), ("任务", 45, 18), ("单位", 145, 18),
        ("建设工程实验室项目", 48, 48), ("市科技", 141, 42), ("局", 141, 54),
        ("产业", 5, 64), ("植树", 45, 78), ("市园林局", 145, 78),
    )  # fmt: skip

    lines, doubts = page_lines(placed, across, down)

    assert told(lines) == [
        ("类别", 0, 0, 1, 1), ("任务", 0, 1, 1, 1), ("单位", 0, 2, 1, 1),
        ("产业", 1, 0, 2, 1), ("建设工程实验室项目", 1, 1, 1, 1), ("市科技", 1, 2, 1, 1), ("局", 1, 2, 1, 1),
        ("植树", 2, 1, 1, 1), ("市园林局", 2, 2, 1, 1),
    ]  # fmt: skip
    assert doubts == []


@pytest.mark.parametrize(
    ("across", "down"),
    [
        (ACROSS, DOWN),
        (
            [(x, x + 3.0, y) for y in YS for x in range(0, 240, 4)],
            [(y, y + 3.0, x) for x in XS for y in range(0, 90, 4)],
        ),
        ([*ACROSS, *((0.0, 240.0, y + 2.0) for y in YS)], [*DOWN, *((0.0, 92.0, x + 2.0) for x in XS)]),
        (ACROSS, DOWN[1:-1]),
        (ACROSS[:-1], DOWN),
        (
            [(x + 1.5, z - 1.5, y + d) for x, z in pairwise(XS) for y in YS for d in (-1.5, 1.5)],
            [(y + 1.5, z - 1.5, x + d) for y, z in pairwise(YS) for x in XS for d in (-1.5, 1.5)],
        ),
    ],
    ids=["whole", "dashed", "double", "no lines at the sides", "no line below", "a frame for each cell"],
)
def test_lines_make_the_same_cells_however_they_are_drawn(across: Lines, down: Lines) -> None:
    """Three rows and three columns, of lines of any kind; the figure's own edges close it."""
    (lattice,) = lattices(across, down, 4.5)

    assert [(box.row, box.column, box.rows, box.columns) for box in lattice.boxes] == [
        (row, column, 1, 1) for row in range(3) for column in range(3)
    ]


def test_a_line_under_words_parts_no_cell() -> None:
    """What touches no other line is none of the table's."""
    (lattice,) = lattices([*ACROSS, (52.0, 120.0, 45.0)], DOWN, 4.5)

    assert len(lattice.boxes) == 9


@pytest.mark.parametrize(
    "placed",
    [
        [(c, 6.0 + 20 * (n % 3), 16.0 + 20 * (n // 3)) for n, c in enumerate("关于做好防汛抗旱工作通知")],
        [("两行文字从一格写到另一格中去" * 2, 5.0, 18.0 + 30 * n) for n in range(3)],
    ],
    ids=["paper for writing", "text over the lines"],
)
def test_lines_behind_text_are_no_table(placed: Sequence[Placed]) -> None:
    """A field for each character, or text that goes over the lines: the page is read as without them."""
    small = [20.0 * n for n in range(5)]
    if len(placed[0][0]) == 1:
        across, down = [(0.0, 80.0, y) for y in small], [(0.0, 80.0, x) for x in small]
    else:
        across, down = ACROSS, DOWN

    lines, _ = page_lines(runs(*placed), across, down)

    assert told(lines) == []


def test_a_table_laid_on_its_side_has_the_rows_that_it_is_read_in() -> None:
    """Text that runs down the page in a table that is turned with it."""
    rows = [["序号", "任务"], ["一", "植树"]]
    made = [
        Run(text, 20.0 + 60 * column, 20.0 + 60 * column + EM * len(text), -100.0 + 30 * row, EM, turn=1)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    across, down = [(50.0, 110.0, y) for y in (10.0, 70.0, 130.0)], [(10.0, 130.0, x) for x in (50.0, 80.0, 110.0)]

    lines, _ = page_lines(made, across, down)

    assert told(lines) == [("序号", 0, 0, 1, 1), ("任务", 0, 1, 1, 1), ("一", 1, 0, 1, 1), ("植树", 1, 1, 1, 1)]


def _page(rows: Sequence[Sequence[str]], top: float = 0.0) -> Sheet:
    """A page with a ruled table; a line break in a cell begins its next line, which lie 12 apart."""
    placed: list[Placed] = []
    ys = [top]
    for row in rows:
        for x, text in zip(XS, row, strict=False):
            placed += [(line, x + 3, ys[-1] + 12 + 12 * n) for n, line in enumerate(text.split("\n")) if line]
        ys.append(ys[-1] + 6 + 12 * max(text.count("\n") + 1 for text in row))
    down = [(ys[0], ys[-1], x) for x in XS]
    return Sheet(runs(*placed), (), [(0.0, 240.0, y) for y in ys], down)


HEADER = ("序号", "任务", "牵头单位")


def test_a_table_that_goes_on_over_a_page_is_one() -> None:
    """Rows of the next page are numbered on, a last row alone on its page among them."""
    first = _page([HEADER, ("1", "植树造林", "市园林局"), ("2", "修路", "市交通局")])
    text, _, grids = written(first, _page([("3", "清淤", "市水务局")]))

    (grid,) = grids
    assert [(text[c.start : c.end], c.row, c.column) for c in grid.cells][-3:] == [
        ("3", 3, 0), ("清淤", 3, 1), ("市水务局", 3, 2),
    ]  # fmt: skip


def test_a_row_that_goes_on_over_a_page_is_one() -> None:
    """What the next page has of its cells, the header that stands again passed over, stands behind their beginnings."""
    first = _page([HEADER, ("1", "植树", "市园林局"), ("2", "完成老旧小区综合改", "市住房城乡建设局会")])
    text, _, grids = written(first, _page([HEADER, ("", "造任务", "同各区"), ("3", "清淤", "市水务局")]))

    cells = [(text[c.start : c.end].replace("\n", ""), c.column) for c in grids[0].cells]
    assert ("完成老旧小区综合改造任务", 1) in cells
    assert ("市住房城乡建设局会同各区", 2) in cells
    assert cells[-3:] == [("3", 0), ("清淤", 1), ("市水务局", 2)]


def test_rows_of_a_merged_cell_on_the_next_page_are_no_rest_of_a_row() -> None:
    """A row whose first column is empty since a cell goes on there begins a row all the same."""
    first = _page([("类别", "任务", "牵头单位"), ("民生", "植树", "市园林局")])
    text, _, grids = written(first, _page([("", "修路", "市交通局"), ("", "清淤", "市水务局")]))

    assert [text[c.start : c.end] for c in grids[0].cells][-5:] == ["市园林局", "修路", "市交通局", "清淤", "市水务局"]


def test_rows_at_the_edges_of_pages_are_no_page_heads() -> None:
    """Alike but for their figures they stand at the foot of page after page; their text is text."""
    pages = [_page([(str(3 * p + n), f"第{3 * p + n}项任务", "市财政局") for n in range(3)]) for p in range(4)]

    _, events, _ = written(*pages)

    assert not {"running_head", "page_number"} & {event.kind for event in events}


def test_figures_in_a_narrow_cell_stand_on_lines_of_their_own() -> None:
    """Two figures that would have stood on one line are two; a word at the cell's edge goes on."""
    text, events, _ = written(_page([HEADER, ("1", "12\n34", "市住房城乡建设局会\n同各区")]))

    wraps = [text[event.start - 1 : event.end + 1] for event in events if event.kind == "line_wrap"]
    assert wraps == ["会\n同"]


RULED = {
    "strokes": b"60 740 m 300 740 l S 60 710 m 300 710 l S 60 680 m 300 680 l S"
    b" 60 740 m 60 680 l S 150 740 m 150 680 l S 300 740 m 300 680 l S",
    "thin rectangles in one path": b"60 740 240 .5 re 60 710 240 .5 re 60 680 240 .5 re 60 680 .5 60 re"
    b" 150 680 .5 60 re 300 680 .5 60 re f",
    "frames": b"60 710 90 30 re S 150 710 150 30 re S 60 680 90 30 re S 150 680 150 30 re S",
}


@pytest.mark.parametrize("nested", [False, True], ids=["on the page", "in nested forms"])
@pytest.mark.parametrize("how", RULED)
def test_lines_of_a_pdf_make_cells(how: str, nested: bool) -> None:
    """Drawn as strokes, as thin rectangles, as frames, on the page or in forms within forms; a piece of text that is
    drawn over a line is cut there."""
    pdf, font = Pdf(), Font()
    lines = RULED[how]
    shown = b"BT /F 10 Tf 1 0 0 1 110 720 Tm [%s -200 %s] TJ 1 0 0 1 110 690 Tm %s Tj 1 0 0 1 160 690 Tm %s Tj ET" % (
        font.shown("任务甲乙"), font.shown("牵头单位"), font.shown("植树"), font.shown("市园林局"),
    )  # fmt: skip
    number = font.put(pdf)
    resources = b"/Font << /F %d 0 R >>" % number
    if nested:
        entries = b" /Type /XObject /Subtype /Form /BBox [0 0 600 850]"
        inner = pdf.stream(lines, entries + b" /Matrix [.5 0 0 .5 0 0]")
        outer = pdf.stream(b"2 0 0 2 0 0 cm /I Do", entries + b" /Resources << /XObject << /I %d 0 R >> >>" % inner)
        resources += b" /XObject << /O %d 0 R >>" % outer
        lines = b"/O Do"
    pdf.page(b"q %s Q %s" % (lines, shown), resources)

    reading = read_pdf(pdf.file())

    (grid,) = reading.grids
    assert [(reading.text[c.start : c.end], c.row, c.column) for c in grid.cells] == [
        ("任务甲乙", 0, 0), ("牵头单位", 0, 1), ("植树", 1, 0), ("市园林局", 1, 1),
    ]  # fmt: skip
