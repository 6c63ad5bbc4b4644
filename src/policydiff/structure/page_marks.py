# SPDX-License-Identifier: Apache-2.0
"""What printers put between the lines of a notice: page numbers, running heads, the address that a browser prints."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from policydiff.structure.notice import Furniture
from policydiff.structure.segments import Segments
from policydiff.vocabulary.numerals import HAN_ORDINAL, value
from policydiff.vocabulary.patterns import late_pattern

_NTH, _OF = (rf"{word}(?:\d{{1,4}}|[{HAN_ORDINAL}]{{1,5}})页" for word in ("第", "共"))
_PAGE_MARK = late_pattern(
    rf"(?P<sure>-{{1,2}}\d{{1,4}}-{{1,2}}|·\d{{1,4}}·|\(\(page\d{{1,4}}\)\)|page\d{{1,4}}(?:of\d{{1,4}})?|\d{{1,4}}/\d{{1,4}}页"
    rf"|{_NTH}(?:[,/]?{_OF}|\({_OF}\))?|{_OF}[,/]?{_NTH}|页[码次]:?\d{{1,4}}(?:/\d{{1,4}})?)"
    r"|(?P<share>-{0,2}\d{1,4}/\d{1,4}-{0,2}|\(\d{1,4}/\d{1,4}\))|(?P<bare>-{0,2}\d{1,4}-{0,2})|(?P<lettered>[A-Z]\d{3,5})",
    re.IGNORECASE,
)
"""`share` and `bare` may be numbers of the notice; `lettered` is a page of a part of a gazette: B2346 of Hong Kong,
where every second page is in English."""
_NUMBER = late_pattern(rf"\d+|[{HAN_ORDINAL}]+")
LONE = "lone_page_number"
"""A single 3/4 behind a sentence: of the page where the other copy has no such line, else it may be a number."""
_SENTENCE = late_pattern(r".{11}[。;!?,:]$")
"""The end of a line behind which a lone 3/4 is no part of a sentence, and of no cell."""
_GOES_ON = late_pattern(r"\d{1,4}$|\d{1,4}/|[的以之左多强余为是]")
"""What goes on behind a number of the notice: 3/4 以上的, the next cell of a column."""
_BETWEEN = 3
"""Lines that stand between two of them at least; codes in a column of a table, or numbers behind names, are closer."""
_MARK_LENGTH = 14
_RUNNING_SHARE = 0.15
"""A running head stands beside at least so large a share of the page numbers (chapters change theirs)."""


_HEAD_LINES = 2
"""Lines of the running head of a gazette: the law, and the number of the notice that publishes it."""


class _Mark(NamedTuple):
    """A line that may be the mark of a page."""

    line: int
    start: int
    end: int
    """Without the blank that parts it from the digits of the next line."""
    sort: str
    number: int
    total: str
    """How many pages there are, where the mark says so."""


def page_numbers(segments: Segments) -> list[Furniture]:
    """Page numbers on lines of their own, and the running heads beside them.

    A bare number is a page number only in a row of them, each one more than the one before and some lines below it
    (two rows, for odd and even pages, are not needed: the row is judged as it stands), or where it counts the form
    feeds; one with a letter before it may be two more. 3/4 is one in a row with the same total; alone it is one behind
    a sentence, and `LONE`.
    """
    marks = _marks(segments)
    if not marks:
        return []
    hard = segments.hard
    rows = _rows(segments, marks)
    shares = _share_rows([mark for mark in marks if mark.sort == "share"])
    sheets = _counts_sheets(segments, [mark for mark in marks if mark.sort == "bare"])
    chosen = [
        mark.line
        for mark in marks
        if mark.sort == "sure"
        or mark.line in shares
        or mark.line in sheets
        or (mark.line in rows and mark.sort != "share" and len(rows) > 2)
    ]
    found = [Furniture(hard[i], hard[i + 1], "page_number") for i in chosen]
    lone = [mark for mark in marks if mark.sort == "share"]
    if len(lone) == 1 and not shares and _behind_sentence(segments, lone[0]):
        found.append(Furniture(lone[0].start, hard[lone[0].line + 1], LONE))
    return _joined(sorted([*found, *_running_heads(segments, chosen)], key=lambda item: item.start))


def _marks(segments: Segments) -> list[_Mark]:
    text, hard = segments.canonical.text, segments.hard
    marks = []
    for i in range(len(hard) - 1):
        a, b = hard[i], hard[i + 1]
        b -= b - a > 1 and text[b - 1] == " "
        found = _PAGE_MARK.fullmatch(text, a, b) if b - a <= _MARK_LENGTH else None
        if found is not None and found.lastgroup is not None:
            numbers = _NUMBER.findall(found.group())
            first = numbers[1] if found.group().startswith("共") else numbers[0]
            marks.append(_Mark(i, a, b, found.lastgroup, value(first) or 0, numbers[-1] if len(numbers) > 1 else ""))
    return marks


def _rows(segments: Segments, marks: Sequence[_Mark]) -> set[int]:
    """The lines of marks of which each is one more than the one before, and of a number right above a mark."""
    text = segments.canonical.text
    rows: set[int] = set()
    for one, other in pairwise(marks):
        i, j, more = one.line, other.line, other.number - one.number
        if "lettered" in (one.sort, other.sort):
            if more in (1, 2) and j - i > _BETWEEN and one.sort == other.sort and text[one.start] == text[other.start]:
                rows |= {i, j}
        elif more == 1 and j - i > _BETWEEN:
            rows |= {i, j}
        elif j == i + 1 and other.sort == "sure":
            rows.add(i)
    return rows


def _share_rows(marks: Sequence[_Mark]) -> set[int]:
    """The lines of 1/4, 2/4, 3/4: of one total, none skipped; the foot and the head of a page may both have one."""
    rows: set[int] = set()
    for one, other in pairwise(marks):
        step = other.number - one.number
        apart = other.line - one.line > _BETWEEN if step else other.line - one.line <= _BETWEEN
        if one.total == other.total and step in (0, 1) and apart and other.number <= int(other.total):
            rows |= {one.line, other.line}
    return rows if len({mark.number for mark in marks if mark.line in rows}) > 1 else set()


def _counts_sheets(segments: Segments, marks: Sequence[_Mark]) -> set[int]:
    """The lines of bare numbers beside a form feed that say which page it ends or begins."""
    source, offsets, hard = segments.canonical.source, segments.canonical.offsets, segments.hard
    feeds = [at for at, char in enumerate(source) if char == "\f"] if marks and "\f" in source else []
    found = set()
    for mark in marks if feeds else ():
        below = hard[mark.line + 1]
        page = bisect_left(feeds, offsets.to_source(mark.start)) + 1
        to = offsets.to_source(below) if below < hard[-1] else len(source)
        beside = feeds[bisect_left(feeds, offsets.end_to_source(mark.start)) : bisect_left(feeds, to)]
        if mark.number == page and (beside or below == hard[-1]):
            found.add(mark.line)
    return found


def _behind_sentence(segments: Segments, mark: _Mark) -> bool:
    """Does a line that ends a part of a sentence stand above, and below none that goes on behind a number?"""
    text, hard = segments.canonical.text, segments.hard
    above = text[hard[mark.line - 1] : mark.start].rstrip() if mark.line else ""
    below = text[hard[mark.line + 1] : segments.line_end(hard[mark.line + 1])]
    return _SENTENCE.search(above) is not None and _GOES_ON.match(below) is None


def _joined(items: list[Furniture]) -> list[Furniture]:
    """Items that follow each other without a gap, as one: the foot of a page and the head of the next."""
    joined: list[Furniture] = []
    for item in items:
        if joined and joined[-1].end == item.start and LONE not in (joined[-1].kind, item.kind):
            joined[-1] = Furniture(joined[-1].start, item.end, joined[-1].kind)
        else:
            joined.append(item)
    return joined


def _running_heads(segments: Segments, marks: list[int]) -> list[Furniture]:
    """The lines beside page numbers that stand beside many of them; of gazettes those beside such lines, too."""
    text, hard = segments.canonical.text, segments.hard
    often = max(3, len(marks) * _RUNNING_SHARE)
    taken, edge = set(marks), set(marks)
    for _ in range(_HEAD_LINES if all(text[hard[i]].isalpha() and text[hard[i]].isascii() for i in marks) else 1):
        beside = [
            i
            for i in sorted({*(m - 1 for m in edge), *(m + 1 for m in edge)} - taken)
            if 0 <= i < len(hard) - 1
            and hard[i + 1] - hard[i] <= 40
            and (len(taken) == len(marks) or text[hard[i + 1] - 1] not in "。;,:、")
        ]
        counts = Counter(text[hard[i] : hard[i + 1]] for i in beside)
        edge = {i for i in beside if hard[i + 1] - hard[i] > 3 and counts[text[hard[i] : hard[i + 1]]] >= often}
        taken |= edge
    return [Furniture(hard[i], hard[i + 1], "running_head") for i in taken.difference(marks)]
