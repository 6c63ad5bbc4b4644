# SPDX-License-Identifier: Apache-2.0
"""Sketches of texts whose agreement estimates how much the texts share.

One-permutation MinHash (Li, Owen, Zhang 2012) over character 5-grams: one hash a gram, its
top bits choose a bin, each bin keeps its least value. Empty bins of short texts borrow from
the next full one to the right with the distance mixed in (rotation, Shrivastava and Li 2014),
or two short texts would agree in their empty bins alone. The standard deviation of an
estimate J is sqrt(J(1-J)/128), at most 0.044.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policydiff.script.codes import Codes

Grams = NDArray[np.uint64]
"""The hashes of a text's grams, ascending, each once."""

GRAM = 5
BINS = 128
ROWS = 4
"""Bins of a band: 32 bands of 4 meet with probability 0.99 at J = 0.6, 0.87 at 0.5, 0.56 at 0.4."""
_SHIFT = np.uint64(57)
_PLACES = np.arange(BINS, dtype=np.uint64)
_STARTS = _PLACES << _SHIFT
"""The least hash that falls into each bin."""
_FULL = ~np.uint64(0)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_FAR = np.uint64(0xC2B2AE3D27D4EB4F)


def grams(skeleton: Codes) -> Grams:
    """The hashes of the 5-grams of a skeleton, each once; of a shorter text the one hash of what there is."""
    found: Grams = np.unique(_hashed(skeleton))
    return found


def shared(a: Grams, b: Grams) -> tuple[float, float]:
    """How much two sets of grams share: Jaccard's coefficient, and the share of the smaller one in the other."""
    first, second = len(a), len(b)
    if not first or not second:
        return 0.0, 0.0
    common = int(np.intersect1d(a, b, assume_unique=True).size)
    return common / (first + second - common), common / min(first, second)


def sketch(skeleton: Codes) -> bytes:
    """The sketch of a skeleton: 128 numbers of 16 bits, little-endian."""
    return _least(_hashed(skeleton))


def sketches(skeletons: Sequence[Codes]) -> list[bytes]:
    """The sketches of some skeletons, made together."""
    count = len(skeletons)
    lengths = np.array([len(one) for one in skeletons])
    whole = np.concatenate([*skeletons, np.zeros(GRAM, dtype="<u4")])
    hashes = _hashed(whole)[: lengths.sum()]
    ends = np.cumsum(lengths)
    inside = np.arange(len(hashes)) + GRAM <= np.repeat(ends, lengths)  # no gram reaches into the next text
    bins = (hashes >> _SHIFT).astype(np.intp) + np.repeat(np.arange(count) * BINS, lengths)
    least = np.full(count * BINS, _FULL)
    np.minimum.at(least, bins[inside], hashes[inside])
    rows = least.reshape(count, BINS)
    filled = (rows != _FULL).all(axis=1)
    said = _said(rows)
    return [
        said[at].tobytes() if full else sketch(one)
        for at, (full, one) in enumerate(zip(filled, skeletons, strict=True))
    ]


class Sketches:
    """Many sketches, to be held against each other by their places."""

    def __init__(self, sketches: Sequence[bytes]) -> None:
        self._rows = np.frombuffer(b"".join(sketches), dtype="<u2").reshape(-1, BINS)

    def agreement(self, a: int, b: int) -> float:
        """The estimate of Jaccard's coefficient: the share of bins that agree."""
        return int(np.count_nonzero(self._rows[a] == self._rows[b])) / BINS


def _hashed(skeleton: Codes) -> Grams:
    """The hash of each 5-gram: a polynomial modulo 2 to the 64, its bits mixed (MurmurHash3's first two steps)."""
    wide = skeleton.astype(np.uint64)
    if len(wide) < GRAM:
        wide = np.concatenate([wide, np.zeros(GRAM - len(wide), dtype=np.uint64)])
    count = len(wide) - GRAM + 1
    value = wide[:count] * _BASE
    for i in range(1, GRAM):
        value += wide[i : i + count]
        if i < GRAM - 1:
            value *= _BASE
    value ^= value >> np.uint64(33)
    value *= _MIX
    value ^= value >> np.uint64(29)
    return value


def _least(hashes: Grams) -> bytes:
    """What is said of the least hash of each bin, of an empty bin of the next one's."""
    least = np.full(BINS, _FULL)
    np.minimum.at(least, (hashes >> _SHIFT).astype(np.intp), hashes)
    if (least == _FULL).any():
        ordered = np.sort(hashes)
        at = ordered.searchsorted(_STARTS)
        least = ordered[np.where(at < len(ordered), at, 0)]
    made: bytes = _said(least).tobytes()
    return made


def _said(least: Grams) -> NDArray[np.uint16]:
    """16 bits of a second mixing of the least hashes, each with the way that it was borrowed over."""
    distance = ((least >> _SHIFT) - _PLACES) % np.uint64(BINS)
    mixed = least + distance * _FAR
    mixed = (mixed ^ (mixed >> np.uint64(32))) * _MIX
    made: NDArray[np.uint16] = (mixed >> np.uint64(48)).astype("<u2")
    return made
