# SPDX-License-Identifier: Apache-2.0
"""Has places cut out of pages by the worker, under limits."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec import structs

from policydiff.ingest.bounded import command
from policydiff.ingest.limits import Limits
from policydiff.recognized import SeenPlace

WORKER = Path(__file__).with_name("crop_worker.py")
_PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Crop:
    """A place cut out of its page: a PNG file in base64, and its size in pixels."""

    png: str
    width: int
    height: int


def crops(files: Sequence[bytes], places: Sequence[SeenPlace], limits: Limits) -> list[Crop | None]:
    """The pictures of places of a PDF or a picture, or of pictures for each page; None for each that cannot be had,
    whatever the reason: a report is made without it."""
    if len(files) == 1:
        return _of_file(files[0], places, limits)
    found: list[Crop | None] = [None] * len(places)
    for number in sorted({place.page for place in places if place.page <= len(files)}):
        at = [index for index, place in enumerate(places) if place.page == number]
        own = [structs.replace(places[index], page=1) for index in at]
        for index, crop in zip(at, _of_file(files[number - 1], own, limits), strict=True):
            found[index] = crop
    return found


def _of_file(data: bytes, places: Sequence[SeenPlace], limits: Limits) -> list[Crop | None]:
    if not places:
        return []
    asked = {
        "pdf": _PDF in data[:1024], "pages": limits.pages, "pixels": limits.pixels,
    }  # fmt: skip
    wanted = json.dumps([{"page": one.page, "turn": one.turn, "box": list(one.box)} for one in places]).encode()
    nothing: list[Crop | None] = [None] * len(places)
    try:
        done = subprocess.run(
            command(WORKER, [json.dumps(asked)], limits.worker_bytes, limits.wall_seconds + 1),
            input=len(wanted).to_bytes(8, "big") + wanted + data,
            capture_output=True,
            timeout=limits.wall_seconds,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return nothing
    if done.returncode:
        return nothing
    found: list[Any] = json.loads(done.stdout)
    return [Crop(*one) if one else None for one in found]
