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
    return texts.a[max(0, a.start - 1) : a.start] + a.text, texts.b[max(0, b.start - 1) : b.start] + b.text
