# SPDX-License-Identifier: Apache-2.0
"""Automatic numbers of DOCX: the 一、 that lives in a style and not in the text.

After ECMA-376 part 1, 17.9: a paragraph names a numbering instance and a level, itself or by
its style; instances of one abstract numbering share counters unless they override the start.
"""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from policydiff.ingest.numbering import unwritten, written
from policydiff.ingest.office.docx_run import is_on
from policydiff.ingest.package import attribute, child, local, whole

LABEL = 100
"""Longest pattern of a label; real ones have about ten characters."""
_WORDS = re.compile(r"[\u3400-\u9fff0-9]|[A-Za-z]{2}")
"""In a bullet: something to read; a letter alone is a sign of a symbol font."""
STYLE_DEPTH = 32
"""How far a style's ancestors are followed; a longer chain is a circle."""


@dataclass(frozen=True, slots=True)
class Label:
    """The number of a paragraph, and what follows it: `tab`, `space`, `nothing`; or what could not be worked out of
    it."""

    text: str = ""
    suffix: str = "nothing"
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, its number format, and the text around the number."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class Style:
    """What matters of a paragraph or character style."""

    based_on: str | None = None
    number: str | None = None
    level: int | None = None
    vanish: bool | None = None
    caps: bool | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of one document, with counters that go on as paragraphs are read."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    instances: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, Level]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    english: bool = True
    """Whether words and ordinals are in English, or in no language that is stated."""

    def label(self, number: str, level: int) -> Label:
        """Count one paragraph and return its label."""
        name = self.instances.get(number)
        levels = self._levels(number)
        if name is None or level not in levels:
            return Label()
        counters = self.counters.setdefault(name, {})
        start = self.restarts.get(number, {}).get(level)
        if start is not None and (number, level) not in self.begun:
            counters[level] = start
        else:
            counters[level] = counters[level] + 1 if level in counters else levels[level].start
        self.begun.add((number, level))
        for deeper in [other for other in counters if other > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and level < restart):
                del counters[deeper]
        found = levels[level]
        if found.form in ("bullet", "none") and "%" not in found.text:
            return Label("" if found.form == "bullet" and not _WORDS.search(found.text) else found.text, found.suffix)
        return self._render(found, levels, counters)

    def _render(self, found: Level, levels: dict[int, Level], counters: dict[int, int]) -> Label:
        unread: list[str] = []

        def number(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            level = levels.get(index, Level())
            if level.form == "none":
                return ""
            form = "decimal" if found.legal else level.form
            count = counters.get(index, level.start)
            shown = "" if form == "bullet" else written(count, form, english=self.english)
            if shown is None:
                unread.append(unwritten(count, form))
            return shown or ""

        text = re.sub(r"%([1-9])", number, found.text)
        return Label(unread=unread[0]) if unread else Label(text, found.suffix)

    def _levels(self, number: str) -> dict[int, Level]:
        levels = self.abstract.get(self.instances.get(number, ""), {})
        overrides = self.overrides.get(number)
        return {**levels, **overrides} if overrides else levels

    def level_of_style(self, number: str, style: str) -> int:
        """The level that a list ties to a paragraph style, 0 where it ties none."""
        for index, level in self._levels(number).items():
            if level.style == style:
                return index
        return 0


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists of `word/numbering.xml`; none where the part is missing."""
    numbering = Numbering()
    style_links: dict[str, str] = {}
    for element in root if root is not None else ():
        if local(element) == "abstractNum":
            name = attribute(element, "abstractNumId") or ""
            numbering.abstract[name] = {
                whole(attribute(found, "ilvl"), 0): _level(found) for found in element if local(found) == "lvl"
            }
            link = attribute(child(element, "styleLink"), "val")
            if link:
                style_links[link] = name
            wanted = attribute(child(element, "numStyleLink"), "val")
            if wanted:
                numbering.links[name] = wanted
        elif local(element) == "num":
            _instance(numbering, element)
    for name, wanted in numbering.links.items():
        if wanted in style_links and not numbering.abstract.get(name):
            numbering.abstract[name] = numbering.abstract[style_links[wanted]]
    return numbering


def _instance(numbering: Numbering, element: etree._Element) -> None:
    number = attribute(element, "numId") or ""
    name = attribute(child(element, "abstractNumId"), "val") or ""
    numbering.instances[number] = name
    for override in element:
        if local(override) != "lvlOverride":
            continue
        level = whole(attribute(override, "ilvl"), 0)
        found = child(override, "lvl")
        if found is not None:
            numbering.overrides.setdefault(number, {})[level] = _level(found)
        start = attribute(child(override, "startOverride"), "val")
        if start is not None:
            numbering.restarts.setdefault(number, {})[level] = whole(start, 1)


def _level(element: etree._Element) -> Level:
    form = child(element, "numFmt")
    if form is None:
        form = next((found for found in element.iter() if local(found) == "numFmt"), None)
    kind = attribute(form, "val") or "decimal"
    if kind == "custom":
        kind = attribute(form, "format") or "decimal"
    restart = attribute(child(element, "lvlRestart"), "val")
    legal = child(element, "isLgl")
    return Level(
        start=whole(attribute(child(element, "start"), "val"), 1),
        form=kind,
        text=(attribute(child(element, "lvlText"), "val") or "")[:LABEL],
        suffix=attribute(child(element, "suff"), "val") or "tab",
        restart=None if restart is None else whole(restart, 0),
        legal=legal is not None and is_on(legal),
        style=attribute(child(element, "pStyle"), "val"),
    )


def note_forms(body: etree._Element, settings: etree._Element | None) -> dict[str, str]:
    """How footnotes and endnotes are numbered: by the last section that says so, else by the document's settings
    (17.11.17)."""
    stated = [
        *(settings if settings is not None else ()),
        *(found for part in body.iter("{*}sectPr") for found in part),
    ]
    forms = {}
    for properties in stated:
        kind = {"footnotePr": "footnotes", "endnotePr": "endnotes"}.get(local(properties))
        form = attribute(child(properties, "numFmt"), "val")
        if kind and form and form not in ("none", "bullet"):
            forms[kind] = form
    return {kind: form for kind, form in forms.items() if form != "decimal"}


def in_english(styles: etree._Element | None) -> bool:
    """Whether the text of a document is in English where nothing else is said, or in no language that is stated
    (17.7.5.1)."""
    defaults = child(child(child(styles, "docDefaults"), "rPrDefault"), "rPr")
    stated = attribute(child(defaults, "lang"), "val")
    return stated is None or stated.lower().startswith("en")


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """Numbering and hidden text as styles set them, with inheritance resolved."""
    styles: dict[str, Style] = {}
    for element in root if root is not None else ():
        if local(element) != "style":
            continue
        properties = child(child(element, "pPr"), "numPr")
        level = attribute(child(properties, "ilvl"), "val")
        vanish, caps = (child(child(element, "rPr"), name) for name in ("vanish", "caps"))
        styles[attribute(element, "styleId") or ""] = Style(
            based_on=attribute(child(element, "basedOn"), "val"),
            number=attribute(child(properties, "numId"), "val"),
            level=None if level is None else whole(level, 0),
            vanish=None if vanish is None else is_on(vanish),
            caps=None if caps is None else is_on(caps),
        )
    return {name: _inherited(name, styles) for name in styles}


def _inherited(name: str, styles: dict[str, Style]) -> Style:
    found = replace(styles[name])
    parent, steps = found.based_on, 0
    while parent in styles and steps < STYLE_DEPTH:
        ancestor = styles[parent]
        found.number = ancestor.number if found.number is None else found.number
        found.level = ancestor.level if found.level is None else found.level
        found.vanish = ancestor.vanish if found.vanish is None else found.vanish
        found.caps = ancestor.caps if found.caps is None else found.caps
        parent, steps = ancestor.based_on, steps + 1
    return found
