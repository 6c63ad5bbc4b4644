# SPDX-License-Identifier: Apache-2.0
"""Does one piece of work in a process of its own, under limits of time and memory: what it hangs, kills or bloats is
that process.

The process is a copy of this one (`fork`), so that nothing is loaded anew and nothing has to travel to it; where the
system cannot make one, the work is done here.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any, NoReturn, TypeVar

from policydiff.errors import INTERNAL as INTERNAL_STATUS
from policydiff.errors import InputError, PolicydiffError
from policydiff.model import Reason
from policydiff.reasons import because

TOO_LONG, TOO_MUCH_MEMORY, DIED, INTERNAL = "PD311", "PD312", "PD310", "PD001"
_READ = 1 << 20
_GRACE = 1.0
"""Seconds more for a process that has a process of its own to say what happened to that."""
_Made = TypeVar("_Made")


class FaultError(InputError):
    """A fault of the program's that one file brought out: an error of that file, where others go on."""

    exit_status = INTERNAL_STATUS


def can_fork() -> bool:
    """Can this system make a copy of the process?"""
    return hasattr(os, "fork")


def apart(work: Callable[[], _Made], seconds: float, memory: int) -> _Made:
    """What `work` returns, done in a process that has so many seconds and so many bytes of address space.

    Raises:
        InputError: what `work` raises; PD311 where it took longer, PD312 where it took more memory, PD310 where the
            process died, PD001 where the program is at fault.
    """
    if not can_fork():
        return here(work)
    ours, theirs = os.pipe()
    process = os.fork()
    if not process:
        os.close(ours)
        _child(work, theirs, seconds, memory)
    os.close(theirs)
    with suppress(OSError):  # it may have done so itself, or be gone
        os.setpgid(process, process)
    ended = False
    try:
        said = _said(ours, seconds)
        ended = said is not None
    finally:
        os.close(ours)
        status = _buried(process, kill=not ended)
    if said is None:
        raise _too_long(seconds)
    made: _Made = _result(said, status, seconds)
    return made


def here(work: Callable[[], _Made]) -> _Made:
    """What `work` returns, done in this process.

    Raises:
        InputError: what `work` raises; PD312 and PD001 as `apart`.
    """
    try:
        return work()
    except PolicydiffError:
        raise
    except MemoryError:
        raise InputError(TOO_MUCH_MEMORY, because("took_all_memory")) from None
    except Exception as error:
        raise FaultError(INTERNAL, _told(error)) from error


def _told(error: Exception) -> Reason:
    return because("fault_of_program", what=f"{type(error).__name__}: {' '.join(str(error)[:500].split())}")


def _child(work: Callable[[], Any], out: int, seconds: float, memory: int) -> NoReturn:
    """The copy's life: never back into the program that it is a copy of."""
    try:
        _bound(seconds, memory)
        with os.fdopen(out, "wb") as answer:
            answer.write(_answer(work))
    except MemoryError:
        os._exit(_NO_MEMORY)
    except BaseException:  # noqa: BLE001 (nobody is left to tell; the status says it)
        os._exit(_NO_ANSWER)
    os._exit(0)


_NO_MEMORY, _NO_ANSWER = 3, 4


def _bound(seconds: float, memory: int) -> None:
    """Put the limits on this process, take it out of the terminal's hands and let it print nothing."""
    os.setpgid(0, 0)
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    import resource

    for kind, wanted in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(seconds) + 2),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (min(soft, sys.maxsize), hard))


def _answer(work: Callable[[], Any]) -> bytes:
    """What came of the work, to travel."""
    import pickle

    try:
        return pickle.dumps((work(), None), pickle.HIGHEST_PROTOCOL)
    except InputError as error:
        failure = error
    except MemoryError:
        failure = _too_large()
    except Exception as error:  # noqa: BLE001 (a fault of the program's is this file's answer)
        failure = FaultError(INTERNAL, _told(error))
    return pickle.dumps((None, failure))


def _said(pipe: int, seconds: float) -> bytes | None:
    """All that comes through the pipe, None where it took too long."""
    import select

    until = monotonic() + seconds + _GRACE
    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    found: list[bytes] = []
    while (left := until - monotonic()) > 0:
        if waiting.poll(min(left, 3600.0) * 1000):
            more = os.read(pipe, _READ)
            if not more:
                return b"".join(found)
            found.append(more)
    return None


def _buried(process: int, *, kill: bool) -> int:
    """The status of the process, after it and what it started are gone."""
    if kill:
        with suppress(OSError):
            os.killpg(process, signal.SIGKILL)
        with suppress(OSError):
            os.kill(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _result(said: bytes, status: int, seconds: float) -> Any:
    if status == _NO_MEMORY:
        raise _too_large()
    if status == -getattr(signal, "SIGXCPU", 0):
        raise _too_long(seconds)
    if status < 0:
        raise InputError(DIED, because("reader_killed", signal=signal.Signals(-status).name))
    if status or not said:
        raise InputError(DIED, because("reader_silent", status=status))
    import pickle

    made, failure = pickle.loads(said)  # noqa: S301 (from a copy of this process)
    if failure is not None:
        raise failure
    return made


def _too_long(seconds: float) -> InputError:
    return InputError(TOO_LONG, because("took_too_long", seconds=f"{seconds:g}"))


def _too_large() -> InputError:
    return InputError(TOO_MUCH_MEMORY, because("took_too_much_memory"))
