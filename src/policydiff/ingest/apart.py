# SPDX-License-Identifier: Apache-2.0
"""Does one piece of work in a process of its own, under limits of time and memory: what it hangs, kills or bloats is
that process.

The process is a copy of this one (`fork`), so that nothing is loaded anew and nothing has to travel to it; where the
system cannot make one, the work is done here.
"""

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from errno import ENOMEM
from time import monotonic, process_time
from typing import Any, BinaryIO, NoReturn, TypeVar

from policydiff.errors import INTERNAL as INTERNAL_STATUS
from policydiff.errors import InputError, PolicydiffError
from policydiff.model import Reason
from policydiff.reasons import because

TOO_LONG, TOO_MUCH_MEMORY, DIED, INTERNAL = "PD311", "PD312", "PD310", "PD001"
_READ = 1 << 20
_LENGTH = 8
"""Bytes before an answer that say how long it is."""
_SHARE = 4
"""What comes back may take this share of the memory: unpacked it takes some times more."""
_COUNTED = 2
"""Of what a parent has in memory, up to this part of the limit is taken from it: one that holds three copies of ten
million characters to collate has about 300 MB."""
_GRACE = 1.0
"""Seconds more for a process that has a process of its own to say what happened to that."""
_NO_ROOM = ("failed to map segment", "annot allocate memory")
"""What the loader of libraries says where it gets no memory (glibc: dl-load.c, and strerror of ENOMEM)."""
_CAUSES = 10
"""Errors behind an error that are looked at."""
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
        PolicydiffError: what `work` raises; InputError PD311 where it took longer, PD312 where it took more memory,
            PD310 where the process died, PD001 where the program is at fault.
    """
    if not can_fork():
        return here(work)
    process, pipe = _begun(lambda: iter((work(),)), seconds, memory)
    found: list[_Made] = list(_answers(process, pipe, seconds, memory // _SHARE))
    if not found:
        raise InputError(DIED, because("reader_silent", status=0))
    return found[0]


def each_apart(
    work: Callable[[], Iterable[_Made]], seconds: float, memory: int, *, in_all: bool = False
) -> Iterator[_Made]:
    """What `work` gives, one after the other, each made in so many seconds by one process apart; with `in_all`, all of
    them together.

    Raises:
        PolicydiffError: as `apart`.
    """
    if not can_fork():
        yield from here(lambda: list(work()))
        return
    process, pipe = _begun(work, seconds, memory, in_all=in_all)
    yield from _answers(process, pipe, seconds, memory // _SHARE, in_all=in_all)


def _begun(work: Callable[[], Iterable[Any]], seconds: float, memory: int, *, in_all: bool = False) -> tuple[int, int]:
    """A copy of this process at work, and the pipe through which it answers."""
    space = memory + _taken(memory // _COUNTED)  # a copy would not see what of the code lies in memory
    ours, theirs = os.pipe()
    process = os.fork()
    if not process:
        os.close(ours)
        _child(work, theirs, seconds, space, in_all=in_all)
    os.close(theirs)
    with suppress(OSError):  # it may have done so itself, or be gone
        os.setpgid(process, process)
    return process, ours


def _answers(
    process: int, pipe: int, seconds: float, largest: int, *, in_all: bool = False
) -> Generator[Any, None, None]:
    """The answers of a process until it has no more; it is gone when this ends, however it ends."""
    import pickle

    ended = False
    last = monotonic() + seconds + _GRACE
    try:
        while (frame := _frame(pipe, last if in_all else monotonic() + seconds + _GRACE, seconds, largest)) is not None:
            made, failure = pickle.loads(frame)  # noqa: S301 (from a copy of this process)
            if failure is not None:
                raise failure
            yield made
        ended = True
    finally:
        os.close(pipe)
        status = _buried(process, kill=not ended)
    _must_be_well(status, seconds)


def here(work: Callable[[], _Made]) -> _Made:
    """What `work` returns, done in this process.

    Raises:
        PolicydiffError: what `work` raises; InputError PD312 and PD001 as `apart`.
    """
    try:
        return work()
    except PolicydiffError:
        raise
    except MemoryError:
        raise InputError(TOO_MUCH_MEMORY, because("took_all_memory")) from None
    except Exception as error:
        if lacks_memory(error):
            raise InputError(TOO_MUCH_MEMORY, because("took_all_memory")) from error
        raise FaultError(INTERNAL, _told(error)) from error


def lacks_memory(error: BaseException) -> bool:
    """Was it memory that was lacking? A library that finds no room for itself says so in words of its own."""
    said = error
    for _ in range(_CAUSES):
        if isinstance(said, MemoryError) or (isinstance(said, OSError) and said.errno == ENOMEM):
            return True
        if isinstance(said, ImportError) and any(words in str(said) for words in _NO_ROOM):
            return True
        further = said.__cause__ or said.__context__
        if further is None:
            return False
        said = further
    return False


def _told(error: Exception) -> Reason:
    return because("fault_of_program", what=f"{type(error).__name__}: {' '.join(str(error)[:500].split())}")


def _child(work: Callable[[], Iterable[Any]], out: int, seconds: float, space: int, *, in_all: bool) -> NoReturn:
    """The copy's life: never back into the program that it is a copy of."""
    try:
        _bound(seconds, space)
        with os.fdopen(out, "wb") as answer:
            _answer(work, answer, 0.0 if in_all else seconds)
    except MemoryError:
        os._exit(_NO_MEMORY)
    except BaseException:  # noqa: BLE001 (nobody is left to tell; the status says it)
        os._exit(_NO_ANSWER)
    os._exit(0)


