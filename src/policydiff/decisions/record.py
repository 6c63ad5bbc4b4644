# SPDX-License-Identifier: Apache-2.0
"""The file of decisions that the report exports and the command line reads."""

from msgspec import Struct, field

from policydiff.model import DecisionName

SCHEMA = "policydiff.decisions/1"


class DecidedCopy(Struct, frozen=True):
    """A copy that the decisions were made on."""

    name: str = ""
    sha256: str = ""


class Decision(Struct, frozen=True):
    """What was decided about the difference or erratum of this id; `text` is what stood there."""

    id: str
    decision: DecisionName
    note: str = ""
    text: str = ""


class Decisions(Struct, frozen=True):
    """A file of decisions with the people who made them: 校对人 and 复核人."""

    schema: str = SCHEMA
    a: DecidedCopy = field(default_factory=DecidedCopy)
    b: DecidedCopy = field(default_factory=DecidedCopy)
    proofreader: str = ""
    reviewer: str = ""
    decisions: tuple[Decision, ...] = ()
