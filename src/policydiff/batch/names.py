# SPDX-License-Identifier: Apache-2.0
"""File names for reports: the id where every file system accepts it, else a safe form with a digest appended."""

import re
from collections.abc import Iterable
from hashlib import sha256
from unicodedata import normalize

_UNSAFE = re.compile(r"[^\w.+@=-]")
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$")
"""Names that Windows takes for devices whatever their ending."""
_LONGEST = 120
"""Bytes in UTF-8, far below the 255 of most file systems: a folder may be copied under a longer path."""


def report_names(ids: Iterable[str]) -> list[str]:
    """A file name without ending for each id, none twice, not even on a system that does not tell a from A."""
    taken: set[str] = set()
    names = []
    for id_ in ids:
        name = _safe(id_)
        if name.casefold() in taken:
            name = _marked(id_, name)
        taken.add(name.casefold())
        names.append(name)
    return names


def _safe(id_: str) -> str:
    name = _UNSAFE.sub("_", normalize("NFC", id_)).strip(".")
    if (
        name == id_
        and name
        and not name.startswith("-")
        and not _DEVICES.match(name)
        and len(name.encode()) <= _LONGEST
    ):
        return name
    return _marked(id_, name.lstrip("-").replace(".", "_"))


def _marked(id_: str, name: str) -> str:
    cut = name.encode()[:_LONGEST].decode("utf-8", "ignore")
    digest = sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{cut}-{digest}" if cut else digest
