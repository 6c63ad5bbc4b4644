# SPDX-License-Identifier: Apache-2.0
"""Opens the file of a store for SQLite, and turns what the database says into errors with a cure."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policydiff.errors import InputError, IntegrityError, OutputError, PolicydiffError
from policydiff.ingest.opening import is_regular, there
from policydiff.provenance import schema

VERIFY = "run «policydiff store verify», which names what is touched, and put a sound copy of the file back"


_MAKE = "check the name; make a store with «policydiff store init STORE»"


def open_connection(path: Path, *, write: bool, connect: schema.Connector = schema.connect) -> schema.Connection:
    """A connection that can be read from. Where an interrupted write waits to be undone, it is undone first.

    Raises InputError PD401 where the file cannot be opened.
    """
    if there(path) and not is_regular(path):
        raise InputError("PD401", f"{path} cannot be opened as a store: it is no file", _MAKE)
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


@contextmanager
def guard(path: Path) -> Iterator[None]:
    """Turn what the database says into an error with a cure."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(path, error) from error


def _explain(path: Path, error: sqlite3.Error) -> PolicydiffError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return OutputError(
            "PD403",
            f"{path}: another program is writing to it",
            "wait until it has ended; nothing of this command was recorded",
        )
    if "full" in text or "I/O" in text or "readonly" in text or "too big" in text:
        cure = "make room on the disk or check its health; the store holds what was acknowledged before"
        return OutputError("PD407", f"{path} cannot be written: {text}", cure)
    if "unable to open" in text or "not a database" in text:
        return InputError("PD401", f"{path} cannot be opened as a store: {text}", _MAKE)
    return IntegrityError("PD404", f"{path} is damaged: {text}", VERIFY)
