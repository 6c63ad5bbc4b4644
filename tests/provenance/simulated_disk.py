# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: N802  # SQLite names these functions
"""A disk that loses power, after SQLite's own test6.c: what was not synced is kept, dropped or garbled, sector by
sector."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import apsw

SECTOR = 512


@dataclass
class File:
    """`live` is what the system shows, `synced` what surely is on the platter, `pending` the way from there to `live`.

    `named` says whether the folder's entry for it is on the platter too.
    """

    live: bytearray = field(default_factory=bytearray)
    synced: bytes = b""
    named: bool = False
    pending: list[tuple[str, int, bytes]] = field(default_factory=list)


@dataclass
class Disk:
    """Files by name. `cut_at` is the number of the change before which power fails, `fail_at` that at which `fault` is
    raised once."""

    files: dict[str, File] = field(default_factory=dict)
    unlinked: dict[str, File] = field(default_factory=dict)
    changes: int = 0
    cut_at: int | None = None
    fail_at: int | None = None
    fault: type[apsw.Error] = apsw.FullError
    honest: bool = True
    dead: bool = False

    def change(self) -> None:
        """Count a change; fail where the experiment says so."""
        if self.cut_at is not None and self.changes >= self.cut_at:
            self.dead = True
        if self.dead:
            raise apsw.IOError("no power")
        self.changes += 1
        if self.changes == self.fail_at:
            raise self.fault("injected")

    def sync_folder(self) -> None:
        """Names made and taken away are on the platter from now on."""
        if self.honest:
            self.unlinked.clear()
            for file in self.files.values():
                file.named = True

    def after_power_cut(self, rng: random.Random) -> "Disk":
        """What a machine that starts again finds."""
        files = {}
        for name, file in {**self.unlinked, **self.files}.items():
            unsure = name not in self.files or not file.named
            if unsure and rng.random() < 0.5:
                continue
            content = bytearray(file.synced)
            for kind, offset, data in file.pending:
                _replay(content, kind, offset, data, rng)
            files[name] = File(content, bytes(content), named=True)
        return Disk(files)


def _replay(content: bytearray, kind: str, offset: int, data: bytes, rng: random.Random) -> None:
    if kind == "truncate":
        if rng.random() < 0.5:
            del content[offset:]
        return
    for start in range(0, len(data), SECTOR):
        piece = data[start : start + SECTOR]
        fate = rng.random()
        if fate < 0.45:
            continue
        if fate > 0.85:
            piece = rng.randbytes(len(piece))
        _put(content, offset + start, piece)


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


class Handle:
    """An open file, as SQLite's virtual file system asks for it."""

    def __init__(self, disk: Disk, name: str, file: File, delete: bool) -> None:
        self.disk, self.name, self.file, self.delete = disk, name, file, delete

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self.file.live[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.change()
        _put(self.file.live, offset, bytes(data))
        self.file.pending.append(("write", offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        self.disk.change()
        del self.file.live[size:]
        self.file.pending.append(("truncate", size, b""))

    def xSync(self, flags: int) -> None:
        self.disk.change()
        if self.disk.honest:
            self.file.synced = bytes(self.file.live)
            self.file.pending.clear()
        if not self.file.named and self.name.endswith(("-journal", "-wal")):
            self.disk.sync_folder()  # as SQLite's own file systems do at the first sync of a new journal

    def xFileSize(self) -> int:
        return len(self.file.live)

    def xClose(self) -> None:
        if self.delete:
            self.disk.files.pop(self.name, None)

    def xLock(self, level: int) -> None: ...
    def xUnlock(self, level: int) -> None: ...

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0


class FileSystem(apsw.VFS):
    """A virtual file system over a Disk."""

    def __init__(self, name: str, disk: Disk) -> None:
        self.disk = disk
        super().__init__(name)

    def xOpen(self, name: object, flags: list[int]) -> Handle:
        text = str(name.filename() if isinstance(name, apsw.URIFilename) else name or f"temporary-{uuid4()}")
        if text not in self.disk.files:
            if not flags[0] & apsw.SQLITE_OPEN_CREATE:
                raise apsw.CantOpenError(text)
            self.disk.change()
            self.disk.files[text] = File()
        flags[1] = flags[0]
        return Handle(self.disk, text, self.disk.files[text], bool(flags[0] & apsw.SQLITE_OPEN_DELETEONCLOSE))

    def xDelete(self, name: str, sync_folder: bool) -> None:
        self.disk.change()
        file = self.disk.files.pop(name, None)
        if file is not None:
            self.disk.unlinked[name] = file
        if sync_folder:
            self.disk.sync_folder()

    def xAccess(self, name: str, flags: int) -> bool:
        return name in self.disk.files

    def xFullPathname(self, name: str) -> str:
        return name

    def xRandomness(self, amount: int) -> bytes:
        return bytes(amount)

    def xSleep(self, microseconds: int) -> int:
        return microseconds

    def xCurrentTime(self) -> float:
        return 2461000.5

    def xGetLastError(self) -> tuple[int, str]:
        return 0, ""


class Rows:
    """An apsw cursor in the dress of sqlite3's."""

    def __init__(self, inner: apsw.Cursor) -> None:
        self.inner = inner

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        return self

    def __next__(self) -> tuple[object, ...]:
        with _translated():
            return next(self.inner)

    def fetchone(self) -> tuple[object, ...] | None:
        with _translated():
            return self.inner.fetchone()

    def fetchall(self) -> list[tuple[object, ...]]:
        with _translated():
            return self.inner.fetchall()


class Connection:
    """An apsw connection in the dress of sqlite3's: same calls, same errors. `synchronous` overrides what the store
    asks for."""

    def __init__(self, inner: apsw.Connection, synchronous: str | None) -> None:
        self.inner, self.synchronous = inner, synchronous

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> "Rows":
        if self.synchronous and sql.startswith("PRAGMA synchronous="):
            sql = f"PRAGMA synchronous={self.synchronous}"
        with _translated():
            return Rows(self.inner.execute(sql, tuple(parameters)))

    def executemany(self, sql: str, rows: Sequence[Sequence[object]]) -> object:
        with _translated():
            return self.inner.executemany(sql, [tuple(row) for row in rows])

    def close(self) -> None:
        with _translated():
            self.inner.close(True)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (apsw.FullError, apsw.IOError, apsw.CantOpenError) as error:
        words = {apsw.FullError: "database or disk is full", apsw.IOError: "disk I/O error"}
        raise sqlite3.OperationalError(words.get(type(error), "unable to open database file")) from error
    except apsw.Error as error:
        raise sqlite3.DatabaseError(f"{type(error).__name__}: {error}") from error


class Machine:
    """A computer with a disk: its connector opens databases on it. Switch it off to forget what was not on the disk."""

    def __init__(self, disk: Disk, synchronous: str | None = None) -> None:
        self.disk, self.synchronous = disk, synchronous
        self.name = f"simulated-{uuid4()}"
        self.system = FileSystem(self.name, disk)

    def connect(self, path: Path, *, write: bool, create: bool = False) -> Connection:
        flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        with _translated():
            inner = apsw.Connection(str(path), flags=flags, vfs=self.name)
            inner.execute("PRAGMA locking_mode=EXCLUSIVE")  # without it a write-ahead log wants shared memory
            return Connection(inner, self.synchronous)
