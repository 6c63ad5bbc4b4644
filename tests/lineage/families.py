# SPDX-License-Identifier: Apache-2.0
"""Families of copies as they come about: few slips an edge, converters both ways, dresses that come and go, slips that
are mended, copies that are cut, lost, equal, or made from two.

What a family is drawn from is its seed and the converters at hand. Every copy keeps its text by the lines of the
original, so that lines can be taken over from another copy or mended; glosses, widths, wraps and the page around are
put on when the copy is written out."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from opencc import OpenCC
from tests.lineage.planted import table

from bench.accuracy.dress import DRESSES, FURNITURE, GLOSSES, LAYOUTS, WIDTHS, WRAPS, Piece
from bench.accuracy.notices import announcement, official, plan, rules
from bench.accuracy.words import CONTRARY, SOUNDS, SYNONYMS, TWINS
from policydiff.ingest import read
from policydiff.pipeline import Prepared, prepare
from policydiff.script.fold import fold

Convert = Callable[[str], str]


@dataclass(frozen=True)
class Ways:
    """Converters by what they make of what: `out` simplified to traditional, `back` the reverse, `over` from one
    traditional standard to another."""

    out: Mapping[str, Convert]
    back: Mapping[str, Convert]
    over: Mapping[str, Convert]


@cache
def own_ways() -> Ways:
    """The conversions of the project's own dictionaries, and tables of single characters with choices of their own."""
    tables = {f"table {n}": _by_table(n) for n in range(6)}
    return Ways(
        {name: OpenCC(name).convert for name in ("s2t", "s2tw", "s2hk", "s2twp")} | tables,
        {name: OpenCC(name).convert for name in ("t2s", "tw2s", "hk2s")},
        {name: OpenCC(name).convert for name in ("t2tw", "t2hk")},
    )


def _by_table(number: int) -> Convert:
    made = table(random.Random(f"table {number}"))
    return lambda text: text.translate(made)


@dataclass(frozen=True)
class Copy:
    """The text of a copy by the lines of the original, how it was converted, its slips by line, and its dresses with
    what each was drawn from."""

    lines: Mapping[int, str]
    simplified: bool = True
    chain: tuple[Convert, ...] = ()
    slips: Mapping[int, int] = field(default_factory=dict)
    dresses: tuple[tuple[str, int], ...] = ()

    def written(self) -> str:
        """The copy as it is found."""
        pieces = [Piece("", char, "") for char in "\n".join(self.lines[n] for n in sorted(self.lines)) + "\n"]
        for name, seed in self.dresses:
            pieces = DRESSES[name](random.Random(seed), pieces)
        return "".join(part for piece in pieces for part in piece)


@dataclass(frozen=True)
class Family:
    """All copies by name, those that are lost; of each the parent (None for the first) and, of those made from two, the
    other source, with how many lines came from there with another wording."""

    written: Mapping[str, str]
    lost: frozenset[str]
    parent: Mapping[str, str | None]
    second: Mapping[str, str]
    brought: int

    @property
    def texts(self) -> dict[str, str]:
        """The copies at hand."""
        return {name: text for name, text in self.written.items() if name not in self.lost}

    def prepared(self) -> list[Prepared]:
        """The copies at hand as collation takes them."""
        return [prepare(read(text, name=name)) for name, text in self.texts.items()]


Slip = Callable[[random.Random, str], str | None]
"""A line with a slip, or None where this one cannot have it."""
_HAN = re.compile("[\u4e00-\u9fff]")
_COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"


def _at(chance: random.Random, pattern: str | re.Pattern[str], line: str) -> re.Match[str] | None:
    found = list(re.finditer(pattern, line))
    return chance.choice(found) if found else None


def _put(line: str, match: re.Match[str], new: str) -> str:
    return line[: match.start()] + new + line[match.end() :]


def _from_table(entries: Mapping[str, str]) -> Slip:
    """One word for another of a table of simplified words."""
    pattern = re.compile("|".join(map(re.escape, sorted(entries, key=len, reverse=True))))

    def slip(chance: random.Random, line: str) -> str | None:
        match = _at(chance, pattern, line)
        return _put(line, match, entries[match[0]]) if match else None

    return slip


def _rewritten(pattern: str, change: Callable[[random.Random, str], str]) -> Slip:
    compiled = re.compile(pattern)

    def slip(chance: random.Random, line: str) -> str | None:
        match = _at(chance, compiled, line)
        return _put(line, match, change(chance, match[0])) if match else None

    return slip


