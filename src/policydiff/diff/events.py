# SPDX-License-Identifier: Apache-2.0
"""What readers met in the files, told beside the differences: hidden and outside text, tracked changes."""

from collections import Counter
from collections.abc import Sequence

from policydiff.canonical import canonicalize
from policydiff.canonical.text import Canonical
from policydiff.diff.raw import Raw, Verdict, verdict
from policydiff.diff.raws import Raws
from policydiff.diff.region import Cell
from policydiff.ingest.outside import called, outside
from policydiff.model import ReadingEvent, Severity, Side
from policydiff.reasons import because, further

Events = Sequence[ReadingEvent]
Content = tuple[ReadingEvent, tuple[str, str]]
"""An event and what makes it the same as another."""

_SHOWN = 40
"""Characters of a hidden text that a reason quotes."""


def hidden_texts(cells: Sequence[Cell], a: Canonical, b: Canonical, events_a: Events, events_b: Events) -> list[Raw]:
    """A difference of class integrity for each text that a file hides from readers; one for a text that both hide."""
    hidden_a, hidden_b = ([e for e in events if e.kind == "hidden_text"] for events in (events_a, events_b))
    found, shared = [], set()
    for event in hidden_a:
        twin = next((e for e in hidden_b if e.text == event.text), None)
        if twin is None:
            found.append(beside(cells, event, a, b, 0, _told(event)))
        else:
            shared.add((twin.text, twin.start))
            _, unit = _place(cells, event, a, b, side=0)
            found.append(Raw(event.start, event.start, twin.start, twin.start, unit, _told(event)))
    alone = [event for event in hidden_b if (event.text, event.start) not in shared]
    return [*found, *(beside(cells, event, b, a, 1, _told(event)) for event in alone)]


def beside(
    cells: Sequence[Cell], event: ReadingEvent, own: Canonical, other: Canonical, side: int, told: Verdict
) -> Raw:
    """A difference that stands at the event's place in the copy that has it (`side`: 0 is A) and at the place that
    answers to it in the other."""
    at, unit = _place(cells, event, own, other, side)
    places = (event.start, event.start), (at, at)
    holder: Side = "a" if side == 0 else "b"
    return Raw(*places[side], *places[1 - side], unit, told._replace(side=holder))


def _told(event: ReadingEvent) -> Verdict:
    key = "hidden_noted" if event.note else "hidden_quoted"
    return verdict("integrity", "hidden_text", because(key, text=_quoted(event), note=event.note))


