# SPDX-License-Identifier: Apache-2.0
"""A piece of work in a process of its own: what it does to that process, it does to no other."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from policydiff.errors import InputError
from policydiff.ingest.apart import apart, can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="the system cannot copy a process")
MEMORY = 1 << 30


def _refuses() -> None:
    raise InputError("PD134", "is damaged", "fetch it again")


def _fills() -> object:
    return bytearray(2 * MEMORY)


def _dies() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fails() -> None:
    raise KeyError("label")


FAILS: dict[str, tuple[Callable[[], object], str, str]] = {
    "an error of the reader's": (_refuses, "PD134", "is damaged"),
    "too long": (lambda: time.sleep(60), "PD311", "took longer than 0.2 s"),
    "too much": (_fills, "PD312", "took more memory than it may"),
    "death": (_dies, "PD310", "was ended by SIGKILL"),
    "a fault of the program's": (_fails, "PD001", "internal error: KeyError: 'label'"),
    "an end without an answer": (lambda: os._exit(7), "PD310", "without an answer (status 7)"),
}


@pytest.mark.parametrize("case", FAILS)
def test_what_goes_wrong_apart_is_an_error_with_a_code(case: str) -> None:
    """An error, a hang, a death, too much memory and a fault of the program's each come back as an error here."""
    work, code, message = FAILS[case]

    with pytest.raises(InputError) as error:
        apart(work, 0.2 if case == "too long" else 30, MEMORY)

    assert error.value.code == code
    assert message in error.value.message
    assert error.value.cure


_FILLS_UP = """
import mmap, resource
from policydiff.ingest.apart import apart
room = mmap.mmap(-1, 100 << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
room[:1] = b"a"
def filled():
    room[:] = b"a" * len(room)
    blocks = []
    try:
        while True:
            blocks.append(bytes([len(blocks) % 255 + 1]) * (64 << 10))
    except MemoryError:
        blocks.clear()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
print(apart(filled, 60, 400 << 20))
"""


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="the system does not say what a process may fill")
def test_what_its_parent_set_apart_counts_for_the_process_too() -> None:
    """Room that a parent has and does not fill is room that the process apart fills: the whole keeps to the limit."""
    done = subprocess.run([sys.executable, "-c", _FILLS_UP], capture_output=True, check=True)

    assert (300 << 20) < int(done.stdout) <= 400 << 20


def test_the_result_comes_back_however_large_it_is() -> None:
    """What is larger than a pipe holds arrives whole."""
    assert apart(lambda: "通" * 3_000_000, 30, MEMORY) == "通" * 3_000_000


def _children() -> set[str]:
    """The processes that this one has made, where the system tells."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return set(listed.read_text().split()) if listed.exists() else set()


def _is_gone(state: Path) -> bool:
    try:
        return state.read_text().split()[2] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_what_works_apart_prints_nothing_and_leaves_no_process(capfd: pytest.CaptureFixture[str]) -> None:
    """What a library prints in there does not stand in our output, and every process that was made is gone."""
    before = _children()
    apart(lambda: os.write(1, b"chatter") + os.write(2, b"chatter"), 30, MEMORY)
    with pytest.raises(InputError):
        apart(lambda: time.sleep(60), 0.1, MEMORY)

    assert capfd.readouterr() == ("", "")
    assert _children() <= before


def test_what_it_started_goes_with_it(tmp_path: Path) -> None:
    """A process that the work started ends when the work is stopped by time."""
    told = tmp_path / "pid"

    def starts() -> None:
        child = os.fork()
        if not child:
            time.sleep(60)
            os._exit(0)
        told.write_text(str(child))
        time.sleep(60)

    with pytest.raises(InputError):
        apart(starts, 1, MEMORY)

    state = Path(f"/proc/{told.read_text()}/stat")
    if Path("/proc/self").exists():
        for _ in range(100):  # the system takes a moment to bury what was killed
            if _is_gone(state):
                break
            time.sleep(0.1)
        assert _is_gone(state)
