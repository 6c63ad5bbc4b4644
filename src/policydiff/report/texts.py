# SPDX-License-Identifier: Apache-2.0
"""What a writer is given besides the comparison: both decoded texts, and how the result is to be written."""

from dataclasses import dataclass

from policydiff.show.i18n import Catalogue, catalogue
from policydiff.show.styles import TermsStyle


@dataclass(frozen=True, slots=True)
class Texts:
    """The decoded texts of both copies, which the spans of a comparison count in."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Options:
    """How a result is written: the language of the interface, colour for a terminal, the words that judge, for a
    proof what `policydiff.report.proof` says, and of what pictures are made, as `policydiff.report.crops` says."""

    ui_lang: str = "en"
    colour: bool = False
    terms_style: TermsStyle = "textual"
    proof: object = None
    cropping: object = None

    @property
    def words(self) -> Catalogue:
        """The catalogue that the result is written from."""
        return catalogue(self.ui_lang, self.terms_style)
