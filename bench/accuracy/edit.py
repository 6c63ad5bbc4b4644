# SPDX-License-Identifier: Apache-2.0
"""An edit that is planted: both wordings, where they differ, and what kinds of difference name it rightly."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

Place = tuple[int, int, int, int]
"""Start and end in the first wording, start and end in the second."""


@dataclass(frozen=True)
class Edit:
    """A wording and what became of it."""

    name: str
    a: str
    b: str
    places: tuple[Place, ...] = ()
    kinds: frozenset[str] = frozenset()
    """Kinds that name the edit rightly; none where any kind does, since what stands in it may be anything."""
    also: frozenset[str] = frozenset()
    """Kinds that may be told elsewhere too, as a consequence: units numbered anew behind one that is lost."""


WORDING = frozenset({"text", "front_matter", "closing", "name"})
"""Kinds that name a change of words, the last three after the part of the notice in which it stands."""
NOTHING = "nothing"
"""The name of a pair of copies in which nothing was edited."""

Maker = Callable[[random.Random, str], "Edit | None"]
Change = Callable[[random.Random, re.Match[str]], str]


def word(name: str, kinds: str, pattern: str, change: Change) -> Maker:
    """An edit that writes something else for a match of a pattern, chosen at random: for its first group where it has
    one, else for the whole."""
    compiled = re.compile(pattern, re.MULTILINE)
    group = 1 if compiled.groups else 0

    def make(chance: random.Random, text: str) -> Edit | None:
        found = list(compiled.finditer(text))
        chance.shuffle(found)
        for match in found[:5]:
            start, end = match.span(group)
            new = change(chance, match)
            if new != text[start:end]:
                place = (start, end, start, start + len(new))
                named = frozenset(kinds.split())
                named |= WORDING if "text" in named else frozenset()
                return Edit(name, text, text[:start] + new + text[end:], (place,), named)
        return None

    return make


def other(*choices: str) -> Change:
    """Another one of these."""
    return lambda chance, match: chance.choice([word for word in choices if word != match[match.re.groups and 1]])


def mapped(table: dict[str, str]) -> Change:
    """What the table has for the match."""
    return lambda _, match: table[match[match.re.groups and 1]]


def lost(_: random.Random, __: re.Match[str]) -> str:
    """Nothing in its place."""
    return ""


def either(table: dict[str, str]) -> str:
    """A pattern for the words of a table, the longest first."""
    return "(" + "|".join(map(re.escape, sorted(table, key=len, reverse=True))) + ")"


def both_ways(pairs: str) -> dict[str, str]:
    """A table from pairs `甲/乙`, each for the other."""
    table = {}
    for pair in pairs.split():
        one, _, two = pair.partition("/")
        table |= {one: two, two: one}
    return table
