# SPDX-License-Identifier: Apache-2.0
"""Drops pairs of differences that cancel out: the same characters at one place, removed from only one copy.

A mark of Markdown counts at the start of a line, a reading without a tone in a copy that has several: a copy whose
lines were joined, or an excerpt, keeps as text what the other copy loses."""

from collections.abc import Sequence

from policydiff.diff.raw import Raw


def without_same(raws: Sequence[Raw], source_a: str, source_b: str) -> list[Raw]:
    """The differences without pairs that tell the same characters at the same place as lost and as new."""
    new = [raw for raw in raws if raw.a0 == raw.a1 and raw.b0 < raw.b1]
    lost = [raw for raw in raws if raw.b0 == raw.b1 and raw.a0 < raw.a1]
    if not any(raw.verdict.class_ == "substantive" for raw in (*new, *lost)):
        return list(raws)
    at: dict[int, list[Raw]] = {}
    for raw in lost:
        at.setdefault(raw.b0, []).append(raw)
    gone: set[int] = set()
    for raw in new:
        for other in (*at.get(raw.b0, ()), *at.get(raw.b1, ())):
            here = id(other) not in gone and _beside(source_a, raw.a0, other)
            if (
                here
                and "substantive" in (raw.verdict.class_, other.verdict.class_)
                and source_b[raw.b0 : raw.b1] == source_a[other.a0 : other.a1]
            ):
                gone |= {id(raw), id(other)}
                break
    return [raw for raw in raws if id(raw) not in gone] if gone else list(raws)


def _beside(source_a: str, at: int, lost: Raw) -> bool:
    """Is the place next to what is lost, line breaks apart?"""
    between = source_a[lost.a1 : at] if at > lost.a1 else source_a[at : lost.a0]
    return not between.strip()
