# SPDX-License-Identifier: Apache-2.0
"""PDF and OFD: reading order, wraps, page furniture, what is not seen, scans."""

from collections import Counter
from collections.abc import Sequence

import pytest
from made.common import kinds, paragraphs, spans_hold, zipped
from made.pages import html_paragraphs, html_ruby, html_table, page
from made.printed import OFD, ofd_package, pdf, pdf_line, pdf_notice

from policydiff.errors import InputError
from policydiff.ingest.limits import Limits
from policydiff.ingest.printed.ofd import read_ofd
from policydiff.ingest.printed.page_layout import Run, lines_of
from policydiff.ingest.printed.page_order import in_reading_order
from policydiff.ingest.printed.page_rows import join_rows
from policydiff.ingest.printed.page_ruby import attach_readings
from policydiff.ingest.printed.page_wraps import wraps
from policydiff.ingest.printed.paging import page_furniture
from policydiff.ingest.printed.pdf import read_pdf
from policydiff.ingest.printed.pdf_worker import read as read_raw

EM = 10.0


def runs(*rows: tuple[str, float, float]) -> list[Run]:
    """Runs of text at (x, y), ten points an em."""
    return [Run(text, x, x + EM * len(text), y, EM) for text, x, y in rows]


def order(*rows: tuple[str, float, float]) -> str:
    """The reading order of lines as one string."""
    return "".join(line.text for line in in_reading_order(lines_of(runs(*rows))))


LEFT = [("左" * 20, 0.0, 20.0 * i) for i in range(8)]
RIGHT = [("右" * 20, 230.0, 20.0 * i) for i in range(8)]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([("甲", 0.0, 0.0), ("乙", 0.0, 20.0)], "甲乙"),
        ([("乙", 0.0, 20.0), ("甲", 0.0, 0.0)], "甲乙"),
        (LEFT + RIGHT, "左" * 160 + "右" * 160),
        ([row for pair in zip(LEFT, RIGHT, strict=True) for row in pair], "左" * 160 + "右" * 160),
        (
            [("題" * 42, 0.0, -20.0), *(row for pair in zip(LEFT, RIGHT, strict=True) for row in pair)],
            "題" * 42 + "左" * 160 + "右" * 160,
        ),
        (
            [("1", 0.0, 10.0), ("任務一", 40.0, 0.0), ("任務一續", 40.0, 20.0), ("單位", 200.0, 0.0), ("2", 0.0, 40.0)],
            "1任務一任務一續單位2",
        ),
        (
            [*(("文" * 30, 0.0, 20.0 * i) for i in range(1, 9)), ("眉", 100.0, -40.0), ("腳", 100.0, 300.0)],
            "眉" + "文" * 240 + "腳",
        ),
    ],
)
def test_reading_order(rows: list[tuple[str, float, float]], wanted: str) -> None:
    """Lines, columns in either order of drawing, cells, heads and feet stand where a reader takes them."""
    assert order(*rows) == wanted


def test_a_row_that_goes_over_a_page_is_joined_cell_by_cell() -> None:
    """The end of a cell stands after its beginning, not after its neighbour; a new row and a page of columns stay as
    they are."""
    first = lines_of(runs(("1.", 0, 0), ("任務甲上", 40, 0), ("任務甲中", 40, 20), ("單位甲上", 200, 0)))
    rest = lines_of(
        runs(("任務甲下", 40, 0), ("單位甲下", 200, 0), ("2.", 0, 40), ("任務乙", 40, 40), ("單位乙", 200, 40))
    )
    joined = join_rows([first, rest])
    assert ["".join(line.text for line in lines) for lines in joined] == [
        "1.任務甲上任務甲中任務甲下單位甲上單位甲下",
        "2.任務乙單位乙",
    ]
    new = lines_of(runs(("2.", 0, 0), ("任務乙", 40, 0), ("單位乙", 200, 0)))
    assert join_rows([first, new]) == [first, new]
    columns = lines_of(runs(*LEFT, *RIGHT))
    assert join_rows([columns, columns]) == [columns, columns]


def test_raised_and_lowered_digits_are_marked() -> None:
    """10 with a raised 2 is 10², not 102."""
    base = Run("10", 0, 10, 100, EM)
    raised = Run("2", 10, 13, 96, EM * 0.6)
    lowered = Run("2", 10, 13, 103, EM * 0.6)
    assert [line.text for line in lines_of([base, raised, Run("倍", 13, 23, 100, EM)])] == ["10²倍"]
    assert [line.text for line in lines_of([base, lowered])] == ["10₂"]


