# SPDX-License-Identifier: Apache-2.0
"""Figures of the library in one process: speed against the yardstick, growth with length; and what a command costs to
start."""

import gc
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.clock import best_in_turn, best_of, process_time
from bench.handwritten import Handwritten
from bench.pairs import CORPUS, Files, long_pair, write_pairs
from policydiff import compare
from policydiff.batch import warm
from policydiff.batch.task import Reports, Settings, Task
from policydiff.batch.work import compare_chunk
from policydiff.copies import Location
from policydiff.options import Options

ROUNDS = 5


def of_worker(pairs: list[Files], reports: Reports) -> Callable[[], None]:
    """Return the work of a batch's worker, done in this process: read, compare, encode, and make reports where
    asked."""
    tasks = [Task(number, (a.name, b.name), (Location(a), Location(b))) for number, (a, b) in enumerate(pairs)]
    settings = Settings(Options(detail="telling"), reports=reports)

    def work() -> None:
        for outcome in compare_chunk(tasks, settings):
            assert outcome.failure is None
            assert (outcome.report is None) == (reports == "none")

    return work


def by_hand(pairs: list[Files]) -> Callable[[], None]:
    """Return the yardstick as a piece of work; its converter is made before the clock starts."""
    pipeline = Handwritten()

    def work() -> None:
        for a, b in pairs:
            pipeline.compare(a.read_bytes(), b.read_bytes())

    return work


def speed(scale: float) -> None:
    """Print milliseconds a pair and the ratio to the yardstick, for the library in one process."""
    count = max(20, int(100 * scale))
    with TemporaryDirectory() as name:
        pairs = write_pairs(Path(name), count)
        warm.load_with_report()  # as a worker begins: the tables load once a process, not once a pair
        gc.freeze()
        works = [by_hand(pairs), of_worker(pairs, "none"), of_worker(pairs, "all")]
        yardstick, results, reported = best_in_turn(ROUNDS, works)
    print(f"\n{count} distinct pairs like the sample, the work of one batch worker, best of {ROUNDS}")
    print(f"  by hand (pattern, opencc, diff-match-patch)   {1000 * yardstick / count:8.1f} ms a pair")
    line("policydiff, results only", results / count, yardstick / count)
    line("policydiff, with HTML reports", reported / count, yardstick / count)


def line(title: str, taken: float, yardstick: float) -> None:
    """Print one row: seconds a pair as milliseconds, and how often they fit into those of the yardstick."""
    print(f"  {title:45} {1000 * taken:8.1f} ms a pair   ratio {yardstick / taken:5.1f}")


def growth(scale: float) -> None:
    """Print how the time of one comparison grows with the length of the notice."""
    print("\none comparison of a longer notice (1 is linear growth)")
    base = 0.0
    for times in (1, 2, 4, 8, 16):
        a, b = (text.encode() for text in long_pair(times))
        taken = best_of(ROUNDS, lambda a=a, b=b: compare(a, b))
        base = base or taken
        print(f"  x{times:<3} {len(a) / 1000:8.0f} kB {1000 * taken:10.1f} ms   {taken / base / times:6.2f}")


def start_up(scale: float) -> None:
    """Print what a command costs before it does anything."""
    files = [str(path) for path in sorted(CORPUS.glob("*.txt"))]
    print("\nstart-up, as a process")
    print(f"  policydiff --help              {1000 * process_time(5, '--help'):8.0f} ms")
    print(f"  policydiff compare A B         {1000 * process_time(5, 'compare', *files):8.0f} ms")
