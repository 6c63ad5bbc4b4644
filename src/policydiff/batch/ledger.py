# SPDX-License-Identifier: Apache-2.0
"""What is done: results by key in an embedded database, each with its done-mark in one transaction.

A run that is broken off (Ctrl-C, a kill, a power cut) goes on where it was; a run over the
same copies finds everything done. Failures are not kept: they are tried anew.
"""

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

from policydiff.batch.task import Outcome
from policydiff.errors import OutputError
from policydiff.reasons import because

NAME = ".results.sqlite"
_FORMAT = 2
"""`user_version` of the database; one of another format is set aside and begun anew."""
_SCHEMA = """
CREATE TABLE result (key BLOB PRIMARY KEY, comparison BLOB NOT NULL, row BLOB NOT NULL, digest BLOB NOT NULL);
CREATE TABLE report (file TEXT PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID;
"""
_RUN = """
CREATE TEMP TABLE run (number INTEGER PRIMARY KEY, key BLOB, failure BLOB, badness INTEGER NOT NULL, report TEXT);
CREATE INDEX temp.run_badness ON run (badness DESC, number);
"""


_STORED = "SELECT CAST(comparison AS BLOB), CAST(row AS BLOB), CAST(digest AS BLOB) FROM result WHERE key = ?"
"""As bytes, whatever kind a damaged row says that its columns are."""


class Done(NamedTuple):
    """What a run knows of one pair: its number in the manifest, and a row or a failure (both JSON)."""

    number: int
    row: bytes | None
    failure: bytes | None
    report: str | None


FAILED = 1 << 62
"""The badness of a pair without a result."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An outcome to keep, with how bad it is, its report's file and what that was written from."""

    outcome: Outcome
    badness: int
    report: str | None
    report_key: bytes

    def run_row(self) -> tuple[int, bytes | None, bytes | None, int, str | None]:
        """The outcome as a row of the table `run`."""
        failure = self.outcome.failure
        if failure is not None:
            return self.outcome.number, None, msgspec.json.encode(failure), self.badness, None
        return self.outcome.number, self.outcome.key, None, self.badness, self.report


