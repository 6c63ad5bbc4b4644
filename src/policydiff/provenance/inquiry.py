# SPDX-License-Identifier: Apache-2.0
"""A verification under way, and its result."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from policydiff.errors import Said
from policydiff.model import Reason
from policydiff.provenance import schema
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.merkle import Frontier
from policydiff.provenance.trouble import RANK, Outcome, Trouble, trouble

Depth = Literal["quick", "full"]


@dataclass(frozen=True, slots=True)
class Verification:
    """The result: an outcome, all troubles, what was checked (counts) and what was not."""

    outcome: Outcome
    depth: str
    troubles: tuple[Trouble, ...]
    checked: dict[str, int]
    not_checked: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    checkpoint: Checkpoint | None


@dataclass(slots=True)
class Inquiry:
    """A verification under way: what was found, and what later checks need of earlier ones.

    `leaves` are the entries' hashes by number, None where an entry is missing or altered; `names` are the copies'
    names by entry; `references` the entries that speak of a blob.
    """

    path: Path
    depth: Depth
    connect: schema.Connector
    troubles: list[Trouble] = field(default_factory=list)
    checked: dict[str, int] = field(default_factory=dict)
    not_checked: list[Reason] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    leaves: list[bytes | None] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    references: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    origin: str | None = None
    elsewhere: int = 0

    def say(self, kind: str, said: Said, entries: Sequence[int] = ()) -> None:
        """Note a trouble, with the names of the copies whose entries it touches."""
        touched = sorted(set(entries))
        self.troubles.append(trouble(kind, said, touched, [self.names[seq] for seq in touched if seq in self.names]))

    def root(self, size: int) -> bytes:
        """Root of the tree over the first `size` entries, all of which are known."""
        tree = Frontier()
        for leaf in self.leaves[:size]:
            tree.append(leaf or b"")
        return tree.root()

    def result(self) -> Verification:
        """What there is to say when all checks are made."""
        outcome: Outcome = max((one.outcome for one in self.troubles), key=RANK.__getitem__, default="ok")
        known = self.origin is not None and bool(self.leaves) and None not in self.leaves
        checkpoint = Checkpoint(str(self.origin), len(self.leaves), self.root(len(self.leaves))) if known else None
        return Verification(
            outcome,
            self.depth,
            tuple(self.troubles),
            self.checked,
            tuple(self.not_checked),
            tuple(self.notes),
            checkpoint,
        )
