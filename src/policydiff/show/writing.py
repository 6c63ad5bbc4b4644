# SPDX-License-Identifier: Apache-2.0
"""Writing a result so that no reader ever finds half of it."""

import os
from pathlib import Path

from policydiff.errors import OutputError


def write_file(path: str | os.PathLike[str], content: bytes) -> None:
    """Write beside the target, then replace it; a device or pipe is written to directly.

    A link is followed, an existing file keeps its rights.

    Raises:
        OutputError: PD510 where the place cannot be written to; nothing is left behind.
    """
    target = Path(path)
    try:
        if target.is_dir():
            raise OutputError("PD510", f"cannot write {target}: it is a folder", "name a file")
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        _replace(Path(os.path.realpath(target)), content)
    except OSError as error:
        cure = "make the folder first" if isinstance(error, FileNotFoundError) else "look at the rights on the folder and at the room on the disk"
        raise OutputError("PD510", f"cannot write {target}: {error.strerror or error}", cure) from error


def _replace(target: Path, content: bytes) -> None:
    part = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
        if target.exists():
            part.chmod(target.stat().st_mode & 0o7777)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
