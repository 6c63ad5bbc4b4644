# SPDX-License-Identifier: Apache-2.0
"""The punctuation layer: one mark, many dresses.

A mark in another width or national form is the same mark (GB/T 15834-2011 for the mainland,
the Ministry of Education's 重訂標點符號手冊 for Taiwan): “” and 「」, （） and 〔〕, ， and ,.
A mark of another sort never is: 、 for ， stays a difference. The table maps one character to
one character, so texts keep their length.
"""

from functools import cache

from policydiff.model import Kind

_QUOTES = {'"': "“”„‟＂「」﹁﹂〝〞〟", "'": "‘’‚‛＇『』﹃﹄"}
_BRACKETS = {"(": "（【〔［[﹙﹝〖﹇︵︹︻⦗", ")": "）】〕］]﹚﹞〗﹈︶︺︼⦘"}
_MARKS = {
    ",": "，﹐︐",
    "、": "﹑､︑",
    "。": "｡︒",
    ":": "：﹕︓",
    ";": "；﹔︔",
    "?": "？﹖︖",
    "!": "！﹗︕",
    ".": "．﹒",
    "-": "—–―－─‐‑−﹘﹣⸺⸻",
    "~": "～〜∼﹋",
    "·": "•・‧∙⋅･",
    "…": "⋯︙",
    "《": "︽«",
    "》": "︾»",
    "〈": "︿‹",
    "〉": "﹀›",
    "%": "％﹪",
    "≥": "≧⩾",
    "≤": "≦⩽",
    "〇": "○◯",
}
_WIDE = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if not (chr(0x21 + i)).isalnum()} | {
    "￥": "¥",
    "￠": "¢",
    "￡": "£",
    "￣": "‾",
    "｜": "|",
}


@cache
def punctuation_table() -> dict[int, str]:
    """Translate table from every dress of a mark to its canonical form, for `str.translate`."""
    table = {ord(wide): narrow for wide, narrow in _WIDE.items()}
    for group in (_MARKS, _QUOTES, _BRACKETS):
        table |= {ord(dress): mark for mark, dresses in group.items() for dress in dresses}
    return table


_WIDTH_PAIRS = frozenset(_MARKS) | frozenset(_WIDE.values())


def dress_kind(x: str, y: str) -> Kind | None:
    """The format kind that explains two dresses of one mark, or None where they are two marks."""
    table = punctuation_table()
    fx, fy = table.get(ord(x), x), table.get(ord(y), y)
    if fx != fy:
        return None
    if fx in _QUOTES:
        return "quote_style"
    if fx in _BRACKETS:
        round_x, round_y = x in "（(﹙︵", y in "（(﹙︵"
        closing_x, closing_y = x in "）)﹚︶", y in "）)﹚︶"
        return "width" if (round_x and round_y) or (closing_x and closing_y) else "bracket_style"
    if fx == "〇":
        return "zero_form"
    return "width" if fx in _WIDTH_PAIRS else None
