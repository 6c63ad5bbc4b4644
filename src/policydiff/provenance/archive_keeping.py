# SPDX-License-Identifier: Apache-2.0
"""Web archives in the store: every record's own bytes, a table of them, and only then the copies that are read out.

The bytes of a file are kept as slices, one a record, which laid end to end are the file again. So evidence goes out as
it came in, and one record can be taken out by law without the others.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from policydiff.errors import InputError
from policydiff.ingest.apart import each_apart
from policydiff.ingest.opening import content_of, open_file
from policydiff.provenance.archive_choice import chosen
from policydiff.provenance.assertions import Assertions
from policydiff.provenance.captures import Visit, captures
from policydiff.provenance.index import LOG
from policydiff.provenance.pieces import PIECE
from policydiff.provenance.sources import Archive, Digests, Item, Refusal, digests_of
from policydiff.provenance.warc_scan import Scanned, each_record, members
from policydiff.reasons import because

if TYPE_CHECKING:
    from policydiff.provenance.adding import Adder

PART = 4_000
"""Records that one entry lists; of more, several entries speak."""
_SENT = 200
"""Records that come through the pipe together."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What is known of a web archive: its digests, its records, where its WARC files lie, why it was not read on."""

    digests: Digests
    records: list[Scanned]
    ends: list[tuple[str, int, int]]
    problem: InputError | None = None


def keep_archive(adder: "Adder", archive: Archive, said: Callable[[Item], Assertions]) -> None:
    """Take in a web archive: its records' bytes first, then the copies and visits that they show."""
    try:
        scan = _scan(adder, archive.path)
    except OSError as error:
        reason = because("archive_unreadable", error=error)
        adder.refused.append(Refusal(str(archive.path), InputError("PD416", (str(archive.path), reason))))
        return
    except InputError as error:
        adder.refused.append(Refusal(str(archive.path), error.at(str(archive.path))))
        return
    if not scan.records:
        _as_file(adder, archive, scan, said)
        return
    records = chosen(scan.records, archive.wanted)
    if not records:
        reason = because("archive_without_url", url=archive.wanted or "")
        adder.refused.append(Refusal(str(archive.path), InputError("PD416", (str(archive.path), reason))))
        return
    kept = _kept(adder, archive, scan, records)
    if kept is None:
        return
    if scan.problem is not None:
        adder.refused.append(Refusal(str(archive.path), scan.problem.at(str(archive.path))))
    _read_out(adder, archive, records, kept, said)


def _scan(adder: "Adder", path: Path) -> Scan:
    """Look through a file in a process apart; what was found before damage is kept."""
    with open_file(path, given=False) as file:
        digests = digests_of(file, adder.limits.kept_bytes)
    limits, records, problem = adder.limits, [], None

    def work() -> Iterator[list[Scanned]]:
        waiting: list[Scanned] = []
        try:
            for scanned, _ in each_record(path, limits):
                waiting.append(scanned)
                if len(waiting) >= _SENT:
                    yield waiting
                    waiting = []
        except InputError:
            yield waiting  # what was found before the damage
            raise
        yield waiting

    ends: list[tuple[str, int, int]] = []
    try:
        with members(path, limits) as found:
            ends = [(name, start, start + size) for name, start, size, _ in found]
        for some in each_apart(work, limits.wall_seconds, limits.worker_bytes):
            records += some
    except InputError as error:
        problem = error
    return Scan(digests, _settled(records, ends), ends, problem)


def _settled(records: list[Scanned], parts: list[tuple[str, int, int]]) -> list[Scanned]:
    """The records with the offsets at which their bytes can be cut out: where records share gzip members, FastWARC
    gives the end of what it has unpacked, so that a whole WARC file is one slice."""
    settled: list[Scanned] = []
    for name, start, end in parts:
        inside = [one for one in records if one.member == name]
        offsets = [one.offset for one in inside]
        if len(set(offsets)) < len(offsets) or (offsets and offsets[-1] >= end):
            inside = [msgspec.structs.replace(one, offset=start) for one in inside]
        settled += inside
    return settled


