# SPDX-License-Identifier: Apache-2.0
"""A difference before it is dressed for readers: source offsets, class, kind and rule."""

from typing import NamedTuple

from msgspec import Struct, structs

from policydiff.model import DifferenceClass, Severity, Side


class Verdict(NamedTuple):
    """What a rule says of two readings."""

    class_: DifferenceClass
    kind: str
    reason: str
    severity: Severity | None = None
    suggestion: str | None = None
    side: Side | None = None
    evidence: str | None = None
    hint: str | None = None


class Raw(Struct, frozen=True, gc=False):
    """A difference by source offsets: `a0:a1` in copy A, `b0:b1` in copy B, and its verdict.

    `unit` is the index of the pairing it lies in.
    """

    a0: int
    a1: int
    b0: int
    b1: int
    unit: int
    verdict: Verdict

    def _replace(self, **changes: object) -> "Raw":
        """The difference with some fields changed, as a named tuple does it; a struct is made in a third of the time."""
        return structs.replace(self, **changes)
