# SPDX-License-Identifier: Apache-2.0
"""Writing a result so that no reader ever finds half of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from policydiff.errors import OutputError
from policydiff.reasons import because


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
            with target.open("wb") as file:
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


def sync_folder(folder: Path) -> None:
    """Make a rename durable; there is nothing to call on systems whose folders cannot be opened."""
    with suppress(PermissionError, IsADirectoryError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
