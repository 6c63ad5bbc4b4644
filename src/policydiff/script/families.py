# SPDX-License-Identifier: Apache-2.0
"""Kinds of converters to which a copy can be compared: how each writes a given simplified text.

A family is a rule for one-to-many characters and a glyph standard. Rules: `phrases`, the converter's words by
longest match and its first choice elsewhere (OpenCC); and three context-free tables: `first`, its first choice
everywhere; `keep`, the simplified character where traditional text has it too (tables of the lineage from GB to
Big5: 后 范 干 于); `rare`, the form that only the merger explains (後 範 幹 複, 闆 for 板). Glyph standards: GB/T 12345
as OpenCC's list `standard` and, after its lists of variants, Taiwan and Hong Kong; `mainland` is this project's table.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from policydiff.script.characters import FORMS, HARD
from policydiff.script.dictionary import dictionary, phrase_at

RULES = ("phrases", "first", "keep", "rare")
GLYPHS = ("standard", "taiwan", "hong_kong", "mainland")


_CLAUSE = re.compile(r"[^,。;:、!?()]{1,400}|[,。;:、!?()]")
"""Clauses that no phrase crosses; copies of one notice share most of them, so that each is converted once."""


@cache
def variants_by_glyphs() -> tuple[tuple[str, dict[str, str]], ...]:
    """Each glyph standard with the characters of OpenCC's standard that it writes otherwise."""
    return tuple(
        (glyphs, {chr(char): form for char, form in _variants(glyphs).items() if chr(char) != form})
        for glyphs in GLYPHS
    )


def by_rule(simplified: str, rule: str) -> str:
    """A simplified text as a rule writes it, in OpenCC's standard glyphs; character for character."""
    if rule == "phrases":
        return "".join(map(_phrases, _CLAUSE.findall(simplified)))
    return simplified.translate(_table(rule))


@lru_cache(maxsize=8192)
def _phrases(clause: str) -> str:
    """Longest match, then the first choice, as the converter does it; phrases that change the length are left out."""
    out: list[str] = []
    at, table, phrases = 0, _table("first"), dictionary("STPhrases")
    while at < len(clause):
        phrase = phrase_at(clause, at)
        value = phrases[phrase][0] if phrase else ""
        if phrase and len(value) == len(phrase):
            out.append(value)
            at += len(phrase)
        else:
            out.append(table.get(ord(clause[at]), clause[at]))
            at += 1
    return "".join(out)


@cache
def _table(rule: str) -> dict[int, str]:
    """A context-free table: simplified character to the form that the rule chooses."""
    found = {}
    for char, values in dictionary("STCharacters").items():
        if len(char) == 1 and all(len(value) == 1 for value in values):
            found[ord(char)] = _choice(rule, char, values)
    return found


def _choice(rule: str, char: str, values: tuple[str, ...]) -> str:
    if rule == "first" or len(values) == 1:
        return values[0]
    if rule == "keep":
        return char if char in values else values[0]
    return next((value for value in values if value != char), values[0])


@cache
def _variants(glyphs: str) -> dict[int, str]:
    lists = {"taiwan": "TWVariants", "hong_kong": "HKVariants"}
    if glyphs in lists:
        return {ord(char): values[0] for char, values in dictionary(lists[glyphs]).items() if len(char) == 1}
    if glyphs == "standard":
        return {}
    return {ord(forms[0]): FORMS[char][0] for char, forms in _unambiguous() if forms[0] != FORMS[char][0]}


def _unambiguous() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Simplified characters with one traditional form in the converter's list and one in GB/T 12345."""
    for char, values in dictionary("STCharacters").items():
        if char in FORMS and len(values) == 1 and len(FORMS[char]) == 1 and char not in HARD:
            yield char, values
