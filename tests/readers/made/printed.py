# SPDX-License-Identifier: Apache-2.0
"""The lines of a notice as printed pages: OFD and PDF."""

import html
import zlib
from collections.abc import Sequence

from made.common import zipped

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
TEMPLATE = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
OFD_WIDTH = 38
OFD_LINES = 30
HEAD = "某市人民政府公報"
"""The running head of the pages of a notice."""


def _ofd_text(number: int, text: str, x: float, y: float, size: float = 4.2) -> str:
    delta = f' DeltaX="g {len(text) - 1} {size}"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{x} {y} 170 6" Size="{size}" Font="3"><ofd:FillColor Value="0 0 0"/>'
        f'<ofd:TextCode X="0" Y="4"{delta}>{html.escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_package(pages: Sequence[str], template: str = "") -> bytes:
    """An OFD file whose pages hold these objects."""
    files: dict[str, str | bytes] = {
        "OFD.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {OFD} Version="1.0"'
            ' DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
            "<ofd:Creator>某處</ofd:Creator></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f"<ofd:Document {OFD}><ofd:CommonData>{TEMPLATE if template else ''}</ofd:CommonData><ofd:Pages>"
            + "".join(f'<ofd:Page ID="{100 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
            + "</ofd:Pages></ofd:Document>"
        ),
    }
    use = '<ofd:Template TemplateID="9"/>' if template else ""
    for i, objects in enumerate(pages):
        files[f"Doc_0/Pages/Page_{i}/Content.xml"] = (
            f'<ofd:Page {OFD}>{use}<ofd:Content><ofd:Layer ID="5">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    if template:
        files["Doc_0/Tpls/Tpl_0/Content.xml"] = (
            f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{template}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(files)


def ofd(lines: Sequence[str], head: str = HEAD) -> bytes:
    """Paragraphs wrapped to the width of the page, a page number below, a running head from a template."""
    rows: list[tuple[str, float]] = []
    for line in lines:
        body, indent = line, 8.4
        while body:
            room = OFD_WIDTH - (2 if indent else 0)
            rows.append((body[:room], 20 + indent))
            body, indent = body[room:], 0.0
    pages = []
    for i in range(0, len(rows), OFD_LINES):
        objects = [_ofd_text(1000 + n, text, x, 30 + 8 * n) for n, (text, x) in enumerate(rows[i : i + OFD_LINES])]
        pages.append("".join([*objects, _ofd_text(1, f"— {i // OFD_LINES + 1} —", 100, 285)]))
    return ofd_package(pages, _ofd_text(7, head, 90, 15) if head else "")


# PDF


def pdf_line(text: str, x: float, y: float, size: float = 12, extra: str = "") -> str:
    """Drawing operators for one line; `y` counts from the top of an A4 page, `extra` goes before the text."""
    return f"BT /F1 {size} Tf {extra} 1 0 0 1 {x} {842 - y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"


def pdf(pages: Sequence[Sequence[str]], image: bool = False, packed: bool = False) -> bytes:
    """A PDF whose pages hold these operators, set in a font that is not embedded (its characters come from
    UniGB-UTF16-H)."""
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    font = add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UTF16-H /DescendantFonts [ << /Type /Font"
        b" /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4"
        b" >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >> ] >>"
    )
    picture = add(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1"
        b" >>\nstream\n\x00\nendstream"
    )
    kids = []
    for operators in pages:
        content = "\n".join([*operators, "q 500 0 0 700 40 40 cm /I1 Do Q" if image else ""]).encode()
        filtered = zlib.compress(content) if packed else content
        name = b" /Filter /FlateDecode" if packed else b""
        stream = add(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(filtered), name, filtered))
        resources = b"<< /Font << /F1 %d 0 R >> /XObject << /I1 %d 0 R >> >>" % (font, picture)
        kids.append(
            add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>"
                % (resources, stream)
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [ %s ] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def wrapped(lines: Sequence[str], width: int = 38, indent: int = 2) -> list[tuple[str, int]]:
    """Lines broken to a width in characters, with the indentation of each piece."""
    rows = []
    for line in lines:
        body, step = line, indent
        while body:
            room = width - step
            rows.append((body[:room], step))
            body, step = body[room:], 0
    return rows


def pdf_notice(lines: Sequence[str], columns: int = 1, head: str = HEAD) -> bytes:
    """Wrapped paragraphs on pages with a running head and numbers, in one column or in two that the file draws line by
    line."""
    width, per_page = (38, 36) if columns == 1 else (20, 36)
    rows = wrapped(lines, width)
    pages = []
    size = 12 if columns == 1 else 11
    for number, first in enumerate(range(0, len(rows), per_page * columns), 1):
        block = rows[first : first + per_page * columns]
        operators = [pdf_line(head, 250, 40, 10)] if head else []
        for i in range(per_page):
            for column in range(columns):
                at = i + column * per_page
                if at < len(block):
                    text, step = block[at]
                    operators.append(pdf_line(text, 60 + column * (width + 2) * size + step * size, 80 + i * 19, size))
        pages.append([*operators, pdf_line(f"- {number} -", 290, 810, 10)])
    return pdf(pages, packed=True)
