# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a store: each kind of trouble, how grave it is, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from policydiff.errors import Said
from policydiff.model import Reason
from policydiff.reasons import because, say, tell

Outcome = Literal["ok", "unverifiable", "damaged", "rewritten"]
RANK: dict[str, int] = {"ok": 0, "unverifiable": 1, "damaged": 2, "rewritten": 3}
"""The outcome of a verification is that of its gravest trouble."""

KINDS: dict[str, tuple[Outcome, str]] = {
    "unreadable": ("damaged", "restore"),
    "database": ("damaged", "restore"),
    "altered_entry": ("damaged", "restore"),
    "missing_entry": ("damaged", "restore"),
    "truncated": ("damaged", "restore"),
    "altered_blob": ("damaged", "restore"),
    "missing_blob": ("damaged", "restore"),
    "tree": ("damaged", "reindex"),
    "index": ("damaged", "reindex"),
    "altered_reference": ("damaged", "find_file"),
    "layout": ("rewritten", "investigate"),
    "not_gone": ("rewritten", "redact_again"),
    "foreign_schema": ("rewritten", "investigate"),
    "foreign_entry": ("rewritten", "investigate"),
    "reordered_entry": ("rewritten", "investigate"),
    "broken_chain": ("rewritten", "investigate"),
    "appended": ("rewritten", "investigate"),
    "root": ("rewritten", "investigate"),
    "orphan_blob": ("rewritten", "investigate"),
    "history": ("rewritten", "investigate"),
    "other_store": ("rewritten", "ask_which_store"),
    "rolled_back": ("rewritten", "find_newer"),
    "anchor": ("rewritten", "investigate"),
    "anchor_untrusted": ("unverifiable", "give_trust"),
    "anchor_unchecked": ("unverifiable", "install_anchors"),
    "checkpoint": ("unverifiable", "other_checkpoint"),
    "checkpoint_missing": ("unverifiable", "give_checkpoint"),
    "missing_reference": ("unverifiable", "verify_there"),
    "unsteady_read": ("unverifiable", "test_machine"),
    "by_reference": ("unverifiable", "verify_there"),
    "other_tool": ("unverifiable", "verify_with_that_tool"),
    "rederivation": ("rewritten", "add_again"),
    "underivable": ("unverifiable", "read_by_hand"),
    "taken_out": ("unverifiable", "none_to_derive"),
}
"""Kinds of trouble: how grave each is, and the key of what to do."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is not as it should be: its kind, the entries and copies (by name) it touches, what to do."""

    outcome: Outcome
    kind: str
    said: Said
    advice: Reason
    entries: tuple[int, ...] = ()
    copies: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return tell(self.said)

    @property
    def next(self) -> str:
        """What to do, in English."""
        return say(self.advice)


def trouble(kind: str, said: Said, entries: Sequence[int] = (), copies: Sequence[str] = ()) -> Trouble:
    """A trouble of a known kind."""
    outcome, advice = KINDS[kind]
    return Trouble(outcome, kind, said, because(advice), tuple(entries), tuple(copies))


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


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as runs, first and last of each."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
