# SPDX-License-Identifier: Apache-2.0
"""What printers put between the lines of a notice: page numbers, running heads, the address that a browser prints."""

import re
from collections import Counter
from itertools import pairwise

from policydiff.structure.notice import Furniture
from policydiff.structure.segments import Segments
from policydiff.vocabulary.patterns import late_pattern

_PAGE_MARK = late_pattern(
    r"-{0,2}\d{1,4}-{0,2}|·\d{1,4}·|第\d{1,4}页(?:[,/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|\(\(page\d{1,4}\)\)"
    r"|page\d{1,4}(?:of\d{1,4})?|[A-Z]\d{3,5}",
    re.IGNORECASE,
)
_LETTERED = late_pattern(r"[A-Z]\d+")
"""A page of a part of a gazette: B2346 of Hong Kong, where every second page is in English."""
_BETWEEN = 3
"""Lines that stand between two of them at least; codes in a column of a table follow each other."""
_MARK_LENGTH = 14
_RUNNING_SHARE = 0.15
"""A running head stands beside at least so large a share of the page numbers (chapters change theirs)."""


_HEAD_LINES = 2
"""Lines of the running head of a gazette: the law, and the number of the notice that publishes it."""


def page_numbers(segments: Segments) -> list[Furniture]:
    """Page numbers on lines of their own, and the running heads beside them.

    A bare number is a page number only in a row of them, each one more than the one before
    (two rows, for odd and even pages, are not needed: the row is judged as it stands); one with a letter before it may
    be two more.
    """
    text = segments.canonical.text
    hard = segments.hard
    marks: list[tuple[int, int]] = []
    for i in range(len(hard) - 1):
        a, b = hard[i], hard[i + 1]
        if b - a <= _MARK_LENGTH and _PAGE_MARK.fullmatch(text, a, b):
            marks.append((i, int("".join(filter(str.isdigit, text[a:b].split("/")[0].split("共")[0])))))
    if not marks:
        return []
    lettered = {i for i, _ in marks if _LETTERED.fullmatch(text, hard[i], hard[i + 1])}
    certain = {i for i, _ in marks if not text[hard[i] : hard[i + 1]].isdigit()} - lettered
    rows: set[int] = set()
    for (i, n), (j, m) in pairwise(marks):
        if {i, j} & lettered:
            if m - n in (1, 2) and j - i > _BETWEEN and {i, j} <= lettered and text[hard[i]] == text[hard[j]]:
                rows |= {i, j}
        elif m == n + 1:
            rows |= {i, j}
        elif j == i + 1 and j in certain:
            rows.add(i)
    chosen = sorted(i for i, _ in marks if i in certain or (i in rows and len(rows) > 2))
    found = [Furniture(hard[i], hard[i + 1], "page_number") for i in chosen]
    return _joined(sorted([*found, *_running_heads(segments, chosen)], key=lambda item: item.start))


def _joined(items: list[Furniture]) -> list[Furniture]:
    """Items that follow each other without a gap, as one: the foot of a page and the head of the next."""
    joined: list[Furniture] = []
    for item in items:
        if joined and joined[-1].end == item.start:
            joined[-1] = Furniture(joined[-1].start, item.end, joined[-1].kind)
        else:
            joined.append(item)
    return joined


def _running_heads(segments: Segments, marks: list[int]) -> list[Furniture]:
    """The lines beside page numbers that stand beside many of them; of gazettes those beside such lines, too."""
    text, hard = segments.canonical.text, segments.hard
    often = max(3, len(marks) * _RUNNING_SHARE)
    taken, edge = set(marks), set(marks)
    for _ in range(_HEAD_LINES if all(_LETTERED.match(text, hard[i]) for i in marks) else 1):
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
