# SPDX-License-Identifier: Apache-2.0
"""Labels that differ: of a unit, and of the units inside a group that was merged, split or cut at other places."""

import re

from policydiff.align.pairing import Pairing
from policydiff.diff.edits import Edit
from policydiff.diff.raw import Verdict, verdict
from policydiff.reasons import because
from policydiff.vocabulary.numerals import HAN_ORDINAL

RENUMBERED = verdict("structure", "renumbered")
LABELS_LOST = verdict("structure", "labels_lost")
LABEL_STYLE = verdict("format", "label_style")
LABEL_MARK = verdict("substantive", "punctuation", because("label_mark"))
HEADING_LOST = verdict("substantive", "unit_removed", because("heading_alone"))
HEADING_ADDED = verdict("substantive", "unit_added", because("heading_alone"))

_NUMERALS = re.compile(rf"[0-9{HAN_ORDINAL}条第章节之()、.-]+")
_NUMERAL = re.compile(rf"[0-9{HAN_ORDINAL}千]")

Labels = dict[tuple[str, int, int], str | None]
"""Labels inside a group of units: (side, start, body) in canonical offsets → ordinal."""


def inner_labels(pairing: Pairing) -> Labels:
    """The labels of a group's units but the first, and those that stand inside its blocks."""
    labels: Labels = {}
    for side, group in (("a", pairing.a), ("b", pairing.b)):
        for n, block in enumerate(group):
            if n and block.body > block.start:
                labels[side, block.start, block.body] = block.ordinal
            labels |= {(side, start, body): ordinal for start, body, ordinal in block.labels}
    return labels


def label_verdict(label_a: str, label_b: str, *, one_ordinal: bool) -> Verdict:
    """The verdict on two labels of one unit that are written differently."""
    if not one_ordinal or not _same_numeral(label_a, label_b):
        return RENUMBERED
    return LABEL_STYLE if _is_label_style(label_a, label_b) else LABEL_MARK


def label_change(text_a: str, text_b: str, labels: Labels, a0: int, a1: int, b0: int, b1: int) -> Verdict | None:
    """Inside a group of units: is this edit a label that one copy lost, or has in another form?"""
    if not labels:
        return None
    if b0 == b1 and _opens_unit(labels, "a", a0, a1):
        return HEADING_LOST
    if a0 == a1 and _opens_unit(labels, "b", b0, b1):
        return HEADING_ADDED
    in_a, ordinal_a = _held(labels, "a", a0, a1)
    in_b, ordinal_b = _held(labels, "b", b0, b1)
    if in_a and in_b:
        return label_verdict(text_a[a0:a1], text_b[b0:b1], one_ordinal=ordinal_a == ordinal_b)
    if (in_a and b0 == b1) or (in_b and a0 == a1):
        return LABELS_LOST
    if (in_a or in_b) and a0 < a1 and b0 < b1 and _NUMERALS.fullmatch(text_a[a0:a1] + text_b[b0:b1]):
        return RENUMBERED
    return None


def in_label(labels: Labels, edit: Edit, at_a: int, at_b: int) -> bool:
    """Does an edit, whose offsets count from `at_a` and `at_b`, touch a label?"""
    spans = {"a": (edit.a0 + at_a, edit.a1 + at_a), "b": (edit.b0 + at_b, edit.b1 + at_b)}
    return any(start < spans[side][1] and spans[side][0] < body for side, start, body in labels)


def _is_label_style(label_a: str, label_b: str) -> bool:
    """The closing marks of both labels are such as labels have: 1. 1、 (1) 1) and none."""
    return all(mark in "、.()" or mark.isalnum() for mark in {*label_a} ^ {*label_b})


def _same_numeral(label_a: str, label_b: str) -> bool:
    """The number is written alike, or once in Arabic and once in Han numerals; 三十一一 is not 三十一 though a parser
    reads it so."""
    number_a, number_b = ("".join(_NUMERAL.findall(label)) for label in (label_a, label_b))
    return number_a.replace("零", "〇") == number_b.replace("零", "〇") or number_a.isascii() != number_b.isascii()


def _opens_unit(labels: Labels, side: str, start: int, end: int) -> bool:
    """Is the span a label with words of its unit, as when a unit is gone with its number and heading?"""
    return any(of == side and s == start and body < end for of, s, body in labels)


def _held(labels: Labels, side: str, start: int, end: int) -> tuple[bool, str | None]:
    """Does the span lie in a label of that side, and in which?"""
    for (of, s, e), ordinal in labels.items():
        if of == side and s <= start and end <= e and start < end:
            return True, ordinal
    return False, None
