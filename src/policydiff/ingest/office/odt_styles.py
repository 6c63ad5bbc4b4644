# SPDX-License-Identifier: Apache-2.0
"""What the styles of an OpenDocument file say of text: hidden, raised, and how its lists count."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from policydiff.ingest.numbering import unwritten, written
from policydiff.ingest.package import attribute, child, local, whole

LABEL = 100
"""Longest pattern of a label; real ones have about ten characters."""
STYLE_DEPTH = 32
"""How far a style's ancestors are followed; a longer chain is a circle."""
_WORDS = re.compile(r"[\u3400-\u9fff0-9]|[A-Za-z]{2}")
"""In a label without a number: something to read; a letter alone is a sign of a symbol font."""
_TINY = re.compile(r"^[01](?:\.\d+)?pt$|^0")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list style; `pattern` has the place of level n as `%n%`."""

    form: str
    start: int
    pattern: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a style changes the letters that it shows: their case, and brackets around two lines in one."""

    case: str = ""
    before: str = ""
    after: str = ""

    def shown(self, text: str) -> str:
        """The text as it is seen."""
        return text.upper() if self.case == "uppercase" else text.lower() if self.case == "lowercase" else text


PLAIN = Look()


@dataclass(slots=True)
class Styles:
    """Styles of one document by name."""

    parents: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    position: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    breaks: set[str] = field(default_factory=set)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)
    english: bool = True
    """Whether the text is in English where nothing else is said, or in no language that is stated."""

    def why_hidden(self, name: str | None) -> str | None:
        """The reason why text in a style is not seen, or None."""
        return self._inherited(name, self.hidden)

    def raised(self, name: str | None) -> str | None:
        """`super` or `sub` where a style moves text off its line."""
        return self._inherited(name, self.position)

    def struck(self, name: str | None) -> bool:
        """Does a style draw a line through its text?"""
        return self._inherited(name, self.lines) is not None

    def look(self, name: str | None) -> Look:
        """How a style, or the nearest ancestor that says so, shows its letters."""
        for _ in range(STYLE_DEPTH):
            if name is None or name in self.looks:
                break
            name = self.parents.get(name)
        return self.looks.get(name or "", PLAIN)

    def _inherited(self, name: str | None, table: dict[str, str]) -> str | None:
        for _ in range(STYLE_DEPTH):
            if name is None:
                return None
            if name in table:
                return table[name] or None
            name = self.parents.get(name)
        return None


def label(levels: dict[int, Level], level: int, counters: dict[int, int], english: bool) -> tuple[str, str]:
    """The number of a list item as its style draws it, and what could not be worked out of it; empty for bullets and
    plain lists."""
    found = levels.get(level)
    if found is None:
        return "", ""
    if not found.form:
        rest = re.sub(r"%\d{1,2}%", "", found.pattern)
        return (rest if _WORDS.search(rest) else ""), ""
    unread: list[str] = []

    def number(match: re.Match[str]) -> str:
        index = int(match[1])
        form = levels[index].form if index in levels and levels[index].form else "1"
        shown = written(counters.get(index, 1), form, english=english)
        if shown is None:
            unread.append(unwritten(counters.get(index, 1), form))
        return shown or ""

    text = re.sub(r"%(\d{1,2})%", number, found.pattern)
    return ("", unread[0]) if unread else (text, "")


def read_styles(roots: Iterable[etree._Element]) -> Styles:
    """The styles of `content.xml` and `styles.xml` together."""
    styles = Styles()
    for root in roots:
        for element in root.iter():
            name = local(element)
            if name == "style":
                _style(element, styles)
            elif name == "list-style":
                styles.lists[attribute(element, "name") or ""] = _levels(element)
            elif name == "outline-style":
                styles.outline = _levels(element)
            elif name == "default-style" and attribute(element, "family") == "paragraph":
                language = attribute(child(element, "text-properties"), "language")
                styles.english = language in (None, "en", "none", "zxx")
    return styles


def _style(element: etree._Element, styles: Styles) -> None:
    """Enter into `styles` what a style says that changes the reading: hidden, struck, capitals, raised, page breaks."""
    name = attribute(element, "name") or ""
    parent = attribute(element, "parent-style-name")
    if parent:
        styles.parents[name] = parent
    if attribute(child(element, "paragraph-properties"), "break-before") == "page":
        styles.breaks.add(name)
    text = child(element, "text-properties")
    if text is None:
        return
    display = attribute(text, "display")
    if display is not None:
        styles.hidden[name] = "display none" if display == "none" else ""
    ground = attribute(text, "background-color")
    if (attribute(text, "color") or "").lower() == "#ffffff" and (
        ground is None or ground in ("transparent", "#ffffff")
    ):
        styles.hidden[name] = "white on white"
    if _TINY.match(attribute(text, "font-size") or "-"):
        styles.hidden[name] = "size of a point or less"
    line = attribute(text, "text-line-through-style") or attribute(text, "text-line-through-type")
    if line is not None:
        styles.lines[name] = "" if line == "none" else line
    combined = attribute(text, "text-combine") == "lines"
    case, before, after = (
        attribute(text, key) or "" for key in ("text-transform", "text-combine-start-char", "text-combine-end-char")
    )
    if case or combined:
        styles.looks[name] = Look(case, before if combined else "", after if combined else "")
    position = (attribute(text, "text-position") or "").split()
    if position:
        up = position[0] == "super" or (position[0].endswith("%") and not position[0].startswith(("-", "0")))
        down = position[0] == "sub" or position[0].startswith("-")
        styles.position[name] = "super" if up else "sub" if down else ""


def _levels(element: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for item in element:
        name = local(item)
        level = whole(attribute(item, "level"), 1)
        if name == "list-level-style-bullet":
            found[level] = Level("", 1, (attribute(item, "bullet-char") or "")[:LABEL])
        if name not in ("list-level-style-number", "outline-level-style"):
            continue
        pattern = attribute(item, "num-list-format")
        if pattern is None:
            shown = whole(attribute(item, "display-levels"), 1)
            numbers = ".".join(f"%{index}%" for index in range(max(1, level - min(shown, 10) + 1), level + 1))
            pattern = f"{attribute(item, 'num-prefix') or ''}{numbers}{attribute(item, 'num-suffix') or ''}"
        form = (attribute(item, "num-format") or "")[:LABEL]
        if attribute(item, "num-letter-sync") == "true":
            form = {"a": "lowerLetter", "A": "upperLetter"}.get(form, form)
        found[level] = Level(form, whole(attribute(item, "start-value"), 1), pattern[:LABEL])
    return found
