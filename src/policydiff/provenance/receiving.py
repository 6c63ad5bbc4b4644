# SPDX-License-Identifier: Apache-2.0
"""One copy made ready to be kept: read, hashed, its record spelt, before any lock on the store is held.

A copy whose text cannot be read is kept all the same: its bytes and what its surroundings show, the text *not
examined*, and the problem in the record.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice

from msgspec import structs

from policydiff.copies import harmless, within_bounds
from policydiff.errors import InputError
from policydiff.ingest import read
from policydiff.ingest.formats import load_reader
from policydiff.ingest.limits import Limits
from policydiff.ingest.refusals import refused
from policydiff.ingest.tools import DEFAULT_TOOLS, Tools
from policydiff.pipeline import Prepared, prepare
from policydiff.provenance.assertions import Assertions
from policydiff.provenance.pieces import WHOLE
from policydiff.provenance.record import Parts, blobs_of, copy_record, plain_record, unread_record
from policydiff.provenance.sources import Digests, Item
from policydiff.provenance.value import Value, observed
from policydiff.reasons import because

_HEAD = 65_536
"""Bytes that show what kind of file an unread one is."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A copy that only has to be put into the store: its record as an entry keeps it, and the bytes that go with it.

    `bytes_kept` is False for a copy by reference; `unread` is why its text could not be read.
    """

    item: Item
    digests: Digests
    record: dict[str, object]
    texts: tuple[bytes, ...]
    title: str
    bytes_kept: bool = True
    unread: InputError | None = None

    @property
    def large(self) -> bool:
        """Whether its bytes are kept in pieces."""
        return self.bytes_kept and self.digests.size > WHOLE

    @property
    def weight(self) -> int:
        """Bytes that go into the store with it in one transaction."""
        own = self.digests.size if self.bytes_kept and not self.large else 0
        return own + sum(map(len, self.texts))


def ready(
    item: Item, digests: Digests, said: Assertions, limits: Limits, tools: Tools = DEFAULT_TOOLS, *, by_reference: bool
) -> Ready:
    """Read one copy and spell its record."""
    unread = None
    try:
        prepared = examined(item, limits, tools)
        parts = Parts(prepared.witness, prepared.canonical, prepared.notice, prepared.script, prepared.found)
        found = copy_record(digests, parts, path=item.path, modified=item.modified, capture=item.capture)
        texts = tuple(blobs_of(parts, item.capture))
    except InputError as error:
        unread = error
        found = unread_record(
            digests, item.name, error, head=_head(item), path=item.path, modified=item.modified, capture=item.capture
        )
        texts = (item.capture.headers,) if item.capture is not None and item.capture.headers else ()
    record = said.over(found)
    if by_reference:
        record["by_reference"] = _reference(item, digests)
    title = record["title"].value
    return Ready(
        item, digests, plain_record(record), texts, title if isinstance(title, str) else "", not by_reference, unread
    )


def examined(item: Item, limits: Limits, tools: Tools = DEFAULT_TOOLS) -> Prepared:
    """Read and canonicalize one item, as `policydiff.copies.with_copy` does; raises InputError."""
    data = item.data
    if item.problem is not None:
        raise item.problem
    if data is None:
        raise refused("the file", limits.file_bytes, "file_bytes", "bytes", item.known_by().size).at(item.name)

    def work() -> Prepared:
        made = prepare(read(data, item.name, declared=item.charset, limits=limits, tools=tools))
        whole = structs.replace(made, fields=True)  # its fields, which comparing does without
        _ = whole.notice  # within the bounds
        return whole

    return bounded(work, data, item.name, limits)


def bounded(work: Callable[[], Prepared], data: bytes, name: str, limits: Limits) -> Prepared:
    """What `work` makes of a copy's bytes, as `policydiff.copies.within_bounds`; what every copy needs is loaded once,
    here, and not by the process of each."""
    small = harmless(data, name)
    if not small:
        load_reader(data[:_HEAD], name)
        _load_tables()
    return within_bounds(work, name, limits, small=small)


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
