# SPDX-License-Identifier: Apache-2.0
"""Which characters a search in a page takes for one: 16处 finds 16處, and the other way round."""

from collections.abc import Iterable
from functools import cache

from policydiff.script.characters import CANONICAL
from policydiff.script.codes import distinct


@cache
def _variants() -> dict[str, str]:
    """All characters of which each character is the canonical one."""
    found: dict[str, str] = {}
    for char, canonical in sorted(CANONICAL.items()):
        found[canonical] = found.get(canonical, "") + char
    return found


def variants(texts: Iterable[str]) -> tuple[str, str]:
    """Characters and, in the same order, the canonical character of each: those that can be met in these texts or asked
    for in them. About 500 for a notice."""
    known = _variants()
    there = sorted({CANONICAL.get(char, char) for char in distinct(texts)} & known.keys())
    return "".join([known[to] for to in there]), "".join([to * len(known[to]) for to in there])
