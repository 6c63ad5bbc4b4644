# SPDX-License-Identifier: Apache-2.0
"""Has pages recognized by the worker, under limits; without the extra `ocr` there is nobody to ask."""

import json
import os
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from policydiff.errors import InputError
from policydiff.ingest.apart import TOO_LONG, TOO_MUCH_MEMORY
from policydiff.ingest.bounded import command
from policydiff.ingest.limits import Limits
from policydiff.ingest.refusals import damaged, refused
from policydiff.ingest.tools import DEFAULT_TOOLS, Tools
from policydiff.reasons import because

WORKER = Path(__file__).with_name("ocr_worker.py")
SECONDS = 8
"""Seconds that a page may take: a third more than was measured."""
_SHARE = 0.9
"""Of the time for a file what recognition may take: the rest is for what comes before it and after."""
_UNITS = {"pages": "pages", "pixels": "pixels", "worker_bytes": "bytes of memory"}
_NO_MEMORY = (b"MemoryError", b"bad_alloc", b"ailed to allocate", b"nable to allocate", b"nsufficient memory")
"""What the worker and its libraries say last where memory ends."""
_STOPPED_FOR_TIME = -24
"""Status of a process that was ended by SIGXCPU."""


@dataclass(frozen=True, slots=True)
class Recognized:
    """Pages as the worker gives them, and by what they were read."""

    pages: tuple[dict[str, Any], ...]
    engine: str
    model: str


def can_recognize() -> bool:
    """Is the extra `ocr` installed? Nothing of it is loaded to see that."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "PIL"))


def beside(limits: Limits) -> Limits:
    """The limits within which pages are recognized beside what is read anyway: half of the time for the file."""
    return replace(limits, wall_seconds=max(1, limits.wall_seconds // 2))


def fitting(limits: Limits, tools: Tools) -> int:
    """How many pages are recognized beside what is read anyway, within `beside`."""
    return max(1, limits.wall_seconds * max(1, tools.jobs) // (2 * SECONDS))


def recognized(data: bytes, limits: Limits, tools: Tools = DEFAULT_TOOLS, pages: Sequence[int] = ()) -> Recognized:
    """The lines of a picture, or of the pages of a PDF that are asked for, by so many processes as `tools` says.

    Raises:
        InputError: PD130 over a limit, PD134 for a damaged picture, PD311 and PD312 as in `apart`, PD135 where a
            process died.
    """
    return _work(data, limits, tools, len(pages) or tools.jobs, pdf=list(pages))


def recognized_pictures(files: Sequence[bytes], limits: Limits, tools: Tools = DEFAULT_TOOLS) -> Recognized:
    """The lines of several pictures, numbered from 1; those that cannot be decoded have no entry.

    Raises:
        InputError: PD311 and PD312 as in `apart`, PD135 where a process died.
    """
    return _work(b"".join(files), limits, tools, len(files), files=[len(file) for file in files])


def _work(data: bytes, limits: Limits, tools: Tools, most: int, **what: list[int]) -> Recognized:
    from concurrent.futures import ThreadPoolExecutor

    jobs = max(1, min(tools.jobs, most))
    asked = {
        "memory": limits.worker_bytes, "pdf": [], "files": [], "pages": limits.pages,
        "pixels": limits.pixels, "folder": tools.recognized, "told": tools.told, **what,
    }  # fmt: skip
    known = len(what.get("pdf") or what.get("files") or ())
    if known and tools.told >= 0:
        with suppress(OSError):
            os.write(tools.told, b"of %d\n" % known)
    workers = [_Worker({**asked, "share": [share, jobs]}, limits, tools.told) for share in range(jobs)]
    try:
        with ThreadPoolExecutor(jobs) as threads:
            answers = list(threads.map(lambda worker: worker.answer(data, limits), workers))
    finally:
        for worker in workers:
            worker.end()
    read = sorted((page for answer in answers for page in answer["pages"]), key=lambda page: int(page["number"]))
    return Recognized(tuple(read), answers[0]["engine"], answers[0]["model"])


class _Worker:
    """A process that recognizes a share of the pages."""

    def __init__(self, asked: dict[str, Any], limits: Limits, told: int) -> None:
        try:
            self._process = subprocess.Popen(
                command(WORKER, [json.dumps(asked)], limits.worker_bytes, limits.wall_seconds + 1),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=(told,) if told >= 0 else (),
            )
        except OSError as error:
            raise InputError("PD135", because("helper_absent", error=str(error))) from None

    def answer(self, data: bytes, limits: Limits) -> dict[str, Any]:
        """What it found; InputError as `recognized`."""
        try:
            out, said = self._process.communicate(data, limits.wall_seconds * _SHARE)
        except subprocess.TimeoutExpired:
            raise _too_long(limits) from None
        status = self._process.returncode
        if status == _STOPPED_FOR_TIME:
            raise _too_long(limits)
        if status:
            if any(word in said for word in _NO_MEMORY):
                raise InputError(TOO_MUCH_MEMORY, because("took_too_much_memory"))
            raise InputError("PD135", because("recognition_died", status=status))
        found: dict[str, Any] = json.loads(out)
        if "refused" in found:
            option = found["refused"]
            raise refused("the picture", getattr(limits, option), option, _UNITS[option], found["value"])
        if "unreadable" in found:
            raise damaged(f"not a readable picture: {found['unreadable']}")
        return found

    def end(self) -> None:
        """See that it is gone."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()


def _too_long(limits: Limits) -> InputError:
    return InputError(TOO_LONG, because("recognition_slow", seconds=limits.wall_seconds))
