# SPDX-License-Identifier: Apache-2.0
"""Where canonical texts differ, unit by unit, before source text comes back into it."""

from typing import Self

from msgspec import Struct, structs

from policydiff.diff.raw import Verdict


class _Replacing(Struct, frozen=True, gc=False):
    """A struct, made in a third of a named tuple's time, of which some fields can be changed as in a named tuple."""

    def _replace(self, **changes: object) -> Self:
        return structs.replace(self, **changes)


class Region(_Replacing, frozen=True, gc=False):
    """Canonical `a0:a1` of A against `b0:b1` of B, and the rule that judged them."""

    a0: int
    a1: int
    b0: int
    b1: int
    verdict: Verdict

    @property
    def spans(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Its spans of A and of B."""
        return (self.a0, self.a1), (self.b0, self.b1)


class Cell(_Replacing, frozen=True, gc=False):
    """One pairing in canonical offsets: its spans (None where a side has nothing) and its regions.

    Outside its regions the canonical texts of both spans are equal. `labelled`: the unit
    starts with a label, so that the break before it counts.
    """

    unit: int
    a: tuple[int, int] | None
    b: tuple[int, int] | None
    regions: tuple[Region, ...]
    labelled: bool = False

    @property
    def spans(self) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Its spans of A and of B."""
        return self.a, self.b
