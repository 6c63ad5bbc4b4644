# SPDX-License-Identifier: Apache-2.0
"""What kind of converter made a traditional copy, read off the copy itself.

The kind can be told: a table of single characters treats every occurrence alike, a converter that knows words
does not; which one-to-many choices it makes, which glyphs it writes, what it leaves. The program can hardly be told:
many copy their tables from one another, so the nearest families are named with their distance and the margin.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from policydiff.model import ScriptProfile
from policydiff.script.characters import HARD, INDEPENDENT, REGIONS, SIMPLIFIED_ONLY, STANDARD
from policydiff.script.families import RULES, by_rule, variants_by_glyphs
from policydiff.script.fold import fold
from policydiff.script.survey import survey

_NEAREST = 4
_CLEAR_MARGIN = 0.25
"""Share of the nearest family's distance by which the next must be further off to name one."""
_REGION_NAMES = {"c": "mainland", "t": "taiwan", "h": "hong_kong"}


class Choice(Struct, frozen=True):
    """How a copy writes one simplified character that stands for several: each form and how often."""

    character: str
    forms: dict[str, int]


class Gloss(Struct, frozen=True):
    """A character that a copy glosses: how many of its occurrences, and with which readings."""

    character: str
    glossed: int
    of: int
    readings: tuple[str, ...]


class Nearness(Struct, frozen=True):
    """A family of converters and how far the copy is from what it would have written: places and characters."""

    family: str
    places: int
    characters: int


class Converter(Struct, frozen=True):
    """The profile of what made a copy. `kind` is `table`, `phrase` or None where the copy does not show it.

    `glyphs` counts characters that only some regions write, by region; `single` of `several` one-to-many characters
    with two or more occurrences have one form throughout. `nearest` is in order of distance; `margin` is by how many
    places the second is further off than the first, `named` says whether that is enough to speak of one family.
    `examined` is the number of places compared."""

    kind: str | None
    glyphs: dict[str, int]
    standard: str | None
    residual: dict[str, int]
    choices: tuple[Choice, ...]
    single: int
    several: int
    glosses: tuple[Gloss, ...]
    nearest: tuple[Nearness, ...]
    margin: int
    named: bool
    examined: int


def converter(plain: str, profile: ScriptProfile, glosses: Sequence[tuple[str, str]] = ()) -> Converter:
    """The profile of a copy.

    `plain` holds its kept characters, compatibility forms folded; `glosses` each gloss as (character, reading).
    Of a simplified text only glosses are told: nothing was chosen.
    """
    if profile.form not in ("traditional", "mixed"):
        return Converter(None, {}, None, {}, (), 0, 0, _glosses(plain, glosses), (), 0, False, 0)
    simplified = fold(plain)
    counted = Counter(plain)
    pairs = {(canonical, char): n for canonical, (char, n) in zip(fold("".join(counted)), counted.items(), strict=True)}
    choices = _choices(pairs)
    often = [c for c in choices if sum(c.forms.values()) > 1]
    nearest = _nearest(plain, simplified, pairs)
    margin = nearest[1].places - nearest[0].places
    glyphs: Counter[str] = Counter()
    residual: Counter[str] = Counter()
    for (_, char), n in pairs.items():
        for letter in REGIONS.get(char, ""):
            glyphs[_REGION_NAMES[letter]] += n
        if char in SIMPLIFIED_ONLY:
            residual[char] += n
    return Converter(
        kind=survey(plain).converter,
        glyphs=dict(sorted(glyphs.items())),
        standard=profile.region,
        residual=_ranked(residual),
        choices=choices,
        single=sum(len(c.forms) == 1 for c in often),
        several=len(often),
        glosses=_glosses(plain, glosses),
        nearest=nearest[:_NEAREST],
        margin=margin,
        named=margin > 0 and margin >= _CLEAR_MARGIN * nearest[0].places,
        examined=sum(n for (s, char), n in pairs.items() if s != char or s in HARD or char in SIMPLIFIED_ONLY),
    )


def _ranked(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts, the most frequent first."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _choices(pairs: Mapping[tuple[str, str], int]) -> tuple[Choice, ...]:
    found: dict[str, dict[str, int]] = {}
    for (canonical, char), n in pairs.items():
        if canonical in HARD and char not in SIMPLIFIED_ONLY and STANDARD.get(char, char) not in INDEPENDENT:
            found.setdefault(canonical, {})[char] = n
    return tuple(Choice(canonical, _ranked(forms)) for canonical, forms in sorted(found.items()))


def _glosses(plain: str, glosses: Sequence[tuple[str, str]]) -> tuple[Gloss, ...]:
    readings: dict[str, Counter[str]] = {}
    for char, reading in glosses:
        readings.setdefault(char, Counter())[reading] += 1
    found = [
        Gloss(char, sum(seen.values()), plain.count(char), tuple(sorted(seen, key=lambda r: (-seen[r], r))))
        for char, seen in readings.items()
    ]
    return tuple(sorted(found, key=lambda g: (-g.glossed, g.character)))


def _nearest(plain: str, simplified: str, pairs: Mapping[tuple[str, str], int]) -> tuple[Nearness, ...]:
    """All families in order of their distance from the copy."""
    phrased = Counter(zip(by_rule(simplified, "phrases"), plain, simplified, strict=True))
    bases: dict[str, dict[tuple[str, str, str], int]] = {"phrases": phrased}
    letters = "".join(s for s, _ in pairs)
    for rule in RULES[1:]:
        bases[rule] = {
            (base, char, s): n for base, ((s, char), n) in zip(by_rule(letters, rule), pairs.items(), strict=True)
        }
    found = []
    for rule, told in bases.items():
        wrong = [(s, n) for (base, char, s), n in told.items() if base != char]
        places, characters = sum(n for _, n in wrong), Counter(s for s, _ in wrong)
        for glyphs, variants in variants_by_glyphs():
            found.append(_with_glyphs(f"{rule}/{glyphs}", told, variants, places, characters))
    return tuple(sorted(found, key=lambda near: (near.places, near.characters, near.family)))


def _with_glyphs(
    name: str,
    told: Mapping[tuple[str, str, str], int],
    variants: Mapping[str, str],
    places: int,
    characters: Counter[str],
) -> Nearness:
    """A rule's distance in the standard glyphs, mended at the few characters that these glyphs write otherwise."""
    changed: Counter[str] = Counter()
    for (base, char, s), n in told.items():
        if base in variants:
            before, after = base != char, variants[base] != char
            places += n * (after - before)
            changed[s] += after - before
    return Nearness(name, places, sum(1 for s in {*characters, *changed} if characters[s] + changed[s] > 0))


__all__ = ["Choice", "Converter", "Gloss", "Nearness", "converter"]
