# SPDX-License-Identifier: Apache-2.0
"""Readings whose characters differ even in canonical form, joined by a phrase alone: 坐标/座標, 家俱/家具."""

from functools import cache

from policydiff.reasons import because
from policydiff.script.characters import code_point
from policydiff.script.fold import fold
from policydiff.script.judgement import Judgement
from policydiff.script.tables import rows


@cache
def _phrases() -> tuple[dict[str, frozenset[str]], frozenset[str], int]:
    """Phrase to the phrases it is one word with, all characters that such phrases differ in, and the longest phrase."""
    table: dict[str, set[str]] = {}
    differing: set[str] = set()
    for one, other in rows("scoped"):
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
        differing.update(char for pair in zip(one, other, strict=True) if pair[0] != pair[1] for char in pair)
    return {phrase: frozenset(same) for phrase, same in table.items()}, frozenset(differing), max(map(len, table))


def phrase_scoped(a: str, i0: int, i1: int, b: str, j0: int, j1: int) -> Judgement | None:
    """The judgement of two readings of equal length that one phrase around them joins, or None."""
    if i1 - i0 != j1 - j0 or not 0 < i1 - i0 <= 4:
        return None
    table, differing, longest = _phrases()
    if not differing.intersection(fold(a[i0:i1])):
        return None
    near = longest - 1
    left = min(near, i0, j0)
    one, other = fold(a[i0 - left : i1 + near]), fold(b[j0 - left : j1 + near])
    size = i1 - i0
    for start in range(left + 1):
        for end in range(left + size, min(len(one), len(other), start + longest) + 1):
            if other[start:end] in table.get(one[start:end], ()):
                x, y = sorted((a[i0:i1], b[j0:j1]))
                phrase, twin = sorted((one[start:end], other[start:end]))
                points = ", ".join(map(code_point, x + y))
                return Judgement("script", "regional", because("two_spellings", one=phrase, other=twin, points=points))
    return None
