# SPDX-License-Identifier: Apache-2.0
"""`./dev bench performance`: what docs/performance.md says in figures, measured and written into it.

Four kinds of pair, results only and with a report, against both yardsticks in one run and beside an earlier build in
another; and apart from that steady state what a command costs as a process. All in seconds of processor, which others
on the machine disturb the least."""

import gc
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import earlier
from bench.clock import best_in_turn, processor_time
from bench.kinds import KINDS, of_each_kind, written
from bench.library import by_hand, of_worker
from bench.native import PACKAGE, timed
from bench.pairs import CORPUS, Files
from policydiff import __version__
from policydiff.batch import warm
from policydiff.batch.task import Settings, Task
from policydiff.batch.work import compare_chunk
from policydiff.copies import Location
from policydiff.options import Options

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- figures: ./dev bench performance -->", "<!-- end of figures -->"
ROUNDS = 7


def figures(scale: float) -> None:
    """Measure, print, and put the figures into the page."""
    count = max(10, int(40 * scale))
    with TemporaryDirectory() as name:
        folder = Path(name)
        pairs = written(folder, of_each_kind(count))
        rows = [*_steady(pairs, _native(pairs)), "", *_earlier(pairs), "", *_started(folder, pairs[KINDS[1]][0])]
    said = "\n".join((_about(count), "", *rows))
    print(f"\n{said}")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{said}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def _about(count: int) -> str:
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors"
    versions = ", ".join(f"{name} {version(name)}" for name in ("opencc-python-reimplemented", "diff-match-patch"))
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: policydiff {__version__}, Python {platform.python_version()},"
        f" {machine}; {versions}; in an environment of its own {PACKAGE.name} {PACKAGE.version}."
        f" Seconds of processor, the best of {ROUNDS} rounds over {count} distinct pairs of 10,000 characters each."
    )


def _native(pairs: dict[str, list[Files]]) -> dict[str, float]:
    """The times of the native yardstick; none where its package cannot be had."""
    try:
        return timed(pairs, ROUNDS)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"no native yardstick: {error}", file=sys.stderr)
        return {}


def _earlier(pairs: dict[str, list[Files]]) -> list[str]:
    """The table beside an earlier build; a line that says so where its sources are not at hand."""
    try:
        return earlier.beside(pairs, ROUNDS)
    except (OSError, subprocess.SubprocessError) as error:
        return [f"No earlier build beside it: {error}."]


def _steady(pairs: dict[str, list[Files]], native: dict[str, float]) -> list[str]:
    """A table: a row for each kind of pair."""
    warm.load_with_report()  # as a worker begins
    gc.freeze()
    rows = [
        "| pair | results only | with report | page | opencc-python + dmp | native OpenCC + dmp | results : native |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind, some in pairs.items():
        works = (of_worker(some, "none"), of_worker(some, "all"), by_hand(some))
        results, reported, hand = (taken / len(some) for taken in best_in_turn(ROUNDS, works, processor_time))
        told = [f"{1e3 * results:.1f} ms", f"{1e3 * reported:.1f} ms", f"{_page(some[0]) / 1000:,.0f} kB"]
        told += [f"{1e3 * hand:.1f} ms"]
        fast = native.get(kind)
        told += [f"{1e3 * fast:.2f} ms", f"{results / fast:.1f}"] if fast else ["–", "–"]
        rows.append(f"| {kind} | {' | '.join(told)} |")
    return rows


def _page(pair: Files) -> int:
    """Bytes of the report of a pair."""
    task = Task(0, (pair[0].name, pair[1].name), (Location(pair[0]), Location(pair[1])))
    (outcome,) = compare_chunk([task], Settings(Options(detail="telling"), reports="all"))
    return len(outcome.report or b"")


def _started(folder: Path, pair: Files) -> list[str]:
    """A table: what commands cost as processes."""
    manifest = folder / "one.csv"
    manifest.write_text(f"id,a,b\n1,{pair[0].name},{pair[1].name}\n", encoding="utf-8")
    files = [str(path) for path in sorted(CORPUS.glob("*.txt"))]
    out = str(folder / "out.json")
    commands = {
        "`policydiff --help`": ["--help"],
        "`policydiff compare A B --format json`": ["compare", *files, "--format", "json", "-o", out],
        "`policydiff compare A B -o report.html`": ["compare", *files, "-o", str(folder / "out.html")],
        "`policydiff batch` of one pair": ["batch", str(manifest), "-o", str(folder / "batch"), "--fresh"],
    }
    rows = ["| as a process | processor |", "|---|---|"]
    rows.append(f"| `python -c pass` | {1e3 * _process([sys.executable, '-c', 'pass']):.0f} ms |")
    for title, args in commands.items():
        taken = _process([sys.executable, "-m", "policydiff", *args])
        rows.append(f"| {title} | {1e3 * taken:.0f} ms |")
    return rows


def _process(command: Sequence[str]) -> float:
    """The least seconds of processor that a process and its children take; infinite where it fails."""
    best = inf
    for _ in range(ROUNDS):
        before = os.times()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        after = os.times()
        if done.returncode not in (0, 1):
            return inf
        taken = after.children_user + after.children_system - before.children_user - before.children_system
        best = min(best, taken)
    return best
