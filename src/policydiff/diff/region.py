# SPDX-License-Identifier: Apache-2.0
"""Where canonical texts differ, unit by unit, before source text comes back into it."""

from typing import NamedTuple

from policydiff.diff.raw import Verdict


class Region(NamedTuple):
    """Canonical `a0:a1` of A against `b0:b1` of B, and the rule that judged them."""

    a0: int
    a1: int
    b0: int
    b1: int
    verdict: Verdict


class Cell(NamedTuple):
    """One pairing in canonical offsets: its spans (None where a side has nothing) and its regions.

    Outside its regions the canonical texts of both spans are equal. `labelled`: the unit
    starts with a label, so that the break before it counts.
    """

    unit: int
    a: tuple[int, int] | None
    b: tuple[int, int] | None
    regions: tuple[Region, ...]
    labelled: bool = False
