# SPDX-License-Identifier: Apache-2.0
"""JSON with one spelling, so that equal records have equal bytes and one hash.

The form is RFC 8785's, narrowed: no floating-point numbers at all (their spelling is where
implementations part), and integers within ±(2^53 - 1). Keys sort by code point, which is the RFC's order
for keys within the Basic Multilingual Plane; others are refused.
"""

from collections.abc import Collection, Iterable
from functools import cache
from typing import TYPE_CHECKING

from policydiff.errors import IntegrityError
from policydiff.reasons import because

if TYPE_CHECKING:
    from msgspec.json import Decoder

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 32


def encode(value: object) -> bytes:
    """The one spelling of `value`, in UTF-8.

    Raises ValueError for what the form refuses: floats, large integers, lone surrogates,
    keys outside the Basic Multilingual Plane, nesting beyond MAX_DEPTH.
    """
    import msgspec.json

    _check(value, 0)
    return msgspec.json.encode(value, order="deterministic")


def decode(data: bytes) -> dict[str, object]:
    """The object that `data` spells, provided that it spells it in the one way.

    Rejects whatever re-encodes to other bytes: repeated keys, white space, other escapes, floats.
    Raises IntegrityError.
    """
    import msgspec.json

    try:
        value = _decoder().decode(data)
        same = msgspec.json.encode(value, order="deterministic") == data
    except (ValueError, RecursionError) as error:
        raise IntegrityError("PD404", because("entry_no_json", error=error)) from error
    if not isinstance(value, dict) or not same:
        raise IntegrityError("PD404", because("entry_not_canonical"))
    return value


@cache
def _decoder() -> "Decoder[object]":
    from msgspec.json import Decoder

    return Decoder(float_hook=_no_float)


def _no_float(text: str) -> object:
    raise ValueError(f"the number {text} is a float")


def _check(value: object, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ValueError(f"nested deeper than {MAX_DEPTH}")
    if isinstance(value, dict):
        _check_keys(value)
        inside: Collection[object] = value.values()
    elif isinstance(value, (list, tuple)):
        inside = value
    else:
        inside = (value,)
        if type(value) not in _LEAVES:
            raise ValueError(f"{type(value).__name__} has no one spelling")
    if {*map(type, inside)} <= _UNBOUNDED:  # as nearly always: asked of all together
        return
    for item in inside:
        kind = type(item)
        if kind is int:
            if not -MAX_INTEGER <= item <= MAX_INTEGER:  # type: ignore[operator]
                raise ValueError(f"integer outside ±{MAX_INTEGER}")
        elif kind not in _UNBOUNDED:
            _check(item, depth + 1)


def _check_keys(keys: Iterable[object]) -> None:
    try:
        if "".join(keys).isascii():  # type: ignore[arg-type]
            return
    except TypeError:
        pass  # one is no text: named below
    for key in keys:
        if type(key) is not str or max(key, default="") > "\uffff":
            raise ValueError(f"key {key!r} cannot be sorted in one way")


_UNBOUNDED = frozenset({str, bool, type(None)})
_LEAVES = frozenset({str, bool, int, type(None)})
