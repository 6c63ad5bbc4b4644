# SPDX-License-Identifier: Apache-2.0
"""Copies that were read are worked on within limits, and what is large goes into a process of its own."""

import errno
import os
from collections.abc import Callable, Iterator

import pytest

from policydiff.copies import on_copies
from policydiff.errors import InputError, UsageError
from policydiff.ingest.apart import can_fork, each_apart
from policydiff.ingest.limits import Limits
from policydiff.ingest.read import read
from policydiff.model import Witness

pytestmark = pytest.mark.skipif(not can_fork(), reason="the system cannot copy a process")
LIMITS = Limits(wall_seconds=20)
SHORT, LONG = "通知" * 50, "通知" * 250_000


def _copies(text: str) -> list[Witness]:
    return [read(text, name) for name in ("a.txt", "b.txt")]


@pytest.mark.parametrize(("text", "here"), [(SHORT, True), (LONG, False)], ids=["short", "long"])
def test_long_copies_are_worked_on_in_a_process_of_their_own(text: str, here: bool) -> None:
    """Short ones stay where they were asked for, as a start takes longer."""
    assert (on_copies(os.getpid, _copies(text), LIMITS) == os.getpid()) is here


def test_what_takes_too_much_names_the_copies() -> None:
    """Two long copies that need more memory than there may be are an error with both names."""
    with pytest.raises(InputError) as error:
        on_copies(lambda: bytearray(2 << 30), _copies(LONG), LIMITS)

    assert error.value.code == "PD312"
    assert error.value.message.startswith("a.txt, b.txt: ")


def _no_room() -> None:
    try:
        raise ImportError("libopenblas.so: failed to map segment from shared object")
    except ImportError as error:
        raise ImportError("numpy could not be loaded") from error


LACKING: dict[str, Callable[[], object]] = {
    "a library that finds no room": _no_room,
    "the system": lambda: _raised(OSError(errno.ENOMEM, "Cannot allocate memory")),
    "Python": lambda: _raised(MemoryError()),
}


def _raised(error: Exception) -> None:
    raise error


@pytest.mark.parametrize("text", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("case", LACKING)
def test_whoever_lacks_memory_it_is_no_fault_of_the_programs(case: str, text: str) -> None:
    """A library that cannot be loaded for want of memory is want of memory; one that is not there is a fault."""
    with pytest.raises(InputError) as error:
        on_copies(LACKING[case], _copies(text), LIMITS)
    assert error.value.code == "PD312"
    with pytest.raises(InputError) as error:
        on_copies(lambda: _raised(ImportError("no module named x")), _copies(text), LIMITS)
    assert error.value.code == "PD001"


def test_an_error_of_another_kind_comes_back_as_it_is() -> None:
    """What is wrong with the options is said as it would be of short copies."""

    def wrong() -> None:
        raise UsageError("PD231", "no such format", "give another")

    for text in (SHORT, LONG):
        with pytest.raises(UsageError, match="no such format"):
            on_copies(wrong, _copies(text), LIMITS)


def test_pieces_come_one_by_one_and_what_ends_them_comes_last() -> None:
    """Each piece made apart is there before the next is asked for; a death behind them costs none of them."""

    def work() -> Iterator[int]:
        yield from range(3)
        os._exit(7)

    found = each_apart(work, 20, 1 << 30)

    assert [next(found) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(InputError, match="without an answer"):
        next(found)


LARGE: dict[str, Callable[[], object]] = {
    "one piece": lambda: [b"x" * (300 << 20)],
    "many pieces": lambda: (b"x" * (20 << 20) for _ in range(20)),
}


@pytest.mark.parametrize("case", LARGE)
def test_one_piece_may_not_be_too_large(case: str) -> None:
    """An answer over a quarter of the memory is refused; so much in pieces is not."""
    pieces = each_apart(LARGE[case], 20, 1 << 30)  # type: ignore[arg-type]
    if case == "many pieces":
        assert sum(map(len, pieces)) == 20 * (20 << 20)
        return
    with pytest.raises(InputError) as error:
        list(pieces)
    assert error.value.code == "PD312"
