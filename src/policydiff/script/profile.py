# SPDX-License-Identifier: Apache-2.0
"""The script of a copy, read off its characters alone; no dictionary is loaded."""

from collections import Counter
from typing import Literal

from policydiff.model import ScriptForm, ScriptProfile
from policydiff.script.characters import REGIONS, SIMPLIFIED_ONLY, TRADITIONAL_ONLY

SIMPLIFIED_FROM, TRADITIONAL_TO = 0.75, 0.4
"""Share of simplified-only among all telling characters. Measured: laws of the mainland >= 0.9997, of Taiwan <= 0.0008, a copy whose
converter left eight characters 0.016; a converter that leaves a fifth of all characters comes to about 0.3."""

_REGION_NAMES: dict[str, Literal["mainland", "taiwan", "hong_kong"]] = {"c": "mainland", "t": "taiwan", "h": "hong_kong"}
_TELLING = SIMPLIFIED_ONLY | TRADITIONAL_ONLY


def profile(text: str) -> ScriptProfile:
    """Form, region and residual characters of a text; faults and converter need evidence, see `survey`.

    `text` has its compatibility characters folded. Time is about 45 ns a character.
    """
    counts = Counter(text)
    found = _TELLING.intersection(counts)
    simplified = sum(counts[char] for char in found & SIMPLIFIED_ONLY)
    traditional = sum(counts[char] for char in found) - simplified
    form = form_of(simplified, traditional)
    residual = {"none": 0, "simplified": traditional, "traditional": simplified, "mixed": min(simplified, traditional)}[form]
    return ScriptProfile(
        form=form,
        region=_region(counts) if form in ("traditional", "mixed") else None,
        simplified=simplified,
        traditional=traditional,
        residual=residual,
    )


def form_of(simplified: int, traditional: int) -> ScriptForm:
    """The form that so many simplified-only and traditional-only characters make."""
    if not simplified + traditional:
        return "none"
    share = simplified / (simplified + traditional)
    if share >= SIMPLIFIED_FROM:
        return "simplified"
    return "traditional" if share <= TRADITIONAL_TO else "mixed"


def _region(counts: Counter[str]) -> Literal["mainland", "taiwan", "hong_kong"] | None:
    """The region whose glyphs a traditional text has, where one fits clearly better than the others."""
    votes = dict.fromkeys(_REGION_NAMES, 0)
    total = 0
    for char in REGIONS.keys() & counts.keys():
        total += counts[char]
        for region in REGIONS[char]:
            votes[region] += counts[char]
    (best, most), (_, second) = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:2]
    return _REGION_NAMES[best] if total and most - second >= max(3, total * 0.05) else None
