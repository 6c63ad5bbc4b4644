# SPDX-License-Identifier: Apache-2.0
"""The numbers of headings and lists in an OpenDocument text, which its styles count (ODF 1.3 part 3, 5.3)."""

from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from policydiff.ingest.office.odt_elements import plain
from policydiff.ingest.office.odt_styles import Level, Styles, label
from policydiff.ingest.package import attribute, child, local, whole

Label = tuple[str, str]
"""The label of a heading or item, and what could not be worked out of it."""


class Numbers:
    """Counts the headings and list items of one document, which are asked for in the order of the text.

    A label that the file itself shows (text:number) goes before the one that is counted. Counters are by level.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._lists: list[tuple[dict[int, Level], dict[int, int]]] = []
        self._kept: dict[str, dict[int, int]] = {}
        self._outline: dict[int, int] = {}

    @property
    def in_list(self) -> bool:
        """Whether the place lies in a list."""
        return bool(self._lists)

    def heading(self, element: etree._Element) -> Label:
        """The label of a heading; empty where it has none."""
        if (shown := child(element, "number")) is not None:
            return plain(shown), ""
        level = whole(attribute(element, "outline-level"), 1)
        levels = self._styles.outline
        if level not in levels or not levels[level].form or not plain(element):
            return "", ""
        self._outline = {key: value for key, value in self._outline.items() if key <= level}
        self._outline[level] = self._outline[level] + 1 if level in self._outline else levels[level].start
        return label(levels, level, self._outline, self._styles.english)

    @contextmanager
    def list_of(self, element: etree._Element) -> Iterator[None]:
        """Inside a list; a nested one counts on a level of its own in its parent's style."""
        name = attribute(element, "style-name")
        going_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list") is not None
        if self._lists and name is None:
            levels, counters = self._lists[-1]
        else:
            levels = self._styles.lists.get(name or "", {})
            counters = self._kept.get(name or "", {}) if going_on else {}
            if self._lists:
                counters = {**self._lists[-1][1], **counters}
        if not (self._lists and name is None) and not going_on:
            counters.pop(len(self._lists) + 1, None)
        self._lists.append((levels, counters))
        yield
        self._lists.pop()
        if name is not None:
            self._kept[name] = counters

    def item(self, item: etree._Element) -> Label:
        """The label of an item of the list; empty for a header, and for an item that begins with a list."""
        if local(item) != "list-item" or not plain(item):
            return "", ""
        levels, counters = self._lists[-1]
        level = len(self._lists)
        start = attribute(item, "start-value")
        first = levels[level].start if level in levels else 1
        counters[level] = whole(start, 1) if start is not None else counters.get(level, first - 1) + 1
        said = self._shown(item, levels, level, counters)
        return ("", "") if len(item) and local(item[0]) == "list" else said

    def paragraph(self, element: etree._Element) -> Label:
        """The label of a paragraph of a list that stands by itself (text:numbered-paragraph)."""
        levels = self._styles.lists.get(attribute(element, "style-name") or "", {})
        level = whole(attribute(element, "level"), 1)
        counters = self._kept.setdefault(f"#{attribute(element, 'list-id') or ''}", {})
        counters[level] = (
            counters[level] + 1
            if level in counters
            else whole(attribute(element, "start-value"), levels[level].start if level in levels else 1)
        )
        return self._shown(element, levels, level, counters)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Inside a text box, whose lists are not those around it."""
        lists, self._lists = self._lists, []
        yield
        self._lists = lists

    def _shown(self, element: etree._Element, levels: dict[int, Level], level: int, counters: dict[int, int]) -> Label:
        """The label at a level that was just counted; deeper levels begin anew."""
        for deeper in [key for key in counters if key > level]:
            del counters[deeper]
        shown = child(element, "number")
        return label(levels, level, counters, self._styles.english) if shown is None else (plain(shown), "")
