# SPDX-License-Identifier: Apache-2.0
"""A copy by the name that a user gives it: a file, `ARCHIVE#URL` for a capture in a web archive, `FILE#2` for the
second notice on a page."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import ceil
from os import fspath, fstat
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from policydiff.errors import InputError, Said
from policydiff.ingest.apart import apart, each_apart, here
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.ingest.opening import digest_up_to, handed, is_regular, open_file, there
from policydiff.ingest.read import STDIN, bytes_of, capture_named, name_of, read
from policydiff.ingest.sniff import media_type
from policydiff.ingest.tools import DEFAULT_TOOLS, Tools
from policydiff.model import Witness
from policydiff.reasons import because
from policydiff.vocabulary.patterns import late_pattern

_NUMBERED = late_pattern(r"(.+)#([^#/]*)", re.DOTALL)
_SMALL = 1 << 20
"""Bytes up to which a plain text is read in the process that asks for it, as a start takes longer."""
_NUMBER = late_pattern(r"[1-9][0-9]{0,3}")
_UNBOUNDED = 1 << 31
"""Seconds, and gigabytes, that nothing reaches and that the system still takes."""
_SHORT = 400_000
"""Characters up to which texts are worked on in the process that asks for it: four times the longest official text
measured, in a second or two whatever they hold."""
_EVENT = 10
"""Characters that an event of a reader's counts for."""
_PLAIN = ("text/plain", "text/markdown")
_Made = TypeVar("_Made")


class ReadingOptions(Struct, frozen=True):
    """How copies are read, as `policydiff.ingest.read` takes it."""

    declared: str | None = None
    limits: Limits = DEFAULT_LIMITS
    tracked: Literal["accepted", "original"] = "accepted"
    whole_page: bool = False
    tools: Tools = DEFAULT_TOOLS


_PLAINLY = ReadingOptions()


def bounded(how: ReadingOptions, seconds: float, megabytes: int) -> ReadingOptions:
    """The same, within so much time and memory for one file; 0 is without limit."""
    limits = replace(
        how.limits,
        wall_seconds=ceil(seconds) if seconds else _UNBOUNDED,
        worker_bytes=megabytes << 20 if megabytes else _UNBOUNDED << 30,
    )
    return msgspec.structs.replace(how, limits=limits)


class Location(Struct, frozen=True):
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
    if "#" not in text or there(path):
        return Location(path)
    numbered = _NUMBERED.fullmatch(text)
    if numbered:
        file, capture = capture_named(Path(numbered[1]))
        if is_regular(file) and _NUMBER.fullmatch(numbered[2]):
            return Location(file, capture, int(numbered[2]))
    file, capture = capture_named(path)
    if capture is None and numbered and is_regular(numbered[1]):
        raise InputError("PD112", (name_of(path), because("no_notice_number", number=numbered[2])))
    return Location(file, capture)


def read_copy(path: Path, how: ReadingOptions = _PLAINLY) -> Witness:
    """Read the copy that `path` names, as `with_copy` does.

    Raises:
        InputError: as `with_copy`.
    """
    return with_copy(path, _itself, how)


def with_copy(
    path: Path, work: Callable[[Witness], _Made], how: ReadingOptions = _PLAINLY, name: str | None = None
) -> _Made:
    """Read the copy that `path` names, called `name` or by its path, and give what `work` makes of it.

    What is more than a small plain text is read and worked on in a process of its own, which `wall_seconds` and
    `worker_bytes` of the limits bound: whatever a file does, it does to that process.

    Raises:
        InputError: as `policydiff.ingest.read`; PD112 where the page has no such notice; as `policydiff.ingest.apart`.
            The message begins with the name.
    """
    called = name or name_of(path)
    where = locate(path)
    data = None
    if fspath(where.file) == STDIN or handed(where.file):
        data = bytes_at(where, called, how.limits)

    def read_and_work() -> _Made:
        return work(read_at(where, called, how, data))

    return within_bounds(read_and_work, called, how.limits, small=_harmless(where, data))


