# SPDX-License-Identifier: Apache-2.0
"""A TrueType font whose glyphs are boxes, one for each code from 33 on, in the few tables that a PDF needs; and a PDF
file that draws text with it, without saying what its glyphs mean."""

import struct
from collections.abc import Sequence

from made.drawn import Pdf

FIRST = 33
EM = 1000


def box_font(boxes: Sequence[tuple[int, int]]) -> bytes:
    """The font: for each code the width and the height of its box, in thousandths of an em."""
    outlines = [b"", *(_outline(width, height) for width, height in boxes)]
    places = [0]
    for outline in outlines:
        places.append(places[-1] + len(outline))
    count = len(outlines)
    codes = bytes(n - FIRST + 1 if FIRST <= n < FIRST + len(boxes) else 0 for n in range(256))
    tables = {
        b"cmap": struct.pack(">HHHHLHHH", 0, 1, 1, 0, 12, 0, 262, 0) + codes,
        b"glyf": b"".join(outlines),
        b"head": struct.pack(
            ">LLLLHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, 0, -120, EM, 880, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">LhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, EM, 0, 0, EM, 1, *[0] * 7, count),
        b"hmtx": struct.pack(">Hh", EM, 0) * count,
        b"loca": struct.pack(f">{len(places)}L", *places),
        b"maxp": struct.pack(">LHHHHHHHHHHHHHH", 0x10000, count, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    out = struct.pack(">LHHHH", 0x10000, len(tables), 64, 2, 48)
    at = len(out) + 16 * len(tables)
    body = b""
    for name, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        words = struct.unpack(f">{len(padded) // 4}L", padded)
        out += name + struct.pack(">LLL", sum(words) & 0xFFFFFFFF, at + len(body), len(data))
        body += padded
    return out + body


def _outline(width: int, height: int) -> bytes:
    """A box from the corner of the em."""
    head = struct.pack(">hhhhhHH", 1, 0, 0, width, height, 3, 0)
    flags = bytes([1, 1, 1, 1])
    across = struct.pack(">hhhh", 0, 0, width, 0)
    up = struct.pack(">hhhh", 0, height, 0, -height)
    return head + flags + across + up + b"\0\0"[: -(len(head) + 20) % 4 or 0]


def pdf_in_boxes(codes: bytes, boxes: Sequence[tuple[int, int]], mapped: str = "") -> bytes:
    """A page with one line, drawn with a font of boxes without an encoding; `mapped` is what its codes from 33 on mean,
    where the file is to say so."""
    pdf = Pdf()
    data = box_font(boxes)
    file = pdf.stream(data, b" /Length1 %d" % len(data), packed=True)
    descriptor = pdf.add(
        b"<< /Type /FontDescriptor /FontName /AAAAAA+Boxes /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 /FontFile2 %d 0 R >>" % file
    )
    unicode = b""
    if mapped:
        pairs = "\n".join(f"<{FIRST + n:02x}> <{c.encode('utf-16-be').hex()}>" for n, c in enumerate(mapped))
        cmap = (
            "/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
            f"{len(mapped)} beginbfchar\n{pairs}\nendbfchar\nendcmap\nend"
        )
        unicode = b"/ToUnicode %d 0 R" % pdf.stream(cmap.encode())
    widths = b" ".join([b"1000"] * len(boxes))
    font = pdf.add(
        b"<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Boxes /FirstChar %d /LastChar %d /Widths [%s] %s"
        b" /FontDescriptor %d 0 R >>" % (FIRST, FIRST + len(boxes) - 1, widths, unicode, descriptor)
    )
    pdf.page(b"BT /F 12 Tf 1 0 0 1 60 700 Tm <%s> Tj ET" % codes.hex().encode(), b"/Font << /F %d 0 R >>" % font)
    return pdf.file()
