# SPDX-License-Identifier: Apache-2.0
"""Errors that name the cure, in the language of the reader, and the exit statuses that a job can rely on."""

from typing import TYPE_CHECKING, Self, TypeAlias

if TYPE_CHECKING:  # a command that makes no error need not load what sentences are made of
    from policydiff.model import Reason

OK = 0
FOUND = 1
"""Something stands at or above `--fail-on`."""
TROUBLE = 2
"""Usage, input or integrity error; wins over FOUND."""
INTERNAL = 101
INTERRUPTED = 130

Said: TypeAlias = "str | Reason | tuple[Said, ...] | list[Said]"
"""What is said: a reason, or a name or other text that is the same in each language; a tuple is a place and what is
there, a list is several lines."""


class PolicydiffError(Exception):
    """An error a user can act on: what happened, where, and what to do.

    `code` (PD001…) is what `policydiff explain CODE` answers to. `said` is what happened; `help` is what to do, by
    default what `reasons.CURES` has for that reason.
    """

    exit_status = TROUBLE

    def __init__(self, code: str, said: Said, help: Said = "") -> None:  # noqa: A002 (what it is called where it is printed)
        super().__init__(code, said, help)
        self.code = code
        self.said = said
        self.help = help

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> str:
        """What happened, in English."""
        return self.told("en")

    @property
    def cure(self) -> str:
        """What to do, in English."""
        return self.advice("en")

    def told(self, lang: str) -> str:
        """What happened, in a language."""
        from policydiff.reasons import tell

        return tell(self.said, lang)

    def advice(self, lang: str) -> str:
        """What to do, in a language."""
        from policydiff.reasons import advise, tell

        return tell(self.help, lang) if self.help else advise(self.said, lang)

    def at(self, place: Said, help: Said = "") -> Self:  # noqa: A002 (as above)
        """The same error, with the place before what happened, and other words on what to do if they are given."""
        said = self.said if isinstance(self.said, tuple) else (self.said,)
        return type(self)(self.code, (place, *said), help or self.help)


class InputError(PolicydiffError):
    """A file that cannot be read, or whose content is refused."""


class OutputError(PolicydiffError):
    """A result that cannot be written where it was asked for."""


class UsageError(PolicydiffError):
    """Options or arguments that do not fit together."""


class IntegrityError(PolicydiffError):
    """A store, a log or a digest that is not what it should be."""
