# SPDX-License-Identifier: Apache-2.0
"""Whole results of seeded pairs as before: a change of any judgement shows here as a change of lines, to be read before
it is taken (pytest --snapshot-update)."""

from collections.abc import Callable, Iterator
from itertools import islice

import laws
import pytest
import seeded
import seeded_tables
import table_files
from orders import orders
from syrupy.assertion import SnapshotAssertion
from told import lines

from policydiff import compare
from policydiff.ingest.read import read
from policydiff.model import Witness

Pair = tuple[str, str | Witness, str | Witness]
_SEED = 77


def _edited() -> Iterator[Pair]:
    for name, text in seeded.notices().items():
        yield from ((f"{c.name} {c.edit} {'/'.join(c.noise)}", c.a, c.b) for c in seeded.planted(name, text, 16, _SEED))


def _reordered() -> Iterator[Pair]:
    yield from ((f"{case.name} {'/'.join(case.noise)}", case.a, case.b) for case in orders(_SEED, 30))


def _of_laws() -> Iterator[Pair]:
    for kept in (False, True):
        made = laws.versions(kept=kept)
        yield f"numbers {'kept' if kept else 'anew'}", made.old, made.new
        noise = seeded.converted("s2tw", made.new)
        yield f"numbers {'kept' if kept else 'anew'}, traditional", made.old, noise


def _of_tables() -> Iterator[Pair]:
    for n, case in enumerate(islice(seeded_tables.cases(_SEED), 0, None, 3)):
        a, b = (sorted(table_files.FORMATS)[(n + k) % len(table_files.FORMATS)] for k in (0, 1))
        copies = (read(table_files.FORMATS[a](case.a), name="a"), read(table_files.FORMATS[b](case.b), name="b"))
        yield f"{case.name} {a}/{b}", *copies


SOURCES: dict[str, Callable[[], Iterator[Pair]]] = {
    "edits": _edited,
    "orders": _reordered,
    "laws": _of_laws,
    "tables": _of_tables,
}


@pytest.mark.parametrize("source", SOURCES)
def test_results_are_as_before(source: str, snapshot: SnapshotAssertion) -> None:
    """What seeded pairs are told to be: edits under noise, orders, versions of a law, tables in two formats."""
    told = [line for name, a, b in SOURCES[source]() for line in (f"# {name}", *lines(compare(a, b)))]

    assert "\n".join(told) == snapshot
