# SPDX-License-Identifier: Apache-2.0
"""The skeleton by which thousands of texts are compared: Han characters and digits in canonical form.

Glosses, marks, white space, markup and Latin letters differ from copy to copy without meaning
another notice; digits stay, because a year or an amount may be all that tells two editions apart.
"""

from collections.abc import Sequence
from functools import cache

from policydiff.canonical.runner import composed_table
from policydiff.script.codes import Codes, codes, text_of
from policydiff.vocabulary.patterns import late_pattern

_KEPT = ((0x30, 0x3A), (0x3007, 0x3008), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x32000))
"""Digits, 〇 and the unified ideographs (Unicode 15, blocks CJK Unified and extensions A to H)."""
_UNSEEN = late_pattern("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
r"""Controls, the soft hyphen, marks of direction and of zero width, as `\u200b`."""


_SHORT = 200
"""Characters below which a text is translated faster than as an array."""
_LETTER = late_pattern("[a-zü\uff41-\uff5a]")
"""What a digit behind it may be the tone of."""


def is_kept(code: int) -> bool:
    """Is this canonical character one of those compared?"""
    return any(start <= code < end for start, end in _KEPT)


def skeleton(text: str) -> str:
    """Han characters and digits of `text` in canonical form."""
    if len(text) < _SHORT and not _LETTER.search(text):
        return text.translate(_FORMS)
    return text_of(skeleton_codes(text))


def folded(text: str) -> str:
    """`text` in canonical form, character by character: its white space and Latin letters as they are, invisible
    characters gone."""
    found = _lookup(True).take(codes(text))
    return text_of(found[found != 0])


def folded_places(text: str) -> tuple[str, list[int]]:
    """`folded`, and where in `text` each of its characters stands."""
    found = _lookup(True).take(codes(text))
    kept = found != 0
    return text_of(found[kept]), kept.nonzero()[0].tolist()


def skeleton_codes(text: str) -> Codes:
    """The skeleton as code points; the digit of a tone (gong1) is a gloss's and goes with its letters."""
    found = _found(text)
    kept: Codes = found[found != 0]
    return kept


def skeletons(texts: Sequence[str]) -> list[Codes]:
    """The skeletons of some texts, made together."""
    import numpy as np

    found = _found("\n".join(texts))
    kept = found[found != 0]
    ends = np.cumsum([len(text) + 1 for text in texts])[:-1]
    return np.split(kept, np.cumsum(found != 0)[ends - 1]) if len(texts) > 1 else [kept]


def _found(text: str) -> Codes:
    own = codes(text)
    found: Codes = _lookup(False).take(own)
    digits, letters = found[1:] - 0x30 < 10, (own[:-1] - 0x61 < 26) | (own[:-1] == 0xFC) | (own[:-1] - 0xFF41 < 26)
    found[1:][digits & letters] = 0
    return found


def _form(code: int, whole: bool) -> int:
    """The canonical form of a character, 0 where it is left out."""
    char = chr(code)
    if whole:
        form = char if char.isspace() else composed_table().get(code, char)
        return ord(form) if len(form) == 1 and not _UNSEEN.match(form) else 0
    form = composed_table().get(code, char)
    return ord(form) if len(form) == 1 and is_kept(ord(form)) else 0


class _Forms(dict[int, str]):
    """For each code point that was asked for its canonical form, nothing where it is left out."""

    def __missing__(self, code: int) -> str:
        form = _form(code, False)
        found = self[code] = chr(form) if form else ""
        return found


_FORMS = _Forms()


@cache
def _lookup(whole: bool) -> Codes:
    """For each code point its canonical form, 0 where it is left out."""
    import numpy as np

    table = np.zeros(0x110000, dtype="<u4")
    spans = ((0, 0x110000),) if whole else _KEPT
    for start, end in spans:
        table[start:end] = np.arange(start, end)
    special = {
        *composed_table(),
        *((*range(0x20), *range(0x7F, 0xA1), *range(0x200B, 0x2070), 0xAD, 0xFEFF) if whole else ()),
    }
    for code in special:
        table[code] = _form(code, whole)
    return table
