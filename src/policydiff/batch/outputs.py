# SPDX-License-Identifier: Apache-2.0
"""What a run says of each pair: a line of results.jsonl, a row of summary.csv."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from policydiff.batch.baseline import Baseline, Change, change
from policydiff.batch.failure import Failure
from policydiff.batch.ledger import Done
from policydiff.batch.manifest import Pair
from policydiff.batch.row import Row
from policydiff.model import CLASSES
from policydiff.show.guarding import guard

_ROW = msgspec.json.Decoder(Row).decode
_FAILURE = msgspec.json.Decoder(Failure).decode


@dataclass(frozen=True, slots=True)
class Entry:
    """One pair as the tables show it."""

    pair: Pair
    row: Row | None
    failure: Failure | None
    report: str | None
    changed: Change | None


def entry(done: Done, pairs: Sequence[Pair], baseline: Baseline | None) -> Entry:
    """What the ledger has of a pair, with what changed since the baseline."""
    pair = pairs[done.number]
    row = _ROW(done.row) if done.row is not None else None
    failure = _FAILURE(done.failure) if done.failure is not None else None
    changed = change(row, *baseline.of(pair.id, (pair.a, pair.b))) if row is not None and baseline is not None else None
    return Entry(pair, row, failure, done.report, changed)


def line(found: Entry, comparison: bytes | None) -> bytes:
    """One line of results.jsonl."""
    pair = found.pair
    head: dict[str, object] = {"id": pair.id, "a": pair.a, "b": pair.b}
    if pair.columns:
        head["columns"] = pair.columns
    if found.changed is not None:
        head["since"] = {"new": found.changed.new, "still": found.changed.still, "gone": found.changed.gone}
    said = msgspec.json.encode(head)[:-1]
    if comparison is not None:
        return b'%b,"comparison":%b}\n' % (said, comparison)
    failure = found.failure and {"code": found.failure.code, "message": found.failure.message}
    return b'%b,"error":%b}\n' % (said, msgspec.json.encode(failure))


class Table:
    """summary.csv: a row a pair, the user's own columns last; a byte order mark is for spreadsheets."""

    def __init__(self, file: BinaryIO, columns: Sequence[str], *, since: bool) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._text)
        self._columns = columns
        self._since = since
        own = ["new", "still", "gone"] if since else []
        copies = ["errata_a", "errata_b", "complete_a", "complete_b"]
        self._rows.writerow(
            [
                "id",
                "a",
                "b",
                "verdict",
                "relation",
                "level",
                "high",
                *CLASSES,
                *copies,
                *own,
                "error",
                "report",
                "title",
                *map(_cell, columns),
            ]
        )

    def add(self, found: Entry) -> None:
        """The row of one pair."""
        own = (found.pair.columns.get(name, "") for name in self._columns)
        self._rows.writerow([_cell(value) for value in (*_values(found, since=self._since), *own)])

    def end(self) -> None:
        """Hand all that was written to the file."""
        self._text.flush()
        self._text.detach()


def _values(found: Entry, *, since: bool) -> list[object]:
    pair, row = found.pair, found.row
    changed = (
        []
        if not since
        else ["", "", ""]
        if found.changed is None
        else [found.changed.new, found.changed.still, found.changed.gone]
    )
    report = found.report or ""
    if row is None:
        error = f"{found.failure.code}: {found.failure.message}" if found.failure else ""
        return [pair.id, pair.a, pair.b, "error", *[""] * (7 + len(CLASSES)), *changed, error, report, ""]
    complete = ["yes" if whole else "no" for whole in row.complete]
    counts = [row.counts.get(name, 0) for name in CLASSES]
    return [
        pair.id,
        pair.a,
        pair.b,
        row.verdict,
        row.relation,
        row.level,
        row.high,
        *counts,
        *row.errata,
        *complete,
        *changed,
        "",
        report,
        row.title,
    ]


def _cell(value: object) -> object:
    return guard(value) if isinstance(value, str) else value
