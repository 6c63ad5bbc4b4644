# SPDX-License-Identifier: Apache-2.0
"""Writing a result so that no reader ever finds half of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENXIO
from pathlib import Path
from time import sleep
from typing import BinaryIO

from policydiff.errors import OutputError
from policydiff.reasons import because

_LOOKS, _BETWEEN = 100, 0.05
"""How often, and how many seconds apart, it is seen whether a pipe has a reader: a shell that starts the reader with
the program does so at once."""


def write_file(path: str | os.PathLike[str], content: bytes, *, durable: bool = False) -> None:
    """Put all of `content` at `path`, as `replacing` does.

    Raises:
        OutputError: PD510 where the place cannot be written to; nothing is left behind.
    """
    with replacing(path, durable=durable) as file:
        file.write(content)


@contextmanager
def replacing(path: str | os.PathLike[str], *, durable: bool = False) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` when the block has ended; where the block fails, what stood there
    stands there still.

    A link is followed, an existing file keeps its rights, a device or pipe is written to directly.
    With `durable`, neither the content nor the name is lost in a power cut once the block has ended.

    Raises:
        OutputError: PD510 where the place cannot be written to; nothing is left behind.
    """
    target = Path(path)
    try:
        if target.is_dir():
            raise OutputError("PD510", because("written_to_folder", path=target))
        if target.exists() and not target.is_file():
            with _direct(target) as file:
                yield file
            return
        target = Path(os.path.realpath(target))
        part = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
        part.unlink(missing_ok=True)  # left by a killed process of the same number
        try:
            with part.open("xb") as file:  # never through a link that somebody put there
                yield file
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            if target.exists():
                part.chmod(target.stat().st_mode & 0o7777)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        if durable:
            sync_folder(target.parent)
    except OSError as error:
        raise OutputError(
            "PD510",
            because(
                "folder_missing" if isinstance(error, FileNotFoundError) else "file_not_written",
                path=path,
                reason=error.strerror or error,
            ),
        ) from error


def _direct(target: Path) -> BinaryIO:
    """A device or pipe opened to be written to; a pipe has so long to find a reader.

    Raises:
        OutputError: PD510 where nobody reads the pipe.
        OSError: where it cannot be opened.
    """
    for _ in range(_LOOKS):
        try:
            handle = os.open(target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
        except OSError as error:
            if error.errno != ENXIO or not target.is_fifo():
                raise
            sleep(_BETWEEN)
        else:
            os.set_blocking(handle, True)
            return os.fdopen(handle, "wb")
    raise OutputError("PD510", because("pipe_unread", path=target))


def sync_folder(folder: Path) -> None:
    """Make a rename durable; there is nothing to call on systems whose folders cannot be opened."""
    with suppress(PermissionError, IsADirectoryError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
