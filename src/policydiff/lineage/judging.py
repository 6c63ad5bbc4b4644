# SPDX-License-Identifier: Apache-2.0
"""What the rules of a pair comparison say of two readings of one place.

A place at which one of the two copies is the pivot was judged when that pair was compared. Two readings
that both differ from the pivot's are judged here, by the same rules.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from policydiff.diff.edits import edits
from policydiff.diff.gaps import GapMap, compare_gaps
from policydiff.diff.judge import Chain, Context, CopyText
from policydiff.diff.places import Places, Run, worded
from policydiff.diff.raw import Raw, Verdict
from policydiff.diff.tokens import readable
from policydiff.diff.values import whole_values
from policydiff.lineage.places import Columns
from policydiff.lineage.table import Table, raws_of
from policydiff.lineage.tokens import Numbers, Tokens
from policydiff.model import CLASSES, OTHER_SIDE, TELLING
from policydiff.reasons import say
from policydiff.script.judge import Judge

_RANK = {name: n for n, name in enumerate(CLASSES)}
_SEVERITY = {"high": 0, "normal": 1, "low": 2, None: 3}


def gravest(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict that tells most."""
    if len(verdicts) == 1:
        return verdicts[0]
    return min(verdicts, key=lambda v: (_RANK[v.class_], _SEVERITY[v.severity], v.kind, say(v.reason)))


def turned(verdict: Verdict) -> Verdict:
    """The verdict on the same two readings in the other order."""
    return verdict if verdict.side is None else verdict._replace(side=OTHER_SIDE[verdict.side])


class Judged:
    """The differences of each copy from the pivot by place, as the pair comparisons found them."""

    def __init__(self, copies: Sequence[Tokens], table: Table, places: Sequence[Columns]) -> None:
        self.copies, self.table, self.places = copies, table, places
        self._starts, self._ends = np.array([p.start for p in places]), np.array([p.end for p in places])
        self.columns = [_columns(table, w, len(copy)) for w, copy in enumerate(copies)]
        self._found: list[dict[int, list[Verdict]]] = [{} for _ in places]
        self._spans: list[tuple[Numbers, Numbers, list[Raw]]] = []
        for w in range(len(copies)):
            self._place(w)

    def _place(self, w: int) -> None:
        raws = [raw for raw in raws_of(self.table, w) if raw.verdict.kind != "moved"]
        pivot = self.table.pivot
        touched = np.concatenate(
            [
                self._touched(pivot, [(raw.a0, raw.a1) for raw in raws]),
                self._touched(w, [(raw.b0, raw.b1) for raw in raws]),
            ]
        )
        starts, ends = np.where(touched < 0, self.table.width, touched).min(axis=0), touched.max(axis=0) + 1
        lows, highs = (
            np.searchsorted(self._ends, starts, "right").tolist(),
            np.searchsorted(self._starts, ends, "left").tolist(),
        )
        self._spans.append((starts, ends, raws))
        for raw, low, high in zip(raws, lows, highs, strict=True):
            for n in range(low, high):
                self._found[n].setdefault(w, []).append(raw.verdict)

    def _touched(self, w: int, spans: Sequence[tuple[int, int]]) -> Numbers:
        """The columns of the first and of the last token of source spans, as two rows; -1 of empty spans."""
        starts, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
        held = starts < ends
        tokens = np.searchsorted(self.copies[w].starts, np.where(held, [starts, ends - 1], 0), "right") - 1
        return np.where(held, self.columns[w][tokens], -1)

    def at(self, place: int) -> dict[int, list[Verdict]]:
        """The verdicts on a place by copy, the pivot's reading first; copies without a difference are not named."""
        return self._found[place]

    def within(self, copy: int, columns: Columns) -> list[Verdict]:
        """The verdicts on differences that cover most of the columns, the pivot's side first: one alone, or lines of
        the page together with nothing that tells among them."""
        most = (columns.end - columns.start) / 2
        starts, ends, raws = self._spans[copy]
        shared = np.minimum(ends, columns.end) - np.maximum(starts, columns.start)
        alone = [raws[n].verdict for n in np.flatnonzero(shared >= most).tolist()]
        if alone:
            return alone
        touched = np.flatnonzero(shared > 0).tolist()
        page = [n for n in touched if raws[n].verdict.class_ == "page"]
        told = any(raws[n].verdict.class_ in TELLING for n in touched)
        return [raws[n].verdict for n in page] if not told and int(shared[page].sum()) >= most else []


def _columns(table: Table, w: int, count: int) -> Numbers:
    """The column of each token of a copy."""
    found = np.zeros(count, dtype=np.int64)
    row = table.cells[w]
    held = np.flatnonzero(row >= 0)
    found[row[held]] = held
    for block in table.wholes[w]:
        found[block.t0 : block.t1] = block.c0
    return found


class Judges:
    """Judges readings of any two copies; what depends on a pair or a copy alone is made once."""

    def __init__(self, copies: Sequence[Tokens]) -> None:
        self.copies = copies
        self._gaps = cache(lambda w: GapMap(copies[w].canonical))
        self._places = cache(self._make)

    def _make(self, x: int, y: int) -> Places:
        one, other = self.copies[x].copy, self.copies[y].copy
        texts = one.canonical.text, other.canonical.text
        judge = Judge(one.plain, other.plain, one.script, other.script, folded=texts)
        return Places(one.canonical, other.canonical, judge, same_bytes=one.digest == other.digest)

    def judge(self, x: int, tx: tuple[int, int], y: int, ty: tuple[int, int], in_units: bool) -> list[Verdict]:
        """All verdicts on tokens `tx` of copy `x` against `ty` of copy `y`."""
        one, other = self.copies[x], self.copies[y]
        i, j = tx[0] // 2, ty[0] // 2
        a, b = one.canonical.text[i : tx[1] // 2], other.canonical.text[j : ty[1] // 2]
        if a == b:
            found = [raw.verdict for raw in self._places(x, y).judge([Run(i, j, len(a), 0)])] if a else []
            return found + list(self._between(x, tx, y, ty))
        chain, context = self._chain(x, y), Context(in_units=in_units)
        apart = whole_values(a, b, readable(a, b, edits(a, b)))
        return [region.verdict for edit in apart for region in chain.judge(edit, i, j, context)]

    def _between(self, x: int, tx: tuple[int, int], y: int, ty: tuple[int, int]) -> Iterator[Verdict]:
        gaps_x, gaps_y = self._gaps(x), self._gaps(y)
        for n in range(max(tx[1] - tx[0], ty[1] - ty[0], 1) // 2 + 1):
            here = self._gap(x, tx, n)
            there = self._gap(y, ty, n)
            if here[0] < here[1] or there[0] < there[1]:
                for *_, verdict in compare_gaps(gaps_x.tokens(*here), gaps_y.tokens(*there), here[1], there[1]):
                    yield verdict

    def _gap(self, w: int, span: tuple[int, int], n: int) -> tuple[int, int]:
        token = 2 * (span[0] // 2 + n)
        return self.copies[w].span(token, token + 1) if span[0] <= token < span[1] else (0, 0)

    def _chain(self, x: int, y: int) -> Chain:
        one, other = self.copies[x], self.copies[y]
        return Chain(
            CopyText(one.canonical, one.copy.plain, one.copy.script.form),
            CopyText(other.canonical, other.copy.plain, other.copy.script.form),
            worded,
        )
