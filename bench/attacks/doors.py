# SPDX-License-Identifier: Apache-2.0
"""The doors of the program: each command that reads copies, what comes of a run, and what it cost."""

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import NoReturn

from bench.attacks.attack import NOTICE

GIVE_UP = 240
"""Seconds for each copy after which a run is ended, far beyond what it may take."""
SECONDS, BYTES = 60, 1 << 30
"""What one copy may cost."""
Words = Callable[[str, str], tuple[str, ...]]
DOORS: dict[str, Words] = {
    "compare": lambda a, b: ("compare", a, b, "-o", "out.html"),
    "lint": lambda a, b: ("lint", a, "good.txt"),
    "inspect": lambda a, b: ("inspect", a),
    "canonicalize": lambda a, b: ("canonicalize", a),
    "group": lambda a, b: ("group", a, b, "third.txt", "--jobs", "1"),
    "collate": lambda a, b: ("collate", a, b, "third.txt"),
    "store add": lambda a, b: ("store", "add", "s.store", a, "good.txt"),
}
"""The words of each command, for the copy that hurts and the one beside it."""
BATCHES: dict[str, tuple[str, ...]] = {
    "batch": ("batch", "pairs.csv", "-o", "out", "--jobs", "2"),
    "batch --group": ("batch", "--group", "copies", "-o", "out", "--jobs", "2", "--collate"),
}
"""The words for many copies at once."""


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one run: `read` or the codes of its errors; its status; its seconds in all and of the processor, and
    the bytes of its largest process."""

    told: str
    status: int
    seconds: float
    processor: float
    memory: int

    def held(self, copies: int = 1) -> bool:
        """Did it end as it may: no fault of the program's, within time and memory? What others on the machine take is
        not counted, so the processor's time is, beside that of the whole."""
        sound = self.status in (0, 1, 2) and "PD001" not in self.told
        return sound and self.processor <= SECONDS * copies and self.memory <= BYTES

    def cost(self) -> str:
        """In words."""
        return f"{self.processor:.1f} s, {self.memory >> 20:,} MiB"


def sound(folder: Path) -> None:
    """Lay down two sound copies, and what some commands need."""
    (folder / "good.txt").write_text(NOTICE, "utf-8")
    (folder / "third.txt").write_text(NOTICE.replace("3个", "4个"), "utf-8")
    run(("store", "init", "s.store"), folder)


def through(words: Sequence[str], folder: Path, copies: int = 1) -> Came:
    """What comes of a command for so many copies."""
    came, said = run(words, folder, GIVE_UP * copies)
    codes = sorted({*_codes(said), *_codes_of(folder / "out" / "results.jsonl")})
    told = ", ".join(codes) or (
        "read" if came.status in (0, 1) else f"{said[:80]!r}" if said else f"status {came.status}"
    )
    return Came(told, came.status, came.seconds, came.processor, came.memory)


def run(words: Sequence[str], folder: Path, give_up: int = GIVE_UP) -> tuple[Came, str]:
    """A command in a copy of this process, which has the program loaded; what came of it, and what it said."""
    import policydiff.cli.main  # noqa: F401 (once, before processes are copied)

    began = monotonic()
    pid = os.fork()
    if not pid:
        _command(words, folder)
    before = signal.signal(signal.SIGALRM, lambda *_: os.killpg(pid, signal.SIGKILL))
    signal.alarm(give_up)
    try:
        _, status, used = os.wait4(pid, 0)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    ended = os.waitstatus_to_exitcode(status)
    came = Came("", ended, monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss << 10)
    return came, (folder / ".said").read_bytes()[: 1 << 20].decode("utf-8", "replace")


def _command(words: Sequence[str], folder: Path) -> NoReturn:
    """The copy's life."""
    status = 70
    try:
        os.setsid()
        os.chdir(folder)
        said = os.open(".said", os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream, to in ((0, nothing), (1, nothing), (2, said)):
            os.dup2(to, stream)
        sys.stdout, sys.stderr = (open(to, "w", errors="backslashreplace", closefd=False) for to in (1, 2))  # noqa: SIM115
        from policydiff.cli.boundary import run as run_command
        from policydiff.cli.main import cli

        status = run_command(cli, [*words, "--ui-lang", "en"])
        sys.stderr.flush()
    finally:
        os._exit(status)


def _codes(said: str) -> list[str]:
    return [f"PD{piece[:3]}" for piece in said.split("error[PD")[1:]]


def _codes_of(results: Path) -> list[str]:
    return [code for code in outcomes(results).values() if code != "read"]


def outcomes(results: Path) -> dict[str, str]:
    """By its second copy, the outcome of each pair of a batch."""
    if not results.is_file():
        return {}
    lines = [json.loads(line) for line in results.read_text("utf-8").splitlines()]
    return {line["b"]: line["error"]["code"] if "error" in line else "read" for line in lines}
