# SPDX-License-Identifier: Apache-2.0
"""Where copies come from: files, folders, records of web archives. Each is read once, then hashed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from errno import EFBIG
from os import fstat
from pathlib import Path

from policydiff.errors import InputError
from policydiff.ingest.apart import each_apart
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.ingest.opening import NoFileError, is_folder, is_regular, open_file, rest_of, there
from policydiff.provenance.record import Capture
from policydiff.reasons import because

ARCHIVES = (".warc", ".warc.gz")


@dataclass(frozen=True, slots=True)
class Item:
    """One copy to take in: its bytes, its name, and what its surroundings show.

    `path` is the path within an added folder; `modified` the file's time of last change; `charset` an encoding that a
    header gives; `origin` the file in which the bytes lie, for a copy that is kept by reference.
    """

    data: bytes
    name: str
    path: str | None = None
    modified: str | None = None
    charset: str | None = None
    capture: Capture | None = None
    origin: Path | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be taken in, and why."""

    name: str
    error: InputError


def items(
    path: Path, limits: Limits = DEFAULT_LIMITS, passed_over: Callable[[str], None] = lambda what: None
) -> Iterator[Item | Refusal]:
    """The copies at `path`: a file, all files below a folder in order of their names, or the records of a web archive.

    `file.warc.gz#URL` names the records of one URL. What a web archive holds besides texts is told to `passed_over`.
    """
    archive, url = _archive(path)
    if archive is not None:
        yield from _captured(archive, url, limits, passed_over)
    elif is_folder(path):
        for file in sorted(path.rglob("*")):
            if file.is_symlink():
                passed_over(f"{file} is a link")
            elif file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                yield from _within(path, file, limits, passed_over)
    else:
        yield _file(path, None, limits)


def _captured(
    archive: Path, url: str | None, limits: Limits, passed_over: Callable[[str], None]
) -> Iterator[Item | Refusal]:
    """The records of a web archive, taken apart in a process that has the time for one file for each of them."""
    from policydiff.provenance.captures import captures

    def work() -> Iterator[Item | Refusal | str]:
        over: list[str] = []
        for item in captures(archive, url, limits, over.append):
            yield from over
            over.clear()
            yield item
        yield from over

    try:
        for found in each_apart(work, limits.wall_seconds, limits.worker_bytes):
            if isinstance(found, str):
                passed_over(found)
            else:
                yield found
    except InputError as error:
        yield Refusal(str(archive), error.at(because("archive_from_here", file=str(archive))))


def _within(folder: Path, file: Path, limits: Limits, passed_over: Callable[[str], None]) -> Iterator[Item | Refusal]:
    if file.name.lower().endswith(ARCHIVES):
        yield from items(file, limits, passed_over)
    else:
        yield _file(file, file.relative_to(folder).as_posix(), limits)


def _archive(path: Path) -> tuple[Path | None, str | None]:
    """The web archive that a path names, and the URL after `#` (a file whose own name has a `#` is that file)."""
    text = str(path)
    if text.lower().endswith(ARCHIVES) and is_regular(path):
        return path, None
    for ending in ARCHIVES:
        head, sign, url = text.partition(f"{ending}#")
        if sign and not there(path):
            return Path(head + ending), _whole_url(url)
    return None, None


def _whole_url(url: str) -> str:
    """The URL as it was typed: a path object folds `//` into `/`."""
    scheme, sign, rest = url.partition(":/")
    return f"{scheme}://{rest.lstrip('/')}" if sign else url


def _file(path: Path, within: str | None, limits: Limits) -> Item | Refusal:
    name = path.name.encode("utf-8", "backslashreplace").decode() or str(path)
    try:
        with open_file(path) as file:
            changed = datetime.fromtimestamp(fstat(file.fileno()).st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            data = rest_of(file, limits.file_bytes)
    except IsADirectoryError:
        return Refusal(str(path), InputError("PD102", (str(path), because("folder_in_archive"))))
    except NoFileError as error:
        return Refusal(str(path), InputError("PD110", (str(path), because("file_no_file", what=error.strerror))))
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == EFBIG:
            return Refusal(
                str(path), InputError("PD130", (str(path), because("file_too_large", reason=error.strerror)))
            )
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Refusal(str(path), InputError("PD101", (str(path), because("file_unreadable", reason=reason))))
    return Item(
        data, name, within.encode("utf-8", "backslashreplace").decode() if within else None, changed, origin=path
    )
