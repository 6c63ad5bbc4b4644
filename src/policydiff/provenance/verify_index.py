# SPDX-License-Identifier: Apache-2.0
"""Whether the tables that look-ups use say what the log says: every row follows from an entry, and none is missing."""

import sqlite3
from collections.abc import Iterator, Sequence

from policydiff.provenance import schema
from policydiff.provenance.entry import Entry
from policydiff.provenance.index import links
from policydiff.provenance.inquiry import Inquiry
from policydiff.provenance.trouble import ranges
from policydiff.provenance.verify_reading import singly
from policydiff.reasons import because

_COLUMNS = "seq, sha256, canonical, name, title, doc_number"


class Indexed:
    """The index of copies, read along with the log."""

    def __init__(self, inquiry: Inquiry, connection: schema.Connection) -> None:
        self._inquiry = inquiry
        self._rows: Iterator[tuple[object, ...]] = iter(())
        self._next: tuple[object, ...] | None = None
        self._wrong: list[int] = []
        self._extra = 0
        try:
            self._rows = iter(connection.execute(f"SELECT {_COLUMNS} FROM index_copy ORDER BY seq"))  # noqa: S608  # own words
            self._advance()
        except sqlite3.Error:
            self._next = None

    def entry(self, entry: Entry, expected: Sequence[object] | None) -> None:
        """Look at what the index says of one entry; `expected` is what it should say of a copy."""
        self._links(entry)
        if expected is None:
            return
        self._pass_over(entry.seq)
        if self._next is not None and self._next[0] == entry.seq:
            if self._next != expected:
                self._wrong.append(entry.seq)
            self._advance()
        else:
            self._wrong.append(entry.seq)

    def blank(self, place: int) -> None:
        """An entry that was taken out has no row."""
        self._pass_over(place + 1)

    def finish(self) -> None:
        """Say what was found."""
        self._pass_over(None)
        if self._wrong or self._extra:
            which = ranges(sorted(set(self._wrong)))
            self._inquiry.say("index", because("index_copies", n=self._extra, which=which or "–"), self._wrong)

    def _links(self, entry: Entry) -> None:
        self._inquiry.links += ((target, seq, kind) for seq, target, kind in links(entry))

    def _pass_over(self, until: int | None) -> None:
        """Rows of no copy, up to an entry."""
        while self._next is not None and (until is None or not isinstance(self._next[0], int) or self._next[0] < until):
            self._extra += 1
            self._advance()

    def _advance(self) -> None:
        try:
            self._next = next(self._rows, None)
        except sqlite3.Error:
            self._next = None


def check_links(inquiry: Inquiry, connection: schema.Connection) -> None:
    """The index of what speaks of what, and of what was taken out by law."""
    expected = sorted(set(inquiry.links))
    stored = singly(connection, "SELECT target, seq, kind FROM index_link ORDER BY target, seq, kind", ())
    if stored != expected:
        wrong = set(stored) ^ set(expected)
        seqs = sorted({row[1] for row in wrong if isinstance(row[1], int)})
        inquiry.say("index", because("index_links", n=len(wrong), which=ranges(seqs)), seqs[:1000])
    if schema.layout_of(connection) > 1:
        gone = {row[0] for row in singly(connection, "SELECT hash FROM gone", ())}
        if gone != inquiry.gone:
            inquiry.say("index", because("index_gone", n=len(gone ^ inquiry.gone)))
    inquiry.checked["index rows"] = len(expected) + len(inquiry.names)
