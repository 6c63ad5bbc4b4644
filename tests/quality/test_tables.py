# SPDX-License-Identifier: Apache-2.0
"""Tables with one known edit, in the formats in which offices send them: what is told, where, and nothing else."""

from itertools import combinations

import pytest
from seeded_tables import SHAPES, TableCase, Told, cases
from table_files import FORMATS

from policydiff import compare
from policydiff.ingest.read import read
from policydiff.model import TELLING, Comparison, Difference

SHARE = 2
"""Every so many cases of the generator are looked at, other ones in each format."""
SAME = [case for case in cases(2) if case.name.endswith(":same")]


def _compared(case: TableCase, a: str, b: str) -> Comparison:
    return compare(read(FORMATS[a](case.a), name="a"), read(FORMATS[b](case.b), name="b"))


def _fits(found: Difference, told: Told, comparison: Comparison) -> bool:
    """Is this what was to be told, in the row and under the header?"""
    unit = comparison.units[found.unit or 0]
    in_row = told.row is None or any(told.row in ref.title for ref in (*unit.a, *unit.b))
    place = found.table
    in_column = told.column is None or (place is not None and told.column in (place.column_a, place.column_b))
    return found.kind in told.kinds and in_row and in_column


@pytest.mark.parametrize("name", ["docx", "page", "tabs"])
def test_an_edit_is_told_in_its_row_and_column_and_nothing_else(name: str) -> None:
    """A row, a cell or a column removed, added, moved or changed is told once, as what it is, where it is."""
    at = sorted(FORMATS).index(name)
    wrong = []
    for case in cases(seed=at)[at % SHARE :: SHARE]:
        found = _compared(case, name, name)
        left = [d for d in found.differences if d.class_ in TELLING]
        missing = []
        for told in case.told:
            hit = next((d for d in left if _fits(d, told, found)), None)
            if hit is None:
                missing.append(told)
            else:
                left.remove(hit)
        if missing or left:
            wrong.append((case.name, missing, [(d.kind, d.a.text, d.b.text, d.table) for d in left]))

    assert wrong == []


@pytest.mark.parametrize("number", range(len(SHAPES)), ids=[shape.__name__ for shape in SHAPES])
def test_the_same_table_is_equivalent_in_any_two_formats(number: int) -> None:
    """Whatever the program: the same rows, columns and merged cells are no difference."""
    case = SAME[number]
    pairs = list(combinations(FORMATS, 2))[number % 3 :: 3]

    verdicts = {(a, b): _compared(case, a, b).verdict for a, b in pairs}

    assert {pair: said for pair, said in verdicts.items() if said not in ("identical", "equivalent")} == {}
