# SPDX-License-Identifier: Apache-2.0
"""The glyph in which a copy would write a form: its own habit, else the standard of its region.

Taiwan and Hong Kong by the converter's lists of variants, the mainland by GB/T 12345; never a character that the
converter counts as simplified (别 for 別, 冲 for 沖)."""

from collections.abc import Callable
from functools import cache
from itertools import compress
from operator import ne

from policydiff.script.characters import SIMPLIFIED_ONLY, STANDARD
from policydiff.script.dictionary import dictionary
from policydiff.script.words import FORM

_LISTS = {"taiwan": "TWVariants", "hong_kong": "HKVariants"}


@cache
def _glyphs() -> dict[str, list[str]]:
    """Standard form, or form of a family, to the other characters that are glyphs of it, simplified ones among them."""
    found: dict[str, list[str]] = {}
    for char in {*compress(STANDARD, map(ne, STANDARD, STANDARD.values())), *(FORM.keys() & STANDARD.keys())}:
        form = FORM.get(char, STANDARD[char])
        if form != char:
            found.setdefault(form, []).append(char)
    return found


def _written(form: str) -> list[str]:
    """The characters that are glyphs of a form, itself among them where it is a standard one."""
    own = form in STANDARD and FORM.get(form, STANDARD[form]) == form
    return [*([form] if own else []), *_glyphs().get(form, ())]


@cache
def _simplified(char: str) -> bool:
    values = dictionary("STCharacters").get(char, ())
    return char in SIMPLIFIED_ONLY or (bool(values) and char not in values)


def glyph(right: str, times: Callable[[str], int], region: str | None) -> str:
    """The character to write for a form or a standard form, in a copy that has characters so often."""
    form = FORM.get(right, right)
    glyphs = ((times(char), char) for char in _written(form) if not _simplified(char))
    most, written = max(glyphs, default=(0, ""))
    if most:
        return written
    if region == "mainland":
        standard = STANDARD.get(form, form)
        return right if _simplified(standard) or FORM.get(standard, standard) not in (form, standard) else standard
    variant = _variant(form, region or "taiwan")
    return right if _simplified(variant) else variant


@cache
def _traditional() -> dict[str, tuple[str, ...]]:
    """Standard form to the characters that the converter simplifies and that are glyphs of it, in its order."""
    found: dict[str, list[str]] = {}
    for char in dictionary("TSCharacters"):
        if char in STANDARD:
            found.setdefault(STANDARD[char], []).append(char)
    return {form: tuple(chars) for form, chars in found.items()}


@cache
def _variant(form: str, region: str) -> str:
    """A form in the glyph of Taiwan or Hong Kong; the converter's own glyph where its list has none."""
    table = dictionary(_LISTS[region])
    base = form
    if form not in table:
        base = next((key for key in _traditional().get(form, ()) if key in table), form)
    return table.get(base, (base,))[0]
