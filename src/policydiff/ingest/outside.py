# SPDX-License-Identifier: Apache-2.0
"""What a person sees in a file and its text does not hold: one table of the kinds of events that say so.

Visible text is read at its place, or it stands in an event of one of these kinds. From such events follow a problem, a
reason why the copy is not complete, and a difference of class review where the other copy is not proven to have the same.
"""

from collections.abc import Iterable
from typing import Literal

from policydiff.model import Problem, ReadingEvent, Reason
from policydiff.reasons import because

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
        problems.append(Problem("PD148", f"{_places(len(told))} text outside the running text ({characters} characters): {_named(told)}"))
    if unread:
        problems.append(Problem("PD149", f"{_places(len(unread))} something that was not read: {_named(unread)}"))
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


def _places(count: int) -> str:
    return "1 place holds" if count == 1 else f"{count} places hold"


def _named(events: list[ReadingEvent], shown: int = 3) -> str:
    names = list(dict.fromkeys(called(event) for event in events))
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ", ".join(names[:shown]) + more
