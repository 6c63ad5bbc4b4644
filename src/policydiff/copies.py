# SPDX-License-Identifier: Apache-2.0
"""A copy by the name that a user gives it: a file, `ARCHIVE#URL` for a capture in a web archive, `FILE#2` for the
second notice on a page."""

import re
from dataclasses import dataclass
from hashlib import file_digest, sha256
from os import fstat
from pathlib import Path
from typing import Literal

import msgspec

from policydiff.errors import InputError
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.ingest.read import capture_named, name_of, read
from policydiff.model import Witness

_NUMBERED = re.compile(r"(.+)#([^#/]*)", re.DOTALL)
_SMALL = 1 << 20
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How copies are read, as `policydiff.ingest.read` takes it."""

    declared: str | None = None
    limits: Limits = DEFAULT_LIMITS
    tracked: Literal["accepted", "original"] = "accepted"
    whole_page: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """Where one copy is: a file, a capture in it, a notice on the page (1 is the first; None: the whole page)."""

    file: Path
    capture: str | None = None
    notice: int | None = None


def locate(path: Path) -> Location:
    """Where the copy is that `path` names; a file whose own name has a `#` is that file.

    Raises:
        InputError: PD112 where no number of a notice stands behind the `#` of a file that is there.
    """
    text = str(path)
    if "#" not in text or path.exists():
        return Location(path)
    numbered = _NUMBERED.fullmatch(text)
    if numbered:
        file, capture = capture_named(Path(numbered[1]))
        if file.is_file() and _NUMBER.fullmatch(numbered[2]):
            return Location(file, capture, int(numbered[2]))
    file, capture = capture_named(path)
    if capture is None and numbered and Path(numbered[1]).is_file():
        what = f"{name_of(path)}: there is no such file, and #{numbered[2]} is not a notice number"
        raise InputError("PD112", what, "write FILE#2 for the second notice of a page, or correct the name")
    return Location(file, capture)


def read_copy(path: Path, how: ReadingOptions = ReadingOptions()) -> Witness:
    """Read the copy that `path` names.

    Raises:
        InputError: as `policydiff.ingest.read`; PD112 where the page has no such notice.
    """
    return read_at(locate(path), name_of(path), how)


def read_at(where: Location, name: str, how: ReadingOptions = ReadingOptions(), data: bytes | None = None) -> Witness:
    """Read the copy at a place, under the name that it is called by; out of `data` where the file's bytes are at hand.

    Raises:
        InputError: as `read_copy`.
    """
    called = (
        name if where.notice is None else name.removesuffix(f"#{where.notice}")
    )  # what kind a file is can hang on its ending
    source = where.file if data is None else data
    whole = read(
        source,
        called,
        part=where.capture,
        declared=how.declared,
        limits=how.limits,
        tracked=how.tracked,
        whole_page=how.whole_page,
    )
    return whole if where.notice is None else _notice(whole, where.notice, name)


def digest_of(where: Location) -> str:
    """SHA-256 of the file in which the copy lies.

    Raises:
        OSError: where it cannot be opened.
    """
    with where.file.open("rb", buffering=0) as file:
        if fstat(file.fileno()).st_size <= _SMALL:  # `file_digest` makes room for a large file first
            return sha256(file.read()).hexdigest()
        return file_digest(file, "sha256").hexdigest()


def _notice(whole: Witness, number: int, name: str) -> Witness:
    """The witness of one notice of a page; what is known of the whole goes with it, but for what lies in others."""
    from policydiff.structure.pages import parts

    spans = parts(whole.text)
    if number > len(spans):
        raise InputError(
            "PD112",
            f"{whole.name}: there is no notice {number} on the page; it has {len(spans)}",
            "leave #N out for the whole page",
        )
    start, end = spans[number - 1]
    moved = msgspec.structs.replace
    events = tuple(
        moved(e, start=e.start - start, end=e.end - start) for e in whole.events if start <= e.start and e.end <= end
    )
    unplaced = [p for p in whole.problems if p.start is None or p.end is None]
    inside = [
        moved(p, start=p.start - start, end=p.end - start)
        for p in whole.problems
        if p.start is not None and p.end is not None and start <= p.start and p.end <= end
    ]
    return moved(whole, name=name, text=whole.text[start:end], events=events, problems=(*unplaced, *inside))
