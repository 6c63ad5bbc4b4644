# SPDX-License-Identifier: Apache-2.0
"""Starts a worker, a file that imports nothing of the package, under bounds of memory, processor time and what it may
write.

Both sides are here: `command` is for whoever starts it; as a program this file, which loads nothing of the package
either, bounds its own process and goes on as the worker. So no worker has to.
"""

import sys
from collections.abc import Sequence
from os import PathLike, fspath

_SPARE = 2
"""Seconds after which the system ends a process that does not heed the first word."""


def command(
    worker: str | PathLike[str], arguments: Sequence[str], memory: int, seconds: int, largest: int = 0
) -> list[str]:
    """The words that start the worker with so many bytes of address space, seconds of processor time and bytes of a
    file that it writes (0: as many as it likes)."""
    bounds = [str(bound) for bound in (memory, seconds, largest)]
    return [sys.executable, "-I", __file__, *bounds, fspath(worker), *arguments]


def bound(memory: int, seconds: int, largest: int = 0) -> None:
    """Bound this process and those it starts, never more widely than it is bound already; where the system has no such
    bounds, the starter's clock is left."""
    try:
        import resource
    except ImportError:
        return
    wanted = [(resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)]
    if largest:
        wanted.append((resource.RLIMIT_FSIZE, largest))
    for kind, most in wanted:
        spare = _SPARE if kind == resource.RLIMIT_CPU else 0
        there = [there for there in resource.getrlimit(kind) if there != resource.RLIM_INFINITY]
        resource.setrlimit(kind, (min(most, *there, most), min(most + spare, *there, most + spare)))


def main() -> None:
    """Arguments: bytes of memory, seconds, bytes of a file, the worker's path and its arguments."""
    import runpy

    memory, seconds, largest = map(int, sys.argv[1:4])
    del sys.argv[:4]
    bound(memory, seconds, largest)
    runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    main()
