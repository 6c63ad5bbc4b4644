# SPDX-License-Identifier: Apache-2.0
"""From places in the table to variations, passages and moves as a reader sees them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from policydiff.align.blocks import Block as Unit
from policydiff.align.blocks import blocks
from policydiff.diff.raw import Verdict, verdict
from policydiff.lineage.judging import Judged, Judges, gravest, turned
from policydiff.lineage.places import Columns, Lacuna, Rows, Stretch, Survey
from policydiff.lineage.result import Move, Passage, Reading, Relation, Variation
from policydiff.lineage.table import Table
from policydiff.lineage.tokens import Tokens
from policydiff.model import CLASSES
from policydiff.reasons import say
from policydiff.show.visible import abbreviate

UNEXPLAINED = verdict("substantive", "text")
_CONTEXT = 12
"""Source characters of the content that are shown on each side of a place."""


_NAME = 40
"""Characters beyond which a unit's name is cut: a paragraph without a heading is named by its first words."""


class Units:
    """The unit that a column belongs to, named as the leading copy names it where it has the unit, else as the copy
    that the column was made from."""

    def __init__(self, copies: Sequence[Tokens], table: Table, lead: int) -> None:
        self._lead, self._led = lead, np.flatnonzero(table.cells[lead] >= 0)
        self._cells = table.cells[lead]
        self._units: list[tuple[Unit, ...]] = [blocks(copy.copy.notice) for copy in copies]
        self._starts = [[unit.start for unit in units] for units in self._units]
        self._owners, self._tokens = table.owners.tolist(), table.tokens.tolist()

    def name(self, column: int) -> str:
        """Label and title of the unit at a column; empty for text before the first."""
        at = min(column, len(self._owners) - 1)
        unit = self._unit(self._owners[at], self._tokens[at])
        place = int(np.searchsorted(self._led, at, side="right"))
        for near in self._led[max(0, place - 1) : place + 1].tolist():  # what it has at or before the column, or after
            if self._unit(self._owners[near], self._tokens[near]) == unit:
                return self.of(self._lead, int(self._cells[near]))
        return self.of(self._owners[at], self._tokens[at])

    def _unit(self, copy: int, token: int) -> tuple[int, int]:
        """A copy, and the place among its units of the one that holds a token."""
        return copy, bisect_right(self._starts[copy], token // 2)

    def of(self, copy: int, token: int) -> str:
        """Label and title of the unit that holds a copy's token."""
        at = bisect_right(self._starts[copy], token // 2) - 1
        if at < 0:
            return ""
        unit = self._units[copy][at]
        return abbreviate(" ".join(part for part in (unit.label or "", unit.title) if part), _NAME)


class Writer:
    """Makes variations, passages and moves; `sigla` name the copies, units are named as the copy `lead` has them."""

    def __init__(
        self, copies: Sequence[Tokens], table: Table, found: Survey, sigla: Sequence[str], lead: int = 0
    ) -> None:
        self.copies, self.table, self.found, self.sigla = copies, table, found, sigla
        self.rows = Rows(copies, table)
        self.judged = Judged(copies, table, found.places)
        self.judges = Judges(copies)
        self.units = Units(copies, table, lead)
        cuts = np.flatnonzero((np.diff(table.owners) != 0) | (np.diff(table.tokens) != 1)) + 1
        self._cuts: list[int] = [0, *cuts.tolist(), table.width]
        self._gaps: list[bool] = (table.tokens % 2 == 0).tolist()
        self._sources = [copy.canonical.source for copy in copies]
        self._ids: Counter[str] = Counter()
        self._lacunae = [lacuna.columns.start for lacuna in found.lacunae]
        self._tokens, self._spans = self.rows.stretches(found.places)
        self.stretches: dict[Columns, dict[int, Stretch]] = {}
        """For each place that varies, the tokens of each copy that has the passage."""

    def is_gap(self, column: int) -> bool:
        """Does a column hold what stands between two kept characters?"""
        return self._gaps[column]

    def text(self, start: int, end: int) -> str:
        """The text of the columns from `start` to `end`, each as the copy that it was made from has it."""
        table, pieces = self.table, []
        for n in range(bisect_right(self._cuts, start) - 1, bisect_left(self._cuts, end)):
            first, last = max(start, self._cuts[n]), min(end, self._cuts[n + 1])
            token = int(table.tokens[first])
            pieces.append(self.copies[table.owners[first]].text(token, token + last - first))
        return "".join(pieces)

    def missing(self, place: Columns) -> frozenset[int]:
        """Copies that lack the whole passage around a place."""
        at = bisect_right(self._lacunae, place.start) - 1
        if at < 0 or self.found.lacunae[at].columns.end < place.end:
            return frozenset()
        return self.found.lacunae[at].absent

    def _groups(self, spans: Sequence[Stretch], missing: frozenset[int]) -> list[tuple[str, list[int]]]:
        """The readings of a place in the order of the first copy that has each."""
        found: dict[str, list[int]] = {}
        for w, (start, end) in enumerate(spans):
            if w not in missing:
                found.setdefault(self._sources[w][start:end], []).append(w)
        return list(found.items())

    def variation(self, index: int, place: Columns) -> Variation | None:
        """The variation at a place, or None where the copies that have it agree."""
        missing = self.missing(place)
        groups = self._groups(self._spans[index], missing)
        if len(groups) < 2:
            return None
        self.stretches[place] = {w: stretch for w, stretch in enumerate(self._tokens[index]) if w not in missing}
        relations = self._relations(index, place, groups)
        worst = relations[0] if len(relations) == 1 else min(relations, key=_gravity)
        before, after = self._around(place)
        texts = tuple(text for text, _ in groups)
        name = blake2b(
            "\x1f".join((worst.kind, before, after, *sorted(texts))).encode("utf-8", "surrogatepass"), digest_size=6
        ).hexdigest()
        self._ids[name] += 1
        sigla, spans = self.sigla, self._spans[index]
        return Variation(
            id=name if self._ids[name] == 1 else f"{name}-{self._ids[name]}",
            number=0,
            class_=worst.class_,
            kind=worst.kind,
            severity=worst.severity,
            unit=self.units.name(place.start),
            before=before,
            after=after,
            readings=tuple([Reading(text, tuple([sigla[w] for w in members])) for text, members in groups]),
            relations=relations,
            spans={sigla[w]: spans[w] for _, members in groups for w in members},
            missing=tuple([sigla[w] for w in sorted(missing)]),
        )

    def _around(self, place: Columns) -> tuple[str, str]:
        before = self.text(max(0, place.start - 4 * _CONTEXT), place.start)
        after = self.text(place.end, min(place.end + 4 * _CONTEXT, self.table.width))
        return before[-_CONTEXT:], after[:_CONTEXT]

    def _relations(self, index: int, place: Columns, groups: Sequence[tuple[str, list[int]]]) -> tuple[Relation, ...]:
        pivot, found = self.table.pivot, self.judged.at(index)
        out = []
        for a, (_, here) in enumerate(groups):
            for b, (_, there) in enumerate(groups[a + 1 :], a + 1):
                if pivot in here:
                    verdicts = found.get(there[0], [])
                elif pivot in there:
                    verdicts = [turned(v) for v in found.get(here[0], ())]
                else:
                    verdicts = [
                        v for _, members in groups for w in members for v in found.get(w, ()) if v.class_ == "page"
                    ]
                if not verdicts:
                    in_units = any(
                        v.kind == "responsible_unit" for _, members in groups for v in found.get(members[0], ())
                    )
                    verdicts = self._judge(here[0], there[0], place, in_units)
                out.append(_relation(a, b, verdicts))
        return tuple(out)

    def _judge(self, x: int, y: int, place: Columns, in_units: bool) -> list[Verdict]:
        tx, ty = self.stretches[place][x], self.stretches[place][y]
        found = self.judges.judge(x, tx, y, ty, in_units)
        return found or [UNEXPLAINED]

    def passage(self, lacuna: Lacuna, items: tuple[int, int]) -> Passage:
        """What a lacuna's copies lack, as the first of the others has it."""
        present = [w for w in range(len(self.copies)) if w not in lacuna.absent and self.rows.text(w, lacuna.columns)]
        text = self.rows.text(present[0], lacuna.columns) if present else ""
        verdicts = [
            v
            for w in sorted({*lacuna.absent, *present})
            for v in self.judged.within(w, lacuna.columns)
            if v.class_ in ("substantive", "page")
        ]
        worst = gravest(verdicts) if verdicts else UNEXPLAINED
        kind = (
            "truncated"
            if lacuna.cut and worst.class_ != "page"
            else "unit_removed"
            if worst.kind == "unit_added"
            else worst.kind
        )
        return Passage(
            number=0,
            class_=worst.class_,
            kind=kind,
            severity="high" if kind == "truncated" else worst.severity,
            unit=self.units.name(lacuna.columns.start),
            present=tuple(self.sigla[w] for w in present),
            absent=tuple(self.sigla[w] for w in sorted(lacuna.absent)),
            length=len(text),
            text=text,
            items=items,
            spans={self.sigla[w]: self.rows.span(w, lacuna.columns) for w in present},
            cut=lacuna.cut,
        )

    def moves(self, segment_of: dict[int, int]) -> tuple[Move, ...]:
        """Units that stand elsewhere, one for all copies that have the same columns elsewhere."""
        found: dict[Columns, list[tuple[int, int, int]]] = {}
        for moved in self.table.moved:
            area = moved.area
            found.setdefault(Columns(area.c0, area.c1), []).append(
                (moved.copy, *self.copies[moved.copy].span(area.t0, area.t1))
            )
        return tuple(
            Move(
                self.units.name(columns.start + 1),
                tuple(self.sigla[w] for w, _, _ in members),
                segment_of[columns.start],
                {self.sigla[w]: (start, end) for w, start, end in members},
            )
            for columns, members in sorted(found.items())
        )


def _gravity(relation: Relation) -> tuple[int, int, str]:
    return CLASSES.index(relation.class_), ("high", "normal", "low", None).index(relation.severity), relation.kind


def _relation(a: int, b: int, verdicts: Sequence[Verdict]) -> Relation:
    worst = gravest(verdicts)
    classes = (
        (worst.class_,)
        if len(verdicts) == 1
        else tuple(name for name in CLASSES if any(v.class_ == name for v in verdicts))
    )
    return Relation(
        a,
        b,
        worst.class_,
        worst.kind,
        worst.severity,
        say(worst.reason),
        worst.suggestion,
        worst.side,
        worst.reason,
        classes,
    )
