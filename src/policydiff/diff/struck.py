# SPDX-License-Identifier: Apache-2.0
"""Text that one copy shows with a line through it and the other without: a reader takes it as crossed out."""

from collections.abc import Sequence

from policydiff.canonical.text import Canonical
from policydiff.diff.events import Events, beside, counterpart
from policydiff.diff.raw import Raw, Verdict, verdict
from policydiff.diff.region import Cell
from policydiff.model import ReadingEvent
from policydiff.reasons import because

_SHOWN = 40
"""Characters of a struck text that a reason quotes."""


def struck_texts(cells: Sequence[Cell], a: Canonical, b: Canonical, events_a: Events, events_b: Events) -> list[Raw]:
    """A difference of class review for each run of text that is struck in one copy and not, or not all, in the
    other; at the place in both copies, since a line through another place is another statement."""
    runs = _runs(a, events_a), _runs(b, events_b)
    spans = tuple({span for span, _ in side} for side in runs)
    found = []
    for side, (own, other) in enumerate(((a, b), (b, a))):
        for (start, end), event in runs[side]:
            there, _ = counterpart(cells, start, side)
            if (there, there + end - start) in spans[1 - side] and _same(own, other, start, end, there):
                continue
            found.append(beside(cells, event, own, other, side, _told(own.text[start:end])))
    return found


def _same(own: Canonical, other: Canonical, start: int, end: int, there: int) -> bool:
    return own.text[start:end] == other.text[there : there + end - start]


def _runs(copy: Canonical, events: Events) -> list[tuple[tuple[int, int], ReadingEvent]]:
    """The struck spans of kept characters with the event that each begins with; a word processor cuts a struck text
    into pieces as it likes, so that pieces which touch are one."""
    runs: list[tuple[tuple[int, int], ReadingEvent]] = []
    for event in sorted((e for e in events if e.kind == "struck"), key=lambda e: (e.start, e.end)):
        start, end = copy.offsets.to_kept(event.start), copy.offsets.to_kept(event.end)
        if start == end:
            continue
        if runs and start <= runs[-1][0][1]:
            (first, last), begun = runs[-1]
            runs[-1] = (first, max(last, end)), begun
        else:
            runs.append(((start, end), event))
    return runs


def _told(text: str) -> Verdict:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return verdict("review", "struck_text", because("struck_quoted", text=shown))