def on_copies(work: Callable[[], _Made], copies: Sequence[Witness], limits: Limits) -> _Made:
    """What `work` makes of copies that were read: here where they are short, else in a process of its own, as
    `within_bounds`.

    Raises:
        InputError: as `within_bounds`.
    """
    return within_bounds(work, _listed([copy.name for copy in copies]), limits, small=_short(copies))


def each_of_copies(work: Callable[[], Iterator[_Made]], copies: Sequence[Witness], limits: Limits) -> Iterator[_Made]:
    """What `work` gives of copies that were read, one after the other, so that a process apart need not hold it all;
    where and in what time and memory as `on_copies`.

    Raises:
        InputError: as `within_bounds`.
    """
    name = _listed([copy.name for copy in copies])
    try:
        if _short(copies):
            yield from here(lambda: list(work()))
        else:
            yield from each_apart(work, limits.wall_seconds, limits.worker_bytes, in_all=True)
    except InputError as error:
        if error.message.startswith(name):
            raise
        raise error.at(name) from error


def _short(copies: Sequence[Witness]) -> bool:
    return sum(len(copy.text) + _EVENT * len(copy.events) for copy in copies) <= _SHORT


def _listed(names: Sequence[str], shown: int = 3) -> str:
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ", ".join(names[:shown]) + more


def _itself(witness: Witness) -> Witness:
    return witness


def within_bounds(
    work: Callable[[], _Made], name: str, limits: Limits, *, small: bool = False, cure: Said = ""
) -> _Made:
    """What `work` makes of the file that is called `name`: here where it is small and plain, else in a process of its
    own, which `wall_seconds` and `worker_bytes` of the limits bound.

    Raises:
        InputError: what `work` raises; as `policydiff.ingest.apart`, with this `cure` if one is given. The message
            begins with the name.
    """
    try:
        return here(work) if small else apart(work, limits.wall_seconds, limits.worker_bytes)
    except InputError as error:
        if error.message.startswith(name):
            raise
        raise error.at(name, cure) from error


def _harmless(where: Location, data: bytes | None) -> bool:
    """Is it a small plain text, which costs what it is long? What cannot be opened is for the reader to say."""
    try:
        if data is None:
            with open_file(where.file) as file:
                if fstat(file.fileno()).st_size > _SMALL:
                    return False
                data = file.read(_SMALL + 1) or b""
    except (OSError, ValueError):
        return True
    return harmless(data, where.file.name)


def harmless(data: bytes, name: str) -> bool:
    """Are these bytes a small plain text?"""
    return len(data) <= _SMALL and media_type(data, name) in _PLAIN


def read_at(where: Location, name: str, how: ReadingOptions = _PLAINLY, data: bytes | None = None) -> Witness:
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
        tools=how.tools,
    )
    return whole if where.notice is None else _notice(whole, where.notice, name)


def bytes_at(where: Location, name: str, limits: Limits) -> bytes:
    """All bytes of the file in which a copy lies, to be read from them.

    Raises:
        InputError: as reading it from the file would.
    """
    try:
        return bytes_of(where.file, limits, name)
    except InputError as error:
        raise error.at(name) from None


def digest_of(where: Location, largest: int = DEFAULT_LIMITS.file_bytes) -> str | None:
    """SHA-256 of the file in which the copy lies, None where it is larger than is read.

    Raises:
        OSError: where it cannot be opened, or is no file.
    """
    return digest_up_to(where.file, largest)


def _notice(whole: Witness, number: int, name: str) -> Witness:
    """The witness of one notice of a page; what is known of the whole goes with it, but for what lies in others."""
    from policydiff.structure.pages import parts

    spans = parts(whole.text)
    if number > len(spans):
        raise InputError("PD112", (whole.name, because("notice_absent", number=number, n=len(spans))))
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
    recognized, printed = (
        tuple(
            moved(line, start=line.start - start, end=line.end - start)
            for line in lines
            if start <= line.start and line.end <= end
        )
        for lines in (whole.recognized, whole.printed)
    )
    return moved(
        whole,
        name=name,
        text=whole.text[start:end],
        events=events,
        problems=(*unplaced, *inside),
        recognized=recognized,
        printed=printed,
    )
