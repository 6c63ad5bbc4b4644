# SPDX-License-Identifier: Apache-2.0
"""Tables of tasks with an edit of a row, a cell or a column, in the formats in which offices send them."""

import random
from collections.abc import Iterator

import bench.helpers  # noqa: F401 (puts the makers of the tests on the path)
from bench.accuracy.judge import SOFT, said_of
from bench.accuracy.tally import Outcome
from policydiff import compare
from policydiff.ingest.read import read
from policydiff.model import TELLING, Comparison, Difference


def tabled(seed: str) -> Iterator[Outcome]:
    """What is told of each shape of table with each edit that it can have, each in two formats."""
    import seeded_tables
    from table_files import FORMATS

    for case in seeded_tables.cases(seed):
        names = random.Random(f"{seed} {case.name}").choices(sorted(FORMATS), k=2)
        copies = [read(FORMATS[name](sheet), name=name) for name, sheet in zip(names, (case.a, case.b), strict=True)]
        found = compare(*copies)
        left = [difference for difference in found.differences if difference.class_ in TELLING]
        seen = placed = named = 0
        missed = []
        for told in case.told:
            where = [d for d in left if _there(d, told.row, told.column, found)]
            right = [d for d in where if d.kind in told.kinds]
            best = (right or where or [d for d in left if d.kind in told.kinds])[:1]
            seen, placed, named = seen + bool(best), placed + bool(where), named + bool(right)
            missed += [] if right else [f"{case.name} {names}: {told}"]
            left = [d for d in left if d not in best]
        characters = sum(len(copy.text) for copy in copies) // 2
        edit = f"table: {case.name.partition(':')[2].replace('_', ' ')}"
        of, count = tuple(f"table as {name}" for name in dict.fromkeys(names)), len(case.told)
        hidden = count if found.verdict in ("identical", "equivalent") else 0
        yield Outcome(
            edit,
            of,
            characters,
            count,
            seen,
            placed,
            hidden,
            count,
            named,
            tuple(said_of(d) for d in left if d.class_ not in SOFT),
            tuple(said_of(d) for d in left if d.class_ in SOFT),
            tuple(missed),
        )


def _there(found: Difference, row: str | None, column: str | None, comparison: Comparison) -> bool:
    """Does it stand in the row of that title, under that header? Either may not matter."""
    unit = comparison.units[found.unit or 0]
    in_row = row is None or any(row in ref.title for ref in (*unit.a, *unit.b))
    return in_row and (
        column is None or (found.table is not None and column in (found.table.column_a, found.table.column_b))
    )