@pytest.mark.parametrize("reading", ["xīn", "ㄒㄧㄣ"])
def test_readings_above_a_line_go_into_it(reading: str) -> None:
    """Ruby in print: small letters above a character become a bracketed reading after it."""
    placed = attach_readings(
        [Run("深化新舊動能", 0, 60, 100, EM), Run(reading, 20, 30, 91, 5), Run("轉換", 60, 80, 100, EM)]
    )
    line = lines_of(placed)[0]
    assert line.text == f"深化新({reading})舊動能轉換"
    assert [line.text[first:last] for first, last in line.readings] == [f"({reading})"]


def test_syllables_are_parted_over_their_characters() -> None:
    """Two readings drawn as one word go to two characters."""
    placed = attach_readings([Run("中小企業", 0, 40, 100, EM), Run("zhōngxiǎo", 0, 20, 91, 5)])
    assert lines_of(placed)[0].text == "中(zhōng)小(xiǎo)企業"


def test_wraps_are_said_only_where_the_page_tells() -> None:
    """Full lines before lines at the left edge wrap, where paragraphs are indented; without a sign nothing is said."""
    indented = lines_of(
        runs(("文" * 28, 20, 0), ("文" * 30, 0, 20), ("文" * 9, 0, 40), ("文" * 28, 20, 60), ("文" * 30, 0, 80))
    )
    assert wraps([(0, line) for line in indented]) == [True, True, False, True, False]
    flush = lines_of(runs(("文" * 30, 0, 0), ("文" * 30, 0, 20), ("文" * 30, 0, 40), ("文" * 9, 0, 60)))
    assert wraps([(0, line) for line in flush]) == [False] * 4


def test_a_paragraph_wraps_over_a_page() -> None:
    """A full last line goes on at the left edge of the next page."""
    first = lines_of(runs(("文" * 28, 20, 0), ("文" * 30, 0, 20), ("文" * 9, 0, 40), ("文" * 28, 20, 60)))
    second = lines_of(runs(("文" * 30, 0, 0), ("文" * 9, 0, 20), ("文" * 28, 20, 40), ("文" * 9, 0, 60)))
    assert wraps([*((0, line) for line in first), *((1, line) for line in second)])[3] is True


def paged(*pages: str) -> str:
    """Pages parted as readers part them."""
    return "\n\f".join(pages)


BODY = "一、加強領導\n二、抓好落實\n三、其他事項\n四、組織實施\n五、附則"


@pytest.mark.parametrize(
    ("pages", "numbers", "heads"),
    [
        ([f"{BODY}\n— {n} —" for n in (1, 2, 3)], 3, 0),
        ([f"{BODY}\n{n}" for n in (7, 8, 9)], 3, 0),
        ([f"第{n}頁 共3頁\n{BODY}" for n in (1, 2, 3)], 3, 0),
        ([f"{BODY}\n第{n}页" for n in "一二三"], 3, 0),
        ([f"市政府公報\n{BODY}\n{n}" for n in (1, 2, 3)], 3, 3),
        ([f"2023年第{n}期\n{BODY}" for n in (1, 2, 3)], 0, 3),
        ([f"{'單' if n % 2 else '雙'}頁眉\n{BODY}" for n in range(8)], 0, 8),
        ([BODY, BODY], 0, 0),
        ([f"{BODY}\n{n}" for n in (5, 23, 9)], 0, 0),
        (["甲\n1\n乙", "丙\n丁\n戊\n己", "庚\n辛\n壬\n癸"], 0, 0),
    ],
)
def test_page_numbers_and_running_heads(pages: Sequence[str], numbers: int, heads: int) -> None:
    """What counts with the pages is a number, what stands on half of them a head; a lone figure is neither."""
    text = paged(*pages)
    events = page_furniture(text)
    found = [event.kind for event in events]
    assert (
        found.count("page_number"),
        sum(1 for event in events if event.kind == "running_head" and event.text not in BODY),
    ) == (numbers, heads)
    assert all(text[event.start : event.end] == event.text for event in events)


def test_pdf_pages_have_their_events(plain: list[str]) -> None:
    """Breaks, numbers and heads of every page; the text between is the notice's."""
    reading = read_pdf(pdf_notice(plain))
    found = kinds(reading)
    pages = int(reading.metadata["pages"])
    assert (len(found["page_break"]), len(found["page_number"]), len(found["running_head"])) == (
        pages - 1,
        pages,
        pages,
    )
    assert spans_hold(reading)


