# SPDX-License-Identifier: Apache-2.0
"""What a comparison tells of cases whose right answers are known, counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from copies import remains
from seeded import KINDS, Case

from policydiff import compare
from policydiff.model import Comparison, Difference, Place

TELLING = frozenset({"substantive", "structure", "review", "integrity"})
SOFT = frozenset({"review", "integrity"})
NEAR = 3
"""Characters by which a difference may stand beside its place, or be wider on either side, and still be it."""


@dataclass
class Score:
    """What was told rightly and wrongly of a set of cases; each count has its examples."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, what: str, example: object = "") -> None:
        """Count one, with something to look at."""
        self.counts[what] += 1
        self.examples.setdefault(what, []).append(str(example))

    def short_of(self, floor: dict[str, int]) -> list[str]:
        """What stands below its floor (`least_`) or above its bound (`most_`), in words with examples."""
        told = []
        for name, bound in floor.items():
            sense, _, what = name.partition("_")
            count = self.counts[what]
            if (sense == "least" and count < bound) or (sense == "most" and count > bound):
                told.append(
                    f"{what}: {count}, {sense} {bound};"
                    f" {self.examples.get(what, self.examples.get('not_' + what, []))[:6]}"
                )
        return told


def score(cases: Iterable[Case]) -> Score:
    """Compare every case and count what was found, exactly, under a fitting verdict, and what was told besides."""
    total = Score()
    for case in cases:
        found = compare(case.a, case.b)
        total.add("cases")
        _integrity(total, case, found)
        right = ("different", "review") if case.places else ("identical", "equivalent", "review")
        if found.verdict not in right:
            total.add("wrong_verdict", (case.name, case.edit, found.verdict))
        telling = [d for d in found.differences if d.class_ in TELLING]
        for place in case.places:
            _place(total, case, place, telling)
        for other in telling:
            if other.kind == "vocabulary":
                total.add("vocabulary")
            elif other.kind != case.also and not any(_beside(other, place) for place in case.places):
                total.add(
                    "review" if other.class_ in SOFT else "false",
                    (case.name, case.edit, other.class_, other.kind, other.a.text[:12], other.b.text[:12]),
                )
    return total


def _place(total: Score, case: Case, place: tuple[int, int, int, int], telling: Sequence[Difference]) -> None:
    near = [d for d in telling if _beside(d, place)]
    if not near:
        total.add("not_found", (case.name, case.edit, case.noise, place))
        return
    total.add("found")
    if any(_spans(d) == place for d in near):
        total.add("exact")
    else:
        total.add("not_exact", (case.name, case.edit, case.noise, place, _spans(near[0]), near[0].kind))
    if case.edit in KINDS:
        right = any(d.kind in KINDS[case.edit].split() for d in near)
        total.add("named" if right else "not_named", (case.name, case.edit, [d.kind for d in near]))


def _spans(told: Difference) -> tuple[int, int, int, int]:
    return told.a.start, told.a.end, told.b.start, told.b.end


def _beside(told: Difference, place: tuple[int, int, int, int]) -> bool:
    """Does the difference lie at the place, not much wider than it, on both sides?"""
    return _touches(told.a, place[0], place[1]) and _touches(told.b, place[2], place[3])


def _touches(told: Place, start: int, end: int) -> bool:
    return (
        told.start <= end + NEAR and start <= told.end + NEAR and told.end - told.start <= end - start + 2 * NEAR + 24
    )


def _integrity(total: Score, case: Case, found: Comparison) -> None:
    """Each text is its slice, and without the differences both copies are the same."""
    try:
        left, right = remains(found, case.a, case.b)
    except AssertionError as wrong:
        total.add("broken", (case.name, case.edit, wrong))
        return
    if left != right:
        total.add("broken", (case.name, case.edit, case.noise, "lost"))


def units(found: Comparison) -> dict[str, str]:
    """Article of the first text to article of the second, by number, as the comparison pairs them; `-` where one side
    has none."""
    told: dict[str, str] = {}
    for unit in found.units:
        if unit.kind == "article":
            here, there = "+".join(u.label or "" for u in unit.a), "+".join(u.label or "" for u in unit.b)
            told[here or f"-{there}"] = there or "-"
    return told
