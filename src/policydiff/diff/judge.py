# SPDX-License-Identifier: Apache-2.0
"""The one chain of rules that judges a place whose canonical texts differ, for pairs and for collations.

The first rule that knows the place settles it; what no rule explains is substantive:

1. page      page furniture between the lines of a unit
2. budget    texts too different to be compared character by character
3. break     the break of a wrap inside a number that the other copy has whole
4. script    one word in two spellings, by a phrase or by a character that is written for another
5. parts     characters that the script layer explains one by one
6. notation  one thing in two notations
7. wording   substantive, named by what changed

Labels are no wording: `items` and `label_changes` judge them before.
"""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from policydiff.canonical.layout import full_line
from policydiff.canonical.text import Canonical
from policydiff.diff.broken_numbers import WRAPPED, wrapped_number
from policydiff.diff.edits import Edit
from policydiff.diff.kinds import substantive
from policydiff.diff.notation import explain
from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.region import Region
from policydiff.diff.wording import Wording
from policydiff.kinds import KINDS
from policydiff.model import Kind, ScriptForm
from policydiff.reasons import because
from policydiff.script.judgement import Judgement
from policydiff.script.scoped import phrase_scoped
from policydiff.script.senses import written_for
from policydiff.structure.charges import Stretch
from policydiff.structure.columns import Role
from policydiff.structure.notice import SHOWN

AROUND = 14
"""Canonical characters of context on each side that a rule may look at."""
BUDGET = verdict("substantive", "text", because("over_budget"))
_FURNITURE: dict[str | None, Kind] = {kind: kind for kind, facts in KINDS.items() if facts.class_ == "page"}


class CopyText(NamedTuple):
    """One copy as the chain looks at it: its canonical text, the kept characters after the unicode layer alone, and its
    script."""

    canonical: Canonical
    plain: str
    form: ScriptForm


class Context(NamedTuple):
    """What is known of the unit in which a place lies."""

    zone: str = ""
    """The kind of the node it stands in."""
    in_units: bool = False
    """It stands in a statement of responsible units."""
    column: Role | None = None
    """What the column of a table is that it stands in."""
    cell: tuple[int, int] | None = None
    """The cell of A that it stands in: words of other cells say nothing of it."""
    within: tuple[tuple[int, int], tuple[int, int]] | None = None
    """The cell, or the words of the unit or item, that it stands in in either copy."""


class Chain:
    """The rules, ready to judge places of two copies; `wrap` makes a verdict of the script layer's word."""

    def __init__(self, a: CopyText, b: CopyText, wrap: Callable[[Judgement], Verdict]) -> None:
        self.a, self.b, self.wrap = a, b, wrap

    @cached_property
    def full_lines(self) -> tuple[float, float]:
        """How long a line of each copy is that a hard wrap ends."""
        a, b = self.a.canonical, self.b.canonical
        return full_line(a.text, a.breaks), full_line(b.text, b.breaks)

    def judge(self, edit: Edit, at_a: int, at_b: int, context: Context) -> list[Region]:
        """The verdicts on an edit whose offsets count from `at_a` and `at_b`: mostly one, several where its characters
        are judged one by one."""
        a0, a1, b0, b1 = edit.a0 + at_a, edit.a1 + at_a, edit.b0 + at_b, edit.b1 + at_b
        if edit.page:
            return [Region(a0, a1, b0, b1, page_verdict(edit.page))]
        if edit.budget_hit:
            return [Region(a0, a1, b0, b1, BUDGET)]
        text_a, text_b = self.a.canonical.text, self.b.canonical.text
        if self._breaks_number(a0, a1, b0, b1):
            return [Region(a0, a1, b0, b1, WRAPPED)]
        known = self.script(a0, a1, b0, b1)
        if known is not None:
            return [Region(a0, a1, b0, b1, known)]
        parts = self._parts(a0, b0, a1 - a0) if a1 - a0 == b1 - b0 > 1 else None
        if parts is not None:
            return parts
        first, last = context.cell or (0, len(text_a))
        around = text_a[max(first, a0 - AROUND) : a0], text_a[a1 : min(last, a1 + AROUND)]
        stretches = self._stretches(edit, at_a, at_b, context.within)
        source = _near(self.a.canonical.bare, a0, a1), _near(self.b.canonical.bare, b0, b1)
        readings = text_a[a0:a1], text_b[b0:b1]
        reading = Wording(*readings, *around, context.zone, context.in_units, source, context.column, stretches)
        return [Region(a0, a1, b0, b1, explain(reading) or substantive(reading))]

    def _stretches(
        self, edit: Edit, at_a: int, at_b: int, within: tuple[tuple[int, int], tuple[int, int]] | None
    ) -> tuple[Stretch, Stretch] | None:
        """The place in both texts, as far as the words around it speak of it."""
        if within is None:
            return None
        a, b = self.a.canonical, self.b.canonical
        return (
            Stretch(a.text, edit.a0 + at_a, edit.a1 + at_a, within[0], a.breaks),
            Stretch(b.text, edit.b0 + at_b, edit.b1 + at_b, within[1], b.breaks),
        )

    def _breaks_number(self, a0: int, a1: int, b0: int, b1: int) -> bool:
        """Has one copy a wrap, and nothing else, between two digits that follow each other in the other copy?"""
        for copy, start, end, other, at, to in (
            (self.a.canonical, a0, a1, self.b.canonical.text, b0, b1),
            (self.b.canonical, b0, b1, self.a.canonical.text, a0, a1),
        ):
            whole = at == to > 0 and other[at - 1].isdigit() and other[at : at + 1].isdigit()
            if whole and wrapped_number(copy, start, end):
                return True
        return False

    def script(self, a0: int, a1: int, b0: int, b1: int) -> Verdict | None:
        """The verdict of the script layer on readings that one phrase joins, or of which one is written for the other,
        or None."""
        judged = phrase_scoped(self.a.plain, a0, a1, self.b.plain, b0, b1)
        if judged is None and a1 - a0 == b1 - b0 == 1:
            judged = written_for(self.a.plain, a0, self.b.plain, b0, (self.a.form, self.b.form))
        return self.wrap(judged) if judged is not None else None

    def _parts(self, a0: int, b0: int, length: int) -> list[Region] | None:
        """A run of equal length in which the script layer alone explains each character that differs."""
        parts = []
        for n in range(length):
            if self.a.canonical.text[a0 + n] == self.b.canonical.text[b0 + n]:
                continue
            judged = self.script(a0 + n, a0 + n + 1, b0 + n, b0 + n + 1)
            if judged is None:
                return None
            parts.append(Region(a0 + n, a0 + n + 1, b0 + n, b0 + n + 1, judged))
        return parts


def _near(bare: str, start: int, end: int) -> str:
    return bare[max(0, start - 2) : end + 2]


def page_verdict(style: str | None) -> Verdict:
    """The verdict on page furniture: the page around the notice, by its closed list or by another copy's markup."""
    return verdict(
        "page", _FURNITURE.get(style, "navigation"), because("page_shown" if style == SHOWN else "page_line")
    )


__all__ = ["AROUND", "BUDGET", "Chain", "Context", "CopyText", "page_verdict"]
