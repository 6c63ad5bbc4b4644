# SPDX-License-Identifier: Apache-2.0
"""One character that a converter got wrong, and why it is one."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from policydiff.model import Reason
from policydiff.reasons import because
from policydiff.script.certainty import CERTAIN
from policydiff.script.characters import TRADITIONAL_ONLY, code_point


class Fault(Struct, frozen=True, gc=False):
    """A character of one copy that a converter chose wrongly (`fault`) or did not convert (`residual`).

    `at` counts characters of the text examined; `phrase` is the word that tells, as the copy should spell it, or empty.
    """

    at: int
    kind: Literal["fault", "residual"]
    observed: str
    right: str
    """In the glyph of the copy."""
    phrase: str
    probability: float
    """That the right form is right; measured, see `certainty`."""
    word: str = ""
    """The word that tells, in canonical characters."""
    misspelled: str = ""
    """That word as the copy has it."""
    sources: frozenset[str] = frozenset()
    """Who has the word: `t` the list of Taiwan, `o` the converter's phrases, `m` the mainland's list as the converter
    writes it, `l` terms of law, `n` names."""
    count: int = 0
    """How often the list of Taiwan has the word so."""
    times: int = 0
    """How often the copy is wrong so elsewhere, where only its habit tells the fault."""

    def at_most(self, probability: float) -> "Fault":
        """The same, said with no greater probability."""
        return replace(self, probability=min(self.probability, probability))

    @property
    def certain(self) -> bool:
        """May a program write the right form?"""
        return self.probability >= CERTAIN

    @property
    def reason(self) -> Reason:
        """Why it is one."""
        said = {"observed": self.observed, "right": self.right, "points": pair(self.observed, self.right)}
        if self.kind == "residual":
            if self.observed in TRADITIONAL_ONLY:
                return because("left_in_simplified", observed=self.observed, points=said["points"])
            if self.phrase:
                return because("left_in_traditional_word", phrase=self.phrase, **said)
            return because("left_in_traditional", **said)
        if self.times:
            return because("fault_by_habit", times=self.times, **said)
        if not self.phrase:
            return because("fault_set_words", **said)
        if "l" in self.sources:
            return because("fault_by_law", phrase=self.phrase, **said)
        if "n" in self.sources:
            return because("fault_by_name", phrase=self.phrase, **said)
        if "t" in self.sources:
            return because("fault_by_list", phrase=self.phrase, count=self.count, **said)
        key = "fault_by_converter" if "o" in self.sources else "fault_by_mainland"
        return because(key, phrase=self.phrase, **said)


def spelled(plain: str, at: int, right: str, word: str, place: int) -> str:
    """The word that tells, as the copy would spell it with the right form."""
    start = at - place
    return plain[start:at] + right + plain[at + 1 : start + len(word)]


def pair(one: str, other: str) -> str:
    """Two characters with their code points."""
    return f"{code_point(one)}, {code_point(other)}"
