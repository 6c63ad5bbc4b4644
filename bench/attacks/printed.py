# SPDX-License-Identifier: Apache-2.0
"""PDF files: pages without number, forms in forms, mappings and references that lead astray."""

import zlib

from made.printed import pdf, pdf_line, pdf_notice

from bench.attacks.attack import LINES, Attack, of


def _written(objects: dict[int, bytes], trailer: bytes = b"/Root 1 0 R", start: int | None = None) -> bytes:
    """A file of these objects with a table of references."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places.get(number, 0)
    return bytes(
        out + b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, at if start is None else start)
    )


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def _one_page(content: bytes, resources: bytes, more: dict[int, bytes], filtered: bytes = b"") -> bytes:
    return _written(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents 4 0 R >>"
            % resources,
            4: _stream(content, filtered),
            5: _FONT,
            **more,
        }
    )


def _tower(levels: int, times: int) -> bytes:
    """Forms that draw the next form so many times each."""
    text = b"BT /F1 12 Tf 60 700 Td (notice) Tj ET"
    forms = {}
    for n in range(levels):
        last = n == levels - 1
        inner = text if last else b"/X Do " * times
        named = b"/Font << /F1 5 0 R >>" if last else b"/XObject << /X %d 0 R >>" % (11 + n)
        forms[10 + n] = _stream(inner, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >>" % named)
    return _one_page(text + b" /X Do", b"/Font << /F1 5 0 R >> /XObject << /X 10 0 R >>", forms)


def _mapped(entries: int) -> bytes:
    """A font whose mapping to characters is long."""
    lines = b"".join(
        b"100 beginbfchar\n"
        + b"".join(b"<%04X> <6587>\n" % ((n * 100 + k) % 65_536) for k in range(100))
        + b"endbfchar\n"
        for n in range(entries // 100)
    )
    head = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF>"
        b" endcodespacerange\n"
    )
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [ << /Type /Font"
        b" /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /DW 1000 >> ] /ToUnicode 7 0 R >>"
    )
    packed = zlib.compress(head + lines + b"endcmap end end")
    return _one_page(
        b"BT /F1 12 Tf 60 700 Td <" + b"00410042" * 200 + b"> Tj ET",
        b"/Font << /F1 6 0 R >>",
        {6: font, 7: _stream(packed, b"/Filter /FlateDecode")},
    )


def _squeezed_twice(size: int) -> bytes:
    squeeze = zlib.compressobj(9)
    inner = b"".join([*(squeeze.compress(b" " * (1 << 20)) for _ in range(size)), squeeze.flush()])
    return _one_page(zlib.compress(inner), b"/Font << /F1 5 0 R >>", {}, b"/Filter [ /FlateDecode /FlateDecode ]")


_PAGE = [pdf_line(line, 60, 80 + at * 19) for at, line in enumerate(LINES)]


def _pages(n: int) -> bytes:
    return pdf([["BT ET"]] * n)


PRINTED: list[Attack] = of(
    "PDF",
    "pdf",
    {
        "1,900 pages": lambda: pdf([_PAGE] * 1_900, packed=True),
        "4,900 pages": lambda: _pages(4_900),
        "one page 6,000 times": lambda: pdf([["BT ET"]]).replace(
            b"/Kids [ 6 0 R ] /Count 1", b"/Kids [ " + b"6 0 R " * 6_000 + b"] /Count 6000"
        ),
        "a tree of pages in itself": lambda: pdf([["BT ET"]]).replace(b"/Kids [ 6 0 R ]", b"/Kids [ 2 0 R ]"),
        "a billion pages by its own word": lambda: pdf([_PAGE]).replace(b"/Count 1", b"/Count 999999999"),
        "forms in forms, 12 deep": lambda: _tower(12, 1),
        "forms in forms, 6 deep and 5 wide": lambda: _tower(6, 5),
        "a form in itself": lambda: _one_page(
            b"/X Do",
            b"/XObject << /X 6 0 R >>",
            {
                6: _stream(
                    b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
                )
            },
        ),
        "a mapping of 400,000 characters": lambda: _mapped(400_000),
        "a content packed twice, 200 MB": lambda: _squeezed_twice(200),
        "400,000 characters on a page": lambda: pdf([[pdf_line("文" * 40, 60, 80 + at % 700) for at in range(10_000)]]),
        "200,000 strokes": lambda: pdf(
            [[*_PAGE, *(f"{at % 500} {at % 800} m 550 {at % 800} l S" for at in range(200_000))]]
        ),
        "200,000 operators without sense": lambda: pdf([["BT " * 200_000]]),
        "arrays in arrays, 200,000 deep": lambda: pdf([["[" * 200_000 + "] TJ"]]),
        "names of 1 MB": lambda: pdf([[*_PAGE, "/" + "A" * 1_000_000 + " gs"]]),
        "references that lead nowhere": lambda: _written({1: b"<< /Type /Catalog /Pages 9 0 R >>", 12: b"null"}),
        "references at a wrong place": lambda: pdf([_PAGE]).replace(b"startxref\n", b"startxref\n9"),
        "references that begin anew": lambda: pdf([_PAGE]).replace(b"trailer << ", b"trailer << /Prev 9 /XRefStm 9 "),
        "a table of 400 million references": lambda: pdf([_PAGE]).replace(b"xref\n0 7", b"xref\n0 400000000"),
        "an object that refers to itself": lambda: _written(
            {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"2 0 R", 3: b"<< /Length 3 0 R >>\nstream\nx\nendstream"}
        ),
        "a stream longer than the file": lambda: pdf([_PAGE]).replace(b"<< /Length ", b"<< /Length 99999999"),
        "cut off in the middle": lambda: pdf_notice(LINES)[:2_000],
        "two files in one": lambda: pdf_notice(LINES) + pdf_notice(LINES[:4]),
        "a page of 10 km": lambda: pdf([_PAGE]).replace(b"[0 0 595 842]", b"[0 0 99999999 99999999]"),
        "a page of no size": lambda: pdf([_PAGE]).replace(b"[0 0 595 842]", b"[9 9 9 9]"),
        "locked": lambda: pdf([_PAGE]).replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O ("
            + b"x" * 32
            + b") /U ("
            + b"y" * 32
            + b") /P -4 >>",
        ),
        "50,000 notes": lambda: pdf([_PAGE]).replace(
            b"/MediaBox",
            b"/Annots [ "
            + b"<< /Type /Annot /Subtype /Text /Rect [9 9 9 9] /Contents (x) >> " * 50_000
            + b"] /MediaBox",
        ),
        "a head that says PDF and no more": lambda: b"%PDF-1.7\n" + b"\0" * 1_000_000,
    },
)
