# SPDX-License-Identifier: Apache-2.0
"""Where a difference stands, in words a person finds it by: 附件2 第3行, 17.聚力发展现代服务业 第2句, 第2页."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from policydiff.model import Comparison, Difference, Place, Side, UnitRef
from policydiff.report.sources import Sources
from policydiff.report.wording import in_list, where
from policydiff.show.i18n import Catalogue
from policydiff.show.visible import abbreviate, plain

_ENDS = re.compile("[。！？!?]")
_NO_SENTENCE = frozenset({"unit_added", "unit_removed", "moved", "split", "merged"})
"""Kinds that are of a whole unit."""


class Whereabouts:
    """The places of one comparison in words."""

    def __init__(self, comparison: Comparison, texts: Sources, names: Sequence[str], words: Catalogue) -> None:
        self._comparison = comparison
        self._texts = texts
        self._names = names
        self._words = words
        self._pages: dict[Side, Sequence[int]] = {"a": comparison.a.pages, "b": comparison.b.pages}
        self._attachments = {
            ref.id: plain(abbreviate((ref.label or ref.title).strip(" ：:"), 12))
            for pair in comparison.units
            if pair.kind == "attachment"
            for ref in (*pair.a, *pair.b)
        }
        self._ordered: dict[Side, list[tuple[int, int]]] = {}
        self._ends: dict[Side, list[int]] = {}

    def of(self, found: Difference, row: int) -> str:
        """The attachment, the unit with its title or the row with its column, the sentence, the page."""
        if not self._names:
            return self._page(found)
        unit = where(found, self._names, self._words) if row == found.unit else self._names[row]
        said = [self._attachment(row), unit, self._sentence(found, row), self._page(found)]
        return " · ".join(dict.fromkeys(part for part in said if part))

    def after(self, row: int, side: Side) -> str:
        """Which unit stands before this one in a copy: where a unit moved from and to."""
        if side not in self._ordered:
            self._ordered[side] = sorted(
                (ref.start, index) for index, pair in enumerate(self._comparison.units) for ref in getattr(pair, side)
            )
        ordered = self._ordered[side]
        at = next((n for n, (_, index) in enumerate(ordered) if index == row), 0)
        if at == 0:
            return self._words.t("ui.stands_first")
        return self._words.t("ui.stands_after", unit=self._names[ordered[at - 1][1]])

    def _attachment(self, row: int) -> str:
        for ref in self._refs(row):
            if ref.row is None and ref.id in self._attachments:
                return ""
            if (top := ref.id.partition("/")[0]) in self._attachments:
                return self._attachments[top]
        return ""

    def _refs(self, row: int) -> tuple[UnitRef, ...]:
        pair = self._comparison.units[row]
        return (*pair.a, *pair.b)

    def _sentence(self, found: Difference, row: int) -> str:
        """Which sentence of its unit, where that has several."""
        if found.table is not None or found.kind in _NO_SENTENCE or in_list(found):
            return ""
        places: tuple[tuple[Side, Place, tuple[UnitRef, ...]], ...] = (
            ("a", found.a, self._comparison.units[row].a),
            ("b", found.b, self._comparison.units[row].b),
        )
        for side, place, refs in places:
            for ref in refs:
                if place.text and ref.start <= place.start < ref.end:
                    inside = self._ends_between(side, ref.start, place.start)
                    whole = inside or self._ends_between(side, place.start, ref.end - 1)
                    return self._words.t("ui.nth_sentence", n=inside + 1) if whole else ""
        return ""

    def _ends_between(self, side: Side, start: int, end: int) -> int:
        """How many sentences of a copy end from here to there."""
        if side not in self._ends:
            self._ends[side] = [match.start() for match in _ENDS.finditer(getattr(self._texts, side))]
        ends = self._ends[side]
        return max(0, bisect_left(ends, end) - bisect_left(ends, start))

    def _page(self, found: Difference) -> str:
        a, b = self._page_of(found.a, "a"), self._page_of(found.b, "b")
        if a and b and a != b:
            return self._words.t("ui.pages_apart", a=a, b=b)
        return self._words.t("ui.page_number", n=a or b) if a or b else ""

    def _page_of(self, place: Place, side: Side) -> int:
        return bisect_right(self._pages[side], place.start)
