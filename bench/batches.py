# SPDX-License-Identifier: Apache-2.0
"""Figures of batches and groups, each a function of the size asked for as a share of the full one.

Processor seconds, not those on the clock, wherever another program on the machine would blur
them; what is compared is compared in one run.
"""

import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, sleep

from bench.archive import archive
from bench.clock import processor_time
from bench.library import by_hand
from bench.pairs import distinct_pairs, write_pairs

_OUTPUTS = ("results.jsonl", "summary.csv", "summary.json", "index.html")


class Run:
    """One run of the command: seconds on the clock, processor seconds of it and all its children, the most memory it
    took."""

    def __init__(self, *args: object) -> None:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = perf_counter()
        command = [sys.executable, "-m", "policydiff", *map(str, args)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
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


def speed(scale: float) -> None:
    """One worker against the yardstick and against two, results only and reports for every pair."""
    with _folder() as folder:
        count = max(600, int(1500 * scale))
        pairs = write_pairs(folder, count)
        some = pairs[:40]
        yardstick = 1000 * processor_time(by_hand(some)) / len(some)
        write_pairs(_made(folder / "one"), 1)
        print(
            f"\nbatch of {count} distinct pairs like the sample; by hand {yardstick:.1f} ms of processor a pair;"
            " start-up taken off"
        )
        for reports in ("none", "all"):
            one, two = (_batch(folder, f"{reports}{jobs}", "--jobs", jobs, "--reports", reports) for jobs in (1, 2))
            start = _batch(folder / "one", reports, "--jobs", 1, "--reports", reports).cpu
            taken = 1000 * (one.cpu - start) / (count - 1)
            title = "results only" if reports == "none" else "with reports"
            print(
                f"  {title}   {taken:6.1f} ms a pair, ratio {yardstick / taken:5.1f}; two workers"
                f" {one.clock / two.clock:.2f} times one on the clock"
            )


def _batch(folder: Path, out: str, *options: object) -> Run:
    return Run("batch", folder / "pairs.csv", "-o", folder / out, *options)


def again(scale: float) -> None:
    """A second run over the same pairs."""
    with _folder() as folder:
        write_pairs(folder, max(1000, int(2000 * scale)))
        first, second = (_batch(folder, "out", "--jobs", 2, "--reports", "none") for _ in range(2))
    print(
        f"\nsecond run of a finished batch: {first.cpu / second.cpu:.0f} times less processor,"
        f" {first.clock / second.clock:.0f} times faster on the clock"
    )


def kills(scale: float) -> None:
    """SIGKILL at random moments, then to the end."""
    rounds = 20
    with _folder() as folder:
        write_pairs(folder, max(200, int(1000 * scale)))
        whole = _batch(folder, "whole", "--jobs", 2, "--reports", "none")
        chance = random.Random(1)
        for _ in range(rounds):
            command = [
                sys.executable,
                "-m",
                "policydiff",
                "batch",
                str(folder / "pairs.csv"),
                "-o",
                str(folder / "out"),
                "--jobs",
                "2",
                "--reports",
                "none",
            ]
            with subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
            ) as process:
                try:
                    process.wait(chance.random() * whole.clock / 2)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
        _batch(folder, "out", "--jobs", 2, "--reports", "none")
        print(
            f"\nkilled at {rounds} random moments, then resumed: outputs {_same(folder / 'out', folder / 'whole')} byte"
            " for byte"
        )


def _same(one: Path, other: Path) -> str:
    return (
        "equal" if all((one / name).read_bytes() == (other / name).read_bytes() for name in _OUTPUTS) else "DIFFERENT"
    )


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
        with subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdout is not None
            yield process.stdout.readline().decode().strip()
            process.communicate()


def cluster(scale: float) -> None:
    """A Dask cluster of two on loopback against the pool of two."""
    if find_spec("distributed") is None:
        print("\ncluster of two: not measured, the extra `cluster` is not installed")
        return
    with _folder() as folder:
        write_pairs(folder, max(500, int(2000 * scale)))
        pool = _batch(folder, "pool", "--jobs", 2, "--reports", "none")
        with _two_workers() as address:
            dask = _batch(folder, "dask", "--cluster", address, "--reports", "none")
        print(
            f"\ncluster of two: {pool.clock / dask.clock:.2f} of the pool's rate, outputs"
            f" {_same(folder / 'pool', folder / 'dask')}"
        )


def memory(scale: float) -> None:
    """Does memory grow with the number of pairs?"""
    few, many = max(500, int(2000 * scale)), max(2000, int(20_000 * scale))
    print()
    with _folder() as folder:
        for side, text in zip("ab", distinct_pairs(1)[0], strict=True):
            (folder / f"0{side}.txt").write_text(text[: len(text) // 8], encoding="utf-8")
        for count in (few, many):
            (folder / "pairs.csv").write_text(
                "id,a,b\n" + "".join(f"{number},0a.txt,0b.txt\n" for number in range(count))
            )
            found = _batch(folder, f"out{count}", "--jobs", 2, "--reports", "none")
            print(f"memory over {count:6,} pairs: {found.peak} MB at most, {found.cpu:.0f} processor seconds")


def groups(scale: float) -> None:
    """Copies of synthetic notices found among all files."""
    notices = max(20, int(2000 * scale))
    with _folder() as folder:
        truth = dict(archive(_made(folder / "files"), notices, 50))
        size = sum(Path(path).stat().st_size for path in truth) / len(truth)
        found = Run("group", folder / "files", "--format", "json", "-o", folder / "groups.json")
        said = json.loads((folder / "groups.json").read_bytes())
    group = {member["path"]: one["id"] for one in said["groups"] for member in one["members"]} | {
        path: path for path in said["alone"]
    }
    both = _pairs(Counter((truth[path.partition("#")[0]], id_) for path, id_ in group.items()))
    print(f"\ngroups among {len(truth):,} files of {size / 1000:.1f} kB ({notices:,} notices)")
    print(f"  {found.cpu:.1f} processor seconds, {found.clock:.1f} on the clock, {found.peak} MB")
    print(
        f"  precision {both / _pairs(Counter(group.values())):.5f}, recall {both / _pairs(Counter(truth.values())):.5f}"
        " of pairs"
    )


def _pairs(sizes: "Counter[object]") -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


FIGURES: dict[str, Callable[[float], None]] = {
    "speed": speed,
    "again": again,
    "kills": kills,
    "cluster": cluster,
    "memory": memory,
    "groups": groups,
}
