# SPDX-License-Identifier: Apache-2.0
"""A file's bytes and where each of its characters stands in them, so that all others stay as they are."""

import codecs
from functools import cached_property

from policydiff.ingest import decode  # noqa: F401  # registers how browsers read stray bytes

_BROWSERS = "policydiff-browsers"
_SHIFTING = frozenset({"hz", "utf-7", "iso-2022-cn"})
"""Encodings in which bytes mean something by what stood before."""
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff", b"\x84\x31\x95\x33")


class Characters:
    """The characters of a file, with the place of each in its bytes."""

    def __init__(self, data: bytes, encoding: str, *, marked: bool) -> None:
        self.data = data
        self.encoding = encoding
        self._mark = next((len(mark) for mark in _MARKS if marked and data.startswith(mark)), 0)

    @property
    def known(self) -> bool:
        """Whether characters can be written one by one in this encoding."""
        try:
            return codecs.lookup(self.encoding).name not in _SHIFTING and self.encoding not in _SHIFTING
        except LookupError:
            return False

    @cached_property
    def _decoded(self) -> tuple[str, list[int]]:
        decoder = codecs.getincrementaldecoder(self.encoding)(_BROWSERS)
        said: list[str] = []
        places: list[int] = []
        begun = self._mark
        for at in range(self._mark, len(self.data)):
            found = decoder.decode(self.data[at : at + 1], final=at == len(self.data) - 1)
            if found:
                said.append(found)
                places += [begun] * len(found)
                begun = at + 1
        places.append(len(self.data))
        return "".join(said), places

    @property
    def text(self) -> str:
        """All characters, without the byte order mark."""
        return self._decoded[0]

    def encoded(self, text: str, *, markup: bool) -> bytes | None:
        """A text as this file has it; None where its encoding lacks a character and no markup can say it."""
        try:
            return text.encode(self.encoding, "xmlcharrefreplace" if markup else "strict")
        except UnicodeEncodeError:
            return None

    def replaced(self, changes: list[tuple[int, int, bytes]]) -> bytes:
        """The bytes with other bytes for some spans of characters, which are in order and apart from each other."""
        places = self._decoded[1]
        pieces, at = [], 0
        for start, end, content in changes:
            pieces += [self.data[at : places[start]], content]
            at = places[end]
        return b"".join([*pieces, self.data[at:]])
