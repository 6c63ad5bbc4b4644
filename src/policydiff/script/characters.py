# SPDX-License-Identifier: Apache-2.0
"""What the table of characters says of one character.

Sources of the marks: GB/T 12345-90 (traditional standard forms), the Table of General Standard
Chinese Characters of 2013 and GB 2312-80 (simplified), and the converter's character lists.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import compress
from operator import ne

from policydiff.script.tables import columns, rows

_CHARS, _CANONICAL, _FORMS, _MARKS, _REGIONS, _SEVERAL = columns("characters")
_VARIANTS = rows("variants")


_Column = tuple[str, ...]


def _with(cells: _Column, cell: str) -> frozenset[str]:
    """The characters that have a cell in a column."""
    return frozenset(compress(_CHARS, map(cell.__eq__, cells)))


def _told(cells: _Column, tells: Iterable[bool]) -> dict[str, str]:
    """Character to its cell in a column, where that tells something."""
    return dict(compress(zip(_CHARS, cells, strict=True), tells))


VARIANTS: dict[str, str] = {char: canonical for char, canonical, _ in _VARIANTS}
"""Variant to the character of the table of 2013 that it is written for, where neither national standard has it: 擧 for
举, 砲 for 炮. They tell nothing of the script of a text."""

CANONICAL: dict[str, str] = _told(_CANONICAL, map(ne, _CHARS, _CANONICAL)) | VARIANTS
"""Character to the simplified character that it folds to; characters that stay are absent."""

STANDARD: dict[str, str] = _told(_FORMS, map((1).__eq__, map(len, _FORMS))) | {
    char: form for char, _, form in _VARIANTS
}
"""Traditional character to the GB/T 12345 form that it is a glyph of; absent where several are possible."""

SIMPLIFIED_ONLY = _with(_MARKS, "S")
"""Characters that no traditional text has: 标, 发."""

TAIWAN_TOO = frozenset("庄晒洒")
"""Simplified-only characters that Big5 has and that the press of Taiwan writes once in 500 times at least (客庄,
晒圖, 洒掃): a copy that has no other simplified character was written so."""

TRADITIONAL_ONLY = _with(_MARKS, "T")
"""Characters that no simplified text has: 標, 發, 後."""

INDEPENDENT = _with(_MARKS, "I")
"""Simplified characters of their own that traditional text also writes for another: 覆 for 復, 藉 for 借, 著 for 着."""

NAME_FORMS = _with(_MARKS, "N")
"""Traditional forms that the table of 2013 keeps for names and set words (乾坤, 魏徵, 於姓); elsewhere a simplified
text has the other."""

REGIONS: dict[str, str] = _told(_REGIONS, map("-".__ne__, _REGIONS))
"""Character to the regions that write it, of `c` mainland, `t` Taiwan, `h` Hong Kong, where not all three do."""

SEVERAL = _with(_SEVERAL, "+")
"""Simplified characters with several traditional forms: 升 of 升 and 昇. In a name its bearer chooses."""

FORMS: dict[str, str] = _told(_FORMS, map(SIMPLIFIED_ONLY.__contains__, _CHARS))
"""Simplified-only character to its traditional standard forms, the usual one first."""


def _hard() -> dict[str, frozenset[str]]:
    one = dict(zip(_CANONICAL, _FORMS, strict=True))
    several = {
        canonical
        for canonical, forms in zip(_CANONICAL, _FORMS, strict=True)
        if len(forms) > 1 or forms != one[canonical]
    }
    found: dict[str, set[str]] = {}
    for canonical, forms in compress(zip(_CANONICAL, _FORMS, strict=True), map(several.__contains__, _CANONICAL)):
        found.setdefault(canonical, set()).update(forms)
    return {canonical: frozenset(forms) for canonical, forms in found.items()}


HARD = _hard()
"""Canonical character to its standard forms, where simplification made one of several: 干 of 干, 乾, 幹."""


@lru_cache(maxsize=8192)
def code_point(char: str) -> str:
    """The character with its code point: 複 U+8907."""
    return f"{char} U+{ord(char):04X}"
