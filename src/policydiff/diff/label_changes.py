# SPDX-License-Identifier: Apache-2.0
"""Labels that are written differently: of a unit, and of what stands inside it."""

from policydiff.diff.raw import Verdict, verdict
from policydiff.reasons import because
from policydiff.vocabulary.numerals import HAN_ORDINAL, exact
from policydiff.vocabulary.patterns import late_pattern

RENUMBERED = verdict("structure", "renumbered")
LABELS_LOST = verdict("structure", "labels_lost")
LABEL_STYLE = verdict("format", "label_style")
LABEL_PARTED = verdict("format", "whitespace")
LABEL_MARK = verdict("substantive", "punctuation", because("label_mark"))

_NUMERAL = late_pattern(rf"[0-9{HAN_ORDINAL}]+")
_ONE_FORM = {"零": "〇"} | {
    chr(first + n): str(n + 1)
    for first in (0x2460, 0x2474, 0x2488, 0x3220)
    for n in range(10 if first == 0x3220 else 20)
}
"""Characters of numerals by another spelling of what they say: ① ⑴ ⒈ ㈠ and those that follow them, and 零."""


def label_verdict(label_a: str, label_b: str, *, one_ordinal: bool) -> Verdict:
    """The verdict on two labels of one unit that are written differently."""
    if label_a.replace(" ", "") == label_b.replace(" ", ""):
        return LABEL_PARTED
    if not one_ordinal or not _same_numeral(label_a, label_b):
        return RENUMBERED
    return LABEL_STYLE if _is_label_style(label_a, label_b) else LABEL_MARK


def _is_label_style(label_a: str, label_b: str) -> bool:
    """The closing marks of both labels are such as labels have: 1. 1、 (1) 1) and none, and the comma of 第一,"""
    marks = {*label_a} ^ {*label_b}
    if label_a[:1] in "第其" or label_b[:1] in "第其":
        marks -= {",", ":"}
    return all(mark in "、.()" or mark.isalnum() for mark in marks)


def _same_numeral(label_a: str, label_b: str) -> bool:
    """One number, in whatever numerals; 三十一一 is not 三十一 though a lenient reader reads it so."""
    numbers_a, numbers_b = _numerals(label_a), _numerals(label_b)
    return len(numbers_a) == len(numbers_b) and all(
        x == y or (x.isascii() != y.isascii() and exact(x) is not None and exact(x) == exact(y))
        for x, y in zip(numbers_a, numbers_b, strict=True)
    )


def _numerals(label: str) -> list[str]:
    """The numerals of a label: that of 第六条之一 and its branch; a letter counts as its place in the alphabet."""
    found = _NUMERAL.findall("".join(_ONE_FORM.get(char, char) for char in label if char != " "))
    return found or [str(ord(char) - ord("a") + 1) for char in label.lower() if "a" <= char <= "z"]
