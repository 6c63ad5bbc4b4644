# SPDX-License-Identifier: Apache-2.0
"""What lies at the top of a compound file (OLE storage, [MS-CFB]): the names that tell a Word file from a workbook."""

import struct
from struct import unpack_from

_END = 0xFFFFFFFA
"""From here on a number is no sector: end of chain, free, a table's own sector ([MS-CFB] 2.1)."""
_MOST = 10_000
"""Sectors of the directory, and entries, that are looked at."""


def top_names(data: bytes) -> frozenset[str]:
    """Names of the streams and storages at the top; empty where the file is damaged."""
    try:
        return _names(data)
    except (IndexError, struct.error):
        return frozenset()


def _names(data: bytes) -> frozenset[str]:
    size = 1 << min(16, max(7, int.from_bytes(data[30:32], "little")))
    tables = unpack_from("<109I", data, 76)

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    directory: list[bytes] = []
    at = int.from_bytes(data[48:52], "little")
    while at < _END and len(directory) < _MOST:
        directory.append(sector(at))
        which, place = divmod(at, size // 4)
        at = unpack_from("<I", sector(tables[which]), place * 4)[0]
    entries = b"".join(directory)
    found: set[str] = set()
    seen: set[int] = set()
    left = [unpack_from("<I", entries, 76)[0]]
    while left and len(seen) < _MOST:
        entry = left.pop()
        if entry >= _END or entry in seen:
            continue
        seen.add(entry)
        start = entry * 128
        length = unpack_from("<H", entries, start + 64)[0]
        found.add(entries[start : start + max(0, min(64, length) - 2)].decode("utf-16-le", "replace"))
        left += unpack_from("<II", entries, start + 68)
    return frozenset(found)
