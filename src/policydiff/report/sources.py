# SPDX-License-Identifier: Apache-2.0
"""Both decoded texts of a comparison with the languages they are set in, as reports read in them."""

from msgspec import Struct

from policydiff.model import Comparison, Difference
from policydiff.report.texts import Texts
from policydiff.report.wording import language_of


class Sources(Struct, frozen=True):
    """Both decoded texts with the languages they are set in."""

    a: str
    b: str
    lang_a: str
    lang_b: str


def sources_of(comparison: Comparison, texts: Texts) -> Sources:
    """The texts with the languages that their scripts say."""
    return Sources(texts.a, texts.b, language_of(comparison.a.script), language_of(comparison.b.script))


def in_words(difference: Difference, texts: Sources) -> tuple[str, str]:
    """Both readings, a gloss with the character it stands after, so that it can be read."""
    a, b = difference.a, difference.b
    if difference.class_ != "gloss":
        return a.text, b.text
    return texts.a[a.start - 1 if a.start else 0 : a.end], texts.b[b.start - 1 if b.start else 0 : b.end]
