# SPDX-License-Identifier: Apache-2.0
"""What is shown on a terminal: always UTF-8, and never a command to the terminal that stood in a document."""

import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import IO

_SYMBOLS = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
# C1 controls; marks and controls of direction (Unicode Standard 23.2, UAX #9 §2); line and paragraph
# separators; zero-width and tag characters; halves of surrogate pairs, which have no UTF-8.
_UNSEEN = [*range(0x80, 0xA0), 0xAD, 0x061C, 0x115F, 0x1160, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F)]
_UNSEEN += [*range(0x2060, 0x2070), 0x3164, 0xFEFF, 0xFFA0, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)]
_VISIBLE = _SYMBOLS | {code: f"<U+{code:04X}>" for code in _UNSEEN}


class _Printable(dict[int, str]):
    """The table for `str.translate`; surrogates are answered by range instead of by 2,048 entries."""

    def __missing__(self, code: int) -> str:
        return f"<U+{code:04X}>" if 0xD800 <= code <= 0xDFFF else chr(code)


_ONE_LINE = _Printable(_VISIBLE)
_MANY_LINES = _Printable({code: text for code, text in _VISIBLE.items() if code not in (0x09, 0x0A)})


def printable(text: str, *, lines: bool = False) -> str:
    """Return `text` with everything a terminal would obey, or not show, made visible: ESC as ␛, U+202E as <U+202E>.

    With `lines`, line feeds and tabs stay; without, the result is one line (␊, ␉).
    """
    return text.translate(_MANY_LINES if lines else _ONE_LINE)


def prepare_streams() -> None:
    """Make standard output and error UTF-8 whatever the locale, and stand in for streams that the caller closed.

    A closed descriptor is given to the null device at once, in order, so that no file opened
    later gets its number and the output of a stray print.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stand_in = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 (lives as long as the process)
            setattr(sys, name, stand_in)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def color_wanted(choice: str, stream: IO[str], environ: Mapping[str, str]) -> bool:
    """Return whether to color what goes to `stream`: `choice` is `always`, `never` or `auto`.

    `auto` follows NO_COLOR (no-color.org: any value but the empty one), then FORCE_COLOR, then whether it is a
    terminal."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environ.get("TERM") != "dumb"
