# SPDX-License-Identifier: Apache-2.0
"""A place of a row of the table of errata, read back: what stood there, the words around it, what is to stand there."""

from collections.abc import Mapping

from msgspec import Struct

from policydiff.decisions.finding import AROUND, LONGEST
from policydiff.decisions.record import Decision, Stood
from policydiff.model import DecisionName, Side
from policydiff.show.bracketing import unbracket

Told = tuple[str, str, str]
"""The words before a reading, the reading, the words behind it."""


class Line(Struct, frozen=True):
    """One place, by the names of the columns; copy A is the one of the first column of readings."""

    cells: Mapping[str, str]
    decision: DecisionName | None

    @property
    def id(self) -> str:
        """The id of the place."""
        return self.cells["id"]

    def readings(self) -> tuple[str, str]:
        """What the row says of copy A and of copy B; of an erratum, of the copy that has it."""
        original, other = (told[1][:LONGEST] for told in (self._told("original"), self._told("other")))
        if not self._is_erratum:
            return original, other
        return (original, "") if self._side == "a" else ("", other)

    def decided(self, decision: DecisionName) -> Decision:
        """The decision on this place, with all that the row says to find it again."""
        original, other, side = self._told("original"), self._told("other"), self._side
        made = Decision(self.id, decision, self.cells.get("note", ""), other[1])
        if not (original[0] or original[2] or other[0] or other[2] or self._context):
            return made
        near = self._context or ("", "", "")
        erratum = self._is_erratum
        wanted = self._wanted(original if side == "a" else other)
        # the words around are those of one copy; the other has the same there, or it would be another place
        a = None if erratum and side == "b" else _stood(original, near)
        b = None if erratum and side == "a" else _stood(other, near)
        return Decision(
            made.id, decision, made.note, made.text, a=a, b=b, side=side if wanted is not None else None, wanted=wanted
        )

    @property
    def _is_erratum(self) -> bool:
        """Whether the row is an erratum of one copy: a difference has a line in either."""
        return "/" not in self.cells.get("lines", "/")

    @property
    def _side(self) -> Side:
        """The copy that the sentence is of: the one to be corrected, which is the second, or the one that has the
        erratum."""
        if not self._is_erratum:
            return "b"
        if "context" in self.cells:
            near = self._context
            return "b" if near is None or self.cells.get("other", "").startswith(near[1]) else "a"
        return "a" if unbracket(self.cells.get("original", "")) else "b"

    @property
    def _context(self) -> Told | None:
        return unbracket(self.cells.get("context", "") or self.cells.get("sentence", ""))

    def _told(self, column: str) -> Told:
        """A reading with the words around it; of an earlier table without."""
        cell = self.cells.get(column, "")
        return (None if "context" in self.cells else unbracket(cell)) or ("", cell, "")

    def _wanted(self, told: Told) -> str | None:
        """What is to stand there: in brackets as the table has it, or as a hand has written the whole phrase."""
        cell = self.cells.get("cure", "")
        if not cell:
            return None
        marked = None if "context" in self.cells else unbracket(cell)
        if marked is not None:
            return marked[1]
        before, _, after = told
        long_enough = len(cell) >= len(before) + len(after)
        if (before or after) and long_enough and cell.startswith(before) and cell.endswith(after):
            return cell[len(before) : len(cell) - len(after)]
        return cell


def _stood(told: Told, near: Told) -> Stood:
    before, reading, after = told
    if near[0] or near[2]:
        before, after = near[0], near[2]
    return Stood(reading[:LONGEST], before[-AROUND:], after[:AROUND], cut=len(reading) > LONGEST)
