# SPDX-License-Identifier: Apache-2.0
"""A number that a wrap broke (4⏎0万元) in a copy whose lines do not show by themselves how long they are.

A break between digits stays in canonical text unless its line is as long as the others that were wrapped. Where the
other copy has the digits as one number, that number and the lines around the break decide.
"""

from policydiff.canonical.text import Canonical
from policydiff.diff.raw import verdict
from policydiff.vocabulary.patterns import late_pattern

WRAPPED = verdict("format", "line_break")

_BREAK = late_pattern(r"[ \t]*\r?\n")
"""A line that goes on, without the indentation or the empty line of a paragraph."""
_BEFORE = late_pattern(r"[\u4e00-\u9fff][^\u4e00-\u9fff\d]?(?P<number>\d+(?:[.,]\d+)*)$")
_CITED = late_pattern(r"[第件表图注录页][^\u4e00-\u9fff\d]?\d+$")
"""A number that ends a heading or a line of a list: 见附件3, 表2."""
_BEHIND = late_pattern(r"\d+(?:[.,]\d+)*(?P<unit>%|[\u4e00-\u9fff])")
_YEAR = late_pattern(r"(?:19|20)\d{2}年")
_NOUGHT = late_pattern(r"0+(?![.\d])|0\d[月日时分]")
"""No line begins so but in the middle of a number: 4⏎0万元, 1⏎05月."""
_SHORTEST = 12
"""Characters that a line has at least which a wrap ended."""


def wrapped_number(copy: Canonical, start: int, end: int) -> bool:
    """Is what stands between two canonical offsets the break of a wrap inside one number?

    It is where the number goes on with a nought, or where no line of the copy is longer than the one that ends there.
    """
    source, offsets = copy.source, copy.offsets
    if end - start != 1 or not 0 < start < len(copy.text) - 1 or not copy.text[start].isspace():
        return False
    gap = offsets.end_to_source(start), offsets.to_source(end)
    if _BREAK.fullmatch(source, *gap) is None:
        return False
    begins = source.rfind("\n", 0, gap[0]) + 1
    before, behind = source[begins : gap[0]], source[gap[1] :].split("\n", 1)[0]
    if not _BEFORE.search(before) or _CITED.search(before) or not _BEHIND.match(behind) or _YEAR.match(behind):
        return False
    if _NOUGHT.match(behind):
        return True
    longest = max(map(len, source.split("\n")))
    return len(before) >= _SHORTEST and len(before) == longest


__all__ = ["WRAPPED", "wrapped_number"]
