# SPDX-License-Identifier: Apache-2.0
"""What the table of kinds holds of each kind."""

from typing import NamedTuple

from policydiff.model import DifferenceClass, Kind, Severity


class KindFacts(NamedTuple):
    """One kind of difference or finding; words are given in English, simplified and traditional Chinese."""

    class_: DifferenceClass
    """The class it is told under."""
    severity: Severity | None
    """How grave it is where no rule says otherwise; None for what does not tell against equality."""
    label: tuple[str, str, str]
    """Its name in lists."""
    rule: tuple[str, str, str]
    """Why it is a difference: the sentence of the reason whose key is the kind."""
    what: str
    """Its meaning, for `policydiff explain`."""
    example: str
    """Copy A → copy B."""
    do: str
    """What a reader does with it."""
    mirror: Kind | None = None
    """What it is called when the copies change sides."""
