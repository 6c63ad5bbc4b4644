# SPDX-License-Identifier: Apache-2.0
"""What a person sees in a file and its text does not hold: one table of the kinds of events that say so.

Visible text is read at its place, or it stands in an event of one of these kinds. From such events follow a problem, a
reason why the copy is not complete, and a difference of class review where the other copy is not proven to have the same.
"""

from collections.abc import Iterable
from typing import Literal

from policydiff.model import Problem, ReadingEvent, Reason
from policydiff.reasons import because, problem

Outside = Literal["comment", "annotation", "turned_text", "outside_text", "unread"]

OUTSIDE: dict[str, str] = {
    "comment": "remark",
    "annotation": "annotation",
    "turned_text": "turned text",
    "outside_text": "text",
    "unread": "something without readable text",
}
"""Event kind to what it is called. The text of `unread` could not be had: its note says what is there, and identifies it where it can."""


def outside(events: Iterable[ReadingEvent]) -> list[ReadingEvent]:
    """The events that stand for something visible that the text does not hold."""
    return [event for event in events if event.kind in OUTSIDE]


def outside_problems(events: Iterable[ReadingEvent]) -> tuple[Problem, ...]:
    """A problem for text outside the running text, and one for what could not be read."""
    told, unread = _parted(events)
    problems = []
    if told:
        characters = sum(len(event.text) for event in told)
        problems.append(problem("PD148", _counted("places_outside", told), n=len(told), characters=characters, what=_named(told)))
    if unread:
        problems.append(problem("PD149", _counted("places_unread", unread), n=len(unread), what=_named(unread)))
    return tuple(problems)


def outside_reasons(events: Iterable[ReadingEvent]) -> tuple[Reason, ...]:
    """Why a copy is not complete; empty where all that is visible was read at its place."""
    told, unread = _parted(events)
    reasons = []
    if told:
        reasons.append(because("text_outside", what=_named(told)))
    if unread:
        reasons.append(because("not_read", what=_named(unread)))
    return tuple(reasons)


def called(event: ReadingEvent) -> str:
    """What stands outside the text, in a word or two: its note where it has one."""
    return event.note or OUTSIDE[event.kind]


def _parted(events: Iterable[ReadingEvent]) -> tuple[list[ReadingEvent], list[ReadingEvent]]:
    found = outside(events)
    return [e for e in found if e.kind != "unread"], [e for e in found if e.kind == "unread"]


def _counted(key: str, events: list[ReadingEvent]) -> str:
    """The key of the sentence for one place or for several."""
    return f"{key}_one" if len(events) == 1 else f"{key}_other"


def _named(events: list[ReadingEvent], shown: int = 3) -> str:
    names = list(dict.fromkeys(called(event) for event in events))
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ", ".join(names[:shown]) + more
