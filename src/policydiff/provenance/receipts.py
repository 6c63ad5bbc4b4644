# SPDX-License-Identifier: Apache-2.0
"""What a store has received already: copies by their bytes and the place they came from, captures by what names them.

Both are read once and then kept up to date, so that a thousand copies of one page cost a thousand look-ups.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from policydiff.provenance.entry import Entry
from policydiff.provenance.recorded import field_of, name_of, value_of
from policydiff.provenance.sources import Item
from policydiff.provenance.store import Store

NAMED = 20
"""Earlier copies of the same bytes that are told of one; of a page that is there a thousand times the first will do."""


@dataclass(slots=True)
class _OfBytes:
    """The copies of the same bytes: the last that was looked at, each by its place, those that an earlier version
    recorded without one, and the first few."""

    last: int = -1
    places: dict[str, int] = field(default_factory=dict)
    unplaced: list[Entry] = field(default_factory=list)
    first: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Receipts:
    """The copies of a store by their bytes and places, as far as they were asked for."""

    store: Store
    _known: dict[str, _OfBytes] = field(default_factory=dict)

    def same(self, digest: str) -> Sequence[int]:
        """The first copies with this SHA-256, up to NAMED."""
        return tuple(self._of(digest).first)

    def find(self, digest: str, item: Item, place: str) -> int | None:
        """The first copy of these bytes from the same place."""
        known = self._of(digest)
        old = [entry.seq for entry in known.unplaced if not item.capture and _named_alike(entry, item)]
        found = [*old[:1], *([known.places[place]] if place in known.places else [])]
        return min(found, default=None)

    def forget(self) -> None:
        """Let go of all: a transaction in which copies were added did not come to its end."""
        self._known.clear()

    def _of(self, digest: str) -> _OfBytes:
        known = self._known.get(digest) or _OfBytes()
        ask = "SELECT seq FROM index_copy WHERE sha256 = ? AND seq > ? ORDER BY seq"
        for row in self.store.query(ask, (digest, known.last)):
            seq = int(str(row[0]))
            entry = self.store.entry(seq)
            place = entry.data.get("place")
            if isinstance(place, str):
                known.places.setdefault(place, seq)
            elif place is None:
                known.unplaced.append(entry)
            if len(known.first) < NAMED:
                known.first.append(seq)
            known.last = seq
        if known.first:  # of bytes that are new nothing is kept in mind
            self._known[digest] = known
        return known


@dataclass(slots=True)
class Captured:
    """The copies that were captured, by the id of their record, and by address and time."""

    store: Store
    _by_id: dict[str, int] = field(default_factory=dict)
    _by_time: dict[tuple[str, str], int] = field(default_factory=dict)
    _read: bool = False

    def note(self, item: Item, seq: int) -> None:
        """Keep in mind a copy of this run."""
        if item.capture and (name := str(item.capture.record.get("record_id", "")).strip("<>")):
            self._by_id[name] = seq

    def find(self, record_id: str, url: str, date: str) -> int | None:
        """The copy that a revisit refers to (WARC-Refers-To, else WARC-Refers-To-Target-URI and -Date), of this run or
        an earlier one."""
        if record_id in self._by_id:
            return self._by_id[record_id]
        if not record_id and not (url and date):
            return None
        if not self._read:
            self._read_store()
        found = self._by_id.get(record_id) if record_id else None
        return found if found is not None else self._by_time.get((url, date))

    def _read_store(self) -> None:
        """Read what the store has captured, once: copies that name the archive they come from."""
        self._read = True
        for row in self.store.query("SELECT DISTINCT seq FROM index_link WHERE kind = 'copy' ORDER BY seq"):
            entry = self.store.entry(int(str(row[0])))
            record, time = (field_of(entry, name).get("value") for name in ("warc_record", "retrieved"))
            if isinstance(record, dict) and (name := str(record.get("record_id", "")).strip("<>")):
                self._by_id.setdefault(name, entry.seq)
            if isinstance(time, dict) and (url := value_of(entry, "url_final")):
                self._by_time.setdefault((url, str(time.get("edtf"))), entry.seq)


def _named_alike(entry: Entry, item: Item) -> bool:
    """Whether an entry of an earlier version, which has no place, may be of the same place."""
    return name_of(entry) == item.name and value_of(entry, "original_path") == item.path
