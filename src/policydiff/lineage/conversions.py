# SPDX-License-Identifier: Apache-2.0
"""Which copies come of one conversion: their one-to-many choices and left-over characters agree."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np

from policydiff.lineage.tokens import Tokens
from policydiff.script.characters import HARD, SIMPLIFIED_ONLY, STANDARD
from policydiff.script.codes import codes
from policydiff.script.fold import fold

_TOLERANCE = 0.1
"""Share of a copy's one-to-many choices in which copies of one conversion may differ (a word corrected everywhere)."""
_MIXED = 0.25
"""The same where one of them took lines from another conversion and so writes characters both ways (planted: 0.11 to
0.25; two tables: from 0.35)."""

Forms = Mapping[str, str]
"""Canonical character to the form that a copy writes most often."""


class Written(NamedTuple):
    """How a copy writes: its characters, the rarest first, how often each stands in it, and its usual forms; `choices`
    is None for one not converted."""

    chars: str
    counts: list[int]
    forms: Forms
    choices: AbstractSet[str] | None

    def ways(self, among: AbstractSet[str]) -> dict[str, set[str]]:
        """All forms of those of some characters that the copy has more than once."""
        found: dict[str, set[str]] = {}
        often = set[str]()
        for canonical, char, n in zip(fold(self.chars), self.chars, self.counts, strict=True):
            if canonical in among:
                if n > 1 or canonical in found:
                    often.add(canonical)
                found.setdefault(canonical, set()).add(char)
        return {canonical: found[canonical] for canonical in often}


def written(plain: str, converted: bool) -> Written:
    """The forms of a copy; `plain` is its text after the unicode layer."""
    numbers, counts = np.unique(codes(plain), return_counts=True)
    often = np.argsort(counts, kind="stable")
    chars = "".join(map(chr, numbers[often].tolist()))
    forms = dict(zip(fold(chars), chars, strict=True))
    choices = (
        (forms.keys() & HARD.keys()) | {c for c, form in forms.items() if form in SIMPLIFIED_ONLY}
        if converted
        else None
    )
    return Written(chars, counts[often].tolist(), forms, choices)


def conversions(copies: Sequence[Tokens]) -> tuple[list[frozenset[int]], list[Forms]]:
    """The copies by conversion (simplified copies together), and each copy's usual forms."""
    told = [written(copy.copy.plain, copy.copy.script.form in ("traditional", "mixed")) for copy in copies]
    groups: list[set[int]] = []
    for w, own in enumerate(told):
        home = next((g for g in groups if all(_same(own, told[x]) for x in g)), None)
        if home is None:
            groups.append({w})
        else:
            home.add(w)
    return [frozenset(group) for group in groups], [own.forms for own in told]


def _same(one: Written, other: Written) -> bool:
    """Do two copies come of one conversion, one of them perhaps with lines of another?"""
    if one.choices is None or other.choices is None:
        return one.choices is other.choices
    choices = (one.choices | other.choices) & one.forms.keys() & other.forms.keys()
    apart = {c for c in choices if is_choice(one.forms[c], other.forms[c])}
    if len(apart) <= max(1, _TOLERANCE * len(choices)):
        return True
    if len(apart) > _MIXED * len(choices):
        return False
    mine, theirs = one.ways(choices), other.ways(choices)
    often = mine.keys() & theirs.keys()
    firm = sum(not mine[c] & theirs[c] for c in apart & often)
    mixed = sum(len(mine[c]) != len(theirs[c]) for c in often)
    return firm <= _TOLERANCE * len(often) and firm < mixed


def is_choice(one: str, other: str) -> bool:
    """Do two forms of a character differ in more than the glyph?"""
    return one != other and (
        STANDARD.get(one, one) != STANDARD.get(other, other) or one in SIMPLIFIED_ONLY or other in SIMPLIFIED_ONLY
    )
