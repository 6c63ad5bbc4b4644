# SPDX-License-Identifier: Apache-2.0
"""Where the characters of a copy stand in a Word document: the element of each, also after runs were cut in two.

Characters are counted without white space, so that a page made of a text and the text itself count alike.
"""

from bisect import bisect_left
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from policydiff.ingest.package import child, local
from policydiff.ingest.reading import Reading, Written
from policydiff.proof.word.names import Names, above

Point = tuple[etree._Element, int]  # noqa: SLF001 (the type of lxml's elements has no public name)
"""An element of text, and one of its characters."""
_MARKERS = frozenset({"list_marker", "note_mark"})
_CHANGEABLE = frozenset({"document", "footnotes", "endnotes"})
"""Roots of the parts in which places are changed; heads and feet of pages are read once for several sections."""


class Places:
    """The characters of one copy in its document."""

    def __init__(self, names: Names, reading: Reading, trace: Iterable[Written], text: str) -> None:
        """`reading` is the document's; `text` the copy's, which has the same characters but for white space."""
        self.names = names
        self._cuts: dict[etree._Element, list[tuple[int, etree._Element]]] = {}
        self._text = text
        self._at = [at for at, char in enumerate(text) if not char.isspace()]
        shown = [at for at, char in enumerate(reading.text) if not char.isspace()]
        self.known = len(shown) == len(self._at)
        counts = {at: number for number, at in enumerate(shown)}
        self._points: list[Point | None] = [None] * len(shown)
        seen: dict[etree._Element, int] = {}
        self._twice: set[etree._Element] = set()
        for written in trace:
            element = written.element
            if not etree.iselement(element):
                continue
            if written.offset < seen.get(element, 0):
                self._twice.add(element)
            seen[element] = written.offset + written.length
            for step in range(written.length):
                number = counts.get(written.start + step)
                if number is not None:
                    self._points[number] = (element, written.offset + step)
        self._generated = {
            counts[at]
            for event in reading.events
            if event.kind in _MARKERS
            for at in range(event.start, event.end)
            if at in counts
        }

    def numbers(self, start: int, end: int) -> range:
        """Which characters, white space not counted, stand in a span of the copy's text."""
        return range(bisect_left(self._at, start), bisect_left(self._at, end))

    def is_generated(self, number: int) -> bool:
        """Whether a character is written nowhere: the program makes it, as the number of a list."""
        return number in self._generated

    def at(self, number: int) -> int:
        """Where in the copy's text a character stands."""
        return self._at[number]

    def point(self, number: int) -> Point | None:
        """The element of a character now, and which of its characters it is; None where it cannot be changed."""
        if not 0 <= number < len(self._points):
            return None
        found = self._points[number]
        if found is None or found[0] in self._twice or local(_root(found[0])) not in _CHANGEABLE:
            return None
        element, offset = found
        while True:
            cut = max(((k, new) for k, new in self._cuts.get(element, ()) if k <= offset), default=None, key=_first)
            if cut is None:
                return element, offset
            offset, element = offset - cut[0], cut[1]

    def paragraph(self, number: int) -> etree._Element | None:
        """The paragraph of a character."""
        found = self.point(number)
        return above(found[0], "p") if found is not None else None

    def begin(self, point: Point) -> etree._Element:
        """The run that begins with a character; its run is cut before it where it does not."""
        element, offset = point
        if offset:
            element = self._cut(element, offset)
        run = above(element, "r")
        assert run is not None
        before = element.getprevious()
        if before is None or local(before) == "rPr":
            return run
        return _parted(self.names, run, element)

    def end(self, point: Point) -> etree._Element:
        """The run that ends with a character; its run is cut behind it where it does not."""
        element, offset = point
        run = above(element, "r")
        assert run is not None
        if offset + 1 < len(element.text or ""):
            self._cut(element, offset + 1)
        following = element.getnext()
        if following is not None:
            _parted(self.names, run, following)
        return run

    def _cut(self, element: etree._Element, offset: int) -> etree._Element:
        """Cut an element of text in two, which stand in one run still; the second of them."""
        text = element.text or ""
        rest = self.names.text(local(element), text[offset:])
        kept = self.names.text(local(element), text[:offset])
        element.text = kept.text
        for key, value in kept.attrib.items():
            element.set(key, value)
        element.addnext(rest)
        self._cuts.setdefault(element, []).append((offset, rest))
        return rest


def _first(cut: tuple[int, etree._Element]) -> int:
    return cut[0]


def _parted(names: Names, run: etree._Element, first: etree._Element) -> etree._Element:
    """A run cut before one of its children: the second of both, which looks alike."""
    rest = etree.Element(run.tag)
    properties = child(run, "rPr")
    if properties is not None:
        rest.append(deepcopy(properties))
    moved = [first, *first.itersiblings()]
    for element in moved:
        rest.append(element)
    run.addnext(rest)
    return rest


def _root(element: etree._Element) -> etree._Element:
    return element.getroottree().getroot()
