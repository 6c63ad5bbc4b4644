# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a store: each kind of trouble, how grave it is, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["ok", "unverifiable", "damaged", "rewritten"]
RANK: dict[str, int] = {"ok": 0, "unverifiable": 1, "damaged": 2, "rewritten": 3}
"""The outcome of a verification is that of its gravest trouble."""

_RESTORE = "put a sound copy of the file back, or add the affected copies again to a new store"
_INVESTIGATE = (
    "the record was changed after it was written: keep this file, compare it with another copy, ask who had access"
)
_REINDEX = "if the log itself is sound, «policydiff store reindex» makes it anew"

KINDS: dict[str, tuple[Outcome, str]] = {
    "unreadable": ("damaged", _RESTORE),
    "database": ("damaged", _RESTORE),
    "altered_entry": ("damaged", _RESTORE),
    "missing_entry": ("damaged", _RESTORE),
    "truncated": ("damaged", _RESTORE),
    "altered_blob": ("damaged", _RESTORE),
    "missing_blob": ("damaged", _RESTORE),
    "tree": ("damaged", _REINDEX),
    "foreign_schema": ("rewritten", _INVESTIGATE),
    "foreign_entry": ("rewritten", _INVESTIGATE),
    "reordered_entry": ("rewritten", _INVESTIGATE),
    "broken_chain": ("rewritten", _INVESTIGATE),
    "appended": ("rewritten", _INVESTIGATE),
    "root": ("rewritten", _INVESTIGATE),
    "orphan_blob": ("rewritten", _INVESTIGATE),
    "history": ("rewritten", _INVESTIGATE),
    "other_store": (
        "rewritten",
        "find out whether the checkpoint belongs to another store or another store was put in this one's place",
    ),
    "rolled_back": (
        "rewritten",
        "find the newer file; if this one was put back on purpose, remove the checkpoint beside it to say so",
    ),
    "checkpoint": ("unverifiable", "use another checkpoint, or mend what keeps this one from being compared"),
    "unsteady_read": ("unverifiable", "test this machine's memory and disk, then verify again"),
    "by_reference": ("unverifiable", "verify again where the file that holds these bytes lies, or add it to the store"),
    "other_tool": (
        "unverifiable",
        "verify with the version and the tables that the entry names; the tables' bytes are in the store",
    ),
    "rederivation": (
        "rewritten",
        "the text kept is not what the recorded program makes of the bytes: add the copy again and compare the two",
    ),
    "underivable": ("unverifiable", "read the copy by hand: the recorded bytes cannot be read by this version"),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is not as it should be: its kind, the entries and copies (by name) it touches, what to do."""

    outcome: Outcome
    kind: str
    message: str
    next: str
    entries: tuple[int, ...] = ()
    copies: tuple[str, ...] = ()


def trouble(kind: str, message: str, entries: Sequence[int] = (), copies: Sequence[str] = ()) -> Trouble:
    """A trouble of a known kind."""
    outcome, advice = KINDS[kind]
    return Trouble(outcome, kind, message, advice, tuple(entries), tuple(copies))


def ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers in few words: 3, 7–9."""
    if isinstance(numbers, range) and len(numbers) > 1:
        return f"{numbers[0]}–{numbers[-1]}"
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts[:20]) + (" …" if len(parts) > 20 else "")