def _quoted(event: ReadingEvent) -> str:
    text = " ".join(event.text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def outside_texts(cells: Sequence[Cell], a: Canonical, b: Canonical, events_a: Events, events_b: Events) -> list[Raw]:
    """A difference of class review for each thing outside one copy's text that the other is not proven to have."""
    alone_a, alone_b = _unshared(events_a, events_b)
    return [
        *(beside(cells, event, a, b, 0, _not_compared(event)) for event in alone_a),
        *(beside(cells, event, b, a, 1, _not_compared(event)) for event in alone_b),
    ]


def _content(event: ReadingEvent) -> tuple[str, str]:
    """What makes two events the same: their canonical text, or what identifies something that has none."""
    return ("text", canonicalize(event.text).text) if event.text.strip() else ("unread", event.note)


def _unshared(events_a: Events, events_b: Events) -> tuple[list[ReadingEvent], list[ReadingEvent]]:
    """What each copy holds outside its text that the other does not have, or not so often."""
    a, b = ([(event, _content(event)) for event in outside(events)] for events in (events_a, events_b))
    return _lacking(a, b), _lacking(b, a)


def _lacking(own: Sequence[Content], other: Sequence[Content]) -> list[ReadingEvent]:
    left = Counter(key for _, key in other)
    lacking = []
    for event, key in own:
        if left[key] > 0:
            left[key] -= 1
        else:
            lacking.append(event)
    return lacking


def _not_compared(event: ReadingEvent) -> Verdict:
    severity: Severity = "low" if event.kind == "comment" else "normal"
    if not event.text.strip():
        return Verdict("review", "unread", because("unread_here", what=called(event)), severity)
    return Verdict(
        "review", "outside_text", because("outside_quoted", text=_quoted(event), what=called(event)), severity
    )


def furniture_differs(a: Events, b: Events) -> list[Raw]:
    """One difference of class page where the parts that two pages' own markup sets aside are not the same."""
    texts = [Counter("".join(e.text.split()) for e in events if e.kind == "furniture") for events in (a, b)]
    if texts[0] == texts[1]:
        return []
    only = [sum(map(len, (one - other).elements())) for one, other in (texts, texts[::-1])]
    return [Raw(0, 0, 0, 0, 0, verdict("page", "navigation", because("page_parts", n=only[0] + only[1])))]


def _place(cells: Sequence[Cell], event: ReadingEvent, own: Canonical, other: Canonical, side: int) -> tuple[int, int]:
    """The source offset of the other copy that answers to the event's, and the unit it lies in."""
    kept = own.offsets.to_kept(event.start)
    there, unit = counterpart(cells, kept, side)
    behind_gap = own.offsets.to_source(kept) == event.start
    return (other.offsets.to_source(there) if behind_gap else other.offsets.end_to_source(there)), unit


def counterpart(cells: Sequence[Cell], kept: int, side: int) -> tuple[int, int]:
    """The kept offset of the other copy that answers to `kept` of this side, and the unit it lies in."""
    last = (0, cells[0].unit if cells else 0)
    for cell in cells:
        here, there = cell.spans[side], cell.spans[1 - side]
        if here is None or there is None or not here[0] <= kept <= here[1]:
            continue
        shift = there[0] - here[0]
        for region in cell.regions:
            (start, end), (_, other) = region.spans[side], region.spans[1 - side]
            if kept < start:
                break
            if kept < end:
                return other, cell.unit
            shift = other - end
        last = (kept + shift, cell.unit)
    return last


def beside_counts(a: Events, b: Events) -> Counter[str]:
    """How many differences of each class the events alone make, for copies whose texts are compared in a collation."""
    hidden_a, hidden_b = (Counter(e.text for e in events if e.kind == "hidden_text") for events in (a, b))
    struck_a, struck_b = (Counter(canonicalize(e.text).text for e in events if e.kind == "struck") for events in (a, b))
    alone_a, alone_b = _unshared(a, b)
    return Counter(
        integrity=(hidden_a | hidden_b).total(),
        review=len(alone_a) + len(alone_b) + (struck_a - struck_b).total() + (struck_b - struck_a).total(),
        page=len(furniture_differs(a, b)),
    )


def with_tracked_changes(raws: Raws, events_a: Events, events_b: Events, a: str, b: str) -> Raws:
    """The differences, those that a tracked change of one file explains saying so; they stay what they are."""
    if not any(e.kind in ("insertion", "deletion") for e in (*events_a, *events_b)):
        return raws
    return Raws(_tracked(raw, events_a, events_b, a, b) if raw.verdict.class_ == "substantive" else raw for raw in raws)


def _tracked(raw: Raw, events_a: Events, events_b: Events, a: str, b: str) -> Raw:
    text_a, text_b = a[raw.a0 : raw.a1], b[raw.b0 : raw.b1]
    if _deleted(events_a, raw.a0, raw.a1, text_b) or _deleted(events_b, raw.b0, raw.b1, text_a):
        return raw._replace(verdict=raw.verdict._replace(reason=further(raw.verdict.reason, "in_tracked_deletion")))
    if _inserted(events_a, raw.a0, raw.a1) or _inserted(events_b, raw.b0, raw.b1):
        return raw._replace(verdict=raw.verdict._replace(reason=further(raw.verdict.reason, "in_tracked_insertion")))
    return raw


def _deleted(events: Events, start: int, end: int, other: str) -> bool:
    wanted = "".join(other.split())
    return bool(wanted) and any(
        e.kind == "deletion" and start - 1 <= e.start <= end + 1 and _alike(wanted, "".join(e.text.split()))
        for e in events
    )


def _alike(one: str, other: str) -> bool:
    return bool(other) and (one in other or other in one)


def _inserted(events: Events, start: int, end: int) -> bool:
    return start < end and any(e.kind == "insertion" and e.start < end and e.end > start for e in events)
