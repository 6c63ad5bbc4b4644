# SPDX-License-Identifier: Apache-2.0
"""Families of copies with a known tree: converters, glosses, omissions, slips and, in some, contamination."""

import random
import re
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from pathlib import Path

from opencc import OpenCC

from policydiff.ingest import read
from policydiff.lineage.collate import collate
from policydiff.lineage.result import Edge, Lineage
from policydiff.pipeline import Prepared, prepare
from policydiff.script.dictionary import dictionary
from policydiff.script.fold import fold

_CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "qingdao-2023-tasks-plain.txt"
_READINGS = {
    "工": "gōng",
    "市": "shì",
    "大": "dà",
    "中": "zhōng",
    "一": "yī",
    "人": "rén",
    "生": "shēng",
    "水": "shuǐ",
    "力": "lì",
    "心": "xīn",
}
_GLOSS = re.compile(r"\([^()]*\)(?<=[a-zāēīōūǎěǐǒǔáéíóúàèìòù]\))")
_CONFIGS = ("s2t", "s2tw", "s2hk")


@dataclass
class Family:
    """Texts by name, the true parent of each (None for the first), and copies that used a second one."""

    texts: dict[str, str] = field(default_factory=dict)
    parent: dict[str, str | None] = field(default_factory=dict)
    contaminated: dict[str, str] = field(default_factory=dict)
    kept: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For contaminated copies: how many slips of their parent, and of their own, the lines taken over left."""

    def prepared(self, order: list[str] | None = None) -> list[Prepared]:
        """The copies as collation takes them."""
        return [prepare(read(self.texts[name], name=name)) for name in order or self.texts]


@cache
def original(lines: int = 24) -> str:
    """A simplified text of a few thousand characters."""
    return "\n".join(fold(_CORPUS.read_text(encoding="utf-8")).split("\n")[1 : 1 + lines])


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def table(rng: random.Random) -> dict[int, str]:
    """A context-free table: for each character one of the converter's candidates, some characters left out."""
    found = {
        ord(char): rng.choice(values)
        for char, values in sorted(dictionary("STCharacters").items())
        if all(len(v) == 1 for v in values)
    }
    for char in rng.sample(sorted(found), len(found) // 60):
        del found[char]
    return found


def _converted(text: str, rng: random.Random) -> str:
    if rng.random() < 0.3:
        converted: str = _converter(rng.choice(_CONFIGS)).convert(text)
        return converted
    return text.translate(table(rng))


def _han(text: str) -> list[int]:
    return [n for n, char in enumerate(text) if "\u4e00" <= char <= "\u9fff" and text[n + 1 : n + 2] != "("]


def slip(text: str, rng: random.Random) -> str:
    """One slip of the kinds that copying makes."""
    at = rng.choice(_han(text))
    match rng.randrange(5):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + text[at] + text[at:]
        case 2 if text[at + 1 : at + 2] not in ("", text[at], "\n"):
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        case _:
            return text[:at] + text[rng.choice(_han(text))] + text[at + 1 :]


def _omitted(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    if rng.random() < 0.3:
        return "\n".join(lines[: len(lines) - rng.randint(1, 3)])
    at = rng.randrange(2, len(lines))
    clauses = lines[at].split("。")
    del clauses[rng.randrange(len(clauses))]
    lines[at] = "。".join(clauses)
    return "\n".join(lines)


def _glossed(text: str, rng: random.Random) -> str:
    if "(" + _READINGS["工"] in text or any(f"({reading})" in text for reading in _READINGS.values()):
        return text
    for char in rng.sample(sorted(_READINGS), 5):
        text = text.replace(char, f"{char}({_READINGS[char]})")
    return text


def child(text: str, simplified: bool, rng: random.Random) -> tuple[str, bool]:
    """A copy made from a copy: at least three errors, perhaps a conversion, glosses, an omission."""
    if simplified and rng.random() < 0.5:
        text, simplified = _converted(text, rng), False
    if rng.random() < 0.2:
        text = _glossed(text, rng)
    if rng.random() < 0.25:
        text = _omitted(text, rng)
    for _ in range(rng.randint(3, 6)):
        text = slip(text, rng)
    return text, simplified


def family(seed: int, contaminated: bool = False) -> Family:
    """A random family of 6 to 12 copies, all of them at hand."""
    rng = random.Random(seed)
    size = rng.randint(6, 12)
    names = [f"copy-{n:02}" for n in range(size)]
    rng.shuffle(names)
    found = Family({names[0]: original()}, {names[0]: None})
    script = {names[0]: True}
    for name in names[1:]:
        parent = rng.choice(sorted(found.texts))
        found.texts[name], script[name] = child(found.texts[parent], script[parent], rng)
        found.parent[name] = parent
    if contaminated:
        _contaminate(found, script, rng)
    return found


def _contaminate(found: Family, script: dict[str, bool], rng: random.Random) -> None:
    """A leaf takes some whole lines over from a copy of another branch in the same script."""
    leaves = [n for n in sorted(found.texts) if n not in found.parent.values() and found.parent[n] is not None]
    for leaf in leaves:
        others = [
            n
            for n in sorted(found.texts)
            if n not in (leaf, found.parent[leaf]) and found.parent[n] != leaf and script[n] == script[leaf]
        ]
        others = [
            n
            for n in others
            if found.parent[n] is not None and len(found.texts[n].split("\n")) == len(found.texts[leaf].split("\n"))
        ]
        if others:
            other = rng.choice(others)
            mine, theirs = found.texts[leaf].split("\n"), found.texts[other].split("\n")
            taken = rng.sample(range(len(mine)), len(mine) // 4)
            found.kept[leaf] = _kept(found, leaf, taken)
            for at in taken:
                mine[at] = theirs[at]
            found.texts[leaf] = "\n".join(mine)
            found.contaminated[leaf] = other
            return


def _kept(found: Family, leaf: str, taken: list[int]) -> tuple[int, int]:
    """Lines outside those taken over in which the parent differs from its own parent, and in which the leaf differs
    from its parent."""
    parent = found.parent[leaf] or ""
    above = found.parent[parent]
    own = [_wording(found.texts[name]) for name in (leaf, parent)]
    older = [_wording(found.texts[name]) for name in (parent, above)] if above else None
    left = [
        sum(a != b for n, (a, b) in enumerate(zip_longest(*texts)) if n not in taken) for texts in (older, own) if texts
    ]
    return left[0], left[-1]


def _wording(text: str) -> list[str]:
    return [fold(_GLOSS.sub("", line)) for line in text.split("\n")]


@dataclass(frozen=True)
class Outcome:
    """What the lineage made of a family: child to parent by name (lost copies by their letter), and wrong edges told
    with confidence."""

    edges: dict[str, str]
    lineage: Lineage
    right: bool
    bold: tuple[Edge, ...]
    traceable: bool
    """Do three slips or more still stand on each edge at a contaminated copy?"""


def outcome(planted: Family) -> Outcome:
    """Collate a family and hold its lineage against the planted one."""
    collation = collate(planted.prepared())
    name = {copy.siglum: copy.facts.name for copy in collation.copies}
    edges = {name.get(e.child, e.child): name.get(e.parent, e.parent) for e in collation.lineage.edges}
    wrong = [e for e in collation.lineage.edges if planted.parent.get(name.get(e.child, "")) != name.get(e.parent)]
    bold = tuple(e for e in wrong if e.direction in ("certain", "strong") and not e.against)
    return Outcome(
        edges, collation.lineage, edges == true(planted), bold, all(min(kept) >= 3 for kept in planted.kept.values())
    )


def true(planted: Family) -> dict[str, str]:
    """Child to parent as planted."""
    return {child: parent for child, parent in planted.parent.items() if parent}
