# SPDX-License-Identifier: Apache-2.0
"""What a converter got wrong, character by character, and why it is wrong."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from policydiff.model import Reason
from policydiff.reasons import because
from policydiff.script.certainty import CERTAIN
from policydiff.script.characters import TRADITIONAL_ONLY, code_point
from policydiff.script.codes import ascending
from policydiff.script.cuts import offsets


class Fault(Struct, frozen=True, gc=False):
    """A character of one copy that a converter chose wrongly (`fault`) or did not convert (`residual`).

    `phrase` is the word that tells, as the copy should spell it, or empty. Where it stands is said beside it, since
    many places share a fault.
    """

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


class Faults:
    """The faults of one text, each beside the character of the text at which it stands, ascending; equal ones are one
    object."""

    def __init__(self, found: Iterable[tuple[int, Fault]] = ()) -> None:
        known: dict[Fault, Fault] = {}
        self.at = array("I")
        self.told: list[Fault] = []
        for at, fault in found:
            self.at.append(at)
            self.told.append(known.setdefault(fault, fault))
        if any(one > other for one, other in pairwise(self.at)):
            order = ascending(self.at)
            self.at, self.told = array("I", map(self.at.__getitem__, order)), [self.told[n] for n in order]

    def __iter__(self) -> Iterator[tuple[int, Fault]]:
        return zip(self.at, self.told, strict=True)

    def __len__(self) -> int:
        return len(self.told)

    def get(self, at: int) -> Fault | None:
        """What is wrong with one character; None where nothing is known to be."""
        n = bisect_right(self.at, at) - 1
        return self.told[n] if n >= 0 and self.at[n] == at else None


def spelled(plain: str, at: int, right: str, word: str, place: int) -> str:
    """The word that tells, as the copy would spell it with the right form."""
    return "".join(right if n == at else plain[n] for n in offsets(plain, at, word, place))


def pair(one: str, other: str) -> str:
    """Two characters with their code points."""
    return f"{code_point(one)}, {code_point(other)}"
