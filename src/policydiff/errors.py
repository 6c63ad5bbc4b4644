# SPDX-License-Identifier: Apache-2.0
"""Errors that name the cure, and the exit statuses that a job can rely on."""

OK = 0
FOUND = 1
"""Something stands at or above `--fail-on`."""
TROUBLE = 2
"""Usage, input or integrity error; wins over FOUND."""
INTERNAL = 101
INTERRUPTED = 130


class PolicydiffError(Exception):
    """An error a user can act on: what happened, where, and what to do.

    `code` (PD001…) is what `policydiff explain CODE` answers to.
    """

    exit_status = TROUBLE

    def __init__(self, code: str, message: str, cure: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.cure = cure


class InputError(PolicydiffError):
    """A file that cannot be read, or whose content is refused."""


class OutputError(PolicydiffError):
    """A result that cannot be written where it was asked for."""


class UsageError(PolicydiffError):
    """Options or arguments that do not fit together."""


class IntegrityError(PolicydiffError):
    """A store, a log or a digest that is not what it should be."""
