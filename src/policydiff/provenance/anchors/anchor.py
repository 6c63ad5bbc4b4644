# SPDX-License-Identifier: Apache-2.0
"""What the kinds of anchors have in common: what they are over, what they are checked with, what they say."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from policydiff.model import Reason
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.merkle import Frontier
from policydiff.reasons import because

Form = Literal["rfc3161", "signed_note", "opentimestamps"]
FORMS: tuple[Form, ...] = ("rfc3161", "signed_note", "opentimestamps")
LARGEST = 1 << 20
"""Bytes of the largest anchor, certificate or key that is read: they have some thousands."""


def second(time: datetime | int) -> str:
    """A time, or seconds since 1970, as anchors say it: to the second, in UTC."""
    told = time if isinstance(time, datetime) else datetime.fromtimestamp(time, UTC)
    return told.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Trust:
    """What anchors are checked with: files of certificates (PEM or DER), keys of notes (as C2SP signed-note spells
    them), headers of blocks (80 bytes each)."""

    certificates: tuple[bytes, ...] = ()
    keys: tuple[str, ...] = ()
    headers: tuple[bytes, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.certificates or self.keys or self.headers)


NO_TRUST = Trust()
"""Nothing: anchors are checked with what was kept beside them."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an anchor is over where it names it by its hash alone: name of the hash in hashlib, and the digest."""

    algorithm: str
    digest: bytes

    def fits(self, data: bytes) -> bool:
        """Whether these are the bytes."""
        return hashlib.new(self.algorithm, data).digest() == self.digest


@dataclass(frozen=True, slots=True)
class Finding:
    """What an anchor says once it was checked.

    `time` is since when (RFC 3339, UTC), None where it tells none; `by` whose word that is. `proven` is False where
    something is missing for a proof. `facts` go into the log; `also` is to be said besides, such as what is missing.
    """

    form: Form
    time: str | None
    by: str
    proven: bool
    facts: dict[str, object] = field(default_factory=dict)
    also: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """An anchor as a verification tells of it: its entry, its form, over how many entries, since when and by whose
    word (`time`, `by` as in Finding), whether that is proven, whether it was checked with what is `given` to the
    verification (else with what was kept beside it), and the sentence that says so."""

    entry: int
    form: str
    size: int
    time: str | None
    by: str
    proven: bool
    given: bool
    said: Reason


def find_state(origin: str, leaves: Iterable[bytes], imprint: Imprint) -> Checkpoint | None:
    """The state of a log whose checkpoint has this hash; None where no state has."""
    tree = Frontier()
    for leaf in leaves:
        tree.append(leaf)
        state = Checkpoint(origin, tree.size, tree.root())
        if imprint.fits(state.body().encode()):
            return state
    return None


def sentence(seq: int, state: Checkpoint, found: Finding, *also: Reason) -> Reason:
    """What the anchor of entry `seq` proves of the log, and what is to be said besides."""
    key = {"rfc3161": "anchor_stamp", "signed_note": "anchor_note", "opentimestamps": "anchor_block"}[found.form]
    if not found.proven:
        key = "anchor_kept"
    elif found.time is None:
        key = "anchor_signed"
    block = found.facts.get("block", "")
    return because(
        key, *found.also, *also, number=seq, n=state.size, by=found.by or "?", time=found.time or "", block=block
    )
