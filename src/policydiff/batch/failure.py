# SPDX-License-Identifier: Apache-2.0
"""Why something has no result, by a code that `policydiff explain` answers to."""

from typing import Protocol

from msgspec import Struct

from policydiff.errors import InputError, PolicydiffError
from policydiff.model import Reason
from policydiff.reasons import because, tell

DIED, TOO_LONG, TOO_MUCH_MEMORY, INTERNAL = "PD310", "PD311", "PD312", "PD001"
AGAIN = frozenset({DIED, TOO_LONG, TOO_MUCH_MEMORY})
"""What may be the machine's fault and not the file's: tried once more, alone."""


class Failure(Struct, frozen=True, omit_defaults=True):
    """A code and what happened, in words."""

    code: str
    message: str
    said: tuple[str | Reason, ...] = ()
    """The same by keys, places first: for readers of another language."""

    def told(self, lang: str) -> str:
        """What happened, in a language."""
        return tell(self.said, lang) if self.said else self.message


def failure(error: PolicydiffError) -> Failure:
    """The failure that an error is."""
    said = error.said if isinstance(error.said, tuple) else (error.said,)
    return Failure(error.code, error.message, tuple(one for one in said if isinstance(one, str | Reason)))


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
    return failure(InputError(TOO_LONG, because("took_too_long", seconds=f"{seconds:g}")))


def too_much_memory() -> Failure:
    """The failure of what was stopped by memory."""
    return failure(InputError(TOO_MUCH_MEMORY, because("worker_took_too_much")))


def died(cause: str) -> Failure:
    """The failure of what killed its worker; `cause` is what the worker could say, or nothing."""
    said = because("worker_died_of", cause=cause) if cause else because("worker_died")
    return failure(InputError(DIED, said))
