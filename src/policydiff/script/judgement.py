# SPDX-License-Identifier: Apache-2.0
"""What the script layer says of two readings of one place."""

from msgspec import Struct

from policydiff.model import OTHER_SIDE, DifferenceClass, Kind, Reason, Severity, Side


class Judgement(Struct, frozen=True, cache_hash=True):
    """A class, a kind and the rule; the reason names characters, never sides, so that it mirrors."""

    class_: DifferenceClass
    kind: Kind
    reason: Reason
    side: Side | None = None
    """The copy at fault, where the rule can say so."""
    suggestion: str | None = None
    severity: Severity | None = None
    a_span: tuple[int, int] | None = None
    """Where the rule speaks of more than it was asked about: the word's span in A, in characters of the text judged."""
    b_span: tuple[int, int] | None = None

    def mirrored(self) -> "Judgement":
        """The same, with the sides changed."""
        return Judgement(
            self.class_,
            self.kind,
            self.reason,
            OTHER_SIDE[self.side] if self.side else None,
            self.suggestion,
            self.severity,
            self.b_span,
            self.a_span,
        )
