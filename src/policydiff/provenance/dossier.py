# SPDX-License-Identifier: Apache-2.0
"""All that a store says of some copies, gathered for showing and exporting."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.entry import Entry
from policydiff.provenance.index import targets
from policydiff.provenance.recorded import Fields, fields_of, number
from policydiff.provenance.store import Store


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy: its entry, its record with what was said later worked in, and the statements that did so."""

    entry: Entry
    fields: Fields
    statements: tuple[Entry, ...] = ()

    @property
    def seq(self) -> int:
        """Its number in the log."""
        return self.entry.seq

    def value(self, key: str) -> Any:
        """The value of a field, or None where it is absent or nobody looked."""
        return self.fields.get(key, {}).get("value")

    def text(self, key: str) -> str:
        """The value of a field as text; empty where there is none."""
        value = self.value(key)
        return value if isinstance(value, str) else "" if value is None else str(value)

    @property
    def name(self) -> str:
        """Its original name."""
        return self.text("original_name")

    @property
    def captured(self) -> bool:
        """Whether a capture was observed; else the copy was only taken in."""
        return self.entry.data.get("event") == "capture"

    @property
    def tool(self) -> int:
        """Number of the entry of the tool that read it."""
        return number(self.entry, "tool")

    @property
    def by_reference(self) -> bool:
        """Whether the store does without its bytes."""
        return self.fields.get("by_reference", {}).get("basis") == "observed"


@dataclass(frozen=True, slots=True)
class Dossier:
    """Copies and every entry that speaks of them."""

    origin: str
    checkpoint: Checkpoint
    copies: tuple[Copy, ...]
    others: tuple[Entry, ...]
    """Comparisons, claims of lineage, groups, decisions, suppressions, fixity checks, in the order of the log."""
    tools: dict[int, Entry] = field(default_factory=dict)
    whole: bool = True
    """Whether these are all copies of the store; else nothing is told of the others."""

    def entries(self) -> list[int]:
        """Numbers of all entries that are told of, in order."""
        told = {0, *self.tools, *(copy.seq for copy in self.copies), *(entry.seq for entry in self.others)}
        return sorted(told | {entry.seq for copy in self.copies for entry in copy.statements})

    def of_kind(self, *kinds: str) -> list[Entry]:
        """The other entries of some kinds."""
        return [entry for entry in self.others if entry.kind in kinds]

    def uuid(self, *parts: object) -> str:
        """A UUID that follows from the store and the parts: the same in every export."""
        return str(
            uuid5(
                UUID(self.origin.rpartition("/")[2]) if _is_uuid(self.origin) else NAMESPACE_URL,
                "/".join(map(str, parts)),
            )
        )


def _is_uuid(origin: str) -> bool:
    try:
        UUID(origin.rpartition("/")[2])
    except ValueError:
        return False
    return True


def gather(store: Store, only: Sequence[int] | None = None) -> Dossier:
    """The dossier of the copies numbered `only`, or of all; one pass over the log."""
    wanted = set(only) if only is not None else None
    copies: dict[int, Entry] = {}
    said: dict[int, list[Entry]] = {}
    others: list[Entry] = []
    tools: dict[int, Entry] = {}
    known: set[int] = set()
    for entry in store.entries():
        if entry.kind == "copy" and (wanted is None or entry.seq in wanted):
            copies[entry.seq] = entry
        elif entry.kind == "statement":
            said.setdefault(number(entry, "copy"), []).append(entry)
        elif entry.kind == "tool":
            tools[entry.seq] = entry
        elif entry.kind == "fixity" or ((named := targets(entry)) and known >= set(named)):
            others.append(entry)
        if entry.seq in copies or (others and others[-1] is entry):
            known.add(entry.seq)
    used = {number(entry, "tool") for entry in [*copies.values(), *others]}
    return Dossier(
        origin=store.origin(),
        checkpoint=store.checkpoint(),
        copies=tuple(copy_view(entry, said.get(seq, [])) for seq, entry in copies.items()),
        others=tuple(others),
        tools={seq: entry for seq, entry in tools.items() if seq in used},
        whole=wanted is None,
    )


def copy_view(entry: Entry, statements: Sequence[Entry]) -> Copy:
    """A copy with what was said of it later: a statement stands beside what was seen, replaces what was said."""
    fields = fields_of(entry)
    superseded = {statement.supersedes for statement in statements}
    live = [statement for statement in statements if statement.seq not in superseded]
    for statement in live:
        for key, value in fields_of(statement, "said").items():
            dated = {**value, "entry": statement.seq}
            old = fields.get(key, {"basis": "not_examined"})
            if old["basis"] in ("absent", "not_examined"):
                fields[key] = dated
            elif old["basis"] == "asserted":
                fields[key] = {**dated, "also": [old, *old.pop("also", [])]}
            else:
                fields[key] = {**old, "also": [*old.get("also", []), dated]}
    return Copy(entry, fields, tuple(statements))


def in_words(value: object) -> str:
    """A recorded value on one line, for a reader."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        if "edtf" in value:
            return f"{value['edtf']} ({value.get('precision')})"
        return ", ".join(f"{key} {in_words(item)}" for key, item in value.items() if item not in (None, "", [], {}))
    if isinstance(value, list):
        return "; ".join(in_words(item) for item in value)
    return str(value)
