# SPDX-License-Identifier: Apache-2.0
"""Today's program beside an earlier build of its own history, pair by pair in turn.

Each runs as a process of its own (this module as a program, which finds that build's sources first), so that neither
loads the other; what disturbs the machine disturbs both."""

import gc
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

BUILD = "57593a1"
"""The build that figures are told against."""
_ROOT = Path(__file__).resolve().parents[1]
_REPORTS = ("none", "all")


@contextmanager
def _checked_out(build: str) -> Iterator[Path]:
    """A build in a folder; its sources.

    Raises:
        subprocess.SubprocessError: where the history is not at hand.
    """
    with TemporaryDirectory() as name:
        archive = Path(name) / "src.tar"
        subprocess.run(["git", "archive", "-o", archive, build], cwd=_ROOT, check=True, capture_output=True)
        subprocess.run(["tar", "-xf", archive], cwd=name, check=True, capture_output=True)
        yield Path(name) / "src"


def beside(pairs: Mapping[str, Sequence[tuple[Path, Path]]], rounds: int) -> list[str]:
    """A table: seconds of processor of that build and of this one, results only and with reports.

    Raises:
        OSError, subprocess.SubprocessError: where the earlier build cannot be had.
    """
    rows = [
        f"| pair | results only: {BUILD} | now | times faster | with report: {BUILD} | now | times faster | page |",
        "|---|---|---|---|---|---|---|---|",
    ]
    with _checked_out(BUILD) as earlier:
        programs = [_started(source, pairs) for source in (earlier, _ROOT / "src")]
        try:
            for kind in pairs:
                told = []
                for reports in _REPORTS:
                    best = [(inf, 0), (inf, 0)]
                    for _ in range(rounds):
                        best = [min(known, _asked(p, kind, reports)) for known, p in zip(best, programs, strict=True)]
                    (then, before), (now, size) = best
                    told += [f"{1e3 * then:.1f} ms", f"{1e3 * now:.1f} ms", f"{then / now:.2f}"]
                told.append(f"{before / 1000:,.0f} → {size / 1000:,.0f} kB")
                rows.append(f"| {kind} | {' | '.join(told)} |")
        finally:
            for program in programs:
                program.kill()
                program.wait()
    return rows


def _started(source: Path, pairs: Mapping[str, Sequence[tuple[Path, Path]]]) -> "subprocess.Popen[str]":
    command = [sys.executable, str(Path(__file__).resolve()), str(source)]
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert program.stdin is not None
    asked = {kind: [[str(file) for file in files] for files in some] for kind, some in pairs.items()}
    program.stdin.write(json.dumps(asked) + "\n")
    program.stdin.flush()
    return program


def _asked(program: "subprocess.Popen[str]", kind: str, reports: str) -> tuple[float, int]:
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(json.dumps([kind, reports]) + "\n")
    program.stdin.flush()
    seconds, size = json.loads(program.stdout.readline())
    return seconds, size


def main() -> None:
    """Answer each line (kind of pair, which reports) with the seconds that a pair took and the bytes of a page."""
    sys.path[:] = [sys.argv[1], *(entry for entry in sys.path if Path(entry).resolve() != Path(__file__).parent)]
    from policydiff import copies
    from policydiff.batch import warm
    from policydiff.batch.task import Settings, Task
    from policydiff.batch.work import compare_chunk
    from policydiff.options import Options

    where: Any = getattr(copies, "Location", None) or vars(copies)["Place"]  # as the earlier build calls it
    kinds = {
        kind: [
            Task(number, (Path(a).name, Path(b).name), (where(Path(a)), where(Path(b))))
            for number, (a, b) in enumerate(some)
        ]
        for kind, some in json.loads(sys.stdin.readline()).items()
    }
    warm.load_with_report()
    gc.freeze()
    for line in sys.stdin:
        kind, reports = json.loads(line)
        settings = Settings(Options(detail="telling"), reports=reports)
        started = process_time()
        made = compare_chunk(kinds[kind], settings)
        taken = process_time() - started
        assert all(outcome.failure is None for outcome in made)
        print(json.dumps([taken / len(made), len(made[0].report or b"")]), flush=True)


if __name__ == "__main__":
    main()
