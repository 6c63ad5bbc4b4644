# SPDX-License-Identifier: Apache-2.0
"""What is done to every character of a text: translating, telling classes, finding, comparing.

As arrays of code points a translation of 10,000 characters takes 16 µs, `str.translate` 310; finding a set of
characters 10 µs, a pattern 60 to 150. But numpy takes about as long to load as a short comparison takes in all, so the
first texts of a process are looked at as they are, and short ones always; the results are the same.
"""

from array import array
from codecs import utf_32_le_decode, utf_32_le_encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import compress, pairwise
from operator import ne
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Codes: TypeAlias = "NDArray[np.uint32]"
"""Code points."""

_CODE_POINTS = 0x110000
_SHORT = 100
"""Characters below which a text as it is is faster than an array of it."""
_PAYS = 500_000
"""Characters looked at in one process from which on loading numpy has paid: at 50 ns saved for each, in the 25 ms that
this takes at the least."""


class _Work:
    """How much a process has looked at."""

    done = 0


def as_array(length: int) -> bool:
    """Is a text of this length, or are so many places in texts, to be looked at as an array?"""
    if length < _SHORT:
        return False
    if _Work.done < _PAYS:
        _Work.done += length
    return _Work.done >= _PAYS


def codes(text: str) -> Codes:
    """The code points of a text, lone surrogates among them; read-only."""
    import numpy as np

    return np.frombuffer(utf_32_le_encode(text, "surrogatepass")[0], dtype="<u4")


def text_of(found: Codes) -> str:
    """The text of some code points: `codes` turned round."""
    return utf_32_le_decode(found.tobytes(), "surrogatepass", True)[0]


class Translation:
    """A table that gives one character for one, made once for many texts; same result as `str.translate`."""

    def __init__(self, table: Mapping[int, int | str]) -> None:
        self._table = dict(table)

    @cached_property
    def _to(self) -> Codes:
        import numpy as np

        to = np.arange(_CODE_POINTS, dtype="<u4")
        to[list(self._table)] = [ord(char) if isinstance(char, str) else char for char in self._table.values()]
        return to

    def __call__(self, text: str) -> str:
        """The text translated; same length."""
        return text_of(self._to.take(codes(text))) if as_array(len(text)) else text.translate(self._table)


class Classes:
    """A small number for every character, 0 for those that are in no class; made once for many texts."""

    def __init__(self, classes: Mapping[str, int]) -> None:
        self._classes = dict(classes)

    @cached_property
    def _class(self) -> "NDArray[np.uint8]":
        import numpy as np

        found = np.zeros(_CODE_POINTS, dtype=np.uint8)
        found[[ord(char) for char in self._classes]] = list(self._classes.values())
        return found

    def counts(self, text: str, size: int) -> list[int]:
        """How many characters each class has, for classes 0 to `size` - 1."""
        if as_array(len(text)):
            import numpy as np

            counted: list[int] = np.bincount(self._class.take(codes(text)), minlength=size).tolist()
            return counted
        found = [0] * size
        for number in map(self._classes.get, text):
            found[number or 0] += 1
        return found


class Members:
    """A set of characters to be found in texts, made once."""

    def __init__(self, chars: Iterable[str]) -> None:
        self._chars = frozenset(chars)

    @cached_property
    def _in(self) -> "NDArray[np.bool_]":
        import numpy as np

        found = np.zeros(_CODE_POINTS, dtype=np.bool_)
        found[[ord(char) for char in self._chars]] = True
        return found

    def places(self, text: str) -> list[int]:
        """Where members stand, ascending."""
        if as_array(len(text)):
            found: list[int] = self._in.take(codes(text)).nonzero()[0].tolist()
            return found
        return list(compress(range(len(text)), map(self._chars.__contains__, text)))


def distinct(texts: Iterable[str]) -> list[str]:
    """The characters of texts, each once, ascending."""
    import numpy as np

    there = np.zeros(_CODE_POINTS, dtype=np.bool_)
    highest = 0
    for text in texts:
        found = codes(text)
        there[found] = True
        highest = max(highest, int(found.max(initial=0)))
    return [*map(chr, there[: highest + 1].nonzero()[0].tolist())]


def firsts(numbers: "NDArray[np.int64]", count: int) -> "NDArray[np.int64]":
    """Where each of the numbers below `count` stands first; behind the end where it does not."""
    import numpy as np

    found = np.full(count, len(numbers), dtype=np.int64)
    found[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)  # of equal numbers the first one stays
    return found


def differing(x: str, y: str) -> dict[tuple[str, str], Sequence[int]]:
    """Where two texts of one length differ: the places of each pair of characters, ascending."""
    if x == y:
        return {}
    if as_array(len(x)):
        return _differing(x, y)
    found: dict[tuple[str, str], list[int]] = {}
    for at in compress(range(len(x)), map(ne, x, y)):
        found.setdefault((x[at], y[at]), []).append(at)
    return dict(found)


def ascending(numbers: "array[int]") -> Sequence[int]:
    """The indices of numbers in the order of the numbers, equal ones in their own order."""
    if as_array(len(numbers)):
        import numpy as np

        order = np.asarray(numbers).argsort(kind="stable")
        return array("I", order.astype(np.uint32).tobytes())
    return sorted(range(len(numbers)), key=numbers.__getitem__)


def longest_first(starts: "array[int]", ends: "array[int]") -> Sequence[int]:
    """The indices of spans in the order of their starts, at one start the longest first."""
    if as_array(len(starts)):
        import numpy as np

        order = ((np.asarray(starts).astype(np.int64) << 32) - np.asarray(ends)).argsort(kind="stable")
        return array("I", order.astype(np.uint32).tobytes())
    keys = [(start << 32) - end for start, end in zip(starts, ends, strict=True)]
    return sorted(range(len(keys)), key=keys.__getitem__)


def taken(column: "array[int]", places: Sequence[int]) -> "array[int]":
    """The numbers of a column at some places, in the order of these."""
    if as_array(len(places)):
        import numpy as np

        return array(column.typecode, np.asarray(column)[np.asarray(places)].tobytes())
    return array(column.typecode, map(column.__getitem__, places))


def _differing(x: str, y: str) -> dict[tuple[str, str], Sequence[int]]:
    import numpy as np

    a, b = codes(x), codes(y)
    at = (a != b).nonzero()[0]
    pairs = (a[at].astype(np.uint64) << np.uint64(32)) | b[at]
    order = pairs.argsort(kind="stable")
    places = array("I", at[order].astype(np.uint32).tobytes())
    starts = [0, *((np.diff(pairs[order]) != 0).nonzero()[0] + 1).tolist(), len(places)]
    return {(x[places[start]], y[places[start]]): places[start:end] for start, end in pairwise(starts)}
