# SPDX-License-Identifier: Apache-2.0
"""The pages of copies, at hand for pictures of places: the bytes of each file that has any."""

from hashlib import sha256
from os import fspath
from pathlib import Path

from policydiff.copies import Location, locate
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.ingest.opening import content_of, is_regular
from policydiff.ingest.read import STDIN
from policydiff.model import Witness
from policydiff.report.crops import Cropping, Which

_DRAWN = ("application/pdf", "image/")
"""Beginnings of the media types whose pages can be drawn."""


def cropped(
    copies: tuple[Witness, Witness], files: tuple[Path, Path], which: Which, limits: Limits = DEFAULT_LIMITS
) -> Cropping:
    """What pictures of two copies are made of, which were read from files of these names."""
    if which == "none":
        return Cropping()
    a, b = (
        pages_of(copy, locate(file) if fspath(file) != STDIN else None, limits)
        for copy, file in zip(copies, files, strict=True)
    )
    return Cropping(which, a, b, limits)


def pages_of(
    copy: Witness, where: Location | None, limits: Limits, data: bytes | None = None
) -> tuple[bytes, ...] | None:
    """The file whose pages a copy was read from, or a picture for each page; None where it has none that can be drawn,
    or the file is not at hand or has changed. `data` are the bytes of the file at `where`, if they are at hand."""
    if not (copy.printed or copy.recognized):
        return None
    if copy.within:
        return copy.within
    if not copy.media_type.startswith(_DRAWN):
        return None
    if data is None:
        if where is None or not is_regular(where.file):
            return None
        try:
            data = content_of(where.file, limits.file_bytes)
        except OSError:
            return None
    return (data,) if sha256(data).hexdigest() == copy.sha256 else None