SLIPS: dict[str, Slip] = {
    "look-alike": _from_table(TWINS),
    "sound": _from_table(SOUNDS),
    "other word": _from_table(SYNONYMS),
    "contrary": _from_table(CONTRARY),
    "other character": lambda c, s: _put(s, m, c.choice(_HAN.findall(s))) if (m := _at(c, _HAN, s)) else None,
    "any character": lambda c, s: _put(s, m, chr(c.randrange(0x4E00, 0x9FA5))) if (m := _at(c, _HAN, s)) else None,
    "common character": lambda c, s: _put(s, m, c.choice(_COMMON)) if (m := _at(c, _HAN, s)) else None,
    "character lost": _rewritten("[\u4e00-\u9fff]", lambda _, __: ""),
    "word lost": _rewritten("[\u4e00-\u9fff]{2}", lambda _, __: ""),
    "doubled": _rewritten("[\u4e00-\u9fff]{1,2}", lambda _, word: word * 2),
    "exchanged": _rewritten("[\u4e00-\u9fff]{2}", lambda _, word: word[::-1]),
    "digit": _rewritten(r"\d", lambda c, digit: c.choice([d for d in "123456789" if d != digit])),
    "digits exchanged": _rewritten(r"(\d)(?!\1)\d", lambda _, digits: digits[::-1]),
    "mark": _rewritten("[，。；、：]", lambda c, mark: c.choice([m for m in "，。；、：" if m != mark])),
    "word added": _rewritten(
        "[\u4e00-\u9fff]{2}", lambda c, word: word + c.choice(("等", "的", "有关", "及", "市", "了"))
    ),
    "clause lost": _rewritten("[^，。；]{3,30}[，；]", lambda _, __: ""),
    "sentence lost": _rewritten("[^。]{5,80}。", lambda _, __: ""),
}
"""The kinds of slips; a family draws its own habits among them."""


@dataclass(frozen=True)
class Habits:
    """What the copyists of one family do, and how often."""

    slips: tuple[int, int]
    kinds: tuple[str, ...]
    converts: float
    dresses: float
    mends: float
    cuts: float


def _habits(chance: random.Random) -> Habits:
    kinds = tuple(chance.choices(list(SLIPS), k=12)) if chance.random() < 0.7 else tuple(SLIPS)
    return Habits(
        slips=chance.choice(((1, 3), (1, 3), (2, 5), (1, 8), (3, 8))),
        kinds=kinds,
        converts=chance.choice((0.1, 0.3, 0.5)),
        dresses=chance.choice((0.0, 0.15, 0.4)),
        mends=chance.choice((0.0, 0.0, 0.1, 0.25)),
        cuts=chance.choice((0.0, 0.05, 0.1)),
    )


