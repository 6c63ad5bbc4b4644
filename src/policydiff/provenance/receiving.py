# SPDX-License-Identifier: Apache-2.0
"""One copy made ready to be kept: read, hashed, its record spelt, before any lock on the store is held.

A copy whose text cannot be read is kept all the same: its bytes and what its surroundings show, the text *not
examined*, and the problem in the record.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from itertools import groupby, islice

from policydiff.canonical import plain
from policydiff.copies import harmless, within_bounds
from policydiff.errors import InputError
from policydiff.ingest import read
from policydiff.ingest.apart import each_apart, here
from policydiff.ingest.formats import load_reader
from policydiff.ingest.limits import Limits
from policydiff.ingest.refusals import refused
from policydiff.ingest.tools import DEFAULT_TOOLS, Tools
from policydiff.pipeline import Prepared, canonical_text, prepare
from policydiff.provenance.assertions import Assertions
from policydiff.provenance.pieces import PIECE, WHOLE
from policydiff.provenance.record import Parts, blobs_of, copy_record, plain_record, unread_record
from policydiff.provenance.sources import Digests, Item
from policydiff.provenance.value import Value, observed
from policydiff.reasons import because
from policydiff.script.profile import profile
from policydiff.structure import parse

_HEAD = 65_536
"""Bytes that show what kind of file an unread one is."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A copy that only has to be put into the store: its record as an entry keeps it, and the bytes that go with it:
    short ones, and `long` ones by their SHA-256, which go in piece by piece.

    `bytes_kept` is False for a copy by reference; `unread` is why its text could not be read.
    """

    item: Item
    digests: Digests
    record: dict[str, object]
    texts: tuple[bytes, ...]
    title: str
    bytes_kept: bool = True
    unread: InputError | None = None
    long: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def large(self) -> bool:
        """Whether its bytes are kept in pieces."""
        return self.bytes_kept and self.digests.size > WHOLE

    @property
    def weight(self) -> int:
        """Bytes that go into the store with it in one transaction."""
        own = self.digests.size if self.bytes_kept and not self.large else 0
        return own + sum(map(len, self.texts))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A copy that waits to be read, its digests, and what is said of it."""

    item: Item
    digests: Digests
    said: Assertions


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a copy: its record and the bytes that go with it; or why it could not be read."""

    record: dict[str, Value]
    texts: tuple[bytes, ...]
    problem: InputError | None = None


def each_ready(
    several: Sequence[Waiting], limits: Limits, tools: Tools = DEFAULT_TOOLS, *, by_reference: bool
) -> Iterator[Ready]:
    """Read several copies and spell their records, in order. Small plain texts are read here; of others, those that
    follow each other are read by one process, which has the time of one file for each."""
    for small, run in groupby(several, key=lambda one: _is_small(one.item)):
        copies = list(run)
        read = (_read_one(one, limits, tools) for one in copies) if small else _read_apart(copies, limits, tools)
        for one, found in zip(copies, read, strict=True):
            yield _spelt(one, found, by_reference=by_reference)


def _is_small(item: Item) -> bool:
    """Whether there is nothing to read, or a small plain text."""
    return item.problem is not None or item.data is None or harmless(item.data, item.name)


def _read_one(one: Waiting, limits: Limits, tools: Tools) -> _Read:
    """Read one copy within its bounds; what keeps it from being read is the answer then."""
    try:
        return here(lambda: _read(one, limits, tools))
    except InputError as error:
        return _unread(one, error)


def _read(one: Waiting, limits: Limits, tools: Tools) -> _Read:
    item = one.item
    parts = examined(item, limits, tools)
    record = copy_record(one.digests, parts, path=item.path, modified=item.modified, capture=item.capture)
    return _Read(record, tuple(blobs_of(parts, item.capture)))


def _unread(one: Waiting, problem: InputError) -> _Read:
    item = one.item
    error = problem if problem.message.startswith(item.name) else problem.at(item.name)
    record = unread_record(
        one.digests, item.name, error, head=_head(item), path=item.path, modified=item.modified, capture=item.capture
    )
    texts = (item.capture.headers,) if item.capture is not None and item.capture.headers else ()
    return _Read(record, texts, error)


def _read_apart(copies: Sequence[Waiting], limits: Limits, tools: Tools) -> Iterator[_Read]:
    """Read copies in a process of their own; one that ends it is tried once more by itself, since it may be that what
    the process read before had taken its room."""
    for one in copies:
        _load(one.item.data or b"", one.item.name)
    done = 0
    while done < len(copies):
        start = done
        try:
            for found in each_apart(
                lambda: (_read_one(one, limits, tools) for one in copies[done:]),  # noqa: B023 (used up before it changes)
                limits.wall_seconds,
                limits.worker_bytes,
            ):
                done += 1
                yield found
            problem = InputError("PD310", because("reader_silent", status=0))
        except InputError as error:
            problem = error
        if done == start:
            yield _unread(copies[done], problem)
            done += 1


def _spelt(one: Waiting, found: _Read, *, by_reference: bool) -> Ready:
    record = one.said.over(found.record)
    if by_reference:
        record["by_reference"] = _reference(one.item, one.digests)
    title = record["title"].value
    return Ready(
        one.item,
        one.digests,
        plain_record(record),
        tuple(text for text in found.texts if len(text) <= PIECE),
        title if isinstance(title, str) else "",
        not by_reference,
        found.problem,
        {sha256(text).hexdigest(): text for text in found.texts if len(text) > PIECE},
    )


def examined(item: Item, limits: Limits, tools: Tools = DEFAULT_TOOLS) -> Parts:
    """Read one item as far as its record needs it, here; raises InputError. What proofreading finds is no fact of a
    receipt: it takes a third of the time and is asked of the bytes whenever somebody wants to know."""
    if item.problem is not None:
        raise item.problem
    if item.data is None:
        raise refused("the file", limits.file_bytes, "file_bytes", "bytes", item.known_by().size).at(item.name)
    witness = read(item.data, item.name, declared=item.charset, limits=limits, tools=tools)
    canonical = canonical_text(witness)
    return Parts(witness, canonical, parse(canonical, witness), profile(plain(canonical.bare)))


def bounded(work: Callable[[], Prepared], data: bytes, name: str, limits: Limits) -> Prepared:
    """What `work` makes of a copy's bytes, as `policydiff.copies.within_bounds`; what every copy needs is loaded once,
    here, and not by the process of each."""
    small = harmless(data, name)
    if not small:
        _load(data, name)
    return within_bounds(work, name, limits, small=small)


def _load(data: bytes, name: str) -> None:
    """Load what reading a copy takes, before a process of its own begins with what is loaded."""
    load_reader(data[:_HEAD], name)
    _load_tables()


@cache
def _load_tables() -> None:
    """Prepare one line, in an encoding that has to be found out: it takes the tables that most copies take."""
    _ = prepare(read("关于印发任务分工的通知\n".encode("gb18030"), "line.txt")).notice


def _head(item: Item) -> bytes:
    if item.data is not None:
        return item.data[:_HEAD]
    try:
        return b"".join(_first(item.chunks()))[:_HEAD]
    except OSError:
        return b""


def _first(chunks: Iterable[bytes]) -> Iterable[bytes]:
    return islice(chunks, 1)


def _reference(item: Item, digests: Digests) -> Value:
    where: dict[str, object] = {"file": item.origin.name if item.origin else item.name, "sha256": digests.sha256}
    if item.path:
        where["path"] = item.path
    if item.capture:
        where |= {key: value for key, value in item.capture.record.items() if key in ("record_id", "offset", "member")}
    return observed(where, "the bytes are not in this store")


def reading_fault(item: Item, error: OSError) -> InputError:
    """That a file could not be read to its end while it was kept."""
    return InputError("PD101", (item.name, because("file_unreadable", reason=error.strerror or str(error))))
