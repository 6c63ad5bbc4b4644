# SPDX-License-Identifier: Apache-2.0
"""Sketches of texts whose agreement estimates how much the texts share.

One-permutation MinHash (Li, Owen, Zhang 2012) over character 5-grams: one hash a gram, its
top bits choose a bin, each bin keeps its least value. Empty bins of short texts borrow from
the next full one to the right with the distance mixed in (rotation, Shrivastava and Li 2014),
or two short texts would agree in their empty bins alone. The standard deviation of an
estimate J is sqrt(J(1-J)/128), at most 0.044.
"""

import struct
from collections.abc import Callable, Sequence
from operator import eq
from typing import TYPE_CHECKING, Any, Union

from policydiff.canonical.skeleton import numpy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Grams = Union[frozenset[int], "NDArray[np.uint64]"]
"""The hashes of a text's grams, each once: an array, or a set where numpy is not installed."""

GRAM = 5
BINS = 128
ROWS = 4
"""Bins of a band: 32 bands of 4 meet with probability 0.99 at J = 0.6, 0.87 at 0.5, 0.56 at 0.4."""
_SHIFT = 57
_MASK = (1 << 64) - 1
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xFF51AFD7ED558CCD
_FAR = 0xC2B2AE3D27D4EB4F


def grams(skeleton: str) -> Grams:
    """The hashes of the 5-grams of a skeleton, each once; of a shorter text the one hash of what there is."""
    np = numpy()
    if np is None:
        return frozenset(_hashed(skeleton))
    return np.unique(_hashed_codes(np.frombuffer(skeleton.encode("utf-32-le"), dtype="<u4")))  # type: ignore[no-any-return]


def shared(a: Grams, b: Grams) -> tuple[float, float]:
    """How much two sets of grams share: Jaccard's coefficient, and the share of the smaller one that lies in the other."""
    common = len(a & b) if isinstance(a, frozenset) and isinstance(b, frozenset) else int(numpy().intersect1d(a, b, assume_unique=True).size)
    if not len(a) or not len(b):
        return 0.0, 0.0
    first, second = len(a), len(b)
    together = first + second - common
    return common / together, common / min(first, second)


def sketch(skeleton: str) -> bytes:
    """The sketch of a skeleton: 128 numbers of 16 bits, little-endian."""
    np = numpy()
    if np is None:
        return struct.pack(f"<{BINS}H", *(value & 0xFFFF for value in _least(_hashed(skeleton))))
    return _least_codes(_hashed_codes(np.frombuffer(skeleton.encode("utf-32-le"), dtype="<u4")))


class Sketches:
    """Many sketches, to be held against each other by their places."""

    def __init__(self, sketches: Sequence[bytes]) -> None:
        np = numpy()
        self._rows = np.frombuffer(b"".join(sketches), dtype="<u2").reshape(-1, BINS) if np else [struct.unpack(f"<{BINS}H", s) for s in sketches]
        self._count: Callable[[Any, Any], int] = (lambda a, b: int(np.count_nonzero(a == b))) if np else (lambda a, b: sum(map(eq, a, b)))

    def agreement(self, a: int, b: int) -> float:
        """The estimate of Jaccard's coefficient: the share of bins that agree."""
        return self._count(self._rows[a], self._rows[b]) / BINS


def _hashed(skeleton: str) -> list[int]:
    codes = [ord(char) for char in skeleton]
    if len(codes) < GRAM:
        codes += [0] * (GRAM - len(codes))
    value = 0
    for code in codes[: GRAM - 1]:
        value = (value * _BASE + code) & _MASK
    out = []
    top = pow(_BASE, GRAM, 1 << 64)
    before = [0, *codes]
    for at, code in enumerate(codes[GRAM - 1 :]):
        value = (value * _BASE + code - before[at] * top) & _MASK
        mixed = (value ^ (value >> 33)) * _MIX & _MASK
        out.append(mixed ^ (mixed >> 29))
    return out


def _hashed_codes(codes: "NDArray[np.uint32]") -> "NDArray[np.uint64]":
    np = numpy()
    wide = codes.astype(np.uint64)
    if len(wide) < GRAM:
        wide = np.concatenate([wide, np.zeros(GRAM - len(wide), dtype=np.uint64)])
    count = len(wide) - GRAM + 1
    value = wide[:count] * np.uint64(_BASE)
    for i in range(1, GRAM):
        value += wide[i : i + count]
        if i < GRAM - 1:
            value *= np.uint64(_BASE)
    value ^= value >> np.uint64(33)
    value *= np.uint64(_MIX)
    value ^= value >> np.uint64(29)
    return value  # type: ignore[no-any-return]


def _least(hashes: list[int]) -> list[int]:
    """The least hash of each bin, empty bins filled by rotation."""
    least: list[int | None] = [None] * BINS
    for value in hashes:
        at = value >> _SHIFT
        known = least[at]
        if known is None or value < known:
            least[at] = value
    full = [at for at, value in enumerate(least) if value is not None]
    out = []
    for at in range(BINS):
        source = next((other for other in full if other >= at), full[0])
        distance = (source - at) % BINS
        value = least[source] or 0
        out.append(_final(value, distance))
    return out


def _final(value: int, distance: int) -> int:
    """The value that a bin keeps: 16 bits of a second mixing, with the way it was borrowed over."""
    mixed = (value + distance * _FAR) & _MASK
    mixed = (mixed ^ (mixed >> 32)) * _MIX & _MASK
    return mixed >> 48


def _least_codes(hashes: "NDArray[np.uint64]") -> bytes:
    np = numpy()
    ordered = np.sort(hashes)
    bins = (ordered >> np.uint64(_SHIFT)).astype(np.int64)
    first = np.ones(len(bins), dtype=bool)
    first[1:] = bins[1:] != bins[:-1]
    full, least = bins[first], ordered[first]
    source = np.searchsorted(full, np.arange(BINS)) % len(full)
    distance = (full[source] - np.arange(BINS)) % BINS
    mixed = least[source] + distance.astype(np.uint64) * np.uint64(_FAR)
    mixed = (mixed ^ (mixed >> np.uint64(32))) * np.uint64(_MIX)
    return (mixed >> np.uint64(48)).astype("<u2").tobytes()  # type: ignore[no-any-return]