_NO_MEMORY, _NO_ANSWER = 3, 4


def _bound(seconds: float, space: int) -> None:
    """Put the limits on this process, take it out of the terminal's hands and let it print nothing."""
    os.setpgid(0, 0)
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    import resource

    _limit(resource.RLIMIT_AS, space)
    _limit(resource.RLIMIT_CORE, 0)
    _more_time(seconds)


def _taken(counted: int) -> int:
    """The address space that a copy of this process begins with, in bytes: the limit is for what the work takes
    besides. What of it lies in memory, or will without more space, counts up to so many bytes, so that the whole copy
    of a process of usual size keeps the limit, and a large one leaves most of it. 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (nothing is loaded here)
            space, resident = (int(pages) * os.sysconf("SC_PAGE_SIZE") for pages in file.read().split()[:2])
    except (OSError, ValueError):
        return 0
    return space - min(max(resident, _within_reach()), counted)


def _within_reach() -> int:
    """Bytes of the parts of its address space that this process uses, whether they lie in memory yet or not: code that
    has not run, room on the heap. What was set apart and never touched (the buffers of a library of linear algebra) is
    left out. 0 where the system does not say.

    The fields are those of proc_pid_smaps(5), in kB.
    """
    reach = size = 0
    try:
        with open("/proc/self/smaps", "rb") as file:  # noqa: PTH123 (as above)
            for line in file:
                if line.startswith(b"Size:"):
                    size = int(line.split()[1])
                elif line.startswith(b"Rss:") and int(line.split()[1]):
                    reach += size
    except (OSError, ValueError):
        return 0
    return reach << 10


def _more_time(seconds: float) -> None:
    """Let this process work for so many seconds from now on."""
    import resource

    _limit(resource.RLIMIT_CPU, int(process_time() + seconds) + 2)


def _limit(kind: int, wanted: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(kind, (min(soft, sys.maxsize), hard))


def _answer(work: Callable[[], Iterable[Any]], out: BinaryIO, seconds: float) -> None:
    """Send what comes of the work, each piece as it comes; there are so many seconds for the next, 0 is for what the
    time for the first leaves."""
    failure: PolicydiffError
    try:
        for made in work():
            _send(out, (made, None))
            if seconds:
                _more_time(seconds)
        return
    except PolicydiffError as error:
        failure = error
    except MemoryError:
        failure = _too_large()
    except BrokenPipeError:
        raise  # nobody listens any more
    except Exception as error:  # noqa: BLE001 (a fault of the program's is this file's answer)
        failure = _too_large() if lacks_memory(error) else FaultError(INTERNAL, _told(error))
    _send(out, (None, failure))


def _send(out: BinaryIO, answer: object) -> None:
    import pickle

    frame = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    out.write(len(frame).to_bytes(_LENGTH, "big"))
    out.write(frame)
    out.flush()


def _frame(pipe: int, until: float, seconds: float, largest: int) -> bytes | None:
    """The next answer through the pipe until the clock stands at `until`, after so many seconds; None where there is no
    more.

    Raises:
        InputError: PD311 where it took too long, PD312 where it is larger than may come.
    """
    head = _bytes(pipe, _LENGTH, until)
    size = int.from_bytes(head, "big")
    if size > largest:
        raise _too_large()
    frame = _bytes(pipe, size, until) if len(head) == _LENGTH else b""
    if len(frame) == size and frame:
        return frame
    if monotonic() >= until:
        raise _too_long(seconds)
    return None


def _bytes(pipe: int, size: int, until: float) -> bytes:
    """So many bytes from the pipe, fewer where it ends or time is up."""
    import select

    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    found: list[bytes] = []
    while size > 0 and (left := until - monotonic()) > 0:
        if waiting.poll(min(left, 3600.0) * 1000):
            more = os.read(pipe, min(size, _READ))
            if not more:
                break
            found.append(more)
            size -= len(more)
    return b"".join(found)


def _buried(process: int, *, kill: bool) -> int:
    """The status of the process, after it and what it started are gone."""
    if kill:
        with suppress(OSError):
            os.killpg(process, signal.SIGKILL)
        with suppress(OSError):
            os.kill(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _must_be_well(status: int, seconds: float) -> None:
    """Say how the process ended, where it did not end of itself."""
    if status == _NO_MEMORY:
        raise _too_large()
    if status == -getattr(signal, "SIGXCPU", 0):
        raise _too_long(seconds)
    if status < 0:
        raise InputError(DIED, because("reader_killed", signal=signal.Signals(-status).name))
    if status:
        raise InputError(DIED, because("reader_silent", status=status))


def _too_long(seconds: float) -> InputError:
    return InputError(TOO_LONG, because("took_too_long", seconds=f"{seconds:g}"))


def _too_large() -> InputError:
    return InputError(TOO_MUCH_MEMORY, because("took_too_much_memory"))
