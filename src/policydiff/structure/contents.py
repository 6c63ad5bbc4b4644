# SPDX-License-Identifier: Apache-2.0
"""Finds a table of contents, whose entries repeat the headings of the body."""

from policydiff.structure.segments import Segments
from policydiff.vocabulary.numerals import HAN_ORDINAL, ONE_TO_TEN
from policydiff.vocabulary.patterns import late_pattern

_TITLE = late_pattern(r"目[录次]")
_ENTRY = late_pattern(
    rf"第[{HAN_ORDINAL}\d]{{1,4}}(?:分?编|篇|章|节)|[{ONE_TO_TEN}]{{1,3}}、|\d{{1,2}}(?:\.\d{{1,2}})*|序言?|前言"
)
"""第一章, 二、, 3.1, 序言"""
_WORDS = late_pattern(r"[^.·…\d]*")
_KEY = 9
"""So many characters of an entry are looked for again; 第十一章 and four of its words."""


def contents(segments: Segments, start: int, end: int) -> tuple[int, int] | None:
    """Span of the table of contents, from 目录 to the second coming of its first entry; None without one."""
    text = segments.canonical.text
    for match in _TITLE.finditer(text, start, end):
        at = match.start()
        if not segments.breaks_at(at):
            continue
        entry = _ENTRY.match(text, match.end())
        if entry is None:
            continue
        words = _WORDS.match(text, entry.end(), min(segments.line_end(entry.end()), entry.end() + _KEY))
        key = entry.group() + (words.group() if words else "")
        again = text.find(key, entry.end(), end)
        while again >= 0 and not segments.breaks_at(again):
            again = text.find(key, again + 1, end)
        if again >= 0:
            return at, again
    return None
