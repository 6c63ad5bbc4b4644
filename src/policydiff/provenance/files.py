# SPDX-License-Identifier: Apache-2.0
"""Files that are there whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from policydiff.errors import OutputError


def write_beside(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, sync it, then put it in place, and sync the folder so that the name lasts too.

    Raises OutputError PD500; what stood at `path` before then stands there still.
    """
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        name = Path(temporary)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            name.chmod(0o666 & ~_umask())
            name.replace(path)
        except OSError:
            with suppress(OSError):
                name.unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise OutputError("PD500", f"{path} cannot be written: {error.strerror or error}", "check the folder's rights and the room on the disk") from error


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
    """Make a rename durable; there is nothing to call on systems whose folders cannot be opened."""
    with suppress(PermissionError, IsADirectoryError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
