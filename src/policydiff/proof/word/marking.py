# SPDX-License-Identifier: Apache-2.0
"""Tracked changes inside and between paragraphs (ECMA-376 part 1, 17.13.5): who, when, and what is put in or out."""

from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from policydiff.ingest.package import attribute, child, local, whole
from policydiff.proof.word.names import Names, above, first_of, runs_of

_DELETED = {"t": "delText", "instrText": "delInstrText"}
_BETWEEN = frozenset({"proofErr"})
"""What may stand between two runs of one change and goes with them: marks of the spelling checker."""
_OWN = frozenset(
    {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "moveFromRangeStart", "moveToRangeStart"}
)
CHANGES = _OWN | frozenset({"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"})
"""Elements that say that something was changed (17.13.5)."""
_ANNOTATIONS = frozenset({"bookmarkStart", "bookmarkEnd", *CHANGES, "moveFromRangeEnd", "moveToRangeEnd"})


class NotPlacedError(Exception):
    """A change that the document has no certain place for; it becomes a remark."""


class Hand(Struct, frozen=True):
    """In whose name something is changed, and when (`2023-02-09T00:00:00Z`; None: not said)."""

    author: str = "policydiff"
    date: str | None = None


class Marker:
    """Makes the tracked changes of one document, each with a number of its own."""

    def __init__(self, names: Names, hand: Hand, roots: Iterable[etree._Element], *, numbering: bool = False) -> None:
        """`numbering` says whether the document numbers paragraphs by itself."""
        self._numbering = numbering
        self.names = names
        self.hand = hand
        numbers = (
            whole(attribute(found, "id"), 0) for root in roots for found in root.iter() if local(found) in _ANNOTATIONS
        )
        self._last = max(numbers, default=0)
        self.made: list[etree._Element] = []
        """All changes in the order in which they were made."""

    def number(self) -> str:
        """The next number of an annotation."""
        self._last += 1
        return str(self._last)

    def change(self, name: str) -> etree._Element:
        """An element that says who changed something."""
        made = self.names.element(name, id=self.number(), author=self.hand.author)
        if self.hand.date:
            made.set(self.names.q("date"), self.hand.date)
        self.made.append(made)
        return made

    def wrap(self, runs: Sequence[etree._Element], name: str) -> list[etree._Element]:
        """Put runs into changes of a kind, those beside each other into one; the changes."""
        made: list[etree._Element] = []
        for run in runs:
            if made and _joins(made[-1], run):
                last = made[-1]
                while (between := last.getnext()) is not None and between is not run:
                    last.append(between)
                last.append(run)
            else:
                wrapper = self.change(name)
                run.addprevious(wrapper)
                wrapper.append(run)
                made.append(wrapper)
            if name in ("del", "moveFrom"):
                self._gone(run, name)
        return made

    def _gone(self, run: etree._Element, name: str) -> None:
        for found in list(run) if name == "del" else ():
            other = _DELETED.get(local(found))
            if other:
                found.tag = self.names.q(other)

    def inserted(self, text: str, like: etree._Element | None) -> etree._Element:
        """A text that is put in, which looks like a run."""
        made = self.change("ins")
        made.append(self.names.run(text, child(like, "rPr") if like is not None else None))
        return made

    def mark(self, paragraph: etree._Element, name: str) -> None:
        """Say that the mark at the end of a paragraph is put in or out (17.13.5.15, 17.13.5.20)."""
        properties = first_of(paragraph, self.names, "pPr")
        look = child(properties, "rPr")
        if look is None:
            look = self.names.element("rPr")
            behind = next((found for found in properties if local(found) in ("sectPr", "pPrChange")), None)
            if behind is None:
                properties.append(look)
            else:
                behind.addprevious(look)
        look.insert(0, self.change(name))

    def paragraph_like(self, other: etree._Element) -> etree._Element:
        """An empty paragraph laid out like another one, with no number of a list and no end of a section."""
        made = self.names.element("p")
        properties = child(other, "pPr")
        if properties is None:
            return made
        copy = deepcopy(properties)
        for found in list(copy):
            if local(found) in ("sectPr", "pPrChange", "numPr", "pageBreakBefore", "framePr"):
                copy.remove(found)
        look = child(copy, "rPr")
        for found in list(look) if look is not None else ():
            if local(found) in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "specVanish"):
                look.remove(found)  # type: ignore[union-attr]
        made.append(copy)
        return made

    def unnumbered(self, paragraph: etree._Element) -> None:
        """Switch off the number that a paragraph's style may write (17.9.18: numId 0)."""
        properties = first_of(paragraph, self.names, "pPr")
        number = self.names.element("numPr")
        number.append(self.names.element("ilvl", val="0"))
        number.append(self.names.element("numId", val="0"))
        before = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
        at = sum(1 for found in properties if local(found) in before)
        properties.insert(at, number)

    def new_paragraph(self, text: str, like: etree._Element, *, change: str = "ins") -> etree._Element:
        """A paragraph that is put in, laid out like another one, its mark too."""
        made = self.paragraph_like(like)
        if self._numbering and child(like, "pPr") is not None:
            self.unnumbered(made)
        if text:
            made.append(self.inserted(text, next(iter(runs_of(like)), None)))
        self.mark(made, change)
        return made


def _joins(wrapper: etree._Element, run: etree._Element) -> bool:
    """Whether a run stands right behind a change, so that it belongs to it."""
    following = wrapper.getnext()
    while following is not None and local(following) in _BETWEEN:
        following = following.getnext()
    return following is run


def next_paragraph(paragraph: etree._Element) -> etree._Element | None:
    """The paragraph that follows in the same container, if nothing else follows first."""
    following = paragraph.getnext()
    while following is not None and local(following) in ("bookmarkStart", "bookmarkEnd", "proofErr"):
        following = following.getnext()
    return following if following is not None and local(following) == "p" else None


def ends_section(paragraph: etree._Element) -> bool:
    """Whether the paragraph ends a section, which goes with its mark."""
    return child(child(paragraph, "pPr"), "sectPr") is not None


def in_cell(paragraph: etree._Element) -> etree._Element | None:
    """The row of a table in which a paragraph stands."""
    found = above(paragraph, "tr", "txbxContent")
    return found if found is not None and local(found) == "tr" else None
