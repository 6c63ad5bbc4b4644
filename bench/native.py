# SPDX-License-Identifier: Apache-2.0
"""The yardstick that costs the least: the handwritten pipeline with native OpenCC, in an environment of its own.

The native package owns the module name `opencc`, as opencc-python-reimplemented does, so that both cannot be loaded
beside each other: this module runs as a program that finds the native one first."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.accuracy.converters import OPENCC as PACKAGE

_ROOT = Path(__file__).resolve().parents[1]


def timed(pairs: Mapping[str, Sequence[tuple[Path, Path]]], rounds: int) -> dict[str, float]:
    """Seconds of processor that a pair of each kind takes, the best of so many rounds.

    Raises:
        OSError, subprocess.SubprocessError: where the package cannot be had.
    """
    if not PACKAGE.installed():
        raise FileNotFoundError(f"{PACKAGE.name} {PACKAGE.version}")
    asked = json.dumps({kind: [[str(file) for file in files] for files in some] for kind, some in pairs.items()})
    command = [sys.executable, "-m", "bench.native", str(PACKAGE.folder), str(rounds)]
    done = subprocess.run(command, cwd=_ROOT, input=asked, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Read the pairs from standard input, print the seconds of a pair of each kind."""
    folder, rounds = sys.argv[1:]
    sys.path.insert(0, folder)
    from bench.clock import best_in_turn, processor_time
    from bench.handwritten import Handwritten

    pipeline = Handwritten()
    best = {}
    for kind, pairs in json.load(sys.stdin).items():

        def compare(some: Sequence[Sequence[str]] = pairs) -> None:
            for a, b in some:
                pipeline.compare(Path(a).read_bytes(), Path(b).read_bytes())

        (seconds,) = best_in_turn(int(rounds), [compare], processor_time)
        best[kind] = seconds / len(pairs)
    print(json.dumps(best))


if __name__ == "__main__":
    main()