class Ledger:
    """The database of one output folder; one run at a time."""

    def __init__(self, path: Path) -> None:
        """Open or begin the database.

        Raises:
            OutputError: PD320 where another run holds it or it cannot be written.
        """
        self._path = path
        self.damaged = 0
        """Results that were not what had been written; they are compared again."""
        self.set_aside = ""
        """Why what the database held could not be used at all, empty where it could."""
        try:
            self._database = self._open()
        except sqlite3.OperationalError as error:
            raise OutputError("PD320", (str(path), because("ledger_busy", error=error))) from None

    def _open(self) -> sqlite3.Connection:
        try:
            return self._begun()
        except sqlite3.OperationalError:
            raise
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            # Not a database, or a damaged one, of which even the message may not be text: it is a cache, and what it
            # held is compared anew.
            self.set_aside = str(error)
            for name in (self._path, *(self._path.with_name(self._path.name + end) for end in ("-wal", "-shm"))):
                name.unlink(missing_ok=True)
            return self._begun()

    def _begun(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=1, isolation_level=None)
        database.text_factory = lambda stored: stored.decode("utf-8", "replace")  # what is damaged fails its checksum
        for pragma in (
            "trusted_schema = OFF",
            "locking_mode = EXCLUSIVE",
            "journal_mode = WAL",
            "synchronous = NORMAL",
        ):
            database.execute(f"PRAGMA {pragma}")
        (sound,) = database.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            database.close()
            raise sqlite3.DatabaseError(str(sound).replace("\n", " "))
        database.execute("BEGIN EXCLUSIVE")
        (found,) = database.execute("PRAGMA user_version").fetchone()
        if found != _FORMAT:
            for (table,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
                database.execute(f'DROP TABLE "{table}"')
            for statement in _SCHEMA.strip().split("\n"):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {_FORMAT}")
        database.execute("COMMIT")
        for statement in _RUN.strip().split("\n"):
            database.execute(statement)
        return database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def empty(self) -> bool:
        """Is nothing done yet?"""
        return self._database.execute("SELECT 1 FROM result LIMIT 1").fetchone() is None

    def row(self, key: bytes) -> bytes | None:
        """The row of a result that is there and is what was written, else None."""
        found = self._database.execute(_STORED, (key,)).fetchone()
        if found is None:
            return None
        comparison, row, digest = found
        if _digest(key, comparison, row) != digest:
            self.damaged += 1
            return None
        made: bytes = row
        return made

    def reported(self, file: str, key: bytes) -> bool:
        """Was this report written from this result?"""
        return (
            self._database.execute("SELECT 1 FROM report WHERE file = ? AND key = ?", (file, key)).fetchone()
            is not None
        )

    def put(self, outcomes: Sequence[Kept]) -> None:
        """Keep outcomes and mark them done: all or none of them."""
        done = [kept for kept in outcomes if kept.outcome.failure is None]
        results = [_result(kept.outcome) for kept in done]
        reports = [(kept.report, kept.report_key) for kept in done if kept.report is not None]
        with self._transaction() as database:
            database.executemany("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?)", results)
            database.executemany("INSERT OR REPLACE INTO report VALUES (?, ?)", reports)
            database.executemany(
                "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?)", [kept.run_row() for kept in outcomes]
            )

    def found(self, marks: Sequence[tuple[int, bytes, int, str | None]]) -> None:
        """Note results that were there already: number, key, badness, report."""
        with self._transaction() as database:
            database.executemany("INSERT OR REPLACE INTO run VALUES (?, ?, NULL, ?, ?)", marks)

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._database)

    def comparison(self, number: int) -> bytes | None:
        """The comparison of a pair of this run as JSON, None where it failed."""
        found = self._database.execute(
            "SELECT comparison FROM run JOIN result USING (key) WHERE number = ?", (number,)
        ).fetchone()
        return zlib.decompress(found[0]) if found else None

    def in_order(self) -> Iterator[Done]:
        """All pairs of this run in manifest order."""
        yield from map(
            Done._make,
            self._database.execute(
                "SELECT number, row, failure, report FROM run LEFT JOIN result USING (key) ORDER BY number"
            ),
        )

    def worst_first(self) -> Iterator[Done]:
        """All pairs of this run, failures first, then by badness, then in manifest order."""
        query = (
            "SELECT number, row, failure, report FROM run LEFT JOIN result USING (key) ORDER BY badness DESC, number"
        )
        yield from map(Done._make, self._database.execute(query))

    def prune(self) -> list[str]:
        """Forget results that this run did not use, and return the reports that are nobody's now."""
        with self._transaction() as database:
            database.execute("DELETE FROM result WHERE key NOT IN (SELECT key FROM run WHERE key IS NOT NULL)")
            stale = [
                file
                for (file,) in database.execute(
                    "SELECT file FROM report WHERE file NOT IN (SELECT report FROM run WHERE report IS NOT NULL)"
                )
            ]
            database.executemany("DELETE FROM report WHERE file = ?", [(file,) for file in stale])
        return stale


def _result(outcome: Outcome) -> tuple[bytes, bytes, bytes, bytes]:
    packed = zlib.compress(outcome.comparison, 1)
    return outcome.key, packed, outcome.row, _digest(outcome.key, packed, outcome.row)


def _digest(key: object, *parts: object) -> bytes:
    """What a stored result is known by: a bit that turned on a disk is not taken for a difference."""
    digest = blake2b(digest_size=16)
    for part in (key, *parts):
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.digest()


class _Transaction:
    """`BEGIN` … `COMMIT`, or `ROLLBACK` where something is raised."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> sqlite3.Connection:
        self._database.execute("BEGIN IMMEDIATE")
        return self._database

    def __exit__(self, kind: object, *_: object) -> None:
        self._database.execute("COMMIT" if kind is None else "ROLLBACK")
