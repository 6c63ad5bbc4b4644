# SPDX-License-Identifier: Apache-2.0
"""Where the words of a web page stand in its source: the characters outside tags, with the place of each.

A page is not written anew: its text is looked for in the source, and where a place is not found, or found twice, it is
left alone.
"""

import re
from bisect import bisect_left
from functools import cached_property
from html import escape, unescape

_TOKEN = re.compile(
    r"(?P<skip><!--.*?(?:-->|\Z)|<(?P<raw>script|style|title|template|noscript|textarea)\b.*?(?:</(?P=raw)\s{0,99}>|\Z)"
    r"|<[!?/a-zA-Z](?:\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|[^'\">])*+(?:>|\Z))|(?P<entity>&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?)"
    r"|(?P<text>[^<&]+|[<&])",
    re.DOTALL | re.IGNORECASE,
)
_BLANK = " \t"
_AROUND = (4, 6, 8, 12, 16, 24, 32, 64, 128)

Span = tuple[int, int]


class PageSource:
    """The source of a page, searched by the words that a reader of it found."""

    def __init__(self, source: str, shown: str) -> None:
        """`shown` is the text that the page was read as."""
        self._source = source
        self._whole = shown
        self._at = [at for at, char in enumerate(shown) if not char.isspace()]
        self._shown = "".join(shown[at] for at in self._at)

    @cached_property
    def _stream(self) -> tuple[str, list[Span]]:
        """The characters of the source that may be shown, white space left out, and their spans."""
        said: list[str] = []
        spans: list[Span] = []
        for match in _TOKEN.finditer(self._source):
            if match["entity"]:
                for char in unescape(match["entity"]):
                    said.append(char)
                    spans.append(match.span())
            elif match["text"]:
                said += match["text"]
                spans += [(at, at + 1) for at in range(*match.span())]
        kept = [n for n, char in enumerate(said) if not char.isspace()]
        return "".join(said[n] for n in kept), [spans[n] for n in kept]

    def changes(self, start: int, end: int, text: str) -> list[tuple[int, int, str]] | None:
        """What to write into the source so that the page reads `text` at a span of what it showed; None where the place
        cannot be told."""
        first, last = bisect_left(self._at, start), bisect_left(self._at, end)
        at = self._place(first, last)
        if at is None:
            return None
        _, spans = self._stream
        written = "<br>".join(escape(line, quote=False) for line in _lines(text))
        if first == last:
            place = spans[at][0] if self._begins_line(start) and at < len(spans) else spans[at - 1][1]
            return [(place, place, written)]
        found = spans[at : at + last - first]
        pieces = [(found[0][0], found[0][1], written)]
        for begin, finish in found[1:]:
            if (begin, finish) == pieces[-1][:2]:
                continue  # two characters of one entity
            if begin == pieces[-1][1]:
                pieces[-1] = (pieces[-1][0], finish, pieces[-1][2])
            else:
                pieces.append((begin, finish, ""))
        return pieces

    def _begins_line(self, start: int) -> bool:
        """Whether a place is the beginning of a line: what is put there stands before the next words, in their element,
        not behind the words of the line above."""
        before = self._whole[:start].rstrip()
        return not before or "\n" in self._whole[len(before) : start]

    def _place(self, first: int, last: int) -> int | None:
        """Where in the stream the characters `first` to `last` of what was shown stand."""
        stream, _ = self._stream
        for around in _AROUND:
            for before, after in ((around, around), (around, 0), (0, around)):
                begin = max(0, first - before)
                words = self._shown[begin : last + after]
                if len(words) < min(_AROUND[0], len(self._shown)):
                    continue
                if _once(stream, words) and _once(self._shown, words):
                    return stream.find(words) + first - begin
        return None


def _once(text: str, words: str) -> bool:
    at = text.find(words)
    return at >= 0 and text.find(words, at + 1) < 0


def _lines(text: str) -> list[str]:
    """The lines of a text without the blanks beside its line breaks."""
    lines = text.replace("\r\n", "\n").split("\n")
    begun = [lines[0], *(line.lstrip(_BLANK) for line in lines[1:])]
    return [*(line.rstrip(_BLANK) for line in begun[:-1]), begun[-1]]
