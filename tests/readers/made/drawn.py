# SPDX-License-Identifier: Apache-2.0
"""PDF files from pages of placed words, and the small parts that tests of PDF are put together from."""

import zlib
from collections.abc import Sequence

from made.random_pages import Page, Word


class Pdf:
    """Objects of a PDF file, numbered as they are added; 1 is the catalog and 2 the page tree."""

    def __init__(self) -> None:
        self._objects: list[bytes] = [b"", b""]
        self.pages: list[int] = []

    def add(self, body: bytes) -> int:
        """Add an object; its number."""
        self._objects.append(body)
        return len(self._objects)

    def stream(self, data: bytes, entries: bytes = b"", packed: bool = False) -> int:
        """Add a stream with more entries in its dictionary."""
        if packed:
            data, entries = zlib.compress(data), entries + b" /Filter /FlateDecode"
        return self.add(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data))

    def page(
        self, operators: bytes, resources: bytes, entries: bytes = b"", box: tuple[float, ...] = (0, 0, 595, 842)
    ) -> int:
        """Add a page with its drawing operators."""
        contents = self.stream(operators, packed=True)
        media = " ".join(f"{side:g}" for side in box).encode()
        body = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Resources << %s >> /Contents %d 0 R %s >>" % (
            media,
            resources,
            contents,
            entries,
        )
        self.pages.append(self.add(body))
        return self.pages[-1]

    def file(self, catalog: bytes = b"") -> bytes:
        """The bytes of the file; `catalog` holds more entries of the catalog."""
        self._objects[0] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog
        self._objects[1] = b"<< /Type /Pages /Kids [ %s ] /Count %d >>" % (
            b" ".join(b"%d 0 R" % page for page in self.pages),
            len(self.pages),
        )
        out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self._objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        size = len(self._objects) + 1
        return bytes(
            out
            + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            % (size, table, size, len(out))
        )


class Font:
    """A font whose glyphs are numbered as they are asked for: Han characters an em wide, all else half an em, with or
    without a character map."""

    def __init__(self, name: str = "Made", mapped: bool = True) -> None:
        self._name = name.encode()
        self._mapped = mapped
        self._glyphs: dict[str, int] = {}

    def shown(self, text: str) -> bytes:
        """The operand of Tj that draws a text."""
        return b"<" + b"".join(b"%04x" % self._glyphs.setdefault(glyph, len(self._glyphs) + 1) for glyph in text) + b">"

    def put(self, pdf: Pdf) -> int:
        """Add the font, after all its text was asked for; its object's number."""
        widths = b" ".join(
            b"%d [%d]" % (number, 1000 if glyph >= "\u2e80" else 500) for glyph, number in self._glyphs.items()
        )
        pairs = [
            b"<%04x> <%s>" % (number, glyph.encode("utf-16-be").hex().encode())
            for glyph, number in self._glyphs.items()
        ]
        blocks = b"\n".join(
            b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(block))
            for block in (pairs[i : i + 100] for i in range(0, len(pairs), 100))
        )
        cmap = (
            b"/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange\n<0000>"
            b" <ffff>\nendcodespacerange\n%s\nendcmap\nend" % blocks
        )
        unicode = b"/ToUnicode %d 0 R" % pdf.stream(cmap, packed=True) if self._mapped else b""
        return pdf.add(
            b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H %s /DescendantFonts [ << /Type /Font"
            b" /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
            b" /Supplement 0 >> /DW 1000 /W [%s] /FontDescriptor << /Type /FontDescriptor /FontName /%s /Flags 4"
            b" /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >> ] >>"
            % (self._name, unicode, self._name, widths, self._name)
        )


def placed(page: Page, word: Word, font: Font, name: str) -> bytes:
    """Drawing operators of a word, in the coordinates of a page that the viewer turns."""
    width, height = page.width, page.height
    x, y = ((word.x, height - word.y), (word.y, word.x), (width - word.x, word.y), (height - word.y, width - word.x))[
        page.turn
    ]
    a, b, c, d = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))[(page.turn - word.turn) % 4]
    return b"BT /%s %g Tf %g Tc %d %d %d %d %.3f %.3f Tm %s Tj ET" % (
        name.encode(),
        word.size,
        word.spacing,
        a,
        b,
        c,
        d,
        x,
        y,
        font.shown(word.text),
    )


def ruled(page: Page) -> bytes:
    """Drawing operators of a page's lines."""
    out = b""
    for rule in page.rules:
        ends = []
        for x, y in (rule[:2], rule[2:]):
            width, height = page.width, page.height
            ends += [((x, height - y), (y, x), (width - x, y), (height - y, width - x))[page.turn]]
        out += b"%.3f %.3f m %.3f %.3f l S\n" % (*ends[0], *ends[1])
    return out


def pdf_of(pages: Sequence[Page]) -> bytes:
    """A PDF of pages; Latin words and readings are in a font of their own, as print has them."""
    pdf, han, latin = Pdf(), Font("Han"), Font("Latin")
    drawn = [
        ruled(page)
        + b"\n".join(
            placed(page, word, *((latin, "F2") if word.text < "\u2e80" else (han, "F1"))) for word in page.words
        )
        for page in pages
    ]
    resources = b"/Font << /F1 %d 0 R /F2 %d 0 R >>" % (han.put(pdf), latin.put(pdf))
    for page, operators in zip(pages, drawn, strict=True):
        width, height = (page.width, page.height) if page.turn % 2 == 0 else (page.height, page.width)
        pdf.page(operators, resources, b"/Rotate %d" % (90 * page.turn), (0, 0, width, height))
    return pdf.file()
