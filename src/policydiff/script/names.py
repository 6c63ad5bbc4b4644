# SPDX-License-Identifier: Apache-2.0
"""Places that hold a personal name for certain: after a label that asks for one."""

import re
from collections.abc import Iterator

_LABELS = ("联系人", "签发人", "负责人", "组长", "副组长", "主持人", "记录人", "审核人", "承办人", "法定代表人")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?=[,，、;；。.()（）\d]|$)")
"""Names of two to four characters that a mark ends; text is folded and has no white space, so a line's end does not show."""


def name_spans(folded: str) -> list[tuple[int, int]]:
    """Half-open spans of the names in folded text that a label announces."""
    labelled = (at for at in sorted(_colons(folded)) if folded.endswith(_LABELS, 0, at))
    return [match.span() for at in labelled if (match := _NAME.match(folded, at + 1))]


_ENDS = sorted({label[-1] + mark for label in _LABELS for mark in ":："})
"""How a label and its colon end: looked for first, because a notice is full of colons and has few names."""


def _colons(text: str) -> Iterator[int]:
    for end in _ENDS:
        at = text.find(end)
        while at >= 0:
            yield at + 1
            at = text.find(end, at + 1)
