# SPDX-License-Identifier: Apache-2.0
"""Source text made safe to show: nothing acts, nothing hides, nothing is lost.

A control character shows as a token with its code point. In HTML the character itself stays
inside the token, so that copied text is the source's; in plain text the token replaces it.
"""

import re
import unicodedata
from html import escape

_ACTING = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\ud800-\\udfff\\ue000-\\uf8ff\\U000e0000-\\U000e0fff\\U000f0000-\\U0010ffff"
)
"""Characters that act on a page or cannot be seen: controls, format characters (Cf), fillers, selectors, private use, surrogates."""

ACTING = re.compile(f"[{_ACTING}]")
SPECIAL = re.compile(f"\r\n|[&<>\"'{_ACTING}]")

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


def name(char: str) -> str:
    """The Unicode name of a character, or its token where it has none."""
    return unicodedata.name(char, "") or token(char)


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
    if char in "&<>\"'":
        return escape(char)
    shown = f'<span class="ctl" data-t="{token(char)}">'
    # a parser drops NUL and lone surrogates, and turns a bare CR into LF
    kept = "" if char == "\x00" or "\ud800" <= char <= "\udfff" else "&#13;" if char == "\r" else char
    return f"{shown}{kept}</span>"


def html(text: str) -> str:
    """Text as HTML that shows everything and does nothing."""
    return SPECIAL.sub(_html_token, text)


def attribute(text: str) -> str:
    """Text as the value of an attribute: tokens instead of acting characters, line breaks kept."""
    if SPECIAL.search(text) is None:  # an id, a title in plain words: three times as fast
        return text
    return escape(ACTING.sub(lambda m: f"⟦{token(m[0])}⟧", text))


def abbreviate(text: str, longest: int, between: str = "…") -> str:
    """A long reading as its head and tail."""
    if len(text) <= longest:
        return text
    head = longest * 2 // 3
    return f"{text[:head]}{between}{text[len(text) - (longest - head) :]}"