def _as_file(adder: "Adder", archive: Archive, scan: Scan, said: Callable[[Item], Assertions]) -> None:
    """A file in which no record was found is a copy like any other: kept, and its text not read."""
    problem = scan.problem or InputError("PD416", because("archive_without_text"))
    data = None
    if scan.digests.size <= adder.limits.file_bytes:
        try:
            data = content_of(archive.path, adder.limits.file_bytes)
        except OSError as error:
            adder.refused.append(
                Refusal(str(archive.path), InputError("PD416", because("archive_unreadable", error=error)))
            )
            return
    item = Item(
        data,
        archive.path.name,
        origin=archive.path,
        digests=scan.digests if data is None else None,
        place=f"file {archive.path.resolve()}",
        problem=problem.at(str(archive.path)),
    )
    adder.take(item, said(item))


def _kept(adder: "Adder", archive: Archive, scan: Scan, records: list[Scanned]) -> int | None:
    """The number of the archive's entry, made where the store does not have it; None where the file changed."""
    whole = archive.wanted is None
    told: dict[str, object] = {
        "name": archive.path.name,
        "sha256": scan.digests.sha256,
        "size": scan.digests.size,
        "whole": whole,
        "by_reference": adder.by_reference,
    } | ({"wanted": archive.wanted} if archive.wanted else {})
    if not adder.again and (there := _there(adder, told)) is not None:
        return there
    lines = tiled(scan, records) if whole else sliced(scan, records)
    if not adder.by_reference:
        try:
            lines = _poured(adder, archive.path, lines, scan.digests.sha256 if whole else None)
        except InputError as error:
            if error.code != "PD422":
                raise
            adder.refused.append(Refusal(str(archive.path), error))
            return None
    return _entered(adder, scan, lines, told)


def _there(adder: "Adder", told: dict[str, object]) -> int | None:
    rows = adder.store.query("SELECT seq FROM index_link WHERE target = ? AND kind = 'archive' ORDER BY seq", (LOG,))
    for row in rows:
        entry = adder.store.entry(int(str(row[0])))
        if all(entry.data.get(key) == value for key, value in told.items()):
            return entry.seq
    return None


def _lengths(scan: Scan, records: Sequence[Scanned]) -> dict[int, int]:
    """How long the bytes of the records at each offset are: to the next one, or the end of their WARC file."""
    starts = sorted({one.offset for one in scan.records})
    ends = sorted({*starts, *(end for _, _, end in scan.ends)})
    following = dict(pairwise(ends))
    return {one.offset: following.get(one.offset, one.offset) - one.offset for one in records}


def sliced(scan: Scan, records: Sequence[Scanned]) -> list[Scanned]:
    """Records with the length of their bytes in the file."""
    lengths = _lengths(scan, records)
    return [msgspec.structs.replace(one, length=lengths[one.offset]) for one in records]


def tiled(scan: Scan, records: Sequence[Scanned]) -> list[Scanned]:
    """Records, and lines without a kind for the bytes between them: together they cover the file."""
    lines, at = [], 0
    for one in sliced(scan, records):
        if one.offset > at:
            lines.append(Scanned(at, one.offset - at))
        lines.append(one)
        at = max(at, one.offset + one.length)
    if at < scan.digests.size:
        lines.append(Scanned(at, scan.digests.size - at))
    return lines


