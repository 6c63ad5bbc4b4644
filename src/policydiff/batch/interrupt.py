# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C and its like: held back where they would be lost or do harm, and heard so that nothing is left behind."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = frozenset(
    number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None
)
"""The signals by which somebody asks a program to end."""


class StoppedError(KeyboardInterrupt):
    """A signal that asks to end, by its number: as Ctrl-C, it lets everything be cleared away first."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def heed() -> None:
    """Take signals that ask to end as Ctrl-C is taken; one that is ignored (`nohup`) stays so."""
    for number in ENDING - {signal.SIGINT}:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    for ending in ENDING - {signal.SIGINT}:
        signal.signal(ending, signal.SIG_IGN)  # one is enough: a second would break the clearing away
    raise StoppedError(number)


@contextmanager
def no_interrupt() -> Iterator[None]:
    """Hold Ctrl-C back until the end.

    While a process is started, which then never gets it: it would print where in its own start it was. While
    modules are imported: CPython 3.11 drops an interrupt that comes as an import lock is let go, and where it
    comes while a dataclass is made, ends by the signal and not with a status.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
