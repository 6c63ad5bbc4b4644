# SPDX-License-Identifier: Apache-2.0
"""The way back: a store made anew from a bag or a WACZ that was exported from one, with the same log to the byte.

Nothing of what comes in is trusted: names are never used as paths of what is written, each entry must follow the one
before, each blob is what its hash says, and the root is that of the checkpoint.
"""

import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import IO

import msgspec

from policydiff.errors import InputError, IntegrityError, PolicydiffError
from policydiff.ingest.opening import content_of, open_file, there
from policydiff.provenance import schema
from policydiff.provenance.archive_export import STORE
from policydiff.provenance.bag import DOCUMENTATION
from policydiff.provenance.checkpoint import Checkpoint, parse_checkpoints
from policydiff.provenance.connection import guard
from policydiff.provenance.entry import Entry, read_entry
from policydiff.provenance.index import taken_out
from policydiff.provenance.merkle import Frontier
from policydiff.provenance.pieces import PIECE, WHOLE, in_pieces, raw
from policydiff.provenance.recorded import digest, number
from policydiff.provenance.store import Store
from policydiff.provenance.transaction import Batch
from policydiff.provenance.warc_scan import Scanned
from policydiff.reasons import because

_LINE = 64 << 20
"""Bytes of the longest entry that is read."""
_LOCKED = 1
"""The bit of a file in a ZIP archive that says that it is encrypted (APPNOTE.TXT, 4.4.4)."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MANIFEST = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")
_ARCHIVE = re.compile(r"data/objects/archives/(\d{1,12})-.*|archive/(\d{1,12})-.*")

Open = Callable[[], AbstractContextManager[IO[bytes]]]


class Parcel:
    """What was sent: the log, the checkpoint, and where the bytes of each hash and each archive are found."""

    def __init__(self, log: Open, checkpoint: str, *, whole_files: bool) -> None:
        self.log = log
        self.checkpoint = checkpoint
        self.whole_files = whole_files
        """Whether an archive's file holds the bytes between its records, too."""
        self.blobs: dict[str, Open] = {}
        self.archives: dict[int, list[Open]] = {}

    def entries(self) -> Iterator[bytes]:
        """The bytes of each entry; empty ones were redacted."""
        with self.log() as file:
            while line := file.readline(_LINE):
                yield line.removesuffix(b"\n")


@contextmanager
def opened(source: Path) -> Iterator[Parcel]:
    """What lies in a bag (a folder) or a WACZ.

    Raises InputError PD432 where it is neither, or does not hold a whole store.
    """
    if source.is_dir():
        yield _bag(source)
        return
    try:
        with open_file(source, given=False) as raw, BufferedReader(raw) as file, zipfile.ZipFile(file) as package:
            yield _wacz(source, package)
    except (NotImplementedError, EOFError, zlib.error) as error:
        raise InputError("PD432", because("import_unreadable", file=source, error=error)) from error


