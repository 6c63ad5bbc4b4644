# SPDX-License-Identifier: Apache-2.0
"""What the table of characters says of one character.

Sources of the marks: GB/T 12345-90 (traditional standard forms), the Table of General Standard
Chinese Characters of 2013 and GB 2312-80 (simplified), and the converter's character lists.
"""

from functools import lru_cache

from policydiff.script.tables import columns, rows

_CHARS, _CANONICAL, _FORMS, _MARKS, _REGIONS, _SEVERAL = columns("characters")
_VARIANTS = rows("variants")


def _marked(mark: str) -> frozenset[str]:
    return frozenset(char for char, found in zip(_CHARS, _MARKS, strict=True) if found == mark)


VARIANTS: dict[str, str] = {char: canonical for char, canonical, _ in _VARIANTS}
"""Variant to the character of the table of 2013 that it is written for, where neither national standard has it: 擧 for
举, 砲 for 炮. They tell nothing of the script of a text."""

CANONICAL: dict[str, str] = {
    char: canonical for char, canonical in zip(_CHARS, _CANONICAL, strict=True) if canonical != char
} | VARIANTS
"""Character to the simplified character that it folds to; characters that stay are absent."""

STANDARD: dict[str, str] = {char: forms for char, forms in zip(_CHARS, _FORMS, strict=True) if len(forms) == 1} | {
    char: form for char, _, form in _VARIANTS
}
"""Traditional character to the GB/T 12345 form that it is a glyph of; absent where several are possible."""

SIMPLIFIED_ONLY = _marked("S")
"""Characters that no traditional text has: 标, 发."""

TAIWAN_TOO = frozenset("庄晒洒")
"""Simplified-only characters that Big5 has and that the press of Taiwan writes once in 500 times at least (客庄,
晒圖, 洒掃): a copy that has no other simplified character was written so."""

TRADITIONAL_ONLY = _marked("T")
"""Characters that no simplified text has: 標, 發, 後."""

INDEPENDENT = _marked("I")
"""Simplified characters of their own that traditional text also writes for another: 覆 for 復, 藉 for 借, 著 for 着."""

NAME_FORMS = _marked("N")
"""Traditional forms that the table of 2013 keeps for names and set words (乾坤, 魏徵, 於姓); elsewhere a simplified
text has the other."""

REGIONS: dict[str, str] = {char: region for char, region in zip(_CHARS, _REGIONS, strict=True) if region != "-"}
"""Character to the regions that write it, of `c` mainland, `t` Taiwan, `h` Hong Kong, where not all three do."""

SEVERAL = frozenset(char for char, several in zip(_CHARS, _SEVERAL, strict=True) if several == "+")
"""Simplified characters with several traditional forms: 升 of 升 and 昇. In a name its bearer chooses."""

FORMS: dict[str, str] = {char: forms for char, forms in zip(_CHARS, _FORMS, strict=True) if char in SIMPLIFIED_ONLY}
"""Simplified-only character to its traditional standard forms, the usual one first."""


def _hard() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for canonical, forms in zip(_CANONICAL, _FORMS, strict=True):
        found.setdefault(canonical, set()).update(forms)
    return {canonical: frozenset(forms) for canonical, forms in found.items() if len(forms) > 1}


HARD = _hard()
"""Canonical character to its standard forms, where simplification made one of several: 干 of 干, 乾, 幹."""


@lru_cache(maxsize=8192)
def code_point(char: str) -> str:
    """The character with its code point: 複 U+8907."""
    return f"{char} U+{ord(char):04X}"
