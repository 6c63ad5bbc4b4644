# SPDX-License-Identifier: Apache-2.0
"""What a PDF can show (ISO 32000-2), and what becomes of it."""

import io
from collections.abc import Callable

import pytest
from made.drawn import Font, Pdf
from made.shown import Shown, assert_shown
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

LINES = (
    "某市人民政府关于做好防汛工作的通知",
    "各区人民政府：",
    "现将有关事项通知如下。",
    "一、全面排查隐患，落实责任。",
    "二、加强值班值守。",
)
FILE = "/Subtype /FileAttachment /FS << /Type /Filespec /F (a.txt) /EF << /F EMBEDDED >> >>"


def line(
    font: Font,
    text: str,
    x: float,
    y: float,
    matrix: str = "1 0 0 1",
    more: str = "",
    name: str = "F1",
    size: float = 12,
) -> bytes:
    """Operators that draw a line."""
    return f"BT /{name} {size} Tf {more} {matrix} {x} {y} Tm ".encode() + font.shown(text) + b" Tj ET\n"


def body(font: Font) -> bytes:
    """The lines that every file has."""
    return b"".join(line(font, text, 80, 760 - 24 * number) for number, text in enumerate(LINES))


def page(
    pdf: Pdf, operators: bytes, font: Font, resources: bytes = b"", entries: bytes = b"", more: bytes = b""
) -> None:
    """A page with the lines of every file and more."""
    pdf.page(body(font) + operators, b"/Font << /F1 %d 0 R %s >> %s" % (font.put(pdf), more, resources), entries)


def drawn(
    matrix: str = "1 0 0 1", more: str = "", entries: bytes = b"", before: bytes = b"", size: float = 12
) -> Callable[[str], bytes]:
    """A file whose page draws the word with a matrix and other operators before it."""

    def make(word: str) -> bytes:
        pdf, font = Pdf(), Font()
        page(pdf, before + line(font, word, 200, 300, matrix, more, size=size), font, entries=entries)
        return pdf.file()

    return make


def down(word: str) -> bytes:
    """Characters drawn one by one below each other."""
    pdf, font = Pdf(), Font()
    text = "关于防汛工作的事项" + word
    pdf.page(
        b"".join(line(font, c, 300, 700 - 14 * i) for i, c in enumerate(text)),
        b"/Font << /F1 %d 0 R >>" % font.put(pdf),
    )
    return pdf.file()


def vertical(word: str) -> bytes:
    """A font that writes downwards (UniGB-UTF16-V)."""
    pdf = Pdf()
    font = pdf.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UTF16-V /DescendantFonts [ << /Type /Font"
        b" /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4"
        b" >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >> ] >>"
    )
    shown = b"".join(
        b"BT /F1 12 Tf 1 0 0 1 %d 760 Tm <%s> Tj ET\n" % (500 - 24 * i, text.encode("utf-16-be").hex().encode())
        for i, text in enumerate((*LINES, word))
    )
    pdf.page(shown, b"/Font << /F1 %d 0 R >>" % font)
    return pdf.file()


def form(word: str) -> bytes:
    """Text in a form XObject that is moved."""
    pdf, font = Pdf(), Font()
    inner = line(font, word, 0, 0)
    number = font.put(pdf)
    held = pdf.stream(
        inner,
        b"/Type /XObject /Subtype /Form /BBox [0 -10 200 20] /Matrix [1 0 0 1 80 400] /Resources << /Font << /F1 %d 0 R"
        b" >> >>" % number,
    )
    page(pdf, b"/X1 Do\n", font, b"/XObject << /X1 %d 0 R >>" % held)
    return pdf.file()


def mixed(word: str) -> bytes:
    """The pieces of one line drawn in another order than they are read."""
    pdf, font = Pdf(), Font()
    pieces = [line(font, c, 200 + 12 * i, 300) for i, c in enumerate(word)]
    page(pdf, b"".join(reversed(pieces)), font)
    return pdf.file()


def columnwise(word: str) -> bytes:
    """A table whose file draws one column after the other."""
    pdf, font = Pdf(), Font()
    columns = (("序号", "1", "2"), ("任务", word[:2], "植树"), ("目标", word[2:], "五万株"))
    cells = [
        line(font, text, 100 + 80 * place, 300 - 24 * row)
        for place, column in enumerate(columns)
        for row, text in enumerate(column)
    ]
    page(pdf, b"".join(cells), font)
    return pdf.file()


