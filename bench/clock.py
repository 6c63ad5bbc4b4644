# SPDX-License-Identifier: Apache-2.0
"""Time by the best of several runs: what the machine can do when nobody disturbs it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from math import inf
from time import perf_counter
from time import process_time as processor_seconds


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Return the shortest time of `rounds` calls, in seconds."""
    return min(elapsed(work) for _ in range(rounds))


def elapsed(work: Callable[[], object]) -> float:
    """Return the seconds that one call took."""
    started = perf_counter()
    work()
    return perf_counter() - started


def processor_time(work: Callable[[], object]) -> float:
    """Return the seconds of processor that one call took."""
    started = processor_seconds()
    work()
    return processor_seconds() - started


def best_in_turn(
    rounds: int, works: Sequence[Callable[[], object]], taken: Callable[[Callable[[], object]], float] = elapsed
) -> list[float]:
    """Return the shortest time of each piece of work, all of them done in turn, so that a busy moment hits none
    alone."""
    times = [[taken(work) for work in works] for _ in range(rounds)]
    return [min(column) for column in zip(*times, strict=True)]


def process_time(rounds: int, *args: str) -> float:
    """Return the shortest time of `python -m policydiff ARGS` as a process, in seconds, start of the interpreter
    included.

    A command that fails is no figure: it is said, and the time is infinite.
    """
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "HOME": home}
        command = [sys.executable, "-m", "policydiff", *args]
        failed = False

        def run() -> None:
            nonlocal failed
            failed |= subprocess.run(
                command, env=env, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False
            ).returncode not in (0, 1)

        taken = best_of(rounds, run)
    return inf if failed else taken
