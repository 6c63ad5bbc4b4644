# SPDX-License-Identifier: Apache-2.0
"""Which labels become units: sections, tasks and articles; the rest stays text inside its task.

Decided for each family of labels as a whole, never for one label by itself, so that both copies
of a notice come out alike where one has lost a label, a stop or a line break.
"""

from collections.abc import Sequence
from typing import NamedTuple

from policydiff.structure.labels import Rank
from policydiff.structure.sequence import Label

_HEADING = 48
"""A heading has at most this many characters before its first child, and one sentence."""


class Unit(NamedTuple):
    """A label that is a unit, with its kind (section, task, article)."""

    label: Label
    kind: str


def units(text: str, labels: Sequence[Label], cuts: Sequence[int], end: int) -> list[Unit]:
    """The labels that are units, in order.

    `cuts` are the offsets where a new part starts (attachments, a second title): articles hold
    what follows them up to the next one.
    """
    found: list[Unit] = []
    for part, stop in _parts(labels, cuts, end):
        found += _part_units(text, part, stop)
    return found


def _parts(labels: Sequence[Label], cuts: Sequence[int], end: int) -> list[tuple[list[Label], int]]:
    bounds = [*sorted(cuts), end]
    parts: list[tuple[list[Label], int]] = [([], stop) for stop in bounds]
    i = 0
    for label in labels:
        while i < len(bounds) - 1 and label.candidate.start >= bounds[i]:
            i += 1
        parts[i][0].append(label)
    return parts


def _part_units(text: str, labels: list[Label], end: int) -> list[Unit]:
    if any(label.candidate.rank == Rank.ARTICLE for label in labels):
        return _law_units(labels)
    kept = _without_lists(labels)
    sections: dict[int, bool] = {}
    for rank in sorted({label.candidate.rank for label in kept}):
        holds = rank <= Rank.DIVISION or _holds_units(text, kept, rank, end)
        sections[rank] = holds
        if not holds:
            first = next(label.candidate.start for label in kept if label.candidate.rank == rank)
            kept = [label for label in kept if label.candidate.rank <= rank or label.candidate.start < first]
            break
    return [Unit(label, _kind(text, kept, i, sections, end)) for i, label in enumerate(kept)]


def _without_lists(labels: list[Label]) -> list[Label]:
    """The labels without families that stand further out by rank and are lists in units: 3.…：（一）…（二）… 4.…

    So they are where the first family counts on across every one of their runs.
    """
    if not labels:
        return labels
    first = labels[0].candidate.rank
    inside = {
        rank for rank in {label.candidate.rank for label in labels} if rank < first and _in_lists(labels, first, rank)
    }
    return [label for label in labels if label.candidate.rank not in inside] if inside else labels


def _in_lists(labels: list[Label], first: int, rank: int) -> bool:
    """Does each run of `rank` stand between a label of the rank `first` and the next of its sequence?"""
    run = last = 0
    for label in labels:
        candidate = label.candidate
        if candidate.rank == rank:
            run += 1
            if run == 1 and candidate.number != 1:
                return False
        elif candidate.rank == first:
            if run and (run < 2 or candidate.number != last + 1):
                return False
            run, last = 0, candidate.number
    return run != 1


def _law_units(labels: list[Label]) -> list[Unit]:
    """Articles and the headings above them; text before the first article keeps its own labels out."""
    return [
        Unit(label, "article" if label.candidate.rank == Rank.ARTICLE else "section")
        for label in labels
        if label.candidate.rank <= Rank.ARTICLE
    ]


def _children(labels: list[Label], rank: int) -> dict[int, list[int]]:
    """For each label of `rank` the labels of the next rank that stand under it, all by their index."""
    under: dict[int, list[int]] = {}
    parent, uppermost = -1, 0
    for i, label in enumerate(labels):
        own = label.candidate.rank
        if own <= rank:
            parent = i if own == rank else -1
        elif parent >= 0:
            if parent not in under:
                under[parent], uppermost = [i], own
            elif own <= uppermost:
                under[parent].append(i)
    return under


def _holds_units(text: str, labels: list[Label], rank: int, end: int) -> bool:
    """Whether labels of this rank head units of their own, by the weight of those that have labels under them."""
    weight = 0
    parents = _children(labels, rank)
    if not parents:
        return any(label.candidate.rank > rank for label in labels)
    for i, children in parents.items():
        child, after = labels[children[0]].candidate, children[0] + 1
        own = text[labels[i].candidate.end : child.start]
        first = text[child.end : labels[after].candidate.start if after < len(labels) else end]
        if len(own) <= _HEADING and not any(mark in own[:-1] for mark in "。;"):
            vote = not own.endswith(":") or len(first) >= 2 * _HEADING
        else:
            vote = rank == Rank.HAN_COMMA and not own.endswith(":") and not first.endswith(";")
        weight += len(children) if vote else -len(children)
    return weight >= 0


def _kind(text: str, labels: list[Label], index: int, sections: dict[int, bool], end: int) -> str:
    candidate = labels[index].candidate
    following = labels[index + 1].candidate if index + 1 < len(labels) else None
    if candidate.rank <= Rank.DIVISION or (following is not None and following.rank > candidate.rank):
        return "section"
    own = text[candidate.end : following.start if following else end]
    return "section" if sections.get(candidate.rank) and len(own) <= _HEADING and "。" not in own else "task"
