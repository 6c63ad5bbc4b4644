# SPDX-License-Identifier: Apache-2.0
"""Where a command puts what it made: a file, or standard output."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path

from policydiff.errors import UsageError
from policydiff.reasons import because
from policydiff.show.formats import Format, by_ending, misnamed, table

_IN_MEMORY = 1 << 24
"""Bytes for standard output up to which they wait in memory until there is all of them."""


TEXT_OR_JSON = table(Format("text", "", (".txt", "", ".md"), ""), Format("json", "", (".json",), ""))
"""Formats of what is printed for people, or for programs."""


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


def form_of(
    output: str | PathLike[str] | None, form: str | None, formats: Mapping[str, Format], of: str, code: str = "PD231"
) -> str:
    """The format of a result: the one that is asked for, else the one that the file's ending stands for, on standard
    output text. That an ending is another format's is said. `of` says what the formats are of.

    Raises:
        UsageError: `code` where the ending stands for no format.
    """
    if output is None or str(output) == "-":
        return form or "text"
    if form is None:
        return by_ending(str(output), formats, code, of)
    if other := misnamed(str(output), form, formats):
        from policydiff.cli.boundary import say_warning

        say_warning(because("ending_of_another", path=output, form=form, other=other))
    return form


def _file_of(copy: Path) -> Path:
    """The file that a copy is in, which may be named with the part behind it: `page.html#2`."""
    if "#" not in str(copy):
        return copy
    from policydiff.copies import locate

    return locate(copy).file


def put(
    content: bytes | Iterable[bytes],
    output: str | PathLike[str] | None,
    *,
    binary: str | None = None,
    visible: bool = False,
) -> None:
    """Write to the file, whole or not at all; to standard output for None and `-`, once there is all of it.

    `content` may come in pieces. `binary` names a format that is not text: it never goes to a terminal. With `visible`,
    control characters of a document are made visible where a terminal would obey them.

    Raises:
        UsageError: PD202 for a binary format and a terminal.
        OutputError: PD510 where the file cannot be written.
    """
    pieces = (content,) if isinstance(content, bytes) else content
    if output is not None and str(output) != "-":
        from policydiff.show.writing import replacing

        with replacing(output) as file:
            for piece in pieces:
                file.write(piece)
        return
    terminal = sys.stdout.isatty()
    if binary and terminal:
        raise UsageError("PD202", because("binary_to_terminal", name=binary))
    if visible and terminal:
        from policydiff.cli.terminal import printable

        pieces = (printable(b"".join(pieces).decode(), lines=True).encode(),)
    _print_whole(iter(pieces))


def _print_whole(pieces: Iterator[bytes]) -> None:
    """Write to standard output once there is all of it."""
    held: list[bytes] = []
    left = _IN_MEMORY
    for piece in pieces:
        held.append(piece)
        left -= len(piece)
        if left < 0:
            _print_by_file(held, pieces)
            return
    sys.stdout.flush()
    for piece in held:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _print_by_file(held: list[bytes], pieces: Iterator[bytes]) -> None:
    """The same of what is not kept in memory."""
    from shutil import copyfileobj
    from tempfile import TemporaryFile

    with TemporaryFile() as whole:
        for some in (held, pieces):
            for piece in some:
                whole.write(piece)
        held.clear()
        whole.seek(0)
        sys.stdout.flush()
        copyfileobj(whole, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def say(text: str, *, err: bool = False) -> None:
    """Print what a command has to say, which may hold names of files: nothing in it commands the terminal."""
    from policydiff.cli.terminal import printable

    print(printable(text, lines=True), file=sys.stderr if err else sys.stdout)
