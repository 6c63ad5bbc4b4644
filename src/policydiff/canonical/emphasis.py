# SPDX-License-Identifier: Apache-2.0
"""Marks of markup that stand between a character and its reading, in Markdown, LaTeX and HTML left in a text:
**崂**（láo）, [崂]{láo}, \\ruby{崂}{láo}, <ruby>崂<rt>láo</rt></ruby>.

Only where such marks stand, and in pairs; whether what they hold is a reading is for the gloss layer to say."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policydiff.canonical.markup import holds
from policydiff.vocabulary.patterns import late_pattern

_MARKS = "*_~=`^$"
_REACH = 40
"""Characters within which a mark that closes has been opened."""
_TAG = late_pattern(r"</(b|strong|em|i|u|mark|span|font)>\Z", re.IGNORECASE)
_COMMAND = late_pattern(r"\\(?:text[a-z]{2}|emph|underline|mbox|text)\{\Z")
_HAN = r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]"
_READING = r"[^\W\d_][^<>{}|^\n]{0,60}"
_FORMS = (
    late_pattern(rf"\[(?P<base>{_HAN}{{1,8}})\]\{{(?P<reading>{_READING})\}}"),
    late_pattern(rf"\{{(?P<base>{_HAN}{{1,8}})\|(?P<reading>{_READING}(?:\|{_READING}){{0,7}})\}}"),
    late_pattern(rf"\\(?:ruby|furigana|x?pinyin)\*?\{{(?P<base>{_HAN}{{1,8}})\}}\{{(?P<reading>{_READING})\}}"),
)
"""Ruby of Markdown's and LaTeX's extensions."""
_RAISED = (
    late_pattern(rf"(?P<base>{_HAN})<(?P<tag>sup|sub|small)>(?P<reading>{_READING})</(?P=tag)>", re.IGNORECASE),
    late_pattern(rf"(?P<base>{_HAN})\^(?P<reading>{_READING})\^"),
)
"""Raised letters behind a character."""
_RUBY = late_pattern(r"<ruby\b[^<>]{0,200}>(.{1,500}?)</ruby>", re.IGNORECASE | re.DOTALL)
_BRACKETS = r"(?:<rp>[^<>]{0,3}+(?:</rp>)?+)?+\s{0,4}+"
_PAIR = late_pattern(
    rf"\s{{0,4}}+(?:<rb>)?+(?P<base>{_HAN}{{1,8}}+)(?:</rb>)?+\s{{0,4}}+{_BRACKETS}"
    rf"<rt\b[^<>]{{0,200}}+>(?P<reading>[^<>]{{1,60}}+)(?:</rt>)?+\s{{0,4}}+{_BRACKETS}",
    re.IGNORECASE,
)


class Pair(NamedTuple):
    """Two marks and what stands between them, as spans of a text."""

    opening: tuple[int, int]
    closing: tuple[int, int]


class Marked(NamedTuple):
    """A base with its reading as markup writes them; `start` and `end` span all of it."""

    start: int
    end: int
    base: tuple[int, int]
    reading: str
    raised: bool = False
    """Only a reading with tones can be told from raised letters."""


def closed_before(source: str, at: int) -> Pair | None:
    """The pair of marks whose closing one ends at a place: **崂**|（láo）."""
    last = source[at - 1 : at]
    if last and last in _MARKS:
        return _run(source, at)
    if last == ">":
        return _element(source, at)
    if last == "}":
        brace = source.rfind("{", max(0, at - _REACH), at)
        command = _COMMAND.search(source, max(0, brace - 14), brace + 1) if brace >= 0 else None
        return Pair(command.span(), (at - 1, at)) if command else None
    return None


def _element(source: str, at: int) -> Pair | None:
    tag = _TAG.search(source, max(0, at - 12), at)
    if tag is None:
        return None
    opening = late_pattern(rf"<{tag[1]}\b[^<>]{{0,100}}>", re.IGNORECASE)
    found = list(opening.finditer(source, max(0, tag.start() - 3 * _REACH), tag.start()))
    return Pair(found[-1].span(), tag.span()) if found else None


def _run(source: str, at: int) -> Pair | None:
    start = _run_start(source, at)
    mark = source[start:at]
    opening = source.rfind(mark, max(0, start - _REACH), start)
    if opening < 0 or not 0 < len(mark) <= 3 or opening + len(mark) == start:
        return None
    before, inside = source[max(0, opening - 1) : opening], source[opening + len(mark) : start]
    if before == mark[0] or mark[0] in inside or "\n" in inside or inside != inside.strip():
        return None
    return Pair((opening, opening + len(mark)), (start, at))


def wraps(source: str, start: int, end: int) -> int:
    """The length of one mark on both sides of a span: 崂**|（láo）|**; 0 where there is none."""
    first = _run_start(source, start)
    mark = source[first:start]
    if not 0 < len(mark) <= 3 or not source.startswith(mark, end):
        return 0
    return len(mark) if source[end + len(mark) : end + len(mark) + 1] != mark[0] else 0


def _run_start(source: str, at: int) -> int:
    """Where the run of one mark begins that ends at a place."""
    start = at
    mark = source[at - 1 : at]
    if mark and mark in _MARKS:
        while start and source[start - 1] == mark and at - start <= 3:
            start -= 1
    return start


def marked(source: str) -> Iterator[Marked]:
    """Everything that markup writes as a base with a reading, in no order; nothing is said of the reading."""
    if "{" in source:
        for form in _FORMS:
            for match in form.finditer(source):
                yield Marked(*match.span(), match.span("base"), match["reading"].replace("|", " "))
    if any(holds(source, mark) for mark in ("^", "<s", "<S")):
        for form in _RAISED:
            for match in form.finditer(source):
                yield Marked(*match.span(), match.span("base"), match["reading"], raised=True)
    if holds(source, "<r") or holds(source, "<R"):
        for ruby in _RUBY.finditer(source):
            yield from _pairs(source, ruby)


def _pairs(source: str, ruby: re.Match[str]) -> Iterator[Marked]:
    """The bases of a ruby element, each with its reading; none where something else stands in it."""
    found, at = [], ruby.start(1)
    while at < ruby.end(1):
        match = _PAIR.match(source, at, ruby.end(1))
        if match is None:
            return
        found.append(match)
        at = match.end()
    for index, match in enumerate(found):
        start = ruby.start() if index == 0 else match.start()
        end = ruby.end() if match is found[-1] else match.end()
        yield Marked(start, end, match.span("base"), match["reading"])
