# SPDX-License-Identifier: Apache-2.0
"""What changed between one copy and the next: a recorded comparison where there is one, else one that is made now. What
was not read or is not there is never called equal: that nothing was compared is said, with the reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Literal

from policydiff.copies import on_copies
from policydiff.errors import InputError, Said
from policydiff.ingest.limits import Limits
from policydiff.ingest.tools import Tools
from policydiff.model import CLASSES, Comparison
from policydiff.options import Options
from policydiff.pipeline import Prepared, compare_prepared
from policydiff.provenance.adding import stored_copy
from policydiff.provenance.entry import Entry
from policydiff.provenance.listing import Row
from policydiff.provenance.recorded import number, text
from policydiff.provenance.store import Store
from policydiff.reasons import because

How = Literal["same_bytes", "recorded", "compared", "not_compared"]
"""How a change is known."""
_TRIED = 3
"""Earlier copies that are tried where the one before cannot be compared."""


@dataclass(frozen=True, slots=True)
class Change:
    """What lies between two copies: how that is known, and the result in short. `entry` is the recorded comparison;
    `why` is what kept the copies from being compared, with the error's `code`."""

    a: int
    b: int
    how: How
    verdict: str = ""
    relation: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    entry: int | None = None
    why: Said = ""
    code: str = ""


def changes(
    store: Store, copies: Sequence[Row], recorded: Iterable[Entry], *, compare: bool, limits: Limits, tools: Tools
) -> Iterator[Change]:
    """The change between each copy and the next one; behind copies that could not be compared, also the one from the
    last copy before them that could, so that no change is hidden by them."""
    known = {frozenset((number(entry, "a"), number(entry, "b"))): entry for entry in recorded}  # the latest stays
    made = _Made(store, limits, tools)
    behind: list[Row] = []
    for a, b in pairwise(copies):
        change = _change(a, b, known, made if compare else None)
        yield change
        if change.how != "not_compared":
            behind = []
        elif b.text == "observed":
            tried = (_change(one, b, known, made if compare else None) for one in reversed(behind[-_TRIED:]))
            yield from islice((one for one in tried if one.how != "not_compared"), 1)
        if a.text == "observed":
            behind.append(a)


def _change(a: Row, b: Row, known: Mapping[frozenset[int], Entry], made: "_Made | None") -> Change:
    entry = known.get(frozenset((a.entry, b.entry)))
    if a.sha256 == b.sha256:
        return Change(a.entry, b.entry, "same_bytes")
    if entry is not None:
        return _of_entry(a, b, entry)
    if made is None:
        return Change(a.entry, b.entry, "not_compared", why=because("none_recorded"))
    return made.change(a, b)


def _of_entry(a: Row, b: Row, entry: Entry) -> Change:
    told = entry.data.get("counts")
    counts = told if isinstance(told, dict) else {}
    return Change(
        a.entry, b.entry, "recorded", text(entry, "verdict"), text(entry, "relation"), _counted(counts), entry.seq
    )


def _counted(counts: object) -> dict[str, int]:
    told = counts if isinstance(counts, dict) else {}
    return {key: told[key] for key in CLASSES if isinstance(told.get(key), int) and told[key] > 0}


class _Made:
    """Comparisons made now; the last copy that was read is kept, since the next pair begins with it."""

    def __init__(self, store: Store, limits: Limits, tools: Tools) -> None:
        self._store, self._limits, self._tools = store, limits, tools
        self._last: tuple[int, Prepared] | None = None

    def change(self, a: Row, b: Row) -> Change:
        """What comparing two copies shows."""
        try:
            first, second = self._read(a), self._read(b)
            witnesses = (first.witness, second.witness)
            made = on_copies(lambda: compare_prepared(first, second, Options(brief=True)), witnesses, self._limits)
        except InputError as error:
            return Change(a.entry, b.entry, "not_compared", why=error.said, code=error.code)
        return Change(a.entry, b.entry, "compared", made.verdict, made.relation.kind, _told(made))

    def _read(self, row: Row) -> Prepared:
        if self._last is None or self._last[0] != row.entry:
            entry = self._store.proven(row.entry)
            self._last = row.entry, stored_copy(self._store, entry, (), self._limits, self._tools)
        return self._last[1]


def _told(made: Comparison) -> dict[str, int]:
    return _counted(made.counts)
