# SPDX-License-Identifier: Apache-2.0
"""Widens edits to what a reader takes as one thing: a number, a Latin word, a transposition."""

from collections.abc import Container

from policydiff.diff.edits import Edit
from policydiff.vocabulary.numerals import HAN_NUMERAL
from policydiff.vocabulary.patterns import late_pattern

_NUMBER = frozenset("0123456789.,%²³¹⁰⁴⁵⁶⁷⁸⁹½¼¾")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-+")
_HAN_NUMBER = frozenset(HAN_NUMERAL)
_DIGIT = late_pattern(r"[0-9²³¹⁰⁴-⁹½¼¾]")
_LATIN_LETTER = late_pattern(r"[A-Za-z]")
_BEHIND_SHARE = late_pattern("(?<=[%‰])[^%‰]+$")
"""What stands behind a per-cent sign, which ends a number: the figure of another cell."""
_TRANSPOSED = 6
"""Longest text, in characters, that may stand between two characters that changed places."""
_REWORDED = 2
"""Characters that one word may lose and the other have instead, where both share one."""


def readable(a: str, b: str, found: list[Edit]) -> list[Edit]:
    """Edits at the granularity a reader expects; still in order, still equal between them."""
    found = _reworded(a, _transposed(a, b, found))
    widened: list[Edit] = []
    for n, edit in enumerate(found):
        floor = widened[-1] if widened else Edit(0, 0, 0, 0)
        ceiling = found[n + 1] if n + 1 < len(found) else Edit(len(a), len(a), len(b), len(b))
        widened.append(_widened(a, b, edit, floor, ceiling))
    return _merged(widened)


def _transposed(a: str, b: str, found: list[Edit]) -> list[Edit]:
    """X Y → Y X comes as a deletion and an insertion of one text: they are one difference (倒文)."""
    out: list[Edit] = []
    for edit in found:
        last = out[-1] if out else None
        if (
            last is not None
            and not (edit.page or last.page)
            and edit.a0 - last.a1 <= _TRANSPOSED
            and _swaps(a, b, last, edit)
        ):
            out[-1] = Edit(last.a0, edit.a1, last.b0, edit.b1)
        else:
            out.append(edit)
    return out


def _reworded(a: str, found: list[Edit]) -> list[Edit]:
    """予以 → 不予 comes as a loss and an addition around the character that both words have: it is one difference."""
    out: list[Edit] = []
    for edit in found:
        last = out[-1] if out else None
        if last is not None and edit.a0 - last.a1 == 1 and _is_word(a[last.a1]) and _makes_up(last, edit):
            out[-1] = Edit(last.a0, edit.a1, last.b0, edit.b1)
        else:
            out.append(edit)
    return out


def _is_word(char: str) -> bool:
    return char.isalpha() and not char.isascii() and char not in _HAN_NUMBER


def _makes_up(first: Edit, second: Edit) -> bool:
    """Does one edit only take out as many characters, a few, as the other only adds?"""
    gone, new = first.a1 - first.a0 + second.a1 - second.a0, first.b1 - first.b0 + second.b1 - second.b0
    pure = (first.a0 == first.a1 and second.b0 == second.b1) or (first.b0 == first.b1 and second.a0 == second.a1)
    return pure and gone == new <= _REWORDED and not (first.page or second.page)


def _swaps(a: str, b: str, first: Edit, second: Edit) -> bool:
    gone, new = a[first.a0 : first.a1], b[second.b0 : second.b1]
    if gone and gone == new and first.b0 == first.b1 and second.a0 == second.a1:
        return True
    new, gone = b[first.b0 : first.b1], a[second.a0 : second.a1]
    return bool(gone) and gone == new and first.a0 == first.a1 and second.b0 == second.b1


def _widened(a: str, b: str, edit: Edit, floor: Edit, ceiling: Edit) -> Edit:
    if edit.page:
        return edit
    touched = a[edit.a0 : edit.a1] + b[edit.b0 : edit.b1]
    around = a[edit.a0 - 1 : edit.a0] + a[edit.a1 : edit.a1 + 1]
    if _DIGIT.search(touched) or (set(touched) <= _NUMBER and _DIGIT.search(around)):
        return _trimmed(a, b, grown(a, b, edit, _NUMBER, floor, ceiling))
    if _LATIN_LETTER.search(touched):
        return grown(a, b, edit, _LATIN, floor, ceiling)
    if touched and set(touched) <= _HAN_NUMBER:
        return grown(a, b, edit, _HAN_NUMBER, floor, ceiling)
    return edit


def grown(a: str, b: str, edit: Edit, token: Container[str], floor: Edit, ceiling: Edit) -> Edit:
    """The edit with the equal token characters at its edges taken in, between its neighbours."""
    a0, a1, b0, b1 = edit[:4]
    edges = [text for text in (a[a0:a1], b[b0:b1]) if text]
    if any(text[0] in token for text in edges):
        while a0 > floor.a1 and b0 > floor.b1 and a[a0 - 1] in token:
            a0, b0 = a0 - 1, b0 - 1
    if any(text[-1] in token for text in edges):
        while a1 < ceiling.a0 and b1 < ceiling.b0 and a[a1] in token:
            a1, b1 = a1 + 1, b1 + 1
    return Edit(a0, a1, b0, b1, edit.budget_hit)


def _trimmed(a: str, b: str, edit: Edit) -> Edit:
    """Marks at the edges of a number that are not part of it (1,2,3 in a list; a full stop) go back."""
    a0, a1, b0, b1 = edit[:4]
    while a0 < a1 and b0 < b1 and a[a0] == b[b0] and a[a0] in ".,":
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1] and a[a1 - 1] in ".,":
        a1, b1 = a1 - 1, b1 - 1
    behind = _BEHIND_SHARE.search(a[a0:a1]) or _BEHIND_SHARE.search(b[b0:b1])
    if behind and a[a0:a1].endswith(behind.group()) and b[b0:b1].endswith(behind.group()):
        a1, b1 = a1 - len(behind.group()), b1 - len(behind.group())
    return Edit(a0, a1, b0, b1, edit.budget_hit)


def _merged(found: list[Edit]) -> list[Edit]:
    """Edits that touch after widening are one."""
    out: list[Edit] = []
    for edit in found:
        if out and not (edit.page or out[-1].page) and (edit.a0, edit.b0) == (out[-1].a1, out[-1].b1):
            out[-1] = Edit(out[-1].a0, edit.a1, out[-1].b0, edit.b1, out[-1].budget_hit or edit.budget_hit)
        else:
            out.append(edit)
    return out
