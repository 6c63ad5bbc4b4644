# SPDX-License-Identifier: Apache-2.0
"""Order, readings and spacing of printed pages follow what is seen, not how it is drawn."""

from collections.abc import Sequence

import pytest
from made.drawn import Font, Pdf
from made.printed import pdf, pdf_line

from policydiff import read
from policydiff.ingest.printed.page_layout import Run, lines_of
from policydiff.ingest.printed.page_order import in_reading_order
from policydiff.ingest.printed.page_ruby import attach_readings
from policydiff.ingest.printed.page_turns import page_lines
from policydiff.ingest.printed.pdf import read_pdf

EM = 10.0


def placed(*rows: tuple[str, float, float]) -> list[Run]:
    """Runs of text at (x, y), ten points an em, Latin half as wide."""
    return [Run(text, x, x + sum(EM if c >= "\u2e80" else EM / 2 for c in text), y, EM) for text, x, y in rows]


ENTRIES = [
    ("一章", 0.0, 0.0),
    ("总则的上半行", 60.0, 0.0),
    ("二章", 0.0, 36.0),
    ("总则的下半行", 60.0, 18.0),
    ("细则的上半行", 60.0, 36.0),
    ("细则的下半行", 60.0, 54.0),
]
CENTRED = [("1", 0.0, 18.0), *((f"甲单位第{n}行", 60.0, 18.0 * i) for i, n in enumerate("一二三"))]
CENTRED += [("2", 0.0, 72.0), *((f"乙单位第{n}行", 60.0, 54.0 + 18.0 * i) for i, n in enumerate("一二三"))]


@pytest.mark.parametrize(
    ("rows", "rules", "wanted"),
    [
        (ENTRIES, [], "一章总则的上半行总则的下半行二章细则的上半行细则的下半行"),
        (
            CENTRED,
            [(0.0, 200.0, y - 12.0) for y in (0.0, 54.0, 108.0)],
            "1甲单位第一行甲单位第二行甲单位第三行2乙单位第一行乙单位第二行乙单位第三行",
        ),
        (
            [("二、抓好落实", 0.0, 40.0), ("一、加强领导", 0.0, 20.0), ("三、其他", 0.0, 60.0)],
            [],
            "一、加强领导二、抓好落实三、其他",
        ),
        (
            [("左栏", 0.0, 20.0), ("推广应用", 35.0, 0.0), ("APP", 20.0, 0.0), ("全面", 0.0, 0.0)],
            [],
            "全面APP推广应用左栏",
        ),
        (
            [("目标", 120.0, 0.0), ("任务", 60.0, 0.0), ("序号", 0.0, 0.0), ("一", 0.0, 20.0), ("修路", 60.0, 20.0)],
            [],
            "序号任务目标一修路",
        ),
    ],
    ids=[
        "label before the last line of the entry above",
        "labels in the middle of ruled rows",
        "a line drawn early",
        "pieces of a line",
        "cells of a row",
    ],
)
def test_order_is_as_seen(
    rows: Sequence[tuple[str, float, float]], rules: list[tuple[float, float, float]], wanted: str
) -> None:
    """A line that is drawn too early waits for those above it; a label in the middle of its row stays at its
    beginning."""
    assert "".join(line.text for line in in_reading_order(lines_of(placed(*rows)), rules)) == wanted


@pytest.mark.parametrize(
    ("above", "wanted"),
    [
        ([Run("APP", 10, 25, 91, 5)], None),
        ([Run("gōng", 10, 20, 80, EM)], None),
        ([Run("shān", 10, 20, 91, 5)], "安全(shān)生产"),
        ([Run("不得", 10, 20, 91, 5)], None),
        ([Run("qu", 10, 14, 91, 5), Run("á", 14, 17, 91.2, 5), Run("n", 17, 20, 91, 5)], "安全(quán)生产"),
        ([Run("quán", 10, 20, 106, 5)], "安全(quán)生产"),
        ([Run("quánshēng", 9, 31, 91, 5)], "安全(quán)生(shēng)产"),
        ([Run("ㄑㄩㄢˊㄕㄥ", 6, 34, 91, 5)], "安全(ㄑㄩㄢˊ)生(ㄕㄥ)产"),
    ],
    ids=[
        "a word",
        "as large as its base",
        "another character's",
        "Han characters",
        "two fonts",
        "under the line",
        "two in one",
        "zhuyin without gaps",
    ],
)
def test_only_readings_become_readings(above: list[Run], wanted: str | None) -> None:
    """A reading is smaller than its base and one that it has; all else stays text, in brackets where it is another
    character's reading."""
    lines = lines_of(attach_readings([*above, Run("安全生产", 0, 40, 100, EM)]))
    assert [line.text for line in lines][-1] == (wanted or "安全生产")
    readings = [line.text[first:last] for line in lines for first, last in line.readings]
    assert bool(readings) == (wanted is not None and "shān" not in wanted)
    assert wanted is not None or lines[0].text == "".join(run.text for run in above)


@pytest.mark.parametrize(
    ("runs", "wanted"),
    [
        (
            [
                Run("达到", 0, 20, 0, EM, spacing=0.0),
                Run("9", 20, 25, 0, EM),
                Run("5", 30, 35, 0, EM),
                Run("%", 40, 48, 0, EM),
                Run("。", 53, 63, 0, EM),
            ],
            "达到95%。",
        ),
        ([Run("GPS", 0, 15, 0, EM), Run("LPR", 18, 33, 0, EM)], "GPS LPR"),
    ],
)
def test_letter_spacing_is_no_blank(runs: list[Run], wanted: str) -> None:
    """Equal gaps around single glyphs are spacing; a gap between words is a blank."""
    assert [line.text for line in lines_of(runs)] == [wanted]


