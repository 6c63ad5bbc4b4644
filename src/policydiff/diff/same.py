# SPDX-License-Identifier: Apache-2.0
"""Drops pairs of differences that cancel out: the same characters at one place, removed from only one copy.

A mark of Markdown counts at the start of a line, a reading without a tone in a copy that has several: a copy whose
lines were joined, or an excerpt, keeps as text what the other copy loses."""

from policydiff.diff.raw import Raw, Verdict
from policydiff.diff.raws import Raws


def without_same(raws: Raws, source_a: str, source_b: str) -> Raws:
    """The differences without pairs that tell the same characters at the same place as lost and as new, one of the two
    as substantive."""
    if not any(verdict.class_ == "substantive" for verdict in raws.by_number().values()):
        return raws
    new, lost = _may_cancel(raws)
    at: dict[int, list[tuple[int, Raw]]] = {}
    for n, raw in lost:
        at.setdefault(raw.b0, []).append((n, raw))
    gone: set[int] = set()
    for n, raw in new:
        for m, other in (*at.get(raw.b0, ()), *at.get(raw.b1, ())):
            here = m not in gone and _beside(source_a, raw.a0, other)
            if (
                here
                and "substantive" in (raw.verdict.class_, other.verdict.class_)
                and source_b[raw.b0 : raw.b1] == source_a[other.a0 : other.a1]
            ):
                gone |= {n, m}
                break
    return Raws(raw for n, raw in enumerate(raws) if n not in gone) if gone else raws


def _may_cancel(raws: Raws) -> tuple[list[tuple[int, Raw]], list[tuple[int, Raw]]]:
    """What is new and what is lost, with its number, as far as one of the other sort stands beside it and one of the
    two is substantive."""
    told = {number for number, verdict in raws.by_number().items() if _is_substantive(verdict)}
    places: tuple[set[int], set[int]] = set(), set()  # in B, where something substantive is lost, and where it is new
    for raw in raws.where(_is_substantive):
        if raw.b0 == raw.b1 and raw.a0 < raw.a1:
            places[0].add(raw.b0)
        elif raw.a0 == raw.a1 and raw.b0 < raw.b1:
            places[1].update((raw.b0, raw.b1))
    new, lost = [], []
    spans = zip(raws.a0, raws.a1, raws.b0, raws.b1, map(id, raws.verdicts), strict=True)
    for n, (a0, a1, b0, b1, number) in enumerate(spans):
        if b0 == b1:
            if a0 < a1 and (b0 in places[1] or number in told):
                lost.append((n, raws[n]))
        elif a0 == a1 and (b0 in places[0] or b1 in places[0] or number in told):
            new.append((n, raws[n]))
    return new, lost


def _is_substantive(verdict: Verdict) -> bool:
    return verdict.class_ == "substantive"


def _beside(source_a: str, at: int, lost: Raw) -> bool:
    """Is the place next to what is lost, line breaks apart?"""
    between = source_a[lost.a1 : at] if at > lost.a1 else source_a[at : lost.a0]
    return not between.strip()