def _why(error: Exception) -> str:
    """What an error says, the file that it is about by name: a bag has hundreds."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {Path(error.filename).name}" if error.filename else error.strerror
    return str(error)


def _bag(root: Path) -> Parcel:
    def at(name: str) -> Open:
        return lambda: BufferedReader(open_file(_inside(root, name), given=False))

    try:
        text = _text(root, f"{DOCUMENTATION}/checkpoint.txt")
        lines = _text(root, "manifest-sha256.txt").splitlines()
        elsewhere = _text(root, "fetch.txt") if there(root / "fetch.txt") else ""
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("PD432", because("import_unreadable", file=root, error=_why(error))) from error
    parcel = Parcel(at(f"{DOCUMENTATION}/log.jsonl"), text, whole_files=True)
    for line in lines:
        if (match := _MANIFEST.fullmatch(line)) and f" {match[2]}\n" not in elsewhere:
            _check(match[1], at(match[2]))
            _sort_in(parcel, match[1], match[2], at(match[2]))
    return parcel


def _text(root: Path, name: str) -> str:
    return content_of(_inside(root, name)).decode("utf-8")


def _check(digest_: str, file: Open) -> None:
    """Raise PD433 where a file of the bag is not the one that its manifest lists."""
    seen = sha256()
    with file() as opened_:
        while data := opened_.read(PIECE):
            seen.update(data)
    if seen.hexdigest() != digest_:
        raise IntegrityError("PD433", because("import_altered", name=digest_))


def _inside(root: Path, name: str) -> Path:
    """The file of that name below a folder; raises InputError PD432 where it would lie elsewhere."""
    path = root / name
    try:
        inside = path.resolve().is_relative_to(root.resolve()) and not path.is_symlink()
    except (RuntimeError, ValueError):  # a link in a circle; a name that no file can have
        inside = False
    if not inside:
        raise InputError("PD432", because("import_name", file=root, name=repr(name)))
    return path


def _wacz(source: Path, package: zipfile.ZipFile) -> Parcel:
    def at(name: str) -> Open:
        return lambda: package.open(name)

    for part in package.infolist():
        if part.flag_bits & _LOCKED or part.compress_type not in _PACKED:
            raise zipfile.BadZipFile(f"a file is locked or packed in an unusual way: {part.filename[:100]}")
    names = set(package.namelist())
    if not {f"{STORE}log.jsonl", f"{STORE}checkpoint.txt"} <= names:
        raise InputError("PD432", because("import_no_store", file=source))
    with package.open(f"{STORE}checkpoint.txt") as file:
        told = file.read(10_000).decode("utf-8", "replace")
    parcel = Parcel(at(f"{STORE}log.jsonl"), told, whole_files=False)
    for name in sorted(names):
        _sort_in(parcel, name.rpartition("/")[2] if name.startswith(f"{STORE}blobs/") else "", name, at(name))
    return parcel


def _sort_in(parcel: Parcel, blob: str, name: str, at: Open) -> None:
    if match := _ARCHIVE.fullmatch(name):
        parcel.archives.setdefault(int(match[1] or match[2]), []).append(at)
    elif blob:
        parcel.blobs[blob] = at


def import_store(source: Path, target: Path) -> Checkpoint:
    """Make the store at `target` anew from what was exported; returns its checkpoint, which is the one that was sent.

    Raises InputError PD402 where something stands there, PD432 where the source is no whole store; IntegrityError PD433
    where what was sent is not what its checkpoint says. Nothing is left behind then.
    """
    if target.exists() or target.is_symlink():
        raise InputError("PD402", because("store_exists", file=target))
    try:
        with opened(source) as parcel, tempfile.TemporaryDirectory(dir=target.absolute().parent) as beside:
            made = Path(beside) / "store"
            _make(made, parcel, source)
            made.rename(target)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise InputError("PD432", because("import_unreadable", file=source, error=_why(error))) from error
    with Store.open(target, write=True) as store:
        store.leave_checkpoint()
        return store.checkpoint()


def _make(path: Path, parcel: Parcel, source: Path) -> None:
    seen = parse_checkpoints(parcel.checkpoint, str(source))[0]
    with guard(path):
        connection = schema.connect(path, write=True, create=True)
        try:
            schema.configure(connection, write=True, journal="delete")
            connection.execute("BEGIN IMMEDIATE")
            _Filling(connection, parcel, source).run(seen)
            connection.execute("COMMIT")
        finally:
            connection.close()


class _Filling:
    """A store under way: entries with their blobs go in as they were, each checked."""

    def __init__(self, connection: schema.Connection, parcel: Parcel, source: Path) -> None:
        self._connection, self._parcel, self._source = connection, parcel, source
        self._held: set[str] = set()
        self._gone: set[str] = set()
        self._blanks: dict[int, bytes] = {}
        self._readers: dict[int, _Slices] = {}

    def run(self, seen: Checkpoint) -> None:
        """Put everything in; raises IntegrityError PD433 where it is not what `seen` is of."""
        layout = self._look_ahead()
        schema.create_tables(self._connection, layout)
        batch = Batch(self._connection, Frontier(), None, "", {})
        last: bytes | None = None
        with ExitStack() as stack:
            for seq, body in enumerate(self._parcel.entries()):
                entry = _entry(body, seq) if body else None
                if entry is None:
                    leaf = self._blanks.get(seq)
                    if leaf is None:
                        raise IntegrityError("PD433", because("import_chain", number=seq))
                    batch.append_blank(leaf)
                else:
                    if entry.seq != seq or entry.prev != (last.hex() if last is not None else None):
                        raise IntegrityError("PD433", because("import_chain", number=seq))
                    leaf = entry.hash
                    self._bring(entry, layout, stack)
                    batch.append_spelt(entry, body)
                last = leaf
        batch.finish()
        if (batch.size, batch.root()) != (seen.size, seen.root):
            raise IntegrityError("PD433", because("import_checkpoint", file=self._source, n=batch.size, then=seen.size))

    def _look_ahead(self) -> int:
        """What redactions took out, and the layout that the log says."""
        layout = 1
        for seq, body in enumerate(self._parcel.entries()):
            if not body:
                continue
            entry = _entry(body, seq)
            told = entry.data.get("layout" if entry.kind == "store" else "to")
            if entry.kind in ("store", "upgrade") and isinstance(told, int):
                layout = told
            if entry.kind == "redaction":
                self._gone |= {key.hex() for key in taken_out(entry)}
                self._blanks |= blanked(entry)
        if layout not in schema.LAYOUTS:
            raise IntegrityError("PD406", because("store_later", file=self._source, found=layout, known=schema.VERSION))
        return layout

    def _bring(self, entry: Entry, layout: int, stack: ExitStack) -> None:
        """Put the blobs of an entry into the store."""
        for blob in entry.blobs if entry.kind != "archive" else entry.blobs[:1]:
            self._put(blob, layout)
        if entry.kind == "archive":
            self._bring_slices(entry, layout, stack)
        missing = [blob for blob in entry.blobs if blob not in self._held and blob not in self._gone]
        if missing:
            raise IntegrityError("PD433", because("import_missing", name=missing[0], number=entry.seq))

    def _put(self, blob: str, layout: int) -> None:
        if blob in self._held or blob not in self._parcel.blobs:
            return
        with self._parcel.blobs[blob]() as file:
            self._store(blob, iter(lambda: file.read(PIECE), b""), layout)

    def _bring_slices(self, entry: Entry, layout: int, stack: ExitStack) -> None:
        """Cut an archive's file into its slices again."""
        first = number(entry, "archive") if number(entry, "archive") >= 0 else entry.seq
        if first not in self._readers:
            files = [stack.enter_context(open_()) for open_ in self._parcel.archives.get(first, [])]
            self._readers[first] = _Slices(files)
        row = self._connection.execute("SELECT data FROM blob WHERE sha256 = ?", (raw(digest(entry, "records")),))
        found = row.fetchone()
        table = found[0] if found is not None and isinstance(found[0], bytes) else b""
        if found is not None and not table:
            table = b"".join(in_pieces(self._connection, raw(digest(entry, "records"))))
        lines = [msgspec.json.decode(line, type=Scanned) for line in table.splitlines()]
        packaged = any(line.member for line in lines)
        for line in lines:
            if not line.blob or line.blob in self._gone:
                continue
            if packaged and not line.kind and not self._parcel.whole_files:
                self._put(line.blob, layout)
            elif (data := self._readers[first].next(line)) is not None:
                self._store(line.blob, data, layout)

    def _store(self, blob: str, chunks: Iterator[bytes], layout: int) -> None:
        """Put bytes in under the hash that they must have."""
        seen, size, number_, start = sha256(), 0, 0, b""
        key = bytes.fromhex(blob)
        held = blob in self._held
        pieces: list[bytes] = []
        for chunk in chunks:
            seen.update(chunk)
            size += len(chunk)
            if held:
                continue
            start += chunk if size <= WHOLE or layout < 2 else b""
            if size > WHOLE and layout > 1:
                pieces = [start, chunk] if start else [chunk]
                start = b""
                for piece in pieces:
                    self._connection.execute(
                        "INSERT INTO piece (blob, number, data) VALUES (?, ?, ?)", (key, number_, piece)
                    )
                    number_ += 1
        if seen.hexdigest() != blob:
            raise IntegrityError("PD433", because("import_altered", name=blob))
        if not held:
            self._connection.execute("INSERT INTO blob (sha256, size, data) VALUES (?, ?, ?)", (key, size, start))
            self._held.add(blob)


