# SPDX-License-Identifier: Apache-2.0
"""Taking copies into a store: bytes, record, and the texts that were made from them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from policydiff.errors import InputError
from policydiff.ingest import read
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.ingest.tools import DEFAULT_TOOLS, Tools
from policydiff.model import Comparison, DifferenceClass
from policydiff.options import Options
from policydiff.pipeline import Prepared, prepare
from policydiff.profiles import DEFAULT, Profile
from policydiff.provenance.assertions import Assertions
from policydiff.provenance.entry import Entry
from policydiff.provenance.lookup import redacted
from policydiff.provenance.receipts import Captured, Receipts
from policydiff.provenance.receiving import Ready, Waiting, bounded, each_ready, reading_fault
from policydiff.provenance.recorded import declared_of, fields_of, name_of, numbers
from policydiff.provenance.redacting import redaction_of_bytes
from policydiff.provenance.sources import Archive, Item, Refusal, items
from policydiff.provenance.store import Store
from policydiff.provenance.tool import ready_tool, tool_entry
from policydiff.provenance.transaction import Batch
from policydiff.reasons import because
from policydiff.report.json import render

if TYPE_CHECKING:
    from policydiff.provenance.captures import Visit

BATCH = 100
"""Copies that are acknowledged together; measured: 20 to 30 times the rate of one at a time."""
READ = 16
"""Copies that are read together, so that they share what a process costs that is made for them."""
WEIGHT = 1 << 20
"""Bytes after which they are acknowledged, so that no other program waits long to write."""


@dataclass(frozen=True, slots=True)
class Added:
    """A copy that is in the store now, and earlier copies of the same bytes; `unread` is why its text was not read."""

    seq: int
    sha256: str
    name: str
    title: str
    same_bytes: tuple[int, ...] = ()
    """Earlier copies of the same bytes, the first `receipts.NAMED` of them."""
    unread: InputError | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A copy that was not taken in again: the store has the same bytes from the same place under `seq`."""

    seq: int
    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """A visit that waits to be kept, and its archive."""

    visit: "Visit"
    archive: int
    weight: int = 0


