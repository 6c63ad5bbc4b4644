# SPDX-License-Identifier: Apache-2.0
"""The ways in which decisions come back: each tells of all that tells in a comparison that it is to be changed."""

import csv
import io
from pathlib import Path

import msgspec
from openpyxl import load_workbook

from policydiff.decisions.writing import decided
from policydiff.model import TELLING, Comparison
from policydiff.report.formats import Options, Texts, write


def telling(found: Comparison) -> list[str]:
    """The ids of what tells, in order."""
    return [difference.id for difference in found.differences if difference.class_ in TELLING]


def by_file(found: Comparison, texts: Texts, folder: Path) -> Path:
    """What the report saves."""
    made = decided(found, (texts.a, texts.b), dict.fromkeys(telling(found), "change"))
    (folder / "d.json").write_bytes(msgspec.json.encode(made))
    return folder / "d.json"


def by_table(found: Comparison, texts: Texts, folder: Path) -> Path:
    """A table filled in by hand."""
    rows = list(csv.reader(io.StringIO(write(found, texts, "csv", Options("zh-Hans")).decode("utf-8-sig"))))
    for row in rows[1:]:
        if {*row[rows[0].index("编号")].split()} & {*telling(found)}:
            row[rows[0].index("处理")] = "改"
    with (folder / "d.csv").open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    return folder / "d.csv"


def by_workbook(found: Comparison, texts: Texts, folder: Path) -> Path:
    """A workbook filled in by hand, as a spreadsheet saves it."""
    book = load_workbook(io.BytesIO(write(found, texts, "xlsx", Options("zh-Hant"))))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    for row in range(2, sheet.max_row + 1):
        ids = str(sheet.cell(row, heads.index("編號") + 1).value or "").split()
        if {*ids} & {*telling(found)}:
            sheet.cell(row, heads.index("處理") + 1, "改")
    book.save(folder / "d.xlsx")
    return folder / "d.xlsx"
