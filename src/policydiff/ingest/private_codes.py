# SPDX-License-Identifier: Apache-2.0
"""Private-use characters that converters wrote for characters that Unicode has by now.

GB: the table of GBK 1.0 (Windows code page 936) gave U+E766 to U+E864, in order, to the cells of the code that Unicode
had no character for. GB 18030-2000 and -2005 gave most of them a character, Python's codec among their readers; GB
18030-2022 (appendix D) and the WHATWG Encoding Standard (index gb18030) the rest: 18 two-byte cells and 6 ideographs.

Big5: code page 950 gave U+F6B1 to U+F848 to the cells C6A1 to C8FE, where ETEN's extension stands, and Big5-HKSCS with
it. Its other private use (U+E000 to U+F6B0) is told apart by no table: users filled it in as they liked."""

LATE_GB = {
    0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7,
    0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14, 0xE792: 0xFE15, 0xE793: 0xFE16,
    0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19, 0xE7C7: 0x1E3F,
}  # fmt: skip
"""What Python's GB 18030 codec, of the edition of 2000, still gives as private use."""

_CELLS = ((0xE76C, "A2E3"), (0xE7C8, "A8BF"), *((0xE7E7 + at, f"A9{0x89 + at:02X}") for at in range(13)))
"""Private code and cell of what GB 18030-2000 gave a character: €, ǹ, the signs that describe an ideograph."""


def _gb() -> dict[int, int]:
    cells = [*_CELLS, *((0xE815 + at, f"FE{0x50 + at + (at >= 0x2F):02X}") for at in range(80))]  # no cell has 7F
    decoded = {private: ord(bytes.fromhex(cell).decode("gb18030")) for private, cell in cells}
    return {private: code for private, code in decoded.items() if code != private} | LATE_GB


def _eten() -> dict[int, int]:
    tails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    cells = [bytes((lead, tail)) for lead in (0xC6, 0xC7, 0xC8) for tail in tails][63:]
    found = {0xF6B1 + at: cell.decode("big5hkscs", "ignore") for at, cell in enumerate(cells)}
    return {private: ord(char) for private, char in found.items() if len(char) == 1}


PRIVATE: dict[int, int] = _gb() | _eten()
"""Private-use code to the character that it stands for."""
