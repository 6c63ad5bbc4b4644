# SPDX-License-Identifier: Apache-2.0
"""Figures of batches and groups: `python -m bench.batches [speed groups again kills cluster memory]`, all of them unless named.

Processor seconds, not those on the clock, wherever another program on the machine would blur
them; what is compared is compared in one run. Sizes can be lowered with --scale 0.1.
"""

import argparse
import csv
import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

from bench.archive import archive
from bench.pairs import distinct_pairs

_OUTPUTS = ("results.jsonl", "summary.csv", "summary.json", "index.html")


def write_pairs(folder: Path, count: int) -> Path:
    """Write distinct pairs like the sample with a manifest, and return its path."""
    with (folder / "pairs.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "a", "b"])
        for number, texts in enumerate(distinct_pairs(count)):
            for side, text in zip("ab", texts, strict=True):
                (folder / f"{number}{side}.txt").write_text(text, encoding="utf-8")
            rows.writerow([number, f"{number}a.txt", f"{number}b.txt"])
    return folder / "pairs.csv"


class Run:
    """One run of the command: seconds on the clock, processor seconds of it and all its children, the most memory it took."""

    def __init__(self, *args: object) -> None:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = perf_counter()
        command = [sys.executable, "-m", "policydiff", *map(str, args)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        self.peaks: list[int] = []
        watch = threading.Thread(target=self._watch, daemon=True)
        watch.start()
        self.status = self.process.wait()
        self.clock = perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def _watch(self) -> None:
        while self.process.poll() is None:
            self.peaks.append(sum(_resident(pid) for pid in _family(self.process.pid)))
            sleep(0.5)

    @property
    def peak(self) -> int:
        """The most memory of all its processes together, in MB; pages that they share count more than once."""
        return max(self.peaks, default=0) // 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)


def speed(folder: Path, scale: float) -> None:
    """One worker against two, and results against reports for every pair."""
    count = max(20, int(400 * scale))
    pairs = write_pairs(folder, count)
    start = Run("batch", write_pairs(_made(folder / "one"), 1), "-o", folder / "o0", "--jobs", 1, "--reports", "none").cpu
    print(f"\nbatch of {count} pairs like the sample, start-up of {start:.1f} s taken off")
    one = Run("batch", pairs, "-o", folder / "o1", "--jobs", 1, "--reports", "none")
    two = Run("batch", pairs, "-o", folder / "o2", "--jobs", 2, "--reports", "none")
    full = Run("batch", pairs, "-o", folder / "o3", "--jobs", 1, "--reports", "all")
    print(f"  results only   {1000 * (one.cpu - start) / count:6.1f} ms of processor a pair")
    print(f"  with reports   {1000 * (full.cpu - start) / count:6.1f} ms of processor a pair")
    print(f"  two workers    {one.clock / two.clock:6.2f} times one on the clock, {two.cpu / one.cpu:.2f} times the processor seconds")


def again(folder: Path, scale: float) -> None:
    """A second run over the same pairs."""
    pairs = write_pairs(folder, max(50, int(2000 * scale)))
    first, second = (Run("batch", pairs, "-o", folder / "out", "--jobs", 2, "--reports", "none") for _ in range(2))
    print(f"\nsecond run of a finished batch: {first.cpu / second.cpu:.0f} times less processor, {first.clock / second.clock:.0f} times faster on the clock")


def kills(folder: Path, scale: float) -> None:
    """SIGKILL at random moments, then to the end."""
    pairs = write_pairs(folder, max(50, int(400 * scale)))
    whole = Run("batch", pairs, "-o", folder / "whole", "--jobs", 2, "--reports", "none")
    chance = random.Random(1)
    rounds = 20
    for _ in range(rounds):
        command = [sys.executable, "-m", "policydiff", "batch", str(pairs), "-o", str(folder / "out"), "--jobs", "2", "--reports", "none"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as process:
            try:
                process.wait(chance.random() * whole.clock / 2)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
    Run("batch", pairs, "-o", folder / "out", "--jobs", 2, "--reports", "none")
    same = all((folder / "out" / name).read_bytes() == (folder / "whole" / name).read_bytes() for name in _OUTPUTS)
    print(f"\nkilled at {rounds} random moments, then resumed: outputs {'equal' if same else 'DIFFERENT'} byte for byte")


@contextmanager
def _two_workers() -> Iterator[str]:
    code = (
        "import sys\nfrom distributed import LocalCluster\nif __name__ == '__main__':\n"
        " with LocalCluster(host='127.0.0.1', dashboard_address=None, n_workers=2, threads_per_worker=1) as cluster:\n"
        "  print(cluster.scheduler_address, flush=True)\n  sys.stdin.read()\n"
    )
    with tempfile.TemporaryDirectory() as home:
        script = Path(home) / "cluster.py"
        script.write_text(code)
        with subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            yield process.stdout.readline().decode().strip()
            process.communicate()


def cluster(folder: Path, scale: float) -> None:
    """A Dask cluster of two on loopback against the pool of two."""
    pairs = write_pairs(folder, max(50, int(2000 * scale)))
    pool = Run("batch", pairs, "-o", folder / "pool", "--jobs", 2, "--reports", "none")
    with _two_workers() as address:
        dask = Run("batch", pairs, "-o", folder / "dask", "--cluster", address, "--reports", "none")
    same = all((folder / "pool" / name).read_bytes() == (folder / "dask" / name).read_bytes() for name in _OUTPUTS)
    print(f"\ncluster of two: {pool.clock / dask.clock:.2f} of the pool's rate, outputs {'equal' if same else 'DIFFERENT'}")


def memory(folder: Path, scale: float) -> None:
    """Does memory grow with the number of pairs?"""
    few, many = max(50, int(2000 * scale)), max(200, int(20_000 * scale))
    sources = [distinct_pairs(1)[0]] * 1
    for number, texts in enumerate(sources):
        for side, text in zip("ab", texts, strict=True):
            (folder / f"{number}{side}.txt").write_text(text[: len(text) // 8], encoding="utf-8")
    print()
    for count in (few, many):
        (folder / "pairs.csv").write_text("id,a,b\n" + "".join(f"{number},0a.txt,0b.txt\n" for number in range(count)))
        found = Run("batch", folder / "pairs.csv", "-o", folder / f"out{count}", "--jobs", 2, "--reports", "none")
        print(f"memory over {count:6,} pairs: {found.peak} MB at most, {found.cpu:.0f} processor seconds")


def groups(folder: Path, scale: float) -> None:
    """Copies of synthetic notices found among all files."""
    notices = max(20, int(2000 * scale))
    truth = dict(archive(_made(folder / "files"), notices, 50))
    found = Run("group", folder / "files", "--format", "json", "-o", folder / "groups.json")
    said = json.loads((folder / "groups.json").read_bytes())
    group = {member["path"]: one["id"] for one in said["groups"] for member in one["members"]} | {path: path for path in said["alone"]}
    both = _pairs(Counter((truth[path.partition("#")[0]], id_) for path, id_ in group.items()))
    print(f"\ngroups among {len(truth):,} files of {sum(Path(path).stat().st_size for path in truth) / len(truth) / 1000:.1f} kB ({notices:,} notices)")
    print(f"  {found.cpu:.0f} processor seconds, {found.clock:.0f} on the clock, {found.peak} MB")
    print(f"  precision {both / _pairs(Counter(group.values())):.5f}, recall {both / _pairs(Counter(truth.values())):.5f} of pairs")


def _pairs(sizes: "Counter[object]") -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


FIGURES: dict[str, Callable[[Path, float], None]] = {
    "speed": speed,
    "again": again,
    "kills": kills,
    "cluster": cluster,
    "memory": memory,
    "groups": groups,
}


def main(names: Iterable[str], scale: float) -> None:
    """Work the figures out one after another, each in an empty folder."""
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            FIGURES[name](Path(folder), scale)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.batches", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*FIGURES, []], metavar="FIGURE", help=f"which figures: {', '.join(FIGURES)}")
    parser.add_argument("--scale", type=float, default=1.0, help="sizes as a share of the full ones")
    asked = parser.parse_args()
    main(asked.names or FIGURES, asked.scale)