class _Slices:
    """The files of one archive, from which slices are cut one after the other."""

    def __init__(self, files: list[IO[bytes]]) -> None:
        self._files = files
        self._of: dict[str, IO[bytes]] = {}
        self._last = ""

    def next(self, line: Scanned) -> Iterator[bytes] | None:
        """The bytes of the next slice; None where it is the one before once more, or there is no file."""
        if line.blob == self._last or not self._files:
            return None
        self._last = line.blob
        if len(self._files) == 1:
            file = self._files[0]
        else:
            if line.member not in self._of and len(self._of) < len(self._files):
                self._of[line.member] = self._files[len(self._of)]
            file = self._of.get(line.member, self._files[0])
        return _read(file, line.length)


def _read(file: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0 and (data := file.read(min(size, PIECE))):
        size -= len(data)
        yield data


def _entry(body: bytes, seq: int) -> Entry:
    try:
        return read_entry(body)
    except PolicydiffError as error:
        raise IntegrityError("PD433", (because("import_chain", number=seq), error.said)) from error


def blanked(entry: Entry) -> dict[int, bytes]:
    """The entries that a redaction took out: their hashes by number."""
    told = entry.data.get("entries")
    found: dict[int, bytes] = {}
    for one in told if isinstance(told, list) else []:
        if isinstance(one, dict) and isinstance(one.get("seq"), int) and isinstance(one.get("hash"), str):
            found[one["seq"]] = raw(one["hash"])
    return found
