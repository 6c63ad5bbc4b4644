# SPDX-License-Identifier: Apache-2.0
"""Workbooks: rows as lines, numbers as a sheet shows them, what is hidden."""

import io
import zipfile

import pytest
from made.common import kinds, spans_hold, zipped
from made.office import SHEET, anchored, control_shape, inline, sheet_rows, text_shape, xlsx_package, xlsx_parts

from policydiff import compare, read
from policydiff.ingest.office.xlsx import read_xlsx
from policydiff.ingest.reading import Reading

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
        "一": (
            f'<cols><col min="2" max="2" hidden="1"/></cols><sheetData>{ROW}<row r="2" hidden="1"><c'
            ' t="inlineStr"><is><t>密</t></is></c></row></sheetData>'
        ),
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
    assert (
        read_xlsx(out.getvalue()).text
        == "Sheet\n序號\t任務\t比例\t時限\n1\t建設嶗山實驗室。\n加快突破。\t35%\t2023年1月30日"
    )


def one(content: str, styles: str = "") -> Reading:
    """Read a workbook with one sheet of this content."""
    return read_xlsx(xlsx_parts(content, styles=styles))


def test_names_of_sheets_are_of_the_page() -> None:
    """Two workbooks that differ in a sheet's name alone are equivalent, a workbook against its text too; a word in a
    cell tells."""
    rows = sheet_rows(inline("A1", "关于下达专项资金的通知"), inline("A2", "一、市教育局100万元。"))
    a, b = (read(xlsx_package({name: rows}), "a.xlsx") for name in ("表一", "附表"))
    found = compare(a, b)
    assert (found.verdict, {difference.class_ for difference in found.differences}) == ("equivalent", {"page"})
    assert compare(a, "关于下达专项资金的通知\n一、市教育局100万元。").verdict == "equivalent"
    assert compare(a, read(xlsx_package({"表一": rows.replace("100", "900")}), "c.xlsx")).verdict == "different"


@pytest.mark.parametrize(
    ("content", "text", "hidden"),
    [
        (
            sheet_rows(inline("A1", "甲") + inline("B1", "密")) + '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
            "表\n甲",
            ["密"],
        ),
        (sheet_rows(inline("A1", "甲") + inline("B1", "密", ' s="1"')), "表\n甲", ["密"]),
        (sheet_rows(inline("A1", "甲") + inline("B1", "乙", ' s="1"')) + "<tableParts/>", "表\n甲\t乙", []),
        (sheet_rows(inline("A1", "甲") + '<c r="B1" s="2"><v>5</v></c>'), "表\n甲", ["5"]),
        (sheet_rows(inline("A1", "甲") + '<c r="B1" s="2"><v>0</v></c>'), "表\n甲", []),
        (
            '<cols><col min="2" max="3" width="0"/></cols>' + sheet_rows(inline("A1", "甲") + inline("C1", "密")),
            "表\n甲",
            ["密"],
        ),
        (sheet_rows(inline("A1", "甲")) + "<!-- -->", "表\n甲", []),
    ],
)
def test_what_a_sheet_does_not_show_is_hidden_text(content: str, text: str, hidden: list[str]) -> None:
    """Under a merged cell, white on white unless a table or a condition colours the cells, by a format that shows
    nothing."""
    styles = (
        '<numFmts><numFmt numFmtId="200" formatCode=";;;"/></numFmts><fonts><font/><font><color'
        ' rgb="FFFFFFFF"/></font></fonts><cellXfs><xf/><xf fontId="1"/><xf numFmtId="200"/></cellXfs>'
    )
    reading = one(content, styles)
    assert (reading.text, kinds(reading).get("hidden_text", [])) == (text, hidden)
    assert spans_hold(reading)


def test_cells_stand_in_the_order_in_which_they_are_seen() -> None:
    """Rows and cells that a file has in another order are put where the sheet shows them."""
    rows = (
        '<sheetData><row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row'
        f' r="1">{inline("A1", "甲")}</row></sheetData>'
    )
    assert one(rows).text == "表\n甲\n3\t4"


def test_what_lies_over_the_cells_follows_its_row() -> None:
    """A text box, a picture and a remark stand after the row that they are anchored at."""
    shapes = anchored(text_shape("盒"), 0)
    parts: dict[str, str | bytes] = {"xl/drawings/d.xml": shapes}
    rows = sheet_rows(inline("A1", "甲"), inline("A2", "乙")) + '<drawing r:id="r1"/>'
    reading = read_xlsx(xlsx_parts(rows, [("drawing", "../drawings/d.xml")], parts))
    assert reading.text == "表\n甲\n盒\n乙"
    assert kinds(reading)["text_box"] == ["盒"]
    hidden = read_xlsx(
        xlsx_parts(
            rows, [("drawing", "../drawings/d.xml")], {"xl/drawings/d.xml": anchored(text_shape("密", ' hidden="1"'))}
        )
    )
    assert (hidden.text, kinds(hidden)["hidden_text"]) == ("表\n甲\n乙", ["密"])


