# SPDX-License-Identifier: Apache-2.0
"""Why something has no result, by a code that `policydiff explain` answers to."""

from typing import Protocol

from msgspec import Struct

DIED, TOO_LONG, TOO_MUCH_MEMORY, INTERNAL = "PD310", "PD311", "PD312", "PD001"
AGAIN = frozenset({DIED, TOO_LONG, TOO_MUCH_MEMORY})
"""What may be the machine's fault and not the file's: tried once more, alone."""


class Failure(Struct, frozen=True):
    """A code and what happened, in words."""

    code: str
    message: str


class Numbered(Protocol):
    """A piece of work: its number is its place in the order that results are given in."""

    @property
    def number(self) -> int:
        """Its place."""


class Answer(Numbered, Protocol):
    """What a piece of work came to."""

    @property
    def failure(self) -> Failure | None:
        """Why there is no result, else None."""


def too_long(seconds: float) -> Failure:
    """The failure of what was stopped by time."""
    return Failure(TOO_LONG, f"took longer than {seconds:g} s")


def too_much_memory() -> Failure:
    """The failure of what was stopped by memory."""
    return Failure(TOO_MUCH_MEMORY, "took more memory than a worker may have")


def died(cause: str) -> Failure:
    """The failure of what killed its worker; `cause` is what the worker could say, or nothing."""
    return Failure(DIED, f"the worker process died on it twice{f': {cause}' if cause else ''}")
