# SPDX-License-Identifier: Apache-2.0
"""The file of decisions that the report exports and the command line reads."""

from msgspec import Struct, field

from policydiff.model import DecisionName, Side

SCHEMA = "policydiff.decisions/1"


class DecidedCopy(Struct, frozen=True):
    """A copy that the decisions were made on."""

    name: str = ""
    sha256: str = ""


class Stood(Struct, frozen=True, omit_defaults=True):
    """What stood in one copy when it was decided on: the reading, the words around it, where it began."""

    text: str = ""
    before: str = ""
    after: str = ""
    start: int = 0
    cut: bool = False
    """Whether `text` is only the beginning of a long reading."""


class Decision(Struct, frozen=True, omit_defaults=True):
    """What was decided about the difference or erratum of this id; `text` is what stood there, for people.

    `a` and `b` say enough to find the place again after a correction: the id is another
    then, since it hashes the readings.
    """

    id: str
    decision: DecisionName
    note: str = ""
    text: str = ""
    kind: str = ""
    a: Stood | None = None
    b: Stood | None = None
    side: Side | None = None
    """The copy to correct, where that is known: the one that has the erratum, or that is judged against a base."""
    wanted: str | None = None
    """What is to stand there, where that is known; else it is enough that the copies agree."""


class Seen(Struct, frozen=True, omit_defaults=True):
    """A place that was shown and not decided on; its readings tell it when a correction beside it changed its id."""

    id: str
    a: str = ""
    b: str = ""


class Decisions(Struct, frozen=True):
    """A file of decisions with the people who made them: 校对人 and 复核人."""

    schema: str = SCHEMA
    a: DecidedCopy = field(default_factory=DecidedCopy)
    b: DecidedCopy = field(default_factory=DecidedCopy)
    proofreader: str = ""
    reviewer: str = ""
    decisions: tuple[Decision, ...] = ()
    seen: tuple[Seen, ...] | None = None
    """The places that were shown and not decided on; None where the file does not say, so that nothing can be
    called new."""
    table: bool = False
    """Whether it was a table of errata, whose first copy is the original."""
