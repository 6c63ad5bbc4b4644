# SPDX-License-Identifier: Apache-2.0
"""The markup layer: marks of Markdown and empty HTML comments that exports leave around a notice's text.

Taken out is only what cannot be the notice's wording: a mark counts by its place (`#` and a
space at the start of a line, `**` on both sides of a Han word, a bullet before several lines).
A lone `*`, `#` or `>` stays text.
"""

import re
from collections.abc import Iterator

from policydiff.canonical.text import Removal
from policydiff.vocabulary.patterns import late_pattern

_HAN = late_pattern(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_INDENT = r"[ \t\u00a0\u2002\u2003\u3000]{0,8}"
"""What stands before a mark at the start of a line: copies are indented anew, with ideographic spaces as a rule."""
_HEADING = late_pattern(rf"^{_INDENT}((?:#{{1,6}}[ \t]+){{1,3}})(?=\S)", re.MULTILINE)
_QUOTE = late_pattern(rf"^{_INDENT}((?:>[ \t]){{1,5}})(?=[^\s\d>=])", re.MULTILINE)
_BULLET = late_pattern(rf"^{_INDENT}([*-][ \t]{{1,4}})(?=[^\s\d*-])", re.MULTILINE)
_RULE = late_pattern(r"^[ \t]{0,3}([-*_=])(?:[ \t]?\1){2,200}[ \t]*$", re.MULTILINE)
_STRONG = late_pattern(r"(?<![*_])(\*\*|__)(?=[^\s*_])([^*_\n]{0,300}[^\s*_])\1(?![*_])")
_LONE = late_pattern(r"(?<![*\\\d])\*(?![*\d])")
_LINK = late_pattern(r"(?<!\[)(\[)[^\[\]\n]{1,200}(\]\(https?://[^\s()<>]{1,500}\))")
_ESCAPE = late_pattern(r"(?<![\\A-Za-z*_])\\(?=[.)\[#>+~`|]|\](?!\()|([*_-])(?![*_\\-]))|\\(?=\r?\n)")
"""A backslash before a mark that Markdown would read otherwise; not where the mark would be one of a pair."""
_CELL = r"[ \t]{0,8}:?-{2,40}:?[ \t]{0,8}"
_SEPARATOR = late_pattern(rf"^[ \t]{{0,8}}\|?(?:{_CELL}\|){{1,50}}(?:{_CELL})?$", re.MULTILINE)
_MARKED_LINE = late_pattern(rf"\n{_INDENT}[#>*_=-]")
_MARKED_START = late_pattern(rf"{_INDENT}[#>*_=-]")
_COMMENT = 500
"""Longest comment that is set aside; a longer one is looked at as text."""
_BULLETS = 2
"""Lines that must carry a bullet before it is one: a single `*` may mark a footnote."""


def markup(source: str) -> list[Removal]:
    """The marks of markup in a source text, kind markup, ascending and apart. Linear in its length."""
    spans = set(_comments(source)) if holds(source, "<!--") else set()
    if "\n" not in source:
        return list(_apart(sorted(spans)))  # a text without lines is not Markdown; canonical text has none
    if _MARKED_LINE.search(source) or _MARKED_START.match(source):
        spans.update(match.span(1) for match in _HEADING.finditer(source))
        spans.update(match.span(1) for match in _QUOTE.finditer(source))
        spans.update(match.span() for match in _RULE.finditer(source))
        spans.update(_bullets(source))
    if holds(source, "**") or holds(source, "__"):
        spans.update(_strong(source))
    if holds(source, "]("):
        spans.update(match.span(group) for match in _LINK.finditer(source) for group in (1, 2))
    if "\\" in source:
        spans.update(match.span() for match in _ESCAPE.finditer(source))
    if "|" in source:
        spans.update(_tables(source))
    return list(_apart(sorted(spans)))


def holds(source: str, mark: str) -> bool:
    """Does the mark stand anywhere? Its first character alone is looked for first, being found thirty times as fast."""
    return mark[0] in source and mark in source


def _apart(spans: list[tuple[int, int]]) -> Iterator[Removal]:
    last = 0
    for start, end in spans:
        if end > last:
            yield Removal(max(start, last), end, "markup")
            last = end


def _comments(source: str) -> Iterator[tuple[int, int]]:
    """HTML comments without a Han character; others may hold words of the notice."""
    at = source.find("<!--")
    while at >= 0:
        end = source.find("-->", at + 4)
        if end < 0:
            return
        if end - at <= _COMMENT and not _HAN.search(source, at, end):
            yield at, end + 3
            at = source.find("<!--", end + 3)
        else:
            at = source.find("<!--", at + 4)


def _bullets(source: str) -> Iterator[tuple[int, int]]:
    """Bullets before several lines; not where a lone `*` elsewhere shows that they mark footnotes."""
    found: dict[str, list[tuple[int, int]]] = {"*": [], "-": []}
    for match in _BULLET.finditer(source):
        found[match[1][0]].append(match.span(1))
    if found["*"] and len(_LONE.findall(source)) > len(found["*"]):
        found["*"] = []
    for spans in found.values():
        if len(spans) >= _BULLETS:
            yield from spans


def _strong(source: str) -> Iterator[tuple[int, int]]:
    """Pairs of `**` or `__` around Han words, at the start of a line; elsewhere only where the text is Markdown.

    In a plain text 张**和李** are names made unreadable, and their stars are its wording.
    """
    found = [match for match in _STRONG.finditer(source) if _HAN.search(match[2])]
    first = [match for match in found if _starts_line(source, match.start())]
    for match in found if first or _HEADING.search(source) else first:
        yield match.start(), match.start(2)
        yield match.end(2), match.end()


def _starts_line(source: str, at: int) -> bool:
    """Whether only blanks and marks of Markdown stand before `at` on its line."""
    _, feed, rest = source[max(at - 12, 0) : at].rpartition("\n")
    return (bool(feed) or at <= 12) and not rest.strip(" \t\u00a0\u2002\u2003\u3000#>-")


def _tables(source: str) -> Iterator[tuple[int, int]]:
    """The bars of Markdown tables: a row with bars, a line of dashes and bars, more rows with bars."""
    done = 0
    for match in _SEPARATOR.finditer(source):
        if match.start() < done:
            continue
        first = source.rfind("\n", done, max(match.start() - 1, done)) + 1
        if "|" not in source[first : match.start()]:
            continue
        yield match.span()
        at = match.end()
        while at < len(source):
            end = source.find("\n", at + 1)
            end = len(source) if end < 0 else end
            if "|" not in source[at + 1 : end]:
                break
            at = end
        for start, stop in ((first, match.start()), (match.end(), at)):
            bar = source.find("|", start, stop)
            while bar >= 0:
                yield bar, bar + 1
                bar = source.find("|", bar + 1, stop)
        done = at
