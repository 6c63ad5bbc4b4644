# SPDX-License-Identifier: Apache-2.0
"""Files that only LibreOffice reads, with a word at one of several places.

`places.doc` and `places.xls` were written by LibreOffice. A place holds four characters in UTF-16, so that another word
of four fits in.
"""

from collections.abc import Callable
from pathlib import Path

_FOLDER = Path(__file__).parent


def placed(file: str, place: str) -> Callable[[str], bytes]:
    """A maker of `places.doc` or `places.xls` with a word at the place that is marked by a character."""

    def make(word: str) -> bytes:
        mark = f"甲乙丙{place}".encode("utf-16-le")
        data = (_FOLDER / file).read_bytes()
        assert data.count(mark) == 1
        return data.replace(mark, word.encode("utf-16-le"))

    return make


def rtf(body: str) -> Callable[[str], bytes]:
    """A maker of RTF files whose body says `%s` where the word stands."""

    def make(word: str) -> bytes:
        text = f"關於下達專項資金的通知\\par {body.replace('%s', word)}\\par 各單位要認真組織實施。\\par"
        escaped = "".join(c if c.isascii() else f"\\u{ord(c) - (65536 if ord(c) > 32767 else 0)}?" for c in text)
        return b"{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}\\f0\\fs24 " + escaped.encode("ascii") + b"}"

    return make
