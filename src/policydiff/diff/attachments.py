# SPDX-License-Identifier: Apache-2.0
"""Lists of attachments compared entry by entry: 附件：1.任务清单 2.进度表. An entry that is lost is an attachment
lost, and no change of numbers in what is left."""

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Indel

from policydiff.diff.label_changes import LABELS_LOST, label_verdict
from policydiff.diff.label_runs import Change, told_once
from policydiff.diff.raw import verdict
from policydiff.diff.region import Region
from policydiff.structure.attachments import ENTRY, HEAD

ATTACHMENT = verdict("substantive", "attachment")


class Entry(NamedTuple):
    """One entry of a list: its label at `start:body`, its name at `body:end`."""

    start: int
    body: int
    end: int
    name: str


class ListChanges(NamedTuple):
    """What differs in two lists: regions that are settled, and pairs of names (as spans of A and of B) that are to be
    compared."""

    regions: list[Region]
    renamed: list[tuple[int, int, int, int]]
    labels: list[Region]
    """Labels of entries that answer to each other, where they differ."""


def list_changes(a: str, b: str, at_a: int, at_b: int) -> ListChanges | None:
    """The changes between two lists of attachments whose texts begin at `at_a` and `at_b`; None where they cannot be
    read as lists, or have as many entries as each other under names that all differ."""
    head_a, rows_a = _entries(a, at_a)
    head_b, rows_b = _entries(b, at_b)
    if not rows_a or not rows_b or head_a != head_b:
        return None
    found = ListChanges([], [], [])
    for tag, i0, i1, j0, j1 in _steps([e.name for e in rows_a], [e.name for e in rows_b]):
        if tag == "same":
            _compare(a, b, at_a, at_b, rows_a[i0], rows_b[j0], found)
            continue
        one, other = rows_a[i0:i1], rows_b[j0:j1]
        if len(one) == len(other):
            for x, y in zip(one, other, strict=True):
                _compare(a, b, at_a, at_b, x, y, found)
            continue
        a0 = rows_a[i0].start if i0 < len(rows_a) else at_a + len(a)
        b0 = rows_b[j0].start if j0 < len(rows_b) else at_b + len(b)
        found.regions.append(Region(a0, one[-1].end if one else a0, b0, other[-1].end if other else b0, ATTACHMENT))
    return found._replace(regions=[*found.regions, *_told_once(a, b, at_a, at_b, found.labels)])


def _told_once(a: str, b: str, at_a: int, at_b: int, labels: list[Region]) -> list[Region]:
    """The labels that differ, those that moved along together told once: 3–5 became 2–4."""
    changes = []
    for n, at in enumerate(labels):
        label_a, label_b = a[at.a0 - at_a : at.a1 - at_a], b[at.b0 - at_b : at.b1 - at_b]
        family_a, family_b = ("entry" if label else None for label in (label_a, label_b))
        number_a, number_b = (label.rstrip(".、") or None for label in (label_a, label_b))
        changes.append(Change(n, family_a, family_b, number_a, number_b, label_a, label_b, at.verdict))
    verdicts = told_once(changes)
    return [at._replace(verdict=verdicts[n]) for n, at in enumerate(labels)]


def _entries(text: str, at: int) -> tuple[str, list[Entry]]:
    """What stands before the entries of a list, and the entries; a name alone is one."""
    head = HEAD.match(text)
    first = head.end() if head else 0
    marks = list(ENTRY.finditer(text, first))
    if not marks or marks[0].start() > first:
        return text[:first], [Entry(at + first, at + first, at + len(text), _name(text[first:]))] if first else []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return text[:first], [
        Entry(at + mark.start(), at + mark.end(), at + end, _name(text[mark.end() : end]))
        for mark, end in zip(marks, ends, strict=True)
    ]


def _name(text: str) -> str:
    return text.rstrip("。;,、")


def _steps(a: list[str], b: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Runs of entries in order: one name on both sides (`same`), or what stands between two such names."""
    at_a = at_b = 0
    for code in Indel.opcodes(a, b):
        if code.tag != "equal":
            continue
        if at_a < code.src_start or at_b < code.dest_start:
            yield "other", at_a, code.src_start, at_b, code.dest_start
        for n in range(code.src_end - code.src_start):
            yield "same", code.src_start + n, code.src_start + n + 1, code.dest_start + n, code.dest_start + n + 1
        at_a, at_b = code.src_end, code.dest_end
    if at_a < len(a) or at_b < len(b):
        yield "other", at_a, len(a), at_b, len(b)


def _compare(a: str, b: str, at_a: int, at_b: int, x: Entry, y: Entry, found: ListChanges) -> None:
    """Two entries that answer to each other: a label in another form or lost is settled, names are to be compared."""
    label_a, label_b = a[x.start - at_a : x.body - at_a], b[y.start - at_b : y.body - at_b]
    if label_a != label_b:
        both = label_a and label_b
        told = label_verdict(label_a, label_b, one_ordinal=False) if both else LABELS_LOST
        found.labels.append(Region(x.start, x.body, y.start, y.body, told))
    if a[x.body - at_a : x.end - at_a] != b[y.body - at_b : y.end - at_b]:
        found.renamed.append((x.body, x.end, y.body, y.end))


__all__ = ["ATTACHMENT", "ListChanges", "list_changes"]
