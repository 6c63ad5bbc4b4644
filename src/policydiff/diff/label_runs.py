# SPDX-License-Identifier: Apache-2.0
"""A run of labels that only moved along together is told once: 4–7 become 3–6.

The first label of the run carries the finding, which says from where to where; each other one is set aside as a member
of it, so that every place is still accounted for.
"""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from msgspec import Struct

from policydiff.align.blocks import Block
from policydiff.align.pairing import Pairing
from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.region import Cell
from policydiff.diff.table_order import Reading
from policydiff.diff.table_rows import PairedTables
from policydiff.model import Kind
from policydiff.reasons import because
from policydiff.structure.table import Table, TableRow
from policydiff.vocabulary.numerals import value
from policydiff.vocabulary.patterns import late_pattern

_RUNS: dict[Kind, tuple[str, str]] = {
    "renumbered": ("renumbered_run", "in_renumbered_run"),
    "labels_lost": ("labels_lost_run", "in_labels_lost_run"),
}
"""Kinds of which several in a row are told once: the reason of the first, and that of the others."""
_PARTS = late_pattern(r"\d+")
_EDGES = "、.,:;。"


class Change(Struct, frozen=True, gc=False):
    """A label of both copies in reading order.

    `family` of each copy names the labels that count on with it (None where that copy has none), `told` is what is said
    of it by itself (None where both copies have the same); `depth` is how far in it stands, 0 where numbering goes on
    across the units above it.
    """

    key: int
    family_a: Hashable
    family_b: Hashable
    ordinal_a: str | None
    ordinal_b: str | None
    label_a: str
    label_b: str
    told: Verdict | None
    depth: int = 0


def told_once(changes: Sequence[Change]) -> dict[int, Verdict]:
    """The verdict on each label that differs, by its key."""
    verdicts: dict[int, Verdict] = {}
    for run in _runs(changes):
        first = run[0]
        if first.told is None:
            continue
        if len(run) == 1:
            verdicts[first.key] = first.told
            continue
        args = _from_to(run)
        head, other = _RUNS[first.told.kind]
        verdicts[first.key] = verdict("structure", first.told.kind, because(head, **args))
        member = verdict("format", "in_run", because(other, **args))
        verdicts |= dict.fromkeys([change.key for change in run[1:]], member)
    return verdicts


def with_unit_runs(
    pairings: Sequence[Pairing], cells: Sequence[Cell], tables: PairedTables, texts: tuple[str, str], reading: Reading
) -> list[Cell]:
    """The cells, one for each pairing, with the labels of units that moved along together told once; those of rows
    stand in the column of labels. `texts` are the canonical texts of both copies."""
    if not any(region.verdict.kind in _RUNS for cell in cells for region in cell.regions):
        return list(cells)
    changes: list[Change] = []
    regions: dict[int, int] = {}
    for n in sorted(range(len(pairings)), key=reading.key):
        pairing, cell = pairings[n], cells[n]
        if not (pairing.a and pairing.b) or reading.is_moved(n, pairing.moved):
            continue
        a, b = _labelled(n, pairing, tables, texts)
        if not (a.text or b.text):
            continue
        found = (i for i, region in enumerate(cell.regions) if (region.a0, region.b0) == (a.start, b.start))
        at = next((i for i in found if cell.regions[i].verdict.kind in _RUNS), None)
        told = None if at is None else cell.regions[at].verdict
        if at is not None:
            regions[n] = at
        changes.append(Change(n, a.family, b.family, a.ordinal, b.ordinal, a.text, b.text, told))
    verdicts = told_once(changes)
    return [_relabelled(cell, regions[n], verdicts[n]) if n in verdicts else cell for n, cell in enumerate(cells)]


class _Label(NamedTuple):
    """The label of a unit in one copy: where it begins, what it says, which labels count on with it."""

    start: int
    text: str
    ordinal: str | None
    family: Hashable


def _labelled(n: int, pairing: Pairing, tables: PairedTables, texts: tuple[str, str]) -> tuple[_Label, _Label]:
    if n in tables.rows:
        pair, rows = tables.rows[n]
        return _of_row(pair.a, rows.a, texts[0]), _of_row(pair.b, rows.b, texts[1])
    return _of_block(pairing.a[0]), _of_block(pairing.b[0])


def _of_block(block: Block) -> _Label:
    family = ("unit", block.style) if block.label else None
    return _Label(block.start, block.label or "", block.ordinal, family)


def _of_row(table: Table, row: TableRow, text: str) -> _Label:
    cell = table.cell_of(row, "label") if row.number else None
    if cell is None:
        return _Label(row.start, "", None, None)
    said = text[cell.start : cell.end]
    number = value(said.strip("().、"))
    return _Label(cell.start, said, None if number is None else str(number), ("unit", "row"))


def _relabelled(cell: Cell, at: int, told: Verdict) -> Cell:
    changed = cell.regions[at]._replace(verdict=told)
    return cell._replace(regions=(*cell.regions[:at], changed, *cell.regions[at + 1 :]))


def _runs(changes: Sequence[Change]) -> list[list[Change]]:
    runs: list[list[Change]] = []
    growing: dict[Hashable, list[Change]] = {}
    for change in changes:
        if change.depth:
            growing = {key: run for key, run in growing.items() if run[-1].depth <= change.depth}
        if change.told is None or change.told.kind not in _RUNS:
            growing = {
                key: run
                for key, run in growing.items()
                if run[-1].family_a != change.family_a and run[-1].family_b != change.family_b
            }
            if change.told is not None:
                runs.append([change])
            continue
        key = (change.family_a, change.family_b, change.told.kind)
        run = growing.get(key)
        if run is not None and _goes_on(run[-1], change):
            run.append(change)
        else:
            growing[key] = run = [change]
            runs.append(run)
    return runs


def _goes_on(last: Change, change: Change) -> bool:
    """Does it count on, in every copy that has the label?"""
    return (change.family_a is None or _follows(last.ordinal_a, change.ordinal_a)) and (
        change.family_b is None or _follows(last.ordinal_b, change.ordinal_b)
    )


def _follows(last: str | None, ordinal: str | None) -> bool:
    """Is it the next ordinal: 13 behind 12, 12-1 behind 12, 13 behind 12-2?"""
    if last is None or ordinal is None:
        return False
    before, here = ([int(part) for part in _PARTS.findall(text)] for text in (last, ordinal))
    return here == [*before, 1] or any(here == [*before[:depth], before[depth] + 1] for depth in range(len(before)))


def _from_to(run: Sequence[Change]) -> dict[str, str]:
    """The labels at both ends of the run in each copy that has them."""
    ends_a = [change.label_a.rstrip(_EDGES) for change in (run[0], run[-1])]
    ends_b = [change.label_b.rstrip(_EDGES) for change in (run[0], run[-1])]
    if run[0].family_a is None:
        return {"labels": "–".join(ends_b)}
    if run[0].family_b is None:
        return {"labels": "–".join(ends_a)}
    return {"from": "–".join(ends_a), "to": "–".join(ends_b)}
