# SPDX-License-Identifier: Apache-2.0
"""Which copies come of one conversion: their one-to-many choices and left-over characters agree."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from policydiff.lineage.tokens import Tokens
from policydiff.script.characters import HARD, SIMPLIFIED_ONLY, STANDARD
from policydiff.script.codes import codes
from policydiff.script.fold import fold

_TOLERANCE = 0.1
"""Share of a copy's one-to-many choices in which copies of one conversion may differ (hands that corrected a word everywhere)."""
_MIXED = 0.25
"""The same where one of them took lines from another conversion and so writes characters both ways (planted: 0.11 to 0.25; two tables: from 0.35)."""

Forms = Mapping[str, str]
"""Canonical character to the form that a copy writes most often."""


class Written(NamedTuple):
    """How a copy writes: its usual forms, and all forms of the characters that it has more than once."""

    forms: Forms
    ways: Mapping[str, frozenset[str]]


def written(plain: str) -> Written:
    """The forms of a copy; `plain` is its text after the unicode layer."""
    numbers, counts = np.unique(codes(plain), return_counts=True)
    often = np.argsort(counts, kind="stable")
    chars = "".join(map(chr, numbers[often].tolist()))
    canonical = fold(chars)
    forms = dict(zip(canonical, chars, strict=True))
    ways: dict[str, set[str]] = {c: {char} for c, char, n in zip(canonical, chars, counts[often].tolist(), strict=True) if n > 1}
    if len(forms) < len(chars):
        for c, char in zip(canonical, chars, strict=True):
            if forms[c] != char:
                ways.setdefault(c, {forms[c]}).add(char)
    return Written(forms, {c: frozenset(told) for c, told in ways.items()})


def conversions(copies: Sequence[Tokens]) -> tuple[list[frozenset[int]], list[Forms]]:
    """The copies by conversion (simplified copies together), and each copy's usual forms."""
    told = [written(copy.copy.plain) for copy in copies]
    chosen = [_choices(own.forms) if copy.copy.script.form in ("traditional", "mixed") else None for own, copy in zip(told, copies, strict=True)]
    groups: list[set[int]] = []
    for w in range(len(told)):
        home = next((g for g in groups if all(_same(told[w], chosen[w], told[x], chosen[x]) for x in g)), None)
        if home is None:
            groups.append({w})
        else:
            home.add(w)
    return [frozenset(group) for group in groups], [own.forms for own in told]


def _same(one: Written, chosen: set[str] | None, other: Written, others_chosen: set[str] | None) -> bool:
    """Do two copies come of one conversion? None as choices is a copy that was not converted."""
    if chosen is None or others_chosen is None:
        return chosen is others_chosen
    choices = (chosen | others_chosen) & one.forms.keys() & other.forms.keys()
    apart = [c for c in choices if is_choice(one.forms[c], other.forms[c])]
    if len(apart) <= max(1, _TOLERANCE * len(choices)):
        return True
    often = choices & one.ways.keys() & other.ways.keys()
    firm = sum(not one.ways[c] & other.ways[c] for c in apart if c in often)
    mixed = sum(len(one.ways[c]) != len(other.ways[c]) for c in often)
    return len(apart) <= _MIXED * len(choices) and firm <= _TOLERANCE * len(often) and firm < mixed


def _choices(forms: Forms) -> set[str]:
    """Characters for which a converter has more than one form, or that this copy's converter left."""
    return (forms.keys() & HARD.keys()) | {c for c, form in forms.items() if form in SIMPLIFIED_ONLY}


def is_choice(one: str, other: str) -> bool:
    """Do two forms of a character differ in more than the glyph?"""
    return one != other and (STANDARD.get(one, one) != STANDARD.get(other, other) or one in SIMPLIFIED_ONLY or other in SIMPLIFIED_ONLY)
