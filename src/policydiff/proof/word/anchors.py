# SPDX-License-Identifier: Apache-2.0
"""Where a change is found again: a hidden bookmark around it, and a comment on it.

A program that saves the file numbers changes anew, and a change that was accepted or rejected is gone; a bookmark keeps
its name and what stands in it (ECMA-376 part 1, 17.13.6). It holds a character beside the change too, so that
something of it stays.
"""

from collections.abc import Sequence

from lxml import etree

from policydiff.ingest.package import local
from policydiff.proof.word.marking import Marker
from policydiff.proof.word.names import above
from policydiff.proof.word.places import Places

PREFIX = "_pd_"
"""With a line below in front a bookmark is hidden in menus, as `_Ref` is."""
Ends = tuple[etree._Element, etree._Element]  # noqa: SLF001 (the type of lxml's elements has no public name)
"""The first and the last element of a range, in one story of the document."""


class Anchors:
    """Sets bookmarks and ranges of comments in one document."""

    def __init__(self, places: Places, marker: Marker, changed: frozenset[int]) -> None:
        """`changed` are the characters that edits take out, by number."""
        self._places = places
        self._marker = marker
        self._changed = changed

    def around(self, numbers: range, made: Sequence[etree._Element]) -> Ends | None:
        """The range of a change, or of a place that is not changed: with the characters beside it, where those stay."""
        first, last = self._run(numbers.start - 1, begin=True), self._run(numbers.stop, begin=False)
        if not made and numbers:
            first, last = self._run(numbers.start, begin=True), self._run(numbers.stop - 1, begin=False)
        holders = [holder for holder in (_holder(element) for element in made) if holder is not None]
        first = first if first is not None else (holders[0] if holders else last)
        last = last if last is not None else (holders[-1] if holders else first)
        if first is None or last is None or first.getroottree().getroot() is not last.getroottree().getroot():
            return None
        return first, last

    def _run(self, number: int, *, begin: bool) -> etree._Element | None:
        point = self._places.point(number) if number not in self._changed else None
        if point is None:
            return None
        run = self._places.begin(point)
        point = self._places.point(number)
        assert point is not None
        run = self._places.end(point)
        fixed = above(run, "ruby", "oMath")
        return run if fixed is None else above(run, "r")

    def bookmark(self, name: str, ends: Ends) -> None:
        """Set a bookmark around a range."""
        names, number = self._marker.names, self._marker.number()
        begun = names.element("bookmarkStart", id=number, name=name)
        _outer(ends[0]).addprevious(begun)
        _outer(ends[1]).addnext(names.element("bookmarkEnd", id=number))

    def comment(self, number: str, ends: Ends) -> None:
        """Set the range and the mark of a comment."""
        names = self._marker.names
        reference = names.element("r")
        reference.append(names.element("commentReference", id=number))
        first, last = self._commentable(ends)
        _outer(first).addprevious(names.element("commentRangeStart", id=number))
        outer = _outer(last)
        outer.addnext(reference)
        outer.addnext(names.element("commentRangeEnd", id=number))

    def _commentable(self, ends: Ends) -> Ends:
        """The range itself, or what holds it where no comment may stand: in a text box."""
        boxed = [above(element, "txbxContent") for element in ends]
        if boxed == [None, None]:
            return ends
        box = next(found for found in boxed if found is not None)
        while (outer := above(box, "txbxContent")) is not None:
            box = outer
        run = above(box, "r")
        return (run, run) if run is not None else ends


def _holder(element: etree._Element) -> etree._Element | None:
    """What stands among the runs of a paragraph for a change: itself, or of a mark the end of its paragraph."""
    if local(element.getparent()) != "rPr" and local(element.getparent()) != "trPr":  # type: ignore[arg-type]
        return element
    paragraph = above(element, "p")
    if paragraph is None:
        row = above(element, "tr")
        paragraph = next((found for found in row.iter() if local(found) == "p"), None) if row is not None else None
    if paragraph is None:
        return None
    last = paragraph[-1] if len(paragraph) else None
    return last if last is not None and local(last) != "pPr" else None


def _outer(element: etree._Element) -> etree._Element:
    """The change that an element stands in, or the element: nothing is set inside of changes."""
    parent = element.getparent()
    while parent is not None and local(parent) in ("ins", "del", "moveFrom", "moveTo"):
        element, parent = parent, parent.getparent()
    return element
