# SPDX-License-Identifier: Apache-2.0
"""A batch under fire: one pair in twenty cannot be read, in ten ways, and the run is disturbed in each way that a
machine has. What comes out in the end is what an undisturbed run gives, byte for byte, or an error that says why.

2,000 pairs at full size."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import sleep

PAIRS = 2000
OUTPUTS = ("results.jsonl", "summary.csv", "summary.json", "index.html")
LEDGER = ".results.sqlite"
_EVERY = 20
_TASKS = "\n".join(f"{n}.推进第{n}项重点工作，年内完成{n * 3}个项目。（责任单位：市科技局）" for n in range(1, 9))
_PLAN = "关于印发{year}年重点任务分工的通知\n市发〔{year}〕{n}号\n各区人民政府：\n{tasks}\n市人民政府\n{year}年3月1日\n"


def figures(scale: float) -> None:
    """A line for each disturbance."""
    with tempfile.TemporaryDirectory() as home:
        fire = Fire(Path(home), max(100, int(PAIRS * scale)))
        print(f"\nbatch of {fire.count:,} pairs, one in {_EVERY} bad in {len(BAD)} ways: {fire.whole()}")
        for name in DISTURBED:
            print(f"  {name:34} {fire.disturbed(name).words()}", flush=True)


def _missing(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.unlink()
    path.symlink_to(os.devnull)


def _circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _unfolding(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * (4 << 20))


BAD: dict[str, Callable[[Path], object]] = {
    "missing": _missing,
    "a folder": _folder,
    "a pipe": _pipe,
    "a device": _device,
    "a link in a circle": _circle,
    "empty": lambda path: path.write_bytes(b""),
    "binary": lambda path: path.write_bytes(b"\x00\x01\x02" * 100),
    "not its encoding": lambda path: path.write_bytes("通知".encode() + b"\xff\xfe\xfd\x81" * 50),
    "nested too deep": lambda path: path.write_bytes(b"<!DOCTYPE html><body>" + b"<div>" * 11_000 + b"x"),
    "a package that unfolds too far": _unfolding,
}


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a disturbed run: how its runs ended, what the first of them said, whether the results are equal."""

    statuses: tuple[int, ...]
    said: str
    equal: bool

    def words(self) -> str:
        """In a line."""
        ended = ", ".join(map(str, self.statuses))
        return f"{'equal' if self.equal else 'DIFFERENT'}; ended with {ended}{f' ({self.said})' if self.said else ''}"


@dataclass
class Fire:
    """Pairs in a folder, and runs over them."""

    home: Path
    count: int
    chance: Random = field(default_factory=lambda: Random(1))

    def __post_init__(self) -> None:
        lines = ["id,a,b"]
        for n in range(self.count):
            for side in "ab":
                text = _PLAN.format(
                    n=n, year=2023, tasks=_TASKS if side == "a" or n % 3 else _TASKS.replace("3个", "4个")
                )
                (self.home / f"{n}{side}.txt").write_text(text, "utf-8")
            if n % _EVERY == 0:
                list(BAD.values())[n // _EVERY % len(BAD)](self.home / f"{n}b.txt")
            lines.append(f"p{n},{n}a.txt,{n}b.txt")
        (self.home / "pairs.csv").write_text("\n".join(lines) + "\n", "utf-8")

    @property
    def out(self) -> Path:
        """Where disturbed runs write."""
        return self.home / "out"

    def start(self, out: Path, before: Callable[[], None] | None = None) -> "subprocess.Popen[bytes]":
        """A run."""
        command = [sys.executable, "-m", "policydiff", "batch", str(self.home / "pairs.csv"), "-o", str(out)]
        return subprocess.Popen(
            [*command, "--jobs", "2", "--reports", "none", "--progress", "none"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=before,  # noqa: PLW1509
        )

    def run(self, out: Path, before: Callable[[], None] | None = None) -> tuple[int, str]:
        """A run to its end: its status, and the first line that it said."""
        with self.start(out, before) as process:
            _, said = process.communicate()
        return process.returncode, first(said)

    def whole(self) -> str:
        """The undisturbed run."""
        status, _ = self.run(self.home / "whole")
        return f"status {status}"

    def begun(self) -> "subprocess.Popen[bytes]":
        """A run that has done some pairs."""
        process = self.start(self.out)
        while process.poll() is None and written(self.out) < 20_000:
            sleep(0.01)
        sleep(self.chance.random() / 2)
        return process

    def disturbed(self, name: str) -> Came:
        """A run disturbed in one way, and then to its end."""
        shutil.rmtree(self.out, ignore_errors=True)
        statuses, said = DISTURBED[name](self)
        status, _ = self.run(self.out)
        equal = all(
            (self.out / output).read_bytes() == (self.home / "whole" / output).read_bytes() for output in OUTPUTS
        )
        return Came((*statuses, status), said, equal)


def written(out: Path) -> int:
    """Bytes that the ledger of a run has by now."""
    try:
        return (out / f"{LEDGER}-wal").stat().st_size
    except OSError:
        return 0


def first(said: bytes) -> str:
    """The first line that a run said."""
    return (said.decode("utf-8", "replace").splitlines() or [""])[0][:100]


Ended = tuple[tuple[int, ...], str]


def _workers_killed(fire: Fire) -> Ended:
    process = fire.start(fire.out)
    for _ in range(5):
        while process.poll() is None and not _workers(process.pid):
            sleep(0.05)
        sleep(0.1 + fire.chance.random() / 2)
        for worker in _workers(process.pid)[:1]:
            try:
                os.kill(worker, signal.SIGKILL)
            except ProcessLookupError:
                continue
    _, said = process.communicate()
    return (process.returncode,), first(said)


def _workers(pid: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    except OSError:
        return []


def _signalled(number: signal.Signals) -> Callable[[Fire], Ended]:
    def disturb(fire: Fire) -> Ended:
        process = fire.begun()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        _, said = process.communicate()
        return (process.returncode,), first(said)

    return disturb


def _disk_full(fire: Fire) -> Ended:
    def bound() -> None:
        import resource

        most = 60_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    status, said = fire.run(fire.out, bound)
    return (status,), said


def _folder_deleted(fire: Fire) -> Ended:
    process = fire.begun()
    shutil.rmtree(fire.out, ignore_errors=True)
    _, said = process.communicate()
    return (process.returncode,), first(said)


def _two_at_once(fire: Fire) -> Ended:
    process = fire.begun()
    status, said = fire.run(fire.out)
    process.communicate()
    return (process.returncode, status), said


def _ledger_flipped(fire: Fire) -> Ended:
    fire.run(fire.out)
    path = fire.out / LEDGER
    data = bytearray(path.read_bytes())
    for _ in range(20):
        data[fire.chance.randrange(100, len(data))] ^= 1 << fire.chance.randrange(8)
    path.write_bytes(data)
    status, said = fire.run(fire.out)
    return (status,), said


DISTURBED: dict[str, Callable[[Fire], Ended]] = {
    "workers killed five times": _workers_killed,
    "SIGINT": _signalled(signal.SIGINT),
    "SIGTERM": _signalled(signal.SIGTERM),
    "SIGHUP": _signalled(signal.SIGHUP),
    "SIGKILL": _signalled(signal.SIGKILL),
    "no room on the disk": _disk_full,
    "folder deleted": _folder_deleted,
    "two batches in one folder": _two_at_once,
    "20 bits of the ledger turned": _ledger_flipped,
}
