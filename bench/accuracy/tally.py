# SPDX-License-Identifier: Apache-2.0
"""Counts of what was told rightly and wrongly, and how sure such counts are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

_Z = 1.959963984540054
"""Of a 95 % interval."""


def wilson(count: float, of: float) -> tuple[float, float]:
    """The 95 % interval of Wilson (1927) for a share, here also for events a character, which are as rare."""
    if not of:
        return 0.0, 1.0
    share, z2 = count / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


class Outcome(NamedTuple):
    """What was told of one case."""

    edit: str
    noises: tuple[str, ...]
    characters: int
    """Of the copies, on average."""
    planted: int
    found: int
    placed: int
    hidden: int
    asked: int
    """Edits for which a kind is asked."""
    named: int
    false: tuple[str, ...]
    """What was told where nothing is: class, kind and both readings."""
    needless: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[int, int] = (0, 0)
    """Characters that a converter wrote wrongly, and how many of them lie in something that was told."""


@dataclass
class Tally:
    """Sums of outcomes."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        self.counts["cases"] += 1
        for name in ("characters", "planted", "found", "placed", "hidden", "asked", "named"):
            self.counts[name] += getattr(outcome, name)
        self.counts["false"] += len(outcome.false)
        self.counts["needless"] += len(outcome.needless)
        self.counts["wrong"] += outcome.wrong[0]
        self.counts["wrong told"] += outcome.wrong[1]

    def share(self, what: str, of: str) -> float | None:
        """A share of the counts, None of nothing."""
        return self.counts[what] / self.counts[of] if self.counts[of] else None

    def rate(self, what: str) -> float:
        """Events in 10,000 characters."""
        return 1e4 * self.counts[what] / max(1, self.counts["characters"])


def by_edit(outcomes: Iterable[Outcome]) -> dict[str, Tally]:
    """A tally for each kind of edit, by name."""
    found: dict[str, Tally] = {}
    for outcome in outcomes:
        found.setdefault(outcome.edit, Tally()).add(outcome)
    return dict(sorted(found.items()))


def by_noise(outcomes: Iterable[Outcome]) -> dict[str, Tally]:
    """A tally for each dress; a case counts in each of its dresses."""
    found: dict[str, Tally] = {}
    for outcome in outcomes:
        for noise in outcome.noises:
            found.setdefault(noise, Tally()).add(outcome)
    return dict(sorted(found.items()))


def total(outcomes: Iterable[Outcome]) -> Tally:
    """All of them in one."""
    whole = Tally()
    for outcome in outcomes:
        whole.add(outcome)
    return whole
