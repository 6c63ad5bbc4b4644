# SPDX-License-Identifier: Apache-2.0
"""The pipeline one would write in an hour: strip pinyin by a pattern, convert to simplified, one character diff.

It knows no tasks, no classes, no offsets into the source and no faults; it is here to be a yardstick for speed.
"""

import re

from diff_match_patch import diff_match_patch
from opencc import OpenCC

PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")


class Handwritten:
    """Converter and differ, made once for all pairs."""

    def __init__(self) -> None:
        self._converter = OpenCC("t2s")
        self._differ = diff_match_patch()
        self._differ.Diff_Timeout = 0

    def compare(self, a: bytes, b: bytes) -> list[tuple[int, str]]:
        """Return the diff of the two texts after stripping and converting."""
        left, right = (self._converter.convert(PINYIN.sub("", data.decode("utf-8"))) for data in (a, b))
        diffs: list[tuple[int, str]] = self._differ.diff_main(left, right)
        self._differ.diff_cleanupSemantic(diffs)
        return diffs
