# SPDX-License-Identifier: Apache-2.0
"""Where a command puts what it made: a file, or standard output."""

import sys
from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from policydiff.errors import UsageError
from policydiff.reasons import because


def apart_from(output: str | PathLike[str] | None, copies: Iterable[Path]) -> None:
    """See that a result is not written over a copy that was given.

    Raises:
        UsageError: PD612 where it would be.
    """
    from policydiff.ingest.opening import there

    if output is None or str(output) == "-" or not there(output):
        return
    if any(there(copy) and Path(output).samefile(copy) for copy in map(_file_of, copies)):
        raise UsageError("PD612", because("written_over", file=output))


def _file_of(copy: Path) -> Path:
    """The file that a copy is in, which may be named with the part behind it: `page.html#2`."""
    if "#" not in str(copy):
        return copy
    from policydiff.copies import locate

    return locate(copy).file


def put(
    content: bytes, output: str | PathLike[str] | None, *, binary: str | None = None, visible: bool = False
) -> None:
    """Write to the file, whole or not at all; to standard output for None and `-`.

    `binary` names a format that is not text: it never goes to a terminal. With `visible`,
    control characters of a document are made visible where a terminal would obey them.

    Raises:
        UsageError: PD202 for a binary format and a terminal.
        OutputError: PD510 where the file cannot be written.
    """
    if output is not None and str(output) != "-":
        from policydiff.show.writing import write_file

        write_file(output, content)
        return
    terminal = sys.stdout.isatty()
    if binary and terminal:
        raise UsageError("PD202", because("binary_to_terminal", name=binary))
    if visible and terminal:
        from policydiff.cli.terminal import printable

        content = printable(content.decode(), lines=True).encode()
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def say(text: str, *, err: bool = False) -> None:
    """Print what a command has to say, which may hold names of files: nothing in it commands the terminal."""
    from policydiff.cli.terminal import printable

    print(printable(text, lines=True), file=sys.stderr if err else sys.stdout)
