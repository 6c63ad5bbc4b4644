# SPDX-License-Identifier: Apache-2.0
"""What became of a decision (核红), as the contract has it; `model` shares it with everyone."""

from typing import Literal

from msgspec import Struct

CheckStatus = Literal["corrected", "unchanged", "wrong", "new", "kept", "queried", "lost", "gone"]
"""What became of a decision: `lost` is a place that is not found again, `gone` one that the file says too little of."""


class Check(Struct, frozen=True):
    """What became of one decision since it was made, or a place that nobody has decided on because it is new (核红)."""

    id: str
    status: CheckStatus
    decision: Literal["change", "keep", "query"] | None = None
    note: str = ""
    side: Literal["a", "b"] | None = None
    """The copy that was to be corrected, where that is known."""
    was: str = ""
    """What stood there when it was decided."""
    wanted: str | None = None
    """What was to stand there."""
    now: str = ""
    """What stands there now."""
    line: int | None = None
    """The line in that copy, or in copy B where neither is named."""
    found: str | None = None
    """The id of the difference or erratum that stands there now."""
