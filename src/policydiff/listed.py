# SPDX-License-Identifier: Apache-2.0
"""Long lists whose things are made when they are asked for, since all of them at once would take the memory."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, cast, overload

_AT_ONCE = 20_000
"""Things up to which a list is made whole: ten megabytes, and twice as many differences as the longest official text
measured would have if every tenth character differed."""
_SOME = 1_000
"""Things that a walk through a longer list makes at a time."""
_Thing = TypeVar("_Thing")


class Listed(Sequence[_Thing]):
    """Reads like a tuple of `length` things; `made(start, stop)` gives those from `start` to `stop`, the same each
    time."""

    def __init__(self, length: int, made: Callable[[int, int], Iterable[_Thing]]) -> None:
        self._length, self._made = length, made

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[_Thing]:
        for start in range(0, self._length, _SOME):
            yield from self._made(start, min(start + _SOME, self._length))

    @overload
    def __getitem__(self, index: int) -> _Thing: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[_Thing, ...]: ...

    def __getitem__(self, index: int | slice) -> _Thing | tuple[_Thing, ...]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._length)
            return tuple(self._made(start, max(start, stop))) if step == 1 else tuple(self)[index]
        at = range(self._length)[index]
        (found,) = self._made(at, at + 1)
        return found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Listed | tuple):
            return NotImplemented
        return len(self) == len(other) and all(x == y for x, y in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Listed({self._length} things)"

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, ([*self],)


def listed(length: int, made: Callable[[int, int], Iterable[_Thing]]) -> tuple[_Thing, ...]:
    """A tuple where it is short, else what reads like one."""
    if length <= _AT_ONCE:
        return tuple(made(0, length))
    return cast("tuple[_Thing, ...]", Listed(length, made))
