# SPDX-License-Identifier: Apache-2.0
"""Has pages recognized by the worker, under limits; without the extra `ocr` there is nobody to ask."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from policydiff.errors import InputError
from policydiff.ingest.apart import TOO_LONG, TOO_MUCH_MEMORY
from policydiff.ingest.limits import Limits
from policydiff.ingest.refusals import damaged, refused
from policydiff.reasons import because

WORKER = Path(__file__).with_name("ocr_worker.py")
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


def recognized(data: bytes, limits: Limits, folder: str = "", pages: Sequence[int] = ()) -> Recognized:
    """The lines of a picture, or of the pages of a PDF that are asked for; `folder` keeps them for later runs.

    Raises:
        InputError: PD130 over a limit, PD134 for a damaged picture, PD311 and PD312 as in `apart`, PD135 where the
            process died.
    """
    asked = {
        "memory": limits.worker_bytes, "seconds": limits.wall_seconds, "pdf": list(pages), "pages": limits.pages,
        "pixels": limits.pixels, "folder": folder,
    }  # fmt: skip
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(WORKER), json.dumps(asked)],
            input=data,
            capture_output=True,
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_long(limits) from None
    except OSError as error:
        raise InputError("PD135", because("helper_absent", error=str(error))) from None
    if done.returncode == _STOPPED_FOR_TIME:
        raise _too_long(limits)
    if done.returncode:
        if any(word in done.stderr for word in _NO_MEMORY):
            raise InputError(TOO_MUCH_MEMORY, because("took_too_much_memory"))
        raise InputError("PD135", because("recognition_died", status=done.returncode))
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        option = answer["refused"]
        raise refused("the picture", getattr(limits, option), option, _UNITS[option], answer["value"])
    if "unreadable" in answer:
        raise damaged(f"not a readable picture: {answer['unreadable']}")
    return Recognized(tuple(answer["pages"]), answer["engine"], answer["model"])


def _too_long(limits: Limits) -> InputError:
    return InputError(TOO_LONG, because("recognition_slow", seconds=limits.wall_seconds))
