# SPDX-License-Identifier: Apache-2.0
"""What keeps one bad copy from stopping a worker: a limit of time, a limit of memory, and last words.

Last words are a small file without a name that a worker shares with the process that started it: the number
of the pair it is at, and what the interpreter itself says when it dies of a fault or of the hard limit of time.
"""

import faulthandler
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from math import inf
from mmap import mmap
from time import monotonic
from types import FrameType
from typing import BinaryIO, TypeVar

from policydiff.batch.failure import INTERNAL, Failure, Numbered, failure, too_long, too_much_memory
from policydiff.errors import InputError, PolicydiffError
from policydiff.ingest.apart import lacks_memory
from policydiff.reasons import because

_Task = TypeVar("_Task", bound=Numbered)
_Answer = TypeVar("_Answer")

_HEAD = 20
"""Bytes of the number at the file's start; what the interpreter says stands behind."""
_HARD = 2.0
"""The hard limit is this many times the limit, plus a second: time for the soft one to work."""


class TooLongError(BaseException):
    """A pair took longer than the limit; a BaseException, so that no reader's own handler takes it for its own."""


class Words:
    """The worker's side of its last words."""

    def __init__(self, file: BinaryIO | None = None) -> None:
        self._file = file
        self._map: mmap | None = None
        self._set = -inf
        if self._file:
            self._file.write(b" " * _HEAD)
            self._map = mmap(
                self._file.fileno(), _HEAD
            )  # shared, so that it outlasts the process, and written without a system call
            faulthandler.enable(self._file, all_threads=False)

    def at(self, number: int) -> None:
        """Say at which pair the worker is."""
        if self._map:
            self._map[:_HEAD] = b"%-19d\n" % number

    def stop_after(self, seconds: float) -> None:
        """Let the process die if it is at one thing for much longer than so many seconds, in C code too.

        The interpreter starts a thread each time, so a limit that was set a short while ago is left to stand.
        """
        now = monotonic()
        if self._file and seconds and now - self._set > seconds / 4:
            faulthandler.dump_traceback_later(seconds * _HARD + 1, exit=True, file=self._file)
            self._set = now

    def rest(self) -> None:
        """Take the limit back: nothing is under way."""
        if self._file:
            faulthandler.cancel_dump_traceback_later()
            self._set = -inf


def each(
    tasks: Iterable[_Task],
    work: Callable[[_Task], _Answer],
    failed: Callable[[int, Failure], _Answer],
    seconds: float,
    words: "Words | None",
) -> list[_Answer]:
    """The answers of `work` to all tasks, in order, and of `failed` where there is none: a bad file stops none."""
    words = words or Words()
    timed = bool(seconds) and threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    before = signal.signal(signal.SIGALRM, _alarm) if timed else None
    try:
        return [_one(task, work, failed, seconds, words) for task in tasks]
    finally:
        words.rest()
        if timed:
            signal.signal(signal.SIGALRM, before)


def _one(
    task: _Task,
    work: Callable[[_Task], _Answer],
    failed: Callable[[int, Failure], _Answer],
    seconds: float,
    words: Words,
) -> _Answer:
    words.at(task.number)
    words.stop_after(seconds)
    try:
        with time_limit(seconds):
            return work(task)
    except PolicydiffError as error:
        return failed(task.number, failure(error))
    except TooLongError:
        return failed(task.number, too_long(seconds))
    except Exception as error:  # noqa: BLE001 (a fault of the program's is this file's answer)
        if lacks_memory(error):
            return failed(task.number, too_much_memory())
        return failed(
            task.number,
            failure(InputError(INTERNAL, because("fault_of_program", what=f"{type(error).__name__}: {error}"))),
        )


def last_words(file: BinaryIO) -> tuple[int | None, str]:
    """The pair a dead worker was at, and what it died of if known: `time`, `memory`, a fault's name."""
    file.seek(0)
    text = file.read().decode("ascii", "replace")
    head, rest = text[:_HEAD].strip(), text[_HEAD:].strip("\0 \n")
    number = int(head) if head.isdigit() else None
    if rest.startswith("Timeout"):
        return number, "time"
    if "MemoryError" in rest:
        return number, "memory"
    first = rest.splitlines()[0] if rest else ""
    return number, first.removeprefix("Fatal Python error: ")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooLongError in this thread after so many seconds; 0 is no limit.

    In the main thread by the system's timer, whose handler the caller has set; in another (a cluster's
    worker runs tasks so) by an exception that the interpreter delivers between two steps.
    """
    if not seconds:
        yield
    elif threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    else:
        timer = threading.Timer(seconds, _interrupt, [threading.get_ident()])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _alarm(_number: int, _frame: FrameType | None) -> None:
    raise TooLongError


def _interrupt(thread: int) -> None:
    import ctypes

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooLongError))


def limit_memory(megabytes: int) -> None:
    """Bound this process's address space, where the system can; 0 is no limit."""
    if not megabytes:
        return
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    wanted = megabytes << 20
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def end_with_parent() -> None:
    """Let this process end when the one that started it is gone.

    Of itself it would not: it waits for work on a pipe that it holds open, too.
    """
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
