# SPDX-License-Identifier: Apache-2.0
"""`./dev bench [--pairs N]`: prints the figures that CHANGELOG and README quote."""

import argparse
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from bench.clock import best_of, process_time
from bench.handwritten import Handwritten
from bench.pairs import CORPUS, distinct_pairs, long_pair
from policydiff import compare
from policydiff.batch.manifest import Pair
from policydiff.batch.work import compare_pair
from policydiff.pipeline import Options
from policydiff.report.build import build
from policydiff.report.html import render

ROUNDS = 3


def write_pairs(count: int, folder: Path) -> list[Pair]:
    """Write `count` distinct pairs and return them as a batch reads them from its manifest."""
    pairs = []
    for number, texts in enumerate(distinct_pairs(count)):
        names = [f"{number}-{side}.txt" for side in "ab"]
        for name, text in zip(names, texts, strict=True):
            (folder / name).write_text(text, encoding="utf-8")
        pairs.append(Pair(str(number), *names, *(folder / name for name in names)))
    return pairs


def results_only(pairs: list[Pair]) -> None:
    """Read and compare every pair and encode the line of results.jsonl, as `policydiff batch --reports none` does."""
    for pair in pairs:
        msgspec.json.encode(compare_pair(pair, Options(detail="telling")))


def with_reports(pairs: list[Pair]) -> None:
    """The same, and an HTML report for every pair."""
    for pair in pairs:
        result = compare_pair(pair, Options(detail="all"))
        msgspec.json.encode(result)
        assert result.comparison is not None
        render(build(result.comparison, *(path.read_text(encoding="utf-8") for path in (pair.path_a, pair.path_b))))


def by_hand(pairs: list[Pair]) -> Callable[[], None]:
    """Return the yardstick as a piece of work; its converter is made before the clock starts."""
    pipeline = Handwritten()

    def work() -> None:
        for pair in pairs:
            pipeline.compare(pair.path_a.read_bytes(), pair.path_b.read_bytes())

    return work


def speed(count: int) -> None:
    """Print milliseconds a pair and the ratio to the yardstick."""
    with TemporaryDirectory() as folder:
        pairs = write_pairs(count, Path(folder))
        yardstick = best_of(ROUNDS, by_hand(pairs))
        print(f"\n{count} distinct pairs like the sample, one process, best of {ROUNDS}")
        print(f"  by hand (pattern, opencc, diff-match-patch) {1000 * yardstick / count:8.1f} ms a pair")
        for name, work in (("policydiff, results only", results_only), ("policydiff, with HTML reports", with_reports)):
            taken = best_of(ROUNDS, lambda work=work: work(pairs))
            print(f"  {name:43} {1000 * taken / count:8.1f} ms a pair   ratio {yardstick / taken:5.1f}")


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
    growth()
    start_up()


if __name__ == "__main__":
    main()
