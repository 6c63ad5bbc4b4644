# SPDX-License-Identifier: Apache-2.0
"""One mark or sign in two dresses: compatibility characters (Ⅱ, ㎏, №, ½), dashes and ellipses of another length, <<>>.

Compatibility characters after Unicode Standard Annex 15, step by step and not by NFKC as a whole: it makes 102 of 10²
and 30 of ③0. Raised and lowered characters stay what they are, and no digit that comes out of a sign joins another.
"""

from functools import lru_cache
from unicodedata import decomposition

from policydiff.diff.wording import Wording
from policydiff.vocabulary.patterns import late_pattern

_KEPT = ("<super>", "<sub>", "<noBreak>", "<initial>", "<medial>", "<final>", "<isolated>", "<vertical>")
_SLASH = "\u2044"
_NUMBER_SIGN = {"№": ("No", "No.", "NO.")}
_DASH = "-"
_LONG = frozenset("—―─⸺⸻–")
"""Dashes that are no minus: what they join may be numbers, and their length still says nothing."""
_ELLIPSIS = late_pattern(r"…+|\.{3,}|。{3,}|·{3,}")
_TITLE_MARKS = late_pattern("(?P<opening><<|[《〈<])|>>|[》〉>]")
"""The marks around a title: 《》, 〈〉 inside them or alone, and <<>> or <> where these cannot be typed."""


def same_glyphs(reading: Wording) -> bool:
    """Are both readings one, but for compatibility characters? Not where one would join a digit beside it: ③0, 1½."""
    a, b = reading.a, reading.b
    if a.isascii() and b.isascii():
        return False
    one, other = (before_and_after(reading, text) for text in (a, b))
    if _joins_digits(one) or _joins_digits(other):
        return False
    return bool(_plain(a) & _plain(b))


def before_and_after(reading: Wording, text: str) -> str:
    """A reading with the characters beside it."""
    return reading.before[-1:] + text + reading.after[:1]


def _plain(text: str) -> set[str]:
    """The text in plain characters, in each way that there is to write them."""
    forms = {"".join(map(_form, text))}
    for sign, ways in _NUMBER_SIGN.items():
        forms |= {form.replace("No", way, 1) for form in forms for way in ways if sign in text}
    return forms


@lru_cache(maxsize=4096)
def _form(char: str) -> str:
    """The plain characters of a compatibility character, of a raised one itself."""
    tag, *codes = decomposition(char).split() or [""]
    if not tag or tag in _KEPT:
        return char
    points = codes if tag.startswith("<") else [tag, *codes]
    if not tag.startswith("<") and len(points) > 1:
        return char  # a letter and its accent
    return "".join("/" if chr(int(point, 16)) == _SLASH else _form(chr(int(point, 16))) for point in points)


def _joins_digits(text: str) -> bool:
    """Would a digit that comes out of a sign stand beside another digit?"""
    for n, char in enumerate(text):
        form = _form(char)
        if form == char:
            continue
        before, after = text[n - 1 : n] if n else "", text[n + 1 : n + 2]
        if (form[0].isdigit() and before.isdigit()) or (form[-1].isdigit() and after.isdigit()):
            return True
    return False


def same_length_apart(reading: Wording) -> bool:
    """Is it one dash or one ellipsis, longer in one copy? One that is lost altogether is not, nor is a minus."""
    a, b, before, after = reading[:4]
    if set(a + b) == {_DASH}:
        both = (a and b) or before.endswith(_DASH) or after.startswith(_DASH)
        counts = after.lstrip(_DASH)[:1].isdigit()
        return bool(both) and (not counts or _all_long(reading))
    if a and b:
        return _ELLIPSIS.fullmatch(a) is not None and _ELLIPSIS.fullmatch(b) is not None
    return set(a + b) == {"…"} and (before.endswith("…") or after.startswith("…"))


def _all_long(reading: Wording) -> bool:
    from policydiff.canonical.punctuation import punctuation_table

    table = punctuation_table()
    return all(char in _LONG for side in reading.source for char in side if table.get(ord(char), char) == _DASH)


def same_title_marks(reading: Wording) -> bool:
    """Are both readings one but for the dress of marks that open or close a title: 《, 〈, <<, <?

    Before a figure, and beside a letter, < and > are signs of more and less.
    """
    a, b = reading.a, reading.b
    beside = reading.before[-1:] + reading.after[:1]
    counts = reading.after[:1].isdigit() or any(char.isascii() and char.isalpha() for char in beside)
    if (a.isascii() and b.isascii()) or (counts and {"<", ">"} & {a, b}):
        return False
    return _untitled(a) == _untitled(b)


def _untitled(text: str) -> str:
    return _TITLE_MARKS.sub(lambda mark: "《" if mark["opening"] else "》", text)


__all__ = ["same_glyphs", "same_length_apart", "same_title_marks"]
