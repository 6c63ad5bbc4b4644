# SPDX-License-Identifier: Apache-2.0
"""What can tell of descent: each character divides the copies into those that have something and those that have not.

Shared errors alone count (Lachmann): slips of wording, omissions, damage, wrong conversions, what a converter left,
readings added, the furniture of a site. What a machine does everywhere alike (a conversion table, an annotator)
is one event however many places it shows in: the same machine may have been used twice.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from rapidfuzz.distance import Postfix, Prefix

from policydiff.lineage import odds
from policydiff.lineage.machines import machine_characters
from policydiff.lineage.places import Columns
from policydiff.lineage.polarity import Familiarity, doubled, familiarity, pairs_of, sureness
from policydiff.lineage.result import Passage, Variation
from policydiff.lineage.states import steps
from policydiff.lineage.traits import Trait
from policydiff.lineage.variations import Writer
from policydiff.script.dictionary import dictionary
from policydiff.script.regional_words import regional_pieces

_WORDING, _MARK, _PASSAGE, _FURNITURE, _CHOICE = 1.0, 0.5, 1.5, 0.5, 0.35
_MANY = {"layout": (0.1, 0.6), "vocabulary": (0.35, 1.4)}
"""What is done all over a copy: the weight of one place, and of all together."""
_LONG = 3
"""Characters beyond which a loss or an addition is not judged by the neighbours it brings together."""
_PHRASE, _AROUND = 40, 3
"""Characters of a phrase that is looked through for regional words, and of what is taken from either side of it."""
_PASSING = frozenset({"counter", "page_date", "share"})
"""Furniture that changes with every visit to a page."""
_SYSTEMATIC = frozenset({"numeral_style", "unit_notation", "punctuation"})


_Many = dict[tuple[str, frozenset[int], frozenset[int]], tuple[int, str]]
"""Places of layout and of words by region, by the copies that agree in them: how many, and an example."""


def traits(writer: Writer, variations: Sequence[Variation], passages: Sequence[Passage]) -> list[Trait]:
    """All characters of a collation, in the order of the text, machines last."""
    pairs = pairs_of(writer.copies[writer.table.pivot].canonical.text)
    found: list[Trait] = []
    many: _Many = {}
    for place, variation in zip(writer.stretches, variations, strict=True):
        found += _at_place(writer, place, variation, pairs, many)
    tails = writer.found.ends
    found += [
        trait for passage in passages if passage.kind not in _PASSING for trait in _lacuna(writer, passage, tails)
    ]
    found += _truncations(writer, tails)
    for (kind, a, b), (count, example) in sorted(many.items(), key=_order):
        each, most = _MANY[kind]
        found.append(Trait(kind, a, b, min(most, each * count), count, example, machine=kind == "vocabulary"))
    return found + list(machine_characters(writer))


def _at_place(
    writer: Writer, place: Columns, variation: Variation, pairs: Counter[str], many: _Many
) -> Iterator[Trait]:
    states: dict[str, set[int]] = {}
    if place.end - place.start > 1 or not writer.is_gap(place.start):
        for w, (first, last) in writer.stretches[place].items():
            states.setdefault(writer.copies[w].canonical.text[first // 2 : last // 2], set()).add(w)
    if len(states) > 1:
        yield from _worded(writer, place, variation, states, pairs, many)
    elif variation.class_ == "format":
        groups = [frozenset(writer.sigla.index(s) for s in reading.copies) for reading in variation.readings]
        _add(many, "layout", groups, variation.kind)


def _order(
    item: tuple[tuple[str, frozenset[int], frozenset[int]], tuple[int, str]],
) -> tuple[str, list[int], list[int]]:
    (kind, having, lacking), _ = item
    return kind, sorted(having), sorted(lacking)


def _add(many: _Many, kind: str, groups: Sequence[frozenset[int]], example: str) -> None:
    """One more place at which copies agree so."""
    for group in groups[1:] if len(groups) > 2 else groups[:1]:
        rest = frozenset().union(*(g for g in groups if g != group))
        count, first = many.get((kind, group, rest), (0, example))
        many[kind, group, rest] = count + 1, first


def _worded(
    writer: Writer, place: Columns, variation: Variation, states: dict[str, set[int]], pairs: Counter[str], many: _Many
) -> Iterator[Trait]:
    """One character for each reading that is not the oldest: what it changed in the one that it came of."""
    if variation.class_ == "page" and variation.kind in _PASSING:
        return
    around = _shared_ends(states)
    known = {text: _familiar(writer, place, members, pairs, around) for text, members in states.items()}
    twice = {text for text in states for other in states if doubled(text, other, _before(writer, place, states[text]))}
    if "" in states and max(map(len, states)) > _LONG:
        known = dict.fromkeys(states, Familiarity(0.0, 0.0))
    ranked = sorted(
        states,
        key=lambda text: (
            text in twice,
            not text,
            -round(known[text].rarest),
            -known[text].average,
            -len(states[text]),
            text,
        ),
    )
    weight = _FURNITURE if variation.class_ == "page" else _MARK if variation.kind in _SYSTEMATIC else _WORDING
    for older, text, made, not_made in steps(ranked):
        having, lacking = (frozenset(w for reading in told for w in states[reading]) for told in (made, not_made))
        example = f"{older or '∅'} → {text or '∅'}"
        if _is_choice(writer, place, older, states[older], text) or _is_choice(
            writer, place, text, states[text], older
        ):
            yield Trait("glyphs", having, lacking, _CHOICE, 1, example, 0.0, True)
            continue
        if _by_region(writer, place, states[older], states[text]):
            _add(many, "vocabulary", [having, lacking], example)
            continue
        omitted = not text or (len(text) < len(older) and text in older)
        kind = (
            "furniture"
            if variation.class_ == "page"
            else "damage"
            if variation.kind == "damaged"
            else "omission"
            if omitted
            else "wording"
        )
        sure = sureness(known[older], known[text])
        directed = (
            odds.UNKNOWN
            if kind == "furniture"
            else odds.DOUBLED
            if kind == "damage" or (text in twice and len(older) < odds.LONG)
            else odds.of_slip(sure, older, text, omitted)
        )
        yield Trait(kind, having, lacking, weight, 1, example, directed)


def _shared_ends(readings: Collection[str]) -> tuple[int, int]:
    """How many characters all readings begin with alike, and how many they end with alike."""
    first, *others = sorted(readings)
    start = min(Prefix.similarity(first, other) for other in others)
    return start, min(Postfix.similarity(first[start:], other[start:]) for other in others)


def _before(writer: Writer, place: Columns, members: Collection[int]) -> str:
    w = min(members)
    first = writer.rows.tokens(w, place)[0]
    return writer.copies[w].canonical.text[: first // 2][-8:]


def _is_choice(writer: Writer, place: Columns, text: str, members: Collection[int], other: str) -> bool:
    """Is a reading nothing but what some table writes for the other: 鍊 for 链, whose own simplified form is 炼?"""
    written = "".join(writer.rows.text(min(members), place).split())
    if not len(text) == len(other) == len(written):
        return False
    table = dictionary("STCharacters")
    return all(one == two or char in table.get(two, ()) for one, two, char in zip(text, other, written, strict=True))


def _by_region(writer: Writer, place: Columns, members: Collection[int], others: Collection[int]) -> bool:
    """Do two readings, with the words around them, differ in nothing but what regions call the same thing?"""
    one, other = (_with_words_around(writer, place, min(copies)) for copies in (members, others))
    return max(len(one), len(other)) <= _PHRASE and bool(regional_pieces(one, other))


def _with_words_around(writer: Writer, place: Columns, w: int) -> str:
    first, last = writer.rows.tokens(w, place)
    return writer.copies[w].canonical.text[max(0, first // 2 - _AROUND) : last // 2 + _AROUND]


def _familiar(
    writer: Writer, place: Columns, members: set[int], pairs: Counter[str], around: tuple[int, int]
) -> Familiarity:
    w = min(members)
    first, last = writer.rows.tokens(w, place)
    start, end = first // 2 + around[0], last // 2 - around[1]
    canonical = writer.copies[w].canonical.text
    return familiarity(canonical[max(0, start - 2) : start], canonical[start:end], canonical[end : end + 2], pairs)


def _truncations(writer: Writer, tails: Mapping[int, int]) -> Iterator[Trait]:
    """Copies that break off at the very same place; one that breaks off earlier cannot be asked."""
    for start in sorted(set(tails.values())):
        having = frozenset(w for w, own in tails.items() if own == start)
        lacking = frozenset(w for w in range(len(writer.copies)) if tails.get(w, start + 1) > start)
        yield Trait("truncation", having, lacking, _PASSAGE, 1, writer.units.name(start), odds.TRUNCATED)


def _lacuna(writer: Writer, passage: Passage, tails: Mapping[int, int]) -> Iterator[Trait]:
    """A passage that copies lack, other than by breaking off before it."""
    index = {siglum: n for n, siglum in enumerate(writer.sigla)}
    present = frozenset(index[s] for s in passage.present)
    column = writer.found.lacunae[passage.number - 1].columns.start
    absent = frozenset(w for w in (index[s] for s in passage.absent) if tails.get(w, column + 1) > column)
    example = f"{passage.unit} {passage.text[:12]}…".strip()
    if absent and present and passage.class_ == "page":
        yield Trait("furniture", present, absent, _FURNITURE, 1, example, odds.UNKNOWN)
    elif absent and present:
        yield Trait("passage", absent, present, _PASSAGE, 1, example, odds.PASSAGE)
