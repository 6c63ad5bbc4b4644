# SPDX-License-Identifier: Apache-2.0
"""Two readings of one place, with what stands around them: what the rules that judge a place look at."""

from typing import NamedTuple

from policydiff.reasons import because
from policydiff.structure.charges import Stretch
from policydiff.structure.columns import Role

IN_CHARGE = because("in_charge")
"""Why a change of who is in charge in running text is one; the other changes of that kind are in lists of bodies."""


class Wording(NamedTuple):
    """Two readings in canonical text with what stands around them (equal on both sides)."""

    a: str
    b: str
    before: str
    after: str
    zone: str = ""
    """The kind of the node it stands in: title, doc_number, date, issuer, marking …"""
    in_units: bool = False
    """It stands in a statement of responsible units."""
    source: tuple[str, str] = ("", "")
    """Both readings as the copies have them, with a few characters around them."""
    column: Role | None = None
    """What the column of a table is that it stands in."""
    stretches: tuple[Stretch, Stretch] | None = None
    """The place in both canonical texts, for what more than a few characters around it say."""
