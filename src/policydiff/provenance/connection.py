# SPDX-License-Identifier: Apache-2.0
"""Opens the file of a store for SQLite, and turns what the database says into errors with a cure."""

import sqlite3
from pathlib import Path

from policydiff.errors import InputError, IntegrityError, OutputError, PolicydiffError
from policydiff.ingest.opening import is_regular, there
from policydiff.provenance import schema
from policydiff.reasons import because


def is_database(path: Path) -> bool:
    """Does the file begin as every SQLite database does (SQLite's file format, 1.3.1)?"""
    if not is_regular(path):
        return False
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def open_connection(path: Path, *, write: bool, connect: schema.Connector = schema.connect) -> schema.Connection:
    """A connection that can be read from. Where an interrupted write waits to be undone, it is undone first.

    Raises InputError PD401 where the file cannot be opened.
    """
    if there(path) and not is_regular(path):
        raise InputError("PD401", because("store_no_file", file=path))
    with guard(path):
        connection = connect(path, write=write)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if write or not any(path.with_name(path.name + ending).exists() for ending in ("-journal", "-wal")):
                raise
            recovery = connect(path, write=True)
            recovery.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            recovery.close()
            connection = connect(path, write=False)
        except sqlite3.Error:
            connection.close()
            raise
    return connection


class guard:  # noqa: N801 (used as a function; a generator would take three times as long, and it stands everywhere)
    """Turn what the database says into an error with a cure."""

    __slots__ = ("path",)

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            raise _explain(self.path, error) from error


def _explain(path: Path, error: sqlite3.Error) -> PolicydiffError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return OutputError("PD403", because("store_busy", file=path))
    if "full" in text or "I/O" in text or "readonly" in text or "too big" in text:
        return OutputError("PD407", because("store_unwritten", file=path, error=text))
    if "unable to open" in text or "not a database" in text:
        return InputError("PD401", because("store_unopened", file=path, error=text))
    return IntegrityError("PD404", because("store_damaged", file=path, error=text))
