# SPDX-License-Identifier: Apache-2.0
"""The layout layer: white space and line breaks carry no wording in Chinese text.

One exception: a space that alone holds two digits apart (15 30 is not 1530) stays. A line
break between digits is a hard wrap where its line is as long as the copy's other full lines.
"""

import re
from collections import Counter

from policydiff.canonical.text import Removal

WHITE = r"\s\u1680\u180e\u2800\u3000\u00a0\u2000-\u200a\u202f\u205f\x1c-\x1f"
_RUN = re.compile(f"[{WHITE}]+")
_DIGIT_GAP = re.compile(f"(?<=[0-9０-９])[{WHITE}]+(?=[0-9０-９])")
_SPACED_OUT = re.compile(r"(?<![0-9０-９])[0-9０-９](?:[ \u3000\u00a0][0-9０-９]){2,}(?![0-9０-９])")
_FULL_LINE_SHARE = 0.3
"""A width is a wrap width where at least this share of the lines of 12 or more characters have it,
give or take 2; official PDF text has 28 (GB/T 9704-2012), e-mail 76. Set on the planted copies."""


def white_runs(source: str) -> list[Removal]:
    """All runs of white space that carry no wording, as removals of kind whitespace or line_break.

    A run that holds two numbers apart is left out but for its first character, which the
    canonical text keeps as one space.
    """
    apart = _separating_gaps(source)
    runs = []
    for match in _RUN.finditer(source):
        start, end = match.span()
        if start in apart:
            start += 1
        if start < end:
            runs.append(Removal(start, end, "line_break" if "\n" in source[start:end] or "\r" in source[start:end] else "whitespace"))
    return runs


def _separating_gaps(source: str) -> set[int]:
    gaps = [match.span() for match in _DIGIT_GAP.finditer(source)]
    if not gaps:
        return set()
    spaced_out = {i for match in _SPACED_OUT.finditer(source) for i in range(*match.span())}
    wrap = _wrap_width(source)
    return {start for start, end in gaps if start not in spaced_out and not _wraps(source, start, end, wrap)}


def _wraps(source: str, start: int, end: int, wrap: int | None) -> bool:
    if wrap is None or "\n" not in source[start:end]:
        return False
    line_start = source.rfind("\n", 0, start) + 1
    return start - line_start >= wrap - 3


def _wrap_width(source: str) -> int | None:
    lengths = Counter(n for line in source.split("\n") if (n := len(line.rstrip())) >= 12)
    if not lengths:
        return None
    width = max(lengths, key=lambda n: (lengths[n], n))
    near = sum(lengths[width + d] for d in (-2, -1, 0, 1, 2))
    return width if near >= 3 and near >= _FULL_LINE_SHARE * sum(lengths.values()) else None
