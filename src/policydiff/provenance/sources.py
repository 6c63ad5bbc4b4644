# SPDX-License-Identifier: Apache-2.0
"""Where copies come from: files, folders, web archives. Each file is opened once where it is small; a large one is
hashed without being held, and hashed again while it is kept."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from errno import EFBIG
from hashlib import sha256, sha512
from io import FileIO
from os import fstat, scandir
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.errors import InputError
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.opening import NoFileError, handed, is_folder, is_regular, open_file, rest_of, there
from policydiff.reasons import because

if TYPE_CHECKING:
    from policydiff.provenance.record import Capture

ARCHIVES = (".warc", ".warc.gz", ".wacz")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Digests:
    """What pins bytes: SHA-256 and SHA-512 in hex, and how many they are."""

    sha256: str
    sha512: str
    size: int

    @classmethod
    def of(cls, data: bytes) -> "Digests":
        """Those of bytes at hand."""
        return cls(sha256(data).hexdigest(), sha512(data).hexdigest(), len(data))


@dataclass(frozen=True, slots=True)
class Item:
    """One copy to take in: its bytes, its name, and what its surroundings show.

    `data` is None for a file over the limit of its size, which `origin` has; `digests` are then known already. `path`
    is the path within an added folder; `modified` the file's time of last change; `charset` an encoding that a header
    gives; `origin` the file in which the bytes lie; `place` what tells this place from every other.
    """

    data: bytes | None
    name: str
    path: str | None = None
    modified: str | None = None
    charset: str | None = None
    capture: "Capture | None" = None
    origin: Path | None = None
    digests: Digests | None = None
    place: str = ""
    problem: InputError | None = None
    """Why its text is not read, where that is known already."""

    def known_by(self) -> Digests:
        """The digests of the bytes."""
        return self.digests or Digests.of(self.data or b"")

    def chunks(self) -> Iterator[bytes]:
        """The bytes, piece by piece; of a file that has grown, one more than it had.

        Raises:
            OSError: where the file cannot be opened any more.
        """
        if self.data is not None or self.origin is None:
            yield self.data or b""
            return
        left = self.digests.size + 1 if self.digests else sys.maxsize
        with open_file(self.origin, given=False) as file:
            while left > 0 and (data := file.read(min(_CHUNK, left))):
                left -= len(data)
                yield data


@dataclass(frozen=True, slots=True)
class Archive:
    """A web archive to take in: its file, and which captures of it (`URL`, `TIME/URL`; None for all)."""

    path: Path
    wanted: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be taken in, and why."""

    name: str
    error: InputError


def items(
    path: Path, limits: Limits = DEFAULT_LIMITS, passed_over: Callable[[str], None] = lambda what: None
) -> Iterator[Item | Archive | Refusal]:
    """What there is at `path`: a file, all files below a folder in order of their names, or a web archive.

    `FILE.warc.gz#URL` and `FILE.warc.gz#TIME/URL` name captures in one. What is not taken up is told to `passed_over`.
    """
    archive = _archive(path)
    if archive is not None:
        yield archive
    elif is_folder(path):
        yield from _below(str(path), "", f"file {realpath(path)}", limits, passed_over)
    else:
        yield _file(path, None, limits)


def _below(
    folder: str, within: str, place: str, limits: Limits, passed_over: Callable[[str], None]
) -> Iterator[Item | Archive | Refusal]:
    """What is in a folder, which is `within` the one that was named and lies at `place`."""
    try:
        with scandir(folder) as found:
            listed = sorted(found, key=lambda one: one.name)
    except OSError as error:
        yield Refusal(folder, _refused(Path(folder), error))
        return
    for one in listed:
        path = f"{within}{one.name}"
        if one.is_symlink():
            passed_over(f"{one.path} is a link")
        elif one.name.startswith("."):
            passed_over(f"{one.path} is hidden")
        elif one.is_dir():
            yield from _below(one.path, f"{path}/", f"{place}/{one.name}", limits, passed_over)
        elif one.name.lower().endswith(ARCHIVES) and one.is_file():
            yield Archive(Path(one.path))
        else:
            yield _file(Path(one.path), path, limits, f"{place}/{one.name}")


def _archive(path: Path) -> Archive | None:
    """The web archive that a path names (a file whose own name has a `#` is that file)."""
    text = str(path)
    if text.lower().endswith(ARCHIVES) and is_regular(path):
        return Archive(path)
    for ending in ARCHIVES:
        at = text.lower().find(f"{ending}#")
        if at >= 0 and not there(path):
            return Archive(Path(text[: at + len(ending)]), _whole_url(text[at + len(ending) + 1 :]))
    return None


def _whole_url(url: str) -> str:
    """The URL as it was typed: a path object folds `//` into `/`."""
    scheme, sign, rest = url.partition(":/")
    return f"{scheme}://{rest.lstrip('/')}" if sign else url


def _file(path: Path, within: str | None, limits: Limits, place: str = "") -> Item | Refusal:
    try:
        with open_file(path) as file:
            changed = datetime.fromtimestamp(fstat(file.fileno()).st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            data, digests = _content(path, file, limits)
    except InputError as error:
        return Refusal(str(path), error.at(str(path)))
    except (OSError, ValueError) as error:
        return Refusal(str(path), _refused(path, error))
    return Item(
        data,
        path.name.encode("utf-8", "backslashreplace").decode() or str(path),
        within.encode("utf-8", "backslashreplace").decode() if within else None,
        changed,
        origin=path,
        digests=digests,
        place=(place or f"file {realpath(path)}").encode("utf-8", "backslashreplace").decode(),
    )


def _content(path: Path, file: FileIO, limits: Limits) -> tuple[bytes | None, Digests | None]:
    """All bytes of a file; of a large one, which can be read again, its digests alone."""
    if handed(path) or fstat(file.fileno()).st_size <= limits.file_bytes:
        return rest_of(file, limits.file_bytes), None
    return None, digests_of(file, limits.kept_bytes)


def digests_of(file: FileIO, largest: int = sys.maxsize) -> Digests:
    """The digests of what is left of an open file, which is read piece by piece.

    Raises:
        InputError: PD130 where that is more than `largest` bytes, the limit `kept_bytes`; a file can grow meanwhile.
    """
    short, long, size = sha256(), sha512(), 0
    check(fstat(file.fileno()).st_size, largest, "the file", "kept_bytes", "bytes")
    while data := file.read(_CHUNK):
        check(size + len(data), largest, "the file", "kept_bytes", "bytes")
        short.update(data)
        long.update(data)
        size += len(data)
    return Digests(short.hexdigest(), long.hexdigest(), size)


def _refused(path: Path, error: OSError | ValueError) -> InputError:
    """Why a file cannot be taken in."""
    if isinstance(error, IsADirectoryError):
        return InputError("PD102", (str(path), because("folder_in_archive")))
    if isinstance(error, NoFileError):
        return InputError("PD110", (str(path), because("file_no_file", what=error.strerror)))
    if isinstance(error, OSError) and error.errno == EFBIG:
        return InputError("PD130", (str(path), because("file_too_large", reason=error.strerror)))
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError("PD101", (str(path), because("file_unreadable", reason=reason)))
