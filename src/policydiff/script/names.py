# SPDX-License-Identifier: Apache-2.0
"""Places that hold a personal name for certain: after a label that asks for one."""

from collections.abc import Iterator
from itertools import accumulate

from policydiff.vocabulary.patterns import late_pattern

_LABELS = ("联系人", "签发人", "负责人", "组长", "副组长", "主持人", "记录人", "审核人", "承办人", "法定代表人")
_NAME = late_pattern(r"[\u4e00-\u9fff]{2,4}(?=[,，、;；。.()（）\d]|$)")
"""Names of two to four characters that a mark ends; folded text has no blanks, so a line's end does not show."""


def name_spans(folded: str) -> list[tuple[int, int]]:
    """Half-open spans of the names in folded text that a label announces."""
    return [match.span() for at in sorted(_announced(folded)) if (match := _NAME.match(folded, at))]


def _announced(text: str) -> Iterator[int]:
    """Offsets behind the labels; a notice is full of colons and has few names."""
    for mark in ":：":
        pieces = text.split(mark)[:-1]
        labelled = [n for n, piece in enumerate(pieces) if piece.endswith(_LABELS)]
        if labelled:
            ends = list(accumulate(map(len, pieces)))
            yield from (ends[n] + n + 1 for n in labelled)
