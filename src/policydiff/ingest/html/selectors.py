# SPDX-License-Identifier: Apache-2.0
"""Which elements a selector of a style sheet means, at a cost that a hostile page cannot raise (CSS Selectors 4).

Read are tags, classes, ids and attributes with the combinators for descendants and children. The search of the parser's
own library takes minutes for `div div` on a page of deep elements.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_COMPOUND = re.compile(
    r"(?P<tag>[a-z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+|\[\s*[\w-]+\s*(?:[~|^$*]?=\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+)\s*)?\])*)",
    re.IGNORECASE,
)
"""`p.note[lang|="zh"]`"""
_PART = re.compile(r"[.#][\w-]+|\[\s*([\w-]+)\s*(?:([~|^$*]?)=\s*(\"[^\"]*\"|'[^']*'|[\w-]+)\s*)?\]")
"""`.note`, `#top`, `[lang|="zh"]`"""
_LONGEST = 200
"""Characters of a selector that is followed."""


class Element(NamedTuple):
    """What a selector looks at: the tag and the attributes."""

    tag: str
    attributes: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Compound:
    """One part of a selector: all that it asks of one element."""

    tag: str
    identity: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str, str | None], ...]

    @property
    def key(self) -> str:
        """What an element must have by which rules are found: an id, a class or a tag."""
        return f"#{self.identity}" if self.identity else f".{min(self.classes)}" if self.classes else self.tag or "*"

    def holds(self, element: Element) -> bool:
        """Whether an element is what this part asks for."""
        attributes = element.attributes
        if self.tag not in ("", "*", element.tag) or (self.identity and attributes.get("id") != self.identity):
            return False
        if self.classes and not self.classes <= set((attributes.get("class") or "").split()):
            return False
        return all(
            name in attributes and _holds(attributes[name] or "", how, value) for name, how, value in self.attributes
        )


def _holds(stated: str, how: str, value: str | None) -> bool:
    if value is None:
        return True
    match how:
        case "~":
            return value in stated.split()
        case "|":
            return stated == value or stated.startswith(f"{value}-")
        case "^":
            return bool(value) and stated.startswith(value)
        case "$":
            return bool(value) and stated.endswith(value)
        case "*":
            return bool(value) and value in stated
        case _:
            return stated == value


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector from its last part to its first; each further part with whether it must be the parent."""

    last: Compound
    above: tuple[tuple[bool, Compound], ...]


def parsed(text: str) -> Selector | None:
    """A selector, or None where it asks for what is not read here."""
    if len(text) > _LONGEST:
        return None
    parts = text.replace(">", " > ").split() or ["*"] if "[" not in text else _split(text)
    found: list[tuple[bool, Compound]] = []
    child = False
    for part in parts:
        if part == ">":
            child = True
            continue
        match = _COMPOUND.fullmatch(part)
        if match is None or not part:
            return None
        found.append((child, _compound(match)))
        child = False
    if not found or child:
        return None
    # the combinator that stands before a part says how the part above it is looked for
    above = [(found[at][0], found[at - 1][1]) for at in range(len(found) - 1, 0, -1)]
    return Selector(found[-1][1], tuple(above))


def _split(text: str) -> list[str]:
    """The parts of a selector with attributes, whose values may hold blanks."""
    return re.findall(r">|(?:\[[^\[\]]{0,200}\]|[^\s>\[]){1,200}+", text)


def _compound(match: re.Match[str]) -> Compound:
    identity, classes, attributes = "", set(), []
    for part in _PART.finditer(match["rest"]):
        if part[0].startswith("#"):
            identity = part[0][1:]
        elif part[0].startswith("."):
            classes.add(part[0][1:])
        else:
            value = part[3]
            attributes.append((part[1].lower(), part[2] or "", value.strip("\"'") if value is not None else None))
    return Compound((match["tag"] or "").lower(), identity, frozenset(classes), tuple(attributes))


def matches(selector: Selector, element: Element, ancestors: Sequence[Element]) -> tuple[bool, int]:
    """Whether a selector means an element below its ancestors (outermost first), and how many were looked at.

    A part is looked for upwards and taken where it is found first; a parent is never looked for again further up.
    """
    looked = 1
    if not selector.last.holds(element):
        return False, looked
    at = len(ancestors)
    for child, compound in selector.above:
        at -= 1
        looked += 1
        while at >= 0 and not compound.holds(ancestors[at]):
            if child:
                return False, looked
            at -= 1
            looked += 1
        if at < 0:
            return False, looked
    return True, looked
