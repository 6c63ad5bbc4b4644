# SPDX-License-Identifier: Apache-2.0
"""Workbooks: rows as lines, numbers as a sheet shows them, what is hidden."""

import io
import zipfile

import pytest
from made.common import kinds, spans_hold, zipped
from made.office import xlsx_package

from policydiff.ingest.xlsx import read_xlsx

ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" t="s"><v>0</v></c></row>'


def test_a_row_is_a_line() -> None:
    """Cells with tabs between; readings beside a string are left out; a text that the workbook lacks is said."""
    rich = "乙</t></si><si><r><t>丙</t></r><r><t>丁</t></r><rPh><t>ピン</t></rPh></si><si><t>"
    cells = '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>9</v></c></row>'
    data = xlsx_package({"一": f"<sheetData>{ROW}{cells}</sheetData>"}, ["RICH"])
    reading = read_xlsx(replaced(data, "RICH", rich))
    assert reading.text == "一\n甲\t乙\n丙丁\t\ufffd"
    assert [problem.code for problem in reading.problems] == ["PD146"]


def replaced(data: bytes, old: str, new: str) -> bytes:
    """A package with a text replaced in all of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return zipped({name: package.read(name).decode().replace(old, new) for name in package.namelist()})


def test_hidden_parts_are_events() -> None:
    """Hidden sheets, rows and columns are set aside with the reason."""
    sheets = {
        "一": f'<cols><col min="2" max="2" hidden="1"/></cols><sheetData>{ROW}<row r="2" hidden="1"><c t="inlineStr"><is><t>密</t></is></c></row></sheetData>',
        "二": f"<sheetData>{ROW}</sheetData>",
    }
    reading = read_xlsx(xlsx_package(sheets, ["乙"], states={"二": "hidden"}))
    assert reading.text == "一\n甲"
    assert kinds(reading)["hidden_text"] == ["乙", "密", "甲\t乙"]
    assert spans_hold(reading)


def test_what_another_program_writes_is_read() -> None:
    """A workbook from openpyxl: strings, a percentage, a date, a multi-line cell."""
    openpyxl = pytest.importorskip("openpyxl")
    from datetime import date

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["序號", "任務", "比例", "時限"])
    sheet.append([1, "建設嶗山實驗室。\n加快突破。", 0.35, date(2023, 1, 30)])
    sheet["C2"].number_format = "0%"
    sheet["D2"].number_format = 'yyyy"年"m"月"d"日"'
    out = io.BytesIO()
    book.save(out)
    assert read_xlsx(out.getvalue()).text == "Sheet\n序號\t任務\t比例\t時限\n1\t建設嶗山實驗室。\n加快突破。\t35%\t2023年1月30日"