def annotated(entries: str, appearance: bool = False, catalog: str = "", text: bool = True) -> Callable[[str], bytes]:
    """An annotation; `WORD` in its entries is the word as a text string, and its appearance draws it if asked."""

    def make(word: str) -> bytes:
        pdf, font = Pdf(), Font()
        inner = line(font, word, 4, 6)
        number = font.put(pdf)
        fonts = b"/Resources << /Font << /F1 %d 0 R >> >>" % number
        look = b""
        if appearance:
            look = b"/AP << /N %d 0 R >>" % pdf.stream(
                inner, b"/Type /XObject /Subtype /Form /BBox [0 0 120 20] " + fonts
            )
        string = b"<feff" + word.encode("utf-16-be").hex().encode() + b">"
        given = entries.encode().replace(b"WORD", string)
        if b"EMBEDDED" in given:
            given = given.replace(b"EMBEDDED", b"%d 0 R" % pdf.stream(word.encode(), b"/Type /EmbeddedFile"))
        note = pdf.add(b"<< /Type /Annot /Rect [80 400 200 420] /F 4 %s %s >>" % (given, look))
        page(pdf, b"", font, entries=b"/Annots [%d 0 R]" % note)
        return pdf.file(
            f"/AcroForm << /Fields [{note} 0 R] /DA (/F1 12 Tf 0 g) >>".encode()
            if "/FT" in entries
            else catalog.encode()
        )

    return make


def attached(word: str) -> bytes:
    """A file beside the pages."""
    pdf, font = Pdf(), Font()
    page(pdf, b"", font)
    held = pdf.stream(word.encode(), b"/Type /EmbeddedFile")
    return pdf.file(
        b"/Names << /EmbeddedFiles << /Names [(a.txt) << /Type /Filespec /F (a.txt) /UF (a.txt) /EF << /F %d 0 R >> >>]"
        b" >> >>" % held
    )


def pixels(word: str) -> bytes:
    """A picture of 32 by 32 pixels that depends on a word."""
    seed = sum(map(ord, word))
    return bytes((i * seed) % 251 for i in range(32 * 32))


def picture(operators: bytes, text: bool = True, ocr: bool = False, first: bool = False) -> Callable[[str], bytes]:
    """A picture of the word on a page with text, or without."""

    def make(word: str) -> bytes:
        pdf, font = Pdf(), Font()
        image = pdf.stream(
            pixels("甲" if ocr else word),
            b"/Type /XObject /Subtype /Image /Width 32 /Height 32 /ColorSpace /DeviceGray /BitsPerComponent 8",
        )
        resources = b"/XObject << /I1 %d 0 R >>" % image
        if first:
            page(pdf, b"", font)
        if ocr:
            content = operators + line(font, "识别" + word, 80, 300, more="3 Tr")
            pdf.page(content, b"/Font << /F1 %d 0 R >> %s" % (font.put(pdf), resources))
        elif text:
            page(pdf, operators, font, resources)
        else:
            pdf.page(operators, resources)
        return pdf.file()

    return make


def inline(word: str) -> bytes:
    """A picture written into the page's own operators."""
    pdf, font = Pdf(), Font()
    data = pixels(word).hex().encode() + b">"
    page(pdf, b"q 400 0 0 300 80 200 cm BI /W 32 /H 32 /CS /G /BPC 8 /F /AHx ID " + data + b"\nEI Q\n", font)
    return pdf.file()


