# SPDX-License-Identifier: Apache-2.0
"""Both decoded sources of a comparison, as reports read in them."""

from dataclasses import dataclass

from policydiff.model import Difference


@dataclass(frozen=True, slots=True)
class Texts:
    """Both decoded sources with the languages they are set in."""

    a: str
    b: str
    lang_a: str
    lang_b: str


def in_words(difference: Difference, texts: Texts) -> tuple[str, str]:
    """Both readings, a gloss with the character it stands after, so that it can be read."""
    a, b = difference.a, difference.b
    if difference.class_ != "gloss":
        return a.text, b.text
    return texts.a[a.start - 1 if a.start else 0 : a.end], texts.b[b.start - 1 if b.start else 0 : b.end]