@pytest.mark.parametrize(
    ("extra", "kind"),
    [("3 Tr", "hidden_text"), ("1 1 1 rg", "hidden_text"), ("0 0 0 rg", None), ("7 Tr", None)],
    ids=["not drawn", "white", "black", "clip"],
)
def test_text_that_a_pdf_does_not_show(extra: str, kind: str | None) -> None:
    """Invisible and white text beside text that shows is an event."""
    reading = read_pdf(pdf([[pdf_line("公開文字甲乙丙丁", 60, 80), pdf_line("密", 60, 120, 12, extra)]]))
    assert ("密" in reading.text) == (kind is None)
    assert kinds(reading).get("hidden_text", []) == ([] if kind is None else ["密"])


def standing_for(text: str, *lines: str) -> str:
    """Lines whose glyphs are said to stand for this text, as Chromium says it where a font's map says another."""
    return f"/Span <</ActualText <feff{text.encode('utf-16-be').hex()}> >> BDC {' '.join(lines)} EMC"


@pytest.mark.parametrize(
    ("glyphs", "wanted"),
    [
        (standing_for("日", pdf_line("曰", 96, 80)), "截至本日为止"),
        (standing_for("ffi", pdf_line("册", 96, 80)), "截至本ffi为止"),
        (standing_for("葛", pdf_line("葛", 96, 80), pdf_line("亇", 108, 80)), "截至本葛为止"),
        (pdf_line("葛", 96, 80) + pdf_line("葛", 108, 80), "截至本葛葛为止"),
    ],
    ids=["another character", "one glyph for three letters", "two glyphs for one character", "not said"],
)
def test_glyphs_are_what_the_file_says_they_stand_for(glyphs: str, wanted: str) -> None:
    """The text beside the glyphs, once for all that it is said of and on one line; glyphs of which nothing is said are
    themselves, each of them."""
    behind = pdf_line("为止", 120 if "葛葛" in wanted else 108, 80)
    reading = read_pdf(pdf([[pdf_line("截至本", 60, 80), glyphs, behind]]))
    assert "".join(reading.text.split(" ")) == wanted


def test_a_recognized_layer_is_text_and_said() -> None:
    """Where all text lies invisibly under a picture, it is the text, with a problem."""
    reading = read_pdf(pdf([[pdf_line("識別文字", 60, 80, 12, "3 Tr")]], image=True))
    assert (reading.text, reading.metadata["text_layer"]) == ("識別文字", "recognized")
    assert [problem.code for problem in reading.problems] == ["PD147"]


def test_a_scan_is_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no recognizer is installed: no text at all, no text layer; a page among others, a problem with its
    number."""
    monkeypatch.setattr("policydiff.ingest.printed.pdf.can_recognize", lambda: False)
    with pytest.raises(InputError, match="no text layer: 2 pages, 2 images") as caught:
        read_pdf(pdf([[], []], image=True))
    assert caught.value.code == "PD133"
    mixed = read_pdf(pdf([[pdf_line("甲", 60, 80)], []], image=True))
    assert [(problem.code, "no text on 1 of 2 pages: 2" in problem.message) for problem in mixed.problems] == [
        ("PD145", True)
    ]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.4\ntrailer << /Root 1 0 R >>", b"%PDF" + bytes(range(256)) * 20]
)
def test_a_broken_pdf_is_an_input_error(data: bytes) -> None:
    """PD134, whatever the bytes."""
    with pytest.raises(InputError) as caught:
        read_pdf(data)
    assert caught.value.code == "PD134"


@pytest.mark.parametrize(
    ("limits", "option"),
    [(Limits(pages=2), "pages"), (Limits(text_characters=5), "text_characters"), (Limits(file_bytes=99), "file_bytes")],
)
def test_a_pdf_over_a_limit_is_refused(limits: Limits, option: str) -> None:
    """The reason names the option."""
    with pytest.raises(InputError) as caught:
        read_pdf(pdf([[pdf_line("甲乙丙", 60, 80)]] * 3), limits)
    assert (caught.value.code, option in caught.value.cure) == ("PD130", True)


@pytest.mark.parametrize("limits", [Limits(wall_seconds=0), Limits(worker_bytes=32 << 20)])
def test_a_worker_that_does_not_come_back_is_an_error(limits: Limits) -> None:
    """Out of time or of memory: PD135 or a refusal, and the program goes on."""
    with pytest.raises(InputError) as caught:
        read_pdf(pdf_notice(["文" * 200] * 20), limits)
    assert caught.value.code in ("PD130", "PD135")


def test_the_worker_gives_runs() -> None:
    """The worker's own function, in this process: runs with places, facts, counts."""
    answer = read_raw(pdf([[pdf_line("甲乙", 60, 80)]]), 5, 100)
    page_ = answer["pages"][0]  # type: ignore[index]
    assert [run[0] for run in page_["runs"]] == ["甲乙"]
    assert read_raw(pdf([[pdf_line("甲乙", 60, 80)]]), 0, 100) == {"refused": "pages", "value": 1}


