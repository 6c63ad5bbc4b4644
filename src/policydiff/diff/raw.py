# SPDX-License-Identifier: Apache-2.0
"""A difference before it is dressed for readers: source offsets, class, kind and rule."""

from typing import NamedTuple

from msgspec import Struct, structs

from policydiff.kinds import severity_of
from policydiff.model import DifferenceClass, Kind, Reason, Severity, Side


class Verdict(NamedTuple):
    """What a rule says of two readings."""

    class_: DifferenceClass
    kind: Kind
    reason: Reason
    severity: Severity | None = None
    suggestion: str | None = None
    side: Side | None = None
    evidence: str | None = None
    hint: str | None = None


def verdict(class_: DifferenceClass, kind: Kind, reason: Reason | None = None, evidence: str | None = None) -> Verdict:
    """The verdict of a kind, with the severity of the kind and, unless another is given, with its reason."""
    return Verdict(class_, kind, reason or Reason(kind), severity_of(kind), evidence=evidence)


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
        """The difference with some fields changed, as a named tuple does it, but in a third of the time."""
        return structs.replace(self, **changes)
