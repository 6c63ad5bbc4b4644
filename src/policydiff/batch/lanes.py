# SPDX-License-Identifier: Apache-2.0
"""Where chunks run: lanes, each an executor that can be renewed when what it ran killed it.

`concurrent.futures.Executor` is the only seam. On one machine a lane is a pool of one spawned
process, so that a death costs one lane its chunk and can be laid to one piece of work; on a
cluster one lane is the whole cluster's executor (`batch/cluster.py`).
"""

import gc
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context, reduction
from typing import Any, BinaryIO, Protocol

from policydiff.batch.guard import Words, end_with_parent, last_words, limit_memory
from policydiff.batch.interrupt import ENDING, no_interrupt
from policydiff.errors import PolicydiffError

RENEW_AFTER = 2000
"""Pieces of work after which a process is exchanged for a fresh one: what C libraries leak goes with it."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is done with a chunk: a function of the chunk, the settings and a worker's last words, which all can travel.

    `warm` is called once in a fresh process, before any work, to load tables; `renew_after` so many pieces
    the process is exchanged for a fresh one.
    """

    work: Callable[[Any, Any, Words | None], Any]
    settings: Any
    warm: Callable[[], None] | None = None
    renew_after: int = RENEW_AFTER


class Lane(Protocol):
    """One place where chunks run."""

    depth: int
    """How many chunks to hand it at a time: one to work on, and what hides the way to it."""
    attributes: bool
    """Can it say to which piece of work a death is to be laid?"""

    def submit(self, tasks: Sequence[Any]) -> Future[Any]:
        """Hand over a chunk."""

    def died(self) -> tuple[int | None, str]:
        """After the worker died: which task it was running and why, as far as is known. The lane is restarted."""

    def gone(self) -> PolicydiffError | None:
        """Why no answer can come any more, None as long as one can."""

    def close(self, *, now: bool) -> None:
        """Let go of it; `now` without waiting for what it is at."""


_WORDS: Words | None = None
"""This worker's own; set when a process starts."""


class _Inherited:
    """A file that goes to a process with its start: its descriptor is inherited, so that it needs no name, which a kill
    could leave behind."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Callable[..., BinaryIO], tuple[Any]]:
        return _opened, (reduction.DupFd(self.file.fileno()),)


def _opened(inherited: Any) -> BinaryIO:
    return os.fdopen(inherited.detach(), "r+b", buffering=0)


def _begin(words: "BinaryIO | _Inherited | None", megabytes: int, warm: Callable[[], None] | None) -> None:
    """Make a fresh process a worker; where that fails it ends without a word, and the supervisor says what happened."""
    global _WORDS  # noqa: PLW0603 (one process, one worker)
    _let_go_of_signals()
    end_with_parent()
    try:
        _WORDS = Words(words.file if isinstance(words, _Inherited) else words)
        limit_memory(megabytes)
        if warm:
            warm()
    except BaseException:  # noqa: BLE001 (the interpreter would print it over the parent's output)
        os._exit(1)
    gc.freeze()


def _let_go_of_signals() -> None:
    """Ctrl-C goes to all processes of a terminal, and the parent alone decides; the other signals end this process,
    also where it is a copy of one that heeds them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in ENDING - {signal.SIGINT}:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)  # it was started while they were held back


def _run(job: Job, tasks: Sequence[Any]) -> Any:
    return job.work(tasks, job.settings, _WORDS)


class ProcessLane:
    """A lane that is one process.

    It is started anew, or where it is the only one (`alone`) as a copy of this process: what is loaded here is loaded
    there, half of what a single pair costs. This process has no threads then, and no timer of faulthandler's, for which
    the copy would wait for ever."""

    depth = 2
    attributes = sys.platform != "win32"
    """There no descriptor is inherited, and workers have no last words."""

    def __init__(self, job: Job, megabytes: int = 0, *, alone: bool = False) -> None:
        self._job = job
        self._start = "fork" if alone and sys.platform == "linux" else "spawn"
        self._megabytes = megabytes
        self._words: BinaryIO = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 (lives as long as the lane)
        self._given = 0
        self._executor: Executor
        self._pid: Future[int]
        self._open()

    def _open(self) -> None:
        self._words.seek(0)
        self._words.truncate()
        words: Any = _Inherited(self._words) if self.attributes else None  # a file again when it arrives
        begin = (words, self._megabytes, self._job.warm)
        with no_interrupt():
            self._executor = ProcessPoolExecutor(1, get_context(self._start), _begin, begin)
            self._pid = self._executor.submit(os.getpid)  # starts the process
        self._given = 0

    def submit(self, tasks: Sequence[Any]) -> Future[Any]:
        """Hand over a chunk; a process that has done enough is exchanged first."""
        if self._given > self._job.renew_after:
            self._executor.shutdown()  # with what it still has: two processes cannot share their last words
            self._open()
        self._given += len(tasks)
        return self._executor.submit(_run, self._job, tasks)

    def died(self) -> tuple[int | None, str]:
        """What the dead process said last; a new one takes its place."""
        said = last_words(self._words)
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._open()
        return said

    def gone(self) -> PolicydiffError | None:
        """A process that ends breaks what it was to give, so that nobody waits for it."""
        return None

    def close(self, *, now: bool) -> None:
        """End the process; `now` kills it in the middle of its work."""
        if now:
            self._kill()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._words.close()

    def _kill(self) -> None:
        with suppress(Exception):  # a process that never came up has no number
            os.kill(self._pid.result(timeout=0), signal.SIGTERM)


class ExecutorLane:
    """A lane that is any other executor, as it is."""

    attributes = False

    def __init__(self, executor: Executor, job: Job, depth: int) -> None:
        self._executor = executor
        self._job = job
        self.depth = depth

    def submit(self, tasks: Sequence[Any]) -> Future[Any]:
        """Hand over a chunk."""
        return self._executor.submit(self._job.work, tasks, self._job.settings, None)

    def died(self) -> tuple[int | None, str]:
        """Nothing is known of it."""
        return None, ""

    def gone(self) -> PolicydiffError | None:
        """Nothing is known of it."""
        return None

    def close(self, *, now: bool) -> None:
        """Let go of the executor; what it is at is not waited for."""
        self._executor.shutdown(wait=not now)
