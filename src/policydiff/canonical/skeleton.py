# SPDX-License-Identifier: Apache-2.0
"""What of a text is compared between thousands: its Han characters and digits, in canonical form.

Glosses, marks, white space, markup and Latin letters differ from copy to copy without meaning
another notice; digits stay, because a year or an amount may be all that tells two editions
apart. With numpy one table lookup; without it the same by `str.translate`.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from policydiff.canonical.runner import composed_table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEPT = ((0x30, 0x3A), (0x3007, 0x3008), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x32000))
"""Digits, 〇 and the unified ideographs (Unicode 15, blocks CJK Unified and extensions A to H)."""
_SHORT = 200
"""Below this length `str.translate` is the faster one."""
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def is_kept(code: int) -> bool:
    """Is this canonical character one of those compared?"""
    return any(start <= code < end for start, end in _KEPT)


@cache
def numpy() -> Any:
    """The module numpy, or None where the extra `group` is not installed."""
    try:
        import numpy as np
    except ImportError:
        return None
    return np


def skeleton(text: str) -> str:
    """Han characters and digits of `text` in canonical form."""
    if len(text) < _SHORT or numpy() is None:
        return text.translate(_translation(False))
    return _text(skeleton_codes(text))


def folded(text: str) -> str:
    """`text` in canonical form, character by character: its white space and Latin letters as they are, invisible characters gone."""
    if numpy() is None:
        return text.translate(_translation(True))
    return _text(_looked_up(text, _lookup(True)))


def skeleton_codes(text: str) -> "NDArray[np.uint32]":
    """The skeleton as code points, by numpy."""
    return _looked_up(text, _lookup(False))


def _text(codes: "NDArray[np.uint32]") -> str:
    return codes.tobytes().decode("utf-32-le")


def _looked_up(text: str, table: "NDArray[np.uint32]") -> "NDArray[np.uint32]":
    codes = numpy().frombuffer(text.encode("utf-32-le", "replace"), dtype="<u4")
    found = table[codes]
    kept: NDArray[np.uint32] = found[found != 0]
    return kept


def _form(code: int, whole: bool) -> int:
    """The canonical form of a character, 0 where it is left out."""
    char = chr(code)
    if whole:
        form = char if char.isspace() else composed_table().get(code, char)
        return ord(form) if len(form) == 1 and not _UNSEEN.match(form) else 0
    form = composed_table().get(code, char)
    return ord(form) if len(form) == 1 and is_kept(ord(form)) else 0


@cache
def _lookup(whole: bool) -> "NDArray[np.uint32]":
    """For each code point its canonical form, 0 where it is left out."""
    table: NDArray[np.uint32] = numpy().zeros(0x110000, dtype="<u4")
    spans = ((0, 0x110000),) if whole else _KEPT
    for start, end in spans:
        table[start:end] = range(start, end)
    special = {*composed_table(), *((*range(0x20), *range(0x7F, 0xA1), *range(0x200B, 0x2070), 0xAD, 0xFEFF) if whole else ())}
    for code in special:
        table[code] = _form(code, whole)
    return table


class _Translation(dict[int, int | None]):
    """The same table for `str.translate`, filled as characters are met."""

    def __init__(self, whole: bool) -> None:
        self._whole = whole

    def __missing__(self, code: int) -> int | None:
        self[code] = form = _form(code, self._whole) or None
        return form


@cache
def _translation(whole: bool) -> _Translation:
    return _Translation(whole)