def _poured(adder: "Adder", path: Path, lines: list[Scanned], whole: str | None) -> list[Scanned]:
    """Put the bytes of each slice into the store; raises InputError PD422 where the file is not the one that was
    scanned."""
    seen = sha256()
    made: list[Scanned] = []
    at: dict[int, str] = {}
    small: dict[str, bytes] = {}
    with open_file(path, given=False) as file:
        for line in lines:
            if line.offset in at:  # records that share a gzip member
                made.append(msgspec.structs.replace(line, blob=at[line.offset]))
                continue
            file.seek(line.offset)
            if line.length <= PIECE:
                data = file.read(line.length) or b""
                seen.update(data)
                digest = sha256(data).hexdigest()
                small[digest] = data
                if sum(map(len, small.values())) >= PIECE or len(small) >= _SENT:
                    adder.store.pour_small(small)
                    small = {}
            else:
                digest = _digest_of(path, line)
                adder.store.pour(_slice(path, line), digest, path)
                for data in _slice(path, line):
                    seen.update(data)
            at[line.offset] = digest
            made.append(msgspec.structs.replace(line, blob=digest))
    adder.store.pour_small(small)
    if whole is not None and seen.hexdigest() != whole:
        raise InputError("PD422", because("file_changed", file=path))
    return made


def _slice(path: Path, line: Scanned) -> Iterator[bytes]:
    with open_file(path, given=False) as file:
        file.seek(line.offset)
        left = line.length
        while left > 0 and (data := file.read(min(left, PIECE))):
            left -= len(data)
            yield data


def _digest_of(path: Path, line: Scanned) -> str:
    digest = sha256()
    for data in _slice(path, line):
        digest.update(data)
    return digest.hexdigest()


def _entered(adder: "Adder", scan: Scan, lines: list[Scanned], told: dict[str, object]) -> int:
    """Make the entries of an archive, one for so many records; returns the first one's number."""
    from policydiff.provenance.tool import tool_entry

    records = [one for one in lines if one.kind]
    about: dict[str, object] = told | {
        "counts": dict(sorted(Counter(one.kind for one in records).items())),
        "digests": {
            which: dict(sorted(Counter(getattr(one, which) for one in records).items()))
            for which in ("block", "payload")
        },
        "info": [one.info for one in records if one.info],
    }
    if scan.problem is not None:
        about["problem"] = {"code": scan.problem.code, "message": scan.problem.message}
    parts = [lines[at : at + PART] for at in range(0, len(lines), PART)]
    first = -1
    for number, part in enumerate(parts, 1):
        table = b"".join(msgspec.json.encode(line) + b"\n" for line in part)
        with adder.store.transaction() as batch:
            data: dict[str, object] = {"part": number, "parts": len(parts)}
            data |= about | {"tool": tool_entry(adder.store, batch)} if number == 1 else {"archive": first}
            blobs = [batch.blob(table)]
            blobs += [batch.poured(one.blob, one.length) for one in part if one.blob]
            seq = batch.append("archive", data | {"records": blobs[0]}, list(dict.fromkeys(blobs)))
        first = seq if number == 1 else first
    adder.archives.append(first)
    return first


def _read_out(
    adder: "Adder", archive: Archive, records: list[Scanned], kept: int, said: Callable[[Item], Assertions]
) -> None:
    """The copies and visits that the records show, each read in a process that has the time for one file."""
    limits, accept = adder.limits, adder.accept_bad_digest

    def work() -> Iterator[Item | Visit | Refusal | str]:
        yield from captures(archive.path, records, limits, accept=accept)

    found = 0
    try:
        for one in each_apart(work, limits.wall_seconds, limits.worker_bytes):
            found += not isinstance(one, str)
            if isinstance(one, str):
                adder.passed_over.append(one)
            elif isinstance(one, Refusal):
                adder.refused.append(one)
            elif isinstance(one, Visit):
                adder.visit(one, kept)
            else:
                capture = one.capture
                if capture is not None:
                    one = replace(one, capture=replace(capture, record=capture.record | {"archive": kept}))
                adder.take(one, said(one))
    except InputError as error:
        adder.refused.append(Refusal(str(archive.path), error.at(because("archive_from_here", file=str(archive.path)))))
    if not found:
        reason = (
            because("archive_without_url", url=archive.wanted) if archive.wanted else because("archive_without_text")
        )
        adder.refused.append(Refusal(str(archive.path), InputError("PD416", (str(archive.path), reason))))
