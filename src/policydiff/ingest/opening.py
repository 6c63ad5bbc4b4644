# SPDX-License-Identifier: Apache-2.0
"""Opens what a user names, and nothing that could hold the program up: a pipe without a writer never opens, a device
never ends."""

import errno
import os
import stat
from hashlib import sha256
from io import FileIO
from os import PathLike

from policydiff.vocabulary.patterns import late_pattern

LARGEST = 64 * 2**20
"""Bytes of a file of options (a manifest, terms, decisions, a configuration) that are read: a manifest of 200,000 pairs
takes about 20 MB."""
_CHUNK = 1 << 20
_GIVEN = late_pattern(r"/dev/(?:stdin|fd/\d{1,9})")
"""Descriptors that whoever started the program opened for it, as a shell does for `<(…)`: as good as standard input."""
_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class NoFileError(OSError):
    """What is there is neither a file nor a folder: a pipe, a socket, a device."""


def open_file(path: str | PathLike[str], *, given: bool = True) -> FileIO:
    """A regular file, opened to be read; with `given`, also a pipe that the shell made (`<(…)`).

    Raises:
        OSError: where it cannot be opened; NoFileError for what is no file, without waiting for it.
    """
    if given and handed(path):
        return open(path, "rb", buffering=0)  # noqa: PTH123 (handed on)
    _refuse(path, os.stat(path).st_mode)  # first: opening a device can act on it already  # noqa: PTH116
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    file = open(path, "rb", buffering=0, opener=lambda name, _: os.open(name, flags))  # noqa: SIM115
    try:
        _refuse(path, os.fstat(file.fileno()).st_mode)  # again: the name may have been given to another meanwhile
    except OSError:
        file.close()
        raise
    return file


def handed(path: str | PathLike[str]) -> bool:
    """Is it a descriptor that whoever started the program opened for it?"""
    return _GIVEN.fullmatch(os.fspath(path)) is not None


def _refuse(path: str | PathLike[str], mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    if not stat.S_ISREG(mode):
        kind = next((name for test, name in _KINDS if test(mode)), "something else")
        raise NoFileError(errno.EINVAL, f"is {kind} and not a file", os.fspath(path))


def there(path: str | PathLike[str]) -> bool:
    """Is anything there? A name that is too long, or below a folder that may not be entered, is not."""
    return os.path.exists(path)  # noqa: PTH110 (a path object raises)


def link_target(path: str | PathLike[str]) -> str:
    """The file that a symbolic link leads to; empty where it is no link to a file."""
    return os.path.realpath(path) if os.path.islink(path) and is_regular(path) and not handed(path) else ""  # noqa: PTH114 (as above)


def is_regular(path: str | PathLike[str]) -> bool:
    """Is a regular file there? As `there`, it never raises."""
    return os.path.isfile(path)  # noqa: PTH113 (a path object raises)


def is_folder(path: str | PathLike[str]) -> bool:
    """Is a folder there? As `there`, it never raises."""
    return os.path.isdir(path)  # noqa: PTH112 (a path object raises)


def content_of(path: str | PathLike[str], largest: int = LARGEST) -> bytes:
    """All of a file that is not over `largest` bytes.

    Raises:
        OSError: where it cannot be read, is no file or is larger; `strerror` says which.
    """
    with open_file(path) as file:
        return rest_of(file, largest)


def rest_of(file: FileIO, largest: int) -> bytes:
    """All that is left of an open file, where that is not over `largest` bytes.

    Raises:
        OSError: as `content_of`.
    """
    found: list[bytes] = []
    left = largest + 1
    while left > 0 and (more := file.read(min(left, _CHUNK))):
        found.append(more)
        left -= len(more)
    if left <= 0:
        raise OSError(errno.EFBIG, f"is larger than {largest:,} bytes", file.name)
    return b"".join(found)


def digest_up_to(path: str | PathLike[str], largest: int) -> str | None:
    """SHA-256 of a file, None where it has more than `largest` bytes.

    Raises:
        OSError: where it cannot be read or is no file.
    """
    digest = sha256()
    left = largest
    with open_file(path, given=False) as file:
        if os.fstat(file.fileno()).st_size > largest:
            return None
        while more := file.read(_CHUNK):
            digest.update(more)
            left -= len(more)
            if left < 0:
                return None
    return digest.hexdigest()