def outlines(word: str) -> bytes:
    """Characters drawn as shapes."""
    pdf, font = Pdf(), Font()
    shapes = b""
    for i in range(40):
        x, y = 80 + (i % 10) * 40, 200 + (i // 10) * 60
        bend = (ord(word[i % len(word)]) + i) % 17
        shapes += f"{x} {y} m {x + 20} {y + bend} l {x + 20} {y + 20} l ".encode()
        shapes += b"".join(f"{x + k} {y + 20 - (k % 3) * 3} l ".encode() for k in range(18, 0, -2)) + b"h f\n"
    page(pdf, shapes, font)
    return pdf.file()


def unmapped(word: str) -> bytes:
    """A font without a character map, whose glyphs are boxes of another height for each character."""
    pdf, font, bare = Pdf(), Font(), Font("Bare", mapped=False)
    shown = line(bare, word, 80, 300, name="F2") + b"".join(
        f"{80 + 20 * i} 340 10 {ord(c) % 40} re f\n".encode() for i, c in enumerate(word)
    )
    number = bare.put(pdf)
    page(pdf, shown, font, more=b"/F2 %d 0 R" % number)
    return pdf.file()


def heads(word: str) -> bytes:
    """A line at the top of every page."""
    pdf, font = Pdf(), Font()
    content = [
        line(font, word, 250, 810)
        + line(font, f"第{'一二三四'[n]}部分的全部任务内容", 80, 700)
        + line(font, "完成工作" * (n + 2), 80, 676)
        for n in range(4)
    ]
    number = font.put(pdf)
    for operators in content:
        pdf.page(operators, b"/Font << /F1 %d 0 R >>" % number)
    return pdf.file()


def locked(word: str) -> bytes:
    """A file that opens with a password alone."""
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret"))
    canvas.drawString(80, 700, str(len(word)))
    canvas.save()
    return out.getvalue()


PDF = [
    Shown("text in a line", "read", drawn(), "9.4.3"),
    Shown("text on a page that the viewer turns", "read", drawn("0 1 -1 0", entries=b"/Rotate 90"), "7.7.3.3"),
    Shown("upright text on a page that the viewer turns", "read", drawn(entries=b"/Rotate 270"), "7.7.3.3"),
    Shown("text laid on its side", "read", drawn("0 1 -1 0"), "9.4.4"),
    Shown("text upside down", "read", drawn("-1 0 0 -1"), "9.4.4"),
    Shown("characters placed below each other", "read", down, "9.4.2"),
    Shown("a font that writes downwards", "read", vertical, "9.7.4.3"),
    Shown("letter-spaced text", "read", drawn(more="5 Tc"), "9.3.2"),
    Shown("pieces of a line drawn in another order", "read", mixed, "9.4.4"),
    Shown("a table drawn column by column", "read", columnwise, "9.4.4"),
    Shown("text drawn as outlines of a font", "read", drawn(more="1 Tr"), "9.3.6"),
    Shown(
        "white text on a coloured ground",
        "read",
        drawn(more="1 1 1 rg", before=b"0 0.2 0.5 rg 190 290 100 30 re f 0 g\n"),
        "8.5.3",
    ),
    Shown("text in a form XObject", "read", form, "8.10"),
    Shown(
        "recognized text laid under a picture", "read", picture(b"q 500 0 0 700 40 40 cm /I1 Do Q\n", ocr=True), "9.3.6"
    ),
    Shown(
        "value of a text field",
        "read",
        annotated("/Subtype /Widget /FT /Tx /T (f) /V WORD", appearance=True),
        "12.7.5.3",
    ),
    Shown(
        "value of a text field that brings no drawing",
        "read",
        annotated("/Subtype /Widget /FT /Tx /T (f) /V WORD"),
        "12.7.5.3",
    ),
    Shown(
        "chosen option of a choice field",
        "read",
        annotated("/Subtype /Widget /FT /Ch /Ff 131072 /T (f) /Opt [(a) WORD] /V WORD"),
        "12.7.5.4",
    ),
    Shown(
        "text typed onto the page",
        "read",
        annotated("/Subtype /FreeText /DA (/F1 12 Tf) /Contents WORD", appearance=True),
        "12.5.6.6",
    ),
    Shown(
        "text typed onto the page that brings no drawing",
        "read",
        annotated("/Subtype /FreeText /DA (/F1 12 Tf) /Contents WORD"),
        "12.5.6.6",
    ),
    Shown("a running head", "page", heads, "14.8.2.2"),
    Shown("slanted text", "event", drawn("0.7 0.7 -0.7 0.7", size=40), "9.4.4"),
    Shown("a watermark laid over the page", "event", annotated("/Subtype /Watermark", appearance=True), "12.5.6.22"),
    Shown("a stamp", "event", annotated("/Subtype /Stamp", appearance=True), "12.5.6.12"),
    Shown("a sticky note", "event", annotated("/Subtype /Text /Contents WORD"), "12.5.6.4"),
    Shown(
        "a remark on marked text",
        "event",
        annotated("/Subtype /Highlight /QuadPoints [80 420 200 420 80 400 200 400] /Contents WORD"),
        "12.5.6.10",
    ),
    Shown(
        "text of a visible signature",
        "event",
        annotated("/Subtype /Widget /FT /Sig /T (s)", appearance=True),
        "12.7.5.5",
    ),
    Shown("a large picture", "event", picture(b"q 400 0 0 300 80 200 cm /I1 Do Q\n"), "8.9.5", unreadable=True),
    Shown("a large picture in the page's operators", "event", inline, "8.9.7", unreadable=True),
    Shown(
        "a page that is a picture, among others",
        "event",
        picture(b"q 500 0 0 700 40 40 cm /I1 Do Q\n", text=False, first=True),
        "8.9.5",
        unreadable=True,
    ),
    Shown("text drawn as shapes over an eighth of the page", "event", outlines, "8.5.3", unreadable=True),
    Shown("glyphs that the file gives no characters", "event", unmapped, "9.10.2", unreadable=True),
    Shown("a file attached to a place of the page", "event", annotated(FILE), "12.5.6.15", unreadable=True),
    Shown("a file attached to the document", "event", attached, "7.11.4", unreadable=True),
    Shown(
        "pages that are pictures only", "refused", picture(b"q 500 0 0 700 40 40 cm /I1 Do Q\n", text=False), "8.9.5"
    ),
    Shown("a file locked by a password", "refused", locked, "7.6"),
]
TABLES = {"PDF": PDF}


@pytest.mark.parametrize("row", PDF, ids=lambda row: row.what)
def test_all_that_a_pdf_shows_is_read_or_said(row: Shown) -> None:
    """What a page shows is in the text, or in an event that a comparison hears of."""
    assert_shown(row, "copy.pdf")
