# SPDX-License-Identifier: Apache-2.0
"""All that a store says of some copies, gathered for showing and exporting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from policydiff.errors import IntegrityError
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.entry import REDACTED, Entry
from policydiff.provenance.fields import FIELDS
from policydiff.provenance.index import LOG, targets
from policydiff.provenance.recorded import Fields, fields_of, number
from policydiff.provenance.store import Store
from policydiff.reasons import because

_LONGEST = 10_000_000
"""Numbers in one run, whatever somebody else wrote."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy: its entry, its record with what was said later worked in, and the statements that did so."""

    entry: Entry
    fields: Fields
    statements: tuple[Entry, ...] = ()
    retracted: int | None = None
    """The entry that takes the copy back, where there is one."""

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
    def read(self) -> bool:
        """Whether its text was read."""
        return bool(self.text("canonical_text"))

    @property
    def by_reference(self) -> bool:
        """Whether the store does without its bytes."""
        return self.fields.get("by_reference", {}).get("basis") == "observed"


@dataclass(frozen=True, slots=True)
class Dossier:
    """Copies and every entry that speaks of them. Copies are read anew each time one goes through them: a store may
    hold more than the memory does."""

    origin: str
    checkpoint: Checkpoint
    copies: "Copies"
    others: "Entries"
    """Comparisons, collations, claims, groups, decisions, suppressions, fixity checks, anchors, archives, visits,
    retractions and redactions, in the order of the log."""
    first: Entry
    """The entry that the log begins with."""
    tools: dict[int, Entry] = field(default_factory=dict)
    whole: bool = True
    """Whether these are all copies of the store; else nothing is told of the others."""
    events: dict[int, list[int]] = field(default_factory=dict)
    """By copy: the other entries that touch it, in the order of the log."""
    touched: dict[int, list[int]] = field(default_factory=dict)
    """By other entry: the copies that it touches."""

    def entries(self) -> list[int]:
        """Numbers of all entries that are told of, in order."""
        told = {0, *self.tools, *self.copies.numbers, *self.others.numbers}
        return sorted(told | {seq for several in self.copies.said.values() for seq in several})

    def of_kind(self, *kinds: str) -> Iterator[Entry]:
        """The other entries of some kinds."""
        return (entry for entry in self.others if entry.kind in kinds)

    def uuid(self, *parts: object) -> str:
        """A UUID that follows from the store and the parts: the same in every export."""
        return str(
            uuid5(
                UUID(self.origin.rpartition("/")[2]) if _is_uuid(self.origin) else NAMESPACE_URL,
                "/".join(map(str, parts)),
            )
        )


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of a store by their numbers, read one after the other."""

    store: Store
    numbers: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[Entry]:
        return (self.store.entry(seq) for seq in self.numbers)


@dataclass(frozen=True, slots=True)
class Copies:
    """Copies of a store by their numbers, each with the statements about it, read one after the other."""

    store: Store
    numbers: tuple[int, ...]
    said: dict[int, list[int]]
    retracted: dict[int, int]

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[Copy]:
        for seq in self.numbers:
            entry = self.store.entry(seq)
            if entry.kind == "copy":
                yield copy_view(
                    entry, [self.store.entry(one) for one in self.said.get(seq, ())], self.retracted.get(seq)
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
    tools: dict[int, Entry] = {}
    said: dict[int, list[int]] = {}
    retracted: dict[int, int] = {}
    events: dict[int, list[int]] = {}
    speaks: dict[int, list[int]] = {}
    copies: list[int] = []
    others: list[int] = []
    used: set[int] = set()
    known: set[int] = set()
    first = None
    archives = _archives(store, wanted)
    for entry in store.entries():
        first = first or entry
        if entry.kind == "copy" and (wanted is None or entry.seq in wanted):
            copies.append(entry.seq)
            known.add(entry.seq)
            used.add(number(entry, "tool"))
        elif entry.kind == "statement":
            if number(entry, "copy") in known:
                said.setdefault(number(entry, "copy"), []).append(entry.seq)
        elif entry.kind == "tool":
            tools[entry.seq] = entry
        elif entry.kind not in ("copy", "store", "upgrade", REDACTED) and (
            entry.kind in ("fixity", "anchor")
            or (entry.kind == "redaction" and wanted is None)
            or entry.seq in archives
            or ((named := targets(entry)) and known >= set(named))
        ):
            touched = _touched(entry, known, speaks)
            for seq in touched:
                events.setdefault(seq, []).append(entry.seq)
            speaks[entry.seq] = touched
            others.append(entry.seq)
            known.add(entry.seq)
            used.add(number(entry, "tool"))
            if entry.kind == "retraction":
                retracted.setdefault(number(entry, "copy"), entry.seq)
    if first is None:
        raise IntegrityError("PD404", because("log_end", file=store.path))
    return Dossier(
        origin=store.origin(),
        checkpoint=store.checkpoint(),
        copies=Copies(store, tuple(copies), said, retracted),
        others=Entries(store, tuple(others)),
        first=first,
        tools={seq: entry for seq, entry in tools.items() if seq in used},
        whole=wanted is None,
        events=events,
        touched=speaks,
    )


def _archives(store: Store, wanted: set[int] | None) -> set[int]:
    """The web archives out of which the copies come; all of them where all copies are meant."""
    if wanted is None:
        rows = store.query("SELECT seq FROM index_link WHERE target = ? AND kind = 'archive'", (LOG,))
        return {int(str(row[0])) for row in rows}
    return set()


def _touched(entry: Entry, known: set[int], speaks: dict[int, list[int]]) -> list[int]:
    """Numbers of the copies that an entry speaks of, itself or by way of a comparison that it speaks of."""
    if entry.kind == "fixity":
        return [seq for seq in in_runs(entry.data.get("copies_read")) if seq in known]
    found: list[int] = []
    for seq in targets(entry):
        found += speaks.get(seq, [seq] if seq in known else [])
    return list(dict.fromkeys(found))


def in_runs(told: object) -> Iterator[int]:
    """The numbers that runs, first and last of each, stand for."""
    for pair in told if isinstance(told, list) else []:
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, int) for one in pair):
            yield from range(pair[0], min(pair[1], pair[0] + _LONGEST) + 1)


def copy_view(entry: Entry, statements: Sequence[Entry], retracted: int | None = None) -> Copy:
    """A copy with what was said of it later, field by field: a statement stands beside what was seen and replaces what
    was said; one that supersedes another takes the place of those of its fields that both have, or that it
    withdraws."""
    fields: Fields = {field.key: {"basis": "not_examined"} for field in FIELDS} | fields_of(entry)
    for statement, key, value in _standing(statements):
        dated = {**value, "entry": statement.seq}
        old = fields.get(key, {"basis": "not_examined"})
        if old["basis"] in ("absent", "not_examined"):
            fields[key] = dated
        elif old["basis"] == "asserted":
            fields[key] = {**dated, "also": [old, *old.pop("also", [])]}
        else:
            fields[key] = {**old, "also": [*old.get("also", []), dated]}
    return Copy(entry, fields, tuple(statements), retracted)


def _standing(statements: Sequence[Entry]) -> Iterator[tuple[Entry, str, dict[str, Any]]]:
    """What still stands of what was said, in the order in which it was said."""
    gone: set[tuple[int, str]] = set()
    for later in statements:
        if later.supersedes is not None:
            gone |= {(later.supersedes, key) for key in (*fields_of(later, "said"), *withdrawn(later))}
    for statement in statements:
        for key, value in fields_of(statement, "said").items():
            if (statement.seq, key) not in gone:
                yield statement, key, value


def withdrawn(entry: Entry) -> list[str]:
    """The fields of an earlier statement that this one takes back."""
    told = entry.data.get("withdraw")
    return [key for key in told if isinstance(key, str)] if isinstance(told, list) else []


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
