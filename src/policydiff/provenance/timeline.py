# SPDX-License-Identifier: Apache-2.0
"""The history of an address or of a notice: what was captured and taken in, where nothing was, what changed between one
copy and the next, and who said what. All of it follows from the log; what is not known is left open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policydiff.errors import InputError
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.ingest.tools import DEFAULT_TOOLS, Tools
from policydiff.provenance.archive_choice import joined, same
from policydiff.provenance.changes import Change, changes
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.dossier import Copy, copy_view, withdrawn
from policydiff.provenance.edtf import bounds
from policydiff.provenance.entry import Entry
from policydiff.provenance.listing import Row, row_of
from policydiff.provenance.lookup import checked_entries
from policydiff.provenance.notices import Known, Meant, known_of, meant, said_in
from policydiff.provenance.recorded import number, numbers, text
from policydiff.provenance.store import Store
from policydiff.reasons import because

SCHEMA = "policydiff.store.timeline/1"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to an address or a copy.

    `what` is captured, claimed, taken_in, retracted, redacted, or what a visit found (gone, redirect, revisit, error,
    other, digest_failed, unread). `time` is EDTF with how it is known; where nobody knows it is empty, and `recorded`,
    when the store noted it, says by when. `entry` is the entry that says so, `copy` the copy it is about; `note` is the
    reason or ground that was given.
    """

    entry: int
    what: str
    time: str
    basis: str
    recorded: str
    url: str = ""
    copy: Row | None = None
    of: int | None = None
    status: int | None = None
    location: str = ""
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of one field of a copy, when, and what became of it: it stands, or the entry `by` corrected it
    or withdrew it. `who` is empty where nobody was named."""

    entry: int
    copy: int
    field: str
    value: object
    who: str
    recorded: str
    source: str
    state: str = "stands"
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The history, in the order of time."""

    wanted: str
    meant: Meant
    happenings: tuple[Happening, ...]
    changes: tuple[Change, ...]
    said: tuple[Said, ...]
    checkpoint: Checkpoint


@dataclass(slots=True)
class _Log:
    """What one pass over the log shows, by kind; of copies what tells which notice they are of."""

    known: list[Known]
    said: dict[int, list[Entry]]
    joins: list[Entry]
    visits: list[Entry]
    acts: list[Entry]


def timeline(
    store: Store, wanted: str, *, compare: bool = True, limits: Limits = DEFAULT_LIMITS, tools: Tools = DEFAULT_TOOLS
) -> Timeline:
    """The history of what `wanted` means (`notices.meant`). Without `compare` only recorded comparisons are told.

    Raises InputError PD409 where nothing of the store is meant, PD410 as `find_copy`; IntegrityError PD404 as
    `checked_entries`.
    """
    log = _read(store)
    found = meant(store, wanted, log.known, log.joins)
    copies = [_copy(store, seq, log) for seq in found.copies]
    addresses = (
        [wanted] if found.of == "address" else [url for one in log.known if one.seq in found.copies for url in one.urls]
    )
    visits = [entry for entry in log.visits if _visits(entry, addresses, found)]
    if not copies and not visits:
        raise InputError("PD409", because("no_address", file=store.path, url=wanted))
    rows = {copy.seq: row_of(copy) for copy in copies}
    happenings = sorted(
        [*(_taken(copy, rows[copy.seq]) for copy in copies), *map(_visit, visits), *_acts(log.acts, rows)], key=_place
    )
    order = [one.copy for one in happenings if one.copy is not None and not one.copy.retracted]
    told = [entry for entry in log.joins if entry.kind == "comparison"]
    return Timeline(
        wanted,
        found,
        tuple(happenings),
        tuple(changes(store, order, told, compare=compare, limits=limits, tools=tools)),
        tuple(_sayings(copies)),
        store.checkpoint(),
    )


