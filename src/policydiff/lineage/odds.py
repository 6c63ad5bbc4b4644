# SPDX-License-Identifier: Apache-2.0
"""How sure it is which of two states came first: log odds that the copies which have a trait changed the text.

Measured on 400 families with a known tree (`tests/lineage/families.py`), a trait at a time, against the odds that the
sizes of both groups give anyhow, and rounded down. Nothing counts for more than `MOST`, however sure it looked there:
what nobody undoes in one archive is undone in another (glosses are taken out, a cut copy is completed from a second
one)."""

import re

MOST = 3.0
DOUBLED = DAMAGED = PASSAGE = TRUNCATED = GLOSSED = MOST
"""A doubling, damage, a passage left out, a copy that breaks off, readings added (measured 3.9 to 4.5)."""
SIGN = 1.4
"""From here a reading is the younger for all that is seen (four in five)."""
UNKNOWN = 0.0
"""Numbers and marks, of which either makes sense; the layout; the page around; words by region."""
_SLIPS = ((1.0, MOST), (0.65, 2.3), (0.25, 1.8))
"""From how unfamiliar a reading is, to its odds (measured 4.5, 2.6 to 3.1, 1.9 to 2.4)."""
_LOSSES = ((0.55, 2.8), (0.28, 1.4), (0.0, 0.3))
"""The same where words are left out: of those that are missed nowhere, adding is nearly as likely as losing (0.3)."""
ALONE, FAULTY, CONVERTED, FEW_FAULTS = 4.0, 1.8, 1.0, 1.2
"""A conversion that left many faults in one copy alone (131 of 131 were right) or in several (80 of 93: a converter may
have been used twice), none, or one or two (measured 2.5, 1.3): one-to-many choices are not made backwards."""
STRAY = 0.5
"""Single characters against a copy's own table of conversion."""
LONG = 20
"""Characters from which two readings hold more than one slip, perhaps of both copies."""
_DIGITS, _WORDS = re.compile(r"\d"), re.compile(r"[\w]")


def of_slip(sure: float, older: str, younger: str, omitted: bool) -> float:
    """The odds of a slip whose reading is so unfamiliar, from 0 to 1, beside the other."""
    if _DIGITS.sub("", older) == _DIGITS.sub("", younger) or not _WORDS.search(older + younger):
        return UNKNOWN
    if min(len(older), len(younger)) > LONG:
        return UNKNOWN
    return next((odds for least, odds in (_LOSSES if omitted else _SLIPS) if sure >= least), UNKNOWN)


def of_conversion(wrong: int, copies: int) -> float:
    """The odds of a conversion of so many copies in which so many characters went wrong."""
    if wrong > 2:
        return ALONE if copies == 1 else FAULTY
    return FEW_FAULTS if wrong else CONVERTED
