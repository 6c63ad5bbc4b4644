# SPDX-License-Identifier: Apache-2.0
"""The ids of many things as columns: their hashes, and which of equal ones each is."""

from array import array
from collections.abc import Sequence
from itertools import compress

from policydiff.script.codes import as_array

HASH = 6
"""Bytes of the hash that an id is."""


class Names:
    """Ids by number; `hashes` are the hashes of all, one behind the other. Of several with one hash all but the first
    are numbered."""

    def __init__(self, hashes: bytearray) -> None:
        self._hashes = hashes
        self._times = _times_before(hashes)

    def between(self, start: int, stop: int) -> list[str]:
        """Those from `start` to `stop`."""
        text = self._hashes[start * HASH : stop * HASH].hex()
        names = [text[at : at + 2 * HASH] for at in range(0, len(text), 2 * HASH)]
        times = self._times[start:stop]
        if not any(times):
            return names
        return [f"{name}-{before + 1}" if before else name for name, before in zip(names, times, strict=True)]

    def keep(self, kept: Sequence[bool]) -> None:
        """Let go of some; the others keep their ids."""
        hashes = (self._hashes[at : at + HASH] for at in range(0, len(self._hashes), HASH))
        self._hashes = bytearray().join(compress(hashes, kept))
        self._times = list(compress(self._times, kept))


def _times_before(names: bytearray, size: int = HASH) -> Sequence[int]:
    """Of names of one size, one behind the other: how many equal ones stand before each."""
    count = len(names) // size
    if as_array(count):
        import numpy as np

        padded = np.zeros((count, 8), dtype=np.uint8)
        padded[:, :size] = np.frombuffer(names, dtype=np.uint8).reshape(count, size)
        keys = padded.view("<u8").ravel()
        order = keys.argsort(kind="stable")
        keys = keys[order]
        begins = np.flatnonzero(np.concatenate((np.ones(1, dtype=np.bool_), keys[1:] != keys[:-1]))).astype(np.uint32)
        del padded, keys  # each is as large as all names
        behind = np.arange(count, dtype=np.uint32)
        behind -= np.repeat(begins, np.diff(begins, append=np.uint32(count)))
        times = np.empty(count, dtype=np.uint32)
        times[order] = behind
        return array("I", times.tobytes())
    seen: dict[bytes, int] = {}
    found = []
    for at in range(0, len(names), size):
        name = bytes(names[at : at + size])
        found.append(seen.get(name, 0))
        seen[name] = found[-1] + 1
    return found