def _read(store: Store) -> _Log:
    log = _Log([], {}, [], [], [])
    for entry in checked_entries(store):
        if entry.kind == "copy":
            log.known.append(known_of(copy_view(entry, ())))
        elif entry.kind == "statement":
            log.said.setdefault(number(entry, "copy"), []).append(entry)
        elif entry.kind in ("comparison", "collation"):
            log.joins.append(entry)
        elif entry.kind == "visit":
            log.visits.append(entry)
        elif entry.kind in ("retraction", "redaction"):
            log.acts.append(entry)
    places = {one.seq: place for place, one in enumerate(log.known)}
    for seq in log.said.keys() & places.keys():  # what was said later counts, too
        log.known[places[seq]] = known_of(_copy(store, seq, log))
    return log


def _copy(store: Store, seq: int, log: _Log) -> Copy:
    back = next((entry.seq for entry in log.acts if entry.kind == "retraction" and number(entry, "copy") == seq), None)
    return copy_view(store.entry(seq), log.said.get(seq, []), back)


def _visits(entry: Entry, addresses: Sequence[str], found: Meant) -> bool:
    """Is a visit one of these addresses, or one that led there, or one that found a copy of these unchanged?"""
    url, location = text(entry, "url"), text(entry, "location")
    places = [url, text(entry, "refers_to_url"), joined(url, location) if location else ""]
    return number(entry, "of") in found.copies or any(
        same(one, place) for one in addresses for place in places if place
    )


def _taken(copy: Copy, row: Row) -> Happening:
    what = {"capture": "captured", "claimed": "claimed"}.get(row.source, "taken_in")
    status = copy.value("http_status")
    return Happening(
        copy.seq,
        what,
        row.date,
        row.date_basis,
        copy.entry.time,
        row.url,
        row,
        status=status if isinstance(status, int) else None,
        who=", ".join(dict.fromkeys(row.agents)),
    )


def _visit(entry: Entry) -> Happening:
    status, of = entry.data.get("status"), number(entry, "of")
    time = text(entry, "date")
    return Happening(
        entry.seq,
        text(entry, "what") or "other",
        time,
        ("declared" if text(entry, "what") == "digest_failed" else "observed") if time else "",
        entry.time,
        text(entry, "url"),
        of=of if of >= 0 else None,
        status=status if isinstance(status, int) else None,
        location=text(entry, "location"),
        who=entry.agent.get("operator", ""),
    )


def _acts(acts: Iterable[Entry], rows: dict[int, Row]) -> Iterable[Happening]:
    """Copies that were taken back, and bytes that were taken out by law."""
    for entry in acts:
        key, note = ("copy", "reason") if entry.kind == "retraction" else ("copies", "ground")
        for seq in numbers(entry, key):
            if seq in rows:
                what = "retracted" if entry.kind == "retraction" else "redacted"
                who = entry.agent.get("operator", "")
                yield Happening(
                    entry.seq, what, entry.time, "observed", entry.time, of=seq, who=who, note=text(entry, note)
                )


def _place(one: Happening) -> tuple[str, int]:
    lies = bounds(one.time) if one.time else None
    return (lies[0] if lies else one.recorded[:19]), one.entry


def _sayings(copies: Iterable[Copy]) -> Iterable[Said]:
    """What was said of each copy, field by field, in the order of the log."""
    found: list[Said] = []
    for copy in copies:
        ends: dict[tuple[int, str], tuple[str, int]] = {}
        for later in copy.statements:
            if later.supersedes is not None:
                ends |= {(later.supersedes, key): ("corrected", later.seq) for key in said_in(later)}
                ends |= {(later.supersedes, key): ("withdrawn", later.seq) for key in withdrawn(later)}
        for entry in (copy.entry, *copy.statements):
            for key, claim in said_in(entry).items():
                state, by = ends.get((entry.seq, key), ("stands", None))
                who = entry.agent.get("operator", "")
                found.append(
                    Said(
                        entry.seq,
                        copy.seq,
                        key,
                        claim.get("value"),
                        who,
                        entry.time,
                        str(claim.get("source") or ""),
                        state,
                        by,
                    )
                )
    return sorted(found, key=lambda one: (one.entry, one.field))
