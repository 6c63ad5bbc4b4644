# SPDX-License-Identifier: Apache-2.0
"""Lines that begin with a label which its own sequence does not accept, and are a unit in the other copy.

Where units changed places, numbers go back (36. 37. 29.) or leave one out, and a list inside a task looks alike. The
other copy decides: what is a unit there is one here."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from policydiff.align.blocks import Block
from policydiff.align.cutting import cut, opening_of
from policydiff.align.similarity import similarity
from policydiff.canonical.text import Canonical
from policydiff.vocabulary.numerals import HAN_ORDINAL, value

_N = rf"[0-9{HAN_ORDINAL}]"
_LABEL = re.compile(rf"\({_N}{{1,5}}\)|{_N}{{1,5}}[、.]|第{_N}{{1,6}}[条章节]")
_NUMERAL = re.compile(f"{_N}+")
_BEGINNING = 8
"""Characters behind a label by which a unit is known again under another number."""
_ALIKE = 0.6
"""Similarity from which a line under the same label is the unit with words edited."""
_MOST = 4
"""Units under one label that are looked at: numbers that begin anew in each section."""
_FAR = 2_000
"""Characters of a unit that are looked at, twenty times a usual task: a line is asked about as far as that."""
_OFTEN = 32
"""Times that one unit is asked about, over which thousands of lines under one label would each ask about all of it."""


def with_labelled_lines(
    a: Sequence[Block], b: Sequence[Block], text_a: Canonical, text_b: Canonical
) -> tuple[Sequence[Block], Sequence[Block]]:
    """The blocks of both copies, with one more wherever a line under a label is a unit of the other copy; what stands
    inside that unit there belongs to it here."""
    cuts_a, cuts_b = _lines(a, b, text_a), _lines(b, a, text_b)
    gone_a, gone_b = _inside(a, cuts_a), _inside(b, cuts_b)
    cuts_a = {at: unit for at, unit in cuts_a.items() if unit.start not in gone_b}
    cuts_b = {at: unit for at, unit in cuts_b.items() if unit.start not in gone_a}
    return (cut(a, cuts_a, text_a, gone_a) if cuts_a else a, cut(b, cuts_b, text_b, gone_b) if cuts_b else b)


def _lines(own: Sequence[Block], other: Sequence[Block], text: Canonical) -> dict[int, Block]:
    """Where in a copy such lines begin, each as the unit that it is in the other."""
    begun = {opening_of(block) for block in own if block.label}
    units = [unit for unit in other if unit.label and opening_of(unit) not in begun]
    wanted = _lacking(own, units) if units else []
    if not wanted:
        return {}
    by_head: dict[str, list[Block]] = defaultdict(list)
    for unit in wanted:
        by_head[unit.head].append(unit)
    by_words = {unit.text[:_BEGINNING]: unit for unit in wanted if len(unit.text) > _BEGINNING}
    starts = [block.start for block in own]
    firm = [*(block.start for block in own if block.label or block.kind == "page"), own[-1].end]
    found: dict[int, Block] = {}
    taken: set[str] = set()
    asked: Counter[str] = Counter()
    for at in text.breaks[: bisect_left(text.breaks, own[-1].end)]:
        block = own[bisect_right(starts, at) - 1]
        end = firm[bisect_right(firm, at)]
        label = _LABEL.match(text.text, at, end)
        if label is None or block.kind == "page" or (block.label and at < block.body):
            continue
        there = _unit(label[0], text.text[label.end() : min(end, label.end() + _FAR)], by_head, by_words, asked)
        if there is not None and there.path not in taken:
            taken.add(there.path)
            found[at] = there
    return found


def _inside(own: Sequence[Block], cuts: Mapping[int, Block]) -> frozenset[int]:
    """Where blocks begin that follow a new unit and stand inside it in the other copy: the items of its list."""
    gone = set()
    starts = [block.start for block in own] if cuts else []
    for at, unit in cuts.items():
        for n in range(bisect_right(starts, at), len(own)):
            block = own[n]
            if not block.text or (block.head + block.text[:_BEGINNING]) not in unit.text:
                break
            gone.add(block.start)
    return frozenset(gone)


def _lacking(own: Sequence[Block], units: Iterable[Block]) -> list[Block]:
    """The labelled units that none under a label of this copy is, whatever its number."""
    begun = {block.text[:_BEGINNING] for block in own if block.label}
    under: dict[str, list[Block]] = defaultdict(list)
    for block in own:
        if block.label:
            under[block.head].append(block)
    return [
        unit
        for unit in units
        if unit.text
        and unit.text[:_BEGINNING] not in begun
        and not any(similarity(unit.text, block.text, _ALIKE) for block in under[unit.head][:_MOST])
    ]


def _unit(
    head: str, rest: str, by_head: dict[str, list[Block]], by_words: dict[str, Block], asked: "Counter[str]"
) -> Block | None:
    """The unit that a line under a label begins; `asked` counts how often each was asked about by its words."""
    same = by_words.get(rest[:_BEGINNING])
    if same is not None and _shape(same.head) == _shape(head):
        return same if same.head == head else replace(same, head=head, ordinal=_ordinal(head))
    for unit in by_head.get(head, [])[:_MOST]:
        asked[unit.path] += 1
        if asked[unit.path] <= _OFTEN and similarity(rest[: len(unit.text)], unit.text[:_FAR], _ALIKE):
            return unit
    return None


def _shape(label: str) -> str:
    return _NUMERAL.sub("#", label)


def _ordinal(label: str) -> str | None:
    number = _NUMERAL.search(label)
    return str(value(number[0])) if number else None
