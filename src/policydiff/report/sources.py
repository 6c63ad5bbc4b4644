# SPDX-License-Identifier: Apache-2.0
"""Both decoded texts of a comparison with the languages they are set in, as reports read in them."""

from msgspec import Struct

from policydiff.model import Comparison
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
