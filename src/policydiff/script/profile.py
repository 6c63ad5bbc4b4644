# SPDX-License-Identifier: Apache-2.0
"""The script of a copy, read off its characters alone; no dictionary is loaded."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple

from policydiff.model import ScriptForm, ScriptProfile
from policydiff.script.characters import REGIONS, SIMPLIFIED_ONLY, TRADITIONAL_ONLY
from policydiff.script.codes import Classes

SIMPLIFIED_FROM, TRADITIONAL_TO = 0.75, 0.4
"""Share of simplified-only among all telling characters. Measured: laws of the mainland >= 0.9997, of Taiwan <= 0.0008,
a copy whose converter left eight characters 0.016; a converter that leaves a fifth of all characters comes to about
0.3."""

_REGION_NAMES: dict[str, Literal["mainland", "taiwan", "hong_kong"]] = {
    "c": "mainland",
    "t": "taiwan",
    "h": "hong_kong",
}


class _Sort(NamedTuple):
    """What a character tells of its text: the scripts and the regions it speaks for."""

    script: Literal["s", "t", ""]
    regions: str


@cache
def _sorts() -> tuple[Classes, tuple[_Sort, ...]]:
    """The class of every character that tells something, and the sorts by class; class 0 tells nothing."""
    numbers: dict[tuple[Literal["s", "t", ""], str], int] = {("", ""): 0}
    classes: dict[str, int] = {}
    telling: tuple[tuple[Literal["s", "t", ""], Iterable[str]], ...] = (
        ("", REGIONS.keys() - SIMPLIFIED_ONLY - TRADITIONAL_ONLY),
        ("s", SIMPLIFIED_ONLY),
        ("t", TRADITIONAL_ONLY),
    )
    for script, chars in telling:
        for char in chars:
            classes[char] = numbers.setdefault((script, REGIONS.get(char, "")), len(numbers))
    return Classes(classes), tuple(_Sort(*sort) for sort in numbers)


def profile(text: str) -> ScriptProfile:
    """Form, region and residual characters of a text; faults and converter need evidence, see `survey`.

    `text` has its compatibility characters folded. Time is about 5 ns a character.
    """
    classes, sorts = _sorts()
    counts = dict(zip(sorts, classes.counts(text, len(sorts)), strict=True))
    simplified = sum(n for sort, n in counts.items() if sort.script == "s")
    traditional = sum(n for sort, n in counts.items() if sort.script == "t")
    form = form_of(simplified, traditional)
    residual = {"none": 0, "simplified": traditional, "traditional": simplified, "mixed": min(simplified, traditional)}[
        form
    ]
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


def _region(counts: Mapping[_Sort, int]) -> Literal["mainland", "taiwan", "hong_kong"] | None:
    """The region whose glyphs a traditional text has, where one fits clearly better than the others."""
    votes = {name: sum(n for sort, n in counts.items() if name in sort.regions) for name in _REGION_NAMES}
    total = sum(n for sort, n in counts.items() if sort.regions)
    (best, most), (_, second) = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:2]
    return _REGION_NAMES[best] if total and most - second >= max(3, total * 0.05) else None
