# SPDX-License-Identifier: Apache-2.0
"""Rows of tables in reports: a cell under the name of its column, and every output names row and column."""

import csv
import io
import json
import re
from html import unescape

import pytest

from policydiff.api import compare
from policydiff.report.build import build
from policydiff.report.formats import Options, Texts, write
from policydiff.report.html import render
from policydiff.report.view import Row

A = (
    "附件\n任务分解表\n序号\t任务\t牵头单位\t完成时限\n1\t建设崂山实验室\t市科技局\t6月\n2\t改造老旧小区\t市住建局\t12月\n"
    "3\t建成5G基站\t市通信管理局\t9月\n各单位抓好落实。"
)
B = A.replace("市通信管理局", "市教育局").replace("市住建局\t12月", "市住建局")


def rows(a: str = A, b: str = B) -> dict[str, Row]:
    """The rows of the report that are rows of the table, by name."""
    return {row.name: row for row in build(compare(a, b), a, b, "zh-Hans").rows if row.cells}


def plain(html: str | None) -> str:
    """The text of a cell without its marks and what they say aloud."""
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r'<span class="vh">[^<]*</span>', "", html or ""))).strip()


def test_cells_stand_under_the_names_of_their_columns() -> None:
    """Each cell of both copies in its column; a cell that a copy lacks is said to be missing there."""
    row = rows()["第2行 改造老旧小区"]

    assert [(cell.name, plain(cell.a), plain(cell.b)) for cell in row.cells] == [
        ("序号", "2", "2"), ("任务", "改造老旧小区", "改造老旧小区"), ("牵头单位", "市住建局", "市住建局"),
        ("完成时限", "12月", ""),
    ]  # fmt: skip
    assert [(cell.has_b, cell.changed) for cell in row.cells] == [(True, False)] * 3 + [(False, True)]


def test_rows_in_which_nothing_tells_are_folded() -> None:
    """Changed rows stand open, the others do not."""
    assert {name: row.open for name, row in rows().items()} == {
        "表头": False, "第1行 建设崂山实验室": False, "第2行 改造老旧小区": True, "第3行 建成5G基站": True
    }  # fmt: skip


def test_columns_in_another_order_stand_in_one() -> None:
    """The cells of a column that moved stand below each other."""
    moved = "\n".join(
        "\t".join((c := line.split("\t"))[:2] + c[:1:-1]) if "\t" in line else line for line in A.split("\n")
    )

    row = rows(A, moved)["第1行 建设崂山实验室"]

    assert all(plain(cell.a) == plain(cell.b) for cell in row.cells)


def test_both_copies_stand_whole_in_the_page() -> None:
    """Every character that is no white space, in panes and in cells."""
    page = render(build(compare(A, B), A, B))
    cells = re.findall(r'<div class="src">(.*?)</div>', page, re.DOTALL)
    shown = sorted("".join("".join(map(plain, cells)).split()))

    assert shown == sorted("".join((A + B).split()))


@pytest.mark.parametrize("lang", ["en", "zh-Hans", "zh-Hant"])
def test_every_output_names_row_and_column(lang: str) -> None:
    """Errata, summary, Markdown and JSON say in which row and under which header a cell differs."""
    comparison, texts, options = compare(A, B), Texts(A, B), Options(lang)
    said = {"en": "row 3", "zh-Hans": "第3行", "zh-Hant": "第3列"}[lang]

    cells = list(csv.reader(io.StringIO(write(comparison, texts, "csv", options).decode("utf-8-sig"))))
    found = json.loads(write(comparison, texts, "json", options))["differences"]

    assert any(said in row[2] and "牵头单位" in row[2] for row in cells)
    for name in ("text", "markdown", "html"):
        assert f"{said} 建成5G基站 · 牵头单位" in write(comparison, texts, name, options).decode()
    assert {"row_a": 3, "row_b": 3, "column_a": "牵头单位", "column_b": "牵头单位"} in [d["table"] for d in found]
    assert "「牵头单位」" in write(comparison, texts, "notes", options).decode()


def test_a_run_of_a_table_is_a_sentence_of_the_notes() -> None:
    """A column that is gone, and a table in the other form, as notes say it."""
    fewer = "\n".join(line.rpartition("\t")[0] if "\t" in line else line for line in A.split("\n"))

    there = write(compare(A, fewer), Texts(A, fewer), "notes", Options("zh-Hans")).decode()
    back = write(compare(fewer, A), Texts(fewer, A), "notes", Options("zh-Hans")).decode()

    assert "甲本有「完成时限」一栏，乙本无。" in there
    assert "甲本无「完成时限」一栏，乙本有。" in back


def test_a_cell_that_moved_is_marked_in_both_columns_and_both_are_named() -> None:
    """Neither text shows where a value went: its old and its new column are marked, and named beside the row."""
    a = A.replace("市住建局\t12月", "市住建局\t")
    b = A.replace("市住建局\t12月", "\t市住建局")
    row = rows(a, b)["第2行 改造老旧小区"]

    assert [cell.name for cell in row.cells if cell.changed] == ["牵头单位", "完成时限"]
    assert "牵头单位 → 完成时限" in write(compare(a, b), Texts(a, b), "text", Options("zh-Hans")).decode()


def test_a_cell_that_moved_is_said_to_have_moved() -> None:
    """What stands in both copies, in another column, moved; notes say from which to which."""
    a = A.replace("市住建局\t12月", "市住建局\t")
    b = A.replace("市住建局\t12月", "\t市住建局")
    found, texts = compare(a, b), Texts(a, b)

    assert "moved cell in another column" in write(found, texts, "text", Options("en")).decode()
    notes = write(found, texts, "notes", Options("zh-Hans")).decode()
    assert "「市住建局」在「牵头单位」栏，乙本在「完成时限」栏。" in notes