def test_a_sideways_label_stands_before_its_row() -> None:
    """Text that runs up beside a table is read where it begins on the page."""
    rows = [
        *placed(("任务分解表", 20, 0), ("一号任务", 20, 30), ("二号任务", 20, 60)),
        Run("年度目标", -60, -20, 10, EM, turn=3),
    ]
    assert "".join(line.text for line in page_lines(rows)[0]) == "任务分解表年度目标一号任务二号任务"


@pytest.mark.parametrize(
    "prefix", [b"\xef\xbb\xbf", b"\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n", b"\r\n" * 20]
)
def test_bytes_before_a_pdf_do_not_hide_it(prefix: bytes) -> None:
    """A byte order mark or a printer's commands within the first 1,024 bytes are passed over, as viewers do."""
    assert read(prefix + pdf([[pdf_line("甲乙丙丁", 60, 80)]]), "copy.pdf").text == "甲乙丙丁"
    assert read("附件为 %PDF-1.7 格式".encode(), "copy.txt").text == "附件为 %PDF-1.7 格式"


def test_check_boxes_are_read_as_they_show() -> None:
    """A tick stands in the line of its box."""
    made, font = Pdf(), Font()
    operators = b"BT /F1 12 Tf 1 0 0 1 80 700 Tm " + font.shown("是否完成：") + b" Tj ET"
    look = made.stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 12 12]")
    boxes = [
        made.add(
            b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (c%d) /V /%s /AS /%s /F 4 /Rect [%d 698 %d 710] /AP << /N <<"
            b" /Yes %d 0 R /Off %d 0 R >> >> >>"
            % (number, state, state, 160 + 40 * number, 172 + 40 * number, look, look)
        )
        for number, state in enumerate((b"Yes", b"Off"))
    ]
    fields = b" ".join(b"%d 0 R" % box for box in boxes)
    made.page(operators, b"/Font << /F1 %d 0 R >>" % font.put(made), b"/Annots [%s]" % fields)
    assert "".join(read_pdf(made.file(b"/AcroForm << /Fields [%s] >>" % fields)).text.split()) == "是否完成：☑☐"


def test_a_scanned_page_with_its_text_among_others_is_read() -> None:
    """The invisible text under a page's picture is that page's text, said to be recognized, though other pages have
    their own."""
    made, font = Pdf(), Font()
    image = made.stream(
        bytes(range(256)) * 4,
        b"/Type /XObject /Subtype /Image /Width 32 /Height 32 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    shown = b"".join(
        b"BT /F1 12 Tf 1 0 0 1 80 %d Tm " % (700 - 20 * n) + font.shown("公开的正文" * 4) + b" Tj ET\n"
        for n in range(5)
    )
    under = (
        b"q 500 0 0 700 40 40 cm /I1 Do Q BT /F1 12 Tf 3 Tr 1 0 0 1 80 600 Tm " + font.shown("识别的文字") + b" Tj ET"
    )
    resources = b"/Font << /F1 %d 0 R >> /XObject << /I1 %d 0 R >>" % (font.put(made), image)
    made.page(shown, resources)
    made.page(under, resources)
    reading = read_pdf(made.file())
    assert "识别的文字" in reading.text
    assert [problem.code for problem in reading.problems] == ["PD147"]


def test_text_in_a_font_that_no_one_has_is_read() -> None:
    """Glyphs that stand alone, and equal ones at one left edge, are read where PDFium passes them over."""
    made, font = Pdf(), Font("Nowhere")
    operators = b"".join(
        b"BT /F1 12 Tf 0 1 -1 0 %d 300 Tm " % (200 + 20 * n) + font.shown("。") + b" Tj ET\n" for n in range(3)
    )
    operators += b"".join(
        b"BT /F1 12 Tf 1 0 0 1 300 %d Tm " % (300 + 40 * n) + font.shown("，") + b" Tj ET\n" for n in range(3)
    )
    made.page(operators, b"/Font << /F1 %d 0 R >>" % font.put(made))
    text = read_pdf(made.file()).text
    assert (text.count("。"), text.count("，")) == (3, 3)


def test_figures_side_by_side_in_a_vertical_line_stay_together() -> None:
    """Upright figures that share one place of a line that runs down are one number, whatever the file draws between
    them."""
    column = [Run(char, 100, 100 + EM, 10 + EM * place, EM) for place, char in enumerate("投资比例达到")]
    figures = [Run("9", 100, 105, 70, EM), Run("。", 100, 110, 80, EM), Run("5", 105, 110, 70, EM)]
    assert "".join(line.text for line in page_lines([*column, *figures])[0]) == "投资比例达到95。"


@pytest.mark.parametrize(
    ("above", "wanted"),
    [("Chóngqìng", "重(Chóng)庆(qìng)合作"), ("Chongqing", "重(Chong)庆(qing)合作"), ("CHONGQING", None)],
)
def test_a_reading_may_begin_with_a_capital(above: str, wanted: str | None) -> None:
    """A name's reading is a reading; capitals without tones are an abbreviation, which stays text."""
    lines = lines_of(attach_readings([Run(above, 0, 22, 91, 5), Run("重庆合作", 0, 40, 100, EM)]))
    assert [line.text for line in lines if "重" in line.text] == [wanted or "重庆合作"]
