# SPDX-License-Identifier: Apache-2.0
"""The cases of a seed: notices, an edit in each or none, and two copies in dresses of their own.

Which edits, dresses and converters a case has is drawn from the seed alone, whatever can be installed; a case whose
converter is missing is left out, and no other case changes."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.accuracy import dress
from bench.accuracy.blocks import BLOCKS
from bench.accuracy.converters import BACK, CONVERTERS, Converter, convert_all
from bench.accuracy.dress import Copy, Look
from bench.accuracy.edit import NOTHING, Edit, Maker, Place
from bench.accuracy.notices import notices
from bench.accuracy.words import WORDS

MAKERS: tuple[Maker, ...] = (*WORDS, *BLOCKS)
EVERY = 5
"""One case in so many has no edit."""
_BY_NAME = {converter.name: converter for converter in CONVERTERS}


@dataclass(frozen=True)
class Drawn:
    """A case before its copies are made."""

    name: str
    edit: Edit
    looks: tuple[Look, Look]

    @property
    def noises(self) -> tuple[str, ...]:
        """Everything that differs from the text as issued, of both copies."""
        names = dict.fromkeys((*self.looks[0].names, *self.looks[1].names))
        return tuple(names) or (dress.AS_ISSUED,)


@dataclass(frozen=True)
class Case:
    """Two copies, where they differ in wording, and what of them a converter wrote wrongly."""

    drawn: Drawn
    a: Copy
    b: Copy
    places: tuple[Place, ...]
    wrong: tuple[frozenset[int], frozenset[int]]
    """Code points of each copy that a converter made another character of: no one's edit, and not judged."""


def draw(seed: str, count: int, converters: Sequence[str] = tuple(_BY_NAME)) -> Iterator[Drawn]:
    """So many cases: the kind of edit that had the fewest so far, one case in every few without any.

    In turn would not do: few notices have an attachment or a telephone, and a turn that falls on others is lost."""
    planted = Counter[Maker]()
    for number, (form, text) in enumerate(notices(seed, count)):
        chance = random.Random(f"{seed} case {number}")
        edit = Edit(NOTHING, text, text)
        if number % EVERY:
            edit = _edited(chance, text, planted) or edit
        yield Drawn(f"{form} {number}", edit, (_look(chance, converters), _look(chance, converters)))


def _edited(chance: random.Random, text: str, planted: Counter[Maker]) -> Edit | None:
    """An edit of the rarest kind that this text can have."""
    for maker in sorted(MAKERS, key=planted.__getitem__):
        edit = maker(chance, text)
        if edit is not None and edit.a != edit.b:
            planted[maker] += 1
            return edit
    return None


def _look(chance: random.Random, converters: Sequence[str]) -> Look:
    script = chance.choice(converters) if converters and chance.random() < 0.6 else dress.AS_ISSUED
    if chance.random() < 0.15:
        file = chance.choice(dress.FILES)
        glosses = ("pinyin (gōng)",) if file == "web page with ruby" else ()
        return Look(script, glosses, file)
    names = [name for name in dress.DRESSES if chance.random() < dress.CHANCE[name]]
    for group in dress.ONE_OF:
        for more in [name for name in names if name in group][1:]:
            names.remove(more)
    return Look(script, tuple(names))


@dataclass(frozen=True)
class Scripts:
    """What converters made of the texts of some cases, and what each character that they wrote may stand for."""

    converted: dict[tuple[str, str], str]
    """By the name of the converter and the text."""
    back: dict[str, frozenset[str]]

    def of(self, script: str, text: str) -> str:
        """A text as one converter writes it, or as issued."""
        return text if script == dress.AS_ISSUED else self.converted[script, text]


def possible(drawn: Iterable[Drawn], available: Iterable[Converter]) -> list[Drawn]:
    """The cases whose converters are there."""
    names = {converter.name for converter in available} | {dress.AS_ISSUED}
    return [case for case in drawn if all(look.script in names for look in case.looks)]


def scripts(drawn: Iterable[Drawn], available: Iterable[Converter]) -> Scripts:
    """Have the texts of cases converted."""
    there = {converter.name: converter for converter in available}
    asked: dict[Converter, list[str]] = {}
    for case in drawn:
        for look, text in zip(case.looks, (case.edit.a, case.edit.b), strict=True):
            if look.script != dress.AS_ISSUED:
                asked.setdefault(there[look.script], []).append(text)
    converted = convert_all(asked)
    native = BACK.package in {converter.package for converter in there.values()}
    return Scripts(converted, _back(converted.values(), native))


def _back(texts: Iterable[str], native: bool) -> dict[str, frozenset[str]]:
    """Each character with the simplified ones that it may stand for, by tables that are not the project's choice."""
    from opencc import OpenCC

    chars = sorted(set().union(*texts) - {"\n"})
    ways = [OpenCC(name).convert("\n".join(chars)).split("\n") for name in ("t2s", "tw2s", "hk2s")] if chars else []
    if native and chars:
        ways.append(BACK.converted(["\n".join(chars)])[0].split("\n"))
    return {char: frozenset({char, *(way[n] for way in ways)}) for n, char in enumerate(chars)}


def built(case: Drawn, made: Scripts) -> Case:
    """Both copies of a case."""
    copies, wrong = [], []
    seed = random.Random(case.name).random()  # both copies get the same choices, as from one site
    for look, text in zip(case.looks, (case.edit.a, case.edit.b), strict=True):
        script = made.of(look.script, text)
        copy = dress.dressed(random.Random(seed), text, script, look)
        copies.append(copy)
        pairs = enumerate(zip(text, script, strict=True)) if len(text) == len(script) else ()
        wrong.append(
            frozenset(
                copy.starts[n]
                for n, (char, new) in pairs
                if "\u4e00" <= char <= "\u9fff" and char not in made.back.get(new, (new,))
            )
        )
    a, b = copies
    places = tuple((*a.place(a0, a1), *b.place(b0, b1)) for a0, a1, b0, b1 in case.edit.places)
    return Case(case, a, b, places, (wrong[0], wrong[1]))
