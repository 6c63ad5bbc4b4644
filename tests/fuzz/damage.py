# SPDX-License-Identifier: Apache-2.0
"""Damage to bytes, by number: the same number is the same damage, so that what it finds can be found again."""

import gzip
import io
import zipfile
from random import Random

KINDS = ("flip", "insert", "delete", "duplicate", "truncate")
PIECES = (
    b"\x00", b"\xff", b"<", b">", b"&", b'"', b"'", b"\n", b"-1", b"99999999999", b"<!--", b"]]>", b"PK\x01\x02",
    b"\xef\xbf\xbd", b"{", b"[", b",", b"=",
)  # fmt: skip
LARGEST = 1 << 20
"""Bytes that a damaged file has at most."""


def damaged(data: bytes, number: int) -> bytes:
    """The bytes with up to four places flipped, added to, taken out, doubled, or cut off behind."""
    draw = Random(number)
    for _ in range(draw.randint(1, 4)):
        a, b = sorted((draw.randint(0, len(data)), draw.randint(0, len(data))))
        b = min(b, a + draw.choice((1, 8, 64, 1 << 20)))
        kind = draw.choice(KINDS)
        if kind == "flip" and a < len(data):
            data = data[:a] + bytes([data[a] ^ 1 << draw.randint(0, 7)]) + data[a + 1 :]
        elif kind == "insert":
            data = data[:a] + draw.choice(PIECES) * draw.choice((1, 1, 1, 100)) + data[a:]
        elif kind == "delete":
            data = data[:a] + data[b:]
        elif kind == "duplicate":
            data = data[:b] + data[a:b] * draw.choice((1, 1, 50)) + data[b:]
        elif kind == "truncate" and draw.random() < 0.2:
            data = data[:b]
    return data[:LARGEST]


def damaged_file(data: bytes, number: int) -> bytes:
    """The bytes damaged, or of every second package what lies in it, under its compression and checksums."""
    if number % 2 and data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        chosen = sorted(parts)[number // 2 % len(parts)]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(name, damaged(content, number) if name == chosen else content)
        return out.getvalue()
    if number % 2 and data.startswith(b"\x1f\x8b"):
        return gzip.compress(damaged(gzip.decompress(data), number))
    return damaged(data, number)