@dataclass(slots=True)
class Adder:
    """Takes items into an open store, a batch at a time; what it did is in its lists, whatever stopped it."""

    store: Store
    by_reference: bool = False
    limits: Limits = DEFAULT_LIMITS
    tools: Tools = DEFAULT_TOOLS
    again: bool = False
    """Record another receipt of what the store has from the same place."""
    accept_bad_digest: bool = False
    """Take a capture whose digest does not hold, as the archive's claim."""
    added: list[Added] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    visits: list[int] = field(default_factory=list)
    archives: list[int] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    _unread: list[Waiting | _Seen] = field(default_factory=list)
    _unread_bytes: int = 0
    _waiting: list[Ready | _Seen] = field(default_factory=list)
    _weight: int = 0
    _receipts: Receipts = field(init=False)
    _captured: Captured = field(init=False)
    _visited: dict[int, set[object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._receipts, self._captured = Receipts(self.store), Captured(self.store)

    @property
    def troubled(self) -> bool:
        """Whether something was refused, or kept without its text."""
        return bool(self.refused) or any(one.unread is not None for one in self.added)

    def add_paths(self, paths: Sequence[Path], said: Assertions, table: dict[str, Assertions] | None = None) -> None:
        """Take in all that `paths` name; `said` is said of each, `table` of the files it names (by name or path)."""
        try:
            for path in paths:
                for item in items(path, self.limits, self.passed_over.append):
                    if isinstance(item, Refusal):
                        self.refused.append(item)
                    elif isinstance(item, Item) and _is_of(self.store, item):
                        self.passed_over.append(f"{item.origin} is of this store")
                    elif isinstance(item, Archive):
                        self._archive(item, partial(_said_of, said, table or {}, path))
                    else:
                        self.take(item, _said_of(said, table or {}, path, item))
        except KeyboardInterrupt:
            self._keep()
            raise
        self.flush()

    def _archive(self, archive: Archive, said: Callable[[Item], Assertions]) -> None:
        from policydiff.provenance.archive_keeping import keep_archive

        self.flush()
        keep_archive(self, archive, said)

    def take(self, item: Item, said: Assertions) -> None:
        """Take in one item: read now, kept with others as soon as there are some."""
        digests = item.known_by()
        if not self.again and (seq := self.find(item, digests.sha256)) is not None:
            self.known.append(Known(seq, digests.sha256, item.name))
            self._captured.note(item, seq)
            return
        if not self.again and (stone := redaction_of_bytes(self.store, digests.sha256)) is not None:
            self.refused.append(
                Refusal(item.name, redacted(min(numbers(stone, "copies"), default=-1), stone).at(item.name))
            )
            return
        self._unread.append(Waiting(item, digests, said))
        self._unread_bytes += digests.size if item.data is not None else 0
        if len(self._unread) >= READ or self._unread_bytes >= WEIGHT:
            self._read()

    def _read(self) -> None:
        """Read what waits for that."""
        several, self._unread, self._unread_bytes = self._unread, [], 0
        for seen, run in groupby(several, key=lambda one: isinstance(one, _Seen)):
            if seen:
                for visit in run:
                    self._wait(visit)  # type: ignore[arg-type]
                continue
            for made in each_ready(list(run), self.limits, self.tools, by_reference=self.by_reference):  # type: ignore[arg-type]
                if not made.large or self._poured(made):
                    self._pour_texts(made)
                    self._wait(made)

    def _pour_texts(self, made: Ready) -> None:
        """Put the long texts of a copy into the store, piece by piece."""
        if made.long and self.store.layout > 1:
            for digest, text in made.long.items():
                self.store.pour([text], digest, made.item.name)

    def _poured(self, made: Ready) -> bool:
        """Put the bytes of a large copy into the store, piece by piece; where that fails, it is refused."""
        item = made.item
        try:
            self.store.pour(item.chunks(), made.digests.sha256, item.name)
        except OSError as error:
            self.refused.append(Refusal(item.name, reading_fault(item, error)))
            return False
        except InputError as error:
            if error.code != "PD422":
                raise
            self.refused.append(Refusal(item.name, error))
            return False
        return True

    def visit(self, visit: "Visit", archive: int) -> None:
        """Note an answer of an archive in the store that is no copy."""
        self._unread.append(_Seen(visit, archive))

    def _wait(self, made: "Ready | _Seen") -> None:
        self._waiting.append(made)
        self._weight += made.weight
        if len(self._waiting) >= BATCH or self._weight >= WEIGHT:
            self._keep()

    def find(self, item: Item, digest: str) -> int | None:
        """The copy of these bytes from the same place."""
        return self._receipts.find(digest, item, place_of(self.store, item))

    def flush(self) -> None:
        """Read and keep what waits."""
        self._read()
        self._keep()

    def _keep(self) -> None:
        """Keep what was read, in one transaction."""
        waiting, self._waiting, self._weight = self._waiting, [], 0
        if not waiting:
            return
        ready_tool(self.store)
        added: list[Added] = []
        known: list[Known] = []
        visits: list[int] = []
        try:
            with self.store.transaction() as batch:
                tool = tool_entry(self.store, batch)
                for made in waiting:
                    if isinstance(made, _Seen):
                        visits += self._enter(batch, made)
                        continue
                    there = None if self.again else self.find(made.item, made.digests.sha256)  # taken in meanwhile
                    if there is None:
                        added.append(self.append(batch, tool, made, self._receipts.same(made.digests.sha256)))
                        self._captured.note(made.item, added[-1].seq)
                    else:
                        known.append(Known(there, made.digests.sha256, made.item.name))
        except BaseException:
            self._receipts.forget()
            raise
        self.added += added
        self.known += known
        self.visits += visits

    def _enter(self, batch: Batch, seen: "_Seen") -> list[int]:
        """Add a visit that the store does not have yet."""
        record = seen.visit.record
        data: dict[str, object] = {
            "archive": seen.archive,
            "what": seen.visit.what,
            "url": record.url,
            "date": record.date,
            "offset": record.offset,
            "record": record.number,
            "record_id": record.record_id,
        }
        more = {key: getattr(record, key) for key in ("status", "location", "refers_to", "refers_to_url")}
        more |= {"refers_to_date": record.refers_to_date, "payload_digest": record.payload_digest}
        data |= {key: value for key, value in more.items() if value}
        if (copy := self._captured.find(record.refers_to, record.refers_to_url, record.refers_to_date)) is not None:
            data["of"] = copy
        if seen.archive not in self._visited:
            rows = self.store.query("SELECT seq FROM index_link WHERE target = ? AND kind = 'visit'", (seen.archive,))
            there = [self.store.entry(int(str(row[0]))).data for row in rows]
            self._visited[seen.archive] = {one.get("record") for one in there}
        if record.number in self._visited[seen.archive]:
            return []
        self._visited[seen.archive].add(record.number)
        return [batch.append("visit", data)]

    def append(self, batch: Batch, tool: int, made: Ready, same: Sequence[int]) -> Added:
        """Add one copy inside the caller's transaction; `same` are earlier ones of the same bytes."""
        item, digest = made.item, made.digests.sha256
        blobs = [batch.blob(data) for data in made.texts]
        if made.long and self.store.layout < 2:
            blobs += [batch.blob(text) for text in made.long.values()]
        else:
            blobs += [batch.poured(name, len(text)) for name, text in made.long.items()]
        if made.large:
            blobs.insert(0, batch.poured(digest, made.digests.size))
        elif made.bytes_kept:
            blobs.insert(0, batch.blob(b"".join(item.chunks()) if item.data is None else item.data))
        data: dict[str, object] = {
            "event": "capture" if item.capture and not item.capture.claimed else "ingestion",
            "record": made.record,
            "read": {"declared": item.charset},
            "place": place_of(self.store, item),
            "tool": tool,
        }
        archive = item.capture.record.get("archive") if item.capture else None
        if archive is not None:
            data["archive"] = archive
        seq = batch.append("copy", data, list(dict.fromkeys(blobs)))
        return Added(seq, digest, item.name, made.title, tuple(same), made.unread)


def _is_of(store: Store, item: Item) -> bool:
    """Is it the file of the store, or one that lies beside it for it? Each changes while it is taken in."""
    names = [store.path.name + more for more in ("", ".checkpoint", "-wal", "-shm", "-journal")]
    return item.origin is not None and item.origin.name in names and item.origin.parent.samefile(store.path.parent)


def place_of(store: Store, item: Item) -> str:
    """A digest that tells one place from every other without naming it: no path of a machine is recorded."""
    return sha256(f"{store.origin()}\n{item.place or item.name}".encode()).hexdigest()


def _said_of(said: Assertions, table: dict[str, Assertions], given: Path, item: Item) -> Assertions:
    """What is said of all, with what the table says of this one (by name or path)."""
    names = (str(given), item.path, item.name, item.capture.url if item.capture else None)
    return said.merged(next((table[name] for name in names if name is not None and name in table), Assertions()))


def stored_bytes(store: Store, entry: Entry) -> bytes:
    """The bytes of a copy; raises InputError PD417 for one that is kept by reference."""
    fields = fields_of(entry)
    if fields.get("by_reference", {}).get("basis") == "observed":
        where = fields["by_reference"]["value"].get("file")
        raise InputError("PD417", because("copy_elsewhere", number=entry.seq, where=where))
    digest = str(fields.get("sha256", {}).get("value"))
    if (stone := redaction_of_bytes(store, digest)) is not None:
        raise redacted(entry.seq, stone)
    return store.blob(digest)


def stored_copy(
    store: Store, entry: Entry, terms: Sequence[str] = (), limits: Limits = DEFAULT_LIMITS, tools: Tools = DEFAULT_TOOLS
) -> Prepared:
    """A copy of the store, read again by the running program from the bytes kept, within limits."""
    data, name = stored_bytes(store, entry), name_of(entry)

    def work() -> Prepared:
        return prepare(read(data, name, declared=declared_of(entry), limits=limits, tools=tools), terms)

    return bounded(work, data, name, limits)


def record_comparison(
    batch: Batch, tool: int, a: int, b: int, comparison: Comparison, options: Options
) -> tuple[int, str]:
    """Add an entry for a comparison of two copies of the store; returns its number and the report's SHA-256."""
    report = batch.blob(render(comparison))
    return batch.append("comparison", comparison_data(a, b, tool, comparison, options, report), [report]), report


def comparison_data(
    a: int, b: int, tool: int, comparison: Comparison, options: Options, report: str
) -> dict[str, object]:
    """What an entry says of a comparison: the copies' numbers, the result in short, what is needed to make it again."""
    return {
        "a": a,
        "b": b,
        "verdict": comparison.verdict,
        "relation": comparison.relation.kind,
        "counts": comparison.counts,
        "report": report,
        "tool": tool,
        "options": {
            "profile": options.profile.name,
            "classes": dict(options.profile.classes),
            "detail": comparison.detail,
            "terms": list(options.terms),
            "base": comparison.base,
        },
    }


def options_of(entry: Entry) -> Options:
    """The options that a recorded comparison was made with."""
    told = entry.data.get("options")
    recorded = told if isinstance(told, dict) else {}
    try:
        return msgspec.convert(recorded, _Made).options()
    except msgspec.ValidationError:
        return Options()


class _Made(msgspec.Struct, frozen=True):
    """The options of a comparison as an entry has them."""

    profile: str = DEFAULT.name
    classes: dict[str, DifferenceClass] = {}
    detail: Literal["telling", "all"] = "all"
    terms: tuple[str, ...] = ()
    base: Literal["a", "b"] | None = None

    def options(self) -> Options:
        """As the pipeline takes them."""
        return Options(self.detail, Profile(self.profile, self.classes), self.terms, self.base)
