# SPDX-License-Identifier: Apache-2.0
"""What a format can show to a person, and what becomes of it: the rows of docs/reading.md, each with files that prove
it.

A row gives two makers of files: one shows the word it is asked for, so that a copy with 甲乙丙丁 and one with
甲乙丙戊 differ in visible text. Whatever the reader does, the two must never come out as equal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from policydiff import compare, read
from policydiff.errors import InputError
from policydiff.ingest.outside import OUTSIDE
from policydiff.reasons.notes import known

How = Literal["read", "page", "event", "refused"]
WORD, OTHER = "甲乙丙丁", "甲乙丙戊"


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that a format can show.

    `make` gives the bytes of a file, with enough text around, that shows the word it gets. `how` is what the reader
    does: `read` puts it into the text, `page` into the text as furniture of the page, `event` sets it aside and says
    so, `refused` refuses the file."""

    what: str
    how: How
    make: Callable[[str], bytes]
    source: str
    """Clause of the specification that defines it."""
    unreadable: bool = False
    """The text cannot be had (a picture): the event is `unread`, and identifies what stands there."""


def assert_shown(row: Shown, name: str) -> None:
    """Assert that what the row says is so, and that two files that show different words are never called equal."""
    if row.how == "refused":
        try:
            read(row.make(WORD), name)
        except InputError:
            return
        raise AssertionError(f"{row.what} is read, not refused")
    one, other = (read(row.make(word), name) for word in (WORD, OTHER))
    if row.how in ("read", "page"):
        assert WORD in "".join(one.text.split()), f"{row.what}: not in the text {one.text!r}"
        assert not any(event.kind in OUTSIDE and WORD in event.text for event in one.events)
    else:
        assert WORD not in one.text
        told = [event for event in one.events if event.kind in OUTSIDE]
        assert any(event.kind == "unread" if row.unreadable else WORD in event.text for event in told), (
            f"{row.what}: {one.events}"
        )
        assert {problem.code for problem in one.problems} & {"PD148", "PD149"}
    assert all(known(event.note) for event in one.events if event.kind in OUTSIDE and event.note)
    found = compare(one, other)
    allowed = ("equivalent", "review", "different") if row.how == "page" else ("review", "different")
    assert found.verdict in allowed, f"{row.what}: {found.verdict}"
    assert compare(one, read(row.make(WORD), name)).verdict == "identical" or row.how == "event"
    if row.how == "event":
        assert not found.a.complete
