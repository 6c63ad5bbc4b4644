# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C held back where it would be lost or do harm."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


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
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
