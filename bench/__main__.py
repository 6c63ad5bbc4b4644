# SPDX-License-Identifier: Apache-2.0
"""`./dev bench [--pairs N]`: prints the figures that CHANGELOG and README quote."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from bench.clock import best_in_turn, best_of, process_time
from bench.handwritten import Handwritten
from bench.pairs import CORPUS, distinct_pairs, long_pair
from policydiff import compare
from policydiff.report.build import build
from policydiff.report.html import render

ROUNDS = 5

Files = tuple[Path, Path]


def write_pairs(count: int, folder: Path) -> list[Files]:
    """Write `count` distinct pairs and a manifest of them; return their paths."""
    pairs = []
    for number, texts in enumerate(distinct_pairs(count)):
        files = (folder / f"{number}-a.txt", folder / f"{number}-b.txt")
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, encoding="utf-8")
        pairs.append(files)
    (folder / "pairs.csv").write_text("a,b\n" + "".join(f"{a.name},{b.name}\n" for a, b in pairs), encoding="utf-8")
    return pairs


def results_only(pairs: list[Files]) -> None:
    """Read and compare every pair and encode the result in the detail of a batch."""
    for a, b in pairs:
        msgspec.json.encode(compare(a, b, detail="telling"))


def with_reports(pairs: list[Files]) -> None:
    """Read and compare every pair, encode the result and make its HTML report."""
    for a, b in pairs:
        comparison = compare(a, b)
        msgspec.json.encode(comparison)
        render(build(comparison, a.read_text(encoding="utf-8"), b.read_text(encoding="utf-8")))


def by_hand(pairs: list[Files]) -> Callable[[], None]:
    """Return the yardstick as a piece of work; its converter is made before the clock starts."""
    pipeline = Handwritten()

    def work() -> None:
        for a, b in pairs:
            pipeline.compare(a.read_bytes(), b.read_bytes())

    return work


def speed(count: int) -> None:
    """Print milliseconds a pair and the ratio to the yardstick, for the library in one process."""
    with TemporaryDirectory() as name:
        pairs = write_pairs(count, Path(name))
        results_only(pairs[:1])  # the tables load once a process, not once a pair
        works = [by_hand(pairs), lambda: results_only(pairs), lambda: with_reports(pairs)]
        yardstick, results, reported = best_in_turn(ROUNDS, works)
    print(f"\n{count} distinct pairs like the sample, one process, best of {ROUNDS}")
    print(f"  by hand (pattern, opencc, diff-match-patch)   {1000 * yardstick / count:8.1f} ms a pair")
    line("policydiff, results only", results / count, yardstick / count)
    line("policydiff, with HTML reports", reported / count, yardstick / count)


def batches(count: int) -> None:
    """The same for the command `policydiff batch` as a whole: start-up, workers and files included."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        pairs = write_pairs(count, folder)
        yardstick = best_of(2, by_hand(pairs))
        print(f"\n{count} distinct pairs, the command from start to end")
        for reports in ("none", "all"):
            for jobs in sorted({1, os.cpu_count() or 1}):
                out = folder / f"out-{reports}-{jobs}"
                taken = process_time(1, "batch", str(folder / "pairs.csv"), "-o", str(out), "--jobs", str(jobs), "--reports", reports)
                line(f"policydiff batch --jobs {jobs} --reports {reports}", taken / count, yardstick / count)


def line(title: str, taken: float, yardstick: float) -> None:
    """Print one row: seconds a pair as milliseconds, and how often they fit into those of the yardstick."""
    print(f"  {title:45} {1000 * taken:8.1f} ms a pair   ratio {yardstick / taken:5.1f}")


def growth() -> None:
    """Print how the time of one comparison grows with the length of the notice."""
    print("\none comparison of a longer notice (1 is linear growth)")
    base = 0.0
    for times in (1, 2, 4, 8, 16):
        a, b = (text.encode() for text in long_pair(times))
        taken = best_of(ROUNDS, lambda a=a, b=b: compare(a, b))
        base = base or taken
        print(f"  x{times:<3} {len(a) / 1000:8.0f} kB {1000 * taken:10.1f} ms   {taken / base / times:6.2f}")


def start_up() -> None:
    """Print what a command costs before it does anything."""
    files = [str(path) for path in sorted(CORPUS.glob("*.txt"))]
    print("\nstart-up, as a process")
    print(f"  policydiff --help              {1000 * process_time(5, '--help'):8.0f} ms")
    print(f"  policydiff compare A B         {1000 * process_time(5, 'compare', *files):8.0f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--pairs", type=int, default=20, help="how many distinct pairs to compare")
    count: int = parser.parse_args().pairs
    speed(count)
    batches(10 * count)
    growth()
    start_up()


if __name__ == "__main__":
    main()
