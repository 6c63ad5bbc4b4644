# SPDX-License-Identifier: Apache-2.0
"""Every character of one traditional copy that converters choose between, what the words say of it, and the habits of
the copy that show in them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from policydiff.script.characters import HARD, INDEPENDENT, STANDARD
from policydiff.script.fold import fold
from policydiff.script.words import FORM
from policydiff.script.written import DOUBTED, SUPPORTED, Doubt, doubt, lawful, seen

PROVEN = 4.5
"""Natural log-odds from which a form counts as refuted where habits are counted: 18 of 25,804 characters in laws of
Taiwan, nearly all 併 for 並, come to it."""

_HABIT = 3

Written = tuple[str, str]
"""A class and the standard form that a copy writes of it."""


class Survey(Struct, frozen=True):
    """The characters of a copy that converters choose between, and what they tell of its making."""

    places: tuple[int, ...]
    """Where they stand, ascending."""
    sights: tuple[int, ...]
    """What the words beside each say at first sight."""
    doubts: dict[int, Doubt]
    """What all cuts say of those whose form is doubted, by place."""
    proven: dict[Written, int]
    """How often a form was proven right."""
    refuted: dict[Written, dict[str, int]]
    """The forms that were proven instead of it, with counts."""
    single: frozenset[str]
    """Classes of GB/T 12345 of which the copy has one form only."""
    converter: Literal["table", "phrase"] | None
    """`table` where wrong choices show and no class follows the word, `phrase` where one does."""


@lru_cache(maxsize=16)
def survey(plain: str, folded: str | None = None) -> Survey:
    """Survey a traditional text (white space and glosses gone, compatibility characters folded).

    `folded` is the same text in canonical characters, where the caller has it. The last texts are remembered: linting
    two copies and then comparing them surveys each once.
    """
    canonical = fold(plain) if folded is None else folded
    places, sights = seen(plain, canonical)
    doubts = {at: doubt(plain[at], canonical, at) for at, sight in zip(places, sights, strict=True) if sight == DOUBTED}
    return _told(plain, places, sights, doubts)


def again(before: Survey, plain: str, canonical: str, changed: Sequence[int]) -> Survey:
    """The survey of a text of which some places were changed for others of their family, ascending: what the words say
    of the others stays."""
    mended = frozenset(changed)
    fresh, said = seen(plain, canonical, changed)
    stayed = ((at, sight) for at, sight in zip(before.places, before.sights, strict=True) if at not in mended)
    pairs = sorted([*stayed, *zip(fresh, said, strict=True)])
    doubts = {at: found for at, found in before.doubts.items() if at not in mended}
    more = {at: doubt(plain[at], canonical, at) for at, sight in zip(fresh, said, strict=True) if sight == DOUBTED}
    return _told(plain, [at for at, _ in pairs], [sight for _, sight in pairs], dict(sorted((doubts | more).items())))


def _told(plain: str, places: Sequence[int], sights: Sequence[int], doubts: dict[int, Doubt]) -> Survey:
    """What the places of a text and the words beside them tell of it."""
    words_prove = (plain[at] for at, sight in zip(places, sights, strict=True) if sight == SUPPORTED)
    proven = Counter(_CLASSES[char] for char in words_prove if char in _CLASSES)
    refuted: dict[Written, dict[str, int]] = defaultdict(dict)
    for at, found in doubts.items():
        written = (found.canonical, STANDARD.get(plain[at], plain[at]))
        right = STANDARD.get(found.right, found.right)
        if found.lead >= PROVEN:
            proven[written] += 1
        elif found.against >= PROVEN and right != written[1] and not lawful(plain[at], found.right):
            refuted[written][right] = refuted[written].get(right, 0) + 1
    single = _single(plain)
    return Survey(
        tuple(places), tuple(sights), doubts, dict(proven), dict(refuted), single, _converter(proven, refuted, single)
    )


_CLASSES: dict[str, Written] = {
    char: (canonical, STANDARD.get(char, char)) for char in FORM if (canonical := fold(char)) in HARD
}
"""Traditional character to its class and its standard form, of the classes that GB/T 12345 keeps apart."""


def _single(plain: str) -> frozenset[str]:
    forms: dict[str, set[str]] = defaultdict(set)
    for char in _CLASSES.keys() & set(plain):
        canonical, form = _CLASSES[char]
        if form not in INDEPENDENT:
            forms[canonical].add(form)
    return frozenset(canonical for canonical, several in forms.items() if len(several) == 1)


def _converter(
    proven: dict[Written, int], refuted: dict[Written, dict[str, int]], single: frozenset[str]
) -> Literal["table", "phrase"] | None:
    """`phrase` where a class follows the word, `table` where it does not and words prove enough forms wrong."""
    if any(n > 1 for n in Counter(canonical for canonical, form in proven if form not in INDEPENDENT).values()):
        return "phrase"
    wrong = sum(sum(instead.values()) for instead in refuted.values())
    return "table" if wrong >= _HABIT and all(canonical in single for canonical, _ in refuted) else None
