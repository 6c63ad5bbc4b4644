# SPDX-License-Identifier: Apache-2.0
"""Traces of machines: conversion tables and annotators, which treat a whole copy alike.

Copies whose one-to-many choices and left-over characters agree were made by one conversion, or by two runs of the same
converter. Copies whose choices differ were not: copying does not turn 範 into 范 everywhere. Two conversions that agree
in a fault agree in their tables; it tells nothing of a common traditional ancestor."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from policydiff.lineage import odds
from policydiff.lineage.conversions import Forms, conversions, is_choice
from policydiff.lineage.traits import Trait
from policydiff.lineage.variations import Writer
from policydiff.script.codes import codes
from policydiff.script.fold import fold

_CAP = 1.4
"""A machine's traces together weigh less than two slips: the same machine may have been used twice."""
_EACH, _GLOSS_EACH, _SLIP = 0.35, 0.3, 0.8
_COVERED = 0.5
_GLOSSES = frozenset({"pinyin", "zhuyin", "ruby"})

_NONE = 0x110000
"""No character: more than any code point."""


def machine_characters(writer: Writer) -> Iterator[Trait]:
    """The traits of all conversions and annotators in a collation."""
    events, forms = conversions(writer.copies)
    yield from _events(writer, events, forms)
    for event in events:
        yield from _inside(event, forms)
    yield from _slips(writer, events, forms)
    yield from _glosses(writer)


def _events(writer: Writer, events: Sequence[frozenset[int]], forms: Sequence[Forms]) -> Iterator[Trait]:
    """Each conversion against all other copies."""
    everyone = frozenset(range(len(writer.copies)))
    converted = [e for e in events if writer.copies[min(e)].copy.script.form in ("traditional", "mixed")]
    for event in converted:
        if event == everyone:
            continue
        wrong = _wrong(writer, event)
        first = {c: form for w in sorted(event, reverse=True) for c, form in forms[w].items()}
        others = [forms[min(other)] for other in converted if other != event]
        apart = {c for other in others for c in first if c in other and is_choice(first[c], other[c])}
        shown = sorted(wrong | apart)
        example = " ".join(f"{c}→{first.get(c, c)}" for c in shown[:6])
        yield Trait(
            "conversion",
            event,
            everyone - event,
            min(_CAP, 0.9 + 0.15 * len(shown)),
            len(shown),
            example,
            odds.of_conversion(len(wrong), len(event)),
            True,
        )


def _wrong(writer: Writer, event: frozenset[int]) -> set[str]:
    """Characters that a conversion got wrong or left, as its copies' errata say; canonical."""
    found: set[str] = set()
    for w in event:
        found |= {fold(f.text) for f in writer.copies[w].copy.findings if f.kind in ("fault", "residual")}
    return found


def _inside(event: frozenset[int], forms: Sequence[Forms]) -> Iterator[Trait]:
    """Characters that copies of one conversion write differently throughout: a later change of glyphs, or a hand."""
    if len(event) < 2:
        return
    splits: dict[tuple[frozenset[int], frozenset[int]], list[str]] = {}
    agreed = set.intersection(*(set(forms[w].items()) for w in event))
    for canonical in sorted(set.intersection(*(set(forms[w]) for w in event)) - {c for c, _ in agreed}):
        states: dict[str, set[int]] = {}
        for w in event:
            states.setdefault(forms[w][canonical], set()).add(w)
        if len(states) < 2:
            continue
        ranked = sorted(states, key=lambda form: (-len(states[form]), form))
        for form in ranked[1:]:
            members = frozenset(states[form])
            splits.setdefault((members, event - members), []).append(f"{ranked[0]}→{form}")
    for (having, lacking), told in sorted(splits.items(), key=lambda item: sorted(item[0][0])):
        yield Trait("glyphs", having, lacking, min(_CAP, _EACH * len(told)), len(told), " ".join(told[:6]), 0.0, True)


def _slips(writer: Writer, events: Sequence[frozenset[int]], forms: Sequence[Forms]) -> Iterator[Trait]:
    """Single places where a copy leaves its own table: a hand, a later slip, or a second copy with another table."""
    told: dict[tuple[frozenset[int], frozenset[int]], list[str]] = {}
    chars = [
        place.start
        for place in writer.stretches
        if place.end - place.start == 1 and writer.table.tokens[place.start] % 2
    ]
    cells = writer.table.cells[:, chars]
    written = np.stack(
        [
            np.where(row >= 0, codes(copy.copy.plain)[row // 2], _NONE)
            for row, copy in zip(cells, writer.copies, strict=True)
        ]
    )
    for event in events:
        rows = sorted(event)
        least, most = written[rows].min(axis=0), np.where(written == _NONE, 0, written)[rows].max(axis=0)
        for n in np.flatnonzero(least < most).tolist():
            here = {w: chr(char) for w, char in zip(rows, written[rows, n].tolist(), strict=True) if char != _NONE}
            for members, rest, example in _strays(here, forms):
                told.setdefault((members, rest), []).append(example)
    for (members, rest), examples in sorted(told.items(), key=lambda item: (sorted(item[0][0]), sorted(item[0][1]))):
        yield Trait(
            "slip", members, rest, min(_CAP, _SLIP * len(examples)), len(examples), " ".join(examples[:6]), odds.STRAY
        )


def _strays(here: Mapping[int, str], forms: Sequence[Forms]) -> Iterator[tuple[frozenset[int], frozenset[int], str]]:
    """Copies of one conversion that at one place have another form than they usually have."""
    states: dict[str, set[int]] = {}
    for w, char in here.items():
        states.setdefault(char, set()).add(w)
    if len(states) < 2 or len({fold(form) for form in states}) > 1:
        return
    canonical = fold(next(iter(states)))
    for form, members in sorted(states.items()):
        if all(forms[w].get(canonical) != form for w in members):
            yield (
                frozenset(members),
                frozenset(here) - members,
                f"{forms[min(members)].get(canonical, canonical)}→{form}",
            )


def _glosses(writer: Writer) -> Iterator[Trait]:
    """Sets of glossed characters: a reading is added, never part of the notice."""
    sets: list[dict[str, Counter[str]]] = []
    for copy in writer.copies:
        source = copy.canonical.source
        seen: dict[str, Counter[str]] = {}
        for run in copy.canonical.removals:
            if run.kind in _GLOSSES and run.start:
                seen.setdefault(fold(source[run.start - 1]), Counter())[source[run.start : run.end]] += 1
        text = copy.canonical.text
        sets.append(
            {c: readings for c, readings in seen.items() if readings.total() >= _COVERED * max(1, text.count(c))}
        )
    splits: dict[frozenset[int], list[str]] = {}
    for char in sorted(set().union(*sets)):
        having = frozenset(w for w, glossed in enumerate(sets) if char in glossed)
        splits.setdefault(having, []).append(char)
    everyone = frozenset(range(len(sets)))
    for having, chars in sorted(splits.items(), key=lambda item: sorted(item[0])):
        if having != everyone:
            yield Trait(
                "gloss",
                having,
                everyone - having,
                min(_CAP, _GLOSS_EACH * len(chars)),
                len(chars),
                "".join(chars[:12]),
                odds.GLOSSED,
                True,
            )
