# SPDX-License-Identifier: Apache-2.0
"""What a person sees in a file and its text does not hold: one table of the kinds of events that say so.

Visible text is read at its place, or it stands in an event of one of these kinds. From such events follow a problem, a
reason why the copy is not complete, and a difference of class review where the other copy is not proven to have the
same."""

from collections.abc import Iterable

from policydiff.model import Problem, ReadingEvent, Reason
from policydiff.reasons import because, problem

OUTSIDE: dict[str, str] = {
    "comment": "remark",
    "annotation": "annotation",
    "turned_text": "turned text",
    "outside_text": "text",
    "unread": "something without readable text",
}
"""Event kind to what it is called. The text of `unread` could not be had: its note says what is there, and identifies
it where it can."""


def outside(events: Iterable[ReadingEvent]) -> list[ReadingEvent]:
    """The events that stand for something visible that the text does not hold."""
    return [event for event in events if event.kind in OUTSIDE]


def outside_problems(events: Iterable[ReadingEvent]) -> tuple[Problem, ...]:
    """A problem for text outside the running text, and one for what could not be read."""
    told, unread = _parted(events)
    problems = []
    if told:
        key, names, more = _named("places_outside_one" if len(told) == 1 else "places_outside_other", told)
        characters = sum(len(event.text) for event in told)
        problems.append(problem("PD148", key, n=len(told), characters=characters, what=names, more=more))
    if unread:
        key, names, more = _named("places_unread_one" if len(unread) == 1 else "places_unread_other", unread)
        problems.append(problem("PD149", key, n=len(unread), what=names, more=more))
    return tuple(problems)


def outside_reasons(events: Iterable[ReadingEvent]) -> tuple[Reason, ...]:
    """Why a copy is not complete; empty where all that is visible was read at its place."""
    told, unread = _parted(events)
    reasons = []
    if told:
        key, names, more = _named("text_outside", told)
        reasons.append(because(key, what=names, more=more))
    if unread:
        key, names, more = _named("not_read", unread)
        reasons.append(because(key, what=names, more=more))
    return tuple(reasons)


def called(event: ReadingEvent) -> str:
    """What stands outside the text, in a word or two: its note where it has one."""
    return event.note or OUTSIDE[event.kind]


def _parted(events: Iterable[ReadingEvent]) -> tuple[list[ReadingEvent], list[ReadingEvent]]:
    found = outside(events)
    return [e for e in found if e.kind != "unread"], [e for e in found if e.kind == "unread"]


def _named(key: str, events: list[ReadingEvent], shown: int = 3) -> tuple[str, tuple[str, ...], int]:
    """The key of the sentence, that of more where not all are named, the first names, and how many more there are."""
    names = tuple(dict.fromkeys(called(event) for event in events))
    more = max(0, len(names) - shown)
    return (f"{key}_more" if more else key), names[:shown], more
