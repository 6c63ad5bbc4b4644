# SPDX-License-Identifier: Apache-2.0
"""What two characters, one of each copy, are to each other wherever they stand: by the standard and by script.

What only the place can tell is left to the rules of `judge.py`, by name.
"""

from functools import lru_cache
from typing import Literal

from policydiff.model import Reason, ScriptForm, Side
from policydiff.reasons import because
from policydiff.script.characters import FORMS, HARD, NAME_FORMS, SIMPLIFIED_ONLY, STANDARD, TRADITIONAL_ONLY, VARIANTS
from policydiff.script.fault import pair
from policydiff.script.fold import fold
from policydiff.script.judgement import Judgement
from policydiff.script.left import residual

Settled = Judgement | tuple[Literal["left", "full", "hard"], int]
"""What a pair means everywhere, or the rule that must see the place and the side it looks at."""

BY_REGION = {"着": "著", "著": "着", "台": "臺", "臺": "台"}
"""Pairs that GB/T 12345 keeps apart and regions write for one another."""

SIDES: tuple[Side, Side] = ("a", "b")


@lru_cache(maxsize=65536)
def rule_of(x: str, y: str, form_a: ScriptForm, form_b: ScriptForm) -> Settled:
    """What can be said of a pair in copies of these forms without its place, or the rule that looks at the place."""
    if fold(x) != fold(y):
        return Judgement("substantive", "text", because("characters_differ", points=points(x, y)))
    if x in VARIANTS or y in VARIANTS:
        return _variant(x, y, form_a, form_b)
    x_is_simplified, y_is_simplified = _reads_simplified(form_a, x), _reads_simplified(form_b, y)
    if x_is_simplified and y_is_simplified:
        return _two_simplified(x, y)
    left_a, left_b = _left_over(form_a, x), _left_over(form_b, y)
    if left_a != left_b:
        side, char = (0, x) if left_a else (1, y)
        if char in HARD:
            return "left", side
        fault = residual(char, fold(char), 0)
        return Judgement("script", "residual", fault.reason, SIDES[side], fault.right)
    if x_is_simplified != y_is_simplified:
        return _simplified_and_full(x, y, x_is_simplified)
    if _same_standard(x, y) and BY_REGION.get(x) != y:
        return _regional(x, y)
    return "hard", 0


def _variant(x: str, y: str, form_a: ScriptForm, form_b: ScriptForm) -> Judgement:
    """A variant that no standard has, against what it is written for or another variant of it.

    Where simplification joined several characters, it is a variant of one of them: 鬪 of 鬥, not of 斗."""
    canonical = fold(x)
    joined = any(char == canonical and form != "traditional" for char, form in ((x, form_a), (y, form_b)))
    if canonical in HARD and not joined and not _same_standard(x, y):
        return ambiguous(because("no_word_tells", points=points(x, y)))
    variants = "、".join(sorted({x, y} & VARIANTS.keys()))
    reason = because("variant_of_standard", variant=variants, standard=canonical, points=points(x, y))
    return Judgement("script", "regional", reason)


def _reads_simplified(form: ScriptForm, char: str) -> bool:
    """Does this character stand as a simplified one in a copy of this form?"""
    return (char in SIMPLIFIED_ONLY and form != "traditional") or (
        form == "simplified" and char not in TRADITIONAL_ONLY
    )


def _two_simplified(x: str, y: str) -> Judgement:
    """Two characters of the simplified standard are two characters: 干/乾, 着/著, 复/覆, 余/馀."""
    if NAME_FORMS & {x, y} or any(char in SIMPLIFIED_ONLY and fold(char) != char for char in (x, y)):
        return ambiguous(because("standard_has_both", points=points(x, y)))
    return Judgement("substantive", "text", because("standard_keeps_apart", points=points(x, y)))


def _simplified_and_full(x: str, y: str, x_is_simplified: bool) -> Settled:
    """A simplified character against a traditional one."""
    simple, full = (x, y) if x_is_simplified else (y, x)
    if fold(simple) != simple and not _same_standard(simple, full):
        return ambiguous(because("simple_stands_alone", simple=simple, points=pair(simple, full)))
    if simple not in HARD:
        return two_scripts(full, simple)
    return "full", 1 if x_is_simplified else 0


def _left_over(form: ScriptForm, char: str) -> bool:
    """Is the character of the script that its copy is not in?"""
    return (form == "simplified" and char in TRADITIONAL_ONLY) or (form == "traditional" and char in SIMPLIFIED_ONLY)


def _same_standard(x: str, y: str) -> bool:
    """Do two characters stand for one form of GB/T 12345?"""
    return bool(set(FORMS.get(x, STANDARD.get(x, x))) & set(FORMS.get(y, STANDARD.get(y, y))))


@lru_cache(maxsize=8192)
def two_scripts(full: str, simple: str) -> Judgement:
    """One character in the two scripts."""
    return Judgement("script", "simplified", because("two_scripts", full=full, simple=simple))


def points(x: str, y: str) -> str:
    """Two characters with their code points, in one order whichever copy has which."""
    return pair(*sorted((x, y)))


def ambiguous(reason: Reason) -> Judgement:
    """For a person: nothing settles which of two words it is."""
    return Judgement("review", "ambiguous_script", reason, severity="normal")


def own(x: str, y: str) -> Judgement:
    """Each copy writes its own of two forms throughout."""
    return Judgement("script", "regional", because("each_its_own", points=points(x, y)))


def either(word: str, x: str, y: str) -> Judgement:
    """People write that word with either form."""
    return Judgement("script", "regional", because("written_with_either", word=word, points=points(x, y)))


def _regional(x: str, y: str) -> Judgement:
    return Judgement("script", "regional", because("two_glyphs", points=points(x, y)))