@pytest.mark.parametrize(
    ("kind", "held", "wanted"),
    [
        ("Checkbox", "<x:Checked>1</x:Checked>", "☑ 同意"),
        ("Checkbox", "", "☐ 同意"),
        ("Checkbox", "<x:Checked>2</x:Checked>", "▣ 同意"),
        ("Radio", "<x:Checked>1</x:Checked>", "◉ 同意"),
        ("Button", "", "同意"),
    ],
)
def test_a_check_box_has_its_state(kind: str, held: str, wanted: str) -> None:
    """The state stands before the caption; a newer drawing that repeats the control is not read a second time."""
    twin = text_shape("同意").replace(
        '<xdr:cNvPr id="2" name="s"/>',
        '<xdr:cNvPr id="2" name="s"><a:extLst><a:ext><a14:compatExt xmlns:a14="a"'
        ' spid="_x0000_s1025"/></a:ext></a:extLst></xdr:cNvPr>',
    )
    parts: dict[str, str | bytes] = {"xl/d/c.vml": control_shape(kind, "同意", held), "xl/d/d.xml": anchored(twin)}
    rows = sheet_rows(inline("A1", "甲")) + '<drawing r:id="r2"/><legacyDrawing r:id="r1"/>'
    assert (
        read_xlsx(xlsx_parts(rows, [("vmlDrawing", "../d/c.vml"), ("drawing", "../d/d.xml")], parts)).text
        == f"表\n甲\n{wanted}"
    )


def test_page_headers_are_lines_of_the_page() -> None:
    """Codes for fonts, page numbers and dates are no text, & stands for itself, the sheet's name is written out."""
    header = "&amp;L&amp;&quot;宋体,常规&quot;&amp;14某市&amp;A &amp;D&amp;R甲&amp;&amp;乙"
    marks = f"<headerFooter><oddHeader>{header}</oddHeader><oddFooter>&amp;C- &amp;P+1 -</oddFooter>"
    reading = one(sheet_rows(inline("A1", "甲")) + marks + "<evenHeader>丙</evenHeader></headerFooter>")
    assert reading.text == "表\n某市表 甲&乙\n甲"
    assert kinds(reading)["running_head"] == ["某市表 甲&乙"]


def test_remarks_say_whose_they_are() -> None:
    """A thread of remarks is read once, not again from the copy for older programs."""
    listed = "".join(
        f"<comment ref='{ref}'><text><t>{text}</t></text></comment>"
        for ref, text in (("A1", "[Threaded comment] 甲"), ("B2", "乙"))
    )
    old = f"<comments {SHEET}><commentList>{listed}</commentList></comments>"
    new = "<T xmlns='t'><threadedComment ref='A1'><text>甲</text></threadedComment></T>"
    reading = read_xlsx(
        xlsx_parts(
            sheet_rows(inline("A1", "文")),
            [("comments", "../c.xml"), ("threadedComment", "../t.xml")],
            {"xl/c.xml": old, "xl/t.xml": new},
        )
    )
    assert [(event.text, event.note) for event in reading.events if event.kind == "comment"] == [
        ("甲", "remark of cell A1"),
        ("乙", "remark of cell B2"),
    ]


def test_digits_that_not_every_program_shows_are_said() -> None:
    """Excel shows a long whole number as a power of ten, other programs in full: the digits are an event."""
    reading = one(sheet_rows('<c r="A1"><v>123456789012</v></c>' + '<c r="B1"><v>1234567890123456789</v></c>'))
    assert reading.text == "表\n1.23457E+11\t1.23457E+18"
    assert kinds(reading)["outside_text"] == ["123456789012"]


def test_raised_digits_and_escapes() -> None:
    """10 with a raised 2 is 10², and an escaped character is that character."""
    cell = (
        "<c r='A1' t='inlineStr'><is><r><t>10</t></r><r><rPr><vertAlign"
        " val='superscript'/></rPr><t>2</t></r><r><t>米_x000D_乙_x005F_x</t></r></is></c>"
    )
    assert one(sheet_rows(cell)).text == "表\n10²米\n乙_x"


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" s="99"><v>1</v></c>',
        '<c r="A1" t="d"><v>2023-01-30T12:00:00</v></c>',
        '<c r="A1" t="d"><v>x</v></c>',
        '<c r="ZZZZZ1"><v>1</v></c>',
        '<c r="A1" t="s"><v>x</v></c>',
        '<c r="A1" t="b"><v>1</v></c>',
        '<c r="A1" t="e"><v>#N/A</v></c>',
        "<c><f/></c>",
    ],
)
def test_odd_cells_are_read(cell: str) -> None:
    """A cell that breaks the rules gives some text and never an error."""
    assert isinstance(one(sheet_rows(inline("A1", "甲"), cell)).text, str)


def test_a_merged_area_of_everything_takes_no_time() -> None:
    """Merged cells over all rows again and again are looked at up to a bound."""
    ranges = '<mergeCell ref="A1:XFD1048576"/>' * 50
    assert one(sheet_rows(inline("A1", "甲")) + f"<mergeCells>{ranges}</mergeCells>").text == "表\n甲"
