# SPDX-License-Identifier: Apache-2.0
"""Quotation marks that a browser draws around `<q>`, and where a style sheet asks for them (CSS Generated Content 3,
2.4)."""

import re
from dataclasses import dataclass, field

DEFAULT = ("“", "”", "‘", "’")
"""What browsers draw in Chinese text: opening and closing marks, from the outermost level inwards."""
_STRING = re.compile(r"\"((?:[^\"\\]|\\.){0,60})\"|'((?:[^'\\]|\\.){0,60})'")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation mark in generated text; `drawn` is false where only the level changes."""

    opening: bool
    drawn: bool = True


def marks(value: str) -> tuple[str, ...] | None:
    """The marks that a `quotes` property sets, in pairs; empty for none, None where it sets nothing that is known."""
    if value.strip().startswith("none"):
        return ()
    found = tuple(unescaped(match[1] if match[1] is not None else match[2]) for match in _STRING.finditer(value))
    if found:
        return found[: len(found) // 2 * 2]
    return DEFAULT if value.strip().startswith(("auto", "initial")) else None


def unescaped(text: str) -> str:
    """A CSS string with its escapes resolved."""
    return _ESCAPE.sub(lambda match: _character(match[1]) if match[1] else match[2].strip("\n"), text)


def _character(digits: str) -> str:
    code = int(digits, 16)
    return " " if code == 10 else "\ufffd" if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)


@dataclass(slots=True)
class Quotes:
    """The marks in force at a place of the walk, and how many quotations are open there."""

    _set: list[tuple[str, ...]] = field(default_factory=lambda: [DEFAULT])
    _level: int = 0

    def enter(self, stated: tuple[str, ...] | None) -> None:
        """Enter an element that sets its marks, or takes those from around it."""
        self._set.append(self._set[-1] if stated is None else stated)

    def leave(self) -> None:
        """Leave the element entered last."""
        self._set.pop()

    def mark(self, quote: Quote) -> str:
        """The mark at this level; the level changes with it."""
        if not quote.opening:
            self._level = max(0, self._level - 1)
        pairs = self._set[-1]
        at = min(self._level, len(pairs) // 2 - 1) * 2
        self._level += quote.opening
        return pairs[at + (not quote.opening)] if pairs and quote.drawn else ""
