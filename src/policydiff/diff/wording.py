# SPDX-License-Identifier: Apache-2.0
"""Two readings of one place, with what stands around them: what the rules that judge a place look at."""

from typing import NamedTuple

from policydiff.structure.columns import Role


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