def test_ofd_text_is_placed() -> None:
    """Repeats in advances, a matrix, gaps between cells, templates, hidden objects."""
    objects = (
        '<ofd:TextObject Boundary="20 20 100 6" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g 3'
        ' 4">甲乙丙丁</ofd:TextCode></ofd:TextObject><ofd:TextObject Boundary="20 40 100 6" CTM="2 0 0 2 0 0"'
        ' Size="4"><ofd:TextCode X="0" Y="4" DeltaX="4 20 4">戊己庚辛</ofd:TextCode></ofd:TextObject><ofd:TextObject'
        ' Boundary="20 60 9 6" Size="4" Visible="false"><ofd:TextCode X="0" Y="4">密</ofd:TextCode></ofd:TextObject>'
    )
    reading = read_ofd(ofd_package([objects]))
    assert reading.text == "甲乙丙丁\n戊己\t庚辛"
    assert kinds(reading)["hidden_text"] == ["密"]
    assert reading.metadata == {"document.DocID": "1", "document.Creator": "某處", "pages": "1"}


def test_an_ofd_of_pictures_and_one_with_missing_pages() -> None:
    """A scan is an error, a missing page a problem."""
    with pytest.raises(InputError, match="no text layer"):
        read_ofd(ofd_package(["<ofd:ImageObject/>"]))
    text = '<ofd:TextObject Boundary="0 0 9 9" Size="4"><ofd:TextCode X="0" Y="4">甲</ofd:TextCode></ofd:TextObject>'
    parts = {
        "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "D.xml": (
            f'<ofd:Document {OFD}><ofd:Pages><ofd:Page BaseLoc="/a.xml"/><ofd:Page'
            ' BaseLoc="b.xml"/></ofd:Pages></ofd:Document>'
        ),
        "a.xml": f"<ofd:Page {OFD}>{text}</ofd:Page>",
    }
    reading = read_ofd(zipped(parts))
    assert (reading.text, [problem.code for problem in reading.problems]) == ("甲", ["PD145"])


@pytest.mark.browser
@pytest.mark.slow
def test_what_chromium_prints_is_read_back(plain: list[str], annotated: list[str], browser) -> None:  # type: ignore[no-untyped-def]
    """The notice printed by a browser: paragraphs with head and number, ruby above the line, two columns, a table."""
    indented = page("".join(f"<p style='text-indent:2em;margin:0;line-height:1.8'>{line}</p>" for line in plain))
    columns = page(
        "<div style='columns:2'>"
        + "".join(f"<p style='text-indent:2em;margin:0'>{line}</p>" for line in plain)
        + "</div>"
    )
    sheet = browser.new_page()
    head = "<div style='font-size:9px'>某市人民政府公報</div>"
    foot = "<div style='font-size:9px'>— <span class=pageNumber></span> —</div>"

    def printed(source: str, **options: object) -> bytes:
        sheet.set_content(source)
        return bytes(
            sheet.pdf(format="A4", margin={"top": "2cm", "bottom": "2cm", "left": "2cm", "right": "2cm"}, **options)
        )

    framed = read_pdf(printed(indented, display_header_footer=True, header_template=head, footer_template=foot))
    assert "".join(paragraphs(framed)) == "".join("".join(plain).split())
    assert set(kinds(framed)["running_head"]) == {"某市人民政府公報"}
    ruby = read_pdf(printed(html_ruby(annotated)))
    assert "".join(ruby.text.split()) == "".join("".join(annotated).split())
    assert len(kinds(ruby)["ruby"]) == 398
    assert "".join(read_pdf(printed(columns)).text.split()) == "".join("".join(plain).split())
    table = read_pdf(printed(html_table(plain)))
    assert "".join(table.text.split()) == "".join("".join(plain).split())
    for copy, source in ((plain, html_paragraphs(plain)), (annotated, html_table(annotated))):
        reading = read_pdf(printed(source))
        assert not Counter("".join("".join(copy).split())) - Counter(reading.text)
        assert spans_hold(reading)
