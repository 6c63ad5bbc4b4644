# SPDX-License-Identifier: Apache-2.0
"""Source text made safe to show: nothing acts, nothing hides, nothing is lost.

A control character shows as a token with its code point. In HTML the character itself stays
inside the token, so that copied text is the source's; in plain text the token replaces it.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ACTING = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160),
    (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xD800, 0xF8FF), (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB), (0xE0000, 0xE0FFF), (0xF0000, 0x10FFFF),
)  # fmt: skip
"""Characters that act on a page or cannot be seen: controls, format characters (Cf), fillers, selectors, surrogates,
private use; first and last of each."""

_ACTING_SET = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _ACTING)
ACTING = re.compile(f"[{_ACTING_SET}]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
"""What `html.escape` writes; that module loads the names of two thousand characters besides."""
_ESCAPES = str.maketrans(_NAMED)
SPECIAL = re.compile(f"\r\n|[&<>\"'{_ACTING_SET}]")


@cache
def _specials() -> "NDArray[np.bool_]":
    """For each code point, whether `html` writes it otherwise than it is."""
    import numpy as np

    table = np.zeros(0x110000, dtype=np.bool_)
    table[[ord(char) for char in "&<>\"'"]] = True
    for first, last in _ACTING:
        table[first : last + 1] = True
    return table


def special_places(text: str) -> list[int]:
    """Where in a long text `html` changes something, ascending; as an array a tenth of the time that SPECIAL takes to
    search."""
    from policydiff.script.codes import as_array, codes

    if not as_array(len(text)):
        return [at for found in SPECIAL.finditer(text) for at in range(found.start(), found.end()) if text[at] != "\n"]
    found: list[int] = _specials().take(codes(text)).nonzero()[0].tolist()
    return found


@lru_cache(maxsize=8192)
def escape(text: str) -> str:
    """`html.escape` of short texts, most of which a page has again and again and pages have in common."""
    from html import escape as anew

    return anew(text)


_SHORT = {
    "\xad": "SHY",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u061c": "ALM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
    "\r": "CR",
    "\x1b": "ESC",
    "\x00": "NUL",
}


def code_point(char: str) -> str:
    """U+5DE5 for 工."""
    return f"U+{ord(char):04X}"


def token(char: str) -> str:
    """What a reader sees instead of a character that acts or hides: `RLO U+202E`."""
    short = _SHORT.get(char)
    return f"{short} {code_point(char)}" if short else code_point(char)


def plain(text: str) -> str:
    """Text for a terminal or a table: one line, every acting character as ⟦token⟧, a line break as ⏎."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\t", "⇥")
    return ACTING.sub(lambda m: f"⟦{token(m[0])}⟧", text)


def _html_token(match: re.Match[str]) -> str:
    char = match[0]
    if char == "\r\n":
        return "\n"
    if char in _NAMED:
        return _NAMED[char]
    shown = f'<span class="ctl" data-t="{token(char)}">'
    # a parser drops NUL and lone surrogates, and turns a bare CR into LF
    kept = "" if char == "\x00" or "\ud800" <= char <= "\udfff" else "&#13;" if char == "\r" else char
    return f"{shown}{kept}</span>"


def html(text: str) -> str:
    """Text as HTML that shows everything and does nothing."""
    return SPECIAL.sub(_html_token, text)


def attribute(text: str) -> str:
    """Text as the value of an attribute: tokens instead of acting characters, line breaks kept."""
    if (text.isascii() and text.isalnum()) or SPECIAL.search(text) is None:  # an id, a title in plain words
        return text
    return ACTING.sub(lambda m: f"⟦{token(m[0])}⟧", text).translate(_ESCAPES)


def attributes(texts: list[str]) -> list[str]:
    """The same for many texts, which mostly have nothing special in them: one look at all of them."""
    return [attribute(text) for text in texts] if special_places("".join(texts)) else texts


def labelled(label: str, title: str) -> str:
    """A title behind its label, where it does not begin with it: 一、总体要求, 附件 任务分解表."""
    if title.startswith(label):
        return title
    return f"{label} {title}" if title and label.startswith("附") and label[-1].isalnum() else label + title


def abbreviate(text: str, longest: int, between: str = "…") -> str:
    """A long reading as its head and tail."""
    if len(text) <= longest:
        return text
    head = longest * 2 // 3
    return f"{text[:head]}{between}{text[len(text) - (longest - head) :]}"


def ljust(text: str, cells: int) -> str:
    """The text with spaces behind it up to so many cells of a terminal; a Han character takes two."""
    if text.isascii():
        return text.ljust(cells)
    from wcwidth import width

    return text + " " * max(0, cells - width(text))