def family(seed: str, ways: Ways | None = None, *, mixed: bool | None = None) -> Family:
    """The family of a seed: 4 to 12 copies at hand, others lost; `mixed` says whether one is made from two copies,
    which is drawn unless said."""
    chance = random.Random(f"family {seed}")
    ways = ways or own_ways()
    habits = _habits(chance)
    original = _original(chance)
    count = chance.randint(4, 12)
    first = Copy(dict(enumerate(original.rstrip("\n").split("\n"))))
    if chance.random() < 0.12:
        first = _converted(chance, first, ways)
    names = [f"{n:02}.txt" for n in chance.sample(range(100), count + chance.choice((0, 1, 2, 3)) * count // 8)]
    copies, parent = {names[0]: first}, {names[0]: None}
    whole: dict[str, str | None] = dict(parent)
    long = chance.choice((0.0, 0.3, 0.6))
    for name in names[1:]:
        older = [*copies][-1] if chance.random() < long else chance.choice(list(copies))
        copies[name] = _copied(chance, copies[older], original, ways, habits)
        whole[name] = older
    second, brought = _mixed(chance, copies, whole) if (chance.random() < 0.4 if mixed is None else mixed) else ({}, 0)
    parents = sorted({older for older in whole.values() if older} - {*second.values()})
    lost = frozenset(chance.sample(parents, min(len(parents), len(names) - count)))
    return Family({name: copies[name].written() for name in sorted(copies)}, lost, whole, second, brought)


def _original(chance: random.Random) -> str:
    if chance.random() < 0.05:
        return official()
    return chance.choice((plan, plan, rules, announcement, announcement))(chance)


def _copied(chance: random.Random, older: Copy, original: str, ways: Ways, habits: Habits) -> Copy:
    """A copy made from a copy; one in twelve has the very same bytes."""
    if chance.random() < 0.08:
        return older
    made = older
    if chance.random() < habits.converts:
        made = _converted(chance, made, ways)
    made = _dressed(chance, made, habits)
    if chance.random() < habits.mends:
        made = _mended(chance, made, original)
    if chance.random() < habits.cuts:
        made = _cut(chance, made)
    for _ in range(chance.randint(*habits.slips)):
        made = _slipped(chance, made, habits.kinds)
    return made


def _converted(chance: random.Random, copy: Copy, ways: Ways) -> Copy:
    if copy.simplified:
        choices, simplified = ways.out, False
    else:
        choices, simplified = (ways.back, True) if chance.random() < 0.6 or not ways.over else (ways.over, False)
    convert = choices[chance.choice(sorted(choices))]
    numbers = sorted(copy.lines)
    lines = convert("\n".join(copy.lines[n] for n in numbers)).split("\n")
    return replace(
        copy, lines=dict(zip(numbers, lines, strict=True)), simplified=simplified, chain=(*copy.chain, convert)
    )


_STAYS = {**dict.fromkeys((*WIDTHS, *GLOSSES), 0.85), **dict.fromkeys((*WRAPS, *LAYOUTS), 0.5)}
"""How often a copy of a copy has its dress; the page around a text stays behind with most."""


def _dressed(chance: random.Random, copy: Copy, habits: Habits) -> Copy:
    kept = [one for one in copy.dresses if chance.random() < _STAYS.get(one[0], 0.2)]
    if chance.random() < habits.dresses:
        for group in chance.sample((WIDTHS, GLOSSES, WRAPS, LAYOUTS, FURNITURE), 2):
            if not any(name in group for name, _ in kept):
                kept.append((chance.choice(sorted(group)), chance.randrange(1 << 30)))
    order = list(DRESSES)
    return replace(copy, dresses=tuple(sorted(kept, key=lambda one: order.index(one[0]))))


def _mended(chance: random.Random, copy: Copy, original: str) -> Copy:
    """A slip that the copy inherited is found and put right: a line that had one alone."""
    lines = [n for n, slips in sorted(copy.slips.items()) if slips == 1 and n in copy.lines]
    if not lines:
        return copy
    at = chance.choice(lines)
    right = original.split("\n")[at]
    for convert in copy.chain:
        right = convert(right)
    slips = {n: count for n, count in copy.slips.items() if n != at}
    return replace(copy, lines={**copy.lines, at: right}, slips=slips)


def _cut(chance: random.Random, copy: Copy) -> Copy:
    numbers = sorted(copy.lines)
    end = chance.randrange(len(numbers) * 2 // 3, len(numbers))
    return replace(copy, lines={n: copy.lines[n] for n in numbers[: max(4, end)]})


def _slipped(chance: random.Random, copy: Copy, kinds: Sequence[str]) -> Copy:
    for _ in range(50):
        at = chance.choice(sorted(copy.lines))
        made = SLIPS[chance.choice(kinds)](chance, copy.lines[at])
        if made is not None and made != copy.lines[at] and made.strip():
            return replace(copy, lines={**copy.lines, at: made}, slips={**copy.slips, at: copy.slips.get(at, 0) + 1})
    return copy


def _mixed(
    chance: random.Random, copies: dict[str, Copy], parent: Mapping[str, str | None]
) -> tuple[dict[str, str], int]:
    """A leaf takes lines over from a copy of the same script that it does not descend from; which from which, and in
    how many lines it shows."""
    leaves = [name for name in copies if name not in parent.values() and parent[name] is not None]
    chance.shuffle(leaves)
    for leaf in leaves:
        others = [
            name
            for name, copy in copies.items()
            if copy.simplified == copies[leaf].simplified
            and name not in (leaf, *_above(leaf, parent))
            and copy.lines != copies[leaf].lines
        ]
        if others:
            other = chance.choice(others)
            mine = copies[leaf]
            both = sorted(mine.lines.keys() & copies[other].lines.keys())
            taken = chance.sample(both, max(2, int(len(both) * chance.choice((0.25, 0.4, 0.5)))))
            copies[leaf] = replace(mine, lines={**mine.lines, **{n: copies[other].lines[n] for n in taken}})
            return {leaf: other}, sum(fold(copies[other].lines[n]) != fold(mine.lines[n]) for n in taken)
    return {}, 0


def _above(name: str, parent: Mapping[str, str | None]) -> list[str]:
    found = []
    while (older := parent[name]) is not None:
        found.append(older)
        name = older
    return found
