# SPDX-License-Identifier: Apache-2.0
"""Where the cells of a table stand: each reader records them with their text, row, column and spans."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "quality"))

from seeded_tables import Cell, Sheet
from table_files import FORMATS

from policydiff.ingest.read import read

SHEET = Sheet(
    headers=(
        (Cell("类别", 1, 2), Cell("任务", 1, 2), Cell("责任分工", 2), None),
        (None, None, Cell("牵头单位"), Cell("配合单位")),
    ),
    rows=(
        (Cell("产业", 1, 2), Cell("建设实验室"), Cell("市科技局"), Cell("市财政局")),
        (None, Cell("培育企业"), Cell("市工信局"), Cell("")),
        (Cell("民生"), Cell("建设公园"), Cell("市园林局"), Cell("市财政局")),
    ),
    title=1,
    names=("类别", "任务", "牵头单位", "配合单位"),
)
MARKED = [name for name in FORMATS if name not in ("tabs", "bars")]


@pytest.mark.parametrize("name", MARKED)
def test_cells_are_recorded_where_they_stand(name: str) -> None:
    """Text, row and column of each cell, and over how many columns and rows it goes; empty cells leave none."""
    witness = read(FORMATS[name](SHEET), name="a")
    (grid,) = witness.grids
    cells = [(witness.text[c.start : c.end], c.column, c.columns, c.rows) for c in grid.cells]
    first = next(n for n, cell in enumerate(cells) if cell[0] == "类别")

    assert cells[first : first + 14] == [
        ("类别", 0, 1, 2), ("任务", 1, 1, 2), ("责任分工", 2, 2, 1), ("牵头单位", 2, 1, 1), ("配合单位", 3, 1, 1),
        ("产业", 0, 1, 2), ("建设实验室", 1, 1, 1), ("市科技局", 2, 1, 1), ("市财政局", 3, 1, 1), ("培育企业", 1, 1, 1),
        ("市工信局", 2, 1, 1), ("民生", 0, 1, 1), ("建设公园", 1, 1, 1), ("市园林局", 2, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("name", MARKED)
def test_rows_of_a_grid_follow_each_other(name: str) -> None:
    """Cells stand row by row, from the left, and do not overlap."""
    (grid,) = read(FORMATS[name](SHEET), name="a").grids

    assert list(grid.cells) == sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    assert all(one.end <= other.start for one, other in zip(grid.cells, grid.cells[1:], strict=False))


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>一栏</td></tr><tr><td>一栏</td></tr></table>",
        "<table><tr><td>联系人</td><td>张三</td></tr></table>",
        "<p>没有表格</p>",
    ],
    ids=["one column", "one row", "none"],
)
def test_what_has_no_two_rows_and_columns_is_no_table(body: str) -> None:
    """A table of one column or of one row sets out a page."""
    page = f'<html><head><meta charset="utf-8"></head><body><p>通知</p>{body}</body></html>'

    assert read(page.encode(), name="a.html").grids == ()


def test_a_header_that_the_file_marks_is_known() -> None:
    """Rows in a head of HTML are headers."""
    page = (
        '<html><head><meta charset="utf-8"></head><body><table><thead><tr><td>甲</td><td>乙</td></tr></thead><tbody>'
        "<tr><td>丙</td><td>丁</td></tr><tr><td>戊</td><td>己</td></tr></tbody></table></body></html>"
    )

    (grid,) = read(page.encode(), name="a.html").grids

    assert grid.headers == 1
