# SPDX-License-Identifier: Apache-2.0
"""What the readers met in the files, told beside the differences: hidden text, tracked changes."""

from collections.abc import Sequence

from policydiff.canonical.text import Canonical
from policydiff.diff.gaps import verdict_of
from policydiff.diff.raw import Raw, Verdict
from policydiff.diff.region import Cell
from policydiff.model import ReadingEvent

_SHOWN = 40
"""Characters of a hidden text that a reason quotes."""
_DELETED = "; it stands in a tracked deletion of the copy that lacks it"
_INSERTED = "; it stands in a tracked insertion of the copy that has it"


def hidden_texts(cells: Sequence[Cell], a: Canonical, b: Canonical, events_a: Sequence[ReadingEvent], events_b: Sequence[ReadingEvent]) -> list[Raw]:
    """A difference of class integrity for each text that a file hides from its readers; one that both hide is one difference."""
    found: list[Raw] = []
    shared: set[tuple[str, int]] = set()
    for event in events_a:
        if event.kind == "hidden_text":
            at, unit = _place(cells, event, a, b, from_a=True)
            twin = next((e for e in events_b if e.kind == event.kind and e.text == event.text), None)
            if twin is not None:
                shared.add((twin.text, twin.start))
                at = twin.start
            found.append(Raw(event.start, event.start, at, at, unit, _told(event)))
    for event in events_b:
        if event.kind == "hidden_text" and (event.text, event.start) not in shared:
            at, unit = _place(cells, event, b, a, from_a=False)
            found.append(Raw(at, at, event.start, event.start, unit, _told(event)))
    return found


def _told(event: ReadingEvent) -> Verdict:
    verdict = verdict_of("hidden_text")
    text = " ".join(event.text.split())
    quoted = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return verdict._replace(reason=f"{verdict.reason}: {quoted}" + (f" ({event.note})" if event.note else ""))


def _place(cells: Sequence[Cell], event: ReadingEvent, own: Canonical, other: Canonical, *, from_a: bool) -> tuple[int, int]:
    """The source offset of the other copy that answers to the event's, and the unit it lies in."""
    kept = own.offsets.to_kept(event.start)
    there, unit = _counterpart(cells, kept, from_a=from_a)
    behind_gap = own.offsets.to_source(kept) == event.start
    return (other.offsets.to_source(there) if behind_gap else other.offsets.end_to_source(there)), unit


def _counterpart(cells: Sequence[Cell], kept: int, *, from_a: bool) -> tuple[int, int]:
    """The kept offset of the other copy that answers to `kept`, and the unit it lies in."""
    last = (0, cells[0].unit if cells else 0)
    for cell in cells:
        here, there = (cell.a, cell.b) if from_a else (cell.b, cell.a)
        if here is None or there is None or not here[0] <= kept <= here[1]:
            continue
        shift = there[0] - here[0]
        for region in cell.regions:
            start, end, other = (region.a0, region.a1, region.b1) if from_a else (region.b0, region.b1, region.a1)
            if kept < start:
                break
            if kept < end:
                return other, cell.unit
            shift = other - end
        last = (kept + shift, cell.unit)
    return last


def with_tracked_changes(raws: Sequence[Raw], events_a: Sequence[ReadingEvent], events_b: Sequence[ReadingEvent], a: str, b: str) -> list[Raw]:
    """The differences, those that a tracked change of one file explains saying so; they stay what they are."""
    if not any(e.kind in ("insertion", "deletion") for e in (*events_a, *events_b)):
        return list(raws)
    return [_tracked(raw, events_a, events_b, a, b) if raw.verdict.class_ == "substantive" else raw for raw in raws]


def _tracked(raw: Raw, events_a: Sequence[ReadingEvent], events_b: Sequence[ReadingEvent], a: str, b: str) -> Raw:
    text_a, text_b = a[raw.a0 : raw.a1], b[raw.b0 : raw.b1]
    if _deleted(events_a, raw.a0, raw.a1, text_b) or _deleted(events_b, raw.b0, raw.b1, text_a):
        return raw._replace(verdict=raw.verdict._replace(reason=raw.verdict.reason + _DELETED))
    if _inserted(events_a, raw.a0, raw.a1) or _inserted(events_b, raw.b0, raw.b1):
        return raw._replace(verdict=raw.verdict._replace(reason=raw.verdict.reason + _INSERTED))
    return raw


def _deleted(events: Sequence[ReadingEvent], start: int, end: int, other: str) -> bool:
    wanted = "".join(other.split())
    return bool(wanted) and any(e.kind == "deletion" and start - 1 <= e.start <= end + 1 and _alike(wanted, "".join(e.text.split())) for e in events)


def _alike(one: str, other: str) -> bool:
    return bool(other) and (one in other or other in one)


def _inserted(events: Sequence[ReadingEvent], start: int, end: int) -> bool:
    return start < end and any(e.kind == "insertion" and e.start < end and e.end > start for e in events)
